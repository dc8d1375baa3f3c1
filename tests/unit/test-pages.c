/* Whole pages, in both formats, from small knowledge bases written to a folder of their own. */
#include "base/resource.h"
#include "find/findings.h"
#include "pages_fixture.h"

#include <cmark.h>
#include <stdlib.h>

#define CONFIG                                                                                  \
    "format: 1\nname: {en: Test base, zh: 测试库}\nlanguages: [en, zh]\nas_of: 2026-01-04\n" \
    "edit_url: https://example.org/edit/{file}\nlicense: CC0-1.0\n"

static const TestFile CHIPS[] = {
    {"kb.yaml", CONFIG},
    {"sources/paper.yaml",
     "name: {en: The paper, zh: 论文}\ntitle: On chips\npublisher: Press\npublished: 2025-12-22\n"
     "url: https://example.org/paper?a=1&b=2\n"},
    {"sources/rival.yaml", "name: Rival\ntitle: Off chips\npublished: 2026-01-03\n"},
    {"organizations/acme.yaml", "name: {en: Acme, zh: 极致}\n"},
    {"chips/c1.yaml", "name: C1\naliases: [First, One]\ntags: [fast]\nmaker: acme\nsegments: "
                      "[training, inference]\nsource: paper\n"
                      "tdp:\n  - {value: 300 W, note: {en: at the wall, zh: 整机}}\n"
                      "  - {value: 400 W, source: rival}\n  - {value: 1 W, rank: deprecated}\n"
                      "transistors: {unknown: true}\n"
                      "former_ids: [c0]\n"
                      "milestones:\n  - {event: tape_out, date: 2021}\n"
                      "  - {event: mass_production, date: 2023-01, status: planned}\n"
                      "body:\n  en: See [the other](c2).\n  zh: 见 [另一个](c2)。\n"},
    {"chips/c2.yaml", "name: C2\nmaker: acme\nsource: paper\ncomposed_of: [{part: c1, count: 2}]\n"
                      "milestones:\n  - {event: commercial_launch, date: 2028, status: planned}\n"},
    {"diagrams/roadmap.yaml", "kind: timeline\ntitle: Roadmap\nselect: {class: Chip}\n"},
    {"pages/en/about.md", "# About\n\nAbout [C1](c1#tdp).\n"},
    {"chips/secret.yaml", "name: Hidden\nmaker: acme\nsource: paper\ndraft: true\n"},
};

static void test_entry(void)
{
    g_auto(Rendered) rendered = render(CHIPS, G_N_ELEMENTS(CHIPS));
    const char *html = "site/en/chips/c1.html";
    assert_has(&rendered, html, "<title>C1 – Test base</title>");
    assert_has(&rendered, html, "<time datetime=\"2021\" title=\"2021\">2021</time>");
    assert_has(&rendered, html, "<time datetime=\"2023-01\" title=\"2023-01\">Jan 2023</time>");
    assert_has(&rendered, html, "href=\"../organizations/acme.html\">Acme</a>");
    assert_has(&rendered, html, "Also known as First, One</span> <span class=\"tag\">fast</span>");
    assert_has(&rendered, html, "Training, Inference");
    assert_has(&rendered, html, "<span class=\"about note\">at the wall</span>");
    assert_has(&rendered, html, "<del class=\"value\"");
    assert_has(&rendered, html, "<span class=\"absent\">not known</span>");
    assert_has(&rendered, html, "<tr id=\"tdp\">");
    assert_has(&rendered, html, "rowspan=\"3\"");
    assert_has(&rendered, html, "<a href=\"#source-2\" aria-label=\"Source 2\">[2]</a>");
    assert_has(&rendered, html, "https://example.org/paper?a=1&amp;b=2");
    assert_has(&rendered, html, "href=\"https://example.org/edit/chips/c1.yaml\"");
    assert_has(&rendered, html, "href=\"../chips/c2.html\">the other</a>");
    assert_has(&rendered, html, "<dt>Die of</dt>\n<dd><a href=\"../chips/c2.html\">C2</a></dd>");
    assert_has(&rendered, html, "href=\"../../zh/chips/c1.html\" hreflang=\"zh\"");
    assert_has(&rendered, html, "<html lang=\"en\">");

    assert_has(&rendered, "site/zh/chips/c1.html", "<html lang=\"zh\">");
    assert_has(&rendered, "site/zh/chips/c1.html", "2023年1月");
    assert_has(&rendered, "site/zh/chips/c1.html", "整机");

    const char *markdown = "markdown/en/chips/c1.md";
    assert_has(&rendered, markdown, "# C1\n");
    assert_has(&rendered, markdown, "\nAlso known as First, One\n\nTags: fast\n\n## Facts\n");
    assert_has(&rendered, markdown, "| Tape-out | 2021 [\\[1\\]](#source-1) |");
    assert_has(&rendered, markdown,
               "| Mass production | Jan 2023 *(planned)* [\\[1\\]](#source-1) **overdue** |");
    assert_has(&rendered, markdown, "[Acme](../organizations/acme.md)");
    assert_has(&rendered, markdown, "~~1 W~~");
    assert_has(&rendered, markdown, "[the other](../chips/c2.md)");
    assert_has(&rendered, "markdown/en/chips/c2.md", "2 × [C1](../chips/c1.md)");
    assert_has(&rendered, "site/en/chips/c2.html", "2 × <a href=\"../chips/c1.html\">C1</a>");
}

