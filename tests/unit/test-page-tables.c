/* Indexes of classes: which columns they have, where cells stand in their order, and what scripts
 * load; entries side by side. */
#include "page/sort_keys.h"
#include "pages_fixture.h"

#define CONFIG "format: 1\nname: {en: Tables, zh: 表}\nlanguages: [en, zh]\nas_of: 2026-01-04\n"
#define PAPER "name: Paper\ntitle: On chips\npublished: 2025-12-22\n"
#define OTHER "name: Other\ntitle: On other chips\npublished: 2025-12-23\n"

static const char CHIPS_PAGE[] = "site/en/chips/index.html";

static const char CHIPS[] =
    "---\nid: plain\nname: Plain\nsource: paper\nmaker: biren\ntdp: 300 W\n"
    "milestones: [{event: tape_out, date: 2024-Q2}]\n"
    "---\nid: range\nname: Range\nsource: paper\ntdp: 0.3..0.4 kW\n"
    "---\nid: bound\nname: Bound\nsource: paper\ntdp: \">= 500 W\"\n"
    "---\nid: most\nname: Most\nsource: paper\ntdp: \"< 75 W\"\n"
    "---\nid: about\nname: About\nsource: paper\ntdp: ~ 300 W\n"
    "---\nid: empty\nname: Empty\nsource: paper\nstage: [development, physical_design]\n"
    "milestones: [{event: mass_production, date: 2026-H2, status: planned}]\n";

static void test_sort_keys(void)
{
    const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"sources/paper.yaml", PAPER},
        {"organizations/biren.yaml", "name: Biren\nkind: company\nsource: paper\n"},
        {"chips/chips.yaml", CHIPS},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    assert_has(&rendered, CHIPS_PAGE, "data-low=\"300\" data-high=\"300\"><data value=\"300 W\"");
    assert_has(&rendered, CHIPS_PAGE,
               "data-low=\"300\" data-high=\"400\"><data value=\"0.3..0.4 kW\"");
    assert_has(&rendered, CHIPS_PAGE, "data-low=\"500\"><data value=\"&gt;= 500 W\"");
    assert_has(&rendered, CHIPS_PAGE, "data-high=\"75\"><data value=\"&lt; 75 W\"");
    assert_has(&rendered, CHIPS_PAGE, "data-low=\"300\" data-high=\"300\"><data value=\"~ 300 W\"");
    assert_has(&rendered, CHIPS_PAGE, "<a href=\"../organizations/biren.html\" data-is=\"biren\">");
    assert_has(&rendered, CHIPS_PAGE, "<span data-is=\"mass_production\">");
    /* What happened last, and what is next. */
    assert_has(&rendered, CHIPS_PAGE,
               "<td class=\"event\" data-low=\"2024-04-01\" data-high=\"2024-06-30\"><span "
               "data-is=\"tape_out\">");
    assert_has(&rendered, CHIPS_PAGE,
               "<td class=\"event\" data-low=\"2026-07-01\" data-high=\"2026-12-31\"><span "
               "data-is=\"mass_production\">");
}

/* Numbers that are no more than a whole and a day before our era. */
static void test_keys_of_values(void)
{
    g_autoptr(Arena) arena = arena_new();
    Edtf date;
    Problem problem;
    g_assert_true(edtf_parse("../2024-02", &date, &problem));
    const SortKeys open = sort_keys_of_date(arena, &date);
    g_assert_null(open.low);
    g_assert_cmpstr(open.high, ==, "2024-02-29");
    const Value count = {.kind = VALUE_INTEGER, .integer = -3};
    g_assert_cmpstr(sort_keys_of_value(arena, &count).low, ==, "-3");
    const Value absent = {.kind = VALUE_UNKNOWN};
    g_assert_null(sort_keys_of_value(arena, &absent).low);
    g_assert_null(sort_keys_of_value(arena, &absent).high);
}

/* The schema's order; what no entry has is no column; a subclass has its parent's. */
static void test_columns(void)
{
    static const char schema[] =
        "id: urn:x:own\nname: own\nimports: [dieline:default]\nclasses:\n"
        "  Chip: {annotations: {columns: tdp next_milestone maker process}}\n"
        "  Special: {is_a: Chip, annotations: {folder: specials}}\n";
    const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"schema/own.yaml", schema},
        {"sources/paper.yaml", PAPER},
        {"organizations/biren.yaml", "name: Biren\nkind: company\nsource: paper\n"},
        {"chips/chips.yaml", CHIPS},
        {"specials/one.yaml", "name: One\nsource: paper\nclock: 1 GHz\ntdp: 5 W\n"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    assert_has(
        &rendered, CHIPS_PAGE,
        "data-name=\"tdp\" data-kind=\"number\" data-unit=\"W\">TDP</th>\n"
        "<th scope=\"col\" data-name=\"next_milestone\" data-kind=\"date\">Next milestone</th>\n"
        "<th scope=\"col\" data-name=\"maker\" data-kind=\"choice\">Maker</th>\n</tr>");
    assert_has(&rendered, "site/en/specials/index.html", "data-name=\"tdp\"");
    assert_lacks(&rendered, "site/en/specials/index.html", "data-name=\"clock\"");
}

