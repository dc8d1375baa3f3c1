#include "page/columns.h"

#include "find/events.h"
#include "model/place.h"

#include <string.h>

enum { CHOSEN_SLOTS_MAX = 5 }; /* with those that the schema names */

/* What every entry has, or what is too long for a cell (design section 3.3): objects that are a
 * table of their own on the entry's page are, too. */
static const char *const PASSED_OVER[] = {"id",         "name",       "title",   "aliases",
                                          "summary",    "body",       "tags",    "source",
                                          "milestones", "former_ids", "figures", "draft"};

static bool is_column(const Slot *slot)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PASSED_OVER); i++)
        if (strcmp(slot->name, PASSED_OVER[i]) == 0)
            return false;
    return slot->range != RANGE_MARKDOWN && slot->range != RANGE_URI &&
           !(slot->range == RANGE_TEXT && slot->multivalued) &&
           place_of_slot(slot) != PLACE_OBJECTS;
}

/* Required slots first, then recommended ones, then those with one value, then the others. */
static unsigned slot_weight(const Slot *slot)
{
    if (slot->required)
        return 0;
    if (slot->recommended)
        return 1;
    return slot->multivalued && !slot->usually_one ? 3 : 2;
}

static void count_uses(const Class *class, const Entry *const *entries, size_t count, size_t *uses)
{
    for (size_t i = 0; i < count; i++) {
        const Object *object = &entries[i]->object;
        /* Both lists are in the schema's order. */
        for (size_t k = 0, s = 0; k < object->slot_count && s < class->slot_count; s++)
            if (class->slots[s] == object->slots[k].slot) {
                uses[s]++;
                k++;
            }
    }
}

const char *class_column_name(const ClassColumn *column)
{
    static const char *const names[] = {
        [COLUMN_LATEST] = COLUMN_NAME_LATEST, [COLUMN_NEXT] = COLUMN_NAME_NEXT};
    return column->kind == COLUMN_SLOT ? column->slot->name : names[column->kind];
}

const Plan *class_column_event(const ClassColumn *column, const Plans *plans, const Entry *entry)
{
    if (column->kind == COLUMN_NEXT)
        return events_next(plans, entry);
    const Plan *latest = events_latest(plans, entry);
    return latest != NULL && !latest->is_ahead ? latest : NULL;
}

bool class_column_is_used(const ClassColumn *column, const Entry *const *entries, size_t count,
                          const Plans *plans)
{
    for (size_t i = 0; i < count; i++)
        if (column->kind == COLUMN_SLOT
                ? object_find(&entries[i]->object, column->slot->name) != NULL
                : class_column_event(column, plans, entries[i]) != NULL)
            return true;
    return false;
}

/* The columns while they are put together. */
typedef struct Choice {
    const Class *class;
    const Entry *const *entries;
    size_t count;
    const size_t *uses; /* by slot: how many entries have it */
    const Plans *plans;
    ClassColumns columns;
} Choice;

static void choice_add(Choice *choice, ClassColumnKind kind, const Slot *slot)
{
    const ClassColumn column = {kind, slot};
    const bool is_used =
        class_column_is_used(&column, choice->entries, choice->count, choice->plans);
    if (is_used && choice->columns.count < CLASS_COLUMNS_MAX)
        choice->columns.items[choice->columns.count++] = column;
}

/* The best one of a weight: among those, the slot that more entries fill says more. */
static size_t best_slot(const Class *class, const size_t *uses, const bool *chosen, unsigned weight)
{
    size_t best = class->slot_count;
    for (size_t s = 0; s < class->slot_count; s++)
        if (!chosen[s] && uses[s] > 0 && slot_weight(class->slots[s]) == weight &&
            is_column(class->slots[s]) && (best == class->slot_count || uses[s] > uses[best]))
            best = s;
    return best;
}

/* Adds slots that matter most, in the schema's order, to those that are `chosen`, as long as these
 * are few. */
static void add_best(Choice *choice, bool *chosen, Arena *scratch)
{
    const Class *class = choice->class;
    bool *added = arena_new0(scratch, bool, class->slot_count);
    size_t left = CHOSEN_SLOTS_MAX;
    for (size_t s = 0; s < class->slot_count; s++)
        left -= left > 0 && chosen[s] && choice->uses[s] > 0;
    for (unsigned weight = 0; weight <= 3; weight++)
        for (size_t best; left > 0; left--) {
            best = best_slot(class, choice->uses, chosen, weight);
            if (best == class->slot_count)
                break;
            chosen[best] = added[best] = true;
        }
    for (size_t s = 0; s < class->slot_count; s++)
        if (added[s])
            choice_add(choice, COLUMN_SLOT, class->slots[s]);
}

static void add_named(Choice *choice, const char *name, bool *chosen, Arena *scratch)
{
    const Slot *slot = class_find_slot(choice->class, name);
    if (slot != NULL)
        choice_add(choice, COLUMN_SLOT, slot);
    else if (strcmp(name, COLUMN_NAME_OTHERS) == 0)
        add_best(choice, chosen, scratch);
    else
        choice_add(choice, strcmp(name, COLUMN_NAME_NEXT) == 0 ? COLUMN_NEXT : COLUMN_LATEST, NULL);
}

static void choose_named(Choice *choice, const char *const *names, size_t count, Arena *scratch)
{
    const Class *class = choice->class;
    bool *chosen = arena_new0(scratch, bool, class->slot_count);
    for (size_t i = 0; i < count; i++)
        if (class_find_slot(class, names[i]) != NULL)
            chosen[class_find_slot_index(class, names[i])] = true;
    for (size_t i = 0; i < count; i++)
        add_named(choice, names[i], chosen, scratch);
}

ClassColumns class_columns_choose(const Class *class, const Entry *const *entries, size_t count,
                                  const Plans *plans, Arena *scratch)
{
    size_t *uses = arena_new0(scratch, size_t, class->slot_count);
    count_uses(class, entries, count, uses);
    Choice choice = {
        .class = class, .entries = entries, .count = count, .uses = uses, .plans = plans};
    static const char *const otherwise[] = {COLUMN_NAME_OTHERS, COLUMN_NAME_LATEST,
                                            COLUMN_NAME_NEXT};
    if (class->column_count > 0)
        choose_named(&choice, class->columns, class->column_count, scratch);
    else
        choose_named(&choice, otherwise, G_N_ELEMENTS(otherwise), scratch);
    return choice.columns;
}
