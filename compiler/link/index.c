#include "link/linker.h"

#include <string.h>

/* An id that the file's name gives was not chosen: of two entries, the other one can change. */
static bool has_chosen_id(const Entry *entry)
{
    return entry->id_span.start != entry->span.start;
}

/* By id; of entries with one id first those with a file of that name, then in the order of files
 * and lines. */
static int compare_entries(const void *left, const void *right)
{
    const Entry *a = *(const Entry *const *)left;
    const Entry *b = *(const Entry *const *)right;
    int order = strcmp(a->id, b->id);
    if (order == 0)
        order = has_chosen_id(a) - has_chosen_id(b);
    if (order == 0)
        order = strcmp(a->file->relative, b->file->relative);
    return order != 0 ? order : (a->span.start > b->span.start) - (a->span.start < b->span.start);
}

static void report_duplicate(Diagnostics *diags, const Entry *entry, const Entry *first)
{
    Diagnostic *d = diag_report(diags, DIAG_ENTRY_DUPLICATE_ID, entry->id_span,
                                "id '%s' is already taken", entry->id);
    diag_note(d, first->id_span, "by this entry");
    if (entry->variant_key != NULL)
        diag_hint(d, "each variant needs a `key` that makes an id of its own");
    else if (entry->file == first->file)
        diag_hint(d, "each document of a file needs an `id:` of its own");
}

/* Where it is written; a variant's may follow from its base's. */
static Span former_id_span(const Entry *entry, const char *id)
{
    const Claims *claims = object_claims(&entry->object, SLOT_FORMER_IDS);
    for (size_t i = 0; claims != NULL && i < claims->count; i++)
        if (claims->items[i].value.text == id)
            return claims->items[i].value.span;
    return entry->id_span;
}

static void index_former_ids(Kb *kb, Entry *entry, Diagnostics *diags)
{
    for (size_t i = 0; i < entry->former_id_count; i++) {
        const char *id = entry->former_ids[i];
        const Entry *other = kb_find_entry(kb, id);
        if (other == NULL) {
            g_hash_table_insert(kb->former_ids, (gpointer)id, entry);
            continue;
        }
        Diagnostic *d = diag_report(diags, DIAG_ENTRY_ID_COLLISION, former_id_span(entry, id),
                                    "former id '%s' is taken", id);
        diag_note(d, other->id_span, "by this entry");
    }
}

void link_index(Kb *kb, Diagnostics *diags)
{
    if (kb->entry_count > 0)
        qsort(kb->entries, kb->entry_count, sizeof(Entry *), compare_entries);
    size_t count = 0;
    for (size_t i = 0; i < kb->entry_count; i++) {
        Entry *entry = kb->entries[i];
        const Entry *first = g_hash_table_lookup(kb->entries_by_id, entry->id);
        if (first != NULL) {
            report_duplicate(diags, entry, first);
            continue;
        }
        entry->index = count;
        kb->entries[count++] = entry;
        g_hash_table_insert(kb->entries_by_id, (gpointer)entry->id, entry);
    }
    kb->entry_count = count;
    for (size_t i = 0; i < kb->entry_count; i++)
        index_former_ids(kb, kb->entries[i], diags);
}
