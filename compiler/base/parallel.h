/*
 * parallel.h - a loop whose turns run on all cores.
 *
 * Turns are handed out in order, so that those that take longest should come first, and may end in
 * any; whoever calls puts results in order by the turn's index, so that the number of workers never
 * shows.
 */
#pragma once

#include "base/arena.h"

#include <stddef.h>

/* One turn. `worker` is below the `workers` given to parallel_for(); two turns that run at the same
 * time have different ones, so it can index memory that is not locked. */
typedef void (*ParallelTurn)(size_t index, unsigned worker, void *user);

/* Calls `turn` for 0 .. count-1 on at most `workers` threads (>= 1; 1: all here), then returns.
 * Where the system refuses a thread, those that there are do all. */
void parallel_for(size_t count, unsigned workers, ParallelTurn turn, void *user);

/* One of several pieces of work that know nothing of each other. */
typedef void ParallelPiece(Arena *arena, void *user);

/* Does them all on at most `workers` threads, then returns. Each has an arena of its own, which
 * `arena` adopts. */
void parallel_pieces(ParallelPiece *const *pieces, size_t count, unsigned workers, Arena *arena,
                     void *user);

/* How many workers `jobs` asks for: itself, or one a processor if it is 0. */
unsigned parallel_workers(unsigned jobs);
