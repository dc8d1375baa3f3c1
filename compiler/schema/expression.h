/*
 * expression.h - how a slot or measure follows from others: "{lane_bandwidth} * {lanes}".
 *
 * + - * / (also − × ÷), brackets, decimal numbers, and names in braces. What is only compared may
 * also hold numbers with a unit, "858 [mm2]", and names with a number in their place where nothing
 * is stated, "{compute_dies ? 1}". Measures also know
 * sum({x}), over the periods that make up a longer one, and growth({x}), a year, from the first
 * year of the period to its last. An expression is kept as the steps of a stack machine, so that
 * evaluating it neither recurses nor fails but for units that do not go together.
 */
#pragma once

#include "base/arena.h"
#include "diag/span.h"
#include "value/amount.h"
#include "value/problem.h"

typedef enum ExpressionOperation {
    EXPRESSION_NUMBER, /* pushes number */
    EXPRESSION_NAME,   /* pushes what the name stands for */
    EXPRESSION_SUM,    /* pushes a sum over the name's parts */
    EXPRESSION_GROWTH, /* pushes the name's growth */
    EXPRESSION_NEGATE,
    EXPRESSION_ADD,
    EXPRESSION_SUBTRACT,
    EXPRESSION_MULTIPLY,
    EXPRESSION_DIVIDE,
} ExpressionOperation;

typedef struct ExpressionStep {
    ExpressionOperation operation;
    double number;     /* of a name: what stands for it if it is not known; NAN: nothing does */
    const char *name;  /* in the arena */
    const char *unit;  /* of a number, in the arena; NULL: none */
    size_t start, end; /* bytes of the text that it comes from */
} ExpressionStep;

typedef struct Expression {
    const char *text; /* as written */
    const ExpressionStep *steps;
    size_t step_count;
    size_t height; /* the most that is ever on the stack */
    Span span;     /* of the text, if it comes from a file */
} Expression;

typedef enum ExpressionGrammar {
    EXPRESSION_OF_SLOTS,
    EXPRESSION_OF_BOUNDS,   /* with numbers that have units, and what stands for the unknown */
    EXPRESSION_OF_MEASURES, /* with sum() and growth() */
} ExpressionGrammar;

/* Parses `text`, which must outlive the result (arena memory). Returns NULL and fills `problem`
 * (its kind means nothing) if it is no expression. */
Expression *expression_parse(Arena *arena, const char *text, ExpressionGrammar grammar,
                             Problem *problem);

/* Sets what a step of EXPRESSION_NAME, SUM or GROWTH stands for; returns false if that is not
 * known, which ends the evaluation. */
typedef bool (*ExpressionLookup)(const ExpressionStep *step, void *user, Amount *amount);

/* Computes the expression. Returns NULL and sets `result`, or returns the step that failed (then
 * `result` means nothing): its lookup did, its unit is not known, or its operands' units do not
 * go together. */
const ExpressionStep *expression_evaluate(const Expression *expression, Units *units,
                                          ExpressionLookup lookup, void *user, Amount *result);

/* Where bytes [start, end) of the text stand; all of it if it is not written there to the letter.
 */
Span expression_span(const Expression *expression, size_t start, size_t end);

/* Is it a step that calls for a lookup? */
bool expression_step_is_name(const ExpressionStep *step);
