/*
 * layout_series.h - the layouts of one run: once a few took too long, those behind them are given
 * up, so that a build with hundreds of graphs ends in time.
 *
 * Which are behind, their order says (that of diagrams), not the order in which threads come to
 * them: an answer counts only when no turn before it can still give it up. Safe from any thread,
 * but for new, settle and free.
 */
#pragma once

#include "layout/layout_cache.h"

#include <stddef.h>

typedef struct LayoutSeries LayoutSeries;

LayoutSeries *layout_series_new(size_t count);
void layout_series_free(LayoutSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LayoutSeries, layout_series_free)

/* The turn needs a worker: has it been given up for those before it? Later there may be more of
 * them. */
bool layout_series_gives_up(LayoutSeries *series, size_t turn);

/* Tells what became of the turn: it took too long, or it was answered. */
void layout_series_add_late(LayoutSeries *series, size_t turn);
void layout_series_add_answer(LayoutSeries *series, size_t turn, const GString *request,
                              const GString *answer);

/* After all turns: gives the turn's answer, if there is one, to the cache (which may be NULL).
 * Returns false if the turn is given up after all; what came of it does not count then. */
bool layout_series_settle(LayoutSeries *series, size_t turn, LayoutCache *cache);
