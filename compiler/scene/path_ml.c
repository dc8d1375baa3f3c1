#include "scene/path_ml.h"

#include "base/text.h"

#include <math.h>

typedef struct PathReader {
    GString *out;
    const SlideFrame *frame;
    long x;
    long y;
    const char *at;
    Point pen;
} PathReader;

long path_ml_x(const SlideFrame *frame, double x)
{
    return lround((frame->left + x * frame->scale) * EMU_A_PIXEL);
}

long path_ml_y(const SlideFrame *frame, double y)
{
    return lround((frame->top + y * frame->scale) * EMU_A_PIXEL);
}

static double read_number(PathReader *reader)
{
    char *end;
    const double value = g_ascii_strtod(reader->at, &end);
    g_assert(end != reader->at);
    reader->at = end;
    return value;
}

static Point read_point(PathReader *reader)
{
    const double x = read_number(reader);
    return (Point){x, read_number(reader)};
}

static void put_point(const PathReader *reader, Point point)
{
    g_string_append_printf(reader->out, "<a:pt x=\"%ld\" y=\"%ld\"/>",
                           path_ml_x(reader->frame, point.x) - reader->x,
                           path_ml_y(reader->frame, point.y) - reader->y);
}

static void put_step(PathReader *reader, const char *element, Point to)
{
    g_string_append_printf(reader->out, "<a:%s>", element);
    put_point(reader, to);
    g_string_append_printf(reader->out, "</a:%s>", element);
    reader->pen = to;
}

static void put_curve(PathReader *reader, Point first, Point second, Point to)
{
    text_append(reader->out, "<a:cubicBezTo>");
    put_point(reader, first);
    put_point(reader, second);
    put_point(reader, to);
    text_append(reader->out, "</a:cubicBezTo>");
    reader->pen = to;
}

/* An upright ellipse. */
typedef struct Ellipse {
    Point middle;
    double rx;
    double ry;
} Ellipse;

static Point ellipse_at(const Ellipse *ellipse, double angle)
{
    return (Point){ellipse->middle.x + ellipse->rx * cos(angle),
                   ellipse->middle.y + ellipse->ry * sin(angle)};
}

/* A curve from one angle to a later one, at most a quarter further. */
static void put_piece(PathReader *reader, const Ellipse *ellipse, double from, double to)
{
    const double reach = 4.0 / 3 * tan((to - from) / 4);
    const Point start = ellipse_at(ellipse, from);
    const Point end = ellipse_at(ellipse, to);
    const Point first = {start.x - reach * ellipse->rx * sin(from),
                         start.y + reach * ellipse->ry * cos(from)};
    const Point second = {end.x + reach * ellipse->rx * sin(to),
                          end.y - reach * ellipse->ry * cos(to)};
    put_curve(reader, first, second, end);
}

/* The ellipse that the shorter clockwise arc between two points lies on (SVG 1.1, F.6.5); one that
 * is too small for them grows. */
static Ellipse find_ellipse(Point from, Point to, double rx, double ry)
{
    const double dx = (to.x - from.x) / 2 / rx;
    const double dy = (to.y - from.y) / 2 / ry;
    const double half = hypot(dx, dy);
    const double grown = MAX(half, 1);
    const double away = half > 0 ? sqrt(MAX(grown * grown - half * half, 0)) / half : 0;
    return (Ellipse){{(from.x + to.x) / 2 - dy * away * rx, (from.y + to.y) / 2 + dx * away * ry},
                     rx * grown,
                     ry * grown};
}

static double ellipse_angle(const Ellipse *ellipse, Point point)
{
    return atan2((point.y - ellipse->middle.y) / ellipse->ry,
                 (point.x - ellipse->middle.x) / ellipse->rx);
}

static void put_arc(PathReader *reader, double rx, double ry, Point to)
{
    if (rx <= 0 || ry <= 0) {
        put_step(reader, "lnTo", to);
        return;
    }
    const Ellipse ellipse = find_ellipse(reader->pen, to, rx, ry);
    const double from = ellipse_angle(&ellipse, reader->pen);
    double way = ellipse_angle(&ellipse, to) - from;
    if (way < 0)
        way += 2 * G_PI;
    const int pieces = MAX((int)ceil(way / G_PI_2 - 0.01), 1);
    for (int i = 0; i < pieces; i++)
        put_piece(reader, &ellipse, from + way * i / pieces, from + way * (i + 1) / pieces);
    reader->pen = to;
}

static void read_curves(PathReader *reader)
{
    do {
        const Point first = read_point(reader);
        const Point second = read_point(reader);
        put_curve(reader, first, second, read_point(reader));
    } while (*reader->at == ' ');
}

static void read_arc(PathReader *reader)
{
    enum { FLAGS = 3 }; /* rotation, large, clockwise: as outlines have them */
    const double rx = read_number(reader);
    const double ry = read_number(reader);
    for (int i = 0; i < FLAGS; i++)
        read_number(reader);
    put_arc(reader, rx, ry, read_point(reader));
}

static void read_command(PathReader *reader)
{
    const char command = *reader->at++;
    switch (command) {
    case 'M':
        put_step(reader, "moveTo", read_point(reader));
        break;
    case 'L':
        put_step(reader, "lnTo", read_point(reader));
        break;
    case 'C':
        read_curves(reader);
        break;
    case 'A':
        read_arc(reader);
        break;
    case 'Z':
        text_append(reader->out, "<a:close/>");
        break;
    default:
        g_assert(command == ' ');
    }
}

void path_ml_append(GString *out, const SlideFrame *frame, long x, long y, const char *data)
{
    PathReader reader = {out, frame, x, y, data, {0, 0}};
    while (*reader.at != '\0')
        read_command(&reader);
}
