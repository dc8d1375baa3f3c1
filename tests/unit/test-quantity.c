#include "value/quantity.h"
#include "value/quantity_factor.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <time.h>

static Units *load(void)
{
    g_autofree char *xml = NULL, *error = NULL;
    size_t length;
    g_assert_true(g_file_get_contents("compiler/schema/default/units.xml", &xml, &length, NULL));
    Units *units = units_new(xml, length, &error);
    g_assert_cmpstr(error, ==, NULL);
    return units;
}

static const Unit *find(Units *units, const char *symbol)
{
    const Unit *unit = symbol != NULL ? units_find(units, symbol) : NULL;
    g_assert_true((unit == NULL) == (symbol == NULL));
    return unit;
}

#define OPEN INFINITY

enum { APPROXIMATE = 1, ABOVE = 2, BELOW = 4 };

static void test_accepted(void)
{
    static const struct {
        const char *text, *declared; /* NULL: any unit */
        double min, max, low, high;
        const char *unit; /* NULL: none */
        unsigned flags;
    } cases[] = {
        {"64 GB/s", "GB/s", 64, 64, 63.5, 64.5, "GB/s", 0},
        {"64GB/s", "GB/s", 64, 64, 63.5, 64.5, "GB/s", 0},
        {" 64  GB/s ", "GB/s", 64, 64, 63.5, 64.5, "GB/s", 0},
        {"0.064 TB/s", "GB/s", 64, 64, 63.5, 64.5, "TB/s", 0},
        {"1.1 TB/s", "GB/s", 1100, 1100, 1050, 1150, "TB/s", 0},
        {"4.35 TB/s", "GB/s", 4350, 4350, 4345, 4355, "TB/s", 0},
        {"4..8", NULL, 4, 8, 3.5, 8.5, NULL, 0},
        {"4 .. 8", "lane", 4, 8, 3.5, 8.5, "lane", 0},
        {"4..8 lanes", "lane", 4, 8, 3.5, 8.5, "lanes", 0},
        {"4..8 GB/s", "GB/s", 4, 8, 3.5, 8.5, "GB/s", 0},
        {"4.0..8 TB/s", "GB/s", 4000, 8000, 3950, 8500, "TB/s", 0},
        {"64 GB/s .. 128 GB/s", "GB/s", 64, 128, 63.5, 128.5, "GB/s", 0},
        {"64 GB/s..0.25 TB/s", "GB/s", 64, 250, 63.5, 255, "TB/s", 0},
        {"5..5", NULL, 5, 5, 4.5, 5.5, NULL, 0},
        {"10000..", NULL, 10000, OPEN, 9999.5, OPEN, NULL, 0},
        {"64 GB/s ..", "GB/s", 64, OPEN, 63.5, OPEN, "GB/s", 0},
        {"..64 GB/s", "GB/s", -OPEN, 64, -OPEN, 64.5, "GB/s", 0},
        {".. 64 TB/s", "GB/s", -OPEN, 64000, -OPEN, 64500, "TB/s", 0},
        {"<= 64 GB/s", "GB/s", -OPEN, 64, -OPEN, 64.5, "GB/s", 0},
        {"≤64 GB/s", "GB/s", -OPEN, 64, -OPEN, 64.5, "GB/s", 0},
        {"< 5", NULL, -OPEN, 5, -OPEN, 5.5, NULL, BELOW},
        {"≥ 10000", NULL, 10000, OPEN, 9999.5, OPEN, NULL, 0},
        {">= 10000", NULL, 10000, OPEN, 9999.5, OPEN, NULL, 0},
        {"> 1600", "patent", 1600, OPEN, 1599.5, OPEN, "patent", ABOVE},
        {"~ 300 W", "W", 300, 300, 299.5, 300.5, "W", APPROXIMATE},
        {"～300 W", "kW", 0.3, 0.3, 0.2995, 0.3005, "W", APPROXIMATE},
        {"~ 4..8 W", "W", 4, 8, 3.5, 8.5, "W", APPROXIMATE},
        {"53.2 %", "%", 53.2, 53.2, 53.15, 53.25, "%", 0},
        {"53.2%", "%", 53.2, 53.2, 53.15, 53.25, "%", 0},
        {"53.2", "%", 53.2, 53.2, 53.15, 53.25, "%", 0},
        {"53.2 %", NULL, 53.2, 53.2, 53.15, 53.25, "%", 0},
        {"64 GB", NULL, 64, 64, 63.5, 64.5, "GB", 0},
        {"0.16 %", "%", 0.16, 0.16, 0.155, 0.165, "%", 0},
        {"336.8 million CNY", "CNY", 336800000, 336800000, 336750000, 336850000, "million CNY", 0},
        {"336.8 million CNY", "million CNY", 336.8, 336.8, 336.75, 336.85, "million CNY", 0},
        {"203980.0 %", "%", 203980, 203980, 203979.95, 203980.05, "%", 0},
        {"1,240.7 million CNY", "million CNY", 1240.7, 1240.7, 1240.65, 1240.75, "million CNY", 0},
        {"-1538.1 million CNY", "million CNY", -1538.1, -1538.1, -1538.15, -1538.05, "million CNY",
         0},
        {"−5 °C", "°C", -5, -5, -5.5, -4.5, "°C", 0},
        {"+3", NULL, 3, 3, 2.5, 3.5, NULL, 0},
        {"77e9", "count", 77e9, 77e9, 76.5e9, 77.5e9, "count", 0},
        {"77E+9", NULL, 77e9, 77e9, 76.5e9, 77.5e9, NULL, 0},
        {"38.5e9", NULL, 38.5e9, 38.5e9, 38.45e9, 38.55e9, NULL, 0},
        {"5e-3", NULL, 0.005, 0.005, 0.0045, 0.0055, NULL, 0},
        {"1,600", NULL, 1600, 1600, 1599.5, 1600.5, NULL, 0},
        {"247,692,800 shares", "share", 247692800, 247692800, 247692799.5, 247692800.5, "shares",
         0},
        {"827", NULL, 827, 827, 826.5, 827.5, NULL, 0},
        {"827.0", NULL, 827, 827, 826.95, 827.05, NULL, 0},
        {"0", NULL, 0, 0, -0.5, 0.5, NULL, 0},
        {"0.00", NULL, 0, 0, -0.005, 0.005, NULL, 0},
        {"00012", NULL, 12, 12, 11.5, 12.5, NULL, 0},
        {"5 EFLOPS", "PFLOPS", 5000, 5000, 4500, 5500, "EFLOPS", 0},
        {"5EFLOPS", "EFLOPS", 5, 5, 4.5, 5.5, "EFLOPS", 0},
        {"3x", "x", 3, 3, 2.5, 3.5, "x", 0},
        {"12345678901234567", NULL, 12345678901234567., 12345678901234567., 12345678901234566.5,
         12345678901234567.5, NULL, 0},
        {"1e300", NULL, 1e300, 1e300, 0.5e300, 1.5e300, NULL, 0},
        {"1.797e308", NULL, 1.797e308, 1.797e308, 1.7965e308, 1.7975e308, NULL, 0},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Quantity got;
        Problem problem;
        g_test_message("%s", cases[i].text);
        if (!quantity_parse(units, cases[i].text, find(units, cases[i].declared), &got, &problem))
            g_error("%s: %s", cases[i].text, problem.message);
        g_assert_cmpfloat(got.min, ==, cases[i].min);
        g_assert_cmpfloat(got.max, ==, cases[i].max);
        g_assert_cmpfloat(got.low, ==, cases[i].low);
        g_assert_cmpfloat(got.high, ==, cases[i].high);
        g_assert_cmpint(got.approximate, ==, (cases[i].flags & APPROXIMATE) != 0);
        g_assert_cmpint(got.exclusive_min, ==, (cases[i].flags & ABOVE) != 0);
        g_assert_cmpint(got.exclusive_max, ==, (cases[i].flags & BELOW) != 0);
        g_assert_true(got.text == cases[i].text);
        g_assert_true(got.unit == find(units, cases[i].unit));
    }
}

