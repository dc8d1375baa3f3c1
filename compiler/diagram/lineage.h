/*
 * lineage.h - inside a lineage diagram: its nodes and relations.
 *
 * lineage.c finds them, lineage_paint.c lays them out and draws them. Nothing else may include
 * this.
 */
#pragma once

#include "diagram/drawing.h"
#include "diagram/graph.h"

typedef struct Relation {
    const Entry *from;
    const Entry *to;
    const Slot *slot;
    int64_t count; /* 0: not said */
    size_t from_node;
    size_t to_node;
    size_t kind; /* index in Lineage.kinds */
} Relation;

typedef struct Node {
    GraphNode look;
    bool related;
    bool in_table;
    size_t layout_index; /* if related */
} Node;

typedef struct Lineage {
    Drawing *drawing;
    GArray *nodes;     /* of Node */
    GArray *relations; /* of Relation */
    guint own;         /* relations between the nodes; behind them, those to other parts */
    GPtrArray *kinds;  /* of const Slot: one a name */
    GHashTable *index; /* const Entry -> its node's index + 1 */
    double y;          /* how far down the picture has grown */
} Lineage;

/* Fills the scene with the parts of a diagram that is too large for one picture. */
void lineage_paint_parts(Drawing *drawing);

/* Lays the graph out and fills the scene, or fails the drawing. */
void lineage_paint(Lineage *lineage);
