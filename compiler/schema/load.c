#include "schema/load.h"

#include "base/resource.h"
#include "base/text.h"
#include "schema/build.h"

#include <string.h>

/* Names that the compiler brings: `dieline:default` is the default schema, the others only define
 * types that it knows by name. */
static const char *const known_imports[] = {"linkml:types", "dieline:types"};

static void section_init(Section *section)
{
    section->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    section->all = g_ptr_array_new();
}

static void section_clear(Section *section)
{
    for (guint i = 0; i < section->all->len; i++)
        g_ptr_array_unref(((Element *)section->all->pdata[i])->definitions);
    g_hash_table_unref(section->by_name);
    g_ptr_array_unref(section->all);
}

Element *section_find(const Section *section, const char *name)
{
    return g_hash_table_lookup(section->by_name, name);
}

const Node *element_find(const Element *element, const char *keyword)
{
    for (guint i = element->definitions->len; i-- > 0;) {
        const Node *value = node_find(element->definitions->pdata[i], keyword);
        if (value != NULL)
            return value;
    }
    return NULL;
}

bool builder_first_report(Builder *builder, const void *node)
{
    return g_hash_table_add(builder->reported, (gpointer)node);
}

static void builder_collect(Builder *builder, Section *section, const Node *schema,
                            const char *keyword)
{
    const Node *definitions = node_find(schema, keyword);
    if (definitions == NULL || definitions->kind != NODE_MAPPING)
        return;
    const char *default_range = definition_text(schema, "default_range");
    for (const Node *node = definitions->first; node != NULL; node = node->next) {
        Element *element = section_find(section, node->key->text);
        if (element == NULL) {
            element = arena_new0(builder->arena, Element, 1);
            element->name = node->key->text;
            element->definitions = g_ptr_array_new();
            element->default_range = default_range != NULL ? default_range : "string";
            g_hash_table_insert(section->by_name, (gpointer)element->name, element);
            g_ptr_array_add(section->all, element);
        }
        g_ptr_array_add(element->definitions, (gpointer)node);
    }
}

static void builder_add_document(Builder *builder, const Node *schema)
{
    if (schema->kind == NODE_DAMAGED)
        return;
    keywords_check(builder->diags, ELEMENT_SCHEMA, schema);
    builder_collect(builder, &builder->types, schema, "types");
    builder_collect(builder, &builder->enums, schema, "enums");
    builder_collect(builder, &builder->slots, schema, "slots");
    builder_collect(builder, &builder->classes, schema, "classes");
}

static bool is_known_import(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(known_imports); i++)
        if (strcmp(known_imports[i], name) == 0)
            return true;
    return false;
}

static const Tree *parse_resource(Builder *builder, const char *name)
{
    g_autofree char *path = g_strconcat("schema/", name, ".yaml", NULL);
    g_autoptr(GBytes) bytes = resource_find(path);
    if (bytes == NULL)
        return NULL;
    SourceFile *file = arena_new0(builder->arena, SourceFile, 1);
    file->path = arena_printf(builder->arena, "dieline:schema/%s.yaml", name);
    file->relative = file->path;
    file->length = g_bytes_get_size(bytes);
    file->bytes = arena_strndup(builder->arena, g_bytes_get_data(bytes, NULL), file->length);
    return tree_parse(file, builder->arena, builder->diags);
}

/* Loads an embedded file and what it imports. The embedded files do not import in a circle. */
static void builder_add_embedded(Builder *builder, const char *name, GHashTable *loaded)
{
    if (!g_hash_table_add(loaded, g_strdup(name)))
        return;
    const Tree *tree = parse_resource(builder, name);
    g_assert(tree != NULL && tree->first != NULL); /* we ship it */
    const Node *imports = node_find(tree->first, "imports");
    for (const Node *item = imports != NULL ? imports->first : NULL; item; item = item->next)
        if (g_str_has_prefix(item->text, "./"))
            builder_add_embedded(builder, item->text + strlen("./"), loaded);
    builder_add_document(builder, tree->first);
}

