/*
 * heading.h - the title above a picture in a file of its own, in lines that the canvas holds.
 *
 * In a page and on a slide titles are not part of the picture, but it is as wide everywhere.
 */
#pragma once

#include "scene/scene.h"

enum {
    HEADING_LINES_MAX = 3, /* of a longer title the last line is shortened */
    HEADING_SIZE = 18,     /* of its type */
    HEADING_LEFT = 20,
};

typedef struct Heading {
    const char *lines[HEADING_LINES_MAX];
    size_t count;
} Heading;

/* How wide a picture must be for it: a longer title has several lines. */
double heading_width_min(const char *title);

/* Lines are borrowed, or memory of the arena. */
Heading heading_break(const Scene *scene, Arena *arena);

/* How high a band it takes; and where its first line stands, seen from the band's end. */
double heading_height(const Heading *heading);
double heading_baseline(const Heading *heading, size_t line);
