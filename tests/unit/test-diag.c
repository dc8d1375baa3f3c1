/* Places in files, and diagnostics in their four formats. */
#include "diag/line_index.h"
#include "diag/render.h"

#include <string.h>

static SourceFile source(const char *path, const char *bytes)
{
    return (SourceFile){path, path, bytes, bytes != NULL ? strlen(bytes) : 0};
}

/* Positions */

typedef struct PositionCase {
    const char *name;
    const char *bytes;
    uint32_t offset;
    unsigned line;
    unsigned column;
} PositionCase;

static const PositionCase position_cases[] = {
    {"start", "abc\n", 0, 1, 1},
    {"behind a line break", "abc\ndef", 4, 2, 1},
    {"end of file", "abc", 3, 1, 4},
    {"beyond the end of file", "abc", 99, 1, 4},
    {"code points, not bytes", "壁仞:x", 7, 1, 4},
    {"CR LF is one break", "a\r\nb", 3, 2, 1},
    {"CR alone is a break", "a\rb", 2, 2, 1},
    {"a byte order mark is no column", "\xEF\xBB\xBFid: x", 5, 1, 3},
    {"inside the byte order mark", "\xEF\xBB\xBFid: x", 1, 1, 1},
    {"empty file", "", 0, 1, 1},
};

static void test_positions(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(position_cases); i++) {
        const PositionCase *c = &position_cases[i];
        g_test_message("%s", c->name);
        const SourceFile file = source("a.yaml", c->bytes);
        const Position position = span_start((Span){&file, c->offset, c->offset});
        g_assert_cmpuint(position.line, ==, c->line);
        g_assert_cmpuint(position.column, ==, c->column);
    }
}

static void test_no_position(void)
{
    const SourceFile unread = source("a.yaml", NULL);
    g_assert_cmpuint(span_start((Span){0}).line, ==, 1);
    g_assert_cmpuint(span_end((Span){&unread, 7, 9}).column, ==, 1);
}

/* An index answers like the plain count, on both sides of each of its marks. */
static void test_line_index(void)
{
    g_autoptr(GString) text = g_string_new("\xEF\xBB\xBF");
    for (unsigned i = 0; i < 400; i++)
        g_string_append(text, i % 7 == 0 ? "\r\n" : i % 5 == 0 ? "\n" : "壁 key: value\r");
    for (unsigned i = 0; i < 400; i++)
        g_string_append(text, "long 仞 line ");
    const SourceFile file = source("a.yaml", text->str);
    g_autoptr(LineIndex) index = line_index_new(&file);
    for (uint32_t offset = 0; offset <= text->len; offset++) {
        const Position plain = span_start((Span){&file, offset, offset});
        const Position found = line_index_position(index, offset);
        g_assert_cmpuint(found.line, ==, plain.line);
        g_assert_cmpuint(found.column, ==, plain.column);
    }
}

/* Text */

typedef struct ExcerptCase {
    const char *name;
    const char *bytes;
    uint32_t start;
    uint32_t end;
    const char *expected; /* behind "a.yaml:" and before the summary */
} ExcerptCase;

#define MESSAGE "error: no such thing [ref.unknown]\n"
#define TEN "0123456789"
#define FIFTY TEN TEN TEN TEN TEN
#define SPACES_91                                    \
    "                                              " \
    "                                             "

