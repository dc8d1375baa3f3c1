/* The template engine: every feature, every message, and its bounds. */
#include "template/template.h"

#include <string.h>
#include <time.h>

/* ---- a page to render ---- */

static void add(TemplateSet *set, const char *name, const char *text)
{
    TemplateError error = {0};
    if (!template_set_add(set, name, text, strlen(text), &error))
        g_error("%s:%u:%u: %s", name, error.line, error.column, error.message);
}

static View *new_page(Arena *arena)
{
    View *page = view_new_map(arena);
    view_put_text(arena, page, "name", "BR106");
    view_put_text(arena, page, "markup", "<b> & \"*c*\"");
    view_put_text(arena, page, "lines", "one\ntwo");
    view_put_text(arena, page, "empty", "");
    view_put_text(arena, page, "absent", NULL);
    view_put_bool(arena, page, "yes", true);
    view_put_bool(arena, page, "no", false);
    view_put_list(arena, page, "none");
    view_put_text(arena, page, "layout", "base");
    View *maker = view_put_map(arena, page, "maker");
    view_put_text(arena, maker, "name", "Biren");
    view_put_text(arena, view_put_map(arena, maker, "seat"), "city", "Shanghai");
    View *tags = view_put_list(arena, page, "tags");
    view_append(tags, view_new_text(arena, "gpu"));
    view_append(tags, view_new_text(arena, "7 nm"));
    View *chips = view_put_list(arena, page, "chips");
    view_put_text(arena, view_append_map(arena, chips), "id", "br106");
    view_put_text(arena, view_append_map(arena, chips), "id", "br110");
    return page;
}

static const char *const PARTIALS[][2] = {
    {"hello", "Hello {{name}}"},
    {"two", "one\n\ntwo\n"},
    {"fields", "{{name}}\n{{{lines}}}\n{{#yes}}\n  deep\n{{/yes}}\n{{empty}}\n"},
    {"outer", "(\n  {{>two}}\n)\n"},
    {"inline", "a {{>two}}b\n"},
    {"base", "<{{$title}}none{{/title}}>\n  {{$main}}\n  {{/main}}\n</>\n"},
    {"page", "{{<base}}{{$title}}page{{/title}}{{/base}}\n"},
    {"slot", "a\n  {{$x}}y{{/x}} b\n"},
};

typedef struct RenderCase {
    const char *template;
    const char *expected;
} RenderCase;

static void check_cases(Escape escape, const RenderCase *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(TemplateSet) set = template_set_new(escape);
        for (size_t j = 0; j < G_N_ELEMENTS(PARTIALS); j++)
            add(set, PARTIALS[j][0], PARTIALS[j][1]);
        add(set, "main", cases[i].template);
        g_autoptr(Arena) arena = arena_new();
        g_autoptr(GString) out = g_string_new("before ");
        g_assert_true(template_render(set, "main", new_page(arena), out));
        g_assert_cmpstr(out->str, ==, cases[i].expected);
    }
}

#define CHECK_CASES(escape, cases) check_cases(escape, cases, G_N_ELEMENTS(cases))

/* ---- features ---- */

static void test_values(void)
{
    static const RenderCase CASES[] = {
        {"", "before "},
        {"no tags {here}", "before no tags {here}"},
        {"{{name}} {{ name }}\t{{\nname\n}}", "before BR106 BR106\tBR106"},
        {"{{markup}}", "before &lt;b&gt; &amp; &quot;*c*&quot;"},
        {"{{{markup}}}{{&markup}}", "before <b> & \"*c*\"<b> & \"*c*\""},
        {"{{maker.name}}, {{maker.seat.city}}", "before Biren, Shanghai"},
        {"[{{absent}}{{missing}}{{empty}}{{maker.x.city}}]", "before []"},
        {"[{{yes}}{{no}}{{tags}}{{maker}}{{.}}]", "before []"},
        {"{{! a comment }}{{!\n}}-", "before -"},
    };
    CHECK_CASES(ESCAPE_HTML, CASES);
}

