/*
 * What keys of diagrams and decks hold, whatever they mean: texts, lists, slots, values of enums.
 */
#include "decode/diagrams.h"

#include "base/text.h"

void diagram_report(Decoder *decoder, const Node *node, const char *wanted)
{
    if (node->kind != NODE_DAMAGED)
        diag_report(decoder->diags, DIAG_KB_CONFIG, node_whole_span(node), "'%s' must be %s",
                    node->key->text, wanted);
}

const char *diagram_text(Decoder *decoder, const Node *node, const char *wanted)
{
    if (node->kind == NODE_SCALAR && node->length > 0)
        return node->text;
    diagram_report(decoder, node, wanted);
    return NULL;
}

void diagram_report_name(Decoder *decoder, const Node *node, const char *what,
                         const char *const *names, size_t count)
{
    g_autoptr(GString) all = g_string_new(NULL);
    Nearest nearest;
    nearest_init(&nearest, node->text);
    for (size_t i = 0; i < count; i++) {
        nearest_offer(&nearest, names[i]);
        g_string_append_printf(all, "%s%s",
                               i == 0           ? ""
                               : i + 1 == count ? " and "
                                                : ", ",
                               names[i]);
    }
    Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, node->span,
                                "'%s' is no %s; there are %s", node->text, what, all->str);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

const Node *diagram_first_item(const Node *node)
{
    return node->kind == NODE_SEQUENCE ? node->first : node;
}

const Node *diagram_next_item(const Node *list, const Node *item)
{
    return list->kind == NODE_SEQUENCE ? item->next : NULL;
}

const Slot *diagram_find_slot(const Schema *schema, const char *name)
{
    for (size_t i = 0; i < schema->class_count; i++)
        if (class_find_slot(schema->classes[i], name) != NULL)
            return class_find_slot(schema->classes[i], name);
    return NULL;
}

bool diagram_check_slot(Decoder *decoder, const char *name, Span span)
{
    const Schema *schema = decoder->kb->schema;
    if (diagram_find_slot(schema, name) != NULL)
        return true;
    Diagnostic *d =
        diag_report(decoder->diags, DIAG_KB_CONFIG, span, "the schema has no slot '%s'", name);
    Nearest nearest;
    nearest_init_within(&nearest, name, &decoder->near_budget);
    for (size_t i = 0; i < schema->class_count; i++)
        for (size_t j = 0; j < schema->classes[i]->slot_count; j++)
            nearest_offer(&nearest, schema->classes[i]->slots[j]->name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
    return false;
}

const Enum *diagram_enum(const Schema *schema, KnownClass class, KnownSlot slot)
{
    const Slot *found =
        schema->known[class] != NULL ? class_find_known(schema->known[class], slot) : NULL;
    return found != NULL ? found->range_enum : NULL;
}

static void report_choice(Decoder *decoder, const Node *item, const Enum *of, const char *what)
{
    Diagnostic *d =
        diag_report(decoder->diags, DIAG_KB_CONFIG, item->span, "'%s' is no %s", item->text, what);
    Nearest nearest;
    nearest_init_within(&nearest, item->text, &decoder->near_budget);
    for (size_t i = 0; i < of->value_count; i++)
        nearest_offer(&nearest, of->values[i].name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

const EnumValue **diagram_choices(Decoder *decoder, const Node *node, const Enum *of,
                                  const char *what, size_t *count)
{
    const EnumValue **choices = arena_new0(decoder->arena, const EnumValue *, node->count + 1);
    for (const Node *item = diagram_first_item(node); item != NULL;
         item = diagram_next_item(node, item)) {
        const EnumValue *choice =
            item->kind == NODE_SCALAR ? enum_find_value(of, item->text) : NULL;
        if (choice != NULL)
            choices[(*count)++] = choice;
        else if (item->kind == NODE_SCALAR)
            report_choice(decoder, item, of, what);
        else if (item->kind != NODE_DAMAGED)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node_whole_span(item),
                        "'%s' must be a list of %ss", node->key->text, what);
    }
    return choices;
}