static const ExcerptCase excerpt_cases[] = {
    {"a word", "maker: biren\n", 7, 12,
     "1:8: " MESSAGE "    1 | maker: biren\n      |        ^~~~~\n"},
    {"an empty span", "maker: biren\n", 0, 0, "1:1: " MESSAGE "    1 | maker: biren\n      | ^\n"},
    {"at the end of a line", "maker:\nname: x\n", 6, 6,
     "1:7: " MESSAGE "    1 | maker:\n      |       ^\n"},
    {"at a CR LF", "maker:\r\nname: x\r\n", 6, 8,
     "1:7: " MESSAGE "    1 | maker:\n      |       ^\n"},
    {"at the LF of a CR LF", "maker:\r\nname: x\r\n", 7, 8,
     "1:8: " MESSAGE "    1 | maker:\n      |       ^\n"},
    {"tabs before the span are copied", "\tmaker:\tbiren\n", 8, 13,
     "1:9: " MESSAGE "    1 | \tmaker:\tbiren\n      | \t      \t^~~~~\n"},
    {"a tab is the span", "a:\n\tb: c\n", 3, 4, "2:1: " MESSAGE "    2 | \tb: c\n      | ^\n"},
    {"a tab in the span", "ab\tcd\n", 0, 5, "1:1: " MESSAGE "    1 | ab\tcd\n      | ^~~~~~~~~~\n"},
    {"wide characters", "壁仞: 科技\n", 8, 14,
     "1:5: " MESSAGE "    1 | 壁仞: 科技\n      |       ^~~~\n"},
    {"one wide character", "壁仞\n", 3, 6, "1:2: " MESSAGE "    1 | 壁仞\n      |   ^~\n"},
    {"combining marks take no column", "e\xCC\x81x y\n", 5, 6,
     "1:5: " MESSAGE "    1 | e\xCC\x81x y\n      |    ^\n"},
    {"control characters show as escapes", "a\x1B[31m b\n", 7, 8,
     "1:8: " MESSAGE "    1 | a\\x1B[31m b\n      |           ^\n"},
    {"bytes that are not UTF-8", "a \xFF\x80 b\n", 2, 3,
     "1:3: " MESSAGE "    1 | a \\xFF\\x80 b\n      |   ^~~~\n"},
    {"a stray continuation byte", "a \x80 b\n", 2, 3,
     "1:3: " MESSAGE "    1 | a \\x80 b\n      |   ^~~~\n"},
    {"several lines: to the end of the first", "a: [b,\n  c]\n", 3, 11,
     "1:4: " MESSAGE "    1 | a: [b,\n      |    ^~~\n"},
    {"an empty line has no excerpt", "a: b\n\n", 5, 5, "2:1: " MESSAGE},
    {"an empty file has no excerpt", "", 0, 0, "1:1: " MESSAGE},
    {"end of the file", "a: b", 4, 4, "1:5: " MESSAGE "    1 | a: b\n      |     ^\n"},
    {"beyond the end of the file", "a: b", 40, 50, "1:5: " MESSAGE "    1 | a: b\n      |     ^\n"},
    {"behind a byte order mark", "\xEF\xBB\xBFid: x\n", 3, 5,
     "1:1: " MESSAGE "    1 | id: x\n      | ^~\n"},
    {"100 columns fit", FIFTY FIFTY "\n", 10, 20,
     "1:11: " MESSAGE "    1 | " FIFTY FIFTY "\n      |           ^~~~~~~~~~\n"},
    {"cut behind", FIFTY FIFTY FIFTY "\n", 10, 12,
     "1:11: " MESSAGE "    1 | " FIFTY FIFTY "…\n      |           ^~\n"},
    {"cut before", FIFTY FIFTY FIFTY "\n", 140, 150,
     "1:141: " MESSAGE "    1 | …" FIFTY FIFTY "\n      | " SPACES_91 "^~~~~~~~~~\n"},
    {"cut on both sides", FIFTY FIFTY FIFTY FIFTY "\n", 100, 103,
     "1:101: " MESSAGE "    1 | …" FIFTY FIFTY "…\n      |                                ^~~\n"},
};

static char *render(Diagnostics *diags, DiagFormat format, bool colour)
{
    GString *out = g_string_new(NULL);
    diag_render(diags, (DiagRendering){.format = format, .colour = colour}, out);
    return g_string_free(out, FALSE);
}

static void test_excerpts(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(excerpt_cases); i++) {
        const ExcerptCase *c = &excerpt_cases[i];
        g_test_message("%s", c->name);
        const SourceFile file = source("a.yaml", c->bytes);
        g_autoptr(Diagnostics) diags = diagnostics_new();
        diag_report(diags, DIAG_REF_UNKNOWN, (Span){&file, c->start, c->end}, "no such thing");
        g_autofree char *text = render(diags, DIAG_TEXT, false);
        g_autofree char *expected =
            g_strconcat("a.yaml:", c->expected, "dieline: 1 error, 0 warnings\n", NULL);
        g_assert_cmpstr(text, ==, expected);
    }
}

static void test_nothing(void)
{
    g_autoptr(Diagnostics) diags = diagnostics_new();
    g_autofree char *text = render(diags, DIAG_TEXT, true);
    g_autofree char *json = render(diags, DIAG_JSON, false);
    g_autofree char *github = render(diags, DIAG_GITHUB, false);
    g_assert_cmpstr(text, ==, "");
    g_assert_cmpstr(json, ==, "[]\n");
    g_assert_cmpstr(github, ==, "");
    g_assert_cmpint(diagnostics_exit_status(diags), ==, 0);
}

