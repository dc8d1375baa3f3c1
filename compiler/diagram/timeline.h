/*
 * timeline.h - inside a timeline: lanes of rows of marks.
 *
 * timeline_collect.c finds what is to be shown, timeline_connect.c what relates it,
 * timeline_place.c puts marks and labels where they do not collide, timeline.c turns that into a
 * scene; timeline_parts.c draws the overview of one in parts. Nothing else may include this.
 */
#pragma once

#include "diagram/time_plot.h"

/* One date of a milestone. */
typedef struct TimelineMark {
    const Milestone *milestone;
    const Claim *claim;
    const Edtf *date;
    const char *known; /* since which day, as in SceneBox */
    bool overdue;      /* the day of the plan has passed without a word */
    bool cancelled;
    const char *settled; /* how the plan was cancelled or passed, in words; NULL: it was not */
    bool old;            /* not the claim that counts: another source's, or from before a slip */
    size_t kind;         /* of event: its place in Timeline.events */
    const char *label;

    /* By timeline_place(), from the axis's left. */
    double x; /* of the mark as drawn */
    double width;
    bool point;     /* a diamond: a day, or what would look like one */
    double label_x; /* left edge */
    double label_width;
    unsigned line; /* from 0, within its row */

    const SceneBox *box; /* once drawn */
} TimelineMark;

/* An entry with its marks, by date. */
typedef struct TimelineRow {
    const Entry *entry;
    const Claim *lane; /* that puts it into its lane; NULL: none does */
    TimelineMark *marks;
    size_t mark_count;
    bool is_repeated; /* it stands in another lane, too, which comes first */
    unsigned line_count;
    const char *lines[2]; /* of its name; the second may be NULL; by time_plot_break_name() */
    const SceneBox *name; /* once drawn */
} TimelineRow;

typedef struct Lane {
    const char *title;  /* NULL: untitled */
    const Claim *claim; /* the first that puts an entry into it; NULL: that of all others */
    TimelineRow *rows;
    size_t row_count;
} Lane;

/* A relation between two rows. */
typedef struct Connector {
    const Entry *from;
    const Entry *to;
    const Slot *slot;
    unsigned from_row; /* counted over all lanes */
    unsigned to_row;
    size_t kind;        /* in Timeline.kinds */
    const Claim *claim; /* the reference: of several, the firmest */
    Day known;          /* since when it is as firm: claim_known_since() */
    unsigned track;     /* from the names outwards */
    double from_port;   /* from the middle of the name downwards */
    double to_port;
} Connector;

typedef struct Timeline {
    Lane *lanes;
    size_t lane_count;
    const EnumValue **events; /* those that occur, in their order */
    size_t event_count;
    size_t mark_count;
    size_t outside; /* dates that lie beyond the axis */
    Axis axis;      /* without its place */
    bool shows_as_of;
    Connector *connectors;
    size_t connector_count;
    const Slot **kinds; /* of connectors */
    size_t kind_count;
    double gutter; /* the connectors' room between names and axis */
} Timeline;

/* Gives a mark or a sample the look of the event at `kind` in Timeline.events: a hue, and from the
 * eighth on a sign, too. */
void timeline_set_kind(SceneBox *box, size_t kind);

/* Adds a row to the table for a value that is no date: a relation, a lane. `entry`, if not NULL, is
 * what the value leads to. */
void timeline_add_value_row(Drawing *drawing, const Entry *of, const Slot *slot, const char *value,
                            const Entry *entry, const Claim *claim, Day known);

/* Fills it from the model; the axis's days, too. */
void timeline_collect(const Drawing *drawing, Timeline *timeline);

/* Gives each mark its place, and each row as many lines as it takes for no label to touch another
 * label or a mark. Labels keep between `left` and `right`; those wider than that are shortened. */
void timeline_place(const Drawing *drawing, Timeline *timeline, double left, double right);

/* Finds the relations between rows, which slots marked as lineage hold, and gives each a track. */
void timeline_find_connectors(const Drawing *drawing, Timeline *timeline);

/* Does a connector pass the title of the lane whose first row is `row`, counted over all lanes? */
bool timeline_passes_title(const Timeline *timeline, unsigned row);

/* Draws them, once all names are drawn, from `left` on, where names end. */
void timeline_paint_connectors(Drawing *drawing, const Timeline *timeline, double left);

/* Draws what parts there are, and what each spans. */
void timeline_draw_parts(Drawing *drawing);
