#include "query/result.h"

#include "base/csv.h"
#include "base/json.h"
#include "base/text.h"
#include "value/quantity.h"

#include <math.h>
#include <string.h>

Result *result_new(sqlite3_stmt *statement)
{
    Result *result = g_new0(Result, 1);
    result->names = g_ptr_array_new_with_free_func(g_free);
    result->cells = g_array_new(FALSE, FALSE, sizeof(ResultCell));
    result->bytes = g_string_new(NULL);
    for (int i = 0; i < sqlite3_column_count(statement); i++)
        g_ptr_array_add(result->names, g_utf8_make_valid(sqlite3_column_name(statement, i), -1));
    return result;
}

void result_free(Result *result)
{
    g_ptr_array_unref(result->names);
    g_array_unref(result->cells);
    g_string_free(result->bytes, TRUE);
    g_free(result);
}

/* Text need not be UTF-8, nor free of NUL: CAST(x'ff00' AS TEXT). */
static void append_text(GString *bytes, const char *text, int length)
{
    if (g_utf8_validate_len(text, (gsize)length, NULL)) {
        g_string_append_len(bytes, text, length);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid(text, length);
    g_string_append(bytes, valid);
}

static void append_blob(GString *bytes, const unsigned char *blob, int length)
{
    for (int i = 0; i < length; i++)
        g_string_append_printf(bytes, "%02x", blob[i]);
}

/* Returns what kind of cell it became. */
static ResultCellKind append_column(GString *bytes, sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
        return CELL_NULL;
    case SQLITE_INTEGER:
        g_string_append_printf(bytes, "%" G_GINT64_FORMAT,
                               (gint64)sqlite3_column_int64(statement, column));
        return CELL_NUMBER;
    case SQLITE_FLOAT: {
        const double value = sqlite3_column_double(statement, column);
        if (isfinite(value)) {
            quantity_append_number(bytes, value);
            return CELL_NUMBER;
        }
        g_string_append(bytes, value > 0 ? "infinity" : "-infinity");
        return CELL_TEXT;
    }
    case SQLITE_BLOB:
        append_blob(bytes, sqlite3_column_blob(statement, column),
                    sqlite3_column_bytes(statement, column));
        return CELL_TEXT;
    default:
        append_text(bytes, (const char *)sqlite3_column_text(statement, column),
                    sqlite3_column_bytes(statement, column));
        return CELL_TEXT;
    }
}

void result_add_row(Result *result, sqlite3_stmt *statement)
{
    for (guint i = 0; i < result->names->len; i++) {
        ResultCell cell = {.start = result->bytes->len};
        cell.kind = append_column(result->bytes, statement, (int)i);
        g_string_append_c(result->bytes, '\0');
        g_array_append_val(result->cells, cell);
    }
}

size_t result_size(const Result *result)
{
    return result->bytes->len + result->cells->len * sizeof(ResultCell);
}

static const ResultCell *result_cell(const Result *result, guint row, guint column)
{
    return &g_array_index(result->cells, ResultCell, (size_t)row * result->names->len + column);
}

static const char *cell_text(const Result *result, const ResultCell *cell)
{
    return result->bytes->str + cell->start;
}

static guint row_count(const Result *result)
{
    return result->names->len > 0 ? result->cells->len / result->names->len : 0;
}

/* --- a table for people --- */

typedef struct ResultColumn {
    unsigned width;
    bool is_number;   /* all that is there: goes to the right */
    const char *rest; /* of the cell at hand: lines still to be printed; NULL: none */
} ResultColumn;

/* Takes the next line off a text and puts it, as it is printed, into `printable`. Returns the rest
 * of the text; NULL if that was the last line. */
static const char *take_line(const char *text, GString *printable)
{
    const char *end = strchr(text, '\n');
    g_string_truncate(printable, 0);
    text_append_printable(printable, text, end != NULL ? (size_t)(end - text) : strlen(text));
    return end != NULL ? end + 1 : NULL;
}

static unsigned text_width(const char *text, GString *printable)
{
    unsigned width = 0;
    while (text != NULL) {
        text = take_line(text, printable);
        width = MAX(width, text_cells(printable->str));
    }
    return width;
}

static ResultColumn measure_column(const Result *result, guint column, GString *printable)
{
    const char *name = result->names->pdata[column];
    ResultColumn measured = {text_width(name, printable), row_count(result) > 0, name};
    for (guint row = 0; row < row_count(result); row++) {
        const ResultCell *cell = result_cell(result, row, column);
        measured.width = MAX(measured.width, text_width(cell_text(result, cell), printable));
        measured.is_number &= cell->kind != CELL_TEXT;
    }
    return measured;
}

