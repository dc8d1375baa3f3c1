#include "diagram/graph.h"

#include "find/findings.h"
#include "scene/look.h"
#include "scene/metrics.h"
#include "scene/outline.h"

#include <math.h>
#include <string.h>

enum {
    NODE_MARGIN = 7, /* above and below its text */
    NODE_PADDING = 18,
    NODE_WIDTH_MIN = 84,
    LABEL_CLEARANCE = 2,
    STRIKE_CLEARANCE = OUTLINE_SIGN_REACH + 6, /* "× 2" looks like another cross */
};

/* --- nodes --- */

/* Breaks a name over two lines if it is long: as narrow as it can be, and cut if it is longer. */
static void set_lines(const Scene *scene, GraphNode *node, double start)
{
    static const double stretches[] = {1, 1.2, 1.4, 1.7, 2};
    const Look *look = &looks[ROLE_NODE];
    const char *rest = node->name;
    double room = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(stretches); i++) {
        room = start * stretches[i];
        rest = node->name + metrics_break(node->name, look->font_size, look->bold, room);
        rest += *rest == ' ';
        if (rest > node->name && scene_text_width(ROLE_NODE, rest) <= room)
            break;
    }
    if (rest == node->name || *rest == '\0') {
        node->lines[0] = scene_fit(scene, ROLE_NODE, node->name, room);
        return;
    }
    const char *first = arena_strndup(scene->arena, node->name, (size_t)(rest - node->name));
    node->lines[0] = scene_clean(scene->arena, first);
    node->lines[1] = scene_fit(scene, ROLE_NODE, rest, room);
}

static void set_size(GraphNode *node)
{
    double width = scene_text_width(ROLE_CAPTION, node->caption);
    double height = scene_text_height(ROLE_CAPTION) + 2 * NODE_MARGIN;
    for (size_t i = 0; i < G_N_ELEMENTS(node->lines) && node->lines[i] != NULL; i++) {
        width = MAX(width, scene_text_width(ROLE_NODE, node->lines[i]));
        height += scene_text_height(ROLE_NODE);
    }
    node->width = MAX(NODE_WIDTH_MIN, ceil(width) + 2 * NODE_PADDING);
    node->height = ceil(height);
}

static void init_text(GraphNode *node, const Scene *scene, const char *name, const char *caption,
                      double room)
{
    node->name = scene_clean(scene->arena, name);
    node->caption = scene_fit(scene, ROLE_CAPTION, scene_clean(scene->arena, caption), room);
    set_lines(scene, node, room);
    set_size(node);
}

void graph_node_init(GraphNode *node, const Scene *scene, const Findings *findings,
                     const Entry *entry, size_t language, double room)
{
    *node = (GraphNode){
        .entry = entry, .hue = HUE_NONE, .planned = events_are_all_ahead(&findings->plans, entry)};
    init_text(node, scene, localised_get(entry->label, language),
              localised_get(&entry->object.class->title, language), room);
}

#define WIDE_COLON "："

const char *graph_plate_name(const Plate *plate, size_t language)
{
    const char *title = localised_get(plate->title, language);
    const char *whole = plate->whole != NULL ? localised_get(plate->whole->title, language) : "";
    if (!g_str_has_prefix(title, whole))
        return title;
    title += strlen(whole);
    if (g_str_has_prefix(title, WIDE_COLON))
        return title + strlen(WIDE_COLON);
    return title + strspn(title, ": ");
}

void graph_node_init_plate(GraphNode *node, const Scene *scene, const Plate *plate, size_t language,
                           const char *caption, double room)
{
    *node = (GraphNode){.plate = plate, .hue = HUE_NONE};
    init_text(node, scene, graph_plate_name(plate, language), caption, room);
}

/* Shapes of the default schema's classes and what derives from them; others get the last. */
static const struct ClassLook {
    KnownClass class;
    Shape shape;
    int hue;
} class_looks[] = {
    {CLASS_CHIP, SHAPE_ROUNDED, 0},     {CLASS_ARCHITECTURE, SHAPE_OCTAGON, 3},
    {CLASS_PACKAGING, SHAPE_DOUBLE, 2}, {CLASS_INTERCONNECT, SHAPE_PILL, 1},
    {CLASS_SYSTEM, SHAPE_BOX, 6},       {CLASS_SOFTWARE, SHAPE_NOTE, 4},
    {CLASS_MEMORY, SHAPE_CYLINDER, 5},  {CLASS_UNKNOWN, SHAPE_BOX, 7},
};

static const struct ClassLook *class_look(const Class *class)
{
    const struct ClassLook *look = class_looks;
    while (look->class != CLASS_UNKNOWN && !class_is_known(class, look->class))
        look++;
    return look;
}

void graph_class_look(const Class *class, Shape *shape, int *hue)
{
    const struct ClassLook *look = class_look(class);
    *shape = look->shape;
    *hue = look->hue;
}

