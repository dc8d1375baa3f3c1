/* The small picture on an entry's page. */
#include "diagram/neighbourhood.h"

#include "diagram_fixture.h"
#include "svg_labels.h"

#include "select/relation.h"

static void count_backlink(const Entry *to, const Slot *slot, int64_t count, const Claim *claim,
                           void *user)
{
    (void)count, (void)claim;
    Backlink backlink = *(Backlink *)user;
    backlink.slot = slot;
    ((Entry *)to)->backlinks[((Entry *)to)->backlink_count++] = backlink;
}

/* What link/ does. */
static void link_back(Fixture *f)
{
    for (size_t i = 0; i < f->kb.entry_count; i++)
        f->kb.entries[i]->backlinks = arena_new0(f->arena, Backlink, f->kb.entry_count);
    for (size_t i = 0; i < f->kb.entry_count; i++) {
        Backlink backlink = {.from = f->kb.entries[i]};
        relations_visit(f->kb.entries[i], count_backlink, &backlink);
    }
}

static char *draw(Fixture *f, const Entry *entry, size_t language)
{
    fixture_find(f);
    const SvgTarget target = {.prefix = "../", .extension = ".html"};
    g_autoptr(Arena) arena = arena_new();
    GString *out = g_string_new(NULL);
    const NeighbourhoodInput input = {&f->kb, entry, language, f->words[language], NULL};
    neighbourhood_draw(&input, &target, arena, out);
    return g_string_free(out, FALSE);
}

/* Where the label's text begins, from the left. */
static double x_of(const char *svg, const char *text)
{
    SvgLabels labels;
    svg_labels_read(&labels, svg);
    double x = -1;
    for (guint i = 0; i < labels.items->len && x < 0; i++)
        if (strcmp(g_array_index(labels.items, SvgLabel, i).text, text) == 0)
            x = g_array_index(labels.items, SvgLabel, i).left;
    svg_labels_clear(&labels);
    return x;
}

/* base <- die <- board <- card <- rack: two steps from the board, and no further. */
static void test_two_steps(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *oldest = fixture_add_entry(f, &f->architecture, "a-oldest", "Oldest", "最旧");
    Entry *base = fixture_add_entry(f, &f->architecture, "base", "Base", "基础");
    Entry *die = fixture_add_entry(f, &f->chip, "die", "Die", "裸片");
    Entry *board = fixture_add_entry(f, &f->chip, "board", "Board", "板");
    Entry *card = fixture_add_entry(f, &f->chip, "card", "Card", "卡");
    Entry *draft = fixture_add_entry(f, &f->chip, "draft", "Draft", "草稿");
    Entry *rack = fixture_add_entry(f, &f->system, "rack", "Rack", "机架");
    Entry *hall = fixture_add_entry(f, &f->system, "room", "Room", "机房");
    draft->draft = true;
    fixture_relate(f, base, &f->successor_of, oldest);
    fixture_relate(f, die, &f->built_on, base);
    fixture_compose(f, board, die, 2);
    fixture_relate(f, card, &f->built_on, board);
    fixture_relate(f, draft, &f->built_on, board);
    fixture_relate(f, rack, &f->built_on, card);
    fixture_relate(f, hall, &f->built_on, rack);
    link_back(f);
    g_autofree char *svg = draw(f, board, 0);
    svg_labels_assert_clear(svg);
    static const char *const in_order[] = {"Base", "Die", "Board", "Card", "Rack"};
    for (size_t i = 0; i < G_N_ELEMENTS(in_order); i++) {
        g_assert_cmpfloat(x_of(svg, in_order[i]), >, 0);
        g_assert_true(i == 0 || x_of(svg, in_order[i]) > x_of(svg, in_order[i - 1]));
    }
    static const char *const absent[] = {"Oldest", "Draft", "Room"};
    for (size_t i = 0; i < G_N_ELEMENTS(absent); i++)
        g_assert_cmpfloat(x_of(svg, absent[i]), ==, -1);
    g_assert_cmpfloat(x_of(svg, "× 2"), >, 0);
    g_assert_nonnull(strstr(svg, "href=\"../chips/card.html\""));
    g_assert_null(strstr(svg, "href=\"../chips/board.html\"")); /* the reader is there */
    g_assert_nonnull(strstr(svg, "<title>Board – Composed of – Die × 2</title>"));

    g_autofree char *chinese = draw(f, board, 1);
    svg_labels_assert_clear(chinese);
    g_assert_cmpfloat(x_of(chinese, "裸片"), >, 0);
}

