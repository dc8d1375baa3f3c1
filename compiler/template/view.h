/*
 * view.h - what a page says: a tree of texts, truths, lists and maps.
 *
 * The page contexts (view/) build such trees from the model; the template engine
 * (template/template.h) reads them and knows nothing else. All nodes and texts live in the arena of
 * the page that is being rendered. Texts are plain: escaping is the template's work, so a View
 * serves any format.
 */
#pragma once

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef enum ViewKind { VIEW_FALSE, VIEW_TRUE, VIEW_TEXT, VIEW_LIST, VIEW_MAP } ViewKind;

typedef struct View View;
struct View {
    ViewKind kind : 8;
    uint32_t hash : 24; /* of the key */
    uint32_t holds;     /* VIEW_MAP: a bit for each of its keys, which other keys may share */
    const char *key;    /* its name in the map that holds it, else NULL */
    const char *text;   /* VIEW_TEXT */
    View *first;        /* VIEW_LIST: items; VIEW_MAP: fields, keys unique */
    View *last;
    View *next; /* in the list or map that holds it */
};

/* A key with its hash, so that fields are found without comparing texts that differ. */
typedef struct ViewKey {
    const char *text;
    uint32_t hash; /* of 24 bits */
} ViewKey;

/* Of a literal the compiler works it out: length, and three of the bytes. */
static inline ViewKey view_key(const char *text)
{
    const size_t length = strlen(text);
    const unsigned char first = (unsigned char)text[0];
    const unsigned char middle = (unsigned char)text[length / 2];
    const unsigned char last = (unsigned char)text[length - (length > 0)];
    const uint32_t bytes = (uint32_t)first << 24 | (uint32_t)middle << 16 | (uint32_t)last << 8;
    return (ViewKey){text, (bytes | (uint8_t)length) * UINT32_C(2654435761) >> 8};
}

/* Returns a node that nothing holds yet. */
View *view_new_map(Arena *arena);
View *view_new_list(Arena *arena);
View *view_new_text(Arena *arena, const char *text);

/* Put a field into a map. `key` is borrowed (a literal or an arena's text), `text` too; NULL text
 * puts VIEW_FALSE, so that a section on it is not shown. A key is put once. */
void view_put_at(View *map, ViewKey key, View *value);
void view_put_text_at(Arena *arena, View *map, ViewKey key, const char *text);
void view_put_bool_at(Arena *arena, View *map, ViewKey key, bool value);
View *view_put_map_at(Arena *arena, View *map, ViewKey key);
View *view_put_list_at(Arena *arena, View *map, ViewKey key);

/* Puts a field whose content another map or a page-independent tree holds already: the node is
 * copied, what hangs below it is shared. */
void view_put_shared_at(Arena *arena, View *map, ViewKey key, const View *value);

/* Appends to a list; `shared` is copied as by view_put_shared(). */
void view_append(View *list, View *item);
View *view_append_map(Arena *arena, View *list);
View *view_append_shared(Arena *arena, View *list, const View *shared);

/* Puts `last` into each map of a list that is complete: is it the last one? */
void view_mark_last(Arena *arena, View *list);

/* May `map` have the field? If not, it is no map or lacks it. */
static inline bool view_may_hold(const View *map, ViewKey key)
{
    return (map->holds >> (key.hash >> 19) & 1) != 0;
}

/* Returns the field of a map, or NULL; what is no map has no fields. */
const View *view_find(const View *map, ViewKey key);

/* The same by the key's text alone. */
static inline void view_put(View *map, const char *key, View *value)
{
    view_put_at(map, view_key(key), value);
}

static inline void view_put_text(Arena *arena, View *map, const char *key, const char *text)
{
    view_put_text_at(arena, map, view_key(key), text);
}

static inline void view_put_bool(Arena *arena, View *map, const char *key, bool value)
{
    view_put_bool_at(arena, map, view_key(key), value);
}

static inline View *view_put_map(Arena *arena, View *map, const char *key)
{
    return view_put_map_at(arena, map, view_key(key));
}

static inline View *view_put_list(Arena *arena, View *map, const char *key)
{
    return view_put_list_at(arena, map, view_key(key));
}

static inline void view_put_shared(Arena *arena, View *map, const char *key, const View *value)
{
    view_put_shared_at(arena, map, view_key(key), value);
}

static inline const View *view_get(const View *map, const char *key)
{
    return view_find(map, view_key(key));
}
