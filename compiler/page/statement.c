#include "page/statement.h"

#include "find/findings.h"
#include "model/anchors.h"
#include "page/place.h"
#include "schema/expression.h"
#include "words/quantity_describe.h"

#include <string.h>

enum {
    OBJECT_DEPTH_MAX = 6, /* objects in objects: deeper ones are only hinted at */
    BRIEF_VALUES_MAX = 3,
};

static void append_value(PageContext *page, View *list, const Slot *slot, const Claim *claim,
                         unsigned depth);

/* Values. */

static void fill(PageContext *page, View *map, const char *template, const char *text)
{
    view_put_text(page->arena, map, "template", template);
    view_put_text(page->arena, map, "text", text);
}

static void fill_string(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)depth;
    fill(page, map, "inline/text", claim->value.text);
}

/* Only what the schema calls an address is linked, not any text that looks like one. */
static void fill_url(PageContext *page, View *map, const Claim *claim)
{
    const char *url = page_context_url(page, claim->value.text);
    fill(page, map, url != NULL ? "inline/url" : "inline/text", claim->value.text);
    view_put_text(page->arena, map, "url", url);
}

static void fill_text(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)depth;
    fill(page, map, "inline/text", page_context_get(page, claim->value.localised));
}

static void fill_as_written(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)depth;
    fill(page, map, "inline/text", claim->value.text);
}

static void fill_boolean(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)depth;
    fill(page, map, "inline/text",
         page_context_word(page, claim->value.boolean ? "value.yes" : "value.no"));
}

static void fill_none(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)claim, (void)depth;
    fill(page, map, "inline/absent", page_context_word(page, "value.none"));
}

static void fill_unknown(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)claim, (void)depth;
    fill(page, map, "inline/absent", page_context_word(page, "value.unknown"));
}

static void fill_date(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)depth;
    view_put_text(page->arena, map, "template", "inline/date");
    page_context_put_date(page, map, "date", claim->value.date);
}

/* Zeros that only fill a number up are told apart from what was stated. */
static void put_filled(PageContext *page, View *map, const QuantityPrint *print)
{
    const char *filled = print->text + print->filled_start;
    const bool is_filled = print->filled_length > 0;
    view_put_text(page->arena, map, "head",
                  is_filled ? arena_strndup(page->arena, print->text, print->filled_start) : NULL);
    view_put_text(page->arena, map, "filled",
                  is_filled ? arena_strndup(page->arena, filled, print->filled_length) : NULL);
    view_put_text(page->arena, map, "tail", is_filled ? filled + print->filled_length : NULL);
}

/* In lists and comparisons all numbers of a slot have its own unit. */
static void fill_quantity(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)depth;
    const Quantity *quantity = claim->value.quantity;
    const QuantityPrint print =
        page->is_brief || page->has_own_units
            ? quantity_describe_in_scale(page->arena, page->words, quantity)
            : (QuantityPrint){.text = quantity_describe(page->arena, page->words, quantity)};
    const char *written = claim->value.text;
    fill(page, map, "inline/quantity", print.text);
    put_filled(page, map, &print);
    view_put_text(page->arena, map, "written", strcmp(print.text, written) != 0 ? written : NULL);
}

static void fill_choice(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)depth;
    fill(page, map, "inline/text", page_context_get(page, &claim->value.choice->title));
}

static void fill_reference(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)depth;
    const Entry *entry = claim->value.entry;
    const char *path = entry != NULL ? site_path(page->site, entry) : NULL;
    const char *title =
        entry != NULL ? site_title(page->site, entry, page->language) : claim->value.text;
    fill(page, map, path != NULL ? "inline/link" : "inline/text", title);
    view_put_text(page->arena, map, "path", path);
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
           claim_details(claim)->quote == NULL && claim_details(claim)->locator == NULL;
}

static bool has_echo(const Claims *claims, const Claim *claim)
{
    for (size_t i = 0; i < claims->count; i++)
        if (&claims->items[i] != claim && is_echo(&claims->items[i], claim))
            return true;
    return false;
}

