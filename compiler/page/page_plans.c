/* What moved: what became of the plans of the whole knowledge base. */
#include "find/told.h"
#include "model/anchors.h"
#include "model/place.h"
#include "page/feeds.h"
#include "page/milestones.h"
#include "page/pager.h"
#include "page/pages.h"
#include "page/statement.h"
#include "page/statement_about.h"
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

static void put_last_word(PageContext *page, View *row, const Plan *plan)
{
    View *statements = view_put_list(page->arena, row, "last_word");
    if (plan->current != NULL)
        statement_append_claim(page, statements, NULL, plan->current);
    else if (plan->word != NULL)
        statement_append_absent(page, statements, "value.no_date", plan->word);
    if (statements->last != NULL)
        milestones_say_when(page, statements->last, plan,
                            plan->current != NULL ? plan->current : plan->word);
    statement_finish(page, statements);
}

/* Since when it says what is known, for the time machine; FALSE: since ever. */
static void put_known(PageContext *page, View *row, Day day)
{
    view_put_text(page->arena, row, "known", told_day_text(page->arena, day));
}

static void append_plan(PageContext *page, View *rows, const Plan *plan)
{
    const Milestone *milestone = plan->milestone;
    const Claim *first = plan->first;
    const Claim *last = plan->current;
    View *row = view_append_map(page->arena, rows);
    page_context_put_entry(page, row, milestone->subject);
    view_put_text(page->arena, row, "anchor", anchors_milestone(page->arena, milestone));
    view_put_text(page->arena, row, "event", page_context_event(page, milestone));
    put_word(page, row, "first_word", first != last ? first : NULL);
    put_last_word(page, row, plan);
    view_put_text(page->arena, row, "slip", compare_words(page, first, last));
    milestones_put_plan(page, row, plan);
    statement_put_sources(page, row, "settled_cites", plan->settled_by);
    view_put_bool(page->arena, row, "is_winding", plan->slip_count > 1);
    put_known(page, row, plan_known_since(plan));
}

/* Puts which columns a group has, the same on all of its pages: those that are not empty. */
static void put_columns(PageContext *page, View *group, const Plan *const *plans, size_t count)
{
    bool has_slips = false;
    bool has_firsts = false;
    for (size_t i = 0; i < count && !(has_slips && has_firsts); i++) {
        const Plan *plan = plans[i];
        has_firsts |= plan->first != NULL && plan->first != plan->current;
        has_slips |=
            plan->slip_count > 0 || compare_words(page, plan->first, plan->current) != NULL;
    }
    view_put_bool(page->arena, group, "has_slips", has_slips);
    view_put_bool(page->arena, group, "has_firsts", has_firsts);
}

/* Appends what the part has of the plans of one state, which begin at `plans`, after `before`
 * others. */
static void append_group(PageContext *page, View *groups, PlanState state, const Plan *const *plans,
                         const ListPart *part, size_t before)
{
    const size_t count = page->site->kb->findings->moves.counts[state];
    const SectionCut cut = list_part_cut(part, before, count);
    if (count == 0 || (cut.first == cut.end && part->number > 0))
        return;
    View *group = view_append_map(page->arena, groups);
    view_put_text(page->arena, group, "name", STATE_KEYS[state]);
    view_put_text(page->arena, group, "heading", page_context_word(page, HEADINGS[state]));
    view_put_text(page->arena, group, "lead", page_context_word(page, LEADS[state]));
    view_put_text(page->arena, group, "count", page_context_count(page, count));
    pager_put_elsewhere(page, group, "elsewhere", part, before, count);
    View *rows = view_put_list(page->arena, group, "rows");
    for (size_t i = cut.first; i < cut.end; i++)
        append_plan(page, rows, plans[i]);
    view_put_bool(page->arena, group, "has_rows", cut.first < cut.end);
    view_put_bool(page->arena, group, "has_corrections", false);
    put_columns(page, group, plans, count);
}

/* --- corrections --- */

static void put_corrected(PageContext *page, View *row, const char *key, const Slot *slot,
                          const Claim *claim)
{
    View *statements = view_put_list(page->arena, row, key);
    if (claim != NULL)
        statement_append_claim(page, statements, slot, claim);
    statement_finish(page, statements);
}

static void append_correction(PageContext *page, View *rows, const Correction *correction)
{
    const Slot *slot = correction->slot;
    View *row = view_append_map(page->arena, rows);
    page_context_put_entry(page, row, correction->entry);
    const bool is_shown = correction->from->enclosing == NULL && place_of_slot(slot) == PLACE_TABLE;
    view_put_text(page->arena, row, "anchor", is_shown ? slot->name : NULL);
    view_put_text(
        page->arena, row, "what",
        page_context_get(page, correction->what != NULL ? &correction->what->title : &slot->title));
    put_corrected(page, row, "from", slot, correction->from);
    put_corrected(page, row, "to", slot, correction->to);
    put_known(page, row, correction_known_since(correction));
}

/* What sources have taken back, behind what became of plans. */
static void append_corrections(PageContext *page, View *groups, const ListPart *part, size_t before)
{
    const Corrections *corrections = &page->site->kb->findings->corrections;
    const SectionCut cut = list_part_cut(part, before, corrections->count);
    if (corrections->count == 0 || (cut.first == cut.end && part->number > 0))
        return;
    View *group = view_append_map(page->arena, groups);
    view_put_text(page->arena, group, "name", "corrected");
    view_put_text(page->arena, group, "heading", page_context_word(page, "plans.corrected"));
    view_put_text(page->arena, group, "lead", page_context_word(page, "plans.corrected_lead"));
    view_put_text(page->arena, group, "count", page_context_count(page, corrections->count));
    pager_put_elsewhere(page, group, "elsewhere", part, before, corrections->count);
    View *rows = view_put_list(page->arena, group, "corrections");
    for (size_t i = cut.first; i < cut.end; i++)
        append_correction(page, rows, &corrections->items[i]);
    view_put_bool(page->arena, group, "has_rows", false);
    view_put_bool(page->arena, group, "has_corrections", rows->first != NULL);
}

void page_fill_plans(PageContext *page, const void *subject)
{
    const ListPart *part = subject;
    reads_note_whole(page->site->reads, READ_ALL);
    const Moves *moves = &page->site->kb->findings->moves;
    pager_begin(page, part,
                &(PageHead){.heading = page_context_word(page, "plans.title"),
                            .description = page_context_word(page, "plans.lead")},
                pager_range_of_numbers);
    feeds_put_all(page);
    View *groups = view_put_list(page->arena, page->root, "groups");
    size_t before = 0;
    for (size_t i = 0; i < MOVES_STATE_COUNT; i++) {
        const PlanState state = MOVES_STATES[i];
        append_group(page, groups, state, moves->items + before, part, before);
        before += moves->counts[state];
    }
    append_corrections(page, groups, part, before);
    view_put_bool(page->arena, page->root, "has_groups", groups->first != NULL);
    page_context_put_today(page, page->root, groups->first != NULL);
    page_context_put_sources(page);
}
