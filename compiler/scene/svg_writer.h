/*
 * svg_writer.h - what the parts of the SVG writer have in common: attributes, and what is defined
 * once. For svg.c, which writes the document of them, and svg_definitions.c only.
 */
#pragma once

#include "scene/svg.h"

typedef struct SvgWriter {
    GString *out;
    const Scene *scene;
    const SvgTarget *target;
    char *prefix; /* of ids */
} SvgWriter;

void svg_put(SvgWriter *writer, const char *name, const char *value);
void svg_put_number(SvgWriter *writer, const char *name, double value);

/* A colour of the light theme, or what the dark one has in its place; nothing in a page. */
void svg_put_colour(SvgWriter *writer, const char *name, const char *colour);

/* name="url(#...)" of what the SVG defines as `id`. */
void svg_put_reference(SvgWriter *writer, const char *name, const char *id);

void svg_put_no_fill(SvgWriter *writer);
void svg_put_title(SvgWriter *writer, const char *text);
bool svg_is_styled(const SvgWriter *writer);

/* svg_definitions.c: writes what the scene's boxes use: "veil", textures. */
void svg_put_definitions(SvgWriter *writer);

/* svg_definitions.c: fills a box whose date has qualifiers with the texture that tells them. */
void svg_put_texture_fill(SvgWriter *writer, const SceneBox *box);