/* Is there an earlier claim in the slot that says the same? */
static bool is_echo_within(const Claims *claims, const Claim *claim)
{
    for (const Claim *earlier = claims->items; earlier < claim; earlier++)
        if (is_echo(claim, earlier))
            return true;
    return false;
}

/* Returns the claim of a slot that all others echo, if it is of this kind; else NULL. */
static const Claim *agreed_claim(const Object *object, const char *slot, ValueKind kind)
{
    const Claims *claims = object_find(object, slot);
    if (claims == NULL || claims->items[0].value.kind != kind)
        return NULL;
    for (size_t i = 1; i < claims->count; i++)
        if (!is_echo(&claims->items[i], &claims->items[0]))
            return NULL;
    return &claims->items[0];
}

/* What "2 × BR106" is made of. NULL: not stated, or not one thing; without a part no count. */
typedef struct PartClaims {
    const Claim *part;
    const Claim *count;
} PartClaims;

static PartClaims find_part(const Object *object)
{
    const Claim *part = agreed_claim(object, "part", VALUE_REFERENCE);
    return (PartClaims){part, part != NULL ? agreed_claim(object, "count", VALUE_INTEGER) : NULL};
}

static void append_statements(PageContext *page, View *list, const Claims *claims, unsigned depth);
static void append_cites(PageContext *page, View *cites, const Claim *claim);
static void append_part_echoes(PageContext *page, View *cites, const Object *object);

/* Does something follow the part and its count, with sources of its own? Then the part's stand
 * behind it, and not behind all that. */
static bool cites_at_part(const Object *object)
{
    const PartClaims claims = find_part(object);
    const size_t own = claims.count != NULL ? 2 : 1;
    return claims.part != NULL && object->slot_count > own;
}

static void put_part_cites(PageContext *page, View *map, const Claim *claim, unsigned depth)
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

static void append_field(PageContext *page, View *fields, const Claims *claims, unsigned depth)
{
    View *field = view_append_map(page->arena, fields);
    view_put_text(page->arena, field, "title", page_context_get(page, &claims->slot->title));
    statement_put_conflict(page, field,
                           conflicts_of_slot(&page->site->kb->findings->conflicts, claims));
    append_statements(page, view_put_list(page->arena, field, "statements"), claims, depth);
}

static void mark_last(PageContext *page, View *list)
{
    for (View *item = list->first; item != NULL; item = item->next)
        view_put_bool(page->arena, item, "last", item->next == NULL);
}

/* "2 × BR106" for a part and its count; whatever else an object says follows by name. */
static void fill_object(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    Arena *arena = page->arena;
    const Object *object = claim->value.object;
    view_put_text(arena, map, "template", "inline/object");
    view_put_bool(arena, map, "deeper", depth >= OBJECT_DEPTH_MAX);

    const PartClaims claims = find_part(object);
    view_put_text(arena, map, "count", claims.count != NULL ? claims.count->value.text : NULL);
    View *parts = view_put_list(arena, map, "part");
    put_part_cites(page, map, claim, depth);
    View *fields = view_put_list(arena, map, "fields");
    if (claims.part != NULL && depth < OBJECT_DEPTH_MAX)
        append_value(page, parts, object_claims(object, SLOT_PART)->slot, claims.part, depth + 1);
    for (size_t i = 0; i < object->slot_count && depth < OBJECT_DEPTH_MAX; i++) {
        const Claim *first = object->slots[i].items;
        if (first != claims.part && first != claims.count)
            append_field(page, fields, &object->slots[i], depth + 1);
    }
    mark_last(page, fields);
    view_put_bool(arena, map, "has_fields", fields->first != NULL);
}

typedef void ValueFill(PageContext *page, View *map, const Claim *claim, unsigned depth);

/* How each kind of value is shown. */
static ValueFill *const VALUE_FILLS[] = {
    [VALUE_NONE] = fill_none,          [VALUE_UNKNOWN] = fill_unknown,
    [VALUE_STRING] = fill_string,      [VALUE_TEXT] = fill_text,
    [VALUE_INTEGER] = fill_as_written, [VALUE_BOOLEAN] = fill_boolean,
    [VALUE_DATE] = fill_date,          [VALUE_QUANTITY] = fill_quantity,
    [VALUE_CHOICE] = fill_choice,      [VALUE_REFERENCE] = fill_reference,
    [VALUE_OBJECT] = fill_object,
};

