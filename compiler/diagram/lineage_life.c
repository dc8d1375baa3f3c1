/* How long entries lasted: from the date that a diagram takes for their beginning to their end. */
#include "diagram/lineage.h"
#include "diagram/status_look.h"
#include "find/findings.h"

#include <string.h>

/* Events that end an entry, and steps on the way to that or behind it, are no beginning. */
static bool may_begin(const EnumValue *event)
{
    static const char *const late[] = {"passed_by", "survives"};
    for (size_t i = 0; i < event->annotation_count; i++)
        for (size_t k = 0; k < G_N_ELEMENTS(late); k++)
            if (strcmp(event->annotations[i].name, late[k]) == 0)
                return false;
    return !event->ends;
}

/* The first of its ends that a date is known for. */
static const Plan *find_end(const Drawing *drawing, const Entry *entry)
{
    const Plan *first = NULL;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Plan *plan = findings_plan(drawing->kb->findings, entry->milestones[i]);
        if (plan->milestone->event->ends && plan_has_date(plan) &&
            (first == NULL || edtf_sort(plan->current->value.date, first->current->value.date) < 0))
            first = plan;
    }
    return first;
}

LifeSpan lineage_life(const Drawing *drawing, const Entry *entry)
{
    LifeSpan life = {.begin = lineage_first_milestone(drawing, entry, may_begin),
                     .end = find_end(drawing, entry),
                     .from = DAY_OPEN_PAST,
                     .from_latest = DAY_OPEN_PAST,
                     .to_earliest = DAY_OPEN_FUTURE,
                     .to = DAY_OPEN_FUTURE};
    life.is_known = life.begin != NULL || life.end != NULL;
    if (life.begin != NULL) {
        life.from = life.begin->current->value.date->earliest;
        life.from_latest = life.begin->current->value.date->latest;
    }
    if (life.end != NULL) {
        life.to_earliest = life.end->current->value.date->earliest;
        life.to = MAX(life.end->current->value.date->latest, life.from);
    }
    return life;
}

/* What a part spans. */
static LifeSpan plate_life(const Drawing *drawing, const Plate *plate)
{
    LifeSpan span = {.from = DAY_OPEN_FUTURE, .to = DAY_OPEN_PAST};
    for (size_t i = 0; i < plate->entry_count; i++) {
        const LifeSpan life = lineage_life(drawing, plate->entries[i]);
        if (!life.is_known)
            continue;
        span.is_known = true;
        span.from = MIN(span.from, life.from);
        span.to = MAX(span.to, life.to);
    }
    span.from_latest = span.from;
    span.to_earliest = span.to;
    return span;
}

void lineage_find_lives(Lineage *lineage)
{
    const Drawing *drawing = lineage->drawing;
    for (guint i = 0; i < lineage->nodes->len && drawing->diagram->on_axis; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        node->life = node->look.entry != NULL ? lineage_life(drawing, node->look.entry)
                                              : plate_life(drawing, node->look.plate);
        node->laid_out = node->life.is_known;
    }
}

const char *lineage_life_date(const Drawing *drawing, const Plan *plan)
{
    const Claim *claim = plan->current;
    return status_look_say(drawing->words, drawing->arena, drawing_date(drawing, claim->value.date),
                           claim->status);
}