static void test_refused(void)
{
    static const struct {
        const char *text, *declared;
        ProblemKind kind;
        size_t start, end;
        const char *message, *hint; /* parts */
    } cases[] = {
        {"", NULL, PROBLEM_QUANTITY, 0, 1, "not a quantity", "written like"},
        {"many", NULL, PROBLEM_QUANTITY, 0, 4, "not a quantity", "written like"},
        {"64", "GB/s", PROBLEM_UNIT, 0, 2, "the unit is missing", "GB/s, if it is in that"},
        {"4..8", "GB/s", PROBLEM_UNIT, 0, 4, "the unit is missing", "if it is in that"},
        {"<= 64", "GB/s", PROBLEM_UNIT, 0, 5, "the unit is missing", "if it is in that"},
        {"64 GB", "GB/s", PROBLEM_DIMENSION, 3, 5, "'GB' does not convert to GB/s", ""},
        {"64 Gb/s", "GB/s", PROBLEM_DIMENSION, 3, 7, "'Gb/s' does not convert to GB/s",
         "they are 8 GB/s;"},
        {"50 GB/s", "Gbit/s", PROBLEM_DIMENSION, 3, 7, "does not convert", "they are 400 Gbit/s;"},
        {"640 B", "bit", PROBLEM_DIMENSION, 4, 5, "does not convert", "they are 5120 bit"},
        {"64 s/GB", "GB/s", PROBLEM_DIMENSION, 3, 7, "does not convert", ""},
        {"64 GB/s .. 128 GB", "GB/s", PROBLEM_DIMENSION, 15, 17, "does not convert", ""},
        {"5 USD", "CNY", PROBLEM_DIMENSION, 2, 5, "'USD' does not convert to CNY", ""},
        {"64 gb/s", "GB/s", PROBLEM_UNIT, 3, 7, "unknown unit 'gb/s'", "wanted is GB/s"},
        {"64 gB/s", "GB/s", PROBLEM_UNIT, 3, 7, "unknown unit 'gB/s'", "write 64 GB/s."},
        {"50 mB", "B", PROBLEM_UNIT, 3, 5, "unknown unit 'mB'",
         "a unit of the kind that is wanted is B"},
        {"1080 px", "1", PROBLEM_DIMENSION, 5, 7, "'px' does not convert to 1", ""},
        {"5120-bit", "bit", PROBLEM_QUANTITY, 4, 8, "does not belong", "write 5120 bit"},
        {"5–10", NULL, PROBLEM_QUANTITY, 1, 6, "does not belong", "write 5..10."},
        {"64 GBs", "GB/s", PROBLEM_UNIT, 3, 6, "unknown unit 'GBs'", "wanted is GB/s"},
        {"5 milion CNY", "CNY", PROBLEM_UNIT, 2, 12, "unknown unit", "write 5 million CNY."},
        {"5 zorkmids", NULL, PROBLEM_UNIT, 2, 10, "unknown unit 'zorkmids'", ""},
        {"3 亿 CNY", "CNY", PROBLEM_UNIT, 2, 9, "unknown unit '亿 CNY'", "write 0.3 billion CNY."},
        {"3万元", "CNY", PROBLEM_UNIT, 1, 7, "unknown unit", "write 0.03 million CNY."},
        {"3 M CNY", "CNY", PROBLEM_UNIT, 2, 7, "unknown unit", "write 3 million CNY."},
        {"3 元", "CNY", PROBLEM_UNIT, 2, 5, "unknown unit", "write 3 CNY."},
        {"3 bn USD", "USD", PROBLEM_UNIT, 2, 8, "unknown unit", "write 3 billion USD."},
        {"300+", NULL, PROBLEM_UNIT, 3, 4, "unknown unit '+'", "write >= 300."},
        {"64 (peak)", NULL, PROBLEM_UNIT, 3, 9, "unknown unit", "write 64.peak"},
        {"64 x10", NULL, PROBLEM_UNIT, 3, 6, "unknown unit", ""},
        {"0x10", NULL, PROBLEM_UNIT, 1, 4, "unknown unit", ""},
        {"8..4", NULL, PROBLEM_QUANTITY, 0, 4, "the range ends below its start", "smaller"},
        {"1 TB/s .. 64 GB/s", "GB/s", PROBLEM_QUANTITY, 0, 17, "the range ends below", "smaller"},
        {"64 GB/s .. 128", "GB/s", PROBLEM_UNIT, 3, 14, "the unit of a range", "4..8 GB/s"},
        {"4..8..16", NULL, PROBLEM_QUANTITY, 4, 8, "a range has two ends", ""},
        {"<= 4..8", NULL, PROBLEM_QUANTITY, 4, 7, "'<=' is followed by one number", ""},
        {"..4..8", NULL, PROBLEM_QUANTITY, 3, 6, "'..' is followed by one number", ""},
        {"..", NULL, PROBLEM_QUANTITY, 0, 2, "not a quantity", ""},
        {"<", NULL, PROBLEM_QUANTITY, 0, 1, "not a quantity", ""},
        {"~", NULL, PROBLEM_QUANTITY, 0, 1, "not a quantity", ""},
        {"< > 5", NULL, PROBLEM_QUANTITY, 0, 5, "not a quantity", ""},
        {"4...8", NULL, PROBLEM_QUANTITY, 0, 5, "not a quantity", "write 4..8."},
        {"4-8 GB/s", "GB/s", PROBLEM_QUANTITY, 1, 8, "does not belong to the number",
         "write 4..8 GB/s."},
        {"4–8 GB/s", "GB/s", PROBLEM_QUANTITY, 1, 10, "does not belong", "write 4..8 GB/s."},
        {"4 to 8", NULL, PROBLEM_QUANTITY, 2, 6, "does not belong", "write 4..8."},
        {"4～8", NULL, PROBLEM_QUANTITY, 1, 5, "does not belong", "write 4..8."},
        {"100 ± 5", NULL, PROBLEM_QUANTITY, 4, 8, "does not belong", "write 95..105.whole"},
        {"1 600", NULL, PROBLEM_QUANTITY, 2, 5, "does not belong", "write 1600."},
        {"1,6", NULL, PROBLEM_QUANTITY, 0, 3, "groups the digits", "write 1.6."},
        {"1600,000", NULL, PROBLEM_QUANTITY, 0, 8, "groups the digits", "write 1600.000."},
        {"1,,600", NULL, PROBLEM_QUANTITY, 0, 6, "groups the digits", "behind a point"},
        {"1,600,", NULL, PROBLEM_QUANTITY, 0, 6, "groups the digits", "behind a point"},
        {"0,512 GB", "GB", PROBLEM_QUANTITY, 0, 5, "no decimal point", "write 0.512 GB."},
        {"01,234 GB", "GB", PROBLEM_QUANTITY, 0, 6, "no decimal point", "behind a point"},
        {"000,512", NULL, PROBLEM_QUANTITY, 0, 7, "no decimal point", "behind a point"},
        {"-0,512", NULL, PROBLEM_QUANTITY, 1, 6, "no decimal point", "write -0.512."},
        {"4..0,512", NULL, PROBLEM_QUANTITY, 3, 8, "no decimal point", "behind a point"},
        {"64.. GB/s", NULL, PROBLEM_QUANTITY, 0, 9, "not a quantity", "10000.."},
        {"1.2.3", NULL, PROBLEM_QUANTITY, 3, 5, "does not belong", ""},
        {"5.", NULL, PROBLEM_QUANTITY, 1, 2, "does not belong", ""},
        {".5", NULL, PROBLEM_QUANTITY, 0, 2, "not a quantity", "write 0.5."},
        {"nan", NULL, PROBLEM_QUANTITY, 0, 3, "not a quantity", ""},
        {"inf", NULL, PROBLEM_QUANTITY, 0, 3, "not a quantity", "10000.."},
        {"-inf", NULL, PROBLEM_QUANTITY, 0, 4, "not a quantity", ""},
        {"1e999", NULL, PROBLEM_QUANTITY, 0, 5, "the number is too large", ""},
        {"1e99999999999999999999", NULL, PROBLEM_QUANTITY, 0, 22, "too large", ""},
        {"1e-999", NULL, PROBLEM_QUANTITY, 0, 6, "the number is too small", ""},
        {"0e400", NULL, PROBLEM_QUANTITY, 0, 5, "the number is too large", ""},
        {"0e-400", NULL, PROBLEM_QUANTITY, 0, 6, "the number is too small", ""},
        {"0.0e-2147483648", NULL, PROBLEM_QUANTITY, 0, 15, "the number is too small", ""},
        {"1.79769e308", NULL, PROBLEM_QUANTITY, 0, 11, "the number is too large", ""},
        {"1e305 TB", "B", PROBLEM_QUANTITY, 0, 8, "the number is too large", ""},
        {"123456789012345678", NULL, PROBLEM_QUANTITY, 0, 18, "17 digits at most", "77e18"},
        {"about 300 W", "W", PROBLEM_QUANTITY, 0, 11, "not a quantity", "write ~ 300 W."},
        {"约300 W", "W", PROBLEM_QUANTITY, 0, 8, "not a quantity", "~ 300 W"},
        {"up to 64 GB/s", "GB/s", PROBLEM_QUANTITY, 0, 13, "not a quantity", "write <= 64 GB/s."},
        {"over 1600", NULL, PROBLEM_QUANTITY, 0, 9, "not a quantity", "write > 1600."},
        {"$5 billion", "USD", PROBLEM_QUANTITY, 0, 10, "not a quantity", "write 5 billion USD."},
        {"unknown", NULL, PROBLEM_QUANTITY, 0, 7, "not a quantity", "{unknown: true}"},
        {"8P+4E", "1", PROBLEM_UNIT, 1, 5, "unknown unit", "write 12.whole"},
        {"256-bit", "bit", PROBLEM_QUANTITY, 3, 7, "does not belong", "write 256 bit."},
        {"2x 256-bit", "bit", PROBLEM_UNIT, 1, 10, "unknown unit", "write 512 bit.whole"},
        {"2 × 80 GB", "GB", PROBLEM_UNIT, 2, 10, "unknown unit", "write 160 GB.whole"},
        {"2 x 1.4 GHz", "GHz", PROBLEM_UNIT, 2, 11, "unknown unit", "wanted is GHz"},
        {"512 KB", "kB", PROBLEM_UNIT, 4, 6, "unknown unit", "kB is 1000 B, KiB is 1024 B"},
        {"512 Kb", "kB", PROBLEM_UNIT, 4, 6, "unknown unit", "b is a bit"},
        {"24 Gbit", "GB", PROBLEM_DIMENSION, 3, 7, "does not convert", "they are 3 GB"},
        {"80 Gb", "GB", PROBLEM_DIMENSION, 3, 5, "does not convert", "they are 10 GB"},
        {"400 Mbit", "kB", PROBLEM_DIMENSION, 4, 8, "does not convert", "they are 50000 kB"},
        {"16..24 Gbit", "GB", PROBLEM_DIMENSION, 7, 11, "does not convert", "8 of them a byte"},
        {"85 F", "°C", PROBLEM_UNIT, 3, 4, "unknown unit", "write 85 °F."},
        {"85 C", "°C", PROBLEM_UNIT, 3, 4, "unknown unit", "write 85 °C."},
        {"185°f", "°C", PROBLEM_UNIT, 3, 6, "unknown unit", "write 185 °F."},
        {"900 Kbps", "bps", PROBLEM_UNIT, 4, 8, "unknown unit", "write 900 kbps."},
        {"208B", "1", PROBLEM_DIMENSION, 3, 4, "does not convert", "write 208 billion."},
        {"1P", "TFLOPS", PROBLEM_UNIT, 1, 2, "unknown unit", "write 1 PFLOPS."},
        {"80G", "GB", PROBLEM_UNIT, 2, 3, "unknown unit", "write 80 GB."},
        {"28 W (15-30 W)", "W", PROBLEM_UNIT, 3, 14, "unknown unit", "write 28 W.15-30 W"},
        {"1.0 V ± 5 %", "V", PROBLEM_UNIT, 4, 12, "unknown unit", "write 0.95..1.05 V.whole"},
        {"1.0 V +/- 50 mV", "V", PROBLEM_UNIT, 4, 15, "unknown unit", "write 0.95..1.05 V.whole"},
        {"0.9/1.0/1.1 V", "V", PROBLEM_UNIT, 3, 13, "unknown unit", "write 0.9..1.1 V.whole"},
        {"15 W to 30 W", "W", PROBLEM_UNIT, 3, 12, "unknown unit", "write 15 W .. 30 W."},
        {"３５０ W", "W", PROBLEM_QUANTITY, 0, 11, "not a quantity", "write 350 W."},
        {"350　W", "W", PROBLEM_UNIT, 3, 7, "unknown unit", "write 350 W."},
        {"700瓦", "W", PROBLEM_UNIT, 3, 6, "unknown unit", "write 700 W."},
        {"300 W以上", "W", PROBLEM_UNIT, 4, 11, "unknown unit", "write >= 300 W."},
        {"300 W max", "W", PROBLEM_UNIT, 4, 9, "unknown unit", "write <= 300 W."},
        {"1.234,5 W", "W", PROBLEM_UNIT, 5, 9, "unknown unit", "write 1234.5 W."},
        {"MB", "MB", PROBLEM_QUANTITY, 0, 2, "not a quantity", "written like"},
        {"1.5 MB/core", "MB", PROBLEM_DIMENSION, 4, 11, "'MB/core' does not convert to MB",
         "of each core"},
        {"24 MB", "MB/core", PROBLEM_DIMENSION, 3, 5, "does not convert", "that is a total"},
        {"US$4.7bn", NULL, PROBLEM_QUANTITY, 0, 8, "not a quantity", "write 4.7 billion USD."},
        {"HK$ 300 million", NULL, PROBLEM_QUANTITY, 0, 15, "not a quantity",
         "write 300 million HKD."},
        {"NT$5", NULL, PROBLEM_QUANTITY, 0, 4, "not a quantity", "write 5 TWD."},
        {"4.7B USD", NULL, PROBLEM_UNIT, 3, 8, "unknown unit", "write 4.7 billion USD."},
        {"RMB 336.8 million", NULL, PROBLEM_QUANTITY, 0, 17, "not a quantity",
         "write 336.8 million CNY."},
        {"47亿元", NULL, PROBLEM_UNIT, 2, 8, "unknown unit", "write 4.7 billion CNY."},
        {"€3m", NULL, PROBLEM_QUANTITY, 0, 5, "not a quantity", "write 3 million EUR."},
        {"¥1,999", NULL, PROBLEM_QUANTITY, 0, 7, "not a quantity", "CNY or JPY"},
        {"５", NULL, PROBLEM_QUANTITY, 0, 3, "not a quantity", "write 5."},
        /* ranges, signs, parts and prefixes in words */
        {"zwischen 300 und 350 W", "W", PROBLEM_QUANTITY, 0, 22, "not a quantity",
         "write 300..350 W."},
        {"between 80 GB and 96 GB", "GB", PROBLEM_QUANTITY, 0, 23, "not a quantity",
         "write 80 GB .. 96 GB."},
        {"介于300和350W之间", "W", PROBLEM_QUANTITY, 0, 22, "not a quantity", "write 300..350 W."},
        {"from 300 to 350 W", "W", PROBLEM_QUANTITY, 0, 17, "not a quantity", "write 300..350 W."},
        {"近350W", "W", PROBLEM_QUANTITY, 0, 7, "not a quantity", "write ~ 350 W."},
        {"超350W", "W", PROBLEM_QUANTITY, 0, 7, "not a quantity", "write > 350 W."},
        {"不足350W", "W", PROBLEM_QUANTITY, 0, 10, "not a quantity", "write < 350 W."},
        {"350W未満", "W", PROBLEM_UNIT, 3, 10, "unknown unit", "write < 350 W."},
        {"350多瓦", "W", PROBLEM_UNIT, 3, 9, "unknown unit", "write > 350 W."},
        {"350+ W", "W", PROBLEM_UNIT, 3, 6, "unknown unit", "write >= 350 W."},
        {"770多亿", "1", PROBLEM_UNIT, 3, 9, "unknown unit", "write > 77.0 billion."},
        {"300 bis zu 350 W", "W", PROBLEM_UNIT, 4, 16, "unknown unit", "write 300..350 W."},
        {"每卡350W", "W", PROBLEM_DIMENSION, 0, 10, "does not convert", "of each card"},
        {"350 W je Karte", "W", PROBLEM_DIMENSION, 4, 14, "does not convert", "of each card"},
        {"1コアあたり2MB", "MB", PROBLEM_DIMENSION, 1, 19, "does not convert", "of each core"},
        {"単350W", "W", PROBLEM_QUANTITY, 0, 7, "not a quantity", "written like"},
        {"320 T FLOPS", "TFLOPS", PROBLEM_UNIT, 4, 11, "unknown unit", "write 320 TFLOPS."},
        {"64 G B", "GB", PROBLEM_UNIT, 3, 6, "unknown unit", "write 64 GB."},
        {"800 m m2", "mm2", PROBLEM_UNIT, 4, 8, "unknown unit", "write 800 mm2."},
        {"320 T FLOPS", NULL, PROBLEM_UNIT, 4, 11, "unknown unit", ""},
        /* in which sense */
        {"900 GB/s 双向", "GB/s", PROBLEM_UNIT, 4, 15, "unknown unit", "write 900 GB/s.双向"},
        {"单向450GB/s", "GB/s", PROBLEM_QUANTITY, 0, 13, "not a quantity",
         "write 450 GB/s.per_direction"},
        {"典型350W", "W", PROBLEM_QUANTITY, 0, 10, "not a quantity", "write 350 W.typical"},
        {"1.8 GHz boost", "GHz", PROBLEM_UNIT, 4, 13, "unknown unit", "write 1.8 GHz.boost"},
        {"350W（最大）", "W", PROBLEM_UNIT, 3, 16, "unknown unit", "write 350 W.maximum"},
        {"6400 MT/s", "Gbit/s", PROBLEM_DIMENSION, 5, 9, "does not convert", "they are 6.4 Gbit/s"},
        /* of each part, in words */
        {"1.5 MB per core", "MB", PROBLEM_DIMENSION, 4, 15, "does not convert", "of each core"},
        {"24 GB PER stack", "GB", PROBLEM_DIMENSION, 3, 15, "does not convert", "of each stack"},
        {"2 TFLOPS per cores", "TFLOPS", PROBLEM_DIMENSION, 2, 18, "does not", "of each core"},
        {"10 billion per die", "count", PROBLEM_DIMENSION, 3, 18, "does not", "of each die"},
        {"8 cores per die", "core", PROBLEM_DIMENSION, 2, 15, "does not convert", "of each die"},
        {"300 W per card", "W", PROBLEM_DIMENSION, 4, 14, "does not convert", "of each card"},
        {"1024 bit per stack", "bit", PROBLEM_DIMENSION, 5, 18, "does not convert", "of each"},
        /* a factor is no exponent */
        {"2x8", "1", PROBLEM_UNIT, 1, 3, "unknown unit 'x8'", "write 16.whole"},
        {"2x8 cores", "core", PROBLEM_UNIT, 1, 9, "unknown unit", "write 16 cores.whole"},
        {"2 x8", "1", PROBLEM_UNIT, 2, 4, "unknown unit", "write 16.whole"},
        {"2x1,024", "1", PROBLEM_UNIT, 1, 7, "unknown unit", "write 2048.whole"},
        {"40e9 x2", "1", PROBLEM_UNIT, 5, 7, "unknown unit", "write 80000000000.whole"},
        {"8 cores x2", "core", PROBLEM_UNIT, 2, 10, "unknown unit", "write 16 cores.whole"},
        {"8 cores2", "core", PROBLEM_UNIT, 2, 8, "unknown unit", ""},
        {"8 x^2", "1", PROBLEM_UNIT, 2, 5, "unknown unit", ""},
        {"5 %2", "%", PROBLEM_UNIT, 2, 4, "unknown unit", ""},
        {"64 GB/s x16", "GB/s", PROBLEM_UNIT, 3, 11, "unknown unit", "wanted is GB/s"},
        /* number words move the point of every number that they belong to */
        {"4e3万元", NULL, PROBLEM_UNIT, 3, 9, "unknown unit", ""},
        {"3-49亿元", NULL, PROBLEM_QUANTITY, 1, 10, "belong", "write 0.3..4.9 billion CNY."},
        {"10-20万", "1", PROBLEM_QUANTITY, 2, 8, "does not belong", "write 0.10..0.20 million."},
        {"300/350/400亿元", NULL, PROBLEM_UNIT, 3, 17, "",
         "[{value: 30.0 billion CNY, for: ...}, {value: 35.0 billion CNY, for: ...}, {value: 40.0"},
        {"$1/2/3 billion", NULL, PROBLEM_QUANTITY, 0, 14, "", "written like"},
        {"$4.5 billion ± 0.5", NULL, PROBLEM_QUANTITY, 0, 19, "", "write 4..5 billion USD.whole"},
        {"$4 million - 5", NULL, PROBLEM_QUANTITY, 0, 14, "", "written like"},
        {"1,600 W ± 5 %", "W", PROBLEM_UNIT, 6, 14, "", "write 1520..1680 W.whole"},
        {"2 lakh crore INR", NULL, PROBLEM_UNIT, 2, 16, "", "write 2 trillion INR."},
        {"1.2,3 W", "W", PROBLEM_UNIT, 3, 7, "", "wanted is W"},
        {"80 GB each", "GB", PROBLEM_UNIT, 3, 10, "", "wanted is GB"},
        {"1024-bit per stack", "bit", PROBLEM_DIMENSION, 4, 18, "'bit/stack' does", "of each"},
        /* names are no exponents */
        {"8E+2P", "1", PROBLEM_UNIT, 4, 5, "", "write 10.whole"},
        {"8P+4E+2LPE", "1", PROBLEM_UNIT, 1, 10, "", "write 14.whole"},
        {"4P+4E+4", "1", PROBLEM_UNIT, 1, 7, "", "write 12.whole"},
        /* a remark goes with the whole, or there is none */
        {"350 W (PCIe) [1]", "W", PROBLEM_UNIT, 4, 16, "", "write 350 W.PCIe; 1"},
        {"350 W (a (b))", "W", PROBLEM_UNIT, 4, 13, "", "write 350 W.a (b)"},
        {"350 W (PCIe) / 700 W (SXM)", "W", PROBLEM_UNIT, 4, 26, "",
         "a claim for each, [{value: 350 W, for: ...}, {value: 700 W, for: ...}]"},
        {"0.9 V (min), 1.1 V (max)", "V", PROBLEM_UNIT, 4, 24, "", "write 0.9 V .. 1.1 V.whole"},
        {"4.7 (4.5) billion USD", NULL, PROBLEM_UNIT, 4, 21, "", ""},
        {"15 W; 44 W", "W", PROBLEM_UNIT, 3, 10, "", "[{value: 15 W, for: ...}, {value: 44 W"},
        /* several values, and the bounds of one */
        {"80 or 96 GB", "GB", PROBLEM_UNIT, 3, 11, "", "[{value: 80 GB, for: ...}, {value: 96 GB"},
        {"5 or 6 million EUR", NULL, PROBLEM_UNIT, 2, 18, "",
         "[{value: 5 million EUR, for: ...}, {value: 6 million EUR"},
        {"5 or 6 million EUR", "GB", PROBLEM_UNIT, 2, 18, "", "wanted is GB"},
        {"3/4 billion", "GB", PROBLEM_UNIT, 1, 11, "", "wanted is GB"},
        {"1.2kW x 8", "W", PROBLEM_UNIT, 3, 9, "", "write 9.6 kW.whole"},
        {"from 300 W", "W", PROBLEM_QUANTITY, 0, 10, "", "write >= 300 W."},
        {"80GB HBM3", "GB", PROBLEM_UNIT, 2, 9, "", "write 80 GB.HBM3"},
        /* the same words count otherwise in other languages */
        {"54.2 Bn.", "count", PROBLEM_UNIT, 5, 8, "", "write 54.2 billion."},
        {"1,46 Billionen", "count", PROBLEM_QUANTITY, 0, 4, "", "write 1.46 trillion."},
        {"5 Trillionen", "count", PROBLEM_UNIT, 2, 12, "", "wanted is count"},
        {"5 milliards", "count", PROBLEM_UNIT, 2, 11, "", "write 5 billion."},
        {"15 W PL1, 44 W PL2", "W", PROBLEM_UNIT, 3, 18, "", "{value: 15 W, for: ...}, {value: 44"},
        {"350/700 W", "W", PROBLEM_UNIT, 3, 9, "", "[{value: 350 W, for: ...}, {value: 700 W"},
        {"1, 2, 3, 4 W", "W", PROBLEM_QUANTITY, 0, 2, "", "decimals stand behind a point"},
        {"0.9 V min, 1.0 V typ, 1.1 V max", "V", PROBLEM_UNIT, 4, 31, "", "0.9 V .. 1.1 V.whole"},
        {"min: 0.9, max: 1.1 V", "V", PROBLEM_QUANTITY, 0, 20, "", "write 0.9..1.1 V.whole"},
        {"40/80/96 GB", "GB", PROBLEM_UNIT, 2, 11, "", "{value: 80 GB, for: ...}, {value: 96 GB"},
        {"1.4/1.6/1.8 GHz", "GHz", PROBLEM_UNIT, 3, 15, "", "these are 3 values"},
        {"700 W/2", "W", PROBLEM_UNIT, 4, 7, "", "wanted is W"},
        {"350 ± 10 % W", "W", PROBLEM_QUANTITY, 4, 13, "", ""},
        {"0.9 V min, 0.8 V typ, 1.1 V max", "V", PROBLEM_UNIT, 4, 31, "", "these are 3 values"},
        {"0.9 V min, 1.0 V min", "V", PROBLEM_UNIT, 4, 20, "", "these are 2 values"},
        {"1.0 V +5%/-3%", "V", PROBLEM_UNIT, 4, 13, "", "write 0.97..1.05 V.whole"},
        {"1.0 V -30/+50 mV", "V", PROBLEM_UNIT, 4, 16, "", "write 0.97..1.05 V.whole"},
        {"1.0 V +5%/+3%", "V", PROBLEM_UNIT, 4, 13, "", "wanted is V"},
        {"1.0 V (+/- 5%)", "V", PROBLEM_UNIT, 4, 14, "", "write 0.95..1.05 V.whole"},
        /* of each part, in other words */
        {"1.5 MB / core", "MB", PROBLEM_DIMENSION, 4, 13, "'MB/core' does", "of each core"},
        {"1.5 MB/核", "MB", PROBLEM_DIMENSION, 4, 10, "'MB/core' does", "of each core"},
        {"1.5 MB每颗芯片", "MB", PROBLEM_DIMENSION, 4, 18, "'MB/chip' does", "of each chip"},
        {"10e9/die", "count", PROBLEM_DIMENSION, 4, 8, "'count/die' does", "of each die"},
        {"100亿/颗", "count", PROBLEM_DIMENSION, 3, 10, "'billion/chip' does", "of each chip"},
        {"1.5 MB / core", "MB/core", PROBLEM_UNIT, 4, 13, "unknown unit", "write 1.5 MB/core."},
        {"64 GB / s", "GB/s", PROBLEM_UNIT, 3, 9, "unknown unit", "write 64 GB/s."},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Quantity got;
        Problem problem;
        g_test_message("%s", cases[i].text);
        g_assert_false(
            quantity_parse(units, cases[i].text, find(units, cases[i].declared), &got, &problem));
        g_assert_cmpint(problem.kind, ==, cases[i].kind);
        g_autofree char *fix = problem.fix[0] != '\0'
                                   ? g_strdup_printf("write %s.%s", problem.fix,
                                                     problem.remark_key == NULL  ? ""
                                                     : problem.remark[0] != '\0' ? problem.remark
                                                                                 : "whole")
                                   : g_strdup(problem.hint);
        if (strstr(problem.message, cases[i].message) == NULL ||
            strstr(fix, cases[i].hint) == NULL ||
            (*cases[i].hint == '\0' && problem.fix[0] != '\0'))
            g_error("'%s' got '%s', '%s'", cases[i].text, problem.message, fix);
        g_assert_cmpuint(problem.start, ==, cases[i].start);
        g_assert_cmpuint(problem.end, ==, cases[i].end);
    }
}

