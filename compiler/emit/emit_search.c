/*
 * The index that the site's pages search: site/search/.
 *
 *   index.js        which files there are: where the keys of each begin, and how many hold texts
 *   <language>.js   the words that the script says, what classes are called
 *   n*.js           names, by their keys (search/name_index.h)
 *   t*.js           words of names, by what remains of them with a letter left out (typo_index.h)
 *   e*.js s*.js p*.js   values and prose of entries, sources, free pages (emit_search_texts.c)
 *
 * Whoever types gets index.js, the words and one or two files of names, whatever the size of the
 * knowledge base. One index serves all languages: a reader of English types 壁仞, too, and what a
 * page is called in the others stands in the same record.
 */
#include "emit/search_documents.h"
#include "search/typo_index.h"

#include <stdlib.h>
#include <string.h>

/* What all documents of names are about. */
typedef struct SearchIndex {
    const NameIndex *names;
    const TypoIndex *typos;
} SearchIndex;

typedef struct SearchFile {
    const SearchIndex *index;
    const Shard *shard;
} SearchFile;

void search_document_begin(Json *json, GString *out, const char *name)
{
    g_string_append_printf(out, "dielineSearch.take(\"%s\",", name);
    json_init(json, out, false);
}

void search_document_end(Json *json)
{
    g_string_append(json->out, ");\n");
}

static bool all_equal(const char *const *texts, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (g_strcmp0(texts[i], texts[0]) != 0)
            return false;
    return true;
}

void search_put_texts(Json *json, const char *const *texts, size_t count)
{
    const size_t written = all_equal(texts, count) ? 1 : count;
    json_begin_array(json);
    for (size_t i = 0; i < written; i++)
        if (texts[i] != NULL)
            json_text(json, texts[i]);
        else
            json_null(json);
    json_end_array(json);
}

/* Which names are in which file hangs on all of them. */
static void note_names(const EmitContext *context)
{
    reads_note_whole(context->reads, READ_BASE);
    reads_note_whole(context->reads, READ_NAMES);
}

/* Names. */

static int compare_names(const void *left, const void *right)
{
    const ShardKey *a = *(const ShardKey *const *)left;
    const ShardKey *b = *(const ShardKey *const *)right;
    return (a->name > b->name) - (a->name < b->name); /* names stand in the order of their items */
}

/* The keys of a shard in the order of what they lead to. The caller frees them. */
static const ShardKey **keys_by_name(const Shards *shards, const Shard *shard)
{
    const ShardKey **keys = g_new(const ShardKey *, shard->count + 1);
    for (size_t i = 0; i < shard->count; i++)
        keys[i] = &shards->keys[shard->first + i];
    qsort(keys, shard->count, sizeof *keys, compare_names);
    return keys;
}

/* Its names, but for titles and the id, which its record has anyway: as kind, text, kind, text. */
static void put_other_names(Json *json, const NameIndex *index, const ShardKey *const *keys,
                            size_t count)
{
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        const ItemName *name = &index->names[keys[i]->name];
        if (name->kind == NAME_TITLE || (i > 0 && keys[i]->name == keys[i - 1]->name))
            continue;
        json_integer(json, name->kind);
        json_text(json, name->text);
    }
    json_end_array(json);
}

/* [path, titles, other names, titles of the base if it is a variant] */
static void put_item(Json *json, const NameIndex *index, const ShardKey *const *keys, size_t count)
{
    const NamedItem *item = &index->items[keys[0]->owner];
    json_begin_array(json);
    json_text(json, item->path);
    search_put_texts(json, item->titles, index->language_count);
    put_other_names(json, index, keys, count);
    if (item->base != NULL)
        search_put_texts(json, item->base->titles, index->language_count);
    json_end_array(json);
}

static bool render_names(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    (void)scratch;
    const SearchFile *file = document->subject;
    const NameIndex *index = file->index->names;
    const size_t count = file->shard->count;
    note_names(context);
    g_autofree const ShardKey **keys = keys_by_name(&index->shards, file->shard);
    Json json;
    search_document_begin(&json, out, file->shard->file);
    json_begin_array(&json);
    for (size_t i = 0, next = 0; i < count; i = next) {
        while (next < count && keys[next]->owner == keys[i]->owner)
            next++;
        put_item(&json, index, keys + i, next - i);
    }
    json_end_array(&json);
    search_document_end(&json);
    return true;
}

/* Words with errors in them. */

static int compare_owners(const void *left, const void *right)
{
    const uint32_t a = *(const uint32_t *)left;
    const uint32_t b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static bool render_typos(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    (void)scratch;
    const SearchFile *file = document->subject;
    const TypoIndex *index = file->index->typos;
    const size_t count = file->shard->count;
    note_names(context);
    g_autofree uint32_t *terms = g_new(uint32_t, count + 1);
    for (size_t i = 0; i < count; i++)
        terms[i] = index->shards.keys[file->shard->first + i].owner;
    qsort(terms, count, sizeof *terms, compare_owners);
    Json json;
    search_document_begin(&json, out, file->shard->file);
    json_begin_array(&json);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || terms[i] != terms[i - 1])
            json_text(&json, index->terms[terms[i]]);
    json_end_array(&json);
    search_document_end(&json);
    return true;
}

/* What there is. */

static void put_shards(Json *json, const char *key, const Shards *shards)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < shards->count; i++) {
        json_text(json, shards->items[i].from);
        json_text(json, shards->items[i].file);
    }
    json_end_array(json);
}