/* Two arrive at one node: each has a tip of its own. */
static void test_tips_keep_apart(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *base = fixture_add_entry(f, &f->chip, "base", "Base", "基础");
    Entry *one = fixture_add_entry(f, &f->chip, "one", "One", "一");
    Entry *two = fixture_add_entry(f, &f->chip, "two", "Two", "二");
    fixture_relate(f, one, &f->built_on, base);
    fixture_relate(f, two, &f->successor_of, base);
    link_back(f);
    g_autofree char *svg = draw(f, base, 0);
    static const char tip[] = "<path class=\"dl-fill\" d=\"";
    const char *first = strstr(svg, tip);
    g_assert_nonnull(first);
    const char *second = strstr(first + 1, tip);
    g_assert_nonnull(second);
    g_assert_cmpint(strncmp(first, second, strcspn(first + strlen(tip), "\"") + strlen(tip)), !=,
                    0);
}

static void test_nothing_related(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *alone = fixture_add_entry(f, &f->chip, "alone", "Alone", "独");
    link_back(f);
    g_autofree char *svg = draw(f, alone, 0);
    g_assert_cmpstr(svg, ==, "");
}

/* A ring of mutual relations, and an entry related to itself, end. */
static void test_ring(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *chips[3];
    for (size_t i = 0; i < G_N_ELEMENTS(chips); i++) {
        g_autofree char *name = g_strdup_printf("chip-%zu", i);
        chips[i] = fixture_add_entry(f, &f->chip, name, name, name);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(chips); i++)
        fixture_relate(f, chips[i], &f->built_on, chips[(i + 1) % G_N_ELEMENTS(chips)]);
    fixture_relate(f, chips[0], &f->built_on, chips[0]);
    link_back(f);
    g_autofree char *svg = draw(f, chips[0], 0);
    svg_labels_assert_clear(svg);
    for (size_t i = 0; i < G_N_ELEMENTS(chips); i++)
        g_assert_cmpfloat(x_of(svg, chips[i]->id), >, 0);
}

/* What thousands build on stays small, and says that there is more. */
static void test_crowd(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *base = fixture_add_entry(f, &f->architecture, "base", "Base", "基础");
    for (size_t i = 0; i < 3000; i++) {
        g_autofree char *id = g_strdup_printf("chip-%04zu", i);
        g_autofree char *name =
            g_strdup_printf("一款名字很长的芯片 number %zu with a long name", i);
        fixture_relate(f, fixture_add_entry(f, &f->chip, id, name, name), &f->built_on, base);
    }

    Backlink *all = arena_new0(f->arena, Backlink, f->kb.entry_count);
    for (size_t i = 1; i < f->kb.entry_count; i++)
        all[base->backlink_count++] = (Backlink){f->kb.entries[i], &f->built_on, NULL};
    base->backlinks = all;
    for (size_t language = 0; language < f->kb.language_count; language++) {
        g_autofree char *svg = draw(f, base, language);
        svg_labels_assert_clear(svg);
        g_assert_cmpuint(strlen(svg), <, 16384);
        g_assert_cmpfloat(x_of(svg, language == 0 ? "and more" : "以及更多"), >, 0);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/neighbourhood/tips-keep-apart", test_tips_keep_apart);
    g_test_add_func("/neighbourhood/two-steps", test_two_steps);
    g_test_add_func("/neighbourhood/nothing-related", test_nothing_related);
    g_test_add_func("/neighbourhood/ring", test_ring);
    g_test_add_func("/neighbourhood/crowd", test_crowd);
    return g_test_run();
}
