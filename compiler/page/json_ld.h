/*
 * json_ld.h - what a page says, in the terms of schema.org, for search engines.
 *
 * The schema says which terms: the annotation `schema_org` of a class is a type, of a slot a
 * property of it, of an event the property that its day is ("ProductModel.releaseDate": of things
 * of this type only). A class without one says nothing.
 * Quantities without a property of their own become properties by their titles. Only facts are
 * told: schema.org has no word for a plan, a rumour, or a date that is not certain.
 */
#pragma once

#include "page/context.h"

/* Returns JSON that may stand in an HTML script element, or NULL if there is nothing to say or the
 * page's format embeds no data. */
const char *json_ld_entry(const PageContext *page, const Entry *entry);

/* The knowledge base as a data set. */
const char *json_ld_home(const PageContext *page);
