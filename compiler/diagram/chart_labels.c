/*
 * Names beside the marks of a chart.
 *
 * Greedy: those with the fewest neighbours choose first, among eight places around their mark, the
 * nearest first; a name that finds no free one is left out (it is in the mark's title and in the
 * table). The general problem is NP-hard, and with this order of places and the drop rule greedy
 * placement leaves little better to be had: J. Christensen, J. Marks, S. Shieber, "An Empirical
 * Study of Algorithms for Point-Feature Label Placement", ACM Transactions on Graphics 14 (1995).
 */
#include "diagram/chart.h"

#include <math.h>
#include <stdlib.h>

enum {
    CELL = 32, /* of the grid in which neighbours are looked for, in pixels */
    LABEL_MAX = 170,
};

static const double GAP = 3;    /* between a label and what is around it */
static const double OFFSET = 5; /* from the mark */

typedef struct Rect {
    double left;
    double top;
    double right;
    double bottom;
} Rect;

/* What is taken, by cells; a rectangle is in all that it touches. */
typedef struct LabelGrid {
    ChartPlot plot;
    int columns;
    int rows;
    GArray **cells; /* of Rect */
} LabelGrid;

static void grid_init(LabelGrid *grid, const ChartPlot *plot)
{
    grid->plot = *plot;
    grid->columns = (int)((plot->right - plot->left) / CELL) + 2;
    grid->rows = (int)((plot->bottom - plot->top) / CELL) + 2;
    grid->cells = g_new0(GArray *, grid->columns * grid->rows);
}

static void grid_clear(LabelGrid *grid)
{
    for (int i = 0; i < grid->columns * grid->rows; i++)
        if (grid->cells[i] != NULL)
            g_array_unref(grid->cells[i]);
    g_free(grid->cells);
}

typedef struct CellSpan {
    int left;
    int top;
    int right;
    int bottom;
} CellSpan;

static CellSpan grid_span(const LabelGrid *grid, const Rect *rect)
{
    return (CellSpan){CLAMP((int)((rect->left - grid->plot.left) / CELL), 0, grid->columns - 1),
                      CLAMP((int)((rect->top - grid->plot.top) / CELL), 0, grid->rows - 1),
                      CLAMP((int)((rect->right - grid->plot.left) / CELL), 0, grid->columns - 1),
                      CLAMP((int)((rect->bottom - grid->plot.top) / CELL), 0, grid->rows - 1)};
}

static GArray *grid_cell(const LabelGrid *grid, int column, int row)
{
    GArray **cell = &grid->cells[row * grid->columns + column];
    if (*cell == NULL)
        *cell = g_array_new(FALSE, FALSE, sizeof(Rect));
    return *cell;
}

static void grid_take(LabelGrid *grid, const Rect *rect)
{
    const CellSpan span = grid_span(grid, rect);
    for (int row = span.top; row <= span.bottom; row++)
        for (int column = span.left; column <= span.right; column++)
            g_array_append_val(grid_cell(grid, column, row), *rect);
}

static bool rects_touch(const Rect *a, const Rect *b)
{
    return a->left - GAP < b->right && b->left - GAP < a->right && a->top < b->bottom &&
           b->top < a->bottom;
}

static bool cell_is_free(const GArray *cell, const Rect *rect)
{
    for (guint i = 0; i < cell->len; i++)
        if (rects_touch(&g_array_index(cell, Rect, i), rect))
            return false;
    return true;
}

static bool grid_is_free(const LabelGrid *grid, const Rect *rect)
{
    if (rect->left < grid->plot.left || rect->right > grid->plot.right ||
        rect->top < grid->plot.top || rect->bottom > grid->plot.bottom)
        return false;
    const CellSpan span = grid_span(grid, rect);
    for (int row = span.top; row <= span.bottom; row++)
        for (int column = span.left; column <= span.right; column++)
            if (!cell_is_free(grid_cell(grid, column, row), rect))
                return false;
    return true;
}

/* A straight line as squares along it. */
static void take_line(LabelGrid *grid, Point from, Point to)
{
    static const double STEP = 6, HALF = 2;
    const unsigned steps = (unsigned)(hypot(to.x - from.x, to.y - from.y) / STEP) + 1;
    for (unsigned i = 0; i <= steps; i++) {
        const double x = from.x + (to.x - from.x) * i / steps;
        const double y = from.y + (to.y - from.y) * i / steps;
        grid_take(grid, &(Rect){x - HALF, y - HALF, x + HALF, y + HALF});
    }
}

