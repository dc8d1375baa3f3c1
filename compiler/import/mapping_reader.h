/*
 * mapping_reader.h - what the parts of a mapping's reader share. Only mapping*.c include this.
 */
#pragma once

#include "import/mapping.h"
#include "yaml/tree.h"

typedef struct MappingReader {
    Mapping *mapping;
    Diagnostics *diags;
    const Class *class;          /* whose slots are being mapped */
    const CellMap **key_default; /* of all claims: [MAPPED_KEY_COUNT] */
    GHashTable *ignored;         /* for all cells; NULL: nothing */
    bool is_flat;
} MappingReader;

/* Reports import.mapping. */
Diagnostic *mapping_report(MappingReader *reader, Span span, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* One key of a mapping in the file, and who reads its value. */
typedef struct MappingKey {
    const char *name;
    void (*read)(MappingReader *reader, const Node *node, void *into);
} MappingKey;

/* Reads all keys of a mapping by a table; others are reported. */
void mapping_read_keys(MappingReader *reader, const Node *mapping, const MappingKey *keys,
                       size_t count, void *into);

/* Reports a key that is none of these. */
void mapping_report_key(MappingReader *reader, const Node *node, const MappingKey *keys,
                        size_t count);

/* Returns a text where it stays, or NULL (reported). */
const char *mapping_text(MappingReader *reader, const Node *node);

/* Is it `true`? Reports what is neither that nor `false`. */
bool mapping_bool(MappingReader *reader, const Node *node);

/* A text with {path} in it. */
const CellMap *mapping_read_template(MappingReader *reader, const Node *node);

/* A cell: a column, or a mapping of how to come by it. `is_words`: a bare text is what it says, no
 * column. */
const CellMap *mapping_read_cell(MappingReader *reader, const Node *node, bool is_words);

/* A list of words, which is as many texts. */
const CellMap *mapping_read_list(MappingReader *reader, const Node *node);

/* Is it a key of such a mapping? */
bool mapping_is_cell_key(const char *name);

/* Puts texts that mean nothing into a set. */
GHashTable *mapping_read_ignored(MappingReader *reader, const Node *node);

/* Reads mappings of slots of `class`; returns how many. */
size_t mapping_read_slots(MappingReader *reader, const Class *class, const Node *node,
                          SlotMap **slots);
