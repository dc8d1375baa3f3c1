/* Lineage diagrams, laid out by this very program as the layout worker. */
#include "diagram_fixture.h"
#include "svg_labels.h"

#include "words/claim_describe.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <math.h>
#include <sys/wait.h>

/* BR166 is two BR106 and follows it; both have one architecture; a card stands alone. */
static Fixture *new_family(void)
{
    Fixture *f = fixture_new();
    Entry *base =
        fixture_add_entry(f, &f->architecture, "arch", "First architecture", "第一代架构");
    Entry *die = fixture_add_entry(f, &f->chip, "br106", "BR106", "BR106");
    Entry *chip = fixture_add_entry(f, &f->chip, "br166", "BR166", "BR166");
    fixture_add_entry(f, &f->system, "card", "PCIe card", "PCIe板卡");
    Entry *next = fixture_add_entry(f, &f->chip, "next", "Next", "下一代");
    Entry *draft = fixture_add_entry(f, &f->chip, "secret", "Secret", "秘密");
    draft->draft = true;
    fixture_relate(f, die, &f->built_on, base);
    fixture_relate(f, chip, &f->built_on, base);
    fixture_relate(f, chip, &f->built_on, base); /* a second source */
    fixture_relate(f, next, &f->successor_of, chip);
    fixture_relate(f, draft, &f->successor_of, chip);
    fixture_compose(f, chip, die, 2);
    fixture_add_milestone(f, next, EVENT_LAUNCH, "2028", STATUS_PLANNED);
    fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    return f;
}

static void test_family(void)
{
    g_autoptr(Fixture) f = new_family();
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(fixture_count(scene, ROLE_NODE), ==, 5);
    g_assert_cmpuint(fixture_count(scene, ROLE_EDGE), ==, 4);
    g_assert_cmpuint(fixture_count(scene, ROLE_SAMPLE_LINE), ==, 3);
    for (const SceneBox *a = scene->boxes; a != NULL; a = a->next) {
        if (a->role == ROLE_ANCHOR)
            continue;
        for (const SceneBox *b = a->next; b != NULL; b = b->next)
            g_assert_false(b->role != ROLE_ANCHOR && scene_boxes_touch(a, b, -0.01));
        g_assert_true(a->x >= 0 && a->y >= 0 && a->x + a->width <= scene->width &&
                      a->y + a->height <= scene->height);
        if (a->role == ROLE_NODE)
            g_assert_cmpint(a->line, ==,
                            strcmp(a->entry->id, "next") == 0 ? LINE_DASHED : LINE_SOLID);
    }
    g_autofree char *svg = fixture_svg(pictures->items[0], false);
    g_assert_nonnull(strstr(svg, ">× 2</text>"));
    g_assert_nonnull(strstr(svg, "href=\"../site/en/chips/br166.html\""));
    g_assert_nonnull(strstr(svg, "<title>BR166 – Chip</title>"));
    g_assert_null(strstr(svg, "Secret"));
}

/* Kinds of edges differ by their tips. */
static void test_kinds_differ(void)
{
    g_autoptr(Fixture) f = new_family();
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    for (const SceneWire *a = scene->wires; a != NULL; a = a->next)
        for (const SceneWire *b = a->next; b != NULL; b = b->next)
            if (a->role == ROLE_SAMPLE_LINE && b->role == ROLE_SAMPLE_LINE)
                g_assert_true(a->form != b->form && a->hue != b->hue);
}

static const SceneWire *find_edge(const Scene *scene, const Entry *from)
{
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == ROLE_EDGE && wire->from->entry == from)
            return wire;
    return NULL;
}

/* A relation looks as firm as it is said to be; what all are goes without saying. */
static void test_statuses(void)
{
    static const char *const names[STATUS_COUNT] = {
        [STATUS_ACTUAL] = "Successor of",
        [STATUS_PLANNED] = "Successor of (planned)",
        [STATUS_ESTIMATED] = "Successor of (estimated)",
        [STATUS_REPORTED] = "Successor of (reported)",
        [STATUS_RUMOURED] = "Successor of (rumoured)",
        [STATUS_CANCELLED] = "Successor of (cancelled)",
    };
    g_autoptr(Fixture) f = fixture_new();
    Entry *chips[STATUS_COUNT];
    Entry *base = fixture_add_entry(f, &f->chip, "base", "Base", "基础");
    for (int i = 0; i < STATUS_COUNT; i++) {
        chips[i] = fixture_add_entry(f, &f->chip, status_name((Status)i), "Next", "下一代");
        fixture_relate(f, chips[i], &f->successor_of, base)->status = (Status)i;
    }
    fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    for (int i = 0; i < STATUS_COUNT; i++) {
        const SceneWire *wire = find_edge(scene, chips[i]);
        g_autofree char *title = g_strdup_printf("Next – %s – Base", names[i]);
        g_assert_cmpstr(wire->title, ==, title);
        g_assert_cmpint(wire->hollow, ==, i != STATUS_ACTUAL);
        for (int k = 0; k < i; k++) {
            const SceneWire *other = find_edge(scene, chips[k]);
            g_assert_true(wire->hollow != other->hollow || wire->line != other->line ||
                          wire->struck != other->struck);
        }
    }
    g_assert_cmpuint(fixture_count(scene, ROLE_SAMPLE_LINE), ==, 1 + STATUS_COUNT);
}

