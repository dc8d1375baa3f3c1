#include "value/units.h"

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
    const Unit *unit = units_find(units, symbol);
    if (unit == NULL)
        g_error("no unit '%s'", symbol);
    return unit;
}

static void test_convert(void)
{
    static const struct {
        double value;
        const char *from;
        double want; /* exactly */
        const char *to;
    } cases[] = {
        {64, "GB/s", 0.064, "TB/s"},
        {1.64, "TB/s", 1640, "GB/s"},
        {1, "GiB", 1073741824, "B"},
        {1, "TiB", 1024, "GiB"},
        {512, "MB", 0.512, "GB"},
        {2, "PB/s", 2000, "TB/s"},
        {1, "Tbit/s", 1000, "Gb/s"},
        {8, "Gbps", 8, "Gbit/s"},
        {32, "GT/s", 32e9, "T/s"},
        {6400, "MT/s", 6.4, "GT/s"},
        {1024, "TFLOPS", 1.024, "PFLOPS"},
        {1, "EFLOPS", 1e6, "TFLOPS"},
        {256, "TFLOP/s", 256, "TFLOPS"},
        {2048, "TOPS", 2.048, "POPS"},
        {1, "TFLOPS/W", 1e12, "FLOP/J"},
        {336.8, "million CNY", 336800000, "CNY"},
        {1.5, "billion USD", 1500, "million USD"},
        {3, "trillion KRW", 3e12, "KRW"},
        {2, "thousand HKD", 2000, "HKD"},
        {12, "USD/year", 1, "USD/month"},
        {5, "CNY", 5, "RMB"},
        {1074, "mm2", 1074, "mm²"},
        {10.74, "cm^2", 1074, "mm2"},
        {0.5, "W/mm2", 500000, "W/m2"},
        {7, "nm", 0.007, "µm"},
        {55, "μm", 55, "um"},
        {1, "pJ/bit", 1e-12, "J/b"},
        {550, "W", 0.55, "kW"},
        {3, "kWh", 10800000, "J"},
        {1, "V.A", 1, "W"},
        {2, "h", 120, "min"},
        {1, "min", 60, "s"},
        {3, "years", 36, "months"},
        {1, "year", 12, "month"},
        {2, "days", 48, "hours"},
        {1.5, "GHz", 1500, "MHz"},
        {1, "kHz", 1000, "1/s"},
        {25, "°C", 298.15, "K"},
        {2, "kg", 2000, "g"},
        {53.2, "%", 0.532, "1"},
        {8, "lanes", 8, "lane"},
        {2, "dies", 2, "count"},
        {2, "x", 2, "share"},
        {1.6, "thousand", 1600, "count"},
        {247692800, "shares", 247.6928, "million shares"},
        {10, "GPUs", 10, "cards"},
        {1000, "tokens/s", 1, "thousand token/s"},
        {4, "U", 177.8, "mm"},
        {12, "in", 304.8, "mm"},
        {85, "°F", 302.59444444444444, "K"},
        {1000, "nits", 1, "thousand nit"},
        {20, "krpm", 20000, "rpm"},
        {4000, "mAh", 4, "Ah"},
        {300, "TOP/s", 300, "TOPS"}, /* and no Tongan money */
        {2, "Gpixel/s", 2000, "Mpx/s"},
        {3.2, "Gtexel/s", 3200, "Mtexels/s"},
        {5000, "queries/s", 5, "thousand query/s"},
        {2.5, "billion EUR", 2500, "MEUR"},
        {1, "MB/core", 1000, "kB/cores"},
        {2, "GB core-1", 2000, "MB core^-1"},
        {INFINITY, "GB/s", INFINITY, "TB/s"},
        {-INFINITY, "TB/s", -INFINITY, "GB/s"},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s to %s", cases[i].from, cases[i].to);
        const Unit *from = find(units, cases[i].from), *to = find(units, cases[i].to);
        g_assert_true(unit_same_dimension(from, to));
        double got = unit_convert(from, to, cases[i].value);
        if (isfinite(cases[i].want))
            g_assert_cmpfloat_with_epsilon(got, cases[i].want, fabs(cases[i].want) * 1e-15);
        else
            g_assert_cmpfloat(got, ==, cases[i].want);
        g_assert_cmpstr(unit_symbol(from), ==, cases[i].from);
        g_assert_true(units_find(units, cases[i].from) == from);
    }
}

