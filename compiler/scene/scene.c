#include "scene/scene.h"

#include "scene/look.h"
#include "scene/metrics.h"

#include <math.h>
#include <string.h>

/* A text that was cut, and what was shown of it. */
struct Cut {
    Cut *next;
    const char *whole;
    const char *shown;
};

void scene_init(Scene *scene, Arena *arena)
{
    *scene = (Scene){.arena = arena, .cuts = arena_new0(arena, Cut, 1)};
    scene->last_box = &scene->boxes;
    scene->last_wire = &scene->wires;
}

/* Can `c` stand in XML 1.0, and is it meant to be seen? C1 controls may, but are not. */
static bool is_text_char(gunichar c)
{
    return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c != 0xFFFE && c != 0xFFFF;
}

static bool is_space_char(gunichar c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Is there nothing to clean? So it is with nearly all text. */
static bool is_clean(const char *text)
{
    bool space = true; /* none may stand first */
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (c == ' ' ? space : is_space_char(c) || !is_text_char(c))
            return false;
        space = c == ' ';
    }
    return *text == '\0' || !space;
}

static const char *clean(Arena *arena, const char *valid)
{
    g_autoptr(GString) line = g_string_new(NULL);
    bool space = false;
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        if (is_space_char(c)) {
            space = line->len > 0;
        } else if (is_text_char(c)) {
            if (space)
                g_string_append_c(line, ' ');
            space = false;
            g_string_append_unichar(line, c);
        }
    }
    return arena_strndup(arena, line->str, line->len);
}

const char *scene_clean(Arena *arena, const char *text)
{
    if (g_utf8_validate(text, -1, NULL))
        return is_clean(text) ? text : clean(arena, text);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return clean(arena, valid);
}

SceneBox *scene_add_box(Scene *scene, Role role, Shape shape, double x, double y, double width,
                        double height)
{
    SceneBox *box = arena_new0(scene->arena, SceneBox, 1);
    *box = (SceneBox){
        .number = ++scene->box_count,
        .role = role,
        .shape = shape,
        .hue = HUE_NONE,
        .x = x,
        .y = y,
        .width = width,
        .height = height,
    };
    *scene->last_box = box;
    scene->last_box = &box->next;
    return box;
}

double scene_text_width(Role role, const char *text)
{
    return metrics_width(text, looks[role].font_size, looks[role].bold);
}

double scene_text_height(Role role)
{
    return looks[role].font_size * LINE_HEIGHT;
}

/* Returns the other text that is shown as the same; NULL: there is none. */
static const char *find_another(const Cut *cuts, const char *shown, const char *whole)
{
    enum { LOOKED_AT_MAX = 1000 }; /* nobody compares more */
    unsigned count = 0;
    for (const Cut *cut = cuts; cut != NULL && count++ < LOOKED_AT_MAX; cut = cut->next)
        if (strcmp(cut->shown, shown) == 0)
            return strcmp(cut->whole, whole) != 0 ? cut->whole : NULL;
    return NULL;
}

/* Where the word begins in which `text` differs from `other` first; within it if it is long. */
static size_t find_difference(const char *text, const char *other)
{
    enum { WORD_MAX = 20 };
    size_t at = 0;
    while (text[at] != '\0' && text[at] == other[at])
        at++;
    while (at > 0 && (text[at] & 0xC0) == 0x80) /* the middle of a character */
        at--;
    size_t start = at;
    while (start > 0 && text[start - 1] != ' ' && !g_unichar_iswide(g_utf8_get_char(text + start)))
        start = (size_t)(g_utf8_prev_char(text + start) - text);
    return at - start <= WORD_MAX ? start : at;
}

/* The end counts most, then the beginning; if they are another text's already, where the two
 * differ, or else some other piece. */
const char *scene_fit(const Scene *scene, Role role, const char *text, double room)
{
    static const double shares[] = {0.5, 0.3, 0.7, 0.15, 0.85, 0, 1};
    const Look *look = &looks[role];
    const char *shown = text;
    for (size_t i = 0; i < G_N_ELEMENTS(shares); i++) {
        shown = metrics_shorten(scene->arena, text, look->font_size, look->bold, MAX(room, 0),
                                shares[i]);
        if (shown == text)
            return text;
        const char *other = find_another(scene->cuts->next, shown, text);
        if (other == NULL)
            break;
        shown = metrics_shorten_at(scene->arena, text, look->font_size, look->bold, MAX(room, 0),
                                   find_difference(text, other));
        if (find_another(scene->cuts->next, shown, text) == NULL)
            break;
    }
    Cut *cut = arena_new0(scene->arena, Cut, 1);
    *cut = (Cut){scene->cuts->next, text, shown};
    scene->cuts->next = cut;
    return shown;
}