/* Of several sources, which decides how firm a relation is? */
static void test_firmest(void)
{
    static const struct {
        Status statuses[2];
        const char *as_of[2];
        Rank rank : 8; /* of the second */
        Status wanted;
    } cases[] = {
        {{STATUS_PLANNED, STATUS_ACTUAL}, {"2025", "2024"}, RANK_NORMAL, STATUS_ACTUAL},
        {{STATUS_ACTUAL, STATUS_CANCELLED}, {"2024", "2025"}, RANK_NORMAL, STATUS_ACTUAL},
        {{STATUS_REPORTED, STATUS_ACTUAL}, {"2025", "2024"}, RANK_NORMAL, STATUS_ACTUAL},
        {{STATUS_ACTUAL, STATUS_REPORTED}, {"2024", "2025"}, RANK_NORMAL, STATUS_ACTUAL},
        {{STATUS_RUMOURED, STATUS_REPORTED}, {"2025", "2024"}, RANK_NORMAL, STATUS_REPORTED},
        {{STATUS_PLANNED, STATUS_CANCELLED}, {"2024", "2025"}, RANK_NORMAL, STATUS_CANCELLED},
        {{STATUS_PLANNED, STATUS_CANCELLED}, {"2025", "2024"}, RANK_NORMAL, STATUS_PLANNED},
        {{STATUS_PLANNED, STATUS_RUMOURED}, {"2025", "2025"}, RANK_NORMAL, STATUS_PLANNED},
        {{STATUS_ACTUAL, STATUS_PLANNED}, {"2024", "2024"}, RANK_PREFERRED, STATUS_PLANNED},
        {{STATUS_PLANNED, STATUS_ACTUAL}, {"2024", "2025"}, RANK_DEPRECATED, STATUS_PLANNED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *base = fixture_add_entry(f, &f->chip, "base", "Base", "基础");
        Entry *next = fixture_add_entry(f, &f->chip, "next", "Next", "下一代");
        for (int k = 0; k < 2; k++) {
            Claim *claim = fixture_relate(f, next, &f->successor_of, base);
            claim->status = cases[i].statuses[k];
            claim->as_of = fixture_new_edtf(f, cases[i].as_of[k]);
            if (k > 0)
                claim->rank = cases[i].rank;
        }
        fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        const char *status = claim_describe_status(f->words[0], cases[i].wanted);
        g_assert_cmpuint(fixture_count(scene, ROLE_EDGE), ==, 1);
        g_assert_true((strchr(find_edge(scene, next)->title, '(') != NULL) == (status != NULL));
        g_assert_true(status == NULL || strstr(find_edge(scene, next)->title, status) != NULL);
    }
}

static void assert_edges_meet(const Scene *scene)
{
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next) {
        if (wire->role != ROLE_EDGE)
            continue;
        const SceneBox start = {.x = wire->points[0].x, .y = wire->points[0].y};
        const SceneBox tip = {.x = wire->tip.x, .y = wire->tip.y};
        g_assert_true(scene_boxes_touch(wire->from, &start, 2));
        g_assert_true(scene_boxes_touch(wire->to, &tip, 2));
    }
}

static void test_edges_meet_their_nodes(void)
{
    g_autoptr(Fixture) f = new_family();
    g_autoptr(Pictures) pictures = fixture_draw(f);
    assert_edges_meet(fixture_scene(pictures->items[0]));
}

static void test_table(void)
{
    g_autoptr(Fixture) f = new_family();
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autoptr(GString) text = g_string_new(NULL);
    for (const View *row = view_get(pictures->items[0]->table, "rows")->first; row;
         row = row->next) {
        for (const View *cell = view_get(row, "cells")->first; cell; cell = cell->next)
            g_string_append_printf(text, "%s|", view_get(cell, "text")->text);
        g_string_append_c(text, '\n');
    }
    g_assert_cmpstr(text->str, ==,
                    "BR106|Architecture|First architecture||\n"
                    "BR166|Architecture|First architecture||\n"
                    "BR166|Composed of|BR106|2|\n"
                    "Next|Successor of|BR166||\n"
                    "PCIe card|Not related to the others|||\n");
}

