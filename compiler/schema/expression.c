/*
 * Recursive descent, one function a level of precedence; brackets and signs nest no deeper than
 * DEPTH_MAX.
 */
#include "schema/expression.h"

#include <math.h>
#include <string.h>

enum { DEPTH_MAX = 32, LENGTH_MAX = 1000 };

typedef struct ExpressionParser {
    Arena *arena;
    const char *text;
    size_t at;
    ExpressionGrammar grammar;
    GArray *steps; /* of ExpressionStep */
    size_t on_stack;
    size_t height;
    unsigned depth;
    Problem *problem;
} ExpressionParser;

/* --- words --- */

static bool fail(ExpressionParser *parser, size_t start, size_t end, const char *message,
                 const char *hint)
{
    problem_set(parser->problem, PROBLEM_QUANTITY, start, end, "%s", message);
    return problem_hint(parser->problem, "%s", hint);
}

static void skip_spaces(ExpressionParser *parser)
{
    while (parser->text[parser->at] == ' ' || parser->text[parser->at] == '\n')
        parser->at++;
}

static bool skip(ExpressionParser *parser, const char *word)
{
    skip_spaces(parser);
    const size_t length = strlen(word);
    if (strncmp(parser->text + parser->at, word, length) != 0)
        return false;
    parser->at += length;
    return true;
}

static size_t character_end(const ExpressionParser *parser)
{
    const char *at = parser->text + parser->at;
    return *at != '\0' ? (size_t)(g_utf8_next_char(at) - parser->text) : parser->at;
}

static bool is_number(const char *text)
{
    return g_ascii_isdigit(text[0]) || (text[0] == '.' && g_ascii_isdigit(text[1]));
}

/* --- steps --- */

static void push(ExpressionParser *parser, ExpressionStep step, size_t start)
{
    step.start = start;
    step.end = parser->at;
    g_array_append_val(parser->steps, step);
    if (step.operation < EXPRESSION_NEGATE)
        parser->on_stack++;
    else if (step.operation > EXPRESSION_NEGATE)
        parser->on_stack--;
    parser->height = MAX(parser->height, parser->on_stack);
}

/* --- the grammar --- */

static bool parse_sum(ExpressionParser *parser);

/* Reads " ? 1" behind a name, if it is there. */
static bool parse_otherwise(ExpressionParser *parser, double *number)
{
    const size_t before = parser->at;
    if (!skip(parser, "?")) {
        parser->at = before;
        return true;
    }
    skip_spaces(parser);
    const size_t start = parser->at;
    char *end;
    if (!is_number(parser->text + start))
        return fail(parser, start, character_end(parser), "a number belongs here",
                    "write {name ? 1}: what stands for it where it is not stated");
    *number = g_ascii_strtod(parser->text + start, &end);
    parser->at = (size_t)(end - parser->text);
    skip_spaces(parser);
    return true;
}

static bool parse_name(ExpressionParser *parser, ExpressionOperation operation, size_t start)
{
    if (!skip(parser, "{"))
        return fail(parser, parser->at, character_end(parser), "a name in braces belongs here",
                    "write it as sum({name})");
    const size_t from = parser->at;
    while (g_ascii_isalnum(parser->text[parser->at]) || parser->text[parser->at] == '_')
        parser->at++;
    const size_t length = parser->at - from;
    double otherwise = NAN;
    if (parser->grammar == EXPRESSION_OF_BOUNDS && length > 0 &&
        !parse_otherwise(parser, &otherwise))
        return false;
    if (length == 0 || parser->text[parser->at] != '}')
        return fail(parser, start, character_end(parser), "this is no name in braces",
                    "write a slot's name as {name}");
    parser->at++;
    const ExpressionStep step = {.operation = operation,
                                 .number = otherwise,
                                 .name = arena_strndup(parser->arena, parser->text + from, length)};
    push(parser, step, operation == EXPRESSION_NAME ? start : from - 1);
    return true;
}

/* Reads " [mm2]" behind a number, if it is there. */
static bool parse_unit(ExpressionParser *parser, const char **unit)
{
    const size_t before = parser->at;
    if (parser->grammar != EXPRESSION_OF_BOUNDS || !skip(parser, "[")) {
        parser->at = before;
        return true;
    }
    const size_t open = parser->at - 1;
    const char *from = parser->text + parser->at;
    const size_t length = strcspn(from, "]");
    parser->at += length;
    if (length == 0 || !skip(parser, "]"))
        return fail(parser, open, open + 1, "the unit is not closed", "write it as 858 [mm2]");
    *unit = arena_strndup(parser->arena, from, length);
    return true;
}

