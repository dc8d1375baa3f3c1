/*
 * Values and prose to be searched: site/search/e*.js (entries), s*.js (sources), p*.js (pages).
 *
 * They are cut by entry, not by word: a changed value changes one file, which reads the entries in
 * it and no others, and a build that changes one value looks at nothing else of the index. Who
 * searches them, after Enter, loads them one after another and sees what was found so far. Which
 * file an entry is in hangs on its id and on how many files there are, a power of two.
 */
#include "emit/search_documents.h"
#include "model/place.h"
#include "value/prose.h"
#include "words/claim_describe.h"

#include <string.h>
#include <xxhash.h>

enum { ENTRIES_A_BLOCK = 40, PAGES_A_BLOCK = 8 };

/* What one file holds. */
typedef struct TextBlock {
    const char *file;
    GPtrArray *members; /* of const Entry or const Page; only while documents are listed */
    const void **items;
    size_t count;
} TextBlock;

/* Blocks. */

static size_t blocks_for(size_t count, size_t each)
{
    size_t blocks = 1;
    while (blocks * each < count)
        blocks *= 2;
    return count > 0 ? blocks : 0;
}

static bool is_source(const Entry *entry)
{
    return entry->object.class->known == CLASS_SOURCE;
}

static size_t count_sources(const Site *site)
{
    size_t count = 0;
    for (size_t i = 0; i < site->class_count; i++)
        if (site->classes[i].class->known == CLASS_SOURCE)
            count += site->classes[i].count;
    return count;
}

TextBlockCounts search_texts_count(const Site *site)
{
    const size_t sources = count_sources(site);
    size_t all = 0;
    for (size_t i = 0; i < site->class_count; i++)
        all += site->classes[i].count;
    return (TextBlockCounts){
        .entries = blocks_for(all - sources, ENTRIES_A_BLOCK),
        .sources = blocks_for(sources, ENTRIES_A_BLOCK),
        .pages = blocks_for(site->kb->page_count, PAGES_A_BLOCK),
    };
}

/* Texts. */

typedef struct TextWriter {
    Json json;
    const Site *site;
    Arena *arena;
    size_t language;
} TextWriter;

static const char *value_text(const TextWriter *writer, const Slot *slot, const Claim *claim)
{
    const Value *value = &claim->value;
    if (value->kind == VALUE_REFERENCE && value->entry != NULL)
        return site_title(writer->site, value->entry, writer->language);
    const char *text = claim_describe(writer->arena, claim, writer->language,
                                      writer->site->words[writer->language]);
    if (slot->range != RANGE_MARKDOWN || value->kind != VALUE_TEXT)
        return text;
    g_autofree char *plain = prose_text(text);
    return arena_strdup(writer->arena, plain);
}

static void append_claim(const TextWriter *writer, const Slot *slot, const Claim *claim,
                         GString *out);

/* An inlined object: its values one after the other. Nesting has YAML's limit. */
static void append_object(const TextWriter *writer, const Object *object, GString *out)
{
    for (size_t i = 0; i < object->slot_count; i++)
        for (size_t k = 0; k < object->slots[i].count; k++)
            append_claim(writer, object->slots[i].slot, &object->slots[i].items[k], out);
}

static bool is_said(const Claim *claim)
{
    return claim_is_in_force(claim) && !claim_is_inherited(claim);
}

static void append_claim(const TextWriter *writer, const Slot *slot, const Claim *claim,
                         GString *out)
{
    if (!is_said(claim))
        return;
    if (claim->value.kind == VALUE_OBJECT) {
        append_object(writer, claim->value.object, out);
        return;
    }
    const char *text = value_text(writer, slot, claim);
    if (*text == '\0')
        return;
    if (out->len > 0)
        g_string_append(out, words_get(writer->site->words[writer->language], "list.separator"));
    g_string_append(out, text);
}

/* Names have an index of their own. */
static bool is_searched(const Slot *slot)
{
    return place_of_slot(slot) != PLACE_NOWHERE || slot->known == SLOT_SUMMARY ||
           slot->range == RANGE_OBJECT || strcmp(slot->name, "tags") == 0;
}

/* [slot, texts] */
static void put_claim(TextWriter *writer, const Slot *slot, const Claim *claim)
{
    const char *texts[LANGUAGES_MAX] = {NULL};
    const size_t count = writer->site->kb->language_count;
    g_autoptr(GString) text = g_string_new(NULL);
    for (writer->language = 0; writer->language < count; writer->language++) {
        g_string_truncate(text, 0);
        append_claim(writer, slot, claim, text);
        texts[writer->language] = arena_strndup(writer->arena, text->str, text->len);
    }
    if (texts[0] == NULL || *texts[0] == '\0')
        return;
    json_begin_array(&writer->json);
    json_text(&writer->json, slot->name);
    search_put_texts(&writer->json, texts, count);
    json_end_array(&writer->json);
}

