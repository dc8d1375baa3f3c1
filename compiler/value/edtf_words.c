#include "value/edtf_words.h"

#include "base/text.h"

#include <glib.h>
#include <string.h>

typedef enum DateWordKind {
    WORD_FILLER,
    WORD_MONTH,
    WORD_QUARTER,
    WORD_HALF,
    WORD_SEASON,
    WORD_WEEK,
    WORD_DECADE,
    WORD_ORDINAL,
    WORD_PART,
    WORD_BOUND,
    WORD_NOT,
    WORD_ABOUT,
    WORD_PERHAPS,
    WORD_YEAR,          /* what stands before it is one */
    WORD_BUSINESS_YEAR, /* fiscal in Japanese, the calendar's in Chinese */
    WORD_FISCAL,        /* number 1: a quarter of it */
    WORD_MORE,
    WORD_VAGUE,
} DateWordKind;

typedef struct DateWord {
    const char *text; /* in lower case */
    DateWordKind kind;
    int number;
} DateWord;

static const DateWord words[] = {
    {"of", WORD_FILLER, 0},
    {"the", WORD_FILLER, 0},
    {"in", WORD_FILLER, 0},
    {"at", WORD_FILLER, 0},
    {"on", WORD_FILLER, 0},
    {"st", WORD_FILLER, 0},
    {"nd", WORD_FILLER, 0},
    {"rd", WORD_FILLER, 0},
    {"th", WORD_FILLER, 0},
    {"year", WORD_FILLER, 0},
    {"calendar", WORD_FILLER, 0},
    {"cy", WORD_YEAR, 1},
    {"or", WORD_FILLER, 0},
    {"and", WORD_FILLER, 0},
    {"than", WORD_FILLER, 0},
    {"im", WORD_FILLER, 0},
    {"der", WORD_FILLER, 0},
    {"dem", WORD_FILLER, 0},
    {"noch", WORD_FILLER, 0},
    {"laufe", WORD_FILLER, 0},
    {"within", WORD_FILLER, 0},
    {"during", WORD_FILLER, 0},
    {"sometime", WORD_FILLER, 0},
    {"oder", WORD_FILLER, 0},
    {"des", WORD_FILLER, 0},
    {"jahres", WORD_FILLER, 0},
    {"jahr", WORD_FILLER, 0},
    {"date", WORD_FILLER, 0},
    {"年", WORD_YEAR, 0},
    {"年内", WORD_YEAR, 0},
    {"年中に", WORD_YEAR, 0},
    {"年度", WORD_BUSINESS_YEAR, 0},
    {"月", WORD_FILLER, 0},
    {"月份", WORD_FILLER, 0},
    {"日", WORD_FILLER, 0},
    {"号", WORD_FILLER, 0},
    {"第", WORD_FILLER, 0},
    {"或", WORD_FILLER, 0},
    {"及", WORD_FILLER, 0},
    {"的", WORD_FILLER, 0},
    {"の", WORD_FILLER, 0},
    {"–", WORD_FILLER, 0},
    {"—", WORD_FILLER, 0},
    {"january", WORD_MONTH, 1},
    {"february", WORD_MONTH, 2},
    {"march", WORD_MONTH, 3},
    {"april", WORD_MONTH, 4},
    {"may", WORD_MONTH, 5},
    {"june", WORD_MONTH, 6},
    {"july", WORD_MONTH, 7},
    {"august", WORD_MONTH, 8},
    {"september", WORD_MONTH, 9},
    {"sept", WORD_MONTH, 9},
    {"october", WORD_MONTH, 10},
    {"november", WORD_MONTH, 11},
    {"december", WORD_MONTH, 12},
    {"januar", WORD_MONTH, 1},
    {"jänner", WORD_MONTH, 1},
    {"februar", WORD_MONTH, 2},
    {"märz", WORD_MONTH, 3},
    {"mai", WORD_MONTH, 5},
    {"juni", WORD_MONTH, 6},
    {"juli", WORD_MONTH, 7},
    {"oktober", WORD_MONTH, 10},
    {"okt", WORD_MONTH, 10},
    {"dezember", WORD_MONTH, 12},
    {"dez", WORD_MONTH, 12},
    {"一月", WORD_MONTH, 1},
    {"二月", WORD_MONTH, 2},
    {"三月", WORD_MONTH, 3},
    {"四月", WORD_MONTH, 4},
    {"五月", WORD_MONTH, 5},
    {"六月", WORD_MONTH, 6},
    {"七月", WORD_MONTH, 7},
    {"八月", WORD_MONTH, 8},
    {"九月", WORD_MONTH, 9},
    {"十月", WORD_MONTH, 10},
    {"十一月", WORD_MONTH, 11},
    {"十二月", WORD_MONTH, 12},
    {"q", WORD_QUARTER, 0},
    {"quarter", WORD_QUARTER, 0},
    {"quartal", WORD_QUARTER, 0},
    {"quartals", WORD_QUARTER, 0},
    {"季度", WORD_QUARTER, 0},
    {"季", WORD_QUARTER, 0},
    {"四半期", WORD_QUARTER, 0},
    {"一季度", WORD_QUARTER, 1},
    {"二季度", WORD_QUARTER, 2},
    {"三季度", WORD_QUARTER, 3},
    {"四季度", WORD_QUARTER, 4},
    {"一季", WORD_QUARTER, 1},
    {"二季", WORD_QUARTER, 2},
    {"三季", WORD_QUARTER, 3},
    {"四季", WORD_QUARTER, 4},
    {"首季", WORD_QUARTER, 1},
    {"h", WORD_HALF, 0},
    {"half", WORD_HALF, 0},
    {"halbjahr", WORD_HALF, 0},
    {"halbjahres", WORD_HALF, 0},
    {"hälfte", WORD_HALF, 0},
    {"jahreshälfte", WORD_HALF, 0},
    {"上半年", WORD_HALF, 1},
    {"下半年", WORD_HALF, 2},
    {"上期", WORD_HALF, 1},
    {"下期", WORD_HALF, 2},
    {"上半期", WORD_HALF, 1},
    {"下半期", WORD_HALF, 2},
    {"前半", WORD_HALF, 1},
    {"后半年", WORD_HALF, 2},
    {"後半", WORD_HALF, 2},
    {"spring", WORD_SEASON, 1},
    {"summer", WORD_SEASON, 2},
    {"autumn", WORD_SEASON, 3},
    {"fall", WORD_SEASON, 3},
    {"winter", WORD_SEASON, 4},
    {"frühjahr", WORD_SEASON, 1},
    {"frühling", WORD_SEASON, 1},
    {"sommer", WORD_SEASON, 2},
    {"herbst", WORD_SEASON, 3},
    {"春", WORD_SEASON, 1},
    {"春季", WORD_SEASON, 1},
    {"春天", WORD_SEASON, 1},
    {"夏", WORD_SEASON, 2},
    {"夏季", WORD_SEASON, 2},
    {"夏天", WORD_SEASON, 2},
    {"秋", WORD_SEASON, 3},
    {"秋季", WORD_SEASON, 3},
    {"秋天", WORD_SEASON, 3},
    {"冬", WORD_SEASON, 4},
    {"冬季", WORD_SEASON, 4},
    {"冬天", WORD_SEASON, 4},
    {"w", WORD_WEEK, 0},
    {"week", WORD_WEEK, 0},
    {"wk", WORD_WEEK, 0},
    {"cw", WORD_WEEK, 0},
    {"kw", WORD_WEEK, 0},
    {"周", WORD_WEEK, 0},
    {"週", WORD_WEEK, 0},
    {"s", WORD_DECADE, 0},
    {"first", WORD_ORDINAL, 1},
    {"second", WORD_ORDINAL, 2},
    {"third", WORD_ORDINAL, 3},
    {"fourth", WORD_ORDINAL, 4},
    {"last", WORD_ORDINAL, -1},
    {"erste", WORD_ORDINAL, 1},
    {"ersten", WORD_ORDINAL, 1},
    {"erster", WORD_ORDINAL, 1},
    {"erstes", WORD_ORDINAL, 1},
    {"zweite", WORD_ORDINAL, 2},
    {"zweiten", WORD_ORDINAL, 2},
    {"zweiter", WORD_ORDINAL, 2},
    {"zweites", WORD_ORDINAL, 2},
    {"dritte", WORD_ORDINAL, 3},
    {"dritten", WORD_ORDINAL, 3},
    {"dritter", WORD_ORDINAL, 3},
    {"drittes", WORD_ORDINAL, 3},
    {"vierte", WORD_ORDINAL, 4},
    {"vierten", WORD_ORDINAL, 4},
    {"vierter", WORD_ORDINAL, 4},
    {"viertes", WORD_ORDINAL, 4},
    {"一", WORD_ORDINAL, 1},
    {"二", WORD_ORDINAL, 2},
    {"三", WORD_ORDINAL, 3},
    {"四", WORD_ORDINAL, 4},
    {"i", WORD_ORDINAL, 1},
    {"ii", WORD_ORDINAL, 2},
    {"iii", WORD_ORDINAL, 3},
    {"iv", WORD_ORDINAL, 4},
    {"early", WORD_PART, PART_EARLY},
    {"mid", WORD_PART, PART_MID},
    {"middle", WORD_PART, PART_MID},
    {"late", WORD_PART, PART_LATE},
    {"beginning", WORD_PART, PART_BEGIN},
    {"start", WORD_PART, PART_BEGIN},
    {"end", WORD_PART, PART_END},
    {"eoy", WORD_PART, PART_END},
    {"ye", WORD_PART, PART_END},
    {"anfang", WORD_PART, PART_BEGIN},
    {"mitte", WORD_PART, PART_MID},
    {"ende", WORD_PART, PART_END},
    {"年初", WORD_PART, PART_BEGIN},
    {"年中", WORD_PART, PART_MID},
    {"年中后期", WORD_PART, PART_MID_TO_LATE},
    {"年底", WORD_PART, PART_END},
    {"年末", WORD_PART, PART_END},
    {"年终", WORD_PART, PART_END},
    {"月初", WORD_PART, PART_BEGIN},
    {"月中", WORD_PART, PART_MID},
    {"月底", WORD_PART, PART_END},
    {"月末", WORD_PART, PART_END},
    {"初", WORD_PART, PART_BEGIN},
    {"初头", WORD_PART, PART_BEGIN},
    {"初頭", WORD_PART, PART_BEGIN},
    {"半ば", WORD_PART, PART_MID},
    {"底", WORD_PART, PART_END},
    {"末", WORD_PART, PART_END},
    {"早些时候", WORD_PART, PART_EARLY},
    {"晚些时候", WORD_PART, PART_LATE},
    {"月中旬", WORD_PART, PART_SECOND_TEN},
    {"上旬", WORD_PART, PART_FIRST_TEN},
    {"中旬", WORD_PART, PART_SECOND_TEN},
    {"下旬", WORD_PART, PART_LAST_TEN},
    {"since", WORD_BOUND, BOUND_SINCE},
    {"from", WORD_BOUND, BOUND_SINCE},
    {"starting", WORD_BOUND, BOUND_SINCE},
    {"present", WORD_BOUND, BOUND_SINCE},
    {"now", WORD_BOUND, BOUND_SINCE},
    {"later", WORD_BOUND, BOUND_SINCE},
    {"earliest", WORD_BOUND, BOUND_SINCE},
    {"onward", WORD_BOUND, BOUND_SINCE},
    {"onwards", WORD_BOUND, BOUND_SINCE},
    {"beyond", WORD_BOUND, BOUND_SINCE},
    {"+", WORD_BOUND, BOUND_SINCE},
    {">=", WORD_BOUND, BOUND_SINCE},
    {"≥", WORD_BOUND, BOUND_SINCE},
    {"ab", WORD_BOUND, BOUND_SINCE},
    {"seit", WORD_BOUND, BOUND_SINCE},
    {"frühestens", WORD_BOUND, BOUND_SINCE},
    {"später", WORD_BOUND, BOUND_SINCE},
    {"起", WORD_BOUND, BOUND_SINCE},
    {"自", WORD_BOUND, BOUND_SINCE},
    {"最早", WORD_BOUND, BOUND_SINCE},
    {"不早于", WORD_BOUND, BOUND_SINCE},
    {"以后", WORD_BOUND, BOUND_SINCE},
    {"以後", WORD_BOUND, BOUND_SINCE},
    {"更晚", WORD_BOUND, BOUND_SINCE},
    {"以降", WORD_BOUND, BOUND_SINCE},
    {"after", WORD_BOUND, BOUND_AFTER},
    {">", WORD_BOUND, BOUND_AFTER},
    {"nach", WORD_BOUND, BOUND_AFTER},
    {"之后", WORD_BOUND, BOUND_AFTER},
    {"晚于", WORD_BOUND, BOUND_AFTER},
    {"until", WORD_BOUND, BOUND_UNTIL},
    {"till", WORD_BOUND, BOUND_UNTIL},
    {"by", WORD_BOUND, BOUND_UNTIL},
    {"through", WORD_BOUND, BOUND_UNTIL},
    {"latest", WORD_BOUND, BOUND_UNTIL},
    {"earlier", WORD_BOUND, BOUND_UNTIL},
    {"<=", WORD_BOUND, BOUND_UNTIL},
    {"≤", WORD_BOUND, BOUND_UNTIL},
    {"bis", WORD_BOUND, BOUND_UNTIL},
    {"spätestens", WORD_BOUND, BOUND_UNTIL},
    {"früher", WORD_BOUND, BOUND_UNTIL},
    {"最迟", WORD_BOUND, BOUND_UNTIL},
    {"最晚", WORD_BOUND, BOUND_UNTIL},
    {"不晚于", WORD_BOUND, BOUND_UNTIL},
    {"不迟于", WORD_BOUND, BOUND_UNTIL},
    {"截至", WORD_BOUND, BOUND_UNTIL},
    {"更早", WORD_BOUND, BOUND_UNTIL},
    {"以前", WORD_BOUND, BOUND_UNTIL},
    {"まで", WORD_BOUND, BOUND_UNTIL},
    {"までに", WORD_BOUND, BOUND_UNTIL},
    {"before", WORD_BOUND, BOUND_BEFORE},
    {"prior", WORD_BOUND, BOUND_BEFORE},
    {"<", WORD_BOUND, BOUND_BEFORE},
    {"vor", WORD_BOUND, BOUND_BEFORE},
    {"之前", WORD_BOUND, BOUND_BEFORE},
    {"前", WORD_BOUND, BOUND_BEFORE},
    {"早于", WORD_BOUND, BOUND_BEFORE},
    {"not", WORD_NOT, 0},
    {"no", WORD_NOT, 0},
    {"nicht", WORD_NOT, 0},
    {"~", WORD_ABOUT, 0},
    {"about", WORD_ABOUT, 0},
    {"around", WORD_ABOUT, 0},
    {"approx", WORD_ABOUT, 0},
    {"approximately", WORD_ABOUT, 0},
    {"circa", WORD_ABOUT, 0},
    {"ca", WORD_ABOUT, 0},
    {"c", WORD_ABOUT, 0},
    {"etwa", WORD_ABOUT, 0},
    {"gegen", WORD_ABOUT, 0},
    {"约", WORD_ABOUT, 0},
    {"大约", WORD_ABOUT, 0},
    {"左右", WORD_ABOUT, 0},
    {"前后", WORD_ABOUT, 0},
    {"頃", WORD_ABOUT, 0},
    {"ごろ", WORD_ABOUT, 0},
    {"?", WORD_PERHAPS, 0},
    {"maybe", WORD_PERHAPS, 0},
    {"perhaps", WORD_PERHAPS, 0},
    {"probably", WORD_PERHAPS, 0},
    {"possibly", WORD_PERHAPS, 0},
    {"likely", WORD_PERHAPS, 0},
    {"vielleicht", WORD_PERHAPS, 0},
    {"可能", WORD_PERHAPS, 0},
    {"或许", WORD_PERHAPS, 0},
    {"fy", WORD_FISCAL, 0},
    {"fiscal", WORD_FISCAL, 0},
    {"财年", WORD_FISCAL, 0},
    {"财季", WORD_FISCAL, 1},
    {"財季", WORD_FISCAL, 1},
    {"財年", WORD_FISCAL, 0},
    {"geschäftsjahr", WORD_FISCAL, 0},
    {"geschäftsjahres", WORD_FISCAL, 0},
    {"gj", WORD_FISCAL, 0},
    {"e", WORD_MORE, 0},
    {"f", WORD_MORE, 0},
    {"est", WORD_MORE, 0},
    {"ww", WORD_MORE, 0},
    {"expected", WORD_MORE, 0},
    {"planned", WORD_MORE, 0},
    {"target", WORD_MORE, 0},
    {"targeted", WORD_MORE, 0},
    {"voraussichtlich", WORD_MORE, 0},
    {"geplant", WORD_MORE, 0},
    {"预计", WORD_MORE, 0},
    {"計画", WORD_MORE, 0},
    {"计划", WORD_MORE, 0},
    {"予定", WORD_MORE, 0},
    {"unknown", WORD_VAGUE, 0},
    {"tbd", WORD_VAGUE, 0},
    {"tba", WORD_VAGUE, 0},
    {"na", WORD_VAGUE, 0},
    {"unbekannt", WORD_VAGUE, 0},
    {"未知", WORD_VAGUE, 0},
    {"待定", WORD_VAGUE, 0},
    {"不详", WORD_VAGUE, 0},
    {"未定", WORD_VAGUE, 0},
    {"不明", WORD_VAGUE, 0},
};

