/*
 * A text is taken apart: what is remarked on it, a sign before or behind it, then one of the forms
 * in which people write several numbers as one. What is left are numbers with units, which are
 * spelt anew; and the whole is suggested only if it then is a quantity of the right kind.
 */
#include "value/quantity_hint.h"

#include "value/narrow.h"
#include "value/quantity_forms.h"
#include "value/quantity_several.h"
#include "value/quantity_words.h"

#include <string.h>

/* --- what stands around it --- */

static void add_remark(QuantityRewriter *rewriter, const char *text)
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
static void take_brackets(QuantityRewriter *rewriter, char *text)
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
static void take_circumstance(QuantityRewriter *rewriter, char *text)
{
    static const char *const openings[] = {"@", " at ", " bei ", ";"};
    for (size_t i = 0; i < G_N_ELEMENTS(openings) && *text != '\0'; i++) {
        char *at = strstr(text + 1, openings[i]);
        if (at == NULL || (*at == ';' && quantity_begins_with_number(at + 1)))
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
static bool take_remark(QuantityRewriter *rewriter, char *text)
{
    if (quantity_begins_with_number(text + strcspn(text, "0123456789"))) {
        take_brackets(rewriter, text);
        take_circumstance(rewriter, text);
        take_brackets(rewriter, text);
    }
    return strpbrk(text, "()[]") == NULL;
}

/* Cuts a word off the end, or the beginning, that says in which sense the number is meant. */
static void take_sense(QuantityRewriter *rewriter, char *text)
{
    static const char *const senses[] = {
        "typical",     "typ.",          "typ",           "nominal", "nom.",
        "tdp",         "tgp",           "tbp",           "peak",    "boost",
        "base",        "total",         "dense",         "典型",    "典型值",
        "峰值",        "稀疏",          "稠密",          "额定",    "sparse",
        "boost clock", "base clock",    "one-way",       "one way", "unidirectional",
        "单向",        "bidirectional", "bidirektional", "双向",    "双向合计",
        "片方向",      "双方向",        "基础",          "基频",    "睿频",
        "加速"};
    for (size_t i = 0; i < G_N_ELEMENTS(senses); i++) {
        const size_t length = strlen(text), own = strlen(senses[i]);
        char *at = text + length - MIN(own, length);
        if (length > own && g_ascii_strcasecmp(at, senses[i]) == 0 && !g_ascii_isalpha(at[-1])) {
            add_remark(rewriter, at);
            *at = '\0';
        } else if (length > own && g_ascii_strncasecmp(text, senses[i], own) == 0 &&
                   quantity_begins_with_number(text + own)) {
            g_autofree char *sense = g_strndup(text, own);
            add_remark(rewriter, sense);
            memmove(text, text + own, length - own + 1);
        }
        g_strstrip(text);
    }
}

/* "80 GB HBM3e": of which kind the memory is. */
static void take_memory(QuantityRewriter *rewriter, char *text)
{
    static const char *const kinds[] = {"hbm", "gddr", "lpddr", "ddr"};
    char *word = strrchr(text, ' ');
    for (size_t i = 0; word != NULL && i < G_N_ELEMENTS(kinds); i++) {
        if (g_ascii_strncasecmp(word + 1, kinds[i], strlen(kinds[i])) != 0)
            continue;
        add_remark(rewriter, word + 1);
        *word = '\0';
        g_strstrip(text);
        return;
    }
}

/* Takes signs off both ends; false if they do not go together. */
static bool take_signs(QuantityRewriter *rewriter, char *text)
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

/* "350+ W", "350多瓦": behind the number and before its unit. */
static void take_inner_sign(QuantityRewriter *rewriter, char *text)
{
    static const QuantityWord inner[] = {{"+", ">= "}, {"多", "> "}, {"余", "> "}, {"餘", "> "}};
    char *at = text + quantity_count_number(text);
    for (size_t i = 0; at > text && *rewriter->sign == '\0' && i < G_N_ELEMENTS(inner); i++) {
        const size_t length = strlen(inner[i].written);
        if (!g_str_has_prefix(at, inner[i].written) || at[length] == '\0' ||
            strpbrk(at + length, "0123456789+-") != NULL)
            continue;
        memmove(at, at + length, strlen(at + length) + 1);
        rewriter->sign = inner[i].means;
        return;
    }
}

/* "between 300 and 350 W", "介于300和350W之间": the words around a range become its dots. */
static void open_range(GString *text)
{
    static const struct {
        const char *before, *joint;
    } forms[] = {{"between ", " and "}, {"zwischen ", " und "}, {"from ", " to "},
                 {"von ", " bis "},     {"介于", "和"},         {"介于", "与"},
                 {"介于", "至"},        {"介于", "到"},         {"在", "和"},
                 {"在", "与"},          {"在", "至"},           {"在", "到"},
                 {"从", "到"},          {"自", "至"},           {"", "から"}};
    static const char *const ends[] = {"之间", "之間", "まで", "の間"};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        const size_t from = strlen(forms[i].before);
        const char *joint = g_ascii_strncasecmp(text->str, forms[i].before, from) == 0
                                ? strstr(text->str + from, forms[i].joint)
                                : NULL;
        const size_t length = strlen(forms[i].joint);
        if (joint == NULL || !quantity_begins_with_number(text->str + from) ||
            !quantity_begins_with_number(joint + length))
            continue;
        const gssize place = joint - text->str;
        g_string_erase(text, place, (gssize)length);
        g_string_insert(text, place, "..");
        g_string_erase(text, 0, (gssize)from);
        for (size_t k = 0; k < G_N_ELEMENTS(ends); k++)
            if (g_str_has_suffix(text->str, ends[k]))
                g_string_truncate(text, text->len - strlen(ends[k]));
        return;
    }
}

static void take_currency(QuantityRewriter *rewriter, char *text)
{
    const QuantityWord *money = quantity_words_money(text);
    if (money == NULL)
        return;
    const char *rest = quantity_skip(text, strlen(money->written));
    if (!quantity_begins_with_number(rest))
        return;
    rewriter->asks_currency |= *money->means == '\0';
    rewriter->currency = *money->means != '\0' ? money->means : NULL;
    memmove(text, rest, strlen(rest) + 1);
}

/* "x2.5" is 2.5 x. */
static void turn_factor(const QuantityRewriter *rewriter, GString *text)
{
    const size_t sign = g_str_has_prefix(text->str, "×") ? strlen("×") : text->str[0] == 'x';
    if (sign == 0 || !quantity_is_count(rewriter) || !quantity_begins_with_number(text->str + sign))
        return;
    g_string_erase(text, 0, (gssize)sign);
    g_string_append(text, " x");
}

/* "1.0 V (+/- 5%)" is one form, and no remark. */
static void open_tolerance(char *text)
{
    char *at = find_bracket(text);
    if (at == NULL)
        return;
    const char *inner = at + 1 + strspn(at + 1, " ");
    if (!g_str_has_prefix(inner, "±") && *inner != '+' && *inner != '-')
        return;
    *at = ' ';
    text[strlen(text) - 1] = '\0';
    g_strstrip(text);
}

static char *rewrite(QuantityRewriter *rewriter, const char *text)
{
    g_autofree char *narrow = g_strstrip(narrow_text(text));
    const size_t length = strlen(narrow);
    if (length > 2 && narrow[0] == '"' && narrow[length - 1] == '"') {
        memmove(narrow, narrow + 1, length - 2);
        narrow[length - 2] = '\0';
    }
    char *bounds = quantity_write_bounds(rewriter, narrow);
    if (bounds != NULL)
        return bounds;
    open_tolerance(narrow);
    if (!take_remark(rewriter, narrow))
        return NULL;
    take_sense(rewriter, narrow);
    take_memory(rewriter, narrow);
    g_autoptr(GString) turned = g_string_new(narrow);
    open_range(turned);
    if (!take_signs(rewriter, turned->str))
        return NULL;
    take_currency(rewriter, turned->str);
    if (rewriter->asks_currency)
        return NULL;
    take_inner_sign(rewriter, turned->str);
    turned->len = strlen(turned->str);
    turn_factor(rewriter, turned);
    g_autofree char *body = quantity_write_form(rewriter, turned->str);
    return body != NULL ? g_strconcat(rewriter->sign, body, NULL) : NULL;
}

/* --- advice --- */

static bool hint_choice(const QuantityRewriter *rewriter, Problem *problem)
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

/* Bytes of what is counted in bits, or the other way round: one of `found` is `factor` of `wanted`.
 */
typedef struct BitPair {
    const char *found, *wanted;
    double factor;
    const char *hint;
} BitPair;

static const BitPair bit_pairs[] = {
    {"bit", "B", 1.0 / 8, "these are bits, and 8 of them a byte"},
    {"bit/s", "B/s", 1.0 / 8, "these are bits, and 8 of them a byte"},
    {"B", "bit", 8, "these are bytes, of 8 bits each"},
    {"B/s", "bit/s", 8, "these are bytes, of 8 bits each"},
    {"T/s", "bit/s", 1, "a transfer is a bit on each data line"},
};

static bool is_bit_pair(Units *units, const BitPair *pair, const Unit *found, const Unit *wanted)
{
    const Unit *from = units_find(units, pair->found), *to = units_find(units, pair->wanted);
    return from != NULL && to != NULL && unit_same_dimension(from, found) &&
           unit_same_dimension(to, wanted);
}

/* "24 Gbit" of what is in GB. Bits without a prefix may be a width, which is another slot's; what
 * each line carries is one's, too. */
static bool hint_bits(Units *units, const char *text, const Unit *declared, Problem *problem)
{
    Problem ignored;
    Quantity quantity;
    const BitPair *pair = NULL;
    if (declared == NULL || problem->kind != PROBLEM_DIMENSION ||
        !quantity_read(units, text, NULL, &quantity, &ignored) || quantity.scale == NULL ||
        strcmp(unit_symbol(quantity.scale), "bit") == 0)
        return false;
    for (size_t i = 0; pair == NULL && i < G_N_ELEMENTS(bit_pairs); i++)
        if (is_bit_pair(units, &bit_pairs[i], quantity.scale, declared))
            pair = &bit_pairs[i];
    if (pair == NULL)
        return false;
    if (quantity_is_range(&quantity) || quantity.min != quantity.max)
        return problem_hint(problem, "%s", pair->hint), true;
    const Unit *from = units_find(units, pair->found), *to = units_find(units, pair->wanted);
    const double count = unit_convert(quantity.scale, from, quantity.min) * pair->factor;
    g_autofree char *number = quantity_format_number(unit_convert(to, declared, count));
    problem_hint(problem, "%s: they are %s %s%s", pair->hint, number, unit_symbol(declared),
                 pair->factor != 1 && strchr(pair->found, '/') != NULL
                     ? "; what each line of a link carries is in a slot of its own"
                     : "");
    return true;
}

/* Returns what something is told of, each; NULL: nothing that is known here. */
static const char *name_part(const char *text)
{
    const QuantityWord *word = quantity_words_part(text);
    if (word != NULL && strcmp(quantity_skip(text, strlen(word->written)), "") == 0)
        return word->means;
    return g_ascii_isalpha(*text) ? text : NULL;
}

/* Returns `whole` of each `part`, "1.5 MB/core". */
static char *write_share(QuantityRewriter *rewriter, const char *whole, const char *part)
{
    g_auto(QuantityOperand) operand = {0};
    const bool is_read = quantity_operand_read(rewriter, whole, &operand);
    g_autofree char *value = is_read ? quantity_join(operand.number, operand.unit) : NULL;
    const bool is_bare = is_read && *operand.unit == '\0';
    return g_strconcat(is_read ? value : whole, is_bare ? " count/" : "/", part, NULL);
}

/* Returns "每卡350W", "per card 350 W", "カード当たり350W" as units say it; NULL: it is none. */
static char *write_each_first(QuantityRewriter *rewriter, const char *text)
{
    static const char *const openings[] = {"per ", "pro ", "je ", "每", "单", "1", "一", ""};
    static const char *const endings[] = {"あたり", "当たり", "当り", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
        if (g_ascii_strncasecmp(text, openings[i], strlen(openings[i])) != 0)
            continue;
        const char *part = text + strlen(openings[i]);
        const QuantityWord *word = quantity_words_part(part);
        const char *rest = word != NULL ? quantity_skip(part, strlen(word->written)) : "";
        for (size_t k = 0; *rest != '\0' && k < G_N_ELEMENTS(endings); k++) {
            const char *whole = quantity_skip(rest, strlen(endings[k]));
            const bool is_each = i < 5 || *endings[k] != '\0';
            if (g_str_has_prefix(rest, endings[k]) && is_each && quantity_begins_with_number(whole))
                return write_share(rewriter, whole, word->means);
        }
    }
    return NULL;
}

/* Returns "1.5 MB / core", "1.5 MB/核", "10e9/die" as units say it; NULL: it is none of those. */
static char *write_each(QuantityRewriter *rewriter, const char *text)
{
    static const char *const joints[] = {"/每", "/", "每", " per ", " pro ", " je "};
    g_autofree char *narrow = g_strstrip(narrow_text(text));
    const size_t number = quantity_count_number(narrow);
    char *first = write_each_first(rewriter, narrow);
    if (first != NULL || number == 0)
        return first;
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
        char *joint = g_strrstr(narrow + number, joints[i]);
        const char *part =
            joint != NULL ? name_part(quantity_skip(joint, strlen(joints[i]))) : NULL;
        if (part == NULL)
            continue;
        g_autofree char *left = g_strchomp(g_strndup(narrow, (gsize)(joint - narrow)));
        return write_share(rewriter, left, part);
    }
    return NULL;
}

