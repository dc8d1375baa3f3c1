/* What rests on a source, and how a page is cited. */
#include "find/cited.h"
#include "pages_fixture.h"

static const TestFile FILES[] = {
    {"kb.yaml", "format: 1\nname: 'All & {some} of #1'\nlanguages: [en]\nas_of: 2026-02-03\n"
                "license: CC0\nbase_url: https://example.org/a%20b\n"},
    {"sources/one.yaml", "name: One\ntitle: One\npublished: 2025-01-01\n"},
    {"sources/two.yaml", "name: Two\ntitle: Two\npublished: 2025-02-01\n"},
    {"chips/hidden.yaml", "name: Hidden\ndraft: true\nsource: one\ntdp: 1 W\n"},
    {"chips/x.yaml", "name: 'X_1 \\ 50% ~ {y'\n"
                     "tdp: [{value: 300 W, source: one}, {value: 400 W, source: two}]\n"
                     "memory_capacity: {value: 64 GB, source: [one, two]}\n"
                     "die_area: [{value: 600 mm2, source: one}, {value: 600.0 mm2, source: two}]\n"
                     "milestones:\n"
                     "  - {event: tape_out, date: 2024-05, source: one}\n"
                     "  - {event: tape_out, date: 2024, source: two}\n"
                     "  - {event: mass_production, date: 2025, source: one}\n"},
};

static const CitedSource *cited_by_id(const Rendered *rendered, const char *id)
{
    const Entry *source = kb_find_entry(compilation_kb(rendered->compilation), id);
    return rendered->context.site->cited[source->index]->cited;
}

/* The first claim of the slot; NULL: none rests on the source. */
static const CitedClaim *find_claim(const CitedSource *source, const char *slot, const char *text)
{
    for (size_t i = 0; i < source->entries[0].count; i++) {
        const CitedClaim *claim = &source->entries[0].claims[i];
        if (strcmp(claim->slot->name, slot) == 0 && strcmp(claim->claim->value.text, text) == 0)
            return claim;
    }
    return NULL;
}

/* Nobody else says it: not in the claim, in its slot, or in another item of the same milestone. */
static void test_only_source(void)
{
    g_auto(Rendered) rendered = render(FILES, G_N_ELEMENTS(FILES));
    const CitedSource *one = cited_by_id(&rendered, "one");
    g_assert_cmpuint(one->entry_count, ==, 1); /* drafts rest on nothing */
    g_assert_true(find_claim(one, "tdp", "300 W")->is_only);
    g_assert_false(find_claim(one, "memory_capacity", "64 GB")->is_only);
    g_assert_false(find_claim(one, "die_area", "600 mm2")->is_only);
    g_assert_false(find_claim(one, "date", "2024-05")->is_only);
    g_assert_true(find_claim(one, "date", "2025")->is_only);
    g_assert_cmpstr(find_claim(one, "date", "2025")->outer->name, ==, "milestones");
    g_assert_null(find_claim(one, "tdp", "400 W"));
}

/* The report and the source's page count alike. */
static void test_counts_agree(void)
{
    g_auto(Rendered) rendered = render(FILES, G_N_ELEMENTS(FILES));
    const Report *report = &rendered.context.site->report;
    g_assert_cmpuint(report->source_count, ==, 2);
    for (size_t i = 0; i < report->source_count; i++) {
        const CitedSource *cited = cited_by_id(&rendered, report->sources[i].source->id);
        g_assert_cmpuint(cited->claim_count, ==, report->sources[i].claims);
        g_assert_cmpuint(cited->entry_count, ==, report->sources[i].entries);
    }
}

static void test_page(void)
{
    g_auto(Rendered) rendered = render(FILES, G_N_ELEMENTS(FILES));
    const char *html = "site/en/sources/one.html";
    assert_has(&rendered, html, "<h2 id=\"entry-cited\">What rests on it</h2>");
    assert_has(&rendered, html, "<a href=\"../chips/x.html#milestone-tape_out\">Tape-out</a>");
    assert_has(&rendered, html,
               "<a href=\"../chips/x.html#tdp\">TDP</a>"
               "<span class=\"conflict\">Sources disagree</span>");
    assert_lacks(&rendered, html, "Tape-out: Event");
    assert_has(&rendered, "markdown/en/sources/one.md",
               "| TDP · **Sources disagree** | 300 W · no");
    const char *chip = "site/en/chips/x.html";
    assert_has(&rendered, chip, "<tr id=\"tdp~2\">");
    assert_has(&rendered, chip, "<a class=\"permalink\" href=\"#tdp~2\"");
    assert_has(&rendered, chip, "<tr id=\"milestone-tape_out~2\">");
}

/* What TeX would take for its own is escaped; dates are as precise as that of the base. */
static void test_citation(void)
{
    g_auto(Rendered) rendered = render(FILES, G_N_ELEMENTS(FILES));
    const char *chip = "site/en/chips/x.html";
    assert_has(&rendered, chip,
               "@misc{x,\n  title = {{X\\_1 \\textbackslash{} 50\\% \\textasciitilde{} "
               "\\textbraceleft{}y}},\n"
               "  howpublished = {{All \\&amp; \\textbraceleft{}some\\textbraceright{} of \\#1}},\n"
               "  year = {2026},\n  month = feb,\n  note = {{As of 2026-02-03; data: CC0}},\n"
               "  url = {https://example.org/a%20b/en/chips/x.html}\n}");
    assert_has(&rendered, chip, "&quot;issued&quot;: {&quot;date-parts&quot;:[[2026,2,3]]}");
    assert_has(&rendered, chip, "as of 3 Feb 2026.");
}

/* Machines are told no more of the date than was stated, and no year that they cannot read. */
static void test_vague_dates(void)
{
    static const struct {
        const char *as_of, *bibtex, *csl;
    } cases[] = {
        {"2026-02-28", "year = {2026},\n  month = feb,", "&quot;:[[2026,2,28]]}"},
        {"2026-02", "year = {2026},\n  month = feb,", "&quot;:[[2026,2]]}"},
        {"2026-02-03/2026-02-05", "year = {2026},\n  month = feb,", "&quot;:[[2026,2]]}"},
        {"2026-Q1", "year = {2026},\n  note", "&quot;:[[2026]]}"},
        {"2025-12-22/2026-01-01", "base}},\n  note", NULL},
        {"202X", "base}},\n  note", NULL},
        {"Y12345", "base}},\n  note", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *kb = g_strdup_printf("format: 1\nname: base\nlanguages: [en]\nas_of: %s\n"
                                              "base_url: https://example.org/\n",
                                              cases[i].as_of);
        const TestFile files[] = {{"kb.yaml", kb}, {"chips/x.yaml", "name: X\n"}};
        g_auto(Rendered) rendered = render(files, G_N_ELEMENTS(files));
        const char *chip = "site/en/chips/x.html";
        assert_has(&rendered, chip, cases[i].bibtex);
        if (cases[i].csl != NULL)
            assert_has(&rendered, chip, cases[i].csl);
        else
            assert_lacks(&rendered, chip, "&quot;issued&quot;");
        assert_lacks(&rendered, "site/sitemap.xml", "<lastmod>Y");
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/cited/only-source", test_only_source);
    g_test_add_func("/cited/counts-agree", test_counts_agree);
    g_test_add_func("/cited/page", test_page);
    g_test_add_func("/cited/citation", test_citation);
    g_test_add_func("/cited/vague-dates", test_vague_dates);
    return g_test_run();
}
