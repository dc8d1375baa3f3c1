/*
 * What a claim says about its own reach: for which condition it holds (`for`), and that it was
 * taken back (`withdrawn`).
 */
#include "decode/decoder.h"

#include "base/text.h"

#include <string.h>

/* --- conditions --- */

typedef struct ConditionDraft {
    GPtrArray *values; /* of const EnumValue */
    const Localised *text;
} ConditionDraft;

static char *list_names(const Enum *conditions)
{
    GString *names = g_string_new(NULL);
    for (size_t i = 0; conditions != NULL && i < conditions->value_count; i++)
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", conditions->values[i].name);
    return g_string_free(names, FALSE);
}

static void report_condition(Decoder *decoder, const Node *node)
{
    const Enum *conditions = decoder->kb->schema->conditions;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_BAD_ENUM, node->span,
                                "'%s' is no condition", node->text);
    g_autofree char *several = conditions != NULL ? decode_split_names(node, conditions) : NULL;
    if (several != NULL) {
        g_autofree char *list = g_strdup_printf("[%s]", several);
        diag_hint(d, "write %s", list);
        diag_fix(d, node->span, list);
        return;
    }
    const EnumValue *same = conditions != NULL ? enum_find_alias(conditions, node->text) : NULL;
    if (same != NULL) {
        decode_hint_name(d, node->span, same->name);
        return;
    }
    Nearest nearest;
    nearest_init_within(&nearest, node->text, &decoder->near_budget);
    for (size_t i = 0; conditions != NULL && i < conditions->value_count; i++)
        nearest_offer(&nearest, conditions->values[i].name);
    g_autofree char *names = list_names(conditions);
    const char *language = decoder->kb->languages[0];
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'? One in words is written {%s: ...}", nearest.best,
                  language);
    else
        diag_hint(d, "there are %s; one in words is written {%s: ...}",
                  names[0] != '\0' ? names : "none with a name", language);
}

static void add_named(Decoder *decoder, ConditionDraft *draft, const Node *node)
{
    if (decode_scalar(decoder, node, "for") == NULL)
        return;
    const Enum *conditions = decoder->kb->schema->conditions;
    const EnumValue *value = conditions != NULL ? enum_find_value(conditions, node->text) : NULL;
    if (value == NULL)
        report_condition(decoder, node);
    else if (!g_ptr_array_find(draft->values, value, NULL))
        g_ptr_array_add(draft->values, (gpointer)value);
}

static void add_condition(Decoder *decoder, ConditionDraft *draft, const Node *node)
{
    if (node->kind != NODE_MAPPING) {
        add_named(decoder, draft, node);
        return;
    }
    if (draft->text != NULL) {
        Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, span_first(node->span),
                                    "'for' takes one condition in words");
        diag_hint(d, "put both into one text");
        return;
    }
    draft->text = decode_text(decoder, node);
}

static gint compare_values(gconstpointer left, gconstpointer right)
{
    const EnumValue *a = *(const EnumValue *const *)left;
    const EnumValue *b = *(const EnumValue *const *)right;
    return (a->index > b->index) - (a->index < b->index);
}

static const char *condition_key(Arena *arena, const Condition *condition)
{
    g_autoptr(GString) key = g_string_new(NULL);
    for (size_t i = 0; i < condition->value_count; i++)
        g_string_append_printf(key, "%s%s", key->len > 0 ? "; " : "", condition->values[i]->name);
    if (condition->text != NULL)
        g_string_append_printf(key, "%s%s", key->len > 0 ? "; " : "",
                               localised_get(condition->text, 0));
    return arena_strndup(arena, key->str, key->len);
}

static const Condition *draft_finish(const Decoder *decoder, const ConditionDraft *draft)
{
    const guint count = draft->values->len;
    if (count == 0 && draft->text == NULL)
        return NULL;
    g_ptr_array_sort(draft->values, compare_values);
    Condition *condition = arena_new0(decoder->arena, Condition, 1);
    condition->values = arena_new0(decoder->arena, const EnumValue *, count);
    condition->value_count = count;
    condition->text = draft->text;
    for (guint i = 0; i < count; i++)
        condition->values[i] = draft->values->pdata[i];
    condition->key = condition_key(decoder->arena, condition);
    return condition;
}

const Condition *decode_condition(Decoder *decoder, const Node *node)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    ConditionDraft draft = {values, NULL};
    if (node->kind != NODE_SEQUENCE)
        add_condition(decoder, &draft, node);
    else if (node->count == 0)
        diag_report(decoder->diags, DIAG_ENTRY_EMPTY_VALUE, node_whole_span(node),
                    "'for' is an empty list");
    else
        for (const Node *item = node->first; item != NULL; item = item->next)
            add_condition(decoder, &draft, item);
    return draft_finish(decoder, &draft);
}

/* --- withdrawals --- */

static void report_withdrawal(Decoder *decoder, Span span, const char *what)
{
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_MISSING_SLOT, span,
                                "'withdrawn' does not say %s", what);
    diag_hint(d, "write `withdrawn: {by: SOURCE, reason: ...}`");
}

static void read_withdrawal_key(Decoder *decoder, const Node *node, Withdrawal *withdrawal)
{
    if (strcmp(node->key->text, "by") == 0) {
        uint32_t count = 0;
        if (decode_scalar(decoder, node, "by") != NULL)
            decode_citations(decoder, node, &withdrawal->by, &count);
    } else if (strcmp(node->key->text, "reason") == 0) {
        withdrawal->reason = decode_text(decoder, node);
    } else {
        Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_UNKNOWN_SLOT, node->key->span,
                                    "'%s' is no key of 'withdrawn'", node->key->text);
        diag_hint(d, "it has by and reason");
    }
}

const Withdrawal *decode_withdrawal(Decoder *decoder, const Node *node)
{
    if (node->kind == NODE_SCALAR && node->length > 0) {
        report_withdrawal(decoder, node->span, "by whom, in a mapping");
        return NULL;
    }
    if (decode_is_unusable(decoder, node, NODE_MAPPING, "withdrawn"))
        return NULL;
    Withdrawal *withdrawal = arena_new0(decoder->arena, Withdrawal, 1);
    for (const Node *key = node->first; key != NULL; key = key->next)
        read_withdrawal_key(decoder, key, withdrawal);
    if (withdrawal->by != NULL)
        return withdrawal;
    if (node_find(node, "by") == NULL)
        report_withdrawal(decoder, span_first(node->span), "by which source");
    return NULL;
}
