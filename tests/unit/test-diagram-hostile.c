/* Hostile text in names, titles and ids: the SVG has no element or attribute more than with
 * harmless text, and the DOT reads back as the same nodes and labels. */
#include "diagram_fixture.h"

#include "scene/dot.h"

#include <graphviz/cgraph.h>
#include <stdlib.h>

static const char *const texts[] = {
    "\"><script>alert(1)</script>",
    "javascript:alert(1)",
    "\\\"; x [label=pwn]",
    "</title>",
    "</text></svg>",
    "{{name}}",
    "[x](javascript:1)",
    "a lone backslash \\",
    "two of them \\\\",
    "\\",
    "%1 \\N \\G \\E \\T \\l",
    "<b>bold</b>",
    "<<table>>",
    "&lt; &amp; &#60; & &; AT&T",
    "]]> --> <!-- <![CDATA[",
    "\xE2\x80\xAEright to left\xE2\x80\xAC",
    "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
    "bell\a tab\t newline\n escape\x1B[31m delete\x7F nel\xC2\x85",
    "noncharacter \xEF\xBF\xBE \xEF\xBF\xBF",
    "e\xCC\x81\xCC\x81\xCC\x81",
    "url(#x)' onload='alert(1)",
    "n1 -> n2; edge",
    "-.",
    "-",
    ".",
    "-.5.",
    "",
    " ",
};

/* A picture of each kind in which every text is `text`. */
static Fixture *new_fixture(const char *text)
{
    Fixture *f = fixture_new();
    Entry *a = fixture_add_entry(f, &f->chip, "a", text, text);
    Entry *b = fixture_add_entry(f, &f->chip, "b", text, text);
    fixture_relate(f, b, &f->successor_of, a);
    fixture_compose(f, b, a, 2);
    fixture_add_entry(f, &f->chip, "c", text, text);
    const Value motto = {.kind = VALUE_TEXT, .localised = a->name};
    fixture_add_claim(f, &a->object, &f->lanes, motto);
    fixture_add_claim(f, &b->object, &f->lanes, motto);
    f->lanes.title = *a->name;
    Milestone *milestone = fixture_add_milestone(f, a, EVENT_LAUNCH, "2021", STATUS_ACTUAL);
    milestone->name = fixture_new_text(f, text, text);
    f->successor_of.title = *milestone->name;
    f->chip.title = *milestone->name;
    f->events.values[EVENT_LAUNCH].title = *milestone->name;
    for (int i = 0; i < 2; i++) {
        Diagram *diagram = fixture_add_diagram(f, i ? DIAGRAM_TIMELINE : DIAGRAM_LINEAGE, "d");
        diagram->title = milestone->name;
        diagram->cluster = "lanes";
        diagram->description = milestone->name;
        diagram->has_from = true;
        diagram->from = fixture_date(f, "2019");
    }
    return f;
}

/* The markup alone: names of elements and attributes, without values and text. */
typedef struct Markup {
    GString *names;
} Markup;

static void on_start(GMarkupParseContext *context, const char *element, const char **names,
                     const char **values, gpointer user, GError **error)
{
    (void)context;
    (void)error;
    Markup *markup = user;
    g_string_append_printf(markup->names, "<%s", element);
    for (size_t i = 0; names[i] != NULL; i++) {
        /* Shortened labels have a title of their own: nothing but the number of titles may vary. */
        g_string_append_printf(markup->names, " %s", names[i]);
        if (strcmp(names[i], "href") == 0)
            g_assert_true(g_str_has_prefix(
                values[i], strcmp(element, "use") == 0 ? "#dl-" : "../site/en/chips/"));
        g_assert_false(g_str_has_prefix(names[i], "on"));
    }
    g_string_append(markup->names, ">\n");
}

static void on_end(GMarkupParseContext *context, const char *element, gpointer user, GError **error)
{
    (void)context;
    (void)error;
    Markup *markup = user;
    g_string_append_printf(markup->names, "</%s>\n", element);
}

static void on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer user,
                    GError **error)
{
    (void)context;
    (void)user;
    (void)error;
    g_assert_true(g_utf8_validate_len(text, length, NULL));
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        g_assert_true(c == '\n' || (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF));
    }
}

