/*
 * layout.h - where the nodes and edges of a graph lie: asked of Graphviz, in the layout worker.
 *
 * The request is a graph of sizes and numbers only; no text goes there. The answer is checked
 * strictly: the worker is not trusted to be alive, complete or sane.
 */
#pragma once

#include "layout/layout_series.h"
#include "scene/scene.h"

/* Whom to ask for the layout of a graph. */
typedef struct Layouter {
    const char *executable; /* absolute path of a program that knows `layout-worker`; NULL: none,
                               and no graph is laid out */
    unsigned seconds;       /* wall clock for one layout; 0: the default */
    LayoutCache *cache;     /* asked first; NULL: none */
    LayoutSeries *series;   /* which the layout is a turn of; NULL: none */
    size_t turn;
} Layouter;

/* Why there is no layout. */
typedef struct LayoutFailure {
    const char *problem;
    bool not_started; /* there was no process to ask: the machine's fault, not the graph's */
} LayoutFailure;

/* What is said of a turn that is given up (layout_series.h). */
extern const char layout_given_up[];

typedef struct LayoutNode {
    double width;
    double height;
    size_t cluster; /* index plus one; 0: none */
    size_t rank;    /* 2, 4, ...: the first, second, ... of Layout.rank_count ranks; 1, 3, ...:
                       before, between or behind them; 0: anywhere */
    double x;       /* of its middle, by layout_run() */
    double y;
} LayoutNode;

/* A box that holds nodes, and no others; it has room for a label at its top. */
typedef struct LayoutCluster {
    double label_width;
    double label_height;
    double x; /* of its top left corner, by layout_run() */
    double y;
    double width;
    double height;
} LayoutCluster;

typedef struct LayoutEdge {
    size_t from; /* indexes of nodes */
    size_t to;
    Point *points; /* a Bézier spline, by layout_run(); arena */
    size_t point_count;
    Point tip; /* of its arrow */
} LayoutEdge;

typedef struct Layout {
    LayoutNode *nodes;
    size_t node_count;
    LayoutCluster *clusters; /* each has nodes */
    size_t cluster_count;
    size_t rank_count; /* 0: ranks follow from edges alone */
    LayoutEdge *edges;
    size_t edge_count;
    const char *rank_direction; /* TB, BT, LR, RL: from what edges lead to, to where they begin */
    double width;               /* by layout_run() */
    double height;
} Layout;

/* Fills in the positions: origin at the top left, y downwards. Returns false, with the failure, if
 * the worker fails in any way. What was asked goes to the series, if there is one, which must be
 * settled; else to the cache. */
bool layout_run(Layout *layout, const Layouter *layouter, Arena *arena, LayoutFailure *failure);

/* The command `layout-worker`: reads a graph on standard input, writes where its nodes and edges
 * lie on standard output, and leaves the process by _exit() with 0, or 1 if it cannot. Limits
 * itself first. Never returns. */
G_NORETURN int layout_worker_main(void);
