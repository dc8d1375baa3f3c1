#include "scene/glue.h"

#include <math.h>

/* What nobody sees, in CSS pixels. */
static const double NEAR = 0.75;

struct Glue {
    GArray **sites; /* of Point, by the box's number; NULL: none */
    size_t count;
};

static bool is_near(Point a, Point b)
{
    return fabs(a.x - b.x) < NEAR && fabs(a.y - b.y) < NEAR;
}

/* How far a point is from the line through two others, or from them if they are one. */
static double distance_to_line(Point point, Point from, Point to)
{
    const double length = hypot(to.x - from.x, to.y - from.y);
    if (length == 0)
        return hypot(point.x - from.x, point.y - from.y);
    return fabs((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x)) /
           length;
}

bool glue_is_straight(const SceneWire *wire)
{
    const Point end = scene_wire_end(wire);
    for (size_t i = 1; i < wire->point_count; i++)
        if (distance_to_line(wire->points[i], wire->points[0], end) > NEAR)
            return false;
    return true;
}

void glue_find_middles(const SceneBox *box, Point *middles)
{
    const double x = box->x + box->width / 2;
    const double y = box->y + box->height / 2;
    middles[0] = (Point){x, box->y};
    middles[1] = (Point){box->x, y};
    middles[2] = (Point){x, box->y + box->height};
    middles[3] = (Point){box->x + box->width, y};
}

static int find_middle(const SceneBox *box, Point point)
{
    Point middles[GLUE_MIDDLES];
    glue_find_middles(box, middles);
    for (int i = 0; i < GLUE_MIDDLES; i++)
        if (is_near(middles[i], point))
            return i;
    return -1;
}

int glue_find(const Glue *glue, const SceneBox *box, Point point)
{
    const int middle = find_middle(box, point);
    size_t count;
    const Point *sites = glue_sites(glue, box, &count);
    for (size_t i = 0; middle < 0 && i < count; i++)
        if (is_near(sites[i], point))
            return GLUE_MIDDLES + (int)i;
    return middle;
}

static void add_site(Glue *glue, const SceneBox *box, Point point)
{
    if (box == NULL || box->role == ROLE_ANCHOR || glue_find(glue, box, point) >= 0)
        return;
    GArray **sites = &glue->sites[box->number];
    if (*sites == NULL)
        *sites = g_array_new(FALSE, FALSE, sizeof(Point));
    g_array_append_val(*sites, point);
}

Glue *glue_new(const Scene *scene)
{
    Glue *glue = g_new0(Glue, 1);
    glue->count = scene->box_count + 1;
    glue->sites = g_new0(GArray *, glue->count);
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (glue_is_straight(wire)) {
            add_site(glue, wire->from, wire->points[0]);
            add_site(glue, wire->to, scene_wire_end(wire));
        }
    return glue;
}

void glue_free(Glue *glue)
{
    for (size_t i = 0; i < glue->count; i++)
        if (glue->sites[i] != NULL)
            g_array_free(glue->sites[i], TRUE);
    g_free(glue->sites);
    g_free(glue);
}

const Point *glue_sites(const Glue *glue, const SceneBox *box, size_t *count)
{
    const GArray *sites = glue->sites[box->number];
    *count = sites != NULL ? sites->len : 0;
    return sites != NULL ? (const Point *)(const void *)sites->data : NULL;
}