/* A number that two sources state is read once, with both; two numbers are read twice. */
static void test_echoes(void)
{
    static const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"sources/paper.yaml", "name: Paper\ntitle: On chips\npublished: 2025-12-22\n"},
        {"sources/rival.yaml", "name: Rival\ntitle: Off chips\npublished: 2026-01-03\n"},
        {"chips/die.yaml", "name: Die\nsource: paper\n"},
        {"chips/twin.yaml", "name: Twin\nsource: paper\ncomposed_of:\n  - part: die\n    count:\n"
                            "      - value: 2\n      - {value: 2, by: maker, source: rival}\n"},
        {"chips/odd.yaml", "name: Odd\nsource: paper\ncomposed_of:\n  - part: die\n    count:\n"
                           "      - value: 2\n      - {value: 3, source: rival}\n"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    assert_has(&rendered, "markdown/en/chips/twin.md",
               "| 2 × [Die](../chips/die.md) [\\[1\\]](#source-1) [\\[2\\]](#source-2) |");
    assert_has(&rendered, "markdown/en/chips/odd.md",
               "| [Die](../chips/die.md) [\\[1\\]](#source-1) Count: 2 [\\[1\\]](#source-1); 3 "
               "[\\[2\\]](#source-2) · "
               "**Sources disagree** ");
}

static void test_links(void)
{
    g_auto(Rendered) rendered = render(CHIPS, G_N_ELEMENTS(CHIPS));
    g_assert_null(g_hash_table_lookup(rendered.documents, "site/en/chips/secret.html"));
    assert_lacks(&rendered, "site/en/organizations/acme.html", "Hidden");
    assert_lacks(&rendered, "site/en/chips/index.html", "Hidden");
    assert_has(&rendered, "site/en/chips/c0.html", "href=\"../chips/c1.html\"");
    assert_has(&rendered, "markdown/zh/chips/c0.md", "(../chips/c1.md)");
    assert_has(&rendered, "site/en/sources/paper.html", "<h2 id=\"entry-cited\">What rests on it");
    assert_has(&rendered, "site/index.html", "content=\"0; url=en/index.html\"");
    assert_has(&rendered, "site/en/index.html", "href=\"chips/index.html\"");
    assert_has(&rendered, "site/en/index.html", "href=\"../assets/site.css\"");
    g_assert_nonnull(strstr(document_text(&rendered, "site/assets/site.css"), "prefers-color"));
}

/* Where a link in the document at `path` leads; caller frees. */
static char *link_target(const char *path, const char *link, size_t length)
{
    g_autofree char *root = g_strconcat("/", path, NULL);
    g_autofree char *folder = g_path_get_dirname(root);
    g_autofree char *relative = g_strndup(link, length);
    char *full = g_canonicalize_filename(relative, folder);
    memmove(full, full + 1, strlen(full));
    return full;
}