static void test_nothing_related(void)
{
    g_autoptr(Fixture) f = fixture_new();
    for (int i = 0; i < 30; i++) {
        g_autofree char *id = g_strdup_printf("card-%02d", i);
        fixture_add_entry(f, &f->system, id, id, id);
    }
    fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    const Layouter nobody = {.executable = NULL};
    g_autoptr(Pictures) pictures =
        pictures_draw(&f->kb, fixture_plates(f), f->words, &nobody, 2, f->diags);
    g_assert_false(pictures->items[0]->failed); /* there was nothing to ask */
    g_assert_cmpuint(fixture_count(fixture_scene(pictures->items[0]), ROLE_NODE), ==, 30);
}

/* The same family by generation: BR106 and BR166 are the first, "next" is the future one; two chips
 * that are related to nothing are the second. */
static Fixture *new_generations(void)
{
    Fixture *f = new_family();
    Entry *const *all = f->kb.entries;
    fixture_set_generation(f, all[1], 0);
    fixture_set_generation(f, all[2], 0);
    fixture_set_generation(f, all[4], 2);
    fixture_set_generation(f, all[5], 1); /* a draft */
    fixture_set_generation(f, fixture_add_entry(f, &f->chip, "x1", "X1", "X1"), 1);
    fixture_set_generation(f, fixture_add_entry(f, &f->chip, "x2", "X2", "X2"), 1);
    f->kb.diagrams[0]->cluster = "generation";
    return f;
}

static bool is_within(const SceneBox *box, const SceneBox *outer)
{
    return box->x > outer->x && box->y > outer->y &&
           box->x + box->width < outer->x + outer->width &&
           box->y + box->height < outer->y + outer->height;
}

/* May one lie on the other? Nodes and tags on their cluster, counts on any. */
static bool may_touch(const SceneBox *a, const SceneBox *b)
{
    return b->role == ROLE_CLUSTER && (a->cluster == b || a->role == ROLE_EDGE_LABEL);
}

/* Every node lies in its own cluster and touches no other; tags are clear of all. */
static void assert_clusters_hold(const Scene *scene)
{
    for (const SceneBox *a = scene->boxes; a != NULL; a = a->next) {
        if (a->role == ROLE_ANCHOR)
            continue;
        g_assert_true(a->x >= 0 && a->y >= 0 && a->x + a->width <= scene->width &&
                      a->y + a->height <= scene->height);
        g_assert_true(a->cluster == NULL || is_within(a, a->cluster));
        for (const SceneBox *b = a->next; b != NULL; b = b->next)
            g_assert_true(b->role == ROLE_ANCHOR || may_touch(a, b) || may_touch(b, a) ||
                          !scene_boxes_touch(a, b, -0.01));
    }
}

static void test_clusters(void)
{
    g_autoptr(Fixture) f = new_generations();
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(fixture_count(scene, ROLE_CLUSTER), ==, 3);
    g_assert_cmpuint(fixture_count(scene, ROLE_CLUSTER_TAG), ==, 3);
    assert_clusters_hold(scene);
    g_autoptr(GString) members = g_string_new(NULL);
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role == ROLE_NODE)
            g_string_append_printf(members, "%s: %s\n", box->entry->id,
                                   box->cluster != NULL ? box->cluster->title : "-");
    g_assert_cmpstr(members->str, ==,
                    "arch: -\n"
                    "br106: First generation – Generation\n"
                    "br166: First generation – Generation\n"
                    "next: Future generation – Generation\n"
                    "card: -\n"
                    "x1: Second generation – Generation\n"
                    "x2: Second generation – Generation\n");
    g_autofree char *chinese = fixture_svg(pictures->items[1], false);
    g_assert_nonnull(strstr(chinese, ">第一代</text>"));
}

static const SceneBox *find_node(const Scene *scene, const char *id)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role == ROLE_NODE && box->entry != NULL && strcmp(box->entry->id, id) == 0)
            return box;
    g_error("there is no node of %s", id);
}

/* What has the same value has one hue, which the legend explains and the title says in words. */
static void test_colors(void)
{
    g_autoptr(Fixture) f = new_generations();
    f->kb.diagrams[0]->cluster = NULL;
    f->kb.diagrams[0]->color_by = "generation";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    const int first = find_node(scene, "br106")->hue;
    g_assert_cmpint(first, ==, 0);
    g_assert_cmpint(find_node(scene, "br166")->hue, ==, first);
    g_assert_cmpint(find_node(scene, "x1")->hue, ==, 1);
    g_assert_cmpint(find_node(scene, "next")->hue, ==, 2);
    g_assert_cmpint(find_node(scene, "arch")->hue, ==, HUE_COUNT - 1);
    g_assert_true(
        g_str_has_suffix(find_node(scene, "br106")->title, "\nGeneration: First generation"));
    g_assert_null(strchr(find_node(scene, "arch")->title, '\n'));
    unsigned samples = 0; /* three values, none, and what is only planned */
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        samples += box->role == ROLE_SAMPLE;
    g_assert_cmpuint(samples, ==, 5);
}

