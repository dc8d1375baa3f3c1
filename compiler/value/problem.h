/*
 * problem.h - why a value's text was not understood.
 *
 * Parsers of values know nothing of files: they say what is wrong, where within their text, and a
 * way out. The decoder turns a Problem into a diagnostic.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
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
    char fix[200];     /* what to write in place of the whole text, or "" */
    const char
        *remark_key;  /* where what the fix leaves out belongs: "note", "quote"; NULL: nothing */
    char remark[200]; /* and what that is; "": the whole text */
    char part[32];    /* what the value is of, each ("core"), where a total is wanted; else "" */
} Problem;

/* Fills `problem` without a hint; an empty span is widened to one byte. Returns false, so that a
 * parser can say `return problem_set(...)`. */
bool problem_set(Problem *problem, ProblemKind kind, size_t start, size_t end, const char *format,
                 ...) G_GNUC_PRINTF(5, 6);

/* Says what to write instead, to the letter, and which key of a claim takes the rest (NULL: there
 * is none). A hint that was or will be set says why. Returns false. */
bool problem_fix(Problem *problem, const char *remark_key, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* Sets the hint of a problem that has been set. Returns false. */
bool problem_hint(Problem *problem, const char *format, ...) G_GNUC_PRINTF(2, 3);