/* One of each: an error with everything, a warning, one without a position, one without a file. */
typedef struct Example {
    SourceFile chip;
    SourceFile other;
    SourceFile gone;
    Diagnostics *diags;
} Example;

static void example_init(Example *example)
{
    example->chip = source("kb/a,b:c.yaml", "name: x\nparts:\n  - part: br1O6\n");
    example->other = source("kb/br106.yaml", "name: BR106\n");
    example->gone = source("kb/gone.yaml", NULL);
    example->diags = diagnostics_new();
    const Span part = {&example->chip, 25, 30};
    Diagnostic *unknown =
        diag_report(example->diags, DIAG_REF_UNKNOWN, part, "unknown reference '%s'", "br1O6");
    diag_note(unknown, (Span){&example->other, 6, 11}, "did you mean 'br106'?");
    diag_note(unknown, (Span){&example->other, 0, 0}, "it is here");
    diag_note(unknown, (Span){0}, "100%% sure");
    diag_hint(unknown, "`dieline list Chip` prints every id");
    diag_report(example->diags, DIAG_KB_ORPHAN, (Span){&example->chip, 0, 14}, "nobody\n\x1B[1m");
    diag_report(example->diags, DIAG_FS_UNREADABLE, (Span){&example->gone, 0, 0}, "no such file");
    diag_report(example->diags, DIAG_FS_UNWRITABLE, (Span){0}, "disk full");
}

static void example_clear(Example *example)
{
    diagnostics_free(example->diags);
}

static void test_text(void)
{
    Example example;
    example_init(&example);
    g_autofree char *text = render(example.diags, DIAG_TEXT, false);
    g_assert_cmpstr(text, ==,
                    "kb/a,b:c.yaml:1:1: warning: nobody\\x0A\\x1B[1m [kb.orphan]\n"
                    "    1 | name: x\n"
                    "      | ^~~~~~~\n"
                    "kb/a,b:c.yaml:3:11: error: unknown reference 'br1O6' [ref.unknown]\n"
                    "    3 |   - part: br1O6\n"
                    "      |           ^~~~~\n"
                    "kb/br106.yaml:1:7: note: did you mean 'br106'?\n"
                    "    1 | name: BR106\n"
                    "      |       ^~~~~\n"
                    "kb/br106.yaml:1:1: note: it is here\n"
                    "note: 100% sure\n"
                    "hint: `dieline list Chip` prints every id\n"
                    "dieline: error: disk full [fs.unwritable]\n"
                    "kb/gone.yaml: error: no such file [fs.unreadable]\n"
                    "dieline: 3 errors, 1 warning\n");
    g_assert_cmpint(diagnostics_exit_status(example.diags), ==, 3);
    example_clear(&example);
}

static void test_colour(void)
{
    const SourceFile file = source("a.yaml", "maker: biren\n");
    g_autoptr(Diagnostics) diags = diagnostics_new();
    diag_report(diags, DIAG_REF_UNKNOWN, (Span){&file, 7, 12}, "no such thing");
    g_autofree char *text = render(diags, DIAG_TEXT, true);
    g_assert_cmpstr(text, ==,
                    "\033[1ma.yaml:1:8:\033[0m \033[1;31merror:\033[0m \033[1mno such thing\033[0m "
                    "[ref.unknown]\n"
                    "    1 | maker: biren\n"
                    "      | \033[1;32m       ^~~~~\033[0m\n"
                    "dieline: 1 error, 0 warnings\n");
}

static void test_github(void)
{
    Example example;
    example_init(&example);
    g_autofree char *text = render(example.diags, DIAG_GITHUB, false);
    g_assert_cmpstr(
        text, ==,
        "::error title=fs.unwritable::disk full\n"
        "::warning file=kb/a%2Cb%3Ac.yaml,line=1,endLine=2,title=kb.orphan::nobody\\x0A\\x1B[1m\n"
        "::error file=kb/a%2Cb%3Ac.yaml,line=3,endLine=3,col=11,endColumn=16,title=ref.unknown::"
        "unknown reference 'br1O6'%0Akb/br106.yaml:1:7: note: did you mean 'br106'?%0A"
        "kb/br106.yaml:1:1: note: it is here%0Anote: 100%25 sure%0A"
        "hint: `dieline list Chip` prints every id\n"
        "::error file=kb/gone.yaml,title=fs.unreadable::no such file\n");
    example_clear(&example);
}

