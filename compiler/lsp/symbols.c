/* What a file consists of, and what the whole knowledge base has. */
#include "lsp/answers.h"
#include "lsp/called.h"
#include "lsp/places.h"

enum { SYMBOLS_MAX = 500 };

/* LSP 3.17, SymbolKind. */
enum { SYMBOL_CLASS = 5, SYMBOL_PROPERTY = 7 };

/* --- a file --- */

/* From the slot's key to the end of its last claim. */
static Span slot_span(const Claims *claims)
{
    Span span = claims_key(claims);
    for (uint32_t i = 0; i < claims->count; i++) {
        const Span claim = claim_span(&claims->items[i]);
        if (claim.file == span.file)
            span.end = MAX(span.end, claim.end);
    }
    return span;
}

/* Does the file itself state it? */
static bool stands_in(const Claims *claims, const SourceFile *file)
{
    const Span key = claims_key(claims);
    return claims->count > 0 && key.file == file && key.end > key.start &&
           claim_details(&claims->items[0])->from_count == 0;
}

static void begin_symbol(PlaceFinder *places, Json *json, const char *name, int kind, Span whole,
                         Span named)
{
    json_begin_object(json);
    json_put_text(json, "name", name);
    json_put_integer(json, "kind", kind);
    json_key(json, "range");
    places_put_range(places, json, whole);
    json_key(json, "selectionRange");
    places_put_range(places, json, named);
}

static Span entry_span(const Entry *entry)
{
    Span span = entry->span;
    for (size_t i = 0; i < entry->object.slot_count; i++)
        if (stands_in(&entry->object.slots[i], entry->file))
            span.end = MAX(span.end, slot_span(&entry->object.slots[i]).end);
    return span;
}

static void put_entry(PlaceFinder *places, Json *json, const Entry *entry)
{
    begin_symbol(places, json, entry->id, SYMBOL_CLASS, entry_span(entry), entry->span);
    json_put_text(json, "detail", localised_get(entry->name, places->session->language));
    json_key(json, "children");
    json_begin_array(json);
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        if (!stands_in(claims, entry->file))
            continue;
        begin_symbol(places, json, claims->slot->name, SYMBOL_PROPERTY, slot_span(claims),
                     claims_key(claims));
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

bool document_symbol_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)problem;
    const Kb *kb = session_kb(session);
    const Buffer *buffer = session_buffer_of(session, params);
    const char *relative = buffer != NULL ? session_relative(session, buffer) : NULL;
    const InputFile *file = relative != NULL ? session_find_file(session, relative) : NULL;
    PlaceFinder places;
    places_init(&places, session);
    json_begin_array(json);
    for (size_t i = 0; kb != NULL && file != NULL && i < kb->entry_count; i++)
        if (kb->entries[i]->file == file->source)
            put_entry(&places, json, kb->entries[i]);
    json_end_array(json);
    places_clear(&places);
    return true;
}

/* --- all of it --- */

static void put_found(PlaceFinder *places, Json *json, const Entry *entry)
{
    json_begin_object(json);
    json_put_text(json, "name", localised_get(entry->label, places->session->language));
    json_put_integer(json, "kind", SYMBOL_CLASS);
    json_put_text(json, "containerName", entry->object.class->name);
    json_key(json, "location");
    places_put_location(places, json, entry->id_span);
    json_end_object(json);
}

/* Those that begin so come first. */
bool workspace_symbol_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)problem;
    const Kb *kb = session_kb(session);
    const char *query = json_item_text(json_item_find(params, "query"));
    g_autoptr(GPtrArray) begins = g_ptr_array_new();
    g_autoptr(GPtrArray) within = g_ptr_array_new();
    if (kb != NULL) {
        Calling calling;
        calling_init(&calling, kb, query != NULL ? query : "");
        for (size_t i = 0; i < kb->entry_count; i++) {
            const CallingFit fit = calling_fit(&calling, kb->entries[i]);
            if (fit != CALLING_NONE)
                g_ptr_array_add(fit == CALLING_BEGINS ? begins : within, kb->entries[i]);
        }
        calling_clear(&calling);
    }
    g_ptr_array_extend(begins, within, NULL, NULL);
    PlaceFinder places;
    places_init(&places, session);
    json_begin_array(json);
    for (guint i = 0; i < MIN(begins->len, SYMBOLS_MAX); i++)
        put_found(&places, json, begins->pdata[i]);
    json_end_array(json);
    places_clear(&places);
    return true;
}
