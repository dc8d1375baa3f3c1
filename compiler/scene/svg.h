/*
 * svg.h - writes a scene as SVG.
 */
#pragma once

#include "scene/scene.h"

#include <stdbool.h>

/* Colours of a picture that stands alone: as its reader's screen has it, or always the same (then
 * without any style sheet, which not every program understands). */
typedef enum SvgTheme { SVG_THEME_READER, SVG_THEME_LIGHT, SVG_THEME_DARK } SvgTheme;

/* Where an SVG will stand: links in it lead to `prefix`<folder>/<id>`extension`. */
typedef struct SvgTarget {
    const char *prefix;    /* "", "../", "../site/en/"; NULL: it has no links */
    const char *extension; /* ".html", ".md" */
    bool standalone;       /* a file of its own: XML declaration, <style>, own background */
    SvgTheme theme;        /* only if it stands alone */
    double scale;          /* same: how many times as large as drawn it is shown; 0: once */
} SvgTarget;

/* Appends the scene: an XML document if it stands alone, else an element to stand in a page. */
void svg_write(const Scene *scene, const SvgTarget *target, GString *out);

/* In CSS pixels, with the heading that only a file of its own has. */
double svg_width(const Scene *scene);
double svg_height(const Scene *scene);

/* Takes the links out of an SVG that svg_write() wrote: what is left is what it writes without. */
void svg_unlink(GString *svg);
