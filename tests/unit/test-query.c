/* The knowledge base in SQLite: names, values, and that SQL can only read and must end. */
#include "compile.h"
#include "query/query.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

/* A knowledge base on disk and what became of it. */
typedef struct Fixture {
    char *folder;
    Diagnostics *diags;
    Compilation *compilation;
    Database *database;
} Fixture;

typedef struct File {
    const char *path;
    const char *text;
} File;

/* A schema whose author meets every word that SQL or we have a use for. */
static const File base_files[] = {
    {"kb.yaml", "format: 1\nname: {en: Test}\nlanguages: [en, zh]\nas_of: 2026-01-04\n"},
    {"schema/own.yaml", "id: urn:example:own\n"
                        "name: own\n"
                        "imports: [dieline:default]\n"
                        "classes:\n"
                        "  Refs:\n"
                        "    is_a: Subject\n"
                        "    slots: [select, weight, weight_min, Weight_Max, 'a\"b; --', born,"
                        " motto, motto_en, ready, parts, first_part, maker, count]\n"
                        "    annotations: {folder: odd}\n"
                        "  sqlite_stat1:\n"
                        "    is_a: Subject\n"
                        "    slots: [maker]\n"
                        "    annotations: {folder: reserved}\n"
                        "slots:\n"
                        "  select: {title: Select, range: string}\n"
                        "  weight: {title: Weight, range: quantity, unit: {symbol: W}}\n"
                        "  weight_min: {title: Least, range: quantity, unit: {symbol: W}}\n"
                        "  Weight_Max: {title: Most, range: integer}\n"
                        "  'a\"b; --': {title: \"Two\\nlines\", range: string}\n"
                        "  born: {title: Born, range: edtf}\n"
                        "  motto: {title: Motto, range: text}\n"
                        "  motto_en: {title: English, range: string}\n"
                        "  ready: {title: Ready, range: boolean}\n"
                        "  parts: {title: Parts, range: PartCount, multivalued: true,"
                        " inlined: true, inlined_as_list: true}\n"
                        "  first_part: {title: First, range: PartCount, inlined: true}\n"},
    {"organizations/acme.yaml", "name: {en: Acme, zh: 艾克米}\nsource: paper\n"},
    {"organizations/hidden.yaml", "name: Hidden\ndraft: true\nsource: [paper, secret]\n"},
    {"sources/paper.yaml", "name: Paper\ntitle: A paper\npublished: 2025-12\n"},
    {"sources/secret.yaml", "name: Secret\ntitle: S\npublished: 2025-12\ndraft: true\n"},
    {"chips/die.yaml", "name: Die\nmaker: acme\nsource: paper\n"},
    {"diagrams/own.yaml", "kind: lineage\ntitle: {en: Own}\nselect:\n  sql: |\n"
                          "    SELECT c.id, e.name FROM entries AS e, Refs_ AS c\n"
                          "    UNION ALL SELECT 'die', '' UNION ALL SELECT 'hidden', ''\n"},
    {"diagrams/none.yaml", "kind: lineage\ntitle: {en: None}\n"
                           "select: {sql: SELECT id FROM Chip WHERE maker = 'nobody'}\n"},
    {"reserved/one.yaml", "name: One\nmaker: hidden\nsource: [paper, secret]\n"},
    {"odd/thing.yaml", "name: {en: Thing, zh: 东西}\n"
                       "select: FROM\n"
                       "weight:\n"
                       "  - {value: 1..2 kW, rank: deprecated}\n"
                       "  - {value: 3 W}\n"
                       "  - {value: 4 W .., rank: preferred}\n"
                       "weight_min: ~ 5 W\n"
                       "Weight_Max: 6\n"
                       "'a\"b; --': quoted\n"
                       "born: 2026-Q1\n"
                       "motto: {en: 'Say \"so\"'}\n"
                       "motto_en: English\n"
                       "ready: true\n"
                       "maker: {unknown: true}\n"
                       "parts:\n"
                       "  - {part: die, count: 2}\n"
                       "  - {part: die, note: again}\n"
                       "first_part: {part: die, count: 7}\n"
                       "milestones:\n"
                       "  - {event: tape_out, date: 2022}\n"
                       "figures:\n"
                       "  - {measure: revenue, period: 2024, amount: 0.5 million CNY}\n"
                       "source: paper\n"},
};

