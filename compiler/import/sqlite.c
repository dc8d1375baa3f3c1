/* Rows of SQLite: they stand nowhere in a text, so they are counted. */
#include "import/data.h"
#include "query/foreign.h"

#include <string.h>

typedef struct SqliteRows {
    DataReader *reader;
    DataNode *root;
    size_t count;
} SqliteRows;

/* Adds a row's cells; false: it is lost (reported). */
static bool add_cells(SqliteRows *rows, DataNode *row, const char *const *names,
                      const char *const *texts, size_t count)
{
    Arena *arena = rows->reader->arena;
    for (size_t i = 0; i < count; i++) {
        const char *mistake =
            texts[i] != NULL ? data_text_mistake(texts[i], strlen(texts[i])) : NULL;
        if (mistake != NULL || data_text_mistake(names[i], strlen(names[i])) != NULL) {
            rows->reader->lost_rows++;
            diag_report(rows->reader->diags, DIAG_IMPORT_ROW, data_span(rows->reader, 0, 0),
                        "row %zu: a cell %s", rows->count,
                        mistake != NULL ? mistake : "has no name");
            return false;
        }
        DataNode *cell = data_add(rows->reader, row, arena_strdup(arena, names[i]),
                                  data_span(rows->reader, 0, 0));
        if (cell != NULL && texts[i] != NULL)
            cell->text = arena_strdup(arena, texts[i]);
    }
    return true;
}

static bool take_row(const char *const *names, const char *const *texts, size_t count, void *user)
{
    SqliteRows *rows = user;
    DataNode row = {0};
    rows->count++;
    if (add_cells(rows, &row, names, texts, count)) {
        DataNode *kept = data_add(rows->reader, rows->root, NULL, data_span(rows->reader, 0, 0));
        if (kept != NULL) {
            kept->first = row.first;
            kept->last = row.last;
            kept->count = row.count;
            kept->number = rows->count;
        }
    }
    return !data_is_given_up(rows->reader);
}

DataNode *data_read_sqlite(DataReader *reader, const DataRequest *request)
{
    SqliteRows rows = {.reader = reader};
    rows.root = data_add(reader, NULL, NULL, data_span(reader, 0, 0));
    g_autofree char *problem = NULL;
    if (!foreign_read(reader->file->bytes, reader->file->length, request->sql, take_row, &rows,
                      &problem)) {
        data_report(reader, 0, 0, "SQLite: %s", problem);
        return NULL;
    }
    return data_is_given_up(reader) ? NULL : rows.root;
}
