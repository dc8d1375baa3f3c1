/*
 * shards.h - a sorted list of keys, cut into files of bounded size.
 *
 * What a query wants of it, the keys that begin as it does, stands in one shard or in neighbours. A
 * cut hangs on the keys around it, not on how many came before, so that a new key changes the shard
 * that it comes into and leaves the others as they are.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A key, and by number what it leads to: shards hold that once, however many keys lead there. */
typedef struct ShardKey {
    const char *text;
    uint32_t owner;
    uint32_t name; /* the caller's own */
} ShardKey;

typedef struct Shard {
    const char *file; /* its name, without extension: follows from `from` */
    const char *from; /* keys of this shard are not before it, those of shards before it not behind:
                         as short as it can be. "" for the first. */
    size_t first;     /* of the keys */
    size_t count;
} Shard;

typedef struct Shards {
    ShardKey *keys; /* sorted by text, in order of bytes */
    size_t key_count;
    Shard *items;
    size_t count;
} Shards;

/* A shard has at most SHARD_SIZE_MAX bytes, unless what one key leads to is larger. */
enum { SHARD_SIZE_MAX = 16 * 1024 };

/* Sorts `keys` (borrowed) and cuts them: `sizes` are the bytes of each owner. Names of files begin
 * with `prefix`. Everything else is in `arena`. */
Shards shards_cut(Arena *arena, char prefix, ShardKey *keys, size_t count, const uint32_t *sizes,
                  size_t owner_count);