/* What is suggested keeps the number's size, or nothing is. */
static void test_hinted_sizes(void)
{
    static const struct {
        const char *text, *declared, *fix; /* NULL: none */
    } cases[] = {
        /* Digits in groups before a number word that moves the point. */
        {"33,680万元", NULL, "336.80 million CNY"},
        {"1,234万美元", NULL, "12.34 million USD"},
        {"7,700万", "1", "77.00 million"},
        {"10,000亿元", NULL, "1000.0 billion CNY"},
        {"1,234.5亿元", NULL, "123.45 billion CNY"},
        {"1,000亿", "1", "100.0 billion"},
        {"1'234万", "1", "12.34 million"},
        {"12 345万", "1", "123.45 million"},
        {"4e3万", "1", NULL},
        /* Ranges share what stands behind the last number. */
        {"$4.7-4.9 billion", NULL, "4.7..4.9 billion USD"},
        {"$4.7–$4.9 billion", NULL, "4.7..4.9 billion USD"},
        {"$4.7-€4.9 billion", NULL, NULL},
        {"€3-4m", NULL, "3..4 million EUR"},
        {"RMB 300-350 million", NULL, "300..350 million CNY"},
        {"NT$2-3 trillion", NULL, "2..3 trillion TWD"},
        {"47-49亿元", NULL, "4.7..4.9 billion CNY"},
        {"4-49亿元", NULL, "0.4..4.9 billion CNY"},
        {"4亿-49亿", "1", "0.4 billion .. 4.9 billion"},
        {"$800 million to 1.2 billion", NULL, "800 million USD .. 1.2 billion USD"},
        {"$900-1 billion", NULL, NULL},
        {"$4.7/4.8/4.9 billion", NULL, NULL},
        {"350/400/450 W", "W", NULL},
        {"-40/25/85 °C", "°C", "-40..85 °C"},
        {"47 ± 2亿元", NULL, "4.5..4.9 billion CNY"},
        {"$4.5 ± 0.5 billion", NULL, "4..5 billion USD"},
        /* Number words of India and Japan; what looks like a unit. */
        {"₹500 crore", NULL, "5.00 billion INR"},
        {"Rs 500 crore", NULL, NULL},
        {"2 lakh USD", NULL, "0.2 million USD"},
        {"1.5 lakh crore INR", NULL, "1.5 trillion INR"},
        {"2,500 crore", "1", "25.00 billion"},
        {"1.5兆円", NULL, "1.5 trillion JPY"},
        {"1.5-1.6兆円", NULL, "1.5..1.6 trillion JPY"},
        {"1.5兆元", NULL, NULL},
        {"1.5兆瓦", "W", "1.5 MW"},
        {"1.2千瓦", "W", "1.2 kW"},
        {"18 Monate", "yr", "18 month"},
        {"1.6TB/秒", "GB/s", "1.6 TB/s"},
        {"36か月", "yr", "36 month"},
        {"4.7B$", NULL, "4.7 billion USD"},
        {"3m€", NULL, "3 million EUR"},
        {"5 billion US", NULL, NULL},
        {"5 UDS", NULL, NULL},
        {"5 GBX", NULL, NULL},
        {"$1.2.3 billion", NULL, NULL},
        {"1.234.567", NULL, "1234567"},
        {"5'11", NULL, NULL},
        {"5120 bit", "B", NULL}, /* a width, perhaps */
        {"5 F", "V", NULL},
        {"1'234'567", NULL, "1234567"},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Quantity got;
        Problem problem;
        g_assert_false(
            quantity_parse(units, cases[i].text, find(units, cases[i].declared), &got, &problem));
        if (g_strcmp0(problem.fix[0] != '\0' ? problem.fix : NULL, cases[i].fix) != 0)
            g_error("'%s' got '%s'", cases[i].text, problem.fix);
    }
}

