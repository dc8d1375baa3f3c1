/* Lists that are too long for one page, and what does not grow with the knowledge base. */
#include "page/parts.h"
#include "pages_fixture.h"

#define CONFIG \
    "format: 1\nname: {en: Long base, zh: 长库}\nlanguages: [en, zh]\nas_of: 2026-01-04\n"
#define PAPER "name: Paper\ntitle: On chips\npublished: 2025-12-22\n"

/* Chips c000, c001, ...: `count` documents, each with `rest` behind its name. */
static char *chips_text(size_t count, const char *rest)
{
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(out, "---\nid: c%03zu\nname: C%03zu\nsource: paper\n%s", i, i, rest);
    return g_string_free(out, FALSE);
}

static void test_cut(void)
{
    g_autoptr(Arena) arena = arena_new();
    const ListParts none = list_parts_make(arena, NULL, "chips/index", "chips", 0, 500);
    g_assert_cmpuint(none.count, ==, 1);
    g_assert_cmpuint(none.items[0].end, ==, 0);
    g_assert_cmpuint(list_parts_make(arena, NULL, "a", "a", 500, 500).count, ==, 1);
    const ListParts parts = list_parts_make(arena, NULL, "chips/index", "chips", 1001, 500);
    g_assert_cmpuint(parts.count, ==, 3);
    g_assert_cmpstr(parts.items[0].path, ==, "chips/index");
    g_assert_cmpstr(parts.items[2].path, ==, "index/chips-3");
    g_assert_cmpuint(parts.items[2].first_row, ==, 1000);
    g_assert_cmpuint(parts.items[2].end, ==, 1001);
    g_assert_true(list_part_first(&parts.items[2]) == &parts.items[0]);
    g_assert_true(list_part_with(&parts.items[0], 499) == &parts.items[0]);
    g_assert_true(list_part_with(&parts.items[2], 500) == &parts.items[1]);
    /* A section of rows 400 to 600. */
    const SectionCut first = list_part_cut(&parts.items[0], 400, 200);
    g_assert_cmpuint(first.first, ==, 0);
    g_assert_cmpuint(first.end, ==, 100);
    const SectionCut second = list_part_cut(&parts.items[1], 400, 200);
    g_assert_cmpuint(second.first, ==, 100);
    g_assert_cmpuint(second.end, ==, 200);
    const SectionCut third = list_part_cut(&parts.items[2], 400, 200);
    g_assert_cmpuint(third.first, ==, third.end);
}

/* Ids that look like pages are no obstacle; both pages have the columns of both. */
static void test_class(void)
{
    g_autofree char *chips = chips_text(500, "memory_capacity: 64 GB\n");
    const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"sources/paper.yaml", PAPER},
        {"chips/many.yaml", chips},
        {"chips/index-2.yaml", "name: Index two\nsource: paper\ntdp: 300 W\n"},
        {"chips/chips-2.yaml", "name: Chips two\nsource: paper\n"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    static const char first[] = "site/en/chips/index.html";
    assert_has(&rendered, first, "<h1>Chips <span class=\"count\">502</span></h1>");
    assert_has(&rendered, first, "<link rel=\"next\" href=\"../index/chips-2.html\">");
    assert_lacks(&rendered, first, "rel=\"prev\"");
    assert_has(&rendered, first, "<p class=\"position\">Page 1 of 2</p>");
    assert_has(&rendered, first, "aria-current=\"page\">C000 – C499</a>");
    assert_has(&rendered, first, "<a href=\"../index/chips-2.html\">Chips two – Index two</a>");
    assert_has(&rendered, first, "chips/c499.html");
    assert_lacks(&rendered, first, "chips/index-2.html");
    assert_has(&rendered, first, "data-unit=\"W\">TDP</th>");
    static const char second[] = "site/en/index/chips-2.html";
    assert_has(&rendered, second, "<h1>Chips: Chips two – Index two</h1>");
    assert_has(&rendered, second, "<meta name=\"description\" content=\"Page 2 of 2\">");
    assert_has(&rendered, second, "<link rel=\"prev\" href=\"../chips/index.html\">");
    assert_lacks(&rendered, second, "rel=\"next\"");
    assert_has(&rendered, second, "<li><a href=\"../chips/index.html\">Chips</a></li>");
    assert_has(&rendered, second, "data-unit=\"GB\">Memory capacity</th>");
    assert_has(&rendered, second, "<a href=\"../chips/index-2.html\">Index two</a>");
    assert_has(&rendered, second, "href=\"../../zh/index/chips-2.html\" hreflang=\"zh\"");
    assert_lacks(&rendered, second, "502");
    assert_has(&rendered, "site/zh/index/chips-2.html",
               "<p class=\"position\">第 2 页，共 2 页</p>");
    assert_has(&rendered, "markdown/en/chips/index.md",
               "Entries: 502\n\nPage 1 of 2\n\n- C000 – C499\n");
    assert_has(&rendered, "markdown/en/index/chips-2.md",
               "- Previous: [C000 – C499](../chips/index.md)\n");
    assert_has(&rendered, "markdown/en/index/chips-2.md", "| [Index two](../chips/index-2.md) |");
}

