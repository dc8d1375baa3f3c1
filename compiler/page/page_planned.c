/* What is planned: everything that is to come, by the quarter in which its last day falls. */
#include "find/findings.h"
#include "find/told.h"
#include "model/anchors.h"
#include "page/feeds.h"
#include "page/milestones.h"
#include "page/pager.h"
#include "page/pages.h"
#include "page/statement.h"
#include "words/edtf_describe.h"

/* --- a row --- */

static void put_makers(PageContext *page, View *row, const Entry *entry)
{
    const Claims *claims = object_claims(&entry->object, SLOT_MAKER);
    View *list = view_put_list(page->arena, row, "makers");
    for (size_t i = 0; claims != NULL && i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        if (!claim_is_in_force(claim) || claim->value.kind != VALUE_REFERENCE ||
            claim->value.entry == NULL)
            continue;
        View *item = view_append_map(page->arena, list);
        page_context_put_entry(page, item, claim->value.entry);
    }
    view_mark_last(page->arena, list);
}

/* Is there a day after which it is late, which the date does not say itself? */
static bool has_last_day(const Claim *word)
{
    const Edtf *date = word->value.kind == VALUE_DATE ? word->value.date : NULL;
    return date != NULL && date->latest != DAY_OPEN_FUTURE && date->latest != date->earliest;
}

static void put_last_day(PageContext *page, View *row, const Claim *word)
{
    if (!has_last_day(word)) {
        view_put_bool(page->arena, row, "last_day", false);
        return;
    }
    const Day last = word->value.date->latest;
    const char *text = told_day_text(page->arena, last);
    const Edtf day = {.text = text,
                      .earliest = last,
                      .latest = last,
                      .precision = EDTF_DAY,
                      .length = (uint8_t)strlen(text)};
    page_context_put_date(page, row, "last_day", &day);
}

static void put_word(PageContext *page, View *row, const Plan *plan)
{
    View *statements = view_put_list(page->arena, row, "word");
    if (plan->word->value.kind == VALUE_DATE)
        statement_append_claim(page, statements, NULL, plan->word);
    else
        statement_append_absent(page, statements, "value.no_date", plan->word);
    statement_finish(page, statements);
}

/* Was anything else planned before, or told by the way? */
static bool has_earlier(const Plan *plan)
{
    const Milestone *milestone = plan->milestone;
    bool any = plan->slip_count > 0;
    for (size_t i = 0; i < milestone->date_count && !any; i++)
        any = plan_has_replaced(plan, milestone->dates[i]);
    return any;
}

/* What was planned before, the latest first. */
static void put_earlier(PageContext *page, View *row, const Plan *plan)
{
    const Milestone *milestone = plan->milestone;
    View *statements = view_put_list(page->arena, row, "earlier");
    for (size_t i = milestone->date_count; i > 0; i--)
        if (plan_has_replaced(plan, milestone->dates[i - 1]))
            statement_append_claim(page, statements, NULL, milestone->dates[i - 1]);
    statement_finish(page, statements);
}

static void append_plan(PageContext *page, View *rows, const Plan *plan)
{
    const Milestone *milestone = plan->milestone;
    View *row = view_append_map(page->arena, rows);
    page_context_put_entry(page, row, milestone->subject);
    view_put_text(page->arena, row, "anchor", anchors_milestone(page->arena, milestone));
    view_put_text(page->arena, row, "event", page_context_event(page, milestone));
    put_makers(page, row, milestone->subject);
    put_last_day(page, row, plan->word);
    put_word(page, row, plan);
    put_earlier(page, row, plan);
    milestones_put_plan(page, row, plan);
}

/* --- a group --- */

static const char *group_heading(const PageContext *page, const ScheduleGroup *group)
{
    static const char *const keys[] = {[SCHEDULE_OPEN] = "planned.open",
                                       [SCHEDULE_UNDATED] = "planned.undated",
                                       [SCHEDULE_OVERDUE] = "planned.overdue"};
    if (group->kind != SCHEDULE_QUARTER)
        return page_context_word(page, keys[group->kind]);
    return words_fill(page->words, "planned.quarter",
                      edtf_describe(page->words, group->quarter, page->arena), page->arena);
}

