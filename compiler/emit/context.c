#include "emit/context.h"

#include "base/resource.h"
#include "yaml/tree.h"

#include <string.h>

typedef struct Loader {
    EmitContext *context;
    const char *folder;
    bool failed;
} Loader;

/* Returns the bytes of a file beside the knowledge base, or NULL if there is none. A file that is
 * there but cannot be read is reported. */
static GBytes *find_file(Loader *loader, const char *path)
{
    g_autofree char *name = g_build_filename(loader->folder, path, NULL);
    if (!g_file_test(name, G_FILE_TEST_IS_REGULAR))
        return NULL;
    char *bytes;
    gsize length;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(name, &bytes, &length, &error)) {
        diag_report(loader->context->diags, DIAG_FS_UNREADABLE, (Span){0}, "cannot read '%s': %s",
                    name, error->message);
        loader->failed = true;
        return NULL;
    }
    return g_bytes_new_take(bytes, length);
}

static GBytes *load(Loader *loader, const char *path)
{
    GBytes *file = find_file(loader, path);
    return file != NULL ? file : resource_find(path);
}

/* Names of everything in a folder of templates/, from the program and from beside the base, each
 * once, sorted. */

static void add_resources(GHashTable *names, const char *folder)
{
    g_auto(GStrv) children = resource_list(folder);
    for (char **child = children; *child != NULL; child++)
        g_hash_table_add(names, g_strdup(*child));
}

static void add_files(Loader *loader, GHashTable *names, const char *folder)
{
    g_autofree char *path = g_build_filename(loader->folder, folder, NULL);
    g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
    for (const char *name; directory != NULL && (name = g_dir_read_name(directory)) != NULL;)
        if (name[0] != '.')
            g_hash_table_add(names, g_strdup(name));
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *list_names(Loader *loader, const char *folder, const char *suffix)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    add_resources(names, folder);
    add_files(loader, names, folder);
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, names);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        if (g_str_has_suffix(name, suffix))
            g_ptr_array_add(list, g_strdup(name));
    g_ptr_array_sort(list, compare_names);
    return list;
}

/* A file as diagnostics want it. */
static const SourceFile *source_file(Loader *loader, const char *path, GBytes *bytes)
{
    Arena *arena = loader->context->arena;
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    SourceFile *file = arena_new0(arena, SourceFile, 1);
    g_autofree char *shown = g_build_filename(loader->folder, path, NULL);
    file->path = arena_strdup(arena, shown);
    file->relative = arena_strdup(arena, path);
    file->bytes = arena_strndup(arena, data != NULL ? data : "", length);
    file->length = length;
    return file;
}

/* Templates. */

static Span error_span(const SourceFile *file, const TemplateError *error)
{
    const char *at = file->bytes;
    for (unsigned line = 1; line < error->line && at != NULL; line++) {
        at = strchr(at, '\n');
        if (at != NULL)
            at++;
    }
    if (at == NULL)
        return (Span){file, 0, 0};
    const char *column =
        g_utf8_validate(at, -1, NULL) ? g_utf8_offset_to_pointer(at, (glong)error->column - 1) : at;
    const uint32_t start = (uint32_t)(column - file->bytes);
    return (Span){file, start, start + 1};
}

static void add_template(Loader *loader, TemplateSet *set, const char *path, const char *name,
                         bool is_inline)
{
    g_autoptr(GBytes) bytes = load(loader, path);
    if (bytes == NULL)
        return;
    const SourceFile *file = source_file(loader, path, bytes);
    size_t length = file->length;
    if (is_inline && length > 0 && file->bytes[length - 1] == '\n')
        length--;
    TemplateError error;
    if (template_set_add(set, name, file->bytes, length, &error))
        return;
    diag_report(loader->context->diags, DIAG_KB_CONFIG, error_span(file, &error), "%s",
                error.message);
    loader->failed = true;
}

static void add_templates(Loader *loader, TemplateSet *set, const char *folder, const char *prefix)
{
    static const char suffix[] = ".mustache";
    g_autoptr(GPtrArray) names = list_names(loader, folder, suffix);
    for (guint i = 0; i < names->len; i++) {
        const char *file = g_ptr_array_index(names, i);
        g_autofree char *path = g_strconcat(folder, "/", file, NULL);
        g_autofree char *name =
            g_strdup_printf("%s%.*s", prefix, (int)(strlen(file) - strlen(suffix)), file);
        add_template(loader, set, path, name, *prefix != '\0');
    }
}