static void test_agrees(void)
{
    static const struct {
        const char *a, *b;
        bool agree;
    } cases[] = {
        {"10.18 GB", "10.179 GB", true},
        {"10.18 GB", "10.25 GB", false},
        {"827 GB", "827.0 GB", true},
        {"827 GB", "828 GB", false}, /* share 827.5 only */
        {"0.1 GB", "0.2 GB", false},
        {"10.1 GB", "10.2 GB", false},
        {"336.8 GB", "337 GB", true},
        {"0.5 GB", "0.499 GB", true},
        {"885.6 GB", "886 GB", true},
        {"885.4 GB", "886 GB", false},
        {"0.3 TB", "301 GB", true},
        {"0.3 TB", "350 GB", true}, /* 349.5 to 350 */
        {"0.3 TB", "351 GB", false},
        {"10000 GB ..", "12000 GB", true},
        {"10000 GB ..", "9000 GB", false},
        {".. 5 GB", "6 GB ..", false}, /* 5.5 only */
        {".. 5 GB", "5 GB ..", true},
        {"4..8 GB", "8 GB", true},
        {"4..8 GB", "9 GB", false},
        {"1.2345678901234567 GB", "1.2345678901234567 GB", true},
        {"0 GB", "0 GB", true},
        {"~ 80 GB", "81 GB", true},
        {"~ 80 GB", "60.1 GB", true},
        {"~ 80 GB", "59.0 GB", false},
        {"~ 80 GB", "~ 130 GB", true},
        {"~ 80 GB", "~ 140 GB", false},
        {"~ 8 GB", "8.5 GB", true},
        {"~ 4..8 GB", "10 GB", true},
        {"~ 4..8 GB", "11 GB", false},
        {"~ 80 GB ..", "61 GB", true},
        {"~ 80 GB ..", "59 GB", false},
        {"~ 0.08 TB", "59 GB", false},
    };
    g_autoptr(Units) units = load();
    const Unit *gigabyte = find(units, "GB");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Quantity a, b;
        Problem problem;
        g_test_message("%s, %s", cases[i].a, cases[i].b);
        g_assert_true(quantity_parse(units, cases[i].a, gigabyte, &a, &problem));
        g_assert_true(quantity_parse(units, cases[i].b, gigabyte, &b, &problem));
        g_assert_cmpint(quantity_agrees(&a, &b), ==, cases[i].agree);
        g_assert_cmpint(quantity_agrees(&b, &a), ==, cases[i].agree);
        g_assert_true(quantity_agrees(&a, &a));
    }
}

