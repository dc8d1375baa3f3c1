/*
 * Checks that look at the knowledge base as a whole.
 */
#include "check/checker.h"

#include "find/findings.h"
#include "model/walk.h"

#include <string.h>

/* The values of an entry in the slots of a unique key, as one text; NULL: one is missing, or they
 * are its base's. */
static char *unique_value(const Entry *entry, const UniqueKey *key)
{
    g_autoptr(GString) text = g_string_new(NULL);
    bool is_own = false;
    for (size_t i = 0; i < key->slot_count; i++) {
        const Claim *claim = object_best_named(&entry->object, key->slots[i]);
        if (claim == NULL || claim->value.text == NULL)
            return NULL;
        is_own |= !claim_is_inherited(claim);
        g_string_append_printf(text, "%zu:%s", strlen(claim->value.text), claim->value.text);
    }
    return is_own ? g_strdup(text->str) : NULL;
}

static void check_unique_key(Checker *checker, const Class *class, const UniqueKey *key)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < checker->kb->entry_count; i++) {
        Entry *entry = checker->kb->entries[i];
        if (!class_is_a(entry->object.class, class))
            continue;
        char *value = unique_value(entry, key);
        const Entry *first = value != NULL ? g_hash_table_lookup(seen, value) : NULL;
        if (value != NULL && first == NULL) {
            g_hash_table_insert(seen, value, entry);
            continue;
        }
        g_free(value);
        if (first == NULL)
            continue;
        const Claim *claim = object_best_named(&entry->object, key->slots[0]);
        Diagnostic *d =
            diag_report(checker->diags, DIAG_ENTRY_UNIQUE_KEY, claim->value.span,
                        "'%s' and '%s' have the same %s", first->id, entry->id, key->name);
        diag_note(d, object_best_named(&first->object, key->slots[0])->value.span, "the other one");
    }
}

void check_unique_keys(Checker *checker)
{
    const Schema *schema = checker->kb->schema;
    for (size_t i = 0; i < schema->class_count; i++)
        for (size_t k = 0; k < schema->classes[i]->unique_key_count; k++)
            check_unique_key(checker, schema->classes[i], &schema->classes[i]->unique_keys[k]);
}

/* Is it for the base to say, which is a draft or has mistakes of its own? */
static bool is_left_to_base(const Entry *entry, const Slot *slot)
{
    return slot->inherited && entry->base == NULL &&
           object_claims(&entry->object, SLOT_VARIANT_OF) != NULL;
}

void check_recommended(Checker *checker)
{
    for (size_t i = 0; i < checker->kb->entry_count && !checker->kb->is_past; i++) {
        const Entry *entry = checker->kb->entries[i];
        const Class *class = entry->object.class;
        for (size_t k = 0; k < class->slot_count && !entry->damaged; k++) {
            const Slot *slot = class->slots[k];
            if (!slot->recommended || slot->required || is_left_to_base(entry, slot) ||
                object_find(&entry->object, slot->name) != NULL)
                continue;
            diag_report(checker->diags, DIAG_ENTRY_RECOMMENDED_SLOT, entry->span,
                        "'%s' has no '%s', which is recommended", entry->id, slot->name);
        }
    }
}

static void mark_reference(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)slot;
    bool *connected = user;
    Entry *const targets[] = {
        claim->value.kind == VALUE_REFERENCE ? claim->value.entry : NULL,
        claim_details(claim)->by_entry,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(targets); i++)
        if (targets[i] != NULL && targets[i] != entry)
            connected[targets[i]->index] = connected[entry->index] = true;
}

/* Where files are broken, references may be lost with them, and in the past some are not there yet:
 * then nobody is called an orphan. */
void check_orphans(Checker *checker)
{
    const Kb *kb = checker->kb;
    if (checker->has_mistakes || kb->is_past)
        return;
    bool *connected = g_new0(bool, kb->entry_count + 1);
    for (size_t i = 0; i < kb->entry_count; i++)
        entry_visit_claims(kb->entries[i], mark_reference, connected);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (entry->damaged || entry->draft)
            continue;
        if (class_is_a(entry->object.class, kb->schema->known[CLASS_SOURCE])) {
            if (entry->cited_by_count == 0)
                diag_report(checker->diags, DIAG_KB_UNUSED_SOURCE, entry->span,
                            "no claim cites '%s'", entry->id);
        } else if (entry->object.class->sourced && !connected[i] && !checker->is_linked[i]) {
            diag_report(checker->diags, DIAG_KB_ORPHAN, entry->span,
                        "'%s' stands alone: no reference leads to it or away from it", entry->id);
        }
    }
    g_free(connected);
}

/* Where files are broken, texts may be lost with them. */
void check_images(Checker *checker)
{
    const Kb *kb = checker->kb;
    for (size_t i = 0; i < kb->image_count && !checker->has_mistakes; i++)
        if (!kb->findings->images.is_named[i] && !kb->images[i]->is_damaged)
            diag_report(checker->diags, DIAG_KB_UNUSED_IMAGE, (Span){kb->images[i]->file, 0, 0},
                        "no text shows this picture");
}

void check_translations(Checker *checker)
{
    const Gaps *untranslated = &checker->kb->findings->untranslated;
    for (size_t i = 0; i < untranslated->count; i++) {
        const Gap *gap = &untranslated->items[i];
        if (!gap->entry->damaged)
            diag_report(checker->diags, DIAG_KB_MISSING_TRANSLATION, gap->span,
                        "the text is not translated to '%s'",
                        checker->kb->languages[gap->language]);
    }
}