static bool input_has_file(const SchemaInput *input, const char *name)
{
    for (size_t i = 0; i < input->file_count; i++) {
        g_autofree char *stem = g_path_get_basename(input->files[i]->file->relative);
        char *dot = strrchr(stem, '.');
        if (dot != NULL && (size_t)(dot - stem) == strlen(name) && g_str_has_prefix(stem, name))
            return true;
    }
    return false;
}

/* All files of kb/schema/ are loaded anyway: imports only have to name things that exist. Returns
 * whether the default schema is asked for. */
static bool builder_check_imports(Builder *builder, const Node *schema)
{
    bool wants_default = false;
    const Node *imports = node_find(schema, "imports");
    for (const Node *item = imports != NULL ? imports->first : NULL; item; item = item->next) {
        if (item->kind != NODE_SCALAR || is_known_import(item->text))
            continue;
        const char *name = g_str_has_prefix(item->text, "./") ? item->text + 2 : item->text;
        if (strcmp(item->text, "dieline:default") == 0) {
            wants_default = true;
        } else if (!input_has_file(builder->input, name)) {
            Diagnostic *d = diag_report(builder->diags, DIAG_SCHEMA_UNKNOWN_RANGE, item->span,
                                        "no schema file '%s'", item->text);
            diag_hint(d, "there are linkml:types, dieline:types, dieline:default, and the files in "
                         "schema/ without '.yaml'");
        }
    }
    return wants_default;
}

static void builder_add_files(Builder *builder)
{
    const SchemaInput *input = builder->input;
    bool wants_default = input->file_count == 0;
    for (size_t i = 0; i < input->file_count; i++)
        for (const Node *node = input->files[i]->first; node != NULL; node = node->next)
            wants_default |= builder_check_imports(builder, node);
    if (wants_default) {
        g_autoptr(GHashTable) loaded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        builder_add_embedded(builder, "dieline", loaded);
    }
    for (size_t i = 0; i < input->file_count; i++)
        for (const Node *node = input->files[i]->first; node != NULL; node = node->next)
            builder_add_document(builder, node);
}

/* What i18n/<language>.yaml says of an element: its title in plain text, or a mapping of fields
 * (title, plural, description). Of an enum, these stand among its values. NULL: nothing. */
static const char *find_field(const Tree *labels, const LabelPath *path, const char *field)
{
    if (labels == NULL || labels->first == NULL)
        return NULL;
    const Node *node = node_find(labels->first, path->section);
    if (node != NULL)
        node = node_find(node, path->name);
    if (node != NULL && path->value != NULL)
        node = node_find(node, path->value);
    if (node != NULL && node->kind == NODE_MAPPING)
        node = node_find(node, field);
    else if (strcmp(field, "title") != 0)
        return NULL;
    return node != NULL && node->kind == NODE_SCALAR && node->length > 0 ? node->text : NULL;
}

/* The same from the knowledge base's own file, else from ours. */
static const char *find_label(const Builder *builder, size_t language, const LabelPath *path,
                              const char *field)
{
    const char *own = find_field(builder->input->labels[language], path, field);
    return own != NULL ? own : find_field(builder->embedded_labels[language], path, field);
}

void builder_label(Builder *builder, Localised *label, LabelPath path, const char *title)
{
    if (title == NULL) {
        char *words = arena_strdup(builder->arena, path.value != NULL ? path.value : path.name);
        g_strdelimit(words, "_", ' ');
        title = words;
    }
    for (size_t i = 0; i < builder->input->language_count; i++) {
        const char *own = find_label(builder, i, &path, "title");
        label->texts[i] = arena_strdup(builder->arena, own != NULL ? own : title);
    }
}

void builder_label_plural(Builder *builder, Localised *label, LabelPath path, const char *plural,
                          const Localised *title)
{
    for (size_t i = 0; i < builder->input->language_count; i++) {
        const char *own = find_label(builder, i, &path, "plural");
        if (own == NULL && find_label(builder, i, &path, "title") == NULL)
            own = plural;
        label->texts[i] = own != NULL ? arena_strdup(builder->arena, own) : title->texts[i];
    }
}

/* May the schema's text stand for the language? It may for English; and for the first language if
 * that has no label for the element: then the schema itself is taken to be in that language. */
static bool speaks(const Builder *builder, size_t language, const LabelPath *path)
{
    return strcmp(builder->input->languages[language], "en") == 0 ||
           (language == 0 && find_label(builder, language, path, "title") == NULL);
}

