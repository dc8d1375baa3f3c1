#include "emit/shown.h"

#include "base/parallel.h"
#include "emit/show.h"
#include "store/output_file.h"
#include "store/record.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <xxhash.h>

static const char FOLDER[] = "shown";
static const char LIST_NAME[] = "list";
static const char KEYS_NAME[] = "keys";
static const char HEADER[] = "dieline shown 1";

enum {
    ENTRIES_PER_FILE = 64,                         /* about so many */
    FILE_NAME_MAX = 16,                            /* bytes of a file's name */
    KEY_OFFSET = sizeof(uint32_t) + sizeof HEADER, /* in a record: behind its header */
};

/* Which of `count` files has the entry. */
static size_t file_of(const char *id, size_t count)
{
    return XXH3_64bits(id, strlen(id)) % count;
}

static void file_name(char *name, size_t number)
{
    g_snprintf(name, FILE_NAME_MAX, "%zu", number);
}

/* ---- after a build ---- */

/* A file with the texts of some entries. */
typedef struct ShownFile {
    GPtrArray *entries; /* of const Entry, by id */
    uint64_t key;
} ShownFile;

typedef struct Leaving {
    const EmitContext *context;
    int folder;
    ShownFile *files;
    size_t count;
} Leaving;

static uint64_t fingerprint(const EmitContext *context, const Entry *entry, ReadPiece piece)
{
    return context->fingerprints.items[read_number(entry->index, piece)];
}

static uint64_t take_key(GString *parts)
{
    const uint64_t key = XXH3_64bits(parts->str, parts->len);
    g_string_truncate(parts, 0);
    return key != 0 ? key : 1;
}

static void begin_key(const EmitContext *context, GString *parts)
{
    record_put(parts, context->fingerprints.items[READ_BASE]);
}

static void share_out(Leaving *leaving)
{
    const Kb *kb = leaving->context->kb;
    for (size_t i = 0; i < leaving->count; i++)
        leaving->files[i].entries = g_ptr_array_new();
    for (size_t i = 0; i < kb->entry_count; i++)
        g_ptr_array_add(leaving->files[file_of(kb->entries[i]->id, leaving->count)].entries,
                        kb->entries[i]);
}

/* The path is as on the command line: nothing else knows of it. */
static uint64_t texts_key(const EmitContext *context, const GPtrArray *entries)
{
    g_autoptr(GString) parts = g_string_new(NULL);
    begin_key(context, parts);
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = entries->pdata[i];
        record_put_text(parts, entry->id);
        record_put_text(parts, entry->file->path);
        record_put(parts, fingerprint(context, entry, READ_ENTRY));
    }
    return take_key(parts);
}

static uint64_t list_key(const EmitContext *context)
{
    const Kb *kb = context->kb;
    g_autoptr(GString) parts = g_string_new(NULL);
    begin_key(context, parts);
    for (size_t i = 0; i < kb->entry_count; i++) {
        record_put(parts, fingerprint(context, kb->entries[i], READ_TITLE));
        for (size_t k = 0; k < kb->language_count; k++)
            record_put(parts, show_place(kb, kb->entries[i], k));
    }
    return take_key(parts);
}

/* Has the file this key already? Whether the rest of it is whole, its reader sees. */
static bool has_key(int folder, const char *name, uint64_t key)
{
    char bytes[KEY_OFFSET + sizeof key];
    const int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return false;
    const bool is_read = pread(fd, bytes, sizeof bytes, 0) == (ssize_t)sizeof bytes;
    close(fd);
    return is_read && memcmp(bytes + sizeof(uint32_t), HEADER, sizeof HEADER) == 0 &&
           memcmp(bytes + KEY_OFFSET, &key, sizeof key) == 0;
}

static void begin_file(GString *out, const Kb *kb, uint64_t key)
{
    record_begin(out, HEADER);
    record_put(out, key);
    record_put(out, kb->language_count);
    for (size_t i = 0; i < kb->language_count; i++)
        record_put_text(out, kb->languages[i]);
}