static void test_escapes(void)
{
    static const RenderCase MARKDOWN[] = {
        {"| {{markup}} | {{{markup}}} |", "before | &lt;b&gt; &amp; \"\\*c\\*\" | <b> & \"*c*\" |"},
        {"{{lines}}", "before one two"},
    };
    static const RenderCase NONE[] = {{"{{markup}}", "before <b> & \"*c*\""}};
    CHECK_CASES(ESCAPE_MARKDOWN, MARKDOWN);
    CHECK_CASES(ESCAPE_NONE, NONE);
}

static void test_sections(void)
{
    static const RenderCase CASES[] = {
        {"{{#yes}}a{{/yes}}{{^yes}}b{{/yes}}", "before a"},
        {"{{#no}}a{{/no}}{{^no}}b{{/no}}", "before b"},
        {"{{#absent}}a{{/absent}}{{^absent}}b{{/absent}}", "before b"},
        {"{{#missing}}a{{/missing}}{{^missing}}b{{/missing}}", "before b"},
        {"{{#none}}a{{/none}}{{^none}}b{{/none}}", "before b"},
        {"{{#empty}}a{{/empty}}{{^empty}}b{{/empty}}", "before b"},
        {"{{#name}}a{{.}}{{/name}}", "before aBR106"},
        {"{{#maker}}{{name}} {{layout}}{{/maker}} {{name}}", "before Biren base BR106"},
        {"{{#maker.seat}}{{city}} {{name}}{{/maker.seat}}", "before Shanghai BR106"},
        {"{{#tags}}<{{.}}>{{/tags}}", "before <gpu><7 nm>"},
        {"{{#chips}}{{#tags}}{{id}}-{{.}} {{/tags}}{{/chips}}",
         "before br106-gpu br106-7 nm br110-gpu br110-7 nm "},
        {"{{# yes }}a{{/\tyes }}", "before a"},
    };
    CHECK_CASES(ESCAPE_HTML, CASES);
}

static void test_standalone(void)
{
    static const RenderCase CASES[] = {
        {"a\n  {{#yes}}\t\n b\n  {{/yes}}\nc", "before a\n b\nc"},
        {"a\r\n{{#yes}}\r\nb\r\n{{/yes}}\r\nc", "before a\r\nb\r\nc"},
        {"a\n{{#yes}}{{/yes}}\nc", "before a\n\nc"},
        {"a\n {{name}}\n", "before a\n BR106\n"},
        {"{{!\n comment }}\n  {{=| |=}} \n|name|", "before BR106"},
        {"{{! a }} {{! b }}\n", "before  \n"},
        {"a\n  {{! last }}", "before a\n"},
    };
    CHECK_CASES(ESCAPE_HTML, CASES);
}

static void test_delimiters(void)
{
    static const RenderCase CASES[] = {
        {"{{=<% %>=}}<%name%>{{name}}<%={{ }}=%>{{name}}", "before BR106{{name}}BR106"},
        {"{{=<% %>=}}<%{markup}%><%&markup%>", "before <b> & \"*c*\"<b> & \"*c*\""},
        {"{{= | | =}}|#yes||>hello||/yes|", "before Hello BR106"},
        {"{{=| |=}}|={{ }}=|{{{name}}}", "before BR106"},
    };
    CHECK_CASES(ESCAPE_HTML, CASES);
}

