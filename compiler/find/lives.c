#include "find/lives.h"

#include <string.h>

/* What ends an entry, or is past its plans: an event of its own, or a stage. */
typedef struct Ending {
    const EnumValue *how;
    const Claim *claim;
    const Milestone *milestone; /* NULL: a stage */
    const Edtf *told;           /* when it was said; NULL: nobody knows */
} Ending;

/* The entry at work. */
typedef struct Life {
    const Entry *entry;
    Plan *plans;        /* of all milestones, by index */
    GArray *endings;    /* of Ending */
    GArray *stages;     /* of Ending: how far it has come */
    GHashTable *by_key; /* a milestone's key, "": none -> GPtrArray of Plan */
} Life;

static Plan *plan_of(const Life *life, size_t index)
{
    return &life->plans[life->entry->milestones[index]->index];
}

static bool is_unsettled(const Plan *plan)
{
    return plan->word != NULL && (plan->is_ahead || !status_is_fact(plan->word->status)) &&
           plan->state != PLAN_CANCELLED && plan->state != PLAN_PASSED;
}

/* --- what ends it --- */

/* Of the entry, or of its base: with a product all of its variants end. */
static void add_events(Life *life, const Entry *entry)
{
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        const Plan *plan = &life->plans[milestone->index];
        if (!milestone->event->ends || !plan_has_happened(plan))
            continue;
        const Ending ending = {milestone->event, plan->word, milestone, plan->word->as_of};
        g_array_append_val(life->endings, ending);
    }
}

static bool is_stage(const Claim *claim)
{
    return claim->value.kind == VALUE_CHOICE && claim_is_in_force(claim) &&
           status_is_fact(claim->status);
}

/* Has a later word of the stage brought it back? */
static bool is_revived(const Claims *stages, const Claim *end)
{
    for (size_t i = 0; i < stages->count; i++) {
        const Claim *claim = &stages->items[i];
        if (is_stage(claim) && !claim->value.choice->ends && claim->as_of != NULL &&
            end->as_of != NULL && edtf_compare(claim->as_of, end->as_of) == EDTF_AFTER)
            return true;
    }
    return false;
}

static void add_stage(Life *life, const Claims *claims, const Claim *claim)
{
    const EnumValue *stage = claim->value.choice;
    const Ending ending = {stage, claim, NULL, claim->as_of};
    if (!stage->ends)
        g_array_append_val(life->stages, ending);
    else if (!is_revived(claims, claim))
        g_array_append_val(life->endings, ending);
}

static void add_stages(Life *life)
{
    const Object *object = &life->entry->object;
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        for (size_t k = 0; claims->slot->range == RANGE_ENUM && k < claims->count; k++) {
            if (is_stage(&claims->items[k]))
                add_stage(life, claims, &claims->items[k]);
        }
    }
}

/* --- what it settles --- */

/* Is the plan a younger word than that of the end of its subject? Then it lives on. */
static bool is_younger(const Plan *plan, const Ending *ending)
{
    return ending->told != NULL && plan->word->as_of != NULL &&
           edtf_compare(plan->word->as_of, ending->told) == EDTF_AFTER;
}

static bool is_older(const Plan *plan, const Ending *ending)
{
    return plan->word->as_of == NULL ||
           (ending->told != NULL && edtf_compare(plan->word->as_of, ending->told) == EDTF_BEFORE);
}

/* An end with a key is that of one of several; and a plan with a key of its own, told at the same
 * time, may well be that of a return. */
static bool concerns(const Plan *plan, const Ending *ending)
{
    const char *key = ending->milestone != NULL ? ending->milestone->key : NULL;
    if (g_strcmp0(key, plan->milestone->key) == 0)
        return true;
    return key == NULL && is_older(plan, ending);
}

static bool ends_plan(const Plan *plan, const Ending *ending)
{
    const Milestone *milestone = plan->milestone;
    return ending->milestone != milestone &&
           !enum_value_names(milestone->event, "survives", ending->how) &&
           !enum_value_names(milestone->event, "passed_by", ending->how) &&
           concerns(plan, ending) && !is_younger(plan, ending);
}

static void settle(Plan *plan, PlanState state, const Claim *by, const Milestone *milestone)
{
    plan->state = state;
    plan->is_ahead = false;
    plan->settled_by = by;
    plan->settling = milestone;
}

static bool settle_by_ending(const Life *life, Plan *plan)
{
    for (guint i = 0; i < life->endings->len; i++) {
        const Ending *ending = &g_array_index(life->endings, Ending, i);
        if (!ends_plan(plan, ending))
            continue;
        settle(plan, PLAN_CANCELLED, ending->claim, ending->milestone);
        return true;
    }
    return false;
}

/* Is the plan for a day certainly behind that of the step? */
static bool is_behind(const Plan *plan, const Plan *step)
{
    const Claim *date = plan->current;
    return date != NULL && date->value.kind == VALUE_DATE && step->word->value.kind == VALUE_DATE &&
           edtf_compare(date->value.date, step->word->value.date) == EDTF_AFTER;
}

