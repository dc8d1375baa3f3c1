#include "schema/json_schema_value.h"

#include "value/quantity.h"

#include <string.h>

/* Regular expressions that mean the same in ECMA 262 and elsewhere. */

#define ID "^[a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?$"
#define URI "^([Hh][Tt][Tt][Pp][Ss]?|[Mm][Aa][Ii][Ll][Tt][Oo]|[Dd][Oo][Ii]):"

/* EDTF, as value/edtf.h has it. */
#define MONTH_DAY                                                                         \
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01]|XX)|(0[469]|11)-(0[1-9]|[12][0-9]|30|XX)|" \
    "02-(0[1-9]|[12][0-9]|XX)|XX-XX)"
#define PART_OF_YEAR "(0[1-9]|1[0-2]|2[1-9]|3[0-6]|4[01]|XX|Q[1-4]|H[12])"
#define FISCAL "FY([0-9]{2}){1,2}([- ]?[QH][1-4])?|[QH][1-4][- ]?FY([0-9]{2}){1,2}"
#define DATE                                                                     \
    "((-?[0-9]{4}(-(" MONTH_DAY "|" PART_OF_YEAR "))?|-?[0-9]{3}X|-?[0-9]{2}XX|" \
    "Y-?[1-9][0-9]{4,}|" FISCAL ")[?~%]?)"
#define EDTF "^(" DATE "|" DATE "/(" DATE "|\\.\\.)?|(\\.\\.)?/" DATE ")$"

/* Quantities, as value/quantity.h has them. */
#define NUMBER "[+−-]?[0-9][0-9,]*(\\.[0-9]+)?([eE][+-]?[0-9]+)?"
#define UNIT "[^0-9. ]([^.]|\\.[^.])*"
#define BOUND "(<=|≤|<|>=|≥|>|\\.\\.) *" NUMBER " *"
#define QUANTITY                                                                           \
    "^ *(" BOUND "(" UNIT ")?|[~～]? *" NUMBER " *(" UNIT ")?(\\.\\. *(" NUMBER " *(" UNIT \
    ")?)?)?)$"
#define QUANTITY_WITH_UNIT                                                                  \
    "^ *(" BOUND UNIT "|[~～]? *" NUMBER " *((" UNIT ")?\\.\\. *" NUMBER " *" UNIT "|" UNIT \
    "(\\.\\. *)?))$"

/* Editors show the message where a text does not match; without it they show the expression. */
static void put_pattern(Json *json, const char *pattern, const char *message)
{
    json_put_text(json, "pattern", pattern);
    json_put_text(json, "patternErrorMessage", message);
}

static void put_types(Json *json, const char *const *types)
{
    json_key(json, "type");
    json_begin_array(json);
    for (; *types != NULL; types++)
        json_text(json, *types);
    json_end_array(json);
}

/* Text that a YAML parser may take for something else. Not for null: that is what an empty value
 * looks like. */
void json_schema_put_scalar(Json *json)
{
    static const char *const types[] = {"string", "number", "boolean", NULL};
    put_types(json, types);
    json_put_integer(json, "minLength", 1);
}

void json_schema_put_id(Json *json)
{
    static const char *const types[] = {"string", "number", NULL};
    put_types(json, types);
    put_pattern(
        json, ID,
        "An id is made of lower case letters, digits, dots, hyphens and underscores, with a "
        "letter or digit at both ends.");
}

/* A year alone is a number to YAML. */
void json_schema_put_date(Json *json)
{
    static const char *const types[] = {"string", "integer", NULL};
    put_types(json, types);
    put_pattern(
        json, EDTF,
        "A date is written 2021, 2023-01, 2025-12-22, 2026-Q3, 2025-H1, 2026?, 2026~, 202X, "
        "2019-09/2021-03, ../2026 or 2026-01/.. (EDTF).");
    json_put_integer(json, "minimum", 1000);
    json_put_integer(json, "maximum", 9999);
}

void json_schema_put_rule(Json *json)
{
    json_put_text(json, "type", "string");
    put_pattern(json, "^rule\\.", "a rule's slug is rule. and the name of its file");
}

