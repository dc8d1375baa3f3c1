/* Lineages that are too large for one picture. */
#include "diagram_fixture.h"
#include "svg_labels.h"

#include "layout/layout.h"
#include "select/plate.h"

static void add_chips(Fixture *f, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("chip-%04zu", i);
        fixture_add_entry(f, &f->chip, id, id, id);
    }
}

static size_t relate_chain(Fixture *f)
{
    for (size_t i = 1; i < f->kb.entry_count; i++)
        fixture_relate(f, f->kb.entries[i], &f->successor_of, f->kb.entries[i - 1]);
    return f->kb.entry_count - 1;
}

static size_t relate_ring(Fixture *f)
{
    fixture_relate(f, f->kb.entries[0], &f->built_on, f->kb.entries[f->kb.entry_count - 1]);
    for (size_t i = 1; i < f->kb.entry_count; i++)
        fixture_relate(f, f->kb.entries[i], &f->built_on, f->kb.entries[i - 1]);
    return f->kb.entry_count;
}

static size_t relate_star(Fixture *f)
{
    for (size_t i = 1; i < f->kb.entry_count; i++)
        fixture_relate(f, f->kb.entries[i], &f->built_on, f->kb.entries[0]);
    return f->kb.entry_count - 1;
}

static size_t relate_all(Fixture *f)
{
    const size_t count = f->kb.entry_count;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++)
            if (i != k)
                fixture_relate(f, f->kb.entries[i], &f->built_on, f->kb.entries[k]);
    return count * (count - 1);
}

static size_t relate_nothing(Fixture *f)
{
    (void)f;
    return 0;
}

/* A family of 221: the root with 12 branches of it; a smaller one of 40, and 60 of three. */
static size_t relate_families(Fixture *f)
{
    size_t relations = 0;
    for (size_t i = 0; i < f->kb.entry_count; i++) {
        const size_t base = i < 221 ? (i < 13 ? 0 : 1 + i % 12) : i < 261 ? 221 : i - i % 3;
        if (base == i)
            continue;
        fixture_relate(f, f->kb.entries[i], &f->built_on, f->kb.entries[base]);
        relations++;
    }
    return relations;
}

/* One family that no picture holds: a root with 11 leaves and branches of 90 each. */
static size_t relate_branches(Fixture *f)
{
    for (size_t i = 1; i < f->kb.entry_count; i++)
        fixture_relate(f, f->kb.entries[i], &f->built_on,
                       f->kb.entries[i < 12 || i % 90 == 12 ? 0 : i - (i - 12) % 90]);
    return f->kb.entry_count - 1;
}

/* The second half belongs to the first entry. */
static size_t relate_makers(Fixture *f)
{
    static Slot maker;
    maker = fixture_slot("maker", "Maker", "厂商", RANGE_REFERENCE, false, 9);
    for (size_t i = f->kb.entry_count / 2; i < f->kb.entry_count; i++)
        fixture_relate(f, f->kb.entries[i], &maker, f->kb.entries[0]);
    return relate_chain(f);
}

static const struct Shaped {
    const char *name;
    size_t count;
    size_t (*relate)(Fixture *f); /* returns how many relations it made */
    bool drawn;                   /* that takes a while */
} shapes[] = {
    {"chain", 2000, relate_chain, false},     {"short chain", 300, relate_chain, true},
    {"ring", 5000, relate_ring, false},       {"star", 3000, relate_star, false},
    {"small star", 320, relate_star, true},   {"all to all", 40, relate_all, true},
    {"nothing", 400, relate_nothing, true},   {"families", 441, relate_families, true},
    {"branches", 372, relate_branches, true},
};

static Fixture *new_split(const struct Shaped *shape, size_t *relations)
{
    Fixture *f = fixture_new();
    add_chips(f, shape->count);
    *relations = shape->relate(f);
    fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    fixture_plates(f);
    return f;
}

static void assert_reported_once(const Fixture *f)
{
    const GPtrArray *all = diagnostics_sorted(f->diags);
    g_assert_cmpuint(all->len, ==, 1);
    g_assert_cmpint(((const Diagnostic *)all->pdata[0])->id, ==, DIAG_LAYOUT_TOO_LARGE);
}