static void append_value(PageContext *page, View *list, const Slot *slot, const Claim *claim,
                         unsigned depth)
{
    View *map = view_append_map(page->arena, list);
    if (slot != NULL && slot->range == RANGE_URI && claim->value.kind == VALUE_STRING)
        fill_url(page, map, claim);
    else
        VALUE_FILLS[claim->value.kind](page, map, claim, depth);
}

/* What is said about a claim. */

const char *statement_status_word(const Words *words, Status status)
{
    static const char *const keys[STATUS_COUNT] = {
        [STATUS_PLANNED] = "status.planned",     [STATUS_ESTIMATED] = "status.estimated",
        [STATUS_REPORTED] = "status.reported",   [STATUS_RUMOURED] = "status.rumoured",
        [STATUS_CANCELLED] = "status.cancelled",
    };
    return keys[status] != NULL ? words_get(words, keys[status]) : NULL;
}

void statement_put_status(const PageContext *page, View *map, Status status)
{
    view_put_text(page->arena, map, "status", statement_status_word(page->words, status));
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

/* Do the two differ only in what they state? */
static bool same_about(const Claim *a, const Claim *b)
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

/* Cites those who say the same. */
static void append_echoes(PageContext *page, View *cites, const Claims *claims, const Claim *claim)
{
    for (size_t i = 0; i < claims->count; i++)
        if (&claims->items[i] != claim && is_echo(&claims->items[i], claim))
            append_cites(page, cites, &claims->items[i]);
}

static void append_part_echoes(PageContext *page, View *cites, const Object *object)
{
    const PartClaims claims = find_part(object);
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

/* As of when it is, unless that was said already: around it, or for the whole page. */
static void put_as_of(PageContext *page, View *map, const Claim *claim, const Claim *around)
{
    const Edtf *said =
        around != NULL ? (around->as_of != NULL ? around->as_of : NULL) : page->as_of;
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

/* Inside an object only what differs from the claim around it is worth saying again. */
static void put_about_uncited(PageContext *page, View *map, const Claim *claim, const Claim *around)
{
    if (around != NULL && around->status == claim->status)
        statement_put_status(page, map, STATUS_ACTUAL);
    else
        statement_put_status(page, map, claim->status);
    put_standing(page, map, claim, around);
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

/* The same for a value that may have told its sources already. */
static void put_about_value(PageContext *page, View *map, const Claims *claims, const Claim *claim,
                            const Claim *around)
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

/* Statements. */

void statement_put_separator(const PageContext *page, View *map, const Slot *slot)
{
    const bool phrases = slot->range == RANGE_TEXT || slot->range == RANGE_OBJECT;
    view_put_text(page->arena, map, "separator",
                  page_context_word(page, phrases ? "list.break" : "list.separator"));
}

/* Appends those of `rank` that count, or those that do not; neighbours in a multivalued slot that
 * differ only in value share one. */
static void append_ranked(PageContext *page, View *list, const Claims *claims, Rank rank,
                          bool in_force, unsigned depth)
{
    const Claim *previous = NULL;
    View *values = NULL;
    for (size_t i = 0; i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        if (claim->rank != rank || (claim->standing == STANDING_IN_FORCE) != in_force ||
            (depth > 0 && is_echo_within(claims, claim)))
            continue;
        if (previous == NULL || !claims->slot->multivalued || !same_about(previous, claim)) {
            View *statement = view_append_map(page->arena, list);
            values = view_put_list(page->arena, statement, "values");
            statement_put_separator(page, statement, claims->slot);
            put_about_value(page, statement, claims, claim, depth > 0 ? claim->enclosing : NULL);
        }
        append_value(page, values, claims->slot, claim, depth);
        previous = claim;
    }
}

static void finish(PageContext *page, View *list, bool are_phrases)
{
    for (View *statement = list->first; statement != NULL; statement = statement->next) {
        View *values = (View *)view_get(statement, "values");
        mark_last(page, values);
        view_put_bool(page->arena, statement, "phrases",
                      are_phrases && values->first != values->last);
        view_put_bool(page->arena, statement, "first", statement == list->first);
    }
    mark_last(page, list);
}

void statement_finish(PageContext *page, View *list)
{
    finish(page, list, false);
}

static void append_statements(PageContext *page, View *list, const Claims *claims, unsigned depth)
{
    for (int in_force = 1; in_force >= 0; in_force--)
        for (int rank = RANK_PREFERRED; rank < RANK_COUNT; rank++)
            append_ranked(page, list, claims, (Rank)rank, in_force == 1, depth);
    finish(page, list, depth == 0 && claims->slot->range == RANGE_TEXT);
}

void statement_append_claims(PageContext *page, View *list, const Claims *claims)
{
    append_statements(page, list, claims, 0);
}

void statement_append_inner(PageContext *page, View *list, const Claims *claims)
{
    append_statements(page, list, claims, 1);
}

void statement_put_fields(PageContext *page, View *map, const Object *object,
                          const char *const *own)
{
    View *fields = view_put_list(page->arena, map, "fields");
    for (size_t i = 0; object != NULL && i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        if (place_of_slot(claims->slot) == PLACE_TABLE && !g_strv_contains(own, claims->slot->name))
            append_field(page, fields, claims, 1);
    }
}

void statement_append_values(PageContext *page, View *list, const Claims *claims)
{
    for (size_t i = 0; i < claims->count; i++)
        if (claim_is_in_force(&claims->items[i]))
            append_value(page, list, claims->slot, &claims->items[i], 0);
    mark_last(page, list);
}

void statement_append_claim(PageContext *page, View *list, const Slot *slot, const Claim *claim)
{
    View *statement = view_append_map(page->arena, list);
    append_value(page, view_put_list(page->arena, statement, "values"), slot, claim, 0);
    put_about_value(page, statement, NULL, claim, NULL);
}

void statement_append_absent(PageContext *page, View *list, const char *word, const Claim *claim)
{
    View *statement = view_append_map(page->arena, list);
    View *values = view_put_list(page->arena, statement, "values");
    fill(page, view_append_map(page->arena, values), "inline/absent",
         page_context_word(page, word));
    put_about(page, statement, NULL, claim, NULL);
}

void statement_put_anchors(PageContext *page, View *list, const char *name)
{
    size_t number = 0;
    for (View *item = list->first; item != NULL; item = item->next)
        view_put_text(page->arena, item, "anchor", anchors_nth(page->arena, name, ++number));
}

bool statement_any_dated(const View *list)
{
    for (const View *item = list->first; item != NULL; item = item->next)
        if (view_get(item, "as_of")->kind == VIEW_MAP)
            return true;
    return false;
}

/* What tells the value from others of its slot, where there are few of them; NULL: nothing does. */
static const char *facet_of(const Value *value)
{
    switch (value->kind) {
    case VALUE_CHOICE:
        return value->choice->name;
    case VALUE_REFERENCE:
        return value->entry != NULL ? value->entry->id : value->text;
    case VALUE_BOOLEAN:
        return value->boolean ? "true" : "false";
    default:
        return NULL;
    }
}

static void append_brief(PageContext *page, View *list, const Slot *slot, const Claim *claim)
{
    append_value(page, list, slot, claim, OBJECT_DEPTH_MAX - 1);
    view_put_text(page->arena, list->last, "facet", facet_of(&claim->value));
}

const Claim *statement_append_brief(PageContext *page, View *list, const Claims *claims)
{
    const Claim *best = claims_best(claims);
    size_t count = 0;
    page->is_brief = true;
    if (best != NULL && !claims->slot->multivalued)
        append_brief(page, list, claims->slot, best);
    for (size_t i = 0;
         best != NULL && claims->slot->multivalued && i < claims->count && count < BRIEF_VALUES_MAX;
         i++) {
        if (claims->items[i].rank != best->rank || !claim_is_in_force(&claims->items[i]))
            continue;
        append_brief(page, list, claims->slot, &claims->items[i]);
        count++;
    }
    page->is_brief = false;
    mark_last(page, list);
    return best;
}
