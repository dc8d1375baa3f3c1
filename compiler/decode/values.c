/*
 * Values by range: one function each, and a table.
 */
#include "decode/decoder.h"

#include "base/text.h"
#include "value/prose.h"
#include "value/uri.h"

#include <stdlib.h>
#include <string.h>

static bool report_empty(Decoder *decoder, const Node *node, const char *what)
{
    const Span span = node->key != NULL ? node->key->span : node->span;
    Diagnostic *d =
        diag_report(decoder->diags, DIAG_ENTRY_EMPTY_VALUE, span, "'%s' has no value", what);
    if (strchr(what, ' ') != NULL)
        diag_hint(d, "text that holds ',' or ': ' needs quotes inside {} and []");
    else
        diag_hint(d, "write a value, remove the key, or state `{unknown: true}`");
    return true;
}

static const char *kind_name(NodeKind kind)
{
    switch (kind) {
    case NODE_MAPPING:
        return "a mapping";
    case NODE_SEQUENCE:
        return "a list";
    default:
        return "one value";
    }
}

bool decode_is_unusable(Decoder *decoder, const Node *node, NodeKind kind, const char *what)
{
    if (node->kind == NODE_DAMAGED)
        return true;
    if (node->kind == NODE_SCALAR && node->length == 0)
        return report_empty(decoder, node, what);
    if (node->kind == kind)
        return false;
    diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, span_first(node->span),
                "'%s' takes %s, not %s", what, kind_name(kind), node_describe(node));
    return true;
}

const char *decode_scalar(Decoder *decoder, const Node *node, const char *what)
{
    return decode_is_unusable(decoder, node, NODE_SCALAR, what) ? NULL : node->text;
}

const char *decode_keep(const Decoder *decoder, const Node *node)
{
    return arena_strndup(decoder->arena, node->text, node->length);
}

enum { OTHER_SLOTS_MAX = 4 };

/* The number may be right, and the slot not. */
static void hint_other_slots(const Decoder *decoder, Diagnostic *d, const Node *node,
                             const Problem *problem)
{
    g_autofree char *symbol = g_strndup(node->text + problem->start, problem->end - problem->start);
    const Unit *unit = units_find(decoder->kb->schema->units, symbol);
    g_autoptr(GString) slots = g_string_new(NULL);
    size_t count = 0;
    for (size_t i = 0; unit != NULL && i < decoder->class->slot_count; i++) {
        const Slot *slot = decoder->class->slots[i];
        if (slot->unit != NULL && unit_same_dimension(slot->unit, unit) &&
            count++ < OTHER_SLOTS_MAX)
            g_string_append_printf(slots, "%s%s", count > 1 ? ", " : "", slot->name);
    }
    if (count == 0)
        diag_hint(d, "what is in %s belongs to another slot; %s has none yet", symbol,
                  decoder->class->name);
    else
        diag_hint(d, "what is in %s belongs to another slot: %s%s", symbol, slots->str,
                  count > OTHER_SLOTS_MAX ? ", ..." : "");
}

static void report_problem(Decoder *decoder, const Node *node, const Problem *problem,
                           bool may_claim)
{
    static const DiagId ids[] = {
        [PROBLEM_DATE] = DIAG_VALUE_DATE, [PROBLEM_QUANTITY] = DIAG_VALUE_QUANTITY,
        [PROBLEM_UNIT] = DIAG_VALUE_UNIT, [PROBLEM_DIMENSION] = DIAG_VALUE_DIMENSION,
        [PROBLEM_URI] = DIAG_VALUE_URI,
    };
    Diagnostic *d =
        diag_report(decoder->diags, ids[problem->kind],
                    node_text_span(node, problem->start, problem->end), "%s", problem->message);
    decode_hint(decoder, d, node, problem, may_claim);
    if (problem->kind == PROBLEM_DIMENSION && decoder->class != NULL && problem->hint[0] == '\0' &&
        problem->fix[0] == '\0')
        hint_other_slots(decoder, d, node, problem);
}

static const char *grouping_name(const Edtf *date)
{
    return date->precision == EDTF_QUARTER ? "quarter"
           : date->precision == EDTF_HALF  ? "half"
           : date->season != 0             ? "season"
                                           : NULL;
}

