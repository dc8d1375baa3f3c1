#include "emit/show.h"

#include "base/text.h"
#include "find/findings.h"
#include "words/claim_describe.h"
#include "words/quantity_describe.h"

#include <string.h>

/* Appends text and blanks up to `cells`. */
static void append_cell(GString *out, const char *text, unsigned cells)
{
    text_append_printable(out, text, strlen(text));
    for (unsigned width = text_cells(text); width < cells; width++)
        g_string_append_c(out, ' ');
}

static int compare_rows(gconstpointer left, gconstpointer right)
{
    const ShowRow *a = left;
    const ShowRow *b = right;
    return (a->place > b->place) - (a->place < b->place);
}

void show_rows(GArray *rows, const char *draft, GString *out)
{
    g_array_sort(rows, compare_rows);
    unsigned id_cells = 0;
    unsigned class_cells = 0;
    for (guint i = 0; i < rows->len; i++) {
        const ShowRow *row = &g_array_index(rows, ShowRow, i);
        id_cells = MAX(id_cells, text_cells(row->id));
        class_cells = MAX(class_cells, text_cells(row->class));
    }
    for (guint i = 0; i < rows->len; i++) {
        const ShowRow *row = &g_array_index(rows, ShowRow, i);
        append_cell(out, row->id, id_cells + 2);
        append_cell(out, row->class, class_cells + 2);
        append_cell(out, row->name, 0);
        if (row->is_draft)
            g_string_append_printf(out, " %s", draft);
        g_string_append_c(out, '\n');
    }
}

uint32_t show_place(const Kb *kb, const Entry *entry, size_t language)
{
    const uint32_t *places = kb->places[language];
    return places != NULL ? places[entry->index] : (uint32_t)entry->index;
}

bool show_lists(const Kb *kb, const Entry *entry)
{
    return !(kb->is_past && entry->draft);
}

void show_list(const Kb *kb, const Class *class, size_t language, const Words *words, GString *out)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(ShowRow));
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        const ShowRow row = {entry->id, entry->object.class->name,
                             localised_get(entry->name, language), show_place(kb, entry, language),
                             entry->draft};
        if (show_lists(kb, entry) && (class == NULL || class_is_a(entry->object.class, class)))
            g_array_append_val(rows, row);
    }
    show_rows(rows, words_get(words, "terminal.draft"), out);
}

/* What the lines about an object need. */
typedef struct Show {
    const Kb *kb;
    size_t language;
    const Words *words; /* of that language */
    Arena *scratch;
    GString *out;
    const Entry *entry;
} Show;

static const char *show_word(const Show *show, const char *key)
{
    return words_get(show->words, key);
}

static const char *show_fill(const Show *show, const char *key, const char *text)
{
    return words_fill(show->words, key, text, show->scratch);
}

static void show_indent(const Show *show, unsigned depth)
{
    for (unsigned i = 0; i < depth; i++)
        g_string_append(show->out, "  ");
}

static void show_text(const Show *show, const char *text)
{
    text_append_printable(show->out, text, strlen(text));
}

static void show_scalar(const Show *show, const Value *value)
{
    switch (value->kind) {
    case VALUE_NONE:
        g_string_append(show->out, show_word(show, "terminal.no_value"));
        break;
    case VALUE_UNKNOWN:
        g_string_append(show->out, show_word(show, "terminal.unknown_value"));
        break;
    case VALUE_TEXT:
        show_text(show, localised_get(value->localised, show->language));
        break;
    case VALUE_QUANTITY:
        show_text(show, quantity_describe(show->scratch, show->words, value->quantity));
        break;
    default:
        show_text(show, value->text);
    }
}

static void show_detail(const Show *show, unsigned depth, const char *name, const char *text)
{
    if (text == NULL)
        return;
    show_indent(show, depth);
    g_string_append_printf(show->out, "%s: ", name);
    show_text(show, text);
    g_string_append_c(show->out, '\n');
}

