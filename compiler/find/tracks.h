/*
 * tracks.h - a maker's track record: what became of its plans, and by how much they moved.
 *
 * What counts as kept, slipped or overdue is plans.h's to say, so that "What moved" and the report
 * count the same. By how much is an interval, as dates are vague, and is told only where there are
 * enough plans: of the middle one of all, between the middle of the least and that of the most that
 * each can be.
 */
#pragma once

#include "find/makers.h"
#include "find/plans.h"

enum { TRACK_ENOUGH = 5 };

/* By how much the middle one of `count` plans differs, in days. */
typedef struct TrackAmount {
    size_t count;
    bool is_told;     /* there are TRACK_ENOUGH; else the days say nothing */
    int32_t days_min; /* INT32_MIN, INT32_MAX: open, as in Slip */
    int32_t days_max;
} TrackAmount;

typedef struct Track {
    const Maker *maker;
    size_t counts[PLAN_STATE_COUNT]; /* of its plans, its own and those for what it makes */
    size_t count;                    /* of all of them; at least one */
    size_t kept_late;                /* confirmed, but certainly later than first planned */
    TrackAmount slipped;             /* how much later than first planned: these, too */
    TrackAmount pulled_in;           /* how much earlier: negative, as in Slip */
    TrackAmount overdue;             /* for how long, at least */
} Track;

typedef struct Tracks {
    Track *items; /* by the makers' index among entries; those of whose plans nothing has become
                     yet have none */
    size_t count;
} Tracks;

/* `makers` and `plans` are borrowed. */
Tracks tracks_find(const Kb *kb, const Makers *makers, const Plans *plans, Arena *arena);

/* Returns the track record of an entry, or NULL: it has none. */
const Track *tracks_get(const Tracks *tracks, const Entry *entry);