/* --- finding words --- */

static bool is_letter(gunichar c)
{
    return g_unichar_isalpha(c) && !g_unichar_iswide(c);
}

/* Letters of an alphabet make words; what is written without spaces is cut where words are known.
 */
static size_t count_letters(const char *text)
{
    const char *end = text;
    while (*end != '\0' && is_letter(g_utf8_get_char(end)))
        end = g_utf8_next_char(end);
    return (size_t)(end - text);
}

static const DateWord *find_month(const char *lower)
{
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (words[i].kind == WORD_MONTH && g_ascii_isalpha(words[i].text[0]) &&
            strncmp(words[i].text, lower, 3) == 0)
            return &words[i];
    return NULL;
}

/* Finds a whole word; months go by their first three letters, too. */
static const DateWord *find_letters(const char *text, size_t length)
{
    g_autofree char *lower = g_utf8_strdown(text, (gssize)length);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(words[i].text, lower) == 0)
            return &words[i];
    return strlen(lower) == 3 ? find_month(lower) : NULL;
}

static const DateWord *find_longest(const char *text)
{
    const DateWord *best = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(text, words[i].text) &&
            (best == NULL || strlen(words[i].text) > strlen(best->text)))
            best = &words[i];
    return best;
}

/* --- taking them --- */

/* Says which of the unit's it is; 0: the word does not. False if two words do. */
static bool set_number(DateReading *reading, int number)
{
    if (number != 0 && reading->number != 0)
        return false;
    if (number != 0)
        reading->number = number;
    return true;
}