/* Each end in another unit is what its digits say there, and no digit more. */
/* Conversions leave no noise of binary fractions. */
static void test_noise(void)
{
    static const struct {
        const char *text, *declared;
        double min, max; /* exactly */
    } cases[] = {
        {"96 GiB", "GB", 103.079215104, 103.079215104},
        {"233.15..398.15 K", "°C", -40, 125},
        {"273.1501 K", "°C", 0.0001, 0.0001},
        {"81559 MiB", "GB", 85.520809984, 85.520809984},
        {"7 in", "mm", 177.8, 177.8},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Quantity got;
        Problem problem;
        g_test_message("%s", cases[i].text);
        g_assert_true(
            quantity_parse(units, cases[i].text, find(units, cases[i].declared), &got, &problem));
        g_assert_cmpfloat(got.min, ==, cases[i].min);
        g_assert_cmpfloat(got.max, ==, cases[i].max);
    }
}

static void test_convert(void)
{
    static const struct {
        const char *text, *declared, *to;
        double min, max, low, high;
    } cases[] = {
        {"1.1 TB/s", NULL, "GB/s", 1100, 1100, 1050, 1150},
        {"4.35 TB/s", "GB/s", "MB/s", 4350000, 4350000, 4345000, 4355000},
        {"64 GB/s .. 0.25 TB/s", NULL, "TB/s", 0.064, 0.25, 0.0635, 0.255},
        {"64 GB/s .. 0.25 TB/s", "kB/s", "MB/s", 64000, 250000, 63500, 255000},
        {"4.0..8 TB/s", NULL, "GB/s", 4000, 8000, 3950, 8500},
        {"336.8 million CNY", NULL, "CNY", 336800000, 336800000, 336750000, 336850000},
        {"64 GB/s ..", NULL, "MB/s", 64000, OPEN, 63500, OPEN},
        {"<= 1.1 TB/s", NULL, "GB/s", -OPEN, 1100, -OPEN, 1150},
        {"-40..+125 W", NULL, "kW", -0.04, 0.125, -0.0405, 0.1255},
        {"53.2", "%", "1", 0.532, 0.532, 0.5315, 0.5325},
        {"12", NULL, NULL, 12, 12, 11.5, 12.5},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Quantity quantity, got;
        Problem problem;
        g_test_message("%s", cases[i].text);
        g_assert_true(quantity_parse(units, cases[i].text, find(units, cases[i].declared),
                                     &quantity, &problem));
        g_assert_true(quantity_convert(units, &quantity, find(units, cases[i].to), &got));
        g_assert_cmpfloat(got.min, ==, cases[i].min);
        g_assert_cmpfloat(got.max, ==, cases[i].max);
        g_assert_cmpfloat(got.low, ==, cases[i].low);
        g_assert_cmpfloat(got.high, ==, cases[i].high);
        g_assert_true(got.scale == find(units, cases[i].to));
        g_assert_true(got.unit == quantity.unit);
    }
}

