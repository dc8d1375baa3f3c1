/*
 * A text is taken apart: what is remarked on it, a sign before or behind it, then one of the forms
 * in which people write several numbers as one. What is left are numbers with units, which are
 * spelt anew; and the whole is suggested only if it then is a quantity of the right kind.
 */
#include "value/quantity_hint.h"

#include "value/narrow.h"
#include "value/quantity_words.h"

#include <math.h>
#include <string.h>

typedef struct Rewriter {
    Units *units;
    const Unit *declared;
    const char *sign;     /* "", "~ ", "<= " */
    const char *currency; /* written before the number; NULL: none */
    bool asks_currency;   /* by a sign that two currencies have */
    bool asks_kilo;       /* by KB, which is no unit of one size */
    bool asks_bits;       /* by Kb, which are bits, of what is in bytes */
    bool keeps;           /* the result says less than the text */
    char *remark;         /* what stands beside the number; NULL: nothing. Owned */
} Rewriter;

/* A number and its unit, spelt anew; both owned. */
typedef struct WrittenOperand {
    char *number;
    char *unit;   /* "": none */
    int shift;    /* how far the number's point was moved, as its number word asks */
    bool is_bare; /* nothing stands behind the number; a currency may stand before it */
} WrittenOperand;

static void written_operand_clear(WrittenOperand *operand)
{
    g_free(operand->number);
    g_free(operand->unit);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WrittenOperand, written_operand_clear)

static bool is_count(const Rewriter *rewriter)
{
    return rewriter->declared != NULL && unit_is_dimensionless(rewriter->declared);
}

static bool fits(const Rewriter *rewriter, const char *symbol)
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
static size_t count_number(const char *text)
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
static const char *behind(const char *text, size_t length)
{
    text += length;
    return text + strspn(text, " ");
}

/* Does `text` consist of the word and nothing more? */
static const char *whole(const QuantityWord *word, const char *text)
{
    if (word == NULL)
        return NULL;
    const char *rest = behind(text, strlen(word->written));
    return *rest == '\0' || (*rest == '.' && rest[1] == '\0') ? word->means : NULL;
}

/* K is no prefix: people mean a thousand or 1024. Bits a second are counted by thousands. */
static bool is_kilo(const char *unit)
{
    return unit[0] == 'K' && (unit[1] == 'B' || unit[1] == 'b');
}

static char *write_kilo(Rewriter *rewriter, const char *unit)
{
    const bool is_bit_rate =
        unit[1] == 'b' && strstr(unit, "ps") == NULL ? strstr(unit, "/s") != NULL : unit[1] == 'b';
    rewriter->asks_kilo |= !is_bit_rate;
    rewriter->asks_bits |= !is_bit_rate && unit[1] == 'b';
    return is_bit_rate ? g_strdup_printf("k%s", unit + 1) : NULL;
}

/* "1P" of what is in TFLOPS: the prefix, before what the declared unit's is before. */
static char *write_prefix(const Rewriter *rewriter, const char *prefix)
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
static char *write_known_unit(Rewriter *rewriter, const char *text)
{
    if (*text == '\0' || (fits(rewriter, text) && rewriter->currency == NULL))
        return g_strdup(text);
    if (is_kilo(text))
        return write_kilo(rewriter, text);
    const QuantityWord *money = quantity_words_money(text);
    const char *code = whole(money, text);
    rewriter->asks_currency |= code != NULL && *code == '\0';
    if (code != NULL && *code != '\0' && !is_count(rewriter))
        return rewriter->currency == NULL || strcmp(rewriter->currency, code) == 0 ? g_strdup(code)
                                                                                   : NULL;
    const char *symbol = rewriter->currency == NULL ? whole(quantity_words_unit(text), text) : NULL;
    return symbol != NULL && (*symbol == '\0' ? is_count(rewriter) : fits(rewriter, symbol))
               ? g_strdup(symbol)
               : NULL;
}

/* Returns a unit without a number word before it; NULL: it is none. */
static char *write_plain_unit(Rewriter *rewriter, const char *text)
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