/* "2025-26": whoever writes a year and the number of the next one means both of them, as a rule. */
static void check_season(Decoder *decoder, const Node *node, const Edtf *date)
{
    const char *name = grouping_name(date);
    if (name == NULL || node->length - (date->qualifiers != 0) != strlen("2025-26"))
        return;
    const char *code = node->text + strlen("2025-"); /* or "Q3" */
    const long year = strtol(node->text, NULL, 10);
    if (!g_ascii_isdigit(code[0]) || (year + 1) % 100 != strtol(code, NULL, 10))
        return;
    Diagnostic *d = diag_report(decoder->diags, DIAG_VALUE_SEASON, node->span,
                                "'%s' is a %s of %ld, not two years", node->text, name, year);
    diag_hint(d, "two years would be %ld/%ld", year, year + 1);
}

bool decode_date(Decoder *decoder, const Node *node, Edtf *date)
{
    Problem problem;
    if (edtf_parse(node->text, date, &problem)) {
        check_season(decoder, node, date);
        return true;
    }
    report_problem(decoder, node, &problem, false);
    return false;
}

const Edtf *decode_new_date(Decoder *decoder, const Node *node)
{
    Edtf date;
    if (!decode_date(decoder, node, &date))
        return NULL;
    Edtf *kept = arena_new0(decoder->arena, Edtf, 1);
    *kept = date;
    kept->text = decode_keep(decoder, node);
    return kept;
}

static void report_language(Decoder *decoder, const Node *text)
{
    const Kb *kb = decoder->kb;
    Diagnostic *d = diag_report(decoder->diags, DIAG_VALUE_LANGUAGE, text->key->span,
                                "'%s' is none of the knowledge base's languages", text->key->text);
    if (node_is_empty(text)) {
        diag_hint(d, "text that holds ',' or ': ' needs quotes inside {}");
        return;
    }
    GString *codes = g_string_new(NULL);
    for (size_t i = 0; i < kb->language_count; i++)
        g_string_append_printf(codes, "%s%s", i > 0 ? ", " : "", kb->languages[i]);
    diag_hint(d, "kb.yaml has languages: [%s]", codes->str);
    g_string_free(codes, TRUE);
}

/* The text of one language; block texts end without their line break. */
static const char *language_text(Decoder *decoder, const Node *node)
{
    size_t length = node->length;
    while (length > 0 && node->text[length - 1] == '\n')
        length--;
    return arena_strndup(decoder->arena, node->text, length);
}

static bool is_too_long(Decoder *decoder, const Node *node)
{
    if (node->length <= PROSE_LENGTH_MAX)
        return false;
    diag_report(decoder->diags, DIAG_YAML_SIZE, span_first(node->span),
                "prose has %zu KiB; %d KiB is the limit", 1 + (node->length - 1) / 1024,
                PROSE_LENGTH_MAX / 1024);
    return true;
}

static bool decode_translations(Decoder *decoder, const Node *mapping, Localised *text)
{
    bool any = false;
    for (const Node *node = mapping->first; node != NULL; node = node->next) {
        const size_t language = kb_find_language(decoder->kb, node->key->text);
        if (language == decoder->kb->language_count) {
            report_language(decoder, node);
            continue;
        }
        if (decode_scalar(decoder, node, node->key->text) == NULL || is_too_long(decoder, node))
            continue;
        text->texts[language] = language_text(decoder, node);
        any = true;
    }
    return any;
}

const Localised *decode_text(Decoder *decoder, const Node *node)
{
    Localised *text = arena_new0(decoder->arena, Localised, 1);
    const char *what = node->key != NULL ? node->key->text : "text";
    if (node->kind == NODE_MAPPING)
        return decode_translations(decoder, node, text) ? text : NULL;
    if (decode_scalar(decoder, node, what) == NULL || is_too_long(decoder, node))
        return NULL;
    const char *same = language_text(decoder, node);
    for (size_t i = 0; i < decoder->kb->language_count; i++)
        text->texts[i] = same;
    return text;
}

/* Text of Markdown: what it asks of others is found here once, and in parallel. */
static const Localised *decode_prose(Decoder *decoder, const Node *node)
{
    const Localised *text = decode_text(decoder, node);
    if (text == NULL)
        return NULL;
    Localised *prose = arena_new0(decoder->arena, Localised, 1);
    ProseOutline *outlines = arena_new0(decoder->arena, ProseOutline, LANGUAGES_MAX);
    *prose = *text;
    prose->outlines = outlines;
    for (size_t i = 0; i < LANGUAGES_MAX; i++) {
        const bool same = i > 0 && text->texts[i] == text->texts[0];
        if (text->texts[i] != NULL)
            outlines[i] = same ? outlines[0] : prose_outline(text->texts[i], decoder->arena);
    }
    return prose;
}

