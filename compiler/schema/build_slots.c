/*
 * A slot is a stack of definitions: the global one, then what classes say about it. Each keyword is
 * taken from the topmost definition that has it.
 */
#include "schema/build.h"

#include "base/text.h"
#include "schema/claim_keys.h"

#include <string.h>

/* Types that the compiler knows, and how a value of them is read. */
static const struct {
    const char *name;
    RangeKind range;
} builtin_types[] = {
    {"string", RANGE_STRING},   {"text", RANGE_TEXT},         {"markdown", RANGE_MARKDOWN},
    {"integer", RANGE_INTEGER}, {"boolean", RANGE_BOOLEAN},   {"uri", RANGE_URI},
    {"edtf", RANGE_EDTF},       {"quantity", RANGE_QUANTITY},
};

typedef struct Stack {
    const Node *global;        /* NULL: none */
    const GPtrArray *overlays; /* of const Node; later ones win */
} Stack;

static const Node *stack_find(const Stack *stack, const char *keyword)
{
    for (guint i = stack->overlays->len; i-- > 0;) {
        const Node *value = node_find(stack->overlays->pdata[i], keyword);
        if (value != NULL)
            return value;
    }
    return stack->global != NULL ? node_find(stack->global, keyword) : NULL;
}

static const char *stack_text(const Stack *stack, const char *keyword)
{
    const Node *value = stack_find(stack, keyword);
    return value != NULL && value->kind == NODE_SCALAR && value->length > 0 ? value->text : NULL;
}

static bool stack_bool(const Stack *stack, const char *keyword)
{
    const char *text = stack_text(stack, keyword);
    return text != NULL && strcmp(text, "true") == 0;
}

static bool stack_number(const Stack *stack, const char *keyword, double *number)
{
    const char *text = stack_text(stack, keyword);
    if (text == NULL)
        return false;
    *number = g_ascii_strtod(text, NULL);
    return true;
}

static bool builtin_find(const char *name, RangeKind *range)
{
    for (size_t i = 0; i < G_N_ELEMENTS(builtin_types); i++)
        if (strcmp(builtin_types[i].name, name) == 0) {
            *range = builtin_types[i].range;
            return true;
        }
    return false;
}

/* Follows typeof to a type that the compiler knows; the first pattern on the way holds. */
static bool type_resolve(const Builder *builder, const char *name, RangeKind *range,
                         const char **pattern)
{
    for (size_t steps = 0; steps <= builder->types.all->len; steps++) {
        if (builtin_find(name, range))
            return true;
        const Element *type = section_find(&builder->types, name);
        if (type == NULL)
            return false;
        const Node *own = element_find(type, "pattern");
        if (own != NULL && *pattern == NULL)
            *pattern = own->text;
        const Node *parent = element_find(type, "typeof");
        name = parent != NULL ? parent->text : "string";
    }
    return false;
}

