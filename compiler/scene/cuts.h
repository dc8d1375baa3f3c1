/*
 * cuts.h - a tall scene as several that are not: for slides, which have one form.
 *
 * Scenes are cut across, where a lane ends or else where no box is. What stands at the top of all
 * columns (a scale of time) and the legend below are in each part. Wires go on to where they are
 * cut; only their last piece has a tip.
 */
#pragma once

#include "scene/scene.h"

#include <glib.h>

/* Returns the parts (of Scene *, the arena's), from top to bottom, each at most `height` where that
 * can be; none if the scene is no taller, or if it cannot be cut. Caller frees the array. */
GPtrArray *cuts_make(const Scene *scene, double height, Arena *arena);
