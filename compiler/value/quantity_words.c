#include "value/quantity_words.h"

#include <glib.h>
#include <string.h>

static const QuantityWord signs[] = {
    {"about", "~ "},     {"approx", "~ "},     {"approx.", "~ "},     {"approximately", "~ "},
    {"around", "~ "},    {"roughly", "~ "},    {"nearly", "~ "},      {"ca", "~ "},
    {"ca.", "~ "},       {"circa", "~ "},      {"etwa", "~ "},        {"rund", "~ "},
    {"约", "~ "},        {"大约", "~ "},       {"约为", "~ "},        {"約", "~ "},
    {"≈", "~ "},         {"~", "~ "},          {"～", "~ "},          {"up to", "<= "},
    {"at most", "<= "},  {"max", "<= "},       {"max.", "<= "},       {"maximum", "<= "},
    {"bis zu", "<= "},   {"höchstens", "<= "}, {"maximal", "<= "},    {"最多", "<= "},
    {"最大", "<= "},     {"最高", "<= "},      {"至多", "<= "},       {"不超过", "<= "},
    {"不大于", "<= "},   {"高达", "<= "},      {"less than", "< "},   {"fewer than", "< "},
    {"under", "< "},     {"below", "< "},      {"weniger als", "< "}, {"unter", "< "},
    {"低于", "< "},      {"小于", "< "},       {"少于", "< "},        {"不到", "< "},
    {"from", ">= "},     {"ab", ">= "},        {"at least", ">= "},   {"min", ">= "},
    {"min.", ">= "},     {"minimum", ">= "},   {"mindestens", ">= "}, {"至少", ">= "},
    {"不少于", ">= "},   {"不低于", ">= "},    {"最少", ">= "},       {"最小", ">= "},
    {"more than", "> "}, {"over", "> "},       {"above", "> "},       {"greater than", "> "},
    {"mehr als", "> "},  {"über", "> "},       {"超过", "> "},        {"超過", "> "},
    {"高于", "> "},      {"大于", "> "},       {"逾", "> "},          {"<=", "<= "},
    {"≤", "<= "},        {"⩽", "<= "},         {"=<", "<= "},         {">=", ">= "},
    {"≥", ">= "},        {"⩾", ">= "},         {"=>", ">= "},         {"<", "< "},
    {">", "> "},         {"almost", "~ "},     {"just under", "~ "},  {"knapp", "~ "},
    {"gut", "~ "},       {"近", "~ "},         {"将近", "~ "},        {"接近", "~ "},
    {"可达", "<= "},     {"最高可达", "<= "},  {"最高达", "<= "},     {"最大可达", "<= "},
    {"不足", "< "},      {"超", "> "},         {"ほぼ", "~ "},
};

static const QuantityWord ends[] = {
    {"or more", ">= "}, {"and more", ">= "},     {"or above", ">= "}, {"+", ">= "},
    {"以上", ">= "},    {"起", ">= "},           {"min", ">= "},      {"min.", ">= "},
    {"minimum", ">= "}, {"oder mehr", ">= "},    {"or less", "<= "},  {"or below", "<= "},
    {"以下", "<= "},    {"以内", "<= "},         {"max", "<= "},      {"max.", "<= "},
    {"maximum", "<= "}, {"oder weniger", "<= "}, {"左右", "~ "},      {"前后", "~ "},
    {"程度", "~ "},     {"approx.", "~ "},       {"or so", "~ "},     {"上下", "~ "},
    {"未満", "< "},     {"未满", "< "},          {"超", "> "},
};

