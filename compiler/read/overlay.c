#include "read/overlay.h"

#include <string.h>

struct Overlay {
    gatomicrefcount references;
    GHashTable *texts; /* relative path -> GBytes */
};

static void bytes_free(gpointer bytes)
{
    g_bytes_unref(bytes);
}

Overlay *overlay_new(void)
{
    Overlay *overlay = g_new0(Overlay, 1);
    g_atomic_ref_count_init(&overlay->references);
    overlay->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, bytes_free);
    return overlay;
}

Overlay *overlay_ref(Overlay *overlay)
{
    g_atomic_ref_count_inc(&overlay->references);
    return overlay;
}

void overlay_unref(Overlay *overlay)
{
    if (overlay == NULL || !g_atomic_ref_count_dec(&overlay->references))
        return;
    g_hash_table_unref(overlay->texts);
    g_free(overlay);
}

void overlay_put(Overlay *overlay, const char *relative, GBytes *text)
{
    g_hash_table_replace(overlay->texts, g_strdup(relative), g_bytes_ref(text));
}

GBytes *overlay_find(const Overlay *overlay, const char *relative)
{
    return overlay != NULL ? g_hash_table_lookup(overlay->texts, relative) : NULL;
}

static int compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

GPtrArray *overlay_list(const Overlay *overlay)
{
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, overlay->texts);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(names, name);
    g_ptr_array_sort(names, compare_names);
    return names;
}
