/*
 * changes.h - what two states of a knowledge base do not say alike.
 *
 * Only what is stated is compared: what follows from it (derived numbers, what variants inherit)
 * would say every change again. Entries are the same by their ids; one that is gone is another's
 * former self if that names its id among `former_ids`, or says the same in every claim. Claims are
 * the same if they say the same, with the same status, rank, condition, sources and remarks; an
 * as-of date that only follows from a source is that source's business, and the document's
 * `source` is compared once and not with every claim that rests on it. What is left over of a slot
 * is one claim that has changed where its value, or else its sources and condition are the same.
 *
 * Milestones and figures are compared under their subject, wherever they are stated. Texts are
 * compared in the languages that both states have. Settings, schema, diagrams, pages and templates
 * are not compared.
 */
#pragma once

#include "find/findings.h"
#include "model/kb.h"

/* A claim that is new, gone, or another one. */
typedef struct ClaimChange {
    const Slot **slots; /* around it, those of the later state, and its own, the earlier one's if it
                           is gone; outermost first */
    size_t slot_count;
    const Claim *item; /* of several objects in the outermost slot the one that it is in, as in the
                          later state; NULL: it is in none of several */
    const Claim *before; /* NULL: it is new */
    const Claim *after;  /* NULL: it is gone */
} ClaimChange;

typedef struct ClaimChanges {
    ClaimChange *items;
    size_t count;
} ClaimChanges;

/* What has become of a plan. */
typedef enum PlanTurn {
    TURN_NONE,      /* only words about it have changed */
    TURN_NEW,       /* nobody had spoken of the milestone */
    TURN_GONE,      /* nobody speaks of it any more */
    TURN_SLIPPED,   /* it is planned for a time that is certainly later */
    TURN_PULLED_IN, /* certainly earlier */
    TURN_SHIFTED,   /* for another time, which may be earlier or later */
    TURN_HAPPENED,  /* settled: it came to pass */
    TURN_CANCELLED, /* settled: nothing comes of it */
    TURN_PASSED,    /* settled: a step that can only come after it has happened */
    TURN_REVIVED,   /* it was settled, and is planned again */
    TURN_COUNT
} PlanTurn;

const char *plan_turn_name(PlanTurn turn); /* "slipped", "happened", ... */

/* Is the plan settled by it? */
bool plan_turn_settles(PlanTurn turn);

/* Does it move a plan's date? */
bool plan_turn_moves(PlanTurn turn);

typedef struct EventChange {
    PlanTurn turn;
    const Milestone *milestone; /* the later state's, else the earlier one's */
    const Claim *from;          /* the dates that stood for it; NULL: none did */
    const Claim *to;
    bool has_slip; /* of a plan: `slip` is how far the second is from the first */
    Slip slip;
    ClaimChanges claims;
} EventChange;

typedef struct FigureChange {
    const Figure *figure; /* the later state's, else the earlier one's */
    bool is_new;
    bool is_gone;
    ClaimChanges claims;
} FigureChange;

typedef enum EntryTurn {
    ENTRY_CHANGED,
    ENTRY_ADDED,
    ENTRY_REMOVED,
    ENTRY_RENAMED, /* and perhaps changed, too */
    ENTRY_TURN_COUNT
} EntryTurn;

const char *entry_turn_name(EntryTurn turn); /* "changed", ... */

typedef struct EntryChange {
    EntryTurn turn;
    const Entry *before; /* NULL: it is new */
    const Entry *after;  /* NULL: it is gone; of one that was removed the one that has its id among
                            its former ones, if there is one */
    bool cites_anew;     /* the document's `source` is another one */
    ClaimChanges claims; /* its own; of an entry that is new or gone none */
    EventChange *events; /* by id */
    size_t event_count;
    FigureChange *figures; /* by measure and period, those that are gone last */
    size_t figure_count;
} EntryChange;

typedef struct Changes {
    const Kb *before;
    const Kb *after;
    EntryChange *entries; /* by id; those that are gone last */
    size_t entry_count;
    size_t counts[ENTRY_TURN_COUNT];
    const Conflict **conflicts_new; /* those that nobody lets stand */
    size_t conflict_new_count;
    const Conflict **conflicts_gone; /* of the earlier state: settled since, or let stand */
    size_t conflict_gone_count;
} Changes;

/* Compares two compiled knowledge bases, which the result points into; it lives in `arena`. Linear
 * in their claims. */
Changes *changes_find(const Kb *before, const Kb *after, Arena *arena);

/* Is nothing said otherwise? */
bool changes_is_none(const Changes *changes);

/* Returns the change of the later state's entry with that id, or of one that had it and is gone;
 * NULL: it says the same. */
const EntryChange *changes_of_entry(const Changes *changes, const char *id);