static void test_json(void)
{
    const SourceFile file = source("kb/a.yaml", "maker: biren\n");
    g_autoptr(Diagnostics) diags = diagnostics_new();
    Diagnostic *unknown =
        diag_report(diags, DIAG_REF_UNKNOWN, (Span){&file, 7, 12}, "say \"\xFF\"");
    diag_note(unknown, (Span){0}, "so");
    diag_hint(unknown, "do");
    g_autofree char *text = render(diags, DIAG_JSON, false);
    g_assert_cmpstr(text, ==,
                    "[\n"
                    "  {\n"
                    "    \"slug\": \"ref.unknown\",\n"
                    "    \"severity\": \"error\",\n"
                    "    \"message\": \"say \\\"\uFFFD\\\"\",\n"
                    "    \"file\": \"kb/a.yaml\",\n"
                    "    \"line\": 1,\n"
                    "    \"column\": 8,\n"
                    "    \"end_line\": 1,\n"
                    "    \"end_column\": 13,\n"
                    "    \"accepted\": null,\n"
                    "    \"notes\": [\n"
                    "      {\n"
                    "        \"message\": \"so\",\n"
                    "        \"file\": null,\n"
                    "        \"line\": null,\n"
                    "        \"column\": null,\n"
                    "        \"end_line\": null,\n"
                    "        \"end_column\": null\n"
                    "      }\n"
                    "    ],\n"
                    "    \"hints\": [\n"
                    "      \"do\"\n"
                    "    ],\n"
                    "    \"fixes\": []\n"
                    "  }\n"
                    "]\n");
}

static void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        g_error("no %s in %s", part, text);
}

static void test_sarif(void)
{
    Example example;
    example_init(&example);
    g_autofree char *text = render(example.diags, DIAG_SARIF, false);
    assert_contains(text, "\"version\": \"2.1.0\"");
    assert_contains(text, "\"columnKind\": \"unicodeCodePoints\"");
    assert_contains(text, "\"uri\": \"kb/a%2Cb%3Ac.yaml\"");
    assert_contains(text, "\"ruleId\": \"ref.unknown\",\n          \"ruleIndex\": 3,");
    assert_contains(text, "\"startLine\": 3,\n"
                          "                  \"startColumn\": 11,\n"
                          "                  \"endLine\": 3,\n"
                          "                  \"endColumn\": 16\n");
    assert_contains(text, "\"text\": \"unknown reference 'br1O6'\\nnote: 100% sure\\n"
                          "hint: `dieline list Chip` prints every id\"");
    assert_contains(text, "\"relatedLocations\": [");
    /* Rules are those that occur, once each. */
    g_assert_null(strstr(text, "yaml.syntax"));
    example_clear(&example);
}

/* The list */

static void test_order_and_severities(void)
{
    const SourceFile a = source("a.yaml", "0123456789");
    const SourceFile b = source("b.yaml", "0123456789");
    g_autoptr(Diagnostics) diags = diagnostics_new();
    diagnostics_set_severity(diags, DIAG_KB_ORPHAN, SEVERITY_IGNORED);
    diagnostics_set_severity(diags, DIAG_KB_UNUSED_SOURCE, SEVERITY_ERROR);
    g_assert_null(diag_report(diags, DIAG_KB_ORPHAN, (Span){&a, 0, 1}, "ignored"));
    diag_note(NULL, (Span){0}, "nothing to add to");
    diag_hint(NULL, "nothing to add to");
    diag_report(diags, DIAG_KB_UNUSED_SOURCE, (Span){&b, 0, 1}, "4");
    diag_report(diags, DIAG_KB_MISSING_TRANSLATION, (Span){&a, 5, 6}, "3");
    diag_report(diags, DIAG_YAML_BIDI, (Span){&a, 1, 3}, "2");
    diag_report(diags, DIAG_KB_MISSING_TRANSLATION, (Span){&a, 1, 2}, "1");
    const GPtrArray *sorted = diagnostics_sorted(diags);
    g_assert_cmpuint(sorted->len, ==, 4);
    for (guint i = 0; i < sorted->len; i++)
        g_assert_cmpint(((Diagnostic *)sorted->pdata[i])->message[0], ==, (int)('1' + i));
    g_assert_cmpuint(diagnostics_count(diags, SEVERITY_WARNING), ==, 3);
    g_assert_cmpint(diagnostics_exit_status(diags), ==, 1);
    g_assert_false(diagnostics_has_mistakes(diags)); /* only a warning that was made an error */
    diag_report(diags, DIAG_YAML_SYNTAX, (Span){&b, 2, 3}, "5");
    g_assert_true(diagnostics_has_mistakes(diags));
}

