/*
 * problem.h - why a value's text was not understood.
 *
 * Parsers of values know nothing of files: they say what is wrong, where within their text, and a
 * way out. The decoder turns a Problem into a diagnostic.
 */
#pragma once

#include <stddef.h>

typedef enum ProblemKind {
    PROBLEM_DATE,      /* value.date */
    PROBLEM_QUANTITY,  /* value.quantity */
    PROBLEM_UNIT,      /* value.unit: unknown, or missing where one is declared */
    PROBLEM_DIMENSION, /* value.dimension */
    PROBLEM_URI,       /* value.uri */
} ProblemKind;

typedef struct Problem {
    ProblemKind kind;
    size_t start, end; /* bytes of the text it is about; end > start */
    char message[200]; /* lower case, no full stop */
    char hint[200];    /* the way out, or "" */
} Problem;
