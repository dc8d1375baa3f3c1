#include "value/edtf.h"
#include "words/edtf_describe.h"
#include "words_fixture.h"

#include <string.h>

static void assert_day(Day day, const char *want)
{
    g_autofree char *text = edtf_format_day(day);
    g_assert_cmpstr(text, ==, want);
}

static Edtf parse(const char *text)
{
    Edtf date;
    Problem problem;
    if (!edtf_parse(text, &date, &problem))
        g_error("'%s': %s", text, problem.message);
    return date;
}

/* What HTML and schema.org have a notation for. */
static void test_iso(void)
{
    static const char *const yes[] = {"2021", "2023-01", "2025-12-22", "0099"};
    static const char *const no[] = {
        "2026?",  "2026-04~", "202X",    "2026-XX", "2026-01-XX", "2026-XX-XX",     "-0044",
        "Y12026", "2026-Q3",  "2025-H1", "2026-21", "../2026",    "2025-01/2025-01"};
    for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) {
        const Edtf date = parse(yes[i]);
        g_assert_true(edtf_is_iso(&date));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(no); i++) {
        const Edtf date = parse(no[i]);
        g_assert_false(edtf_is_iso(&date));
    }
}

static void test_accepted(void)
{
    static const struct {
        const char *text;
        const char *earliest, *latest;
        EdtfPrecision precision;
        unsigned qualifiers;
    } cases[] = {
        {"2021", "2021-01-01", "2021-12-31", EDTF_YEAR, 0},
        {"2023-01", "2023-01-01", "2023-01-31", EDTF_MONTH, 0},
        {"2025-12-22", "2025-12-22", "2025-12-22", EDTF_DAY, 0},
        {"2024-02-29", "2024-02-29", "2024-02-29", EDTF_DAY, 0},
        {"2000-02", "2000-02-01", "2000-02-29", EDTF_MONTH, 0},
        {"1900-02", "1900-02-01", "1900-02-28", EDTF_MONTH, 0},
        {"2026?", "2026-01-01", "2026-12-31", EDTF_YEAR, EDTF_UNCERTAIN},
        {"2026~", "2026-01-01", "2026-12-31", EDTF_YEAR, EDTF_APPROXIMATE},
        {"2026%", "2026-01-01", "2026-12-31", EDTF_YEAR, EDTF_UNCERTAIN | EDTF_APPROXIMATE},
        {"2026-04~", "2026-04-01", "2026-04-30", EDTF_MONTH, EDTF_APPROXIMATE},
        {"2026-04-05?", "2026-04-05", "2026-04-05", EDTF_DAY, EDTF_UNCERTAIN},
        {"202X", "2020-01-01", "2029-12-31", EDTF_DECADE, 0},
        {"202X~", "2020-01-01", "2029-12-31", EDTF_DECADE, EDTF_APPROXIMATE},
        {"20XX", "2000-01-01", "2099-12-31", EDTF_CENTURY, 0},
        {"-20XX", "-2099-01-01", "-2000-12-31", EDTF_CENTURY, 0},
        {"2026-XX", "2026-01-01", "2026-12-31", EDTF_YEAR, 0},
        {"2026-XX-XX", "2026-01-01", "2026-12-31", EDTF_YEAR, 0},
        {"2026-01-XX", "2026-01-01", "2026-01-31", EDTF_MONTH, 0},
        {"Y17000", "Y17000", "Y17000", EDTF_YEAR, 0},
        {"Y-17000", "Y-17000", "Y-17000", EDTF_YEAR, 0},
        {"Y5000000", "Y5000000", "Y5000000", EDTF_YEAR, 0},
        {"Y-5000000", "Y-5000000", "Y-5000000", EDTF_YEAR, 0},
        {"-0044", "-0044-01-01", "-0044-12-31", EDTF_YEAR, 0},
        {"-0044-03-15", "-0044-03-15", "-0044-03-15", EDTF_DAY, 0},
        {"0000", "0000-01-01", "0000-12-31", EDTF_YEAR, 0},
        {"2026-21", "2026-03-01", "2026-11-30", EDTF_SEASON_ANYWHERE, 0},
        {"2026-22", "2026-06-01", "2027-02-28", EDTF_SEASON_ANYWHERE, 0},
        {"2026-23", "2026-03-01", "2026-11-30", EDTF_SEASON_ANYWHERE, 0},
        {"2027-24", "2027-06-01", "2028-02-29", EDTF_SEASON_ANYWHERE, 0},
        {"2026-25", "2026-03-01", "2026-05-31", EDTF_SEASON, 0},
        {"2026-27", "2026-09-01", "2026-11-30", EDTF_SEASON, 0},
        {"2027-28", "2027-12-01", "2028-02-29", EDTF_SEASON, 0},
        {"2026-29", "2026-09-01", "2026-11-30", EDTF_SEASON, 0},
        {"2027-30", "2027-12-01", "2028-02-29", EDTF_SEASON, 0},
        {"2026-32", "2026-06-01", "2026-08-31", EDTF_SEASON, 0},
        {"2026-33", "2026-01-01", "2026-03-31", EDTF_QUARTER, 0},
        {"2026-36", "2026-10-01", "2026-12-31", EDTF_QUARTER, 0},
        {"2026-Q1", "2026-01-01", "2026-03-31", EDTF_QUARTER, 0},
        {"2026-Q3~", "2026-07-01", "2026-09-30", EDTF_QUARTER, EDTF_APPROXIMATE},
        {"2025-40", "2025-01-01", "2025-06-30", EDTF_HALF, 0},
        {"2025-H1", "2025-01-01", "2025-06-30", EDTF_HALF, 0},
        {"2025-H2", "2025-07-01", "2025-12-31", EDTF_HALF, 0},
        {"2019-09/2021-03", "2019-09-01", "2021-03-31", EDTF_INTERVAL, 0},
        {"2025-12-22/2026-01-01", "2025-12-22", "2026-01-01", EDTF_INTERVAL, 0},
        {"2026-Q3/2027", "2026-07-01", "2027-12-31", EDTF_INTERVAL, 0},
        {"2026-05/2026", "2026-05-01", "2026-12-31", EDTF_INTERVAL, 0},
        {"2024?/2026~", "2024-01-01", "2026-12-31", EDTF_INTERVAL,
         EDTF_UNCERTAIN | EDTF_APPROXIMATE},
        {"../2026", NULL, "2026-12-31", EDTF_INTERVAL, 0},
        {"/2026", NULL, "2026-12-31", EDTF_INTERVAL, 0},
        {"2026-01/..", "2026-01-01", NULL, EDTF_INTERVAL, 0},
        {"2026/", "2026-01-01", NULL, EDTF_INTERVAL, 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        Edtf date = parse(cases[i].text);
        g_assert_cmpint(date.precision, ==, cases[i].precision);
        g_assert_cmpuint(date.qualifiers, ==, cases[i].qualifiers);
        g_assert_true(date.text == cases[i].text);
        g_assert_cmpint(date.earliest, <=, date.latest);
        assert_day(date.earliest, cases[i].earliest);
        assert_day(date.latest, cases[i].latest);
    }
}

static void test_refused(void)
{
    static const struct {
        const char *text;
        size_t start, end;
        const char *message;
        const char *hint; /* a part of it; NULL: none */
    } cases[] = {
        {"2023-13", 5, 7, "no month 13", "months are 01 to 12"},
        {"2023-00", 5, 7, "no month 00", "months"},
        {"2023-13-05", 5, 7, "no month 13", "months"},
        {"2026-37", 5, 7, "no month 37", "quarters 33 to 36"},
        {"2023-02-30", 8, 10, "February 2023 has 28 days", NULL},
        {"2024-02-30", 8, 10, "February 2024 has 29 days", NULL},
        {"2023-04-31/2024", 8, 10, "April 2023 has 30 days", NULL},
        {"2022/2023-04-31", 13, 15, "April 2023 has 30 days", NULL},
        {"2023-04-00", 8, 10, "no day 00", NULL},
        {"2026-Q5", 5, 7, "no quarter 5", NULL},
        {"2026-H0", 5, 7, "no half 0", NULL},
        {"2026-21-05", 5, 10, "a day needs a month", NULL},
        {"2026-XX-05", 5, 10, "a day needs a month", NULL},
        {"202X-05", 4, 7, "a month needs a year", NULL},
        {"2026-1X", 5, 7, "half a month is not known", "write XX"},
        {"2026-01-2X", 8, 10, "half a day is not known", "write XX"},
        {"2XXX", 0, 4, "only the last two digits of a year may be X", "unknown: true"},
        {"XXXX", 0, 4, "only the last two digits of a year may be X", "unknown: true"},
        {"-0000", 0, 5, "no year -0000", NULL},
        {"Y2026", 0, 5, "'Y' is for years of more than four digits", "write 2026"},
        {"Y00001", 0, 6, "'Y' is for years of more than four digits", "write 0001"},
        {"Y-00044", 0, 7, "'Y' is for years of more than four digits", "write -0044"},
        {"Y-00000", 0, 7, "'Y' is for years of more than four digits", "write 0000"},
        {"Y017000", 0, 7, "a year after 'Y' begins with no zero", "write Y17000"},
        {"2020/Y-0017000", 5, 14, "a year after 'Y' begins with no zero", "write Y-17000"},
        {"Y5000001", 0, 8, "the year is too far away (at most 5000000)", NULL},
        {"Y99999999999999999999", 0, 21, "the year is too far away (at most 5000000)", NULL},
        {"2026?-05", 4, 5, "'?' may only stand at the end of a date", "whole date"},
        {"2026~?", 4, 5, "'~' may only stand at the end of a date", "whole date"},
        {"2021/2019", 0, 9, "the interval ends before it starts", "earlier date first"},
        {"../..", 0, 5, "an interval needs a date at one end at least", "unknown: true"},
        {"/", 0, 1, "an interval needs a date at one end at least", "unknown: true"},
        {"2025-12-22T10:00:00Z", 10, 20, "a date has no time of day here",
         "write 2025-12-22 (quote)"},
        {"2025-12-22 10:00", 10, 16, "a date has no time of day here", "write 2025-12-22 (quote)"},
        {"", 0, 1, "not a date", "a date has a year"},
        {"TBD", 0, 3, "not a date", "write {unknown: true}"},
        {"Jan 2023", 0, 8, "not a date", "write 2023-01 ("},
        {"15 January 2023", 0, 15, "not a date", "write 2023-01-15 ("},
        {"Jan 15, 2023", 0, 12, "not a date", "write 2023-01-15 ("},
        {"2023 Sep", 0, 8, "not a date", "write 2023-09 ("},
        {"2023/01/15", 0, 10, "not a date", "write 2023-01-15 ("},
        {"2023/01", 0, 7, "not a date", "write 2023-01 ("},
        {"2023.1", 0, 6, "not a date", "write 2023-01 ("},
        {"2023-1", 0, 6, "not a date", "write 2023-01 ("},
        {"2023-1-5", 0, 8, "not a date", "write 2023-01-05 ("},
        {"20230115", 0, 8, "not a date", "write 2023-01-15 ("},
        {"202301", 0, 6, "not a date", "write 2023-01 ("},
        {"17000", 0, 5, "not a date", "write Y17000 ("},
        {"1.15.2023", 0, 9, "not a date", "write 2023-01-15 ("},
        {"15.1.2023", 0, 9, "not a date", "write 2023-01-15 ("},
        {"1/2/2023", 0, 1, "not a date", "write a date as 2021"},
        {"2023年1月15日", 0, 16, "not a date", "write 2023-01-15 ("},
        {"2023年1月", 0, 11, "not a date", "write 2023-01 ("},
        {"2025年上半年", 0, 16, "not a date", "write 2025-H1 ("},
        {"Q3 2026", 0, 7, "not a date", "write 2026-Q3 ("},
        {"2026Q3", 0, 6, "not a date", "write 2026-Q3 ("},
        {"H1 2025", 0, 7, "not a date", "write 2025-H1 ("},
        {"2026-q3", 0, 7, "not a date", "write 2026-Q3 ("},
        {"202x", 0, 4, "not a date", "write 202X ("},
        {"2020s", 0, 5, "not a date", "write 202X ("},
        {"about 2026", 0, 10, "not a date", "write 2026~ ("},
        {"~2026", 0, 5, "not a date", "write 2026~ ("},
        {"2026 ?", 0, 6, "not a date", "write 2026? ("},
        {"since Jan 2026", 0, 14, "not a date", "write 2026-01/.. ("},
        {"until 2026", 0, 10, "not a date", "write ../2026 ("},
        {"2026-2027", 0, 9, "not a date", "write 2026/2027 ("},
        {"2026 – 2027", 0, 13, "not a date", "write 2026/2027 ("},
        {"2024-05/2026-1-5", 8, 16, "not a date", "write 2024-05/2026-01-05 ("},
        {"3Q26", 0, 4, "not a date", "write 2026-Q3 ()"},
        {"3Q2026", 0, 6, "not a date", "write 2026-Q3 ()"},
        {"2H26", 0, 4, "not a date", "write 2026-H2 ()"},
        {"1H 2026", 0, 7, "not a date", "write 2026-H1 ()"},
        {"Q3'26", 0, 5, "not a date", "write 2026-Q3 ()"},
        {"26Q3", 0, 4, "not a date", "write 2026-Q3 ()"},
        {"CY26", 0, 4, "not a date", "write 2026 ()"},
        {"late 2026", 0, 9, "not a date", "write 2026-H2 (quote)"},
        {"mid-2025", 0, 8, "not a date", "write 2025-04/2025-09 (quote)"},
        {"early 2026", 0, 10, "not a date", "write 2026-H1 (quote)"},
        {"spring 2026", 0, 11, "not a date", "write 2026-21 ()"},
        {"Herbst 2026", 0, 11, "not a date", "write 2026-23 ()"},
        {"end of 2027", 0, 11, "not a date", "write 2027-Q4 (quote)"},
        {"beginning of 2027", 0, 17, "not a date", "write 2027-Q1 (quote)"},
        {"by 2026", 0, 7, "not a date", "write ../2026 ()"},
        {"by end of 2027", 0, 14, "not a date", "write ../2027 ()"},
        {"by December 2025", 0, 16, "not a date", "write ../2025-12 ()"},
        {"not before 2027", 0, 15, "not a date", "write 2027/.. ()"},
        {"no later than Q3 2026", 0, 21, "not a date", "write ../2026-Q3 ()"},
        {"before 2027", 0, 11, "not a date", "write ../2026 ()"},
        {"before Q1 2027", 0, 14, "not a date", "write ../2026-Q4 ()"},
        {"before January 2027", 0, 19, "not a date", "write ../2026-12 ()"},
        {"after 2026", 0, 10, "not a date", "write 2027/.. ()"},
        {"2026+", 0, 5, "not a date", "write 2026/.. ()"},
        {"2027 or later", 0, 13, "not a date", "write 2027/.. ()"},
        {"2026 or earlier", 0, 15, "not a date", "write ../2026 ()"},
        {"2026E", 0, 5, "not a date", "write 2026 (quote)"},
        {"Sept 2026", 0, 9, "not a date", "write 2026-09 ()"},
        {"2026-W12", 0, 8, "not a date", "write 2026-03-16/2026-03-22 ()"},
        {"KW 1 2026", 0, 9, "not a date", "write 2025-12-29/2026-01-04 ()"},
        {"third quarter of 2026", 0, 21, "not a date", "write 2026-Q3 ()"},
        {"3. Quartal 2026", 0, 15, "not a date", "write 2026-Q3 ()"},
        {"second half 2026", 0, 16, "not a date", "write 2026-H2 ()"},
        {"Q3-Q4 2026", 0, 10, "not a date", "write 2026-Q3/2026-Q4 ()"},
        {"March – May 2026", 0, 18, "not a date", "write 2026-03/2026-05 ()"},
        {"..2027", 0, 6, "not a date", "write ../2027 ()"},
        {"2027..", 0, 6, "not a date", "write 2027/.. ()"},
        {"2026..2027", 0, 10, "not a date", "write 2026/2027 ()"},
        {">= 2027", 0, 7, "not a date", "write 2027/.. ()"},
        {"2025年底", 0, 10, "not a date", "write 2025-Q4 (quote)"},
        {"2025年中", 0, 10, "not a date", "write 2025-04/2025-09 (quote)"},
        {"2025年3月上旬", 0, 17, "not a date", "write 2025-03-01/2025-03-10 ()"},
        {"2025年2月下旬", 0, 17, "not a date", "write 2025-02-21/2025-02-28 ()"},
        {"25年", 0, 5, "not a date", "write 2025 ()"},
        {"民國114年", 0, 12, "not a date", "write 2025 ()"},
        {"中華民國114年3月5日", 0, 26, "not a date", "write 2025-03-05 ()"},
        {"平成元年", 0, 12, "not a date", "write 1989 ()"},
        {"令和年", 0, 9, "not a date", "a date has a year"},
        {"2025年三季度", 0, 16, "not a date", "write 2025-Q3 ()"},
        {"2025年第三季度", 0, 19, "not a date", "write 2025-Q3 ()"},
        {"二零二五年", 0, 15, "not a date", "write 2025 ()"},
        {"２０２５年", 0, 15, "not a date", "write 2025 ()"},
        {"不晚于2026年", 0, 16, "not a date", "write ../2026 ()"},
        {"2027年或以后", 0, 16, "not a date", "write 2027/.. ()"},
        {"2026年底前", 0, 13, "not a date", "write ../2026 ()"},
        {"2026年前半", 0, 13, "not a date", "write 2026-H1 ()"},
        {"vor 2027", 0, 8, "not a date", "write ../2026 ()"},
        {"Ende 2026", 0, 9, "not a date", "write 2026-Q4 (quote)"},
        {"fiscal 2026", 0, 11, "not a date", "write FY2026 ()"},
        {"2026财年第三季度", 0, 22, "not a date", "write FY2026-Q3 ()"},
        {"3QFY26", 0, 6, "not a date", "write FY2026-Q3 ()"},
        {"1HFY2027", 0, 8, "not a date", "write FY2027-H1 ()"},
        {"2025/26", 5, 7, "not a date", "write 2025/2026 for both years; or FY2025 or FY2026"},
        {"2025/27", 5, 7, "not a date", "write a date as"},
        {"mid to late 2026", 0, 16, "not a date", "write 2026-04/2026-H2 (quote)"},
        {"early to mid 2026", 0, 17, "not a date", "write 2026-H1/2026-09 (quote)"},
        {"Mitte bis Ende 2026", 0, 19, "not a date", "write 2026-04/2026-Q4 (quote)"},
        {"2026年中后期", 0, 16, "not a date", "write 2026-04/2026-12 (quote)"},
        {"2026年中至年底", 0, 19, "not a date", "write 2026-04/2026-Q4 (quote)"},
        {"late 2026 or early 2027", 0, 23, "not a date", "write 2026-H2/2027-H1 (quote)"},
        {"2026 or 2027", 0, 12, "not a date", "write 2026/2027 (quote)"},
        {"2026年7-9月", 0, 13, "not a date", "write 2026-07/2026-09 ()"},
        {"2026年7～9月", 0, 15, "not a date", "write 2026-07/2026-09 ()"},
        {"2026年4〜6月期", 0, 18, "not a date", "write 2026-04/2026-06 ()"},
        {"2026年7月或8月", 0, 18, "not a date", "write 2026-07/2026-08 (quote)"},
        {"2026年7、8月", 0, 15, "not a date", "write 2026-07/2026-08 (quote)"},
        {"2026年11-2月", 0, 14, "not a date", "write a date as"},
        {"2026年1-2季度", 0, 16, "not a date", "write 2026-Q1/2026-Q2 ()"},
        {"2026年第一至第二季度", 0, 28, "not a date", "write 2026-Q1/2026-Q2 ()"},
        {"2026年3月2日至5日", 0, 22, "not a date", "write 2026-03-02/2026-03-05 ()"},
        {"March 2-5, 2026", 0, 15, "not a date", "write 2026-03-02/2026-03-05 ()"},
        {"2.-5. März 2026", 0, 16, "not a date", "write 2026-03-02/2026-03-05 ()"},
        {"KW 12-14 2026", 0, 13, "not a date", "write 2026-03-16/2026-04-05 ()"},
        {"2026年3月2日-3月5日", 0, 24, "not a date", "write 2026-03-02/2026-03-05 ()"},
        {"2026年3月2日至4月5日", 0, 26, "not a date", "write 2026-03-02/2026-04-05 ()"},
        {"2026/3/2-3/5", 0, 12, "not a date", "write 2026-03-02/2026-03-05 ()"},
        {"im dritten Quartal 2026", 0, 23, "not a date", "write 2026-Q3 ()"},
        {"III. Quartal 2026", 0, 17, "not a date", "write 2026-Q3 ()"},
        {"in der zweiten Jahreshälfte 2026", 0, 33, "not a date", "write 2026-H2 ()"},
        {"erste Hälfte 2026", 0, 18, "not a date", "write 2026-H1 ()"},
        {"Ende des dritten Quartals 2026", 0, 30, "not a date", "write 2026-Q3 (quote)"},
        {"FQ3 2026", 0, 8, "not a date", "write FY2026-Q3 ()"},
        {"F3Q26", 0, 5, "not a date", "write FY2026-Q3 ()"},
        {"F2026", 0, 5, "not a date", "write FY2026 ()"},
        {"2026F", 0, 5, "not a date", "write 2026 (quote)"},
        {"CQ3'26", 0, 6, "not a date", "write 2026-Q3 ()"},
        {"C3Q26", 0, 5, "not a date", "write 2026-Q3 ()"},
        {"c2026", 0, 5, "not a date", "write 2026~ ()"},
        {"2026财年第三财季", 0, 22, "not a date", "write FY2026-Q3 ()"},
        {"2026年第3季", 0, 14, "not a date", "write 2026-Q3 ()"},
        {"2025年度下期", 0, 16, "not a date", "write FY2025-H2 ()"},
        {"2025年度第3四半期", 0, 23, "not a date", "write FY2025-Q3 ()"},
        {"2025年下半期", 0, 16, "not a date", "write 2025-H2 ()"},
        {"2026年内", 0, 10, "not a date", "write 2026 ()"},
        {"im Laufe des Jahres 2026", 0, 24, "not a date", "write 2026 ()"},
        {"2025年度", 0, 10, "not a date",
         "年度 is a fiscal year in Japanese, FY2025, and the calendar's in Chinese, 2025"},
        {"third 2026", 0, 10, "not a date", "write a date as"},
        {"2026年三四季度", 0, 19, "not a date", "write a date as"},
        {"GJ 2025/26", 0, 7, "not a date", "write 2025/2026 for both years; or FY2025 or FY2026"},
        {"2026年7-8月或9月", 0, 20, "not a date", "write a date as"},
        {"1/2/2023", 0, 1, "not a date", "write a date as"},
        {"2026年前三季度", 0, 19, "not a date", "write a date as"},
        {"by EOY26", 0, 8, "not a date", "write ../2026 ()"},
        {"N/A", 0, 1, "not a date", "write {unknown: true}"},
        {"since 2026 to 2027", 0, 18, "not a date", "write a date as"},
        {"spring", 0, 6, "not a date", "a date has a year"},
        {"March 26", 0, 8, "not a date", "write a date as"},
        {"FY26-Q3", 0, 7, "a fiscal year is an organization's, and this is no date of one",
         "months"},
        {"13 Mar 22", 0, 9, "not a date", "write a date as"},
        {"Feb 30 2023", 0, 11, "not a date", "write a date as"},
        {"2023-01-15-", 0, 11, "not a date", NULL},
        {"2023-01-155", 0, 11, "not a date", NULL},
        {" 2023", 0, 5, "not a date", "write 2023 ("},
        {"2026-04-05/2026-04-06/2026-04-07", 11, 32, "not a date", "write a date as"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].text);
        Edtf date;
        Problem problem;
        g_assert_false(edtf_parse(cases[i].text, &date, &problem));
        g_assert_cmpint(problem.kind, ==, PROBLEM_DATE);
        g_assert_cmpstr(problem.message, ==, cases[i].message);
        g_assert_cmpuint(problem.start, ==, cases[i].start);
        g_assert_cmpuint(problem.end, ==, cases[i].end);
        g_autofree char *fix = problem.fix[0] != '\0'
                                   ? g_strdup_printf("write %s (%s)", problem.fix,
                                                     problem.remark_key != NULL ? "quote" : "")
                                   : g_strdup(problem.hint);
        if (cases[i].hint != NULL && strstr(fix, cases[i].hint) == NULL)
            g_error("'%s' got the hint '%s', not '%s'", cases[i].text, fix, cases[i].hint);
    }
}

