/*
 * What can be written: classes, slots, events and units, one line each. Outside of a knowledge base
 * it is what the default schema has.
 */
#include "base/json.h"
#include "base/text.h"
#include "base/text_table.h"
#include "command/run.h"
#include "schema/slot_form.h"

#include <string.h>
#include <unistd.h>

/* Rows with the same fields as a table and as JSON. */
typedef struct Listing {
    Run run;
    const Schema *schema;
    size_t language;
    bool is_json;
    Json json;
    GString *out;
    TextTable *table;
} Listing;

/* False: there is nothing to list, which was said, and the command ends with `status`. */
static bool listing_begin(Listing *listing, const Options *options, size_t columns, int *status)
{
    *listing = (Listing){.is_json = options->json};
    const Kb *kb = run_begin_schema(&listing->run, options, status);
    if (kb == NULL)
        return false;
    if (!command_find_language(options, kb, &listing->language)) {
        run_discard(&listing->run);
        *status = EXIT_USAGE;
        return false;
    }
    listing->schema = kb->schema;
    listing->out = g_string_new(NULL);
    listing->table = text_table_new(columns);
    json_init(&listing->json, listing->out, true);
    if (listing->is_json)
        json_begin_array(&listing->json);
    return true;
}

static void listing_clear(Listing *listing)
{
    g_string_free(listing->out, TRUE);
    text_table_free(listing->table);
    run_discard(&listing->run);
}

/* Prints it: what people look at is in columns. */
static int listing_end(Listing *listing)
{
    if (listing->is_json) {
        json_end_array(&listing->json);
        g_string_append_c(listing->out, '\n');
    } else {
        text_table_append(listing->table, isatty(STDOUT_FILENO), listing->out);
    }
    const int status = command_print(listing->out, EXIT_FINE);
    listing_clear(listing);
    return status;
}

static void begin_row(Listing *listing)
{
    if (!listing->is_json)
        return;
    listing->json.pretty = true;
    json_begin_object(&listing->json);
    listing->json.pretty = false;
}

static void end_row(Listing *listing)
{
    if (listing->is_json)
        json_end_object(&listing->json);
    listing->json.pretty = true;
}

static void put(Listing *listing, const char *field, const char *text)
{
    if (listing->is_json)
        json_put_text(&listing->json, field, text);
    else
        text_table_add(listing->table, text);
}

/* Puts what it means. A description that lacks the language has the title before it. */
static void put_meaning(Listing *listing, const Localised *title, const Localised *description,
                        const char *also)
{
    const char *own = description->texts[listing->language];
    const char *text = own != NULL ? own : description_text(description);
    g_autoptr(GString) meaning = g_string_new(NULL);
    if (own == NULL)
        g_string_append(meaning, localised_get(title, listing->language));
    if (text != NULL)
        g_string_append_printf(meaning, "%s%s", meaning->len > 0 ? ": " : "", text);
    g_autofree char *line = g_strdelimit(g_strdup(meaning->str), "\n\r", ' ');
    g_string_assign(meaning, g_strchomp(line));
    g_string_append(meaning, also);
    put(listing, "description", meaning->str);
}

/* --- classes --- */

static void put_class(Listing *listing, const Class *class)
{
    g_autofree char *folder =
        class->folder != NULL ? g_strconcat(class->folder, "/", NULL) : g_strdup("");
    begin_row(listing);
    put(listing, "name", class->name);
    put(listing, "in", class->abstract ? "abstract" : *folder != '\0' ? folder : "inline");
    put(listing, "is", class->parent != NULL ? class->parent->name : "");
    put_meaning(listing, &class->title, &class->description, "");
    end_row(listing);
}

int command_classes(const Command *command, Options *options)
{
    (void)command;
    Listing listing;
    int status;
    if (!listing_begin(&listing, options, 4, &status))
        return status;
    const Schema *schema = listing.schema;
    for (size_t i = 0; i < schema->class_count; i++)
        put_class(&listing, schema->classes[i]);
    return listing_end(&listing);
}

/* --- slots --- */

/* Who has the slot, with ", " between; "all" if every class that has entries does. */
static char *list_owners(const Schema *schema, const char *slot)
{
    g_autoptr(GString) owners = g_string_new(NULL);
    size_t lacking = 0;
    for (size_t i = 0; i < schema->class_count; i++) {
        const Class *class = schema->classes[i];
        if (class->abstract)
            continue;
        if (class_find_slot(class, slot) != NULL)
            g_string_append_printf(owners, "%s%s", owners->len > 0 ? ", " : "", class->name);
        else
            lacking += class->folder != NULL;
    }
    return g_strdup(lacking == 0 ? "all" : owners->str);
}

