/* Topologies: the links that a shape has, and nothing that no source states; systems in systems. */
#include "diagram_fixture.h"

#include <math.h>

static bool is_inside(const SceneBox *inner, const SceneBox *outer)
{
    return inner->x >= outer->x && inner->y >= outer->y &&
           inner->x + inner->width <= outer->x + outer->width &&
           inner->y + inner->height <= outer->y + outer->height;
}

/* Boxes keep clear of one another, but for what lies in a container. */
static void assert_tidy(const Scene *scene)
{
    for (const SceneBox *a = scene->boxes; a != NULL; a = a->next) {
        if (a->role == ROLE_ANCHOR)
            continue;
        g_assert_true(a->x >= 0 && a->y >= 0 && a->x + a->width <= scene->width &&
                      a->y + a->height <= scene->height);
        for (const SceneBox *b = a->next; b != NULL; b = b->next)
            if (b->role != ROLE_ANCHOR && scene_boxes_touch(a, b, -0.01) &&
                (a->role != ROLE_CONTAINER || !is_inside(b, a)))
                g_error("'%s' at %g,%g overlaps '%s' at %g,%g", a->text, a->x, a->y, b->text, b->x,
                        b->y);
    }
}

static unsigned table_rows(const Picture *picture)
{
    unsigned count = 0;
    for (const View *row = view_get(picture->table, "rows")->first; row != NULL; row = row->next)
        count++;
    return count;
}

/* How far the middle of the box is from the wire. */
static double distance(const SceneWire *wire, const SceneBox *box)
{
    const Point from = wire->points[0];
    const Point to = wire->points[wire->point_count - 1];
    const Point at = {box->x + box->width / 2, box->y + box->height / 2};
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double length = dx * dx + dy * dy;
    const double t = CLAMP(((at.x - from.x) * dx + (at.y - from.y) * dy) / length, 0, 1);
    const double x = from.x + t * dx - at.x;
    const double y = from.y + t * dy - at.y;
    return sqrt(x * x + y * y);
}

/* No link runs through a device that it does not link. */
static void assert_links_keep_clear(const Scene *scene)
{
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        for (const SceneBox *box = scene->boxes; wire->role == ROLE_EDGE && box != NULL;
             box = box->next)
            if (box->role == ROLE_NODE && box != wire->from && box != wire->to)
                g_assert_cmpfloat(distance(wire, box), >, box->height / 2);
}

static unsigned expected_links(TopologyShape shape, unsigned devices)
{
    unsigned columns = 1;
    switch (shape) {
    case TOPOLOGY_RING:
        return devices == 2 ? 1 : devices;
    case TOPOLOGY_FULL_MESH:
        return devices * (devices - 1) / 2;
    case TOPOLOGY_SWITCH:
        return devices;
    default:
        while (columns * columns < devices)
            columns++;
        /* Each but the first of a row has a left neighbour, each but the first row an upper one. */
        return devices - (devices + columns - 1) / columns + devices - MIN(columns, devices);
    }
}

/* Boxes whose text says it. */
static unsigned count_texts(const Scene *scene, const char *part)
{
    unsigned count = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        count += box->text != NULL && strstr(box->text, part) != NULL;
    return count;
}

static void test_shapes(void)
{
    for (unsigned shape = 0; shape < TOPOLOGY_NESTING; shape++)
        for (unsigned devices = DEVICES_MIN; devices <= DEVICES_MAX; devices++) {
            g_autoptr(Fixture) f = fixture_new();
            Entry *link = fixture_add_entry(f, &f->interconnect, "blink", "BLink", "BLink");
            fixture_set_quantity(f, link, &f->lanes, "4..8");
            fixture_set_quantity(f, link, &f->lane_bandwidth, "64 GB/s");
            fixture_set_quantity(f, link, &f->total_bandwidth, "256 GB/s .. 512 GB/s");
            Diagram *diagram = fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "blink");
            diagram->subject.entry = link;
            diagram->shape = (TopologyShape)shape;
            diagram->devices = devices;
            g_autoptr(Pictures) pictures = fixture_draw(f);
            const Scene *scene = fixture_scene(pictures->items[0]);
            unsigned links = 0;
            for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
                links += wire->role == ROLE_EDGE;
            g_assert_cmpuint(links, ==, expected_links((TopologyShape)shape, devices));
            g_assert_cmpuint(table_rows(pictures->items[0]), ==, links);
            g_assert_cmpuint(fixture_count(scene, ROLE_NODE), ==,
                             devices + (shape == TOPOLOGY_SWITCH));
            assert_tidy(scene);
            assert_links_keep_clear(scene);
            g_autofree char *svg = fixture_svg(pictures->items[0], true);
            g_assert_nonnull(strstr(svg, ">4–8 lanes × 64 GB/s = 256 GB/s – 512 GB/s</text>"));
            g_assert_cmpuint(count_texts(scene, "64 GB/s"), ==, 1); /* the same on all links */
            g_assert_nonnull(strstr(svg, "illustration: the number of devices and how they are "
                                         "linked are not stated</text>"));
            g_assert_nonnull(strstr(svg, ": illustration: the number of devices and how they are "
                                         "linked are not stated</desc>"));
            g_assert_nonnull(strstr(svg, "href=\"../site/en/interconnects/blink.html\""));
            g_assert_cmpuint(strlen(svg), <, 150 * 1024);
        }
}

