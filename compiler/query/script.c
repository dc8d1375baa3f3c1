#include "query/script.h"

#include "base/text.h"

#include <string.h>

/* A place in the SQL becomes one in the file that it stands in. */
static Span place(const Script *script, Span span)
{
    return script->scalar != NULL ? node_text_span(script->scalar, span.start, span.end) : span;
}

bool script_init(Script *script, Database *database, const SourceFile *sql, uint64_t steps,
                 Diagnostics *diags)
{
    *script = (Script){.sql = sql, .diags = diags};
    const char *end;
    if (sql->length >= GUARD_SQL_MAX) {
        diag_report(diags, DIAG_QUERY_LIMIT, (Span){sql, 0, 0}, "the text has more than %d KiB",
                    GUARD_SQL_MAX >> 10);
        return false;
    }
    if (!g_utf8_validate(sql->bytes, (gssize)sql->length, &end)) { /* nor with a NUL inside */
        const uint32_t at = (uint32_t)(end - sql->bytes);
        diag_report(diags, DIAG_QUERY_SQL, (Span){sql, at, at + 1}, "not UTF-8 text");
        return false;
    }
    guard_begin(&script->guard, database->handle, steps);
    return true;
}

void script_clear(Script *script)
{
    sqlite3_finalize(script->statement);
    guard_end(&script->guard);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Skips blanks and comments. An unfinished comment goes to the end, as for SQLite. */
static size_t skip_blanks(const char *text, size_t at)
{
    for (;;) {
        while (is_blank(text[at]))
            at++;
        if (text[at] == '-' && text[at + 1] == '-') {
            at += strcspn(text + at, "\n");
        } else if (text[at] == '/' && text[at + 1] == '*') {
            const char *end = strstr(text + at + 2, "*/");
            at = end != NULL ? (size_t)(end - text) + 2 : strlen(text);
        } else {
            return at;
        }
    }
}

static Span statement_span(const Script *script)
{
    const char *text = script->sql->bytes;
    const size_t end = script->start + strcspn(text + script->start, "\r\n");
    return (Span){script->sql, (uint32_t)script->start, (uint32_t)end};
}

Span script_span(const Script *script)
{
    return place(script, statement_span(script));
}

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_' || ((unsigned char)c & 0x80) != 0;
}

/* The word or the single character at `at`. At the text's end, where something is missing, the
 * last character. */
static Span token_span(const SourceFile *sql, size_t at)
{
    const char *text = sql->bytes;
    if (text[at] == '\0') {
        while (at > 0 && is_blank(text[at - 1]))
            at--;
        return (Span){sql, (uint32_t)(at > 0 ? at - 1 : 0), (uint32_t)at};
    }
    size_t end = at + 1;
    while (is_word(text[at]) && is_word(text[end]))
        end++;
    return (Span){sql, (uint32_t)at, (uint32_t)end};
}

/* What SQLite says there is not, and all that there is of its kind. */
typedef struct Missing {
    const char *beginning; /* of the message; the name ends it */
    const char *names;     /* a statement: each name, and the table that it is a column of */
} Missing;

static const Missing missing_kinds[] = {
    {"no such table: ",
     "SELECT name, NULL FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY 1"},
    {"no such column: ", "SELECT c.name, t.name FROM sqlite_schema AS t, "
                         "pragma_table_info(t.name) AS c ORDER BY 1"},
};

/* Returns which kind the message is about, and sets the name; NULL: about something else. */
static const Missing *find_missing(const char *message, const char **name)
{
    *name = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(missing_kinds); i++) {
        const char *beginning = missing_kinds[i].beginning;
        if (!g_str_has_prefix(message, beginning))
            continue;
        const char *dot = strrchr(message, '.');
        *name = dot != NULL ? dot + 1 : message + strlen(beginning);
        return &missing_kinds[i];
    }
    return NULL;
}

/* Where a word stands in the statement at hand; the statement's first line if it does not. */
static Span find_word(const Script *script, const char *word)
{
    const char *text = script->sql->bytes;
    const size_t length = strlen(word);
    for (const char *at = text + script->start; (at = strstr(at, word)) != NULL; at++)
        if ((at == text || !is_word(at[-1])) && !is_word(at[length]))
            return (Span){script->sql, (uint32_t)(at - text),
                          (uint32_t)(at - text + (gssize)length)};
    return statement_span(script);
}