/* Every relative link leads to a document, and its fragment to an element there. */
static void check_links(const Rendered *rendered, const char *path, const char *text,
                        const char *start, char end)
{
    for (const char *at = text; (at = strstr(at, start)) != NULL;) {
        at += strlen(start);
        const size_t length = strcspn(at, (const char[]){'#', end, '\0'});
        const char *fragment = at[length] == '#' ? at + length + 1 : "";
        const bool is_elsewhere = g_str_has_prefix(at, "http");
        g_autofree char *target = length > 0 ? link_target(path, at, length) : g_strdup(path);
        const char *there = g_hash_table_lookup(rendered->documents, target);
        if (!is_elsewhere && there == NULL)
            g_error("'%s' leads to '%s', which is not there", path, target);
        g_autofree char *id = g_strdup_printf(
            "id=\"%.*s\"", (int)strcspn(fragment, (const char[]){end, '\0'}), fragment);
        if (!is_elsewhere && *fragment != '\0' && end == '"' && strstr(there, id) == NULL)
            g_error("'%s' leads to '%s', which has no %s", path, target, id);
    }
}

static void test_no_broken_links(void)
{
    g_auto(Rendered) rendered = render(CHIPS, G_N_ELEMENTS(CHIPS));
    GHashTableIter iter;
    gpointer path, text;
    g_hash_table_iter_init(&iter, rendered.documents);
    while (g_hash_table_iter_next(&iter, &path, &text)) {
        if (g_str_has_suffix(path, ".html") || g_str_has_suffix(path, ".svg"))
            check_links(&rendered, path, text, "href=\"", '"');
        if (g_str_has_suffix(path, ".md"))
            check_links(&rendered, path, text, "](", ')');
    }
    assert_has(&rendered, "site/en/diagrams/roadmap.html",
               "href=\"../../diagrams/roadmap.en.svg\"");
    assert_has(&rendered, "site/en/pages/about.html", "href=\"../chips/c1.html#tdp\"");
    assert_has(&rendered, "markdown/zh/index.md", "](diagrams/roadmap.svg)");
}

static void test_open_questions(void)
{
    g_auto(Rendered) rendered = render(CHIPS, G_N_ELEMENTS(CHIPS));
    const Questions *questions = &rendered.context.site->questions;
    g_assert_cmpuint(questions->counts[QUESTION_CONFLICT], ==, 1);
    g_assert_cmpstr(questions->items[0].slots[0]->name, ==, "tdp");
    g_assert_cmpuint(questions->items[0].claim_count, ==, 2);
    g_assert_cmpuint(questions->counts[QUESTION_OVERDUE], ==, 1);
    g_assert_cmpstr(questions->items[1].milestone->id, ==, "c1.mass_production");
    g_assert_cmpuint(questions->counts[QUESTION_UNDATED], ==, 0);
    assert_has(&rendered, "site/en/open-questions.html", "300 W");
    assert_has(&rendered, "markdown/en/open-questions.md", "[C1](chips/c1.md) (Chip): TDP");
}