static bool set_unit(DateReading *reading, DateUnit unit, int number)
{
    if (reading->unit != UNIT_NONE)
        return false;
    reading->unit = unit;
    return set_number(reading, number);
}

static bool set_bound(DateReading *reading, DateBound bound)
{
    static const DateBound opposite[] = {
        [BOUND_SINCE] = BOUND_UNTIL, /* no later than */
        [BOUND_AFTER] = BOUND_UNTIL,
        [BOUND_UNTIL] = BOUND_SINCE, /* no earlier than */
        [BOUND_BEFORE] = BOUND_SINCE,
    };
    if (reading->is_negated)
        bound = opposite[bound];
    reading->is_negated = false;
    if (reading->bound != BOUND_NONE && reading->bound != bound)
        return false;
    reading->bound = bound;
    return true;
}

static bool set_part(DateReading *reading, DatePart part)
{
    if (reading->part != PART_NONE)
        return false;
    reading->part = part;
    return true;
}

static void mark_year(DateReading *reading)
{
    if (reading->count > 0)
        reading->numbers[reading->count - 1].is_year = true;
}

static bool take_word(DateReading *reading, const DateWord *word)
{
    switch (word->kind) {
    case WORD_FILLER:
        return true;
    case WORD_MONTH:
        return set_unit(reading, UNIT_MONTH, word->number);
    case WORD_QUARTER:
        return set_unit(reading, UNIT_QUARTER, word->number);
    case WORD_HALF:
        return set_unit(reading, UNIT_HALF, word->number);
    case WORD_SEASON:
        return set_unit(reading, UNIT_SEASON, word->number);
    case WORD_WEEK:
        return set_unit(reading, UNIT_WEEK, 0);
    case WORD_DECADE:
        return set_unit(reading, UNIT_DECADE, 0);
    case WORD_ORDINAL:
        return set_number(reading, word->number);
    case WORD_PART:
        if (strncmp(word->text, "年", strlen("年")) == 0)
            mark_year(reading);
        reading->says_year |= strcmp(word->text, "eoy") == 0 || strcmp(word->text, "ye") == 0;
        return set_part(reading, (DatePart)word->number);
    case WORD_BOUND:
        return set_bound(reading, (DateBound)word->number);
    case WORD_NOT:
        reading->is_negated = true;
        return true;
    case WORD_ABOUT:
        reading->about = true;
        return true;
    case WORD_PERHAPS:
        reading->perhaps = true;
        return true;
    case WORD_YEAR:
        if (word->number == 0)
            mark_year(reading);
        reading->says_year = true;
        return true;
    case WORD_BUSINESS_YEAR:
        mark_year(reading);
        reading->says_year = true;
        reading->is_business_year = true;
        return true;
    case WORD_FISCAL:
        reading->fiscal = true;
        return word->number == 0 || set_unit(reading, UNIT_QUARTER, 0);
    case WORD_MORE:
        reading->says_more = true;
        return true;
    case WORD_VAGUE:
        reading->is_vague = true;
        return true;
    }
    return false;
}

