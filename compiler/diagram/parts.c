#include "diagram/parts.h"

static Part *find_part(const GArray *parts, const Entry *entry)
{
    for (guint i = 0; i < parts->len; i++)
        if (g_array_index(parts, Part, i).entry == entry)
            return &g_array_index(parts, Part, i);
    return NULL;
}

static void add_claim(GArray *parts, const Claim *claim)
{
    if (!claim_is_in_force(claim) || claim->value.kind != VALUE_OBJECT)
        return;
    const Object *object = claim->value.object;
    const Claim *reference = object_best(object, SLOT_PART);
    const Entry *entry = object_reference(object, SLOT_PART);
    if (entry == NULL || entry->draft)
        return;
    const Claim *count = object_best(object, SLOT_COUNT);
    const bool stated = count != NULL && count->value.kind == VALUE_INTEGER;
    const Part part = {entry, stated ? count->value.integer : 0, claim, reference};
    Part *known = find_part(parts, entry);
    if (known == NULL)
        g_array_append_val(parts, part);
    else if (claim_is_firmer(reference, known->reference))
        *known = part;
}

GArray *parts_find(const Claims *claims)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(Part));
    for (size_t i = 0; claims != NULL && i < claims->count; i++)
        add_claim(parts, &claims->items[i]);
    return parts;
}

const char *parts_count(const Drawing *drawing, const Part *part)
{
    if (part->count <= 1)
        return NULL;
    return drawing_fill(drawing, "picture.count",
                        arena_printf(drawing->arena, "%" G_GINT64_FORMAT, part->count));
}
