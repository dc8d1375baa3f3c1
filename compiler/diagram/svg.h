/*
 * svg.h - writes a scene as SVG.
 */
#pragma once

#include "diagram/scene.h"
#include "view/picture.h"

/* Appends the scene: an XML document if it stands alone, else an element to stand in a page. */
void svg_write(const Scene *scene, const SvgTarget *target, GString *out);
