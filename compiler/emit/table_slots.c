/* Columns for the slots of a class, and the parts of values that stand in them. */
#include "base/text.h"
#include "emit/table_builder.h"
#include "model/cell.h"

#include <math.h>
#include <string.h>

static void append_number(GString *cell, double number)
{
    if (isfinite(number))
        quantity_append_number(cell, number);
}

static void append_day(GString *cell, Day day)
{
    char text[EDTF_DAY_MAX];
    if (edtf_write_day(day, text) != NULL)
        text_append(cell, text);
}

static void append_quantity_part(GString *cell, ValuePart part, const Quantity *quantity)
{
    if (part == PART_MIN)
        append_number(cell, quantity->min);
    else if (part == PART_MAX)
        append_number(cell, quantity->max);
    else if (part == PART_UNIT && quantity->scale != NULL)
        text_append(cell, unit_symbol(quantity->scale)); /* perhaps not the last one written */
}

void table_append_part(GString *cell, ValuePart part, const Value *value, size_t language)
{
    const bool is_text = value->kind == VALUE_TEXT;
    if (part == PART_WRITTEN ? !is_text : part == PART_TEXT && is_text)
        cell_append_value(cell, value, language);
    else if (value->kind == VALUE_QUANTITY)
        append_quantity_part(cell, part, value->quantity);
    else if (value->kind == VALUE_DATE && part == PART_EARLIEST)
        append_day(cell, value->date->earliest);
    else if (value->kind == VALUE_DATE && part == PART_LATEST)
        append_day(cell, value->date->latest);
}

/* Cells. */

/* Objects of the column's own class share its slots; those of a subclass have their own. NULL: it
 * has none. */
static const Claims *find_claims(const TableColumn *column, const Object *object)
{
    if (object == NULL)
        return NULL;
    if (object->class != column->class)
        return object_find(object, column->slot->name);
    for (size_t i = 0; i < object->slot_count; i++)
        if (object->slots[i].slot == column->slot)
            return &object->slots[i];
    return NULL;
}

/* Of the slot that a row of its own is about, each claim is told. */
static void append_slot(const TableColumn *column, const TableRow *row, GString *cell)
{
    const bool is_told = row->slot != NULL && row->slot == column->slot;
    const Claims *claims = is_told ? NULL : find_claims(column, row->object);
    const Claim *best = is_told ? row->claim : claims != NULL ? claims_best(claims) : NULL;
    if (best != NULL)
        table_append_part(cell, column->part, &best->value, column->language);
}

static void append_list(const TableColumn *column, const TableRow *row, GString *cell)
{
    const Claims *claims = find_claims(column, row->object);
    if (claims != NULL)
        cell_append_list(cell, claims, column->language);
}

static void append_objects(const TableColumn *column, const TableRow *row, GString *cell)
{
    const Claims *claims = find_claims(column, row->object);
    if (claims != NULL)
        cell_append_objects(cell, row->kb, claims);
}

static void append_entry_sources(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    cell_append_citations(cell, row->entry->citations, row->entry->citation_count);
}

/* Columns. */

static bool is_fixed(const TableBuilder *builder, const char *name)
{
    for (const FixedColumn *fixed = builder->fixed; fixed->name != NULL; fixed++)
        if (strcmp(fixed->name, name) == 0)
            return true;
    return false;
}

/* A slot's own name stays its own, unless a fixed column has it: the bound "tdp_min" beside a slot
 * "tdp_min" is "tdp_min_". */
static const char *free_name(const TableBuilder *builder, const Class *class, const Slot *slot,
                             const char *suffix)
{
    const char *name = slot->name;
    if (suffix != NULL)
        name = arena_printf(builder->arena, "%s_%s", name, suffix);
    while (is_fixed(builder, name) ||
           (class_find_slot(class, name) != NULL && strcmp(name, slot->name) != 0))
        name = arena_printf(builder->arena, "%s_", name);
    return name;
}

static const char *slot_type(const Slot *slot, ValuePart part)
{
    switch (part) {
    case PART_MIN:
    case PART_MAX:
        return "number";
    case PART_EARLIEST:
    case PART_LATEST:
        return "date";
    case PART_OBJECTS:
        return slot->multivalued ? "array" : "object";
    case PART_WRITTEN:
        return slot->range == RANGE_INTEGER   ? "integer"
               : slot->range == RANGE_BOOLEAN ? "boolean"
                                              : "string";
    default:
        return "string";
    }
}

static ColumnAppend part_append(ValuePart part)
{
    return part == PART_LIST      ? append_list
           : part == PART_OBJECTS ? append_objects
           : part == PART_CITED   ? append_entry_sources
                                  : append_slot;
}

static void add(TableBuilder *builder, const Class *class, const Slot *slot,
                const SlotColumn *wanted)
{
    const bool is_bound = wanted->part == PART_MIN || wanted->part == PART_MAX;
    const TableColumn column = {
        .name = free_name(builder, class, slot, wanted->suffix),
        .append = part_append(wanted->part),
        .part = wanted->part,
        .type = slot_type(slot, wanted->part),
        .title = localised_get(&slot->title, 0),
        .description = description_text(&slot->description),
        .unit = is_bound && slot->unit != NULL ? unit_symbol(slot->unit) : NULL,
        .slot = slot,
        .class = class,
        .language = wanted->language,
    };
    g_array_append_val(builder->columns, column);
}

/* Drafts have no row, variants within a file rows of their own; and there are slots that a fixed
 * column tells, under their names. */
static bool has_column(const TableBuilder *builder, const Slot *slot)
{
    const bool is_told = slot->known != SLOT_UNKNOWN && is_fixed(builder, slot->name);
    return !slot->identifier && slot->known != SLOT_DRAFT && slot->known != SLOT_VARIANTS &&
           !is_told;
}

void table_builder_add_slots(TableBuilder *builder, const Class *class, const Class *parent)
{
    SlotColumn columns[SLOT_COLUMNS_MAX];
    for (size_t i = 0; i < class->slot_count; i++) {
        const Slot *slot = class->slots[i];
        if (!has_column(builder, slot) ||
            (parent != NULL && class_find_slot(parent, slot->name) != NULL))
            continue;
        const size_t count = slot_columns(builder->kb, slot, columns);
        for (size_t k = 0; k < count; k++)
            add(builder, class, slot, &columns[k]);
    }
}
