/*
 * Comma-separated values (RFC 4180), with any delimiter. A row whose quotes are wrong is its first
 * line: it is reported, and the next line is a row again.
 */
#include "import/data.h"

#include <string.h>

/* A file's text, from `at` on. */
typedef struct CsvCursor {
    DataReader *reader;
    const char *at;
    const char *end;
    char delimiter;
    GString *text; /* of the cell at hand */
} CsvCursor;

static bool is_line_end(const CsvCursor *cursor)
{
    return cursor->at == cursor->end || *cursor->at == '\n' || *cursor->at == '\r';
}

static void skip_line_end(CsvCursor *cursor)
{
    cursor->at += cursor->at < cursor->end && *cursor->at == '\r';
    cursor->at += cursor->at < cursor->end && *cursor->at == '\n';
}

static void skip_line(CsvCursor *cursor)
{
    while (!is_line_end(cursor))
        cursor->at++;
    skip_line_end(cursor);
}

static bool at_cell_end(const CsvCursor *cursor)
{
    return is_line_end(cursor) || *cursor->at == cursor->delimiter;
}

/* Reads what is between quotation marks into `text`; NULL: fine, else what is wrong. */
static const char *read_quoted(CsvCursor *cursor)
{
    for (cursor->at++; cursor->at < cursor->end && cursor->text->len <= DATA_TEXT_MAX;
         cursor->at++) {
        if (*cursor->at != '"') {
            g_string_append_c(cursor->text, *cursor->at);
            continue;
        }
        cursor->at++;
        if (cursor->at == cursor->end || *cursor->at != '"')
            return at_cell_end(cursor) ? NULL
                                       : "text stands behind a closing quotation mark; one within "
                                         "a cell is written twice";
        g_string_append_c(cursor->text, '"');
    }
    return cursor->at < cursor->end ? "a quotation mark is not closed within 64 KiB"
                                    : "a quotation mark is never closed";
}

static const char *read_cell(CsvCursor *cursor)
{
    g_string_truncate(cursor->text, 0);
    if (cursor->at < cursor->end && *cursor->at == '"')
        return read_quoted(cursor);
    const char *start = cursor->at;
    while (!at_cell_end(cursor))
        cursor->at++;
    g_string_append_len(cursor->text, start, cursor->at - start);
    return NULL;
}

static size_t offset(const CsvCursor *cursor, const char *at)
{
    return (size_t)(at - cursor->reader->file->bytes);
}

static Diagnostic *report_row(const CsvCursor *cursor, const char *start, const char *end,
                              const char *why)
{
    const Span span = data_span(cursor->reader, offset(cursor, start), offset(cursor, end));
    if (cursor->reader->lost_rows++ == DATA_LOST_MAX)
        data_report(cursor->reader, span.start, span.start, "more than %d rows cannot be read",
                    DATA_LOST_MAX);
    return diag_report(cursor->reader->diags, DIAG_IMPORT_ROW, span, "%s", why);
}

/* Adds a cell to the row; false: it cannot be taken (reported). */
static bool add_cell(CsvCursor *cursor, DataNode *row, const char *name, const char *start)
{
    const GString *text = cursor->text;
    const char *mistake = data_text_mistake(text->str, text->len);
    if (mistake != NULL) {
        g_autofree char *why = g_strdup_printf("a cell %s", mistake);
        report_row(cursor, start, cursor->at, why);
        return false;
    }
    DataNode *cell =
        data_add(cursor->reader, row, name,
                 data_span(cursor->reader, offset(cursor, start), offset(cursor, cursor->at)));
    if (cell == NULL)
        return false;
    cell->text = arena_strndup(cursor->reader->arena, text->str, text->len);
    return true;
}

/* Reads the cells of a row; their names are those of `header`'s texts (NULL: they have none).
 * Returns whether it is one; if not, that is reported and its line passed over. */
static bool read_row(CsvCursor *cursor, const DataNode *header, DataNode *row)
{
    const char *begin = cursor->at;
    const DataNode *column = header != NULL ? header->first : NULL;
    for (size_t count = 1;; count++) {
        const char *start = cursor->at;
        const char *wrong = count > DATA_COLUMNS_MAX ? "too many cells" : read_cell(cursor);
        if (wrong != NULL) {
            report_row(cursor, start, start + 1, wrong);
            cursor->at = begin;
            skip_line(cursor);
            return false;
        }
        if (!add_cell(cursor, row, column != NULL ? column->text : NULL, start)) {
            skip_line(cursor);
            return false;
        }
        column = column != NULL ? column->next : NULL;
        if (is_line_end(cursor))
            break;
        cursor->at++;
    }
    row->span = data_span(cursor->reader, offset(cursor, begin), offset(cursor, cursor->at));
    skip_line_end(cursor);
    return true;
}

