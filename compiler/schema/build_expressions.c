/*
 * What follows from what: expressions of slots and measures are parsed and checked here, so that
 * nothing about them can be wrong any more when values are derived.
 */
#include "schema/build.h"

#include "base/text.h"

#include <string.h>

/* Parses bytes of the node's text from `start` on: `text` stands there. */
static const Expression *parse_at(Builder *builder, const Node *node, size_t start,
                                  const char *text, ExpressionGrammar grammar)
{
    Problem problem;
    Expression *expression = expression_parse(builder->arena, text, grammar, &problem);
    if (expression != NULL) {
        expression->span = node_text_span(node, start, start + strlen(text));
        return expression;
    }
    if (builder_first_report(builder, node)) {
        Diagnostic *d =
            diag_report(builder->diags, DIAG_SCHEMA_BAD_EXPRESSION,
                        node_text_span(node, start + problem.start, start + problem.end), "%s",
                        problem.message);
        if (problem.hint[0] != '\0')
            diag_hint(d, "%s", problem.hint);
    }
    return NULL;
}

const Expression *builder_parse_expression(Builder *builder, const Node *node,
                                           ExpressionGrammar grammar)
{
    if (node == NULL || node->kind != NODE_SCALAR || node->length == 0)
        return NULL;
    return parse_at(builder, node, 0, node->text, grammar);
}

/* --- slots of a class --- */

/* An expression while it is judged. */
typedef struct Judge {
    Builder *builder;
    const Class *class;
    const Slot *slot;
    const Expression *expression; /* the slot's, or that of a bound of it */
    const char *written;          /* its text: classes that share a slot share it */
} Judge;

static Judge judge_of(Builder *builder, const Class *class, const Slot *slot)
{
    const char *text = slot->expression != NULL ? slot->expression->text : NULL;
    return (Judge){builder, class, slot, slot->expression, text};
}

static bool is_first_report(const Judge *judge)
{
    return builder_first_report(judge->builder, judge->written);
}

static Diagnostic *report(const Judge *judge, size_t start, size_t end, const char *message)
{
    return diag_report(judge->builder->diags, DIAG_SCHEMA_BAD_EXPRESSION,
                       expression_span(judge->expression, start, end), "%s", message);
}

