/*
 * look.h - how each role looks: one table for the SVG and the DOT.
 *
 * Colours here are those of the light theme, written as presentation attributes so that a picture
 * looks right without any style sheet. templates/assets/diagram.css knows the same colours and
 * those of the dark theme (keep in step: LOOK-COLOURS). Text has a contrast of 4.5:1 or more with
 * the canvas, marks and lines that carry meaning 3:1 (WCAG 2.1 AA).
 */
#pragma once

#include "scene/scene.h"

#include <stdbool.h>

#define COLOUR_CANVAS "#ffffff"
#define COLOUR_INK "#1b2330"
#define COLOUR_MUTED "#596579"
#define COLOUR_GRID "#e4e8ee"
#define COLOUR_RULE "#c6cdd8"
#define COLOUR_AS_OF "#b4232f"

#define LINE_HEIGHT 1.25 /* of the font's size */
#define BASELINE 0.95    /* of the font's size, from the top of the line */

/* Families that have both scripts come last, so that Latin text looks native. */
#define FONT_FAMILY                                                                        \
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', " \
    "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', "           \
    "'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"

typedef enum Align { ALIGN_START, ALIGN_MIDDLE, ALIGN_END } Align;

typedef struct Look {
    const char *name;   /* class "dl-NAME" */
    const char *text;   /* colour; NULL: the ink */
    const char *stroke; /* NULL: the hue's, or none */
    double font_size;   /* 0: has no text */
    double stroke_width;
    Align align;
    bool bold;
    bool plate; /* lines may run behind the text: a piece of canvas keeps it legible */
} Look;

extern const Look looks[ROLE_COUNT];

/* Returns what a colour of the light theme is in the dark one. */
const char *look_dark_colour(const char *light);

/* One hue: strong for fills and lines, pale for the inside of what is hollow or holds text. */
typedef struct Hue {
    const char *strong;
    const char *pale;
} Hue;

extern const Hue look_hues[HUE_COUNT];

/* Which of them a box has; the last, a neutral one, if it has none. */
int look_hue(const SceneBox *box);

/* Do others lie in the box, so that it is painted before them and before wires? */
bool look_is_container(const SceneBox *box);

/* Is it pale inside, with a line around it? Else it is filled. */
bool look_is_pale(const SceneBox *box);

/* Does an end of it fade, as its date is vague? */
bool look_is_soft(const SceneBox *box);

const char *look_wire_colour(const SceneWire *wire);

typedef struct LineLook {
    const char *graphviz; /* the nearest style that it has */
    const char *dashes;   /* stroke-dasharray; NULL: none */
} LineLook;

extern const LineLook look_lines[LINE_COUNT];

/* What Graphviz calls a tip. */
typedef struct TipLook {
    const char *filled;
    const char *hollow;
} TipLook;

extern const TipLook look_tips[TIP_COUNT];

/* Graphviz's nearest shape that touches its rectangle all around, where edges end; and its style
 * (NULL: none). */
typedef struct ShapeLook {
    const char *name;
    const char *style;
} ShapeLook;

extern const ShapeLook look_shapes[SHAPE_COUNT];