static char *join_unit(const Rewriter *rewriter, const char *word, const char *unit)
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
static bool ends_in_money(Units *units, const char *text)
{
    if (ends_in_sign(text))
        return true;
    const char *space = strrchr(text, ' ');
    const Unit *unit = space != NULL ? units_find(units, space + 1) : NULL;
    return (unit != NULL && units_find_currency(units, unit) != NULL) ||
           (space != NULL && whole(quantity_words_money(space + 1), space + 1) != NULL);
}

/* Spells a unit anew; a number word may ask to move the number's decimal point. */
static char *write_unit(Rewriter *rewriter, const char *text, int *shift)
{
    if (*text == '-' && g_ascii_isalpha(text[1]))
        text++;
    const bool is_money = rewriter->currency != NULL || ends_in_money(rewriter->units, text);
    const bool fits_as_it_is = *text != '\0' && fits(rewriter, text) && !is_money;
    const QuantityMultiplier *multiplier =
        fits_as_it_is ? NULL : quantity_words_multiplier(text, is_money || is_count(rewriter));
    const bool is_kilo_count = multiplier != NULL && *text == 'K' && !is_money;
    if (multiplier == NULL || is_kilo_count) {
        g_autofree char *unit = write_plain_unit(rewriter, text);
        return unit != NULL ? join_unit(rewriter, "", unit) : NULL;
    }
    const char *rest = behind(text, strlen(multiplier->written));
    g_autofree char *unit = write_known_unit(rewriter, rest); /* "billion US" is no microsecond */
    if (unit == NULL)
        return NULL;
    *shift = multiplier->shift;
    return join_unit(rewriter, multiplier->means, unit);
}

/* --- operands --- */

/* Reads a number and its unit, all of `text`. */
static bool read_operand(Rewriter *rewriter, const char *text, WrittenOperand *operand)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    const size_t length = count_number(trimmed);
    *operand = (WrittenOperand){0};
    if (length == 0)
        return false;
    g_autofree char *written = write_number(trimmed, length);
    if (written == NULL)
        return false;
    const char *unit = behind(trimmed, length);
    operand->unit = write_unit(rewriter, unit, &operand->shift);
    operand->number = shift_point(written, operand->shift);
    operand->is_bare = *unit == '\0';
    return operand->unit != NULL && operand->number != NULL;
}

/* In "47-49亿" the unit of the second number, and its number word, is that of the first, too. False
 * if that cannot be written. */
static bool share_unit(WrittenOperand *operand, const WrittenOperand *other)
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

static char *join(const char *number, const char *unit)
{
    return *unit != '\0' ? g_strdup_printf("%s %s", number, unit) : g_strdup(number);
}

static char *format_number(double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(text, sizeof text, "%.12g", value));
}

static double value_of(const WrittenOperand *operand)
{
    g_auto(GStrv) groups = g_strsplit(operand->number, ",", -1);
    g_autofree char *number = g_strjoinv("", groups);
    return g_ascii_strtod(number, NULL);
}

/* --- forms --- */

static char *write_single(Rewriter *rewriter, const char *text)
{
    g_auto(WrittenOperand) operand = {0};
    return read_operand(rewriter, text, &operand) ? join(operand.number, operand.unit) : NULL;
}

static bool begins_with_number(const char *text)
{
    return count_number(text + strspn(text, " ")) > 0;
}

/* The first has the unit of the last, if it had none of its own (share_unit()). */
static char *join_range(const WrittenOperand *first, const WrittenOperand *last)
{
    const bool is_same = strcmp(first->unit, last->unit) == 0;
    if (first->is_bare || (is_same && *last->unit == '\0'))
        return g_strdup_printf("%s..%s%s%s", first->number, last->number,
                               *last->unit != '\0' ? " " : "", last->unit);
    if (last->is_bare || *first->unit == '\0' || *last->unit == '\0')
        return NULL;
    return g_strdup_printf("%s %s .. %s %s", first->number, first->unit, last->number, last->unit);
}

/* Skips the currency that stood before the first number, where it stands again. */
static const char *skip_currency(const Rewriter *rewriter, const char *text)
{
    const char *at = text + strspn(text, " ");
    const QuantityWord *money = rewriter->currency != NULL ? quantity_words_money(at) : NULL;
    return money != NULL && strcmp(money->means, rewriter->currency) == 0
               ? behind(at, strlen(money->written))
               : text;
}

/* "15-30 W", "15 W to 30 W", "15～30W". The joint stands behind the first number and before
 * another. */
