/*
 * The subset of LinkML that is understood: one table row a keyword.
 */
#include "schema/build.h"

#include "base/text.h"

#include <string.h>

typedef enum Form {
    FORM_TEXT,    /* a scalar */
    FORM_BOOLEAN, /* true or false */
    FORM_NUMBER,
    FORM_TEXTS,    /* a list of scalars */
    FORM_MAPPING,  /* a mapping with names of the user's own */
    FORM_ELEMENTS, /* a mapping of names to definitions (a mapping, or nothing) */
} Form;

typedef struct Keyword {
    ElementKind of;
    const char *name;
    Form form;
    ElementKind element; /* FORM_ELEMENTS: what the definitions define */
} Keyword;

static const Keyword keywords[] = {
    {ELEMENT_SCHEMA, "id", FORM_TEXT, 0},
    {ELEMENT_SCHEMA, "name", FORM_TEXT, 0},
    {ELEMENT_SCHEMA, "title", FORM_TEXT, 0},
    {ELEMENT_SCHEMA, "description", FORM_TEXT, 0},
    {ELEMENT_SCHEMA, "license", FORM_TEXT, 0},
    {ELEMENT_SCHEMA, "version", FORM_TEXT, 0},
    {ELEMENT_SCHEMA, "prefixes", FORM_MAPPING, 0},
    {ELEMENT_SCHEMA, "default_prefix", FORM_TEXT, 0},
    {ELEMENT_SCHEMA, "imports", FORM_TEXTS, 0},
    {ELEMENT_SCHEMA, "default_range", FORM_TEXT, 0},
    {ELEMENT_SCHEMA, "types", FORM_ELEMENTS, ELEMENT_TYPE},
    {ELEMENT_SCHEMA, "enums", FORM_ELEMENTS, ELEMENT_ENUM},
    {ELEMENT_SCHEMA, "classes", FORM_ELEMENTS, ELEMENT_CLASS},
    {ELEMENT_SCHEMA, "slots", FORM_ELEMENTS, ELEMENT_SLOT},

    {ELEMENT_TYPE, "typeof", FORM_TEXT, 0},
    {ELEMENT_TYPE, "uri", FORM_TEXT, 0},
    {ELEMENT_TYPE, "base", FORM_TEXT, 0},
    {ELEMENT_TYPE, "pattern", FORM_TEXT, 0},
    {ELEMENT_TYPE, "description", FORM_TEXT, 0},

    {ELEMENT_ENUM, "title", FORM_TEXT, 0},
    {ELEMENT_ENUM, "description", FORM_TEXT, 0},
    {ELEMENT_ENUM, "annotations", FORM_MAPPING, 0},
    {ELEMENT_ENUM, "permissible_values", FORM_ELEMENTS, ELEMENT_VALUE},

    {ELEMENT_VALUE, "title", FORM_TEXT, 0},
    {ELEMENT_VALUE, "description", FORM_TEXT, 0},
    {ELEMENT_VALUE, "aliases", FORM_TEXTS, 0},
    {ELEMENT_VALUE, "rank", FORM_NUMBER, 0},
    {ELEMENT_VALUE, "annotations", FORM_MAPPING, 0},

    {ELEMENT_CLASS, "is_a", FORM_TEXT, 0},
    {ELEMENT_CLASS, "mixins", FORM_TEXTS, 0},
    {ELEMENT_CLASS, "abstract", FORM_BOOLEAN, 0},
    {ELEMENT_CLASS, "title", FORM_TEXT, 0},
    {ELEMENT_CLASS, "description", FORM_TEXT, 0},
    {ELEMENT_CLASS, "slots", FORM_TEXTS, 0},
    {ELEMENT_CLASS, "attributes", FORM_ELEMENTS, ELEMENT_SLOT},
    {ELEMENT_CLASS, "slot_usage", FORM_ELEMENTS, ELEMENT_SLOT},
    {ELEMENT_CLASS, "unique_keys", FORM_ELEMENTS, ELEMENT_UNIQUE_KEY},
    {ELEMENT_CLASS, "annotations", FORM_MAPPING, 0},

    {ELEMENT_UNIQUE_KEY, "unique_key_slots", FORM_TEXTS, 0},
    {ELEMENT_UNIQUE_KEY, "description", FORM_TEXT, 0},

    {ELEMENT_SLOT, "range", FORM_TEXT, 0},
    {ELEMENT_SLOT, "required", FORM_BOOLEAN, 0},
    {ELEMENT_SLOT, "recommended", FORM_BOOLEAN, 0},
    {ELEMENT_SLOT, "multivalued", FORM_BOOLEAN, 0},
    {ELEMENT_SLOT, "inlined", FORM_BOOLEAN, 0},
    {ELEMENT_SLOT, "inlined_as_list", FORM_BOOLEAN, 0},
    {ELEMENT_SLOT, "identifier", FORM_BOOLEAN, 0},
    {ELEMENT_SLOT, "pattern", FORM_TEXT, 0},
    {ELEMENT_SLOT, "minimum_value", FORM_NUMBER, 0},
    {ELEMENT_SLOT, "maximum_value", FORM_NUMBER, 0},
    {ELEMENT_SLOT, "unit", FORM_MAPPING, 0},
    {ELEMENT_SLOT, "inverse", FORM_TEXT, 0},
    {ELEMENT_SLOT, "symmetric", FORM_BOOLEAN, 0},
    {ELEMENT_SLOT, "asymmetric", FORM_BOOLEAN, 0},
    {ELEMENT_SLOT, "transitive", FORM_BOOLEAN, 0},
    {ELEMENT_SLOT, "irreflexive", FORM_BOOLEAN, 0},
    {ELEMENT_SLOT, "equals_expression", FORM_TEXT, 0},
    {ELEMENT_SLOT, "slot_group", FORM_TEXT, 0},
    {ELEMENT_SLOT, "rank", FORM_NUMBER, 0},
    {ELEMENT_SLOT, "title", FORM_TEXT, 0},
    {ELEMENT_SLOT, "description", FORM_TEXT, 0},
    {ELEMENT_SLOT, "aliases", FORM_TEXTS, 0},
    {ELEMENT_SLOT, "annotations", FORM_MAPPING, 0},

    {ELEMENT_UNIT, "symbol", FORM_TEXT, 0},
};