void json_schema_put_text(Json *json, const JsonSchemaWords *words)
{
    static const char *const types[] = {"string", "number", "boolean", "object", NULL};
    put_types(json, types);
    json_put_integer(json, "minLength", 1);
    json_schema_put_languages(json, words);
}

void json_schema_put_languages(Json *json, const JsonSchemaWords *words)
{
    json_key(json, "properties");
    json_begin_object(json);
    for (const char *const *language = words->languages; *language != NULL; language++) {
        json_key(json, *language);
        json_begin_object(json);
        json_schema_put_scalar(json);
        json_end_object(json);
    }
    json_end_object(json);
    json_put_integer(json, "minProperties", 1);
    json_put_bool(json, "additionalProperties", false);
}

static void put_limit(Json *json, const char *key, double limit)
{
    g_autoptr(GString) text = g_string_new(NULL);
    quantity_append_number(text, limit);
    json_key(json, key);
    json_raw(json, text->str);
}

static void put_limits(Json *json, const Slot *slot)
{
    if (slot->has_minimum)
        put_limit(json, "minimum", slot->minimum);
    if (slot->has_maximum)
        put_limit(json, "maximum", slot->maximum);
}

static void put_string(Json *json, const Slot *slot)
{
    json_schema_put_scalar(json);
    if (slot->pattern == NULL)
        return;
    const char *pattern = g_regex_get_pattern(slot->pattern);
    const char *form = slot_pattern_message(slot);
    g_autofree char *message = form != NULL ? g_strdup_printf("It takes %s.", form)
                                            : g_strdup_printf("It takes text like %s.", pattern);
    put_pattern(json, pattern, message);
}

static void put_integer(Json *json, const Slot *slot)
{
    static const char *const types[] = {"integer", "string", NULL};
    put_types(json, types);
    put_pattern(json, "^[+-]?[0-9]+$", "It takes a whole number.");
    put_limits(json, slot);
}

static void put_boolean(Json *json)
{
    json_key(json, "enum");
    json_begin_array(json);
    json_bool(json, true);
    json_bool(json, false);
    json_text(json, "true");
    json_text(json, "false");
    json_end_array(json);
}

static void put_uri(Json *json)
{
    json_put_text(json, "type", "string");
    json_put_text(json, "format", "uri");
    put_pattern(json, URI, "An address begins with https:, http:, mailto: or doi:.");
}

/* A bare number is a mistake where a unit belongs to it. */
static void put_quantity(Json *json, const Slot *slot)
{
    static const char *const types[] = {"string", "number", NULL};
    if (slot->unit != NULL && !unit_is_dimensionless(slot->unit)) {
        const char *unit = unit_symbol(slot->unit);
        g_autofree char *example = g_strdup_printf("64 %s", unit);
        g_autofree char *message =
            g_strdup_printf("A number needs its unit: 64 %s, 4 %s .. 8 %s, <= 64 %s, ~ 64 %s.",
                            unit, unit, unit, unit, unit);
        json_put_text(json, "type", "string");
        put_pattern(json, QUANTITY_WITH_UNIT, message);
        json_key(json, "examples");
        json_begin_array(json);
        json_text(json, example);
        json_end_array(json);
        return;
    }
    put_types(json, types);
    put_pattern(json, QUANTITY, "A number is written 64, 4..8, 10000.., <= 64, ~ 64 or 77e9.");
    put_limits(json, slot);
}

/* What a YAML parser makes of a bare word: a whole number, a truth value, or text. */
static void put_as_parsed(Json *json, const char *text)
{
    gint64 number;
    char round_trip[24];
    json_text(json, text);
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0) {
        json_bool(json, text[0] == 't');
    } else if (g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, &number, NULL)) {
        g_snprintf(round_trip, sizeof round_trip, "%" G_GINT64_FORMAT, number);
        if (strcmp(round_trip, text) == 0)
            json_integer(json, number);
    }
}

static void put_choice(Json *json, const EnumValue *value)
{
    json_begin_object(json);
    json_key(json, "enum");
    json_begin_array(json);
    put_as_parsed(json, value->name);
    json_end_array(json);
    json_put_text(json, "title", localised_get(&value->title, 0));
    const char *described = description_text(&value->description);
    if (described != NULL)
        json_put_text(json, "description", described);
    json_end_object(json);
}

