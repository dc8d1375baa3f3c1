#include "page/compared.h"

#include "find/findings.h"
#include "model/anchors.h"
#include "model/place.h"
#include "page/milestones.h"
#include "page/slot_groups.h"
#include "page/statement.h"

#include <math.h>
#include <string.h>

/* Milestones stand behind all slots, by their events. */
#define MILESTONES_FROM ((size_t)1 << 20)

enum { KEY_DEPTH_MAX = 6 };

/* --- rows --- */

static bool is_row(const Slot *slot)
{
    return place_of_slot(slot) == PLACE_TABLE;
}

static void append_slot(const PageContext *page, GArray *rows, const Entry *entry, const Slot *slot)
{
    const ComparedRow row = {
        .order = class_find_slot_index(entry->object.class, slot->name),
        .name = slot->name,
        .title = page_context_get(page, &slot->title),
        .group = slot_group_title(page, slot),
        .slot = slot,
    };
    g_array_append_val(rows, row);
}

/* A key tells two of one kind apart. */
static const char *event_title(const PageContext *page, const Milestone *milestone)
{
    const char *event = page_context_get(page, &milestone->event->title);
    if (milestone->name != NULL)
        return page_context_get(page, milestone->name);
    return milestone->key == NULL
               ? event
               : arena_concat(page->arena, event, page_context_word(page, "list.colon"),
                              milestone->key);
}

static void append_milestone(const PageContext *page, GArray *rows, const Milestone *milestone)
{
    const ComparedRow row = {
        .order = MILESTONES_FROM + milestone->event->index,
        .name = anchors_milestone(page->arena, milestone),
        .title = event_title(page, milestone),
        .group = page_context_word(page, "entry.milestones"),
    };
    g_array_append_val(rows, row);
}

static int compare_rows(const void *left, const void *right)
{
    const ComparedRow *a = left;
    const ComparedRow *b = right;
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return strcmp(a->name, b->name);
}

void compared_append_rows(const PageContext *page, const Entry *entry, GArray *rows)
{
    for (size_t i = 0; i < entry->object.slot_count; i++)
        if (is_row(entry->object.slots[i].slot))
            append_slot(page, rows, entry, entry->object.slots[i].slot);
    for (size_t i = 0; i < entry->milestone_count; i++)
        append_milestone(page, rows, entry->milestones[i]);
    g_array_sort(rows, compare_rows);
}

/* --- what a cell comes to --- */

static void append_object_key(GString *key, const Object *object, unsigned depth);

static void append_end(GString *key, double number)
{
    if (isfinite(number))
        quantity_append_number(key, number);
}