/* What became of plans, on the entry's page, at home and for the whole base. */
static void test_plans(void)
{
    static const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"sources/old.yaml", "name: Old\ntitle: Then\npublished: 2024-12-22\n"},
        {"sources/new.yaml", "name: New\ntitle: Now\npublished: 2025-12-30\n"},
        {"chips/next.yaml",
         "name: Next\nsource: old\nmilestones:\n"
         "  - {event: commercial_launch, date: 2026, status: planned}\n"
         "  - {event: commercial_launch, date: 2027, status: planned, source: new}\n"
         "  - {event: tape_out, date: 2025, status: planned}\n"
         "  - {event: tape_out, date: 2025-11, source: new}\n"
         "  - {event: sampling, date: 2025-03, status: planned}\n"
         "  - {event: end_of_life, date: 2031, status: reported}\n"},
        {"chips/secret.yaml", "name: Hidden\nsource: old\ndraft: true\nmilestones:\n"
                              "  - {event: sampling, date: 2025-03, status: planned}\n"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    const char *entry = "site/en/chips/next.html";
    assert_has(&rendered, entry, "<span class=\"status plan-slipped\">slipped</span>");
    assert_has(&rendered, entry, "2026 → 2027: <span class=\"slip\">0 to 2 years later</span>");
    assert_has(&rendered, entry, "<s class=\"value\"><time datetime=\"2026\"");
    assert_lacks(&rendered, entry, "<s class=\"value\"><time datetime=\"2025\"");
    assert_has(&rendered, "site/zh/chips/next.html", "推迟0至2年");
    assert_has(&rendered, "markdown/en/chips/next.md",
               "### What is planned\n\n| Event | Date | As of |\n| --- | --- | --- |\n"
               "| Sampling | Mar 2025 *(planned)*");
    assert_has(&rendered, "markdown/en/chips/next.md", "\n| Commercial launch | 2027 *(planned)*");
    assert_has(&rendered, "markdown/en/chips/next.md", "| End of life | 2031 *(reported)*");
    assert_has(&rendered, "site/en/index.html", "<a href=\"what-moved.html\">What moved</a>");
    assert_has(&rendered, "site/en/index.html", ">Next</a> Commercial launch");
    assert_lacks(&rendered, "site/en/index.html", ">Next</a> Sampling");
    assert_has(&rendered, "site/en/what-moved.html", "#milestone-sampling\">Next</a>");
    assert_lacks(&rendered, "site/en/what-moved.html", "Hidden");

    const Findings *findings = rendered.context.kb->findings;
    const Moves *moves = &findings->moves;
    g_assert_cmpuint(moves->count, ==, 3);
    g_assert_cmpstr(moves->items[0]->milestone->id, ==, "next.commercial_launch");
    g_assert_cmpstr(moves->items[1]->milestone->id, ==, "next.sampling");
    g_assert_cmpstr(moves->items[2]->milestone->id, ==, "next.tape_out");
    g_assert_cmpuint(findings->events.ahead_count, ==, 3);
}

static void test_nothing_moved(void)
{
    static const TestFile files[] = {{"kb.yaml", CONFIG},
                                     {"organizations/acme.yaml", "name: Acme\n"}};
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    assert_has(&rendered, "site/en/what-moved.html", "Nothing has moved yet.");
    assert_has(&rendered, "markdown/zh/what-moved.md", "尚无变动。");
}

static void test_conflicts(void)
{
    g_auto(Rendered) rendered = render(CHIPS, G_N_ELEMENTS(CHIPS));
    assert_has(&rendered, "site/en/chips/c1.html",
               "TDP<span class=\"conflict\">Sources disagree</span></th>");
    assert_has(&rendered, "site/zh/chips/c1.html", "来源不一致");
    assert_has(&rendered, "site/en/chips/c1.html", "No longer held to be right");
    assert_lacks(&rendered, "site/en/chips/c2.html", "Sources disagree");
}