/* Nearly all that is written differs by a power of ten or two: no digits may appear from nowhere.
 */
static void test_exact(void)
{
    static const struct {
        double value;
        const char *from;
        double want;
        const char *to;
    } cases[] = {
        {64, "GB/s", 0.064, "TB/s"},
        {1.64, "TB/s", 1640, "GB/s"},
        {336.8, "million CNY", 0.3368, "billion CNY"},
        {0.499, "billion CNY", 499, "million CNY"},
        {7, "nm", 0.007, "um"},
        {0.1, "um", 100, "nm"},
        {3, "pJ/bit", 0.003, "nJ/bit"},
        {10.74, "cm2", 1074, "mm2"},
        {53.2, "%", 0.532, "1"},
        {0.25, "1", 25, "%"},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s to %s", cases[i].from, cases[i].to);
        double got =
            unit_convert(find(units, cases[i].from), find(units, cases[i].to), cases[i].value);
        g_assert_cmpfloat(got, ==, cases[i].want);
    }
}

static void test_power_of_ten(void)
{
    static const struct {
        const char *from, *to;
        bool is;
        int power;
    } cases[] = {
        {"GB/s", "GB/s", true, 0},    {"TB/s", "GB/s", true, 3},
        {"nm", "um", true, -3},       {"million CNY", "CNY", true, 6},
        {"pJ/bit", "J/b", true, -12}, {"%", "1", true, -2},
        {"mm2", "m2", true, -6},      {"YHz", "MHz", true, 18},
        {"GiB", "GB", false, 0},      {"h", "s", false, 0},
        {"°C", "K", false, 0},        {"W/mm2", "W/m2", true, 6},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        int power;
        g_test_message("%s to %s", cases[i].from, cases[i].to);
        g_assert_true(unit_is_power_of_ten(find(units, cases[i].from), find(units, cases[i].to),
                                           &power) == cases[i].is);
        if (cases[i].is)
            g_assert_cmpint(power, ==, cases[i].power);
    }
}

static void test_dimensions(void)
{
    static const char *const apart[] = {"B",
                                        "bit",
                                        "FLOP",
                                        "FLOPS",
                                        "OP",
                                        "OPS",
                                        "T",
                                        "T/s",
                                        "B/s",
                                        "CNY",
                                        "HKD",
                                        "USD",
                                        "EUR",
                                        "JPY",
                                        "TWD",
                                        "KRW",
                                        "m",
                                        "mm2",
                                        "s",
                                        "Hz",
                                        "W",
                                        "V",
                                        "A",
                                        "J",
                                        "K",
                                        "kg",
                                        "1",
                                        "W/mm2",
                                        "s/B",
                                        "FLOPS/W",
                                        "px",
                                        "texel",
                                        "dB",
                                        "dBm",
                                        "CHF",
                                        "INR",
                                        "pataca",
                                        "B/core",
                                        "B/die",
                                        "B/core/die",
                                        "USD/million tokens",
                                        "1/rack"};
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(apart); i++)
        for (size_t j = 0; j < G_N_ELEMENTS(apart); j++) {
            bool same = unit_same_dimension(find(units, apart[i]), find(units, apart[j]));
            if (same != (i == j))
                g_error("%s and %s: %d", apart[i], apart[j], same);
        }
    static const char *const pure[] = {"1", "%", "x", "lane", "count", "share", "die", "million"};
    for (size_t i = 0; i < G_N_ELEMENTS(pure); i++)
        g_assert_true(unit_is_dimensionless(find(units, pure[i])));
    g_assert_false(unit_is_dimensionless(find(units, "GB/s")));
}

