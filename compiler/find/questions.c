#include "find/questions.h"

#include "diag/diag.h"

/* Products: whoever follows a roadmap wants a date for each. */
static const KnownClass DATED_CLASSES[] = {CLASS_CHIP, CLASS_SYSTEM};

typedef struct QuestionFinder {
    const Kb *kb;
    const Plates *plates;
    bool is_judged; /* those that were are looked for, not the open ones */
    GArray *found;  /* of Question */
} QuestionFinder;

static void question_add(QuestionFinder *finder, const Question *question)
{
    if ((question->accepted != NULL) == finder->is_judged)
        g_array_append_val(finder->found, *question);
}

static void find_conflicts(QuestionFinder *finder)
{
    const Conflicts *conflicts = &finder->kb->findings->conflicts;
    for (size_t i = 0; i < conflicts->count; i++) {
        const Conflict *conflict = &conflicts->items[i];
        if (!conflict->entry->draft)
            question_add(finder,
                         &(Question){.kind = QUESTION_CONFLICT,
                                     .entry = conflict->entry,
                                     .slots = conflict->slots,
                                     .slot_count = conflict->slot_count,
                                     .milestone = conflict->milestone,
                                     .figure = conflict->figure,
                                     .claims = conflict->claims,
                                     .claim_count = conflict->claim_count,
                                     .has_one_source = conflict->has_one_source,
                                     .accepted = conflict->accepted,
                                     .is_accepted_in_source = conflict->is_accepted_in_source});
    }
}

static void add_overdue(QuestionFinder *finder, const Plan *plan)
{
    Question question = {.kind = QUESTION_OVERDUE,
                         .entry = plan->milestone->subject,
                         .milestone = plan->milestone,
                         .claims = &plan->current,
                         .claim_count = 1};
    question.accepted =
        kb_let_stand(finder->kb, question.claims, 1, diag_slug(DIAG_CLAIM_STALE_PLAN),
                     &question.is_accepted_in_source);
    question_add(finder, &question);
}

static void find_overdue(QuestionFinder *finder)
{
    const Kb *kb = finder->kb;
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        for (size_t k = 0; k < entry->milestone_count && !entry->draft; k++) {
            const Plan *plan = findings_plan(kb->findings, entry->milestones[k]);
            if (plan->state == PLAN_OVERDUE)
                add_overdue(finder, plan);
        }
    }
}

static bool wants_dates(const Plates *plates, const Entry *entry)
{
    for (size_t i = 0; i < G_N_ELEMENTS(DATED_CLASSES); i++)
        if (class_is_known(entry->object.class, DATED_CLASSES[i]))
            return true;
    for (size_t i = 0; i < plates->count; i++) {
        const Plate *plate = plates->items[i];
        if (plate->diagram->kind == DIAGRAM_TIMELINE && plate->diagram->class_count > 0 &&
            plate_shows(plate, entry))
            return true;
    }
    return false;
}

/* Also a date that a plan had before it was given up. */
static bool has_dated_milestone(const Entry *entry)
{
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        for (size_t k = 0; k < milestone->date_count; k++)
            if (milestone->dates[k]->value.kind == VALUE_DATE &&
                claim_is_in_force(milestone->dates[k]))
                return true;
    }
    return false;
}

static void find_undated(QuestionFinder *finder)
{
    const Kb *kb = finder->kb;
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (!entry->draft && entry->base == NULL && !has_dated_milestone(entry) &&
            wants_dates(finder->plates, entry))
            question_add(finder, &(Question){.kind = QUESTION_UNDATED, .entry = entry});
    }
}

/* What was judged: of each kind that a warning speaks of. */
static void find_judged(QuestionFinder *finder)
{
    finder->is_judged = true;
    find_conflicts(finder);
    find_overdue(finder);
}

/* A new kind of question is a row here, one in QuestionKind and words for it. */
static void (*const FINDERS[QUESTION_KIND_COUNT])(QuestionFinder *) = {
    [QUESTION_CONFLICT] = find_conflicts,
    [QUESTION_OVERDUE] = find_overdue,
    [QUESTION_UNDATED] = find_undated,
    [QUESTION_JUDGED] = find_judged,
};

Questions questions_find(const Kb *kb, const Plates *plates, Arena *arena)
{
    Questions questions = {0};
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Question));
    QuestionFinder finder = {.kb = kb, .plates = plates, .found = found};
    for (size_t kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
        const guint before = found->len;
        FINDERS[kind](&finder);
        questions.counts[kind] = found->len - before;
    }
    questions.open_count = found->len - questions.counts[QUESTION_JUDGED];
    questions.count = found->len;
    questions.items = arena_new0(arena, Question, found->len);
    if (found->len > 0)
        memcpy(questions.items, found->data, found->len * sizeof(Question));
    return questions;
}

const Question *questions_of(const Questions *questions, QuestionKind kind)
{
    const Question *first = questions->items;
    for (size_t i = 0; i < (size_t)kind; i++)
        first += questions->counts[i];
    return first;
}
