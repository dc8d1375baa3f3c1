/* Cells, quotes and rows of the CSV writer (RFC 4180). */
#include "base/csv.h"

typedef struct CellCase {
    const char *text;
    const char *expected;
} CellCase;

static const CellCase cell_cases[] = {
    {NULL, ""},
    {"", ""},
    {"plain 壁", "plain 壁"},
    {" spaces stay ", " spaces stay "},
    {"a;b\tc", "a;b\tc"},
    {"a,b", "\"a,b\""},
    {"say \"x\"", "\"say \"\"x\"\"\""},
    {"\"", "\"\"\"\""},
    {"two\nlines", "\"two\nlines\""},
    {"\r", "\"\r\""},
    {"=1+1", "=1+1"}, /* data is not changed */
};

static void test_cells(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cell_cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        Csv csv;
        csv_init(&csv, out);
        csv_put(&csv, cell_cases[i].text);
        g_assert_cmpstr(out->str, ==, cell_cases[i].expected);
    }
}

static void test_rows(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Csv csv;
    csv_init(&csv, out);
    csv_put(&csv, "a");
    csv_put(&csv, "b");
    csv_end_row(&csv);
    csv_put(&csv, NULL);
    csv_put(&csv, "2,5");
    csv_end_row(&csv);
    csv_put(&csv, "");
    csv_end_row(&csv);
    g_assert_cmpstr(out->str, ==, "a,b\r\n,\"2,5\"\r\n\r\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/csv/cells", test_cells);
    g_test_add_func("/csv/rows", test_rows);
    return g_test_run();
}