static void test_unknown(void)
{
    static const char *const unknown[] = {
        "",     " ",    "foo",          "5 GB", "GB/",  "/s",          "GB//s", "GB  /s",
        "gb",   "KB",   "s since 2020", "2020", "(m)",  "lg(re 1 mW)", "K @ 0", "m2s",
        "x10",  "0x10", "GB\n",         "min ", "--",   "m^",          "m^-",   "m--2",
        "1m",   "1/",   "11",           "µ",    "\xff", "import",      "GB/s/", "…",
        "\xc2", "²",    "m^99",
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(unknown); i++)
        if (units_find(units, unknown[i]) != NULL)
            g_error("'%s' is a unit", unknown[i]);
    g_autofree char *lanes = g_strnfill(64, 'm');
    g_assert_null(units_find(units, lanes));
    g_assert_null(units_suggest(units, lanes));
}

static void test_suggest(void)
{
    static const struct {
        const char *wrong, *right;
    } cases[] = {
        {"KB", NULL},     /* kB or KiB? */
        {"gb/s", "Gb/s"}, /* bits are no bytes */
        {"gbps", "Gbps"},
        {"GBPS", "GBps"},
        {"mB", NULL},
        {"kib", "Kib"},
        {"terraflops", "teraflops"},
        {"zettaflops", NULL},  /* not TFLOPS, nor any other that is a thousandfold */
        {"nillion CNY", NULL}, /* million? billion? */
        {"GBx", NULL},         /* every letter of a short symbol tells */
        {"GBX", NULL},
        {"US", NULL},
        {"UDS", NULL},
        {"USDT", NULL},
        {"usd", "USD"},
        {"GiBs/s", "GiB/s"},
        {"Gflops", "GFLOPS"},
        {"tflops", "TFLOPS"},
        {"milion", "million"},
        {"milion cny", "million CNY"},
        {"laness", "lane"},
        {"Gb/secnd", "Gb/second"},
        {"mhz", "MHz"},
        {"mw", "mW"},
        {"percnt", "percent"},
        {"Monate", NULL}, /* no minutes */
        {"Minuten", "minute"},
        {"w", "W"},
        {"zzzzz", NULL},
        {"GB", NULL},
        {"GB//s", NULL},
        {"", NULL},
        {"hello world", NULL},
        {"5 GB", NULL},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].wrong);
        const char *suggestion = units_suggest(units, cases[i].wrong);
        g_assert_cmpstr(suggestion, ==, cases[i].right);
        g_assert_true(units_suggest(units, cases[i].wrong) == suggestion);
        if (suggestion != NULL)
            find(units, suggestion);
    }
}