/* Periods across: years, then halves; what has none below. */
static void test_figures(void)
{
    static const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"sources/paper.yaml", "name: Paper\ntitle: Numbers\npublished: 2025-12-22\n"},
        {"markets/all.yaml", "name: All of it\n"},
        {"organizations/acme.yaml",
         "name: Acme\nsource: paper\nfigures:\n"
         "  - {measure: revenue, period: 2025-H1, amount: 5 million CNY}\n"
         "  - {measure: revenue, period: 2024, amount: 3 million CNY, note: Audited.}\n"
         "  - {measure: revenue, period: 2023, amount: ~ 2 million CNY, note: Audited.}\n"
         "  - {measure: loss, period: 2024, amount: 1 million CNY}\n"
         "  - {measure: loss, period: 2023, amount: 900 CNY}\n"
         "  - {measure: customers, period: 2024-40, amount: {unknown: true}}\n"
         "  - {measure: customers, period: 2024-H1, amount: 4}\n"
         "  - {measure: market_share, key: all, market: all, period: 2024?, amount: 1 %}\n"
         "  - {measure: patents_filed, amount: '> 5'}\n"
         "  - {measure: patents_granted, key: in-china, name: {en: In China, zh: 在中国}, amount: "
         "7}\n"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    const char *markdown = "markdown/en/organizations/acme.md";
    assert_has(
        &rendered, markdown,
        "| Measure | 2023 | 2024 | first half of 2024 | first half of 2025 |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| Revenue (million CNY) | ≈ 2 (a) [\\[1\\]](#source-1) "
        "| 3 (a) [\\[1\\]](#source-1) |  | 5 [\\[1\\]](#source-1) |\n"
        "| Loss | 900 CNY [\\[1\\]](#source-1) | 1 million CNY [\\[1\\]](#source-1) |  |  |\n"
        "| Customers |  |  | ");
    assert_has(&rendered, markdown, "\n- a · Audited.\n\n### Other figures\n");
    assert_has(&rendered, markdown,
               "| Market share, [All of it](../markets/all.md) | 2024 (uncertain) | 1% ");
    assert_has(&rendered, markdown, "| Patents granted, In China | ");
    assert_has(&rendered, markdown, "| Patents filed |  | &gt; 5 [");
    const char *html = "site/en/organizations/acme.html";
    assert_has(&rendered, html,
               "<th scope=\"row\">Revenue <span class=\"unit\">million CNY</span>");
    assert_has(&rendered, html, "<a href=\"#remark-a\" aria-label=\"Remark a\">a</a>");
    assert_has(&rendered, html, "<li id=\"remark-a\">");
    assert_has(&rendered, html, "All as of <time datetime=\"2025-12-22\"");
    assert_lacks(&rendered, html, "<th scope=\"col\">As of</th>");
}

/* Raw Markdown is read, too: no trailing space, no two blank lines. */
static void test_markdown_is_tidy(void)
{
    g_auto(Rendered) rendered = render(CHIPS, G_N_ELEMENTS(CHIPS));
    GHashTableIter iter;
    gpointer path, text;
    g_hash_table_iter_init(&iter, rendered.documents);
    while (g_hash_table_iter_next(&iter, &path, &text)) {
        if (!g_str_has_suffix(path, ".md"))
            continue;
        if (strstr(text, "\n\n\n") != NULL || strstr(text, " \n") != NULL)
            g_error("'%s' is not tidy:\n%s", (char *)path, (char *)text);
        g_assert_true(g_str_has_suffix(text, "\n") && !g_str_has_suffix(text, "\n\n"));
    }
}

static void assert_ids_differ(const Rendered *rendered, const char *path)
{
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *at = document_text(rendered, path);
    while ((at = strstr(at, " id=\"")) != NULL) {
        at += strlen(" id=\"");
        char *id = g_strndup(at, strcspn(at, "\""));
        if (!g_hash_table_add(ids, id))
            g_error("'%s' has two parts that are called '%s'", path, id);
    }
}

/* Headings are not called as what a page has of its own, and links to them know that; what it does
 * not have takes no name from them. */
static void test_headings(void)
{
    static const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"chips/c1.yaml", "name: C1\nsummary: One.\nvariants: [{key: a}, {key: b}]\nbody: |\n"
                          "  ## Entry variants\n\n  ## Search list\n\n  ## Summary\n\n"
                          "  [1](#entry-variants-1) [2](#search-list-1) [3](#summary)\n"},
        {"pages/en/page.md", "# Page\n\n## Content\n\n[1](#content-1) [2](c1#entry-variants-1)\n"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    const char *chip = "site/en/chips/c1.html";
    const char *page = "site/en/pages/page.html";
    assert_ids_differ(&rendered, chip);
    assert_ids_differ(&rendered, page);
    assert_has(&rendered, chip, "<h2 id=\"entry-variants\">Variants</h2>");
    assert_has(&rendered, chip, "<h4 id=\"entry-variants-1\">");
    assert_has(&rendered, chip, "<h4 id=\"search-list-1\">");
    assert_has(&rendered, chip, "<h4 id=\"summary\">");
    assert_has(&rendered, page, "<h2 id=\"content-1\">");
}