static void test_partials(void)
{
    static const RenderCase CASES[] = {
        {"{{>hello}}! {{> hello }}!", "before Hello BR106! Hello BR106!"},
        {"[{{>nowhere}}]", "before []"},
        {"{{#maker}}{{>hello}}{{/maker}}", "before Hello Biren"},
        {"x\n  {{>two}}\ny", "before x\n  one\n\n  two\ny"},
        {"x {{>two}}y", "before x one\n\ntwo\ny"},
        {"-\n  {{>outer}}\n-", "before -\n  (\n    one\n\n    two\n  )\n-"},
        {" {{>inline}}\n-", "before  a one\n\ntwo\n b\n-"},
        /* Only lines of the template are indented, and no line that turns out empty. */
        {" {{>fields}}\n-", "before  BR106\n one\ntwo\n   deep\n\n-"},
        {"{{>*layout}}", "before <none>\n</>\n"},
        {"{{> * maker.name }}{{>*missing}}{{>*maker}}", "before "},
        {"{{#tags}}{{>*.}}{{/tags}}", "before "},
    };
    CHECK_CASES(ESCAPE_HTML, CASES);
}

static void test_inheritance(void)
{
    static const RenderCase CASES[] = {
        {"{{$a}}x{{name}}{{/a}}", "before xBR106"},
        {"{{<base}}{{/base}}", "before <none>\n</>\n"},
        {"{{<base}} ignored {{name}} {{$title}}{{name}}{{/title}} {{/base}}",
         "before <BR106>\n</>\n"},
        {"{{<*layout}}{{$title}}x{{/title}}{{/*layout}}", "before <x>\n</>\n"},
        {"{{<* layout}}{{/ * layout }}", "before <none>\n</>\n"},
        {"[{{<nowhere}}{{$title}}x{{/title}}{{/nowhere}}]", "before []"},
        /* The outermost argument wins, through partials too. */
        {"{{<page}}{{/page}}", "before <page>\n</>\n"},
        {"{{<page}}{{$title}}x{{/title}}{{/page}}", "before <x>\n</>\n"},
        /* A block in an argument is a parameter of the template that passes the argument. */
        {"{{<base}}{{$title}}{{$title}}y{{/title}}{{$main}}z{{/main}}{{/title}}{{/base}}",
         "before <yz>\n</>\n"},
        /* Indentation goes from where a block is defined to where it is expanded. */
        {"{{<base}}\n{{$main}}\n      a\n\n        b\n      {{#chips}}\n      - {{id}}\n"
         "      {{/chips}}\n{{/main}}\n{{/base}}\n-",
         "before <none>\n  a\n\n    b\n  - br106\n  - br110\n</>\n-"},
        {"{{<base}}\n    {{$main}}a\n      b\n    {{/main}}\n{{/base}}\n",
         "before <none>\n  a\n    b\n</>\n"},
        {"{{<base}}{{$main}}\n\ta\n\t{{>two}}\n{{/main}}{{/base}}",
         "before <none>\n  a\n  one\n\n  two\n</>\n"},
        {" {{<slot}}{{$x}}\n  1\n  2{{/x}}{{/slot}}\n", "before  a\n   1\n   2 b\n"},
        {"- {{<slot}}{{/slot}}\n", "before - a\n  y b\n\n"},
        {"  {{<slot}}{{/slot}}-\n", "before   a\n  y b\n-\n"},
    };
    CHECK_CASES(ESCAPE_HTML, CASES);
}

static void test_replace(void)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(TemplateSet) set = template_set_new(ESCAPE_HTML);
    g_autoptr(GString) out = g_string_new(NULL);
    add(set, "main", "[{{>part}}]");
    add(set, "part", "old");
    add(set, "part", "new");
    g_assert_true(template_render(set, "main", new_page(arena), out));
    g_assert_cmpstr(out->str, ==, "[new]");

    TemplateError error;
    g_assert_false(template_set_add(set, "part", "{{", 2, &error));
    g_string_truncate(out, 0);
    g_assert_true(template_render(set, "main", new_page(arena), out));
    g_assert_cmpstr(out->str, ==, "[new]");
}

/* ---- messages ---- */

