#include "schema/build.h"

#include "base/text.h"

#include <string.h>

/* All values of all definitions; a later definition of a value replaces the earlier one. */
static GPtrArray *collect_values(const Element *element)
{
    GPtrArray *values = g_ptr_array_new();
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal); /* plus 1 */
    for (guint i = 0; i < element->definitions->len; i++) {
        const Node *list = node_find(element->definitions->pdata[i], "permissible_values");
        if (list == NULL || list->kind != NODE_MAPPING)
            continue;
        for (Node *node = list->first; node != NULL; node = node->next) {
            const guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, node->key->text));
            if (place > 0) {
                values->pdata[place - 1] = node;
                continue;
            }
            g_ptr_array_add(values, node);
            g_hash_table_insert(places, (gpointer)node->key->text, GUINT_TO_POINTER(values->len));
        }
    }
    return values;
}

static void build_value(Builder *builder, const Enum *of, EnumValue *value, const Node *node)
{
    value->name = node->key->text;
    value->of = of;
    const LabelPath path = {"enums", of->name, value->name};
    builder_label(builder, &value->title, path, definition_text(node, "title"));
    builder_describe(builder, &value->description, path, definition_text(node, "description"));
    builder_node_annotations(builder, node, &value->annotations, &value->annotation_count);
    const char *ends = annotation_find(value->annotations, value->annotation_count, "ends");
    value->ends = g_strcmp0(ends, "true") == 0;
    value->aliases = builder_texts(builder, node_find(node, "aliases"));
    const char *rank = of->is_numbered ? definition_text(node, "rank") : NULL;
    if (rank != NULL)
        value->index = (unsigned)g_ascii_strtoull(rank, NULL, 10);
}

/* The annotation `numbered` is the title of a number that no value has for its rank. */
static void build_numbered(Builder *builder, Enum *of, const Element *element)
{
    Annotation *annotations = NULL;
    size_t count = 0;
    builder_annotations(builder, element, &annotations, &count);
    const char *title = annotation_find(annotations, count, "numbered");
    of->is_numbered = title != NULL;
    if (title != NULL)
        builder_label(builder, &of->numbered, (LabelPath){"enums", of->name, "numbered"}, title);
}

static void resolve_after(Builder *builder, const Enum *of, EnumValue *value, const Node *node)
{
    const char *name = annotation_find(value->annotations, value->annotation_count, "after");
    if (name == NULL)
        return;
    value->after = enum_find_value(of, name);
    if (value->after != NULL)
        return;
    diag_report(builder->diags, DIAG_SCHEMA_UNKNOWN_RANGE, node_whole_span(node),
                "'%s' comes after '%s', which is no value of %s", value->name, name, of->name);
}

/* `after` makes chains; a chain longer than the enum has a circle. */
static void check_after(Builder *builder, const Enum *of, EnumValue *value, const Node *node)
{
    size_t steps = 0;
    for (const EnumValue *at = value->after; at != NULL && steps <= of->value_count; at = at->after)
        steps++;
    if (steps <= of->value_count)
        return;
    diag_report(builder->diags, DIAG_SCHEMA_CYCLE, node->key->span,
                "'%s' comes after itself, by way of '%s'", value->name, value->after->name);
}

static int compare_enums(const void *a, const void *b)
{
    return strcmp((*(Enum *const *)a)->name, (*(Enum *const *)b)->name);
}

static Enum *build_enum(Builder *builder, const Element *element)
{
    Enum *of = arena_new0(builder->arena, Enum, 1);
    const Node *title = element_find(element, "title");
    const Node *description = element_find(element, "description");
    of->name = element->name;
    of->span = ((const Node *)element->definitions->pdata[0])->key->span;
    const LabelPath path = {"enums", of->name, NULL};
    builder_label(builder, &of->title, path, title != NULL ? title->text : of->name);
    builder_describe(builder, &of->description, path,
                     description != NULL ? description->text : NULL);

    build_numbered(builder, of, element);

    g_autoptr(GPtrArray) values = collect_values(element);
    of->values = arena_new0(builder->arena, EnumValue, values->len);
    of->value_count = values->len;
    of->values_by_name = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < values->len; i++) {
        of->values[i].index = i;
        build_value(builder, of, &of->values[i], values->pdata[i]);
        g_hash_table_insert(of->values_by_name, (gpointer)of->values[i].name, &of->values[i]);
    }
    for (guint i = 0; i < values->len; i++)
        resolve_after(builder, of, &of->values[i], values->pdata[i]);
    for (guint i = 0; i < values->len; i++)
        builder_read_rules(builder, of, &of->values[i], values->pdata[i]);
    for (guint i = 0; i < values->len; i++)
        check_after(builder, of, &of->values[i], values->pdata[i]);
    return of;
}

void builder_build_enums(Builder *builder)
{
    Schema *schema = builder->schema;
    schema->enum_count = builder->enums.all->len;
    schema->enums = arena_new0(builder->arena, Enum *, schema->enum_count);
    for (size_t i = 0; i < schema->enum_count; i++) {
        schema->enums[i] = build_enum(builder, builder->enums.all->pdata[i]);
        g_hash_table_insert(schema->enums_by_name, (gpointer)schema->enums[i]->name,
                            schema->enums[i]);
    }
    qsort(schema->enums, schema->enum_count, sizeof(Enum *), compare_enums);
}
