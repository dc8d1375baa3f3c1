#include "find/schedule.h"

#include <stdlib.h>
#include <string.h>

static const Edtf *planned_date(const Plan *plan)
{
    return plan->word->value.kind == VALUE_DATE ? plan->word->value.date : NULL;
}

static ScheduleKind kind_of(const Plan *plan)
{
    const Edtf *date = planned_date(plan);
    if (plan->state == PLAN_OVERDUE)
        return SCHEDULE_OVERDUE;
    if (date == NULL)
        return SCHEDULE_UNDATED;
    return date->latest == DAY_OPEN_FUTURE ? SCHEDULE_OPEN : SCHEDULE_QUARTER;
}

/* By the last day, then the more exact first; what is open by its first day. */
static int compare_dates(const Edtf *a, const Edtf *b)
{
    if (a->latest != b->latest)
        return a->latest < b->latest ? -1 : 1;
    if (a->earliest == b->earliest)
        return 0;
    const bool is_later = a->earliest > b->earliest;
    return is_later == (a->latest != DAY_OPEN_FUTURE) ? -1 : 1;
}

static int compare_plans(const void *left, const void *right)
{
    const Plan *a = *(const Plan *const *)left;
    const Plan *b = *(const Plan *const *)right;
    const ScheduleKind kind = kind_of(a);
    if (kind != kind_of(b))
        return kind < kind_of(b) ? -1 : 1;
    const Edtf *date = planned_date(a);
    const int order = date != NULL ? compare_dates(date, planned_date(b)) : 0;
    return order != 0 ? order : strcmp(a->milestone->id, b->milestone->id);
}

/* --- groups --- */

/* Quarters from the year 0 on, by number. */
static int quarter_of(const Plan *plan)
{
    int year, month, day;
    edtf_split_day(planned_date(plan)->latest, &year, &month, &day);
    return year * 4 + (month - 1) / 3;
}

static const Edtf *quarter_date(int number, Arena *arena)
{
    enum { IN_YEAR = 4, MONTHS = 3 };
    const int part = (number % IN_YEAR + IN_YEAR) % IN_YEAR;
    const int year = (number - part) / IN_YEAR;
    Edtf *date = arena_new0(arena, Edtf, 1);
    date->text = arena_printf(arena, "%d-Q%d", year, part + 1);
    date->length = (uint8_t)strlen(date->text);
    date->precision = EDTF_QUARTER;
    date->earliest = edtf_day(year, part * MONTHS + 1, 1);
    date->latest = (part == IN_YEAR - 1 ? edtf_day(year + 1, 1, 1)
                                        : edtf_day(year, (part + 1) * MONTHS + 1, 1)) -
                   1;
    return date;
}

static bool belong_together(const Plan *a, const Plan *b)
{
    return kind_of(a) == kind_of(b) &&
           (kind_of(a) != SCHEDULE_QUARTER || quarter_of(a) == quarter_of(b));
}

static void add_group(Schedule *schedule, size_t first, Arena *arena)
{
    const Plan *plan = schedule->items[first];
    const ScheduleKind kind = kind_of(plan);
    schedule->groups[schedule->group_count++] = (ScheduleGroup){
        .kind = kind,
        .quarter = kind == SCHEDULE_QUARTER ? quarter_date(quarter_of(plan), arena) : NULL,
        .first = first,
    };
}

Schedule schedule_make(const Events *events, Arena *arena)
{
    Schedule schedule = {.items = arena_new0(arena, const Plan *, events->ahead_count),
                         .count = events->ahead_count,
                         .groups = arena_new0(arena, ScheduleGroup, events->ahead_count)};
    if (schedule.count == 0)
        return schedule;
    memcpy(schedule.items, events->ahead, schedule.count * sizeof *schedule.items);
    qsort(schedule.items, schedule.count, sizeof *schedule.items, compare_plans);
    for (size_t i = 0; i < schedule.count; i++) {
        if (i == 0 || !belong_together(schedule.items[i - 1], schedule.items[i]))
            add_group(&schedule, i, arena);
        schedule.groups[schedule.group_count - 1].count++;
    }
    return schedule;
}

size_t schedule_count_ahead(const Schedule *schedule)
{
    const ScheduleGroup *last = schedule->groups + schedule->group_count;
    const bool has_overdue = schedule->group_count > 0 &&
                             schedule->groups[schedule->group_count - 1].kind == SCHEDULE_OVERDUE;
    return has_overdue ? last[-1].first : schedule->count;
}