/* "3Q26", "H2 2026": the number that touches the letter is the quarter's or half's. */
static bool take_touching(DateReading *reading, const char *text, const char **at)
{
    const size_t length = 1;
    const char *start = *at - length;
    DateNumber *before = reading->count > 0 ? &reading->numbers[reading->count - 1] : NULL;
    if (g_ascii_isdigit(**at) && !g_ascii_isdigit((*at)[1])) {
        reading->number = *(*at)++ - '0';
        if (before != NULL)
            before->is_year = true;
    } else if (before != NULL && before->digits == 1 && start > text &&
               g_ascii_isdigit(start[-1])) {
        reading->number = before->value;
        reading->count--;
    }
    return reading->number != 0;
}

static const char *take_number(DateReading *reading, const char *at)
{
    DateNumber *number = &reading->numbers[reading->count++];
    *number = (DateNumber){0};
    for (; g_ascii_isdigit(*at) && number->digits < 9; at++, number->digits++)
        number->value = number->value * 10 + (*at - '0');
    return at;
}

static bool is_touching_letter(const char *text, size_t length)
{
    return length == 1 && *text != '\0' && strchr("qQhH", *text) != NULL;
}

/* 前三季度 are the first three of them, and not what was before one. */
static bool is_how_many(const char *text)
{
    const char *at = g_str_has_prefix(text, "前") ? text + strlen("前") : "";
    return g_ascii_isdigit(*at) || text_han_digit(at) > 0 || g_str_has_prefix(at, "两");
}