SceneBox *graph_paint_node(GraphNode *node, Scene *scene, double x, double y)
{
    static const struct ClassLook diagram_look = {CLASS_UNKNOWN, SHAPE_BOX, 7};
    const struct ClassLook *look =
        node->entry != NULL ? class_look(node->entry->object.class) : &diagram_look;
    const bool is_firm = node->entry != NULL && !node->planned;
    SceneBox *box = scene_add_box(scene, ROLE_NODE, look->shape, x, y, node->width, node->height);
    box->hue = node->hue != HUE_NONE ? node->hue : look->hue;
    box->strong = node->strong;
    box->entry = node->strong ? NULL : node->entry;
    box->plate = node->plate != NULL ? node->plate->name : NULL;
    box->line = is_firm ? LINE_SOLID : node->entry != NULL ? LINE_DASHED : LINE_DOTTED;
    box->text = node->lines[0];
    box->more = node->lines[1];
    box->caption = node->caption;
    box->title = arena_concat(scene->arena, node->name, " – ", node->caption);
    box->brief = node->name;
    node->box = box;
    return box;
}

/* --- edges --- */

static int compare_kinds(const void *a, const void *b)
{
    const Slot *one = *(const Slot *const *)a;
    const Slot *other = *(const Slot *const *)b;
    return one->rank != other->rank ? (one->rank > other->rank ? 1 : -1)
                                    : strcmp(one->name, other->name);
}

void graph_sort_kinds(GPtrArray *kinds)
{
    g_ptr_array_sort(kinds, compare_kinds);
}

size_t graph_find_kind(GPtrArray *kinds, const Slot *slot)
{
    for (guint i = 0; i < kinds->len; i++)
        if (strcmp(((const Slot *)kinds->pdata[i])->name, slot->name) == 0)
            return i;
    g_ptr_array_add(kinds, (gpointer)slot);
    return kinds->len - 1;
}

void graph_style_wire(SceneWire *wire, size_t kind)
{
    wire->hue = (int)(kind % (HUE_COUNT - 1));
    wire->form = (TipForm)(kind % TIP_COUNT);
}

static bool is_inside(const SceneBox *inner, const SceneBox *outer)
{
    return inner->x > outer->x && inner->y > outer->y &&
           inner->x + inner->width < outer->x + outer->width &&
           inner->y + inner->height < outer->y + outer->height;
}

/* Does the label lie upon the line's tip? */
static bool hides_tip(const SceneWire *wire, const SceneBox *label)
{
    const Point base = wire->points[wire->point_count - 1];
    const SceneBox tip = {.x = MIN(base.x, wire->tip.x),
                          .y = MIN(base.y, wire->tip.y),
                          .width = ABS(base.x - wire->tip.x),
                          .height = ABS(base.y - wire->tip.y)};
    return wire->has_tip && scene_boxes_touch(label, &tip, LABEL_CLEARANCE);
}

/* Does it lie upon what crosses the line out? */
static bool hides_strike(const SceneWire *wire, const SceneBox *label)
{
    const Point middle = scene_wire_middle(wire);
    const SceneBox strike = {.x = middle.x, .y = middle.y};
    return wire->struck && scene_boxes_touch(label, &strike, STRIKE_CLEARANCE);
}

/* Labels lie in a cluster or beside it, not upon its line. */
static bool is_free(const Scene *scene, const SceneBox *label)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        const bool is_around = box->role == ROLE_CLUSTER && is_inside(label, box);
        if (box->role != ROLE_ANCHOR && !is_around &&
            scene_boxes_touch(label, box, LABEL_CLEARANCE))
            return false;
    }
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (hides_tip(wire, label) || hides_strike(wire, label))
            return false;
    return true;
}

static const char *count_text(const Scene *scene, const Words *words, int64_t count)
{
    const char *number = arena_integer(scene->arena, count);
    return words_fill(words, "picture.count", number, scene->arena);
}

const char *graph_wire_brief(const Scene *scene, const Words *words, const char *relation,
                             int64_t count)
{
    const char *number = count > 0 ? count_text(scene, words, count) : "";
    return scene_clean(scene->arena, arena_concat(scene->arena, relation, " ", number));
}

const char *graph_wire_title(const Scene *scene, const Words *words, const char *from,
                             const char *relation, const char *to, int64_t count)
{
    const char *number = count > 0 ? count_text(scene, words, count) : "";
    return scene_clean(scene->arena,
                       arena_concat(scene->arena, from, " – ", relation, " – ", to, " ", number));
}

/* Finds the next place on the wire that is free: upon it, then above it and below. */
static bool find_place(const Scene *scene, const SceneWire *wire, SceneBox *label)
{
    enum { PLACES = 13 };
    static const double STEP = 0.05;
    static const double sides[] = {-0.5, -1.2, 0.2}; /* where its top is, in its height */
    for (size_t side = 0; side < G_N_ELEMENTS(sides); side++)
        for (int i = 0; i < PLACES; i++) { /* the middle first, then to and fro */
            const int away = (i + 1) / 2;
            const double share = 0.5 + away * (i % 2 == 0 ? STEP : -STEP);
            const Point at = scene_wire_at(wire, share);
            label->x = at.x - label->width / 2;
            label->y = at.y + label->height * sides[side];
            if (is_free(scene, label))
                return true;
        }
    return false;
}

void graph_paint_count(Scene *scene, const Words *words, const SceneWire *wire, int64_t count)
{
    if (count <= 0)
        return;
    const char *text = count_text(scene, words, count);
    SceneBox place = {.width = scene_text_width(ROLE_EDGE_LABEL, text),
                      .height = scene_text_height(ROLE_EDGE_LABEL)};
    if (find_place(scene, wire, &place))
        scene_add_text(scene, ROLE_EDGE_LABEL, place.x + place.width / 2, place.y, place.width + 1,
                       text);
}
