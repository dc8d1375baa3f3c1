/*
 * dot.h - writes a scene as DOT, pinned: Graphviz's own tools draw it where we did.
 */
#pragma once

#include "scene/scene.h"

/* Appends the scene as a digraph: `dot`, `neato` and `neato -n2` all keep its positions. Safe from
 * any thread. */
void dot_write(const Scene *scene, GString *out);

/* Returns `text` so that Graphviz shows it as it is: backslashes doubled (escape sequences), and
 * "&" written out where it would begin a character reference. Caller frees. */
char *dot_escape(const char *text);