static void report_range(Builder *builder, const char *name, Span span)
{
    Diagnostic *d = diag_report(builder->diags, DIAG_SCHEMA_UNKNOWN_RANGE, span,
                                "no class, enum or type '%s'", name);
    Nearest nearest;
    nearest_init_within(&nearest, name, &builder->near_budget);
    const Section *const sections[] = {&builder->types, &builder->enums, &builder->classes};
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
        for (guint k = 0; k < sections[i]->all->len; k++)
            nearest_offer(&nearest, ((const Element *)sections[i]->all->pdata[k])->name);
    for (size_t i = 0; i < G_N_ELEMENTS(builtin_types); i++)
        nearest_offer(&nearest, builtin_types[i].name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

static void slot_set_range(Builder *builder, Slot *slot, const Stack *stack, const Element *global,
                           const char **pattern)
{
    const Node *node = stack_find(stack, "range");
    const char *name = stack_text(stack, "range");
    if (name == NULL)
        name = global != NULL ? global->default_range : "string";
    const Element *class = section_find(&builder->classes, name);
    slot->range_enum = schema_find_enum(builder->schema, name);
    if (class != NULL) {
        slot->range_class = class->class;
        const bool inlined = stack_bool(stack, "inlined") || stack_bool(stack, "inlined_as_list");
        slot->range = inlined ? RANGE_OBJECT : RANGE_REFERENCE;
    } else if (slot->range_enum != NULL) {
        slot->range = RANGE_ENUM;
    } else if (!type_resolve(builder, name, &slot->range, pattern)) {
        slot->range = RANGE_STRING;
        if (builder_first_report(builder, node))
            report_range(builder, name, node != NULL ? node->span : slot->span);
    }
}

static void slot_set_unit(Builder *builder, Slot *slot, const Stack *stack)
{
    const Node *unit = stack_find(stack, "unit");
    const char *symbol = unit != NULL ? definition_text(unit, "symbol") : NULL;
    if (symbol == NULL)
        return;
    const Span span = node_find(unit, "symbol")->span;
    if (slot->range != RANGE_QUANTITY) {
        if (builder_first_report(builder, unit))
            diag_report(builder->diags, DIAG_SCHEMA_BAD_UNIT, span,
                        "slot '%s' has a unit, but its range is no quantity", slot->name);
        return;
    }
    slot->unit = units_find(builder->schema->units, symbol);
    if (slot->unit != NULL || !builder_first_report(builder, unit))
        return;
    Diagnostic *d = diag_report(builder->diags, DIAG_SCHEMA_BAD_UNIT, span,
                                "no unit '%s' in units.xml", symbol);
    const char *near = units_suggest(builder->schema->units, symbol);
    if (near != NULL)
        diag_hint(d, "did you mean '%s'?", near);
}

/* GLib wraps PCRE's reason in a sentence of its own (and repeats the pattern). */
static const char *regex_reason(const GError *error)
{
    const char *colon = strrchr(error->message, ':');
    return colon != NULL && colon[1] == ' ' ? colon + 2 : error->message;
}

static void slot_set_pattern(Builder *builder, Slot *slot, const Stack *stack, const char *pattern)
{
    const Node *own = stack_find(stack, "pattern");
    if (own != NULL && own->kind == NODE_SCALAR)
        pattern = own->text;
    if (pattern == NULL)
        return;
    g_autoptr(GError) error = NULL;
    GRegex *regex = g_regex_new(pattern, G_REGEX_OPTIMIZE, 0, &error);
    if (regex == NULL) {
        if (builder_first_report(builder, pattern))
            diag_report(builder->diags, DIAG_SCHEMA_BAD_EXPRESSION,
                        own != NULL ? own->span : slot->span, "'%s' is no regular expression: %s",
                        pattern, regex_reason(error));
        return;
    }
    g_ptr_array_add(builder->schema->patterns, regex);
    slot->pattern = regex;
}

/* A related slot (inverse, slot_group) is there for its title. */
static void related_title(Builder *builder, const char *name, Localised *title)
{
    if (name == NULL)
        return;
    const Element *element = section_find(&builder->slots, name);
    const Node *text = element != NULL ? element_find(element, "title") : NULL;
    builder_label(builder, title, (LabelPath){"slots", name, NULL},
                  text != NULL ? text->text : NULL);
}

static Additive read_additive(const char *text)
{
    if (g_strcmp0(text, "at_most") == 0)
        return ADDITIVE_AT_MOST;
    return g_strcmp0(text, "true") == 0 || g_strcmp0(text, "exact") == 0 ? ADDITIVE_EXACT
                                                                         : ADDITIVE_NOT;
}

/* The annotation of the topmost definition that has it. */
static const Node *stack_annotation(const Stack *stack, const char *name)
{
    for (guint i = stack->overlays->len; i-- > 0;) {
        const Node *annotations = node_find(stack->overlays->pdata[i], "annotations");
        const Node *found = annotations != NULL ? node_find(annotations, name) : NULL;
        if (found != NULL)
            return found;
    }
    return NULL;
}

static void slot_set_bounds(Builder *builder, Slot *slot, const Stack *stack)
{
    static const char *const names[BOUND_KIND_COUNT] = {
        [BOUND_AT_MOST] = "at_most", [BOUND_AT_LEAST] = "at_least", [BOUND_EQUALS] = "equals"};
    g_autoptr(GArray) bounds = g_array_new(FALSE, FALSE, sizeof(SlotBound));
    for (unsigned kind = 0; kind < BOUND_KIND_COUNT; kind++)
        builder_parse_bounds(builder, stack_annotation(stack, names[kind]), (BoundKind)kind,
                             bounds);
    slot->bound_count = bounds->len;
    slot->bounds = arena_new0(builder->arena, SlotBound, bounds->len);
    for (guint i = 0; i < bounds->len; i++)
        slot->bounds[i] = g_array_index(bounds, SlotBound, i);
}

static void slot_set_annotations(Builder *builder, Slot *slot, const Stack *stack)
{
    if (stack->global != NULL)
        builder_node_annotations(builder, stack->global, &slot->annotations,
                                 &slot->annotation_count);
    for (guint i = 0; i < stack->overlays->len; i++)
        builder_node_annotations(builder, stack->overlays->pdata[i], &slot->annotations,
                                 &slot->annotation_count);
    const Annotation *all = slot->annotations;
    const size_t count = slot->annotation_count;
    slot->sourced = g_strcmp0(annotation_find(all, count, "sourced"), "false") != 0;
    slot->lineage = g_strcmp0(annotation_find(all, count, "lineage"), "true") == 0;
    slot->additive = read_additive(annotation_find(all, count, "additive"));
    const char *inherited = annotation_find(all, count, "inherited");
    slot->inherited =
        inherited != NULL ? strcmp(inherited, "true") == 0 : slot->sourced && !slot->lineage;
    slot->usually_one = g_strcmp0(annotation_find(all, count, "usually"), "one") == 0;
}

/* A slot that is called like a key of claims could not be told from it (design 3.1). `source` is
 * both, on purpose: a document's `source` is the default of its claims. */
static void slot_check_name(Builder *builder, const Slot *slot, const void *definition)
{
    if (claim_key_find(slot->name) != NULL && strcmp(slot->name, "source") != 0 &&
        builder_first_report(builder, definition))
        diag_report(builder->diags, DIAG_SCHEMA_RESERVED_NAME, slot->span,
                    "a slot cannot be named '%s': that is a key of claims", slot->name);
}

Slot *builder_build_slot(Builder *builder, const char *name, const GPtrArray *overlays, Span used)
{
    const Element *global = section_find(&builder->slots, name);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (guint i = 0; global != NULL && i < global->definitions->len; i++)
        g_ptr_array_add(all, global->definitions->pdata[i]);
    for (guint i = 0; i < overlays->len; i++)
        g_ptr_array_add(all, overlays->pdata[i]);
    const Stack stack = {.overlays = all};

    Slot *slot = arena_new0(builder->arena, Slot, 1);
    slot->name = name;
    slot->known = known_slot_find(name);
    slot->span = all->len > 0 ? ((const Node *)all->pdata[0])->key->span : used;
    slot_check_name(builder, slot, all->len > 0 ? all->pdata[0] : NULL);
    const char *pattern = NULL;
    slot_set_range(builder, slot, &stack, global, &pattern);
    slot_set_unit(builder, slot, &stack);
    slot_set_pattern(builder, slot, &stack, pattern);
    slot_set_annotations(builder, slot, &stack);
    slot->aliases = builder_texts(builder, stack_find(&stack, "aliases"));
    slot->required = stack_bool(&stack, "required");
    slot->recommended = stack_bool(&stack, "recommended");
    slot->multivalued = stack_bool(&stack, "multivalued");
    slot->identifier = stack_bool(&stack, "identifier");
    slot->symmetric = stack_bool(&stack, "symmetric");
    slot->asymmetric = stack_bool(&stack, "asymmetric");
    slot->transitive = stack_bool(&stack, "transitive");
    slot->irreflexive = stack_bool(&stack, "irreflexive");
    slot->has_minimum = stack_number(&stack, "minimum_value", &slot->minimum);
    slot->has_maximum = stack_number(&stack, "maximum_value", &slot->maximum);
    double rank = 1e6;
    stack_number(&stack, "rank", &rank);
    slot->rank = (int)CLAMP(rank, -1e6, 1e6);
    slot->expression = builder_parse_expression(builder, stack_find(&stack, "equals_expression"),
                                                EXPRESSION_OF_SLOTS);
    slot_set_bounds(builder, slot, &stack);
    const LabelPath path = {"slots", name, NULL};
    builder_label(builder, &slot->title, path, stack_text(&stack, "title"));
    builder_describe(builder, &slot->description, path, stack_text(&stack, "description"));
    slot->inverse = stack_text(&stack, "inverse");
    related_title(builder, slot->inverse, &slot->inverse_title);
    slot->group = stack_text(&stack, "slot_group");
    related_title(builder, slot->group, &slot->group_title);
    return slot;
}