static void take_wire(LabelGrid *grid, const SceneWire *wire)
{
    if (wire->role != ROLE_WHISKER && wire->role != ROLE_SLIP && wire->role != ROLE_SERIES &&
        wire->role != ROLE_LEVEL)
        return;
    for (size_t i = 0; i + 3 < wire->point_count; i += 3)
        take_line(grid, wire->points[i], wire->points[i + 3]);
    if (wire->has_tip)
        take_line(grid, wire->points[wire->point_count - 1], wire->tip);
}

/* What labels may not cover: marks, lines that say something, and what is already written. */
static void take_scene(LabelGrid *grid, const Scene *scene)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role != ROLE_ANCHOR)
            grid_take(grid, &(Rect){box->x, box->y, box->x + box->width, box->y + box->height});
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        take_wire(grid, wire);
}

typedef struct LabelTurn {
    ChartMark *mark;
    size_t place; /* among the marks */
    guint crowd;  /* how much is around it */
} LabelTurn;

static guint count_crowd(const LabelGrid *grid, const ChartMark *mark)
{
    const CellSpan span = grid_span(
        grid, &(Rect){mark->at.x - CELL, mark->at.y - CELL, mark->at.x + CELL, mark->at.y + CELL});
    guint crowd = 0;
    for (int row = span.top; row <= span.bottom; row++)
        for (int column = span.left; column <= span.right; column++)
            crowd += grid_cell(grid, column, row)->len;
    return crowd;
}

static int compare_turns(const void *a, const void *b)
{
    const LabelTurn *one = a;
    const LabelTurn *other = b;
    if (one->crowd != other->crowd)
        return one->crowd < other->crowd ? -1 : 1;
    return (one->place > other->place) - (one->place < other->place);
}

static GArray *order_turns(const Chart *chart, const LabelGrid *grid)
{
    GArray *turns = g_array_new(FALSE, FALSE, sizeof(LabelTurn));
    for (size_t i = 0; i < chart->mark_count; i++) {
        ChartMark *mark = &chart->marks[i];
        const LabelTurn turn = {mark, i, count_crowd(grid, mark)};
        if (mark->label != NULL && mark->box != NULL)
            g_array_append_val(turns, turn);
    }
    g_array_sort(turns, compare_turns);
    return turns;
}

/* The label's place at a side of the mark: -1, 0 or 1 each way. */
static Rect place_beside(const SceneBox *mark, int right, int down, double width, double height)
{
    const double middle = mark->x + mark->width / 2;
    const double level = mark->y + mark->height / 2;
    const double x = middle + right * (mark->width / 2 + (down == 0 ? OFFSET : 0));
    const double y = level + down * (mark->height / 2 + 2);
    const double left = right > 0 ? x : right < 0 ? x - width : x - width / 2;
    const double top = down > 0 ? y : down < 0 ? y - height : y - height / 2;
    return (Rect){left, top, left + width, top + height};
}

static bool place_label(Chart *chart, LabelGrid *grid, const ChartMark *mark)
{
    static const int sides[][2] = {{1, 0},  {-1, 0}, {0, -1},  {0, 1},
                                   {1, -1}, {1, 1},  {-1, -1}, {-1, 1}};
    Scene *scene = &chart->drawing->scene;
    const char *label = scene_fit(scene, ROLE_MARK_LABEL, mark->label, LABEL_MAX);
    const double width = scene_text_width(ROLE_MARK_LABEL, label);
    const double height = scene_text_height(ROLE_MARK_LABEL);
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        const Rect rect = place_beside(mark->box, sides[i][0], sides[i][1], width, height);
        if (!grid_is_free(grid, &rect))
            continue;
        grid_take(grid, &rect);
        SceneBox *box =
            scene_add_text(scene, ROLE_MARK_LABEL, rect.left, rect.top, width + 0.01, label);
        box->title = label != mark->label ? mark->label : NULL;
        return true;
    }
    return false;
}

size_t chart_place_labels(Chart *chart, const ChartPlot *plot)
{
    LabelGrid grid;
    size_t unlabelled = 0;
    grid_init(&grid, plot);
    take_scene(&grid, &chart->drawing->scene);
    g_autoptr(GArray) turns = order_turns(chart, &grid);
    for (guint i = 0; i < turns->len; i++)
        unlabelled += !place_label(chart, &grid, g_array_index(turns, LabelTurn, i).mark);
    grid_clear(&grid);
    return unlabelled;
}