static void test_bad_database(void)
{
    static const struct {
        const char *xml, *error;
    } cases[] = {
        {"", "empty"},
        {"<unit-system>", "Document ended unexpectedly"},
        {"<unit-system>\n<unit></unit-system>", "line 2"},
        {"<unit-system><import>/etc/passwd</import></unit-system>", "<import> is not supported"},
        {"<unit-system><unit><base/><name><singular>byte</singular></name></unit></unit-system>",
         "Base unit needs a symbol"},
        {"<unit-system><unit><def>3 foo</def><symbol>q</symbol></unit></unit-system>",
         "Couldn't parse unit specification \"3 foo\""},
        {"<unit-system><unit><base/><name><singular>T</singular></name><symbol>T</symbol></unit>"
         "</unit-system>",
         "'T' is defined already"},
        {"<unit-system><unit prefixes=\"small\"><base/></unit></unit-system>",
         "prefixes are \"large\" or \"none\", not \"small\""},
        {"<unit-system><unit><wrong/></unit></unit-system>", "<wrong> is no element"},
        {"<unit-system><prefix><value>1e3</value><symbol></symbol></prefix></unit-system>",
         "<symbol> is empty"},
        {"<unit-system><prefix><value>1e3</value><symbol> \n</symbol></prefix></unit-system>",
         "<symbol> is empty"},
        {"<unit-system><unit><name><singular>a</singular></name><base/></unit></unit-system>",
         "<name> stands before what it names: begin with <base/>"},
        {"<unit-system><prefix><symbol>k</symbol></prefix></unit-system>",
         "<symbol> stands before what it names: begin with <value>"},
        {"<unit-system><unit><base/><def>1</def></unit></unit-system>",
         "<unit> has two definitions"},
        {"<unit-system><unit><base/><unit><base/></unit></unit></unit-system>",
         "<unit> does not belong in <unit>"},
        {"<unit><base/></unit>", "<unit-system> holds everything else"},
        {"<unit-system><unit-system></unit-system></unit-system>",
         "<unit-system> holds everything else"},
        {"<!DOCTYPE unit-system><unit-system></unit-system>", "only elements, text and comments"},
        {"<unit-system><![CDATA[a]]></unit-system>", "only elements, text and comments"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *error = NULL;
        g_autoptr(Units) units = units_new(cases[i].xml, strlen(cases[i].xml), &error);
        g_assert_null(units);
        g_assert_nonnull(error);
        if (strstr(error, cases[i].error) == NULL)
            g_error("'%s' is not about '%s'", error, cases[i].error);
        g_assert_null(strchr(error, '\n'));
        g_assert_null(strstr(error, "/proc/"));
    }
}

static void test_own_database(void)
{
    /* Whatever a declaration says, the text is UTF-8. */
    static const char *const declarations[] = {
        "", "<?xml version=\"1.0\" encoding=\"US-ASCII\"?><!-- é -->",
        "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"};
    static const char system[] =
        "<unit-system><unit><base/><name><singular>hogshead</singular></name>"
        "<symbol>hhd</symbol></unit><prefix><value>1e3</value><symbol>k</symbol></prefix>"
        "</unit-system>";
    for (size_t i = 0; i < G_N_ELEMENTS(declarations); i++) {
        g_autofree char *error = NULL;
        g_autofree char *xml = g_strconcat(declarations[i], system, NULL);
        g_autoptr(Units) units = units_new(xml, strlen(xml), &error);
        g_assert_cmpstr(error, ==, NULL);
        g_assert_cmpfloat(unit_convert(find(units, "khhd"), find(units, "hogsheads"), 2), ==, 2000);
        g_assert_null(units_find(units, "GB"));
        g_assert_cmpstr(units_suggest(units, "hogshed"), ==, "hogshead");
    }
}

enum { THREADS = 4, LOOKUPS = 2000 };

static void *look_up(void *user)
{
    static const char *const prefixes[] = {"", "k", "M", "G", "T", "P", "wrong "};
    static const char *const symbols[] = {"B", "b", "FLOPS", "W", "Hz", "CNY", "B/s", "HKD"};
    Units *units = user;
    GHashTable *seen = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < LOOKUPS; i++) {
        char symbol[16];
        g_snprintf(symbol, sizeof symbol, "%s%s", prefixes[i % G_N_ELEMENTS(prefixes)],
                   symbols[i % G_N_ELEMENTS(symbols)]);
        const Unit *unit = units_find(units, symbol);
        g_assert_true((unit == NULL) == (symbol[0] == 'w'));
        if (unit != NULL)
            g_hash_table_add(seen, (void *)unit);
        else
            units_suggest(units, symbol);
    }
    return seen;
}

/* All threads see the same units. */
static void test_threads(void)
{
    g_autoptr(Units) units = load();
    GThread *threads[THREADS];
    GHashTable *seen[THREADS];
    for (size_t i = 0; i < THREADS; i++)
        threads[i] = g_thread_new("units", look_up, units);
    for (size_t i = 0; i < THREADS; i++)
        seen[i] = g_thread_join(threads[i]);
    for (size_t i = 0; i < THREADS; i++) {
        GHashTableIter iter;
        void *unit;
        g_assert_cmpuint(g_hash_table_size(seen[i]), ==, 48);
        for (g_hash_table_iter_init(&iter, seen[i]); g_hash_table_iter_next(&iter, &unit, NULL);)
            g_assert_true(g_hash_table_contains(seen[0], unit));
    }
    for (size_t i = 0; i < THREADS; i++)
        g_hash_table_destroy(seen[i]);
}

