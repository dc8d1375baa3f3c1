#include "base/arena.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

/* Small first chunk, doubling: an arena for one tiny file costs little, a large one few calls. */
enum { FIRST_CHUNK = 8 * 1024, LARGEST_CHUNK = 1024 * 1024 };

typedef struct Chunk Chunk;
struct Chunk {
    Chunk *previous;
    size_t size;
    max_align_t memory[];
};

struct Arena {
    Chunk *chunk;
    char *next;
    size_t left;
    size_t chunk_size;
};

Arena *arena_new(void)
{
    Arena *arena = g_new0(Arena, 1);
    arena->chunk_size = FIRST_CHUNK;
    return arena;
}

static void free_chunks(Chunk *chunk)
{
    while (chunk != NULL) {
        Chunk *previous = chunk->previous;
        g_free(chunk);
        chunk = previous;
    }
}

void arena_free(Arena *arena)
{
    if (arena == NULL)
        return;
    free_chunks(arena->chunk);
    g_free(arena);
}

void arena_reset(Arena *arena)
{
    if (arena->chunk == NULL)
        return;
    free_chunks(arena->chunk->previous);
    arena->chunk->previous = NULL;
    arena->next = (char *)arena->chunk->memory;
    arena->left = arena->chunk->size;
}

static Chunk *chunk_new(size_t size, Chunk *previous)
{
    Chunk *chunk = g_malloc(sizeof(Chunk) + size);
    chunk->previous = previous;
    chunk->size = size;
    return chunk;
}

void *arena_alloc(Arena *arena, size_t size)
{
    const size_t alignment = _Alignof(max_align_t);
    g_assert(size < G_MAXSSIZE / 2);
    size = (MAX(size, 1) + alignment - 1) / alignment * alignment; /* nothing has a place, too */

    /* A large block gets a chunk of its own, behind the current one, which keeps its rest. */
    if (size > arena->left && size > arena->chunk_size / 4) {
        Chunk *own = chunk_new(size, NULL);
        if (arena->chunk != NULL) {
            own->previous = arena->chunk->previous;
            arena->chunk->previous = own;
        } else {
            arena->chunk = own;
        }
        return memset(own->memory, 0, size);
    }
    if (size > arena->left) {
        arena->chunk = chunk_new(arena->chunk_size, arena->chunk);
        arena->next = (char *)arena->chunk->memory;
        arena->left = arena->chunk_size;
        if (arena->chunk_size < LARGEST_CHUNK)
            arena->chunk_size *= 2;
    }
    void *memory = arena->next;
    arena->next += size;
    arena->left -= size;
    return memset(memory, 0, size);
}

char *arena_strndup(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(Arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return arena_strdup(arena, text);
}

char *arena_integer(Arena *arena, int64_t number)
{
    char digits[TEXT_INTEGER_MAX];
    char *end = digits + sizeof digits;
    const char *start = text_write_integer(end, number);
    return arena_strndup(arena, start, (size_t)(end - start));
}

char *arena_concat_parts(Arena *arena, const char *const *parts, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        length += strlen(parts[i]);
    char *text = arena_alloc(arena, length + 1);
    char *end = text;
    for (size_t i = 0; i < count; i++)
        end = stpcpy(end, parts[i]);
    return text;
}
