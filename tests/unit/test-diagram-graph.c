/* Nodes and edges, wherever they are drawn: where the number of parts stands. */
#include "diagram_fixture.h"

#include "diagram/graph.h"

static const SceneBox *find_label(const Scene *scene)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role == ROLE_EDGE_LABEL)
            return box;
    return NULL;
}

static bool touches(const SceneBox *label, double x, double y)
{
    const SceneBox point = {.x = x, .y = y};
    return scene_boxes_touch(label, &point, 1);
}

/* One wire from the left to the right, with a number on it. */
static const SceneWire *add_wire(Scene *scene)
{
    static const Point line[] = {{0, 200}, {0, 200}, {400, 200}, {400, 200}};
    scene_init(scene, scene->arena);
    SceneBox *from = scene_add_box(scene, ROLE_NODE, SHAPE_BOX, -40, 180, 40, 40);
    SceneBox *to = scene_add_box(scene, ROLE_NODE, SHAPE_BOX, 400, 180, 40, 40);
    return scene_add_wire(scene, ROLE_EDGE, from, to, line, G_N_ELEMENTS(line));
}

/* An arrow's tip, upon which nothing may lie, whichever wire's it is. */
static void test_tips(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Scene scene = {.arena = f->arena};
    const SceneWire *wire = add_wire(&scene);
    const Point other[] = {{200, 0}, {200, 0}, {200, 190}, {200, 190}};
    SceneWire *arrow =
        scene_add_wire(&scene, ROLE_EDGE, wire->from, wire->to, other, G_N_ELEMENTS(other));
    arrow->has_tip = true;
    arrow->tip = (Point){200, 199};
    graph_paint_count(&scene, f->words[0], wire, 2);
    const SceneBox *label = find_label(&scene);
    g_assert_nonnull(label);
    for (int above = 0; above < 10; above++)
        g_assert_false(touches(label, arrow->tip.x, arrow->tip.y - above));
    g_assert_true(label->y < 200 && label->y + label->height > 200); /* upon its own wire */
}

/* The line around a cluster is crossed beside the number. */
static void test_clusters(void)
{
    for (int step = 0; step <= 10; step++) {
        const double right = 150 + 10 * step;
        g_autoptr(Fixture) f = fixture_new();
        Scene scene = {.arena = f->arena};
        const SceneWire *wire = add_wire(&scene);
        scene_add_box(&scene, ROLE_CLUSTER, SHAPE_ROUNDED, 0, 100, right, 200);
        graph_paint_count(&scene, f->words[0], wire, 2);
        const SceneBox *label = find_label(&scene);
        g_assert_nonnull(label);
        g_assert_true(label->x + label->width < right || label->x > right);
    }
}

/* Where there is no room on the wire, it stands above. */
static void test_above(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Scene scene = {.arena = f->arena};
    const SceneWire *wire = add_wire(&scene);
    scene_add_box(&scene, ROLE_NODE, SHAPE_BOX, 10, 199, 380, 40);
    graph_paint_count(&scene, f->words[0], wire, 2);
    const SceneBox *label = find_label(&scene);
    g_assert_nonnull(label);
    g_assert_cmpfloat(label->y + label->height, <, 199);
    scene_add_box(&scene, ROLE_NODE, SHAPE_BOX, 10, 150, 380, 48);
    const size_t count = scene.box_count;
    graph_paint_count(&scene, f->words[0], wire, 2);
    g_assert_cmpuint(scene.box_count, ==, count); /* nowhere */
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diagram/graph/tips", test_tips);
    g_test_add_func("/diagram/graph/clusters", test_clusters);
    g_test_add_func("/diagram/graph/above", test_above);
    return g_test_run();
}