static void put_texts(GString *out, const EmitContext *context, const Entry *entry, GString *text)
{
    record_put_text(out, entry->id);
    for (size_t i = 0; i < context->kb->language_count; i++) {
        g_string_truncate(text, 0);
        show_entry(context->kb, entry, i, context->theme->words[i], text);
        record_put_text(out, text->str);
    }
}

static bool write_texts(const Leaving *leaving, const char *name, const ShownFile *file)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    begin_file(out, leaving->context->kb, file->key);
    record_put(out, file->entries->len);
    for (guint i = 0; i < file->entries->len; i++)
        put_texts(out, leaving->context, file->entries->pdata[i], text);
    record_end(out);
    return file_replace(leaving->folder, name, out);
}

static void leave_texts(size_t number, unsigned worker, void *user)
{
    (void)worker;
    const Leaving *leaving = user;
    ShownFile *file = &leaving->files[number];
    char name[FILE_NAME_MAX];
    file_name(name, number);
    file->key = texts_key(leaving->context, file->entries);
    if (!has_key(leaving->folder, name, file->key) && !write_texts(leaving, name, file))
        file->key = 0;
}

/* Which classes the class is, by its own name and those of its ancestors. */
static void put_class(GString *out, const Class *class)
{
    size_t count = 0;
    for (const Class *is = class; is != NULL; is = is->parent)
        count++;
    record_put(out, count);
    for (const Class *is = class; is != NULL; is = is->parent)
        record_put_text(out, is->name);
}

static void put_row(GString *out, const Kb *kb, const Entry *entry)
{
    record_put_text(out, entry->id);
    record_put_text(out, entry->object.class->name);
    record_put(out, entry->draft);
    for (size_t i = 0; i < kb->language_count; i++)
        record_put_text(out, localised_get(entry->name, i));
    for (size_t i = 0; i < kb->language_count; i++)
        record_put(out, show_place(kb, entry, i));
}

static void put_rows(GString *out, const Kb *kb)
{
    size_t count = 0;
    for (size_t i = 0; i < kb->entry_count; i++)
        count += show_lists(kb, kb->entries[i]);
    record_put(out, count);
    for (size_t i = 0; i < kb->entry_count; i++)
        if (show_lists(kb, kb->entries[i]))
            put_row(out, kb, kb->entries[i]);
}

static uint64_t leave_list(const Leaving *leaving)
{
    const EmitContext *context = leaving->context;
    const Kb *kb = context->kb;
    const uint64_t key = list_key(context);
    if (has_key(leaving->folder, LIST_NAME, key))
        return key;
    g_autoptr(GString) out = g_string_new(NULL);
    begin_file(out, kb, key);
    for (size_t i = 0; i < kb->language_count; i++)
        record_put_text(out, words_get(context->theme->words[i], "terminal.draft"));
    record_put(out, kb->schema->class_count);
    for (size_t i = 0; i < kb->schema->class_count; i++)
        put_class(out, kb->schema->classes[i]);
    put_rows(out, kb);
    record_end(out);
    return file_replace(leaving->folder, LIST_NAME, out) ? key : 0;
}

/* Another number of files: none of them is where it was. */
static void drop_surplus(const Leaving *leaving)
{
    char name[FILE_NAME_MAX];
    FileStamp stamp;
    file_name(name, leaving->count);
    if (file_stamp(leaving->folder, name, &stamp))
        folder_empty(leaving->folder);
}

static bool is_there(int folder, const char *name, const GString *bytes)
{
    GString *old = file_read(folder, name);
    const bool is_same = old != NULL && g_string_equal(old, bytes);
    if (old != NULL)
        g_string_free(old, TRUE);
    return is_same;
}

