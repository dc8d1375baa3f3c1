#include "import/condition.h"

#include "import/scalar.h"

#include <string.h>

static const char between[] = "; ";

static gint compare_values(gconstpointer left, gconstpointer right)
{
    const EnumValue *a = *(const EnumValue *const *)left;
    const EnumValue *b = *(const EnumValue *const *)right;
    return (a->index > b->index) - (a->index < b->index);
}

static void append_piece(GString *out, const char *piece)
{
    g_string_append_printf(out, "%s%s", out->len > 0 ? between : "", piece);
}

const char *condition_text(const Kb *kb, const GArray *texts, Arena *arena)
{
    g_autoptr(GPtrArray) named = g_ptr_array_new();
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GString) whole = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++) {
        const char *text = g_array_index(texts, DataText, i).text;
        const EnumValue *value = enum_find_called(kb->schema->conditions, text);
        if (value == NULL)
            append_piece(words, text);
        else if (!g_ptr_array_find(named, value, NULL))
            g_ptr_array_add(named, (gpointer)value);
    }
    g_ptr_array_sort(named, compare_values);
    for (guint i = 0; i < named->len; i++)
        append_piece(whole, ((const EnumValue *)named->pdata[i])->name);
    if (words->len > 0)
        append_piece(whole, words->str);
    return whole->len > 0 ? arena_strndup(arena, whole->str, whole->len) : NULL;
}

void condition_append(GString *out, const char *condition, const Kb *kb)
{
    g_autoptr(GString) items = g_string_new(NULL);
    size_t count = 0;
    for (const char *at = condition; *at != '\0'; count++) {
        const char *end = strstr(at, between);
        g_autofree char *name = end != NULL ? g_strndup(at, (gsize)(end - at)) : g_strdup(at);
        const bool is_named =
            kb->schema->conditions != NULL && enum_find_value(kb->schema->conditions, name) != NULL;
        g_string_append(items, count > 0 ? ", " : "");
        if (is_named) {
            scalar_append(items, name);
        } else {
            g_string_append_printf(items, "{%s: ", kb->languages[0]);
            scalar_append(items, at);
            g_string_append_c(items, '}');
        }
        at = is_named && end != NULL ? end + strlen(between) : "";
    }
    g_string_append_printf(out, count > 1 ? "[%s]" : "%s", items->str);
}