static char *write_range(Rewriter *rewriter, const char *text)
{
    static const char *const joints[] = {"...", "..", "…", " to ", "至", "到", " bis ",
                                         "–",   "—",  "~", "〜",   "−",  "-",  "/ -"};
    const size_t from = count_number(text);
    for (size_t i = 0; from > 0 && i < G_N_ELEMENTS(joints); i++) {
        const char *joint = strstr(text + from, joints[i]);
        const char *rest = joint != NULL ? skip_currency(rewriter, joint + strlen(joints[i])) : "";
        if (!begins_with_number(rest))
            continue;
        g_autofree char *left = g_strndup(text, (gsize)(joint - text));
        g_auto(WrittenOperand) first = {0};
        g_auto(WrittenOperand) last = {0};
        char *range = read_operand(rewriter, left, &first) && read_operand(rewriter, rest, &last) &&
                              share_unit(&first, &last)
                          ? join_range(&first, &last)
                          : NULL;
        if (range != NULL)
            return range;
    }
    return NULL;
}

/* By how much the number may be off, in its own unit; negative: that does not convert. */
static double tolerance(const Rewriter *rewriter, const WrittenOperand *number,
                        const WrittenOperand *off)
{
    if (strcmp(off->unit, "%") == 0)
        return fabs(value_of(number)) * value_of(off) / 100;
    const Unit *from = units_find(rewriter->units, off->unit);
    const Unit *to = units_find(rewriter->units, number->unit);
    if (from == to)
        return value_of(off);
    return from != NULL && to != NULL && unit_same_dimension(from, to)
               ? unit_convert(from, to, value_of(off))
               : -1;
}

/* "1.0 V ± 5 %", "1.0 ± 0.05 V". */
static char *write_tolerance(Rewriter *rewriter, const char *text)
{
    static const char *const signs[] = {"±", "+/-", "+-", "+/−"};
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        const char *at = strstr(text, signs[i]);
        if (at == NULL || at == text)
            continue;
        g_autofree char *left = g_strndup(text, (gsize)(at - text));
        const char *rest = at + strlen(signs[i]);
        Rewriter any = *rewriter;
        g_auto(WrittenOperand) number = {0};
        g_auto(WrittenOperand) off = {0};
        any.declared = NULL;
        if (!read_operand(rewriter, left, &number) || !read_operand(&any, rest, &off))
            return NULL;
        const bool is_share = strcmp(off.unit, "%") == 0;
        if (!is_share && !(number.is_bare ? share_unit(&number, &off) : share_unit(&off, &number)))
            return NULL;
        const double by = tolerance(rewriter, &number, &off);
        if (by < 0)
            return NULL;
        g_autofree char *low = format_number(value_of(&number) - by);
        g_autofree char *high = format_number(value_of(&number) + by);
        g_autofree char *range = g_strdup_printf("%s..%s", low, high);
        rewriter->keeps = true;
        return join(range, number.unit);
    }
    return NULL;
}

/* "0.9/1.0/1.1 V": the least, the usual and the most. */
static char *write_three(Rewriter *rewriter, const char *text)
{
    const char *ends[2];
    size_t count = 0;
    for (const char *at = text; (at = strchr(at, '/')) != NULL; at++)
        if (begins_with_number(at + 1) && count++ < G_N_ELEMENTS(ends))
            ends[count - 1] = at;
    if (count != G_N_ELEMENTS(ends))
        return NULL;
    g_autofree char *first = g_strndup(text, (gsize)(ends[0] - text));
    g_autofree char *second = g_strndup(ends[0] + 1, (gsize)(ends[1] - ends[0] - 1));
    g_auto(WrittenOperand) low = {0};
    g_auto(WrittenOperand) usual = {0};
    g_auto(WrittenOperand) high = {0};
    if (!read_operand(rewriter, first, &low) || !read_operand(rewriter, second, &usual) ||
        !read_operand(rewriter, ends[1] + 1, &high) || !share_unit(&low, &high) ||
        !share_unit(&usual, &high) || value_of(&low) > value_of(&usual) ||
        value_of(&usual) > value_of(&high) || strcmp(low.unit, usual.unit) != 0)
        return NULL;
    rewriter->keeps = true;
    return join_range(&low, &high);
}

