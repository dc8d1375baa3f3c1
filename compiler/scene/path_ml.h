/*
 * path_ml.h - SVG path data as paths of DrawingML.
 *
 * Both speak of the same outlines (outline.h), so what is drawn is the same. Of SVG's commands
 * those that outlines have are known: M L C A Z, absolute, arcs upright and clockwise. DrawingML's
 * own arcs go by angles; Bézier curves (one for at most a quarter) say the same without them.
 */
#pragma once

#include "scene/scene.h"

/* English Metric Units, in which DrawingML counts: so many make one CSS pixel. */
#define EMU_A_PIXEL 9525.0

/* From a scene's pixels to a slide's. */
typedef struct SlideFrame {
    double scale;
    double left; /* where the scene's origin is, in pixels of the slide */
    double top;
} SlideFrame;

/* Where a point of the scene is on the slide, in EMU. */
long path_ml_x(const SlideFrame *frame, double x);
long path_ml_y(const SlideFrame *frame, double y);

/* Appends the commands of `data`; (x, y), in EMU of the slide, is the shape's corner, from which
 * the shape's paths count. */
void path_ml_append(GString *out, const SlideFrame *frame, long x, long y, const char *data);
