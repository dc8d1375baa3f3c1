/*
 * news.h - what was told that nobody had told before, by the day on which it was told.
 *
 * Of a milestone its first word, each word that moves it, and what became of it; of other values
 * what was corrected or withdrawn. What nobody dates is no news. A plan that is overdue is so from
 * the day after its last one, or since it was told of.
 */
#pragma once

#include "find/corrections.h"
#include "find/makers.h"
#include "find/plans.h"

typedef enum NewsKind {
    NEWS_TOLD,     /* the first word of it: a plan, or that it happened */
    NEWS_MOVED,    /* a plan for another time */
    NEWS_HAPPENED, /* after it had been planned */
    NEWS_CANCELLED,
    NEWS_OVERDUE,
    NEWS_CORRECTED,
    NEWS_WITHDRAWN,
    NEWS_KIND_COUNT
} NewsKind;

const char *news_kind_name(NewsKind kind); /* "told", "moved", ... */

typedef struct News {
    NewsKind kind;
    const char *key; /* says which it is, in this base and in its later states; unique */
    const Entry *entry;
    const Plan *plan;      /* of a milestone; else NULL */
    const EnumValue *what; /* the event, or of a figure's amount the measure; else NULL */
    const Slot *slot;      /* that was corrected or withdrawn; else NULL */
    const Claim *before;   /* the word that it replaces; NULL: none */
    const Claim *word;     /* NULL: nothing is said instead */
    Day told;              /* AGENDA_FIRST to AGENDA_LAST */
} News;

typedef struct NewsList {
    News *items; /* the newest first */
    size_t count;
    const News **by_entry; /* the same, those of an entry together */
    size_t *firsts;        /* by entry's index: its first one there, where the next one's begin */
} NewsList;

/* Plans and corrections are borrowed. */
NewsList news_find(const Kb *kb, const Plans *plans, const Corrections *corrections, Arena *arena);

/* Returns the newest of what a maker makes (NULL: of all), at most `max`; sets `count`. Arena. */
const News **news_newest(const NewsList *list, const Maker *maker, size_t max, size_t *count,
                         Arena *arena);

/* Is there any of what the maker makes? */
bool news_has_maker(const NewsList *list, const Maker *maker);
