#include "diagram/timeline.h"

#include "scene/metrics.h"

/*
 * Greedy interval colouring: in the order of their left edges, each mark with its label takes the
 * first line of the row whose content ends before it. Marks whose order is certain keep it, since
 * nothing moves sideways but labels at the right edge.
 */

enum {
    BAR_MIN = 4, /* a narrower bar is a diamond */
    DIAMOND_WIDTH = 13,
    GAP = 10, /* between what stands on one line */
};

static void place_mark(const Axis *axis, TimelineMark *mark)
{
    const double begin = axis_x(axis, mark->date->earliest);
    const double end = axis_x_after(axis, mark->date->latest);
    const bool open =
        mark->date->earliest == DAY_OPEN_PAST || mark->date->latest == DAY_OPEN_FUTURE;
    mark->point = mark->date->precision == EDTF_DAY || (end - begin < BAR_MIN && !open);
    mark->width = mark->point ? DIAMOND_WIDTH : end - begin;
    mark->x = mark->point ? (begin + end - DIAMOND_WIDTH) / 2 : begin;
}

/* From the mark's left edge on; where there is no room for that, up to its right edge. */
static void place_label(TimelineMark *mark, double left, double right)
{
    mark->label_width = MIN(mark->label_width, right - left);
    mark->label_x = mark->x;
    if (mark->x + mark->label_width > right)
        mark->label_x = MIN(mark->x + mark->width, right) - mark->label_width;
    mark->label_x = MAX(left, mark->label_x);
}

static double mark_left(const TimelineMark *mark)
{
    return MIN(mark->x, mark->label_x);
}

static double mark_right(const TimelineMark *mark)
{
    return MAX(mark->x + mark->width, mark->label_x + mark->label_width);
}

static int compare_left(const void *a, const void *b)
{
    const TimelineMark *one = *(const TimelineMark *const *)a;
    const TimelineMark *other = *(const TimelineMark *const *)b; /* both in the row's array */
    const double x = mark_left(one);
    const double y = mark_left(other);
    if (x != y)
        return x < y ? -1 : 1;
    return (one > other) - (one < other);
}

static void place_lines(TimelineRow *row)
{
    g_autoptr(GPtrArray) order = g_ptr_array_sized_new((guint)row->mark_count);
    for (size_t i = 0; i < row->mark_count; i++)
        g_ptr_array_add(order, &row->marks[i]);
    g_ptr_array_sort(order, compare_left);
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(double)); /* of each line */
    for (guint i = 0; i < order->len; i++) {
        TimelineMark *mark = g_ptr_array_index(order, i);
        guint line = 0;
        while (line < ends->len && g_array_index(ends, double, line) + GAP > mark_left(mark))
            line++;
        if (line == ends->len)
            g_array_set_size(ends, line + 1);
        g_array_index(ends, double, line) = mark_right(mark);
        mark->line = line;
    }
    row->line_count = ends->len;
}

static void place_row(const Drawing *drawing, const Axis *axis, TimelineRow *row, double left,
                      double right)
{
    for (size_t i = 0; i < row->mark_count; i++) {
        TimelineMark *mark = &row->marks[i];
        mark->label = scene_clean(drawing->arena, mark->label);
        mark->label_width = scene_text_width(ROLE_MARK_LABEL, mark->label);
        place_mark(axis, mark);
        place_label(mark, left, right);
    }
    place_lines(row);
}

void timeline_place(const Drawing *drawing, Timeline *timeline, double left, double right)
{
    for (size_t i = 0; i < timeline->lane_count; i++)
        for (size_t row = 0; row < timeline->lanes[i].row_count; row++)
            place_row(drawing, &timeline->axis, &timeline->lanes[i].rows[row], left, right);
}
