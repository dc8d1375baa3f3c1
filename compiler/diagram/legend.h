/*
 * legend.h - samples with texts, in lines below a picture.
 */
#pragma once

#include "scene/scene.h"

typedef struct Legend {
    Scene *scene;
    double left;
    double right;
    double x; /* where the next item goes */
    double y;
} Legend;

void legend_init(Legend *legend, Scene *scene, double left, double right, double y);

/* Adds a mark with its text. Returns the mark, so that the caller can give it its look. */
SceneBox *legend_add_mark(Legend *legend, Shape shape, const char *text);

/* Adds a line with its text. Returns the line, same. */
SceneWire *legend_add_line(Legend *legend, const char *text);

/* Adds a bar of that length: what it stands for is in the text. */
void legend_add_scale(Legend *legend, double length, const char *text);

/* What follows starts a new line: it tells of something else. */
void legend_break(Legend *legend);

void legend_add_note(Legend *legend, const char *text);

/* Returns where the legend ends; where it began if it is empty. */
double legend_bottom(const Legend *legend);