static const char *need_of(const Slot *slot)
{
    if (slot->identifier)
        return ""; /* the file's name is one */
    return slot->required ? "required" : slot->recommended ? "recommended" : "";
}

/* `owners`: of a slot among those of all classes; NULL: one class was asked for. */
static void put_slot(Listing *listing, const Slot *slot, const char *owners)
{
    g_autoptr(GString) form = g_string_new(NULL);
    slot_append_form(slot, form);
    begin_row(listing);
    put(listing, "name", slot->name);
    put(listing, "takes", form->str);
    put(listing, "need", need_of(slot));
    g_autofree char *also =
        owners != NULL && !listing->is_json ? g_strdup_printf(" [%s]", owners) : g_strdup("");
    put_meaning(listing, &slot->title, &slot->description, also);
    if (owners != NULL && listing->is_json)
        put(listing, "classes", owners);
    end_row(listing);
}

static void put_slots_of(Listing *listing, const Class *class)
{
    for (size_t i = 0; i < class->slot_count; i++)
        put_slot(listing, class->slots[i], NULL);
}

static int compare_slots(gconstpointer left, gconstpointer right)
{
    return strcmp((*(const Slot *const *)left)->name, (*(const Slot *const *)right)->name);
}

/* Each name once, as the first class has it. */
static void put_all_slots(Listing *listing)
{
    const Schema *schema = listing->schema;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) slots = g_ptr_array_new();
    for (size_t i = 0; i < schema->class_count; i++)
        for (size_t k = 0; !schema->classes[i]->abstract && k < schema->classes[i]->slot_count; k++)
            if (g_hash_table_add(seen, (gpointer)schema->classes[i]->slots[k]->name))
                g_ptr_array_add(slots, (gpointer)schema->classes[i]->slots[k]);
    g_ptr_array_sort(slots, compare_slots);
    for (guint i = 0; i < slots->len; i++) {
        const Slot *slot = slots->pdata[i];
        g_autofree char *owners = list_owners(schema, slot->name);
        put_slot(listing, slot, owners);
    }
}

int command_slots(const Command *command, Options *options)
{
    (void)command;
    Listing listing;
    int status;
    if (!listing_begin(&listing, options, 4, &status))
        return status;
    const Class *class;
    if (!command_find_class(listing.schema, command_argument(options), &class)) {
        listing_clear(&listing);
        return EXIT_USAGE;
    }
    if (class != NULL)
        put_slots_of(&listing, class);
    else
        put_all_slots(&listing);
    return listing_end(&listing);
}

/* --- events --- */

static void put_event(Listing *listing, const EnumValue *event)
{
    begin_row(listing);
    put(listing, "name", event->name);
    put(listing, "after", event->after != NULL ? event->after->name : "");
    put(listing, "ends", event->ends ? "ends" : "");
    put_meaning(listing, &event->title, &event->description, "");
    end_row(listing);
}

/* What milestones are of; NULL: the schema has no such enum. */
static const Enum *find_events(const Schema *schema)
{
    const Class *milestone = schema->known[CLASS_MILESTONE];
    const Slot *event = milestone != NULL ? class_find_known(milestone, SLOT_EVENT) : NULL;
    return event != NULL ? event->range_enum : NULL;
}

int command_events(const Command *command, Options *options)
{
    (void)command;
    Listing listing;
    int status;
    if (!listing_begin(&listing, options, 4, &status))
        return status;
    const Enum *events = find_events(listing.schema);
    for (size_t i = 0; events != NULL && i < events->value_count; i++)
        put_event(&listing, &events->values[i]);
    return listing_end(&listing);
}

/* --- units --- */

static void put_unit(Listing *listing, const UnitListing *unit)
{
    begin_row(listing);
    put(listing, "symbol", unit->symbol);
    put(listing, "kind", unit->kind);
    put(listing, "definition", unit->definition);
    put(listing, "others", unit->others);
    end_row(listing);
}

int command_units(const Command *command, Options *options)
{
    (void)command;
    Listing listing;
    int status;
    if (!listing_begin(&listing, options, 4, &status))
        return status;
    const GArray *units = units_list(listing.schema->units);
    for (guint i = 0; i < units->len; i++)
        put_unit(&listing, &g_array_index(units, UnitListing, i));
    return listing_end(&listing);
}
