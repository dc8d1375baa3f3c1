#include "search/name_index.h"

#include "search/normal_form.h"

#include <string.h>

typedef struct NameIndexer {
    Arena *arena;
    const Site *site;
    GArray *items; /* of NamedItem */
    GArray *names; /* of ItemName */
    GArray *keys;  /* of ShardKey */
    GArray *sizes; /* of uint32_t, by item */
    size_t first;  /* of the names of the item at hand */

    GString *normal; /* reused */
    GArray *starts;  /* reused */
} NameIndexer;

/* Names. */

static bool is_known(const NameIndexer *indexer, const char *text)
{
    for (size_t i = indexer->first; i < indexer->names->len; i++)
        if (strcmp(g_array_index(indexer->names, ItemName, i).text, text) == 0)
            return true;
    return false;
}

static void add_keys(NameIndexer *indexer, const char *text)
{
    g_string_truncate(indexer->normal, 0);
    g_array_set_size(indexer->starts, 0);
    normal_form_append(indexer->normal, text, NAME_LENGTH_MAX, indexer->starts);
    const char *normal = arena_strndup(indexer->arena, indexer->normal->str, indexer->normal->len);
    for (guint i = 0; i < indexer->starts->len; i++) {
        const ShardKey key = {.text = normal + g_array_index(indexer->starts, uint32_t, i),
                              .owner = indexer->items->len - 1,
                              .name = indexer->names->len - 1};
        g_array_append_val(indexer->keys, key);
    }
}

/* The text, if it is not too long to be shown in a list. */
static const char *shorten(Arena *arena, const char *text)
{
    if (strlen(text) <= NAME_LENGTH_MAX)
        return text;
    const char *end = text;
    for (size_t i = 0; i < NAME_LENGTH_MAX && *end != '\0'; i++)
        end = g_utf8_next_char(end);
    return *end == '\0' ? text : arena_printf(arena, "%.*s…", (int)(end - text), text);
}

static void add_name(NameIndexer *indexer, NameKind kind, const char *text)
{
    if (text == NULL || is_known(indexer, text) ||
        indexer->names->len - indexer->first >= OTHER_NAMES_MAX + LANGUAGES_MAX)
        return;
    const ItemName name = {kind, text};
    g_array_append_val(indexer->names, name);
    g_array_index(indexer->sizes, uint32_t, indexer->items->len - 1) += (uint32_t)strlen(text) + 8;
    add_keys(indexer, text);
}

/* Items. */

static NamedItem *add_item(NameIndexer *indexer, const char *path)
{
    const NamedItem item = {.path = path};
    const uint32_t size = (uint32_t)strlen(path) + 8;
    g_array_append_val(indexer->items, item);
    g_array_append_val(indexer->sizes, size);
    indexer->first = indexer->names->len;
    return &g_array_index(indexer->items, NamedItem, indexer->items->len - 1);
}

static void add_titles(NameIndexer *indexer, NamedItem *item)
{
    for (size_t i = 0; i < indexer->site->kb->language_count; i++) {
        if (item->titles[i] == NULL)
            continue;
        item->titles[i] = shorten(indexer->arena, item->titles[i]);
        add_name(indexer, NAME_TITLE, item->titles[i]);
    }
}

static void add_localised(NameIndexer *indexer, NameKind kind, const Localised *text)
{
    for (size_t i = 0; i < indexer->site->kb->language_count; i++)
        if (text->texts[i] != NULL)
            add_name(indexer, kind, shorten(indexer->arena, text->texts[i]));
}

static void add_claims(NameIndexer *indexer, NameKind kind, const Claims *claims)
{
    for (size_t i = 0; claims != NULL && i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        if (!claim_is_in_force(claim) || claim_is_inherited(claim))
            continue;
        if (claim->value.kind == VALUE_TEXT)
            add_localised(indexer, kind, claim->value.localised);
        else if (claim->value.kind == VALUE_STRING)
            add_name(indexer, kind, shorten(indexer->arena, claim->value.text));
    }
}

static void add_base_size(NameIndexer *indexer, const Entry *base)
{
    const Site *site = indexer->site;
    uint32_t *size = &g_array_index(indexer->sizes, uint32_t, indexer->items->len - 1);
    for (size_t i = 0; base != NULL && i < site->kb->language_count; i++)
        *size += (uint32_t)MIN(strlen(site_title(site, base, i)), 4 * NAME_LENGTH_MAX);
}