static char *markup_of(const char *svg)
{
    static const GMarkupParser parser = {
        .start_element = on_start, .end_element = on_end, .text = on_text};
    Markup markup = {g_string_new(NULL)};
    g_autoptr(GError) error = NULL;
    GMarkupParseContext *context =
        g_markup_parse_context_new(&parser, G_MARKUP_PREFIX_ERROR_POSITION, &markup, NULL);
    g_markup_parse_context_parse(context, svg, -1, &error);
    g_assert_no_error(error);
    g_markup_parse_context_end_parse(context, &error);
    g_assert_no_error(error);
    g_markup_parse_context_free(context);
    return g_string_free(markup.names, FALSE);
}

static void assert_well_formed(const char *svg)
{
    g_autofree char *xmllint = g_find_program_in_path("xmllint");
    if (xmllint == NULL)
        return;
    const char *const command[] = {xmllint, "--noout", "-", NULL};
    g_autoptr(GSubprocess) process =
        g_subprocess_newv(command, G_SUBPROCESS_FLAGS_STDIN_PIPE, NULL);
    g_assert_true(g_subprocess_communicate_utf8(process, svg, NULL, NULL, NULL, NULL));
    g_assert_cmpint(g_subprocess_get_exit_status(process), ==, 0);
}

static void test_svg(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Fixture) harmless = new_fixture("harmless");
        g_autoptr(Fixture) hostile = new_fixture(texts[i]);
        g_autoptr(Pictures) good = fixture_draw(harmless);
        g_autoptr(Pictures) bad = fixture_draw(hostile);
        g_assert_cmpuint(diagnostics_sorted(hostile->diags)->len, ==, 0);
        for (size_t picture = 0; picture < bad->count; picture++)
            for (int standalone = 0; standalone < 2; standalone++) {
                g_autofree char *one = fixture_svg(good->items[picture], standalone);
                g_autofree char *other = fixture_svg(bad->items[picture], standalone);
                g_autofree char *want = markup_of(one);
                g_autofree char *have = markup_of(other);
                /* Long names take two lines, which is one <text> more. */
                if (g_utf8_strlen(texts[i], -1) < 12)
                    g_assert_cmpstr(have, ==, want);
                g_assert_null(strstr(have, "<script"));
                g_assert_null(strstr(other, "<script"));
                /* In a page it may be two elements. */
                g_autofree char *within = g_strconcat("<div>", other, "</div>", NULL);
                assert_well_formed(standalone ? other : within);
            }
    }
}

static void test_inline_is_bare(void)
{
    g_autoptr(Fixture) f = new_fixture("harmless");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    for (size_t i = 0; i < pictures->count; i++) {
        g_autofree char *inlined = fixture_svg(pictures->items[i], false);
        g_autofree char *alone = fixture_svg(pictures->items[i], true);
        g_assert_true(g_str_has_prefix(inlined, "<svg "));
        g_assert_null(strstr(inlined, "<style"));
        g_assert_null(strstr(inlined, " style=\""));
        g_assert_true(g_str_has_prefix(alone, "<?xml "));
        g_assert_nonnull(strstr(alone, "<style>"));
        g_assert_nonnull(strstr(alone, "prefers-color-scheme: dark"));
    }
}

/* Undoes Graphviz's escape sequences the way it does itself when it draws a label. */
static char *shown_label(const char *label)
{
    GString *out = g_string_new(NULL);
    for (const char *at = label; *at != '\0'; at++) {
        if (*at == '\\') {
            at++;
            g_string_append_c(out, *at == 'n' ? '\n' : *at);
            g_assert_true(*at == 'n' || *at == '\\');
        } else if (g_str_has_prefix(at, "&amp;")) {
            g_string_append_c(out, '&');
            at += 4;
        } else if (g_str_has_prefix(at, "&#45;")) {
            g_string_append_c(out, '-');
            at += 4;
        } else {
            g_string_append_c(out, *at);
        }
    }
    return g_string_free(out, FALSE);
}

static void assert_cluster_reads_back(Agraph_t *graph, const SceneBox *box)
{
    const bool is_tag = box->role == ROLE_CLUSTER_TAG;
    const unsigned number = is_tag ? box->cluster->number : box->number;
    g_autofree char *name = g_strdup_printf("cluster_%u", number);
    Agraph_t *cluster = agsubg(graph, name, 0);
    g_assert_nonnull(cluster);
    g_autofree char *text = shown_label(agget(cluster, (char *)(is_tag ? "label" : "tooltip")));
    g_assert_cmpstr(text, ==, is_tag ? box->text : box->title);
    g_assert_cmpint(agnnodes(cluster), ==, 2);
}

