#include "find/news.h"

#include "find/agenda.h"
#include "find/told.h"

#include <stdlib.h>
#include <string.h>

static const char *const kind_names[NEWS_KIND_COUNT] = {
    [NEWS_TOLD] = "told",           [NEWS_MOVED] = "moved",     [NEWS_HAPPENED] = "happened",
    [NEWS_CANCELLED] = "cancelled", [NEWS_OVERDUE] = "overdue", [NEWS_CORRECTED] = "corrected",
    [NEWS_WITHDRAWN] = "withdrawn",
};

const char *news_kind_name(NewsKind kind)
{
    return kind_names[kind];
}

/* What is being gathered. */
typedef struct NewsDraft {
    const Kb *kb;
    Arena *arena;
    GArray *items;     /* of News */
    GHashTable *keys;  /* key -> how many have it */
    GHashTable *newer; /* set of claims that correct others: they are told as that */
} NewsDraft;

/* --- what it is called --- */

static const char *text_or_dash(const char *text)
{
    return text != NULL ? text : "-";
}

static const char *as_of_text(const Claim *claim)
{
    return claim != NULL && claim->as_of != NULL ? claim->as_of->text : "-";
}

static const char *value_text(const Claim *claim)
{
    return claim != NULL ? text_or_dash(claim->value.text) : "-";
}

static const char *plain_key(const NewsDraft *draft, const News *news)
{
    const char *subject = news->plan != NULL ? news->plan->milestone->id : news->entry->id;
    const char *slot = news->slot != NULL ? news->slot->name : "-";
    const char *what = news->what != NULL ? news->what->name : "-";
    return arena_concat(draft->arena, subject, " ", news_kind_name(news->kind), " ", slot, " ",
                        what, " ", value_text(news->before), " ", value_text(news->word), " ",
                        as_of_text(news->word));
}

/* Two of one key are told apart by their order, which is that of the base. */
static void add(NewsDraft *draft, News news)
{
    const char *key = plain_key(draft, &news);
    const size_t before = GPOINTER_TO_SIZE(g_hash_table_lookup(draft->keys, key));
    g_hash_table_insert(draft->keys, (gpointer)key, GSIZE_TO_POINTER(before + 1));
    news.told = CLAMP(news.told, AGENDA_FIRST, AGENDA_LAST);
    news.key = before == 0 ? key : arena_printf(draft->arena, "%s #%zu", key, before + 1);
    g_array_append_val(draft->items, news);
}

/* --- milestones --- */

static void add_word(NewsDraft *draft, const Plan *plan, NewsKind kind, const Claim *before,
                     const Claim *word)
{
    News news = {.kind = kind,
                 .entry = plan->milestone->subject,
                 .plan = plan,
                 .what = plan->milestone->event,
                 .before = before,
                 .word = word};
    if (claim_told_day(draft->kb, word, &news.told) && !g_hash_table_contains(draft->newer, word))
        add(draft, news);
}

static bool has_happened(const Kb *kb, const Claim *word)
{
    return status_is_fact(word->status) && !claim_is_ahead(kb, word);
}

/* Returns whether the word is news beside the one before it, and what of. */
static bool find_kind(const Kb *kb, const Claim *before, const Claim *word, NewsKind *kind)
{
    if (word->status == STATUS_CANCELLED) {
        *kind = NEWS_CANCELLED;
        return before == NULL || before->status != STATUS_CANCELLED;
    }
    if (word->value.kind != VALUE_DATE)
        return false;
    if (before == NULL || before->value.kind != VALUE_DATE) {
        *kind = NEWS_TOLD;
        return before == NULL || claim_compare_age(before, word) < 0;
    }
    *kind = has_happened(kb, word) ? NEWS_HAPPENED : NEWS_MOVED;
    if (has_happened(kb, before)) /* others tell of it, too */
        return false;
    return *kind == NEWS_HAPPENED || (claim_compare_age(before, word) < 0 &&
                                      !edtf_same_days(before->value.date, word->value.date));
}

static void add_dates(NewsDraft *draft, const Plan *plan)
{
    const Milestone *milestone = plan->milestone;
    const Claim *before = NULL;
    for (size_t i = 0; i < milestone->date_count; i++) {
        const Claim *word = milestone->dates[i];
        NewsKind kind;
        if (!claim_is_in_force(word) || !find_kind(draft->kb, before, word, &kind))
            continue;
        add_word(draft, plan, kind, before, word);
        before = word;
    }
}

/* An event of which nobody says when. */
static void add_undated(NewsDraft *draft, const Plan *plan)
{
    const bool is_cancelled = plan->word->status == STATUS_CANCELLED;
    add_word(draft, plan, is_cancelled ? NEWS_CANCELLED : NEWS_TOLD, NULL, plan->word);
}

/* Since its last day has passed; but not before anybody had told of it. */
static void add_overdue(NewsDraft *draft, const Plan *plan)
{
    const Day passed = plan->current->value.date->latest + 1;
    Day told;
    if (!claim_told_day(draft->kb, plan->current, &told))
        told = passed;
    add(draft, (News){.kind = NEWS_OVERDUE,
                      .entry = plan->milestone->subject,
                      .plan = plan,
                      .what = plan->milestone->event,
                      .before = plan->current,
                      .told = MAX(told, passed)});
}

