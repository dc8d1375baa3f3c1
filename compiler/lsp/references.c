#include "lsp/references.h"

#include "model/walk.h"
#include "value/prose.h"

#include <string.h>

/* --- lists of places --- */

static GArray *spans_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(Span));
}

static void add(GArray *spans, Span span)
{
    if (span.file != NULL)
        g_array_append_val(spans, span);
}

static int compare_spans(gconstpointer left, gconstpointer right)
{
    const Span *a = left;
    const Span *b = right;
    const int order = a->file != b->file ? strcmp(a->file->relative, b->file->relative) : 0;
    if (order != 0)
        return order;
    return a->start != b->start ? (a->start < b->start ? -1 : 1)
                                : (a->end > b->end) - (a->end < b->end);
}

static GArray *sort_once(GArray *spans)
{
    g_array_sort(spans, compare_spans);
    guint kept = 0;
    for (guint i = 0; i < spans->len; i++) {
        const Span span = g_array_index(spans, Span, i);
        if (kept > 0 && compare_spans(&g_array_index(spans, Span, kept - 1), &span) == 0)
            continue;
        g_array_index(spans, Span, kept++) = span;
    }
    return g_array_set_size(spans, kept);
}

/* --- ids --- */

typedef struct Search {
    const Entry *wanted;
    GArray *spans;
} Search;

static void add_citations(const Search *search, const Citation *citations, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (citations[i].source == search->wanted)
            add(search->spans, citations[i].span);
}

/* What was derived stands where it comes from. */
static void search_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    (void)slot;
    const Search *search = user;
    const ClaimDetails *details = claim_details(claim);
    if (details->from_count > 0)
        return;
    if (claim->value.kind == VALUE_REFERENCE && claim->value.entry == search->wanted)
        add(search->spans, claim->value.span);
    add_citations(search, claim->citations, claim->citation_count);
    if (details->by_entry == search->wanted && strcmp(details->by, "maker") != 0)
        add(search->spans, details->by_span);
    if (details->withdrawal != NULL && details->withdrawal->by != NULL)
        add_citations(search, details->withdrawal->by, 1);
}

static void search_diagram(const Search *search, const Diagram *diagram)
{
    for (size_t i = 0; i < diagram->id_count; i++)
        if (diagram->ids[i].entry == search->wanted)
            add(search->spans, diagram->ids[i].span);
    if (diagram->subject.entry == search->wanted)
        add(search->spans, diagram->subject.span);
}

static void search_entry(Search *search, Entry *entry)
{
    add_citations(search, entry->citations, entry->citation_count);
    entry_visit_claims(entry, search_claim, search);
}

GArray *references_to(const Kb *kb, const Entry *entry)
{
    Search search = {entry, spans_new()};
    for (size_t i = 0; i < kb->entry_count; i++)
        search_entry(&search, kb->entries[i]);
    for (size_t i = 0; i < kb->diagram_count; i++)
        search_diagram(&search, kb->diagrams[i]);
    return sort_once(search.spans);
}

GArray *references_within(const Kb *kb, const Entry *entry, const SourceFile *file)
{
    Search search = {entry, spans_new()};
    for (size_t i = 0; i < kb->entry_count; i++)
        if (kb->entries[i]->file == file)
            search_entry(&search, kb->entries[i]);
    return sort_once(search.spans);
}

/* --- prose --- */

/* Links look like "](id)" or "](id#part)". */
static void search_text(const Search *search, const SourceFile *file, size_t start, size_t end)
{
    g_autofree char *link = g_strconcat("](", search->wanted->id, NULL);
    const size_t length = strlen(link);
    const char *bytes = file->bytes;
    for (const char *at = bytes + start;
         (at = g_strstr_len(at, (gssize)(end - (size_t)(at - bytes)), link)) != NULL; at++)
        if (at[length] == ')' || at[length] == '#') {
            const size_t id = (size_t)(at - bytes) + 2;
            add(search->spans,
                (Span){file, (uint32_t)id, (uint32_t)(id + strlen(search->wanted->id))});
        }
}

static void search_prose(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    const Span span = claim->value.span;
    if (claim->value.kind == VALUE_TEXT && slot->range == RANGE_MARKDOWN &&
        claim_details(claim)->from_count == 0 && span.file != NULL && span.file->bytes != NULL)
        search_text(user, span.file, span.start, span.end);
}

GArray *references_in_prose(const Kb *kb, const KbFiles *files, const Entry *entry)
{
    Search search = {entry, spans_new()};
    for (size_t i = 0; i < kb->entry_count; i++)
        entry_visit_claims(kb->entries[i], search_prose, &search);
    for (guint i = 0; i < files->pages->len; i++) {
        const SourceFile *page = ((const InputFile *)files->pages->pdata[i])->source;
        if (page->bytes != NULL)
            search_text(&search, page, 0, page->length);
    }
    return sort_once(search.spans);
}

/* --- values --- */

typedef struct Descent {
    GPtrArray *claims; /* of const Claim: all that the value comes from */
    GHashTable *known; /* the same, as a set */
    GArray *spans;
} Descent;

static void add_claim(Descent *descent, const Claim *claim)
{
    if (g_hash_table_add(descent->known, (gpointer)claim))
        g_ptr_array_add(descent->claims, (gpointer)claim);
}

/* Follows all of them back to what is stated; chains of parts may be long. */
static void add_origins(Descent *descent)
{
    for (guint i = 0; i < descent->claims->len; i++) {
        const Claim *claim = descent->claims->pdata[i];
        const ClaimDetails *details = claim_details(claim);
        if (details->from_count == 0)
            add(descent->spans, claim_span(claim));
        for (size_t k = 0; k < details->from_count; k++)
            add_claim(descent, details->from[k].claim);
    }
}

static void search_user(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)slot;
    const Descent *descent = user;
    const ClaimDetails *details = claim_details(claim);
    for (size_t i = 0; i < details->from_count; i++)
        if (g_hash_table_contains(descent->known, details->from[i].claim))
            add(descent->spans, entry->id_span);
}

GArray *references_of_claims(const Kb *kb, const Claims *claims)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    Descent descent = {list, known, spans_new()};
    for (uint32_t i = 0; i < claims->count; i++)
        add_claim(&descent, &claims->items[i]);
    add_origins(&descent);
    for (size_t i = 0; i < kb->entry_count; i++)
        entry_visit_claims(kb->entries[i], search_user, &descent);
    return sort_once(descent.spans);
}