static bool render_index(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    (void)scratch;
    const SearchIndex *index = document->subject;
    const TextBlockCounts texts = search_texts_count(context->site);
    note_names(context);
    Json json;
    search_document_begin(&json, out, "index");
    json_begin_object(&json);
    put_shards(&json, "names", &index->names->shards);
    put_shards(&json, "typos", &index->typos->shards);
    json_key(&json, "texts");
    json_begin_object(&json);
    json_put_integer(&json, "e", (int64_t)texts.entries);
    json_put_integer(&json, "p", (int64_t)texts.pages);
    json_put_integer(&json, "s", (int64_t)texts.sources);
    json_end_object(&json);
    json_end_object(&json);
    search_document_end(&json);
    return true;
}

/* Words. */

/* In lists of equal match, entries stand before pictures, these before pages and sources. */
typedef enum SearchPlace {
    SEARCH_PLACE_ENTRY,
    SEARCH_PLACE_PICTURE,
    SEARCH_PLACE_PAGE,
    SEARCH_PLACE_SOURCE,
} SearchPlace;

/* What is in a folder, and its place in lists. */
static void put_kind(Json *json, const char *folder, const char *title, SearchPlace place)
{
    json_key(json, folder);
    json_begin_array(json);
    json_text(json, title);
    json_integer(json, place);
    json_end_array(json);
}

static void put_kinds(Json *json, const EmitContext *context, size_t language)
{
    const Schema *schema = context->kb->schema;
    const Words *words = context->site->words[language];
    json_key(json, "kinds");
    json_begin_object(json);
    for (size_t i = 0; i < schema->class_count; i++) {
        const Class *class = schema->classes[i];
        if (class->folder != NULL && !class->abstract)
            put_kind(json, class->folder, localised_get(&class->title, language),
                     class->known == CLASS_SOURCE ? SEARCH_PLACE_SOURCE : SEARCH_PLACE_ENTRY);
    }
    put_kind(json, "diagrams", words_get(words, "search.picture"), SEARCH_PLACE_PICTURE);
    put_kind(json, "pages", words_get(words, "search.page"), SEARCH_PLACE_PAGE);
    json_end_object(json);
}

static void put_slots(Json *json, const Schema *schema, size_t language)
{
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
    json_begin_object(json);
    for (size_t i = 0; i < schema->class_count; i++)
        for (size_t k = 0; k < schema->classes[i]->slot_count; k++) {
            const Slot *slot = schema->classes[i]->slots[k];
            if (g_hash_table_add(known, (gpointer)slot->name))
                json_put_text(json, slot->name, localised_get(&slot->title, language));
        }
    json_end_object(json);
}

static const struct {
    const char *key;
    const char *word;
} SPOKEN[] = {
    {"title", "search.title"},
    {"hint", "search.hint"},
    {"nothing", "search.nothing"},
    {"all", "search.all"},
    {"more", "search.more"},
    {"one", "search.one"},
    {"several", "search.several"},
    {"other", "search.other"},
    {"alias", "search.alias"},
    {"former", "search.former"},
    {"id", "search.id"},
    {"typo", "search.typo"},
    {"variant", "search.variant"},
    {"failed", "search.failed"},
    {"by_name", "search.by_name"},
    {"in_texts", "search.in_texts"},
    {"none_in_texts", "search.none_in_texts"},
    {"looking", "search.looking"},
    {"colon", "list.colon"},
};

static bool render_words(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    (void)scratch;
    const size_t language = document->language;
    reads_note_whole(context->reads, READ_BASE);
    Json json;
    search_document_begin(&json, out, "words");
    json_begin_object(&json);
    json_put_integer(&json, "language", (int64_t)language);
    for (size_t i = 0; i < G_N_ELEMENTS(SPOKEN); i++)
        json_put_text(&json, SPOKEN[i].key,
                      words_get(context->site->words[language], SPOKEN[i].word));
    put_kinds(&json, context, language);
    json_end_object(&json);
    search_document_end(&json);
    return true;
}

static bool render_slots(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    (void)scratch;
    reads_note_whole(context->reads, READ_BASE);
    Json json;
    search_document_begin(&json, out, "slots");
    put_slots(&json, context->kb->schema, document->language);
    search_document_end(&json);
    return true;
}

/* The documents. */

static void add(Documents *documents, const char *name, DocumentRender render, const void *subject,
                size_t language)
{
    documents_add(documents, arena_concat(documents->arena, "site/search/", name, ".js"), render,
                  subject, language);
}

static void add_shards(Documents *documents, const SearchIndex *index, const Shards *shards,
                       DocumentRender render)
{
    SearchFile *files = arena_new0(documents->arena, SearchFile, shards->count);
    for (size_t i = 0; i < shards->count; i++) {
        files[i] = (SearchFile){index, &shards->items[i]};
        add(documents, shards->items[i].file, render, &files[i], 0);
    }
}

static void add_words(const EmitContext *context, Documents *documents)
{
    for (size_t i = 0; i < context->kb->language_count; i++) {
        const char *code = context->kb->languages[i];
        add(documents, arena_concat(documents->arena, "words-", code), render_words, NULL, i);
        add(documents, arena_concat(documents->arena, "slots-", code), render_slots, NULL, i);
    }
}

void emit_search(const EmitContext *context, Documents *documents)
{
    SearchIndex *index = arena_new0(documents->arena, SearchIndex, 1);
    index->names = name_index_build(documents->arena, context->site);
    index->typos = typo_index_build(documents->arena, index->names);
    add(documents, "index", render_index, index, 0);
    add_words(context, documents);
    add_shards(documents, index, &index->names->shards, render_names);
    add_shards(documents, index, &index->typos->shards, render_typos);
    emit_search_texts(context, documents);
}
