#include "emit/theme.h"

#include "base/resource.h"
#include "yaml/tree.h"

#include <string.h>

typedef struct Loader {
    Theme *theme;
    const GPtrArray *files;  /* of InputFile: the knowledge base's own */
    GHashTable *by_path;     /* path in the knowledge base -> InputFile */
    const InputFile *config; /* kb.yaml; NULL: there is none */
    Diagnostics *diags;
} Loader;

/* Returns the bytes of a file beside the knowledge base; NULL if there is none, or it could not be
 * read (reported). */
static GBytes *find_file(const Loader *loader, const char *path)
{
    const InputFile *file = g_hash_table_lookup(loader->by_path, path);
    return file != NULL && file->source->bytes != NULL
               ? g_bytes_new_static(file->source->bytes, file->source->length)
               : NULL;
}

static GBytes *load(const Loader *loader, const char *path)
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

static void add_files(const Loader *loader, GHashTable *names, const char *folder)
{
    g_autofree char *prefix = g_strconcat(folder, "/", NULL);
    for (guint i = 0; i < loader->files->len; i++) {
        const char *path = ((const InputFile *)loader->files->pdata[i])->source->relative;
        if (g_str_has_prefix(path, prefix) && strchr(path + strlen(prefix), '/') == NULL)
            g_hash_table_add(names, g_strdup(path + strlen(prefix)));
    }
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *list_names(const Loader *loader, const char *folder, const char *suffix)
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

/* A file as diagnostics want it: the knowledge base's own, or one of the program. */
static const SourceFile *source_file(const Loader *loader, const char *path, GBytes *bytes)
{
    const InputFile *own = g_hash_table_lookup(loader->by_path, path);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    if (own != NULL && own->source->bytes == data)
        return own->source;
    Arena *arena = loader->theme->arena;
    SourceFile *file = arena_new0(arena, SourceFile, 1);
    file->path = file->relative = arena_strdup(arena, path);
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

static void add_template(const Loader *loader, TemplateSet *set, const char *path, const char *name,
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
    diag_report(loader->diags, DIAG_KB_CONFIG, error_span(file, &error), "%s", error.message);
}

static void add_templates(const Loader *loader, TemplateSet *set, const char *folder,
                          const char *prefix)
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

/* The names of a page's templates must lead to an end, or no page could be rendered. */
static void check_ends(const Loader *loader, const TemplateSet *set, const char *folder)
{
    g_autoptr(GHashTable) endless = template_set_find_endless(set);
    for (guint i = 0; i < loader->files->len; i++) {
        const InputFile *file = loader->files->pdata[i];
        const char *path = file->source->relative;
        if (!g_str_has_prefix(path, folder) || path[strlen(folder)] != '/')
            continue;
        path += strlen(folder) + 1;
        g_autofree char *name = g_strndup(path, strlen(path) - strlen(".mustache"));
        if (g_hash_table_contains(endless, name))
            diag_report(loader->diags, DIAG_KB_CONFIG, (Span){file->source, 0, 0},
                        "template '%s' includes itself, or others too deep", name);
    }
}

static TemplateSet *load_templates(const Loader *loader, Escape escape, const char *format)
{
    TemplateSet *set = template_set_new(escape);
    g_autofree char *folder = g_strconcat("templates/", format, NULL);
    g_autofree char *inner = g_strconcat(folder, "/inline", NULL);
    add_templates(loader, set, folder, "");
    add_templates(loader, set, inner, "inline/");
    check_ends(loader, set, folder);
    return set;
}

/* Words. */

/* Where kb.yaml names the language. */
static Span language_span(const InputFile *config, const char *language)
{
    if (config == NULL || config->tree == NULL || config->tree->first == NULL)
        return (Span){0};
    const Node *list = node_find(config->tree->first, "languages");
    for (const Node *item = list != NULL ? list->first : NULL; item != NULL; item = item->next)
        if (item->kind == NODE_SCALAR && strcmp(item->text, language) == 0)
            return item->span;
    return (Span){config->source, 0, 0};
}

static const Tree *parse_words(const Loader *loader, const char *path, GBytes *bytes)
{
    Arena *arena = loader->theme->arena;
    return bytes != NULL ? tree_parse(source_file(loader, path, bytes), arena, loader->diags)
                         : NULL;
}

enum { WORD_FILES_MAX = 4 }; /* of a language: two of the program's, two beside the base */

/* Appends templates/i18n/<tag>.yaml, where there is one. */
static void add_word_file(const Loader *loader, const Tree **files, size_t *count, const char *tag,
                          bool is_own)
{
    g_autofree char *path = g_strdup_printf("templates/i18n/%s.yaml", tag);
    g_autoptr(GBytes) bytes = is_own ? find_file(loader, path) : resource_find(path);
    const Tree *tree = parse_words(loader, path, bytes);
    if (tree != NULL)
        files[(*count)++] = tree;
}

/* "zh-Hans" speaks "zh", with words of its own over it; the base's over the program's. */
static const Words *load_words(const Loader *loader, const char *language, const Tree *english)
{
    const Tree *files[WORD_FILES_MAX];
    size_t count = 0;
    g_autofree char *primary = g_strndup(language, strcspn(language, "-"));
    for (int is_own = 0; is_own <= 1; is_own++) {
        add_word_file(loader, files, &count, primary, is_own);
        if (strcmp(primary, language) != 0)
            add_word_file(loader, files, &count, language, is_own);
    }
    const WordsInput input = {.language = language,
                              .english = english,
                              .files = files,
                              .file_count = count,
                              .named = language_span(loader->config, language)};
    return words_new(loader->theme->arena, &input, loader->diags);
}

static void load_all_words(const Loader *loader, const Kb *kb)
{
    static const char path[] = "templates/i18n/en.yaml";
    g_autoptr(GBytes) bytes = resource_find(path);
    const Tree *english = parse_words(loader, path, bytes);
    g_assert(english != NULL); /* it is embedded */
    for (size_t i = 0; i < kb->language_count; i++)
        loader->theme->words[i] = load_words(loader, kb->languages[i], english);
}

/* Assets. */

static GHashTable *load_assets(const Loader *loader)
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

Theme *theme_load(const KbFiles *input, const Kb *kb, Diagnostics *diags)
{
    const GPtrArray *files = input->templates;
    Theme *theme = g_new0(Theme, 1);
    theme->arena = arena_new();
    g_autoptr(GHashTable) by_path = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < files->len; i++) {
        const InputFile *file = files->pdata[i];
        g_hash_table_insert(by_path, (gpointer)file->source->relative, (gpointer)file);
    }
    const Loader loader = {theme, files, by_path, input->config, diags};
    theme->html = load_templates(&loader, ESCAPE_HTML, "html");
    theme->markdown = load_templates(&loader, ESCAPE_MARKDOWN, "markdown");
    theme->assets = load_assets(&loader);
    load_all_words(&loader, kb);
    return theme;
}

void theme_free(Theme *theme)
{
    if (theme == NULL)
        return;
    template_set_free(theme->html);
    template_set_free(theme->markdown);
    g_hash_table_unref(theme->assets);
    arena_free(theme->arena);
    g_free(theme);
}