/* "¥" is the sign of two currencies. */
static const QuantityWord money[] = {
    {"us$", "USD"},
    {"us $", "USD"},
    {"usd", "USD"},
    {"u.s.$", "USD"},
    {"$", "USD"},
    {"hk$", "HKD"},
    {"hkd", "HKD"},
    {"nt$", "TWD"},
    {"ntd", "TWD"},
    {"nt", "TWD"},
    {"s$", "SGD"},
    {"sgd", "SGD"},
    {"a$", "AUD"},
    {"au$", "AUD"},
    {"c$", "CAD"},
    {"ca$", "CAD"},
    {"r$", "BRL"},
    {"rmb", "CNY"},
    {"cny", "CNY"},
    {"cn¥", "CNY"},
    {"rmb¥", "CNY"},
    {"人民币", "CNY"},
    {"元人民币", "CNY"},
    {"人民幣", "CNY"},
    {"jp¥", "JPY"},
    {"jpy", "JPY"},
    {"€", "EUR"},
    {"eur", "EUR"},
    {"euro", "EUR"},
    {"euros", "EUR"},
    {"£", "GBP"},
    {"gbp", "GBP"},
    {"₩", "KRW"},
    {"krw", "KRW"},
    {"₹", "INR"},
    {"inr", "INR"},
    {"₪", "ILS"},
    {"₽", "RUB"},
    {"chf", "CHF"},
    {"元", "CNY"},
    {"人民币元", "CNY"},
    {"美元", "USD"},
    {"美金", "USD"},
    {"美圆", "USD"},
    {"港元", "HKD"},
    {"港币", "HKD"},
    {"欧元", "EUR"},
    {"日元", "JPY"},
    {"円", "JPY"},
    {"日圆", "JPY"},
    {"韩元", "KRW"},
    {"韩圆", "KRW"},
    {"新台币", "TWD"},
    {"台币", "TWD"},
    {"英镑", "GBP"},
    {"dollars", "USD"},
    {"yuan", "CNY"},
    {"yen", "JPY"},
    {"ドル", "USD"},
    {"ユーロ", "EUR"},
    {"¥", ""},
    {"￥", ""},
    /* 兆 is a trillion of these; of the yuan it may be a million. */
    {"兆円", "trillion JPY"},
    {"兆日元", "trillion JPY"},
    {"兆日圆", "trillion JPY"},
    {"兆韩元", "trillion KRW"},
    {"兆台币", "trillion TWD"},
    {"兆新台币", "trillion TWD"},
};

static const QuantityWord units[] = {
    {"瓦", "W"},
    {"瓦特", "W"},
    {"千瓦", "kW"},
    {"ワット", "W"},
    {"キロワット", "kW"},
    {"兆瓦", "MW"},
    {"伏", "V"},
    {"伏特", "V"},
    {"毫伏", "mV"},
    {"安", "A"},
    {"纳米", "nm"},
    {"奈米", "nm"},
    {"微米", "um"},
    {"毫米", "mm"},
    {"厘米", "cm"},
    {"米", "m"},
    {"英寸", "inch"},
    {"吋", "inch"},
    {"寸", "inch"},
    {"″", "inch"},
    {"\"", "inch"},
    {"平方毫米", "mm2"},
    {"平方厘米", "cm2"},
    {"sq mm", "mm2"},
    {"sq. mm", "mm2"},
    {"mm^2", "mm2"},
    {"㎟", "mm2"},
    {"㎜²", "mm2"},
    {"mm²", "mm2"},
    {"位", "bit"},
    {"比特", "bit"},
    {"bits", "bit"},
    {"字节", "B"},
    {"ビット", "bit"},
    {"バイト", "B"},
    {"摄氏度", "°C"},
    {"度", "°C"},
    {"℃", "°C"},
    {"deg c", "°C"},
    {"deg. c", "°C"},
    {"°c", "°C"},
    {"华氏度", "°F"},
    {"℉", "°F"},
    {"f", "°F"},
    {"deg f", "°F"},
    {"deg. f", "°F"},
    {"c", "°C"},
    {"赫兹", "Hz"},
    {"兆赫", "MHz"},
    {"吉赫", "GHz"},
    {"秒", "s"},
    {"毫秒", "ms"},
    {"微秒", "us"},
    {"纳秒", "ns"},
    {"分钟", "min"},
    {"小时", "h"},
    {"天", "day"},
    {"周", "week"},
    {"个月", "month"},
    {"個月", "month"},
    {"か月", "month"},
    {"カ月", "month"},
    {"ヶ月", "month"},
    {"ケ月", "month"},
    {"monat", "month"},
    {"monate", "month"},
    {"monaten", "month"},
    {"年", "year"},
    {"jahr", "year"},
    {"jahre", "year"},
    {"jahren", "year"},
    {"woche", "week"},
    {"wochen", "week"},
    {"tag", "day"},
    {"tage", "day"},
    {"tagen", "day"},
    {"stunde", "h"},
    {"stunden", "h"},
    {"sekunde", "s"},
    {"sekunden", "s"},
    {"克", "g"},
    {"公斤", "kg"},
    {"千克", "kg"},
    {"兆字节", "MB"},
    {"吉字节", "GB"},
    {"太字节", "TB"},
    {"メガバイト", "MB"},
    {"ギガバイト", "GB"},
    {"テラバイト", "TB"},
    {"gb/秒", "GB/s"},
    {"tb/秒", "TB/s"},
    {"gbit/秒", "Gbit/s"},
    {"gb每秒", "GB/s"},
    {"tb每秒", "TB/s"},
    {"qmm", "mm2"},
    {"quadratmillimeter", "mm2"},
    {"gb/sec", "GB/s"},
    {"tb/sec", "TB/s"},
    {"mb/sec", "MB/s"},
    {"gb per second", "GB/s"},
    {"tb per second", "TB/s"},
    {"gbit/sec", "Gbit/s"},
    {"gigabytes per second", "GB/s"},
    {"terabytes per second", "TB/s"},
    {"gigabits per second", "Gbit/s"},
    {"tflops/s", "TFLOPS"},
    {"pflops/s", "PFLOPS"},
    {"tops/s", "TOPS"},
    {"percent", "%"},
    {"per cent", "%"},
    {"pct", "%"},
    {"％", "%"},
    {"倍", "x"},
    {"×", "x"},
    {"times", "x"},
    {"fold", "x"},
    {"颗", ""},
    {"个", ""},
    {"片", ""},
    {"块", ""},
    {"张", ""},
    {"台", ""},
    {"枚", ""},
    {"核", ""},
    {"卡", ""},
    {"只", ""},
    {"条", ""},
    {"项", ""},
    {"家", ""},
    {"件", ""},
    {"份", ""},
    {"股", ""},
    {"个晶体管", ""},
    {"晶体管", ""},
    {"transistors", ""},
    {"transistoren", ""},
    {"cores", ""},
    {"kerne", ""},
    {"コア", ""},
    {"units", ""},
    {"pcs", ""},
    {"pieces", ""},
    {"cuda cores", ""},
    {"stück", ""},
    {"個", ""},
    {"基", ""},
    {"人", ""},
};

