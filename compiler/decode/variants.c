/*
 * `variants:` in an entry's file: each item makes an entry of its own, which says of itself that it
 * is a variant of the one around it.
 */
#include "decode/decoder.h"

#include <string.h>

/* Keys that a variant's place answers, and what to do about them. */
static const struct {
    const char *name;
    const char *hint;
} foreign_keys[] = {
    {"variants", "variants are not transitive: list all of them with the product itself"},
    {"variant_of", "leave it out: it is a variant of the entry around it"},
    {"varies_by", "the product itself says in which slots its variants differ"},
    {"id", "its id follows from its `key`; an entry of its own with `variant_of` can choose one"},
};

static bool is_foreign_key(const char *key)
{
    for (size_t i = 0; i < G_N_ELEMENTS(foreign_keys); i++)
        if (strcmp(foreign_keys[i].name, key) == 0)
            return true;
    return false;
}

/* Keys of a variant that are no slots of its. */
static bool is_variant_key(const char *key)
{
    return strcmp(key, "key") == 0 || strcmp(key, "source") == 0 || is_foreign_key(key);
}

static void report_foreign_keys(Decoder *decoder, const Node *item)
{
    for (size_t i = 0; i < G_N_ELEMENTS(foreign_keys); i++) {
        const Node *node = node_find(item, foreign_keys[i].name);
        if (node == NULL)
            continue;
        Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_UNKNOWN_SLOT, node->key->span,
                                    "a variant cannot have '%s'", foreign_keys[i].name);
        diag_hint(d, "%s", foreign_keys[i].hint);
    }
}

/* Returns the item's `key`; NULL (reported): it has none. */
static const Node *find_key(Decoder *decoder, const Entry *base, const Node *item)
{
    const Node *key = node_find(item, "key");
    if (key != NULL && !node_is_empty(key))
        return decode_scalar(decoder, key, "key") != NULL ? key : NULL;
    const Span span = key != NULL ? key->key->span : span_first(item->span);
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_MISSING_SLOT, span,
                                "this variant of '%s' needs 'key'", base->id);
    const Node *first = item->first;
    if (first != NULL && first->kind == NODE_MAPPING)
        diag_hint(d, "variants are a list: write `- {key: %s, ...}`", first->key->text);
    else
        diag_hint(d, "`key: pcie` makes it the entry '%s.pcie'", base->id);
    return NULL;
}

/* "variant_of" as if it had been written there: where the key stands. */
static void set_base(Decoder *decoder, Entry *variant, const Entry *base, const Node *key)
{
    const Class *class = variant->object.class;
    const Slot *slot = class_find_known(class, SLOT_VARIANT_OF);
    Claim *claim = arena_new0(decoder->arena, Claim, 1);
    *claim = (Claim){
        .value = {.kind = VALUE_REFERENCE, .span = key->span, .text = base->id},
        .citations = variant->citations,
        .citation_count = (uint32_t)variant->citation_count,
        .status = STATUS_ACTUAL,
        .rank = RANK_NORMAL,
        .start = key->span.start,
        .end = key->span.end,
    };
    const Claims added = {slot, claim, 1, key->key->span.start, key->key->span.end};
    Object *object = &variant->object;
    Claims *slots = arena_new0(decoder->arena, Claims, object->slot_count + 1);
    const size_t place = class_find_slot_index(class, slot->name);
    size_t count = 0;
    while (count < object->slot_count &&
           class_find_slot_index(class, object->slots[count].slot->name) < place) {
        slots[count] = object->slots[count];
        count++;
    }
    slots[count] = added;
    for (size_t i = count; i < object->slot_count; i++)
        slots[i + 1] = object->slots[i];
    object->slots = slots;
    object->slot_count++;
}

static bool names_value(const Class *class, KnownSlot known, const char *name)
{
    const Slot *slot = class != NULL ? class_find_known(class, known) : NULL;
    return slot != NULL && slot->range_enum != NULL &&
           enum_find_value(slot->range_enum, name) != NULL;
}

