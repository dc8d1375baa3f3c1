/*
 * statement.h - claims as pages show them.
 *
 * A statement is one claim, or several equal but for their values (one slot's `training` and
 * `inference`, from one source). Its map holds: values (a list), separator, phrases (several texts,
 * which want a list), first, last, and what is said about it (statement_about.h).
 *
 * A value's map holds `template`, the name of the partial that shows it ("inline/date"), `last`,
 * and what that partial reads:
 *   inline/text      text
 *   inline/absent    text ("none", "unknown")
 *   inline/link      text, path             an entry's page
 *   inline/url       text, url
 *   inline/date      date (text, edtf, datetime)
 *   inline/quantity  text, written (FALSE: the same), and the text in parts: head, filled (zeros
 *                    that were not stated; FALSE: there are none), tail
 *   inline/object    count, part (a value), cites (statement_put_part_cites()), has_fields, fields
 *                    (title, conflict, let_stand, statements, last), deeper (it holds what is left
 * out)
 */
#pragma once

#include "page/statement_about.h"

/* Appends a slot's statements to `list`: preferred ones first, deprecated ones last. */
void statement_append_claims(PageContext *page, View *list, const Claims *claims);

/* The same inside an inlined object: what does not differ from the claim around it is left out. */
void statement_append_inner(PageContext *page, View *list, const Claims *claims);

/* Puts `fields`: an object's slots that belong into a table, without those named in `own` (ends
 * with NULL); each has title and statements. Empty if `object` is NULL. */
void statement_put_fields(PageContext *page, View *map, const Object *object,
                          const char *const *own);

/* Appends all values but deprecated ones, without what is said about them. */
void statement_append_values(PageContext *page, View *list, const Claims *claims);

/* Appends one claim of a slot (NULL: none to speak of, a milestone has dates) as a statement; after
 * the last one, statement_finish() puts first and last. */
void statement_append_claim(PageContext *page, View *list, const Slot *slot, const Claim *claim);
void statement_finish(PageContext *page, View *list);

/* Appends what a claim does not say, a word such as "date not known", with what is said about it.
 */
void statement_append_absent(PageContext *page, View *list, const char *word, const Claim *claim);

/* Puts `anchor` into each statement of a part called `name` (model/anchors.h). */
void statement_put_anchors(PageContext *page, View *list, const char *name);

/* Does any of the statements say as of when it is? */
bool statement_any_dated(const View *list);

/* Appends the best few values of a slot, for a cell of an overview; returns the claim whose status
 * stands for them. Cites nothing. Each has `facet`, too: the name of a choice, the id of an entry;
 * FALSE: it is no such thing. */
const Claim *statement_append_brief(PageContext *page, View *list, const Claims *claims);

/* Puts what stands between the values of a slot: text may hold commas of its own. */
void statement_put_separator(const PageContext *page, View *map, const Slot *slot);