/* Two entries with a conflict and a plan: the same cell on the page of the comparison and in what
 * scripts load. */
static void test_side_by_side(void)
{
    const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"sources/paper.yaml", PAPER},
        {"sources/other.yaml", OTHER},
        {"chips/old.yaml", "name: Old\nsource: paper\ntdp: 300 W\nclock: 1.5 GHz\n"
                           "variants: [{key: fast, clock: 2 GHz}]\n"},
        {"chips/new.yaml", "name: New\nsource: paper\nsuccessor_of: old\nclock: 1500 MHz\n"
                           "tdp: [{value: 400 W}, {value: 500 W, source: other}]\n"
                           "milestones: [{event: tape_out, date: 2027, status: planned}]\n"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    static const char page[] = "site/en/compare/new+chain.html";
    assert_has(&rendered, page,
               "<th scope=\"col\"><a href=\"../chips/old.html\">Old</a></th>\n"
               "<th scope=\"col\"><a href=\"../chips/new.html\">New</a></th>");
    assert_has(&rendered, page, "<tr class=\"differs\">\n<th scope=\"row\">TDP<span");
    assert_has(&rendered, page, "<tr>\n<th scope=\"row\">Clock</th>"); /* written in other units */
    assert_has(&rendered, page, "<span class=\"absent\">not stated</span>");
    assert_has(&rendered, page, "Sources disagree");
    assert_has(&rendered, page, "status-planned");
    assert_has(&rendered, page, "<li id=\"source-2\">");
    assert_has(&rendered, "site/en/chips/new.html", "<a href=\"../compare/new+chain.html\">");
    assert_has(&rendered, "site/en/chips/old.html", "<a href=\"../compare/new+chain.html\">");
    assert_has(&rendered, "site/en/chips/old.html", "<a href=\"../compare/old+variants.html\">");
    assert_has(&rendered, "site/en/compare.html", "<a href=\"compare/new+chain.html\">");
    static const char script[] = "site/en/chips/new.js";
    assert_has(&rendered, script, "dielineEntry({\"path\":\"chips/new\",\"title\":\"New\"");
    assert_has(&rendered, script, "\"tdp\",\"TDP\",\"Power and form\",\"");
    assert_has(&rendered, script, "Sources disagree");
    assert_has(&rendered, script, "[\"other\",\"");
    assert_has(&rendered, "markdown/en/compare/new+chain.md", "| TDP |");
}

/* Eight generations, the third of which has a second successor, which says that it follows the
 * seventh, too; two that follow each other; and what nobody sees yet, which follows two. */
static void test_chains(void)
{
    static const char chips[] = "---\nid: g1\nname: G1\nsource: paper\n"
                                "---\nid: g2\nname: G2\nsource: paper\nsuccessor_of: g1\n"
                                "---\nid: g3\nname: G3\nsource: paper\nsuccessor_of: g2\n"
                                "---\nid: g4\nname: G4\nsource: paper\nsuccessor_of: g3\n"
                                "---\nid: g5\nname: G5\nsource: paper\nsuccessor_of: g4\n"
                                "---\nid: g6\nname: G6\nsource: paper\nsuccessor_of: g5\n"
                                "---\nid: g7\nname: G7\nsource: paper\nsuccessor_of: g6\n"
                                "---\nid: g8\nname: G8\nsource: paper\nsuccessor_of: g7\n"
                                "---\nid: side\nname: Side\nsource: paper\nsuccessor_of: [g3, g7]\n"
                                "---\nid: hen\nname: Hen\nsource: paper\nfollows: egg\n"
                                "---\nid: egg\nname: Egg\nsource: paper\nfollows: hen\n"
                                "---\nid: a-draft\nname: Draft\nsource: paper\ndraft: true\n"
                                "successor_of: [hen, g2]\n";
    static const char schema[] =
        "id: urn:x:own\nname: own\nimports: [dieline:default]\nslots:\n"
        "  follows: {title: Follows, range: Chip, annotations: {compared: chain}}\n"
        "classes:\n  Chip: {slots: [follows]}\n";
    const TestFile files[] = {{"kb.yaml", CONFIG},
                              {"schema/own.yaml", schema},
                              {"sources/paper.yaml", PAPER},
                              {"chips/chips.yaml", chips}};
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    static const char *const pages[] = {"g6", "g8", "side", "egg"};
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *link = g_strdup_printf("<a href=\"compare/%s+chain.html\">", pages[i]);
        assert_has(&rendered, "site/en/compare.html", link);
    }
    static const char *const none[] = {"g1", "g2", "g3", "g4", "g5", "g7"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        g_autofree char *link = g_strdup_printf("compare/%s+chain", none[i]);
        assert_lacks(&rendered, "site/en/compare.html", link);
    }
    static const char first[] = "site/en/compare/g6+chain.html";
    assert_has(&rendered, first, "<a href=\"../chips/g1.html\">G1</a>");
    assert_has(&rendered, "site/en/compare/g8+chain.html", "<a href=\"../chips/g6.html\">G6</a>");
    assert_has(&rendered, "site/en/chips/g1.html", "<a href=\"../compare/g6+chain.html\">");
    assert_has(&rendered, "site/en/chips/g3.html", "<a href=\"../compare/side+chain.html\">");
    assert_has(&rendered, "site/en/chips/g6.html", "<a href=\"../compare/g8+chain.html\">");
    assert_has(&rendered, "site/en/chips/hen.html", "<a href=\"../compare/egg+chain.html\">");
}