/* A step that can only come later, but is dated before the plan, contradicts it: check/ says so.
 * What has made the plan pointless needs no order. */
static bool is_passed_by(const Plan *plan, const Plan *step)
{
    const EnumValue *event = plan->milestone->event;
    if (!plan_has_happened(step))
        return false;
    return enum_value_names(event, "passed_by", step->milestone->event) ||
           (event_comes_after(step->milestone->event, event) && !is_behind(plan, step));
}

/* Whatever is planned for a day behind the word of the stage contradicts it. With a key it is one
 * of several, of which the stage says nothing. */
static bool is_at_stage(const Plan *plan, const Ending *stage)
{
    const Claim *date = plan->current;
    const bool is_behind_it = date != NULL && date->value.kind == VALUE_DATE &&
                              stage->told != NULL &&
                              edtf_compare(date->value.date, stage->told) == EDTF_AFTER;
    return enum_value_names(stage->how, "passes", plan->milestone->event) && !is_behind_it &&
           plan->milestone->key == NULL && !is_younger(plan, stage);
}

static void settle_by_stage(const Life *life, Plan *plan)
{
    for (guint i = 0; i < life->stages->len; i++) {
        const Ending *stage = &g_array_index(life->stages, Ending, i);
        if (!is_at_stage(plan, stage))
            continue;
        settle(plan, PLAN_PASSED, stage->claim, NULL);
        return;
    }
}

static void settle_by_step(const Life *life, Plan *plan)
{
    const char *key = plan->milestone->key != NULL ? plan->milestone->key : "";
    const GPtrArray *steps = g_hash_table_lookup(life->by_key, key);
    for (guint i = 0; i < steps->len; i++) {
        const Plan *later = steps->pdata[i];
        if (!is_passed_by(plan, later))
            continue;
        settle(plan, PLAN_PASSED, later->word, later->milestone);
        return;
    }
    settle_by_stage(life, plan);
}

static void group_by_key(Life *life)
{
    for (size_t i = 0; i < life->entry->milestone_count; i++) {
        Plan *plan = plan_of(life, i);
        const char *key = plan->milestone->key != NULL ? plan->milestone->key : "";
        GPtrArray *steps = g_hash_table_lookup(life->by_key, key);
        if (steps == NULL) {
            steps = g_ptr_array_new();
            g_hash_table_insert(life->by_key, (gpointer)key, steps);
        }
        g_ptr_array_add(steps, plan);
    }
}

void lives_settle(const Entry *entry, Plan *plans)
{
    g_autoptr(GArray) endings = g_array_new(FALSE, FALSE, sizeof(Ending));
    g_autoptr(GHashTable) by_key =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GArray) stages = g_array_new(FALSE, FALSE, sizeof(Ending));
    Life life = {entry, plans, endings, stages, by_key};
    bool any = false;
    for (size_t i = 0; i < entry->milestone_count && !any; i++)
        any = is_unsettled(plan_of(&life, i));
    if (!any)
        return;
    add_events(&life, entry);
    if (entry->base != NULL)
        add_events(&life, entry->base);
    add_stages(&life);
    group_by_key(&life);
    for (size_t i = 0; i < entry->milestone_count; i++) {
        Plan *plan = plan_of(&life, i);
        if (is_unsettled(plan) && !settle_by_ending(&life, plan))
            settle_by_step(&life, plan);
    }
}

/* --- what else is known --- */

static const Plan *later_of(const Plan *best, const Plan *plan)
{
    if (best == NULL)
        return plan;
    return edtf_sort(plan->current->value.date, best->current->value.date) > 0 ? plan : best;
}

static bool is_dated_event(const Plan *plan)
{
    return plan_has_happened(plan) && plan->word->value.kind == VALUE_DATE && plan->current != NULL;
}

const Plan *plan_later_event(const Plans *plans, const Plan *plan)
{
    const Entry *entry = plan->milestone->subject;
    const Plan *best = NULL;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Plan *other = plans_get(plans, entry->milestones[i]);
        if (other != plan && is_dated_event(other) &&
            edtf_compare(other->current->value.date, plan->current->value.date) == EDTF_AFTER)
            best = later_of(best, other);
    }
    return best;
}

static bool is_containment(const Slot *slot)
{
    return slot->known == SLOT_INTEGRATES || slot->known == SLOT_COMPOSED_OF ||
           slot->known == SLOT_PACKAGED_WITH;
}

const Plan *plan_use_event(const Plans *plans, const Plan *plan, const Entry **user)
{
    const Entry *entry = plan->milestone->subject;
    const Plan *first = NULL;
    for (size_t i = 0; i < entry->backlink_count; i++) {
        const Entry *from = entry->backlinks[i].from;
        for (size_t k = 0;
             is_containment(entry->backlinks[i].slot) && !from->draft && k < from->milestone_count;
             k++) {
            const Plan *other = plans_get(plans, from->milestones[k]);
            if (!is_dated_event(other) || (first != NULL && later_of(first, other) == other))
                continue;
            first = other;
            *user = from;
        }
    }
    return first;
}
