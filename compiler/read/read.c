#include "read/stand.h"

#include "base/parallel.h"
#include "store/folder.h"
#include "value/image.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

enum {
    FOLDER_DEPTH_MAX = 32,
    UNITS_FILE_MAX = 4 * 1024 * 1024, /* and of an asset */
    TEMPLATE_FILE_MAX = 256 * 1024,
    RULE_FILE_MAX = 64 * 1024,
    IMAGE_FILE_MAX = 4 * 1024 * 1024,
    PATHS_EXPECTED = 128, /* bytes: of a file, as shown, within the folder, and its parts */
};

typedef struct FolderReader {
    KbFiles *files;
    Diagnostics *diags;
    Diagnostics **workers; /* of each worker: what is said of the file at hand */
    GPtrArray *all;        /* of InputFile: those to be read now; borrowed */
    GQueue folders;        /* still to be listed: relative paths, owned */
    GHashTable *open; /* set of relative paths in the overlay that no folder had yet; borrowed */
    const GPtrArray *before; /* of InputFile: what was read before; NULL: nothing was; borrowed */
    Standing standing;       /* of that */
    GHashTable *kept;        /* relative path -> InputFile: of that what still stands; borrowed */
} FolderReader;

static const char *shown_path(const char *root, const char *relative, Arena *arena)
{
    if (root == NULL || strcmp(root, ".") == 0)
        return relative;
    const char *slash = g_str_has_suffix(root, "/") ? "" : "/";
    return arena_printf(arena, "%s%s%s", root, slash, relative);
}

InputFile *input_file_new(const KbFiles *files, const char *relative)
{
    Arena *arena = arena_new_tight(sizeof(InputFile) + sizeof(SourceFile) + PATHS_EXPECTED);
    InputFile *input = arena_new0(arena, InputFile, 1);
    g_atomic_ref_count_init(&input->references);
    input->arena = arena;
    SourceFile *source = arena_new0(arena, SourceFile, 1);
    source->relative = arena_strdup(arena, relative);
    source->path = shown_path(files->path, source->relative, arena);
    input->source = source;

    const char *slash = strchr(relative, '/');
    input->folder = slash != NULL ? arena_strndup(arena, relative, (size_t)(slash - relative)) : "";
    const char *last = strrchr(relative, '/');
    const char *name = last != NULL ? last + 1 : relative;
    const char *dot = strrchr(name, '.');
    const size_t length = dot != NULL ? (size_t)(dot - name) : strlen(name);
    input->stem = arena_strndup(arena, name, length);
    return input;
}

InputFile *input_file_ref(InputFile *file)
{
    g_atomic_ref_count_inc(&file->references);
    return file;
}

void input_file_unref(InputFile *file)
{
    if (file == NULL || !g_atomic_ref_count_dec(&file->references))
        return;
    g_clear_pointer(&file->messages, g_ptr_array_unref);
    arena_free(file->arena);
}

void input_file_keep(InputFile *file, GPtrArray *messages)
{
    if (file->messages == NULL)
        file->messages = messages;
    else if (messages != NULL)
        g_ptr_array_extend_and_steal(file->messages, messages);
}

/* A file or folder that is only spoken of. */
static const SourceFile *reader_source(FolderReader *reader, const char *relative)
{
    InputFile *input = input_file_new(reader->files, relative);
    g_ptr_array_add(reader->files->others, input);
    return input->source;
}

/* ".yml" is ".yaml" to others, and nothing here. */
static void move_to_yaml(Diagnostic *d, const SourceFile *source)
{
    const size_t stem = strlen(source->relative) - strlen(".yml");
    g_autofree char *relative = g_strdup_printf("%.*s.yaml", (int)stem, source->relative);
    diag_move(d, source, relative);
}

static void report_unknown_file(const FolderReader *reader, const InputFile *input)
{
    Diagnostic *d = diag_report(reader->diags, DIAG_FS_UNKNOWN_FILE, (Span){input->source, 0, 0},
                                "nothing that dieline reads");
    if (strcmp(input->folder, "images") == 0)
        diag_hint(d, "pictures are .png, .jpg, .webp or .gif; an SVG can hold scripts");
    else if (g_str_has_suffix(input->source->relative, ".yml")) {
        diag_hint(d, "rename it to '%s.yaml'", input->stem);
        move_to_yaml(d, input->source);
    }
}

