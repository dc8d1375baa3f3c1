#include "base/arena.h"

#include "base/text.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Doubling chunks: few calls. Those of arenas that are kept grow by a quarter of what there is, so
 * that little is left over. */
enum { FIRST_CHUNK = 8 * 1024, SMALLEST_CHUNK = 768, LARGEST_CHUNK = 1024 * 1024 };

enum { ALIGNMENT = _Alignof(void *) };

static_assert(ALIGNMENT >= _Alignof(double) && ALIGNMENT >= _Alignof(int64_t), "see arena.h");

typedef struct Chunk Chunk;
struct Chunk {
    Chunk *previous;
    size_t size;
    max_align_t memory[];
};

struct Arena {
    Chunk *chunk;
    char *next;
    size_t left; /* text is taken from its end, where nothing need be aligned */
    size_t chunk_size;
    size_t total; /* of all chunks; 0: it is not counted, and chunks double */
};

Arena *arena_new(void)
{
    Arena *arena = g_new0(Arena, 1);
    arena->chunk_size = FIRST_CHUNK;
    return arena;
}

Arena *arena_new_tight(size_t expected)
{
    Arena *arena = g_new0(Arena, 1);
    arena->chunk_size = MAX(expected, sizeof(Chunk));
    arena->total = 1;
    return arena;
}

void arena_expect(Arena *arena, size_t size)
{
    if (size > arena->left)
        arena->chunk_size = MIN(size, LARGEST_CHUNK);
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

/* The chunks stand behind the current one, which keeps its rest. */
void arena_adopt(Arena *arena, Arena *other)
{
    Chunk *last = other->chunk;
    while (last != NULL && last->previous != NULL)
        last = last->previous;
    if (arena->chunk == NULL) {
        arena->chunk = other->chunk;
    } else if (last != NULL) {
        last->previous = arena->chunk->previous;
        arena->chunk->previous = other->chunk;
    }
    g_free(other);
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

/* A chunk for one large block stands behind the current one, which keeps its rest. */
static void *alloc_large(Arena *arena, size_t size)
{
    Chunk *own = chunk_new(size, NULL);
    if (arena->chunk != NULL) {
        own->previous = arena->chunk->previous;
        arena->chunk->previous = own;
    } else {
        arena->chunk = own;
    }
    return own->memory;
}

static void set_next_size(Arena *arena)
{
    if (arena->total > 0) {
        arena->total += arena->chunk_size;
        arena->chunk_size = CLAMP(arena->total / 4, SMALLEST_CHUNK, LARGEST_CHUNK);
    } else if (arena->chunk_size < LARGEST_CHUNK) {
        arena->chunk_size *= 2;
    }
}

/* Makes room for `size` bytes in the current chunk; false if they are to have one of their own. */
static bool make_room(Arena *arena, size_t size)
{
    g_assert(size < G_MAXSSIZE / 2);
    if (size <= arena->left)
        return true;
    if (size > arena->chunk_size / 4)
        return false;
    arena->chunk = chunk_new(arena->chunk_size, arena->chunk);
    arena->next = (char *)arena->chunk->memory;
    arena->left = arena->chunk_size;
    set_next_size(arena);
    return true;
}

void *arena_alloc(Arena *arena, size_t size)
{
    size = (MAX(size, 1) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT; /* nothing has a place, too */
    if (!make_room(arena, size))
        return memset(alloc_large(arena, size), 0, size);
    void *memory = arena->next;
    arena->next += size;
    arena->left -= size;
    return memset(memory, 0, size);
}

char *arena_alloc_text(Arena *arena, size_t size)
{
    if (!make_room(arena, size))
        return alloc_large(arena, size);
    arena->left -= size;
    return arena->next + arena->left;
}

char *arena_strndup(Arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc_text(arena, length + 1);
    memcpy(copy, text, length);
    copy[length] = '\0';
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