SceneBox *scene_add_text(Scene *scene, Role role, double x, double y, double room, const char *text)
{
    const Look *look = &looks[role];
    const char *whole = scene_clean(scene->arena, text);
    const char *shown = scene_fit(scene, role, whole, room);
    const double width = scene_text_width(role, shown);
    const double left = look->align == ALIGN_MIDDLE ? x - width / 2
                        : look->align == ALIGN_END  ? x - width
                                                    : x;
    SceneBox *box = scene_add_box(scene, role, SHAPE_NONE, left, y, width, scene_text_height(role));
    box->text = shown;
    box->title = shown != whole ? whole : NULL;
    return box;
}

SceneWire *scene_add_wire(Scene *scene, Role role, const SceneBox *from, const SceneBox *to,
                          const Point *points, size_t count)
{
    g_assert(count >= 4 && count % 3 == 1);
    SceneWire *wire = arena_new0(scene->arena, SceneWire, 1);
    Point *own = arena_new0(scene->arena, Point, count);
    memcpy(own, points, count * sizeof *points);
    *wire = (SceneWire){
        .role = role,
        .hue = HUE_NONE,
        .from = from,
        .to = to,
        .points = own,
        .point_count = count,
    };
    *scene->last_wire = wire;
    scene->last_wire = &wire->next;
    return wire;
}

/* From `corner` towards `other`, as far as a rounding goes. */
static Point leave_corner(Point corner, Point other)
{
    static const double ROUNDING = 4;
    const double length = hypot(other.x - corner.x, other.y - corner.y);
    const double share = length > 0 ? MIN(ROUNDING, length / 2) / length : 0;
    return (Point){corner.x + (other.x - corner.x) * share,
                   corner.y + (other.y - corner.y) * share};
}

SceneWire *scene_add_path(Scene *scene, Role role, const SceneBox *from, const SceneBox *to,
                          const Point *corners, size_t count)
{
    g_assert(count >= 2 && count <= PATH_CORNERS_MAX);
    Point points[1 + 3 * (2 * PATH_CORNERS_MAX - 3)];
    size_t used = 0;
    points[used++] = corners[0];
    for (size_t i = 1; i < count; i++) {
        const bool turns = i + 1 < count;
        const Point start = points[used - 1];
        const Point end = turns ? leave_corner(corners[i], corners[i - 1]) : corners[i];
        points[used++] = start;
        points[used++] = end;
        points[used++] = end;
        if (!turns)
            break;
        points[used++] = corners[i];
        points[used++] = corners[i];
        points[used++] = leave_corner(corners[i], corners[i + 1]);
    }
    return scene_add_wire(scene, role, from, to, points, used);
}

SceneWire *scene_add_line(Scene *scene, Role role, Point from, Point to)
{
    const SceneBox *start = scene_add_box(scene, ROLE_ANCHOR, SHAPE_NONE, from.x, from.y, 0, 0);
    const SceneBox *end = scene_add_box(scene, ROLE_ANCHOR, SHAPE_NONE, to.x, to.y, 0, 0);
    const Point points[] = {from, from, to, to};
    return scene_add_wire(scene, role, start, end, points, G_N_ELEMENTS(points));
}

char *scene_box_page(const SceneBox *box)
{
    const Entry *entry = box->entry;
    if (entry != NULL ? entry->folder == NULL || entry->draft : box->plate == NULL)
        return NULL;
    g_autofree char *folder =
        g_uri_escape_string(entry != NULL ? entry->folder : "diagrams", NULL, FALSE);
    g_autofree char *name =
        g_uri_escape_string(entry != NULL ? entry->id : box->plate, NULL, FALSE);
    return g_strconcat(folder, "/", name, NULL);
}

Point scene_wire_at(const SceneWire *wire, double share)
{
    g_assert(wire->point_count >= 4);
    const size_t segments = (wire->point_count - 1) / 3;
    const double at = share * (double)segments;
    const size_t segment = MIN((size_t)at, segments - 1);
    return scene_curve_at(wire->points + 3 * segment, at - (double)segment);
}

Point scene_wire_middle(const SceneWire *wire)
{
    double longest = -1;
    Point middle = wire->points[0];
    for (size_t i = 0; i + 3 < wire->point_count; i += 3) {
        const Point *four = wire->points + i;
        const double length = hypot(four[3].x - four[0].x, four[3].y - four[0].y);
        if (length <= longest)
            continue;
        longest = length;
        middle = scene_curve_at(four, 0.5);
    }
    return middle;
}

Point scene_wire_end(const SceneWire *wire)
{
    return wire->has_tip ? wire->tip : wire->points[wire->point_count - 1];
}

bool scene_boxes_touch(const SceneBox *a, const SceneBox *b, double gap)
{
    return a->x - gap < b->x + b->width && b->x < a->x + a->width + gap &&
           a->y - gap < b->y + b->height && b->y < a->y + a->height + gap;
}

Point scene_curve_at(const Point *four, double t)
{
    const double s = 1 - t;
    const double weights[] = {s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t};
    Point point = {0, 0};
    for (size_t i = 0; i < G_N_ELEMENTS(weights); i++) {
        point.x += weights[i] * four[i].x;
        point.y += weights[i] * four[i].y;
    }
    return point;
}
