/*
 * build.h - the work table of schema_load(). Only schema/ includes this.
 *
 * Loading goes in three steps: every file's elements are collected by name (load.c), their keywords
 * are checked (keywords.c), then enums, slots and classes are built from them (build_*.c).
 */
#pragma once

#include "schema/expression.h"
#include "schema/load.h"

/* A named element of the schema: one definition, or several that extend each other. */
typedef struct Element {
    const char *name;
    GPtrArray *definitions; /* of const Node: mappings (or empty scalars), in load order */
    const char *default_range;
    Class *class; /* being built; classes only */
    int state;    /* 0: not begun; 1: being resolved; 2: resolved */
} Element;

/* Elements of one section, by name and in load order. */
typedef struct Section {
    GHashTable *by_name; /* name -> Element */
    GPtrArray *all;
} Section;

typedef struct Builder {
    const SchemaInput *input;
    Schema *schema;
    Arena *arena;
    Diagnostics *diags;
    GHashTable
        *reported; /* set of Node: definitions that were complained of, once for all classes */
    Section types;
    Section enums;
    Section slots;
    Section classes;
    size_t near_budget;                         /* for nearest_init_within() */
    const Tree *embedded_labels[LANGUAGES_MAX]; /* by language; NULL where there are none */
} Builder;

/* keywords.c */
typedef enum ElementKind {
    ELEMENT_SCHEMA,
    ELEMENT_TYPE,
    ELEMENT_ENUM,
    ELEMENT_VALUE,
    ELEMENT_CLASS,
    ELEMENT_UNIQUE_KEY,
    ELEMENT_SLOT,
    ELEMENT_UNIT,
} ElementKind;

/* Reports keys that the element must not have and values of the wrong form. */
void keywords_check(Diagnostics *diags, ElementKind kind, const Node *definition);

/* Read a keyword of a definition that was checked: what is absent or malformed is the default. */
const char *definition_text(const Node *definition, const char *keyword);
bool definition_bool(const Node *definition, const char *keyword, bool otherwise);
bool definition_has(const Node *definition, const char *keyword);

/* load.c */

/* True the first time: several classes look at one definition of a slot. */
bool builder_first_report(Builder *builder, const void *node);

Element *section_find(const Section *section, const char *name);

/* The element's last definition that has the keyword, or NULL. */
const Node *element_find(const Element *element, const char *keyword);

/* Returns the texts of a list (NULL: none), with a NULL at their end; NULL: there are none. */
const char *const *builder_texts(Builder *builder, const Node *list);

/* Where i18n/<language>.yaml speaks of an element. */
typedef struct LabelPath {
    const char *section; /* "classes", "slots", "enums" */
    const char *name;
    const char *value; /* of an enum; NULL: the element itself */
} LabelPath;

/* Fills a title from i18n, else `title`, else the name with spaces. */
void builder_label(Builder *builder, Localised *label, LabelPath path, const char *title);

/* Fills what several are called from i18n; `plural` (NULL: none) is for languages that have no
 * title of their own there, `title` for the others. */
void builder_label_plural(Builder *builder, Localised *label, LabelPath path, const char *plural,
                          const Localised *title);

/* Fills a description from i18n; `text` (NULL: none) stands for English, and for the first language
 * if that has no title of its own there. Other languages may be left without one; then it is what
 * description_text() returns. */
void builder_describe(Builder *builder, Localised *description, LabelPath path, const char *text);

/* Copies the annotations of all definitions; later ones win. */
void builder_annotations(Builder *builder, const Element *element, Annotation **annotations,
                         size_t *count);
void builder_node_annotations(Builder *builder, const Node *definition, Annotation **annotations,
                              size_t *count);

/* build_enums.c, build_slots.c, build_classes.c */
void builder_build_enums(Builder *builder);

/* Returns the slot `name` as the classes that use it see it: the global definition with the given
 * further definitions (attributes, slot_usage) laid over it in order. */
Slot *builder_build_slot(Builder *builder, const char *name, const GPtrArray *overlays, Span used);

void builder_build_classes(Builder *builder);

/* labels.c: reports what the knowledge base's own i18n/ says of nothing that the schema has. */
void builder_check_labels(Builder *builder);

/* build_columns.c: fills a class's columns, once it has its slots; a name of none is reported. */
void builder_read_columns(Builder *builder, Class *class, const Element *element);

/* build_expressions.c */

/* Parses an expression (NULL: there is none). Returns NULL if it is none (reported once). */
const Expression *builder_parse_expression(Builder *builder, const Node *node,
                                           ExpressionGrammar grammar);

/* Appends what an annotation (NULL: there is none) says of a slot: expressions with `;` between
 * (SlotBound). What is none is reported once. */
void builder_parse_bounds(Builder *builder, const Node *node, BoundKind kind, GArray *bounds);

/* Checks the expressions and bounds of a class's slots against its other slots, and drops what is
 * wrong. */
void builder_check_expressions(Builder *builder, const Class *class);

/* Reads how a permissible value of `of` follows from others (annotation `expression`) and which
 * slots it stands for (annotation `scales`). */
void builder_read_rules(Builder *builder, const Enum *of, EnumValue *value, const Node *node);

/* known.c: sets Schema.known, and says which features a schema of one's own does without. */
void builder_find_known_classes(Builder *builder);
void builder_report_features(Builder *builder, const SourceFile *file);