static bool hint_each(Units *units, const char *text, const Unit *declared, Problem *problem)
{
    QuantityRewriter rewriter = {.units = units, .declared = declared, .sign = ""};
    Problem other;
    Quantity quantity;
    if (declared == NULL)
        return false;
    g_autofree char *written = write_each(&rewriter, text);
    if (written == NULL || strcmp(written, text) == 0)
        return false;
    if (quantity_read(units, written, declared, &quantity, &other))
        return problem_fix(problem, NULL, "%s", written), true;
    if (other.kind != PROBLEM_DIMENSION || other.hint[0] == '\0')
        return false;
    problem->kind = PROBLEM_DIMENSION;
    g_strlcpy(problem->message, other.message, sizeof problem->message);
    g_strlcpy(problem->hint, other.hint, sizeof problem->hint);
    g_strlcpy(problem->part, other.part, sizeof problem->part);
    return true;
}

/* Returns the condition that the remark is; NULL: it is none. What is reached on sparse matrices,
 * or in one direction, is another number than a slot's own, and a remark would leave it as that. */
static const char *find_condition(const char *remark)
{
    static const QuantityWord words[] = {
        {"sparse", "sparse"},
        {"sparsity", "sparse"},
        {"with sparsity", "sparse"},
        {"mit sparsity", "sparse"},
        {"w/ sparsity", "sparse"},
        {"structured sparsity", "sparse"},
        {"2:4 sparsity", "sparse"},
        {"稀疏", "sparse"},
        {"结构化稀疏", "sparse"},
        {"含稀疏", "sparse"},
        {"疎", "sparse"},
        {"スパース", "sparse"},
        {"typical", "typical"},
        {"typ.", "typical"},
        {"typ", "typical"},
        {"典型", "typical"},
        {"典型值", "typical"},
        {"boost", "boost"},
        {"boost clock", "boost"},
        {"睿频", "boost"},
        {"加速", "boost"},
        {"base", "base"},
        {"base clock", "base"},
        {"基础", "base"},
        {"基频", "base"},
        {"one-way", "per_direction"},
        {"one way", "per_direction"},
        {"unidirectional", "per_direction"},
        {"单向", "per_direction"},
        {"片方向", "per_direction"},
        {"最大", "maximum"},
        {"maximum", "maximum"},
        {"max", "maximum"},
        {"max.", "maximum"},
        {"最小", "minimum"},
        {"minimum", "minimum"},
        {"min", "minimum"},
        {"min.", "minimum"},
    };
    for (size_t i = 0; remark != NULL && i < G_N_ELEMENTS(words); i++)
        if (g_ascii_strcasecmp(remark, words[i].written) == 0)
            return words[i].means;
    return NULL;
}