void builder_describe(Builder *builder, Localised *description, LabelPath path, const char *text)
{
    const size_t count = builder->input->language_count;
    for (size_t i = 0; i < count; i++) {
        const char *own = find_label(builder, i, &path, "description");
        if (own != NULL)
            description->texts[i] = arena_strdup(builder->arena, own);
        else if (speaks(builder, i, &path))
            description->texts[i] = text;
    }
    if (description->texts[0] == NULL)
        description->texts[count < LANGUAGES_MAX ? LANGUAGES_MAX - 1 : 0] = text;
}

void builder_node_annotations(Builder *builder, const Node *definition, Annotation **annotations,
                              size_t *count)
{
    const Node *list = node_find(definition, "annotations");
    if (list == NULL || list->kind != NODE_MAPPING)
        return;
    Annotation *all = arena_new0(builder->arena, Annotation, *count + list->count);
    for (size_t i = 0; i < *count; i++)
        all[list->count + i] = (*annotations)[i];
    size_t n = 0;
    for (const Node *node = list->first; node != NULL; node = node->next)
        all[n++] = (Annotation){node->key->text, node->kind == NODE_SCALAR ? node->text : ""};
    *annotations = all;
    *count += list->count;
}

const char *const *builder_texts(Builder *builder, const Node *list)
{
    if (list == NULL || list->kind != NODE_SEQUENCE || list->count == 0)
        return NULL;
    const char **texts = arena_new0(builder->arena, const char *, list->count + 1);
    size_t count = 0;
    for (const Node *node = list->first; node != NULL; node = node->next)
        if (node->kind == NODE_SCALAR)
            texts[count++] = node->text;
    return texts;
}

void builder_annotations(Builder *builder, const Element *element, Annotation **annotations,
                         size_t *count)
{
    for (guint i = 0; i < element->definitions->len; i++)
        builder_node_annotations(builder, element->definitions->pdata[i], annotations, count);
}

/* Our labels in a language, or NULL. "zh-Hans" speaks "zh". */
static const Tree *load_labels(Builder *builder, const char *language)
{
    g_autofree char *primary = g_strndup(language, strcspn(language, "-"));
    g_autofree char *name = g_strconcat("i18n/", language, NULL);
    g_autofree char *primary_name = g_strconcat("i18n/", primary, NULL);
    const Tree *labels = parse_resource(builder, name);
    return labels != NULL ? labels : parse_resource(builder, primary_name);
}

static void builder_load_labels(Builder *builder)
{
    for (size_t i = 0; i < builder->input->language_count; i++)
        builder->embedded_labels[i] = load_labels(builder, builder->input->languages[i]);
}

static bool files_have_errors(const Builder *builder)
{
    for (size_t i = 0; i < builder->input->file_count; i++)
        if (diagnostics_file_has_errors(builder->diags, builder->input->files[i]->file))
            return true;
    return false;
}

Schema *schema_load(const SchemaInput *input, Diagnostics *diags)
{
    Arena *arena = arena_new();
    Schema *schema = arena_new0(arena, Schema, 1);
    schema->arena = arena;
    schema->units = input->units;
    schema->classes_by_name = g_hash_table_new(g_str_hash, g_str_equal);
    schema->classes_by_folder = g_hash_table_new(g_str_hash, g_str_equal);
    schema->enums_by_name = g_hash_table_new(g_str_hash, g_str_equal);
    schema->patterns = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);

    Builder builder = {.input = input,
                       .schema = schema,
                       .arena = arena,
                       .diags = diags,
                       .near_budget = NEAREST_BUDGET};
    Section *const sections[] = {&builder.types, &builder.enums, &builder.slots, &builder.classes};
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
        section_init(sections[i]);
    builder.reported = g_hash_table_new(NULL, NULL);
    builder_load_labels(&builder);
    builder_add_files(&builder);
    builder_build_enums(&builder);
    builder_build_classes(&builder);
    builder_check_labels(&builder);
    if (input->file_count > 0 && !files_have_errors(&builder))
        builder_report_features(&builder, input->files[0]->file);
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
        section_clear(sections[i]);
    g_hash_table_unref(builder.reported);
    return schema;
}
