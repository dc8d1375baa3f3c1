/*
 * What a diagram's `select` says: which entries it shows.
 */
#include "decode/diagrams.h"

#include "base/text.h"
#include "decode/keys.h"

#include <string.h>

static void add_class(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const Schema *schema = decoder->kb->schema;
    const Class *class = node->kind == NODE_SCALAR ? schema_find_class(schema, node->text) : NULL;
    if (class != NULL) {
        diagram->classes[diagram->class_count++] = class;
        return;
    }
    if (node->kind != NODE_SCALAR) {
        if (node->kind != NODE_DAMAGED)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node_whole_span(node),
                        "'class' must be a class or a list of classes");
        return;
    }
    Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, node->span,
                                "the schema has no class '%s'", node->text);
    Nearest nearest;
    nearest_init_within(&nearest, node->text, &decoder->near_budget);
    for (size_t i = 0; i < schema->class_count; i++)
        nearest_offer(&nearest, schema->classes[i]->name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

static bool has_value(const Schema *schema, const char *slot, const char *value, Arena *arena)
{
    for (size_t i = 0; i < schema->class_count; i++) {
        const Slot *of = class_find_slot(schema->classes[i], slot);
        if (of != NULL && (of->range != RANGE_ENUM || enum_find_value(of->range_enum, value) ||
                           enum_make_numbered(of->range_enum, value, arena) != NULL))
            return true;
    }
    return false;
}

/* A value that no entry can have selects nothing. */
static void check_value(Decoder *decoder, const Node *item)
{
    const char *slot = item->key->text;
    if (has_value(decoder->kb->schema, slot, item->text, decoder->arena))
        return;
    const Enum *of = diagram_find_slot(decoder->kb->schema, slot)->range_enum;
    Diagnostic *d =
        diag_report(decoder->diags, DIAG_KB_CONFIG, item->span,
                    "nothing can meet this: '%s' is no value of %s", item->text, of->name);
    const EnumValue *same = enum_find_alias(of, item->text);
    Nearest nearest;
    nearest_init_within(&nearest, item->text, &decoder->near_budget);
    for (size_t i = 0; i < of->value_count; i++)
        nearest_offer(&nearest, of->values[i].name);
    if (same != NULL || nearest.best != NULL)
        decode_hint_name(d, item->span, same != NULL ? same->name : nearest.best);
}

static void read_where(Decoder *decoder, const Node *node, Diagram *diagram)
{
    if (node->kind != NODE_MAPPING) {
        diagram_report(decoder, node, "a mapping of slots to values");
        return;
    }
    diagram->where = arena_new0(decoder->arena, Where, node->count);
    for (const Node *item = node->first; item != NULL; item = item->next) {
        const char *value = diagram_text(decoder, item, "one value");
        if (value == NULL || !diagram_check_slot(decoder, item->key->text, item->key->span))
            continue;
        check_value(decoder, item);
        diagram->where[diagram->where_count++] = (Where){item->key->text, value};
    }
}

static void read_ids(Decoder *decoder, const Node *node, Diagram *diagram)
{
    diagram->has_ids = true;
    diagram->ids = arena_new0(decoder->arena, EntryName, node->count + 1);
    for (const Node *item = diagram_first_item(node); item != NULL;
         item = diagram_next_item(node, item))
        if (item->kind == NODE_SCALAR && item->length > 0)
            diagram->ids[diagram->id_count++] = (EntryName){.id = item->text, .span = item->span};
        else if (item->kind != NODE_DAMAGED)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node_whole_span(item),
                        "'ids' must be a list of ids");
}

/* Whether it is a statement, and what of, comes out when it runs: query/ does that. */
static void read_sql(Decoder *decoder, const Node *node, Diagram *diagram)
{
    if (diagram_text(decoder, node, "a SELECT of ids") != NULL)
        diagram->sql = node;
}

static void check_selection(Decoder *decoder, const Node *node)
{
    const Node *sql = node_find(node, "sql");
    if (sql == NULL || node_find(node, "ids") == NULL)
        return;
    Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, sql->key->span,
                                "a selection has 'ids' or 'sql', not both");
    diag_hint(d, "the statement can name ids: WHERE id IN ('a', 'b')");
}

static void read_classes(Decoder *decoder, const Node *node, Diagram *diagram)
{
    diagram->classes = arena_new0(decoder->arena, const Class *, node->count + 1);
    for (const Node *name = diagram_first_item(node); name != NULL;
         name = diagram_next_item(node, name))
        add_class(decoder, name, diagram);
}

static const struct {
    Key key;
    void (*read)(Decoder *decoder, const Node *node, Diagram *diagram);
} selection_keys[] = {
    {{"class", "a class, or a list", "Entries of these classes.", false}, read_classes},
    {{"where", "a mapping of slots to values", "Entries that have all of these.", false},
     read_where},
    {{"ids", "a list of ids", "Entries that are called so.", false}, read_ids},
    {{"sql", "a SELECT of ids", "Entries in the answer. Not beside `ids`.", false}, read_sql},
};

const Key *selection_key_at(size_t index)
{
    return index < G_N_ELEMENTS(selection_keys) ? &selection_keys[index].key : NULL;
}

static void read_key(Decoder *decoder, const Node *item, Diagram *diagram)
{
    for (size_t i = 0; i < G_N_ELEMENTS(selection_keys); i++)
        if (strcmp(item->key->text, selection_keys[i].key.name) == 0) {
            selection_keys[i].read(decoder, item, diagram);
            return;
        }
    const char *names[G_N_ELEMENTS(selection_keys)];
    for (size_t i = 0; i < G_N_ELEMENTS(selection_keys); i++)
        names[i] = selection_keys[i].key.name;
    diagram_report_name(decoder, item->key, "part of a selection", names, G_N_ELEMENTS(names));
}

void selection_decode(Decoder *decoder, const Node *node, Diagram *diagram)
{
    if (node->kind != NODE_MAPPING) {
        diagram_report(decoder, node, "a mapping with class, where, ids and sql");
        return;
    }
    check_selection(decoder, node);
    for (const Node *item = node->first; item != NULL; item = item->next)
        read_key(decoder, item, diagram);
}