/* Is it a template, a language's words or an asset? */
static bool is_template(const char *relative)
{
    if (g_str_has_prefix(relative, "templates/assets/"))
        return true;
    if (g_str_has_prefix(relative, "templates/i18n/"))
        return g_str_has_suffix(relative, ".yaml");
    return (g_str_has_prefix(relative, "templates/html/") ||
            g_str_has_prefix(relative, "templates/markdown/")) &&
           g_str_has_suffix(relative, ".mustache");
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
    if (strcmp(input->folder, "slides") == 0)
        return yaml ? files->decks : NULL;
    if (strcmp(input->folder, "pages") == 0)
        return g_str_has_suffix(relative, ".md") ? files->pages : NULL;
    if (strcmp(input->folder, "images") == 0)
        return image_kind_of_name(relative) != IMAGE_NONE ? files->images : NULL;
    if (strcmp(input->folder, "templates") == 0)
        return is_template(relative) ? files->templates : NULL;
    if (strcmp(input->folder, "rules") == 0) {
        const bool nested = strchr(relative + strlen("rules/"), '/') != NULL;
        return g_str_has_suffix(relative, ".sql") && !nested ? files->rules : NULL;
    }
    return yaml ? files->entries : NULL;
}

/* README, LICENSE, ... are nobody's business; an entry in no folder is, and a link in place of a
 * class's folder. */
static void check_top(FolderReader *reader, const char *relative)
{
    const bool is_yml = g_str_has_suffix(relative, ".yml");
    if (is_yml || g_str_has_suffix(relative, ".yaml")) {
        const SourceFile *source = reader_source(reader, relative);
        Diagnostic *d = diag_report(reader->diags, DIAG_FS_UNKNOWN_FILE, (Span){source, 0, 0},
                                    "nothing that dieline reads");
        if (is_yml && g_str_has_prefix(relative, "kb.")) {
            diag_hint(d, "rename it to 'kb.yaml'");
            move_to_yaml(d, source);
        } else {
            diag_hint(d, "entries lie in the folder of their class, as in chips/%s", relative);
        }
        return;
    }
    if (folder_is_linked(reader->files->root, relative))
        diag_report(reader->diags, DIAG_FS_SYMLINK, (Span){reader_source(reader, relative), 0, 0},
                    "a symbolic link to a folder is not followed");
}

/* Returns the file as it was read before, to be owned, if that still stands. What was said of it is
 * said again with the entries, or here. */
static InputFile *find_kept(FolderReader *reader, const char *relative)
{
    InputFile *kept = g_hash_table_lookup(reader->kept, relative);
    if (kept == NULL)
        return NULL;
    if (!kept->is_decoded)
        diagnostics_add(reader->diags, kept->messages);
    return input_file_ref(kept);
}

/* Which files stand, on several threads: the system takes a microsecond for each. */
typedef struct StandingCheck {
    const FolderReader *reader;
    bool *stands; /* by file */
} StandingCheck;

static void stand_turn(size_t index, unsigned worker, void *user)
{
    (void)worker;
    const StandingCheck *check = user;
    const FolderReader *reader = check->reader;
    check->stands[index] = input_file_stands(&reader->standing, reader->before->pdata[index]);
}

static void keep_standing(const FolderReader *reader, unsigned workers)
{
    if (reader->before == NULL)
        return;
    g_autofree bool *stands = g_new0(bool, reader->before->len);
    parallel_for(reader->before->len, workers, stand_turn, &(StandingCheck){reader, stands});
    for (guint i = 0; i < reader->before->len; i++) {
        InputFile *file = reader->before->pdata[i];
        if (stands[i])
            g_hash_table_insert(reader->kept, (gpointer)file->source->relative, file);
    }
}

static void reader_add_file(FolderReader *reader, const char *relative, bool is_regular)
{
    KbFiles *files = reader->files;
    const bool config = strcmp(relative, "kb.yaml") == 0;
    if (!config && strchr(relative, '/') == NULL) {
        check_top(reader, relative);
        return;
    }
    g_hash_table_remove(reader->open, relative);
    InputFile *kept = find_kept(reader, relative);
    InputFile *input = kept != NULL ? kept : input_file_new(files, relative);
    if (kept == NULL)
        input->is_regular = is_regular;
    GPtrArray *list = files->others;
    if (config)
        files->config = input;
    else if (strcmp(relative, "schema/units.xml") == 0)
        files->units = input;
    else
        list = classify(files, input);
    g_ptr_array_add(list != NULL ? list : files->others, input);
    if (list == NULL)
        report_unknown_file(reader, input);
    else if (list != files->entries && kept == NULL)
        g_ptr_array_add(reader->all, input);
}

