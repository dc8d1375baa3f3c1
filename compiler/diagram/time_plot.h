/*
 * time_plot.h - what pictures along a time axis have in common: names at the left, the axis with
 * its lines, the knowledge base's today. Timelines and lineages of life spans are such. Only
 * diagram/ may include this.
 */
#pragma once

#include "diagram/axis.h"
#include "diagram/drawing.h"

/* The grid of the picture, in pixels. */
enum {
    TIME_PLOT_MARGIN = 20,
    TIME_PLOT_NAME_MAX = 340, /* the column of names */
    TIME_PLOT_NAME_GAP = 24,
    TIME_PLOT_HEADS_PADDING = 4, /* less than a connector keeps clear of a name */
    TIME_PLOT_WIDTH = 840,       /* of the axis */
    TIME_PLOT_TICK_HEIGHT = 26,
    TIME_PLOT_AS_OF_HEIGHT = 22,
};

/* Breaks a name over two lines if it is long, as narrow as they can be; the second stays NULL if
 * there is none. Returns their width. */
double time_plot_break_name(const Drawing *drawing, const char *text, const char *lines[2]);

/* How much from the left on stays in place where the picture is scrolled. */
double time_plot_heads_width(double names);

/* Paints a broken name around `middle`; `text` is all of it. */
SceneBox *time_plot_paint_name(Scene *scene, const char *const lines[2], const char *text,
                               double middle);

/* Is the knowledge base's today on the axis? One without any date has none. */
bool time_plot_shows_as_of(const Drawing *drawing, const Axis *axis);

/* Paint the axis with its lines, and the knowledge base's today, down to `bottom`. */
void time_plot_paint_ticks(Drawing *drawing, const Axis *axis, double bottom);
void time_plot_paint_as_of(Drawing *drawing, const Axis *axis, double bottom);