static void assert_reads_back(const Picture *picture)
{
    g_autofree char *dot = fixture_dot(picture);
    Agraph_t *graph = agmemread(dot);
    g_assert_nonnull(graph);
    int nodes = 0;
    for (const SceneBox *box = picture->scene->boxes; box != NULL; box = box->next) {
        if (box->role == ROLE_CLUSTER || box->role == ROLE_CLUSTER_TAG) {
            assert_cluster_reads_back(graph, box);
            continue;
        }
        nodes++;
        g_autofree char *name = g_strdup_printf("n%u", box->number);
        Agnode_t *node = agnode(graph, name, 0);
        g_assert_nonnull(node);
        g_autofree char *label = shown_label(agget(node, (char *)"label"));
        g_autofree char *want = g_strjoin("", box->text ? box->text : "", box->more ? "\n" : "",
                                          box->more ? box->more : "", box->caption ? "\n" : "",
                                          box->caption ? box->caption : "", NULL);
        g_assert_cmpstr(label, ==, want);
        g_autofree char *tooltip = shown_label(agget(node, (char *)"tooltip"));
        g_assert_cmpstr(tooltip, ==, box->title != NULL ? box->title : "");
    }
    g_assert_cmpint(agnnodes(graph), ==, nodes);
    int wires = 0;
    for (const SceneWire *wire = picture->scene->wires; wire != NULL; wire = wire->next)
        wires++;
    g_assert_cmpint(agnedges(graph), ==, wires);
    agclose(graph);
}

static void test_dot(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Fixture) f = new_fixture(texts[i]);
        g_autoptr(Pictures) pictures = fixture_draw(f);
        for (size_t picture = 0; picture < pictures->count; picture++)
            assert_reads_back(pictures->items[picture]);
    }
}

/* Positions and sizes, as a Graphviz tool sees them. */
static char *run_graphviz(const char *program, const char *option, const char *dot)
{
    g_autofree char *path = g_find_program_in_path(program);
    if (path == NULL)
        return NULL;
    const char *const command[] = {path, option, "-Tplain", NULL};
    g_autoptr(GSubprocess) process =
        g_subprocess_newv(command,
                          G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                              G_SUBPROCESS_FLAGS_STDERR_PIPE,
                          NULL);
    char *output = NULL;
    g_autofree char *errors = NULL;
    g_assert_true(g_subprocess_communicate_utf8(process, dot, NULL, &output, &errors, NULL));
    g_assert_cmpstr(errors, ==, ""); /* no warning */
    g_assert_cmpint(g_subprocess_get_exit_status(process), ==, 0);
    return output;
}

static void test_graphviz_agrees(void)
{
    g_autoptr(Fixture) f = new_fixture("BR106 “测试” & co");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    for (size_t i = 0; i < pictures->count; i++) {
        g_autofree char *dot = fixture_dot(pictures->items[i]);
        g_autofree char *by_dot = run_graphviz("dot", "-Kdot", dot);
        g_autofree char *by_neato = run_graphviz("neato", "-n2", dot);
        if (by_dot == NULL || by_neato == NULL) {
            g_test_skip("Graphviz's tools are not installed");
            return;
        }
        g_assert_cmpstr(by_dot, ==, by_neato);
    }
}

static void test_escape(void)
{
    static const struct {
        const char *text;
        const char *want;
    } cases[] = {{"a\\", "a\\\\"}, {"\\\\", "\\\\\\\\"}, {"&lt;", "&amp;lt;"},   {"AT&T", "AT&T"},
                 {"&;", "&;"},     {"& lt;", "& lt;"},   {"&#60;", "&amp;#60;"}, {"\"", "\""},
                 {"-.", "&#45;."}, {"-.5", "-.5"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *have = dot_escape(cases[i].text);
        g_assert_cmpstr(have, ==, cases[i].want);
    }
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hostile/svg", test_svg);
    g_test_add_func("/hostile/inline-is-bare", test_inline_is_bare);
    g_test_add_func("/hostile/dot", test_dot);
    g_test_add_func("/hostile/graphviz-agrees", test_graphviz_agrees);
    g_test_add_func("/hostile/escape", test_escape);
    return g_test_run();
}