/* Do several of it together have so much more? Not of clocks, voltages and temperatures. */
static bool adds_up(const Rewriter *rewriter)
{
    static const char *const kinds[] = {"1", "B", "bit", "B/s", "bit/s", "FLOPS", "OPS", "W", "m2"};
    for (size_t i = 0; rewriter->declared != NULL && i < G_N_ELEMENTS(kinds); i++) {
        const Unit *kind = units_find(rewriter->units, kinds[i]);
        if (kind != NULL && unit_same_dimension(kind, rewriter->declared))
            return strcmp(unit_symbol(rewriter->declared), "%") != 0;
    }
    return false;
}

/* "2x 256-bit", "2 × 80 GB". */
static char *write_product(Rewriter *rewriter, const char *text)
{
    static const char *const signs[] = {"x", "X", "×", "*", "х"};
    const size_t length = strspn(text, "0123456789");
    const char *sign = behind(text, length);
    for (size_t i = 0; length > 0 && i < G_N_ELEMENTS(signs); i++) {
        const char *rest = sign + strlen(signs[i]);
        g_auto(WrittenOperand) operand = {0};
        if (!g_str_has_prefix(sign, signs[i]) || !begins_with_number(rest) || !adds_up(rewriter) ||
            !read_operand(rewriter, rest, &operand))
            continue;
        g_autofree char *product =
            format_number((double)g_ascii_strtoull(text, NULL, 10) * value_of(&operand));
        rewriter->keeps = true;
        return join(product, operand.unit);
    }
    return NULL;
}

/* "40e9 x2": of a count only; behind a bandwidth, x16 may say of which link it is. */
static char *write_multiple(Rewriter *rewriter, const char *text)
{
    static const char *const signs[] = {"x", "X", "×", "*"};
    for (size_t i = 0; is_count(rewriter) && i < G_N_ELEMENTS(signs); i++) {
        const char *sign = strstr(text, signs[i]);
        const char *times = sign != NULL ? behind(sign, strlen(signs[i])) : "";
        const size_t length = strspn(times, "0123456789");
        if (length == 0 || times[length] != '\0')
            continue;
        g_autofree char *left = g_strndup(text, (gsize)(sign - text));
        g_auto(WrittenOperand) operand = {0};
        if (strchr(left, '.') != NULL || !read_operand(rewriter, left, &operand))
            continue;
        g_autofree char *product =
            format_number(value_of(&operand) * (double)g_ascii_strtoull(times, NULL, 10));
        rewriter->keeps = true;
        return join(product, operand.unit);
    }
    return NULL;
}

/* How long a name stands behind a number of a sum: "P" of "8P". */
static size_t count_name(const char *text)
{
    size_t length = 0;
    while (g_ascii_isalpha(text[length]) || text[length] == '-' || text[length] == ' ')
        length++;
    return length;
}

/* "8P+4E", "8+4": of a count, each part may have a name. */
static char *write_sum(Rewriter *rewriter, const char *text)
{
    double sum = 0;
    size_t parts = 0;
    if (strchr(text, '+') == NULL || !is_count(rewriter))
        return NULL;
    for (const char *at = text;; at++, parts++) {
        at += strspn(at, " ");
        const size_t length = strspn(at, "0123456789");
        if (length == 0 || length > 9)
            return NULL;
        sum += (double)g_ascii_strtoull(at, NULL, 10); /* the E of 8E+2P is no exponent's */
        at += length;
        at += count_name(at);
        if (*at == '\0')
            break;
        if (*at != '+')
            return NULL;
    }
    rewriter->keeps = true;
    return parts > 0 ? format_number(sum) : NULL;
}

/* --- what stands around it --- */

static void add_remark(Rewriter *rewriter, const char *text)
{
    char *remark =
        rewriter->remark != NULL ? g_strjoin("; ", text, rewriter->remark, NULL) : g_strdup(text);
    g_free(rewriter->remark);
    rewriter->remark = remark;
}

/* Returns where the bracket opens that ends the text; NULL: none does. */
static char *find_bracket(char *text)
{
    int depth = 0;
    for (char *at = text + strlen(text); at-- > text;) {
        depth += *at == ')' || *at == ']';
        depth -= *at == '(' || *at == '[';
        if (depth == 0)
            return *at == '(' || *at == '[' ? at : NULL;
    }
    return NULL;
}

