/*
 * questions.h - what the knowledge base leaves open.
 *
 * After the diagrams know what they select; drafts are passed over, and so are deprecated claims.
 * What is in conflict or overdue is found already (findings.h).
 */
#pragma once

#include "find/findings.h"
#include "select/plate.h"

typedef enum QuestionKind {
    QUESTION_CONFLICT, /* claims that cannot all hold, and none is preferred */
    QUESTION_OVERDUE,  /* planned for a time before the base's as-of date, and nothing since */
    QUESTION_UNDATED,  /* a product, or something a timeline selects, without a dated milestone */
    QUESTION_KIND_COUNT
} QuestionKind;

typedef struct Question {
    QuestionKind kind;
    const Entry *entry;
    const Slot *const *slots; /* of a conflict between a slot's claims: the slots around it and
                                 itself, outermost first */
    size_t slot_count;
    const Milestone *milestone; /* of a conflict between dates, or overdue; else NULL */
    const Figure *figure;       /* of a conflict between amounts, else NULL */
    const Claim *const *claims; /* those in question, in the order of the file */
    size_t claim_count;
} Question;

typedef struct Questions {
    Question *items; /* by kind, then by the entry's id */
    size_t counts[QUESTION_KIND_COUNT];
    size_t count;
} Questions;

Questions questions_find(const Kb *kb, const Plates *plates, Arena *arena);

/* Returns the questions of one kind, which stand together. */
const Question *questions_of(const Questions *questions, QuestionKind kind);