/* "[planned, as of 2025-12, by cic; herald-2025-12]": what is not said twice. */
static void show_provenance(const Show *show, const Claim *claim)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (claim_details(claim)->condition != NULL)
        g_string_append_printf(text, "%s, ", claim_details(claim)->condition->key);
    if (claim->standing != STANDING_IN_FORCE)
        g_string_append_printf(text, "%s, ", standing_name(claim->standing));
    if (claim->rank != RANK_NORMAL)
        g_string_append_printf(text, "%s, ", rank_name(claim->rank));
    g_string_append(text, status_name(claim->status));
    if (claim->as_of != NULL)
        g_string_append_printf(text, ", %s", show_fill(show, "terminal.as_of", claim->as_of->text));
    if (claim_details(claim)->by != NULL)
        g_string_append_printf(text, ", %s",
                               show_fill(show, "terminal.by", claim_details(claim)->by));
    for (size_t i = 0; i < claim->citation_count; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? show_word(show, "terminal.source") : ", ",
                               claim->citations[i].id);
    g_string_append(show->out, "  [");
    show_text(show, text->str);
    g_string_append_c(show->out, ']');
}

/* "inherited from h100" */
static void show_base(const Show *show, const Claim *claim, unsigned depth)
{
    if (claim_is_inherited_within(claim))
        return;
    show_indent(show, depth);
    g_string_append_printf(
        show->out, "%s\n",
        show_fill(show, "terminal.inherited", claim_details(claim)->from[0].entry->id));
}

/* "derived from lane_bandwidth, lanes", "derived from composed_of, br106 memory_capacity". */
static void show_origins(const Show *show, const Claim *claim, unsigned depth)
{
    show_indent(show, depth);
    for (size_t i = 0; i < claim_details(claim)->from_count; i++) {
        const Origin *origin = &claim_details(claim)->from[i];
        const bool is_own = origin->entry == show->entry;
        if (claim_origin_is_told(claim, i))
            continue;
        g_string_append_printf(
            show->out, "%s%s%s%s", i == 0 ? show_word(show, "terminal.derived") : ", ",
            is_own ? "" : origin->entry->id, is_own ? "" : " ", origin->slot->name);
    }
    g_string_append_c(show->out, '\n');
}

static void show_object(const Show *show, const Object *object, unsigned depth);

static void show_claim(const Show *show, const Slot *slot, const Claim *claim, unsigned depth)
{
    const Claim *outer = claim->enclosing;
    const bool is_object = claim->value.kind == VALUE_OBJECT;
    if (!is_object)
        show_scalar(show, &claim->value);
    const bool repeats =
        outer != NULL && claim_cites_same(claim, outer) && claim->status == outer->status &&
        claim->rank == outer->rank && claim->standing == outer->standing &&
        claim_details(claim)->condition == NULL && claim->has_own_as_of == outer->has_own_as_of &&
        g_strcmp0(claim_details(claim)->by, claim_details(outer)->by) == 0;
    if (slot->sourced && !repeats && (claim->citation_count > 0 || claim->status != STATUS_ACTUAL))
        show_provenance(show, claim);
    g_string_append_c(show->out, '\n');
    if (is_object)
        show_object(show, claim->value.object, depth + 1);
    if (claim_is_inherited(claim))
        show_base(show, claim, depth + 1);
    else if (claim_details(claim)->from_count > 0)
        show_origins(show, claim, depth + 1);
    if (claim_details(claim)->note != NULL)
        show_detail(show, depth + 1, "note",
                    localised_get(claim_details(claim)->note, show->language));
    show_detail(show, depth + 1, "quote", claim_details(claim)->quote);
    if (claim_details(claim)->locator != NULL)
        show_detail(show, depth + 1, "locator",
                    localised_get(claim_details(claim)->locator, show->language));
}

static void show_object(const Show *show, const Object *object, unsigned depth)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        show_indent(show, depth);
        g_string_append_printf(show->out, "%s:", claims->slot->name);
        if (claims->count == 1 && claims->items[0].value.kind != VALUE_OBJECT) {
            g_string_append_c(show->out, ' ');
            show_claim(show, claims->slot, &claims->items[0], depth);
            continue;
        }
        g_string_append_c(show->out, '\n');
        for (size_t k = 0; k < claims->count; k++) {
            show_indent(show, depth);
            g_string_append(show->out, "  - ");
            show_claim(show, claims->slot, &claims->items[k], depth + 1);
        }
    }
}

