/*
 * The layout worker: Graphviz in a process of its own. libgvc can crash, hang and leak, and is not
 * safe in threads; here it may, within limits. It only ever sees graphs that layout.c wrote, which
 * also says what the answer looks like.
 */
#include "layout/layout.h"
#include "scene/graph_ids.h"

#include <graphviz/gvc.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    CPU_SECONDS = 10, /* the same on a busy machine */
    DATA_MIB = 512,
    OUTPUT_MIB = 8, /* of files: it writes none but into the socket */
};

static void set_limit(__rlimit_resource_t resource, rlim_t value)
{
    const struct rlimit limit = {.rlim_cur = value, .rlim_max = value};
    setrlimit(resource, &limit);
}

/* The signal tells the other side why; who ignores it is killed. */
static void limit_time(rlim_t seconds)
{
    const struct rlimit limit = {.rlim_cur = seconds, .rlim_max = seconds + 1};
    setrlimit(RLIMIT_CPU, &limit);
}

static void limit_process(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    set_limit(RLIMIT_CORE, 0);
    limit_time(CPU_SECONDS);
    set_limit(RLIMIT_FSIZE, (rlim_t)OUTPUT_MIB << 20);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) /* which map terabytes */
    set_limit(RLIMIT_DATA, (rlim_t)DATA_MIB << 20);
#endif
}

static long long hundredths(double points)
{
    return isfinite(points) ? llround(points * 100) : 0;
}

static void print_point(FILE *out, pointf point)
{
    fprintf(out, " %lld %lld", hundredths(point.x), hundredths(point.y));
}

/* Every node of the request; those that only keep ranks in order have other names. */
static void print_nodes(FILE *out, Agraph_t *graph)
{
    for (size_t i = 0;; i++) {
        char name[32];
        g_snprintf(name, sizeof name, "n%zu", i);
        Agnode_t *node = agnode(graph, name, 0);
        if (node == NULL)
            return;
        fprintf(out, "node %zu", i);
        print_point(out, ND_coord(node));
        fputc('\n', out);
    }
}

/* Those that are there, by their numbers. */
static void print_clusters(FILE *out, Agraph_t *graph)
{
    for (size_t i = 0;; i++) {
        char name[32];
        g_snprintf(name, sizeof name, "cluster_%zu", i);
        Agraph_t *cluster = agsubg(graph, name, 0);
        if (cluster == NULL)
            return;
        fprintf(out, "cluster %zu", i);
        print_point(out, GD_bb(cluster).LL);
        print_point(out, GD_bb(cluster).UR);
        fputc('\n', out);
    }
}

/* From where the edge leaves to its arrow, which is at Graphviz's tail (layout.c says why). */
static bool print_edge(FILE *out, Agedge_t *edge, size_t index)
{
    const splines *route = ED_spl(edge);
    if (route == NULL || route->size < 1)
        return false;
    /* Within one rank, dot now and then draws an edge twice, from end to end: once will do. */
    const bezier *curve = &route->list[0];
    fprintf(out, "edge %zu", index);
    print_point(out, curve->sflag ? curve->sp : curve->list[0]);
    fprintf(out, " %d", curve->size);
    for (int i = curve->size; i > 0; i--)
        print_point(out, curve->list[i - 1]);
    fputc('\n', out);
    return true;
}

/* Edges by the number in their names, which is their place in the request. What has no name only
 * keeps ranks in order. */
static GPtrArray *sorted_edges(Agraph_t *graph)
{
    const int count = agnedges(graph);
    GPtrArray *edges = g_ptr_array_new();
    for (Agnode_t *node = agfstnode(graph); node != NULL; node = agnxtnode(graph, node))
        for (Agedge_t *edge = agfstout(graph, node); edge != NULL; edge = agnxtout(graph, edge)) {
            const char *name = agnameof(edge);
            const gint64 index = name != NULL ? g_ascii_strtoll(name + 1, NULL, 10) : -1;
            if (index < 0 || index >= count)
                continue;
            g_ptr_array_set_size(edges, MAX((gint)edges->len, (gint)index + 1));
            edges->pdata[index] = edge;
        }
    return edges;
}

static bool print_graph(FILE *out, Agraph_t *graph)
{
    const pointf size = GD_bb(graph).UR;
    fputs("size", out);
    print_point(out, size);
    fputc('\n', out);
    print_nodes(out, graph);
    print_clusters(out, graph);
    GPtrArray *edges = sorted_edges(graph);
    for (guint i = 0; i < edges->len; i++)
        if (edges->pdata[i] == NULL || !print_edge(out, edges->pdata[i], i))
            return false;
    fputs("end\n", out);
    return fflush(out) == 0;
}

static bool has_routes(Agraph_t *graph)
{
    for (Agnode_t *node = agfstnode(graph); node != NULL; node = agnxtnode(graph, node))
        for (Agedge_t *edge = agfstout(graph, node); edge != NULL; edge = agnxtout(graph, edge))
            if (ED_spl(edge) == NULL)
                return false;
    return true;
}

/* Between boxes, dot sometimes loses its way and leaves an edge out: straight lines find theirs. */
static bool lay_out(void)
{
    Agraph_t *graph = agread(stdin, &graph_ids);
    if (graph == NULL)
        return false;
    GVC_t *context = gvContext();
    bool done = gvLayout(context, graph, "dot") == 0 && has_routes(graph);
    if (!done) {
        gvFreeLayout(context, graph);
        agsafeset(graph, (char *)"splines", (char *)"line", (char *)"");
        done = gvLayout(context, graph, "dot") == 0;
    }
    return done && print_graph(stdout, graph);
}

#ifdef DIELINE_TEST_FAULTS

/* Ways to go wrong, for tests of the other side. */

G_NORETURN static void fault_hang(void)
{
    for (;;)
        pause();
}

G_NORETURN static void fault_kill(void)
{
    raise(SIGKILL);
    abort();
}

G_NORETURN static void fault_flood(void)
{
    while (fputs("size 1 1\n", stdout) >= 0)
        continue;
    abort();
}

/* Takes too long, in a second. */
G_NORETURN static void fault_spin(void)
{
    limit_time(1);
    for (volatile unsigned i = 0;; i++)
        continue;
}

/* Reads first, so that what the other side sees does not depend on who was faster. */
static void drain(void)
{
    while (getchar() != EOF)
        continue;
}

G_NORETURN static void fault_rubbish(void)
{
    drain();
    fputs("size 100 100\nnode 7 nan\nend\n", stdout);
    fflush(stdout);
    _exit(0);
}

G_NORETURN static void fault_silence(void)
{
    drain();
    _exit(0);
}

/* Obeys the environment. */
static void commit_fault(void)
{
    static const struct {
        const char *name;
        void (*commit)(void);
    } faults[] = {
        {"crash", abort},       {"hang", fault_hang},       {"kill", fault_kill},
        {"flood", fault_flood}, {"rubbish", fault_rubbish}, {"silence", fault_silence},
        {"spin", fault_spin},
    };
    const char *wanted = g_getenv("DIELINE_LAYOUT_FAULT");
    for (size_t i = 0; wanted != NULL && i < G_N_ELEMENTS(faults); i++)
        if (strcmp(faults[i].name, wanted) == 0)
            faults[i].commit();
}

#endif

int layout_worker_main(void)
{
    limit_process();
#ifdef DIELINE_TEST_FAULTS
    commit_fault();
#endif
    setlocale(LC_ALL, "C");
    _exit(lay_out() ? 0 : 1); /* Graphviz's own way out is not to be trusted */
}
