#include "value/quantity_hint.h"

#include <glib.h>
#include <string.h>

typedef struct Advice {
    const char *written; /* in lower case */
    const char *hint;
} Advice;

/* In the place of a unit. */
static const Advice units[] = {
    {"万", "write 1 万 as 10 thousand, 1 亿 as 100 million"},
    {"亿", "write 1 万 as 10 thousand, 1 亿 as 100 million"},
    {"元", "write CNY"},
    {"¥", "write CNY or JPY"},
    {"￥", "write CNY or JPY"},
    {"$", "write USD"},
    {"€", "write EUR"},
    {"％", "write %"},
    {"bn", "write billion"},
    {"mn", "write million"},
    {"mln", "write million"},
    {"m", "write million"},
    {"+", "write 'at least 300' as >= 300 or 300.."},
    {"(", "put remarks into a note beside the value"},
};

/* In the place of a number. */
static const Advice numbers[] = {
    {"about", "write 'about 300 W' as ~ 300 W"},
    {"approx", "write 'about 300 W' as ~ 300 W"},
    {"approximately", "write 'about 300 W' as ~ 300 W"},
    {"around", "write 'about 300 W' as ~ 300 W"},
    {"ca", "write 'about 300 W' as ~ 300 W"},
    {"约", "write 'about 300 W' as ~ 300 W"},
    {"大约", "write 'about 300 W' as ~ 300 W"},
    {"≈", "write 'about 300 W' as ~ 300 W"},
    {"up to", "write 'at most 300 W' as <= 300 W"},
    {"at most", "write 'at most 300 W' as <= 300 W"},
    {"max", "write 'at most 300 W' as <= 300 W"},
    {"最多", "write 'at most 300 W' as <= 300 W"},
    {"不超过", "write 'at most 300 W' as <= 300 W"},
    {"less than", "write 'less than 300 W' as < 300 W"},
    {"under", "write 'less than 300 W' as < 300 W"},
    {"低于", "write 'less than 300 W' as < 300 W"},
    {"＜", "write 'less than 300 W' as < 300 W"},
    {"at least", "write 'at least 300 W' as >= 300 W"},
    {"min", "write 'at least 300 W' as >= 300 W"},
    {"至少", "write 'at least 300 W' as >= 300 W"},
    {"more than", "write 'more than 300 W' as > 300 W"},
    {"over", "write 'more than 300 W' as > 300 W"},
    {"超过", "write 'more than 300 W' as > 300 W"},
    {"＞", "write 'more than 300 W' as > 300 W"},
    {"inf", "write a quantity without an upper bound as 300.."},
    {"unknown", "write {unknown: true} for a quantity that is not known"},
    {"tbd", "write {unknown: true} for a quantity that is not known"},
    {"n/a", "write {none: true} for a quantity that is not there"},
    {"none", "write {none: true} for a quantity that is not there"},
    {".", "write a digit before the decimal point"},
    {"$", "write '300 USD': the currency follows the number"},
    {"¥", "write '300 CNY': the currency follows the number"},
    {"￥", "write '300 CNY': the currency follows the number"},
    {"€", "write '300 EUR': the currency follows the number"},
};

/* Between two numbers. */
static const char *const range_words[] = {"-", "–", "—",   "−",  "~", "～",
                                          "…", "±", "to ", "至", "到"};

static bool starts_with(const char *text, const char *start)
{
    return g_ascii_strncasecmp(text, start, strlen(start)) == 0;
}

/* Does `text` begin with what the advice is for? Words count whole ("M" is not "Mbit"). */
static bool is_written(const Advice *advice, const char *text)
{
    size_t length = strlen(advice->written);
    return starts_with(text, advice->written) &&
           !(g_ascii_isalpha(*text) && g_ascii_isalpha(text[length]));
}

static const char *find_advice(const Advice *advice, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (is_written(&advice[i], text))
            return advice[i].hint;
    return NULL;
}

const char *quantity_hint_number(const char *text)
{
    return find_advice(numbers, G_N_ELEMENTS(numbers), text);
}

const char *quantity_hint_unit(const char *text)
{
    return find_advice(units, G_N_ELEMENTS(units), text);
}

bool quantity_hint_is_range(const char *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(range_words); i++)
        if (starts_with(text, range_words[i]))
            return true;
    return false;
}