static void report_deep_folder(FolderReader *reader, const char *relative)
{
    diag_report(reader->diags, DIAG_FS_UNKNOWN_FILE, (Span){reader_source(reader, relative), 0, 0},
                "folders in folders deeper than %d are not read", FOLDER_DEPTH_MAX);
}

static bool report_unreadable_folder(FolderReader *reader, const char *relative)
{
    const int error = errno;
    const SourceFile *source = reader_source(reader, relative);
    if (relative[0] == '\0')
        ((SourceFile *)source)->path = reader->files->path;
    diag_report(reader->diags, DIAG_FS_UNREADABLE, (Span){source, 0, 0}, "cannot read: %s",
                g_strerror(error));
    return false;
}

static unsigned path_depth(const char *relative)
{
    unsigned depth = 1;
    for (const char *p = relative; *p != '\0'; p++)
        depth += *p == '/';
    return depth;
}

/* Nothing that dieline writes is YAML: what is lies in an output folder by mistake. */
static void report_hidden_entries(FolderReader *reader, const char *folder, const GArray *items)
{
    guint i = 0;
    while (i < items->len && !g_str_has_suffix(g_array_index(items, FolderItem, i).name, ".yaml"))
        i++;
    if (i == items->len)
        return;
    g_autofree char *path =
        g_strconcat(folder, "/", g_array_index(items, FolderItem, i).name, NULL);
    Diagnostic *d =
        diag_report(reader->diags, DIAG_FS_OUTPUT_FOLDER, (Span){reader_source(reader, path), 0, 0},
                    "not read: '%s' is an output folder", folder);
    diag_hint(d, "build into another folder, and remove '.dieline' and the outputs from this one");
}

static void note_folder(FolderReader *reader, const char *relative, const FolderListing *listing)
{
    const InputFolder folder = {g_strdup(relative), listing->stamp, folder_listing_hash(listing)};
    g_array_append_val(reader->files->folders, folder);
}

static bool reader_list_folder(FolderReader *reader, const char *relative)
{
    g_auto(FolderListing) listing;
    if (!folder_list(reader->files->root, relative, &listing))
        return report_unreadable_folder(reader, relative);
    note_folder(reader, relative, &listing);
    if (listing.is_output && relative[0] != '\0') {
        report_hidden_entries(reader, relative, listing.items);
        return true;
    }
    for (guint i = 0; i < listing.items->len; i++) {
        const FolderItem *item = &g_array_index(listing.items, FolderItem, i);
        g_autofree char *path = relative[0] != '\0' ? g_strconcat(relative, "/", item->name, NULL)
                                                    : g_strdup(item->name);
        if (!item->is_folder)
            reader_add_file(reader, path, item->is_regular);
        else if (path_depth(path) <= FOLDER_DEPTH_MAX)
            g_queue_push_tail(&reader->folders, g_steal_pointer(&path));
        else
            report_deep_folder(reader, path);
    }
    return true;
}

/* The lists of files, so that all can be treated alike. */
enum { LIST_COUNT = 10 };

static GPtrArray **file_list(KbFiles *files, size_t index)
{
    GPtrArray **const lists[LIST_COUNT] = {
        &files->schema, &files->labels, &files->entries,   &files->diagrams, &files->decks,
        &files->pages,  &files->rules,  &files->templates, &files->images,   &files->others,
    };
    return lists[index];
}

static int compare_inputs(gconstpointer left, gconstpointer right)
{
    const InputFile *a = *(const InputFile *const *)left;
    const InputFile *b = *(const InputFile *const *)right;
    return strcmp(a->source->relative, b->source->relative);
}

