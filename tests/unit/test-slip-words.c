/* How far dates are apart, in the words that pages have. */
#include "words/slip_words.h"
#include "words_fixture.h"

static const struct {
    const char *from;
    const char *to;
    const char *english;
    const char *chinese;
} CASES[] = {
    /* Years. */
    {"2026", "2027", "0 to 2 years later", "推迟0至2年"},
    {"2023", "2024", "0 to 2 years later", "推迟0至2年"},
    {"2027", "2026", "0 to 2 years earlier", "提前0至2年"},
    {"2024", "2028", "3 to 5 years later", "推迟3至5年"},
    {"2026", "2027-Q4", "9 to 24 months later", "推迟9至24个月"},
    {"2026", "2027-11/2031", "0 to 6 years later", "推迟0至6年"},
    {"2023-01", "2033-02", "about 10 years later", "推迟约10年"},
    {"2020-03-01", "2025-03-01", "5 years later", "推迟5年"},
    {"2020-03-02", "2025-03-01", "about 5 years later", "推迟约5年"},
    {"2020-03-01", "2025-09-15", "about 6 years later", "推迟约6年"},
    /* Months. */
    {"2023-01", "2023-03", "1 to 3 months later", "推迟1至3个月"},
    {"2023-03", "2023-01", "1 to 3 months earlier", "提前1至3个月"},
    {"2023-01", "2023-02", "0 to 2 months later", "推迟0至2个月"},
    {"2023-07", "2023-08", "0 to 2 months later", "推迟0至2个月"},
    {"2025-01-15", "2025-12-20", "about 11 months later", "推迟约11个月"},
    {"2025-01-15", "2025-12-15", "11 months later", "推迟11个月"},
    {"2025-01-10/2025-01-15", "2025-12-10/2025-12-12", "about 11 months later", "推迟约11个月"},
    {"2025-01-15", "2026-01-15", "12 months later", "推迟12个月"},
    {"2025-12", "2025", "from 12 months earlier to 5 weeks later", "提前至多12个月或推迟至多5周"},
    {"2026-Q1", "2026-Q3", "3 to 9 months later", "推迟3至9个月"},
    {"2026", "2027-03", "2 to 15 months later", "推迟2至15个月"},
    /* Weeks. */
    {"2025-01-31", "2025-02-28", "4 weeks later", "推迟4周"},
    {"2025-02-28", "2025-01-31", "4 weeks earlier", "提前4周"},
    {"2025-01-01", "2025-02-01", "about 4 weeks later", "推迟约4周"},
    {"2025-01-01", "2025-01-15", "2 weeks later", "推迟2周"},
    {"2025-01-01", "2025-01-16", "about 2 weeks later", "推迟约2周"},
    {"2025-01", "2025-02-15", "2 to 7 weeks later", "推迟2至7周"},
    /* Days. */
    {"2025-01-01", "2025-01-14", "13 days later", "推迟13天"},
    {"2025-12-31", "2026-01-01", "1 day later", "推迟1天"},
    {"2026-01-01", "2025-12-31", "1 day earlier", "提前1天"},
    {"2025-01-01/2025-01-05", "2025-01-06/2025-01-10", "1 to 9 days later", "推迟1至9天"},
    {"2025-01-01/2025-01-05", "2025-01-05/2025-01-10", "0 to 9 days later", "推迟0至9天"},
    {"2025-01-05/2025-01-10", "2025-01-01/2025-01-05", "0 to 9 days earlier", "提前0至9天"},
    /* Nobody knows which comes first. */
    {"2025-01-05", "2025-01-05", "on the same day", "同一天"},
    {"2026", "2026-11", "within the time named before", "在原定时间之内"},
    {"2026", "2026", "within the time named before", "在原定时间之内"},
    {"2026-05/2026-08", "2026-07/2026-09", "from 2 months earlier to 5 months later",
     "提前至多2个月或推迟至多5个月"},
    /* Open ends. */
    {"2026", "2028/..", "at least 12 months later", "推迟至少12个月"},
    {"2026", "2030/..", "at least 3 years later", "推迟至少3年"},
    {"2026", "2027/..", "at least 1 day later", "推迟至少1天"},
    {"2030", "../2026", "at least 3 years earlier", "提前至少3年"},
    {"../2026-01", "2026-03-05", "at least 4 weeks later", "推迟至少4周"},
    {"2026-03-05/..", "2026-01", "at least 4 weeks earlier", "提前至少4周"},
    {"2026-01", "2025/..", "up to 13 months earlier, or later", "提前至多13个月，或推迟"},
    {"2026", "2026-06/..", "up to 7 months earlier, or later", "提前至多7个月，或推迟"},
    {"2026", "../2026-06", "earlier, or up to 6 months later", "提前，或推迟至多6个月"},
    {"../2026", "2025/..", "up to 2 years earlier, or later", "提前至多2年，或推迟"},
    {"2026/..", "../2027", "earlier, or up to 2 years later", "提前，或推迟至多2年"},
    {"../2026", "../2027", "earlier or later: the dates do not tell", "提前或推迟，日期未能说明"},
    {"2027/..", "2025/..", "earlier or later: the dates do not tell", "提前或推迟，日期未能说明"},
    {"../2026", "../2025", "within the time named before", "在原定时间之内"},
    /* Beyond what calendars print. */
    {"-9999", "9999", "19997 to 19999 years later", "推迟19997至19999年"},
};

static void test_slips(void)
{
    g_autoptr(Arena) arena = arena_new();
    Diagnostics *diags = diagnostics_new();
    const Words *english = words_fixture_load("en", arena, diags);
    const Words *chinese = words_fixture_load("zh", arena, diags);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        Edtf from, to;
        Problem problem;
        if (!edtf_parse(CASES[i].from, &from, &problem) || !edtf_parse(CASES[i].to, &to, &problem))
            g_error("%s or %s is no date", CASES[i].from, CASES[i].to);
        g_test_message("%s to %s", CASES[i].from, CASES[i].to);
        g_assert_cmpstr(slip_words(english, &from, &to, arena), ==, CASES[i].english);
        g_assert_cmpstr(slip_words(chinese, &from, &to, arena), ==, CASES[i].chinese);
    }
    diagnostics_free(diags);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/slip-words/slips", test_slips);
    return g_test_run();
}