/* A cluster is a subgraph with the same nodes. */
static void test_clusters_in_dot(void)
{
    g_autoptr(Fixture) f = new_generations();
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autofree char *dot = fixture_dot(pictures->items[0]);
    g_auto(GStrv) parts = g_strsplit(dot, "subgraph cluster_", -1);
    g_assert_cmpuint(g_strv_length(parts), ==, 4);
    g_assert_nonnull(strstr(parts[1], "label=\"First generation\""));
    g_assert_nonnull(strstr(parts[2], "label=\"Future generation\""));
    g_assert_nonnull(strstr(parts[3], "label=\"Second generation\""));
}

/* Named after an entry, the box leads to its page. */
static void test_clusters_by_reference(void)
{
    g_autoptr(Fixture) f = new_family();
    f->kb.diagrams[0]->cluster = "architecture";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(fixture_count(scene, ROLE_CLUSTER), ==, 1);
    assert_clusters_hold(scene);
    g_autofree char *svg = fixture_svg(pictures->items[0], false);
    const char *tag = strstr(svg, "dl-cluster-tag");
    g_assert_nonnull(tag);
    g_assert_nonnull(g_strrstr_len(svg, tag - svg, "architectures/arch.html"));
}

/* Whatever the graph: nodes and boxes at random, many makers and few, long names. */
static void test_clusters_at_random(void)
{
    for (unsigned seed = 0; seed < 12; seed++) {
        g_autoptr(GRand) dice = g_rand_new_with_seed(seed);
        g_autoptr(Fixture) f = fixture_new();
        const int makers = g_rand_int_range(dice, 1, 6);
        const int count = g_rand_int_range(dice, makers + 1, 60);
        for (int i = 0; i < count; i++) {
            g_autofree char *id = g_strdup_printf("e%02d", i);
            g_autofree char *name = g_strnfill((gsize)g_rand_int_range(dice, 1, 60), 'W');
            Entry *entry = fixture_add_entry(f, &f->chip, id, name, name);
            if (i >= makers && g_rand_boolean(dice))
                fixture_relate(f, entry, &f->product_line,
                               f->kb.entries[g_rand_int_range(dice, 0, makers)]);
            for (int k = g_rand_int_range(dice, 0, 3); k > 0 && i > 0; k--)
                fixture_relate(f, entry, &f->built_on, f->kb.entries[g_rand_int_range(dice, 0, i)]);
        }
        fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage")->cluster = "product_line";
        g_autoptr(Pictures) pictures = fixture_draw(f);
        g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
        assert_clusters_hold(fixture_scene(pictures->items[0]));
        assert_edges_meet(fixture_scene(pictures->items[0]));
        g_autofree char *svg = fixture_svg(pictures->items[0], false);
        svg_labels_assert_clear(svg);
    }
}

static double middle_of(const SceneBox *box)
{
    return box->x + box->width / 2;
}

static bool has_edge(const Scene *scene, const SceneBox *node)
{
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (wire->from == node || wire->to == node)
            return true;
    return false;
}

/* The years are in order from left to right; a node of a year is in its column, one without is in
 * no column. */
static void assert_ranks_hold(const Scene *scene)
{
    const SceneBox *tick = NULL;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (box->role != ROLE_TICK)
            continue;
        g_assert_true(tick == NULL || middle_of(box) > middle_of(tick) + 50);
        tick = box;
        for (const SceneBox *node = scene->boxes; node != NULL; node = node->next) {
            const bool in_column = fabs(middle_of(node) - middle_of(tick)) < 1;
            if (node->role == ROLE_NODE && (node->rank > 0 || has_edge(scene, node)))
                g_assert_cmpint(in_column, ==, node->rank == tick->rank);
        }
    }
    g_assert_nonnull(tick);
}

/* "next" is planned for 2028; BR106 had its tape-out in 2021 at the earliest, BR166 was cancelled,
 * and the card, which is built on BR106, has an end, but no beginning. */
static Fixture *new_ranked(void)
{
    Fixture *f = new_family();
    Entry *const *all = f->kb.entries;
    fixture_add_milestone(f, all[1], EVENT_LAUNCH, "2023", STATUS_ACTUAL);
    fixture_add_milestone(f, all[1], EVENT_TAPE_OUT, "2021-12/2023-05", STATUS_ACTUAL);
    fixture_add_milestone(f, all[2], EVENT_LAUNCH, "2025", STATUS_CANCELLED);
    fixture_add_milestone(f, all[3], EVENT_LAUNCH, "../2026", STATUS_ACTUAL);
    fixture_relate(f, all[3], &f->built_on, all[1]);
    fixture_relate(
        f, all[4], &f->built_on,
        fixture_add_entry(f, &f->architecture, "z", "Second architecture", "第二代架构"));
    f->kb.diagrams[0]->ranked_by_year = true;
    return f;
}

