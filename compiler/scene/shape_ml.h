/*
 * shape_ml.h - pieces of DrawingML: colours, fills, lines, outlines and lines of text.
 *
 * Colours are the theme's wherever it has them, so that who changes the theme of a slide changes
 * what is on it: ink, muted text, canvas and grid are its text and background colours, the first
 * six hues its accents. A pale hue is the strong one, mixed with the canvas.
 */
#pragma once

#include "scene/glue.h"
#include "scene/look.h"
#include "scene/path_ml.h"

/* What a slide's pieces have in common. */
typedef struct ShapeMl {
    GString *out;
    const char *language; /* code, of texts */
    SlideFrame frame;
    const Glue *glue;
    bool dark;
} ShapeMl;

/* Appends where a rectangle of the scene is; `flips` are attributes of it, or "". */
void shape_ml_place(const ShapeMl *ml, const char *flips, double x, double y, double width,
                    double height);

/* Appends the box's outline, and where it is. */
void shape_ml_outline(const ShapeMl *ml, const SceneBox *box);

/* Appends how the box is filled, and its line. */
void shape_ml_box_look(const ShapeMl *ml, const SceneBox *box);

/* Appends lines as SVG path data has them, within a rectangle around `points`. */
void shape_ml_path(const ShapeMl *ml, const Point *points, size_t count, const char *data);

/* Appends a line in one of the look's colours; `width` in pixels of the scene. */
void shape_ml_line(const ShapeMl *ml, const char *colour, double width, Line line);

/* Appends how a wire's line looks, and its tip. */
void shape_ml_wire_look(const ShapeMl *ml, const SceneWire *wire);

/* Appends a paragraph in a role's type. */
void shape_ml_text(const ShapeMl *ml, Role role, Align align, const char *text);

/* Appends a run of text, `size` in pixels of the slide; its address is the slide's relationship
 * `link` ("": none). */
void shape_ml_run(const ShapeMl *ml, const char *colour, double size, bool bold, const char *link,
                  const char *text);
