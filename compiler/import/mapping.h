/*
 * mapping.h - which rows of a file become entries, and which of their columns say what.
 *
 * A YAML file, read by the same rules as entries; what is wrong with it is reported as
 * import.mapping. docs/import.md is its manual. It knows the schema of one knowledge base, and the
 * format of one file: columns of CSV are names, those of trees are paths.
 */
#pragma once

#include "import/path.h"
#include "model/kb.h"

/* What a claim can be given beside its value. */
typedef enum MappedKey {
    MAPPED_AS_OF,
    MAPPED_STATUS,
    MAPPED_RANK,
    MAPPED_FOR,
    MAPPED_BY,
    MAPPED_NOTE,
    MAPPED_QUOTE,
    MAPPED_LOCATOR,
    MAPPED_KEY_COUNT
} MappedKey;

const char *mapped_key_name(MappedKey key);

/* A piece of a text: some words, or what the first of the paths that finds anything finds. */
typedef struct CellPiece {
    const char *words; /* NULL: paths */
    const DataPath **paths;
    size_t path_count;
} CellPiece;

/* How a text comes about from a row. */
typedef struct CellMap {
    CellPiece *pieces;
    size_t piece_count;
    GRegex *match;       /* what counts of it; NULL: all */
    const char *as;      /* how that is put together again: "\1 \2" */
    GHashTable *values;  /* text -> what is meant by it; NULL: nothing is renamed */
    GHashTable *ignored; /* set of texts that mean nothing; NULL: none */
    const char *unit;    /* of numbers that have none */
    const char *date;    /* the form of a date (date_form.h); NULL: as it is */
    const char *split;   /* between several values; NULL: it is one */
    bool is_optional;    /* what cannot be read is left out, and the row is not lost */
    Span span;           /* in the mapping */
} CellMap;

typedef struct SlotMap SlotMap;
struct SlotMap {
    const Slot *slot;
    const CellMap *cell;                     /* NULL: below */
    const CellMap *languages[LANGUAGES_MAX]; /* of a text, by language */
    SlotMap *slots;                          /* of an inlined object */
    size_t slot_count;
    const CellMap *keys[MAPPED_KEY_COUNT]; /* NULL: it is not said */
    Span span;
};

typedef struct Mapping {
    Arena *arena;
    const SourceFile *file;
    GPtrArray *regexes; /* of GRegex */
    GPtrArray *tables;  /* of GHashTable */
    const Kb *kb;
    DataFormat format;
    DataRequest request;
    char decimal;         /* '.' or ','; 0: find out */
    const DataPath *rows; /* NULL: what the root holds, or a tree's root */
    const Class *class;
    const char *folder; /* below the class's; NULL: in that */
    const CellMap *id;
    const Slot **key; /* the slots by which an entry is found again; count 0: by its id */
    size_t key_count;
    const CellMap *source_id;
    SlotMap *source_slots;
    size_t source_slot_count;
    SlotMap *slots;
    size_t slot_count;
} Mapping;

/* Reads a mapping for a file that is in the format `guess` unless it says otherwise. NULL
 * (reported) if there is a mistake in it. What it refers to must outlive it. The caller frees it.
 */
Mapping *mapping_read(const SourceFile *file, const Kb *kb, DataFormat guess, Diagnostics *diags);
void mapping_free(Mapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mapping, mapping_free)

/* Returns what a mapping says that it is for, or NULL. The caller frees it. */
char *mapping_title(const SourceFile *file);
