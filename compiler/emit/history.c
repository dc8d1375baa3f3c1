#include "emit/history.h"

#include "store/manifest.h"
#include "store/output_file.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

static const char HEADER[] = "dieline documents 2";

enum { GONE = UINT32_MAX };

/* ---- reading ---- */

static void *copy_block(History *history, RecordReader *reader, size_t count, size_t size)
{
    const void *bytes = record_get_bytes(reader, count * size);
    void *copy = arena_alloc(history->arena, count * size);
    if (bytes != NULL && count > 0)
        memcpy(copy, bytes, count * size);
    return copy;
}

static const char **read_texts(History *history, RecordReader *reader, size_t *count)
{
    *count = record_get_count(reader, sizeof(uint32_t));
    const char **texts = arena_new0(history->arena, const char *, *count);
    for (size_t i = 0; i < *count; i++) {
        texts[i] = record_get_text(reader);
        reader->is_bad = reader->is_bad || texts[i] == NULL;
    }
    return texts;
}

static void read_sets(History *history, RecordReader *reader)
{
    history->set_count = record_get_count(reader, 2 * sizeof(uint64_t));
    history->sets = arena_new0(history->arena, ReadSet, history->set_count);
    for (size_t i = 0; i < history->set_count; i++) {
        ReadSet *set = &history->sets[i];
        set->count = record_get_count(reader, sizeof(uint32_t));
        set->numbers = copy_block(history, reader, set->count, sizeof(uint32_t));
        set->absent = read_texts(history, reader, &set->absent_count);
    }
}

static bool document_is_plausible(const History *history, const PastDocument *document,
                                  const PastDocument *before)
{
    return document->path != NULL && output_path_is_plain(document->path) &&
           document->set < history->set_count &&
           (before == NULL || strcmp(before->path, document->path) < 0);
}

static void read_parts(History *history, RecordReader *reader, PastDocument *document)
{
    const size_t count = record_get_count(reader, sizeof(uint32_t));
    document->head = record_get(reader);
    reader->is_bad = reader->is_bad || (count != 0 && count != history->id_count);
    if (count > 0 && !reader->is_bad)
        document->parts = copy_block(history, reader, count, sizeof(uint32_t));
}

static void read_documents(History *history, RecordReader *reader)
{
    history->document_count = record_get_count(reader, 8 * sizeof(uint64_t));
    history->documents = arena_new0(history->arena, PastDocument, history->document_count);
    for (size_t i = 0; i < history->document_count && !reader->is_bad; i++) {
        PastDocument *document = &history->documents[i];
        document->path = record_get_text(reader);
        document->hash = record_get(reader);
        document->stamp = stamp_get(reader);
        document->set = (uint32_t)record_get(reader);
        read_parts(history, reader, document);
        reader->is_bad |= !document_is_plausible(history, document, i > 0 ? document - 1 : NULL);
    }
}

static bool read_all(History *history)
{
    RecordReader reader;
    if (!record_open(&reader, history->bytes->str, history->bytes->len, HEADER))
        return false;
    history->checksum = reader.checksum;
    history->written = (int64_t)record_get(&reader);
    history->manifest = stamp_get(&reader);
    history->ids = read_texts(history, &reader, &history->id_count);
    history->fingerprints =
        copy_block(history, &reader, read_number(history->id_count, READ_TITLE), sizeof(uint64_t));
    read_sets(history, &reader);
    read_documents(history, &reader);
    return record_is_good(&reader);
}

History *history_read(GString *bytes)
{
    if (bytes == NULL)
        return NULL;
    History *history = g_new0(History, 1);
    history->bytes = bytes;
    history->arena = arena_new();
    if (read_all(history))
        return history;
    history_free(history);
    return NULL;
}

void history_free(History *history)
{
    if (history == NULL)
        return;
    g_string_free(history->bytes, TRUE);
    arena_free(history->arena);
    g_free(history);
}

static int compare_past(const void *path, const void *document)
{
    return strcmp(path, ((const PastDocument *)document)->path);
}

const PastDocument *history_find(const History *history, const char *path)
{
    return history->document_count == 0 ? NULL
                                        : bsearch(path, history->documents, history->document_count,
                                                  sizeof(PastDocument), compare_past);
}

