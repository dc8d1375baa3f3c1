#include "view/questions.h"

#include <string.h>

/* Products: whoever follows a roadmap wants a date for each. */
static const char *const DATED_CLASSES[] = {"Chip", "System"};

/* Intervals have a common part if the two that reach least far have one (Helly's theorem on the
 * line), so one pass finds the pair to compare. */
static bool quantities_disagree(const Claim *const *claims, size_t count)
{
    const Quantity *highest = &claims[0]->value.quantity; /* begins last */
    const Quantity *lowest = highest;                     /* ends first */
    for (size_t i = 1; i < count; i++) {
        const Quantity *quantity = &claims[i]->value.quantity;
        if (quantity->low > highest->low)
            highest = quantity;
        if (quantity->high < lowest->high)
            lowest = quantity;
    }
    return highest != lowest && !quantity_agrees(highest, lowest);
}

static bool dates_disagree(const Claim *const *claims, size_t count)
{
    Day earliest = DAY_OPEN_PAST;
    Day latest = DAY_OPEN_FUTURE;
    for (size_t i = 0; i < count; i++) {
        const Edtf *date = &claims[i]->value.date;
        if (date->qualifiers != 0)
            return false;
        earliest = MAX(earliest, date->earliest);
        latest = MIN(latest, date->latest);
    }
    return earliest > latest;
}

static bool localised_equal(const Localised *a, const Localised *b)
{
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (g_strcmp0(a->texts[i], b->texts[i]) != 0)
            return false;
    return true;
}

static bool value_equal(const Value *a, const Value *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case VALUE_NONE:
    case VALUE_UNKNOWN:
        return true;
    case VALUE_TEXT:
        return localised_equal(a->localised, b->localised);
    case VALUE_INTEGER:
        return a->integer == b->integer;
    case VALUE_BOOLEAN:
        return a->boolean == b->boolean;
    case VALUE_CHOICE:
        return a->choice == b->choice;
    case VALUE_REFERENCE:
        return a->entry == b->entry;
    case VALUE_STRING:
    case VALUE_DATE:
    case VALUE_QUANTITY:
        return g_strcmp0(a->text, b->text) == 0;
    case VALUE_OBJECT:
        return true; /* what they say is compared slot by slot, not as a whole */
    }
    return true;
}

bool claims_disagree(const Claim *const *claims, size_t count)
{
    if (count < 2)
        return false;
    const ValueKind kind = claims[0]->value.kind;
    for (size_t i = 1; i < count; i++)
        if (claims[i]->value.kind != kind)
            return true;
    if (kind == VALUE_QUANTITY)
        return quantities_disagree(claims, count);
    if (kind == VALUE_DATE)
        return dates_disagree(claims, count);
    for (size_t i = 1; i < count; i++)
        if (!value_equal(&claims[0]->value, &claims[i]->value))
            return true;
    return false;
}

typedef struct Finder {
    const Kb *kb;
    Arena *arena;
    GArray *found; /* of Question */
} Finder;

/* Only facts can contradict each other: a plan that moved is history, and an unknown value says
 * nothing. A preferred claim settles the matter. */
static bool is_settled(const Claim *claim)
{
    return claim->rank == RANK_PREFERRED;
}

static bool is_statement_of_fact(const Claim *claim)
{
    return claim->rank == RANK_NORMAL && claim->value.kind != VALUE_UNKNOWN &&
           (claim->status == STATUS_ACTUAL || claim->status == STATUS_REPORTED);
}

static void question_add(Finder *finder, Question question)
{
    g_array_append_val(finder->found, question);
}

/* Adds a conflict if the claims disagree. `question` says what they are about. */
static void find_conflict(Finder *finder, Question question, const Claim **claims, size_t count)
{
    if (count < 2)
        return;
    const Claim **facts = arena_new0(finder->arena, const Claim *, count);
    size_t fact_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_settled(claims[i]))
            return;
        if (is_statement_of_fact(claims[i]))
            facts[fact_count++] = claims[i];
    }
    if (!claims_disagree(facts, fact_count))
        return;
    question.claims = facts;
    question.claim_count = fact_count;
    question_add(finder, question);
}

