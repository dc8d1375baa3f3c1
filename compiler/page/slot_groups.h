/*
 * slot_groups.h - the headings under which pages show slots together.
 */
#pragma once

#include "page/context.h"

/* Returns the title of the group that a slot stands in. */
const char *slot_group_title(const PageContext *page, const Slot *slot);

/* Returns the rows of the group in `groups` that is called so; adds it if there is none. Slots of a
 * group need not follow each other: a schema may add one to any. */
View *slot_group_rows(PageContext *page, View *groups, const char *title);
