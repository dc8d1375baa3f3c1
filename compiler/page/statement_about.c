#include "page/statement_about.h"

#include "schema/expression.h"
#include "words/claim_describe.h"

#include <string.h>

/* Who says the same. */

/* Was it found out in a way that the other one was not? */
static bool adds_how(const Claim *claim, const Claim *other)
{
    return claim_tells_how(claim) &&
           g_strcmp0(claim_details(claim)->by, claim_details(other)->by) != 0;
}

/* Does a claim state what the other one does, and add nothing to it but its sources? */
static bool is_echo(const Claim *claim, const Claim *other)
{
    return claim->rank == other->rank && claim->status == other->status &&
           claim->standing == other->standing &&
           condition_equal(claim_details(claim)->condition, claim_details(other)->condition) &&
           claim->value.kind == other->value.kind && claim->value.text != NULL &&
           g_strcmp0(claim->value.text, other->value.text) == 0 &&
           (claim_details(claim)->note == NULL ||
            claim_details(claim)->note == claim_details(other)->note) &&
           !adds_how(claim, other) && claim_details(claim)->quote == NULL &&
           claim_details(claim)->locator == NULL;
}

static bool has_echo(const Claims *claims, const Claim *claim)
{
    for (size_t i = 0; i < claims->count; i++)
        if (&claims->items[i] != claim && is_echo(&claims->items[i], claim))
            return true;
    return false;
}

bool statement_is_echo(const Claims *claims, const Claim *claim)
{
    for (const Claim *earlier = claims->items; earlier < claim; earlier++)
        if (is_echo(claim, earlier))
            return true;
    return false;
}

/* Returns the claim of a slot that all others echo, if it is of this kind; else NULL. */
static const Claim *agreed_claim(const Object *object, KnownSlot slot, ValueKind kind)
{
    const Claims *claims = object_claims(object, slot);
    if (claims == NULL || claims->items[0].value.kind != kind)
        return NULL;
    for (size_t i = 1; i < claims->count; i++)
        if (!is_echo(&claims->items[i], &claims->items[0]))
            return NULL;
    return &claims->items[0];
}

StatementPart statement_find_part(const Object *object)
{
    const Claim *part = agreed_claim(object, SLOT_PART, VALUE_REFERENCE);
    return (StatementPart){part,
                           part != NULL ? agreed_claim(object, SLOT_COUNT, VALUE_INTEGER) : NULL};
}

/* Sources. */

static void append_citations(PageContext *page, View *cites, const Citation *citations,
                             size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Entry *source = citations[i].source;
        if (source == NULL)
            continue;
        const char *number = page_context_number(page, page_context_cite(page, source));
        const View *cite = cites->first;
        while (cite != NULL && strcmp(view_get(cite, "number")->text, number) != 0)
            cite = cite->next;
        if (cite == NULL)
            view_put_text(page->arena, view_append_map(page->arena, cites), "number", number);
    }
}

static void append_cites(PageContext *page, View *cites, const Claim *claim)
{
    append_citations(page, cites, claim->citations, claim->citation_count);
}

void statement_put_sources(PageContext *page, View *map, const char *key, const Claim *claim)
{
    View *cites = view_put_list(page->arena, map, key);
    if (claim != NULL)
        append_cites(page, cites, claim);
}

/* Cites those who say the same. */
static void append_echoes(PageContext *page, View *cites, const Claims *claims, const Claim *claim)
{
    for (size_t i = 0; i < claims->count; i++)
        if (&claims->items[i] != claim && is_echo(&claims->items[i], claim))
            append_cites(page, cites, &claims->items[i]);
}

static void append_part_echoes(PageContext *page, View *cites, const Object *object)
{
    const StatementPart claims = statement_find_part(object);
    if (claims.part != NULL)
        append_echoes(page, cites, object_claims(object, SLOT_PART), claims.part);
    if (claims.count != NULL)
        append_echoes(page, cites, object_claims(object, SLOT_COUNT), claims.count);
}

/* Inside an object (`claims` are the slot's there, `around` is what it stands in): unless they are
 * the same as around it, and there is no other claim whose they could seem. */
static void put_cites(PageContext *page, View *map, const Claims *claims, const Claim *claim,
                      const Claim *around)
{
    const bool echoed = around != NULL && has_echo(claims, claim);
    const bool is_alone = claims == NULL || claims->count == 1;
    if (page->is_brief ||
        (around != NULL && is_alone && !echoed && claim_cites_same(claim, around))) {
        view_put_bool(page->arena, map, "cites", false);
        return;
    }
    View *cites = view_put_list(page->arena, map, "cites");
    append_cites(page, cites, claim);
    if (echoed)
        append_echoes(page, cites, claims, claim);
    if (claim->value.kind == VALUE_OBJECT)
        append_part_echoes(page, cites, claim->value.object);
}