/* What is open and was never saved stands beside the files. */
static void reader_add_unsaved(FolderReader *reader)
{
    const KbFiles *files = reader->files;
    g_autoptr(GPtrArray) open = files->overlay != NULL ? overlay_list(files->overlay) : NULL;
    for (guint i = 0; open != NULL && i < open->len; i++) {
        const char *relative = open->pdata[i];
        if (g_hash_table_contains(reader->open, relative) &&
            path_depth(relative) <= FOLDER_DEPTH_MAX + 1 &&
            folder_would_list(files->root, relative))
            reader_add_file(reader, relative, true);
    }
}

static bool reader_walk(FolderReader *reader)
{
    bool listed = reader_list_folder(reader, "");
    for (char *folder; (folder = g_queue_pop_head(&reader->folders)) != NULL;) {
        reader_list_folder(reader, folder);
        g_free(folder);
    }
    reader_add_unsaved(reader);
    for (size_t i = 0; i < LIST_COUNT; i++)
        g_ptr_array_sort(*file_list(reader->files, i), compare_inputs);
    return listed;
}

static size_t size_limit(const char *relative)
{
    if (g_str_has_prefix(relative, "images/"))
        return IMAGE_FILE_MAX;
    if (g_str_has_suffix(relative, ".yaml"))
        return YAML_FILE_MAX;
    if (g_str_has_suffix(relative, ".mustache"))
        return TEMPLATE_FILE_MAX;
    return g_str_has_suffix(relative, ".sql") ? RULE_FILE_MAX : UNITS_FILE_MAX;
}

/* Is it YAML that is wanted as a tree before the schema is known? */
static bool is_parsed_here(const FolderReader *reader, const InputFile *input)
{
    const KbFiles *files = reader->files;
    const char *folder = input->folder;
    return g_str_has_suffix(input->source->relative, ".yaml") &&
           (input == files->config || strcmp(folder, "schema") == 0 ||
            strcmp(folder, "i18n") == 0 || strcmp(folder, "diagrams") == 0 ||
            strcmp(folder, "slides") == 0 ||
            g_str_has_prefix(input->source->relative, "templates/i18n/"));
}

/* Its stamp is that of no file. */
static bool read_overlaid(GBytes *text, InputFile *file, size_t limit, Diagnostics *diags)
{
    gsize length;
    const char *bytes = g_bytes_get_data(text, &length);
    file->is_overlaid = true;
    file->stamp = (FileStamp){.size = length, .inode = UINT64_MAX};
    if (!folder_check_size(file->source, length, limit, diags))
        return false;
    char *copy = arena_alloc_text(file->arena, length + 1);
    if (length > 0)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    file->source->bytes = copy;
    file->source->length = length;
    return true;
}

static bool read_bytes(const KbFiles *files, InputFile *file, Diagnostics *diags)
{
    const size_t limit = size_limit(file->source->relative);
    GBytes *open = overlay_find(files->overlay, file->source->relative);
    if (open != NULL)
        return read_overlaid(open, file, limit, diags);
    return folder_read_file(files->root, file->source, file->is_regular, limit, &file->stamp,
                            file->arena, diags);
}

bool input_file_read(const KbFiles *files, InputFile *file, Diagnostics *diags)
{
    if (!read_bytes(files, file, diags))
        return false;
    file->content = XXH3_64bits(file->source->bytes, file->source->length);
    return true;
}

static void read_turn(size_t index, unsigned worker, void *user)
{
    const FolderReader *reader = user;
    InputFile *input = reader->all->pdata[index];
    Diagnostics *diags = reader->workers[worker];
    if (input_file_read(reader->files, input, diags) && is_parsed_here(reader, input))
        input->tree = tree_parse(input->source, input->arena, diags);
    input_file_keep(input, diagnostics_take(diags));
}

static void reader_read_all(FolderReader *reader, unsigned workers)
{
    reader->workers = g_new0(Diagnostics *, workers);
    for (unsigned i = 0; i < workers; i++)
        reader->workers[i] = diagnostics_new_like(reader->diags);
    parallel_for(reader->all->len, workers, read_turn, reader);
    for (guint i = 0; i < reader->all->len; i++)
        diagnostics_add(reader->diags, ((const InputFile *)reader->all->pdata[i])->messages);
    for (unsigned i = 0; i < workers; i++)
        diagnostics_free(reader->workers[i]);
    g_free(reader->workers);
}

static void folder_clear(gpointer folder)
{
    g_free(((InputFolder *)folder)->relative);
}

