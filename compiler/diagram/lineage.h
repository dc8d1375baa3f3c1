/*
 * lineage.h - inside a lineage diagram: its nodes and relations.
 *
 * lineage.c finds them, lineage_cluster.c boxes them in, lineage_color.c colours them,
 * lineage_rank.c orders them by year,
 * lineage_paint.c lays them out and draws them; along a time axis lineage_life.c finds how long
 * each lasted, and lineage_spans.c draws that. Nothing else may include this.
 */
#pragma once

#include "diagram/drawing.h"
#include "diagram/graph.h"
#include "diagram/legend.h"
#include "find/plans.h"

typedef struct Relation {
    const Entry *from;
    const Entry *to;
    const Slot *slot;
    int64_t count;      /* 0: not said */
    const Claim *claim; /* the reference: of several, the firmest */
    size_t from_node;
    size_t to_node;
    size_t kind; /* index in Lineage.kinds */
} Relation;

/* How long something lasted, as far as that is known. */
typedef struct LifeSpan {
    const Plan *begin; /* NULL: no date is known */
    const Plan *end;   /* same */
    Day from;          /* it began on this day, DAY_OPEN_PAST if nobody knows, ... */
    Day from_latest;   /* ... or on this at the latest */
    Day to_earliest;   /* same of its end, ... */
    Day to;            /* ... DAY_OPEN_FUTURE if nobody knows */
    bool is_known;     /* any of it is */
} LifeSpan;

typedef struct LineageNode {
    GraphNode look;
    bool laid_out; /* it is related to others, or has a year, or stands with such in a cluster: else
                      it goes into a grid below */
    bool in_table;
    size_t cluster; /* index in Lineage.clusters plus one; 0: none */
    Status boxed;   /* how firm that is: of several values, the weakest */
    const Plan
        *dated; /* for the milestone that gives its year; NULL: it has none, or nobody asks */
    const Claim *color;  /* that gives its hue; NULL: none, or nobody asks */
    LifeSpan life;       /* nobody's, if the diagram has no time axis */
    size_t rank;         /* as in LayoutNode */
    size_t layout_index; /* valid if laid_out */
} LineageNode;

/* Nodes with one value in the slot that the diagram clusters by. */
typedef struct Cluster {
    const char *name;   /* the value, or all of several */
    const Entry *entry; /* that it is named after; NULL: none */
    const Slot *slot;
    bool laid_out;       /* as its nodes are */
    size_t layout_index; /* valid if laid_out */
    size_t count;
    const SceneBox *box; /* once painted */
} Cluster;

typedef struct Lineage {
    Drawing *drawing;
    GArray *nodes;     /* of LineageNode */
    GArray *relations; /* of Relation */
    guint own;         /* relations between the nodes; behind them, those to other parts */
    GPtrArray *kinds;  /* of const Slot: one a name */
    GArray *clusters;  /* of Cluster */
    GArray *years;     /* of int: those that have a column, ascending */
    GHashTable *index; /* const Entry -> its node's index + 1 */
    double y;          /* how far down the picture has grown */
} Lineage;

/* What a relation is called, and how firm it is unless that is a fact: "Successor of (planned)".
 * Arena. */
const char *lineage_relation_text(const Drawing *drawing, const Slot *slot, Status status);

/* Gives a relation's line the looks of its kind and of how firm it is, and what it says. */
void lineage_style_wire(const Lineage *lineage, SceneWire *wire, const Relation *relation);

/* If the diagram ranks by year: finds each node's, and where those without one stand. */
void lineage_rank(Lineage *lineage);

/* The event and the date that give a node its year. */
const char *lineage_rank_title(const Lineage *lineage, const LineageNode *node);
const char *lineage_rank_date(const Lineage *lineage, const LineageNode *node);

/* The milestone that stands for the entry: the earliest of the first event in the diagram's list
 * that it has a date for; of any event that is wanted if there is no list. `is_wanted` may be NULL.
 */
const Plan *lineage_first_milestone(const Drawing *drawing, const Entry *entry,
                                    bool (*is_wanted)(const EnumValue *event));

/* If the diagram has a time axis: finds how long each node lasted. */
void lineage_find_lives(Lineage *lineage);

/* How long an entry lasted: from its beginning to the first end. */
LifeSpan lineage_life(const Drawing *drawing, const Entry *entry);

/* A date of a life, and how firm it is if it is no fact: "2028 (planned)". Arena. */
const char *lineage_life_date(const Drawing *drawing, const Plan *plan);

/* Finds the clusters, and which nodes stand in which. */
void lineage_find_clusters(Lineage *lineage);

/* If the diagram colours by a slot: gives each node its hue. */
void lineage_color(Lineage *lineage);

/* Of a node that stands in a cluster: why, and how firm that is ("Maker (rumoured): Acme"). */
const char *lineage_cluster_title(const Lineage *lineage, const LineageNode *node);

/* Of a node with a claim that gives its hue: the slot, and what it says ("Maker: Acme"). */
const Slot *lineage_color_slot(const Lineage *lineage, const LineageNode *node);
const char *lineage_color_title(const Lineage *lineage, const LineageNode *node);

/* What the hues mean; nothing if they are those of classes. */
void lineage_add_colors(const Lineage *lineage, Legend *legend);

/* The width that the cluster's label needs in its box, within the padding. */
double lineage_label_width(const Cluster *cluster);

enum { CLUSTER_PADDING = 8, CLUSTER_HEAD = 31 }; /* around nodes, and above them for the label */

/* Paints the box, with its label at the top. */
void lineage_paint_cluster(const Lineage *lineage, Cluster *cluster, double x, double y,
                           double width, double height);

/* Fills the scene with the parts of a diagram that is too large for one picture. */
void lineage_paint_parts(Drawing *drawing);

/* Paints the nodes that are not laid out below what there is, under a heading. */
void lineage_paint_others(Lineage *lineage, const char *heading);

/* Starts the legend: the kinds of relations (NULL: all; else those that are set), then colours. */
void lineage_begin_legend(const Lineage *lineage, Legend *legend, const bool *kinds);

/* Fills the scene with life spans along a time axis. */
void lineage_paint_spans(Lineage *lineage);

/* Lays the graph out and fills the scene, or fails the drawing. */
void lineage_paint(Lineage *lineage);
