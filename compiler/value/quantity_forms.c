/* The forms in which people write several numbers as one. */
#include "value/quantity_forms.h"

#include "value/quantity_words.h"

#include <math.h>
#include <string.h>

static char *write_single(QuantityRewriter *rewriter, const char *text)
{
    g_auto(QuantityOperand) operand = {0};
    return quantity_operand_read(rewriter, text, &operand)
               ? quantity_join(operand.number, operand.unit)
               : NULL;
}

/* The first has the unit of the last, if it had none of its own (quantity_operand_share_unit()). */
static char *join_range(const QuantityOperand *first, const QuantityOperand *last)
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
static const char *skip_currency(const QuantityRewriter *rewriter, const char *text)
{
    const char *at = text + strspn(text, " ");
    const QuantityWord *money = rewriter->currency != NULL ? quantity_words_money(at) : NULL;
    return money != NULL && strcmp(money->means, rewriter->currency) == 0
               ? quantity_skip(at, strlen(money->written))
               : text;
}

/* "15-30 W", "15 W to 30 W", "15～30W". The joint stands behind the first number and before
 * another. */
static char *write_range(QuantityRewriter *rewriter, const char *text)
{
    static const char *const joints[] = {"...", "..", "…", " to ", "至", "到", " bis zu ", " bis ",
                                         "–",   "—",  "~", "〜",   "−",  "-",  "/ -"};
    const size_t from = quantity_count_number(text);
    for (size_t i = 0; from > 0 && i < G_N_ELEMENTS(joints); i++) {
        const char *joint = strstr(text + from, joints[i]);
        const char *rest = joint != NULL ? skip_currency(rewriter, joint + strlen(joints[i])) : "";
        if (!quantity_begins_with_number(rest))
            continue;
        g_autofree char *left = g_strndup(text, (gsize)(joint - text));
        g_auto(QuantityOperand) first = {0};
        g_auto(QuantityOperand) last = {0};
        char *range = quantity_operand_read(rewriter, left, &first) &&
                              quantity_operand_read(rewriter, rest, &last) &&
                              quantity_operand_share_unit(&first, &last)
                          ? join_range(&first, &last)
                          : NULL;
        if (range != NULL)
            return range;
    }
    return NULL;
}

/* By how much the number may be off, in its own unit; negative: that does not convert. */
static double tolerance(const QuantityRewriter *rewriter, const QuantityOperand *number,
                        const QuantityOperand *off)
{
    if (strcmp(off->unit, "%") == 0)
        return fabs(quantity_operand_value(number)) * quantity_operand_value(off) / 100;
    const Unit *from = units_find(rewriter->units, off->unit);
    const Unit *to = units_find(rewriter->units, number->unit);
    if (from == to)
        return quantity_operand_value(off);
    return from != NULL && to != NULL && unit_same_dimension(from, to)
               ? unit_convert(from, to, quantity_operand_value(off))
               : -1;
}

static char *write_between(const QuantityOperand *number, double less, double more)
{
    g_autofree char *low = quantity_format_number(quantity_operand_value(number) - less);
    g_autofree char *high = quantity_format_number(quantity_operand_value(number) + more);
    g_autofree char *range = g_strdup_printf("%s..%s", low, high);
    return quantity_join(range, number->unit);
}

/* "1.0 V ± 5 %", "1.0 ± 0.05 V". */
static char *write_tolerance(QuantityRewriter *rewriter, const char *text)
{
    static const char *const signs[] = {"±", "+/-", "+-", "+/−"};
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        const char *at = strstr(text, signs[i]);
        if (at == NULL || at == text)
            continue;
        g_autofree char *left = g_strndup(text, (gsize)(at - text));
        const char *rest = at + strlen(signs[i]);
        QuantityRewriter any = *rewriter;
        g_auto(QuantityOperand) number = {0};
        g_auto(QuantityOperand) off = {0};
        any.declared = NULL;
        if (!quantity_operand_read(rewriter, left, &number) ||
            !quantity_operand_read(&any, rest, &off))
            return NULL;
        const bool is_share = strcmp(off.unit, "%") == 0;
        if (!is_share && off.unit[0] == '%')
            return NULL; /* "350 ± 10 % W": 350 is no hundredths */
        if (!is_share && !(number.is_bare ? quantity_operand_share_unit(&number, &off)
                                          : quantity_operand_share_unit(&off, &number)))
            return NULL;
        const double by = tolerance(rewriter, &number, &off);
        if (by < 0)
            return NULL;
        rewriter->keeps = true;
        return write_between(&number, by, by);
    }
    return NULL;
}

