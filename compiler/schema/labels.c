/*
 * i18n/<language>.yaml speaks of elements that the schema has, and in fields that are read: a label
 * for a name that is misspelt would be missed by nobody.
 */
#include "schema/build.h"

#include "base/text.h"

#include <string.h>

static const char *const element_fields[] = {"title", "plural", "description"};

static bool is_field(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(element_fields); i++)
        if (strcmp(element_fields[i], name) == 0)
            return true;
    return false;
}

/* `among` has the misspelt key; what it has already is not meant once more. */
static void hint_nearest(Diagnostic *d, const Nearest *nearest, const Node *among)
{
    if (nearest->best != NULL && node_find(among, nearest->best) != NULL)
        diag_hint(d, "'%s' has labels already, above or below", nearest->best);
    else if (nearest->best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest->best);
}

static void report_form(Builder *builder, const Node *node, const char *wanted)
{
    if (node->kind != NODE_DAMAGED)
        diag_report(builder->diags, DIAG_KB_CONFIG, node_whole_span(node), "'%s' must be %s",
                    node->key->text, wanted);
}

/* A key that is no field, nor (of an enum) a value. */
static void report_field(Builder *builder, const Node *among, const Node *node,
                         const Enum *enumeration)
{
    const char *name = node->key->text;
    Nearest nearest;
    nearest_init_within(&nearest, name, &builder->near_budget);
    for (size_t i = 0; i < G_N_ELEMENTS(element_fields); i++)
        nearest_offer(&nearest, element_fields[i]);
    for (size_t i = 0; enumeration != NULL && i < enumeration->value_count; i++)
        nearest_offer(&nearest, enumeration->values[i].name);
    Diagnostic *d =
        enumeration != NULL
            ? diag_report(builder->diags, DIAG_KB_CONFIG, node->key->span,
                          "enum '%s' has no value '%s'", enumeration->name, name)
            : diag_report(builder->diags, DIAG_KB_CONFIG, node->key->span,
                          "'%s' is no label; there are title, plural and description", name);
    hint_nearest(d, &nearest, among);
}

static void check_fields(Builder *builder, const Node *node, const Enum *enumeration)
{
    if (node->kind == NODE_SCALAR)
        return;
    if (node->kind != NODE_MAPPING) {
        report_form(builder, node, "a title, or a mapping of title, plural and description");
        return;
    }
    for (const Node *field = node->first; field != NULL; field = field->next) {
        if (is_field(field->key->text)) {
            if (field->kind != NODE_SCALAR)
                report_form(builder, field, "text");
        } else if (enumeration != NULL && enumeration->is_numbered &&
                   strcmp(field->key->text, "numbered") == 0) {
            if (field->kind != NODE_SCALAR)
                report_form(builder, field, "text");
        } else if (enumeration != NULL && enum_find_value(enumeration, field->key->text) != NULL) {
            check_fields(builder, field, NULL);
        } else {
            report_field(builder, node, field, enumeration);
        }
    }
}

/* What a section of the file may speak of. */
typedef struct LabelSection {
    const char *name;
    const char *element; /* what one is called */
    bool has_values;
    GHashTable *names; /* set of const char * */
} LabelSection;

enum { LABEL_CLASSES, LABEL_SLOTS, LABEL_ENUMS, LABEL_SECTIONS };

static void add_names(LabelSection *sections, const Builder *builder)
{
    const Schema *schema = builder->schema;
    for (size_t i = 0; i < schema->enum_count; i++)
        g_hash_table_add(sections[LABEL_ENUMS].names, (gpointer)schema->enums[i]->name);
    for (guint i = 0; i < builder->slots.all->len; i++)
        g_hash_table_add(sections[LABEL_SLOTS].names,
                         (gpointer)((const Element *)builder->slots.all->pdata[i])->name);
    for (size_t i = 0; i < schema->class_count; i++) {
        const Class *class = schema->classes[i];
        g_hash_table_add(sections[LABEL_CLASSES].names, (gpointer) class->name);
        for (size_t j = 0; j < class->slot_count; j++) /* its attributes, too */
            g_hash_table_add(sections[LABEL_SLOTS].names, (gpointer) class->slots[j]->name);
    }
}

static void report_name(Builder *builder, const LabelSection *section, const Node *among,
                        const Node *node)
{
    Nearest nearest;
    GHashTableIter iter;
    gpointer name;
    nearest_init_within(&nearest, node->key->text, &builder->near_budget);
    g_hash_table_iter_init(&iter, section->names);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        nearest_offer(&nearest, name); /* in any order: ties go by name */
    hint_nearest(diag_report(builder->diags, DIAG_KB_CONFIG, node->key->span,
                             "the schema has no %s '%s'", section->element, node->key->text),
                 &nearest, among);
}

static void check_section(Builder *builder, const LabelSection *section, const Node *node)
{
    if (node->kind != NODE_MAPPING) {
        report_form(builder, node, "a mapping of names to labels");
        return;
    }
    for (const Node *label = node->first; label != NULL; label = label->next) {
        const char *name = label->key->text;
        if (!g_hash_table_contains(section->names, name))
            report_name(builder, section, node, label);
        else
            check_fields(builder, label,
                         section->has_values ? schema_find_enum(builder->schema, name) : NULL);
    }
}

static void check_file(Builder *builder, const LabelSection *sections, const Node *root)
{
    for (const Node *node = root->first; node != NULL; node = node->next) {
        const LabelSection *section = sections;
        while (section < sections + LABEL_SECTIONS && strcmp(section->name, node->key->text) != 0)
            section++;
        if (section < sections + LABEL_SECTIONS)
            check_section(builder, section, node);
        else
            diag_report(builder->diags, DIAG_KB_CONFIG, node->key->span,
                        "labels are of classes, slots and enums; there are none of '%s'",
                        node->key->text);
    }
}

void builder_check_labels(Builder *builder)
{
    LabelSection sections[LABEL_SECTIONS] = {
        [LABEL_CLASSES] = {.name = "classes", .element = "class"},
        [LABEL_SLOTS] = {.name = "slots", .element = "slot"},
        [LABEL_ENUMS] = {.name = "enums", .element = "enum", .has_values = true},
    };
    for (size_t i = 0; i < LABEL_SECTIONS; i++)
        sections[i].names = g_hash_table_new(g_str_hash, g_str_equal);
    add_names(sections, builder);
    for (size_t i = 0; i < builder->input->language_count; i++) {
        const Tree *labels = builder->input->labels[i];
        if (labels != NULL && labels->first != NULL && labels->first->kind == NODE_MAPPING)
            check_file(builder, sections, labels->first);
    }
    for (size_t i = 0; i < LABEL_SECTIONS; i++)
        g_hash_table_unref(sections[i].names);
}
