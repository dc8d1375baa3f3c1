/* Floor plans: what is in the package is in the picture, as often, where it belongs. */
#include "diagram_fixture.h"

static unsigned count_nodes(const Scene *scene, const char *id)
{
    unsigned count = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        count += box->role == ROLE_NODE && strcmp(box->entry->id, id) == 0;
    return count;
}

/* Only the substrate may have something upon it. */
static void assert_tidy(const Scene *scene)
{
    for (const SceneBox *a = scene->boxes; a != NULL; a = a->next) {
        if (a->role == ROLE_ANCHOR)
            continue;
        g_assert_true(a->x >= 0 && a->y >= 0 && a->x + a->width <= scene->width &&
                      a->y + a->height <= scene->height);
        for (const SceneBox *b = a->next; b != NULL && a->role != ROLE_CONTAINER; b = b->next)
            g_assert_false(b->role != ROLE_ANCHOR && scene_boxes_touch(a, b, -0.01));
    }
}

static Entry *add_package(Fixture *f, int64_t dies, int64_t memories)
{
    Entry *die = fixture_add_entry(f, &f->chip, "br106", "BR106", "BR106");
    Entry *chip = fixture_add_entry(f, &f->chip, "br166", "BR166", "BR166");
    Entry *memory = fixture_add_entry(f, &f->memory, "dram", "DRAM", "DRAM");
    if (dies > 0)
        fixture_compose(f, chip, die, dies);
    if (memories > 0)
        fixture_package(f, chip, memory, memories);
    fixture_add_diagram(f, DIAGRAM_PACKAGE, "package")->subject.entry = chip;
    return chip;
}

static void test_counts(void)
{
    static const struct {
        int64_t dies;
        int64_t memories;
        unsigned die_boxes;
        unsigned memory_boxes;
        const char *label; /* in the SVG; NULL: none */
    } cases[] = {
        {2, 4, 2, 4, NULL},     {1, 0, 1, 0, NULL},
        {8, 16, 8, 16, NULL},   {2, 17, 2, 1, "× 17"},
        {4, 5, 4, 5, NULL},     {100, 0, 1, 0, "× 100"},
        {16, 12, 16, 12, NULL}, {2, 1000000, 2, 1, "× 1000000"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Fixture) f = fixture_new();
        add_package(f, cases[i].dies, cases[i].memories);
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        g_assert_cmpuint(count_nodes(scene, "br106"), ==, cases[i].die_boxes);
        g_assert_cmpuint(count_nodes(scene, "dram"), ==, cases[i].memory_boxes);
        assert_tidy(scene);
        g_autofree char *svg = fixture_svg(pictures->items[0], false);
        if (cases[i].label != NULL)
            g_assert_nonnull(strstr(svg, cases[i].label));
        g_assert_nonnull(strstr(svg, "schematic: sizes and places are not stated"));
        g_assert_nonnull(strstr(svg, "href=\"../site/en/chips/br166.html\""));
    }
}

/* Memory stands on both sides of the dies. */
static void test_sides(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_package(f, 2, 4);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    const SceneBox *die = fixture_find_node(scene, "br106");
    unsigned left = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        left += box->role == ROLE_NODE && strcmp(box->entry->id, "dram") == 0 && box->x < die->x;
    g_assert_cmpuint(left, ==, 2);
    g_autofree char *svg = fixture_svg(pictures->items[1], true);
    g_assert_nonnull(
        strstr(svg, "<desc id=\"dl-package-desc\">布局图：BR106 × 2，DRAM × 4。</desc>"));
    g_autofree char *dot = fixture_dot(pictures->items[0]);
    g_assert_nonnull(strstr(dot, "label=\"DRAM\\nMemory\""));
}

