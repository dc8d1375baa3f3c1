#include "page/columns.h"

#include <string.h>

/* What every entry has, or what is too long for a cell (design section 3.3). */
static const char *const PASSED_OVER[] = {"id",         "name",       "title",   "aliases",
                                          "summary",    "body",       "tags",    "source",
                                          "milestones", "former_ids", "figures", "draft"};

static bool is_column(const Slot *slot)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PASSED_OVER); i++)
        if (strcmp(slot->name, PASSED_OVER[i]) == 0)
            return false;
    return slot->range != RANGE_MARKDOWN && slot->range != RANGE_URI &&
           !(slot->range == RANGE_TEXT && slot->multivalued);
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

static bool have_milestones(const Entry *const *entries, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (entries[i]->milestone_count > 0)
            return true;
    return false;
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

ClassColumns class_columns_choose(const Class *class, const Entry *const *entries, size_t count,
                                  Arena *scratch)
{
    size_t *uses = arena_new0(scratch, size_t, class->slot_count);
    bool *chosen = arena_new0(scratch, bool, class->slot_count);
    count_uses(class, entries, count, uses);
    size_t left = CLASS_COLUMNS_MAX;
    for (unsigned weight = 0; weight <= 3; weight++)
        for (size_t best; left > 0; left--) {
            best = best_slot(class, uses, chosen, weight);
            if (best == class->slot_count)
                break;
            chosen[best] = true;
        }
    ClassColumns columns = {.has_milestones = have_milestones(entries, count)};
    for (size_t s = 0; s < class->slot_count; s++)
        if (chosen[s])
            columns.slots[columns.count++] = class->slots[s];
    return columns;
}