static void test_errors(void)
{
    static const struct {
        const char *template;
        unsigned line, column;
        const char *message;
    } CASES[] = {
        {"ab\n  {{name", 2, 3, "this tag is not closed: '}}' is missing"},
        {"{{{name}}", 1, 1, "this tag is not closed: '}}}' is missing"},
        {"{{! }", 1, 1, "this tag is not closed: '}}' is missing"},
        {"{{=| |=}}|name", 1, 10, "this tag is not closed: '|' is missing"},
        {"{{=| |}}", 1, 1, "this tag is not closed: '=}}' is missing"},
        {"壁仞{{}}", 1, 3, "this tag has no name"},
        {"{{#  }}", 1, 1, "this tag has no name"},
        {"{{>*}}", 1, 1, "this tag has no name"},
        {"{{a b}}", 1, 1, "a name cannot have white space: 'a b'"},
        {"{{#a}} b {{c {{/a}}", 1, 10, "a name cannot have white space: 'c {{/a'"},
        {"{{a..b}}", 1, 1, "a part of the name 'a..b' is empty"},
        {"{{.a}}", 1, 1, "a part of the name '.a' is empty"},
        {"{{>*a.}}", 1, 1, "a part of the name 'a.' is empty"},
        {"\n{{#a}}\n{{/b}}", 3, 1, "'/b' does not close '#a' of line 2"},
        {"{{^a}}{{$b}}{{/a}}{{/b}}", 1, 13, "'/a' does not close '$b' of line 1"},
        {"{{<a}}{{/*a}}", 1, 7, "'/*a' does not close '<a' of line 1"},
        {"x{{/a}}", 1, 2, "'/a' closes nothing"},
        {"x\n {{#a}}{{<b}}{{/b}}\n", 2, 2, "'#a' is never closed"},
        {"{{$block\n}}", 1, 1, "'$block' is never closed"},
        {"{{=|=}}", 1, 1, "delimiters are two, as in {{=<% %>=}}"},
        {"{{= =}}", 1, 1, "delimiters are two, as in {{=<% %>=}}"},
        {"{{=a b c=}}", 1, 1, "delimiters are two, as in {{=<% %>=}}"},
        {"{{=a= b=}}", 1, 1, "a delimiter has no '=' and at most 15 bytes"},
        {"{{=a 1234567890123456=}}", 1, 1, "a delimiter has no '=' and at most 15 bytes"},
        /* Positions are those of the text as given, also behind a dedented block. */
        {"{{$a}}\n    x\n    y\n{{/a}}\n{{#b}}", 5, 1, "'#b' is never closed"},
        {"{{#壁仞科技壁仞科技壁仞科技}}", 1, 1, "'#壁仞科技壁仞科技壁仞' is never closed"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(TemplateSet) set = template_set_new(ESCAPE_HTML);
        const char *text = CASES[i].template;
        TemplateError error = {0};
        g_assert_false(template_set_add(set, "main", text, strlen(text), &error));
        g_assert_cmpstr(error.message, ==, CASES[i].message);
        g_assert_cmpuint(error.line, ==, CASES[i].line);
        g_assert_cmpuint(error.column, ==, CASES[i].column);
    }
}

/* ---- bounds ---- */

static void check_too_deep(TemplateSet *set, const char *name)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) out = g_string_new("kept");
    g_assert_false(template_render(set, name, new_page(arena), out));
    g_assert_cmpstr(out->str, ==, "kept");
}

static void test_recursion_without_end(void)
{
    g_autoptr(TemplateSet) set = template_set_new(ESCAPE_HTML);
    add(set, "partial", "x{{>partial}}{{>partial}}");
    add(set, "section", "{{#chips}}{{#tags}}{{>section}}{{/tags}}{{/chips}}");
    add(set, "parent", "{{<parent}}{{$a}}x{{/a}}{{/parent}}");
    add(set, "argument", "{{<holder}}{{$a}}{{>argument}}{{/a}}{{/holder}}");
    add(set, "holder", "{{$a}}{{/a}}");
    add(set, "dynamic", "{{#maker}}{{>*layout}}{{/maker}}");
    add(set, "base", " {{>dynamic}}\n");
    check_too_deep(set, "partial");
    check_too_deep(set, "section");
    check_too_deep(set, "parent");
    check_too_deep(set, "argument");
    check_too_deep(set, "dynamic");
    check_too_deep(set, "nowhere");
}

