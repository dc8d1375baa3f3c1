/*
 * questions.h - what the knowledge base leaves open.
 *
 * Found once over the whole model; drafts are passed over, and so are deprecated claims.
 */
#pragma once

#include "model/kb.h"
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
    const Slot *slot;           /* of a conflict between a slot's claims, else NULL */
    const Milestone *milestone; /* of a conflict between dates, or overdue; else NULL */
    const Figure *figure;       /* of a conflict between amounts, else NULL */
    const Claim **claims;       /* those in question, in the order of the file */
    size_t claim_count;
} Question;

typedef struct Questions {
    Question *items; /* by kind, then by the entry's id */
    size_t counts[QUESTION_KIND_COUNT];
    size_t count;
} Questions;

Questions questions_find(const Kb *kb, const Plates *plates, Arena *arena);
