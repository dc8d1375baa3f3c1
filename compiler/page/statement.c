#include "page/statement.h"

#include "find/findings.h"
#include "model/anchors.h"
#include "model/place.h"
#include "words/edtf_describe.h"
#include "words/language_words.h"
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

/* In lists and comparisons all numbers of a slot have its own unit, unless they would look more
 * precise than they are. */
static QuantityPrint print_quantity(const PageContext *page, const Quantity *quantity)
{
    if (page->is_brief || page->has_own_units) {
        const QuantityPrint print = quantity_describe_in_scale(page->arena, page->words, quantity);
        if (print.filled_length == 0 || page->format->greys_zeros)
            return print;
    }
    return (QuantityPrint){.text = quantity_describe(page->arena, page->words, quantity)};
}

static void fill_quantity(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    (void)depth;
    const QuantityPrint print = print_quantity(page, claim->value.quantity);
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

static void append_statements(PageContext *page, View *list, const Claims *claims, unsigned depth);

static void append_field(PageContext *page, View *fields, const Claims *claims, unsigned depth)
{
    View *field = view_append_map(page->arena, fields);
    view_put_text(page->arena, field, "title", page_context_get(page, &claims->slot->title));
    statement_put_shared_conflict(page, field, claims);
    append_statements(page, view_put_list(page->arena, field, "statements"), claims, depth);
}

/* "2 × BR106" for a part and its count; whatever else an object says follows by name. */
static void fill_object(PageContext *page, View *map, const Claim *claim, unsigned depth)
{
    Arena *arena = page->arena;
    const Object *object = claim->value.object;
    view_put_text(arena, map, "template", "inline/object");
    view_put_bool(arena, map, "deeper", depth >= OBJECT_DEPTH_MAX);

    const StatementPart claims = statement_find_part(object);
    view_put_text(arena, map, "count", claims.count != NULL ? claims.count->value.text : NULL);
    View *parts = view_put_list(arena, map, "part");
    statement_put_part_cites(page, map, claim, depth);
    View *fields = view_put_list(arena, map, "fields");
    if (claims.part != NULL && depth < OBJECT_DEPTH_MAX)
        append_value(page, parts, object_claims(object, SLOT_PART)->slot, claims.part, depth + 1);
    for (size_t i = 0; i < object->slot_count && depth < OBJECT_DEPTH_MAX; i++) {
        const Claim *first = object->slots[i].items;
        if (first != claims.part && first != claims.count)
            append_field(page, fields, &object->slots[i], depth + 1);
    }
    view_mark_last(page->arena, fields);
    view_put_bool(arena, map, "has_fields", fields->first != NULL);
}

typedef void ValueFill(PageContext *page, View *map, const Claim *claim, unsigned depth);

/* How each kind of value is shown. */
static ValueFill *const VALUE_FILLS[] = {
    [VALUE_NONE] = fill_none,          [VALUE_UNKNOWN] = fill_unknown,
    [VALUE_STRING] = fill_as_written,  [VALUE_TEXT] = fill_text,
    [VALUE_INTEGER] = fill_as_written, [VALUE_BOOLEAN] = fill_boolean,
    [VALUE_DATE] = fill_date,          [VALUE_QUANTITY] = fill_quantity,
    [VALUE_CHOICE] = fill_choice,      [VALUE_REFERENCE] = fill_reference,
    [VALUE_OBJECT] = fill_object,
};

static bool is_language(const Slot *slot)
{
    const char *property =
        slot != NULL ? annotation_find(slot->annotations, slot->annotation_count, "schema_org")
                     : NULL;
    return property != NULL && strcmp(property, "inLanguage") == 0;
}

static void fill_language(PageContext *page, View *map, const Claim *claim)
{
    fill(page, map, "inline/text", language_words(page->words, claim->value.text, page->arena));
}

static void fill_year_end(PageContext *page, View *map, const Claim *claim)
{
    FiscalYear year;
    const char *text = claim->value.text;
    fill(page, map, "inline/text",
         fiscal_year_read_end(text, &year) ? edtf_describe_year_end(page->words, &year, page->arena)
                                           : text);
}

static void append_value(PageContext *page, View *list, const Slot *slot, const Claim *claim,
                         unsigned depth)
{
    View *map = view_append_map(page->arena, list);
    if (slot != NULL && slot->range == RANGE_URI && claim->value.kind == VALUE_STRING)
        fill_url(page, map, claim);
    else if (claim->value.kind == VALUE_STRING && is_language(slot))
        fill_language(page, map, claim);
    else if (claim->value.kind == VALUE_STRING && slot != NULL &&
             slot->known == SLOT_FISCAL_YEAR_END)
        fill_year_end(page, map, claim);
    else
        VALUE_FILLS[claim->value.kind](page, map, claim, depth);
}

/* Statements. */

void statement_put_separator(const PageContext *page, View *map, const Slot *slot)
{
    const bool phrases = slot->range == RANGE_TEXT || slot->range == RANGE_OBJECT;
    view_put_text(page->arena, map, "separator",
                  page_context_word(page, phrases ? "list.break" : "list.separator"));
}

/* Which claims are looked at, and what is known of all of them. */
typedef struct StatementScope {
    bool in_force;
    bool is_shared; /* they share a conflict, or have none */
    unsigned depth;
} StatementScope;

/* Appends those of `rank` that count, or those that do not; neighbours in a multivalued slot that
 * differ only in value share one. */
static void append_ranked(PageContext *page, View *list, const Claims *claims, Rank rank,
                          const StatementScope *scope)
{
    const bool in_force = scope->in_force;
    const unsigned depth = scope->depth;
    const Claim *previous = NULL;
    View *values = NULL;
    for (size_t i = 0; i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        if (claim->rank != rank || (claim->standing == STANDING_IN_FORCE) != in_force ||
            (depth > 0 && statement_is_echo(claims, claim)))
            continue;
        if (previous == NULL || !claims->slot->multivalued ||
            !statement_same_about(previous, claim)) {
            View *statement = view_append_map(page->arena, list);
            values = view_put_list(page->arena, statement, "values");
            statement_put_separator(page, statement, claims->slot);
            statement_put_about_value(page, statement, claims, claim,
                                      depth > 0 ? claim->enclosing : NULL);
            statement_put_dispute(page, statement, claim, scope->is_shared);
        }
        append_value(page, values, claims->slot, claim, depth);
        previous = claim;
    }
}

static void finish(PageContext *page, View *list, bool are_phrases)
{
    for (View *statement = list->first; statement != NULL; statement = statement->next) {
        View *values = (View *)view_get(statement, "values");
        view_mark_last(page->arena, values);
        view_put_bool(page->arena, statement, "phrases",
                      are_phrases && values->first != values->last);
        view_put_bool(page->arena, statement, "first", statement == list->first);
    }
    view_mark_last(page->arena, list);
}

void statement_finish(PageContext *page, View *list)
{
    finish(page, list, false);
}

static void append_statements(PageContext *page, View *list, const Claims *claims, unsigned depth)
{
    StatementScope scope = {.is_shared = statement_shares_conflict(page, claims), .depth = depth};
    for (int in_force = 1; in_force >= 0; in_force--) {
        scope.in_force = in_force == 1;
        for (int rank = RANK_PREFERRED; rank < RANK_COUNT; rank++)
            append_ranked(page, list, claims, (Rank)rank, &scope);
    }
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
    view_mark_last(page->arena, list);
}

void statement_append_claim(PageContext *page, View *list, const Slot *slot, const Claim *claim)
{
    View *statement = view_append_map(page->arena, list);
    append_value(page, view_put_list(page->arena, statement, "values"), slot, claim, 0);
    statement_put_about_value(page, statement, NULL, claim, NULL);
}

void statement_append_absent(PageContext *page, View *list, const char *word, const Claim *claim)
{
    View *statement = view_append_map(page->arena, list);
    View *values = view_put_list(page->arena, statement, "values");
    fill(page, view_append_map(page->arena, values), "inline/absent",
         page_context_word(page, word));
    statement_put_about(page, statement, claim);
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
    view_mark_last(page->arena, list);
    return best;
}
