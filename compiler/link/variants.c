/*
 * Variants find their bases, and bases their variants. What a variant has of its base it gets
 * later (derive/): when all that is known of the base is.
 */
#include "link/linker.h"

#include <string.h>

static Entry *stated_base(const Entry *entry)
{
    return object_reference(&entry->object, SLOT_VARIANT_OF);
}

/* schema.org, isVariantOf: "not transitive". */
static void report_variant_of_variant(const Entry *entry, const Entry *base, Diagnostics *diags)
{
    const Claim *claim = object_best(&entry->object, SLOT_VARIANT_OF);
    const Entry *further = stated_base(base);
    Diagnostic *d = diag_report(diags, DIAG_REF_VARIANT, claim->value.span,
                                "'%s' is a variant itself, of '%s'", base->id, further->id);
    diag_note(d, object_best(&base->object, SLOT_VARIANT_OF)->value.span, "which is stated here");
    if (stated_base(further) == NULL)
        diag_hint(d, "variants are not transitive: write `variant_of: %s`", further->id);
    else
        diag_hint(d, "variants are not transitive: one of them must be the product itself");
}

/* Returns the base that counts; NULL: there is none, which may have been reported. */
static Entry *find_base(const Entry *entry, Diagnostics *diags)
{
    Entry *base = stated_base(entry);
    if (base == NULL || base == entry) /* ref.self */
        return NULL;
    if (stated_base(base) != NULL && stated_base(base) != base) {
        report_variant_of_variant(entry, base, diags);
        return NULL;
    }
    return base->draft || base->damaged ? NULL : base;
}

/* "H100 (pcie)": the base's name, and what tells it apart. */
static const Localised *compose_name(const Kb *kb, const Entry *base, const char *key, Arena *arena)
{
    Localised *name = arena_new0(arena, Localised, 1);
    g_autofree char *words = g_strdelimit(g_strdup(key), "-_", ' ');
    for (size_t i = 0; i < kb->language_count; i++)
        name->texts[i] = arena_printf(arena, "%s (%s)", localised_get(base->name, i), words);
    return name;
}

static void set_name(const Kb *kb, Entry *entry, Arena *arena)
{
    const Entry *base = stated_base(entry);
    if (base == NULL || base == entry || object_claims(&entry->object, SLOT_NAME) != NULL ||
        object_claims(&base->object, SLOT_NAME) == NULL)
        return;
    const char *key = entry->variant_key != NULL ? entry->variant_key : entry->id;
    entry->name = entry->label = compose_name(kb, base, key, arena);
}

bool link_is_bare_variant(const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++)
        if (object->slots[i].slot->sourced)
            return false;
    return object_claims(object, SLOT_VARIANT_OF) != NULL;
}

/* Without its base there is nothing to see of it. */
static void hide_with_base(Entry *entry)
{
    const Entry *base = stated_base(entry);
    if (base != NULL && base->draft && link_is_bare_variant(&entry->object))
        entry->draft = true;
}

/* Those of the base's file as they stand there, the others by id. */
static int compare_variants(const void *left, const void *right)
{
    const Entry *a = *(const Entry *const *)left;
    const Entry *b = *(const Entry *const *)right;
    if ((a->variant_key != NULL) != (b->variant_key != NULL))
        return a->variant_key != NULL ? -1 : 1;
    if (a->variant_key != NULL && a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static void gather_variants(Kb *kb, Arena *arena)
{
    for (size_t i = 0; i < kb->entry_count; i++)
        if (kb->entries[i]->base != NULL && !kb->entries[i]->draft)
            kb->entries[i]->base->variant_count++;
    for (size_t i = 0; i < kb->entry_count; i++) {
        Entry *entry = kb->entries[i];
        entry->variants = arena_new0(arena, Entry *, entry->variant_count);
        entry->variant_count = 0;
    }
    for (size_t i = 0; i < kb->entry_count; i++) {
        Entry *base = kb->entries[i]->base;
        if (base != NULL && !kb->entries[i]->draft)
            base->variants[base->variant_count++] = kb->entries[i];
    }
    for (size_t i = 0; i < kb->entry_count; i++)
        if (kb->entries[i]->variant_count > 1)
            qsort(kb->entries[i]->variants, kb->entries[i]->variant_count, sizeof(Entry *),
                  compare_variants);
}

void link_variants(Kb *kb, Arena *arena, Diagnostics *diags)
{
    for (size_t i = 0; i < kb->entry_count; i++) {
        hide_with_base(kb->entries[i]);
        kb->entries[i]->base = find_base(kb->entries[i], diags);
        set_name(kb, kb->entries[i], arena);
    }
    gather_variants(kb, arena);
}
