#include "page/milestones.h"
#include "model/anchors.h"

#include "find/findings.h"
#include "find/plan_words.h"
#include "page/statement.h"
#include "words/edtf_describe.h"
#include "words/slip_words.h"

#include <string.h>

/* What became of a plan. */

static void put_step(PageContext *page, View *steps, const Slip *slip)
{
    const Edtf *from = slip->from->value.date;
    const Edtf *to = slip->to->value.date;
    View *step = view_append_map(page->arena, steps);
    view_put_text(page->arena, step, "from", edtf_describe(page->words, from, page->arena));
    view_put_text(page->arena, step, "to", edtf_describe(page->words, to, page->arena));
    view_put_text(page->arena, step, "slip", slip_words(page->words, from, to, page->arena));
}

/* Was it given up in so many words, rather than with its subject? */
static bool is_cancelled_itself(const Plan *plan)
{
    return plan->state == PLAN_CANCELLED && plan->settled_by == NULL;
}

void milestones_say_when(const PageContext *page, View *map, const Plan *plan, const Claim *claim)
{
    View *status = (View *)view_get(map, "status");
    if (is_cancelled_itself(plan) && claim->status == STATUS_CANCELLED && status->kind == VIEW_TEXT)
        status->text = plan_settled_words(page->words, page->language, plan, page->arena);
}

/* That a milestone is cancelled its status says already, unless its subject was. */
void milestones_put_plan(PageContext *page, View *map, const Plan *plan)
{
    static const char *const keys[PLAN_STATE_COUNT] = {
        [PLAN_CONFIRMED] = "plan.confirmed",
        [PLAN_SLIPPED] = "plan.slipped",
        [PLAN_PULLED_IN] = "plan.pulled_in",
        [PLAN_OVERDUE] = "plan.overdue",
    };
    const char *key = keys[plan->state];
    const char *state = key != NULL ? page_context_word(page, key) : NULL;
    if (plan_is_dropped(plan) && !is_cancelled_itself(plan))
        state = plan_settled_words(page->words, page->language, plan, page->arena);
    if (state == NULL && plan->slip_count == 0) {
        view_put_bool(page->arena, map, "plan", false);
        return;
    }
    View *told = view_put_map(page->arena, map, "plan");
    view_put_text(page->arena, told, "state", state);
    view_put_text(page->arena, told, "state_name", plan_state_name(plan->state));
    view_put_bool(page->arena, told, "dropped",
                  plan_is_dropped(plan) && !is_cancelled_itself(plan));
    View *steps = view_put_list(page->arena, told, "steps");
    for (size_t i = 0; i < plan->slip_count; i++)
        put_step(page, steps, &plan->slips[i]);
    view_put_bool(page->arena, told, "has_steps", plan->slip_count > 0);
}

static bool same_text(const Localised *a, const Localised *b)
{
    return a == b || (a != NULL && b != NULL && memcmp(a, b, sizeof *a) == 0);
}

/* What the item says as a whole, if no statement says it: the item itself, which is one where there
 * is no date, or a date's own claim. */
static void put_milestone_note(PageContext *page, View *row, const Plan *plan)
{
    const Milestone *milestone = plan->milestone;
    const bool is_apart = milestone->item != NULL && milestone->item != plan->word;
    const Localised *note = is_apart ? claim_details(milestone->item)->note : NULL;
    for (size_t i = 0; i < milestone->date_count && note != NULL; i++)
        if (same_text(claim_details(milestone->dates[i])->note, note))
            note = NULL;
    view_put_text(page->arena, row, "remark", note != NULL ? page_context_get(page, note) : NULL);
}

/* Slots of the item beside those that make it a milestone. */
static void put_milestone_fields(PageContext *page, View *row, const Milestone *milestone)
{
    static const char *const own[] = {"subject", "event", "key", "date", NULL};
    statement_put_fields(page, row, milestone->object, own);
}

static void append_date(PageContext *page, View *statements, const Plan *plan, const Claim *date)
{
    statement_append_claim(page, statements, NULL, date);
    milestones_say_when(page, statements->last, plan, date);
    view_put_bool(page->arena, statements->last, "superseded", plan_has_replaced(plan, date));
}

/* An event of which nobody says when. */
static void append_undated(PageContext *page, View *statements, const Plan *plan)
{
    statement_append_absent(page, statements, "value.no_date", plan->word);
    milestones_say_when(page, statements->last, plan, plan->word);
    view_put_bool(page->arena, statements->last, "superseded", false);
}

