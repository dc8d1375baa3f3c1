#include "link/linker.h"

/* When a source was published; NULL if it does not say. */
static const Edtf *published(const Entry *source)
{
    return source != NULL ? object_date(&source->object, SLOT_PUBLISHED) : NULL;
}

/* A claim is as old as the earliest of its sources (design 3.1). */
void link_as_of_sources(Claim *claim)
{
    if (claim->has_own_as_of)
        return;
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Edtf *date = published(claim->citations[i].source);
        if (date == NULL || (claim->as_of != NULL && edtf_sort(date, claim->as_of) >= 0))
            continue;
        claim->as_of = date;
    }
}

/* A date in doubt says less than any that is not. */
static bool is_younger(const Edtf *a, const Edtf *b)
{
    const bool a_is_sure = a->qualifiers == 0;
    const bool b_is_sure = b->qualifiers == 0;
    return a_is_sure != b_is_sure ? a_is_sure : edtf_sort(a, b) > 0;
}

/* Without a date of its own, the knowledge base is as young as the surest of its sources, and says
 * so in that source's words: of one that goes on for ever, when it began. */
static void set_kb_as_of(Kb *kb, Arena *arena)
{
    const Edtf *youngest = NULL;
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        const Edtf *date = class_is_a(entry->object.class, kb->schema->known[CLASS_SOURCE])
                               ? published(entry)
                               : NULL;
        if (date != NULL && date->earliest != DAY_OPEN_PAST &&
            (youngest == NULL || is_younger(date, youngest)))
            youngest = date;
    }
    if (youngest == NULL)
        return;
    kb->has_as_of = true;
    kb->as_of = *youngest;
    if (youngest->latest == DAY_OPEN_FUTURE && edtf_end(youngest, EDTF_FIRST, &kb->as_of))
        kb->as_of.text = arena_strndup(arena, kb->as_of.text, kb->as_of.length);
}

void link_dates(Kb *kb, Arena *arena)
{
    if (!kb->has_as_of)
        set_kb_as_of(kb, arena);
}