static uint64_t leave_keys(const Leaving *leaving, uint64_t list)
{
    g_autoptr(GString) out = g_string_new(NULL);
    record_begin(out, HEADER);
    record_put(out, list);
    record_put(out, leaving->count);
    for (size_t i = 0; i < leaving->count; i++)
        record_put(out, leaving->files[i].key);
    const uint64_t checksum = record_end(out);
    return is_there(leaving->folder, KEYS_NAME, out) ||
                   file_replace(leaving->folder, KEYS_NAME, out)
               ? checksum
               : 0;
}

uint64_t shown_leave(int home, const EmitContext *context, unsigned workers)
{
    Leaving leaving = {.context = context, .folder = folder_make(home, FOLDER)};
    if (leaving.folder < 0)
        return 0;
    leaving.count = context->kb->entry_count / ENTRIES_PER_FILE + 1;
    leaving.files = g_new0(ShownFile, leaving.count);
    drop_surplus(&leaving);
    share_out(&leaving);
    const uint64_t list = leave_list(&leaving);
    parallel_for(leaving.count, workers, leave_texts, &leaving);
    const uint64_t checksum = leave_keys(&leaving, list);
    for (size_t i = 0; i < leaving.count; i++)
        g_ptr_array_unref(leaving.files[i].entries);
    g_free(leaving.files);
    close(leaving.folder);
    return checksum;
}

/* ---- for a question ---- */

/* A file that was left, and the language that is asked for. */
typedef struct ShownReader {
    GString *bytes;
    RecordReader record;
    size_t language_count;
    size_t language;
} ShownReader;

/* False: the knowledge base does not have the language. */
static bool find_language(ShownReader *reader, const char *language)
{
    reader->language_count = record_get_count(&reader->record, sizeof(uint32_t));
    reader->language = language == NULL ? 0 : reader->language_count;
    for (size_t i = 0; i < reader->language_count; i++)
        if (g_strcmp0(record_get_text(&reader->record), language) == 0)
            reader->language = i;
    return reader->language < reader->language_count;
}

