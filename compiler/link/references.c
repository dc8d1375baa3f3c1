#include "link/linker.h"

#include "model/walk.h"
#include "value/narrow.h"

#include <string.h>

typedef struct Linker {
    Kb *kb;
    Diagnostics *diags;
    Suggester *suggester;
    Arena *arena;
    bool has_maker; /* somewhere in the entry at hand, `by` is its maker */
} Linker;

/* What a new entry of that name can be called: ids are lower case, without spaces. */
static char *make_id(const char *name)
{
    g_autoptr(GString) id = g_string_new(NULL);
    for (const char *at = name; *at != '\0'; at++) {
        const char c = g_ascii_tolower(*at);
        if (g_ascii_isalnum(c) || (id->len > 0 && strchr("._-", c) != NULL))
            g_string_append_c(id, c);
        else if (id->len > 0 && (*at == ' ' || *at == '/') && id->str[id->len - 1] != '-')
            g_string_append_c(id, '-');
    }
    while (id->len > 0 && !g_ascii_isalnum(id->str[id->len - 1]))
        g_string_truncate(id, id->len - 1);
    return g_string_free(g_steal_pointer(&id), FALSE);
}

/* Finds what is meant by the id, typed wide or within quotation marks that are none to YAML. */
static const Entry *find_mistyped(const Linker *linker, const char *id, const Class *class)
{
    g_autofree char *bare = narrow_unquote(id);
    g_autofree char *narrow = narrow_text(bare != NULL ? bare : id);
    const Entry *named = bare != NULL ? suggester_find_named(linker->suggester, bare, class) : NULL;
    if (named != NULL || strcmp(narrow, id) == 0)
        return named;
    const Entry *entry = kb_find_entry(linker->kb, narrow);
    return entry != NULL && (class == NULL || class_is_a(entry->object.class, class)) ? entry
                                                                                      : NULL;
}

static void hint_new(Diagnostic *d, const Class *class, const char *name)
{
    g_autofree char *id = make_id(name);
    if (strcmp(id, name) == 0)
        diag_hint(d, "there is no %s yet: write %s/%s.yaml", class->name, class->folder, id);
    else if (*id != '\0')
        diag_hint(d, "there is no %s yet: write %s/%s.yaml, and '%s' here", class->name,
                  class->folder, id, id);
    else
        diag_hint(d, "there is no %s yet: write one in %s/, and its id here", class->name,
                  class->folder);
}

static void report_unknown(Linker *linker, const char *id, const Class *class, Span span)
{
    Diagnostic *d =
        diag_report(linker->diags, DIAG_REF_UNKNOWN, span, "unknown reference '%s'", id);
    const Entry *near = suggester_find_named(linker->suggester, id, class);
    if (near == NULL)
        near = suggester_find(linker->suggester, id, class);
    if (near == NULL)
        near = find_mistyped(linker, id, class);
    if (near != NULL) {
        diag_note(d, span_point(near->span), "did you mean '%s'?", near->id);
        diag_fix(d, span, near->id);
    }
    if (class != NULL && suggester_has_class(linker->suggester, class))
        diag_hint(d, "`dieline list %s` prints every id", class->name);
    else if (class != NULL && class->folder != NULL)
        hint_new(d, class, id);
}

static const char *article(const char *word)
{
    return strchr("AEIOU", word[0]) != NULL ? "an" : "a";
}

/* Is it the id of a variant in a file that is broken? */
static bool is_lost(const Kb *kb, const char *id)
{
    if (g_hash_table_contains(kb->damaged_ids, id))
        return true;
    const char *dot = strrchr(id, '.');
    if (dot == NULL)
        return false;
    g_autofree char *base_id = g_strndup(id, (size_t)(dot - id));
    const Entry *base = kb_find_entry(kb, base_id);
    return base != NULL ? base->damaged : g_hash_table_contains(kb->damaged_ids, base_id);
}

/* Returns the entry if it exists and is of the class (NULL: any), else NULL (reported, unless the
 * entry's own file is broken). */
static Entry *resolve(Linker *linker, const char *id, const Class *class, Span span)
{
    Entry *entry = kb_find_entry(linker->kb, id);
    if (entry == NULL) {
        if (!is_lost(linker->kb, id))
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

/* Details are shared with what was decoded. */
static void set_by_entry(Linker *linker, Claim *claim, Entry *entry)
{
    if (claim->details->by_entry == entry)
        return;
    ClaimDetails *details = arena_new0(linker->arena, ClaimDetails, 1);
    *details = *claim->details;
    details->by_entry = entry;
    claim->details = details;
}

/* The source that took the claim back. */
static void link_withdrawal(Linker *linker, Claim *claim)
{
    const Withdrawal *withdrawal = claim_details(claim)->withdrawal;
    if (withdrawal == NULL)
        return;
    ClaimDetails *details = arena_new0(linker->arena, ClaimDetails, 1);
    Withdrawal *linked = arena_new0(linker->arena, Withdrawal, 1);
    linked->by = arena_new0(linker->arena, Citation, 1);
    *linked->by = *withdrawal->by;
    linked->reason = withdrawal->reason;
    link_citations(linker, linked->by, 1);
    *details = *claim->details;
    details->withdrawal = linked;
    claim->details = details;
}

static void link_by(Linker *linker, Claim *claim)
{
    const ClaimDetails *details = claim_details(claim);
    const Claim *outer = claim->enclosing;
    if (details->by == NULL)
        return;
    linker->has_maker |= strcmp(details->by, "maker") == 0;
    if (outer != NULL && claim_details(outer)->by == details->by)
        set_by_entry(linker, claim, claim_details(outer)->by_entry);
    else if (!is_by_word(details->by))
        set_by_entry(linker, claim,
                     resolve(linker, details->by, linker->kb->schema->known[CLASS_ORGANIZATION],
                             details->by_span));
}

static void link_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    Linker *linker = user;
    link_citations(linker, claim->citations, claim->citation_count);
    link_as_of_sources(claim);
    link_withdrawal(linker, claim);
    link_by(linker, claim);
    if (claim->value.kind == VALUE_REFERENCE)
        claim->value.entry =
            resolve(linker, claim->value.text, slot->range_class, claim->value.span);
}

/* "by: maker" is whoever makes the entry; known once references are resolved. */
static void link_maker(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)slot;
    const char *by = claim_details(claim)->by;
    if (by != NULL && strcmp(by, "maker") == 0)
        set_by_entry(user, claim, object_reference(&entry->object, SLOT_MAKER));
}

void link_references(Kb *kb, Suggester *suggester, Arena *arena, Diagnostics *diags)
{
    Linker linker = {.kb = kb, .diags = diags, .suggester = suggester, .arena = arena};
    for (size_t i = 0; i < kb->entry_count; i++) {
        link_citations(&linker, kb->entries[i]->citations, kb->entries[i]->citation_count);
        linker.has_maker = false;
        entry_visit_claims(kb->entries[i], link_claim, &linker);
        if (linker.has_maker)
            entry_visit_claims(kb->entries[i], link_maker, &linker);
    }
}