static bool has_right_count(const CsvCursor *cursor, const DataNode *header, const DataNode *row)
{
    if (row->count == header->count)
        return true;
    g_autofree char *why =
        g_strdup_printf("the row has %zu cells; the header has %zu", row->count, header->count);
    const char *start = cursor->reader->file->bytes + row->span.start;
    Diagnostic *d = report_row(cursor, start, cursor->reader->file->bytes + row->span.end, why);
    if (row->count > header->count)
        diag_hint(d, "a cell that holds '%c' needs quotation marks around it", cursor->delimiter);
    return false;
}

/* Names of columns where nobody gives them: 1, 2, ... */
static void number_columns(CsvCursor *cursor, DataNode *row)
{
    int64_t number = 1;
    for (DataNode *cell = row->first; cell != NULL; cell = cell->next)
        cell->text = arena_integer(cursor->reader->arena, number++);
}

static DataNode *read_header(CsvCursor *cursor, bool has_no_header)
{
    const char *begin = cursor->at;
    DataNode *header = data_add(cursor->reader, NULL, NULL, data_span(cursor->reader, 0, 0));
    if (!read_row(cursor, NULL, header)) {
        data_report(cursor->reader, offset(cursor, begin), offset(cursor, begin),
                    "the first row cannot be read");
        return NULL;
    }
    if (has_no_header) {
        number_columns(cursor, header);
        cursor->at = begin;
    }
    for (DataNode *cell = header->first; cell != NULL; cell = cell->next)
        cell->text = g_strstrip((char *)cell->text);
    return header;
}

/* --- which delimiter --- */

enum { SAMPLE_ROWS = 30 };

/* In how many of the first rows has it as many cells as in the first one, and at least two? */
static size_t count_agreeing(CsvCursor cursor, size_t *columns)
{
    size_t agreeing = 0;
    *columns = 0;
    for (size_t row = 0; row < SAMPLE_ROWS && cursor.at < cursor.end; row++) {
        const char *begin = cursor.at;
        size_t count = 1;
        const char *wrong = read_cell(&cursor);
        for (; wrong == NULL && !is_line_end(&cursor); count++) {
            cursor.at++;
            wrong = read_cell(&cursor);
        }
        *columns = row == 0 ? count : *columns;
        agreeing += wrong == NULL && count == *columns;
        cursor.at = wrong != NULL ? begin : cursor.at;
        skip_line(&cursor);
    }
    return *columns > 1 ? agreeing : 0;
}

static char find_delimiter(CsvCursor cursor)
{
    static const char candidates[] = ",;\t|";
    char best = ',';
    size_t most = 0;
    size_t widest = 0;
    for (const char *candidate = candidates; *candidate != '\0'; candidate++) {
        size_t columns;
        cursor.delimiter = *candidate;
        const size_t agreeing = count_agreeing(cursor, &columns);
        if (agreeing > most || (agreeing == most && agreeing > 0 && columns > widest)) {
            best = *candidate;
            most = agreeing;
            widest = columns;
        }
    }
    return best;
}

/* --- all --- */

DataNode *data_read_csv(DataReader *reader, const DataRequest *request)
{
    const SourceFile *file = reader->file;
    CsvCursor cursor = {.reader = reader, .at = file->bytes, .end = file->bytes + file->length};
    if (g_str_has_prefix(file->bytes, "\xEF\xBB\xBF"))
        cursor.at += 3;
    if (cursor.at == cursor.end) {
        data_report(reader, 0, 0, "the file is empty");
        return NULL;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    cursor.text = text;
    cursor.delimiter = request->delimiter != '\0' ? request->delimiter : find_delimiter(cursor);
    reader->delimiter = cursor.delimiter;
    DataNode *header = read_header(&cursor, request->has_no_header);
    DataNode *root = data_add(reader, NULL, NULL, data_span(reader, 0, 0));
    while (header != NULL && cursor.at < cursor.end && !data_is_given_up(reader)) {
        DataNode row = {0};
        if (is_line_end(&cursor)) { /* a blank line */
            skip_line_end(&cursor);
            continue;
        }
        if (!read_row(&cursor, header, &row) || !has_right_count(&cursor, header, &row))
            continue;
        DataNode *kept = data_add(reader, root, NULL, row.span);
        if (kept == NULL)
            return NULL;
        kept->first = row.first;
        kept->last = row.last;
        kept->count = row.count;
    }
    return header != NULL && !data_is_given_up(reader) ? root : NULL;
}
