#include "layout/layout.h"

#include "layout/layout_answer.h"
#include "layout/process.h"

#include <math.h>
#include <string.h>

enum {
    SECONDS_DEFAULT = 60, /* the worker limits its own processor time, much closer */
    ANSWER_MAX = 4 << 20,
};

/* --- the request ---
 *
 * Graphviz ranks tails before heads, so it gets our edges reversed, with their arrows at the tail.
 */

static void append_length(GString *out, const char *name, double points)
{
    const double POINTS_AN_INCH = 72;
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(out, "%s=%s", name,
                           g_ascii_formatd(number, sizeof number, "%.5f", points / POINTS_AN_INCH));
}

/* What makes room for the label is an empty table of a fixed size: text would be as large as the
 * fonts of the machine make it. */
static void append_cluster(const Layout *layout, size_t index, GString *out)
{
    const LayoutCluster *cluster = &layout->clusters[index];
    g_string_append_printf(out,
                           "subgraph cluster_%zu {\ngraph [label=<<TABLE BORDER=\"0\" "
                           "FIXEDSIZE=\"TRUE\" WIDTH=\"%.0f\" HEIGHT=\"%.0f\"><TR><TD></TD></TR>"
                           "</TABLE>>]\n",
                           index, ceil(cluster->label_width), ceil(cluster->label_height));
    for (size_t i = 0; i < layout->node_count; i++)
        if (layout->nodes[i].cluster == index + 1)
            g_string_append_printf(out, "n%zu\n", i);
    g_string_append(out, "}\n");
}

/* Invisible nodes in a row, one a rank, each with the nodes of its rank; what is between two of
 * them is tied to both. */
static void append_ranks(const Layout *layout, GString *out)
{
    for (size_t rank = 1; rank <= layout->rank_count; rank++) {
        g_string_append_printf(out, "{\nrank=same\nr%zu [width=0.01, height=0.01, style=invis]\n",
                               rank);
        for (size_t i = 0; i < layout->node_count; i++)
            if (layout->nodes[i].rank == 2 * rank)
                g_string_append_printf(out, "n%zu\n", i);
        g_string_append(out, "}\n");
        if (rank > 1)
            g_string_append_printf(out, "r%zu -> r%zu [style=invis, weight=10]\n", rank - 1, rank);
    }
    for (size_t i = 0; i < layout->node_count; i++) {
        const size_t before = layout->nodes[i].rank / 2;
        if (layout->nodes[i].rank % 2 == 0)
            continue;
        if (before > 0)
            g_string_append_printf(out, "r%zu -> n%zu [style=invis, weight=0]\n", before, i);
        if (before < layout->rank_count)
            g_string_append_printf(out, "n%zu -> r%zu [style=invis, weight=0]\n", i, before + 1);
    }
}

/* Ranks come first: an edge that leads back, or within one, must not bend their order. */
static bool is_free(const Layout *layout, const LayoutEdge *edge)
{
    const size_t tail = layout->nodes[edge->to].rank;
    const size_t head = layout->nodes[edge->from].rank;
    return tail > head || (tail == head && tail != 0 && tail % 2 == 0);
}

static void append_request(const Layout *layout, GString *out)
{
    g_string_append_printf(
        out,
        "digraph {\ngraph [rankdir=%s, nodesep=0.28, ranksep=0.95%s]\n"
        "node [shape=box, fixedsize=true, label=\"\"]\nedge [dir=back, arrowsize=0.7]\n",
        layout->rank_direction,
        layout->cluster_count > 0 && layout->rank_count > 0 ? ", newrank=true" : "");
    for (size_t i = 0; i < layout->node_count; i++) {
        g_string_append_printf(out, "n%zu [", i);
        append_length(out, "width", layout->nodes[i].width);
        append_length(out, ", height", layout->nodes[i].height);
        g_string_append(out, "]\n");
    }
    for (size_t i = 0; i < layout->cluster_count; i++)
        append_cluster(layout, i, out);
    append_ranks(layout, out);
    for (size_t i = 0; i < layout->edge_count; i++)
        g_string_append_printf(out, "n%zu -> n%zu [key=e%zu%s]\n", layout->edges[i].to,
                               layout->edges[i].from, i,
                               is_free(layout, &layout->edges[i]) ? ", constraint=false" : "");
    g_string_append(out, "}\n");
}

const char layout_given_up[] = "too many others took too long";

#ifdef DIELINE_TEST_FAULTS

/* Obeys the environment. */
static void commit_fault(const char **executable, unsigned *seconds)
{
    const char *wanted = g_getenv("DIELINE_LAYOUT_FAULT");
    if (g_strcmp0(wanted, "start") == 0)
        *executable = "/nonexistent/dieline";
    if (g_strcmp0(wanted, "hang") == 0)
        *seconds = MIN(*seconds, 5);
}

#endif

/* Asks the worker; false, with the failure, if it has no answer. */
static bool ask_worker(const Layouter *layouter, const GString *request, GString *answer,
                       LayoutFailure *failure)
{
    const char *executable = layouter->executable;
    unsigned seconds = layouter->seconds > 0 ? layouter->seconds : SECONDS_DEFAULT;
#ifdef DIELINE_TEST_FAULTS
    commit_fault(&executable, &seconds);
#endif
    if (executable == NULL) {
        *failure = (LayoutFailure){"there is no program to ask", true};
        return false;
    }
    const ProcessLimits limits = {.milliseconds = seconds * 1000, .output = ANSWER_MAX};
    const ProcessEnd end =
        process_ask(executable, "layout-worker", request, &limits, answer, &failure->problem);
    failure->not_started = end == PROCESS_NOT_STARTED;
    if (end == PROCESS_LATE && layouter->series != NULL)
        layout_series_add_late(layouter->series, layouter->turn);
    return end == PROCESS_ANSWERED;
}

static void keep_answer(const Layouter *layouter, const GString *request, const GString *answer)
{
    if (layouter->series != NULL)
        layout_series_add_answer(layouter->series, layouter->turn, request, answer);
    else
        layout_cache_add(layouter->cache, request, answer);
}

bool layout_run(Layout *layout, const Layouter *layouter, Arena *arena, LayoutFailure *failure)
{
    g_autoptr(GString) request = g_string_new(NULL);
    g_autoptr(GString) answer = g_string_new(NULL);
    append_request(layout, request);
    if (layout_cache_find(layouter->cache, request, answer) &&
        layout_answer_read(layout, answer, arena))
        return true;
    *failure = (LayoutFailure){layout_given_up, false};
    if (layouter->series != NULL && layout_series_gives_up(layouter->series, layouter->turn))
        return false;
    g_string_truncate(answer, 0);
    if (!ask_worker(layouter, request, answer, failure))
        return false;
    if (layout_answer_read(layout, answer, arena)) {
        keep_answer(layouter, request, answer);
        return true;
    }
    failure->problem =
        answer->len == 0 ? "it ended without an answer" : "its answer makes no sense";
    return false;
}
