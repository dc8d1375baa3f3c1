#include "link/linker.h"

#include "model/walk.h"

#include <string.h>

typedef struct Linker {
    Kb *kb;
    Diagnostics *diags;
    Suggester *suggester;
} Linker;

static void report_unknown(Linker *linker, const char *id, const Class *class, Span span)
{
    Diagnostic *d =
        diag_report(linker->diags, DIAG_REF_UNKNOWN, span, "unknown reference '%s'", id);
    const Entry *near = suggester_find(linker->suggester, id, class);
    if (near != NULL)
        diag_note(d, span_point(near->span), "did you mean '%s'?", near->id);
    if (class != NULL && suggester_has_class(linker->suggester, class))
        diag_hint(d, "`dieline list %s` prints every id", class->name);
    else if (class != NULL && class->folder != NULL)
        diag_hint(d, "there is no %s yet: write %s/%s.yaml", class->name, class->folder, id);
}

static const char *article(const char *word)
{
    return strchr("AEIOU", word[0]) != NULL ? "an" : "a";
}

/* Returns the entry if it exists and is of the class (NULL: any), else NULL (reported, unless the
 * entry's own file is broken). */
static Entry *resolve(Linker *linker, const char *id, const Class *class, Span span)
{
    Entry *entry = kb_find_entry(linker->kb, id);
    if (entry == NULL) {
        if (!g_hash_table_contains(linker->kb->damaged_ids, id))
            report_unknown(linker, id, class, span);
        return NULL;
    }
    if (class == NULL || class_is_a(entry->object.class, class))
        return entry;
    const char *is = entry->object.class->name;
    Diagnostic *d =
        diag_report(linker->diags, DIAG_REF_WRONG_CLASS, span, "'%s' is %s %s, not %s %s", id,
                    article(is), is, article(class->name), class->name);
    diag_note(d, entry->span, "'%s' is defined here", id);
    return NULL;
}

static void link_citations(Linker *linker, Citation *citations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Citation *citation = &citations[i];
        if (citation->is_linked)
            continue;
        citation->is_linked = true;
        citation->source =
            resolve(linker, citation->id, linker->kb->schema->known[CLASS_SOURCE], citation->span);
    }
}

/* Words that stand in `by` without naming an entry. */
static bool is_by_word(const char *by)
{
    return strcmp(by, "maker") == 0 || strcmp(by, "measured") == 0 || strcmp(by, "inferred") == 0;
}

static void link_by(Linker *linker, Claim *claim)
{
    const Claim *outer = claim->enclosing;
    if (outer != NULL && outer->by == claim->by)
        claim->by_entry = outer->by_entry;
    else if (claim->by != NULL && !is_by_word(claim->by))
        claim->by_entry = resolve(linker, claim->by, linker->kb->schema->known[CLASS_ORGANIZATION],
                                  claim->by_span);
}

static void link_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    Linker *linker = user;
    link_citations(linker, claim->citations, claim->citation_count);
    link_by(linker, claim);
    if (claim->value.kind == VALUE_REFERENCE)
        claim->value.entry =
            resolve(linker, claim->value.text, slot->range_class, claim->value.span);
}

/* "by: maker" is whoever makes the entry; known once references are resolved. */
static void link_maker(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)slot;
    (void)user;
    if (claim->by != NULL && strcmp(claim->by, "maker") == 0)
        claim->by_entry = object_reference(&entry->object, SLOT_MAKER);
}

void link_references(Kb *kb, Suggester *suggester, Diagnostics *diags)
{
    Linker linker = {.kb = kb, .diags = diags, .suggester = suggester};
    for (size_t i = 0; i < kb->entry_count; i++) {
        link_citations(&linker, kb->entries[i]->citations, kb->entries[i]->citation_count);
        entry_visit_claims(kb->entries[i], link_claim, &linker);
        entry_visit_claims(kb->entries[i], link_maker, NULL);
    }
}
