#include "scene/heading.h"

#include "scene/metrics.h"

enum {
    BAND = 44, /* of one line */
    LINE_HEIGHT = 24,
    BASELINE = -12, /* of the last line */
    WIDTH_ENOUGH = 480,
};

double heading_width_min(const char *title)
{
    return MIN(metrics_width(title, HEADING_SIZE, true) + 2.0 * HEADING_LEFT, WIDTH_ENOUGH);
}

Heading heading_break(const Scene *scene, Arena *arena)
{
    static const double SHARE = 0.5; /* of a line that is shortened, for its beginning */
    const double room = scene->width - 2.0 * HEADING_LEFT;
    const char *rest = scene->title;
    Heading heading = {.count = 0};
    while (heading.count + 1 < HEADING_LINES_MAX) {
        const size_t cut = metrics_break(rest, HEADING_SIZE, true, room);
        if (cut == 0 || rest[cut] == '\0')
            break;
        heading.lines[heading.count++] = arena_strndup(arena, rest, cut);
        rest += cut + (rest[cut] == ' ');
    }
    heading.lines[heading.count++] = metrics_shorten(arena, rest, HEADING_SIZE, true, room, SHARE);
    return heading;
}

double heading_height(const Heading *heading)
{
    return BAND + LINE_HEIGHT * (double)(heading->count - 1);
}

double heading_baseline(const Heading *heading, size_t line)
{
    return BASELINE - LINE_HEIGHT * (double)(heading->count - 1 - line);
}
