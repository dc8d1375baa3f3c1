#include "last_build.h"

#include "emit/history.h"
#include "store/commit.h"
#include "store/folder.h"
#include "store/messages.h"
#include "store/output_file.h"
#include "store/program.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

static const char HEADER[] = "dieline inputs 1";
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

void last_build_note(const BuildRequest *request, const KbFiles *files, uint64_t history,
                     Diagnostics *diags)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) read = kb_files_list_read(files);
    record_begin(out, HEADER);
    record_put(out, program_fingerprint());
    record_put(out, history);
    record_put_text(out, request->kb_path);
    record_put_text(out, request->options);
    record_put(out, (uint64_t)files->looked);
    put_folders(out, files->folders);
    put_files(out, read, known);
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

typedef struct LastBuild {
    RecordReader record;
    int kb;
    int out;
    int home;
    int64_t looked; /* when it read its inputs */
    Arena *arena;   /* of files that messages speak of */
} LastBuild;

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

static bool outputs_stand(const LastBuild *last, uint64_t checksum, size_t *documents)
{
    g_autoptr(History) history = history_read(file_read(last->home, HISTORY_NAME));
    if (history == NULL || history->checksum != checksum)
        return false;
    *documents = history->document_count;
    return history_stands(history, last->out, last->home);
}

static bool read_text(SourceFile *file, void *user)
{
    const LastBuild *last = user;
    g_autoptr(GString) bytes = file_read(last->kb, file->relative);
    if (bytes == NULL)
        return false;
    file->bytes = arena_strndup(last->arena, bytes->str, bytes->len);
    file->length = bytes->len;
    return true;
}

static bool is_same_request(RecordReader *record, const BuildRequest *request)
{
    return g_strcmp0(record_get_text(record), request->kb_path) == 0 &&
           g_strcmp0(record_get_text(record), request->options) == 0;
}

static bool stands(LastBuild *last, const BuildRequest *request, Diagnostics *diags,
                   size_t *documents)
{
    RecordReader *record = &last->record;
    if (record_get(record) != program_fingerprint())
        return false;
    const uint64_t history = record_get(record);
    if (!is_same_request(record, request))
        return false;
    last->looked = (int64_t)record_get(record);
    return folders_stand(last) && files_stand(last) && outputs_stand(last, history, documents) &&
           messages_get(record, diags, last->arena, read_text, last);
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

bool last_build_stands(const BuildRequest *request, Arena *arena, Diagnostics *diags,
                       size_t *documents)
{
    LastBuild last = {.arena = arena, .kb = folder_open(request->kb_path)};
    last.out = folder_open(request->out_path);
    last.home = last.out >= 0
                    ? openat(last.out, OUTPUT_HOME, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
                    : -1;
    g_autoptr(GString) bytes = is_settled(last.home) ? file_read(last.home, NAME) : NULL;
    const char *kept = bytes != NULL ? arena_strndup(arena, bytes->str, bytes->len) : NULL;
    const bool done = last.kb >= 0 && kept != NULL &&
                      record_open(&last.record, kept, bytes->len, HEADER) &&
                      stands(&last, request, diags, documents);
    close_descriptor(last.home);
    close_descriptor(last.out);
    close_descriptor(last.kb);
    return done;
}
