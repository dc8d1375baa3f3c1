#include "search/shards.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static int compare_keys(const void *left, const void *right)
{
    const ShardKey *a = left;
    const ShardKey *b = right;
    const int order = strcmp(a->text, b->text);
    if (order != 0)
        return order;
    if (a->owner != b->owner)
        return a->owner < b->owner ? -1 : 1;
    return (a->name > b->name) - (a->name < b->name);
}

typedef struct ShardCutter {
    Arena *arena;
    char prefix;
    Shards *shards;
    size_t capacity;
    GHashTable *files; /* names that are taken */
    uint32_t *counted; /* by owner: the shard, from 1, that has it already */
    size_t size;       /* of the last shard */
} ShardCutter;

/* One of so many keys may begin a shard once it is half full. */
enum { SHARD_CUT_ODDS = 16 };

static bool may_begin(const char *key)
{
    return XXH3_64bits(key, strlen(key)) % SHARD_CUT_ODDS == 0;
}

/* The shortest text that no key before `key` begins with, or comes behind. */
static const char *shortest_from(Arena *arena, const char *before, const char *key)
{
    size_t common = 0;
    while (before[common] != '\0' && before[common] == key[common])
        common++;
    const char *end = key + common;
    while (end > key && ((unsigned char)*end & 0xC0) == 0x80)
        end--; /* not within a character */
    if (*end != '\0')
        end = g_utf8_next_char(end);
    return arena_strndup(arena, key, (size_t)(end - key));
}

/* Shards that begin with the same key, because that is more than one holds, are numbered. */
static const char *name_file(ShardCutter *cutter, const char *from)
{
    uint32_t hash = (uint32_t)XXH3_64bits(from, strlen(from));
    char *file;
    do
        file = arena_printf(cutter->arena, "%c%08x", cutter->prefix, hash++);
    while (!g_hash_table_add(cutter->files, file));
    return file;
}

static void begin_shard(ShardCutter *cutter, size_t first)
{
    Shards *shards = cutter->shards;
    if (shards->count == cutter->capacity) {
        cutter->capacity = cutter->capacity * 2 + 16;
        Shard *grown = arena_new0(cutter->arena, Shard, cutter->capacity);
        if (shards->count > 0)
            memcpy(grown, shards->items, shards->count * sizeof *grown);
        shards->items = grown;
    }
    const char *from = first == 0 ? ""
                                  : shortest_from(cutter->arena, shards->keys[first - 1].text,
                                                  shards->keys[first].text);
    shards->items[shards->count++] = (Shard){name_file(cutter, from), from, first, 0};
    cutter->size = 0;
}

static void add_key(ShardCutter *cutter, size_t index, const uint32_t *sizes)
{
    const ShardKey *key = &cutter->shards->keys[index];
    const bool is_new = cutter->counted[key->owner] != cutter->shards->count;
    const size_t added = is_new ? sizes[key->owner] : 0;
    const bool is_full = cutter->size + added > SHARD_SIZE_MAX;
    const bool may_end = cutter->size >= SHARD_SIZE_MAX / 2 && may_begin(key->text);
    if (index == 0 || is_full || may_end)
        begin_shard(cutter, index);
    Shard *shard = &cutter->shards->items[cutter->shards->count - 1];
    const uint32_t number = (uint32_t)cutter->shards->count;
    if (cutter->counted[key->owner] != number)
        cutter->size += sizes[key->owner];
    cutter->counted[key->owner] = number;
    shard->count++;
}

Shards shards_cut(Arena *arena, char prefix, ShardKey *keys, size_t count, const uint32_t *sizes,
                  size_t owner_count)
{
    Shards shards = {.keys = keys, .key_count = count};
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    uint32_t *counted = arena_new0(arena, uint32_t, owner_count);
    ShardCutter cutter = {arena, prefix, &shards, 0, files, counted, 0};
    if (count > 0)
        qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 0; i < count; i++)
        add_key(&cutter, i, sizes);
    return shards;
}
