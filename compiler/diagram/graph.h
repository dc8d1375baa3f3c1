/*
 * graph.h - what pictures of related entries have in common: how a node, an edge and a count look.
 *
 * Only diagram/ may include this.
 */
#pragma once

#include "scene/scene.h"
#include "select/plate.h"
#include "words/words.h"

typedef struct GraphNode {
    const Entry *entry; /* NULL: it stands for ... */
    const Plate *plate; /* ... a whole diagram */
    const char *name;
    const char *lines[2]; /* of the name; the second may be NULL */
    const char *caption;
    double width;
    double height;
    int hue;             /* HUE_NONE: that of its class */
    bool planned;        /* nothing has happened yet: drawn dashed */
    bool strong;         /* where the reader is: it stands out, and is no link */
    const SceneBox *box; /* once painted */
} GraphNode;

/* Texts and size; a line of the name is about `room` wide at most. */
void graph_node_init(GraphNode *node, const Scene *scene, const Findings *findings,
                     const Entry *entry, size_t language, double room);

/* Same, of a node that stands for a diagram. */
void graph_node_init_plate(GraphNode *node, const Scene *scene, const Plate *plate, size_t language,
                           const char *caption, double room);

/* A plate's title; of a part, without what it has in common with its whole, which goes without
 * saying. */
const char *graph_plate_name(const Plate *plate, size_t language);

/* How what is of the class is drawn, wherever it is a node. */
void graph_class_look(const Class *class, Shape *shape, int *hue);

/* (x, y) is the top left corner. Returns the node's box. */
SceneBox *graph_paint_node(GraphNode *node, Scene *scene, double x, double y);

/* A relation's looks follow from its kind: the index of its slot among the picture's. */
void graph_style_wire(SceneWire *wire, size_t kind);

/* Returns "Composed of × 2"; a count of 0 is not said. Arena. */
const char *graph_wire_brief(const Scene *scene, const Words *words, const char *relation,
                             int64_t count);

/* Returns "BR166 – Composed of – BR106 × 2"; a count of 0 is not said. Arena. */
const char *graph_wire_title(const Scene *scene, const Words *words, const char *from,
                             const char *relation, const char *to, int64_t count);

/* Writes "× 2" on a wire, or close to it, where it covers no box, line around boxes or arrow's tip;
 * nowhere if there is no such place. Once all boxes and wires are there. */
void graph_paint_count(Scene *scene, const Words *words, const SceneWire *wire, int64_t count);

/* Sorts slots in the schema's order, whatever entry they came up in first. */
void graph_sort_kinds(GPtrArray *kinds);

/* Returns the index of the slot, which is added if there is none of its name. */
size_t graph_find_kind(GPtrArray *kinds, const Slot *slot);