static bool parse_number(ExpressionParser *parser)
{
    const size_t start = parser->at;
    char *end;
    double number = g_ascii_strtod(parser->text + start, &end);
    if (g_ascii_tolower(parser->text[start + 1]) == 'x') { /* the library reads 0x10, too */
        number = 0;
        end = (char *)parser->text + start + 1;
    }
    parser->at = (size_t)(end - parser->text);
    if (!isfinite(number))
        return fail(parser, start, parser->at, "the number is too large", "");
    const char *unit = NULL;
    if (!parse_unit(parser, &unit))
        return false;
    push(parser, (ExpressionStep){.operation = EXPRESSION_NUMBER, .number = number, .unit = unit},
         start);
    return true;
}

static bool close_bracket(ExpressionParser *parser, size_t open)
{
    if (skip(parser, ")"))
        return true;
    return fail(parser, open, open + 1, "the bracket is not closed", "write ')' where it ends");
}

/* "sum({x})". */
static bool parse_function(ExpressionParser *parser)
{
    static const struct {
        const char *name;
        ExpressionOperation operation;
    } functions[] = {{"sum(", EXPRESSION_SUM}, {"growth(", EXPRESSION_GROWTH}};
    const size_t start = parser->at;
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
        if (parser->grammar != EXPRESSION_OF_MEASURES || !skip(parser, functions[i].name))
            continue;
        const size_t open = parser->at - 1;
        return parse_name(parser, functions[i].operation, start) && close_bracket(parser, open);
    }
    if (parser->text[start] == '\0')
        return fail(parser, start > 0 ? start - 1 : 0, start, "a number or name is missing",
                    "after an operator comes a number or {name}");
    size_t end = character_end(parser);
    while (g_ascii_isalnum(parser->text[end]) || parser->text[end] == '_')
        end++;
    return fail(parser, start, end, "this belongs to no expression",
                "write names in braces; there are + - * / and brackets");
}

static bool parse_operand(ExpressionParser *parser)
{
    skip_spaces(parser);
    const size_t start = parser->at;
    if (parser->text[start] == '{')
        return parse_name(parser, EXPRESSION_NAME, start);
    if (is_number(parser->text + start))
        return parse_number(parser);
    if (skip(parser, "("))
        return parse_sum(parser) && close_bracket(parser, start);
    return parse_function(parser);
}

static bool parse_signed(ExpressionParser *parser)
{
    skip_spaces(parser);
    const size_t start = parser->at;
    if (parser->depth >= DEPTH_MAX)
        return fail(parser, start, character_end(parser), "brackets and signs nest too deeply",
                    "split it: a slot of its own can hold a part");
    parser->depth++;
    const bool negative = skip(parser, "-") || skip(parser, "−");
    const bool fine = negative ? parse_signed(parser) : parse_operand(parser);
    parser->depth--;
    if (fine && negative)
        push(parser, (ExpressionStep){.operation = EXPRESSION_NEGATE}, start);
    return fine;
}

typedef struct Operator {
    const char *text;
    ExpressionOperation operation;
} Operator;

/* Operands of one level, left to right. */
static bool parse_chain(ExpressionParser *parser, bool (*parse)(ExpressionParser *parser),
                        const Operator *operators, size_t count)
{
    if (!parse(parser))
        return false;
    for (;;) {
        skip_spaces(parser);
        const size_t start = parser->at;
        size_t found = 0;
        while (found < count && !skip(parser, operators[found].text))
            found++;
        if (found == count)
            return true;
        const size_t end = parser->at;
        if (!parse(parser))
            return false;
        push(parser, (ExpressionStep){.operation = operators[found].operation}, start);
        g_array_index(parser->steps, ExpressionStep, parser->steps->len - 1).end = end;
    }
}

static bool parse_product(ExpressionParser *parser)
{
    static const Operator operators[] = {{"*", EXPRESSION_MULTIPLY},
                                         {"×", EXPRESSION_MULTIPLY},
                                         {"/", EXPRESSION_DIVIDE},
                                         {"÷", EXPRESSION_DIVIDE}};
    return parse_chain(parser, parse_signed, operators, G_N_ELEMENTS(operators));
}

