/* Numbers and units are spelt anew: the decimal point, groups of digits, number words, and the
 * symbols that units have here. */
#include "value/quantity_operand.h"

#include "value/quantity_words.h"

#include <string.h>

void quantity_operand_clear(QuantityOperand *operand)
{
    g_free(operand->number);
    g_free(operand->unit);
}

bool quantity_is_count(const QuantityRewriter *rewriter)
{
    return rewriter->declared != NULL && unit_is_dimensionless(rewriter->declared);
}

static bool fits(const QuantityRewriter *rewriter, const char *symbol)
{
    const Unit *unit = units_find(rewriter->units, symbol);
    return unit != NULL &&
           (rewriter->declared == NULL || unit_same_dimension(unit, rewriter->declared));
}

/* --- numbers --- */

static bool is_number_byte(char c)
{
    return g_ascii_isdigit(c) || c == '.' || c == ',' || c == '\'';
}

static size_t count_sign(const char *text)
{
    if (*text == '+' || *text == '-')
        return 1;
    return g_str_has_prefix(text, "−") ? strlen("−") : 0;
}

/* How long the number is that `text` begins with: groups of digits may have spaces between. */
size_t quantity_count_number(const char *text)
{
    const size_t sign = count_sign(text);
    size_t length = sign;
    while (is_number_byte(text[length])) {
        if (text[length] == '.' && text[length + 1] == '.')
            break;
        length++;
        const bool is_group = text[length] == ' ' && strspn(text + length + 1, "0123456789") == 3;
        if (is_group && !is_number_byte(text[length + 4]))
            length++;
    }
    const char c = text[length];
    if ((c == 'e' || c == 'E') && g_ascii_isdigit(text[length + 1]))
        length += 1 + strspn(text + length + 1, "0123456789");
    return length > sign ? length : 0;
}

static size_t count_byte(const char *text, size_t length, char c)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += text[i] == c;
    return count;
}

/* Does every `mark` stand where a thousand ends? Also true where there is none. */
static bool is_grouped(const char *text, size_t length, char mark)
{
    const char *first = memchr(text, mark, length);
    for (const char *at = first; at != NULL;
         at = memchr(at + 1, mark, length - (size_t)(at + 1 - text)))
        if (strspn(at + 1, "0123456789") != 3)
            return false;
    return first == NULL || (first > text && first - text <= 3 && text[0] != '0');
}

/* Returns the number with a decimal point and without spaces; NULL if it is not clear what it is. A
 * comma is a decimal point if it can be nothing else, or if digits are grouped by points. */
static char *write_number(const char *text, size_t length)
{
    const size_t sign = count_sign(text);
    const char *digits = text + sign;
    const size_t count = length - sign;
    const size_t commas = count_byte(digits, count, ',');
    const size_t points = count_byte(digits, count, '.');
    const bool points_group =
        points > 1 ||
        (points == 1 && commas == 1 && memchr(digits, ',', count) > memchr(digits, '.', count));
    const bool grouped = commas > 0 && !points_group && is_grouped(digits, count, ',');
    if (!is_grouped(digits, count, '\'') || !is_grouped(digits, count, ' ') ||
        (points_group && !is_grouped(digits, count, '.')))
        return NULL; /* 1.2.3 is a version, 5'11 a height */
    if (commas > 1 && (!grouped || points_group))
        return NULL;
    if (commas == 1 && !grouped && digits[0] == '0' && digits[1] != ',')
        return NULL; /* 01,234: what is the zero for? */
    GString *out = g_string_new(sign > 0 && text[0] != '+' ? "-" : NULL);
    if (digits[0] == '.')
        g_string_append_c(out, '0');
    for (size_t i = 0; i < count; i++)
        if (digits[i] == ',' && !grouped)
            g_string_append_c(out, '.');
        else if (digits[i] != ' ' && digits[i] != '\'' && !(digits[i] == '.' && points_group))
            g_string_append_c(out, digits[i]);
    return g_string_free(out, FALSE);
}

/* Returns the number with its decimal point `places` to the left: 47 is 4.7 tens. Commas group it
 * no more. NULL: it has an exponent, which would have to change. */
static char *shift_point(const char *number, int places)
{
    if (places == 0)
        return g_strdup(number);
    if (strpbrk(number, "eE") != NULL)
        return NULL;
    GString *out = g_string_new(number);
    g_string_replace(out, ",", "", 0);
    const char *point = strchr(out->str, '.');
    gssize at = point != NULL ? point - out->str : (gssize)out->len;
    if (point != NULL)
        g_string_erase(out, at, 1);
    const gssize first = out->str[0] == '-' ? 1 : 0;
    for (; at - first <= places; at++)
        g_string_insert_c(out, first, '0');
    g_string_insert_c(out, at - places, '.');
    return g_string_free(out, FALSE);
}