static void test_products(void)
{
    static const struct {
        const char *a; /* NULL: a pure number */
        char operator;
        const char *b;
        const char *same; /* what the result converts to ... */
        double scale;     /* ... and how many of it one is; 0: there is no such unit */
    } cases[] = {
        {"GB/s", '*', "lane", "GB/s", 1},
        {"W", '*', "h", "J", 3600},
        {"TFLOPS", '/', "W", "GFLOPS/W", 1000},
        {"W", '/', "W", "1", 1},
        {"%", '*', "CNY", "CNY", 0.01},
        {"million CNY", '/', "thousand CNY", "%", 1e5},
        {NULL, '*', "W", "W", 1},
        {"W", '/', NULL, "W", 1},
        {NULL, '/', "s", "Hz", 1},
        {NULL, '*', NULL, "1", 1},
        {"°C", '*', "W", NULL, 0},
        {"W", '/', "°C", NULL, 0},
    };
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Unit *a = cases[i].a != NULL ? find(units, cases[i].a) : NULL;
        const Unit *b = cases[i].b != NULL ? find(units, cases[i].b) : NULL;
        const Unit *result =
            cases[i].operator== '*' ? units_multiply(units, a, b) : units_divide(units, a, b);
        g_assert_true((result == NULL) == (cases[i].scale == 0));
        if (result == NULL)
            continue;
        g_assert_true(unit_same_dimension(result, find(units, cases[i].same)));
        g_assert_cmpfloat_with_epsilon(unit_convert(result, find(units, cases[i].same), 1),
                                       cases[i].scale, 1e-9 * cases[i].scale);
    }

    /* Products of products stay units, until nobody could have meant them. */
    const Unit *power = find(units, "W");
    int times = 0;
    for (; power != NULL && times < 1000; times++)
        power = units_multiply(units, power, find(units, "lane"));
    g_assert_cmpint(times, >, 50);
    g_assert_null(power);
    g_assert_null(units_find(units, "(W)*(h)")); /* nobody writes that */
}

/* Prefixes that nobody means. */
static void test_prefixes(void)
{
    static const char *const known[] = {
        "GB",        "GiB",       "kbit/s", "TFLOPS", "pJ/bit",  "GT/s",  "kHz",  "MHz",
        "petaflops", "TeraFLOPS", "ms",     "min",    "million", "nodes", "days", "µs"};
    static const char *const refused[] = {
        "mB", "mb",   "ubit/s", "mFLOPS", "nOPS", "mT/s",      "pcount",   "klane", "kcount",
        "m%", "kday", "md",     "GB/mpx", "fB^2", "millibyte", "kilodays", "mbps"};
    g_autoptr(Units) units = load();
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        find(units, known[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_test_message("%s", refused[i]);
        g_assert_null(units_find(units, refused[i]));
    }
    g_assert_cmpfloat(unit_convert(find(units, "petaflops"), find(units, "TFLOPS"), 5), ==, 5000);
}

/* A text is looked into once, however often it is written, and no further than it may be a slip of
 * the finger. */
static void test_suggest_often(void)
{
    g_autoptr(Units) units = load();
    const clock_t start = clock();
    for (int i = 0; i < 50000; i++)
        g_assert_null(units_suggest(units, "millimetres/zorkmids"));
    g_assert_cmpint(clock() - start, <, CLOCKS_PER_SEC);
    g_assert_cmpstr(units_suggest(units, "Wats/secnd"), ==, "watt/second");
    g_assert_null(units_suggest(units, "milion Wats/secnd"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/units/convert", test_convert);
    g_test_add_func("/units/exact", test_exact);
    g_test_add_func("/units/power-of-ten", test_power_of_ten);
    g_test_add_func("/units/dimensions", test_dimensions);
    g_test_add_func("/units/unknown", test_unknown);
    g_test_add_func("/units/suggest", test_suggest);
    g_test_add_func("/units/prefixes", test_prefixes);
    g_test_add_func("/units/suggest-often", test_suggest_often);
    g_test_add_func("/units/bad-database", test_bad_database);
    g_test_add_func("/units/own-database", test_own_database);
    g_test_add_func("/units/threads", test_threads);
    g_test_add_func("/units/products", test_products);
    return g_test_run();
}
