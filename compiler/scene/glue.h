/*
 * glue.h - where straight connectors are glued to shapes.
 *
 * Programs that open a slide take a connector to the connection site that it names, and LibreOffice
 * does so as soon as it opens it. So a shape has a site wherever a connector of ours ends, after
 * the four that a rectangle has (ECMA-376, presetShapeDefinitions: top, left, bottom, right).
 */
#pragma once

#include "scene/scene.h"

typedef struct Glue Glue;

enum { GLUE_MIDDLES = 4 };

/* Finds the sites of all boxes. */
Glue *glue_new(const Scene *scene);
void glue_free(Glue *glue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Glue, glue_free)

/* Is the wire one line, to be drawn as a connector? */
bool glue_is_straight(const SceneWire *wire);

/* Finds the first GLUE_MIDDLES sites, the middles of the box's sides. */
void glue_find_middles(const SceneBox *box, Point *middles);

/* Returns the sites of a box beyond the four middles of its sides. Borrowed. */
const Point *glue_sites(const Glue *glue, const SceneBox *box, size_t *count);

/* Returns the index of the box's site at `point`; -1: it has none. */
int glue_find(const Glue *glue, const SceneBox *box, Point point);