/* ---- comparing ---- */

/* Both lists are by id. */
static void renumber(History *history, const Kb *kb)
{
    history->renumbered = arena_new0(history->arena, uint32_t, history->id_count);
    size_t next = 0;
    for (size_t i = 0; i < history->id_count; i++) {
        while (next < kb->entry_count && strcmp(kb->entries[next]->id, history->ids[i]) < 0)
            next++;
        const bool is_there =
            next < kb->entry_count && strcmp(kb->entries[next]->id, history->ids[i]) == 0;
        history->renumbered[i] = is_there ? (uint32_t)next : GONE;
    }
}

/* Returns what the number of that time is now; GONE: nothing. */
static uint32_t number_now(const History *history, uint32_t number)
{
    if (number < READ_WHOLE_COUNT)
        return number;
    const uint32_t index = (number - READ_WHOLE_COUNT) / READ_PIECE_COUNT;
    if (index >= history->id_count || history->renumbered[index] == GONE)
        return GONE;
    return read_number(history->renumbered[index],
                       (ReadPiece)((number - READ_WHOLE_COUNT) % READ_PIECE_COUNT));
}

static bool number_is_stale(const History *history, uint32_t number,
                            const Fingerprints *fingerprints)
{
    const uint32_t now = number_now(history, number);
    return now == GONE || history->fingerprints[number] != fingerprints->items[now];
}

static bool set_is_stale(const History *history, const ReadSet *set, const Kb *kb,
                         const Fingerprints *fingerprints)
{
    for (size_t i = 0; i < set->count; i++)
        if (number_is_stale(history, set->numbers[i], fingerprints))
            return true;
    for (size_t i = 0; i < set->absent_count; i++)
        if (g_hash_table_contains(kb->entries_by_id, set->absent[i]) ||
            g_hash_table_contains(kb->former_ids, set->absent[i]))
            return true;
    return false;
}

/* What is said of entries beside each other, that is: not by READ_NAVIGATION and its like. */
static void find_unchanged(History *history, const Kb *kb, const Fingerprints *fingerprints)
{
    history->unchanged = arena_new0(history->arena, uint32_t, kb->entry_count);
    for (size_t i = 0; i < kb->entry_count; i++)
        history->unchanged[i] = GONE;
    if (number_is_stale(history, READ_BASE, fingerprints))
        return;
    for (size_t i = 0; i < history->id_count; i++)
        if (!number_is_stale(history, read_number(i, READ_ENTRY), fingerprints))
            history->unchanged[history->renumbered[i]] = (uint32_t)i;
}

uint64_t *history_part_offsets(const History *history, const PastDocument *past)
{
    if (past->parts == NULL)
        return NULL;
    uint64_t *offsets = g_new(uint64_t, history->id_count + 1);
    offsets[0] = past->head;
    for (size_t i = 0; i < history->id_count; i++)
        offsets[i + 1] = offsets[i] + past->parts[i];
    return offsets;
}

void history_compare(History *history, const Kb *kb, const Fingerprints *fingerprints)
{
    renumber(history, kb);
    find_unchanged(history, kb, fingerprints);
    for (size_t i = 0; i < history->set_count; i++)
        history->sets[i].is_stale = set_is_stale(history, &history->sets[i], kb, fingerprints);
}

bool history_file_stands(const History *history, const PastDocument *past, int folder,
                         const char *name)
{
    FileStamp stamp;
    if (!file_stamp(folder, name, &stamp) || !stamp_equal_content(&stamp, &past->stamp))
        return false;
    if (!stamp_is_young(&past->stamp, history->written))
        return true;
    g_autoptr(GString) bytes = file_read(folder, name);
    return bytes != NULL && XXH3_64bits(bytes->str, bytes->len) == past->hash;
}

bool history_stands(const History *history, int root, int home)
{
    FileStamp manifest;
    if (!file_stamp(home, MANIFEST_NAME, &manifest) ||
        !stamp_equal_content(&manifest, &history->manifest))
        return false;
    Walk walk;
    walk_init(&walk, root);
    bool stands = true;
    for (size_t i = 0; i < history->document_count && stands; i++) {
        const PastDocument *past = &history->documents[i];
        const char *name;
        const int folder = walk_to(&walk, past->path, NULL, &name);
        stands = folder >= 0 && history_file_stands(history, past, folder, name);
    }
    walk_clear(&walk);
    return stands;
}

