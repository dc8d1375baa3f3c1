/*
 * arena.h - memory that is freed all at once.
 *
 * An Arena hands out memory in chunks. Nothing is freed singly; arena_free() frees everything.
 * Whatever a compilation learns (trees, entries, claims) lives in arenas, so that pointers between
 * them stay valid until the end. An Arena is not locked: one worker thread, one arena.
 */
#pragma once

#include <glib.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Arena Arena;

/* Returns an empty arena; the caller frees it with arena_free(). */
Arena *arena_new(void);

/* The same for what is kept, many times over: it begins with room for `expected` bytes and grows by
 * little, so that it is not much larger than what is in it. */
Arena *arena_new_tight(size_t expected);

/* What is still to come takes about `size` bytes: the next chunk has room for it. */
void arena_expect(Arena *arena, size_t size);

void arena_free(Arena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)

/* Gives all that `other` has handed out to `arena`, to be freed with it, and frees `other`. */
void arena_adopt(Arena *arena, Arena *other);

/* Frees everything but the memory of one chunk, which is used again. */
void arena_reset(Arena *arena);

/* Returns `size` zeroed bytes, aligned for pointers and numbers of 64 bits. Never NULL. */
void *arena_alloc(Arena *arena, size_t size);

/* Returns `size` bytes that hold anything and are not aligned. Never NULL. */
char *arena_alloc_text(Arena *arena, size_t size);

/* Returns a NUL-terminated copy of `length` bytes of `text`. */
char *arena_strndup(Arena *arena, const char *text, size_t length);
char *arena_strdup(Arena *arena, const char *text);
char *arena_printf(Arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

#define arena_new0(arena, Type, count) ((Type *)arena_alloc((arena), sizeof(Type) * (count)))

/* Returns decimal digits. */
char *arena_integer(Arena *arena, int64_t number);

/* Returns the texts one after the other. */
#define arena_concat(arena, ...)                                    \
    arena_concat_parts((arena), (const char *const[]){__VA_ARGS__}, \
                       sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))
char *arena_concat_parts(Arena *arena, const char *const *parts, size_t count);
