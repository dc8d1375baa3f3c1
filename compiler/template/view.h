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

typedef enum ViewKind { VIEW_FALSE, VIEW_TRUE, VIEW_TEXT, VIEW_LIST, VIEW_MAP } ViewKind;

typedef struct View View;
struct View {
    ViewKind kind;
    const char *key;  /* its name in the map that holds it, else NULL */
    const char *text; /* VIEW_TEXT */
    View *first;      /* VIEW_LIST: items; VIEW_MAP: fields, keys unique */
    View *last;
    View *next; /* in the list or map that holds it */
};

/* Returns a node that nothing holds yet. */
View *view_new_map(Arena *arena);
View *view_new_list(Arena *arena);
View *view_new_text(Arena *arena, const char *text);

/* Put a field into a map. `key` is borrowed (a literal or an arena's text), `text` too; NULL text
 * puts VIEW_FALSE, so that a section on it is not shown. A key is put once. */
void view_put(View *map, const char *key, View *value);
void view_put_text(Arena *arena, View *map, const char *key, const char *text);
void view_put_bool(Arena *arena, View *map, const char *key, bool value);
View *view_put_map(Arena *arena, View *map, const char *key);
View *view_put_list(Arena *arena, View *map, const char *key);

/* Puts a field whose content another map or a page-independent tree holds already: the node is
 * copied, what hangs below it is shared. */
void view_put_shared(Arena *arena, View *map, const char *key, const View *value);

/* Appends to a list; `shared` is copied as by view_put_shared(). */
void view_append(View *list, View *item);
View *view_append_map(Arena *arena, View *list);
View *view_append_shared(Arena *arena, View *list, const View *shared);

/* Returns the field of a map, or NULL. */
const View *view_get(const View *map, const char *key);