static bool parse_sum(ExpressionParser *parser)
{
    static const Operator operators[] = {
        {"+", EXPRESSION_ADD}, {"-", EXPRESSION_SUBTRACT}, {"−", EXPRESSION_SUBTRACT}};
    return parse_chain(parser, parse_product, operators, G_N_ELEMENTS(operators));
}

static bool parse_all(ExpressionParser *parser)
{
    if (strlen(parser->text) > LENGTH_MAX)
        return fail(parser, 0, strlen(parser->text), "the expression is too long",
                    "split it: a slot of its own can hold a part");
    if (!parse_sum(parser))
        return false;
    skip_spaces(parser);
    if (parser->text[parser->at] == '\0')
        return true;
    return fail(parser, parser->at, character_end(parser), "an operator is missing here",
                "there are + - * / and brackets");
}

Expression *expression_parse(Arena *arena, const char *text, ExpressionGrammar grammar,
                             Problem *problem)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(ExpressionStep));
    ExpressionParser parser = {
        .arena = arena, .text = text, .grammar = grammar, .steps = steps, .problem = problem};
    if (!parse_all(&parser))
        return NULL;
    Expression *expression = arena_new0(arena, Expression, 1);
    ExpressionStep *copy = arena_new0(arena, ExpressionStep, steps->len);
    memcpy(copy, steps->data, steps->len * sizeof *copy);
    expression->text = text;
    expression->steps = copy;
    expression->step_count = steps->len;
    expression->height = parser.height;
    return expression;
}

Span expression_span(const Expression *expression, size_t start, size_t end)
{
    Span span = expression->span;
    if (span.end - span.start != strlen(expression->text))
        return span;
    span.end = span.start + (uint32_t)MAX(end, start + 1);
    span.start += (uint32_t)start;
    return span;
}

/* --- evaluation --- */

bool expression_step_is_name(const ExpressionStep *step)
{
    return step->operation == EXPRESSION_NAME || step->operation == EXPRESSION_SUM ||
           step->operation == EXPRESSION_GROWTH;
}

static bool combine(const ExpressionStep *step, Units *units, Amount *stack, size_t *count)
{
    static const AmountOperator operators[] = {
        [EXPRESSION_ADD] = AMOUNT_ADD,
        [EXPRESSION_SUBTRACT] = AMOUNT_SUBTRACT,
        [EXPRESSION_MULTIPLY] = AMOUNT_MULTIPLY,
        [EXPRESSION_DIVIDE] = AMOUNT_DIVIDE,
    };
    --*count;
    Amount *a = &stack[*count - 1];
    const Amount left = *a;
    return amount_combine(units, operators[step->operation], &left, &stack[*count], a);
}

static bool take_number(const ExpressionStep *step, Units *units, Amount *amount)
{
    *amount = amount_exact(step->number);
    amount->unit = step->unit != NULL ? units_find(units, step->unit) : NULL;
    return step->unit == NULL || amount->unit != NULL;
}

static bool take_name(const ExpressionStep *step, ExpressionLookup lookup, void *user,
                      Amount *amount)
{
    if (lookup(step, user, amount))
        return true;
    *amount = amount_exact(step->number);
    return !isnan(step->number);
}

static bool take_step(const ExpressionStep *step, Units *units, ExpressionLookup lookup, void *user,
                      Amount *stack, size_t *count)
{
    const Amount minus_one = amount_exact(-1);
    switch (step->operation) {
    case EXPRESSION_NUMBER:
        return take_number(step, units, &stack[(*count)++]);
    case EXPRESSION_NAME:
    case EXPRESSION_SUM:
    case EXPRESSION_GROWTH:
        return take_name(step, lookup, user, &stack[(*count)++]);
    case EXPRESSION_NEGATE: {
        const Amount operand = stack[*count - 1];
        return amount_combine(units, AMOUNT_MULTIPLY, &operand, &minus_one, &stack[*count - 1]);
    }
    default:
        return combine(step, units, stack, count);
    }
}

const ExpressionStep *expression_evaluate(const Expression *expression, Units *units,
                                          ExpressionLookup lookup, void *user, Amount *result)
{
    Amount *stack = g_new0(Amount, expression->height);
    const ExpressionStep *failed = NULL;
    size_t count = 0;
    for (size_t i = 0; failed == NULL && i < expression->step_count; i++)
        if (!take_step(&expression->steps[i], units, lookup, user, stack, &count))
            failed = &expression->steps[i];
    *result = stack[0];
    g_free(stack);
    return failed;
}
