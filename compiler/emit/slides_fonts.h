/*
 * slides_fonts.h - have the fonts of this machine all characters of pictures? Inside slides.c's
 * `dieline diagram`.
 */
#pragma once

#include "diagram/picture.h"

/* Reports font.missing, once for each package that would help. */
void slides_check_fonts(const Picture *const *pictures, size_t count, Diagnostics *diags);
