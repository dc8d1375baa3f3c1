/*
 * outline.h - shapes and lines as SVG path data.
 */
#pragma once

#include "scene/scene.h"

enum {
    OUTLINE_LID = 4, /* half the height of a cylinder's lid */
    OUTLINE_BAR_CORNER = 2,
    OUTLINE_BOX_CORNER = 7,
    OUTLINE_PILL_CORNER = 16,
};

/* Appends the outline of the box's shape: within its rectangle, touching all four sides. */
void outline_append_box(GString *out, const SceneBox *box);

/* Appends a Bézier spline (3n + 1 points), or its first and last point if it is straight. */
void outline_append_spline(GString *out, const Point *points, size_t count, bool straight);

/* What is drawn upon a mark: strokes, each from one point to the next, of which only so many can be
 * told apart. */
enum { OUTLINE_STROKES_MAX = 8, OUTLINE_SIGN_WIDTH = 2, OUTLINE_SIGN_REACH = 5 };

/* Find the points of its feet, which tell it from marks of other kinds that have its hue, and of
 * the cross over what was cancelled: it reaches OUTLINE_SIGN_REACH from the middle of a mark, from
 * a corner's of what holds text, or from scene_wire_middle(). Return how many points there are, at
 * most two a stroke. */
size_t outline_find_feet(const SceneBox *box, Point *points);
size_t outline_find_strike(const SceneBox *box, Point *points);
size_t outline_find_wire_strike(const SceneWire *wire, Point *points);

void outline_append_strokes(GString *out, const Point *points, size_t count);

/* Appends the tip of a line that has one. */
void outline_append_tip(GString *out, const SceneWire *wire);
