#include "last_build.h"

#include "emit/history.h"
#include "emit/shown.h"
#include "store/commit.h"
#include "store/folder.h"
#include "store/manifest.h"
#include "store/messages.h"
#include "store/output_file.h"
#include "store/program.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

static const char HEADER[] = "dieline inputs 3";
static const char NAME[] = "inputs";

/* ---- after a build ---- */

static void put_folders(GString *out, const GArray *folders)
{
    record_put(out, folders->len);
    for (guint i = 0; i < folders->len; i++) {
        const InputFolder *folder = &g_array_index(folders, InputFolder, i);
        record_put_text(out, folder->relative);
        stamp_put(out, &folder->stamp);
        record_put(out, folder->listing);
    }
}

static void put_file(GString *out, const InputFile *file)
{
    record_put_text(out, file->source->relative);
    stamp_put(out, &file->stamp);
    record_put(out, file->content);
}

/* What was only listed is in its folder's listing. */
static void put_files(GString *out, const GPtrArray *files, GHashTable *known)
{
    record_put(out, files->len);
    for (guint i = 0; i < files->len; i++) {
        put_file(out, files->pdata[i]);
        g_hash_table_add(known, ((const InputFile *)files->pdata[i])->source);
    }
}

static bool is_about_layout(const Diagnostic *message)
{
    return message->id == DIAG_LAYOUT_FAILED || message->id == DIAG_LAYOUT_NOT_STARTED ||
           message->id == DIAG_LAYOUT_TOO_LARGE;
}

/* What is said of a picture, is said of those that are asked for; links of one for slides lead to
 * the published site. */
static bool pictures_are_as_asked_for(const Kb *kb, Diagnostics *diags)
{
    const GPtrArray *all = diagnostics_sorted(diags);
    for (guint i = 0; i < all->len; i++)
        if (is_about_layout(all->pdata[i]))
            return false;
    return kb->base_url == NULL;
}

static void put_pictures(GString *out, const Kb *kb, const Plates *plates, Diagnostics *diags)
{
    const size_t count = pictures_are_as_asked_for(kb, diags) ? plates->count : 0;
    record_put(out, kb->language_count);
    for (size_t i = 0; i < kb->language_count; i++)
        record_put_text(out, kb->languages[i]);
    record_put(out, count);
    for (size_t i = 0; i < count; i++) {
        record_put_text(out, plates->items[i]->diagram->name);
        record_put_text(out, plates->items[i]->name);
    }
}

/* What lies beside the outputs, as YAML that is not read, and said so. */
static uint64_t hash_of_folder(const char *path)
{
    const int folder = folder_open(path);
    const uint64_t hash = folder >= 0 ? folder_hash(folder, "") : 0;
    if (folder >= 0)
        close(folder);
    return hash;
}

void last_build_note(const BuildRequest *request, const Compilation *compilation,
                     const OutputSummary *summary, Diagnostics *diags)
{
    const KbFiles *files = compilation_files(compilation);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) read = kb_files_list_read(files);
    record_begin(out, HEADER);
    record_put(out, program_fingerprint());
    record_put_text(out, request->kb_path);
    record_put_text(out, request->options);
    record_put(out, request->quiet);
    record_put(out, summary->history);
    record_put(out, (uint64_t)stamp_now());
    record_put(out, summary->database.hash);
    stamp_put(out, &summary->database.stamp);
    record_put(out, summary->shown);
    record_put(out, hash_of_folder(request->out_path));
    record_put(out, (uint64_t)files->looked);
    put_folders(out, files->folders);
    put_files(out, read, known);
    put_pictures(out, compilation_kb(compilation), compilation_plates(compilation), diags);
    messages_put(out, diags, known);
    record_end(out);
    g_autofree char *home_path = g_build_filename(request->out_path, OUTPUT_HOME, NULL);
    const int home = folder_open(home_path);
    if (home < 0)
        return;
    file_replace(home, NAME, out);
    close(home);
}

/* ---- before one ---- */

struct LastBuild {
    GString *bytes;
    RecordReader record; /* of them: behind what was read of it so far */
    int kb;
    int out;
    int home;
    bool quiet;
    bool is_asked_quietly; /* now */
    uint64_t history;
    int64_t noted;
    OutputFile database;
    uint64_t shown;
    uint64_t listing; /* of the output folder */
    int64_t looked;   /* when it read its inputs */
    LastPictures pictures;
    History *documents; /* NULL: not read yet */
    Arena *arena;       /* of `pictures` */
};

