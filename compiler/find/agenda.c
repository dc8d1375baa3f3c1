#include "find/agenda.h"

#include "find/told.h"

#include <stdlib.h>
#include <string.h>

/* --- days --- */

/* The end of an open date that is named. */
static bool named_days(const Edtf *date, Edtf *named)
{
    if (date->earliest != DAY_OPEN_PAST && date->latest != DAY_OPEN_FUTURE) {
        *named = *date;
        return true;
    }
    return edtf_end(date, date->earliest != DAY_OPEN_PAST ? EDTF_FIRST : EDTF_LAST, named);
}

static bool fill_days(AgendaItem *item)
{
    Edtf named;
    if (!named_days(item->date, &named))
        return false;
    item->first = named.earliest;
    item->last = named.latest;
    item->is_open = item->date->earliest == DAY_OPEN_PAST || item->date->latest == DAY_OPEN_FUTURE;
    return item->first >= AGENDA_FIRST && item->last <= AGENDA_LAST;
}

/* --- words --- */

static AgendaState find_state(const Plan *plan)
{
    if (plan_is_dropped(plan))
        return AGENDA_CANCELLED;
    return plan_has_happened(plan) ? AGENDA_CONFIRMED : AGENDA_TENTATIVE;
}

static Day find_told(const Kb *kb, const Plan *plan)
{
    Day told = 0;
    Day settled;
    if (!claim_told_day(kb, plan->word, &told) && kb->has_as_of)
        told = told_day(kb, &kb->as_of);
    if (claim_told_day(kb, plan->settled_by, &settled))
        told = MAX(told, settled);
    return CLAMP(told, AGENDA_FIRST, AGENDA_LAST);
}

static bool fill_item(const Kb *kb, const Plan *plan, AgendaItem *item)
{
    const Claim *shown = plan_shown_date(plan);
    if (shown == NULL || plan->word == NULL || plan->milestone->subject->draft)
        return false;
    *item = (AgendaItem){.plan = plan, .date = shown->value.date};
    if (!fill_days(item))
        return false;
    item->state = find_state(plan);
    item->revision = plan_revisions(plan);
    item->told = find_told(kb, plan);
    return true;
}

/* --- all of them --- */

static int compare_items(const void *left, const void *right)
{
    const AgendaItem *a = *(const AgendaItem *const *)left;
    const AgendaItem *b = *(const AgendaItem *const *)right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->last != b->last)
        return a->last < b->last ? -1 : 1;
    return strcmp(a->plan->milestone->id, b->plan->milestone->id);
}

Agenda agenda_make(const Kb *kb, const Plans *plans, Arena *arena)
{
    Agenda agenda = {.items = arena_new0(arena, AgendaItem, plans->count),
                     .by_date = arena_new0(arena, const AgendaItem *, plans->count),
                     .by_milestone = arena_new0(arena, const AgendaItem *, plans->count)};
    for (size_t i = 0; i < plans->count; i++) {
        AgendaItem *item = &agenda.items[agenda.count];
        if (!fill_item(kb, &plans->items[i], item))
            continue;
        agenda.by_milestone[plans->items[i].milestone->index] = item;
        agenda.by_date[agenda.count++] = item;
    }
    if (agenda.count > 0)
        qsort(agenda.by_date, agenda.count, sizeof *agenda.by_date, compare_items);
    return agenda;
}

bool agenda_has_entry(const Agenda *agenda, const Entry *entry)
{
    for (size_t i = 0; i < entry->milestone_count; i++)
        if (agenda->by_milestone[entry->milestones[i]->index] != NULL)
            return true;
    return false;
}

bool agenda_has_maker(const Agenda *agenda, const Maker *maker)
{
    for (size_t i = 0; i < maker->count; i++)
        if (agenda_has_entry(agenda, maker->makes[i]))
            return true;
    return false;
}

bool agenda_has_plan(const Agenda *agenda, const Entry *entry)
{
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const AgendaItem *item = agenda->by_milestone[entry->milestones[i]->index];
        if (item != NULL && (item->plan->state != PLAN_NONE || item->plan->is_ahead))
            return true;
    }
    return false;
}
