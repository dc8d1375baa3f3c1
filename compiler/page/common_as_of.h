/*
 * common_as_of.h - the date as of which most of an entry's claims are, said once for its page.
 */
#pragma once

#include "page/context.h"

/* Puts `shared_as_of` (a date, and `everywhere`: no claim has another one) and sets page->as_of, if
 * at least a third of the entry's claims are as of one date; else FALSE. Before any claim is shown.
 */
void common_as_of_put(PageContext *page, const Entry *entry);