/* How many lanes there are is not stated: the number is one lane's. */
static void test_lane_alone(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *link = fixture_add_entry(f, &f->interconnect, "blink", "BLink", "BLink");
    fixture_set_quantity(f, link, &f->lane_bandwidth, "64 GB/s");
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "blink");
    diagram->subject.entry = link;
    diagram->devices = 4;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(count_texts(fixture_scene(pictures->items[0]), "64 GB/s a lane"), ==, 1);
}

/* Numbers that no source states are not made up. */
static void test_bare(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "blink");
    diagram->subject.entry = fixture_add_entry(f, &f->interconnect, "blink", "BLink", "BLink");
    diagram->devices = 4;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(fixture_count(fixture_scene(pictures->items[0]), ROLE_EDGE_LABEL), ==, 0);
    g_autofree char *svg = fixture_svg(pictures->items[0], false);
    g_assert_null(strstr(svg, "GB/s"));
    g_assert_null(strstr(svg, "lane"));
}

static const SceneBox *find_container(const Scene *scene, const Entry *entry)
{
    const SceneBox *container = NULL;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (box->role == ROLE_CONTAINER)
            container = box;
        if (box->role == ROLE_NAME && box->entry == entry)
            return container; /* the head follows its container */
    }
    return NULL;
}

static void test_nesting(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *card = fixture_add_entry(f, &f->system, "card", "Card", "板卡");
    Entry *cluster = fixture_add_entry(f, &f->system, "cluster", "Cluster", "集群");
    Entry *line = fixture_add_entry(f, &f->system, "line", "Line", "产品线");
    fixture_add_entry(f, &f->system, "lonely", "Lonely", "独立");
    Entry *server = fixture_add_entry(f, &f->system, "server", "Server", "服务器");
    Entry *supernode = fixture_add_entry(f, &f->system, "supernode", "Supernode", "超节点");
    fixture_add_part(f, cluster, &f->integrates, supernode, 0);
    fixture_add_part(f, supernode, &f->integrates, server, 8);
    fixture_relate(f, server, &f->product_line, line);
    fixture_relate(f, card, &f->product_line, line);
    const Class *systems[] = {&f->system};
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "systems");
    diagram->shape = TOPOLOGY_NESTING;
    diagram->classes = systems;
    diagram->class_count = 1;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(diagnostics_sorted(f->diags)->len, ==, 0);
    assert_tidy(scene);
    g_assert_cmpuint(fixture_count(scene, ROLE_CONTAINER), ==, 3);
    g_assert_cmpuint(fixture_count(scene, ROLE_NODE), ==, 4); /* the server twice */
    g_assert_cmpuint(table_rows(pictures->items[0]), ==, 7);
    const SceneBox *inner = find_container(scene, supernode);
    g_assert_true(is_inside(inner, find_container(scene, cluster)));
    g_assert_cmpint(find_container(scene, line)->shape, ==, SHAPE_OCTAGON);
    g_assert_cmpint(find_container(scene, line)->line, ==, LINE_SOLID); /* it is no plan */
    unsigned servers = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role == ROLE_NODE && box->entry == server && is_inside(box, inner)) {
            servers++;
            g_assert_cmpstr(box->caption, ==, "System · × 8");
        }
    g_assert_cmpuint(servers, ==, 1);
}

