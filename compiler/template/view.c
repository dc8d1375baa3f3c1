#include "template/view.h"

#include <string.h>

static View *view_new(Arena *arena, ViewKind kind)
{
    View *view = arena_new0(arena, View, 1);
    view->kind = kind;
    return view;
}

View *view_new_map(Arena *arena)
{
    return view_new(arena, VIEW_MAP);
}

View *view_new_list(Arena *arena)
{
    return view_new(arena, VIEW_LIST);
}

View *view_new_text(Arena *arena, const char *text)
{
    View *view = view_new(arena, VIEW_TEXT);
    view->text = text;
    return view;
}

void view_append(View *list, View *item)
{
    if (list->last != NULL)
        list->last->next = item;
    else
        list->first = item;
    list->last = item;
}

void view_put(View *map, const char *key, View *value)
{
    g_assert(map->kind == VIEW_MAP);
    value->key = key;
    view_append(map, value);
}

void view_put_text(Arena *arena, View *map, const char *key, const char *text)
{
    view_put(map, key, text != NULL ? view_new_text(arena, text) : view_new(arena, VIEW_FALSE));
}

void view_put_bool(Arena *arena, View *map, const char *key, bool value)
{
    view_put(map, key, view_new(arena, value ? VIEW_TRUE : VIEW_FALSE));
}

View *view_put_map(Arena *arena, View *map, const char *key)
{
    View *inner = view_new_map(arena);
    view_put(map, key, inner);
    return inner;
}

View *view_put_list(Arena *arena, View *map, const char *key)
{
    View *list = view_new_list(arena);
    view_put(map, key, list);
    return list;
}

static View *view_share(Arena *arena, const View *value)
{
    View *copy = view_new(arena, value->kind);
    copy->text = value->text;
    copy->first = value->first;
    copy->last = value->last;
    return copy;
}

void view_put_shared(Arena *arena, View *map, const char *key, const View *value)
{
    view_put(map, key, view_share(arena, value));
}

View *view_append_shared(Arena *arena, View *list, const View *shared)
{
    View *copy = view_share(arena, shared);
    view_append(list, copy);
    return copy;
}

View *view_append_map(Arena *arena, View *list)
{
    View *map = view_new_map(arena);
    view_append(list, map);
    return map;
}

const View *view_get(const View *map, const char *key)
{
    if (map->kind != VIEW_MAP)
        return NULL;
    for (const View *field = map->first; field != NULL; field = field->next)
        if (field->key[0] == key[0] && strcmp(field->key, key) == 0) /* mostly differ at once */
            return field;
    return NULL;
}