static void add_entry(NameIndexer *indexer, const Entry *entry)
{
    const Site *site = indexer->site;
    NamedItem *item = add_item(indexer, site_path(site, entry));
    for (size_t i = 0; i < site->kb->language_count; i++)
        item->titles[i] = site_title(site, entry, i);
    add_titles(indexer, item);
    add_base_size(indexer, entry->base);
    add_name(indexer, NAME_TITLE, entry->id);
    add_localised(indexer, NAME_OTHER, entry->name);
    add_claims(indexer, NAME_OTHER, object_claims(&entry->object, SLOT_TITLE));
    add_claims(indexer, NAME_ALIAS, object_claims(&entry->object, SLOT_ALIASES));
    for (size_t i = 0; i < entry->former_id_count; i++)
        add_name(indexer, NAME_FORMER_ID, entry->former_ids[i]);
}

static void add_entries(NameIndexer *indexer)
{
    const Kb *kb = indexer->site->kb;
    for (size_t i = 0; i < kb->entry_count; i++)
        if (site_path(indexer->site, kb->entries[i]) != NULL)
            add_entry(indexer, kb->entries[i]);
}

static void add_pictures(NameIndexer *indexer)
{
    const Plates *plates = indexer->site->plates;
    for (size_t i = 0; i < plates->count; i++) {
        const Plate *plate = plates->items[i];
        if (plate->whole != NULL)
            continue;
        NamedItem *item = add_item(indexer, arena_concat(indexer->arena, "diagrams/", plate->name));
        for (size_t k = 0; k < indexer->site->kb->language_count; k++)
            item->titles[k] = localised_get(plate->title, k);
        add_titles(indexer, item);
        add_name(indexer, NAME_TITLE, plate->name);
    }
}

/* Pages are by name, then language. */
static void add_pages(NameIndexer *indexer)
{
    const Kb *kb = indexer->site->kb;
    for (size_t i = 0; i < kb->page_count;) {
        const char *name = kb->pages[i]->name;
        NamedItem *item = add_item(indexer, arena_concat(indexer->arena, "pages/", name));
        for (; i < kb->page_count && strcmp(kb->pages[i]->name, name) == 0; i++)
            item->titles[kb->pages[i]->language] = kb->pages[i]->title;
        add_titles(indexer, item);
        add_name(indexer, NAME_TITLE, name);
    }
}

/* Of items in the order of entries: a variant says in lists of what it is one, too. */
static void link_bases(Arena *arena, const Site *site, NamedItem *items)
{
    const Kb *kb = site->kb;
    NamedItem **of_entry = arena_new0(arena, NamedItem *, kb->entry_count);
    for (size_t i = 0; i < kb->entry_count; i++)
        if (site_path(site, kb->entries[i]) != NULL)
            of_entry[i] = items++;
    for (size_t i = 0; i < kb->entry_count; i++)
        if (of_entry[i] != NULL && kb->entries[i]->base != NULL)
            of_entry[i]->base = of_entry[kb->entries[i]->base->index];
}

static void *keep(Arena *arena, GArray *array)
{
    const size_t size = array->len * g_array_get_element_size(array);
    void *copy = arena_alloc(arena, size + 1);
    if (size > 0)
        memcpy(copy, array->data, size);
    return copy;
}

static void indexer_init(NameIndexer *indexer, Arena *arena, const Site *site)
{
    *indexer = (NameIndexer){
        .arena = arena,
        .site = site,
        .items = g_array_new(FALSE, FALSE, sizeof(NamedItem)),
        .names = g_array_new(FALSE, FALSE, sizeof(ItemName)),
        .keys = g_array_new(FALSE, FALSE, sizeof(ShardKey)),
        .sizes = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .normal = g_string_new(NULL),
        .starts = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
    };
}

static void indexer_clear(NameIndexer *indexer)
{
    g_array_unref(indexer->items);
    g_array_unref(indexer->names);
    g_array_unref(indexer->keys);
    g_array_unref(indexer->sizes);
    g_string_free(indexer->normal, TRUE);
    g_array_unref(indexer->starts);
}

const NameIndex *name_index_build(Arena *arena, const Site *site)
{
    NameIndexer indexer;
    indexer_init(&indexer, arena, site);
    add_entries(&indexer);
    add_pictures(&indexer);
    add_pages(&indexer);
    NameIndex *index = arena_new0(arena, NameIndex, 1);
    NamedItem *items = keep(arena, indexer.items);
    link_bases(arena, site, items);
    *index = (NameIndex){.items = items,
                         .item_count = indexer.items->len,
                         .names = keep(arena, indexer.names),
                         .name_count = indexer.names->len,
                         .language_count = site->kb->language_count};
    index->shards = shards_cut(arena, 'n', keep(arena, indexer.keys), indexer.keys->len,
                               (const uint32_t *)(void *)indexer.sizes->data, index->item_count);
    indexer_clear(&indexer);
    return index;
}