/* "1.0 V +5%/-3%", "1.0 V -30/+50 mV": how much more and less it may be. */
static char *write_uneven(QuantityRewriter *rewriter, const char *text)
{
    const char *first = strpbrk(text + quantity_count_number(text), "+-");
    const char *last = first != NULL ? strpbrk(first + 1, "+-") : NULL;
    if (first == NULL || last == NULL || *first == *last || first[1] == *last)
        return NULL;
    QuantityRewriter any = *rewriter;
    any.declared = NULL;
    g_auto(QuantityOperand) number = {0};
    g_auto(QuantityOperand) one = {0};
    g_auto(QuantityOperand) other = {0};
    g_autofree char *left = g_strndup(text, (gsize)(first - text));
    g_autofree char *middle = g_strndup(first + 1, (gsize)(last - first - 1));
    g_strchomp(g_strdelimit(middle, "/,;", ' '));
    if (!quantity_operand_read(rewriter, left, &number) ||
        !quantity_operand_read(&any, middle, &one) ||
        !quantity_operand_read(&any, last + 1, &other) || number.is_bare ||
        !quantity_operand_share_unit(&one, &other) || !quantity_operand_share_unit(&other, &number))
        return NULL;
    const double more = tolerance(rewriter, &number, *first == '+' ? &one : &other);
    const double less = tolerance(rewriter, &number, *first == '+' ? &other : &one);
    if (more < 0 || less < 0)
        return NULL;
    rewriter->keeps = true;
    return write_between(&number, less, more);
}

/* Are three such numbers the least, the usual and the most, as in data sheets? Of memory, power or
 * money they are values of three products, and of clocks what each is for. */
static bool has_bounds(const QuantityRewriter *rewriter, const char *symbol)
{
    static const char *const kinds[] = {"V", "A", "°C"};
    const Unit *unit = units_find(rewriter->units, symbol);
    for (size_t i = 0; unit != NULL && i < G_N_ELEMENTS(kinds); i++) {
        const Unit *kind = units_find(rewriter->units, kinds[i]);
        if (kind != NULL && unit_same_dimension(kind, unit))
            return true;
    }
    return false;
}

/* "0.9/1.0/1.1 V". */
static char *write_three(QuantityRewriter *rewriter, const char *text)
{
    const char *ends[2];
    size_t count = 0;
    for (const char *at = text; (at = strchr(at, '/')) != NULL; at++)
        if (quantity_begins_with_number(at + 1) && count++ < G_N_ELEMENTS(ends))
            ends[count - 1] = at;
    if (count != G_N_ELEMENTS(ends))
        return NULL;
    g_autofree char *first = g_strndup(text, (gsize)(ends[0] - text));
    g_autofree char *second = g_strndup(ends[0] + 1, (gsize)(ends[1] - ends[0] - 1));
    g_auto(QuantityOperand) low = {0};
    g_auto(QuantityOperand) usual = {0};
    g_auto(QuantityOperand) high = {0};
    if (!quantity_operand_read(rewriter, first, &low) ||
        !quantity_operand_read(rewriter, second, &usual) ||
        !quantity_operand_read(rewriter, ends[1] + 1, &high) ||
        !quantity_operand_share_unit(&low, &high) || !quantity_operand_share_unit(&usual, &high) ||
        quantity_operand_value(&low) > quantity_operand_value(&usual) ||
        quantity_operand_value(&usual) > quantity_operand_value(&high) ||
        strcmp(low.unit, usual.unit) != 0 || !has_bounds(rewriter, high.unit))
        return NULL;
    rewriter->keeps = true;
    return join_range(&low, &high);
}

/* Reads "0.9 V min" as the operand of the bound that it names. False if it does not, or another
 * did. */
static bool read_bound(QuantityRewriter *rewriter, const char *text,
                       QuantityOperand bounds[QUANTITY_BOUNDS])
{
    g_autofree char *rest = g_strdup(text);
    g_strdelimit(rest, "()[]", ' ');
    const QuantityBound bound = quantity_words_take_bound(rest);
    return bound != QUANTITY_NO_BOUND && bounds[bound].number == NULL &&
           quantity_operand_read(rewriter, rest, &bounds[bound]);
}

