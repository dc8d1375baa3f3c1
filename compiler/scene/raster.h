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

/* The most pixels that a PNG may have. */
#define RASTER_PIXELS_MAX 100e6

typedef struct Raster {
    RasterFormat format;
    unsigned width; /* in CSS pixels; 0: as wide as the SVG */
    double scale;   /* pixels of a PNG for each CSS pixel; a PDF is larger by it */
    const char *title;
    const char *date; /* of a PDF, "2026-01-04T00:00:00Z": not the clock's; NULL: none known */
} Raster;

/* Appends the picture; false, with what went wrong in `problem` (caller frees), if that fails. */
bool raster_append(const Raster *raster, const GString *svg, GString *out, char **problem);