static void write_file(const char *folder, const File *file)
{
    g_autofree char *path = g_build_filename(folder, file->path, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0777), ==, 0);
    g_assert_true(g_file_set_contents(path, file->text, -1, NULL));
}

static char *messages(Diagnostics *diags)
{
    GString *text = g_string_new(NULL);
    const GPtrArray *all = diagnostics_sorted(diags);
    for (guint i = 0; i < all->len; i++) {
        const Diagnostic *d = all->pdata[i];
        const Position at = d->span.file != NULL ? span_start(d->span) : (Position){0, 0};
        g_string_append_printf(text, "%u:%u: %s [%s]\n", at.line, at.column, d->message,
                               diagnostic_slug(d));
    }
    return g_string_free(text, FALSE);
}

static void setup(Fixture *f, gconstpointer data)
{
    (void)data;
    f->folder = g_dir_make_tmp("dieline-XXXXXX", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(base_files); i++)
        write_file(f->folder, &base_files[i]);
    f->diags = diagnostics_new();
    f->compilation = compile_kb(&(CompileOptions){.kb_path = f->folder, .jobs = 1}, f->diags);
    g_autofree char *text = messages(f->diags);
    g_test_message("%s", text);
    g_assert_cmpint(diagnostics_exit_status(f->diags), ==, 0);
    f->database = database_new(compilation_kb(f->compilation), false);
}

