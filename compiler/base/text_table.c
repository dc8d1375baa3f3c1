#include "base/text_table.h"

#include "base/text.h"

struct TextTable {
    size_t columns;
    GPtrArray *cells; /* of char *, row after row */
};

TextTable *text_table_new(size_t columns)
{
    TextTable *table = g_new0(TextTable, 1);
    table->columns = columns;
    table->cells = g_ptr_array_new_with_free_func(g_free);
    return table;
}

void text_table_free(TextTable *table)
{
    if (table == NULL)
        return;
    g_ptr_array_unref(table->cells);
    g_free(table);
}

void text_table_add(TextTable *table, const char *cell)
{
    GString *printable = g_string_new(NULL);
    text_append_printable(printable, cell, strlen(cell));
    g_ptr_array_add(table->cells, g_string_free(printable, FALSE));
}

static unsigned column_width(const TextTable *table, size_t column)
{
    unsigned width = 0;
    for (size_t i = column; i < table->cells->len; i += table->columns)
        width = MAX(width, text_cells(table->cells->pdata[i]));
    return width;
}

static void append_blanks(GString *out, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        g_string_append_c(out, ' ');
}

/* Nothing stands behind the last cell that is not empty. */
static void append_aligned_row(const TextTable *table, const char *const *row,
                               const unsigned *widths, GString *out)
{
    unsigned owed = 0;
    for (size_t i = 0; i < table->columns; i++) {
        if (row[i][0] != '\0') {
            append_blanks(out, owed);
            g_string_append(out, row[i]);
            owed = 0;
        }
        owed += widths[i] + 2 - text_cells(row[i]);
    }
    g_string_append_c(out, '\n');
}

static void append_row(const TextTable *table, const char *const *row, GString *out)
{
    for (size_t i = 0; i < table->columns; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? "\t" : "", row[i]);
    g_string_append_c(out, '\n');
}

void text_table_append(const TextTable *table, bool is_aligned, GString *out)
{
    g_assert(table->cells->len % table->columns == 0);
    unsigned *widths = g_new0(unsigned, table->columns);
    for (size_t i = 0; is_aligned && i < table->columns; i++)
        widths[i] = column_width(table, i);
    for (size_t i = 0; i < table->cells->len; i += table->columns) {
        const char *const *row = (const char *const *)table->cells->pdata + i;
        if (is_aligned)
            append_aligned_row(table, row, widths, out);
        else
            append_row(table, row, out);
    }
    g_free(widths);
}
