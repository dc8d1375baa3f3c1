#include "decode/decoder.h"

#include <string.h>

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
            decode_report_unknown_slot(decoder, &hints, node);
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