static void remove_folder(const char *path)
{
    GDir *folder = g_dir_open(path, 0, NULL);
    for (const char *name; folder != NULL && (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        remove_folder(inner);
    }
    if (folder != NULL)
        g_dir_close(folder);
    g_remove(path);
}

static void teardown(Fixture *f, gconstpointer data)
{
    (void)data;
    database_free(f->database);
    compilation_free(f->compilation);
    diagnostics_free(f->diags);
    remove_folder(f->folder);
    g_free(f->folder);
}

/* Returns the result as CSV with LF and without its head, or the messages. Caller frees. */
static char *ask_within(const Fixture *f, const char *sql, const QueryLimits *limits)
{
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const SourceFile file = {"query", "query", sql, strlen(sql)};
    g_autoptr(GString) out = g_string_new(NULL);
    if (!query_run(f->database, &file, QUERY_CSV, limits, out, diags)) {
        g_assert_cmpuint(out->len, ==, 0);
        return messages(diags);
    }
    g_string_replace(out, "\r\n", "\n", 0);
    const char *rows = strchr(out->str, '\n');
    g_assert_nonnull(rows);
    return g_strdup(rows + 1);
}

static void assert_answer(const Fixture *f, const char *sql, const char *expected)
{
    g_autofree char *answer = ask_within(f, sql, &query_limits);
    g_assert_cmpstr(answer, ==, expected);
}

typedef struct Answer {
    const char *sql;
    const char *expected;
} Answer;

static void assert_answers(const Fixture *f, const Answer *answers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_answer(f, answers[i].sql, answers[i].expected);
}

/* Slots keep their names, whatever they are; what we add gives way. */
static void test_names(Fixture *f, gconstpointer data)
{
    (void)data;
    static const Answer answers[] = {
        {"SELECT name FROM sqlite_schema WHERE name LIKE 'refs%' AND type = 'table' "
         "OR name LIKE '%stat1' ORDER BY 1",
         "Refs_\nclass_sqlite_stat1\nrefs\n"},
        {"SELECT \"select\", \"a\"\"b; --\" FROM refs_", "FROM,quoted\n"},
        {"SELECT weight_min, weight_min_, Weight_Max, weight_max_, weight_min_min FROM refs_",
         "~ 5 W,4,6,,5\n"},
        {"SELECT motto_en, motto_en_, motto_zh FROM refs_",
         "English,\"Say \"\"so\"\"\",\"Say \"\"so\"\"\"\n"},
        {"SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%Two lines.%'", "1\n"},
    };
    assert_answers(f, answers, G_N_ELEMENTS(answers));
}

static void test_values(Fixture *f, gconstpointer data)
{
    (void)data;
    static const Answer answers[] = {
        {"SELECT name, name_en, name_zh, file, draft FROM entries WHERE id = 'thing'",
         "Thing,Thing,东西,odd/thing.yaml,0\n"},
        {"SELECT weight, weight_min_, weight_max_ IS NULL FROM refs_", "4 W ..,4,1\n"},
        {"SELECT born, born_earliest, born_latest, ready, maker IS NULL FROM refs_",
         "2026-Q1,2026-01-01,2026-03-31,1,1\n"},
        {"SELECT path, kind, value, min, max, unit, rank FROM claims "
         "WHERE entry = 'thing' AND slot = 'weight'",
         "weight[1],quantity,1..2 kW,1000,2000,W,deprecated\n"
         "weight[2],quantity,3 W,3,3,W,normal\n"
         "weight[3],quantity,4 W ..,4,,W,preferred\n"},
        {"SELECT path, part, count FROM PartCount",
         "parts[1],die,2\nparts[2],die,\nfirst_part,die,7\n"},
        {"SELECT first_part->>'count', value->>'part', value->>'count' FROM refs_, "
         "json_each(parts)",
         "7,die,2\n7,die,\n"},
        {"SELECT c.note FROM PartCount p JOIN claims c ON c.id = p.claim WHERE p.path = 'parts[2]'",
         "again\n"},
        {"SELECT slot, to_entry, count FROM refs WHERE from_entry = 'thing' ORDER BY claim",
         "parts,die,2\nparts,die,\nfirst_part,die,7\n"},
        {"SELECT i.path, o.path FROM claims i JOIN claims o ON o.id = i.enclosing "
         "WHERE i.slot = 'count' ORDER BY i.id",
         "parts[1].count,parts[1]\nfirst_part.count,first_part\n"},
        {"SELECT id, date, earliest, latest, status, as_of, sources FROM milestones",
         "thing.tape_out,2022,2022-01-01,2022-12-31,actual,2025-12,paper\n"},
        {"SELECT milestone, position, d.date, c.value FROM milestone_dates d "
         "JOIN claims c ON c.id = d.claim",
         "thing.tape_out,1,2022,2022\n"},
        {"SELECT subject, measure, period, amount, min, max, low, high, unit FROM figures",
         "thing,revenue,2024,0.5 million CNY,500000,500000,450000,550000,CNY\n"},
        {"SELECT kind, value IS NULL FROM claims WHERE entry = 'thing' AND slot = 'maker'",
         "unknown,1\n"},
        {"SELECT id, title_en, published_latest, claims > 0 FROM sources",
         "paper,A paper,2025-12-31,1\n"},
        {"SELECT as_of, format, name_zh FROM kb", "2026-01-04,1,Test\n"},
    };
    assert_answers(f, answers, G_N_ELEMENTS(answers));
}

/* Every reference leads somewhere, also where drafts are left out. */
static void test_integrity(Fixture *f, gconstpointer data)
{
    (void)data;
    assert_answer(f, "PRAGMA foreign_key_check", "");
    assert_answer(f, "PRAGMA integrity_check", "ok\n");
    assert_answer(f,
                  "SELECT count(*) FROM sqlite_schema "
                  "WHERE type = 'table' AND sql NOT LIKE '%) STRICT%'",
                  "0\n");
}

static void test_drafts(Fixture *f, gconstpointer data)
{
    (void)data;
    static const Answer published[] = {
        {"SELECT count(*) FROM entries WHERE draft", "0\n"},
        {"SELECT id, maker IS NULL FROM class_sqlite_stat1", "one,1\n"},
        {"SELECT count(*) FROM claims WHERE entry = 'hidden' OR value = 'hidden'", "0\n"},
        {"SELECT DISTINCT source FROM claim_sources", "paper\n"},
    };
    assert_answers(f, published, G_N_ELEMENTS(published));
    g_autoptr(GString) bytes = g_string_new(NULL);
    database_serialise(f->database, bytes);
    for (size_t i = 0; i + 6 < bytes->len; i++)
        g_assert_true(memcmp(bytes->str + i, "Hidden", 6) != 0);

    database_free(f->database);
    f->database = database_new(compilation_kb(f->compilation), true);
    static const Answer all[] = {
        {"SELECT id FROM entries WHERE draft ORDER BY id", "hidden\nsecret\n"},
        {"SELECT maker FROM class_sqlite_stat1", "hidden\n"},
        {"PRAGMA foreign_key_check", ""},
    };
    assert_answers(f, all, G_N_ELEMENTS(all));
}

static void test_bytes(Fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) first = g_string_new(NULL);
    g_autoptr(GString) second = g_string_new(NULL);
    database_serialise(f->database, first);
    g_autofree char *answer = ask_within(f, "SELECT * FROM claims", &query_limits);
    g_autoptr(Database) again = database_new(compilation_kb(f->compilation), false);
    database_serialise(again, second);
    g_assert_true(g_string_equal(first, second));
    g_assert_true(g_str_has_prefix(first->str, "SQLite format 3"));
}

