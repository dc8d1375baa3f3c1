#include "layout/layout_answer.h"

#include <string.h>

enum {
    POINTS_MAX = 1000,        /* of one edge */
    COORDINATE_MAX = 1 << 28, /* hundredths of a point */
};

typedef struct AnswerReader {
    const char *at;
    bool ok;
} AnswerReader;

static void read_literal(AnswerReader *reader, const char *text)
{
    const size_t length = strlen(text);
    reader->ok = reader->ok && strncmp(reader->at, text, length) == 0;
    if (reader->ok)
        reader->at += length;
}

static int64_t read_integer(AnswerReader *reader, int64_t min, int64_t max)
{
    read_literal(reader, " ");
    char *end = NULL;
    /* strtoll() would skip white space */
    const bool starts = reader->ok && (*reader->at == '-' || g_ascii_isdigit(*reader->at));
    const int64_t value = starts ? g_ascii_strtoll(reader->at, &end, 10) : 0;
    reader->ok = starts && end != reader->at && value >= min && value <= max;
    if (!reader->ok)
        return 0;
    reader->at = end;
    return value;
}

static double read_length(AnswerReader *reader)
{
    return (double)read_integer(reader, -COORDINATE_MAX, COORDINATE_MAX) / 100;
}

static Point read_point(AnswerReader *reader, const Layout *layout)
{
    const double x = read_length(reader);
    return (Point){x, layout->height - read_length(reader)};
}

static void read_node(AnswerReader *reader, Layout *layout, size_t index)
{
    read_literal(reader, "node");
    read_integer(reader, (int64_t)index, (int64_t)index);
    const Point middle = read_point(reader, layout);
    read_literal(reader, "\n");
    layout->nodes[index].x = middle.x;
    layout->nodes[index].y = middle.y;
}

static void read_cluster(AnswerReader *reader, Layout *layout, size_t index)
{
    LayoutCluster *cluster = &layout->clusters[index];
    read_literal(reader, "cluster");
    read_integer(reader, (int64_t)index, (int64_t)index);
    const Point bottom_left = read_point(reader, layout);
    const Point top_right = read_point(reader, layout);
    read_literal(reader, "\n");
    cluster->x = bottom_left.x;
    cluster->y = top_right.y;
    cluster->width = top_right.x - bottom_left.x;
    cluster->height = bottom_left.y - top_right.y;
    reader->ok = reader->ok && cluster->width > 0 && cluster->height > 0;
}

static void read_edge(AnswerReader *reader, Layout *layout, size_t index, Arena *arena)
{
    LayoutEdge *edge = &layout->edges[index];
    read_literal(reader, "edge");
    read_integer(reader, (int64_t)index, (int64_t)index);
    edge->tip = read_point(reader, layout);
    edge->point_count = (size_t)read_integer(reader, 4, POINTS_MAX);
    if (!reader->ok || edge->point_count % 3 != 1) {
        reader->ok = false;
        return;
    }
    edge->points = arena_new0(arena, Point, edge->point_count);
    for (size_t i = 0; i < edge->point_count; i++)
        edge->points[i] = read_point(reader, layout);
    read_literal(reader, "\n");
}

bool layout_answer_read(Layout *layout, const GString *answer, Arena *arena)
{
    AnswerReader reader = {answer->str, true};
    read_literal(&reader, "size");
    layout->width = read_length(&reader);
    layout->height = read_length(&reader);
    read_literal(&reader, "\n");
    for (size_t i = 0; i < layout->node_count && reader.ok; i++)
        read_node(&reader, layout, i);
    for (size_t i = 0; i < layout->cluster_count && reader.ok; i++)
        read_cluster(&reader, layout, i);
    for (size_t i = 0; i < layout->edge_count && reader.ok; i++)
        read_edge(&reader, layout, i, arena);
    read_literal(&reader, "end\n");
    return reader.ok && reader.at == answer->str + answer->len && layout->width >= 0 &&
           layout->height >= 0;
}