/* --- units --- */

/* What is left of `text` behind `length` bytes and spaces. */
const char *quantity_skip(const char *text, size_t length)
{
    text += length;
    return text + strspn(text, " ");
}

/* Does `text` consist of the word and nothing more? */
static const char *whole(const QuantityWord *word, const char *text)
{
    if (word == NULL)
        return NULL;
    const char *rest = quantity_skip(text, strlen(word->written));
    return *rest == '\0' || (*rest == '.' && rest[1] == '\0') ? word->means : NULL;
}

/* K is no prefix: people mean a thousand or 1024. Bits a second are counted by thousands. */
static bool is_kilo(const char *unit)
{
    return unit[0] == 'K' && (unit[1] == 'B' || unit[1] == 'b');
}

static char *write_kilo(QuantityRewriter *rewriter, const char *unit)
{
    const bool is_bit_rate =
        unit[1] == 'b' && strstr(unit, "ps") == NULL ? strstr(unit, "/s") != NULL : unit[1] == 'b';
    rewriter->asks_kilo |= !is_bit_rate;
    rewriter->asks_bits |= !is_bit_rate && unit[1] == 'b';
    return is_bit_rate ? g_strdup_printf("k%s", unit + 1) : NULL;
}

/* "1P" of what is in TFLOPS: the prefix, before what the declared unit's is before. */
static char *write_prefix(const QuantityRewriter *rewriter, const char *prefix)
{
    static const char prefixes[] = "kMGTPE";
    if (rewriter->declared == NULL || prefix[1] != '\0' || strchr(prefixes, prefix[0]) == NULL)
        return NULL;
    const char *symbol = unit_symbol(rewriter->declared);
    const bool has_prefix = strchr(prefixes, symbol[0]) != NULL && symbol[1] != '\0' &&
                            units_find(rewriter->units, symbol + 1) != NULL;
    char *unit = g_strconcat(prefix, symbol + (has_prefix ? 1 : 0), NULL);
    if (fits(rewriter, unit))
        return unit;
    g_free(unit);
    return NULL;
}

/* Returns a unit that is known, or has another spelling here; NULL: it is none. */
static char *write_known_unit(QuantityRewriter *rewriter, const char *text)
{
    if (*text == '\0' || (fits(rewriter, text) && rewriter->currency == NULL))
        return g_strdup(text);
    if (is_kilo(text))
        return write_kilo(rewriter, text);
    const QuantityWord *money = quantity_words_money(text);
    const char *code = whole(money, text);
    rewriter->asks_currency |= code != NULL && *code == '\0';
    if (code != NULL && *code != '\0' && !quantity_is_count(rewriter))
        return rewriter->currency == NULL || strcmp(rewriter->currency, code) == 0 ? g_strdup(code)
                                                                                   : NULL;
    const char *symbol = rewriter->currency == NULL ? whole(quantity_words_unit(text), text) : NULL;
    return symbol != NULL &&
                   (*symbol == '\0' ? quantity_is_count(rewriter) : fits(rewriter, symbol))
               ? g_strdup(symbol)
               : NULL;
}

/* Returns a unit without a number word before it; NULL: it is none. */
static char *write_plain_unit(QuantityRewriter *rewriter, const char *text)
{
    char *known = write_known_unit(rewriter, text);
    if (known != NULL || rewriter->asks_currency || rewriter->asks_kilo ||
        rewriter->currency != NULL)
        return known;
    const char *near = units_suggest(rewriter->units, text);
    if (near != NULL && fits(rewriter, near))
        return g_strdup(near);
    return write_prefix(rewriter, text);
}

static char *join_unit(const QuantityRewriter *rewriter, const char *word, const char *unit)
{
    const char *money = *unit == '\0' && rewriter->currency != NULL ? rewriter->currency : unit;
    return g_strstrip(g_strjoin(" ", word, money, NULL));
}

/* Does the text end in a sign of money: "B$"? */
static bool ends_in_sign(const char *text)
{
    const char *last = g_utf8_find_prev_char(text, text + strlen(text));
    return last > text && !g_ascii_isalpha(*last) &&
           whole(quantity_words_money(last), last) != NULL;
}

/* Does the unit end in a currency? Then a letter before that is a number word. */
bool quantity_ends_in_money(Units *units, const char *text)
{
    if (ends_in_sign(text))
        return true;
    const char *space = strrchr(text, ' ');
    const Unit *unit = space != NULL ? units_find(units, space + 1) : NULL;
    return (unit != NULL && units_find_currency(units, unit) != NULL) ||
           (space != NULL && whole(quantity_words_money(space + 1), space + 1) != NULL);
}