/* What arithmetic knows better than the digits is not read from these again. */
static void test_convert_derived(void)
{
    g_autoptr(Units) units = load();
    Quantity quantity, got;
    Problem problem;
    g_assert_true(quantity_parse(units, "2 TB", NULL, &quantity, &problem));
    quantity.low = 1.75;
    quantity.high = 2;
    g_assert_true(quantity_convert(units, &quantity, find(units, "GB"), &got));
    g_assert_cmpfloat(got.low, ==, 1750);
    g_assert_cmpfloat(got.high, ==, 2000);

    g_assert_true(quantity_parse(units, "1e305 TB", NULL, &quantity, &problem));
    g_assert_false(quantity_convert(units, &quantity, find(units, "B"), &got));
}

static void test_append_number(void)
{
    static const struct {
        double value;
        const char *want;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {64, "64"},
        {-64.5, "-64.5"},
        {0.499, "0.499"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3, "0.3333333333333333"},
        {1e-6, "0.000001"},
        {1.5e-7, "1.5e-7"},
        {123456789012345, "123456789012345"},
        {1e14, "100000000000000"},
        {1e15, "1e+15"},
        {1.5e21, "1.5e+21"},
        {77e9, "77000000000"},
        {1100, "1100"},
        {9007199254740992., "9.007199254740992e+15"},
        {5e-324, "5e-324"},
        {DBL_MAX, "1.7976931348623157e+308"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        quantity_append_number(out, cases[i].value);
        g_assert_cmpstr(out->str, ==, cases[i].want);
        g_assert_cmpfloat(g_ascii_strtod(out->str, NULL), ==, cases[i].value);
    }
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; i < 100000; i++) {
        double value = ldexp(g_rand_double(random) - 0.5, g_rand_int_range(random, -1000, 1000));
        g_string_truncate(out, 0);
        quantity_append_number(out, value);
        g_assert_cmpfloat(g_ascii_strtod(out->str, NULL), ==, value);
    }
}