/* Is the usual value, if it is said, between the least and the most? */
static bool are_in_order(QuantityOperand bounds[QUANTITY_BOUNDS])
{
    const QuantityOperand *most = &bounds[QUANTITY_MOST];
    if (bounds[QUANTITY_LEAST].number == NULL || most->number == NULL ||
        !quantity_operand_share_unit(&bounds[QUANTITY_LEAST], most))
        return false;
    if (bounds[QUANTITY_USUAL].number == NULL)
        return true;
    if (!quantity_operand_share_unit(&bounds[QUANTITY_USUAL], most) ||
        strcmp(bounds[QUANTITY_USUAL].unit, most->unit) != 0)
        return false;
    const double usual = quantity_operand_value(&bounds[QUANTITY_USUAL]);
    return quantity_operand_value(&bounds[QUANTITY_LEAST]) <= usual &&
           usual <= quantity_operand_value(most);
}

char *quantity_write_bounds(QuantityRewriter *rewriter, const char *text)
{
    g_auto(GStrv) pieces = quantity_split(text, quantity_is_any_piece);
    QuantityOperand bounds[QUANTITY_BOUNDS] = {0};
    bool all = pieces[1] != NULL;
    for (char **piece = pieces; all && *piece != NULL; piece++)
        all = read_bound(rewriter, *piece, bounds);
    char *range = NULL;
    if (all && are_in_order(bounds) &&
        strcmp(bounds[QUANTITY_LEAST].unit, bounds[QUANTITY_MOST].unit) == 0)
        range = join_range(&bounds[QUANTITY_LEAST], &bounds[QUANTITY_MOST]);
    rewriter->keeps |= range != NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(bounds); i++)
        quantity_operand_clear(&bounds[i]);
    return range;
}

/* Do several of it together have so much more? Not of clocks, voltages and temperatures. */
static bool adds_up(const QuantityRewriter *rewriter)
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
static char *write_product(QuantityRewriter *rewriter, const char *text)
{
    static const char *const signs[] = {"x", "X", "×", "*", "х"};
    const size_t length = strspn(text, "0123456789");
    const char *sign = quantity_skip(text, length);
    for (size_t i = 0; length > 0 && i < G_N_ELEMENTS(signs); i++) {
        const char *rest = sign + strlen(signs[i]);
        g_auto(QuantityOperand) operand = {0};
        if (!g_str_has_prefix(sign, signs[i]) || !quantity_begins_with_number(rest) ||
            !adds_up(rewriter) || !quantity_operand_read(rewriter, rest, &operand))
            continue;
        g_autofree char *product = quantity_format_number((double)g_ascii_strtoull(text, NULL, 10) *
                                                          quantity_operand_value(&operand));
        rewriter->keeps = true;
        return quantity_join(product, operand.unit);
    }
    return NULL;
}

/* Is it so much a second? Behind a bandwidth, x16 may say of which link it is. */
static bool is_rate(const QuantityRewriter *rewriter)
{
    static const char *const kinds[] = {"B/s", "bit/s"};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        const Unit *kind = units_find(rewriter->units, kinds[i]);
        if (kind != NULL && unit_same_dimension(kind, rewriter->declared))
            return true;
    }
    return false;
}

/* "40e9 x2", "700 W x 8". */
static char *write_multiple(QuantityRewriter *rewriter, const char *text)
{
    static const char *const signs[] = {"x", "X", "×", "*"};
    for (size_t i = 0; adds_up(rewriter) && !is_rate(rewriter) && i < G_N_ELEMENTS(signs); i++) {
        const char *sign = strstr(text, signs[i]);
        const char *times = sign != NULL ? quantity_skip(sign, strlen(signs[i])) : "";
        const size_t length = strspn(times, "0123456789");
        if (length == 0 || times[length] != '\0')
            continue;
        g_autofree char *left = g_strndup(text, (gsize)(sign - text));
        g_auto(QuantityOperand) operand = {0};
        if ((quantity_is_count(rewriter) && strchr(left, '.') != NULL) ||
            !quantity_operand_read(rewriter, left, &operand))
            continue;
        g_autofree char *product = quantity_format_number(
            quantity_operand_value(&operand) * (double)g_ascii_strtoull(times, NULL, 10));
        rewriter->keeps = true;
        return quantity_join(product, operand.unit);
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
static char *write_sum(QuantityRewriter *rewriter, const char *text)
{
    double sum = 0;
    size_t parts = 0;
    if (strchr(text, '+') == NULL || !quantity_is_count(rewriter))
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
    return parts > 0 ? quantity_format_number(sum) : NULL;
}

char *quantity_write_form(QuantityRewriter *rewriter, const char *text)
{
    static char *(*const forms[])(QuantityRewriter * rewriter, const char *text) = {
        write_tolerance, write_uneven, write_three,  write_product,
        write_multiple,  write_sum,    write_single, write_range};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        rewriter->keeps = false;
        char *body = forms[i](rewriter, text);
        if (body != NULL)
            return body;
    }
    return NULL;
}
