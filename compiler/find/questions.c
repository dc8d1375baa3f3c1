#include "find/questions.h"

#include "model/agree.h"

/* Products: whoever follows a roadmap wants a date for each. */
static const char *const DATED_CLASSES[] = {"Chip", "System"};

typedef struct Finder {
    const Plates *plates;
    Arena *arena;
    GArray *found; /* of Question */
} Finder;

static void question_add(Finder *finder, Question question)
{
    g_array_append_val(finder->found, question);
}

/* Adds a conflict if the claims contradict each other. `question` says what they are about. */
static void find_conflict(Finder *finder, Question question, const Claim *const *claims,
                          size_t count)
{
    const Claim *a;
    const Claim *b;
    if (!claims_conflict(claims, count, &a, &b))
        return;
    question.claims = arena_new0(finder->arena, const Claim *, count);
    for (size_t i = 0; i < count; i++)
        if (claim_states_fact(claims[i]))
            question.claims[question.claim_count++] = claims[i];
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

static void find_amount_conflicts(Finder *finder, const Entry *entry)
{
    for (size_t i = 0; i < entry->figure_count; i++) {
        const Figure *figure = entry->figures[i];
        find_conflict(finder,
                      (Question){.kind = QUESTION_CONFLICT, .entry = entry, .figure = figure},
                      figure->amounts, figure->amount_count);
    }
}

static void find_conflicts(Finder *finder, const Entry *entry)
{
    find_slot_conflicts(finder, entry);
    find_date_conflicts(finder, entry);
    find_amount_conflicts(finder, entry);
}

static void find_overdue(Finder *finder, const Entry *entry)
{
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        if (milestone->state != PLAN_OVERDUE)
            continue;
        const Claim **claims = arena_new0(finder->arena, const Claim *, 1);
        claims[0] = milestone_current(milestone);
        question_add(finder, (Question){.kind = QUESTION_OVERDUE,
                                        .entry = entry,
                                        .milestone = milestone,
                                        .claims = claims,
                                        .claim_count = 1});
    }
}

static bool wants_dates(const Plates *plates, const Entry *entry)
{
    for (size_t i = 0; i < G_N_ELEMENTS(DATED_CLASSES); i++)
        if (class_is_named(entry->object.class, DATED_CLASSES[i]))
            return true;
    for (size_t i = 0; i < plates->count; i++) {
        const Plate *plate = plates->items[i];
        if (plate->diagram->kind == DIAGRAM_TIMELINE && plate->diagram->class_count > 0 &&
            plate_shows(plate, entry))
            return true;
    }
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
    if (!has_dated_milestone(entry) && wants_dates(finder->plates, entry))
        question_add(finder, (Question){.kind = QUESTION_UNDATED, .entry = entry});
}

/* A new kind of question is a row here, one in QuestionKind and words for it. */
static void (*const FINDERS[QUESTION_KIND_COUNT])(Finder *, const Entry *) = {
    [QUESTION_CONFLICT] = find_conflicts,
    [QUESTION_OVERDUE] = find_overdue,
    [QUESTION_UNDATED] = find_undated,
};

Questions questions_find(const Kb *kb, const Plates *plates, Arena *arena)
{
    Questions questions = {0};
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Question));
    Finder finder = {plates, arena, found};
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