/* Without a selection, what neither holds anything nor could is none of the systems. */
static void test_nesting_of_all(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *server = fixture_add_entry(f, &f->system, "server", "Server", "服务器");
    Entry *card = fixture_add_entry(f, &f->chip, "card", "Card", "板卡");
    fixture_add_entry(f, &f->chip, "lonely", "Lonely", "独立");
    fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "systems")->shape = TOPOLOGY_NESTING;
    {
        g_autoptr(Pictures) pictures = fixture_draw(f);
        g_assert_cmpuint(table_rows(pictures->items[0]), ==, 0);
        g_autofree char *svg = fixture_svg(pictures->items[0], false);
        g_assert_nonnull(strstr(svg, ">nothing is known of it yet</text>"));
    }
    fixture_add_part(f, server, &f->integrates, card, 8);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(table_rows(pictures->items[0]), ==, 2);
}

static const char *find_foot(const Scene *scene, const SceneBox *around)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role == ROLE_HEADING && is_inside(box, around))
            return box->text;
    return NULL;
}

/* Numbers are multiplied where all are stated, and not said twice. */
static void test_nesting_totals(void)
{
    static const struct {
        int64_t supernodes; /* in the cluster */
        int64_t servers;    /* in each */
        int64_t cards;      /* in each of those */
        int64_t more;       /* cards, in each supernode */
        const char *cluster;
        const char *supernode;
    } cases[] = {
        {3, 16, 8, 2, "In all: Card × 390, Server × 48", NULL},
        {0, 16, 8, 2, NULL, "In all: Card × 130"},
        {0, 16, 8, 0, NULL, "In all: Card × 128"},
        {1, 16, 8, 128, NULL, NULL}, /* those are all of them, or twice as many: nobody says */
        {1, 16, 8, 200, NULL, NULL},
        {1, 1, 8, 0, NULL, NULL},
        {2, 0, 8, 0, NULL, NULL},
        {G_MAXINT64, 2, 1, 0, NULL, "In all: Card × 2"},
        {-3, -16, 8, 0, NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *card = fixture_add_entry(f, &f->system, "card", "Card", "板卡");
        Entry *cluster = fixture_add_entry(f, &f->system, "cluster", "Cluster", "集群");
        Entry *server = fixture_add_entry(f, &f->system, "server", "Server", "服务器");
        Entry *supernode = fixture_add_entry(f, &f->system, "supernode", "Supernode", "超节点");
        fixture_add_part(f, cluster, &f->integrates, supernode, cases[i].supernodes);
        if (cases[i].more > 0)
            fixture_add_part(f, supernode, &f->integrates, card, cases[i].more);
        fixture_add_part(f, supernode, &f->integrates, server, cases[i].servers);
        fixture_add_part(f, server, &f->integrates, card, cases[i].cards);
        fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "systems")->shape = TOPOLOGY_NESTING;
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        assert_tidy(scene);
        const char *all = find_foot(scene, find_container(scene, cluster));
        const char *some = find_foot(scene, find_container(scene, supernode));
        g_assert_cmpstr(all, ==, cases[i].cluster != NULL ? cases[i].cluster : cases[i].supernode);
        g_assert_cmpstr(some, ==, cases[i].supernode);
    }
}

/* What is planned to be in something is counted, and said to be planned; so is what is in that. */
static void test_nesting_statuses(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *card = fixture_add_entry(f, &f->system, "card", "Card", "板卡");
    Entry *server = fixture_add_entry(f, &f->system, "server", "Server", "服务器");
    Entry *supernode = fixture_add_entry(f, &f->system, "supernode", "Supernode", "超节点");
    fixture_add_part(f, supernode, &f->integrates, server, 16);
    fixture_add_part(f, server, &f->integrates, card, 8);
    const Claim *part = object_best(&supernode->object, SLOT_INTEGRATES);
    part->value.object->slots[0].items[0].status = STATUS_PLANNED;
    fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "systems")->shape = TOPOLOGY_NESTING;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    const SceneBox *whole = find_container(scene, supernode);
    const SceneBox *inner = find_container(scene, server);
    g_assert_cmpint(whole->line, ==, LINE_SOLID);
    g_assert_cmpint(inner->line, ==, LINE_DASHED);
    g_assert_cmpstr(inner->title, ==, "Server – System · × 16 (planned)");
    g_assert_cmpstr(find_foot(scene, whole), ==, "In all: Card × 128 (planned)");
}