/* "1..729 days later", "32..425 days earlier": an end that is open is left out. */
static void show_slip(const Show *show, const Slip *slip)
{
    const bool earlier = slip->days_max < 0;
    const int64_t from = earlier ? -(int64_t)slip->days_max : slip->days_min;
    const int64_t to = earlier ? -(int64_t)slip->days_min : slip->days_max;
    g_string_append(show->out, "    ");
    show_text(show, slip->from->value.text);
    g_string_append(show->out, " -> ");
    show_text(show, slip->to->value.text);
    g_string_append(show->out, ": ");
    g_autoptr(GString) days = g_string_new(NULL);
    if (from != INT32_MIN)
        g_string_append_printf(days, "%" G_GINT64_FORMAT, (gint64)from);
    g_string_append(days, "..");
    if (to != INT32_MAX && to != -(int64_t)INT32_MIN)
        g_string_append_printf(days, "%" G_GINT64_FORMAT, (gint64)to);
    const char *key = earlier ? "terminal.days_earlier" : "terminal.days_later";
    g_string_append_printf(show->out, "%s\n", show_fill(show, key, days->str));
}

/* What became of the plan, if there was one. */
static void show_plan(const Show *show, const Plan *plan)
{
    if (plan->state == PLAN_NONE || plan->state == PLAN_OPEN)
        return;
    g_string_append_printf(show->out, "    %s\n", plan_state_name(plan->state));
    for (size_t i = 0; i < plan->slip_count; i++)
        show_slip(show, &plan->slips[i]);
}

/* A milestone in one line a date: what people look for first. */
static void show_milestones(const Show *show, const Entry *entry)
{
    if (entry->milestone_count == 0)
        return;
    g_string_append_printf(show->out, "\n%s\n", show_word(show, "terminal.milestones"));
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        for (size_t k = 0; k < MAX(milestone->date_count, 1); k++) {
            const Claim *claim = k < milestone->date_count ? milestone->dates[k] : milestone->item;
            g_string_append(show->out, "  ");
            append_cell(show->out, milestone->event->name, 24);
            if (k < milestone->date_count)
                show_scalar(show, &claim->value);
            else
                g_string_append(show->out, show_word(show, "terminal.no_date"));
            if (claim != NULL)
                show_provenance(show, claim);
            g_string_append_c(show->out, '\n');
        }
        show_plan(show, findings_plan(show->kb->findings, milestone));
    }
}

static void show_backlinks(const Show *show, const Entry *entry)
{
    if (entry->backlink_count == 0)
        return;
    g_string_append_printf(show->out, "\n%s\n", show_word(show, "terminal.referred_by"));
    for (size_t i = 0; i < entry->backlink_count; i++) {
        const Backlink *link = &entry->backlinks[i];
        const char *status = claim_describe_status(show->words, link->claim->status);
        g_string_append_printf(show->out, "  %s (%s%s%s)\n", link->from->id, link->slot->name,
                               status != NULL ? ", " : "", status != NULL ? status : "");
    }
}

void show_entry(const Kb *kb, const Entry *entry, size_t language, const Words *words, GString *out)
{
    g_autoptr(Arena) scratch = arena_new();
    const Show show = {kb, language, words, scratch, out, entry};
    g_string_append_printf(out, "%s  %s  ", entry->id, entry->object.class->name);
    show_text(&show, localised_get(entry->name, language));
    g_string_append_printf(out, "\n%s:%u\n\n", entry->file->path, span_start(entry->span).line);
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Object one = {entry->object.class, &entry->object.slots[i], 1};
        if (entry->object.slots[i].slot->known != SLOT_MILESTONES)
            show_object(&show, &one, 0);
    }
    show_milestones(&show, entry);
    show_backlinks(&show, entry);
}
