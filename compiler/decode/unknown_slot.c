/*
 * A key that is no slot of its class, and where what it says belongs: to another spelling of a
 * slot, to a claim, to the milestones or the figures.
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

static const Slot *find_alias(const Class *class, const Node *mapping, const char *name)
{
    const Slot *same = class_find_alias(class, name);
    return same != NULL && node_find(mapping, same->name) == NULL ? same : NULL;
}

/* A slot that is spelt much alike, and that the mapping does not have yet; NULL: there is none. */
static const char *find_near(Decoder *decoder, const Class *class, const Node *mapping,
                             const char *name)
{
    Nearest nearest;
    nearest_init_within(&nearest, name, &decoder->near_budget);
    for (size_t i = 0; i < class->slot_count; i++)
        nearest_offer(&nearest, class->slots[i]->name);
    const bool is_free = nearest.best != NULL && node_find(mapping, nearest.best) == NULL;
    return is_free ? nearest.best : NULL;
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

/* "tape_out", "Tape-out", "launch_date": the value that the key names; NULL: none. */
static const EnumValue *find_told(const Enum *names, const char *key)
{
    g_autofree char *word = g_strdup(key);
    if (g_str_has_suffix(word, "_date"))
        word[strlen(word) - strlen("_date")] = '\0';
    const EnumValue *value = enum_find_value(names, word);
    return value != NULL ? value : enum_find_alias(names, word);
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
static bool hint_told(const Decoder *decoder, Diagnostic *d, const Class *class,
                      const Node *mapping, const Node *node, const Told *kind)
{
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
    else if (node_find(mapping, list->name) == NULL)
        diag_hint(d, "it is %s: write `%s: [%s]`", kind->what, list->name, object);
    else
        diag_hint(d, "it is %s: write it as an item of '%s', %s", kind->what, list->name, object);
    return true;
}

static bool hint_elsewhere(const Decoder *decoder, Diagnostic *d, const Class *class,
                           const Node *mapping, const Node *node)
{
    const char *key = node->key->text;
    if (claim_key_find(key) != NULL) {
        diag_hint(d, "it is said of a value, beside that: `SLOT: {value: ..., %s: ...}`", key);
        return true;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++)
        if (hint_told(decoder, d, class, mapping, node, &told[i]))
            return true;
    return false;
}

void decode_report_unknown_slot(Decoder *decoder, const Class *class, const Node *mapping,
                                const Node *node)
{
    const char *key = node->key->text;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_UNKNOWN_SLOT, node->key->span,
                                "class %s has no slot '%s'", class->name, key);
    if (node_is_empty(node) && (strchr(key, ' ') != NULL || g_ascii_isdigit(key[0]))) {
        diag_hint(d, "text that holds ',' or ': ' needs quotes inside {}");
        return;
    }
    const Slot *same = find_alias(class, mapping, key);
    if (same == NULL && hint_elsewhere(decoder, d, class, mapping, node))
        return;
    const char *meant = same != NULL ? same->name : find_near(decoder, class, mapping, key);
    if (meant != NULL)
        decode_hint_name(d, node->key->span, meant);
    else
        hint_slots(d, class);
}
