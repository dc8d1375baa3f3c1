/* Widths, escapes and the nearest word. */
#include "base/text.h"

#include <string.h>

static void test_widths(void)
{
    g_assert_cmpint(text_cell_width('a'), ==, 1);
    g_assert_cmpint(text_cell_width(0x58C1), ==, 2);  /* 壁 */
    g_assert_cmpint(text_cell_width(0xFF21), ==, 2);  /* fullwidth A */
    g_assert_cmpint(text_cell_width(0x0301), ==, 0);  /* combining acute accent */
    g_assert_cmpint(text_cell_width(0x200B), ==, 0);  /* zero width space */
    g_assert_cmpint(text_cell_width(0x1F600), ==, 2); /* an emoji */
}

typedef struct PrintableCase {
    const char *text;
    const char *expected;
} PrintableCase;

static const PrintableCase printable_cases[] = {
    {"", ""},
    {"plain", "plain"},
    {"壁仞 é", "壁仞 é"},
    {"a\tb", "a b"},
    {"a\nb\r", "a\\x0Ab\\x0D"},
    {"\x1B[31m", "\\x1B[31m"},
    {"\x7F", "\\x7F"},
    {"\xC2\x9B", "\\x9B"},                    /* U+009B, a C1 control: CSI */
    {"\u202Et\u202C", "\\u{202E}t\\u{202C}"}, /* right-to-left override */
    {"\u2028", "\\u{2028}"},                  /* line separator */
    {"\uFEFF", "\\u{FEFF}"},                  /* byte order mark */
    {"\u061C", "\\u{061C}"},                  /* Arabic letter mark */
    {"a\xFF\x62", "a\\xFFb"},                 /* never in UTF-8 */
    {"\xE5\xA3", "\\xE5\\xA3"},               /* cut off */
    {"\xC0\xAF", "\\xC0\\xAF"},               /* overlong */
    {"\xED\xA0\x80", "\\xED\\xA0\\x80"},      /* a surrogate */
};

static void test_printable(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(printable_cases); i++) {
        const PrintableCase *c = &printable_cases[i];
        g_autoptr(GString) out = g_string_new(NULL);
        text_append_printable(out, c->text, strlen(c->text));
        g_assert_cmpstr(out->str, ==, c->expected);
    }
}

static void test_printable_length(void)
{
    g_autoptr(GString) out = g_string_new("<");
    text_append_printable(out, "a\0b", 3);
    text_append_printable(out, "\xE5\xA3\x81", 2); /* a character longer than what is given */
    g_assert_cmpstr(out->str, ==, "<a\\x00b\\xE5\\xA3");
}

static void test_bidi_controls(void)
{
    static const gunichar controls[] = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066,
                                        0x2067, 0x2068, 0x2069, 0x061C, 0x200E, 0x200F};
    for (size_t i = 0; i < G_N_ELEMENTS(controls); i++)
        g_assert_true(text_is_bidi_control(controls[i]));
    g_assert_false(text_is_bidi_control('a'));
    g_assert_false(text_is_bidi_control(0x05D0)); /* a Hebrew letter is text */
    g_assert_false(text_is_bidi_control(0x2029));
    g_assert_false(text_is_bidi_control(0x206A));
}

typedef struct DistanceCase {
    const char *a;
    const char *b;
    unsigned limit;
    unsigned expected;
} DistanceCase;

static const DistanceCase distance_cases[] = {
    {"", "", 2, 0},
    {"abc", "abc", 2, 0},
    {"abc", "ABC", 2, 0},   /* case does not count */
    {"abc", "abd", 2, 1},   /* substitution */
    {"abc", "abcd", 2, 1},  /* insertion */
    {"abc", "ab", 2, 1},    /* deletion */
    {"abcd", "acbd", 2, 1}, /* swap */
    {"ca", "abc", 5, 3},    /* optimal string alignment: no edit inside a swap */
    {"kitten", "sitting", 5, 3},
    {"kitten", "sitting", 2, 3}, /* limit + 1 */
    {"a", "abcdef", 2, 3},
};

static void test_distance(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(distance_cases); i++) {
        const DistanceCase *c = &distance_cases[i];
        g_assert_cmpuint(text_distance(c->a, c->b, c->limit), ==, c->expected);
        g_assert_cmpuint(text_distance(c->b, c->a, c->limit), ==, c->expected);
    }
}