/* A class, a slot and an enum value of a base's own show without a line of code. */
static void test_own_schema(void)
{
    static const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"schema/own.yaml",
         "id: urn:test\nname: test\nimports: [linkml:types, dieline:types, dieline:default]\n"
         "classes:\n  Fab:\n    title: Fab\n    description: Where wafers are made.\n"
         "    is_a: Subject\n    slots: [cleanliness, lines]\n"
         "    annotations: {folder: fabs, sourced: false}\n"
         "  Line:\n    slots: [wafers, mood]\n"
         "slots:\n  cleanliness:\n    title: Cleanliness\n    range: Clean\n"
         "  lines:\n    title: Lines\n    range: Line\n    multivalued: true\n    inlined: true\n"
         "    inlined_as_list: true\n"
         "  wafers: {title: Wafers, range: integer}\n  mood: {title: Mood, range: string}\n"
         "enums:\n  Clean:\n    permissible_values:\n      spotless: {title: Without a spot}\n"},
        {"i18n/zh.yaml", "classes:\n  Fab: 晶圆厂\nslots:\n  cleanliness: 洁净度\n"},
        {"fabs/f1.yaml", "name: F1\ncleanliness: spotless\nlines:\n  - {wafers: 300, mood: calm}\n "
                         " - {wafers: 5}\n"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    assert_has(&rendered, "site/en/index.html", "href=\"fabs/index.html\"");
    assert_has(&rendered, "site/en/fabs/index.html", "Without a spot");
    assert_has(&rendered, "site/en/fabs/f1.html", "<tr id=\"cleanliness\">");
    assert_has(&rendered, "site/en/fabs/f1.html", "<h2 id=\"lines\">Lines</h2>");
    assert_has(&rendered, "markdown/en/fabs/f1.md", "| Wafers | Mood |");
    assert_has(&rendered, "markdown/en/fabs/f1.md", "| 300 | calm |");
    assert_has(&rendered, "site/zh/fabs/f1.html", "洁净度");
}

/* Files beside the base take the place of embedded ones, one by one. */
static void test_overrides(void)
{
    static const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"organizations/acme.yaml", "name: Acme\n"},
        {"templates/html/class.mustache", "own {{heading}} {{>extra}}"},
        {"templates/html/extra.mustache", "{{words.site.skip}}"},
        {"templates/i18n/en.yaml", "site.skip: Jump\n"},
        {"templates/assets/site.css", "a{}"},
        {"templates/assets/logo.svg", "<svg/>"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    g_assert_cmpstr(document_text(&rendered, "site/en/organizations/index.html"), ==,
                    "own Organizations Jump");
    g_assert_cmpstr(document_text(&rendered, "site/assets/site.css"), ==, "a{}");
    g_assert_cmpstr(document_text(&rendered, "site/assets/logo.svg"), ==, "<svg/>");
    assert_has(&rendered, "site/en/organizations/acme.html", "Jump");
    assert_has(&rendered, "site/zh/organizations/acme.html", "跳到正文");
}

/* The tags of a page without their attributes' values, comments and text: what a browser builds. */
static char *skeleton(const char *html)
{
    GString *tags = g_string_new(NULL);
    bool in_tag = false;
    char quote = '\0';
    for (; *html != '\0'; html++) {
        if (quote != '\0') {
            if (*html == quote)
                quote = '\0';
            continue;
        }
        if (in_tag && (*html == '"' || *html == '\''))
            quote = *html;
        else if (*html == '<')
            in_tag = true;
        if (in_tag)
            g_string_append_c(tags, *html);
        if (*html == '>')
            in_tag = false;
    }
    return g_string_free(tags, FALSE);
}

/* The tags that Markdown becomes, and how many cells its tables have, which CommonMark does not
 * know. */
static char *markdown_skeleton(const char *markdown)
{
    char *html = cmark_markdown_to_html(markdown, strlen(markdown), CMARK_OPT_UNSAFE);
    g_autofree char *tags = skeleton(html);
    free(html);
    unsigned bars = 0;
    for (const char *at = markdown; *at != '\0'; at++) {
        bars += *at == '|';
        if (*at == '\\' && at[1] != '\0')
            at++;
    }
    return g_strdup_printf("%s%u", tags, bars);
}