/* Says where what the fix leaves out belongs. */
static void keep_remark(const QuantityRewriter *rewriter, const char *written, Problem *problem)
{
    const char *condition = rewriter->keeps ? NULL : find_condition(rewriter->remark);
    const bool has_rest = rewriter->keeps || rewriter->remark != NULL;
    problem_fix(problem, condition != NULL ? "for" : has_rest ? "note" : NULL, "%s", written);
    if (!rewriter->keeps && rewriter->remark != NULL)
        g_strlcpy(problem->remark, condition != NULL ? condition : rewriter->remark,
                  sizeof problem->remark);
    problem->hint[0] = '\0';
}

bool quantity_hint(Units *units, const char *text, const Unit *declared, Problem *problem)
{
    QuantityRewriter rewriter = {.units = units, .declared = declared, .sign = ""};
    if (!g_utf8_validate(text, -1, NULL))
        return false;
    Problem ignored;
    Quantity quantity;
    g_autofree char *written = rewrite(&rewriter, text);
    const bool is_one = written != NULL && strcmp(written, text) != 0 &&
                        quantity_read(units, written, declared, &quantity, &ignored);
    if (is_one)
        keep_remark(&rewriter, written, problem);
    g_free(rewriter.remark);
    return is_one || hint_choice(&rewriter, problem) || hint_bits(units, text, declared, problem) ||
           hint_each(units, text, declared, problem) ||
           quantity_hint_several(units, text, declared, problem);
}

bool quantity_hint_is_amount(Units *units, const char *symbol)
{
    return strchr(symbol, ' ') != NULL && quantity_ends_in_money(units, symbol) &&
           quantity_words_multiplier(symbol, true) != NULL &&
           quantity_words_multiplier(symbol, false) == NULL;
}