/* "h100.award.2024" would be a milestone of the base, and one of its variant "award". */
static void check_key(Decoder *decoder, const Entry *variant)
{
    const Schema *schema = decoder->kb->schema;
    const char *key = variant->variant_key;
    const bool is_event = names_value(schema->known[CLASS_MILESTONE], SLOT_EVENT, key);
    if (!is_event && !names_value(schema->known[CLASS_FIGURE], SLOT_MEASURE, key))
        return;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_ID_COLLISION, variant->id_span,
                                "'%s' is the name of %s: its ids begin like '%s'", key,
                                is_event ? "an event" : "a measure", variant->id);
    diag_hint(d, "another key, such as '%s-variant', tells them apart", key);
}

static void report_no_mapping(Decoder *decoder, const Entry *base, const Node *item)
{
    if (item->kind == NODE_DAMAGED)
        return;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, node_whole_span(item),
                                "a variant is a mapping of `key` and of what differs, not %s",
                                node_is_empty(item) ? "nothing" : node_describe(item));
    if (item->kind == NODE_SCALAR && !node_is_empty(item))
        diag_hint(d, "an entry of its own says `variant_of: %s`", base->id);
}

/* What its base was called before, it was called, too. */
static void add_former_ids(Decoder *decoder, Entry *variant, const Entry *base)
{
    const size_t own = variant->former_id_count;
    const char **ids = arena_new0(decoder->arena, const char *, own + base->former_id_count);
    for (size_t i = 0; i < own; i++)
        ids[i] = variant->former_ids[i];
    for (size_t i = 0; i < base->former_id_count; i++)
        ids[own + i] =
            arena_printf(decoder->arena, "%s.%s", base->former_ids[i], variant->variant_key);
    variant->former_ids = ids;
    variant->former_id_count = own + base->former_id_count;
}

static Entry *decode_variant(Decoder *decoder, const Entry *base, const Node *item)
{
    if (item->kind != NODE_MAPPING) {
        report_no_mapping(decoder, base, item);
        return NULL;
    }
    const Node *key = find_key(decoder, base, item);
    report_foreign_keys(decoder, item);
    if (key == NULL)
        return NULL;
    Entry *variant = arena_new0(decoder->arena, Entry, 1);
    variant->file = base->file;
    variant->folder = base->folder;
    variant->span = item->first->key->span;
    variant->variant_key = decode_keep(decoder, key);
    variant->id = arena_printf(decoder->arena, "%s.%s", base->id, variant->variant_key);
    variant->id_span = key->span;
    decode_check_id(decoder, variant->id, strlen(base->id) + 1, key->span);
    check_key(decoder, variant);
    variant->citations = base->citations;
    variant->citation_count = base->citation_count;
    decoder->is_variant = true;
    decode_entry(decoder, base->object.class, item, is_variant_key, variant);
    decoder->is_variant = false;
    variant->draft |= base->draft;
    add_former_ids(decoder, variant, base);
    set_base(decoder, variant, base, key);
    return variant;
}

static const Node *first_item(const Node *list)
{
    return list->kind == NODE_SEQUENCE ? list->first : list;
}

const Node *decode_find_variants(const Class *class, const Node *document)
{
    return class_has_variants(class) && document->kind == NODE_MAPPING
               ? node_find(document, known_slot_name(SLOT_VARIANTS))
               : NULL;
}

size_t decode_count_variants(const Class *class, const Node *document)
{
    const Node *list = decode_find_variants(class, document);
    if (list == NULL)
        return 0;
    return list->kind == NODE_SEQUENCE ? list->count : 1;
}

size_t decode_variants(Decoder *decoder, const Entry *base, const Node *list, Entry **entries)
{
    if (list->kind == NODE_SEQUENCE && list->count == 0) {
        diag_report(decoder->diags, DIAG_ENTRY_EMPTY_VALUE, node_whole_span(list),
                    "'variants' is an empty list");
        return 0;
    }
    size_t count = 0;
    for (const Node *item = first_item(list); item != NULL;
         item = list->kind == NODE_SEQUENCE ? item->next : NULL) {
        Entry *variant = decode_variant(decoder, base, item);
        if (variant != NULL)
            entries[count++] = variant;
    }
    return count;
}