static bool folders_stand(LastBuild *last)
{
    const size_t count = record_get_count(&last->record, sizeof(FileStamp));
    for (size_t i = 0; i < count; i++) {
        const char *relative = record_get_text(&last->record);
        const FileStamp stamp = stamp_get(&last->record);
        const uint64_t listing = record_get(&last->record);
        if (relative == NULL || !folder_stands(last->kb, relative, &stamp, listing, last->looked))
            return false;
    }
    return true;
}

static bool files_stand(LastBuild *last)
{
    const size_t count = record_get_count(&last->record, sizeof(FileStamp));
    for (size_t i = 0; i < count; i++) {
        const char *relative = record_get_text(&last->record);
        const FileStamp stamp = stamp_get(&last->record);
        const uint64_t content = record_get(&last->record);
        if (relative == NULL ||
            !folder_file_stands(last->kb, relative, &stamp, content, last->looked))
            return false;
    }
    return true;
}

/* Returns what it noted of its documents; NULL: another build has written since. */
static const History *read_documents(LastBuild *last)
{
    if (last->documents == NULL)
        last->documents = history_read(file_read(last->home, HISTORY_NAME));
    return last->documents != NULL && last->documents->checksum == last->history ? last->documents
                                                                                 : NULL;
}

static bool outputs_stand(LastBuild *last, size_t *documents)
{
    const History *history = read_documents(last);
    if (history == NULL || folder_hash(last->out, "") != last->listing)
        return false;
    *documents = history->document_count;
    return history_stands(history, last->out, last->home);
}

/* Files that messages speak of are read into an arena that outlives the last build. */
typedef struct TextReader {
    const LastBuild *last;
    Arena *arena;
} TextReader;

static bool read_text(SourceFile *file, void *user)
{
    const TextReader *reader = user;
    g_autoptr(GString) bytes = file_read(reader->last->kb, file->relative);
    if (bytes == NULL)
        return false;
    file->bytes = arena_strndup(reader->arena, bytes->str, bytes->len);
    file->length = bytes->len;
    return true;
}

static bool is_same_request(RecordReader *record, const BuildRequest *request)
{
    return g_strcmp0(record_get_text(record), request->kb_path) == 0 &&
           g_strcmp0(record_get_text(record), request->options) == 0;
}

static const char **get_texts(LastBuild *last, size_t *count)
{
    *count = record_get_count(&last->record, sizeof(uint32_t));
    const char **texts = arena_new0(last->arena, const char *, *count + 1);
    for (size_t i = 0; i < *count; i++) {
        texts[i] = record_get_text(&last->record);
        last->record.is_bad = last->record.is_bad || texts[i] == NULL;
    }
    return texts;
}

static void get_pictures(LastBuild *last)
{
    LastPictures *pictures = &last->pictures;
    pictures->languages = get_texts(last, &pictures->language_count);
    pictures->count = record_get_count(&last->record, 2 * sizeof(uint32_t));
    struct LastPicture *items = arena_new0(last->arena, struct LastPicture, pictures->count + 1);
    pictures->items = items;
    for (size_t i = 0; i < pictures->count; i++) {
        items[i].diagram = record_get_text(&last->record);
        items[i].plate = record_get_text(&last->record);
        last->record.is_bad =
            last->record.is_bad || items[i].diagram == NULL || items[i].plate == NULL;
    }
}

/* Reads the record up to what was said; false if it was another program's, another request's, or
 * of what the folder was then. */
static bool inputs_of_last_stand(LastBuild *last, const BuildRequest *request)
{
    RecordReader *record = &last->record;
    if (record_get(record) != program_fingerprint() || !is_same_request(record, request))
        return false;
    last->quiet = record_get(record) != 0;
    last->history = record_get(record);
    last->noted = (int64_t)record_get(record);
    last->database.hash = record_get(record);
    last->database.stamp = stamp_get(record);
    last->shown = record_get(record);
    last->listing = record_get(record);
    last->looked = (int64_t)record_get(record);
    if (!folders_stand(last) || !files_stand(last))
        return false;
    get_pictures(last);
    return !record->is_bad;
}

/* A build that was killed while it moved files has left its journal. */
static bool is_settled(int home)
{
    FileStamp stamp;
    return home >= 0 && !file_stamp(home, JOURNAL_NAME, &stamp);
}

static void close_descriptor(int fd)
{
    if (fd >= 0)
        close(fd);
}

void last_build_close(LastBuild *last)
{
    if (last == NULL)
        return;
    close_descriptor(last->home);
    close_descriptor(last->out);
    close_descriptor(last->kb);
    if (last->bytes != NULL)
        g_string_free(last->bytes, TRUE);
    history_free(last->documents);
    arena_free(last->arena);
    g_free(last);
}

