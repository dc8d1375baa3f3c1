/* What a schema has: classes with their slots, the values of enums, units. */
#include "command/reference.h"

#include "schema/slot_form.h"

#include <string.h>

/* A link to the heading on a page; "": on this one. */
static void append_link(GString *out, const char *page, const char *name)
{
    g_autofree char *anchor = g_ascii_strdown(name, -1);
    g_string_append_printf(out, "[%s](%s#%s)", name, page, anchor);
}

static void append_description(GString *out, const Localised *description)
{
    const char *text = description_text(description);
    if (text == NULL)
        return;
    g_string_append_c(out, '\n');
    reference_append_text(out, text);
    g_string_append_c(out, '\n');
}

/* --- classes --- */

static const char *need_of(const Slot *slot)
{
    if (slot->identifier)
        return NULL; /* the file's name is one */
    return slot->required ? "required" : slot->recommended ? "recommended" : NULL;
}

static bool is_same_form(const Slot *slot, const Slot *other)
{
    g_autoptr(GString) form = g_string_new(NULL);
    g_autoptr(GString) of_other = g_string_new(NULL);
    slot_append_form(slot, form);
    slot_append_form(other, of_other);
    return g_string_equal(form, of_other) && need_of(slot) == need_of(other) &&
           g_strcmp0(description_text(&slot->description), description_text(&other->description)) ==
               0;
}

/* What the class has and its parent has not, or otherwise. */
static bool is_own(const Class *class, const Slot *slot)
{
    const Slot *inherited =
        class->parent != NULL ? class_find_slot(class->parent, slot->name) : NULL;
    return inherited == NULL || !is_same_form(slot, inherited);
}

/* "one of Stage", where Stage leads to what that is. */
static void append_form(GString *out, const Slot *slot)
{
    const bool is_enum = slot->range == RANGE_ENUM;
    const char *name = is_enum                     ? slot->range_enum->name
                       : slot->range_class != NULL ? slot->range_class->name
                                                   : "";
    g_autoptr(GString) form = g_string_new(NULL);
    slot_append_form(slot, form);
    g_string_truncate(form, form->len - strlen(name));
    g_string_append_printf(out, "| %s", form->str);
    if (*name != '\0')
        append_link(out, is_enum ? "values.md" : "", name);
    g_string_append_c(out, ' ');
}

static void append_slot(GString *out, const Slot *slot)
{
    reference_append_name(out, slot->name);
    append_form(out, slot);
    reference_append_cell(out, need_of(slot));
    const char *meaning = description_text(&slot->description);
    reference_append_cell(out, meaning != NULL ? meaning : localised_get(&slot->title, 0));
    reference_end_row(out);
}

static void append_slots(GString *out, const Class *class)
{
    const char *const columns[] = {"slot", "takes", "", "meaning"};
    bool has_begun = false;
    for (size_t i = 0; i < class->slot_count; i++) {
        if (!is_own(class, class->slots[i]))
            continue;
        if (!has_begun)
            reference_append_table(out, columns, G_N_ELEMENTS(columns));
        has_begun = true;
        append_slot(out, class->slots[i]);
    }
}

static void append_class(GString *out, const Class *class)
{
    g_string_append_printf(out, "\n## %s\n", class->name);
    append_description(out, &class->description);
    if (class->folder != NULL)
        g_string_append_printf(out, "\nFolder: `%s/`.", class->folder);
    else
        g_string_append_printf(out, "\n%s.", class->abstract ? "Abstract" : "An object");
    if (class->parent != NULL) {
        g_string_append(out, " Is a ");
        append_link(out, "", class->parent->name);
        g_string_append_c(out, '.');
    }
    g_string_append_c(out, '\n');
    append_slots(out, class);
}

void reference_append_classes(GString *out, const Schema *schema)
{
    for (size_t i = 0; i < schema->class_count; i++)
        append_class(out, schema->classes[i]);
}

/* --- values --- */

static char *list_aliases(const EnumValue *value)
{
    return value->aliases != NULL ? g_strjoinv(", ", (char **)value->aliases) : NULL;
}

/* What an event comes after, and that it ends what it is said of. */
static char *tell_order(const EnumValue *value)
{
    g_autoptr(GString) order = g_string_new(NULL);
    if (value->after != NULL)
        g_string_append_printf(order, "after `%s`", value->after->name);
    if (value->ends)
        g_string_append(order, order->len > 0 ? ", ends" : "ends");
    return g_string_free(g_steal_pointer(&order), FALSE);
}

static void append_value(GString *out, const EnumValue *value)
{
    g_autofree char *aliases = list_aliases(value);
    g_autofree char *order = tell_order(value);
    const char *meaning = description_text(&value->description);
    reference_append_name(out, value->name);
    reference_append_cell(out, localised_get(&value->title, 0));
    reference_append_cell(out, order);
    reference_append_cell(out, aliases);
    reference_append_cell(out, meaning);
    reference_end_row(out);
}

void reference_append_values(GString *out, const Schema *schema)
{
    const char *const columns[] = {"value", "called", "order", "also written", "meaning"};
    for (size_t i = 0; i < schema->enum_count; i++) {
        const Enum *choices = schema->enums[i];
        g_string_append_printf(out, "\n## %s\n", choices->name);
        append_description(out, &choices->description);
        reference_append_table(out, columns, G_N_ELEMENTS(columns));
        for (size_t k = 0; k < choices->value_count; k++)
            append_value(out, &choices->values[k]);
    }
}

/* --- units --- */

void reference_append_units(GString *out, const Schema *schema)
{
    const char *const columns[] = {"symbol", "kind", "is", "also written"};
    const GArray *units = units_list(schema->units);
    reference_append_table(out, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < units->len; i++) {
        const UnitListing *unit = &g_array_index(units, UnitListing, i);
        reference_append_name(out, unit->symbol);
        reference_append_cell(out, unit->kind);
        reference_append_cell(out, unit->definition);
        reference_append_cell(out, unit->others);
        reference_end_row(out);
    }
}