static void find_slot_conflicts(Finder *finder, const Entry *entry)
{
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *slot = &entry->object.slots[i];
        if (slot->slot->multivalued || slot->count < 2)
            continue;
        const Claim **claims = arena_new0(finder->arena, const Claim *, slot->count);
        for (size_t k = 0; k < slot->count; k++)
            claims[k] = &slot->items[k];
        find_conflict(finder,
                      (Question){.kind = QUESTION_CONFLICT, .entry = entry, .slot = slot->slot},
                      claims, slot->count);
    }
}

static void find_date_conflicts(Finder *finder, const Entry *entry)
{
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        find_conflict(finder,
                      (Question){.kind = QUESTION_CONFLICT, .entry = entry, .milestone = milestone},
                      milestone->dates, milestone->date_count);
    }
}

static void find_conflicts(Finder *finder, const Entry *entry)
{
    find_slot_conflicts(finder, entry);
    find_date_conflicts(finder, entry);
}

static bool milestone_has_actual(const Milestone *milestone)
{
    for (size_t i = 0; i < milestone->date_count; i++)
        if (milestone->dates[i]->status == STATUS_ACTUAL &&
            milestone->dates[i]->rank != RANK_DEPRECATED)
            return true;
    return false;
}

static void find_overdue(Finder *finder, const Entry *entry)
{
    for (size_t i = 0; i < entry->milestone_count && finder->kb->has_as_of; i++) {
        const Milestone *milestone = entry->milestones[i];
        const Claim *current = milestone_current(milestone);
        if (current == NULL || current->status != STATUS_PLANNED ||
            current->value.kind != VALUE_DATE || milestone_has_actual(milestone) ||
            edtf_compare(&current->value.date, &finder->kb->as_of) != EDTF_BEFORE)
            continue;
        const Claim **claims = arena_new0(finder->arena, const Claim *, 1);
        claims[0] = current;
        question_add(finder, (Question){.kind = QUESTION_OVERDUE,
                                        .entry = entry,
                                        .milestone = milestone,
                                        .claims = claims,
                                        .claim_count = 1});
    }
}

static bool wants_dates(const Kb *kb, const Entry *entry)
{
    for (size_t i = 0; i < G_N_ELEMENTS(DATED_CLASSES); i++)
        if (class_is_named(entry->object.class, DATED_CLASSES[i]))
            return true;
    for (size_t i = 0; i < kb->diagram_count; i++)
        if (kb->diagrams[i]->kind == DIAGRAM_TIMELINE && kb->diagrams[i]->class_count > 0 &&
            diagram_selects(kb->diagrams[i], entry))
            return true;
    return false;
}

static bool has_dated_milestone(const Entry *entry)
{
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Claim *current = milestone_current(entry->milestones[i]);
        if (current != NULL && current->value.kind == VALUE_DATE)
            return true;
    }
    return false;
}

static void find_undated(Finder *finder, const Entry *entry)
{
    if (!has_dated_milestone(entry) && wants_dates(finder->kb, entry))
        question_add(finder, (Question){.kind = QUESTION_UNDATED, .entry = entry});
}

/* A new kind of question is a row here, one in QuestionKind and words for it. */
static void (*const FINDERS[QUESTION_KIND_COUNT])(Finder *, const Entry *) = {
    [QUESTION_CONFLICT] = find_conflicts,
    [QUESTION_OVERDUE] = find_overdue,
    [QUESTION_UNDATED] = find_undated,
};

Questions questions_find(const Kb *kb, Arena *arena)
{
    Questions questions = {0};
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Question));
    Finder finder = {kb, arena, found};
    for (size_t kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
        const guint before = found->len;
        for (size_t i = 0; i < kb->entry_count; i++)
            if (!kb->entries[i]->draft)
                FINDERS[kind](&finder, kb->entries[i]);
        questions.counts[kind] = found->len - before;
    }
    questions.count = found->len;
    questions.items = arena_new0(arena, Question, found->len);
    if (found->len > 0)
        memcpy(questions.items, found->data, found->len * sizeof(Question));
    return questions;
}
