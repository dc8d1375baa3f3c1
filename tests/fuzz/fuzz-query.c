/* SQL that nobody trusts, asked of a small knowledge base: it reads, and it ends. */
#include "fuzz.h"

#include "compile.h"
#include "diag/render.h"
#include "query/query.h"

#include <string.h>

static const struct {
    const char *path;
    const char *text;
} files[] = {
    {"kb.yaml", "format: 1\nname: {en: Fuzz, zh: 模糊}\nlanguages: [en, zh]\nas_of: 2026-01-04\n"},
    {"organizations/acme.yaml", "name: Acme\nsource: paper\n"},
    {"sources/paper.yaml", "title: Paper\npublished: 2025-06\n"},
    {"chips/one.yaml", "name: One\nmaker: acme\nsource: paper\ntdp: 300 W\n"
                       "milestones:\n  - {event: tape_out, date: 2021}\n"},
};

static Database *database;
static GString *before; /* its bytes as they were */

static void make_database(void)
{
    const char *folder = fuzz_folder();
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        fuzz_write_file(folder, files[i].path, files[i].text, strlen(files[i].text));
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const CompileOptions options = {.kb_path = folder, .jobs = 1, .without_rules = true};
    g_autoptr(Compilation) compilation = compile_kb(&options, diags);
    g_assert_false(diagnostics_has_errors(diags));
    database = database_new(compilation_kb(compilation), true);
    before = g_string_new(NULL);
    database_serialise(database, before);
}

static void check_unchanged(void)
{
    g_autoptr(GString) now = g_string_new(NULL);
    database_serialise(database, now);
    g_assert_true(g_string_equal(now, before));
}

static void check_messages(Diagnostics *diags)
{
    g_autoptr(GString) text = g_string_new(NULL);
    diag_render(diags, DIAG_TEXT, true, NULL, text);
    g_assert_true(text->len > 0 && g_utf8_validate_len(text->str, text->len, NULL));
}

static void check_query(const SourceFile *sql, QueryFormat format)
{
    static const QueryLimits limits = {.steps = 20000, .output = 1 << 16};
    g_autoptr(Diagnostics) diags = diagnostics_new();
    g_autoptr(GString) out = g_string_new(NULL);
    const bool ok = query_run(database, sql, format, &limits, out, diags);
    g_assert_true(ok != diagnostics_has_errors(diags));
    g_assert_true(g_utf8_validate_len(out->str, out->len, NULL));
    if (ok)
        return;
    g_assert_cmpuint(out->len, ==, 0);
    check_messages(diags);
}

/* The first byte says how to print the results. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char formats[] = {[QUERY_TABLE] = 't', [QUERY_CSV] = 'c', [QUERY_JSON] = 'j'};
    static unsigned count;
    if (database == NULL)
        make_database();
    if (size == 0)
        return 0;
    const char *format = memchr(formats, data[0], sizeof formats);
    g_autofree char *bytes = g_malloc0(size + 1);
    memcpy(bytes, data + 1, size - 1);
    const SourceFile sql = {"query.sql", "query.sql", bytes, size - 1};
    check_query(&sql, format != NULL ? (QueryFormat)(format - formats) : QUERY_TABLE);
    if (count++ % 256 == 0)
        check_unchanged();
    return 0;
}
