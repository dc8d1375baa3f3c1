/*
 * questions.h - what the knowledge base leaves open.
 *
 * After the diagrams know what they select; drafts are passed over, and so are deprecated claims.
 * What is in conflict or overdue is found already (findings.h). What somebody has looked at and
 * lets stand (`accept`) is no open question any more: it comes last, apart.
 */
#pragma once

#include "find/findings.h"
#include "select/plate.h"

typedef enum QuestionKind {
    QUESTION_CONFLICT, /* claims that cannot all hold, and none is preferred */
    QUESTION_OVERDUE,  /* planned for a time before the base's as-of date, and nothing since */
    QUESTION_UNDATED,  /* a product, or something a timeline selects, without a dated milestone */
    QUESTION_JUDGED,   /* one of these that is let stand, and why */
    QUESTION_KIND_COUNT
} QuestionKind;

typedef struct Question {
    QuestionKind kind; /* also of one that was judged: what it would be */
    const Entry *entry;
    const Slot *const *slots; /* of a conflict between a slot's claims: the slots around it and
                                 itself, outermost first */
    size_t slot_count;
    const Milestone *milestone; /* of a conflict between dates, or overdue; else NULL */
    const Figure *figure;       /* of a conflict between amounts, else NULL */
    const Claim *const *claims; /* those in question, in the order of the file */
    size_t claim_count;
    bool has_one_source;        /* of a conflict: it says several things, nobody disagrees */
    const Localised *accepted;  /* of one that was judged: why it is let stand; else NULL */
    bool is_accepted_in_source; /* beside one of the claims, not in kb.yaml */
} Question;

typedef struct Questions {
    Question *items; /* by section, a kind or those judged, then by the entry's id */
    size_t counts[QUESTION_KIND_COUNT];
    size_t count;      /* of all */
    size_t open_count; /* without those judged */
} Questions;

Questions questions_find(const Kb *kb, const Plates *plates, Arena *arena);

/* Returns the questions of one kind, or those judged, which stand together. */
const Question *questions_of(const Questions *questions, QuestionKind kind);