/* A plan of each chip is overdue, so that it is a question, too; what comes behind them begins on
 * another page, to which its heading on the first one leads. */
static const char CAME[] =
    "name: Came\nsource: paper\nmilestones:\n  - event: tape_out\n    date:\n"
    "      - {value: 2023, status: planned, as_of: 2022}\n      - {value: 2023-05, as_of: 2024}\n";

static void assert_stories(const Rendered *rendered)
{
    static const char moved[] = "site/en/what-moved.html";
    assert_has(rendered, moved,
               "<h2 id=\"plans-overdue\">Overdue <span class=\"count\">201</span>");
    assert_has(rendered, moved,
               "<a href=\"index/what-moved-2.html#plans-confirmed\">On page 2</a>");
    assert_has(rendered, "site/en/index/what-moved-2.html", "<h2 id=\"plans-overdue\">");
    assert_has(rendered, "site/en/index/what-moved-2.html", "chips/came.html#milestone-tape_out");
    assert_has(rendered, "markdown/en/what-moved.md", "[On page 2](index/what-moved-2.md)");
    static const char questions[] = "site/en/open-questions.html";
    assert_has(rendered, questions, "<a href=\"index/open-questions-2.html\">201 – 202</a>");
    assert_has(rendered, questions,
               "<a href=\"index/open-questions-2.html#questions-undated\">On page 2</a>");
    assert_has(rendered, "site/en/index/open-questions-2.html", "chips/undated.html");
    assert_lacks(rendered, "site/en/index/open-questions-2.html", "questions-conflicts");
    assert_has(rendered, "markdown/en/index/open-questions-2.md", "[Undated](../chips/undated.md)");
    assert_lacks(rendered, "markdown/en/index/open-questions-2.md", "Conflicts");
}