static bool renders_within(const char *text, size_t steps, size_t output)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(TemplateSet) set = template_set_new(ESCAPE_HTML);
    add(set, "twice", "{{>text}}{{>text}}");
    add(set, "text", "x\n");
    add(set, "page", text);
    template_set_limit(set, &(TemplateLimits){steps, output});
    g_autoptr(GString) out = g_string_new("kept");
    const bool rendered = template_render(set, "page", new_page(arena), out);
    g_assert_true(rendered || g_str_equal(out->str, "kept"));
    return rendered;
}

/* Each level of sections or partials multiplies what those around it do. */
static void test_limits(void)
{
    g_assert_true(renders_within("{{>twice}}{{>twice}}", 10, 8));
    g_assert_false(renders_within("{{>twice}}{{>twice}}", 9, 8));
    g_assert_false(renders_within("{{>twice}}{{>twice}}", 10, 7));
    g_assert_true(renders_within("    {{>text}}\n", 10, 6));
    g_assert_false(renders_within("    {{>text}}\n", 10, 5));
    g_assert_false(renders_within("{{#chips}}{{#chips}}{{#chips}}{{#chips}}x{{/chips}}{{/chips}}"
                                  "{{/chips}}{{/chips}}",
                                  15, 100));
}

/* As deep as data may well be: lineages are trees. */
static void test_recursion_with_end(void)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(TemplateSet) set = template_set_new(ESCAPE_HTML);
    add(set, "tree", "<{{#next}}{{>tree}}{{/next}}>");
    View *root = view_new_map(arena);
    View *node = root;
    for (int i = 0; i < 200; i++)
        node = view_put_map(arena, node, "next");
    view_put_bool(arena, node, "next", false);
    g_autoptr(GString) out = g_string_new(NULL);
    g_assert_true(template_render(set, "tree", root, out));
    g_assert_cmpuint(out->len, ==, strlen("<>") * 201);
}

static bool add_repeated(const char *before, const char *piece, size_t count, const char *after,
                         TemplateError *error)
{
    g_autoptr(TemplateSet) set = template_set_new(ESCAPE_HTML);
    g_autoptr(GString) text = g_string_new(before);
    for (size_t i = 0; i < count; i++)
        g_string_append(text, piece);
    g_string_append(text, after);
    return template_set_add(set, "main", text->str, text->len, error);
}

static void test_nesting(void)
{
    TemplateError error;
    g_assert_false(add_repeated("\n", "{{#a}}", 65, "", &error));
    g_assert_cmpstr(error.message, ==, "tags are nested deeper than 64");
    g_assert_cmpuint(error.line, ==, 2);
    g_assert_cmpuint(error.column, ==, 64 * strlen("{{#a}}") + 1);
    g_assert_false(add_repeated("", "{{#a}}", 64, "", &error));
    g_assert_cmpstr(error.message, ==, "'#a' is never closed");
}

/* A quarter of a megabyte each: milliseconds of processor time, where quadratic time would take
 * many seconds. */
static void test_linear_time(void)
{
    static const struct {
        const char *before, *piece, *after;
        bool parses;
    } CASES[] = {
        {"", "{{a}}", "", true},
        {"", " ", "{{#a}}", false},
        {"", "{{a}}     ", "", true},
        {"", "{{! }}     \t", "x", true},
        {"", "{{#a}}\n    {{/a}}\n", "", true},
        {"{{$b}}\n", "  {{$a}}\n    x\n  {{/a}}\n", "{{/b}}", true},
        {"{{<p}}", "{{$a}}\n    x\n  {{/a}}", "{{/p}}", true},
        {"{{$b}}\n", "    x\n", "{{/b}}", true},
        {"{{!", "{{!", "}}", true},
        {"", "{", "", false},
        {"", "{{{a}}", "", false},
        {"", "}}", "", true},
    };
    const clock_t start = clock();
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        TemplateError error;
        const size_t count = ((size_t)1 << 18) / strlen(CASES[i].piece);
        g_assert_cmpint(
            add_repeated(CASES[i].before, CASES[i].piece, count, CASES[i].after, &error), ==,
            CASES[i].parses);
    }