/* Does the statement at hand name the table, which is not just the word that is none? */
static bool is_named(const Script *script, const char *table, const char *word)
{
    const char *text = script->sql->bytes;
    const size_t length = strlen(table);
    if (g_ascii_strcasecmp(table, word) == 0)
        return false;
    for (const char *at = text + script->start; *at != '\0'; at++)
        if (g_ascii_strncasecmp(at, table, length) == 0 && (at == text || !is_word(at[-1])) &&
            !is_word(at[length]))
            return true;
    return false;
}

/* Every table is worth a look, and every column of those that are named; not the name that was
 * written, which is there as another kind of thing. */
static void suggest(const Script *script, Diagnostic *diagnostic, const Missing *kind,
                    const char *word)
{
    sqlite3 *handle = script->guard.handle;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(handle, kind->names, -1, &statement, NULL) != SQLITE_OK)
        return;
    Nearest nearest;
    nearest_init(&nearest, word);
    g_autofree char *best = NULL;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(statement, 0);
        const char *table = (const char *)sqlite3_column_text(statement, 1);
        if (g_ascii_strcasecmp(name, word) != 0 && (table == NULL || is_named(script, table, word)))
            nearest_offer(&nearest, name);
        if (nearest.best == name) { /* which the next row overwrites */
            g_free(best);
            nearest.best = best = g_strdup(name);
        }
    }
    sqlite3_finalize(statement);
    if (best != NULL)
        diag_hint(diagnostic, "did you mean '%s'?", best);
    else
        diag_hint(diagnostic, "`dieline query \"SELECT name, sql FROM sqlite_schema\"` shows all "
                              "tables");
}

static ScriptState report_forbidden(Script *script, const char *forbidden)
{
    static const char *const reasons[] = {
        [GUARD_READ_ONLY] = "queries only read",
        [GUARD_NO_CLOCK] = "the knowledge base has neither clock nor time zone",
        [GUARD_NO_CHANCE] = "a question has one answer",
    };
    const GuardReason reason = script->guard.reason;
    Diagnostic *d = diag_report(script->diags, DIAG_QUERY_SQL, script_span(script),
                                "%s: %s is not allowed", reasons[reason], forbidden);
    if (reason == GUARD_NO_CLOCK)
        diag_hint(d, "its today is (SELECT as_of_latest FROM kb)");
    return SCRIPT_FAILED;
}

/* Reports why SQLite refused the statement at hand. `offset`: where in it; negative: not known. */
static ScriptState report(Script *script, int code, int offset)
{
    sqlite3 *handle = script->guard.handle;
    Diagnostics *diags = script->diags;
    g_autofree char *limit = guard_limit(&script->guard, code);
    if (limit != NULL) {
        diag_report(diags, DIAG_QUERY_LIMIT, script_span(script), "the query %s", limit);
        return SCRIPT_FAILED;
    }
    const char *forbidden = guard_forbidden(&script->guard);
    if (forbidden != NULL)
        return report_forbidden(script, forbidden);
    g_autofree char *message = g_strdup(sqlite3_errmsg(handle));
    const char *word;
    const Missing *missing = find_missing(message, &word);
    Span span = statement_span(script);
    if (offset >= 0)
        span = token_span(script->sql, script->start + (size_t)offset);
    else if (strcmp(message, "incomplete input") == 0)
        span = token_span(script->sql, script->sql->length);
    else if (word != NULL)
        span = find_word(script, word);
    Diagnostic *d = diag_report(diags, DIAG_QUERY_SQL, place(script, span), "%s", message);
    if (missing != NULL)
        suggest(script, d, missing, word);
    return SCRIPT_FAILED;
}

ScriptState script_prepare(Script *script)
{
    g_clear_pointer(&script->statement, sqlite3_finalize);
    const char *text = script->sql->bytes;
    do {
        script->start = skip_blanks(text, script->next);
        if (text[script->start] == '\0')
            return SCRIPT_END;
        const char *tail = NULL;
        script->guard.forbidden = NULL;
        sqlite3 *handle = script->guard.handle;
        const int code =
            sqlite3_prepare_v2(handle, text + script->start, -1, &script->statement, &tail);
        if (code != SQLITE_OK)
            return report(script, code, sqlite3_error_offset(handle));
        script->next = (size_t)(tail - text);
    } while (script->statement == NULL); /* a lone ";" */
    if (sqlite3_stmt_readonly(script->statement))
        return SCRIPT_READY;
    script->guard.forbidden = "writing";
    script->guard.reason = GUARD_READ_ONLY;
    return report(script, SQLITE_AUTH, -1);
}

ScriptState script_step(Script *script)
{
    const int code = sqlite3_step(script->statement);
    if (code == SQLITE_ROW)
        return SCRIPT_READY;
    return code == SQLITE_DONE ? SCRIPT_END : report(script, code, -1);
}