static bool open_record(LastBuild *last, const BuildRequest *request)
{
    if (last->kb < 0 || last->home < 0 || !is_settled(last->home))
        return false;
    last->bytes = file_read(last->home, NAME);
    return last->bytes != NULL &&
           record_open(&last->record, last->bytes->str, last->bytes->len, HEADER) &&
           inputs_of_last_stand(last, request);
}

LastBuild *last_build_open(const BuildRequest *request)
{
    LastBuild *last = g_new0(LastBuild, 1);
    last->is_asked_quietly = request->quiet;
    last->arena = arena_new();
    last->kb = folder_open(request->kb_path);
    last->out = folder_open(request->out_path);
    last->home = -1;
    if (last->out >= 0)
        last->home =
            openat(last->out, OUTPUT_HOME, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (open_record(last, request))
        return last;
    last_build_close(last);
    return NULL;
}

/* Texts of messages are views into the record. */
static RecordReader keep_record(const LastBuild *last, Arena *arena)
{
    const size_t at = (size_t)(last->record.at - last->bytes->str);
    const size_t end = (size_t)(last->record.end - last->bytes->str);
    const char *kept = arena_strndup(arena, last->bytes->str, last->bytes->len);
    RecordReader record = last->record;
    record.at = kept + at;
    record.end = kept + end;
    return record;
}

bool last_build_say(LastBuild *last, Arena *arena, Diagnostics *diags)
{
    if (last->quiet != last->is_asked_quietly)
        return false;
    RecordReader record = keep_record(last, arena);
    TextReader reader = {last, arena};
    return messages_get(&record, diags, arena, read_text, &reader);
}

bool last_build_stands(const BuildRequest *request, Arena *arena, Diagnostics *diags,
                       size_t *documents)
{
    g_autoptr(LastBuild) last = last_build_open(request);
    return last != NULL && outputs_stand(last, documents) && last_build_say(last, arena, diags);
}

/* ---- for a question ---- */

bool last_build_append_entry(const LastBuild *last, const char *id, const char *language,
                             GString *out)
{
    return shown_append_entry(last->home, last->shown, id, language, out);
}

bool last_build_append_list(const LastBuild *last, const char *class, const char *language,
                            GString *out)
{
    return shown_append_list(last->home, last->shown, class, language, out);
}

const LastPictures *last_build_pictures(const LastBuild *last)
{
    return &last->pictures;
}

/* The bytes of a document, if its file stands. */
static GString *read_document(const LastBuild *last, const PastDocument *document)
{
    Walk walk;
    const char *name;
    walk_init(&walk, last->out);
    const int folder = walk_to(&walk, document->path, NULL, &name);
    GString *bytes = folder >= 0 ? file_read(folder, name) : NULL;
    walk_clear(&walk);
    if (bytes == NULL || manifest_hash(bytes->str, bytes->len) == document->hash)
        return bytes;
    g_string_free(bytes, TRUE);
    return NULL;
}

GString *last_build_picture(LastBuild *last, const char *name)
{
    const History *documents = read_documents(last);
    g_autofree char *path = g_strconcat("diagrams/", name, NULL);
    const PastDocument *document = documents != NULL ? history_find(documents, path) : NULL;
    return document != NULL ? read_document(last, document) : NULL;
}

/* Has the mapped file what was written to it? */
static bool holds(GBytes *bytes, const LastBuild *last, const FileStamp *stamp)
{
    if (!stamp_equal_content(stamp, &last->database.stamp))
        return false;
    if (!stamp_is_young(&last->database.stamp, last->noted))
        return true;
    gsize length;
    const char *text = g_bytes_get_data(bytes, &length);
    return manifest_hash(text, length) == last->database.hash;
}

/* A build puts a new file in the place of this one: nobody writes to what is mapped. */
static GBytes *map_file(int folder, const char *name, FileStamp *stamp)
{
    struct stat status;
    const int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    const bool is_file = fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    g_autoptr(GMappedFile) file = is_file ? g_mapped_file_new_from_fd(fd, FALSE, NULL) : NULL;
    close_descriptor(fd);
    if (file == NULL)
        return NULL;
    *stamp = stamp_of(&status);
    return g_mapped_file_get_bytes(file);
}

GBytes *last_build_database(const LastBuild *last)
{
    if (last->database.hash == 0)
        return NULL;
    Walk walk;
    FileStamp stamp;
    const char *name;
    walk_init(&walk, last->out);
    const int folder = walk_to(&walk, DATABASE_PATH, NULL, &name);
    g_autoptr(GBytes) bytes = folder >= 0 ? map_file(folder, name, &stamp) : NULL;
    walk_clear(&walk);
    return bytes != NULL && holds(bytes, last, &stamp) ? g_steal_pointer(&bytes) : NULL;
}
