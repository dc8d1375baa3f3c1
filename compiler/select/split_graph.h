/*
 * split_graph.h - a lineage's entries and relations as a graph, while it is cut into parts.
 *
 * Vertices are grouped: the entries of a maker, or whatever the diagram splits by, stand side by
 * side; a diagram that splits by nothing is one group. Only select/ may include this.
 */
#pragma once

#include "base/arena.h"
#include "select/plate.h"

typedef struct SplitEdge {
    size_t from; /* indexes of vertices */
    size_t to;
    const Slot *slot;
    int64_t count;
    const Claim *claim; /* the reference: of several, the firmest */
} SplitEdge;

typedef struct SplitVertex {
    const Entry *entry;
    size_t group;  /* index in SplitGraph.groups */
    size_t *edges; /* that touch it; a loop once */
    size_t edge_count;
    size_t referrer;  /* while edges are collected: who referred here last, plus one, ... */
    size_t last_edge; /* ... and by which edge; valid if anybody did */
} SplitVertex;

typedef struct SplitGraph {
    const Kb *kb;
    const char *slot;      /* that gives the groups; NULL: there is one */
    SplitVertex *vertices; /* group by group */
    size_t count;
    size_t *places;    /* of the kb's entries among the vertices; SPLIT_NOWHERE */
    GArray *edges;     /* of SplitEdge */
    GPtrArray *groups; /* of const Claim: the first that names it; NULL: none said */
} SplitGraph;

#define SPLIT_NOWHERE SIZE_MAX

/* Collects what the plate shows. Vertices and places are memory of the arena. */
void split_graph_init(SplitGraph *graph, const Kb *kb, const Plate *whole, const char *slot,
                      Arena *arena);
void split_graph_clear(SplitGraph *graph);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SplitGraph, split_graph_clear)

const SplitEdge *split_graph_edge(const SplitGraph *graph, size_t index);

/* The vertex that the i-th edge of this one leads to, or comes from. */
size_t split_graph_other_end(const SplitGraph *graph, size_t vertex, size_t i);