/* Every entry is in one part; no part is too large. */
static void test_members(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
        size_t relations;
        g_autoptr(Fixture) f = new_split(&shapes[i], &relations);
        assert_reported_once(f);
        const Plate *whole = fixture_plates(f)->items[0];
        g_assert_cmpuint(whole->part_count, >, 1);
        g_assert_cmpuint(f->plates.count, ==, whole->part_count + 1);
        /* Not many more than there must be. */
        g_assert_cmpuint(whole->part_count, <=, shapes[i].count / 3);
        for (size_t k = 0; k < f->kb.entry_count; k++) {
            unsigned homes = 0;
            for (size_t p = 0; p < whole->part_count; p++)
                homes += plate_shows(whole->parts[p], f->kb.entries[k]);
            g_assert_cmpuint(homes, ==, 1);
        }
        for (size_t p = 0; p < whole->part_count; p++) {
            g_assert_true(f->plates.items[p + 1] == whole->parts[p]);
            g_assert_true(whole->parts[p]->whole == whole);
            g_assert_cmpuint(whole->parts[p]->entry_count, <=, PICTURE_NODES_MAX);
        }
    }
}

/* What leads out of one part leads into another, which knows. */
static void test_exits(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
        size_t relations;
        g_autoptr(Fixture) f = new_split(&shapes[i], &relations);
        const Plate *whole = fixture_plates(f)->items[0];
        for (size_t p = 0; p < whole->part_count; p++) {
            for (size_t k = 0; k < whole->parts[p]->exit_count; k++) {
                const PlateExit *way = &whole->parts[p]->exits[k];
                const Entry *beyond = way->member == way->from ? way->to : way->from;
                g_assert_true(plate_shows(whole->parts[p], way->member));
                g_assert_true(plate_shows(way->part, beyond));
                g_assert_true(way->part != whole->parts[p]);
            }
        }
    }
}

static size_t count_rows(const Picture *picture)
{
    size_t count = 0;
    for (const View *row = view_get(picture->table, "rows")->first; row; row = row->next)
        count++;
    return count;
}

/* Rows of a lineage's table that say what an entry is related to. */
static size_t count_relations(const Picture *picture)
{
    size_t count = 0;
    for (const View *row = view_get(picture->table, "rows")->first; row; row = row->next) {
        const View *to = view_get(row, "cells")->first->next->next;
        count += view_get(to, "text")->text[0] != '\0';
    }
    return count;
}

/* All parts are drawn, and their tables have all relations: those between parts twice. */
static void test_pictures(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
        if (!shapes[i].drawn)
            continue;
        size_t relations;
        g_autoptr(Fixture) f = new_split(&shapes[i], &relations);
        const Plate *whole = fixture_plates(f)->items[0];
        g_autoptr(Pictures) pictures = fixture_draw(f);
        assert_reported_once(f); /* nothing new */
        size_t rows = 0;
        size_t exits = 0;
        for (size_t k = 0; k < pictures->count; k++) {
            const Picture *picture = pictures->items[k];
            g_assert_false(picture->failed);
            g_autofree char *svg = fixture_svg(picture, false);
            svg_labels_assert_clear(svg);
            if (picture->plate != whole && picture->language == 0) {
                rows += count_relations(picture);
                exits += picture->plate->exit_count;
            }
        }
        g_assert_cmpuint(exits % 2, ==, 0);
        g_assert_cmpuint(rows - exits / 2, ==, relations);
        g_assert_cmpuint(count_rows(pictures->items[0]), ==, whole->part_count);
    }
}

/* Readers get from the whole to its parts, and from part to part. */
static void test_links(void)
{
    size_t relations;
    g_autoptr(Fixture) f = new_split(&shapes[1], &relations);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autofree char *whole = fixture_svg(pictures->items[0], false);
    g_autofree char *first = fixture_svg(pictures->items[f->kb.language_count], false);
    g_assert_nonnull(strstr(whole, "href=\"../site/en/diagrams/lineage.1.html\""));
    g_assert_nonnull(strstr(whole, "href=\"../site/en/diagrams/lineage.2.html\""));
    g_assert_null(strstr(first, "href=\"../site/en/diagrams/lineage.1.html\""));
    g_assert_nonnull(strstr(first, "href=\"../site/en/diagrams/lineage.2.html\""));
}

static size_t generation_of(const Entry *entry)
{
    return object_find(&entry->object, "generation")->items[0].value.choice->index;
}

