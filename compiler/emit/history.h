/*
 * history.h - what the last build wrote and what each document had read: `.dieline/documents`.
 *
 * A document that read nothing that has changed since, and whose file nobody touched, needs neither
 * be rendered nor read. Nothing here is trusted but what a checksum and the files' own stamps bear
 * out: a history that is damaged, of another version or of another folder is none, and then
 * everything is rendered and compared.
 */
#pragma once

#include "emit/fingerprints.h"
#include "store/stamp.h"

#define HISTORY_NAME "documents" /* in the output folder's home */

/* What some documents had read: mostly those of one subject, in all languages and formats. */
typedef struct ReadSet {
    uint32_t *numbers; /* read_number(), of the entries of that time */
    size_t count;
    const char **absent; /* ids that were no entry's */
    size_t absent_count;
    bool is_stale; /* something of it has changed since */
} ReadSet;

typedef struct PastDocument {
    const char *path;
    uint64_t hash;   /* XXH3 of its bytes */
    FileStamp stamp; /* of its file, without the time of its inode */
    uint32_t set;    /* index of its ReadSet */

    /* How many bytes of it are about each entry of that time; NULL: that is not known. What is
     * before the first of them are `head`. */
    const uint32_t *parts;
    uint64_t head;
} PastDocument;

typedef struct History {
    GString *bytes; /* the record, which texts point into */
    Arena *arena;
    uint64_t checksum;
    int64_t written;         /* stamp_now() when it was */
    FileStamp manifest;      /* of .dieline/manifest, as that build left it */
    PastDocument *documents; /* by path */
    size_t document_count;
    ReadSet *sets;
    size_t set_count;
    const char **ids; /* of the entries of that time, by index */
    size_t id_count;
    uint64_t *fingerprints; /* of that time, by read_number() */
    uint32_t *renumbered;   /* entries of that time: their index now; UINT32_MAX: gone */
    uint32_t *unchanged;    /* entries of now: their index then, if all is said of them that was
                               then (READ_BASE, READ_ENTRY); else UINT32_MAX */
} History;

/* Takes `bytes` (NULL: there is none). NULL if it is no history. The caller frees it. */
History *history_read(GString *bytes);
void history_free(History *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_free)

/* Returns what was written to `path`, or NULL. */
const PastDocument *history_find(const History *history, const char *path);

/* Finds out which sets are stale. */
void history_compare(History *history, const Kb *kb, const Fingerprints *fingerprints);

/* Returns which entry of that time (`history->unchanged`) begins where in its file: an offset more
 * than there were entries. The caller frees them. NULL: it has no parts. */
uint64_t *history_part_offsets(const History *history, const PastDocument *past);

/* Has the file of a past document the bytes that were written, as far as its stamp can tell? A
 * young file is read. `folder` holds it as `name`. */
bool history_file_stands(const History *history, const PastDocument *past, int folder,
                         const char *name);

/* Do all files of the last build stand below `root`, and nothing else was begun? */
bool history_stands(const History *history, int root, int home);

/* The next history, while documents are rendered. Safe from any thread. */
typedef struct HistoryWriter HistoryWriter;

HistoryWriter *history_writer_new(const Kb *kb, const Fingerprints *fingerprints);
void history_writer_free(HistoryWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HistoryWriter, history_writer_free)

/* Returns the index of the set of what was read, now or (keep) by a document that is left alone. */
uint32_t history_writer_add(HistoryWriter *writer, const Reads *reads);
uint32_t history_writer_keep(HistoryWriter *writer, const History *history, uint32_t index);

/* Returns the record of documents sorted by path; the caller frees it. */
GString *history_write(const HistoryWriter *writer, const PastDocument *documents, size_t count,
                       const FileStamp *manifest);