/* Does something follow the part and its count, with sources of its own? Then the part's stand
 * behind it, and not behind all that. */
static bool cites_at_part(const Object *object)
{
    const StatementPart claims = statement_find_part(object);
    const size_t own = claims.count != NULL ? 2 : 1;
    return claims.part != NULL && object->slot_count > own;
}

void statement_put_part_cites(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    const bool is_told =
        depth > 0 && claim->enclosing != NULL && claim_cites_same(claim, claim->enclosing);
    if (page->is_brief || is_told || !cites_at_part(claim->value.object)) {
        view_put_bool(page->arena, map, "cites", false);
        return;
    }
    View *cites = view_put_list(page->arena, map, "cites");
    append_cites(page, cites, claim);
    append_part_echoes(page, cites, claim->value.object);
}

/* What is said about a claim. */

void statement_put_status(const PageContext *page, View *map, Status status)
{
    view_put_text(page->arena, map, "status", claim_describe_status(page->words, status));
    view_put_text(page->arena, map, "status_name", status_name(status));
}

void statement_put_condition(PageContext *page, View *map, const Claim *claim)
{
    const Condition *condition = claim != NULL ? claim_details(claim)->condition : NULL;
    if (condition == NULL) {
        view_put_bool(page->arena, map, "condition", false);
        return;
    }
    g_autoptr(GString) words = g_string_new(NULL);
    const char *separator = page_context_word(page, "list.separator");
    for (size_t i = 0; i < condition->value_count; i++)
        g_string_append_printf(words, "%s%s", i > 0 ? separator : "",
                               page_context_get(page, &condition->values[i]->title));
    if (condition->text != NULL)
        g_string_append_printf(words, "%s%s", words->len > 0 ? separator : "",
                               page_context_get(page, condition->text));
    view_put_text(page->arena, map, "condition",
                  arena_strndup(page->arena, words->str, words->len));
}

void statement_put_let_stand(const PageContext *page, View *map, const Localised *note,
                             bool is_in_source)
{
    const char *words = NULL;
    if (note != NULL)
        words = page_context_word(page, "entry.let_stand");
    if (note != NULL && !is_in_source)
        words = arena_concat(page->arena, words, page_context_word(page, "list.colon"),
                             page_context_get(page, note));
    view_put_text(page->arena, map, "let_stand", words);
}

void statement_put_conflict(const PageContext *page, View *map, const Conflict *conflict)
{
    const char *text = NULL;
    if (conflict != NULL)
        text = page_context_word(page,
                                 conflict->has_one_source ? "entry.one_source" : "entry.disagree");
    view_put_text(page->arena, map, "conflict", text);
    statement_put_let_stand(page, map, conflict != NULL ? conflict->accepted : NULL,
                            conflict != NULL && conflict->is_accepted_in_source);
}

static const Conflict *find_conflict(const PageContext *page, const Claim *claim)
{
    return conflicts_of_claim(&page->site->kb->findings->conflicts, claim_original(claim));
}

/* The values of a slot that hold for other conditions, or are somebody's own, are in no dispute. */
static bool share_conflict(const PageContext *page, const Claims *claims, const Conflict **shared)
{
    bool is_first = true;
    *shared = NULL;
    for (size_t i = 0; i < claims->count; i++) {
        if (!claim_is_in_force(&claims->items[i]))
            continue;
        const Conflict *conflict = find_conflict(page, &claims->items[i]);
        if (!is_first && conflict != *shared)
            return false;
        *shared = conflict;
        is_first = false;
    }
    return true;
}

void statement_put_shared_conflict(const PageContext *page, View *map, const Claims *claims)
{
    const Conflict *shared = NULL;
    const bool is_shared = claims != NULL && share_conflict(page, claims, &shared);
    statement_put_conflict(page, map, is_shared ? shared : NULL);
}

bool statement_shares_conflict(const PageContext *page, const Claims *claims)
{
    const Conflict *shared;
    return share_conflict(page, claims, &shared);
}

void statement_put_dispute(const PageContext *page, View *map, const Claim *claim, bool is_shared)
{
    const Conflict *conflict = is_shared ? NULL : find_conflict(page, claim);
    if (conflict == NULL)
        view_put_bool(page->arena, map, "dispute", false);
    else
        statement_put_conflict(page, view_put_map(page->arena, map, "dispute"), conflict);
}