static void append_times(GString *out, char c, unsigned count)
{
    while (count-- > 0)
        g_string_append_c(out, c);
}

static void append_aligned(GString *out, const ResultColumn *column, const GString *printable)
{
    const unsigned blanks = column->width - text_cells(printable->str);
    append_times(out, ' ', column->is_number ? blanks : 0);
    g_string_append(out, printable->str);
    append_times(out, ' ', column->is_number ? 0 : blanks);
}

static void end_line(GString *out)
{
    size_t length = out->len;
    while (length > 0 && out->str[length - 1] == ' ')
        length--;
    g_string_truncate(out, length);
    g_string_append_c(out, '\n');
}

/* Prints what `rest` of the columns says: as many lines as the longest has. */
static void append_row(GString *out, ResultColumn *columns, guint count, GString *printable)
{
    bool has_more = true;
    while (has_more) {
        has_more = false;
        for (guint i = 0; i < count; i++) {
            append_times(out, ' ', i > 0 ? 2 : 0);
            g_string_truncate(printable, 0);
            if (columns[i].rest != NULL)
                columns[i].rest = take_line(columns[i].rest, printable);
            append_aligned(out, &columns[i], printable);
            has_more |= columns[i].rest != NULL;
        }
        end_line(out);
    }
}

static void append_table(const Result *result, GString *out)
{
    const guint count = result->names->len;
    g_autoptr(GString) printable = g_string_new(NULL);
    g_autoptr(GArray) measured = g_array_new(FALSE, FALSE, sizeof(ResultColumn));
    for (guint i = 0; i < count; i++) {
        const ResultColumn column = measure_column(result, i, printable);
        g_array_append_val(measured, column);
    }
    ResultColumn *columns = (ResultColumn *)(void *)measured->data;
    append_row(out, columns, count, printable);
    for (guint i = 0; i < count; i++) {
        append_times(out, ' ', i > 0 ? 2 : 0);
        append_times(out, '-', columns[i].width);
    }
    end_line(out);
    for (guint row = 0; row < row_count(result); row++) {
        for (guint i = 0; i < count; i++)
            columns[i].rest = cell_text(result, result_cell(result, row, i));
        append_row(out, columns, count, printable);
    }
}

/* --- the others --- */

static void append_csv(const Result *result, GString *out)
{
    Csv csv;
    csv_init(&csv, out);
    for (guint i = 0; i < result->names->len; i++)
        csv_put(&csv, result->names->pdata[i]);
    csv_end_row(&csv);
    for (guint row = 0; row < row_count(result); row++) {
        for (guint i = 0; i < result->names->len; i++)
            csv_put(&csv, cell_text(result, result_cell(result, row, i)));
        csv_end_row(&csv);
    }
}

/* Columns may have one name (SELECT a.id, b.id), keys must not: id, id_2. Owned by the array. */
static GPtrArray *unique_names(const Result *result)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < result->names->len; i++) {
        const char *wanted = result->names->pdata[i];
        char *name = g_strdup(wanted);
        for (unsigned number = 2; g_hash_table_contains(taken, name); number++) {
            g_free(name);
            name = g_strdup_printf("%s_%u", wanted, number);
        }
        g_hash_table_add(taken, name);
        g_ptr_array_add(names, name);
    }
    return names;
}

static void put_cell(Json *json, const Result *result, const ResultCell *cell)
{
    const char *text = cell_text(result, cell);
    if (cell->kind == CELL_NULL)
        json_null(json);
    else if (cell->kind == CELL_NUMBER)
        json_raw(json, text);
    else
        json_text(json, text);
}

/* A row a line. */
static void append_json(const Result *result, GString *out)
{
    g_autoptr(GPtrArray) names = unique_names(result);
    Json json;
    json_init(&json, out, true);
    json_begin_array(&json);
    for (guint row = 0; row < row_count(result); row++) {
        json.pretty = true;
        json_begin_object(&json);
        json.pretty = false;
        for (guint i = 0; i < names->len; i++) {
            json_key(&json, names->pdata[i]);
            put_cell(&json, result, result_cell(result, row, i));
        }
        json_end_object(&json);
        json.pretty = true;
    }
    json_end_array(&json);
    g_string_append_c(out, '\n');
}

void result_append(const Result *result, QueryFormat format, GString *out)
{
    static void (*const append[])(const Result *result, GString *out) = {
        [QUERY_TABLE] = append_table, [QUERY_CSV] = append_csv, [QUERY_JSON] = append_json};
    append[format](result, out);
}