/* A diagram may name the slot by which it is cut, and colours mean the same in all parts. */
static void test_split_by(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_chips(f, 300);
    for (size_t i = 0; i < f->kb.entry_count; i++)
        fixture_set_generation(f, f->kb.entries[i], i % 3);
    relate_chain(f);
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    diagram->split_by = diagram->color_by = "generation";
    const Plate *whole = fixture_plates(f)->items[0];
    g_assert_cmpuint(whole->color_count, ==, 3);
    size_t before = 0;
    for (size_t p = 0; p < whole->part_count; p++) {
        const Plate *part = whole->parts[p];
        g_assert_true(part->colors == whole->colors);
        size_t most = 0;
        for (size_t i = 0; i < part->entry_count; i++) {
            const size_t generation = generation_of(part->entries[i]);
            g_assert_cmpuint(generation, >=, before);
            most = MAX(most, generation);
        }
        before = most;
    }
    g_assert_cmpuint(before, ==, 2);
}

static Plate *const *split_shape(Fixture *f, size_t count, size_t (*relate)(Fixture *))
{
    add_chips(f, count);
    relate(f);
    fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    return fixture_plates(f)->items[0]->parts;
}

static void assert_name(const Plate *part, const char *name, const char *chinese,
                        const char *nature)
{
    g_assert_true(g_str_has_suffix(part->title->texts[0], name));
    g_assert_true(g_str_has_suffix(part->title->texts[1], chinese));
    g_assert_cmpstr(part->nature->texts[0], ==, nature);
}

/* A family that a picture holds is one part, named after its root; small ones share one. */
static void test_families(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Plate *const *parts = split_shape(f, 441, relate_families);
    g_assert_cmpuint(f->plates.items[0]->part_count, ==, 4);
    assert_name(parts[0], ": chip-0000, 221", "：chip-0000，221", "family");
    assert_name(parts[1], ": chip-0221, 40", "：chip-0221，40", "family");
    assert_name(parts[2], ": chip-0261 – chip-0357, 99", "：chip-0261 – chip-0357，99",
                "several families");
    assert_name(parts[3], ": chip-0360 – chip-0438, 81", "：chip-0360 – chip-0438，81",
                "several families");
    for (size_t i = 0; i < 4; i++)
        g_assert_cmpuint(parts[i]->exit_count, ==, 0);
}

/* One that is too large is cut where its branches leave it: each leads back to the root. */
static void test_branches(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Plate *const *parts = split_shape(f, 12 + 4 * 90, relate_branches);
    g_assert_cmpuint(f->plates.items[0]->part_count, ==, 5);
    assert_name(parts[0], ": chip-0000, 12", "：chip-0000，12", "family");
    assert_name(parts[1], ": chip-0012, 90", "：chip-0012，90", "branch of chip-0000");
    g_assert_cmpuint(parts[0]->exit_count, ==, 4);
    for (size_t i = 1; i < 5; i++) {
        g_assert_cmpuint(parts[i]->exit_count, ==, 1);
        g_assert_true(parts[i]->exits[0].part == parts[0]);
        g_assert_true(parts[0]->exits[i - 1].part == parts[i]);
    }
}

/* Parts that would be called the same tell their numbers. */
static void test_same_names(void)
{
    g_autoptr(Fixture) f = fixture_new();
    for (size_t i = 0; i < 2 * 140; i++) {
        g_autofree char *id = g_strdup_printf("chip-%04zu", i);
        fixture_add_entry(f, &f->chip, id, "X", "X");
        if (i % 140 > 0)
            fixture_relate(f, f->kb.entries[i], &f->built_on, f->kb.entries[i - i % 140]);
    }
    fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    Plate *const *parts = fixture_plates(f)->items[0]->parts;
    assert_name(parts[0], ": X, 140", "：X，140", "family");
    assert_name(parts[1], ": X, 140 (2/2)", "：X，140（2/2）", "family");
}

/* Entries of one maker stay together, if the diagram says so. */
static void test_makers(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_chips(f, 320);
    relate_makers(f);
    fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage")->split_by = "maker";
    const Plate *whole = fixture_plates(f)->items[0];
    g_assert_nonnull(strstr(whole->parts[0]->title->texts[0], ": chip-0000, "));
    const size_t half = f->kb.entry_count / 2;
    for (size_t p = 0; p < whole->part_count; p++) {
        const Entry **entries = whole->parts[p]->entries;
        const bool late = entries[0]->index >= half;
        for (size_t k = 0; k < whole->parts[p]->entry_count; k++)
            g_assert_cmpint(entries[k]->index >= half, ==, late);
    }
}