/* "FQ3 2026", "F3Q26", "CQ3": which year it is of stands before the quarter, half or year, while
 * the F of "2026F", a forecast's, and the c. of "c2026" do not. */
static bool is_year_letter(const char *at, size_t length)
{
    const bool is_fiscal = g_ascii_tolower(*at) == 'f';
    if (!is_fiscal && g_ascii_tolower(*at) != 'c')
        return false;
    if (length == 2)
        return is_touching_letter(at + 1, 1) && find_letters(at, length) == NULL;
    const size_t digits = length == 1 ? strspn(at + 1, "0123456789") : 0;
    return digits > 0 && (is_fiscal || is_touching_letter(at + 1 + digits, 1));
}

/* Takes the word at `at`; NULL: there is none. */
static const char *take_text(DateReading *reading, const char *text, const char *at)
{
    size_t length = count_letters(at);
    if (is_year_letter(at, length)) {
        reading->fiscal |= g_ascii_tolower(*at) == 'f';
        at++;
        length--;
        if (length == 0)
            return at;
    }
    if (length > 1 && is_touching_letter(at, 1) && find_letters(at, length) == NULL)
        length = 1; /* 3QFY26 */
    const DateWord *word = length > 0 ? find_letters(at, length) : find_longest(at);
    if (word == NULL || is_how_many(at) || !take_word(reading, word))
        return NULL;
    const bool touches = is_touching_letter(at, length);
    at += length > 0 ? length : strlen(word->text);
    if (touches && !take_touching(reading, text, &at))
        return NULL;
    return at;
}

