#include "read/read.h"

#include "base/parallel.h"
#include "store/folder.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
    FOLDER_DEPTH_MAX = 32,
    UNITS_FILE_MAX = 4 * 1024 * 1024,
    RULE_FILE_MAX = 64 * 1024,
};

typedef struct Reader {
    KbFiles *files;
    int root;
    Arena *arena; /* the walk's */
    Diagnostics *diags;
    GPtrArray *all; /* of InputFile, in the order of paths */
    GQueue folders; /* still to be listed: relative paths, owned */
} Reader;

static const char *reader_path(Reader *reader, const char *relative)
{
    const char *root = reader->files->path;
    if (strcmp(root, ".") == 0)
        return relative;
    const char *slash = g_str_has_suffix(root, "/") ? "" : "/";
    return arena_printf(reader->arena, "%s%s%s", root, slash, relative);
}

static InputFile *input_new(Reader *reader, const char *relative)
{
    InputFile *input = arena_new0(reader->arena, InputFile, 1);
    SourceFile *source = arena_new0(reader->arena, SourceFile, 1);
    source->relative = arena_strdup(reader->arena, relative);
    source->path = reader_path(reader, source->relative);
    input->source = source;

    const char *slash = strchr(relative, '/');
    input->folder =
        slash != NULL ? arena_strndup(reader->arena, relative, (size_t)(slash - relative)) : "";
    const char *last = strrchr(relative, '/');
    const char *name = last != NULL ? last + 1 : relative;
    const char *dot = strrchr(name, '.');
    const size_t length = dot != NULL ? (size_t)(dot - name) : strlen(name);
    input->stem = arena_strndup(reader->arena, name, length);
    return input;
}

static void report_unknown_file(Reader *reader, const InputFile *input)
{
    Diagnostic *d = diag_report(reader->diags, DIAG_FS_UNKNOWN_FILE, (Span){input->source, 0, 0},
                                "nothing that dieline reads");
    if (g_str_has_suffix(input->source->relative, ".yml"))
        diag_hint(d, "rename it to '%s.yaml'", input->stem);
}

/* Which list a file belongs to; NULL: none. */
static GPtrArray *classify(KbFiles *files, const InputFile *input)
{
    const char *relative = input->source->relative;
    const bool yaml = g_str_has_suffix(relative, ".yaml");
    if (strcmp(input->folder, "schema") == 0)
        return yaml ? files->schema : NULL;
    if (strcmp(input->folder, "i18n") == 0)
        return yaml ? files->labels : NULL;
    if (strcmp(input->folder, "diagrams") == 0)
        return yaml ? files->diagrams : NULL;
    if (strcmp(input->folder, "pages") == 0)
        return g_str_has_suffix(relative, ".md") ? files->pages : NULL;
    if (strcmp(input->folder, "rules") == 0) {
        const bool nested = strchr(relative + strlen("rules/"), '/') != NULL;
        return g_str_has_suffix(relative, ".sql") && !nested ? files->rules : NULL;
    }
    return yaml ? files->entries : NULL;
}

/* A folder with files that others read: overriding templates. */
static bool is_foreign_folder(const char *folder)
{
    return strcmp(folder, "templates") == 0;
}

static void reader_add_file(Reader *reader, const char *relative)
{
    KbFiles *files = reader->files;
    InputFile *input = input_new(reader, relative);
    if (strcmp(relative, "kb.yaml") == 0) {
        files->config = input;
    } else if (input->folder[0] == '\0') {
        /* README, LICENSE, ... are nobody's business; a link in place of a class's folder is. */
        if (folder_is_linked(reader->root, relative))
            diag_report(reader->diags, DIAG_FS_SYMLINK, (Span){input->source, 0, 0},
                        "a symbolic link to a folder is not followed");
        return;
    } else if (is_foreign_folder(input->folder)) {
        return;
    } else if (strcmp(relative, "schema/units.xml") == 0) {
        files->units = input;
    } else {
        GPtrArray *list = classify(files, input);
        if (list == NULL) {
            report_unknown_file(reader, input);
            return;
        }
        g_ptr_array_add(list, input);
    }
    g_ptr_array_add(reader->all, input);
}

static void report_deep_folder(Reader *reader, const char *relative)
{
    const InputFile *input = input_new(reader, relative);
    diag_report(reader->diags, DIAG_FS_UNKNOWN_FILE, (Span){input->source, 0, 0},
                "folders in folders deeper than %d are not read", FOLDER_DEPTH_MAX);
}

static unsigned path_depth(const char *relative)
{
    unsigned depth = 1;
    for (const char *p = relative; *p != '\0'; p++)
        depth += *p == '/';
    return depth;
}