/* The date in force first, then the others, the latest word before older ones; at last what is no
 * longer held to be right. */
void milestones_put_dates(PageContext *page, View *row, const Plan *plan)
{
    const Milestone *milestone = plan->milestone;
    const Claim *current = plan->current;
    View *statements = view_put_list(page->arena, row, "statements");
    if (current != NULL)
        append_date(page, statements, plan, current);
    else if (milestone->date_count == 0 && plan->word != NULL)
        append_undated(page, statements, plan);
    for (int fallen = 0; fallen <= 1; fallen++)
        for (size_t i = milestone->date_count; i > 0; i--) {
            const Claim *date = milestone->dates[i - 1];
            if (date != current && claim_is_in_force(date) == (fallen == 0))
                append_date(page, statements, plan, date);
        }
    statement_finish(page, statements);
    statement_put_anchors(page, statements, anchors_milestone(page->arena, milestone));
}

/* A key is for the compiler: readers see it only where nothing else tells two of one kind apart. */
static void put_milestone_name(PageContext *page, View *row, const Milestone *milestone)
{
    const bool told_apart =
        view_get(row, "remark")->kind != VIEW_FALSE || view_get(row, "fields")->first != NULL;
    const char *name = told_apart ? NULL : milestone->key;
    if (milestone->name != NULL)
        name = page_context_get(page, milestone->name);
    view_put_text(page->arena, row, "name", name);
}

/* Returns whether any of its dates says as of when it is. */
static bool append_milestone(PageContext *page, View *rows, const Plan *plan)
{
    const Milestone *milestone = plan->milestone;
    View *row = view_append_map(page->arena, rows);
    view_put_text(page->arena, row, "title", page_context_get(page, &milestone->event->title));
    const Entry *entry = milestone->entry;
    view_put_text(page->arena, row, "path", entry != NULL ? site_path(page->site, entry) : NULL);
    view_put_text(page->arena, row, "span",
                  milestone->date_count > 1 ? page_context_number(page, milestone->date_count)
                                            : NULL);
    milestones_put_dates(page, row, plan);
    put_milestone_note(page, row, plan);
    put_milestone_fields(page, row, milestone);
    put_milestone_name(page, row, milestone);
    milestones_put_plan(page, row, plan);
    const Conflicts *conflicts = &page->site->kb->findings->conflicts;
    statement_put_conflict(page, row, conflicts_of_milestone(conflicts, milestone));
    return statement_any_dated(view_get(row, "statements"));
}

/* The tables of milestones: what happened, what is to come, and what was given up or passed. */
typedef enum Fate { FATE_HAPPENED, FATE_PLANNED, FATE_DROPPED, FATE_COUNT } Fate;

static Fate plan_fate(const Plan *plan)
{
    if (plan_is_dropped(plan))
        return FATE_DROPPED;
    return plan->is_ahead ? FATE_PLANNED : FATE_HAPPENED;
}

static View *append_table(PageContext *page, View *tables, Fate fate)
{
    static const char *const titles[FATE_COUNT] = {[FATE_HAPPENED] = "entry.happened",
                                                   [FATE_PLANNED] = "entry.planned",
                                                   [FATE_DROPPED] = "entry.dropped"};
    View *table = view_append_map(page->arena, tables);
    view_put_text(page->arena, table, "title", page_context_word(page, titles[fate]));
    view_put_bool(page->arena, table, "plans", fate == FATE_PLANNED);
    view_put_bool(page->arena, table, "settled", fate == FATE_DROPPED);
    return table;
}

static void put_milestone_table(PageContext *page, View *tables, const Entry *entry, Fate fate)
{
    View *table = NULL;
    View *rows = NULL;
    bool dated = false;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Plan *plan = findings_plan(page->site->kb->findings, entry->milestones[i]);
        if (plan_fate(plan) != fate)
            continue;
        if (table == NULL) {
            table = append_table(page, tables, fate);
            rows = view_put_list(page->arena, table, "rows");
        }
        dated |= append_milestone(page, rows, plan);
    }
    if (table != NULL)
        view_put_bool(page->arena, table, "dated", dated);
}

void milestones_put(PageContext *page, const Entry *entry)
{
    View *tables = view_put_list(page->arena, page->root, "milestone_tables");
    for (int fate = 0; fate < FATE_COUNT; fate++)
        put_milestone_table(page, tables, entry, (Fate)fate);
    view_put_bool(page->arena, page->root, "has_milestones", tables->first != NULL);
}