/* Years that are counted from another one: the year 1 follows that. */
typedef struct Era {
    const char *name;
    int before;
} Era;

static const Era eras[] = {
    {"中華民國", 1911}, {"中华民国", 1911}, {"民國", 1911}, {"民国", 1911},
    {"令和", 2018},     {"平成", 1988},     {"昭和", 1925},
};

/* Reads the year of an era at `at`, "令和7年", "平成元年", up to its 年; returns 0 if there is
 * none. */
static int read_era(const char *at, const char **end)
{
    for (size_t i = 0; i < G_N_ELEMENTS(eras); i++) {
        if (!g_str_has_prefix(at, eras[i].name))
            continue;
        at += strlen(eras[i].name);
        at += strspn(at, " ");
        const size_t digits = strspn(at, "0123456789");
        const bool is_first = g_str_has_prefix(at, "元");
        const int year = is_first ? 1 : digits <= 3 ? (int)g_ascii_strtoull(at, NULL, 10) : 0;
        *end = at + (is_first ? strlen("元") : digits);
        *end += strspn(*end, " ");
        return year > 0 && g_str_has_prefix(*end, "年") ? eras[i].before + year : 0;
    }
    return 0;
}

/* 民國114年 is 2025年. */
static char *write_years(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at != '\0';) {
        const char *end;
        const int year = read_era(at, &end);
        if (year > 0) {
            g_string_append_printf(out, "%d", year);
        } else {
            end = g_utf8_next_char(at);
            g_string_append_len(out, at, end - at);
        }
        at = end;
    }
    return g_string_free(out, FALSE);
}

