#include "model/slot_columns.h"

/* The columns so far. */
typedef struct ColumnList {
    SlotColumn *items;
    size_t count;
} ColumnList;

static void add(ColumnList *list, ValuePart part, const char *suffix)
{
    g_assert(list->count < SLOT_COLUMNS_MAX);
    list->items[list->count++] = (SlotColumn){.part = part, .suffix = suffix};
}

static void add_texts(ColumnList *list, const Kb *kb, const Slot *slot)
{
    for (size_t i = 0; i < kb->language_count; i++) {
        add(list, slot->multivalued ? PART_LIST : PART_TEXT, kb->languages[i]);
        list->items[list->count - 1].language = i;
    }
}

/* What stands beside a slot's one value. */
static void add_bounds(ColumnList *list, const Slot *slot)
{
    if (slot->range == RANGE_QUANTITY) {
        add(list, PART_MIN, "min");
        add(list, PART_MAX, "max");
        if (slot->unit == NULL)
            add(list, PART_UNIT, "unit");
    } else if (slot->range == RANGE_EDTF) {
        add(list, PART_EARLIEST, "earliest");
        add(list, PART_LATEST, "latest");
    }
}

size_t slot_columns(const Kb *kb, const Slot *slot, SlotColumn columns[SLOT_COLUMNS_MAX])
{
    ColumnList list = {columns, 0};
    if (slot->range == RANGE_TEXT || slot->range == RANGE_MARKDOWN) {
        add_texts(&list, kb, slot);
    } else if (slot->known == SLOT_CITED) {
        add(&list, PART_CITED, NULL);
    } else if (slot->range == RANGE_OBJECT) {
        add(&list, PART_OBJECTS, NULL);
    } else if (slot->multivalued && !slot->usually_one) {
        add(&list, PART_LIST, NULL);
    } else {
        add(&list, PART_WRITTEN, NULL);
        add_bounds(&list, slot);
        if (slot->multivalued)
            add(&list, PART_LIST, "all");
    }
    return list.count;
}
