#include "find/questions.h"
#include "model/agree.h"
#include "page/context.h"

/* What a row of the table is put in, and what is to come out. */
typedef struct TextCase {
    const char *in;
    const char *out; /* NULL: NULL is returned */
} TextCase;

static void test_url(void)
{
    static const TextCase cases[] = {
        {"https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"},
        {"HTTP://example.org/%20", "HTTP://example.org/%20"},
        {"https://example.org/\"><script>", "https://example.org/%22%3E%3Cscript%3E"},
        {"https://example.org/a)b](c", "https://example.org/a%29b%5D%28c"},
        {"https://example.org/a b\\&copy;", "https://example.org/a%20b%5C&copy%3B"},
        {"https://example.org/芯", "https://example.org/%E8%8A%AF"},
        {"javascript:alert(1)", NULL},
        {"data:text/html,x", NULL},
        {"//example.org", NULL},
        {"BR106", NULL},
        {"", NULL},
    };
    g_autoptr(Arena) arena = arena_new();
    const PageContext page = {.arena = arena};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(page_context_url(&page, cases[i].in), ==, cases[i].out);
}

static void test_number(void)
{
    g_autoptr(Arena) arena = arena_new();
    const PageContext page = {.arena = arena};
    g_assert_cmpstr(page_context_number(&page, 0), ==, "0");
    g_assert_cmpstr(page_context_number(&page, 7), ==, "7");
    g_assert_cmpstr(page_context_number(&page, G_MAXUINT64), ==, "18446744073709551615");
}

static void set_date(Arena *arena, Claim *claim, const char *text)
{
    Problem problem;
    Edtf *date = arena_new0(arena, Edtf, 1);
    claim->value = (Value){.kind = VALUE_DATE, .text = text, .date = date};
    g_assert_true(edtf_parse(text, date, &problem));
}

static void set_quantity(Arena *arena, Claim *claim, const char *text)
{
    char *end;
    Quantity *quantity = arena_new0(arena, Quantity, 1);
    claim->value = (Value){.kind = VALUE_QUANTITY, .text = text, .quantity = quantity};
    quantity->low = quantity->min = g_ascii_strtod(text, &end);
    quantity->high = quantity->max = g_ascii_strtod(end, NULL);
}

static void set_text(Arena *arena, Claim *claim, const char *text)
{
    (void)arena;
    claim->value = (Value){.kind = VALUE_STRING, .text = text};
}

static void set_none(Arena *arena, Claim *claim, const char *text)
{
    (void)arena;
    (void)text;
    claim->value = (Value){.kind = VALUE_NONE};
}

typedef void ClaimSet(Arena *arena, Claim *claim, const char *text);

static void test_disagree(void)
{
    static const struct {
        ClaimSet *set;
        const char *texts[3];
        ClaimSet *set_last;
        bool disagree;
    } cases[] = {
        {set_date, {"2019", "2019-09", "2019-09-09"}, set_date, false},
        {set_date, {"2019", "2019-09", "2019-10"}, set_date, true},
        {set_date, {"2019", "2020?", "2019"}, set_date, false},
        {set_date, {"../2020", "2019/..", "2019"}, set_date, false},
        {set_quantity, {"10.175 10.185", "10.1785 10.1795", "0 99"}, set_quantity, false},
        {set_quantity, {"10.175 10.185", "10.245 10.255", "0 99"}, set_quantity, true},
        {set_quantity, {"0 99", "10.175 10.185", "10.245 10.255"}, set_quantity, true},
        {set_text, {"a", "a", "a"}, set_text, false},
        {set_text, {"a", "a", "b"}, set_text, true},
        {set_text, {"a", "a", ""}, set_none, true},
        {set_none, {"", "", ""}, set_none, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Arena) arena = arena_new();
        Claim storage[3] = {0};
        cases[i].set(arena, &storage[0], cases[i].texts[0]);
        cases[i].set(arena, &storage[1], cases[i].texts[1]);
        cases[i].set_last(arena, &storage[2], cases[i].texts[2]);
        for (size_t k = 0; k < G_N_ELEMENTS(storage); k++)
            storage[k].rank = RANK_NORMAL;
        const Claim *const claims[] = {&storage[0], &storage[1], &storage[2]};
        const Claim *a;
        const Claim *b;
        g_assert_cmpint(claims_conflict(claims, G_N_ELEMENTS(claims), &a, &b), ==,
                        cases[i].disagree);
        g_assert_false(claims_conflict(claims, 1, &a, &b));
        /* One that is preferred settles the matter. */
        storage[1].rank = RANK_PREFERRED;
        g_assert_false(claims_conflict(claims, G_N_ELEMENTS(claims), &a, &b));
    }
    const Claim *none;
    g_assert_false(claims_conflict(NULL, 0, &none, &none));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/view/url", test_url);
    g_test_add_func("/view/number", test_number);
    g_test_add_func("/view/disagree", test_disagree);
    return g_test_run();
}
