#include "query/query.h"

#include "query/result.h"
#include "query/script.h"

#include <string.h>

const QueryLimits query_limits = {.steps = 100000000, .output = 64 << 20};

/* All rows of the statement at hand; NULL: failed (reported). `room`: bytes that are left. */
static Result *run_statement(Script *script, size_t room)
{
    g_autoptr(Result) result = result_new(script->statement);
    ScriptState state;
    while ((state = script_step(script)) == SCRIPT_READY) {
        result_add_row(result, script->statement);
        if (result_size(result) <= room)
            continue;
        Diagnostic *d = diag_report(script->diags, DIAG_QUERY_LIMIT, script_span(script),
                                    "the query returns too much");
        diag_hint(d, "add LIMIT");
        return NULL;
    }
    return state == SCRIPT_END ? g_steal_pointer(&result) : NULL;
}

/* Runs all statements; false: one failed. */
static bool run_statements(Script *script, const QueryLimits *limits, GPtrArray *results)
{
    size_t room = limits->output;
    ScriptState state;
    while ((state = script_prepare(script)) == SCRIPT_READY) {
        Result *result = run_statement(script, room);
        if (result == NULL)
            return false;
        room -= MIN(room, result_size(result));
        g_ptr_array_add(results, result);
    }
    if (state == SCRIPT_END && results->len == 0) {
        diag_report(script->diags, DIAG_QUERY_SQL, (Span){script->sql, 0, 0}, "no statement");
        return false;
    }
    return state == SCRIPT_END;
}

/* Several results in JSON are one array; otherwise an empty line separates them. */
static void append_results(const GPtrArray *results, QueryFormat format, GString *out)
{
    static const char *const separators[] = {
        [QUERY_TABLE] = "\n", [QUERY_CSV] = "\r\n", [QUERY_JSON] = ","};
    const bool is_list = format == QUERY_JSON && results->len > 1;
    g_string_append(out, is_list ? "[" : "");
    for (guint i = 0; i < results->len; i++) {
        g_string_append(out, i > 0 ? separators[format] : "");
        result_append(results->pdata[i], format, out);
    }
    g_string_append(out, is_list ? "]\n" : "");
}

bool query_run(Database *database, const SourceFile *sql, QueryFormat format,
               const QueryLimits *limits, GString *out, Diagnostics *diags)
{
    Script script;
    if (!script_init(&script, database, sql, limits->steps, diags))
        return false;
    g_autoptr(GPtrArray) results = g_ptr_array_new_with_free_func((GDestroyNotify)result_free);
    const bool done = run_statements(&script, limits, results);
    script_clear(&script);
    if (done)
        append_results(results, format, out);
    return done;
}
