/*
 * layout.h - where the nodes and edges of a graph lie: asked of Graphviz, in the layout worker.
 *
 * The request is a graph of sizes and numbers only; no text goes there. The answer is checked
 * strictly: the worker is not trusted to be alive, complete or sane.
 */
#pragma once

#include "diagram/diagram.h"
#include "diagram/scene.h"

enum { LAYOUT_NODES_MAX = 150, LAYOUT_EDGES_MAX = 300 };

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

/* Fills in the positions: origin at the top left, y downwards. Returns false, with `problem` saying
 * why, if the worker fails in any way. */
bool layout_run(Layout *layout, const Layouter *layouter, Arena *arena, const char **problem);