static int open_folder(int home)
{
    return openat(home, FOLDER, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

static bool open_record(ShownReader *reader, int folder, const char *name)
{
    reader->bytes = file_read(folder, name);
    return reader->bytes != NULL &&
           record_open(&reader->record, reader->bytes->str, reader->bytes->len, HEADER);
}

static bool open_file(ShownReader *reader, int folder, const char *name, uint64_t key)
{
    return key != 0 && open_record(reader, folder, name) && record_get(&reader->record) == key;
}

static void reader_clear(ShownReader *reader)
{
    if (reader->bytes != NULL)
        g_string_free(reader->bytes, TRUE);
}

/* Returns the text in the language that is asked for, of one in each. */
static const char *get_localised(ShownReader *reader)
{
    const char *wanted = NULL;
    for (size_t i = 0; i < reader->language_count; i++) {
        const char *text = record_get_text(&reader->record);
        if (i == reader->language)
            wanted = text;
    }
    return wanted;
}

static const char *find_text(ShownReader *reader, const char *id)
{
    const size_t count = record_get_count(&reader->record, sizeof(uint32_t));
    for (size_t i = 0; i < count; i++) {
        const bool is_it = g_strcmp0(record_get_text(&reader->record), id) == 0;
        const char *text = get_localised(reader);
        if (is_it)
            return text;
    }
    return NULL;
}

/* The keys of all files that were left. */
typedef struct ShownKeys {
    uint64_t list;
    size_t count;
    uint64_t texts; /* of the file that has the entry */
    size_t number;  /* of it */
} ShownKeys;

/* `id`: of the entry that is asked for; NULL: none is. */
static bool read_keys(int folder, uint64_t shown, const char *id, ShownKeys *keys)
{
    ShownReader reader = {0};
    RecordReader *record = &reader.record;
    const bool is_it =
        shown != 0 && open_record(&reader, folder, KEYS_NAME) && record->checksum == shown;
    if (is_it) {
        keys->list = record_get(record);
        keys->count = record_get_count(record, sizeof keys->texts);
        keys->number = id != NULL && keys->count > 0 ? file_of(id, keys->count) : 0;
        for (size_t i = 0; i <= keys->number && i < keys->count; i++)
            keys->texts = record_get(record);
    }
    const bool is_good = is_it && keys->count > 0 && !record->is_bad;
    reader_clear(&reader);
    return is_good;
}

static bool append_entry(int folder, uint64_t shown, const char *id, const char *language,
                         GString *out)
{
    ShownKeys keys;
    if (!read_keys(folder, shown, id, &keys))
        return false;
    char name[FILE_NAME_MAX];
    file_name(name, keys.number);
    ShownReader reader = {0};
    const char *text = NULL;
    if (open_file(&reader, folder, name, keys.texts) && find_language(&reader, language))
        text = find_text(&reader, id);
    if (text != NULL)
        g_string_append(out, text);
    reader_clear(&reader);
    return text != NULL;
}

bool shown_append_entry(int home, uint64_t shown, const char *id, const char *language,
                        GString *out)
{
    const int folder = open_folder(home);
    const bool done = folder >= 0 && append_entry(folder, shown, id, language, out);
    if (folder >= 0)
        close(folder);
    return done;
}

/* Which classes are `class` (NULL: all): a set of names. False: there is no such class. */
static bool find_classes(ShownReader *reader, const char *class, GHashTable *found)
{
    bool is_known = class == NULL;
    const size_t count = record_get_count(&reader->record, sizeof(uint64_t));
    for (size_t i = 0; i < count; i++) {
        const size_t depth = record_get_count(&reader->record, sizeof(uint32_t));
        const char *name = NULL;
        for (size_t k = 0; k < depth; k++) {
            const char *is = record_get_text(&reader->record);
            name = k == 0 ? is : name;
            if (name != NULL && (class == NULL || g_strcmp0(is, class) == 0))
                g_hash_table_add(found, (gpointer)name);
            is_known = is_known || g_strcmp0(is, class) == 0;
        }
    }
    return is_known;
}

static uint32_t get_place(ShownReader *reader)
{
    uint32_t wanted = 0;
    for (size_t i = 0; i < reader->language_count; i++) {
        const uint32_t place = (uint32_t)record_get(&reader->record);
        if (i == reader->language)
            wanted = place;
    }
    return wanted;
}

static void get_rows(ShownReader *reader, GHashTable *classes, GArray *rows)
{
    const size_t count = record_get_count(&reader->record, sizeof(uint64_t));
    for (size_t i = 0; i < count && !reader->record.is_bad; i++) {
        ShowRow row = {.id = record_get_text(&reader->record)};
        row.class = record_get_text(&reader->record);
        row.is_draft = record_get(&reader->record) != 0;
        row.name = get_localised(reader);
        row.place = get_place(reader);
        if (row.class != NULL && g_hash_table_contains(classes, row.class))
            g_array_append_val(rows, row);
    }
}

static bool read_list(ShownReader *reader, const char *class, const char *language, GString *out)
{
    if (!find_language(reader, language))
        return false;
    const char *draft = get_localised(reader);
    g_autoptr(GHashTable) classes = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(ShowRow));
    if (!find_classes(reader, class, classes))
        return false;
    get_rows(reader, classes, rows);
    if (!record_is_good(&reader->record))
        return false;
    show_rows(rows, draft, out);
    return true;
}

static bool append_list(int folder, uint64_t shown, const char *class, const char *language,
                        GString *out)
{
    ShownKeys keys;
    ShownReader reader = {0};
    const bool done = read_keys(folder, shown, NULL, &keys) &&
                      open_file(&reader, folder, LIST_NAME, keys.list) &&
                      read_list(&reader, class, language, out);
    reader_clear(&reader);
    return done;
}

bool shown_append_list(int home, uint64_t shown, const char *class, const char *language,
                       GString *out)
{
    const int folder = open_folder(home);
    const bool done = folder >= 0 && append_list(folder, shown, class, language, out);
    if (folder >= 0)
        close(folder);
    return done;
}
