/*
 * slides_size.h - how large pictures by themselves are; inside slides.c's `dieline diagram`.
 *
 * --width and --scale mean the same for SVG, PNG and PDF: a picture is as wide as asked for, or as
 * drawn, and that times the scale. Without either a PNG is twice as large as drawn, since screens
 * have pixels enough, or as large as it can be.
 */
#pragma once

#include "emit/slides.h"

/* Has the format a size? */
bool slide_has_size(SlideFormat format);

/* How many times as large as drawn the picture will be. */
double slide_scale(const SlideOptions *options, SlideFormat format, const Scene *scene);

/* Returns what to say if the picture is too large for the format at the size that is asked for,
 * with one that it can have; NULL: it is not, or no size is asked for. Caller frees. */
char *slide_size_problem(const SlideOptions *options, SlideFormat format, const Picture *picture);

/* Returns what to say if the picture is smaller than without need; NULL: it is not. Caller frees.
 */
char *slide_size_note(const SlideOptions *options, SlideFormat format, const Picture *picture);
