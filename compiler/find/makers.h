/*
 * makers.h - who makes what.
 */
#pragma once

#include "model/kb.h"

/* What a slot `maker` names, with what names it. */
typedef struct Maker {
    const Entry *entry;
    const Entry **makes; /* itself, then its products, their variants behind each; no drafts */
    size_t count;
} Maker;

typedef struct Makers {
    Maker *items; /* by the makers' index among entries */
    size_t count;
} Makers;

Makers makers_find(const Kb *kb, Arena *arena);

/* Returns what the entry makes, or NULL: nothing. */
const Maker *makers_get(const Makers *makers, const Entry *entry);