static void test_stories(void)
{
    g_autofree char *chips = chips_text(
        201, "milestones:\n  - {event: tape_out, date: 2024, status: planned, as_of: 2023}\n");
    const TestFile files[] = {
        {"kb.yaml", CONFIG},        {"sources/paper.yaml", PAPER},
        {"chips/many.yaml", chips}, {"chips/undated.yaml", "name: Undated\nsource: paper\n"},
        {"chips/came.yaml", CAME},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    assert_stories(&rendered);
}

/* Names that are not translated are rows of the report. */
static void test_report(void)
{
    g_autofree char *chips = chips_text(501, "summary: {en: Short.}\n");
    const TestFile files[] = {
        {"kb.yaml", CONFIG}, {"sources/paper.yaml", PAPER}, {"chips/many.yaml", chips}};
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    assert_has(&rendered, "site/en/report.html", "id=\"report-classes\"");
    assert_has(&rendered, "site/en/report.html", "chips/c498.html");
    assert_lacks(&rendered, "site/en/report.html", "chips/c499.html");
    static const char second[] = "site/en/index/report-2.html";
    assert_has(&rendered, second, "<h2 id=\"report-untranslated\">");
    assert_has(&rendered, second, "chips/c499.html");
    assert_lacks(&rendered, second, "report-classes");
    assert_lacks(&rendered, second, "report-sources");
    assert_has(&rendered, "markdown/en/index/report-2.md", "[C499](../chips/c499.md)");
}

/* Several gaps of one slot are one row, on each page that has some of them. */
static void test_many_gaps(void)
{
    g_autoptr(GString) chip = g_string_new("name: {en: Much, zh: 多}\nsource: paper\naliases:\n");
    for (size_t i = 0; i < 600; i++)
        g_string_append_printf(chip, "  - {en: Name %zu}\n", i);
    const TestFile files[] = {
        {"kb.yaml", CONFIG}, {"sources/paper.yaml", PAPER}, {"chips/much.yaml", chip->str}};
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    assert_has(&rendered, "site/en/report.html", "<dd>600</dd>");
    assert_has(&rendered, "site/en/index/report-2.html", "chips/much.html");
}

/* Numbers of things are grouped, whatever they are numbers of. */
static void test_counts(void)
{
    g_autofree char *chips = chips_text(1000, "tdp: [{value: 3 W}, {value: 5 W}]\n");
    const TestFile files[] = {
        {"kb.yaml", CONFIG
         "accept:\n  - {slug: claim.conflict, in: chips/many.yaml, note: {en: So, zh: 是}}\n"},
        {"sources/paper.yaml", PAPER},
        {"chips/many.yaml", chips},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    assert_has(&rendered, "site/en/report.html", "#questions-judged\">1,000</a>");
    assert_has(&rendered, "site/en/sources/paper.html", "2,000");
}

#define FEW "diagrams/few.yaml", "kind: timeline\ntitle: Few\nselect: {ids: [c001]}\n"
#define MANY "diagrams/all.yaml", "kind: timeline\ntitle: All\nselect: {class: Chip}\n"

static Rendered render_chips(size_t count, const char *lines, const char *config)
{
    g_autofree char *chips = chips_text(count, lines);
    const TestFile files[] = {{"kb.yaml", config},
                              {"sources/paper.yaml", PAPER},
                              {"chips/many.yaml", chips},
                              {FEW},
                              {MANY}};
    return render(files, G_N_ELEMENTS(files));
}

/* Rows that are not too many, but long. */
#define LONG                                              \
    "milestones:\n  - {event: tape_out, date: 2024-05}\n" \
    "  - {event: commercial_launch, date: 2025-07}\n"

/* Home does not hold a picture that is larger than all else on it: it has another one, unless it
 * is told. */
static void test_large_picture(void)
{
    g_auto(Rendered) rendered = render_chips(149, LONG, CONFIG);
    assert_has(&rendered, "site/en/diagrams/all.html", "<svg ");
    assert_has(&rendered, "site/en/index.html", "<a href=\"diagrams/few.html\">Few</a>");
    assert_has(&rendered, "site/en/index.html", "<svg ");
    g_auto(Rendered) told = render_chips(149, LONG, CONFIG "home_diagram: all\n");
    assert_lacks(&told, "site/en/index.html", "<svg ");
    assert_has(&told, "site/en/index.html", "<a href=\"diagrams/all.html\">This diagram is large;");
}

/* Of one in parts it has the overview. */
static void test_home_of_parts(void)
{
    g_auto(Rendered) rendered = render_chips(
        500, "milestones:\n  - {event: tape_out, date: 2024-05}\n", CONFIG "home_diagram: all\n");
    assert_has(&rendered, "site/en/index.html", "href=\"diagrams/all.4.html\"");
    assert_lacks(&rendered, "site/en/index.html", "href=\"diagrams/few.html\"");
    assert_has(&rendered, "site/en/diagrams/all.4.html", "<svg ");
    g_assert_false(g_hash_table_contains(rendered.documents, "site/en/diagrams/all.5.html"));
}

/* One entry more changes home, its class's index and what tells of it, and no other page. */
static void test_independent(void)
{
    g_autofree char *few = chips_text(3, "tdp: 300 W\n");
    g_autofree char *more = chips_text(4, "tdp: 300 W\n");
    const TestFile before[] = {
        {"kb.yaml", CONFIG}, {"sources/paper.yaml", PAPER}, {"chips/many.yaml", few}};
    const TestFile after[] = {
        {"kb.yaml", CONFIG}, {"sources/paper.yaml", PAPER}, {"chips/many.yaml", more}};
    g_auto(Rendered) old = render(before, G_N_ELEMENTS(before));
    g_auto(Rendered) new = render(after, G_N_ELEMENTS(after));
    static const char *const same[] = {"site/en/chips/c000.html", "site/zh/sources/index.html",
                                       "site/en/what-moved.html", "markdown/en/chips/c000.md"};
    for (size_t i = 0; i < G_N_ELEMENTS(same); i++)
        g_assert_cmpstr(document_text(&old, same[i]), ==, document_text(&new, same[i]));
    assert_has(&old, "site/en/index.html", "Chips <span class=\"count\">3</span>");
    assert_has(&new, "site/en/index.html", "Chips <span class=\"count\">4</span>");
    assert_has(&new, "markdown/en/index.md", "[Chips](chips/index.md) (4)");
    assert_has(&new, "markdown/zh/chips/index.md", "条目：4\n");
}

/* A knowledge base with so many free pages in English, and one in Chinese. */
static Rendered render_pages(size_t count)
{
    TestFile *files = g_new0(TestFile, count + 3);
    files[0] = (TestFile){"kb.yaml", CONFIG};
    files[1] = (TestFile){"sources/paper.yaml", PAPER};
    files[2] = (TestFile){"pages/zh/p000.md", "# 第一页\n\n文字。\n"};
    for (size_t i = 0; i < count; i++) {
        files[i + 3].path = g_strdup_printf("pages/en/p%03zu.md", i);
        files[i + 3].text = g_strdup_printf("# Page %03zu\n\nText.\n", i);
    }
    const Rendered rendered = render(files, count + 3);
    for (size_t i = 3; i < count + 3; i++) {
        g_free((char *)files[i].path);
        g_free((char *)files[i].text);
    }
    g_free(files);
    return rendered;
}

/* The links on every page do not grow with the free pages. */
static void test_free_pages(void)
{
    g_auto(Rendered) all = render_pages(50);
    assert_has(&all, "site/en/index.html", "<a href=\"pages/p049.html\">Page 049</a>");
    assert_lacks(&all, "site/en/index.html", "All pages");
    assert_lacks(&all, "site/en/pages/p049.html", "class=\"breadcrumb\"");
    g_assert_false(g_hash_table_contains(all.documents, "site/en/index/pages.html"));
    g_auto(Rendered) some = render_pages(51);
    g_auto(Rendered) many = render_pages(501);
    g_assert_cmpstr(document_text(&some, "site/en/pages/p007.html"), ==,
                    document_text(&many, "site/en/pages/p007.html"));
    assert_has(&some, "site/en/pages/p007.html", "<a href=\"../index/pages.html\">All pages</a>");
    assert_lacks(&some, "site/en/pages/p007.html", "p050.html");
    assert_has(&some, "site/en/pages/p050.html",
               "<li><a href=\"../index/pages.html\" aria-current=\"page\">All pages</a>");
    assert_has(&some, "site/en/pages/p050.html", "class=\"breadcrumb\"");
    assert_has(&some, "site/en/index/pages.html", "<a href=\"../pages/p050.html\">Page 050</a>");
    assert_has(&some, "site/en/index/pages.html", "<a href=\"../../zh/index.html\"");
    assert_has(&some, "markdown/en/index.md", "- [All pages](index/pages.md)\n");
    assert_has(&some, "markdown/en/index/pages.md", "- [Page 050](../pages/p050.md)\n");
    g_assert_false(g_hash_table_contains(some.documents, "site/zh/index/pages.html"));
    assert_has(&many, "site/en/index/pages-2.html", "<a href=\"../pages/p500.html\">Page 500</a>");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page-parts/cut", test_cut);
    g_test_add_func("/page-parts/class", test_class);
    g_test_add_func("/page-parts/stories", test_stories);
    g_test_add_func("/page-parts/report", test_report);
    g_test_add_func("/page-parts/many-gaps", test_many_gaps);
    g_test_add_func("/page-parts/counts", test_counts);
    g_test_add_func("/page-parts/large-picture", test_large_picture);
    g_test_add_func("/page-parts/home-of-parts", test_home_of_parts);
    g_test_add_func("/page-parts/independent", test_independent);
    g_test_add_func("/page-parts/free-pages", test_free_pages);
    return g_test_run();
}
