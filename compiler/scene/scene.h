/*
 * scene.h - what a diagram shows, and where: the one description from which both the SVG and the
 * DOT are written, so that they agree.
 *
 * A Scene holds boxes (a shape, a text, or both) and wires (lines between boxes) in drawing order.
 * Lengths are CSS pixels, which are Graphviz's points; the origin is at the top left, y grows
 * downwards. Looks come from roles (look.h), never from the single box. Everything is memory of the
 * scene's arena; texts are clean (scene_clean()).
 */
#pragma once

#include "base/arena.h"
#include "model/kb.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct Point {
    double x;
    double y;
} Point;

/* What a thing is for the reader: decides its class, colours and type size. */
typedef enum Role {
    ROLE_TICK,        /* text on the time axis */
    ROLE_GRID,        /* line of a tick */
    ROLE_LANE,        /* title of a lane */
    ROLE_LANE_RULE,   /* line above a lane */
    ROLE_NAME,        /* name of an entry beside its row */
    ROLE_MARK,        /* a milestone's date */
    ROLE_OLD_MARK,    /* a date that no longer counts */
    ROLE_MARK_LABEL,  /* its text */
    ROLE_CONNECTOR,   /* a relation between rows */
    ROLE_SLIP,        /* from an earlier date to the next */
    ROLE_AS_OF,       /* the knowledge base's today */
    ROLE_AS_OF_LABEL, /* its text */
    ROLE_CONTAINER,   /* what others lie in; without a text of its own */
    ROLE_CLUSTER,     /* box around nodes that have something in common; its title says what */
    ROLE_CLUSTER_TAG, /* the same in its top left corner */
    ROLE_NODE,        /* an entry in a graph */
    ROLE_CAPTION,     /* its second line */
    ROLE_EDGE,        /* a relation */
    ROLE_EDGE_LABEL,  /* how many */
    ROLE_LINK_LABEL,  /* over a line, not upon it */
    ROLE_HEADING,     /* over a part of the picture */
    ROLE_KIND,        /* at the right, beside a name at the left */
    ROLE_LEGEND,      /* text of the legend */
    ROLE_SAMPLE,      /* mark in the legend */
    ROLE_SAMPLE_LINE, /* relation in the legend */
    ROLE_ANCHOR,      /* invisible end of a line */
    ROLE_VALUE,       /* text at the left of a chart's axis */
    ROLE_WHISKER,     /* how far a value may reach */
    ROLE_SERIES,      /* line from a mark to the next one of its kind */
    ROLE_LEVEL,       /* line across a chart, to compare with */
    ROLE_LEVEL_LABEL, /* its text */
    ROLE_COUNT
} Role;

typedef enum Shape {
    SHAPE_NONE, /* text only */
    SHAPE_BAR,
    SHAPE_DIAMOND,
    SHAPE_RIBBON, /* a bar with notches in its ends */
    SHAPE_BOX,
    SHAPE_ROUNDED,
    SHAPE_PILL,
    SHAPE_OCTAGON,
    SHAPE_DOUBLE,
    SHAPE_CYLINDER,
    SHAPE_NOTE,
    SHAPE_CIRCLE,
    SHAPE_TRIANGLE,
    SHAPE_COUNT
} Shape;

typedef enum Line { LINE_SOLID, LINE_DASHED, LINE_DOTTED, LINE_DASH_DOTTED, LINE_COUNT } Line;

/* What a line that leads somewhere ends in: with hues, forms tell kinds of relations apart. */
typedef enum TipForm { TIP_ARROW, TIP_DIAMOND, TIP_CIRCLE, TIP_SQUARE, TIP_COUNT } TipForm;

/* How a bar ends: where the date ends; softly, for a vague one; or not at all. */
typedef enum BarEnd { END_FLAT, END_SOFT, END_OPEN } BarEnd;

enum { HUE_NONE = -1, HUE_COUNT = 8 };

enum { PATH_CORNERS_MAX = 4 };

typedef struct SceneBox SceneBox;
struct SceneBox {
    SceneBox *next;
    unsigned number; /* from 1, in the order of making */
    Role role;
    Shape shape;
    int hue;       /* of look_hues, or HUE_NONE */
    unsigned sign; /* so many feet below a mark: with them, hues tell more kinds apart */
    Line line;
    bool hollow;         /* outlined, hardly filled */
    bool struck;         /* crossed out */
    bool strong;         /* what the picture is about */
    unsigned qualifiers; /* EDTF_APPROXIMATE and EDTF_UNCERTAIN have textures */
    BarEnd left;         /* of a bar */
    BarEnd right;
    double left_fade; /* over how much a soft end fades; 0 at both ends: over a fifth of the bar */
    double right_fade;
    double x; /* of its top left corner */
    double y;
    double width;
    double height;
    const char *text;        /* as shown; NULL: none */
    const char *more;        /* its second line, of a shape or an entry's name; NULL: none */
    const char *caption;     /* a last, smaller line; NULL: none */
    const char *title;       /* all that there is to say, for a tooltip; NULL: the text says it */
    const char *brief;       /* of that, what its place in the picture does not say: a node's or a
                                container's whole name; a mark's event, date and status. NULL: the
                                title, or the text */
    const SceneBox *row;     /* of a mark: the name that it stands beside; else NULL */
    const Entry *entry;      /* links to its page; NULL: no link */
    const char *plate;       /* same: the name of another picture */
    const SceneBox *cluster; /* that a node or a tag stands in; NULL: none */
    const Edtf *date;        /* of a mark; else NULL */
    const char *known; /* a day, "2025-12-22": what it says was not known before; NULL: it was */
    unsigned rank;     /* boxes of one rank are in one column; 0: in none */
};