#ifndef __SANITIZE_THREAD__ /* which reads all of a text whenever memchr() reads a little of it */
    g_assert_cmpint(clock() - start, <, 5 * CLOCKS_PER_SEC);
#else
    (void)start;
#endif
}

/* ---- threads ---- */

typedef struct Job {
    const TemplateSet *set;
    GString *out;
} Job;

static gpointer render_often(gpointer data)
{
    Job *job = data;
    g_autoptr(Arena) arena = arena_new();
    const View *page = new_page(arena);
    for (int i = 0; i < 500; i++) {
        g_string_truncate(job->out, 0);
        g_assert_true(template_render(job->set, "main", page, job->out));
    }
    return NULL;
}

static void test_threads(void)
{
    g_autoptr(TemplateSet) set = template_set_new(ESCAPE_HTML);
    for (size_t j = 0; j < G_N_ELEMENTS(PARTIALS); j++)
        add(set, PARTIALS[j][0], PARTIALS[j][1]);
    add(set, "main",
        "{{<base}}{{$title}}{{>*layout}}{{/title}}{{$main}}{{>two}}{{/main}}{{/base}}");

    Job jobs[4];
    GThread *threads[G_N_ELEMENTS(jobs)];
    for (size_t i = 0; i < G_N_ELEMENTS(jobs); i++) {
        jobs[i] = (Job){set, g_string_new(NULL)};
        threads[i] = g_thread_new("render", render_often, &jobs[i]);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(jobs); i++)
        g_thread_join(threads[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(jobs); i++) {
        g_assert_cmpuint(jobs[i].out->len, >, 0);
        g_assert_cmpstr(jobs[i].out->str, ==, jobs[0].out->str);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(jobs); i++)
        g_string_free(jobs[i].out, TRUE);
}

/* A template with words in it, and one whose lines its tag indents. */
static const char *const WORDY[] = {
    "{{words.entry.title}}: {{name}}\n{{#words.entry}}{{title}}{{/words.entry}}",
    "a\n  {{>lines}}\nb{{words.entry.title}}",
    "  {{#items}}\n  {{words.entry.title}}\n  {{/items}}\n{{words.entry.title}}\n",
    "{{<frame}}{{$body}}{{words.entry.title}}{{/body}}ignored {{words.entry.title}}{{/frame}}",
    "{{{words.entry.title}}}{{words.entry.none}}{{words.entry.empty}}{{words.entry.lines}}",
    "{{^words.entry.none}}{{words}}{{words.none.title}}-{{/words.entry.none}}",
    "{{>*which}}{{>missing}}{{>self}}",
};

static const char *const WORDY_PARTIALS[][2] = {
    {"lines", "{{words.entry.title}}\n\n{{words.entry.empty}}\nx {{words.entry.lines}}\n"},
    {"frame", "[\n  {{$body}}{{words.entry.title}}{{/body}}\n]{{words.entry.title}}"},
    {"self", "{{#name}}{{#words.entry.none}}{{>self}}{{/words.entry.none}}{{/name}}."},
};

static const View *new_wordy_page(Arena *arena, View **words)
{
    View *page = view_new_map(arena);
    *words = view_put_map(arena, page, "words");
    View *entry = view_put_map(arena, *words, "entry");
    view_put_text(arena, entry, "title", "1. <A&B> * x");
    view_put_text(arena, entry, "empty", "");
    view_put_text(arena, entry, "lines", "one\ntwo");
    view_put_text(arena, page, "name", "N");
    view_put_text(arena, page, "which", "lines");
    View *items = view_put_list(arena, page, "items");
    view_append(items, view_new_text(arena, "1"));
    view_append(items, view_new_text(arena, "2"));
    return page;
}

/* What is known beforehand changes nothing in what comes out. */
static void test_known_fields(void)
{
    g_autoptr(Arena) arena = arena_new();
    View *words;
    const View *page = new_wordy_page(arena, &words);
    for (int escape = ESCAPE_NONE; escape <= ESCAPE_MARKDOWN; escape++) {
        g_autoptr(TemplateSet) set = template_set_new((Escape)escape);
        for (size_t i = 0; i < G_N_ELEMENTS(WORDY_PARTIALS); i++)
            add(set, WORDY_PARTIALS[i][0], WORDY_PARTIALS[i][1]);
        for (size_t i = 0; i < G_N_ELEMENTS(WORDY); i++) {
            add(set, "main", WORDY[i]);
            g_autoptr(TemplateSet) known = template_set_with(set, "words", words);
            g_autoptr(GString) want = g_string_new(NULL);
            g_autoptr(GString) got = g_string_new(NULL);
            g_assert_true(template_render(set, "main", page, want));
            g_assert_true(template_render(known, "main", page, got));
            g_assert_cmpstr(got->str, ==, want->str);
        }
    }
}

/* They need no view that has them. */
static void test_known_fields_are_text(void)
{
    g_autoptr(Arena) arena = arena_new();
    View *words;
    new_wordy_page(arena, &words);
    g_autoptr(TemplateSet) set = template_set_new(ESCAPE_HTML);
    add(set, "main", "<b>{{words.entry.title}}</b>{{{words.entry.title}}}");
    g_autoptr(TemplateSet) known = template_set_with(set, "words", words);
    g_autoptr(GString) got = g_string_new(NULL);
    g_assert_true(template_render(known, "main", view_new_map(arena), got));
    g_assert_cmpstr(got->str, ==, "<b>1. &lt;A&amp;B&gt; * x</b>1. <A&B> * x");
}

/* Many fields, so that some have the same place in whatever finds them. */
static void test_many_fields(void)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(TemplateSet) set = template_set_new(ESCAPE_NONE);
    View *page = view_new_map(arena);
    for (int i = 0; i < 1000; i++) {
        const char *name = arena_printf(arena, "field_%d_x", i);
        g_autofree char *text = g_strdup_printf("{{%s}}{{no_%s}}", name, name);
        view_put_text(arena, page, name, name);
        add(set, name, text);
    }
    for (const View *field = page->first; field != NULL; field = field->next) {
        g_autoptr(GString) got = g_string_new(NULL);
        g_assert_true(template_render(set, field->key, page, got));
        g_assert_cmpstr(got->str, ==, field->text);
        g_assert_true(view_get(page, field->key) == field);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/template/values", test_values);
    g_test_add_func("/template/escapes", test_escapes);
    g_test_add_func("/template/sections", test_sections);
    g_test_add_func("/template/standalone", test_standalone);
    g_test_add_func("/template/delimiters", test_delimiters);
    g_test_add_func("/template/partials", test_partials);
    g_test_add_func("/template/inheritance", test_inheritance);
    g_test_add_func("/template/replace", test_replace);
    g_test_add_func("/template/errors", test_errors);
    g_test_add_func("/template/recursion-without-end", test_recursion_without_end);
    g_test_add_func("/template/limits", test_limits);
    g_test_add_func("/template/recursion-with-end", test_recursion_with_end);
    g_test_add_func("/template/nesting", test_nesting);
    g_test_add_func("/template/linear-time", test_linear_time);
    g_test_add_func("/template/known-fields", test_known_fields);
    g_test_add_func("/template/known-fields-are-text", test_known_fields_are_text);
    g_test_add_func("/template/many-fields", test_many_fields);
    g_test_add_func("/template/threads", test_threads);
    return g_test_run();
}
