/*
 * chart.h - inside a chart: marks between two axes, or bars along one.
 *
 * chart_collect.c finds what is to be shown, and chart_records.c which of it was the best when it
 * came; chart_axis.c makes an axis of it, chart_labels.c finds
 * room for names, chart_paint.c has what all shapes of charts look like, chart.c puts them
 * together. Nothing else may include this.
 */
#pragma once

#include "diagram/axis.h"
#include "diagram/drawing.h"
#include "diagram/scale.h"
#include "model/chart_spec.h"

/* What a claim says along an axis: in the axis's unit, or in days, of which the last one ends with
 * the next day's number. */
typedef struct ChartValue {
    const Claim *claim;  /* NULL: a period, or a day on which something was said */
    Status status;       /* of the claim; cancelled if its plan was given up */
    const Edtf *date;    /* of a date or a period; else NULL */
    const Edtf *period;  /* of a figure whose period the axis does not name; else NULL */
    const char *text;    /* what it says, in words */
    double from;         /* -INFINITY: open */
    double to;           /* INFINITY: open */
    unsigned qualifiers; /* EDTF_APPROXIMATE, EDTF_UNCERTAIN */
} ChartValue;

typedef struct ChartMark {
    const Entry *entry;
    ChartValue x; /* of bars and lines an amount is `y`, whichever way it is drawn */
    ChartValue y;
    Status status;       /* of the less certain of both */
    bool is_rival;       /* what contradicts the mark at `of`, which counts */
    size_t of;           /* in Chart.marks; its own place if it is none */
    size_t series;       /* lines and steps: in Chart.series */
    int hue;             /* 0 where all are alike */
    unsigned form;       /* which shape */
    const char *label;   /* NULL: none */
    const char *group;   /* the values of color_by and shape_by, for the table: "" if there are */
    const char *form_is; /* none */
    Point at;            /* the middle of the mark; by chart_place_marks() */
    const SceneBox *box; /* once drawn */
} ChartMark;

/* Marks that look alike: the value of a slot, or a series. */
typedef struct ChartGroup {
    const char *title;
    bool is_stated; /* else it is of those without a value */
    int hue;
    unsigned form;
    bool is_other; /* there are more groups than looks: it looks as others do */
} ChartGroup;

/* A place along an axis that is named. */
typedef struct ChartTick {
    double at;
    double label_at;   /* the middle of the label */
    const char *label; /* NULL: a line only */
} ChartTick;

typedef struct ChartSide {
    const ChartAxis *spec;
    bool is_date;
    const Unit *unit;  /* of numbers; NULL: pure ones */
    const char *title; /* with the unit and the condition */
    Scale scale;
    Axis days; /* of dates */
    ChartTick *ticks;
    size_t tick_count;
} ChartSide;

typedef struct Chart {
    Drawing *drawing;
    const ChartSpec *spec;
    ChartSide x;
    ChartSide y;
    ChartMark *marks;
    size_t mark_count;
    ChartGroup *colors; /* by color_by; of lines and steps the series */
    size_t color_count;
    ChartGroup *forms; /* by shape_by */
    size_t form_count;
    double mark_size;   /* the more there are, the smaller; a rival's is less */
    size_t left_out;    /* values and lines that have no place: another unit, zero on a logarithmic
                           scale */
    size_t conditional; /* values that hold for conditions only, where no condition is asked for */
    double bottom;      /* how far down the picture has grown */
} Chart;

enum {
    CHART_FORMS = 4,
    CHART_BARS_MAX = 60,     /* more are too many to be compared */
    CHART_MARKS_MAX = 10000, /* of other shapes; more are nothing but a heap */
    CHART_REACH = 32,        /* from a mark's middle to the tip that leads to where it is open */
};

/* chart_collect.c: fills marks and groups. */
void chart_collect(Chart *chart);

/* Returns what a mark says along an axis. */
ChartValue *chart_value(ChartMark *mark, bool of_y);

/* chart_axis.c: chooses the unit of an axis, reads what all marks say in it, and drops those that
 * have no place there. */
void chart_read_values(Chart *chart, bool of_y);

/* chart_axis.c: leaves only those marks that are kept, and of what contradicts another one what
 * goes with one that is. Returns how many have gone. */
size_t chart_keep_marks(Chart *chart, const bool *is_kept);

/* chart_records.c: leaves those that were the best of their series when they came. Values have been
 * read. */
void chart_keep_records(Chart *chart);

/* chart_axis.c: makes the scale of an axis, from pixel `start` to `end`, its ticks and its title.
 */
void chart_fit_side(Chart *chart, bool of_y, double start, double end, bool from_zero);

/* chart_axis.c: reads what a line to compare with says along an axis, as of a mark; false if it has
 * no place there. */
bool chart_read_level(const ChartSide *side, const ChartLine *line, ChartValue *value);

/* chart_axis.c: returns where a value stands: in the middle of its range, or at the end that is
 * known; where it begins and ends, if open at the end of the axis. */
double chart_value_at(const ChartSide *side, const ChartValue *value);
double chart_begin_at(const ChartSide *side, const ChartValue *value);
double chart_end_at(const ChartSide *side, const ChartValue *value);

/* chart_axis.c: returns the number by which a value is compared with others: the middle of its
 * range; of an open one the end that is known. */
double chart_rank_value(const ChartValue *value);

/* chart_axis.c: returns what an axis shows, without its unit. Arena. */
const char *chart_axis_name(const Chart *chart, const ChartAxis *axis);

/* The rectangle between the axes. */
typedef struct ChartPlot {
    double left;
    double top;
    double right;
    double bottom;
} ChartPlot;

/* chart_paint.c: lines at the ticks of an axis and their labels, below or at the left of the plot;
 * lines to compare with. */
void chart_paint_x_ticks(Chart *chart, const ChartPlot *plot, double label_y);
void chart_paint_y_ticks(Chart *chart, const ChartPlot *plot);
void chart_paint_levels(Chart *chart, const ChartPlot *plot);

/* chart_paint.c: returns how much of the plot's top the titles of lines across x take. */
double chart_levels_height(const Chart *chart);

/* chart_paint.c: along an axis, the whisker of a value that is no point: from end to end, with a
 * tip where it is open. */
void chart_paint_whisker(Chart *chart, const ChartMark *mark, bool of_y);

/* chart_paint.c: says of a box what the mark does, and how firm it is. */
void chart_describe_mark(Chart *chart, ChartMark *mark, SceneBox *box);

/* chart_paint.c: a mark where its values meet; a line to the mark that it contradicts. */
void chart_paint_mark(Chart *chart, ChartMark *mark);
void chart_paint_dispute(Chart *chart, const ChartMark *mark);

/* chart_paint.c: what colours, shapes, ... mean, and what is not shown. */
void chart_paint_legend(Chart *chart, size_t unlabelled, size_t unseen);

/* chart_paint.c: starts the table; adds the mark to it. */
void chart_begin_table(Chart *chart);
void chart_add_row(Chart *chart, const ChartMark *mark);

/* chart_labels.c: writes each mark's label where it covers no mark, whisker or other label within
 * the plot; returns how many had no room. */
size_t chart_place_labels(Chart *chart, const ChartPlot *plot);