static void add_plan(NewsDraft *draft, const Plan *plan)
{
    if (plan->milestone->subject->draft || plan->word == NULL)
        return;
    if (plan->milestone->date_count > 0)
        add_dates(draft, plan);
    else
        add_undated(draft, plan);
    if (plan->state == PLAN_CANCELLED && plan->settled_by != NULL)
        add_word(draft, plan, NEWS_CANCELLED, plan->word, plan->settled_by);
    else if (plan->state == PLAN_OVERDUE)
        add_overdue(draft, plan);
}

/* --- corrections --- */

static bool withdrawn_day(const NewsDraft *draft, const Claim *claim, Day *day)
{
    const Edtf *when = claim_withdrawn_when(claim);
    if (when != NULL)
        *day = told_day(draft->kb, when);
    return when != NULL;
}

static void add_correction(NewsDraft *draft, const Correction *correction)
{
    const bool is_withdrawn = correction->from->standing == STANDING_WITHDRAWN;
    News news = {.kind = is_withdrawn ? NEWS_WITHDRAWN : NEWS_CORRECTED,
                 .entry = correction->entry,
                 .what = correction->what,
                 .slot = correction->slot,
                 .before = correction->from,
                 .word = correction->to};
    if ((is_withdrawn && withdrawn_day(draft, news.before, &news.told)) ||
        claim_told_day(draft->kb, news.word, &news.told))
        add(draft, news);
}

/* --- all of them --- */

static int compare_news(const void *left, const void *right)
{
    const News *a = left;
    const News *b = right;
    if (a->told != b->told)
        return a->told > b->told ? -1 : 1;
    return strcmp(a->key, b->key);
}

/* Those of one entry stand together, the newest first. */
static void group_by_entry(const Kb *kb, NewsList *list, Arena *arena)
{
    list->by_entry = arena_new0(arena, const News *, list->count);
    list->firsts = arena_new0(arena, size_t, kb->entry_count + 1);
    for (size_t i = 0; i < list->count; i++)
        list->firsts[list->items[i].entry->index + 1]++;
    for (size_t i = 0; i < kb->entry_count; i++)
        list->firsts[i + 1] += list->firsts[i];
    g_autofree size_t *ends = g_memdup2(list->firsts, (kb->entry_count + 1) * sizeof *ends);
    for (size_t i = 0; i < list->count; i++)
        list->by_entry[ends[list->items[i].entry->index]++] = &list->items[i];
}

NewsList news_find(const Kb *kb, const Plans *plans, const Corrections *corrections, Arena *arena)
{
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(News));
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) newer = g_hash_table_new(NULL, NULL);
    NewsDraft draft = {kb, arena, items, keys, newer};
    for (size_t i = 0; i < corrections->count; i++)
        if (corrections->items[i].to != NULL)
            g_hash_table_add(newer, (gpointer)corrections->items[i].to);
    for (size_t i = 0; i < plans->count; i++)
        add_plan(&draft, &plans->items[i]);
    for (size_t i = 0; i < corrections->count; i++)
        add_correction(&draft, &corrections->items[i]);
    g_array_sort(items, compare_news);
    NewsList list = {.items = arena_new0(arena, News, items->len), .count = items->len};
    if (list.count > 0)
        memcpy(list.items, items->data, list.count * sizeof *list.items);
    group_by_entry(kb, &list, arena);
    return list;
}

/* --- of a maker --- */

static int compare_places(const void *left, const void *right)
{
    const News *a = *(const News *const *)left;
    const News *b = *(const News *const *)right;
    return a < b ? -1 : a > b;
}

static void collect_maker(const NewsList *list, const Maker *maker, GPtrArray *found)
{
    for (size_t i = 0; i < maker->count; i++) {
        const size_t index = maker->makes[i]->index;
        for (size_t k = list->firsts[index]; k < list->firsts[index + 1]; k++)
            g_ptr_array_add(found, (gpointer)list->by_entry[k]);
    }
    g_ptr_array_sort(found, compare_places);
}

const News **news_newest(const NewsList *list, const Maker *maker, size_t max, size_t *count,
                         Arena *arena)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    if (maker != NULL)
        collect_maker(list, maker, found);
    for (size_t i = 0; maker == NULL && i < list->count && i < max; i++)
        g_ptr_array_add(found, (gpointer)&list->items[i]);
    *count = MIN(max, found->len);
    const News **newest = arena_new0(arena, const News *, *count);
    if (*count > 0)
        memcpy(newest, found->pdata, *count * sizeof *newest);
    return newest;
}

bool news_has_maker(const NewsList *list, const Maker *maker)
{
    for (size_t i = 0; i < maker->count; i++) {
        const size_t index = maker->makes[i]->index;
        if (list->firsts[index] < list->firsts[index + 1])
            return true;
    }
    return false;
}
