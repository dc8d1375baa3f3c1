#include "diagram/time_plot.h"

#include "scene/look.h"
#include "scene/metrics.h"

#include <math.h>
#include <string.h>

enum {
    NAME_WIDTH = 220, /* a longer name has two lines, which are as wide as they must be */
};

double time_plot_heads_width(double names)
{
    return TIME_PLOT_MARGIN + ceil(names) + TIME_PLOT_HEADS_PADDING;
}

double time_plot_break_name(const Drawing *drawing, const char *text, const char *lines[2])
{
    const Look *look = &looks[ROLE_NAME];
    const char *name = scene_clean(drawing->arena, text);
    size_t cut = strlen(name);
    for (int room = NAME_WIDTH; room <= TIME_PLOT_NAME_MAX; room += 20) {
        cut = metrics_break(name, look->font_size, look->bold, room);
        const char *rest = name + cut + (name[cut] == ' ');
        if (cut > 0 && scene_text_width(ROLE_NAME, rest) <= room)
            break;
    }
    lines[0] = name;
    if (cut == 0 || name[cut] == '\0')
        return scene_text_width(ROLE_NAME, name);
    lines[0] = arena_strndup(drawing->arena, name, cut);
    lines[1] = name + cut + (name[cut] == ' ');
    return MAX(scene_text_width(ROLE_NAME, lines[0]), scene_text_width(ROLE_NAME, lines[1]));
}

SceneBox *time_plot_paint_name(Scene *scene, const char *const lines[2], const char *text,
                               double middle)
{
    const double height = scene_text_height(ROLE_NAME);
    const double top = middle - (lines[1] != NULL ? height : height / 2);
    SceneBox *name =
        scene_add_text(scene, ROLE_NAME, TIME_PLOT_MARGIN, top, TIME_PLOT_NAME_MAX, lines[0]);
    if (lines[1] == NULL)
        return name;
    name->more = scene_fit(scene, ROLE_NAME, lines[1], TIME_PLOT_NAME_MAX);
    name->width = MAX(name->width, scene_text_width(ROLE_NAME, name->more));
    name->height *= 2;
    name->title = scene_clean(scene->arena, text);
    return name;
}

static double axis_right(const Axis *axis)
{
    return axis->left + axis->width;
}

void time_plot_paint_ticks(Drawing *drawing, const Axis *axis, double bottom)
{
    Scene *scene = &drawing->scene;
    const double label_y =
        TIME_PLOT_MARGIN + (TIME_PLOT_TICK_HEIGHT - scene_text_height(ROLE_TICK)) / 2;
    g_autoptr(GArray) ticks = axis_ticks(axis, drawing->words, drawing->arena);
    for (guint i = 0; i < ticks->len; i++) {
        const Tick *tick = &g_array_index(ticks, Tick, i);
        scene_add_line(scene, ROLE_GRID, (Point){tick->x, TIME_PLOT_MARGIN},
                       (Point){tick->x, bottom});
        if (tick->label != NULL)
            scene_add_text(scene, ROLE_TICK, tick->label_x, label_y, axis->width, tick->label);
    }
    scene_add_line(scene, ROLE_GRID, (Point){axis_right(axis), TIME_PLOT_MARGIN},
                   (Point){axis_right(axis), bottom});
}

bool time_plot_shows_as_of(const Drawing *drawing, const Axis *axis)
{
    const Kb *kb = drawing->kb;
    return kb->has_as_of && kb->as_of.latest >= axis->from && kb->as_of.latest <= axis->to;
}

void time_plot_paint_as_of(Drawing *drawing, const Axis *axis, double bottom)
{
    Scene *scene = &drawing->scene;
    const Day today = drawing->kb->as_of.latest;
    const double x = (axis_x(axis, today) + axis_x_after(axis, today)) / 2;
    const char *label =
        drawing_fill(drawing, "picture.as_of", drawing_date(drawing, &drawing->kb->as_of));
    const double half = scene_text_width(ROLE_AS_OF_LABEL, label) / 2;
    const double middle =
        CLAMP(x, axis->left + half, MAX(axis->left + half, axis_right(axis) - half));
    const double top = TIME_PLOT_MARGIN + TIME_PLOT_TICK_HEIGHT;
    scene_add_text(scene, ROLE_AS_OF_LABEL, middle, top, axis->width, label);
    scene_add_line(scene, ROLE_AS_OF, (Point){x, top + scene_text_height(ROLE_AS_OF_LABEL) + 2},
                   (Point){x, bottom});
}