bool statement_same_about(const Claim *a, const Claim *b)
{
    return a->status == b->status && a->rank == b->rank && a->standing == b->standing &&
           condition_equal(claim_details(a)->condition, claim_details(b)->condition) &&
           claim_details(a)->withdrawal == claim_details(b)->withdrawal &&
           claim_details(a)->note == claim_details(b)->note &&
           claim_details(a)->locator == claim_details(b)->locator &&
           g_strcmp0(claim_details(a)->quote, claim_details(b)->quote) == 0 &&
           g_strcmp0(claim_details(a)->by, claim_details(b)->by) == 0 && claim_same_as_of(a, b) &&
           claim_cites_same(a, b);
}

static void put_localised(PageContext *page, View *map, const char *key, const Localised *text)
{
    view_put_text(page->arena, map, key, text != NULL ? page_context_get(page, text) : NULL);
}

/* Who states it: an entry, or a word such as "measured". */
static void put_by(PageContext *page, View *map, const Claim *claim)
{
    if (claim_details(claim)->by == NULL) {
        view_put_bool(page->arena, map, "by", false);
        return;
    }
    View *by = view_put_map(page->arena, map, "by");
    const Entry *entry = claim_details(claim)->by_entry;
    const char *key = arena_concat(page->arena, "by.", claim_details(claim)->by);
    const char *word = entry == NULL ? words_find(page->words, key) : NULL;
    view_put_text(page->arena, by, "phrase", word);
    view_put_text(page->arena, by, "name",
                  entry != NULL ? site_title(page->site, entry, page->language)
                                : claim_details(claim)->by);
    view_put_text(page->arena, by, "path", entry != NULL ? site_path(page->site, entry) : NULL);
}

/* As of when it is, unless that was said already: around it, or for the whole page. */
static void put_as_of(PageContext *page, View *map, const Claim *claim, const Claim *around)
{
    const Edtf *said = around != NULL ? around->as_of : page->as_of;
    if (claim->as_of != NULL && (said == NULL || strcmp(claim->as_of->text, said->text) != 0))
        page_context_put_date(page, map, "as_of", claim->as_of);
    else if (claim->as_of == NULL && claim->citation_count > 0 && said != NULL)
        page_context_put_absent(page, map, "as_of", "value.undated");
    else
        view_put_bool(page->arena, map, "as_of", false);
}

static const Slot *find_origin(const Claim *claim, const char *name, size_t length)
{
    for (size_t i = 0; i < claim_details(claim)->from_count; i++) {
        const Slot *slot = claim_details(claim)->from[i].slot;
        if (strlen(slot->name) == length && memcmp(slot->name, name, length) == 0)
            return slot;
    }
    return NULL;
}

/* "Bandwidth per lane × Lanes": the formula with the slots' titles, and signs as in print. */
static void append_formula(const PageContext *page, GString *out, const Claim *claim)
{
    for (const char *at = claim_details(claim)->formula->text; *at != '\0'; at++) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        const Slot *slot = end != NULL ? find_origin(claim, at + 1, (size_t)(end - at - 1)) : NULL;
        if (slot != NULL) {
            g_string_append(out, page_context_get(page, &slot->title));
            at = end;
        } else {
            const char *sign = *at == '*' ? "×" : *at == '/' ? "÷" : *at == '-' ? "−" : NULL;
            g_string_append_len(out, sign != NULL ? sign : at, sign != NULL ? -1 : 1);
        }
    }
}

/* "Composed of; BR106: Transistors". */
static void append_origins(const PageContext *page, GString *out, const Claim *claim)
{
    for (size_t i = 0; i < claim_details(claim)->from_count; i++) {
        const Origin *origin = &claim_details(claim)->from[i];
        if (claim_origin_is_told(claim, i))
            continue;
        if (i > 0)
            g_string_append(out, page_context_word(page, "list.break"));
        if (origin->entry != claim_details(claim)->from[0].entry)
            g_string_append_printf(out, "%s%s",
                                   site_title(page->site, origin->entry, page->language),
                                   page_context_word(page, "list.colon"));
        g_string_append(out, page_context_get(page, &origin->slot->title));
    }
}