static char *ticks_of(const Scene *scene)
{
    GString *ticks = g_string_new(NULL);
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role == ROLE_TICK)
            g_string_append_printf(ticks, "%s ", box->text);
    return g_string_free(ticks, FALSE);
}

static void test_ranks(void)
{
    g_autoptr(Fixture) f = new_ranked();
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_autofree char *ticks = ticks_of(scene);
    g_assert_cmpstr(ticks, ==, "2021 2028 ");
    assert_ranks_hold(scene);
    g_assert_cmpuint(fixture_find_node(scene, "br106")->rank, ==, 1);
    g_assert_cmpuint(fixture_find_node(scene, "next")->rank, ==, 2);
    g_assert_cmpuint(fixture_find_node(scene, "card")->rank, ==, 0);
    /* What has no date stands behind what it is built on, and before what is built on it. */
    const double first = middle_of(fixture_find_node(scene, "br106"));
    g_assert_cmpfloat(middle_of(fixture_find_node(scene, "arch")), <, first);
    g_assert_cmpfloat(middle_of(fixture_find_node(scene, "card")), >, first);
    g_assert_cmpfloat(middle_of(fixture_find_node(scene, "br166")), >, first);
    g_assert_cmpfloat(middle_of(fixture_find_node(scene, "z")), >, first);
    g_assert_cmpfloat(middle_of(fixture_find_node(scene, "br166")), <,
                      middle_of(fixture_find_node(scene, "next")));
    g_autofree char *svg = fixture_svg(pictures->items[0], false);
    g_assert_nonnull(strstr(svg, "<title>BR106 – Chip\nTape-out Dec 2021 – May 2023</title>"));
    svg_labels_assert_clear(svg);
}

/* The first event of the list that an entry has a date for decides. */
static void test_ranks_by_events(void)
{
    g_autoptr(Fixture) f = new_ranked();
    const EnumValue *events[] = {&f->events.values[EVENT_PRODUCTION],
                                 &f->events.values[EVENT_LAUNCH]};
    f->kb.diagrams[0]->events = events;
    f->kb.diagrams[0]->event_count = G_N_ELEMENTS(events);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autofree char *ticks = ticks_of(fixture_scene(pictures->items[0]));
    g_assert_cmpstr(ticks, ==, "2023 2028 ");
}

static void test_ranks_in_dot(void)
{
    g_autoptr(Fixture) f = new_ranked();
    fixture_add_milestone(f, f->kb.entries[0], EVENT_START, "2021", STATUS_ACTUAL);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autofree char *dot = fixture_dot(pictures->items[0]);
    g_auto(GStrv) parts = g_strsplit(dot, "subgraph rank_", -1);
    g_assert_cmpuint(g_strv_length(parts), ==, 3);
    g_assert_nonnull(strstr(parts[1], "rank=same"));
    g_assert_nonnull(strstr(parts[1], "label=2021"));
    g_assert_nonnull(strstr(parts[1], "BR106"));
    g_assert_nonnull(strstr(parts[1], "First architecture"));
    g_assert_nonnull(strstr(parts[2], "label=2028"));
}

/* No date is known at all: no columns, and a picture all the same. */
static void test_ranks_without_dates(void)
{
    g_autoptr(Fixture) f = new_family();
    f->kb.entries[4]->milestone_count = 0;
    f->kb.diagrams[0]->ranked_by_year = true;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
    g_assert_cmpuint(fixture_count(fixture_scene(pictures->items[0]), ROLE_TICK), ==, 0);
    g_assert_cmpuint(fixture_count(fixture_scene(pictures->items[0]), ROLE_NODE), ==, 5);
}

/* Relations that lead back in time, within a year, in circles; with boxes and without. */
static Fixture *new_random_years(unsigned seed)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(seed);
    Fixture *f = fixture_new();
    const int count = g_rand_int_range(dice, 3, 60);
    for (int i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("e%02d", i);
        Entry *entry = fixture_add_entry(f, &f->chip, id, id, id);
        const char *year = arena_printf(f->arena, "%d", g_rand_int_range(dice, 2019, 2027));
        if (i == 0 || g_rand_int_range(dice, 0, 3) > 0)
            fixture_add_milestone(f, entry, EVENT_LAUNCH, year, STATUS_ACTUAL);
        if (g_rand_boolean(dice))
            fixture_set_generation(f, entry, (size_t)g_rand_int_range(dice, 0, 3));
    }
    for (int i = g_rand_int_range(dice, 0, 2 * count); i > 0; i--) {
        Entry *from = f->kb.entries[g_rand_int_range(dice, 0, count)];
        Entry *to = f->kb.entries[g_rand_int_range(dice, 0, count)];
        if (from != to)
            fixture_relate(f, from, &f->built_on, to);
    }
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    diagram->ranked_by_year = true;
    diagram->cluster = seed % 2 ? "generation" : NULL;
    return f;
}