static void assert_end(const Edtf *date, EdtfSide side, const Edtf *want)
{
    Edtf end;
    g_assert_true(edtf_end(date, side, &end));
    g_assert_cmpint(end.precision, ==, want->precision);
    g_assert_cmpuint(end.qualifiers, ==, want->qualifiers);
    g_assert_cmpint(end.earliest, ==, want->earliest);
    g_assert_cmpint(end.latest, ==, want->latest);
    g_assert_cmpuint(end.length, ==, want->length);
    g_assert_cmpint(memcmp(end.text, want->text, want->length), ==, 0);
}

/* A fiscal date's days are its organization's. */
static void test_fiscal(void)
{
    static const struct {
        const char *text, *end;
        bool by_start;
        const char *earliest, *latest;
        EdtfPrecision precision;
    } cases[] = {
        {"FY2026", "01", false, "2025-02-01", "2026-01-31", EDTF_YEAR},
        {"FY26-Q3", "01-31", false, "2025-08-01", "2025-10-31", EDTF_QUARTER},
        {"FY26 Q3", "--01-26", false, "2025-08-01", "2025-10-31", EDTF_QUARTER},
        {"Q3 FY26", "1", false, "2025-08-01", "2025-10-31", EDTF_QUARTER},
        {"FY26-H1", "06", false, "2025-07-01", "2025-12-31", EDTF_HALF},
        {"FY2026-Q4", "12", false, "2026-10-01", "2026-12-31", EDTF_QUARTER},
        {"FY2026", "11-02", false, "2025-11-01", "2026-10-31", EDTF_YEAR},
        {"FY2025", "03", true, "2025-04-01", "2026-03-31", EDTF_YEAR},
        {"FY2026", "01-03", false, "2026-01-01", "2026-12-31", EDTF_YEAR},
        {"FY2024/FY2026", "01", false, "2023-02-01", "2026-01-31", EDTF_INTERVAL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        FiscalYear year = {.is_named_by_start = cases[i].by_start};
        Edtf date;
        Problem problem;
        g_test_message("%s", cases[i].text);
        g_assert_true(fiscal_year_read_end(cases[i].end, &year));
        g_assert_true(edtf_parse_fiscal(cases[i].text, &year, &date, &problem));
        g_autofree char *earliest = edtf_format_day(date.earliest);
        g_autofree char *latest = edtf_format_day(date.latest);
        g_assert_cmpstr(earliest, ==, cases[i].earliest);
        g_assert_cmpstr(latest, ==, cases[i].latest);
        g_assert_cmpint(date.precision, ==, cases[i].precision);
        g_assert_true(date.is_fiscal);
    }
    FiscalYear year;
    g_assert_false(fiscal_year_read_end("13", &year));
    g_assert_false(fiscal_year_read_end("January", &year));
}

/* A fiscal year that is called by both of its years is no guess. */
static void test_fiscal_refused(void)
{
    static const struct {
        const char *text, *hint;
    } cases[] = {
        {"FY25/26", "write 2025/2026 for both years; or FY2025 or FY2026"},
        {"Q1 FY25/26", "write a date as"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        FiscalYear year = {0};
        Edtf date;
        Problem problem;
        g_assert_true(fiscal_year_read_end("03", &year));
        g_assert_false(edtf_parse_fiscal(cases[i].text, &year, &date, &problem));
        g_assert_true(g_str_has_prefix(problem.hint, cases[i].hint));
        g_assert_cmpstr(problem.fix, ==, "");
    }
}

/* The ends of an interval are what they are as dates of their own. */
static void test_ends(void)
{
    static const char *const dates[] = {
        "-20XX",      "-0044-03-15", "000X",     "1999~",   "20XX",     "202X",
        "2024-02-29", "2024-02",     "2025-H1?", "2025-41", "2026-21",  "2026-Q3%",
        "2027-24",    "2029-12-31~", "2030-XX",  "Y17000",  "Y5000000?"};
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        const Edtf first = parse(dates[i]);
        Edtf end;
        assert_end(&first, EDTF_FIRST, &first);
        assert_end(&first, EDTF_LAST, &first);
        for (size_t k = 0; k < G_N_ELEMENTS(dates); k++) {
            g_autofree char *text = g_strdup_printf("%s/%s", dates[i], dates[k]);
            const Edtf last = parse(dates[k]);
            if (last.latest < first.earliest)
                continue;
            const Edtf interval = parse(text);
            assert_end(&interval, EDTF_FIRST, &first);
            assert_end(&interval, EDTF_LAST, &last);
        }
        for (size_t k = 0; k < 2; k++) {
            g_autofree char *since = g_strconcat(dates[i], "/", k == 0 ? ".." : "", NULL);
            g_autofree char *until = g_strconcat(k == 0 ? ".." : "", "/", dates[i], NULL);
            const Edtf open_future = parse(since), open_past = parse(until);
            assert_end(&open_future, EDTF_FIRST, &first);
            assert_end(&open_past, EDTF_LAST, &first);
            g_assert_false(edtf_end(&open_future, EDTF_LAST, &end));
            g_assert_false(edtf_end(&open_past, EDTF_FIRST, &end));
        }
    }
}

/* Every prefix and every single changed byte of good dates: no crash, and the promises hold. */
static void test_mutations(void)
{
    static const char *const seeds[] = {"2025-12-22/2026-01-01", "Y-17000",         "-20XX",
                                        "2026-Q3~/..",           "15 January 2023", "2025年上半年",
                                        "since Jan 2026"};
    for (size_t i = 0; i < G_N_ELEMENTS(seeds); i++) {
        size_t length = strlen(seeds[i]);
        for (size_t at = 0; at < length; at++)
            for (int byte = 0; byte < 256; byte++) {
                g_autofree char *text = g_strdup(seeds[i]);
                text[at] = (char)byte;
                Edtf date;
                Problem problem;
                if (edtf_parse(text, &date, &problem)) {
                    g_assert_cmpint(date.earliest, <=, date.latest);
                } else {
                    g_assert_cmpuint(problem.start, <, problem.end);
                    g_assert_cmpuint(problem.end, <=, MAX(strlen(text), 1));
                    g_assert_cmpstr(problem.message, !=, "");
                }
            }
    }
}

static void test_calendar(void)
{
    g_assert_cmpint(edtf_day(1970, 1, 1), ==, 0);
    g_assert_cmpint(edtf_day(2000, 3, 1), ==, 11017);
    g_assert_cmpint(edtf_day(1969, 12, 31), ==, -1);
    /* GLib's calendar, which begins in the year 1, is the reference. */
    for (Day day = edtf_day(1, 1, 1); day < edtf_day(2500, 1, 1); day++) {
        GDate reference;
        int year, month, month_day;
        g_date_clear(&reference, 1);
        g_date_set_julian(&reference, (guint32)(day - edtf_day(1, 1, 1) + 1));
        edtf_split_day(day, &year, &month, &month_day);
        g_assert_cmpint(year, ==, g_date_get_year(&reference));
        g_assert_cmpint(month, ==, (int)g_date_get_month(&reference));
        g_assert_cmpint(month_day, ==, g_date_get_day(&reference));
        g_assert_cmpint(edtf_day(year, month, month_day), ==, day);
    }
    for (Day day = edtf_day(-5000000, 1, 1); day < edtf_day(5000000, 12, 31) - 99991;
         day += 99991) {
        int year, month, month_day;
        edtf_split_day(day, &year, &month, &month_day);
        g_assert_cmpint(edtf_day(year, month, month_day), ==, day);
    }
}

static void test_compare(void)
{
    static const struct {
        const char *a, *b;
        EdtfOrder order;
    } cases[] = {
        {"2021", "2023-01", EDTF_BEFORE},
        {"2023-01", "2021", EDTF_AFTER},
        {"2021-12-31", "2022-01-01", EDTF_BEFORE},
        {"2021", "2021-05", EDTF_CANNOT_TELL},
        {"2021-05-06", "2021-05-06", EDTF_CANNOT_TELL},
        {"2021?", "2023", EDTF_CANNOT_TELL},
        {"2021", "2023~", EDTF_CANNOT_TELL},
        {"../2021", "2022", EDTF_BEFORE},
        {"2021/..", "2022", EDTF_CANNOT_TELL},
        {"../2021", "../1900", EDTF_CANNOT_TELL},
        {"2022/..", "../2021-06", EDTF_AFTER},
        {"202X", "2030", EDTF_BEFORE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Edtf a = parse(cases[i].a), b = parse(cases[i].b);
        g_assert_cmpint(edtf_compare(&a, &b), ==, cases[i].order);
    }
}

static int sort(const void *a, const void *b)
{
    return edtf_sort(a, b);
}

static void test_sort(void)
{
    static const char *const sorted[] = {"../2020", "../2021", "2020",       "2021-01-01",
                                         "2021-01", "2021",    "2021-01/..", "2021-02",
                                         "2022",    "2022?"};
    Edtf dates[G_N_ELEMENTS(sorted)];
    for (size_t i = 0; i < G_N_ELEMENTS(sorted); i++)
        dates[i] = parse(sorted[G_N_ELEMENTS(sorted) - 1 - i]);
    qsort(dates, G_N_ELEMENTS(dates), sizeof dates[0], sort);
    for (size_t i = 0; i < G_N_ELEMENTS(sorted); i++)
        g_assert_cmpstr(dates[i].text, ==, sorted[i]);
    g_assert_cmpint(edtf_sort(&dates[3], &dates[3]), ==, 0);
}

enum { TONGUES = 4 };

static const char *const tongues[TONGUES] = {"en", "zh", "de", "ja"};

static void test_describe(void)
{
    static const struct {
        const char *text;
        const char *wanted[TONGUES];
    } cases[] = {
        {"2025-12-22", {"22 Dec 2025", "2025年12月22日", "22. Dez. 2025", "2025年12月22日"}},
        {"2023-01", {"Jan 2023", "2023年1月", "Jan. 2023", "2023年1月"}},
        {"2026", {"2026", "2026年", "2026", "2026年"}},
        {"2026-XX", {"2026", "2026年", "2026", "2026年"}},
        {"2026-03-XX", {"Mar 2026", "2026年3月", "März 2026", "2026年3月"}},
        {"2026-Q3", {"Q3 2026", "2026年第三季度", "3. Quartal 2026", "2026年第3四半期"}},
        {"2026-36", {"Q4 2026", "2026年第四季度", "4. Quartal 2026", "2026年第4四半期"}},
        {"2025-H1", {"first half of 2025", "2025年上半年", "1. Halbjahr 2025", "2025年上半期"}},
        {"2025-41", {"second half of 2025", "2025年下半年", "2. Halbjahr 2025", "2025年下半期"}},
        {"2026-21", {"spring 2026", "2026年春季", "Frühjahr 2026", "2026年春"}},
        {"2026-23", {"autumn 2026", "2026年秋季", "Herbst 2026", "2026年秋"}},
        {"2026-24", {"winter 2026", "2026年冬季", "Winter 2026", "2026年冬"}},
        {"2099-28",
         {"winter 2099/00 (northern hemisphere)", "2099–2100年冬季（北半球）",
          "Winter 2099/00 (Nordhalbkugel)", "2099〜2100年冬（北半球）"}},
        {"2026-30",
         {"summer 2026/27 (southern hemisphere)", "2026–2027年夏季（南半球）",
          "Sommer 2026/27 (Südhalbkugel)", "2026〜2027年夏（南半球）"}},
        {"2026~", {"about 2026", "约2026年", "etwa 2026", "2026年頃"}},
        {"2026?", {"2026 (uncertain)", "2026年（不确定）", "2026 (unsicher)", "2026年（不確実）"}},
        {"2026%",
         {"about 2026 (uncertain)", "约2026年（不确定）", "etwa 2026 (unsicher)",
          "2026年頃（不確実）"}},
        {"202X", {"2020s", "2020年代", "2020er-Jahre", "2020年代"}},
        {"20XX", {"2000–2099", "2000–2099年", "2000–2099", "2000〜2099年"}},
        {"2019-09/2021-03",
         {"Sep 2019 – Mar 2021", "2019年9月至2021年3月", "Sept. 2019 – März 2021",
          "2019年9月〜2021年3月"}},
        {"2019/2021", {"2019–2021", "2019年至2021年", "2019–2021", "2019年〜2021年"}},
        {"2019~/2021-03?",
         {"about 2019 – Mar 2021 (uncertain)", "约2019年至2021年3月（不确定）",
          "etwa 2019 – März 2021 (unsicher)", "2019年頃〜2021年3月（不確実）"}},
        {"../2026", {"2026 or earlier", "不晚于2026年", "2026 oder früher", "2026年以前"}},
        {"../2025-12",
         {"by Dec 2025", "不晚于2025年12月", "spätestens Dez. 2025", "遅くとも2025年12月"}},
        {"2026-01/..",
         {"Jan 2026 or later", "2026年1月或以后", "Jan. 2026 oder später", "2026年1月以降"}},
        {"2026-01~/",
         {"about Jan 2026 or later", "约2026年1月或以后", "etwa Jan. 2026 oder später",
          "2026年1月頃以降"}},
        {"-0044", {"45 BC", "公元前45年", "45 v. Chr.", "紀元前45年"}},
        {"-0043-03-15",
         {"15 Mar 44 BC", "公元前44年3月15日", "15. März 44 v. Chr.", "紀元前44年3月15日"}},
        {"0000", {"1 BC", "公元前1年", "1 v. Chr.", "紀元前1年"}},
        {"000X", {"000X", "000X", "000X", "000X"}},
        {"000X/2026", {"000X–2026", "000X至2026年", "000X–2026", "000X〜2026年"}},
        {"../000X", {"000X or earlier", "不晚于000X", "000X oder früher", "000X以前"}},
        {"Y17000", {"17000", "17000年", "17000", "17000年"}},
    };
    g_autoptr(Arena) arena = arena_new();
    Diagnostics *diags = diagnostics_new();
    for (size_t k = 0; k < TONGUES; k++) {
        const Words *words = words_fixture_load(tongues[k], arena, diags);
        for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
            const Edtf date = parse(cases[i].text);
            g_assert_cmpstr(edtf_describe(words, &date, arena), ==, cases[i].wanted[k]);
        }
    }
    diagnostics_free(diags);
}

static void test_describe_year_end(void)
{
    static const struct {
        const char *text;
        const char *wanted[TONGUES];
    } cases[] = {
        {"01", {"Jan", "1月", "Jan.", "1月"}},
        {"--3", {"Mar", "3月", "März", "3月"}},
        {"01-31", {"31 Jan", "1月31日", "31. Jan.", "1月31日"}},
        {"--09-05", {"5 Sep", "9月5日", "5. Sept.", "9月5日"}},
    };
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diags = diagnostics_new();
    for (size_t k = 0; k < TONGUES; k++) {
        const Words *words = words_fixture_load(tongues[k], arena, diags);
        for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
            FiscalYear year;
            g_assert_true(fiscal_year_read_end(cases[i].text, &year));
            g_assert_cmpstr(edtf_describe_year_end(words, &year, arena), ==, cases[i].wanted[k]);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/edtf/accepted", test_accepted);
    g_test_add_func("/edtf/iso", test_iso);
    g_test_add_func("/edtf/refused", test_refused);
    g_test_add_func("/edtf/ends", test_ends);
    g_test_add_func("/edtf/fiscal", test_fiscal);
    g_test_add_func("/edtf/fiscal-refused", test_fiscal_refused);
    g_test_add_func("/edtf/mutations", test_mutations);
    g_test_add_func("/edtf/calendar", test_calendar);
    g_test_add_func("/edtf/compare", test_compare);
    g_test_add_func("/edtf/sort", test_sort);
    g_test_add_func("/edtf/describe", test_describe);
    g_test_add_func("/edtf/describe-year-end", test_describe_year_end);
    return g_test_run();
}
