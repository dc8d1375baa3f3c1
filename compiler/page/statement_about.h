/*
 * statement_about.h - what pages say about a claim, beside its value.
 *
 * A statement's map holds of it: condition (what it holds for, in words; FALSE: as such), status
 * (its word; FALSE: actual), status_name, fallen (it no longer counts, for one of:) deprecated,
 * corrected, withdrawn (a map with cites and reason), preferred, as_of (a date; FALSE also if it
 * was said already), note, accepts (its note lets a warning stand), quote, locator, derived (how,
 * in words; FALSE: stated), inherited (of a variant, from its base), by (a map with phrase, name
 * and path), cites (a list of maps with number; FALSE: they were told), said
 * ("chips/br106.yaml:12", where; FALSE: nobody wants to know, or nowhere).
 *
 * Inside an inlined object what does not differ from the claim around it is left out, and claims
 * that say the same are one, which cites the sources of all.
 */
#pragma once

#include "find/conflicts.h"
#include "page/context.h"

/* Puts all of a statement's fields but values, first and last: what is said about a claim. */
void statement_put_about(PageContext *page, View *map, const Claim *claim);

/* The same for a value among `claims` (NULL: it is alone) and within `around` (NULL: nothing);
 * without the sources that stand behind its part already (statement_put_part_cites()). */
void statement_put_about_value(PageContext *page, View *map, const Claims *claims,
                               const Claim *claim, const Claim *around);

/* Puts said alone. */
void statement_put_said(const PageContext *page, View *map, const Claim *claim);

/* Puts condition: what the claim holds for, in words; FALSE: as such, or `claim` is NULL. */
void statement_put_condition(PageContext *page, View *map, const Claim *claim);

/* Puts conflict: that sources disagree, or that one says several things; FALSE: NULL. */
void statement_put_conflict(const PageContext *page, View *map, const Conflict *conflict);

/* Puts the same of a slot, if all its claims that are in force share it; claims: NULL: there are
 * none. What holds for one condition only is told at its statements. */
void statement_put_shared_conflict(const PageContext *page, View *map, const Claims *claims);

/* Are all claims of the slot that are in force in the same conflict, or none of them in one? */
bool statement_shares_conflict(const PageContext *page, const Claims *claims);

/* Puts dispute: a map with the conflict that the claim has; FALSE: it has none, or (`is_shared`)
 * that is told of the whole slot. */
void statement_put_dispute(const PageContext *page, View *map, const Claim *claim, bool is_shared);

/* Puts let_stand: that somebody has looked at a warning, and why he lets it stand unless a claim's
 * own note says so; FALSE: `note` is NULL, nobody has. */
void statement_put_let_stand(const PageContext *page, View *map, const Localised *note,
                             bool is_in_source);

/* Puts status (its word, or FALSE for an actual fact) and status_name. */
void statement_put_status(const PageContext *page, View *map, Status status);

/* Do the two differ only in what they state? */
bool statement_same_about(const Claim *a, const Claim *b);

/* Is there an earlier claim in the slot that says the same? */
bool statement_is_echo(const Claims *claims, const Claim *claim);

/* What "2 × BR106" is made of. NULL: not stated, or not one thing; without a part no count. */
typedef struct StatementPart {
    const Claim *part;
    const Claim *count;
} StatementPart;

StatementPart statement_find_part(const Object *object);

/* Puts cites, of an object's part and count: where something else follows them, their sources stand
 * right behind them; else FALSE. `depth`: how many objects it lies in. */
void statement_put_part_cites(PageContext *page, View *map, const Claim *claim, unsigned depth);

/* Puts who states the claim (NULL: nobody) as a list at `key`, each a map with number. */
void statement_put_sources(PageContext *page, View *map, const char *key, const Claim *claim);