/* Rules have slugs and severities of their own. */
static void test_rules(void)
{
    g_autoptr(Diagnostics) diags = diagnostics_new();
    DiagRule *first = diagnostics_rule(diags, "rule.first");
    DiagRule *second = diagnostics_rule(diags, "rule.second");
    DiagRule *off = diagnostics_rule(diags, "rule.off");
    g_assert_true(diagnostics_rule(diags, "rule.first") == first);
    diag_rule_set_severity(second, SEVERITY_WARNING);
    diag_rule_set_severity(off, SEVERITY_IGNORED);
    diag_rule_explain(first, "what it is for");

    const Diagnostic *d = diag_report_rule(diags, first, SEVERITY_ERROR, (Span){0}, "found");
    g_assert_cmpstr(diagnostic_slug(d), ==, "rule.first");
    g_assert_cmpstr(diagnostic_explanation(d), ==, "what it is for");
    g_assert_cmpint(d->severity, ==, SEVERITY_ERROR);
    d = diag_report_rule(diags, second, SEVERITY_ERROR, (Span){0}, "found");
    g_assert_cmpint(d->severity, ==, SEVERITY_WARNING);
    g_assert_cmpstr(diagnostic_explanation(d), ==, diag_explanation(DIAG_RULE));
    g_assert_null(diag_report_rule(diags, off, SEVERITY_ERROR, (Span){0}, "found"));
    g_assert_true(diag_is_rule_slug("rule.first"));
    g_assert_false(diag_is_rule_slug("rule."));
    g_assert_false(diag_is_rule_slug("ref.unknown"));
}

static void test_catalogue(void)
{
    for (unsigned i = 0; i < DIAG_COUNT; i++) {
        DiagId id = DIAG_COUNT;
        g_assert_true(diag_find(diag_slug((DiagId)i), &id));
        g_assert_cmpuint(id, ==, i); /* no slug twice */
        g_assert_true(g_regex_match_simple("^[a-z]+\\.[a-z-]+$", diag_slug(id), 0, 0) ||
                      id == DIAG_RULE);
        g_assert_true(g_str_has_suffix(diag_explanation(id), ".") ||
                      strchr(diag_explanation(id), ':') != NULL);
        g_assert_cmpint(diag_default_severity(id), !=, SEVERITY_IGNORED);
    }
    DiagId id;
    g_assert_false(diag_find("ref.nothing", &id));
}

static void test_formats(void)
{
    DiagFormat format;
    g_assert_true(diag_format_find("sarif", &format));
    g_assert_cmpint(format, ==, DIAG_SARIF);
    g_assert_false(diag_format_find("xml", &format));
}

/* 100,000 diagnostics on one line of a megabyte: linear, or this would run for hours. */
static void test_many(void)
{
    enum { COUNT = 100000, STEP = 10 };
    g_autofree char *bytes = g_strnfill((gsize)COUNT * STEP, 'x');
    const SourceFile file = source("a.yaml", bytes);
    g_autoptr(Diagnostics) diags = diagnostics_new();
    for (uint32_t i = 0; i < COUNT; i++)
        diag_report(diags, DIAG_REF_UNKNOWN, (Span){&file, i * STEP, i * STEP + 3}, "x");
    for (unsigned format = 0; format < DIAG_FORMAT_COUNT; format++) {
        g_autofree char *text = render(diags, (DiagFormat)format, false);
        g_assert_cmpuint(strlen(text), >, COUNT);
    }
}

/* Of many warnings of one kind the first 20 are shown, unless all are asked for; all errors are. */
static void test_left_out(void)
{
    enum { COUNT = 30 };
    g_autofree char *bytes = g_strnfill(COUNT, 'x');
    const SourceFile file = source("a.yaml", bytes);
    g_autoptr(Diagnostics) diags = diagnostics_new();
    for (uint32_t i = 0; i < COUNT; i++) {
        diag_report(diags, DIAG_REF_UNKNOWN, (Span){&file, i, i + 1}, "an error");
        diag_report(diags, DIAG_KB_ORPHAN, (Span){&file, i, i + 1}, "a warning");
    }
    g_autofree char *some = render(diags, DIAG_TEXT, false);
    g_assert_nonnull(strstr(some, "1:20: warning:"));
    g_assert_null(strstr(some, "1:21: warning:"));
    g_assert_nonnull(strstr(some, "1:30: error:"));
    g_assert_true(g_str_has_suffix(
        some, "and 10 more [kb.orphan]: `dieline explain kb.orphan` says what they mean, --all "
              "shows them\ndieline: 30 ref.unknown, 30 kb.orphan\ndieline: 30 errors, 30 "
              "warnings\n"));
    g_autoptr(GString) all = g_string_new(NULL);
    diag_render(diags, (DiagRendering){.format = DIAG_TEXT, .shows_all = true}, all);
    g_assert_nonnull(strstr(all->str, "1:30: warning:"));
    g_assert_null(strstr(all->str, "more"));
}