static TemplateSet *load_templates(Loader *loader, Escape escape, const char *format)
{
    TemplateSet *set = template_set_new(escape);
    g_autofree char *folder = g_strconcat("templates/", format, NULL);
    g_autofree char *inner = g_strconcat(folder, "/inline", NULL);
    add_templates(loader, set, folder, "");
    add_templates(loader, set, inner, "inline/");
    return set;
}

/* Words. */

static void add_words(Loader *loader, GHashTable *words, const char *path, GBytes *bytes)
{
    Diagnostics *diags = loader->context->diags;
    const Tree *tree = tree_parse(source_file(loader, path, bytes), loader->context->arena, diags);
    const Node *map = tree->first;
    loader->failed |= tree->broken;
    for (Node *word = map != NULL && map->kind == NODE_MAPPING ? map->first : NULL; word != NULL;
         word = word->next) {
        if (word->kind == NODE_SCALAR) {
            g_hash_table_insert(words, (char *)word->key->text, (char *)word->text);
        } else {
            diag_report(diags, DIAG_KB_CONFIG, word->span, "'%s' must be text", word->key->text);
            loader->failed = true;
        }
    }
}

static void add_word_files(Loader *loader, GHashTable *words, const char *language, bool with_file)
{
    g_autofree char *path = g_strdup_printf("templates/i18n/%s.yaml", language);
    g_autoptr(GBytes) resource = resource_find(path);
    if (resource != NULL)
        add_words(loader, words, path, resource);
    g_autoptr(GBytes) file = with_file ? find_file(loader, path) : NULL;
    if (file != NULL)
        add_words(loader, words, path, file);
}

static const Words *load_words(Loader *loader, const char *language)
{
    static const char fallback[] = "en";
    Arena *arena = loader->context->arena;
    g_autoptr(GHashTable) words = g_hash_table_new(g_str_hash, g_str_equal);
    if (strcmp(language, fallback) != 0) {
        add_word_files(loader, words, fallback, false);
        g_hash_table_remove(words, "language.name"); /* its own, or none */
    }
    add_word_files(loader, words, language, true);

    const guint count = g_hash_table_size(words);
    Word *items = arena_new0(arena, Word, count);
    GHashTableIter iter;
    gpointer key, text;
    g_hash_table_iter_init(&iter, words);
    for (guint i = 0; g_hash_table_iter_next(&iter, &key, &text); i++)
        items[i] = (Word){key, text};
    return words_build(arena, items, count);
}

/* Assets. */

static GHashTable *load_assets(Loader *loader)
{
    static const char folder[] = "templates/assets";
    GHashTable *assets =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    g_autoptr(GPtrArray) names = list_names(loader, folder, "");
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = g_strconcat(folder, "/", name, NULL);
        GBytes *bytes = load(loader, path);
        if (bytes != NULL)
            g_hash_table_insert(assets, g_strdup(name), bytes);
    }
    return assets;
}

EmitContext *emit_context_load(const Kb *kb, const char *folder, const Picture *const *pictures,
                               size_t picture_count, Arena *arena, Diagnostics *diags)
{
    EmitContext *context = g_new0(EmitContext, 1);
    context->kb = kb;
    context->pictures = pictures;
    context->picture_count = picture_count;
    context->arena = arena;
    context->diags = diags;
    Loader loader = {.context = context, .folder = folder};
    context->html = load_templates(&loader, ESCAPE_HTML, "html");
    context->markdown = load_templates(&loader, ESCAPE_MARKDOWN, "markdown");
    context->assets = load_assets(&loader);
    const Words *words[LANGUAGES_MAX];
    for (size_t i = 0; i < kb->language_count; i++)
        words[i] = load_words(&loader, kb->languages[i]);
    context->site = site_build(context->arena, kb, words, pictures, picture_count);
    if (!loader.failed)
        return context;
    emit_context_free(context);
    return NULL;
}

void emit_context_free(EmitContext *context)
{
    if (context == NULL)
        return;
    template_set_free(context->html);
    template_set_free(context->markdown);
    g_hash_table_unref(context->assets);
    g_free(context);
}