static void put_derived(PageContext *page, View *map, const Claim *claim)
{
    g_autoptr(GString) how = g_string_new(NULL);
    const bool is_inherited = claim_is_inherited(claim);
    view_put_bool(page->arena, map, "inherited", is_inherited && !claim_is_inherited_within(claim));
    if (claim_details(claim)->formula != NULL && !is_inherited)
        append_formula(page, how, claim);
    else if (claim_details(claim)->from_count > 0 && !is_inherited)
        append_origins(page, how, claim);
    view_put_text(page->arena, map, "derived",
                  how->len > 0 ? arena_strdup(page->arena, how->str) : NULL);
}

/* Who took the claim back, and why. */
static void put_withdrawal(PageContext *page, View *map, const Claim *claim)
{
    const Withdrawal *withdrawal = claim_details(claim)->withdrawal;
    if (withdrawal == NULL || claim->standing != STANDING_WITHDRAWN) {
        view_put_bool(page->arena, map, "withdrawn", false);
        return;
    }
    View *withdrawn = view_put_map(page->arena, map, "withdrawn");
    put_localised(page, withdrawn, "reason", withdrawal->reason);
    View *cites = view_put_list(page->arena, withdrawn, "cites");
    if (!page->is_brief)
        append_citations(page, cites, withdrawal->by, 1);
}

/* Whether it counts, and why it does not. */
static void put_standing(PageContext *page, View *map, const Claim *claim, const Claim *around)
{
    const bool is_ranked = around == NULL || around->rank != claim->rank;
    const bool is_told = around != NULL && around->standing == claim->standing;
    const bool is_deprecated = is_ranked && claim->rank == RANK_DEPRECATED;
    const bool has_fallen = !is_told && claim->standing != STANDING_IN_FORCE;
    view_put_bool(page->arena, map, "deprecated", is_deprecated);
    view_put_bool(page->arena, map, "corrected",
                  has_fallen && claim->standing == STANDING_CORRECTED);
    view_put_bool(page->arena, map, "fallen", is_deprecated || has_fallen);
    view_put_bool(page->arena, map, "preferred", is_ranked && claim->rank == RANK_PREFERRED);
    put_withdrawal(page, map, claim);
}

void statement_put_said(const PageContext *page, View *map, const Claim *claim)
{
    const Span span = claim_span(claim);
    const char *said = NULL;
    if (page->site->shows_places && span.file != NULL) {
        const char *line = page_context_number(page, span_start(span).line);
        said = arena_concat(page->arena, span.file->relative, ":", line);
    }
    view_put_text(page->arena, map, "said", said);
}

/* Inside an object only what differs from the claim around it is worth saying again. */
static void put_about_uncited(PageContext *page, View *map, const Claim *claim, const Claim *around)
{
    if (around != NULL && around->status == claim->status)
        statement_put_status(page, map, STATUS_ACTUAL);
    else
        statement_put_status(page, map, claim->status);
    put_standing(page, map, claim, around);
    statement_put_said(page, map, claim);
    statement_put_condition(page, map, claim);
    put_as_of(page, map, claim, around);
    put_localised(page, map, "note",
                  around == NULL || claim_details(around)->note != claim_details(claim)->note
                      ? claim_details(claim)->note
                      : NULL);
    put_localised(page, map, "locator",
                  around == NULL || claim_details(around)->locator != claim_details(claim)->locator
                      ? claim_details(claim)->locator
                      : NULL);
    view_put_text(page->arena, map, "quote",
                  around == NULL ||
                          g_strcmp0(claim_details(around)->quote, claim_details(claim)->quote) != 0
                      ? claim_details(claim)->quote
                      : NULL);
    put_derived(page, map, claim);
    view_put_bool(page->arena, map, "accepts", claim_details(claim)->accept_count > 0);
    if (around == NULL || g_strcmp0(claim_details(around)->by, claim_details(claim)->by) != 0)
        put_by(page, map, claim);
    else
        view_put_bool(page->arena, map, "by", false);
}

static void put_about(PageContext *page, View *map, const Claims *claims, const Claim *claim,
                      const Claim *around)
{
    put_about_uncited(page, map, claim, around);
    put_cites(page, map, claims, claim, around);
}

void statement_put_about_value(PageContext *page, View *map, const Claims *claims,
                               const Claim *claim, const Claim *around)
{
    put_about_uncited(page, map, claim, around);
    if (claim->value.kind == VALUE_OBJECT && cites_at_part(claim->value.object))
        view_put_bool(page->arena, map, "cites", false);
    else
        put_cites(page, map, claims, claim, around);
}

void statement_put_about(PageContext *page, View *map, const Claim *claim)
{
    put_about(page, map, NULL, claim, NULL);
}