/* The table of distances between prefixes, as the definition has it. */
static unsigned slow_distance(const char *a, const char *b)
{
    enum { SIZE = 66 };
    unsigned table[SIZE][SIZE];
    const size_t n = strlen(a);
    const size_t m = strlen(b);
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                table[i][j] = (unsigned)(i + j);
                continue;
            }
            unsigned best = table[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            best = MIN(best, table[i - 1][j] + 1);
            best = MIN(best, table[i][j - 1] + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = MIN(best, table[i - 2][j - 2] + 1);
            table[i][j] = best;
        }
    return table[n][m];
}

static void random_word(GRand *random, char *word)
{
    const int length = g_rand_int_range(random, 0, 65);
    for (int i = 0; i < length; i++)
        word[i] = (char)g_rand_int_range(random, 'a', 'd');
    word[length] = '\0';
}

static void test_distance_as_defined(void)
{
    GRand *random = g_rand_new_with_seed(1);
    char a[65];
    char b[65];
    for (unsigned i = 0; i < 3000; i++) {
        random_word(random, a);
        random_word(random, b);
        const unsigned distance = slow_distance(a, b);
        g_assert_cmpuint(text_distance(a, b, 64), ==, distance);
        g_assert_cmpuint(text_distance(a, b, 20), ==, MIN(distance, 21));
    }
    g_rand_free(random);
}

static void test_distance_is_bounded(void)
{
    g_autofree char *a = g_strnfill(65, 'a');
    g_assert_cmpuint(text_distance(a, a, 3), ==, 4); /* too long to be compared */
    a[64] = '\0';
    g_assert_cmpuint(text_distance(a, a, 3), ==, 0);
}

/* A limit only ends the search early: below it, the distance is what it is without. */
static void test_distance_within_limits(void)
{
    static const char letters[] = "abcABx1-";
    GRand *random = g_rand_new_with_seed(8);
    for (size_t i = 0; i < 20000; i++) {
        char a[10] = "", b[10] = "";
        for (int k = g_rand_int_range(random, 0, 9); k > 0; k--)
            a[k - 1] = letters[g_rand_int_range(random, 0, 8)];
        for (int k = g_rand_int_range(random, 0, 9); k > 0; k--)
            b[k - 1] = letters[g_rand_int_range(random, 0, 8)];
        const unsigned distance = text_distance(a, b, 64);
        for (unsigned limit = 0; limit < 5; limit++)
            g_assert_cmpuint(text_distance(a, b, limit), ==, MIN(distance, limit + 1));
    }
    g_rand_free(random);
}

static void test_nearest(void)
{
    static const char *const words[] = {"br166", "br100", "br106", "br104", "biren"};
    Nearest nearest;
    nearest_init(&nearest, "br1O6");
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        nearest_offer(&nearest, words[i]);
    g_assert_cmpstr(nearest.best, ==, "br106"); /* br166 is as near: ties go to the first by name */

    nearest_init(&nearest, "nothing-like-it");
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        nearest_offer(&nearest, words[i]);
    g_assert_null(nearest.best);

    nearest_init(&nearest, "d"); /* any letter is one away from any other: that is not near */
    nearest_offer(&nearest, "a");
    g_assert_null(nearest.best);
    nearest_offer(&nearest, "D");
    g_assert_cmpstr(nearest.best, ==, "D");
}