static void put_enum(Json *json, const Enum *of)
{
    json_put_text(json, "title", localised_get(&of->title, 0));
    const char *described = description_text(&of->description);
    if (described != NULL)
        json_put_text(json, "description", described);
    json_key(json, "anyOf");
    json_begin_array(json);
    for (size_t i = 0; i < of->value_count; i++)
        put_choice(json, &of->values[i]);
    if (of->is_numbered) {
        json_begin_object(json);
        json_key(json, "type");
        json_text(json, "integer");
        json_key(json, "minimum");
        json_integer(json, 1);
        json_end_object(json);
    }
    json_end_array(json);
}

/* Those that there are, for editors to propose; others may be written, of entries to come. */
static void put_known_ids(Json *json, const JsonSchemaWords *words, const Class *class)
{
    const char *const *ids = words->find_ids != NULL ? words->find_ids(class, words->user) : NULL;
    if (ids == NULL || *ids == NULL)
        return;
    json_key(json, "examples");
    json_begin_array(json);
    for (; *ids != NULL; ids++)
        json_text(json, *ids);
    json_end_array(json);
}

static void put_reference(Json *json, const Class *class, const JsonSchemaWords *words)
{
    g_autofree char *title =
        g_strdup_printf("The id of an entry: %s", localised_get(&class->title, 0));
    json_put_text(json, "title", title);
    json_schema_put_id(json);
    put_known_ids(json, words, class);
}

void json_schema_put_value(Json *json, const Slot *slot, const JsonSchemaWords *words)
{
    switch (slot->range) {
    case RANGE_STRING:
        put_string(json, slot);
        break;
    case RANGE_TEXT:
    case RANGE_MARKDOWN:
        json_schema_put_text(json, words);
        break;
    case RANGE_INTEGER:
        put_integer(json, slot);
        break;
    case RANGE_BOOLEAN:
        put_boolean(json);
        break;
    case RANGE_URI:
        put_uri(json);
        break;
    case RANGE_EDTF:
        json_schema_put_date(json);
        break;
    case RANGE_QUANTITY:
        put_quantity(json, slot);
        break;
    case RANGE_ENUM:
        put_enum(json, slot->range_enum);
        break;
    case RANGE_REFERENCE:
        put_reference(json, slot->range_class, words);
        break;
    case RANGE_OBJECT:
        g_assert_not_reached();
    }
}

static void append_limits(GString *name, const Slot *slot)
{
    if (slot->has_minimum) {
        g_string_append(name, ".from.");
        quantity_append_number(name, slot->minimum);
    }
    if (slot->has_maximum) {
        g_string_append(name, ".to.");
        quantity_append_number(name, slot->maximum);
    }
}

char *json_schema_value_key(const Slot *slot)
{
    static const char *const kinds[] = {
        [RANGE_STRING] = "string",   [RANGE_TEXT] = "text",         [RANGE_MARKDOWN] = "text",
        [RANGE_INTEGER] = "integer", [RANGE_BOOLEAN] = "boolean",   [RANGE_URI] = "uri",
        [RANGE_EDTF] = "date",       [RANGE_QUANTITY] = "quantity", [RANGE_ENUM] = "enum",
        [RANGE_REFERENCE] = "id"};
    GString *name = g_string_new(kinds[slot->range]);
    if (slot->range == RANGE_STRING && slot->pattern != NULL)
        g_string_append_printf(name, ".%s", g_regex_get_pattern(slot->pattern));
    else if (slot->range == RANGE_QUANTITY && slot->unit != NULL)
        g_string_append_printf(name, ".%s", unit_symbol(slot->unit));
    else if (slot->range == RANGE_ENUM)
        g_string_append_printf(name, ".%s", slot->range_enum->name);
    else if (slot->range == RANGE_REFERENCE)
        g_string_append_printf(name, ".%s", slot->range_class->name);
    append_limits(name, slot);
    return g_string_free(name, FALSE);
}