/* Areas are as the numbers say, or the picture claims nothing. */
static void test_scale(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *chip = add_package(f, 2, 0);
    Entry *io = fixture_add_entry(f, &f->chip, "io", "IO die", "IO裸晶");
    fixture_compose(f, chip, io, 1);
    fixture_set_quantity(f, f->kb.entries[0], &f->die_area, "400 mm2");
    {
        g_autoptr(Pictures) pictures = fixture_draw(f);
        g_autofree char *svg = fixture_svg(pictures->items[0], false);
        g_assert_nonnull(strstr(svg, "schematic"));
    }
    fixture_set_quantity(f, io, &f->die_area, "100 mm2");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    const SceneBox *large = fixture_find_node(scene, "br106");
    const SceneBox *small = fixture_find_node(scene, "io");
    g_assert_cmpfloat_with_epsilon(large->width * large->height, 4 * small->width * small->height,
                                   1e-6);
    assert_tidy(scene);
    g_autofree char *svg = fixture_svg(pictures->items[0], false);
    g_assert_nonnull(strstr(svg, ">400 mm²</text>"));
    g_assert_nonnull(strstr(svg, ">10 mm</text>"));
    g_assert_null(strstr(svg, "sizes and places are not stated"));
}

/* Dies are linked only where a source says how fast. */
static void test_link(void)
{
    for (unsigned stated = 0; stated < 2; stated++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *chip = add_package(f, 4, 2);
        if (stated)
            fixture_set_quantity(f, chip, &f->die_to_die, "896 GB/s");
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        unsigned wires = 0;
        for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
            wires += wire->role == ROLE_EDGE;
        g_assert_cmpuint(wires, ==, stated ? 4 : 0); /* around two rows of two */
        g_assert_cmpuint(fixture_count(scene, ROLE_LINK_LABEL), ==, stated); /* once for all */
        g_autofree char *svg = fixture_svg(pictures->items[0], false);
        g_assert_true((strstr(svg, ">896 GB/s</text>") != NULL) == (bool)stated);
        assert_tidy(scene);
    }
}

static const SceneBox *next_node(const SceneBox *box, const char *id)
{
    for (; box != NULL; box = box->next)
        if (box->role == ROLE_NODE && strcmp(box->entry->id, id) == 0)
            return box;
    return NULL;
}

/* Equal dies make a square; others stand below and above it, as many here as there. */
static void test_edges(void)
{
    for (unsigned others = 1; others <= 3; others++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *chip = add_package(f, 4, 4);
        fixture_compose(f, chip, fixture_add_entry(f, &f->chip, "io", "IO die", "IO裸晶"), others);
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        const SceneBox *dies[4];
        const SceneBox *box = scene->boxes;
        for (unsigned i = 0; i < 4; i++, box = box->next)
            dies[i] = box = next_node(box, "br106");
        g_assert_cmpfloat(dies[0]->y, ==, dies[1]->y);
        g_assert_cmpfloat(dies[0]->x, ==, dies[2]->x);
        g_assert_cmpfloat(dies[1]->x, ==, dies[3]->x);
        unsigned below = 0;
        unsigned above = 0;
        for (box = next_node(scene->boxes, "io"); box != NULL; box = next_node(box->next, "io")) {
            below += box->y >= dies[2]->y + dies[2]->height;
            above += box->y + box->height <= dies[0]->y;
        }
        g_assert_cmpuint(above, ==, others / 2);
        g_assert_cmpuint(below, ==, others - above);
        assert_tidy(scene);
    }
}

/* A chip of which no dies are stated is one, and one that is not known yet is none. */
static void test_one_and_none(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *chip = add_package(f, 0, 0);
    {
        g_autoptr(Pictures) pictures = fixture_draw(f);
        g_assert_cmpuint(count_nodes(fixture_scene(pictures->items[0]), "br166"), ==, 1);
        g_autofree char *svg = fixture_svg(pictures->items[0], false);
        g_assert_nonnull(strstr(svg, "no separate dies are stated"));
    }
    chip->draft = true;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(count_nodes(fixture_scene(pictures->items[0]), "br166"), ==, 0);
    g_autofree char *svg = fixture_svg(pictures->items[0], false);
    g_assert_null(strstr(svg, "BR166"));
    g_assert_nonnull(strstr(svg, "nothing is known of it yet"));
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diagram/package/counts", test_counts);
    g_test_add_func("/diagram/package/sides", test_sides);
    g_test_add_func("/diagram/package/scale", test_scale);
    g_test_add_func("/diagram/package/link", test_link);
    g_test_add_func("/diagram/package/edges", test_edges);
    g_test_add_func("/diagram/package/one-and-none", test_one_and_none);
    return g_test_run();
}