static bool reader_list_folder(Reader *reader, const char *relative)
{
    bool is_output;
    g_autoptr(GArray) items = folder_list(reader->root, relative, &is_output);
    if (items == NULL) {
        SourceFile *source = arena_new0(reader->arena, SourceFile, 1);
        source->relative = arena_strdup(reader->arena, relative);
        source->path =
            relative[0] != '\0' ? reader_path(reader, source->relative) : reader->files->path;
        diag_report(reader->diags, DIAG_FS_UNREADABLE, (Span){source, 0, 0}, "cannot read: %s",
                    g_strerror(errno));
        return false;
    }
    if (is_output && relative[0] != '\0')
        return true;
    for (guint i = 0; i < items->len; i++) {
        const FolderItem *item = &g_array_index(items, FolderItem, i);
        g_autofree char *path = relative[0] != '\0' ? g_strconcat(relative, "/", item->name, NULL)
                                                    : g_strdup(item->name);
        if (!item->is_folder)
            reader_add_file(reader, path);
        else if (path_depth(path) <= FOLDER_DEPTH_MAX)
            g_queue_push_tail(&reader->folders, g_steal_pointer(&path));
        else
            report_deep_folder(reader, path);
    }
    return true;
}

static int compare_inputs(gconstpointer left, gconstpointer right)
{
    const InputFile *a = *(const InputFile *const *)left;
    const InputFile *b = *(const InputFile *const *)right;
    return strcmp(a->source->relative, b->source->relative);
}

static bool reader_walk(Reader *reader)
{
    bool listed = reader_list_folder(reader, "");
    for (char *folder; (folder = g_queue_pop_head(&reader->folders)) != NULL;) {
        reader_list_folder(reader, folder);
        g_free(folder);
    }
    GPtrArray *const lists[] = {reader->files->schema,  reader->files->labels,
                                reader->files->entries, reader->files->diagrams,
                                reader->files->pages,   reader->files->rules};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        g_ptr_array_sort(lists[i], compare_inputs);
    return listed;
}

static size_t size_limit(const char *relative)
{
    if (g_str_has_suffix(relative, ".yaml"))
        return YAML_FILE_MAX;
    return g_str_has_suffix(relative, ".sql") ? RULE_FILE_MAX : UNITS_FILE_MAX;
}

static void read_turn(size_t index, unsigned worker, void *user)
{
    const Reader *reader = user;
    InputFile *input = reader->all->pdata[index];
    Arena *arena = reader->files->arenas[worker];
    const bool yaml = g_str_has_suffix(input->source->relative, ".yaml");
    const size_t limit = size_limit(input->source->relative);
    if (folder_read_file(reader->root, input->source, limit, arena, reader->diags) && yaml)
        input->tree = tree_parse(input->source, arena, reader->diags);
}

KbFiles *kb_files_read(const char *path, unsigned workers, Diagnostics *diags)
{
    KbFiles *files = g_new0(KbFiles, 1);
    files->arena_count = workers + 1;
    files->arenas = g_new0(Arena *, files->arena_count);
    for (unsigned i = 0; i < files->arena_count; i++)
        files->arenas[i] = arena_new();
    Arena *arena = files->arenas[workers];
    files->path = arena_strdup(arena, path);
    GPtrArray **const lists[] = {&files->schema,   &files->labels, &files->entries,
                                 &files->diagrams, &files->pages,  &files->rules};
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++)
        *lists[i] = g_ptr_array_new();

    Reader reader = {.files = files, .arena = arena, .diags = diags};
    reader.root = folder_open(path);
    if (reader.root < 0) {
        Diagnostic *d = diag_report(diags, DIAG_FS_UNREADABLE, (Span){0}, "cannot read '%s': %s",
                                    path, g_strerror(errno));
        diag_hint(d, "a knowledge base is a folder with a kb.yaml; `-C DIR` names it");
        kb_files_free(files);
        return NULL;
    }
    reader.all = g_ptr_array_new();
    g_queue_init(&reader.folders);
    if (reader_walk(&reader))
        parallel_for(reader.all->len, workers, read_turn, &reader);
    g_ptr_array_unref(reader.all);
    close(reader.root);
    return files;
}

void kb_files_free(KbFiles *files)
{
    if (files == NULL)
        return;
    g_ptr_array_unref(files->schema);
    g_ptr_array_unref(files->labels);
    g_ptr_array_unref(files->entries);
    g_ptr_array_unref(files->diagrams);
    g_ptr_array_unref(files->pages);
    g_ptr_array_unref(files->rules);
    for (unsigned i = 0; i < files->arena_count; i++)
        arena_free(files->arenas[i]);
    g_free(files->arenas);
    g_free(files);
}
