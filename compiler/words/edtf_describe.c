#include "words/edtf_describe.h"

#include <string.h>

static const char *const english_months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
static const char *const english_seasons[] = {"spring", "summer", "autumn", "winter"};
static const char *const english_halves[] = {"first", "second"};
static const char *const chinese_seasons[] = {"春季", "夏季", "秋季", "冬季"};
static const char *const chinese_quarters[] = {"一", "二", "三", "四"};
static const char *const chinese_halves[] = {"上", "下"};

/* The calendar date of an Edtf's earliest day, and what else the wordings need. */
typedef struct Start {
    int year;
    int month;
    int day;
    int quarter; /* 0 to 3 */
    int season;  /* 0 to 3, spring first: from the month it begins in */
    int half;    /* 0 or 1 */
} Start;

/* How one language says things. */
typedef struct Wording {
    const char *language;
    void (*append_date)(GString *out, const Edtf *date, const Start *start);
    const char *about;
    const char *uncertain;
    const char *since[2]; /* before and after the date */
    const char *until[2];
    const char *dash;
    const char *tight_dash; /* between two dates without spaces */
} Wording;

/* The year 0 of ISO 8601 is 1 BC. */
static void append_english_year(GString *out, int year)
{
    if (year > 0)
        g_string_append_printf(out, "%d", year);
    else
        g_string_append_printf(out, "%d BC", 1 - year);
}

static void append_chinese_year(GString *out, int year)
{
    if (year > 0)
        g_string_append_printf(out, "%d年", year);
    else
        g_string_append_printf(out, "公元前%d年", 1 - year);
}

static void append_english_date(GString *out, const Edtf *date, const Start *start)
{
    switch (date->precision) {
    case EDTF_DAY:
        g_string_append_printf(out, "%d %s ", start->day, english_months[start->month - 1]);
        break;
    case EDTF_MONTH:
        g_string_append_printf(out, "%s ", english_months[start->month - 1]);
        break;
    case EDTF_QUARTER:
        g_string_append_printf(out, "Q%d ", start->quarter + 1);
        break;
    case EDTF_SEASON:
        g_string_append_printf(out, "%s ", english_seasons[start->season]);
        break;
    case EDTF_HALF:
        g_string_append_printf(out, "%s half of ", english_halves[start->half]);
        break;
    case EDTF_DECADE:
        g_string_append_printf(out, "%ds", start->year);
        return;
    case EDTF_CENTURY:
        g_string_append_printf(out, "%d–%d", start->year, start->year + 99);
        return;
    case EDTF_YEAR:
    case EDTF_INTERVAL:
        break;
    }
    append_english_year(out, start->year);
    if (date->precision == EDTF_SEASON && start->season == 3)
        g_string_append_printf(out, "/%02d", (start->year + 1) % 100);
}

static void append_chinese_date(GString *out, const Edtf *date, const Start *start)
{
    switch (date->precision) {
    case EDTF_DECADE:
        g_string_append_printf(out, "%d年代", start->year);
        return;
    case EDTF_CENTURY:
        g_string_append_printf(out, "%d–%d年", start->year, start->year + 99);
        return;
    case EDTF_SEASON:
        if (start->season == 3)
            g_string_append_printf(out, "%d–", start->year);
        append_chinese_year(out, start->year + (start->season == 3));
        g_string_append(out, chinese_seasons[start->season]);
        return;
    default:
        append_chinese_year(out, start->year);
    }
    if (date->precision == EDTF_QUARTER)
        g_string_append_printf(out, "第%s季度", chinese_quarters[start->quarter]);
    if (date->precision == EDTF_HALF)
        g_string_append_printf(out, "%s半年", chinese_halves[start->half]);
    if (date->precision == EDTF_DAY || date->precision == EDTF_MONTH)
        g_string_append_printf(out, "%d月", start->month);
    if (date->precision == EDTF_DAY)
        g_string_append_printf(out, "%d日", start->day);
}

static const Wording wordings[] = {
    {.language = "en",
     .append_date = append_english_date,
     .about = "about ",
     .uncertain = " (uncertain)",
     .since = {"since ", ""},
     .until = {"until ", ""},
     .dash = " – ",
     .tight_dash = "–"},
    {.language = "zh",
     .append_date = append_chinese_date,
     .about = "约",
     .uncertain = "（不确定）",
     .since = {"", "起"},
     .until = {"截至", ""},
     .dash = "至",
     .tight_dash = "至"},
};

static Start find_start(const Edtf *date)
{
    Start start;
    edtf_split_day(date->earliest, &start.year, &start.month, &start.day);
    start.quarter = (start.month - 1) / 3;
    start.season = start.month / 3 - 1;
    start.half = (start.month - 1) / 6;
    return start;
}

/* Spans of years that touch the years before 1 have no short wording: they stay as written. */
static bool has_wording(const Edtf *date, int year)
{
    bool spans_years = date->precision == EDTF_DECADE || date->precision == EDTF_CENTURY ||
                       date->precision == EDTF_SEASON;
    return year > 0 || !spans_years;
}

static void append_one(GString *out, const Wording *wording, const Edtf *date)
{
    Start start = find_start(date);
    if (!has_wording(date, start.year)) {
        g_string_append_len(out, date->text, date->length);
        return;
    }
    if (date->qualifiers & EDTF_APPROXIMATE)
        g_string_append(out, wording->about);
    wording->append_date(out, date, &start);
    if (date->qualifiers & EDTF_UNCERTAIN)
        g_string_append(out, wording->uncertain);
}

/* One end of an interval in words, or NULL if it is open. */
static char *describe_end(const Wording *wording, const Edtf *date, EdtfSide side)
{
    Edtf end;
    if (!edtf_end(date, side, &end))
        return NULL;
    g_autoptr(GString) out = g_string_new(NULL);
    append_one(out, wording, &end);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void append_interval(GString *out, const Wording *wording, const Edtf *date)
{
    g_autofree char *first = describe_end(wording, date, EDTF_FIRST);
    g_autofree char *last = describe_end(wording, date, EDTF_LAST);
    if (first == NULL)
        g_string_append_printf(out, "%s%s%s", wording->until[0], last, wording->until[1]);
    else if (last == NULL)
        g_string_append_printf(out, "%s%s%s", wording->since[0], first, wording->since[1]);
    else {
        bool tight = strchr(first, ' ') == NULL && strchr(last, ' ') == NULL;
        g_string_append_printf(out, "%s%s%s", first, tight ? wording->tight_dash : wording->dash,
                               last);
    }
}

char *edtf_describe(const Edtf *date, const char *language)
{
    const Wording *wording = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(wordings); i++)
        if (strcmp(wordings[i].language, language) == 0)
            wording = &wordings[i];
    if (wording == NULL)
        return g_strdup(date->text);

    GString *out = g_string_new(NULL);
    if (date->precision == EDTF_INTERVAL)
        append_interval(out, wording, date);
    else
        append_one(out, wording, date);
    return g_string_free(out, FALSE);
}