typedef struct SceneWire SceneWire;
struct SceneWire {
    SceneWire *next;
    Role role;
    int hue;
    Line line;
    const SceneBox *from;
    const SceneBox *to;
    const Point *points; /* a Bézier spline: 3n + 1 points */
    size_t point_count;
    bool has_tip; /* an arrow's tip, beyond the last point */
    Point tip;
    TipForm form;      /* of the tip */
    bool hollow;       /* same: outlined, not filled */
    bool struck;       /* crossed out in its middle */
    const char *title; /* NULL: none */
    const char *brief; /* of it, what its ends do not say; NULL: nothing */
    const char *known; /* as in SceneBox; neither was it before its ends were */
};

/* What x stands for. */
typedef struct SceneTime {
    Day from;
    Day to;
    Day as_of;
    const char *as_of_text; /* NULL: it is not shown */
    bool has_spans;         /* marks span what lasted, not what a date may be */
} SceneTime;

typedef struct Cut Cut;

typedef struct Scene {
    Arena *arena;         /* borrowed */
    Cut *cuts;            /* a list's head: what was shortened, and to what */
    const char *name;     /* the diagram's: prefix of ids in pages */
    const char *language; /* code */
    const char *title;
    const char *description;
    double width;
    double height;
    const SceneTime *time; /* NULL: there is no time axis */
    double heads;          /* how wide the column of names of rows is; 0: it has none */
    SceneBox *boxes;
    SceneBox **last_box;
    unsigned box_count;
    SceneWire *wires;
    SceneWire **last_wire;
} Scene;

void scene_init(Scene *scene, Arena *arena);

/* Returns `text` as one line of valid text without control characters: runs of white space are one
 * space, what XML cannot hold is dropped. Borrowed or arena. */
const char *scene_clean(Arena *arena, const char *text);

/* Returns the box so that the caller can fill the rest: no hue, no text, solid, filled. */
SceneBox *scene_add_box(Scene *scene, Role role, Shape shape, double x, double y, double width,
                        double height);

/* Adds a line of text in the role's type, at most `room` wide: shortened if need be, and then whole
 * in its title. (x, y) is the top left corner, or top right or top middle as Look.align says. */
SceneBox *scene_add_text(Scene *scene, Role role, double x, double y, double room,
                         const char *text);

/* Returns clean text so that it fits into `room` in the role's type; two texts that are cut look
 * different where any cut can make them. */
const char *scene_fit(const Scene *scene, Role role, const char *text, double room);

/* The size that scene_add_text() would take. */
double scene_text_width(Role role, const char *text);
double scene_text_height(Role role);

SceneWire *scene_add_wire(Scene *scene, Role role, const SceneBox *from, const SceneBox *to,
                          const Point *points, size_t count);

/* Adds straight lines through `corners`, 2 to PATH_CORNERS_MAX, which are rounded where they turn.
 */
SceneWire *scene_add_path(Scene *scene, Role role, const SceneBox *from, const SceneBox *to,
                          const Point *corners, size_t count);

/* Adds a straight line between two invisible anchors. */
SceneWire *scene_add_line(Scene *scene, Role role, Point from, Point to);

/* Returns where the box leads to, below the pages of a language: "chips/br106" as addresses have
 * it; NULL: nowhere, as what is not published has no page. Caller frees. */
char *scene_box_page(const SceneBox *box);

/* Returns the wire's point at `share` of its segments, 0 to 1. */
Point scene_wire_at(const SceneWire *wire, double share);

/* Returns where a wire is crossed out: in the middle of its longest segment, off its corners. */
Point scene_wire_middle(const SceneWire *wire);

/* Where the wire ends, with its arrow's tip. */
Point scene_wire_end(const SceneWire *wire);

/* Do two boxes share more than an edge, with `gap` around the first? */
bool scene_boxes_touch(const SceneBox *a, const SceneBox *b, double gap);

/* Returns the point of a Bézier curve, `four` control points, at 0 <= t <= 1. */
Point scene_curve_at(const Point *four, double t);