/* More than are shown, each of which says so twice: counted once. */
static void test_related_twice(void)
{
    enum { CHIPS_MANY = 103 };
    g_autoptr(GString) chips = g_string_new(NULL);
    for (unsigned i = 0; i < CHIPS_MANY; i++)
        g_string_append_printf(chips,
                               "---\nid: c%u\nname: Chip %u\nsource: paper\n"
                               "packaged_with: [{part: hbm, count: 2}, {part: hbm, count: 4}]\n",
                               i, i);
    const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"sources/paper.yaml", PAPER},
        {"memories/hbm.yaml", "name: HBM\nsource: paper\n"},
        {"chips/chips.yaml", chips->str},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    assert_has(&rendered, "site/en/memories/hbm.html", "<span class=\"count\">103</span>");
    assert_has(&rendered, "site/en/memories/hbm.html", "<p class=\"about\">+ 3</p>");
}

/* A line has more members than there is room for: the page says so. Who is known not to be of it
 * has no link there. */
static void test_more_members(void)
{
    g_autoptr(GString) chips = g_string_new("---\nid: other\nname: Other\nsource: paper\n"
                                            "product_line: {value: line, rank: deprecated}\n");
    for (unsigned i = 0; i < 9; i++)
        g_string_append_printf(chips,
                               "---\nid: c%u\nname: Chip %u\nsource: paper\n"
                               "product_line: line\n",
                               i, i);
    const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"sources/paper.yaml", PAPER},
        {"chips/line.yaml", "name: Line\nsource: paper\n"},
        {"chips/chips.yaml", chips->str},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    static const char page[] = "compare/line+members.html";
    assert_has(&rendered, "site/en/compare/line+members.html", "<p class=\"about\">+ 3</p>");
    assert_has(&rendered, "markdown/en/compare/line+members.md", "\n\\+ 3\n");
    assert_has(&rendered, "site/en/chips/c8.html", page);
    assert_lacks(&rendered, "site/en/chips/other.html", page);
}

/* A slot of one's own stands in its group, beside those that the default schema has there. */
static void test_groups(void)
{
    static const char schema[] = "id: urn:x:own\nname: own\nimports: [dieline:default]\n"
                                 "slots: {sockets: {range: integer, slot_group: overview}}\n"
                                 "classes: {Chip: {slots: [sockets]}}\n";
    const TestFile files[] = {
        {"kb.yaml", CONFIG},
        {"schema/own.yaml", schema},
        {"sources/paper.yaml", PAPER},
        {"chips/old.yaml", "name: Old\nsource: paper\nsegments: [training]\ntdp: 300 W\n"
                           "sockets: 1\nvariants: [{key: fast, tdp: 350 W}]\n"},
    };
    g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
    const char *page = g_hash_table_lookup(rendered.documents, "site/en/compare/old+variants.html");
    const char *first = strstr(page, ">Overview</th>");
    g_assert_nonnull(first);
    g_assert_null(strstr(first + 1, ">Overview</th>"));
    g_assert_nonnull(strstr(first, ">sockets</th>"));
    assert_has(&rendered, "site/en/chips/old.fast.js", "sockets\",\"sockets\",\"Overview\"");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page-tables/sort-keys", test_sort_keys);
    g_test_add_func("/page-tables/keys-of-values", test_keys_of_values);
    g_test_add_func("/page-tables/columns", test_columns);
    g_test_add_func("/page-tables/side-by-side", test_side_by_side);
    g_test_add_func("/page-tables/chains", test_chains);
    g_test_add_func("/page-tables/related-twice", test_related_twice);
    g_test_add_func("/page-tables/more-members", test_more_members);
    g_test_add_func("/page-tables/groups", test_groups);
    return g_test_run();
}