static KbFiles *kb_files_new(const char *path, int root)
{
    KbFiles *files = g_new0(KbFiles, 1);
    files->path = g_strdup(path);
    files->root = root;
    files->looked = stamp_now();
    files->folders = g_array_new(FALSE, FALSE, sizeof(InputFolder));
    g_array_set_clear_func(files->folders, folder_clear);
    for (size_t i = 0; i < LIST_COUNT; i++)
        *file_list(files, i) = g_ptr_array_new_with_free_func((GDestroyNotify)input_file_unref);
    return files;
}

static void note_open(FolderReader *reader, Overlay *overlay)
{
    if (overlay == NULL)
        return;
    reader->files->overlay = overlay_ref(overlay);
    reader->standing.overlay = overlay;
    g_autoptr(GPtrArray) names = overlay_list(overlay);
    for (guint i = 0; i < names->len; i++)
        g_hash_table_add(reader->open, names->pdata[i]);
}

static KbFiles *read_folder(FolderReader *reader, const char *path, Overlay *overlay,
                            unsigned workers)
{
    const int root = folder_open(path);
    if (root < 0) {
        Diagnostic *d = diag_report(reader->diags, DIAG_FS_UNREADABLE, (Span){0},
                                    "cannot read '%s': %s", path, g_strerror(errno));
        diag_hint(
            d,
            "a knowledge base is a folder with a kb.yaml: `-C DIR` names it, `dieline init` makes "
            "one");
        return NULL;
    }
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_autoptr(GHashTable) open = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) kept = g_hash_table_new(g_str_hash, g_str_equal);
    reader->files = kb_files_new(path, root);
    reader->standing.root = root;
    reader->all = all;
    reader->open = open;
    reader->kept = kept;
    note_open(reader, overlay);
    keep_standing(reader, workers);
    g_queue_init(&reader->folders);
    if (reader_walk(reader))
        reader_read_all(reader, workers);
    return reader->files;
}

KbFiles *kb_files_read(const char *path, Overlay *overlay, unsigned workers, Diagnostics *diags)
{
    FolderReader reader = {.diags = diags};
    return read_folder(&reader, path, overlay, workers);
}

KbFiles *kb_files_read_again(const KbFiles *old, Overlay *overlay, int64_t looked, unsigned workers,
                             Diagnostics *diags)
{
    g_autoptr(GPtrArray) before = kb_files_list_read(old);
    FolderReader reader = {.diags = diags, .before = before};
    reader.standing.before = looked != 0 ? looked : old->looked;
    return read_folder(&reader, old->path, overlay, workers);
}

KbFiles *kb_files_of_none(Diagnostics *diags)
{
    static const char settings[] = "format: 1\nname: dieline\nlanguages: [en, zh, de, ja]\n";
    KbFiles *files = kb_files_new(NULL, -1);
    InputFile *config = files->config = input_file_new(files, "kb.yaml");
    g_ptr_array_add(files->others, config);
    config->source->bytes = settings;
    config->source->length = strlen(settings);
    config->tree = tree_parse(config->source, config->arena, diags);
    return files;
}

bool input_files_equal(const GPtrArray *files, const GPtrArray *other)
{
    return files->len == other->len &&
           (files->len == 0 ||
            memcmp(files->pdata, other->pdata, files->len * sizeof *files->pdata) == 0);
}

bool kb_files_share_ground(const KbFiles *files, const KbFiles *other)
{
    return files->config == other->config && files->units == other->units &&
           input_files_equal(files->schema, other->schema) &&
           input_files_equal(files->labels, other->labels);
}

GPtrArray *kb_files_list_read(const KbFiles *files)
{
    GPtrArray *read = g_ptr_array_new();
    for (size_t i = 0; i < LIST_COUNT; i++) {
        const GPtrArray *list = *file_list((KbFiles *)files, i);
        for (guint k = 0; k < list->len; k++)
            if (((const InputFile *)list->pdata[k])->stamp.inode != 0)
                g_ptr_array_add(read, list->pdata[k]);
    }
    return read;
}

void kb_files_free(KbFiles *files)
{
    if (files == NULL)
        return;
    for (size_t i = 0; i < LIST_COUNT; i++)
        g_ptr_array_unref(*file_list(files, i));
    if (files->root >= 0)
        close(files->root);
    g_array_unref(files->folders);
    overlay_unref(files->overlay);
    g_free(files->path);
    g_free(files);
}