static bool value_string(Decoder *decoder, const Slot *slot, const Node *node, Value *value)
{
    value->kind = VALUE_STRING;
    value->text = language_text(decoder, node);
    if (slot->pattern == NULL || g_regex_match(slot->pattern, value->text, 0, NULL))
        return true;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_PATTERN, node->span,
                                "'%s' is not in the form of '%s'", value->text, slot->name);
    const char *form = slot_pattern_message(slot);
    if (form != NULL)
        diag_hint(d, "it takes %s", form);
    else
        diag_hint(d, "the pattern is %s", g_regex_get_pattern(slot->pattern));
    return false;
}

static bool value_uri(Decoder *decoder, const Slot *slot, const Node *node, Value *value)
{
    (void)slot;
    Problem problem;
    value->kind = VALUE_STRING;
    value->text = decode_keep(decoder, node);
    if (uri_parse(node->text, &problem))
        return true;
    report_problem(decoder, node, &problem, true);
    return false;
}

static bool in_range(Decoder *decoder, const Slot *slot, const Node *node, double min, double max)
{
    const bool low = slot->has_minimum && min < slot->minimum;
    const bool high = slot->has_maximum && max > slot->maximum;
    if (!low && !high)
        return true;
    g_autoptr(GString) limit = g_string_new(NULL);
    quantity_append_number(limit, low ? slot->minimum : slot->maximum);
    diag_report(decoder->diags, DIAG_ENTRY_RANGE, node->span, "'%s' must be %s %s", slot->name,
                low ? "at least" : "at most", limit->str);
    return false;
}

/* Full-width digits, and commas between thousands. */
static void hint_integer(Diagnostic *d, const Node *node)
{
    gint64 number;
    g_autofree char *narrow = decode_narrow(node);
    g_auto(GStrv) groups = g_strsplit(narrow, ",", -1);
    bool is_grouped = strlen(groups[0]) <= 3;
    for (char **group = groups + 1; groups[0] != NULL && *group != NULL; group++)
        is_grouped &= strlen(*group) == 3;
    g_autofree char *digits = g_strjoinv("", groups);
    if ((strchr(narrow, ',') == NULL || is_grouped) &&
        g_ascii_string_to_signed(digits, 10, G_MININT64, G_MAXINT64, &number, NULL)) {
        diag_hint(d, "write %s", digits);
        diag_fix(d, node->span, digits);
    }
}

static bool value_integer(Decoder *decoder, const Slot *slot, const Node *node, Value *value)
{
    value->kind = VALUE_INTEGER;
    gint64 number;
    if (!g_ascii_string_to_signed(node->text, 10, G_MININT64, G_MAXINT64, &number, NULL)) {
        Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, node->span,
                                    "'%s' takes a whole number, not '%s'", slot->name, node->text);
        hint_integer(d, node);
        return false;
    }
    value->integer = number;
    value->text = decode_keep(decoder, node);
    return in_range(decoder, slot, node, (double)number, (double)number);
}

/* What stands for it in other languages' YAML, and in spreadsheets. */
static void hint_boolean(Diagnostic *d, const Node *node)
{
    static const char *const words[][2] = {{"true", "false"}, {"yes", "no"}, {"on", "off"},
                                           {"y", "n"},        {"1", "0"},    {"t", "f"}};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        for (size_t is_false = 0; is_false < 2; is_false++)
            if (g_ascii_strcasecmp(node->text, words[i][is_false]) == 0) {
                diag_hint(d, "write %s", words[0][is_false]);
                diag_fix(d, node->span, words[0][is_false]);
            }
}

static bool value_boolean(Decoder *decoder, const Slot *slot, const Node *node, Value *value)
{
    value->kind = VALUE_BOOLEAN;
    value->boolean = strcmp(node->text, "true") == 0;
    value->text = value->boolean ? "true" : "false";
    if (value->boolean || strcmp(node->text, "false") == 0)
        return true;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, node->span,
                                "'%s' takes true or false, not '%s'", slot->name, node->text);
    hint_boolean(d, node);
    return false;
}

