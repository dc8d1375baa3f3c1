/*
 * chart_spec.h - what a diagram of the kind `chart` is to show, as written and checked.
 *
 * decode/ makes it of diagrams/<name>.yaml, diagram/ draws it. Names of slots and texts are
 * borrowed from the file, all else is memory of its arena.
 */
#pragma once

#include "model/kb.h"

typedef enum ChartShape {
    CHART_SCATTER, /* a mark for each entry that has a value on both axes */
    CHART_BARS,    /* a bar for each entry, the largest value first */
    CHART_LINES,   /* figures over periods of one length */
    CHART_STEPS,   /* what was said of a date, over the days on which it was said */
    CHART_RECORDS, /* the marks of a scatter that were the best when they came */
    CHART_SHAPE_COUNT
} ChartShape;

const char *chart_shape_name(ChartShape shape);
bool chart_shape_find(const char *name, ChartShape *shape);

/* A line across the chart at a value that readers compare with: a limit, an export threshold. */
typedef struct ChartLine {
    Quantity amount; /* of an axis of numbers */
    Edtf date;       /* of an axis of dates */
    const Localised *title;
    Span span;
} ChartLine;

/* What is measured along an axis: just one of slot, events and measures is there. */
typedef struct ChartAxis {
    const char *slot; /* of numbers or dates; NULL: none */
    const EnumValue **events;
    size_t event_count; /* the date of the first of these that an entry has */
    const EnumValue **measures;
    size_t measure_count;
    const Edtf *period;         /* of a measure; NULL: the latest */
    const Condition *condition; /* only claims for it; NULL: only what holds as such */
    bool is_date;
    bool is_logarithmic;
    bool is_least_best; /* of records; else the most is */
    const Unit *unit;   /* NULL: the one that most of the claims are written in */
    ChartLine *lines;
    size_t line_count;
} ChartAxis;

struct ChartSpec {
    ChartShape shape;
    ChartAxis x;
    ChartAxis y;
    const char *color_by; /* slot; NULL: all are alike */
    const char *shape_by; /* same */
};