/* Every changed byte of good quantities: no crash, and the promises hold. */
static void test_mutations(void)
{
    static const char *const seeds[] = {"64 GB/s .. 1.5e3 GB/s", "<= 1,600 GB/s", "~ 4..8 TB/s",
                                        "≥ 0.064 PB/s", "..77e9 B/s"};
    g_autoptr(Units) units = load();
    const Unit *declared = find(units, "GB/s");
    for (size_t i = 0; i < G_N_ELEMENTS(seeds); i++)
        for (size_t at = 0; seeds[i][at] != '\0'; at++)
            for (int byte = 0; byte < 256; byte++) {
                g_autofree char *text = g_strdup(seeds[i]);
                text[at] = (char)byte;
                Quantity got;
                Problem problem;
                if (quantity_parse(units, text, declared, &got, &problem)) {
                    g_assert_cmpfloat(got.low, <=, got.min);
                    g_assert_cmpfloat(got.min, <=, got.max);
                    g_assert_cmpfloat(got.max, <=, got.high);
                    g_assert_nonnull(got.unit);
                } else {
                    g_assert_cmpuint(problem.start, <, problem.end);
                    g_assert_cmpuint(problem.end, <=, MAX(strlen(text), 1));
                }
            }
}

/* A quarter of a megabyte of anything is refused in no time. */
static void test_long(void)
{
    static const char *const units_of_text[] = {"9", "0",  "1,", "-", "..", "4..", "m/", "m ",
                                                "m", "万", "(",  ".", "e9", "<",   "1e", " "};
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(units_of_text); i++) {
        g_autoptr(GString) text = g_string_new("5 ");
        while (text->len < 262144)
            g_string_append(text, units_of_text[i]);
        Quantity got;
        Problem problem;
        clock_t start = clock();
        bool parsed = quantity_parse(units, text->str + 2, find(units, "GB/s"), &got, &problem);
        parsed |= quantity_parse(units, text->str, find(units, "GB/s"), &got, &problem);
        g_assert_false(parsed);
        g_assert_cmpint(clock() - start, <, CLOCKS_PER_SEC); /* of processor time */
    }
}

