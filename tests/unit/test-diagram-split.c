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
    {"chain", 2000, relate_chain, false},   {"short chain", 200, relate_chain, true},
    {"ring", 5000, relate_ring, false},     {"star", 3000, relate_star, false},
    {"small star", 320, relate_star, true}, {"all to all", 40, relate_all, true},
    {"nothing", 400, relate_nothing, true}, {"two makers", 240, relate_makers, true},
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
    add_chips(f, 240);
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

/* Entries of one maker stay together. */
static void test_makers(void)
{
    size_t relations;
    g_autoptr(Fixture) f = new_split(&shapes[G_N_ELEMENTS(shapes) - 1], &relations);
    const Plate *whole = fixture_plates(f)->items[0];
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
    enum { CHIPS = 165 };
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

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/split/members", test_members);
    g_test_add_func("/split/exits", test_exits);
    g_test_add_func("/split/pictures", test_pictures);
    g_test_add_func("/split/links", test_links);
    g_test_add_func("/split/split-by", test_split_by);
    g_test_add_func("/split/makers", test_makers);
    g_test_add_func("/split/clusters", test_clusters);
    g_test_add_func("/split/what-fits-stays", test_what_fits_stays);
    g_test_add_func("/split/long-name", test_long_name);
    return g_test_run();
}