static void assert_years_at_random(unsigned seed)
{
    g_test_message("seed %u", seed);
    g_autoptr(Fixture) f = new_random_years(seed);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
    const Scene *scene = fixture_scene(pictures->items[0]);
    assert_ranks_hold(scene);
    assert_edges_meet(scene);
    assert_clusters_hold(scene);
}

static void test_ranks_at_random(void)
{
    for (unsigned seed = 0; seed < 20; seed++)
        assert_years_at_random(seed);
    assert_years_at_random(21);  /* dot draws an edge twice */
    assert_years_at_random(101); /* dot loses an edge */
}

static void assert_one_warning(Fixture *f, const Pictures *pictures, DiagId id)
{
    const GPtrArray *all = diagnostics_sorted(f->diags);
    g_assert_cmpuint(all->len, ==, 1);
    const Diagnostic *diagnostic = all->pdata[0];
    g_assert_cmpint(diagnostic->id, ==, id);
    for (size_t i = 0; i < pictures->count; i++) {
        g_assert_true(pictures->items[i]->failed);
        g_autofree char *svg = fixture_svg(pictures->items[i], true);
        g_autofree char *dot = fixture_dot(pictures->items[i]);
        g_assert_cmpstr(svg, ==, "");
        g_assert_cmpstr(dot, ==, "");
        g_assert_nonnull(view_get(pictures->items[i]->table, "rows")->first);
    }
}

/* What is built on others stands below them; the years are in order down the left, each beside its
 * nodes. */
static void test_downwards(void)
{
    g_autoptr(Fixture) f = new_ranked();
    f->kb.diagrams[0]->downwards = true;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    const SceneBox *base = fixture_find_node(scene, "arch");
    const SceneBox *die = fixture_find_node(scene, "br106");
    g_assert_cmpfloat(base->y + base->height, <, die->y);
    g_assert_cmpfloat(die->y + die->height, <, fixture_find_node(scene, "br166")->y);
    const char *const dated[] = {"br106", "next"};
    size_t years = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (box->role != ROLE_TICK)
            continue;
        g_assert_cmpuint(years, <, G_N_ELEMENTS(dated));
        const SceneBox *node = fixture_find_node(scene, dated[years++]);
        g_assert_cmpfloat(box->x + box->width, <, node->x);
        g_assert_cmpfloat(fabs(box->y + box->height / 2 - node->y - node->height / 2), <, 1);
    }
    g_assert_cmpuint(years, ==, G_N_ELEMENTS(dated));
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    svg_labels_assert_clear(svg);
}

/* An entry without a date that only its box keeps among the others stands in no year's column. */
static void test_rank_of_the_boxed(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *dated = fixture_add_entry(f, &f->chip, "a", "A", "A");
    Entry *undated = fixture_add_entry(f, &f->chip, "b", "B", "B");
    fixture_set_generation(f, dated, 0);
    fixture_set_generation(f, undated, 0);
    fixture_add_milestone(f, dated, EVENT_LAUNCH, "2021", STATUS_ACTUAL);
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage");
    diagram->ranked_by_year = true;
    diagram->cluster = "generation";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpfloat(middle_of(fixture_find_node(scene, "b")), <,
                      fixture_find_node(scene, "a")->x);
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    g_assert_nonnull(strstr(svg, "date not known"));
}

/* The box of a maker that is not published has no link. */
static void test_box_of_a_draft(void)
{
    for (int draft = 0; draft < 2; draft++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *base = fixture_add_entry(f, &f->chip, "base", "Base", "基础");
        Entry *chip = fixture_add_entry(f, &f->chip, "chip", "Chip", "芯片");
        Entry *line = fixture_add_entry(f, &f->system, "line", "Line", "产品线");
        line->draft = draft;
        fixture_relate(f, base, &f->product_line, line);
        fixture_relate(f, chip, &f->built_on, base);
        fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage")->cluster = "product_line";
        g_autoptr(Pictures) pictures = fixture_draw(f);
        g_autofree char *svg = fixture_svg(pictures->items[0], true);
        g_assert_true((strstr(svg, "systems/line.html") == NULL) == (bool)draft);
    }
}

