/*
 * A timeline as a gantt chart: a section for each row, a task for each date. A date is a bar from
 * its earliest to its latest day, a day a milestone. Ids, starts and ends are written out: mermaid
 * guesses badly where one lacks.
 */
#include "scene/mermaid_text.h"
#include "scene/metrics.h"

static const double SECTION_SIZE = 11; /* its font's, in pixels */

enum { PADDING_MIN = 75, PADDING_MAX = 400, PADDING_GAP = 20 };

typedef struct Gantt {
    MermaidWriter writer;
    unsigned tasks;
    const SceneBox *row; /* whose section the next task would be in; NULL: none's */
    size_t left_out;     /* for want of room */
    size_t strange;      /* whose years have not four digits */
    bool has_open;
    bool has_vague;
    bool has_old;
} Gantt;

static bool is_mark(const SceneBox *box)
{
    return box->role == ROLE_MARK || box->role == ROLE_OLD_MARK;
}

/* Names stand at the left, in as much room as they are given. */
static int find_padding(const Scene *scene)
{
    double width = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (is_mark(box))
            width = MAX(width, metrics_width(box->row->brief, SECTION_SIZE, false));
    return CLAMP((int)width + PADDING_GAP, PADDING_MIN, PADDING_MAX);
}

static void put_head(Gantt *gantt)
{
    enum { MONTHS_MAX = 3 * 366, YEARS_MAX = 15 * 366 };
    const Scene *scene = gantt->writer.scene;
    const Day days = scene->time->to - scene->time->from;
    g_autofree char *config = g_strdup_printf("  gantt:\n    leftPadding: %d", find_padding(scene));
    g_autoptr(GString) line = g_string_new("gantt\n    dateFormat YYYY-MM-DD\n");
    g_string_append_printf(line, "    axisFormat %s\n", days <= MONTHS_MAX ? "%Y-%m" : "%Y");
    if (days <= YEARS_MAX)
        g_string_append_printf(line, "    tickInterval %s\n",
                               days <= MONTHS_MAX ? "3month" : "12month");
    g_string_append(line, "    todayMarker off");
    mermaid_put_front(&gantt->writer, config);
    mermaid_put_line(&gantt->writer, line);
}

/* What the chart can write, within the axis. False: it cannot. */
static bool find_days(const Gantt *gantt, const Edtf *date, Day *first, Day *end)
{
    const SceneTime *time = gantt->writer.scene->time;
    const bool lasts =
        time->has_spans && date->latest == DAY_OPEN_FUTURE && date->earliest <= time->as_of;
    *first = MAX(date->earliest, time->from);
    *end = MIN(lasts ? time->as_of : date->latest, time->to) + 1; /* it is not the bar's */
    return *first >= edtf_day(1000, 1, 1) && *end <= edtf_day(9999, 12, 31);
}

static const char *tag_of(const SceneBox *mark)
{
    if (mark->shape == SHAPE_RIBBON)
        return "crit, ";
    return mark->struck ? "" : mark->hollow ? "active, " : "done, ";
}

static void append_task(Gantt *gantt, GString *line, const char *text, const char *tags, Day first,
                        Day end)
{
    char from[EDTF_DAY_MAX];
    char to[EDTF_DAY_MAX];
    g_string_append(line, "        ");
    mermaid_append_label(line, text);
    g_string_append_printf(line, " :%s%sm%u, %s, %s", tags, end == first + 1 ? "milestone, " : "",
                           ++gantt->tasks, edtf_write_day(first, from), edtf_write_day(end, to));
}

static void note_mark(Gantt *gantt, const SceneBox *mark)
{
    const SceneTime *time = gantt->writer.scene->time;
    gantt->has_open |= mark->date->earliest < time->from || mark->date->latest > time->to;
    gantt->has_vague |= mark->date->earliest != mark->date->latest;
    gantt->has_old |= mark->role == ROLE_OLD_MARK;
    gantt->row = mark->row;
}

static void put_mark(Gantt *gantt, const SceneBox *mark)
{
    Day first;
    Day end;
    if (!find_days(gantt, mark->date, &first, &end)) {
        gantt->strange++;
        return;
    }
    g_autoptr(GString) line = g_string_new(NULL);
    if (gantt->row != mark->row) {
        g_string_append(line, "    section ");
        mermaid_append_label(line, mark->row->brief);
        g_string_append_c(line, '\n');
    }
    append_task(gantt, line, mark->brief, tag_of(mark), first, end);
    if (mermaid_put_line(&gantt->writer, line))
        note_mark(gantt, mark);
    else
        gantt->left_out++;
}

static void put_marks(Gantt *gantt)
{
    for (const SceneBox *box = gantt->writer.scene->boxes; box != NULL; box = box->next)
        if (is_mark(box))
            put_mark(gantt, box);
}

/* Mermaid's own marker is its reader's today; ours is a milestone of its own. */
static void put_as_of(Gantt *gantt)
{
    const SceneTime *time = gantt->writer.scene->time;
    const Edtf date = {.earliest = time->as_of, .latest = time->as_of};
    Day first;
    Day end;
    if (time->as_of_text == NULL || !find_days(gantt, &date, &first, &end))
        return;
    g_autoptr(GString) line = g_string_new("    section ·\n");
    append_task(gantt, line, time->as_of_text, "crit, ", first, end);
    mermaid_put_line(&gantt->writer, line);
}

static bool has_role(const Scene *scene, Role role)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role == role)
            return true;
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == role)
            return true;
    return false;
}

static void say_lacks(const Gantt *gantt, GString *lacks)
{
    const Scene *scene = gantt->writer.scene;
    g_string_append(lacks, "Mermaid does not show: links, sources, kinds of events by colour\n");
    if (scene->time->has_spans)
        g_string_append(lacks,
                        "A bar spans what lasted; where its ends are vague, all that they may "
                        "be\n");
    else if (gantt->has_vague)
        g_string_append(lacks, "A bar spans the days that a date may be, not a duration\n");
    if (gantt->has_open)
        g_string_append(lacks, scene->time->has_spans
                                   ? "Bars whose ends are not known are cut at the as-of date, or "
                                     "at the axis's beginning\n"
                                   : "Dates with an open end, or beyond the axis, are cut at its "
                                     "end\n");
    if (has_role(scene, ROLE_LANE))
        g_string_append(lacks, "Lanes are not shown; rows stand in their order\n");
    if (has_role(scene, ROLE_CONNECTOR))
        g_string_append(lacks, "Relations between rows are not shown\n");
    if (gantt->has_old || has_role(scene, ROLE_SLIP))
        g_string_append(lacks, "Earlier and other dates stand beside the one that counts, without "
                               "arrows between them\n");
    if (gantt->strange > 0)
        g_string_append_printf(lacks, "%zu dates are left out: years must have four digits\n",
                               gantt->strange);
    if (gantt->left_out > 0)
        g_string_append_printf(lacks,
                               "%zu dates are left out: Mermaid takes %d characters, and draws "
                               "nothing of more\n",
                               gantt->left_out, MERMAID_TEXT_MAX);
}

void mermaid_write_gantt(const Scene *scene, GString *out, GString *lacks)
{
    Gantt gantt = {.writer = {.out = out, .scene = scene}};
    put_head(&gantt);
    put_as_of(&gantt);
    put_marks(&gantt);
    say_lacks(&gantt, lacks);
}