/* A base in which every text that users write is `text`. */
static Rendered render_text(const char *text)
{
    g_autoptr(GString) quoted = g_string_new("'");
    for (const char *at = text; *at != '\0'; at++)
        g_string_append_printf(quoted, *at == '\'' ? "''" : "%c", *at);
    g_string_append_c(quoted, '\'');
    const char *q = quoted->str;
    g_autofree char *config =
        g_strdup_printf("format: 1\nname: %s\nlanguages: [en, zh]\nlicense: %s\n", q, q);
    g_autofree char *source = g_strdup_printf(
        "name: %s\ntitle: %s\npublisher: %s\nauthor: [%s]\npublished: 2025\n", q, q, q, q);
    g_autofree char *chip = g_strdup_printf(
        "name: %s\nsummary: %s\naliases: [%s]\nmaker: {value: m, note: %s, quote: %s, locator: "
        "%s}\n"
        "source: s\nfeatures: [%s]\nmilestones:\n  - {event: tape_out, date: 2021, note: %s}\n"
        "tags: [%s]\n",
        q, q, q, q, q, q, q, q, q);
    g_autofree char *maker = g_strdup_printf("name: %s\nsummary: %s\n", q, q);
    const TestFile files[] = {{"kb.yaml", config},
                              {"sources/s.yaml", source},
                              {"organizations/m.yaml", maker},
                              {"chips/c.yaml", chip}};
    return render(files, G_N_ELEMENTS(files));
}

/* Hostile text adds no element and no attribute to any page. */
static void test_hostile_text(void)
{
    static const char *const texts[] = {
        "\"><script>alert(1)</script>",
        "' onmouseover='alert(1)",
        "javascript:alert(1)",
        "\\\"; x [label=pwn]",
        "</title></a></td></table>",
        "{{name}} {{{name}}} {{>layout}}",
        "[x](javascript:1) ![x](y) <https://example.org>",
        "\\",
        "%1 \\N \\G %s %n",
        "a | b | c",
        "# x",
        "1. x",
        "* x",
        "`x` *x* _x_ ~~x~~",
        "&lt;script&gt; &#60;b&#62;",
        "<!-- x -->",
        "https://example.org www.example.org",
        "---",
        "[^1]: x",
        "\u202Eabc\u202C",
    };
    g_auto(Rendered) harmless = render_text("harmless");
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_auto(Rendered) hostile = render_text(texts[i]);
        GHashTableIter iter;
        gpointer path, text;
        g_hash_table_iter_init(&iter, hostile.documents);
        while (g_hash_table_iter_next(&iter, &path, &text)) {
            const bool is_html = g_str_has_suffix(path, ".html");
            if (!is_html && !g_str_has_suffix(path, ".md"))
                continue;
            const char *other = document_text(&harmless, path);
            g_autofree char *found = is_html ? skeleton(text) : markdown_skeleton(text);
            g_autofree char *wanted = is_html ? skeleton(other) : markdown_skeleton(other);
            if (strcmp(found, wanted) != 0)
                g_error("%s with %s:\n%s", (char *)path, texts[i], (char *)text);
        }
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pages/entry", test_entry);
    g_test_add_func("/pages/echoes", test_echoes);
    g_test_add_func("/pages/links", test_links);
    g_test_add_func("/pages/no-broken-links", test_no_broken_links);
    g_test_add_func("/pages/open-questions", test_open_questions);
    g_test_add_func("/pages/plans", test_plans);
    g_test_add_func("/pages/nothing-moved", test_nothing_moved);
    g_test_add_func("/pages/conflicts", test_conflicts);
    g_test_add_func("/pages/figures", test_figures);
    g_test_add_func("/pages/markdown-is-tidy", test_markdown_is_tidy);
    g_test_add_func("/pages/headings", test_headings);
    g_test_add_func("/pages/own-schema", test_own_schema);
    g_test_add_func("/pages/overrides", test_overrides);
    g_test_add_func("/pages/hostile-text", test_hostile_text);
    return g_test_run();
}
