#include "layout/layout.h"

#include "layout/layout_answer.h"
#include "layout/process.h"

#include <math.h>
#include <string.h>

enum {
    SECONDS_DEFAULT = 10,
    LATE_MAX = 4, /* then no more is asked: a build with hundreds of graphs must end in time */
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

static bool ask_worker(const Layouter *layouter, const GString *request, GString *answer,
                       const char **problem)
{
    if (layouter->executable == NULL) {
        *problem = "there is no program to ask";
        return false;
    }
    const unsigned seconds = layouter->seconds > 0 ? layouter->seconds : SECONDS_DEFAULT;
    const ProcessLimits limits = {.milliseconds = seconds * 1000, .output = ANSWER_MAX};
    if (layouter->late != NULL && g_atomic_int_get(layouter->late) >= LATE_MAX) {
        *problem = "too many others took too long";
        return false;
    }
    const gint64 start = g_get_monotonic_time();
    const bool ok =
        process_ask(layouter->executable, "layout-worker", request, &limits, answer, problem);
    if (layouter->late != NULL && g_get_monotonic_time() - start > seconds * G_TIME_SPAN_SECOND)
        g_atomic_int_inc(layouter->late);
    return ok;
}

bool layout_run(Layout *layout, const Layouter *layouter, Arena *arena, const char **problem)
{
    g_autoptr(GString) request = g_string_new(NULL);
    g_autoptr(GString) answer = g_string_new(NULL);
    append_request(layout, request);
    if (layout_cache_find(layouter->cache, request, answer) &&
        layout_answer_read(layout, answer, arena))
        return true;
    g_string_truncate(answer, 0);
    if (!ask_worker(layouter, request, answer, problem))
        return false;
    if (layout_answer_read(layout, answer, arena)) {
        layout_cache_add(layouter->cache, request, answer);
        return true;
    }
    *problem = answer->len == 0 ? "it ended without an answer" : "its answer makes no sense";
    return false;
}
