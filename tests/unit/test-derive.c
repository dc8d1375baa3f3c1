/* derive/derive.h: what follows in the repository's own knowledge base. */
#include "compile.h"
#include "derive/derive.h"

#include <string.h>

static Compilation *compile(Diagnostics *diags)
{
    const CompileOptions options = {.kb_path = "kb"};
    Compilation *compilation = compile_kb(&options, diags);
    g_assert_nonnull(compilation_kb(compilation));
    return compilation;
}

/* Facts F62 to F66, F72 and F73: four gross margins, four shares of R&D in revenue, the R&D of
 * three and a half years, the growth of revenue. */
static void test_figures_agree(void)
{
    g_autoptr(Diagnostics) diags = diagnostics_new();
    g_autoptr(Compilation) compilation = compile(diags);
    g_autoptr(Diagnostics) again = diagnostics_new();
    const size_t compared = derive_check_figures(compilation_kb(compilation), again);
    g_assert_cmpuint(compared, >=, 4 + 4 + 1 + 1);
    g_assert_cmpuint(diagnostics_sorted(again)->len, ==, 0);
}

static void test_provenance(void)
{
    g_autoptr(Diagnostics) diags = diagnostics_new();
    g_autoptr(Compilation) compilation = compile(diags);
    const Entry *blink = kb_find_entry(compilation_kb(compilation), "blink");
    const Claim *total = object_best(&blink->object, SLOT_TOTAL_BANDWIDTH);
    g_assert_nonnull(total);
    g_assert_cmpfloat(total->value.quantity->min, ==, 256);
    g_assert_cmpfloat(total->value.quantity->max, ==, 512);
    g_assert_cmpuint(claim_details(total)->from_count, ==, 2);
    g_assert_cmpstr(claim_details(total)->from[0].slot->name, ==, "lane_bandwidth");
    g_assert_true(claim_details(total)->from[1].claim == object_best(&blink->object, SLOT_LANES));
    g_assert_cmpuint(total->citation_count, ==, 1);
    g_assert_cmpstr(total->citations[0].source->id, ==, "herald-2025-12");
    g_assert_cmpstr(total->as_of->text, ==, claim_details(total)->from[0].claim->as_of->text);
    g_assert_cmpint(total->status, ==, STATUS_ACTUAL);
    /* In the schema's order, where a stated one would be. */
    const Claims *after = object_claims(&blink->object, SLOT_LANE_BANDWIDTH) + 1;
    g_assert_cmpstr(after->slot->name, ==, "total_bandwidth");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/derive/figures-agree", test_figures_agree);
    g_test_add_func("/derive/provenance", test_provenance);
    return g_test_run();
}