/* 二〇二五年 is 2025年. */
static char *write_digits(const char *text)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GString) run = g_string_new(NULL);
    const char *start = text;
    for (const char *at = text;; at = g_utf8_next_char(at)) {
        const int digit = text_han_digit(at);
        if (digit >= 0) {
            g_string_append_c(run, (char)('0' + digit));
            continue;
        }
        const bool is_year = (run->len == 4 || run->len == 2) && g_str_has_prefix(at, "年");
        if (is_year)
            g_string_append(out, run->str);
        else
            g_string_append_len(out, start, at - start);
        g_string_truncate(run, 0);
        if (*at == '\0')
            return g_string_free(out, FALSE);
        g_string_append_len(out, at, g_utf8_next_char(at) - at);
        start = g_utf8_next_char(at);
    }
}

static bool read_text(const char *text, DateReading *reading)
{
    for (const char *at = text; at != NULL && *at != '\0';) {
        if (g_ascii_isdigit(*at)) {
            if (reading->count == G_N_ELEMENTS(reading->numbers))
                return false;
            at = take_number(reading, at);
        } else if (strchr(" ./-,()'\"", *at) != NULL) {
            const bool marks = *at == '\'' && g_ascii_isdigit(at[1]);
            at++;
            if (marks && reading->count < G_N_ELEMENTS(reading->numbers)) {
                at = take_number(reading, at);
                mark_year(reading);
            }
        } else {
            at = take_text(reading, text, at);
            if (at == NULL)
                return false;
        }
    }
    return !reading->is_negated;
}

bool date_words_read(const char *text, DateReading *reading)
{
    *reading = (DateReading){0};
    g_autofree char *years = write_years(text);
    g_autofree char *written = write_digits(years);
    return read_text(written, reading);
}