/* SQLite counts changes of a file, not of what is in memory. */
static void forget_counters(GString *bytes)
{
    g_assert_cmpuint(bytes->len, >, 100);
    memset(bytes->str + 24, 0, 4);
    memset(bytes->str + 92, 0, 8);
}

static GString *write_database(const Kb *kb, const char *path)
{
    char *text = NULL;
    gsize length = 0;
    g_assert_true(g_file_set_contents(path, "", 0, NULL));
    g_assert_true(database_write(kb, path));
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    GString *bytes = g_string_new_len(text, (gssize)length);
    g_free(text);
    return bytes;
}

static void test_file(Fixture *f, gconstpointer data)
{
    (void)data;
    const Kb *kb = compilation_kb(f->compilation);
    g_autofree char *path = NULL;
    const int fd = g_file_open_tmp("dieline-query-XXXXXX", &path, NULL);
    g_assert_cmpint(fd, >=, 0);
    close(fd);
    g_autoptr(GString) first = write_database(kb, path);
    g_autoptr(GString) second = write_database(kb, path);
    g_autoptr(GString) serialised = g_string_new(NULL);
    database_serialise(f->database, serialised);
    g_assert_true(g_string_equal(first, second));
    forget_counters(first);
    forget_counters(serialised);
    g_assert_true(g_string_equal(first, serialised));
    g_assert_cmpint(g_unlink(path), ==, 0);
}

static void test_file_full(Fixture *f, gconstpointer data)
{
    (void)data;
    g_assert_false(database_write(compilation_kb(f->compilation), "/dev/full"));
    g_assert_cmpint(errno, ==, ENOSPC);
    g_assert_false(database_write(compilation_kb(f->compilation), "/nowhere/kb.sqlite"));
    g_assert_cmpint(errno, ==, ENOENT);
}

/* None of this is done, and the answer to the next question is the same as before. */
static void test_read_only(Fixture *f, gconstpointer data)
{
    (void)data;
    static const char *const hostile[] = {
        "INSERT INTO kb(name, format) VALUES ('x', 1)",
        "UPDATE entries SET name = 'x'",
        "DELETE FROM claims",
        "REPLACE INTO kb(name, format) VALUES ('x', 1)",
        "CREATE TABLE x(a)",
        "CREATE TEMP TABLE x(a)",
        "CREATE TABLE x AS SELECT * FROM entries",
        "CREATE VIEW x AS SELECT 1",
        "CREATE TEMP VIEW x AS SELECT 1",
        "CREATE TRIGGER x AFTER INSERT ON kb BEGIN SELECT 1; END",
        "CREATE INDEX x ON kb(name)",
        "CREATE VIRTUAL TABLE x USING fts5(a)",
        "CREATE VIRTUAL TABLE temp.x USING fts4(a)",
        "DROP TABLE entries",
        "DROP INDEX claims_by_entry",
        "ALTER TABLE kb RENAME TO x",
        "ALTER TABLE kb ADD COLUMN x",
        "UPDATE sqlite_schema SET sql = 'x'",
        "DELETE FROM sqlite_master",
        "INSERT INTO sqlite_temp_master VALUES (1, 2, 3, 4, 5)",
        "UPDATE sqlite_dbpage SET data = x'00'",
        "ATTACH ':memory:' AS x",
        "ATTACH '/tmp/dieline-attached' AS x",
        "DETACH main",
        "VACUUM",
        "VACUUM INTO '/tmp/dieline-vacuumed'",
        "REINDEX",
        "ANALYZE",
        "BEGIN",
        "COMMIT",
        "SAVEPOINT x",
        "PRAGMA query_only=OFF",
        "PRAGMA writable_schema=ON",
        "PRAGMA journal_mode=WAL",
        "PRAGMA user_version=7",
        "PRAGMA temp_store_directory='/tmp'",
        "PRAGMA hard_heap_limit=0",
        "PRAGMA cache_size=-100000000",
        "SELECT load_extension('x')",
        "SELECT readfile('/etc/passwd')",
        "SELECT writefile('/tmp/dieline-written', 'x')",
        "SELECT fts3_tokenizer('x', x'00')",
        "SELECT * FROM pragma_user_version",
        "WITH x AS (SELECT 1) DELETE FROM entries",
        "EXPLAIN DELETE FROM entries",
        "SELECT 1; DELETE FROM entries",
    };
    g_autofree char *before =
        ask_within(f, "SELECT count(*), sum(line) FROM entries", &query_limits);
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autofree char *answer = ask_within(f, hostile[i], &query_limits);
        g_test_message("%s: %s", hostile[i], answer);
        g_assert_nonnull(strstr(answer, " [query.sql]\n"));
    }
    assert_answer(f, "SELECT count(*), sum(line) FROM entries", before);
    g_assert_false(g_file_test("/tmp/dieline-attached", G_FILE_TEST_EXISTS));
    g_assert_false(g_file_test("/tmp/dieline-vacuumed", G_FILE_TEST_EXISTS));
    g_assert_false(g_file_test("/tmp/dieline-written", G_FILE_TEST_EXISTS));
}

