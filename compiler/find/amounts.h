/*
 * amounts.h - every amount that somebody gives for a figure, and where it stands.
 */
#pragma once

#include "model/kb.h"

typedef struct FigureAmount {
    const Figure *figure;
    const Claim *claim;   /* on `amount` */
    const Entry *entry;   /* that states it */
    const Object *object; /* that holds it: an inlined one, or the entry's own */
} FigureAmount;

typedef struct FigureAmounts {
    FigureAmount *items; /* by the stating entry's id, then in the order of the file */
    size_t count;
} FigureAmounts;

FigureAmounts figure_amounts_find(const Kb *kb, Arena *arena);