/* Spells a unit anew; a number word may ask to move the number's decimal point. */
static char *write_unit(QuantityRewriter *rewriter, const char *text, int *shift)
{
    if (*text == '-' && g_ascii_isalpha(text[1]))
        text++;
    const bool is_money =
        rewriter->currency != NULL || quantity_ends_in_money(rewriter->units, text);
    const bool fits_as_it_is = *text != '\0' && fits(rewriter, text) && !is_money;
    const bool is_unit_word = !is_money && whole(quantity_words_unit(text), text) != NULL;
    const QuantityMultiplier *multiplier =
        fits_as_it_is || is_unit_word /* 千瓦 are kW */
            ? NULL
            : quantity_words_multiplier(text, is_money || quantity_is_count(rewriter));
    const bool is_kilo_count = multiplier != NULL && *text == 'K' && !is_money;
    if (multiplier == NULL || is_kilo_count) {
        g_autofree char *unit = write_plain_unit(rewriter, text);
        return unit != NULL ? join_unit(rewriter, "", unit) : NULL;
    }
    if (multiplier->means == NULL)
        return NULL;
    const char *rest = quantity_skip(text, strlen(multiplier->written));
    if (*rest == '.' && !g_str_has_suffix(multiplier->written, "."))
        rest = quantity_skip(rest, 1);                        /* "Bn." */
    g_autofree char *unit = write_known_unit(rewriter, rest); /* "billion US" is no microsecond */
    if (unit == NULL)
        return NULL;
    *shift = multiplier->shift;
    return join_unit(rewriter, multiplier->means, unit);
}

/* --- operands --- */

/* Reads a number and its unit, all of `text`. */
bool quantity_operand_read(QuantityRewriter *rewriter, const char *text, QuantityOperand *operand)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    const size_t length = quantity_count_number(trimmed);
    *operand = (QuantityOperand){0};
    if (length == 0)
        return false;
    g_autofree char *written = write_number(trimmed, length);
    if (written == NULL)
        return false;
    const char *unit = quantity_skip(trimmed, length);
    operand->unit = write_unit(rewriter, unit, &operand->shift);
    operand->number = shift_point(written, operand->shift);
    operand->is_bare = *unit == '\0';
    return operand->unit != NULL && operand->number != NULL;
}

/* In "47-49亿" the unit of the second number, and its number word, is that of the first, too. False
 * if that cannot be written. */
bool quantity_operand_share_unit(QuantityOperand *operand, const QuantityOperand *other)
{
    if (!operand->is_bare)
        return true;
    char *number = shift_point(operand->number, other->shift);
    g_free(operand->number);
    g_free(operand->unit);
    operand->number = number;
    operand->unit = g_strdup(other->unit);
    return number != NULL;
}

char *quantity_join(const char *number, const char *unit)
{
    return *unit != '\0' ? g_strdup_printf("%s %s", number, unit) : g_strdup(number);
}

char *quantity_format_number(double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(text, sizeof text, "%.12g", value));
}

double quantity_operand_value(const QuantityOperand *operand)
{
    g_auto(GStrv) groups = g_strsplit(operand->number, ",", -1);
    g_autofree char *number = g_strjoinv("", groups);
    return g_ascii_strtod(number, NULL);
}

bool quantity_begins_with_number(const char *text)
{
    return quantity_count_number(text + strspn(text, " ")) > 0;
}

/* --- pieces --- */

/* How long the sign is that parts two pieces; a comma has a space behind it. */
static size_t count_joint(const char *text)
{
    static const char *const joints[] = {", ",    ";",    "/",      "、", " and ",
                                         " und ", " or ", " oder ", "或"};
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
        if (g_str_has_prefix(text, joints[i]))
            return strlen(joints[i]);
    return 0;
}

bool quantity_is_any_piece(const char *rest)
{
    g_autofree char *word = g_strdup(rest);
    return quantity_begins_with_number(rest) ||
           quantity_words_take_bound(word) != QUANTITY_NO_BOUND;
}

char **quantity_split(const char *text, bool (*is_next)(const char *rest))
{
    GStrvBuilder *pieces = g_strv_builder_new();
    const char *begin = text;
    for (const char *at = text; *at != '\0'; at++) {
        const size_t length = count_joint(at);
        if (length == 0 || !is_next(at + length))
            continue;
        g_autofree char *piece = g_strndup(begin, (gsize)(at - begin));
        g_strv_builder_add(pieces, g_strstrip(piece));
        begin = at + length;
        at = begin - 1;
    }
    g_autofree char *last = g_strdup(begin);
    g_strv_builder_add(pieces, g_strstrip(last));
    char **all = g_strv_builder_end(pieces);
    g_strv_builder_unref(pieces);
    return all;
}