/* With clusters, they take the makers' place: what is in one box stays in one box. */
static void test_clusters(void)
{
    enum { CHIPS = 270 };
    g_autoptr(Fixture) f = fixture_new();
    add_chips(f, CHIPS);
    relate_chain(f);
    for (size_t i = 0; i < CHIPS; i++)
        fixture_set_generation(f, f->kb.entries[i], i % 3);
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    diagram->cluster = "generation";
    diagram->ranked_by_year = true;
    const Plate *whole = fixture_plates(f)->items[0];
    g_assert_cmpuint(whole->part_count, >=, 3);
    for (size_t p = 0; p < whole->part_count; p++) {
        const Plate *part = whole->parts[p];
        const EnumValue *first =
            object_best_named(&part->entries[0]->object, "generation")->value.choice;
        g_assert_cmpstr(part->diagram->cluster, ==, "generation");
        g_assert_true(part->diagram->ranked_by_year);
        g_assert_nonnull(strstr(part->title->texts[0], first->title.texts[0]));
        g_assert_nonnull(strstr(part->title->texts[1], first->title.texts[1]));
        for (size_t k = 0; k < part->entry_count; k++)
            g_assert_true(
                object_best_named(&part->entries[k]->object, "generation")->value.choice == first);
    }
}

static void test_what_fits_stays(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_chips(f, PICTURE_NODES_MAX);
    relate_chain(f);
    fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    fixture_add_diagram(f, DIAGRAM_TIMELINE, "timeline");
    g_assert_cmpuint(fixture_plates(f)->count, ==, 2);
    g_assert_cmpuint(f->plates.items[0]->part_count, ==, 0);
    g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
}

/* A name of 40,000 characters never reaches Graphviz: it is cut to its node's size. */
static void test_long_name(void)
{
    g_autoptr(Fixture) f = fixture_new();
    g_autofree char *name = g_strnfill(40000, 'x');
    Entry *base = fixture_add_entry(f, &f->chip, "base", "Base", "基础");
    Entry *chip = fixture_add_entry(f, &f->chip, "chip", name, name);
    fixture_relate(f, chip, &f->successor_of, base);
    fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autofree char *svg = fixture_svg(pictures->items[0], false);
    g_assert_false(pictures->items[0]->failed);
    svg_labels_assert_clear(svg);
}

/* The legend of life spans has bars, as they have, and says what the dotted one of another part is.
 */
static void test_spans_legend(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_chips(f, 12 + 4 * 90);
    relate_branches(f);
    for (size_t i = 0; i < f->kb.entry_count; i++) {
        fixture_set_generation(f, f->kb.entries[i], 0);
        fixture_add_milestone(f, f->kb.entries[i], EVENT_LAUNCH, i < 12 ? "2001" : "2002",
                              STATUS_ACTUAL);
    }
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    diagram->on_axis = true;
    diagram->color_by = "generation";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[f->kb.language_count]); /* the first part */
    size_t hues = 0;
    size_t dotted = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (box->role != ROLE_SAMPLE)
            continue;
        g_assert_true(box->shape == SHAPE_BAR);
        hues += box->hue == 0 && !box->hollow;
        dotted += box->line == LINE_DOTTED;
    }
    g_assert_cmpuint(hues, ==, 1);
    g_assert_cmpuint(dotted, ==, 1);
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/split/members", test_members);
    g_test_add_func("/split/exits", test_exits);
    g_test_add_func("/split/pictures", test_pictures);
    g_test_add_func("/split/links", test_links);
    g_test_add_func("/split/split-by", test_split_by);
    g_test_add_func("/split/families", test_families);
    g_test_add_func("/split/branches", test_branches);
    g_test_add_func("/split/same-names", test_same_names);
    g_test_add_func("/split/makers", test_makers);
    g_test_add_func("/split/clusters", test_clusters);
    g_test_add_func("/split/what-fits-stays", test_what_fits_stays);
    g_test_add_func("/split/long-name", test_long_name);
    g_test_add_func("/split/spans-legend", test_spans_legend);
    return g_test_run();
}
