/*
 * read.h - the folder of a knowledge base to files and trees.
 *
 * The first stage. Finds every file, reads all but entries, and parses what of that is YAML, in
 * parallel; the result is in the order of paths. Entries are only listed: decode/ reads, parses and
 * decodes each in one turn, so that neither bytes nor trees wait for each other. Only regular files
 * inside the folder are opened: FIFOs, devices and symbolic links that lead out of it are refused.
 * Templates, words and assets are input like entries.
 *
 * A file owns its memory, and does not change once it is decoded: it can be kept while others are
 * read anew.
 */
#pragma once

#include "base/arena.h"
#include "diag/diag.h"
#include "model/kb.h"
#include "read/overlay.h"
#include "store/stamp.h"
#include "yaml/tree.h"

#include <stdbool.h>

typedef struct InputFile {
    gatomicrefcount references;
    Arena *arena; /* all that is here, and what is decoded from it */
    SourceFile *source;
    Tree *tree;          /* NULL: an entry file, not YAML, or not readable (reported) */
    const char *folder;  /* the top folder: "chips"; "" for files at the top */
    const char *stem;    /* the name without its extension: "br106" */
    bool is_regular;     /* as far as the folder that lists it says */
    bool is_overlaid;    /* its bytes are those of an overlay, not of what lies there */
    FileStamp stamp;     /* zero: it was not read */
    uint64_t content;    /* XXH3 of its bytes */
    GPtrArray *messages; /* of const Diagnostic: what is wrong with it by itself; NULL: nothing */

    /* Filled by decode_entries(). */
    Entry **entries; /* in the order of the file; not linked */
    size_t entry_count;
    const char **lost_ids; /* of what may have been an entry, had it been right */
    size_t lost_id_count;
    bool is_decoded;
} InputFile;

InputFile *input_file_ref(InputFile *file);
void input_file_unref(InputFile *file);

/* Keeps what was said of the file (of const Diagnostic; NULL: nothing), and owns it. */
void input_file_keep(InputFile *file, GPtrArray *messages);

/* A folder that was listed. */
typedef struct InputFolder {
    char *relative; /* "": the knowledge base's own */
    FileStamp stamp;
    uint64_t listing; /* what is in it (folder.h) */
} InputFolder;

typedef struct KbFiles {
    char *path;           /* of the folder, as given; NULL: it lies nowhere */
    int root;             /* the folder, open until all this is freed; -1: nowhere */
    Overlay *overlay;     /* what stands in the place of files; NULL: nothing does */
    int64_t looked;       /* when (stamp_now()), before anything was read */
    GArray *folders;      /* of InputFolder: all that were listed */
    InputFile *config;    /* kb.yaml; NULL: there is none */
    InputFile *units;     /* schema/units.xml; NULL: none */
    GPtrArray *schema;    /* of InputFile: schema/?*.yaml */
    GPtrArray *labels;    /* of InputFile: i18n/?*.yaml */
    GPtrArray *entries;   /* of InputFile: everything in other folders */
    GPtrArray *diagrams;  /* of InputFile: diagrams/?*.yaml */
    GPtrArray *decks;     /* of InputFile: slides/?*.yaml */
    GPtrArray *pages;     /* of InputFile: pages/<lang>/?*.md; `folder` is "pages" */
    GPtrArray *rules;     /* of InputFile: rules/?*.sql, which have no tree */
    GPtrArray *templates; /* of InputFile: templates/?*: templates, words and assets */
    GPtrArray *images;    /* of InputFile: images/?*, pictures by their names; they have no tree */
    GPtrArray *others;    /* of InputFile: kb.yaml, units.xml, and what is only spoken of */
} KbFiles;

/* Returns the files that are read, all kinds, each once; borrowed. The caller unrefs the array. */
GPtrArray *kb_files_list_read(const KbFiles *files);

/* Is what was listed and read still what lies there, and what `overlay` has in its place? `looked`
 * is when that was last so (stamp_now(); 0: when it was read), and becomes now if it still is. */
bool kb_files_stand(const KbFiles *files, const Overlay *overlay, int64_t *looked);

/* Lists the knowledge base at `path`, and reads all but its entries with `workers` threads; what is
 * in `overlay` (NULL: nothing is) stands for the files there, and beside them. Reports fs.* and
 * yaml.*; returns NULL if the folder itself cannot be read. The caller frees the result. */
KbFiles *kb_files_read(const char *path, Overlay *overlay, unsigned workers, Diagnostics *diags);

/* The same for the folder of `old`, where what has not changed is not read again: its InputFile is
 * the same one, with what was decoded of it. `looked` is when `old` was last known to stand. */
KbFiles *kb_files_read_again(const KbFiles *old, Overlay *overlay, int64_t looked, unsigned workers,
                             Diagnostics *diags);

/* Do both have the very same settings and schema, so that what was decoded stands? */
bool kb_files_share_ground(const KbFiles *files, const KbFiles *other);

/* Do both have the very same files in one of their lists? */
bool input_files_equal(const GPtrArray *files, const GPtrArray *other);

/* Returns the files of a knowledge base that lies nowhere and holds nothing: of what can be said
 * without one. It has the default schema and all languages that it has labels in. The caller frees
 * it. */
KbFiles *kb_files_of_none(Diagnostics *diags);

void kb_files_free(KbFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KbFiles, kb_files_free)

/* Returns a file of the folder that is still to be read. The caller unrefs it. */
InputFile *input_file_new(const KbFiles *files, const char *relative);

/* Reads a new file's bytes into it, and nothing else is written to. Returns false (reported) if
 * that is not possible. From any thread. */
bool input_file_read(const KbFiles *files, InputFile *file, Diagnostics *diags);
