/* Columns for the slots of a class, and the parts of values that stand in them. */
#include "base/text.h"
#include "emit/table_builder.h"

#include <math.h>
#include <string.h>

#define SEPARATOR "; "

static void append_written(GString *cell, const Value *value)
{
    switch (value->kind) {
    case VALUE_NONE:
    case VALUE_UNKNOWN:
    case VALUE_TEXT:
    case VALUE_OBJECT:
        break;
    case VALUE_REFERENCE:
        text_append(cell, value->entry != NULL ? value->entry->id : value->text);
        break;
    case VALUE_INTEGER:
        g_string_append_printf(cell, "%" G_GINT64_FORMAT, value->integer);
        break;
    case VALUE_STRING:
    case VALUE_BOOLEAN:
    case VALUE_DATE:
    case VALUE_QUANTITY:
    case VALUE_CHOICE:
        text_append(cell, value->text);
        break;
    }
}

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

/* Of min and max, which may be another than the last one written. */
static void append_unit(GString *cell, const Quantity *quantity)
{
    if (quantity->scale != NULL)
        text_append(cell, unit_symbol(quantity->scale));
}

/* The kind of value that has this part. */
static ValueKind part_kind(ValuePart part)
{
    switch (part) {
    case PART_MIN:
    case PART_MAX:
    case PART_UNIT:
        return VALUE_QUANTITY;
    case PART_EARLIEST:
    case PART_LATEST:
        return VALUE_DATE;
    case PART_TEXT:
    case PART_WRITTEN:
        break;
    }
    return VALUE_TEXT;
}

void table_append_part(GString *cell, ValuePart part, const Value *value, size_t language)
{
    if (part == PART_WRITTEN) {
        append_written(cell, value);
        return;
    }
    if (value->kind != part_kind(part))
        return;
    if (part == PART_TEXT)
        text_append(cell, localised_get(value->localised, language));
    else if (part == PART_UNIT)
        append_unit(cell, value->quantity);
    else if (part == PART_MIN)
        append_number(cell, value->quantity->min);
    else if (part == PART_MAX)
        append_number(cell, value->quantity->max);
    else
        append_day(cell, part == PART_EARLIEST ? value->date->earliest : value->date->latest);
}

void table_append_citations(GString *cell, const Citation *citations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const Entry *source = citations[i].source;
        if (i > 0)
            text_append(cell, SEPARATOR);
        text_append(cell, source != NULL ? source->id : citations[i].id);
    }
}

/* Cells. */

/* What is absent from a list (none, unknown) leaves no separator behind. */
static void append_all(const TableColumn *column, const Claims *claims, GString *cell)
{
    for (size_t i = 0; i < claims->count; i++) {
        if (!claim_is_in_force(&claims->items[i]))
            continue;
        const gsize start = cell->len;
        table_append_part(cell, column->part, &claims->items[i].value, column->language);
        if (start > 0 && cell->len > start)
            g_string_insert(cell, (gssize)start, SEPARATOR);
    }
}

/* Objects of the column's own class share its slots; those of a subclass have their own. */
static const Claims *find_claims(const TableColumn *column, const Object *object)
{
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
    const Claims *claims = row->object != NULL ? find_claims(column, row->object) : NULL;
    const bool is_told = row->slot != NULL && row->slot == column->slot;
    const Claim *best = is_told ? row->claim : claims != NULL ? claims_best(claims) : NULL;
    if (best == NULL)
        return;
    if (column->slot->multivalued && !is_told)
        append_all(column, claims, cell);
    else
        table_append_part(cell, column->part, &best->value, column->language);
}

static void append_entry_sources(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    table_append_citations(cell, row->entry->citations, row->entry->citation_count);
}

/* Columns. */

static bool is_fixed(const TableBuilder *builder, const char *name)
{
    for (const FixedColumn *fixed = builder->fixed; fixed->name != NULL; fixed++)
        if (strcmp(fixed->name, name) == 0)
            return true;
    return false;
}

/* A slot's own name stays its own: the bound "tdp_min" beside a slot "tdp_min" is "tdp_min_". */
static const char *free_name(const TableBuilder *builder, const Class *class, const char *name)
{
    while (is_fixed(builder, name) || class_find_slot(class, name) != NULL)
        name = arena_printf(builder->arena, "%s_", name);
    return name;
}

static const char *slot_type(const Slot *slot, ValuePart part)
{
    if (part == PART_MIN || part == PART_MAX)
        return "number";
    if (part == PART_EARLIEST || part == PART_LATEST)
        return "date";
    if (part == PART_WRITTEN && !slot->multivalued) {
        if (slot->range == RANGE_INTEGER)
            return "integer";
        if (slot->range == RANGE_BOOLEAN)
            return "boolean";
    }
    return "string";
}

/* `suffix` NULL: the slot's name as it is. */
static TableColumn *add(TableBuilder *builder, const Class *class, const Slot *slot, ValuePart part,
                        const char *suffix)
{
    const char *name = slot->name;
    if (suffix != NULL)
        name = free_name(builder, class, arena_printf(builder->arena, "%s_%s", name, suffix));
    const bool is_bound = part == PART_MIN || part == PART_MAX;
    const TableColumn column = {
        .name = name,
        .append = append_slot,
        .part = part,
        .type = slot_type(slot, part),
        .title = localised_get(&slot->title, 0),
        .description = description_text(&slot->description),
        .unit = is_bound && slot->unit != NULL ? unit_symbol(slot->unit) : NULL,
        .slot = slot,
        .class = class,
    };
    g_array_append_val(builder->columns, column);
    return &g_array_index(builder->columns, TableColumn, builder->columns->len - 1);
}

/* What stands beside a slot's one value. */
static void add_bounds(TableBuilder *builder, const Class *class, const Slot *slot)
{
    if (slot->range == RANGE_QUANTITY) {
        add(builder, class, slot, PART_MIN, "min");
        add(builder, class, slot, PART_MAX, "max");
        if (slot->unit == NULL)
            add(builder, class, slot, PART_UNIT, "unit");
    } else if (slot->range == RANGE_EDTF) {
        add(builder, class, slot, PART_EARLIEST, "earliest");
        add(builder, class, slot, PART_LATEST, "latest");
    }
}

static void add_slot(TableBuilder *builder, const Class *class, const Slot *slot)
{
    if (slot->known == SLOT_CITED) {
        add(builder, class, slot, PART_WRITTEN, NULL)->append = append_entry_sources;
    } else if (slot->range == RANGE_TEXT || slot->range == RANGE_MARKDOWN) {
        for (size_t i = 0; i < builder->kb->language_count; i++)
            add(builder, class, slot, PART_TEXT, builder->kb->languages[i])->language = i;
    } else {
        add(builder, class, slot, PART_WRITTEN, NULL);
        if (!slot->multivalued)
            add_bounds(builder, class, slot);
    }
}

/* Objects have rows of their own elsewhere, and no draft has a row at all. */
static bool has_column(const TableBuilder *builder, const Slot *slot)
{
    return !slot->identifier && slot->range != RANGE_OBJECT && slot->known != SLOT_DRAFT &&
           !is_fixed(builder, slot->name);
}

void table_builder_add_slots(TableBuilder *builder, const Class *class, const Class *parent)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        const Slot *slot = class->slots[i];
        if (has_column(builder, slot) &&
            (parent == NULL || class_find_slot(parent, slot->name) == NULL))
            add_slot(builder, class, slot);
    }
}
