#include "link/linker.h"

#include "model/walk.h"

/* When a source was published; NULL if it does not say, or is no source. */
static const Edtf *published(const Entry *source)
{
    const Claim *claim = source != NULL ? object_best(&source->object, "published") : NULL;
    return claim != NULL && claim->value.kind == VALUE_DATE ? &claim->value.date : NULL;
}

/* A claim is as old as the earliest of its sources (design 3.1). */
static void set_as_of(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    (void)slot;
    (void)user;
    if (claim->has_own_as_of)
        return;
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Edtf *date = published(claim->citations[i].source);
        if (date == NULL || (claim->has_as_of && edtf_sort(date, &claim->as_of) >= 0))
            continue;
        claim->as_of = *date;
        claim->has_as_of = true;
    }
}

/* Without a date of its own, the knowledge base is as young as the surest of its sources. */
static void set_kb_as_of(Kb *kb, Arena *arena)
{
    Day latest = DAY_OPEN_PAST;
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        const Edtf *date =
            class_is_a(entry->object.class, kb->schema->source_class) ? published(entry) : NULL;
        if (date != NULL && date->earliest > latest)
            latest = date->earliest;
    }
    g_autofree char *text = edtf_format_day(latest);
    Problem problem;
    kb->has_as_of = text != NULL && edtf_parse(arena_strdup(arena, text), &kb->as_of, &problem);
}

void link_dates(Kb *kb, Arena *arena)
{
    for (size_t i = 0; i < kb->entry_count; i++)
        entry_visit_claims(kb->entries[i], set_as_of, NULL);
    if (!kb->has_as_of)
        set_kb_as_of(kb, arena);
}