/* ---- writing ---- */

struct HistoryWriter {
    const Kb *kb;
    const Fingerprints *fingerprints;
    GMutex lock;
    GString *sets;
    uint32_t set_count;
    GHashTable *indexes; /* XXH3 of a set's bytes -> its index plus 1 */
};

HistoryWriter *history_writer_new(const Kb *kb, const Fingerprints *fingerprints)
{
    HistoryWriter *writer = g_new0(HistoryWriter, 1);
    writer->kb = kb;
    writer->fingerprints = fingerprints;
    g_mutex_init(&writer->lock);
    writer->sets = g_string_new(NULL);
    writer->indexes = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    return writer;
}

void history_writer_free(HistoryWriter *writer)
{
    if (writer == NULL)
        return;
    g_mutex_clear(&writer->lock);
    g_string_free(writer->sets, TRUE);
    g_hash_table_unref(writer->indexes);
    g_free(writer);
}

static uint32_t add_set(HistoryWriter *writer, const GString *set)
{
    const uint64_t hash = XXH3_64bits(set->str, set->len);
    g_mutex_lock(&writer->lock);
    uint32_t index = GPOINTER_TO_UINT(g_hash_table_lookup(writer->indexes, &hash));
    if (index == 0) {
        index = ++writer->set_count;
        record_put_bytes(writer->sets, set->str, set->len);
        g_hash_table_insert(writer->indexes, g_memdup2(&hash, sizeof hash),
                            GUINT_TO_POINTER(index));
    }
    g_mutex_unlock(&writer->lock);
    return index - 1;
}

static void put_absent(GString *set, const char *const *ids, size_t count)
{
    record_put(set, count);
    for (size_t i = 0; i < count; i++)
        record_put_text(set, ids[i]);
}

uint32_t history_writer_add(HistoryWriter *writer, const Reads *reads)
{
    g_autoptr(GString) set = g_string_new(NULL);
    record_put(set, reads->numbers->len);
    record_put_bytes(set, reads->numbers->data, reads->numbers->len * sizeof(uint32_t));
    put_absent(set, (const char *const *)reads->absent->pdata, reads->absent->len);
    return add_set(writer, set);
}

uint32_t history_writer_keep(HistoryWriter *writer, const History *history, uint32_t index)
{
    const ReadSet *kept = &history->sets[index];
    g_autoptr(GString) set = g_string_new(NULL);
    record_put(set, kept->count);
    for (size_t i = 0; i < kept->count; i++) {
        const uint32_t now = number_now(history, kept->numbers[i]);
        record_put_bytes(set, &now, sizeof now);
    }
    put_absent(set, kept->absent, kept->absent_count);
    return add_set(writer, set);
}

GString *history_write(const HistoryWriter *writer, const PastDocument *documents, size_t count,
                       const FileStamp *manifest)
{
    const Kb *kb = writer->kb;
    GString *out = g_string_new(NULL);
    record_begin(out, HEADER);
    record_put(out, (uint64_t)stamp_now());
    stamp_put(out, manifest);
    record_put(out, kb->entry_count);
    for (size_t i = 0; i < kb->entry_count; i++)
        record_put_text(out, kb->entries[i]->id);
    record_put_bytes(out, writer->fingerprints->items,
                     writer->fingerprints->count * sizeof(uint64_t));
    record_put(out, writer->set_count);
    record_put_bytes(out, writer->sets->str, writer->sets->len);
    record_put(out, count);
    for (size_t i = 0; i < count; i++) {
        record_put_text(out, documents[i].path);
        record_put(out, documents[i].hash);
        stamp_put(out, &documents[i].stamp);
        record_put(out, documents[i].set);
        const size_t parts = documents[i].parts != NULL ? kb->entry_count : 0;
        record_put(out, parts);
        record_put(out, documents[i].head);
        record_put_bytes(out, documents[i].parts, parts * sizeof(uint32_t));
    }
    record_end(out);
    return out;
}