/* What something may be told of, each. */
static const QuantityWord parts[] = {
    {"核", "core"},     {"核心", "core"},   {"个核", "core"},   {"个核心", "core"},
    {"コア", "core"},   {"kern", "core"},   {"裸片", "die"},    {"晶粒", "die"},
    {"芯粒", "die"},    {"ダイ", "die"},    {"芯片", "chip"},   {"颗", "chip"},
    {"颗芯片", "chip"}, {"チップ", "chip"}, {"卡", "card"},     {"张", "card"},
    {"张卡", "card"},   {"カード", "card"}, {"节点", "node"},   {"ノード", "node"},
    {"knoten", "node"}, {"堆栈", "stack"},  {"堆叠", "stack"},  {"スタック", "stack"},
    {"core", "core"},   {"die", "die"},     {"chip", "chip"},   {"card", "card"},
    {"karte", "card"},  {"node", "node"},   {"stack", "stack"}, {"stapel", "stack"},
    {"rack", "rack"},   {"机柜", "rack"},   {"ラック", "rack"}, {"lane", "lane"},
    {"pin", "pin"},     {"引脚", "pin"},
};

static const struct BoundWord {
    const char *written;
    QuantityBound bound;
} bounds[] = {
    {"minimum", QUANTITY_LEAST}, {"min.", QUANTITY_LEAST}, {"min", QUANTITY_LEAST},
    {"最小值", QUANTITY_LEAST},  {"最小", QUANTITY_LEAST}, {"typical", QUANTITY_USUAL},
    {"typ.", QUANTITY_USUAL},    {"typ", QUANTITY_USUAL},  {"nominal", QUANTITY_USUAL},
    {"nom.", QUANTITY_USUAL},    {"nom", QUANTITY_USUAL},  {"典型值", QUANTITY_USUAL},
    {"典型", QUANTITY_USUAL},    {"标称", QUANTITY_USUAL}, {"maximum", QUANTITY_MOST},
    {"max.", QUANTITY_MOST},     {"max", QUANTITY_MOST},   {"最大值", QUANTITY_MOST},
    {"最大", QUANTITY_MOST},
};