/* What reads may be asked. */
static void test_allowed(Fixture *f, gconstpointer data)
{
    (void)data;
    static const Answer answers[] = {
        {"PRAGMA table_info(kb)", NULL},
        {"SELECT name FROM pragma_table_info('kb') LIMIT 1", "name\n"},
        {"SELECT value FROM json_each('[1, 2]')", "1\n2\n"},
        {"WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 3) "
         "SELECT x FROM c",
         "1\n2\n3\n"},
        {";; SELECT 1 ;;", "1\n"},
        {"VALUES (1), (NULL), (-0.5), ('x'), (x'0aff'), (9e999)", "1\n\n-0.5\nx\n0aff\ninfinity\n"},
        {"SELECT CAST(x'41ff00' AS TEXT)", "A\xEF\xBF\xBD\xEF\xBF\xBD\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(answers); i++) {
        g_autofree char *answer = ask_within(f, answers[i].sql, &query_limits);
        g_assert_null(strstr(answer, "[query."));
        if (answers[i].expected != NULL)
            g_assert_cmpstr(answer, ==, answers[i].expected);
    }
}

/* The same question has the same answer on another day and in another place: the clock, chance and
 * the time zone are nothing to ask. Dates that are said count as ever. */
static void test_steady(Fixture *f, gconstpointer data)
{
    (void)data;
    static const char *const unsteady[] = {
        "SELECT date('now')",
        "SELECT date('NOW', '-1 day')",
        "SELECT date(CAST('now' AS BLOB))",
        "SELECT date(lower('NO') || 'w') FROM kb",
        "SELECT date()",
        "SELECT time()",
        "SELECT datetime('now')",
        "SELECT julianday('now')",
        "SELECT julianday() FROM entries",
        "SELECT unixepoch()",
        "SELECT strftime('%s')",
        "SELECT strftime('%s', 'now')",
        "SELECT datetime('subsec')",
        "SELECT datetime('2026-01-04', 'localtime')",
        "SELECT datetime('2026-01-04', 'utc')",
        "SELECT CURRENT_DATE",
        "SELECT current_time",
        "SELECT CURRENT_TIMESTAMP",
        "SELECT random()",
        "SELECT hex(randomblob(4))",
        "SELECT id FROM entries ORDER BY random()",
        "SELECT id FROM entries WHERE id < (SELECT max(date('now')) FROM kb)",
    };
    static const Answer answers[] = {
        {"SELECT date('2026-01-31', '+1 month'), date(2461044.5), date(NULL), date('x')",
         "2026-03-03,2026-01-04,,\n"},
        {"SELECT strftime('%Y', '2026-01-04'), strftime('now', '2026-01-04'), strftime(NULL, 1)",
         "2026,now,\n"},
        {"SELECT julianday(as_of_latest) - julianday('2026-01-01') FROM kb", "3\n"},
        {"SELECT unixepoch('1970-01-02'), typeof(unixepoch('1970-01-02'))", "86400,integer\n"},
        {"SELECT time(0.75), datetime(0, 'unixepoch')", "06:00:00,1970-01-01 00:00:00\n"},
        {"SELECT count(DISTINCT date('2026-01-04', id || ' days')) > 1 FROM claims", "1\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(unsteady); i++) {
        g_autofree char *answer = ask_within(f, unsteady[i], &query_limits);
        g_test_message("%s: %s", unsteady[i], answer);
        g_assert_nonnull(strstr(answer, " is not allowed [query.sql]\n"));
    }
    assert_answers(f, answers, G_N_ELEMENTS(answers));
    assert_answer(f, "SELECT timediff('now', '2026-01-04')",
                  sqlite3_libversion_number() < 3043000
                      ? "1:8: no such function: timediff [query.sql]\n"
                      : "1:1: the knowledge base has neither clock nor time zone: 'now' is not "
                        "allowed [query.sql]\n");
}

/* A diagram has what its SQL returns, once each, and no drafts. */
static void test_selections(Fixture *f, gconstpointer data)
{
    (void)data;
    const Plates *plates = compilation_plates(f->compilation);
    g_autoptr(GString) selected = g_string_new(NULL);
    for (size_t i = 0; i < plates->count; i++)
        for (size_t k = 0; k < plates->items[i]->entry_count; k++)
            g_string_append_printf(selected, "%s %s\n", plates->items[i]->name,
                                   plates->items[i]->entries[k]->id);
    g_assert_cmpuint(plates->count, ==, 2);
    g_assert_cmpstr(selected->str, ==, "own die\nown thing\n");
}

#define ENDLESS "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "

static void test_limits(Fixture *f, gconstpointer data)
{
    (void)data;
    static const QueryLimits narrow = {.steps = 2000000, .output = 100000};
    static const Answer answers[] = {
        {ENDLESS "SELECT count(*) FROM c",
         "1:1: the query takes more than 2 million steps [query.limit]\n"},
        {ENDLESS "SELECT x FROM c ORDER BY x DESC",
         "1:1: the query takes more than 2 million steps [query.limit]\n"},
        {"SELECT count(*) FROM claims a, claims b, claims c, claims d, claims e, "
         "claims f, claims g, claims h",
         "1:1: the query takes more than 2 million steps [query.limit]\n"},
        {ENDLESS "SELECT x FROM c", "1:1: the query returns too much [query.limit]\n"},
        {"SELECT 1;\n" ENDLESS "SELECT 'x' FROM c",
         "2:1: the query returns too much [query.limit]\n"},
        {"SELECT zeroblob(2000000)",
         "1:1: the query makes a value of more than 1024 KiB [query.limit]\n"},
        {"SELECT group_concat(hex(zeroblob(50000))) FROM claims",
         "1:1: the query makes a value of more than 1024 KiB [query.limit]\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(answers); i++) {
        g_autofree char *answer = ask_within(f, answers[i].sql, &narrow);
        g_assert_cmpstr(answer, ==, answers[i].expected);
    }
    assert_answer(f, "SELECT 1", "1\n"); /* and then all is well again */
}

/* Functions that compare everything with everything are those of SQLite, up to a size: every call
 * is short, and what it does counts as steps. */
static void test_long_values(Fixture *f, gconstpointer data)
{
    (void)data;
    static const Answer short_values[] = {
        {"SELECT replace('abcabc', 'b', 'xx'), replace('abc', '', 'x'), replace(NULL, 'a', 'b')",
         "axxcaxxc,abc,\n"},
        {"SELECT instr('芯片x', 'x'), instr('abc', 'd'), instr(x'0102', x'02'), instr(12345, 34)",
         "3,0,2,3\n"},
        {"SELECT trim('  a '), trim('xaxbx', 'x'), ltrim('芯芯a', '芯'), rtrim('a ', ' ')",
         "a,axb,a,a\n"},
        {"SELECT 'Abc' LIKE 'a%', 'a%c' LIKE 'a!%_' ESCAPE '!', 'Abc' GLOB 'a*', NULL LIKE 'a'",
         "1,1,0,\n"},
        {"SELECT json_patch('{\"a\":1,\"b\":2}', '{\"b\":null,\"c\":3}') AS patched",
         "\"{\"\"a\"\":1,\"\"c\"\":3}\"\n"},
        {"SELECT json_array(json_patch('{}', '{\"c\":3}')) = '[{\"c\":3}]' AS is_json", "1\n"},
    };
    /* a square of 8192 is what one call may compare */
    static const Answer long_values[] = {
        {"SELECT length(replace(hex(zeroblob(4000)), hex(zeroblob(4000)), ''))", "0\n"},
        {"SELECT length(replace(hex(zeroblob(4100)), hex(zeroblob(4100)), ''))",
         "1:1: the query calls replace() with values that are too long for it [query.limit]\n"},
        {"SELECT instr(hex(zeroblob(4100)), hex(zeroblob(4100)))",
         "1:1: the query calls instr() with values that are too long for it [query.limit]\n"},
        {"SELECT trim(hex(zeroblob(4100)), hex(zeroblob(4100)))",
         "1:1: the query calls trim() with values that are too long for it [query.limit]\n"},
        {"SELECT rtrim(hex(zeroblob(4100)), hex(zeroblob(4100)))",
         "1:1: the query calls rtrim() with values that are too long for it [query.limit]\n"},
        {"SELECT hex(zeroblob(400000)) LIKE hex(zeroblob(60))",
         "1:1: the query calls like() with values that are too long for it [query.limit]\n"},
        {"SELECT 1 WHERE hex(zeroblob(400000)) GLOB hex(zeroblob(60))",
         "1:1: the query calls glob() with values that are too long for it [query.limit]\n"},
        {"SELECT json_patch('[' || hex(zeroblob(20000)), hex(zeroblob(20000)))",
         "1:1: the query calls json_patch() with values that are too long for it [query.limit]\n"},
        {"SELECT count(*) FROM claims a, claims b WHERE "
         "trim(hex(zeroblob(3000 + a.id % 5)), hex(zeroblob(3000 + b.id % 5))) = 'a'",
         "1:1: the query takes more than 2 million steps [query.limit]\n"},
    };
    static const QueryLimits narrow = {.steps = 2000000, .output = 100000};
    assert_answers(f, short_values, G_N_ELEMENTS(short_values));
    for (size_t i = 0; i < G_N_ELEMENTS(long_values); i++) {
        g_autofree char *answer = ask_within(f, long_values[i].sql, &narrow);
        g_assert_cmpstr(answer, ==, long_values[i].expected);
    }
    assert_answer(f, "SELECT trim(' a')", "a\n");
}

/* Long and deep SQL is refused, not run into the ground. */
static void test_large_sql(Fixture *f, gconstpointer data)
{
    (void)data;
    g_autoptr(GString) deep = g_string_new("SELECT ");
    for (int i = 0; i < 5000; i++)
        g_string_append(deep, "(1+");
    g_autofree char *answer = ask_within(f, deep->str, &query_limits);
    g_assert_nonnull(strstr(answer, "[query.sql]"));

    g_autoptr(GString) terms = g_string_new("SELECT 1");
    for (int i = 0; i < 5000; i++)
        g_string_append(terms, " UNION ALL SELECT 1");
    g_autofree char *many = ask_within(f, terms->str, &query_limits);
    g_assert_nonnull(strstr(many, "[query.sql]"));

    g_autofree char *blanks = g_strnfill(2 << 20, ' ');
    assert_answer(f, blanks, "1:1: the text has more than 1024 KiB [query.limit]\n");
}

static void test_mistakes(Fixture *f, gconstpointer data)
{
    (void)data;
    static const Answer answers[] = {
        {"SELECT", "1:6: incomplete input [query.sql]\n"},
        {"", "1:1: no statement [query.sql]\n"},
        {"-- only\n/* comments */ ;", "1:1: no statement [query.sql]\n"},
        {"SELECT 1;\n\n  SELECT x\n  FROM y", "4:8: no such table: y [query.sql]\n"},
        {"SELECT 1;\n/* a */ -- b\n  SELECT '芯', xx FROM kb",
         "3:15: no such column: xx [query.sql]\n"},
        {"SELECT 'open", "1:8: unrecognized token: \"'open\" [query.sql]\n"},
        {"SELECT name FROM entries e, Chip c", "1:8: ambiguous column name: name [query.sql]\n"},
        {"SELECT nope()", "1:8: no such function: nope [query.sql]\n"},
        {"SELECT '\xff'", "1:9: not UTF-8 text [query.sql]\n"},
        {"SELECT 1 /* open", "1\n"}, /* no mistake to SQLite */
    };
    assert_answers(f, answers, G_N_ELEMENTS(answers));
}

static char *write_as(const Fixture *f, const char *sql, QueryFormat format)
{
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const SourceFile file = {"query", "query", sql, strlen(sql)};
    GString *out = g_string_new(NULL);
    g_assert_true(query_run(f->database, &file, format, &query_limits, out, diags));
    return g_string_free(out, FALSE);
}

static void test_formats(Fixture *f, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *sql;
        QueryFormat format;
        const char *expected;
    } cases[] = {
        {"SELECT 7 AS n, '芯片' AS name, 'x' AS a UNION ALL SELECT 10, 'a', NULL", QUERY_TABLE,
         " n  name  a\n--  ----  -\n 7  芯片  x\n10  a\n"},
        {"SELECT 'two' || char(10) || 'lines' AS text, 1 AS n", QUERY_TABLE,
         "text   n\n-----  -\ntwo    1\nlines\n"},
        {"SELECT char(27) || '[31m' AS \"\x1b]0;\"", QUERY_TABLE,
         "\\x1B]0;\n--------\n\\x1B[31m\n"},
        {"SELECT 1 AS a WHERE 0", QUERY_TABLE, "a\n-\n"},
        {"SELECT 1 AS a WHERE 0", QUERY_JSON, "[]\n"},
        {"SELECT 1 AS a WHERE 0", QUERY_CSV, "a\r\n"},
        {"SELECT 'a,\"b\"' AS \"x,y\", NULL AS n", QUERY_CSV, "\"x,y\",n\r\n\"a,\"\"b\"\"\",\r\n"},
        {"SELECT 1 AS a, 2 AS a, NULL AS b, 'q\"' AS c, 9e999 AS d, 1e300 AS e", QUERY_JSON,
         "[\n  "
         "{\"a\":1,\"a_2\":2,\"b\":null,\"c\":\"q\\\"\",\"d\":\"infinity\",\"e\":1e+300}\n]\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = write_as(f, cases[i].sql, cases[i].format);
        g_assert_cmpstr(text, ==, cases[i].expected);
    }
}

static void test_explanation(void)
{
    static const Answer cases[] = {
        {"-- One line.\nSELECT 1", "One line."},
        {"-- Two\r\n--   lines.\r\n--\r\n-- More.\r\n\r\n-- not this", "Two lines. More."},
        {"SELECT 1 -- not this", ""},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        SourceFile source = {"x.sql", "x.sql", cases[i].sql, strlen(cases[i].sql)};
        InputFile file = {.source = &source, .stem = "x"};
        g_autoptr(GPtrArray) files = g_ptr_array_new();
        g_ptr_array_add(files, &file);
        g_autofree char *text = rules_explain(files, "x");
        g_assert_cmpstr(text, ==, cases[i].expected);
        g_assert_null(rules_explain(files, "y"));
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
#define ADD(name, function) g_test_add("/query/" name, Fixture, NULL, setup, function, teardown)
    ADD("names", test_names);
    ADD("values", test_values);
    ADD("integrity", test_integrity);
    ADD("drafts", test_drafts);
    ADD("bytes", test_bytes);
    ADD("file", test_file);
    ADD("file-full", test_file_full);
    ADD("read-only", test_read_only);
    ADD("allowed", test_allowed);
    ADD("steady", test_steady);
    ADD("selections", test_selections);
    ADD("limits", test_limits);
    ADD("long-values", test_long_values);
    ADD("large-sql", test_large_sql);
    ADD("mistakes", test_mistakes);
    ADD("formats", test_formats);
    g_test_add_func("/query/explanation", test_explanation);
    return g_test_run();
}
