/*
 * cite.h - how an entry's page is cited: in words, as BibTeX and as CSL-JSON.
 *
 * BibTeX is an entry @misc, in the fields that all its styles know; CSL-JSON an item of type
 * `entry` (Citation Style Language 1.0.2, appendices III and IV). The day is the one as of which
 * the knowledge base is; there is none of reading it, which the compiler cannot know.
 */
#pragma once

#include "page/context.h"

/* Puts `cite`: text, url (FALSE without a base_url), bibtex, csl. */
void cite_put(PageContext *page, const Entry *entry);
