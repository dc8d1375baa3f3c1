#include "emit/slides_fonts.h"

#include "scene/fonts.h"

#include <string.h>

enum { NAMED_MAX = 8 }; /* characters that a message names */

static void add_text(GHashTable *characters, const char *text)
{
    for (const char *at = text; at != NULL && *at != '\0'; at = g_utf8_next_char(at))
        g_hash_table_add(characters, GUINT_TO_POINTER(g_utf8_get_char(at)));
}

/* All that is drawn as text. */
static void add_scene(GHashTable *characters, const Scene *scene)
{
    add_text(characters, scene->title);
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        add_text(characters, box->text);
        add_text(characters, box->more);
        add_text(characters, box->caption);
    }
}

static int compare_characters(const void *a, const void *b)
{
    const gunichar one = *(const gunichar *)a;
    const gunichar other = *(const gunichar *)b;
    return (one > other) - (one < other);
}

/* The characters that no font has, in their order. */
static GArray *find_missing(const Fonts *fonts, GHashTable *characters)
{
    GArray *missing = g_array_new(FALSE, FALSE, sizeof(gunichar));
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, characters);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const gunichar c = GPOINTER_TO_UINT(key);
        if (!fonts_have(fonts, c))
            g_array_append_val(missing, c);
    }
    g_array_sort(missing, compare_characters);
    return missing;
}

/* "壁 仞 科 and 40 more" of those that the package has. */
static char *name_characters(const GArray *missing, const char *package)
{
    GString *named = g_string_new(NULL);
    unsigned count = 0;
    for (guint i = 0; i < missing->len; i++) {
        const gunichar c = g_array_index(missing, gunichar, i);
        if (g_strcmp0(fonts_package(c), package) != 0 || count++ >= NAMED_MAX)
            continue;
        g_string_append(named, named->len > 0 ? " " : "");
        g_string_append_unichar(named, c);
    }
    if (count > NAMED_MAX)
        g_string_append_printf(named, " and %u more", count - NAMED_MAX);
    return g_string_free(named, FALSE);
}

static void report(const Fonts *fonts, const GArray *missing, const char *package,
                   Diagnostics *diags)
{
    g_autofree char *named = name_characters(missing, package);
    Diagnostic *d =
        fonts_are_none(fonts)
            ? diag_report(diags, DIAG_FONT_MISSING, (Span){0},
                          "this machine has no fonts, and PNG and PDF no text: %s", named)
            : diag_report(diags, DIAG_FONT_MISSING, (Span){0},
                          "no font of this machine has what PNG and PDF are to show: %s", named);
    if (package != NULL)
        diag_hint(d, "Debian's and Ubuntu's package %s has them", package);
    else
        diag_hint(d, "no package that we know of has them; a font in ~/.fonts is used, too");
}

static bool is_reported(const GPtrArray *packages, const char *package)
{
    for (guint i = 0; i < packages->len; i++)
        if (g_strcmp0(packages->pdata[i], package) == 0)
            return true;
    return false;
}

void slides_check_fonts(const Picture *const *pictures, size_t count, Diagnostics *diags)
{
    g_autoptr(Fonts) fonts = fonts_new();
    if (fonts == NULL)
        return;
    g_autoptr(GHashTable) characters = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < count; i++)
        add_scene(characters, pictures[i]->scene);
    g_autoptr(GArray) missing = find_missing(fonts, characters);
    g_autoptr(GPtrArray) packages = g_ptr_array_new(); /* reported */
    for (guint i = 0; i < missing->len; i++) {
        const char *package = fonts_package(g_array_index(missing, gunichar, i));
        if (is_reported(packages, package))
            continue;
        g_ptr_array_add(packages, (gpointer)package);
        report(fonts, missing, package, diags);
    }
}