static const QuantityMultiplier multipliers[] = {
    {"trillion", "trillion", 0, false},
    {"billion", "billion", 0, false},
    {"million", "million", 0, false},
    {"thousand", "thousand", 0, false},
    {"tn", "trillion", 0, false},
    {"trn", "trillion", 0, false},
    {"bn", "billion", 0, false},
    {"bln", "billion", 0, false},
    {"bil", "billion", 0, false},
    {"mn", "million", 0, false},
    {"mln", "million", 0, false},
    {"mio", "million", 0, false},
    {"mio.", "million", 0, false},
    {"mil", "million", 0, false},
    {"mrd", "billion", 0, false},
    {"mrd.", "billion", 0, false},
    {"milliarden", "billion", 0, false},
    {"millionen", "million", 0, false},
    {"tausend", "thousand", 0, false},
    {"t", "trillion", 0, true},
    {"b", "billion", 0, true},
    {"mm", "million", 0, true},
    {"m", "million", 0, true},
    {"k", "thousand", 0, true},
    {"万亿", "trillion", 0, false},
    {"万億", "trillion", 0, false},
    {"十亿", "billion", 0, false},
    {"千万", "billion", 2, false},
    {"百万", "million", 0, false},
    {"亿", "billion", 1, false},
    {"億", "billion", 1, false},
    {"万", "million", 2, false},
    {"萬", "million", 2, false},
    {"千", "thousand", 0, false},
    {"billionen", "trillion", 0, false}, /* German, French, Spanish, Italian, Dutch */
    {"trillionen", NULL, 0, false},      /* no trillions, and without a word in English */
    {"trillones", NULL, 0, false},
    {"billions", "billion", 0, false},
    {"millions", "million", 0, false},
    {"milliard", "billion", 0, false},
    {"milliards", "billion", 0, false},
    {"mil millones", "billion", 0, false},
    {"millones", "million", 0, false},
    {"billones", "trillion", 0, false},
    {"miliardi", "billion", 0, false},
    {"milioni", "million", 0, false},
    {"miljard", "billion", 0, false},
    {"miljoen", "million", 0, false},
    {"lakh", "million", 1, false},
    {"lakhs", "million", 1, false},
    {"lac", "million", 1, false},
    {"lacs", "million", 1, false},
    {"crore", "billion", 2, false},
    {"crores", "billion", 2, false},
    {"cr", "billion", 2, true},
    {"cr.", "billion", 2, true},
    {"lakh crore", "trillion", 0, false},
    {"lakh crores", "trillion", 0, false},
};

static bool is_letter_at(const char *at)
{
    return g_unichar_isalpha(g_utf8_get_char(at)) && !g_unichar_iswide(g_utf8_get_char(at));
}

/* Does `text` begin with `word`, and not in the middle of a word of letters? */
static bool begins(const char *text, const char *word)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    if (!g_str_has_prefix(lower, word))
        return false;
    const char *last = g_utf8_find_prev_char(word, word + strlen(word));
    const char *rest = lower + strlen(word);
    return *rest == '\0' || last == NULL || !is_letter_at(last) || !is_letter_at(rest);
}

static bool ends_with(const char *text, const char *word)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    if (!g_str_has_suffix(lower, word) || strlen(lower) <= strlen(word))
        return false;
    const char *start = lower + strlen(lower) - strlen(word);
    const char *before = g_utf8_find_prev_char(lower, start);
    return before == NULL || !is_letter_at(start) || !is_letter_at(before);
}

static const QuantityWord *find_longest(const QuantityWord *all, size_t count, const char *text,
                                        bool (*matches)(const char *text, const char *word))
{
    const QuantityWord *best = NULL;
    for (size_t i = 0; i < count; i++)
        if (matches(text, all[i].written) &&
            (best == NULL || strlen(all[i].written) > strlen(best->written)))
            best = &all[i];
    return best;
}

const QuantityWord *quantity_words_sign(const char *text)
{
    return find_longest(signs, G_N_ELEMENTS(signs), text, begins);
}

const QuantityWord *quantity_words_end(const char *text)
{
    return find_longest(ends, G_N_ELEMENTS(ends), text, ends_with);
}

const QuantityWord *quantity_words_money(const char *text)
{
    return find_longest(money, G_N_ELEMENTS(money), text, begins);
}

const QuantityWord *quantity_words_unit(const char *text)
{
    return find_longest(units, G_N_ELEMENTS(units), text, begins);
}

const QuantityWord *quantity_words_part(const char *text)
{
    return find_longest(parts, G_N_ELEMENTS(parts), text, begins);
}

QuantityBound quantity_words_take_bound(char *text)
{
    g_strstrip(text);
    for (size_t i = 0; i < G_N_ELEMENTS(bounds); i++) {
        const size_t length = strlen(bounds[i].written);
        if (ends_with(text, bounds[i].written))
            text[strlen(text) - length] = '\0';
        else if (begins(text, bounds[i].written))
            memmove(text, text + length, strlen(text + length) + 1);
        else
            continue;
        g_strdelimit(text, ":=", ' ');
        g_strstrip(text);
        return bounds[i].bound;
    }
    return QUANTITY_NO_BOUND;
}

const QuantityMultiplier *quantity_words_multiplier(const char *text, bool is_money)
{
    const QuantityMultiplier *best = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(multipliers); i++)
        if ((is_money || !multipliers[i].only_money) && begins(text, multipliers[i].written) &&
            (best == NULL || strlen(multipliers[i].written) > strlen(best->written)))
            best = &multipliers[i];
    return best;
}