static const char *const kind_names[] = {
    [ELEMENT_SCHEMA] = "a schema", [ELEMENT_TYPE] = "a type",
    [ELEMENT_ENUM] = "an enum",    [ELEMENT_VALUE] = "a permissible value",
    [ELEMENT_CLASS] = "a class",   [ELEMENT_UNIQUE_KEY] = "a unique key",
    [ELEMENT_SLOT] = "a slot",     [ELEMENT_UNIT] = "a unit",
};

static const Keyword *keyword_find(ElementKind kind, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++)
        if (keywords[i].of == kind && strcmp(keywords[i].name, name) == 0)
            return &keywords[i];
    return NULL;
}

static void report_unknown(Diagnostics *diags, ElementKind kind, const Node *value)
{
    Diagnostic *d = diag_report(diags, DIAG_SCHEMA_UNKNOWN_KEYWORD, value->key->span,
                                "'%s' is no keyword of %s", value->key->text, kind_names[kind]);
    Nearest nearest;
    nearest_init(&nearest, value->key->text);
    for (size_t i = 0; i < G_N_ELEMENTS(keywords); i++)
        if (keywords[i].of == kind)
            nearest_offer(&nearest, keywords[i].name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

static bool is_boolean(const char *text)
{
    return strcmp(text, "true") == 0 || strcmp(text, "false") == 0;
}

static bool is_number(const char *text)
{
    char *end;
    g_ascii_strtod(text, &end);
    return end != text && *end == '\0';
}

static bool texts_are_scalars(const Node *list)
{
    for (const Node *item = list->first; item != NULL; item = item->next)
        if (item->kind != NODE_SCALAR)
            return false;
    return true;
}

/* NULL: the value has the form; else the form in words. */
static const char *form_mismatch(Form form, const Node *value)
{
    const bool scalar = value->kind == NODE_SCALAR && !node_is_empty(value);
    switch (form) {
    case FORM_TEXT:
        return scalar ? NULL : "text";
    case FORM_BOOLEAN:
        return scalar && is_boolean(value->text) ? NULL : "true or false";
    case FORM_NUMBER:
        return scalar && is_number(value->text) ? NULL : "a number";
    case FORM_TEXTS:
        return value->kind == NODE_SEQUENCE && texts_are_scalars(value) ? NULL : "a list of names";
    case FORM_MAPPING:
    case FORM_ELEMENTS:
        return value->kind == NODE_MAPPING || node_is_empty(value) ? NULL : "a mapping";
    }
    return NULL;
}

/* Nesting is bounded by the table: a schema holds classes, a class slots, a slot a unit. */
static void check_value(Diagnostics *diags, const Keyword *keyword, const Node *value)
{
    if (value->kind == NODE_DAMAGED)
        return;
    const char *wanted = form_mismatch(keyword->form, value);
    if (wanted != NULL) {
        diag_report(diags, DIAG_SCHEMA_UNKNOWN_KEYWORD, value->span, "'%s' of %s must be %s",
                    keyword->name, kind_names[keyword->of], wanted);
        return;
    }
    if (keyword->form == FORM_ELEMENTS)
        for (const Node *item = value->first; item != NULL; item = item->next)
            keywords_check(diags, keyword->element, item);
    if (keyword->of == ELEMENT_SLOT && strcmp(keyword->name, "unit") == 0)
        keywords_check(diags, ELEMENT_UNIT, value);
}

void keywords_check(Diagnostics *diags, ElementKind kind, const Node *definition)
{
    if (definition->kind == NODE_DAMAGED || node_is_empty(definition))
        return;
    if (definition->kind != NODE_MAPPING) {
        diag_report(diags, DIAG_SCHEMA_UNKNOWN_KEYWORD, definition->span,
                    "%s is defined by a mapping, not by %s", kind_names[kind],
                    node_describe(definition));
        return;
    }
    for (const Node *value = definition->first; value != NULL; value = value->next) {
        const Keyword *keyword = keyword_find(kind, value->key->text);
        if (keyword != NULL)
            check_value(diags, keyword, value);
        else
            report_unknown(diags, kind, value);
    }
}

bool definition_has(const Node *definition, const char *keyword)
{
    return node_find(definition, keyword) != NULL;
}

const char *definition_text(const Node *definition, const char *keyword)
{
    const Node *value = node_find(definition, keyword);
    return value != NULL && value->kind == NODE_SCALAR && value->length > 0 ? value->text : NULL;
}

bool definition_bool(const Node *definition, const char *keyword, bool otherwise)
{
    const char *text = definition_text(definition, keyword);
    return text != NULL && is_boolean(text) ? strcmp(text, "true") == 0 : otherwise;
}