/* What was cancelled is shown with a cross, and counts for nothing. */
static void test_nesting_cancelled(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *card = fixture_add_entry(f, &f->system, "card", "Card", "板卡");
    Entry *server = fixture_add_entry(f, &f->system, "server", "Server", "服务器");
    Entry *supernode = fixture_add_entry(f, &f->system, "supernode", "Supernode", "超节点");
    fixture_add_part(f, supernode, &f->integrates, card, 2);
    const Claim *part = object_best(&supernode->object, SLOT_INTEGRATES);
    part->value.object->slots[0].items[0].status = STATUS_CANCELLED;
    fixture_add_part(f, supernode, &f->integrates, server, 16);
    fixture_add_part(f, server, &f->integrates, card, 8);
    fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "systems")->shape = TOPOLOGY_NESTING;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    unsigned struck = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        struck += box->role == ROLE_NODE && box->struck;
    g_assert_cmpuint(struck, ==, 1);
    g_assert_cmpstr(find_foot(scene, find_container(scene, supernode)), ==, "In all: Card × 128");
}

static unsigned count_totals(const Picture *picture)
{
    enum { RELATION = 3 };
    unsigned count = 0;
    for (const View *row = view_get(picture->table, "rows")->first; row != NULL; row = row->next) {
        const View *cell = view_get(row, "cells")->first;
        for (unsigned i = 0; i < RELATION; i++)
            cell = cell->next;
        count += strcmp(view_get(cell, "text")->text, "In all") == 0;
    }
    return count;
}

/* Of what is not shown with all that lies in it, nobody counts the rest: neither where it was not
 * selected, nor where there is too much of it. */
static void test_nesting_cut(void)
{
    enum { RACKS = 30, LEAVES = 7 };
    for (unsigned racks = 0; racks <= RACKS; racks += RACKS) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *card = fixture_add_entry(f, &f->system, "card", "Card", "板卡");
        Entry *server = fixture_add_entry(f, &f->system, "server", "Server", "服务器");
        Entry *whole = fixture_add_entry(f, &f->system, "whole", "Whole", "整");
        Entry *last = fixture_add_entry(f, racks > 0 ? &f->system : &f->chip, "z", "Z", "Z");
        Entry *leaves[LEAVES];
        for (unsigned i = 0; i < LEAVES; i++) {
            g_autofree char *id = g_strdup_printf("leaf%u", i);
            leaves[i] = fixture_add_entry(f, &f->system, id, id, id);
        }
        fixture_add_part(f, server, &f->integrates, card, 8);
        fixture_add_part(f, last, &f->integrates, card, 4);
        fixture_add_part(f, whole, &f->integrates, server, 2);
        for (unsigned i = 0; i < racks; i++) {
            g_autofree char *id = g_strdup_printf("r%02u", i);
            Entry *rack = fixture_add_entry(f, &f->system, id, id, id);
            fixture_add_part(f, whole, &f->integrates, rack, 1);
            for (unsigned k = 0; k < LEAVES; k++)
                fixture_add_part(f, rack, &f->integrates, leaves[k], 1);
        }
        fixture_add_part(f, whole, &f->integrates, last, 3);
        Diagram *diagram = fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "systems");
        diagram->shape = TOPOLOGY_NESTING;
        const Class *classes[] = {&f->system};
        diagram->classes = classes;
        diagram->class_count = 1;
        g_autoptr(Pictures) pictures = fixture_draw(f);
        g_assert_cmpint(pictures->items[0]->failed, ==, racks > 0);
        g_assert_cmpuint(count_totals(pictures->items[0]), ==, 0);
    }
}

/* What is small stands below what is small, beside what is large. */
static void test_nesting_packs(void)
{
    enum { LEAVES = 4 };
    g_autoptr(Fixture) f = fixture_new();
    Entry *core = fixture_add_entry(f, &f->system, "core", "Core", "核");
    Entry *large = fixture_add_entry(f, &f->system, "large", "Large", "大");
    fixture_add_part(f, large, &f->integrates, core, 2);
    Entry *leaves[LEAVES];
    for (unsigned i = 0; i < LEAVES; i++) {
        g_autofree char *id = g_strdup_printf("leaf%u", i);
        leaves[i] = fixture_add_entry(f, &f->system, id, id, id);
    }
    Entry *whole = fixture_add_entry(f, &f->system, "whole", "Whole", "整");
    fixture_add_part(f, whole, &f->integrates, large, 1);
    for (unsigned i = 0; i < LEAVES; i++)
        fixture_add_part(f, whole, &f->integrates, leaves[i], 1);
    fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "systems")->shape = TOPOLOGY_NESTING;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    assert_tidy(scene);
    const SceneBox *first = fixture_find_node(scene, "leaf0");
    const SceneBox *last = fixture_find_node(scene, "leaf3");
    const SceneBox *beside = find_container(scene, large);
    g_assert_cmpfloat(last->x, ==, first->x);
    g_assert_cmpfloat(last->y, >, first->y);
    g_assert_cmpfloat(last->y, <, beside->y + beside->height);
}

