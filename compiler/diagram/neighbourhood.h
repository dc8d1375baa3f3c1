/*
 * neighbourhood.h - the small picture on an entry's page: what it is built on, and what is built on
 * it, two steps either way.
 *
 * In columns of our own, without Graphviz: there is one on every page, and it must cost next to
 * nothing. As in lineage diagrams, what others build on stands left.
 */
#pragma once

#include "diagram/picture.h"
#include "model/reads.h"

typedef struct NeighbourhoodInput {
    const Kb *kb;
    const Entry *entry;
    size_t language;
    const Words *words; /* of that language */
    Reads *reads;       /* gets what the picture shows; NULL: nobody wants to know */
} NeighbourhoodInput;

/* Appends an SVG, to stand in a page; nothing if nothing is related. */
void neighbourhood_draw(const NeighbourhoodInput *input, const SvgTarget *target, Arena *arena,
                        GString *out);
