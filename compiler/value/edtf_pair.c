#include "value/edtf_pair.h"

#include "base/text.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

typedef struct PairJoint {
    const char *text;
    bool is_choice;
    bool needs_unit; /* without one behind the last, it parts a month from a day */
} PairJoint;

static const PairJoint joints[] = {
    {"-", false, false},    {"~", false, false},    {"〜", false, false},  {"–", false, false},
    {"—", false, false},    {"至", false, false},   {"到", false, false},  {" to ", false, true},
    {" bis ", false, true}, {"/", true, true},      {"、", true, true},    {"或", true, true},
    {" or ", true, true},   {" oder ", true, true}, {" and ", true, true}, {" und ", true, true},
    {"和", true, true},
};

/* What may stand behind each number: 7月至9月. */
static const char *const units[] = {"月", "日", "号", "季度", "季", "."};

static size_t count_blanks(const char *text)
{
    return strspn(text, " ");
}

/* How long the number is, of one digit or two; Chinese ones have one. 0: none, or a longer one. */
static size_t read_number(const char *text, int *number)
{
    const size_t length = strspn(text, "0123456789");
    *number = (int)strtol(text, NULL, 10);
    if (length > 0)
        return length <= 2 ? length : 0;
    *number = text_han_digit(text);
    return *number >= 1 && *number <= 4 ? (size_t)(g_utf8_next_char(text) - text) : 0;
}

static size_t count_unit(const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        if (g_str_has_prefix(text, units[i]))
            return strlen(units[i]);
    return 0;
}

static const PairJoint *find_joint(const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++)
        if (g_str_has_prefix(text, joints[i].text))
            return &joints[i];
    return NULL;
}

/* 1/2/2026 and 2026-7-9 are single dates: the sign stands there for something else, too. */
static bool stands_alone(const char *text, const char *first, const char *rest,
                         const PairJoint *joint)
{
    g_autofree char *before = g_strndup(text, (gsize)(first - text));
    return !g_str_has_suffix(before, joint->text) && !g_str_has_prefix(rest, joint->text);
}

static bool has_unit(const char *rest)
{
    return g_unichar_isalpha(g_utf8_get_char(rest + count_blanks(rest))) || *rest == '.';
}

/* Reads the pair whose first number stands at `first`. */
static bool read_pair(const char *text, const char *first, DatePair *pair)
{
    int low, high;
    const size_t length = read_number(first, &low);
    const char *behind = first + length;
    const size_t unit = length > 0 ? count_unit(behind) : 0;
    const char *at = behind + unit;
    if (length > 0 && find_joint(at) == NULL)
        at += count_blanks(at); /* "2 - 5" */
    const PairJoint *joint = length > 0 ? find_joint(at) : NULL;
    if (joint == NULL)
        return false;
    const char *last = at + strlen(joint->text);
    last += count_blanks(last);
    last += g_str_has_prefix(last, "第") ? strlen("第") : 0;
    const size_t last_length = read_number(last, &high);
    const char *rest = last + last_length;
    if (last_length == 0 || !stands_alone(text, first, rest, joint) ||
        (joint->needs_unit && !has_unit(rest)) || strncmp(behind, rest, unit) != 0)
        return false;
    if (strcmp(rest, "月期") == 0)
        rest = "月"; /* Japanese of months; 3月期 alone is a fiscal year */
    const int before = (int)(first - text);
    *pair = (DatePair){
        .first = g_strdup_printf("%.*s%.*s%s", before, text, (int)length, first, rest),
        .last = g_strdup_printf("%.*s%.*s%s", before, text, (int)last_length, last, rest),
        .is_choice = joint->is_choice,
        .is_reversed = high <= low,
    };
    return true;
}

bool date_pair_find(const char *text, DatePair *pair)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const bool goes_on = at > text && g_ascii_isdigit(*at) && g_ascii_isdigit(at[-1]);
        if (!goes_on && read_pair(text, at, pair))
            return true;
    }
    return false;
}

void date_pair_clear(DatePair *pair)
{
    g_free(pair->first);
    g_free(pair->last);
}
