/*
 * schedule.h - all that is planned, in the order in which it must have come about.
 *
 * A plan stands in the quarter in which its last day falls: "2026" may be in any of four, and is
 * late after the last of them. What is overdue stands apart, and so does what has no last day.
 */
#pragma once

#include "find/events.h"

typedef enum ScheduleKind {
    SCHEDULE_QUARTER, /* its last day is in one */
    SCHEDULE_OPEN,    /* "2027 or later" */
    SCHEDULE_UNDATED,
    SCHEDULE_OVERDUE,
} ScheduleKind;

typedef struct ScheduleGroup {
    ScheduleKind kind;
    const Edtf *quarter; /* SCHEDULE_QUARTER; else NULL */
    size_t first;        /* of the schedule's plans */
    size_t count;        /* at least one */
} ScheduleGroup;

typedef struct Schedule {
    const Plan **items; /* by group, then by their last days, the more exact first */
    size_t count;
    ScheduleGroup *groups; /* quarters in their order, then the other kinds in theirs */
    size_t group_count;
} Schedule;

/* Everything lives in `arena`; `events` are borrowed. */
Schedule schedule_make(const Events *events, Arena *arena);

/* How many of the plans are not overdue? They come first. */
size_t schedule_count_ahead(const Schedule *schedule);