/* A word is no slip for what it denies or repeats, nor a short code for another. */
static void test_nearest_opposites(void)
{
    static const struct {
        const char *word, *candidate;
        bool is_near;
    } cases[] = {
        {"unlaunched", "launched", false},
        {"launched", "unlaunched", false},
        {"delisting", "listing", false},
        {"uncancellation", "cancellation", false},
        {"un_cancelation", "cancellation", false},
        {"re_tape_out", "tape_out", false},
        {"retapeout", "tapeout", false},
        {"unplanned", "planned", false},
        {"unplaned", "planned", false},
        {"external", "internal", false},
        {"review", "preview", false},
        {"uint8", "int8", false},
        {"peak_tf16", "peak_bf16", false},
        {"tbp", "tdp", false},
        {"max_tbp", "max_tdp", false},
        {"ddr5", "dr5", false},
        {"fp6_e3m2", "fp6", false},
        {"tpd", "tdp", true},
        {"peak_fb16", "peak_bf16", true},
        {"hmb3", "hbm3", true},
        {"hbm_3", "hbm3", true},
        {"releese", "release", true},
        {"elease", "release", true},
        {"nveiled", "unveiled", true},
        {"unveild", "unveiled", true},
        {"tape_ot", "tape_out", true},
        {"lauch", "launch", true},
        {"indutsry", "industry", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Nearest nearest;
        nearest_init(&nearest, cases[i].word);
        nearest_offer(&nearest, cases[i].candidate);
        if ((nearest.best != NULL) != cases[i].is_near)
            g_error("'%s' and '%s'", cases[i].word, cases[i].candidate);
    }
}

/* In small pieces, so that the text outgrows its room in every way. */
static void test_append(void)
{
    g_autoptr(GString) got = g_string_sized_new(1);
    g_autoptr(GString) want = g_string_new(NULL);
    for (size_t length = 0; length < 300; length++) {
        g_autofree char *piece = g_strnfill(length, (char)('a' + length % 26));
        text_append_bytes(got, piece, length);
        g_string_append(want, piece);
        g_assert_cmpuint(got->len, ==, want->len);
        g_assert_cmpstr(got->str, ==, want->str);
    }
    text_append(got, "壁仞");
    g_assert_true(g_str_has_suffix(got->str, "壁仞"));
}

static void test_append_integer(void)
{
    static const int64_t numbers[] = {0, 7, -1, 10, 1234567890123, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(GString) got = g_string_new("n");
        g_autofree char *want = g_strdup_printf("n%" G_GINT64_FORMAT, (gint64)numbers[i]);
        text_append_integer(got, numbers[i]);
        g_assert_cmpstr(got->str, ==, want);
    }
}

static void test_han_digit(void)
{
    g_assert_cmpint(text_han_digit("〇"), ==, 0);
    g_assert_cmpint(text_han_digit("零五"), ==, 0);
    g_assert_cmpint(text_han_digit("二〇二六"), ==, 2);
    g_assert_cmpint(text_han_digit("九"), ==, 9);
    g_assert_cmpint(text_han_digit("十"), ==, -1);
    g_assert_cmpint(text_han_digit("2"), ==, -1);
    g_assert_cmpint(text_han_digit(""), ==, -1);
}

/* Every byte by itself, and between others. */
static void test_markup(void)
{
    for (int c = 1; c < 256; c++) {
        const char text[] = {'a', (char)c, 'b', '\0'};
        const char *want = c == '&'                            ? "&amp;"
                           : c == '<'                          ? "&lt;"
                           : c == '>'                          ? "&gt;"
                           : c == '"'                          ? "&quot;"
                           : c == '\''                         ? "&#39;"
                           : c < ' ' && c != '\n' && c != '\t' ? "\xEF\xBF\xBD"
                                                               : NULL;
        const char itself[] = {(char)c, '\0'};
        g_autofree char *whole = g_strconcat("a", want != NULL ? want : itself, "b", NULL);
        g_autoptr(GString) got = g_string_new(NULL);
        text_append_markup(got, text);
        g_assert_cmpstr(got->str, ==, whole);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/widths", test_widths);
    g_test_add_func("/text/printable", test_printable);
    g_test_add_func("/text/printable-length", test_printable_length);
    g_test_add_func("/text/bidi-controls", test_bidi_controls);
    g_test_add_func("/text/distance", test_distance);
    g_test_add_func("/text/distance-as-defined", test_distance_as_defined);
    g_test_add_func("/text/distance-is-bounded", test_distance_is_bounded);
    g_test_add_func("/text/distance-within-limits", test_distance_within_limits);
    g_test_add_func("/text/nearest", test_nearest);
    g_test_add_func("/text/nearest-opposites", test_nearest_opposites);
    g_test_add_func("/text/append", test_append);
    g_test_add_func("/text/append-integer", test_append_integer);
    g_test_add_func("/text/han-digit", test_han_digit);
    g_test_add_func("/text/markup", test_markup);
    return g_test_run();
}
