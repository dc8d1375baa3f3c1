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

void view_mark_last(Arena *arena, View *list)
{
    for (View *item = list->first; item != NULL; item = item->next)
        view_put_bool(arena, item, "last", item->next == NULL);
}

void view_append(View *list, View *item)
{
    if (list->last != NULL)
        list->last->next = item;
    else
        list->first = item;
    list->last = item;
}

void view_put_at(View *map, ViewKey key, View *value)
{
    g_assert(map->kind == VIEW_MAP);
    value->key = key.text;
    value->hash = key.hash & 0xFFFFFF;
    map->holds |= UINT32_C(1) << (key.hash >> 19);
    view_append(map, value);
}

void view_put_text_at(Arena *arena, View *map, ViewKey key, const char *text)
{
    view_put_at(map, key, text != NULL ? view_new_text(arena, text) : view_new(arena, VIEW_FALSE));
}

void view_put_bool_at(Arena *arena, View *map, ViewKey key, bool value)
{
    view_put_at(map, key, view_new(arena, value ? VIEW_TRUE : VIEW_FALSE));
}

View *view_put_map_at(Arena *arena, View *map, ViewKey key)
{
    View *inner = view_new_map(arena);
    view_put_at(map, key, inner);
    return inner;
}

View *view_put_list_at(Arena *arena, View *map, ViewKey key)
{
    View *list = view_new_list(arena);
    view_put_at(map, key, list);
    return list;
}

static View *view_share(Arena *arena, const View *value)
{
    View *copy = view_new(arena, value->kind);
    copy->holds = value->holds;
    copy->text = value->text;
    copy->first = value->first;
    copy->last = value->last;
    return copy;
}

void view_put_shared_at(Arena *arena, View *map, ViewKey key, const View *value)
{
    view_put_at(map, key, view_share(arena, value));
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

const View *view_find(const View *map, ViewKey key)
{
    if (!view_may_hold(map, key))
        return NULL;
    for (const View *field = map->first; field != NULL; field = field->next)
        if (field->hash == key.hash && strcmp(field->key, key.text) == 0)
            return field;
    return NULL;
}
