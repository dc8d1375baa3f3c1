#include "decode/decoder.h"

#include "base/text.h"

#include <string.h>

/* A mapping whose keys are no slots, some of them, and the slots that those before were said to
 * mean: no hint gives a key a second time. */
typedef struct SlotHints {
    const Class *class;
    const Node *mapping;
    GPtrArray *given; /* of const char * */
} SlotHints;

static bool is_taken(const SlotHints *hints, const char *name)
{
    return node_find(hints->mapping, name) != NULL ||
           g_ptr_array_find_with_equal_func(hints->given, name, g_str_equal, NULL);
}

/* Another spelling of a slot that the mapping does not have yet; NULL: there is none. */
static const char *find_slot_meant(Decoder *decoder, const SlotHints *hints, const char *name)
{
    const Class *class = hints->class;
    const Slot *same = class_find_alias(class, name);
    if (same != NULL)
        return is_taken(hints, same->name) ? NULL : same->name;
    Nearest nearest;
    nearest_init_within(&nearest, name, &decoder->near_budget);
    for (size_t i = 0; i < class->slot_count; i++)
        nearest_offer(&nearest, class->slots[i]->name);
    return nearest.best != NULL && !is_taken(hints, nearest.best) ? nearest.best : NULL;
}

/* --- slots that are called by what a claim says of them --- */

typedef struct ConditionName {
    const Slot *slot;
    const EnumValue *condition;
} ConditionName;

static const Slot *find_slot(const Class *class, const char *name)
{
    const size_t position = class_find_slot_index(class, name);
    return position < class->slot_count ? class->slots[position] : class_find_alias(class, name);
}

/* Is `name` the slot's with the condition before or behind it, "max_tdp", "tdp per card"? */
static bool split_name(const Decoder *decoder, const Class *class, const char *name, size_t at,
                       ConditionName *found)
{
    const Enum *conditions = decoder->kb->schema->conditions;
    g_autofree char *first = g_strndup(name, at);
    const char *last = name + at + 1;
    const EnumValue *before = enum_find_alias(conditions, first);
    const EnumValue *behind = enum_find_alias(conditions, last);
    found->condition = before != NULL ? before : behind;
    found->slot = before != NULL   ? find_slot(class, last)
                  : behind != NULL ? find_slot(class, first)
                                   : NULL;
    return found->slot != NULL && found->slot->range == RANGE_QUANTITY;
}

static bool find_condition_name(const Decoder *decoder, const Class *class, const char *name,
                                ConditionName *found)
{
    if (decoder->kb->schema->conditions == NULL)
        return false;
    for (const char *at = name; (at = strpbrk(at, "_- ")) != NULL; at++)
        if (split_name(decoder, class, name, (size_t)(at - name), found))
            return true;
    return false;
}

/* "max_tdp: 350 W" is a claim of tdp, for: maximum. */
static void hint_condition(Diagnostic *d, const SlotHints *hints, const Node *node,
                           const ConditionName *found)
{
    const char *slot = found->slot->name, *condition = found->condition->name;
    if (node->kind != NODE_SCALAR || node->length == 0 || is_taken(hints, slot)) {
        diag_hint(d, "that is '%s' in a claim with `for: %s`", slot, condition);
        return;
    }
    g_autofree char *value = decode_write(node->text);
    g_autofree char *claim = g_strdup_printf("{value: %s, for: %s}", value, condition);
    diag_hint(d, "write %s: %s", slot, claim);
    diag_fix(d, node->key->span, slot);
    diag_fix(d, node->span, claim);
    g_ptr_array_add(hints->given, (gpointer)slot);
}

enum { LISTED_SLOTS_MAX = 12 };

static void hint_slots(Diagnostic *d, const Class *class)
{
    if (class->slot_count > LISTED_SLOTS_MAX) {
        diag_hint(d,
                  "`dieline schema --class %s` lists what it has; a slot of your own belongs to "
                  "schema/",
                  class->name);
        return;
    }
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < class->slot_count; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", class->slots[i]->name);
    diag_hint(d, "it has %s", all->str);
}

static void report_unknown_slot(Decoder *decoder, const SlotHints *hints, const Node *node)
{
    const Class *class = hints->class;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_UNKNOWN_SLOT, node->key->span,
                                "class %s has no slot '%s'", class->name, node->key->text);
    if (node_is_empty(node) &&
        (strchr(node->key->text, ' ') != NULL || g_ascii_isdigit(node->key->text[0]))) {
        diag_hint(d, "text that holds ',' or ': ' needs quotes inside {}");
        return;
    }
    ConditionName found;
    if (find_condition_name(decoder, class, node->key->text, &found)) {
        hint_condition(d, hints, node, &found);
        return;
    }
    const char *meant = find_slot_meant(decoder, hints, node->key->text);
    if (meant == NULL) {
        hint_slots(d, class);
        return;
    }
    decode_hint_name(d, node->key->span, meant);
    g_ptr_array_add(hints->given, (gpointer)meant);
}

/* An inlined item's subject is the entry around it. A variant has of its base what it does not
 * state, and is named after it. */
static bool is_implied(const Decoder *decoder, const Slot *slot, bool inlined)
{
    if (slot->identifier)
        return true;
    if (inlined)
        return slot->known == SLOT_SUBJECT;
    return decoder->is_variant && (slot->inherited || slot->known == SLOT_NAME);
}

static void check_missing(Decoder *decoder, const Class *class, const Node *mapping, bool inlined)
{
    const Span span = inlined                  ? span_first(mapping->span)
                      : mapping->first != NULL ? mapping->first->key->span
                                               : span_first(mapping->span);
    for (size_t i = 0; i < class->slot_count; i++) {
        const Slot *slot = class->slots[i];
        if (!slot->required || is_implied(decoder, slot, inlined) ||
            node_find(mapping, slot->name) != NULL)
            continue;
        Diagnostic *d = inlined ? diag_report(decoder->diags, DIAG_ENTRY_MISSING_SLOT, span,
                                              "this %s needs '%s'", class->name, slot->name)
                                : diag_report(decoder->diags, DIAG_ENTRY_MISSING_SLOT, span,
                                              "'%s' needs '%s'", decoder->entry_id, slot->name);
        const char *description = description_text(&slot->description);
        if (description != NULL)
            diag_hint(d, "%s: %s", slot->name, description);
    }
}

void decode_object(Decoder *decoder, const Class *class, const Node *mapping,
                   const Defaults *defaults, IsOwnKey is_own_key, bool inlined, Object *object)
{
    object->class = class;
    g_autoptr(GPtrArray) given = g_ptr_array_new();
    const SlotHints hints = {class, mapping, given};
    Claims *by_position = g_new0(Claims, class->slot_count + 1);
    size_t count = 0;
    for (const Node *node = mapping->first; node != NULL; node = node->next) {
        if (is_own_key != NULL && is_own_key(node->key->text))
            continue;
        decoder->class = class;
        const size_t position = class_find_slot_index(class, node->key->text);
        if (position == class->slot_count)
            report_unknown_slot(decoder, &hints, node);
        else if (decode_claims(decoder, class->slots[position], node, defaults,
                               &by_position[position]))
            count++;
    }
    object->slots = arena_new0(decoder->arena, Claims, count);
    for (size_t i = 0; i < class->slot_count; i++)
        if (by_position[i].count > 0)
            object->slots[object->slot_count++] = by_position[i];
    g_free(by_position);
    check_missing(decoder, class, mapping, inlined);
}