/* Quantities and dates by what they mean, not by how they are written. */
static void append_value_key(GString *key, const Value *value, unsigned depth)
{
    switch (value->kind) {
    case VALUE_QUANTITY:
        append_end(key, value->quantity->min);
        g_string_append(key, "..");
        append_end(key, value->quantity->max);
        if (value->quantity->scale != NULL)
            g_string_append(key, unit_symbol(value->quantity->scale));
        break;
    case VALUE_DATE:
        g_string_append_printf(key, "%d..%d", value->date->earliest, value->date->latest);
        break;
    case VALUE_TEXT:
        g_string_append(key, localised_get(value->localised, 0));
        break;
    case VALUE_CHOICE:
        g_string_append(key, value->choice->name);
        break;
    case VALUE_REFERENCE:
        g_string_append(key, value->entry != NULL ? value->entry->id : value->text);
        break;
    case VALUE_OBJECT:
        append_object_key(key, value->object, depth + 1);
        break;
    case VALUE_BOOLEAN:
    case VALUE_INTEGER:
    case VALUE_STRING:
        g_string_append(key, value->text);
        break;
    case VALUE_NONE:
    case VALUE_UNKNOWN:
        g_string_append(key, "-");
        break;
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Claims say the same in any order, and twice what they say once; what each holds for counts. */
static void append_claims_key(GString *key, const Claims *claims, unsigned depth)
{
    g_autoptr(GPtrArray) said = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < claims->count; i++) {
        const Condition *condition = claim_details(&claims->items[i])->condition;
        if (!claim_is_in_force(&claims->items[i]))
            continue;
        GString *text = g_string_new(condition != NULL ? condition->key : NULL);
        g_string_append_c(text, ':');
        append_value_key(text, &claims->items[i].value, depth);
        g_ptr_array_add(said, g_string_free(text, FALSE));
    }
    g_ptr_array_sort(said, compare_texts);
    for (guint i = 0; i < said->len; i++)
        if (i == 0 || strcmp(said->pdata[i], said->pdata[i - 1]) != 0)
            g_string_append_printf(key, "%s;", (const char *)said->pdata[i]);
}

static void append_object_key(GString *key, const Object *object, unsigned depth)
{
    for (size_t i = 0; i < object->slot_count && depth < KEY_DEPTH_MAX; i++) {
        g_string_append_printf(key, "%s=", object->slots[i].slot->name);
        append_claims_key(key, &object->slots[i], depth);
    }
}

static const char *slot_key(Arena *arena, const Claims *claims)
{
    g_autoptr(GString) key = g_string_new(NULL);
    append_claims_key(key, claims, 0);
    return arena_strndup(arena, key->str, key->len);
}

static const char *word_key(Arena *arena, const Claim *claim)
{
    g_autoptr(GString) key = g_string_new(NULL);
    append_value_key(key, &claim->value, 0);
    return arena_strndup(arena, key->str, key->len);
}

/* --- cells --- */

static void put_frame(PageContext *page, View *cell, bool is_absent)
{
    view_put_text(page->arena, cell, "up", page->up);
    view_put_bool(page->arena, cell, "absent", is_absent);
}

static const char *put_slot(PageContext *page, View *cell, const Entry *entry, const Slot *slot)
{
    const Claims *claims = object_find(&entry->object, slot->name);
    View *statements = view_put_list(page->arena, cell, "statements");
    if (claims != NULL)
        statement_append_claims(page, statements, claims);
    statement_put_shared_conflict(page, cell, claims);
    view_put_bool(page->arena, cell, "superseded", false);
    view_put_bool(page->arena, cell, "plan", false);
    view_put_bool(page->arena, cell, "inherited",
                  claims != NULL && claim_details(&claims->items[0])->rests_on_base);
    put_frame(page, cell, claims == NULL);
    return claims != NULL ? slot_key(page->arena, claims) : "";
}

static const Milestone *find_milestone(const Entry *entry, const char *anchor)
{
    for (size_t i = 0; i < entry->milestone_count; i++)
        if (anchors_is_milestone(anchor, entry->milestones[i]))
            return entry->milestones[i];
    return NULL;
}

static const char *put_milestone(PageContext *page, View *cell, const Entry *entry,
                                 const char *anchor)
{
    const Milestone *milestone = find_milestone(entry, anchor);
    view_put_bool(page->arena, cell, "inherited", false);
    put_frame(page, cell, milestone == NULL);
    if (milestone == NULL) {
        view_put_list(page->arena, cell, "statements");
        view_put_bool(page->arena, cell, "plan", false);
        statement_put_conflict(page, cell, NULL);
        return "";
    }
    const Plan *plan = findings_plan(page->site->kb->findings, milestone);
    const Conflicts *conflicts = &page->site->kb->findings->conflicts;
    milestones_put_dates(page, cell, plan);
    milestones_put_plan(page, cell, plan);
    statement_put_conflict(page, cell, conflicts_of_milestone(conflicts, milestone));
    return plan->word != NULL ? word_key(page->arena, plan->word) : "-";
}

const char *compared_put_cell(PageContext *page, View *cell, const Entry *entry,
                              const ComparedRow *row)
{
    return row->slot != NULL ? put_slot(page, cell, entry, row->slot)
                             : put_milestone(page, cell, entry, row->name);
}