/* Digits and points are ours, not the locale's. */
static void test_locale(void)
{
    if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL && setlocale(LC_ALL, "fr_FR.UTF-8") == NULL)
        g_test_message("no locale with a decimal comma here");
    g_autoptr(Units) units = load();
    g_autoptr(GString) out = g_string_new(NULL);
    Quantity got;
    Problem problem;
    g_assert_true(
        quantity_parse(units, "12345.67890123456e30 GB", find(units, "GB"), &got, &problem));
    quantity_append_number(out, got.min);
    g_assert_cmpstr(out->str, ==, "1.234567890123456e+34");
    setlocale(LC_ALL, "C");
}

static void test_factor_words(void)
{
    static const struct {
        const char *a;
        const char *b;
        const char *want; /* how it begins; NULL: nothing */
    } cases[] = {
        {"784 Gbit/s", "6272 Gbit/s", "just 8 times"},
        {"1.8 TB/s", "18 TB/s", "just 10 times"},
        {"3.35 TB/s", "3350 TB/s", "just 1000 times"},
        {"8 GB", "8192 GB", "just 1024 times"},
        {"7 W", "7 MW", "just a million times"},
        {"400 W", "800 W", NULL},
        {"400 W", "400 W", NULL},
        {"8 W", "1 GB", NULL},
        {"8", "1 W", NULL},
        {"0 W", "8 W", NULL},
        {"<= 80 W", "10 W", "just 8 times"},
        {"4..12 W", "1 W", "just 8 times"},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Quantity a, b;
        Problem problem;
        g_test_message("%s %s", cases[i].a, cases[i].b);
        g_assert_true(quantity_parse(units, cases[i].a, NULL, &a, &problem));
        g_assert_true(quantity_parse(units, cases[i].b, NULL, &b, &problem));
        const char *words = quantity_factor_words(&a, &b);
        g_assert_true((words == NULL) == (cases[i].want == NULL));
        if (words != NULL)
            g_assert_true(g_str_has_prefix(words, cases[i].want));
        g_assert_cmpstr(quantity_factor_words(&b, &a), ==, words);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/quantity/accepted", test_accepted);
    g_test_add_func("/quantity/refused", test_refused);
    g_test_add_func("/quantity/hinted-sizes", test_hinted_sizes);
    g_test_add_func("/quantity/agrees", test_agrees);
    g_test_add_func("/quantity/noise", test_noise);
    g_test_add_func("/quantity/convert", test_convert);
    g_test_add_func("/quantity/convert-derived", test_convert_derived);
    g_test_add_func("/quantity/append-number", test_append_number);
    g_test_add_func("/quantity/mutations", test_mutations);
    g_test_add_func("/quantity/long", test_long);
    g_test_add_func("/quantity/locale", test_locale);
    g_test_add_func("/quantity/factor-words", test_factor_words);
    return g_test_run();
}
