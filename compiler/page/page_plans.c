/* What moved: what became of the plans of the whole knowledge base. */
#include "page/milestones.h"
#include "page/pages.h"
#include "page/statement.h"
#include "words/slip_words.h"

static const char *const STATE_KEYS[PLAN_STATE_COUNT] = {
    [PLAN_SLIPPED] = "slipped",     [PLAN_OVERDUE] = "overdue",     [PLAN_CANCELLED] = "cancelled",
    [PLAN_PULLED_IN] = "pulled_in", [PLAN_CONFIRMED] = "confirmed",
};

static const char *const HEADINGS[PLAN_STATE_COUNT] = {
    [PLAN_SLIPPED] = "plans.slipped",     [PLAN_OVERDUE] = "plans.overdue",
    [PLAN_CANCELLED] = "plans.cancelled", [PLAN_PULLED_IN] = "plans.pulled_in",
    [PLAN_CONFIRMED] = "plans.confirmed",
};

static const char *const LEADS[PLAN_STATE_COUNT] = {
    [PLAN_SLIPPED] = "plans.slipped_lead",     [PLAN_OVERDUE] = "plans.overdue_lead",
    [PLAN_CANCELLED] = "plans.cancelled_lead", [PLAN_PULLED_IN] = "plans.pulled_in_lead",
    [PLAN_CONFIRMED] = "plans.confirmed_lead",
};

static void put_word(PageContext *page, View *row, const char *key, const Claim *claim)
{
    View *statements = view_put_list(page->arena, row, key);
    if (claim != NULL)
        statement_append_claim(page, statements, NULL, claim);
    statement_finish(page, statements);
}

/* By how much the last word differs from the first; NULL if there is nothing to compare. */
static const char *compare_words(const PageContext *page, const Claim *first, const Claim *last)
{
    if (first == NULL || last == NULL || first == last || last->value.kind != VALUE_DATE)
        return NULL;
    return slip_words(page->words, first->value.date, last->value.date, page->arena);
}

/* What the columns of a group would be empty without. */
typedef struct PlanColumns {
    bool has_slips;
    bool has_firsts;
} PlanColumns;

static void append_plan(PageContext *page, View *rows, const Plan *plan, PlanColumns *columns)
{
    const Milestone *milestone = plan->milestone;
    const Claim *first = plan->first;
    const Claim *last = plan->current;
    View *row = view_append_map(page->arena, rows);
    page_context_put_entry(page, row, milestone->subject);
    view_put_text(page->arena, row, "anchor", milestones_anchor(milestone));
    view_put_text(page->arena, row, "event", page_context_get(page, &milestone->event->title));
    put_word(page, row, "first_word", first != last ? first : NULL);
    put_word(page, row, "last_word", last);
    const char *slip = compare_words(page, first, last);
    view_put_text(page->arena, row, "slip", slip);
    milestones_put_plan(page, row, plan);
    view_put_bool(page->arena, row, "is_winding", plan->slip_count > 1);
    columns->has_slips |= slip != NULL || plan->slip_count > 0;
    columns->has_firsts |= first != NULL && first != last;
}

/* Appends the plans of one state, which begin at `plans`. */
static void append_group(PageContext *page, View *groups, PlanState state, const Plan *const *plans)
{
    const size_t count = page->site->kb->findings->moves.counts[state];
    View *group = view_append_map(page->arena, groups);
    view_put_text(page->arena, group, "name", STATE_KEYS[state]);
    view_put_text(page->arena, group, "heading", page_context_word(page, HEADINGS[state]));
    view_put_text(page->arena, group, "lead", page_context_word(page, LEADS[state]));
    view_put_text(page->arena, group, "count", page_context_number(page, count));
    View *rows = view_put_list(page->arena, group, "rows");
    PlanColumns columns = {0};
    for (size_t i = 0; i < count; i++)
        append_plan(page, rows, plans[i], &columns);
    view_put_bool(page->arena, group, "has_slips", columns.has_slips);
    view_put_bool(page->arena, group, "has_firsts", columns.has_firsts);
}

void page_fill_plans(PageContext *page, const void *subject)
{
    (void)subject;
    reads_note_whole(page->site->reads, READ_ALL);
    const Moves *moves = &page->site->kb->findings->moves;
    page_context_begin(page, &(PageHead){.self = "what-moved",
                                         .heading = page_context_word(page, "plans.title"),
                                         .description = page_context_word(page, "plans.lead"),
                                         .listed = "what-moved"});
    View *groups = view_put_list(page->arena, page->root, "groups");
    const Plan *const *plans = moves->items;
    for (size_t i = 0; i < MOVES_STATE_COUNT; i++) {
        const PlanState state = MOVES_STATES[i];
        if (moves->counts[state] > 0)
            append_group(page, groups, state, plans);
        plans += moves->counts[state];
    }
    view_put_bool(page->arena, page->root, "has_groups", moves->count > 0);
    page_context_put_sources(page);
}