/* A warning can be accepted by where it or a note of it stands, whatever -E makes of it; an error
 * cannot. What is of no use is told, where it could have been. */
static void test_accepted(void)
{
    const SourceFile file = source("chips/a.yaml", "0123456789");
    const SourceFile other = source("chips-old/a.yaml", "0123456789");
    const Span here = {&file, 2, 4};
    g_autoptr(Diagnostics) diags = diagnostics_new();
    diagnostics_set_severity(diags, DIAG_KB_ORPHAN, SEVERITY_ERROR);
    diagnostics_set_severity(diags, DIAG_YAML_BIDI, SEVERITY_IGNORED);
    const Acceptance accepted[] = {
        {.slug = "kb.orphan", .within = {&file, 1, 5}, .note = "here", .span = here},
        {.slug = "claim.conflict", .folder = "chips", .note = "there", .span = here},
        {.slug = "ref.unknown", .note = "no", .span = here},
        {.slug = "yaml.bidi", .note = "switched off", .span = here},
        {.slug = "layout.failed", .note = "not yet", .span = here},
        {.slug = "rule.x", .note = "not asked", .span = here},
        {.slug = "value.outlier", .within = {&file, 1, 5}, .note = "none", .span = here},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(accepted); i++)
        diagnostics_accept(diags, &accepted[i]);
    diag_report(diags, DIAG_KB_ORPHAN, here, "accepted");
    diag_report(diags, DIAG_KB_ORPHAN, (Span){&file, 4, 6}, "beyond");
    Diagnostic *d = diag_report(diags, DIAG_CLAIM_CONFLICT, (Span){&other, 2, 4}, "by its note");
    diag_note(d, here, "the other");
    diag_report(diags, DIAG_CLAIM_CONFLICT, (Span){&other, 2, 4}, "in another folder");
    diag_report(diags, DIAG_REF_UNKNOWN, here, "an error");
    g_assert_cmpuint(diagnostics_count(diags, SEVERITY_ACCEPTED), ==, 2);
    g_assert_cmpuint(diagnostics_count(diags, SEVERITY_ERROR), ==, 2);
    g_assert_cmpuint(diagnostics_count(diags, SEVERITY_WARNING), ==, 1);
    diagnostics_report_unused(diags, false);
    g_assert_cmpuint(diagnostics_count(diags, SEVERITY_WARNING), ==, 3);
    g_autofree char *text = render(diags, DIAG_TEXT, false);
    g_assert_nonnull(strstr(text, "there is no value.outlier to accept here"));
    g_assert_nonnull(strstr(text, "there is no ref.unknown to accept here"));
    g_assert_true(g_str_has_suffix(text, "dieline: 2 errors, 3 warnings, 2 accepted\n"));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/span/positions", test_positions);
    g_test_add_func("/span/no-position", test_no_position);
    g_test_add_func("/span/line-index", test_line_index);
    g_test_add_func("/diag/order-and-severities", test_order_and_severities);
    g_test_add_func("/diag/rules", test_rules);
    g_test_add_func("/diag/catalogue", test_catalogue);
    g_test_add_func("/render/formats", test_formats);
    g_test_add_func("/render/nothing", test_nothing);
    g_test_add_func("/render/excerpts", test_excerpts);
    g_test_add_func("/render/text", test_text);
    g_test_add_func("/render/colour", test_colour);
    g_test_add_func("/render/json", test_json);
    g_test_add_func("/render/sarif", test_sarif);
    g_test_add_func("/render/github", test_github);
    g_test_add_func("/render/many", test_many);
    g_test_add_func("/render/left-out", test_left_out);
    g_test_add_func("/diag/accepted", test_accepted);
    return g_test_run();
}