static bool value_date(Decoder *decoder, const Slot *slot, const Node *node, Value *value)
{
    (void)slot;
    /* Linking knows whose year it is. */
    static const FiscalYear calendar = {.last_month = 12};
    Problem problem;
    Edtf date;
    value->kind = VALUE_DATE;
    if (!edtf_parse_fiscal(node->text, &calendar, &date, &problem)) {
        report_problem(decoder, node, &problem, true);
        return false;
    }
    check_season(decoder, node, &date);
    Edtf *kept = arena_new0(decoder->arena, Edtf, 1);
    *kept = date;
    kept->text = value->text = decode_keep(decoder, node);
    value->date = kept;
    decoder->has_fiscal_dates |= date.is_fiscal;
    return true;
}

bool decode_quantity(Decoder *decoder, const Node *node, const Unit *declared, Quantity *quantity)
{
    Problem problem;
    if (quantity_parse(decoder->kb->schema->units, node->text, declared, quantity, &problem)) {
        quantity->text = decode_keep(decoder, node);
        return true;
    }
    report_problem(decoder, node, &problem, true);
    return false;
}

static bool value_quantity(Decoder *decoder, const Slot *slot, const Node *node, Value *value)
{
    Quantity quantity;
    value->kind = VALUE_QUANTITY;
    if (!decode_quantity(decoder, node, slot->unit, &quantity))
        return false;
    Quantity *kept = arena_new0(decoder->arena, Quantity, 1);
    *kept = quantity;
    value->text = quantity.text;
    value->quantity = kept;
    return in_range(decoder, slot, node, value->quantity->min, value->quantity->max);
}

enum { LISTED_VALUES_MAX = 16 };

static void hint_values(Diagnostic *d, const Enum *choices)
{
    if (choices->value_count > LISTED_VALUES_MAX) {
        diag_hint(d,
                  "`dieline schema` lists all values of %s; one of your own belongs to that enum "
                  "in schema/",
                  choices->name);
        return;
    }
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < choices->value_count; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", choices->values[i].name);
    diag_hint(d, "it has %s%s", all->str,
              choices->is_numbered ? "; what comes after them is a number, as in 13" : "");
}

/* "thirteenth", "第十三代": the number that it is in words; 0: none. Those to twelfth are values'
 * names. */
static int number_in_words(const char *text)
{
    static const char *const ordinals[] = {"thirteenth",  "fourteenth", "fifteenth",  "sixteenth",
                                           "seventeenth", "eighteenth", "nineteenth", "twentieth"};
    for (size_t i = 0; i < G_N_ELEMENTS(ordinals); i++)
        if (schema_is_same_word(text, ordinals[i]))
            return 13 + (int)i;
    const char *at = text + (g_str_has_prefix(text, "第") ? strlen("第") : 0);
    int number = 0;
    for (int tens = 1; tens >= 0; tens--) {
        const int digit = MAX(text_han_digit(at), 0);
        const char *behind = digit > 0 ? g_utf8_next_char(at) : at;
        if (tens == 1 && !g_str_has_prefix(behind, "十"))
            continue;
        number += tens == 1 ? 10 * MAX(digit, 1) : digit;
        at = behind + (tens == 1 ? strlen("十") : 0);
    }
    return g_str_has_prefix(at, "代") || g_str_has_prefix(at, "世代") ? number : 0;
}

/* "13th", "Gen 13": the value of the only number that it has; NULL: there is none. */
static const EnumValue *find_numbered(Decoder *decoder, const Enum *choices, const char *text)
{
    const char *digits = strpbrk(text, "0123456789");
    const size_t length = digits != NULL ? strspn(digits, "0123456789") : 0;
    const int words = digits == NULL ? number_in_words(text) : 0;
    if (digits != NULL && strpbrk(digits + length, "0123456789") != NULL)
        return NULL;
    g_autofree char *number =
        digits != NULL ? g_strndup(digits, length) : g_strdup_printf("%d", words);
    return enum_make_numbered(choices, number, decoder->arena);
}

/* What may part several values that are written as one becomes a slash. */
static char *write_slashes(const char *text)
{
    static const char *const joints[] = {"+", "|", ";", ",", "、", " and ", " und ", "和", "及"};
    GString *out = g_string_new(text);
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
        g_string_replace(out, joints[i], "/", 0);
    return g_string_free(out, FALSE);
}

char *decode_split_names(const Node *node, const Enum *choices)
{
    g_autofree char *narrow = decode_narrow(node);
    g_autofree char *slashes = write_slashes(narrow);
    g_auto(GStrv) parts = g_strsplit(slashes, "/", -1);
    g_autoptr(GString) names = g_string_new(NULL);
    if (parts[0] == NULL || parts[1] == NULL)
        return NULL;
    for (char **part = parts; *part != NULL; part++) {
        const EnumValue *value = enum_find_called(choices, g_strstrip(*part));
        if (value == NULL)
            return NULL;
        g_string_append_printf(names, "%s%s", names->len > 0 ? ", " : "", value->name);
    }
    return g_strdup(names->str);
}

