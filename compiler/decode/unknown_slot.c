/*
 * A key that is no slot of its class, and where what it says belongs: to another spelling of a
 * slot, to a claim for a condition, to any claim, to the milestones or the figures.
 */
#include "decode/decoder.h"

#include "base/text.h"
#include "schema/claim_keys.h"

#include <string.h>

/* What entries tell in lists of objects, by the name of a value of an enum. */
typedef struct Told {
    KnownClass class;
    KnownSlot name; /* which slot of the object has that value */
    const char *what;
    const char *rest; /* the slot that has the key's value */
} Told;

static const Told told[] = {
    {CLASS_MILESTONE, SLOT_EVENT, "an event", "date"},
    {CLASS_FIGURE, SLOT_MEASURE, "a measure", "amount"},
};

static bool is_taken(const SlotHints *hints, const char *name)
{
    return node_find(hints->mapping, name) != NULL ||
           g_ptr_array_find_with_equal_func(hints->given, name, g_str_equal, NULL);
}

/* A slot that is called or spelt much alike, and that the mapping does not have yet; NULL: there is
 * none. */
static const char *find_meant(Decoder *decoder, const SlotHints *hints, const Slot *same,
                              const char *name)
{
    const Class *class = hints->class;
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

/* --- what is said elsewhere --- */

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

/* "tape_out", "Tape-out", "launch_date": the value that the key names; NULL: none. */
static const EnumValue *find_told(const Enum *names, const char *key)
{
    g_autofree char *word = g_strdup(key);
    if (g_str_has_suffix(word, "_date"))
        word[strlen(word) - strlen("_date")] = '\0';
    return enum_find_called(names, word);
}

/* The slot of the class that lists such objects; NULL: there is none. */
static const Slot *find_list(const Class *class, const Class *of)
{
    for (size_t i = 0; i < class->slot_count; i++)
        if (class->slots[i]->range == RANGE_OBJECT && class->slots[i]->range_class == of)
            return class->slots[i];
    return NULL;
}

/* Hints at the object that says it: "{event: tape_out, date: 2024}". */
static bool hint_told(const Decoder *decoder, Diagnostic *d, const SlotHints *hints,
                      const Node *node, const Told *kind)
{
    const Class *class = hints->class;
    const Class *of = decoder->kb->schema->known[kind->class];
    const Slot *name = of != NULL ? class_find_known(of, kind->name) : NULL;
    const bool is_itself = of != NULL && class_is_a(class, of);
    const Slot *list = of != NULL && !is_itself ? find_list(class, of) : NULL;
    const EnumValue *value = name != NULL && name->range_enum != NULL
                                 ? find_told(name->range_enum, node->key->text)
                                 : NULL;
    if (value == NULL || (list == NULL && !is_itself))
        return false;
    const bool is_plain = node->kind == NODE_SCALAR && node->length > 0;
    g_autofree char *rest = is_plain ? decode_write(node->text) : g_strdup("...");
    g_autofree char *object =
        g_strdup_printf("{%s: %s, %s: %s}", name->name, value->name, kind->rest, rest);
    if (list == NULL)
        diag_hint(d, "it is %s: write it as %s", kind->what, object);
    else if (node_find(hints->mapping, list->name) == NULL)
        diag_hint(d, "it is %s: write `%s: [%s]`", kind->what, list->name, object);
    else
        diag_hint(d, "it is %s: write it as an item of '%s', %s", kind->what, list->name, object);
    return true;
}

static bool hint_elsewhere(const Decoder *decoder, Diagnostic *d, const SlotHints *hints,
                           const Node *node)
{
    const char *key = node->key->text;
    if (claim_key_find(key) != NULL) {
        diag_hint(d, "it is said of a value, beside that: `SLOT: {value: ..., %s: ...}`", key);
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
        if (hint_told(decoder, d, hints, node, &told[i]))
            return true;
    return false;
}

void decode_report_unknown_slot(Decoder *decoder, const SlotHints *hints, const Node *node)
{
    const Class *class = hints->class;
    const char *key = node->key->text;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_UNKNOWN_SLOT, node->key->span,
                                "class %s has no slot '%s'", class->name, key);
    if (node_is_empty(node) && (strchr(key, ' ') != NULL || g_ascii_isdigit(key[0]))) {
        diag_hint(d, "text that holds ',' or ': ' needs quotes inside {}");
        return;
    }
    ConditionName found;
    if (find_condition_name(decoder, class, key, &found)) {
        hint_condition(d, hints, node, &found);
        return;
    }
    const Slot *same = class_find_alias(class, key);
    if (same == NULL && hint_elsewhere(decoder, d, hints, node))
        return;
    const char *meant = find_meant(decoder, hints, same, key);
    if (meant == NULL) {
        hint_slots(d, class);
        return;
    }
    decode_hint_name(d, node->key->span, meant);
    g_ptr_array_add(hints->given, (gpointer)meant);
}