/* Cuts "(15-30 W)" off the end. */
static void take_brackets(Rewriter *rewriter, char *text)
{
    for (char *at; (at = find_bracket(text)) != NULL && at > text;) {
        g_autofree char *remark = g_strstrip(g_strndup(at + 1, strlen(at + 1) - 1));
        if (*remark != '\0')
            add_remark(rewriter, remark);
        *at = '\0';
        g_strstrip(text);
    }
}

/* Cuts "@ 1.2 V" off the end; behind a semicolon, what is no number of its own. */
static void take_circumstance(Rewriter *rewriter, char *text)
{
    static const char *const openings[] = {"@", " at ", " bei ", ";"};
    for (size_t i = 0; i < G_N_ELEMENTS(openings) && *text != '\0'; i++) {
        char *at = strstr(text + 1, openings[i]);
        if (at == NULL || (*at == ';' && begins_with_number(at + 1)))
            continue;
        g_autofree char *remark = g_strstrip(g_strdup(*at == ';' ? at + 1 : at));
        if (*remark != '\0')
            add_remark(rewriter, remark);
        *at = '\0';
        g_strstrip(text);
    }
}

/* Cuts what is remarked off the end; false if brackets are left, as in "350 W (a) / 700 W (b)":
 * then it does not go with the whole. */
static bool take_remark(Rewriter *rewriter, char *text)
{
    if (begins_with_number(text + strcspn(text, "0123456789"))) {
        take_brackets(rewriter, text);
        take_circumstance(rewriter, text);
        take_brackets(rewriter, text);
    }
    return strpbrk(text, "()[]") == NULL;
}

/* Cuts a word off the end that says in which sense the number is meant. */
static void take_sense(Rewriter *rewriter, char *text)
{
    static const char *const senses[] = {"typical", "typ.",  "typ",    "nominal",     "nom.",
                                         "tdp",     "tgp",   "tbp",    "peak",        "boost",
                                         "base",    "total", "dense",  "典型",        "峰值",
                                         "稀疏",    "稠密",  "sparse", "boost clock", "base clock"};
    for (size_t i = 0; i < G_N_ELEMENTS(senses); i++) {
        const size_t length = strlen(text), own = strlen(senses[i]);
        char *at = text + length - MIN(own, length);
        if (length <= own || g_ascii_strcasecmp(at, senses[i]) != 0 || g_ascii_isalpha(at[-1]))
            continue;
        add_remark(rewriter, at);
        *at = '\0';
        g_strstrip(text);
    }
}

/* Takes signs off both ends; false if they do not go together. */
static bool take_signs(Rewriter *rewriter, char *text)
{
    const QuantityWord *before = quantity_words_sign(text);
    if (before != NULL) {
        memmove(text, text + strlen(before->written), strlen(text + strlen(before->written)) + 1);
        rewriter->sign = before->means;
        g_strstrip(text);
    }
    const QuantityWord *end = quantity_words_end(text);
    if (end == NULL)
        return true;
    if (before != NULL && strcmp(before->means, end->means) != 0)
        return false;
    text[strlen(text) - strlen(end->written)] = '\0';
    rewriter->sign = end->means;
    g_strstrip(text);
    return true;
}

static void take_currency(Rewriter *rewriter, char *text)
{
    const QuantityWord *money = quantity_words_money(text);
    if (money == NULL)
        return;
    const char *rest = behind(text, strlen(money->written));
    if (!begins_with_number(rest))
        return;
    rewriter->asks_currency |= *money->means == '\0';
    rewriter->currency = *money->means != '\0' ? money->means : NULL;
    memmove(text, rest, strlen(rest) + 1);
}

/* "x2.5" is 2.5 x. */
static void turn_factor(const Rewriter *rewriter, GString *text)
{
    const size_t sign = g_str_has_prefix(text->str, "×") ? strlen("×") : text->str[0] == 'x';
    if (sign == 0 || !is_count(rewriter) || !begins_with_number(text->str + sign))
        return;
    g_string_erase(text, 0, (gssize)sign);
    g_string_append(text, " x");
}

