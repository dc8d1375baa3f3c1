/*
 * agenda.h - milestones as a calendar has them: which days, how certain, the how-manieth word.
 *
 * An event stands on all days on which it may be. Of a date that is open, "2027 or later", nobody
 * knows all of them: it stands on those of the end that is named, 2027.
 */
#pragma once

#include "find/makers.h"
#include "find/plans.h"

typedef enum AgendaState {
    AGENDA_TENTATIVE, /* to come, or nobody says what became of it */
    AGENDA_CONFIRMED, /* it happened */
    AGENDA_CANCELLED, /* nothing will come of it any more, or a later step has passed it */
} AgendaState;

typedef struct AgendaItem {
    const Plan *plan;
    const Edtf *date; /* that stands for it */
    Day first;        /* AGENDA_FIRST to AGENDA_LAST, none open */
    Day last;
    bool is_open; /* the date is: there may be other days */
    AgendaState state;
    unsigned revision; /* plan_revisions() */
    Day told;          /* when the last word was said; else the base's as-of date */
} AgendaItem;

/* What calendars and feeds can say: years of four digits, and there is a next day. */
#define AGENDA_FIRST edtf_day(1, 1, 1)
#define AGENDA_LAST edtf_day(9999, 12, 30)

typedef struct Agenda {
    AgendaItem *items; /* of drafts there are none */
    size_t count;
    const AgendaItem **by_date;      /* the same, the first day first, then the last one */
    const AgendaItem **by_milestone; /* by the milestones' index; NULL: it has no date to show */
} Agenda;

Agenda agenda_make(const Kb *kb, const Plans *plans, Arena *arena);

/* Is there anything to say of the entry, or of what a maker makes? Was anything ever planned? */
bool agenda_has_entry(const Agenda *agenda, const Entry *entry);
bool agenda_has_maker(const Agenda *agenda, const Maker *maker);
bool agenda_has_plan(const Agenda *agenda, const Entry *entry);