/* A step leads along a relation in either direction, and to no draft. */
static void test_depth(void)
{
    static const struct {
        unsigned depth;
        const char *ids[6];
    } cases[] = {
        {0, {"next"}},
        {1, {"br166", "next"}},
        {2, {"arch", "br106", "br166", "next"}},
        {20, {"arch", "br106", "br166", "next"}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Fixture) f = new_family();
        Diagram *diagram = f->kb.diagrams[0];
        diagram->ids = arena_new0(f->arena, EntryName, 1);
        diagram->ids[0].entry = f->kb.entries[4]; /* next */
        diagram->id_count = 1;
        diagram->has_ids = true;
        diagram->depth = cases[i].depth;
        const Plate *plate = fixture_plates(f)->items[0];
        for (size_t k = 0; k < plate->entry_count; k++)
            g_assert_cmpstr(plate->entries[k]->id, ==, cases[i].ids[k]);
        g_assert_null(cases[i].ids[plate->entry_count]);
    }
}

/* A worker that does anything but its work costs one warning, and little time. */
static void test_bad_workers(void)
{
    static const char *const scripts[] = {
        "exit 1",
        "kill -SEGV $$",
        "exec sleep 600",
        "sleep 600 & exit 0", /* leaves a child that holds the socket */
        "cat",
        "exec cat /dev/zero",
        "exec 0<&-; echo size",
        "cat >/dev/null; echo 'size 1 1'; echo end",
        "cat >/dev/null; printf 'size nan inf\\n'",
        "cat >/dev/null; printf 'size 99999999999999999999 1\\n'",
    };
    g_autofree char *folder = g_dir_make_tmp("dieline-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "worker", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(scripts); i++) {
        g_autoptr(Fixture) f = new_family();
        g_autofree char *script = g_strdup_printf("#!/bin/sh\n%s\n", scripts[i]);
        g_assert_true(
            g_file_set_contents_full(path, script, -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
        const Layouter layouter = {.executable = path, .seconds = 1};
        const gint64 start = g_get_monotonic_time();
        g_autoptr(Pictures) pictures =
            pictures_draw(&f->kb, fixture_plates(f), f->words, &layouter, 1, f->diags);
        g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_TIME_SPAN_MINUTE);
        assert_one_warning(f, pictures, DIAG_LAYOUT_FAILED);
    }
    g_unlink(path);
    g_rmdir(folder);
}

static void test_no_worker(void)
{
    static const char *const paths[] = {NULL, "/nonexistent/dieline"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_autoptr(Fixture) f = new_family();
        const Layouter layouter = {.executable = paths[i]};
        g_autoptr(Pictures) pictures =
            pictures_draw(&f->kb, fixture_plates(f), f->words, &layouter, 1, f->diags);
        assert_one_warning(f, pictures, DIAG_LAYOUT_NOT_STARTED);
    }
}

/* Draws the family with a cache in `folder`; without a worker if `executable` is NULL. */
static char *draw_cached(const char *folder, const char *executable, const char *only_name)
{
    g_autoptr(Fixture) f = new_family();
    if (only_name != NULL)
        f->kb.entries[2]->label = f->kb.entries[2]->name =
            fixture_new_text(f, only_name, only_name);
    g_autoptr(LayoutCache) cache = layout_cache_open(folder);
    const Layouter layouter = {.executable = executable, .cache = cache};
    g_autoptr(Pictures) pictures =
        pictures_draw(&f->kb, fixture_plates(f), f->words, &layouter, 2, f->diags);
    layout_cache_save(cache);
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < pictures->count; i++) {
        g_autofree char *svg = fixture_svg(pictures->items[i], true);
        g_string_append(all, svg);
    }
    return g_string_free(all, FALSE);
}

static GPtrArray *list_files(const char *folder)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    GDir *names = g_dir_open(folder, 0, NULL);
    g_assert_nonnull(names);
    for (const char *name = g_dir_read_name(names); name != NULL; name = g_dir_read_name(names))
        g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    g_dir_close(names);
    return paths;
}

static void damage_files(const char *folder, const char *how)
{
    g_autoptr(GPtrArray) paths = list_files(folder);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i];
        g_autofree char *bytes = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        if (strcmp(how, "empty") == 0)
            length = 0;
        else if (strcmp(how, "cut") == 0)
            length /= 2;
        else
            bytes[length - 8] ^= 1; /* a digit, or the end's name */
        g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    }
}

static void remove_cache(const char *root, const char *home, const char *folder)
{
    g_autoptr(GPtrArray) paths = list_files(folder);
    for (guint i = 0; i < paths->len; i++)
        g_unlink(paths->pdata[i]);
    g_rmdir(folder);
    g_rmdir(home);
    g_rmdir(root);
}

/* What was laid out once needs no worker again, unless its file was tampered with; and what is no
 * longer asked for is not kept. */
