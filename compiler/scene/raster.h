/*
 * raster.h - SVG as what slides and print take: PNG and PDF, by librsvg and cairo.
 *
 * The library is loaded when it is first needed: with all that it brings it takes 25 ms, which
 * every other run, and every layout worker, would pay. Text is set in the fonts of this machine.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum RasterFormat { RASTER_PNG, RASTER_PDF } RasterFormat;

typedef struct Raster {
    RasterFormat format;
    double scale; /* pixels of a PNG for each of the SVG's CSS pixels; a PDF is larger by it */
    const char *title;
    const char *date; /* of a PDF, "2026-01-04T00:00:00Z": not the clock's; NULL: none known */
} Raster;

/* Returns the largest scale at which the format can hold an SVG of this size (CSS pixels). A PNG is
 * drawn by cairo, on at most 32767 pixels a side, and has no more than 100 million in all; a PDF's
 * page has at most 14400 points a side (ISO 32000-1, Annex C.2), more than which readers cut off.
 */
double raster_scale_max(RasterFormat format, double width, double height);

/* Appends the picture; false, with what went wrong in `problem` (caller frees), if that fails. */
bool raster_append(const Raster *raster, const GString *svg, GString *out, char **problem);