static char *write_body(Rewriter *rewriter, const char *text)
{
    static char *(*const forms[])(Rewriter * rewriter, const char *text) = {
        write_tolerance, write_three,  write_product, write_multiple,
        write_sum,       write_single, write_range};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        rewriter->keeps = false;
        char *body = forms[i](rewriter, text);
        if (body != NULL)
            return body;
    }
    return NULL;
}

static char *rewrite(Rewriter *rewriter, const char *text)
{
    g_autofree char *narrow = g_strstrip(narrow_text(text));
    const size_t length = strlen(narrow);
    if (length > 2 && narrow[0] == '"' && narrow[length - 1] == '"') {
        memmove(narrow, narrow + 1, length - 2);
        narrow[length - 2] = '\0';
    }
    if (!take_remark(rewriter, narrow))
        return NULL;
    take_sense(rewriter, narrow);
    if (!take_signs(rewriter, narrow))
        return NULL;
    take_currency(rewriter, narrow);
    if (rewriter->asks_currency)
        return NULL;
    g_autoptr(GString) turned = g_string_new(narrow);
    turn_factor(rewriter, turned);
    g_autofree char *body = write_body(rewriter, turned->str);
    return body != NULL ? g_strconcat(rewriter->sign, body, NULL) : NULL;
}

/* --- advice --- */

static bool hint_choice(const Rewriter *rewriter, Problem *problem)
{
    if (rewriter->asks_currency)
        problem_hint(problem,
                     "¥ is the sign of two currencies: write CNY or JPY behind the number");
    else if (rewriter->asks_bits)
        problem_hint(problem, "b is a bit, and 8 of them a byte; for bytes write kB, which is "
                              "1000 B, or KiB, which is 1024 B");
    else if (rewriter->asks_kilo)
        problem_hint(problem, "kB is 1000 B, KiB is 1024 B: write the one that is meant");
    else
        return false;
    return true;
}

/* "24 Gbit" of what is in GB. Bits without a prefix may be a width, which is another slot's, and
 * bits a second a pin's rate. */
static bool hint_bits(Units *units, const char *text, const Unit *declared, Problem *problem)
{
    Problem ignored;
    Quantity quantity;
    const Unit *bits = units_find(units, "bit");
    const Unit *bytes = units_find(units, "B");
    if (declared == NULL || bits == NULL || bytes == NULL ||
        !unit_same_dimension(declared, bytes) || problem->kind != PROBLEM_DIMENSION ||
        !quantity_read(units, text, NULL, &quantity, &ignored) || quantity.scale == NULL ||
        !unit_same_dimension(quantity.scale, bits) || unit_convert(quantity.scale, bits, 1) == 1)
        return false;
    if (quantity_is_range(&quantity) || quantity.min != quantity.max)
        return problem_hint(problem, "these are bits, and 8 of them a byte"), true;
    const double count = unit_convert(quantity.scale, bits, quantity.min) / 8;
    g_autofree char *number = format_number(unit_convert(bytes, declared, count));
    problem_hint(problem, "these are bits, and 8 of them a byte: they are %s %s", number,
                 unit_symbol(declared));
    return true;
}

bool quantity_hint(Units *units, const char *text, const Unit *declared, Problem *problem)
{
    Rewriter rewriter = {.units = units, .declared = declared, .sign = ""};
    if (!g_utf8_validate(text, -1, NULL))
        return false;
    Problem ignored;
    Quantity quantity;
    g_autofree char *written = rewrite(&rewriter, text);
    const bool is_one = written != NULL && strcmp(written, text) != 0 &&
                        quantity_read(units, written, declared, &quantity, &ignored);
    if (is_one) {
        const bool has_rest = rewriter.keeps || rewriter.remark != NULL;
        problem_fix(problem, has_rest ? "note" : NULL, "%s", written);
        if (!rewriter.keeps && rewriter.remark != NULL)
            g_strlcpy(problem->remark, rewriter.remark, sizeof problem->remark);
        problem->hint[0] = '\0';
    }
    g_free(rewriter.remark);
    return is_one || hint_choice(&rewriter, problem) || hint_bits(units, text, declared, problem);
}

bool quantity_hint_is_amount(Units *units, const char *symbol)
{
    return strchr(symbol, ' ') != NULL && ends_in_money(units, symbol) &&
           quantity_words_multiplier(symbol, true) != NULL &&
           quantity_words_multiplier(symbol, false) == NULL;
}