/* What its heading can be linked by: "2026-q4". */
static const char *group_name(const PageContext *page, const ScheduleGroup *group)
{
    static const char *const names[] = {
        [SCHEDULE_OPEN] = "open", [SCHEDULE_UNDATED] = "undated", [SCHEDULE_OVERDUE] = "overdue"};
    if (group->kind != SCHEDULE_QUARTER)
        return names[group->kind];
    g_autofree char *name = g_ascii_strdown(group->quarter->text, -1);
    return arena_strdup(page->arena, name);
}

static void put_columns(PageContext *page, View *group, const Plan *const *plans, size_t count)
{
    bool any_earlier = false;
    bool any_last_day = false;
    for (size_t i = 0; i < count; i++) {
        any_earlier |= has_earlier(plans[i]);
        any_last_day |= has_last_day(plans[i]->word);
    }
    view_put_bool(page->arena, group, "has_earlier", any_earlier);
    view_put_bool(page->arena, group, "has_last_days", any_last_day);
}

/* Appends what the part has of a group. */
static void append_group(PageContext *page, View *groups, const ScheduleGroup *group,
                         const ListPart *part)
{
    const Schedule *schedule = &page->site->kb->findings->schedule;
    const SectionCut cut = list_part_cut(part, group->first, group->count);
    const Plan *const *plans = (const Plan *const *)schedule->items + group->first;
    if (cut.first == cut.end)
        return;
    View *map = view_append_map(page->arena, groups);
    view_put_text(page->arena, map, "name", group_name(page, group));
    view_put_text(page->arena, map, "heading", group_heading(page, group));
    view_put_text(page->arena, map, "lead",
                  group->kind == SCHEDULE_OVERDUE ? page_context_word(page, "plans.overdue_lead")
                                                  : NULL);
    view_put_text(page->arena, map, "count", page_context_count(page, group->count));
    put_columns(page, map, plans, group->count);
    View *rows = view_put_list(page->arena, map, "rows");
    for (size_t i = cut.first; i < cut.end; i++)
        append_plan(page, rows, plans[i]);
}

/* On the first page, where a long list leads: which groups there are. */
static void put_contents(PageContext *page, const ListPart *part)
{
    const Schedule *schedule = &page->site->kb->findings->schedule;
    View *list = view_put_list(page->arena, page->root, "contents");
    for (size_t i = 0; part->number == 0 && i < schedule->group_count; i++) {
        const ScheduleGroup *group = &schedule->groups[i];
        const ListPart *with = list_part_with(part, group->first);
        View *item = view_append_map(page->arena, list);
        view_put_text(page->arena, item, "name", group_name(page, group));
        view_put_text(page->arena, item, "title", group_heading(page, group));
        view_put_text(page->arena, item, "count", page_context_count(page, group->count));
        view_put_text(page->arena, item, "path", with != part ? with->path : NULL);
    }
    view_put_bool(page->arena, page->root, "has_contents", list->first != NULL);
}

void page_fill_planned(PageContext *page, const void *subject)
{
    const ListPart *part = subject;
    const Schedule *schedule = &page->site->kb->findings->schedule;
    reads_note_whole(page->site->reads, READ_ALL);
    pager_begin(page, part,
                &(PageHead){.heading = page_context_word(page, "planned.title"),
                            .description = page_context_word(page, "planned.lead")},
                pager_range_of_numbers);
    feeds_put_all(page);
    put_contents(page, part);
    View *groups = view_put_list(page->arena, page->root, "groups");
    for (size_t i = 0; i < schedule->group_count; i++)
        append_group(page, groups, &schedule->groups[i], part);
    view_put_bool(page->arena, page->root, "has_groups", groups->first != NULL);
    page_context_put_sources(page);
}