static void report_operand(const Judge *judge, const ExpressionStep *step)
{
    const Slot *operand = class_find_slot(judge->class, step->name);
    if (operand != NULL) {
        g_autofree char *message = operand->range == RANGE_QUANTITY && !operand->multivalued
                                       ? g_strdup_printf("'%s' may be in any unit", step->name)
                                       : g_strdup_printf("'%s' is not one number", step->name);
        diag_hint(report(judge, step->start, step->end, message),
                  "expressions take slots with one integer or one quantity in a unit of the slot");
        return;
    }
    g_autofree char *message =
        g_strdup_printf("class '%s' has no slot '%s'", judge->class->name, step->name);
    Diagnostic *d = report(judge, step->start, step->end, message);
    Nearest nearest;
    nearest_init_within(&nearest, step->name, &judge->builder->near_budget);
    for (size_t i = 0; i < judge->class->slot_count; i++)
        nearest_offer(&nearest, judge->class->slots[i]->name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

static bool is_number(const Slot *slot)
{
    return !slot->multivalued && (slot->range == RANGE_INTEGER || slot->range == RANGE_QUANTITY);
}

/* Only the units count. */
static bool look_up_unit(const ExpressionStep *step, void *user, Amount *amount)
{
    const Judge *judge = user;
    const Slot *slot = class_find_slot(judge->class, step->name);
    if (slot == NULL || !is_number(slot) || (slot->range == RANGE_QUANTITY && slot->unit == NULL))
        return false;
    *amount = amount_of_unit(slot->unit);
    return true;
}

static bool check_result(const Judge *judge, const Amount *result)
{
    Units *units = judge->builder->schema->units;
    const Slot *slot = judge->slot;
    const Unit *found = result->unit != NULL ? result->unit : units_one(units);
    const Unit *wanted = slot->unit != NULL ? slot->unit : units_one(units);
    if (unit_same_dimension(found, wanted))
        return true;
    if (is_first_report(judge)) {
        const char *in = slot->unit != NULL ? unit_symbol(slot->unit) : "a number without a unit";
        g_autofree char *message = g_strdup_printf("this does not give %s", in);
        Diagnostic *d = report(judge, 0, strlen(judge->expression->text), message);
        diag_hint(d,
                  "the units of its slots, multiplied and divided with them, must come to that "
                  "of '%s'",
                  slot->name);
    }
    return false;
}

static void report_unit(const Judge *judge, const ExpressionStep *step)
{
    g_autofree char *message = g_strdup_printf("there is no unit '%s'", step->unit);
    report(judge, step->start, step->end, message);
}

/* Returns false if the slot's expression cannot be computed in this class. */
static bool check_expression(const Judge *judge)
{
    const Slot *slot = judge->slot;
    Amount result;
    const bool can_be_derived = slot->range == RANGE_QUANTITY && !slot->multivalued;
    if (judge->expression == slot->expression ? !can_be_derived : !is_number(slot)) {
        if (is_first_report(judge))
            report(judge, 0, strlen(judge->expression->text),
                   "only a slot with one quantity can have an expression");
        return false;
    }
    const ExpressionStep *failed = expression_evaluate(
        judge->expression, judge->builder->schema->units, look_up_unit, (void *)judge, &result);
    if (failed == NULL)
        return check_result(judge, &result);
    if (!is_first_report(judge))
        return false;
    if (expression_step_is_name(failed))
        report_operand(judge, failed);
    else if (failed->unit != NULL)
        report_unit(judge, failed);
    else
        diag_hint(report(judge, failed->start, failed->end, "these units do not go together"),
                  "what is added or subtracted must be of one kind");
    return false;
}

/* --- circles --- */

/* Where the search stands in one slot's expression. */
typedef struct ExpressionFrame {
    size_t slot;
    size_t step;
} ExpressionFrame;

typedef enum ExpressionMark { MARK_NEW, MARK_ACTIVE, MARK_DONE } ExpressionMark;

static void drop_expression(const Slot *slot)
{
    ((Slot *)slot)->expression = NULL; /* classes are still being built: nobody else has seen it */
}

/* Returns the next slot with an expression that the frame's refers to, or slot_count. */
static size_t next_operand(const Class *class, ExpressionFrame *frame)
{
    const Expression *expression = class->slots[frame->slot]->expression;
    while (expression != NULL && frame->step < expression->step_count) {
        const ExpressionStep *step = &expression->steps[frame->step++];
        const size_t index = expression_step_is_name(step)
                                 ? class_find_slot_index(class, step->name)
                                 : class->slot_count;
        if (index < class->slot_count && class->slots[index]->expression != NULL)
            return index;
    }
    return class->slot_count;
}

static void report_circle(const Judge *judge, const ExpressionStep *step)
{
    if (!is_first_report(judge))
        return;
    g_autofree char *message = strcmp(step->name, judge->slot->name) == 0
                                   ? g_strdup_printf("'%s' follows from itself", judge->slot->name)
                                   : g_strdup_printf("'%s' follows from itself, by way of '%s'",
                                                     judge->slot->name, step->name);
    report(judge, step->start, step->end, message);
}

/* Depth first, with a stack of its own; the expression that closes a circle is dropped. */
static void break_circles(Builder *builder, const Class *class, size_t first, ExpressionMark *marks)
{
    g_autoptr(GArray) frames = g_array_new(FALSE, FALSE, sizeof(ExpressionFrame));
    ExpressionFrame frame = {first, 0};
    g_array_append_val(frames, frame);
    marks[first] = MARK_ACTIVE;
    while (frames->len > 0) {
        ExpressionFrame *top = &g_array_index(frames, ExpressionFrame, frames->len - 1);
        const size_t operand = next_operand(class, top);
        const Slot *slot = class->slots[top->slot];
        if (operand == class->slot_count) {
            marks[top->slot] = MARK_DONE;
            g_array_set_size(frames, frames->len - 1);
        } else if (marks[operand] == MARK_ACTIVE) {
            const Judge judge = judge_of(builder, class, slot);
            report_circle(&judge, &slot->expression->steps[top->step - 1]);
            drop_expression(slot);
        } else if (marks[operand] == MARK_NEW) {
            marks[operand] = MARK_ACTIVE;
            frame = (ExpressionFrame){operand, 0};
            g_array_append_val(frames, frame);
        }
    }
}

/* --- bounds --- */

/* A class need not have all that a slot can be compared with, if the schema has it. */
static bool lacks_operand(const Judge *judge)
{
    for (size_t i = 0; i < judge->expression->step_count; i++) {
        const ExpressionStep *step = &judge->expression->steps[i];
        if (expression_step_is_name(step) && class_find_slot(judge->class, step->name) == NULL &&
            section_find(&judge->builder->slots, step->name) != NULL)
            return true;
    }
    return false;
}

/* Keeps those bounds of the slot that the class can compute. */
static void check_bounds(Builder *builder, const Class *class, Slot *slot)
{
    size_t kept = 0;
    for (size_t i = 0; i < slot->bound_count; i++) {
        const Judge judge = {builder, class, slot, slot->bounds[i].expression,
                             slot->bounds[i].written};
        if (!lacks_operand(&judge) && check_expression(&judge))
            slot->bounds[kept++] = slot->bounds[i];
    }
    slot->bound_count = kept;
}

void builder_parse_bounds(Builder *builder, const Node *node, BoundKind kind, GArray *bounds)
{
    if (node == NULL || node->kind != NODE_SCALAR)
        return;
    g_auto(GStrv) parts = g_strsplit(node->text, ";", -1);
    size_t start = 0;
    for (char **part = parts; *part != NULL; start += strlen(*part) + 1, part++) {
        const size_t space = strspn(*part, " ");
        const char *text = arena_strdup(builder->arena, *part + space);
        const Expression *expression =
            parse_at(builder, node, start + space, text, EXPRESSION_OF_BOUNDS);
        const SlotBound bound = {kind, expression, node->text + start};
        if (expression != NULL)
            g_array_append_val(bounds, bound);
    }
}

void builder_check_expressions(Builder *builder, const Class *class)
{
    for (size_t i = 0; i < class->slot_count; i++) {
        const Slot *slot = class->slots[i];
        const Judge judge = judge_of(builder, class, slot);
        if (slot->expression != NULL && !check_expression(&judge))
            drop_expression(slot);
        check_bounds(builder, class, (Slot *)slot); /* likewise: nobody else has seen it */
    }
    ExpressionMark *marks = g_new0(ExpressionMark, class->slot_count + 1);
    for (size_t i = 0; i < class->slot_count; i++)
        if (class->slots[i]->expression != NULL && marks[i] == MARK_NEW)
            break_circles(builder, class, i, marks);
    g_free(marks);
}

/* --- permissible values --- */

static const Node *find_annotation(const Node *definition, const char *name)
{
    const Node *annotations = node_find(definition, "annotations");
    return annotations != NULL ? node_find(annotations, name) : NULL;
}

/* A measure's expression names measures of the same enum; itself only in a sum over its parts. */
static void check_measures(Builder *builder, const Enum *of, EnumValue *value)
{
    const Expression *expression = value->expression;
    for (size_t i = 0; i < expression->step_count; i++) {
        const ExpressionStep *step = &expression->steps[i];
        if (!expression_step_is_name(step))
            continue;
        const bool is_known = enum_find_value(of, step->name) != NULL;
        const bool is_itself = strcmp(step->name, value->name) == 0;
        if (is_known && (!is_itself || step->operation == EXPRESSION_SUM))
            continue;
        const Span span = expression_span(expression, step->start, step->end);
        if (is_known)
            diag_report(builder->diags, DIAG_SCHEMA_BAD_EXPRESSION, span,
                        "'%s' follows from itself", value->name);
        else
            diag_report(builder->diags, DIAG_SCHEMA_BAD_EXPRESSION, span, "'%s' is no value of %s",
                        step->name, of->name);
        value->expression = NULL;
        return;
    }
}

static void read_scales(Builder *builder, EnumValue *value, const Node *node)
{
    g_auto(GStrv) names = g_strsplit(node->text, " ", -1);
    value->scales = arena_new0(builder->arena, const char *, g_strv_length(names));
    for (char **name = names; *name != NULL; name++) {
        if (**name == '\0')
            continue;
        if (section_find(&builder->slots, *name) != NULL)
            value->scales[value->scale_count++] = arena_strdup(builder->arena, *name);
        else
            diag_report(builder->diags, DIAG_SCHEMA_UNKNOWN_RANGE, node->span,
                        "'%s' scales slot '%s', which is not defined", value->name, *name);
    }
}

void builder_read_rules(Builder *builder, const Enum *of, EnumValue *value, const Node *node)
{
    value->expression = builder_parse_expression(builder, find_annotation(node, "expression"),
                                                 EXPRESSION_OF_MEASURES);
    if (value->expression != NULL)
        check_measures(builder, of, value);
    const Node *scales = find_annotation(node, "scales");
    if (scales != NULL && scales->kind == NODE_SCALAR)
        read_scales(builder, value, scales);
}
