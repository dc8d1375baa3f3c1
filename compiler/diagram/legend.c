#include "diagram/legend.h"

enum {
    LINE_STEP = 24,
    SAMPLE_WIDTH = 26,
    SAMPLE_HEIGHT = 12,
    SAMPLE_GAP = 8,
    ITEM_GAP = 24,
};

void legend_init(Legend *legend, Scene *scene, double left, double right, double y)
{
    *legend = (Legend){.scene = scene, .left = left, .right = right, .x = left, .y = y};
}

/* Makes room for a sample and its text, on the next line if need be; adds the text. Returns where
 * the sample begins. */
static double add_text(Legend *legend, double sample, const char *text)
{
    Scene *scene = legend->scene;
    const char *clean = scene_clean(scene->arena, text);
    const double width = sample + scene_text_width(ROLE_LEGEND, clean);
    if (legend->x > legend->left && legend->x + width > legend->right) {
        legend->x = legend->left;
        legend->y += LINE_STEP;
    }
    const double y = legend->y + (LINE_STEP - scene_text_height(ROLE_LEGEND)) / 2;
    const SceneBox *box = scene_add_text(scene, ROLE_LEGEND, legend->x + sample, y,
                                         legend->right - legend->x - sample, clean);
    legend->x = box->x + box->width + ITEM_GAP;
    return box->x - sample;
}

SceneBox *legend_add_mark(Legend *legend, Shape shape, const char *text)
{
    const double x = add_text(legend, SAMPLE_WIDTH + SAMPLE_GAP, text);
    const double y = legend->y + (double)(LINE_STEP - SAMPLE_HEIGHT) / 2;
    return scene_add_box(legend->scene, ROLE_SAMPLE, shape, x, y, SAMPLE_WIDTH, SAMPLE_HEIGHT);
}

SceneWire *legend_add_line(Legend *legend, const char *text)
{
    enum { TIP = 7 };
    const double x = add_text(legend, SAMPLE_WIDTH + SAMPLE_GAP, text);
    const double y = legend->y + LINE_STEP / 2.0;
    SceneWire *wire = scene_add_line(legend->scene, ROLE_SAMPLE_LINE, (Point){x, y},
                                     (Point){x + SAMPLE_WIDTH - TIP, y});
    wire->has_tip = true;
    wire->tip = (Point){x + SAMPLE_WIDTH, y};
    return wire;
}

void legend_add_scale(Legend *legend, double length, const char *text)
{
    enum { END = 3 }; /* half the height of the strokes at its ends */
    const double x = add_text(legend, length + SAMPLE_GAP, text);
    const double y = legend->y + LINE_STEP / 2.0;
    const Point lines[][2] = {{{x, y}, {x + length, y}},
                              {{x, y - END}, {x, y + END}},
                              {{x + length, y - END}, {x + length, y + END}}};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        scene_add_line(legend->scene, ROLE_SAMPLE_LINE, lines[i][0], lines[i][1])->hue =
            HUE_COUNT - 1;
}

void legend_break(Legend *legend)
{
    if (legend->x > legend->left) {
        legend->x = legend->left;
        legend->y += LINE_STEP;
    }
}

void legend_add_note(Legend *legend, const char *text)
{
    add_text(legend, 0, text);
}

double legend_bottom(const Legend *legend)
{
    const bool empty = legend->x == legend->left;
    return empty ? legend->y : legend->y + LINE_STEP;
}