/* What a system runs is in it, though nobody selected software; it is not said to be a part. */
static void test_nesting_software(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *card = fixture_add_entry(f, &f->system, "card", "Card", "板卡");
    Entry *cluster = fixture_add_entry(f, &f->system, "cluster", "Cluster", "集群");
    Entry *platform = fixture_add_entry(f, &f->software, "supa", "SUPA", "SUPA");
    fixture_add_part(f, cluster, &f->integrates, card, 8);
    fixture_relate(f, cluster, &f->runs, platform);
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "systems");
    diagram->shape = TOPOLOGY_NESTING;
    const Class *classes[] = {&f->system};
    diagram->classes = classes;
    diagram->class_count = 1;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    assert_tidy(scene);
    const SceneBox *box = fixture_find_node(scene, "supa");
    g_assert_nonnull(box);
    g_assert_true(is_inside(box, find_container(scene, cluster)));
    g_assert_cmpuint(table_rows(pictures->items[0]), ==, 3);
    g_assert_null(find_foot(scene, find_container(scene, cluster)));
    platform->draft = true;
    g_autoptr(Pictures) before = fixture_draw(f);
    g_assert_null(fixture_find_node(fixture_scene(before->items[0]), "supa"));
}

/* What a line's member integrates is drawn within it: its place there keeps it from being a root.
 */
static void test_nesting_in_a_member(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *card = fixture_add_entry(f, &f->system, "card", "Card", "板卡");
    Entry *line = fixture_add_entry(f, &f->system, "line", "Line", "产品线");
    Entry *member = fixture_add_entry(f, &f->system, "member", "Member", "成员");
    fixture_relate(f, member, &f->product_line, line);
    fixture_add_part(f, member, &f->integrates, card, 4);
    fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "systems")->shape = TOPOLOGY_NESTING;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    assert_tidy(scene);
    const SceneBox *box = fixture_find_node(scene, "card");
    g_assert_nonnull(box);
    g_assert_true(is_inside(box, find_container(scene, member)));
    g_assert_true(is_inside(find_container(scene, member), find_container(scene, line)));
    g_assert_cmpuint(table_rows(pictures->items[0]), ==, 3);
}

/* Whatever the references are like, the picture ends. */
static void test_nesting_is_bounded(void)
{
    g_autoptr(Fixture) f = fixture_new();
    enum { LEVELS = 24 };
    Entry *levels[LEVELS][2];
    for (int i = 0; i < LEVELS; i++)
        for (int side = 0; side < 2; side++) {
            g_autofree char *id = g_strdup_printf("s%02d%d", i, side);
            levels[i][side] = fixture_add_entry(f, &f->system, id, id, id);
        }
    for (int i = 0; i + 1 < LEVELS; i++) /* 2 ^ 24 ways from the first to the last */
        for (int side = 0; side < 2; side++)
            for (int next = 0; next < 2; next++)
                fixture_add_part(f, levels[i][side], &f->integrates, levels[i + 1][next], 1);
    fixture_add_diagram(f, DIAGRAM_TOPOLOGY, "systems")->shape = TOPOLOGY_NESTING;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_true(pictures->items[0]->failed);
    const GPtrArray *messages = diagnostics_sorted(f->diags);
    g_assert_cmpuint(messages->len, ==, 1);
    g_assert_cmpint(((const Diagnostic *)messages->pdata[0])->id, ==, DIAG_LAYOUT_TOO_LARGE);
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diagram/topology/shapes", test_shapes);
    g_test_add_func("/diagram/topology/lane-alone", test_lane_alone);
    g_test_add_func("/diagram/topology/bare", test_bare);
    g_test_add_func("/diagram/topology/nesting", test_nesting);
    g_test_add_func("/diagram/topology/nesting-of-all", test_nesting_of_all);
    g_test_add_func("/diagram/topology/nesting-totals", test_nesting_totals);
    g_test_add_func("/diagram/topology/nesting-statuses", test_nesting_statuses);
    g_test_add_func("/diagram/topology/nesting-cancelled", test_nesting_cancelled);
    g_test_add_func("/diagram/topology/nesting-cut", test_nesting_cut);
    g_test_add_func("/diagram/topology/nesting-packs", test_nesting_packs);
    g_test_add_func("/diagram/topology/nesting-software", test_nesting_software);
    g_test_add_func("/diagram/topology/nesting-in-a-member", test_nesting_in_a_member);
    g_test_add_func("/diagram/topology/nesting-is-bounded", test_nesting_is_bounded);
    return g_test_run();
}