static void test_cache(void)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *root = g_dir_make_tmp("dieline-XXXXXX", NULL);
    g_autofree char *home = g_build_filename(root, ".dieline", NULL);
    g_autofree char *folder = g_build_filename(home, "cache", NULL);
    g_autofree char *first = draw_cached(root, self, NULL);
    g_assert_cmpstr(first, !=, "");
    g_autofree char *second = draw_cached(root, NULL, NULL);
    g_assert_cmpstr(second, ==, first);

    static const char *const damages[] = {"empty", "cut", "flip"};
    for (size_t i = 0; i < G_N_ELEMENTS(damages); i++) {
        damage_files(folder, damages[i]);
        g_autofree char *nothing = draw_cached(root, NULL, NULL);
        g_assert_cmpstr(nothing, ==, "");
        g_autofree char *mended = draw_cached(root, self, NULL);
        g_assert_cmpstr(mended, ==, first);
        g_autofree char *again = draw_cached(root, NULL, NULL);
        g_assert_cmpstr(again, ==, first);
    }

    g_autoptr(GPtrArray) before = list_files(folder);
    g_autofree char *other = draw_cached(root, self, "A chip of another width");
    g_assert_cmpstr(other, !=, first);
    g_autoptr(GPtrArray) after = list_files(folder);
    g_assert_cmpuint(after->len, <=, before->len);
    g_autofree char *forgotten = draw_cached(root, NULL, NULL);
    g_assert_cmpstr(forgotten, ==, "");
    remove_cache(root, home, folder);
}

static unsigned count_descriptors(void)
{
    unsigned count = 0;
    GDir *folder = g_dir_open("/proc/self/fd", 0, NULL);
    while (g_dir_read_name(folder) != NULL)
        count++;
    g_dir_close(folder);
    return count;
}

static void test_nothing_is_left_behind(void)
{
    g_autoptr(Fixture) f = new_family();
    pictures_free(fixture_draw(f));
    const unsigned before = count_descriptors();
    for (int i = 0; i < 3; i++)
        pictures_free(fixture_draw(f));
    g_assert_cmpuint(count_descriptors(), ==, before);
    g_assert_cmpint(waitpid(-1, NULL, WNOHANG), ==, -1); /* no child, not even a dead one */
    g_assert_cmpint(errno, ==, ECHILD);
}

/* The same whatever the number of threads. */
static void test_deterministic(void)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *first = NULL;
    for (unsigned workers = 1; workers <= 3; workers++) {
        g_autoptr(Fixture) f = new_family();
        for (int i = 0; i < 3; i++)
            fixture_add_diagram(f, i % 2 ? DIAGRAM_TIMELINE : DIAGRAM_LINEAGE, "other");
        const Layouter layouter = {.executable = self};
        g_autoptr(Pictures) pictures =
            pictures_draw(&f->kb, fixture_plates(f), f->words, &layouter, workers, f->diags);
        g_autoptr(GString) all = g_string_new(NULL);
        for (size_t i = 0; i < pictures->count; i++) {
            g_autofree char *svg = fixture_svg(pictures->items[i], true);
            g_autofree char *dot = fixture_dot(pictures->items[i]);
            g_string_append(g_string_append(all, svg), dot);
        }
        if (first == NULL)
            first = g_strdup(all->str);
        g_assert_cmpstr(all->str, ==, first);
    }
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lineage/family", test_family);
    g_test_add_func("/lineage/kinds-differ", test_kinds_differ);
    g_test_add_func("/lineage/statuses", test_statuses);
    g_test_add_func("/lineage/firmest", test_firmest);
    g_test_add_func("/lineage/edges-meet-their-nodes", test_edges_meet_their_nodes);
    g_test_add_func("/lineage/table", test_table);
    g_test_add_func("/lineage/clusters", test_clusters);
    g_test_add_func("/lineage/colors", test_colors);
    g_test_add_func("/lineage/clusters-in-dot", test_clusters_in_dot);
    g_test_add_func("/lineage/clusters-by-reference", test_clusters_by_reference);
    g_test_add_func("/lineage/clusters-at-random", test_clusters_at_random);
    g_test_add_func("/lineage/ranks", test_ranks);
    g_test_add_func("/lineage/ranks-by-events", test_ranks_by_events);
    g_test_add_func("/lineage/ranks-in-dot", test_ranks_in_dot);
    g_test_add_func("/lineage/ranks-without-dates", test_ranks_without_dates);
    g_test_add_func("/lineage/ranks-at-random", test_ranks_at_random);
    g_test_add_func("/lineage/nothing-related", test_nothing_related);
    g_test_add_func("/lineage/downwards", test_downwards);
    g_test_add_func("/lineage/depth", test_depth);
    g_test_add_func("/lineage/rank-of-the-boxed", test_rank_of_the_boxed);
    g_test_add_func("/lineage/box-of-a-draft", test_box_of_a_draft);
    g_test_add_func("/lineage/bad-workers", test_bad_workers);
    g_test_add_func("/lineage/no-worker", test_no_worker);
    g_test_add_func("/lineage/cache", test_cache);
    g_test_add_func("/lineage/nothing-is-left-behind", test_nothing_is_left_behind);
    g_test_add_func("/lineage/deterministic", test_deterministic);
    return g_test_run();
}