/* False: not all of its parts are values. */
static bool hint_parts(const Decoder *decoder, Diagnostic *d, const Node *node, const Enum *choices)
{
    g_autofree char *items = decode_split_names(node, choices);
    if (items == NULL)
        return false;
    const bool is_in_block = decoder->list != NULL && decoder->list->style != STYLE_FLOW;
    if (is_in_block || decoder->claim != NULL) /* a claim has one value */
        return diag_hint(d, "there are several: an item for each, %s", items), true;
    g_autofree char *list =
        decoder->list != NULL ? g_steal_pointer(&items) : g_strdup_printf("[%s]", items);
    diag_hint(d, "write %s", list);
    diag_fix(d, node->span, list);
    return true;
}

static bool value_choice(Decoder *decoder, const Slot *slot, const Node *node, Value *value)
{
    const Enum *choices = slot->range_enum;
    value->kind = VALUE_CHOICE;
    value->choice = enum_find_value(choices, node->text);
    if (value->choice == NULL)
        value->choice = enum_make_numbered(choices, node->text, decoder->arena);
    if (value->choice != NULL) {
        value->text = value->choice->name;
        return true;
    }
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_BAD_ENUM, node->span,
                                "'%s' is no value of %s", node->text, choices->name);
    const bool is_in_flow = decoder->list != NULL && decoder->list->style == STYLE_FLOW;
    const bool is_wide_list = g_utf8_get_char(node->text) == 0xFF3B; /* ［training］ */
    if (((is_in_flow || is_wide_list) && decode_hint_wide(d, node)) ||
        (slot->multivalued && hint_parts(decoder, d, node, choices)))
        return false;
    g_autofree char *narrow = decode_narrow(node);
    const EnumValue *same = enum_find_alias(choices, narrow);
    Nearest nearest;
    nearest_init_within(&nearest, narrow, &decoder->near_budget);
    for (size_t i = 0; same == NULL && i < choices->value_count && !nearest.given_up; i++)
        nearest_offer(&nearest, choices->values[i].name);
    if (same == NULL)
        same = find_numbered(decoder, choices, narrow);
    if (same != NULL || nearest.best != NULL)
        decode_hint_name(d, node->span, same != NULL ? same->name : nearest.best);
    else
        hint_values(d, choices);
    return false;
}

static bool value_reference(Decoder *decoder, const Slot *slot, const Node *node, Value *value)
{
    (void)slot;
    value->kind = VALUE_REFERENCE;
    value->text = decode_keep(decoder, node);
    return true;
}

typedef bool (*ValueReader)(Decoder *decoder, const Slot *slot, const Node *node, Value *value);

static const ValueReader value_readers[] = {
    [RANGE_STRING] = value_string,   [RANGE_INTEGER] = value_integer,
    [RANGE_BOOLEAN] = value_boolean, [RANGE_URI] = value_uri,
    [RANGE_EDTF] = value_date,       [RANGE_QUANTITY] = value_quantity,
    [RANGE_ENUM] = value_choice,     [RANGE_REFERENCE] = value_reference,
};

bool decode_value(Decoder *decoder, const Slot *slot, const Node *node, Value *value)
{
    value->span = node->span;
    const bool is_reference = slot->range == RANGE_REFERENCE;
    if ((is_reference || slot->range == RANGE_STRING || slot->range == RANGE_TEXT) &&
        node->kind == NODE_SCALAR &&
        decode_report_wide_comma(decoder, decoder->list, node, is_reference) && is_reference)
        return false;
    if (slot->range == RANGE_TEXT || slot->range == RANGE_MARKDOWN) {
        value->kind = VALUE_TEXT;
        if (node->kind == NODE_SEQUENCE)
            return !decode_is_unusable(decoder, node, NODE_SCALAR, slot->name);
        if (node->kind == NODE_DAMAGED)
            return false;
        value->localised = slot->range == RANGE_MARKDOWN ? decode_prose(decoder, node)
                                                         : decode_text(decoder, node);
        return value->localised != NULL;
    }
    if (decode_scalar(decoder, node, slot->name) == NULL)
        return false;
    return value_readers[slot->range](decoder, slot, node, value);
}
