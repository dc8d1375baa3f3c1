/*
 * A diagram's selection is one SELECT of ids: in a column `id`, or in its only one. Ids may come
 * several times (a join does that) and in any order; drafts are left out like everywhere.
 *
 * What is wrong with the SQL is query.*, with what it returns kb.config: at the first such row.
 */
#include "query/query.h"
#include "query/script.h"

#include <stdarg.h>
#include <string.h>

enum { ROWS_MAX = 100000 };

typedef struct Selection {
    const Kb *kb;
    Script script;
    SourceFile sql;
    int column;     /* of the ids */
    GPtrArray *ids; /* of Entry: what was selected, once each */
    GHashTable *known;
} Selection;

static bool report_mistake(const Selection *selection, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Returns false. */
static bool report_mistake(const Selection *selection, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const Script *script = &selection->script;
    Diagnostic *d = diag_report(script->diags, DIAG_KB_CONFIG, script_span(script), "%s", message);
    diag_hint(d, "a selection is one SELECT of ids: SELECT id FROM Chip WHERE ...");
    return false;
}

static bool find_column(Selection *selection)
{
    sqlite3_stmt *statement = selection->script.statement;
    const int count = sqlite3_column_count(statement);
    selection->column = 0;
    if (count == 1)
        return true;
    for (int i = 0; i < count; i++, selection->column++)
        if (g_ascii_strcasecmp(sqlite3_column_name(statement, i), "id") == 0)
            return true;
    return report_mistake(selection, "the selection returns %d columns, and none is called 'id'",
                          count);
}

static bool add_row(Selection *selection)
{
    sqlite3_stmt *statement = selection->script.statement;
    const char *id = (const char *)sqlite3_column_text(statement, selection->column);
    if (id == NULL)
        return report_mistake(selection, "the selection returns a row without an id");
    Entry *entry = kb_find_entry(selection->kb, id);
    if (entry == NULL)
        return report_mistake(selection, "the selection returns '%s', which is no entry's id", id);
    if (g_hash_table_add(selection->known, entry))
        g_ptr_array_add(selection->ids, entry);
    return true;
}

static bool add_rows(Selection *selection)
{
    ScriptState state;
    size_t count = 0;
    while ((state = script_step(&selection->script)) == SCRIPT_READY) {
        if (++count > ROWS_MAX) {
            diag_report(selection->script.diags, DIAG_QUERY_LIMIT, script_span(&selection->script),
                        "the selection returns more than %d rows", ROWS_MAX);
            return false;
        }
        if (!add_row(selection))
            return false;
    }
    return state == SCRIPT_END;
}

static bool ask(Selection *selection)
{
    switch (script_prepare(&selection->script)) {
    case SCRIPT_FAILED:
        return false;
    case SCRIPT_END:
        return report_mistake(selection, "the selection has no statement");
    case SCRIPT_READY:
        break;
    }
    if (!find_column(selection) || !add_rows(selection))
        return false;
    const ScriptState after = script_prepare(&selection->script);
    return after == SCRIPT_READY ? report_mistake(selection, "the selection has a second statement")
                                 : after == SCRIPT_END;
}

static PlateAnswer take_answer(const Selection *selection, Arena *arena)
{
    const size_t count = selection->ids->len;
    PlateAnswer answer = {arena_new0(arena, const Entry *, count + 1), count};
    for (size_t i = 0; i < count; i++)
        answer.entries[i] = selection->ids->pdata[i];
    return answer;
}

/* What has failed selects nothing. */
static PlateAnswer ask_for(const Kb *kb, Database *database, const Diagram *diagram, Arena *arena,
                           Diagnostics *diags)
{
    const Node *scalar = diagram->sql;
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    Selection selection = {
        .kb = kb,
        .sql = {diagram->name, diagram->name, scalar->text, scalar->length},
        .ids = ids,
        .known = known,
    };
    const bool begun =
        script_init(&selection.script, database, &selection.sql, query_limits.steps, diags);
    g_assert(begun); /* a YAML scalar is text, and shorter than a statement may be */
    selection.script.scalar = scalar;
    if (!ask(&selection))
        g_ptr_array_set_size(ids, 0);
    script_clear(&selection.script);
    return take_answer(&selection, arena);
}

bool selections_any(const Kb *kb)
{
    for (size_t i = 0; i < kb->diagram_count; i++)
        if (kb->diagrams[i]->sql != NULL)
            return true;
    return false;
}

const PlateAnswer *selections_ask(const Kb *kb, Database *database, Arena *arena,
                                  Diagnostics *diags)
{
    PlateAnswer *answers = arena_new0(arena, PlateAnswer, kb->diagram_count + 1);
    for (size_t i = 0; i < kb->diagram_count; i++)
        if (kb->diagrams[i]->sql != NULL)
            answers[i] = ask_for(kb, database, kb->diagrams[i], arena, diags);
    return answers;
}