/* [path, titles, values] */
static void put_entry(TextWriter *writer, const Entry *entry)
{
    const char *titles[LANGUAGES_MAX];
    const size_t count = writer->site->kb->language_count;
    for (size_t i = 0; i < count; i++)
        titles[i] = site_title(writer->site, entry, i);
    json_begin_array(&writer->json);
    json_text(&writer->json, site_path(writer->site, entry));
    search_put_texts(&writer->json, titles, count);
    json_begin_array(&writer->json);
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        for (size_t k = 0; is_searched(claims->slot) && k < claims->count; k++)
            put_claim(writer, claims->slot, &claims->items[k]);
    }
    json_end_array(&writer->json);
    json_end_array(&writer->json);
}

/* The same of a free page, which is in one language. */
static void put_page(TextWriter *writer, const Page *page)
{
    const char *titles[LANGUAGES_MAX] = {NULL};
    const char *texts[LANGUAGES_MAX] = {NULL};
    const size_t count = writer->site->kb->language_count;
    g_autofree char *plain = prose_text(page->markdown);
    titles[page->language] = page->title;
    texts[page->language] = plain;
    json_begin_array(&writer->json);
    json_text(&writer->json, arena_concat(writer->arena, "pages/", page->name));
    search_put_texts(&writer->json, titles, count);
    json_begin_array(&writer->json);
    json_begin_array(&writer->json);
    json_text(&writer->json, "");
    search_put_texts(&writer->json, texts, count);
    json_end_array(&writer->json);
    json_end_array(&writer->json);
    json_end_array(&writer->json);
}

static void begin_block(TextWriter *writer, const EmitContext *context, const TextBlock *block,
                        Arena *scratch, GString *out)
{
    *writer = (TextWriter){.site = context->site, .arena = scratch};
    reads_note_whole(context->reads, READ_BASE);
    search_document_begin(&writer->json, out, block->file);
    json_begin_array(&writer->json);
}

static bool end_block(TextWriter *writer)
{
    json_end_array(&writer->json);
    search_document_end(&writer->json);
    return true;
}

static bool render_entries(const EmitContext *context, const Document *document, Arena *scratch,
                           GString *out)
{
    const TextBlock *block = document->subject;
    TextWriter writer;
    begin_block(&writer, context, block, scratch, out);
    reads_note_whole(context->reads, READ_LIST);
    for (size_t i = 0; i < block->count; i++) {
        reads_note(context->reads, block->items[i], READ_OBJECT);
        put_entry(&writer, block->items[i]);
    }
    return end_block(&writer);
}

static bool render_pages(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    const TextBlock *block = document->subject;
    TextWriter writer;
    begin_block(&writer, context, block, scratch, out);
    reads_note_whole(context->reads, READ_PAGES);
    for (size_t i = 0; i < block->count; i++)
        put_page(&writer, block->items[i]);
    return end_block(&writer);
}

/* The documents. */

static TextBlock *blocks_new(Arena *arena, const char *prefix, size_t count)
{
    TextBlock *blocks = arena_new0(arena, TextBlock, count);
    for (size_t i = 0; i < count; i++) {
        blocks[i].file = arena_printf(arena, "%s%zu", prefix, i);
        blocks[i].members = g_ptr_array_new();
    }
    return blocks;
}

static void block_add(TextBlock *blocks, size_t count, const char *id, const void *item)
{
    g_assert(count > 0); /* there is one, so it was counted */
    g_ptr_array_add(blocks[XXH3_64bits(id, strlen(id)) % count].members, (gpointer)item);
}

/* Members are as many as arena memory has; then blocks become documents. */
static void add_documents(Documents *documents, TextBlock *blocks, size_t count,
                          DocumentRender render)
{
    for (size_t i = 0; i < count; i++) {
        TextBlock *block = &blocks[i];
        block->count = block->members->len;
        block->items = arena_new0(documents->arena, const void *, block->count + 1);
        if (block->count > 0)
            memcpy(block->items, block->members->pdata, block->count * sizeof *block->items);
        g_clear_pointer(&block->members, g_ptr_array_unref);
        documents_add(documents, arena_concat(documents->arena, "site/search/", block->file, ".js"),
                      render, block, 0);
    }
}

void emit_search_texts(const EmitContext *context, Documents *documents)
{
    const Site *site = context->site;
    const Kb *kb = site->kb;
    const TextBlockCounts counts = search_texts_count(site);
    TextBlock *entries = blocks_new(documents->arena, "e", counts.entries);
    TextBlock *sources = blocks_new(documents->arena, "s", counts.sources);
    TextBlock *pages = blocks_new(documents->arena, "p", counts.pages);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (site->paths[i] == NULL)
            continue;
        if (is_source(entry))
            block_add(sources, counts.sources, entry->id, entry);
        else
            block_add(entries, counts.entries, entry->id, entry);
    }
    for (size_t i = 0; i < kb->page_count; i++)
        block_add(pages, counts.pages, kb->pages[i]->name, kb->pages[i]);
    add_documents(documents, entries, counts.entries, render_entries);
    add_documents(documents, sources, counts.sources, render_entries);
    add_documents(documents, pages, counts.pages, render_pages);
}
