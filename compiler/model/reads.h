/*
 * reads.h - what one document read of a knowledge base, noted while it is rendered.
 *
 * An incremental build renders a document again if anything that it read has changed, and does not
 * look at it otherwise. What can be read is cut into pieces: of each entry the four below, and some
 * that are of the whole. Whoever reads one notes it, where it is read; one that is noted and not
 * read costs a rendering, one that is read and not noted would be a stale document.
 */
#pragma once

#include "model/kb.h"

/* Of one entry. Each holds the ones before it. */
typedef enum ReadPiece {
    READ_TITLE,  /* what it is called in each language, where its page is, its class */
    READ_NODE,   /* and what a picture shows of it: what it is built on, whether it is to come */
    READ_OBJECT, /* and all that is stated in it, or follows for it */
    READ_ENTRY,  /* and what is stated elsewhere: references to it, milestones, figures, plans,
                    conflicts; where its file and its line are */
    READ_PIECE_COUNT
} ReadPiece;

/* Of the whole. */
typedef enum ReadWhole {
    READ_BASE,       /* program, kb.yaml, schema, templates, words, the as-of date */
    READ_NAVIGATION, /* the links that are on every page */
    READ_LIST,       /* which entries there are, and of what classes */
    READ_ORDER,      /* same, and in which order each language lists them */
    READ_COLUMNS,    /* what columns the classes' indexes have */
    READ_PAGES,      /* the free pages */
    READ_IMAGES,     /* the pictures that prose can show */
    READ_NAMES,      /* what everything is called that has a page, also by other names */
    READ_ALL,        /* everything */
    READ_WHOLE_COUNT
} ReadWhole;

/* What was read is numbered: READ_WHOLE_COUNT wholes, then READ_PIECE_COUNT pieces an entry, by its
 * index. */
uint32_t read_number(size_t index, ReadPiece piece);

/* A list that is used for one document after another; for one thread at a time. NULL: nobody wants
 * to know. */
typedef struct Reads {
    uint32_t *noted_in; /* by number: the document that noted it last */
    uint32_t document;
    GArray *numbers;   /* of uint32_t: what this document read, each once */
    GPtrArray *absent; /* of char *: ids that it looked for, and no entry has */
} Reads;

Reads *reads_new(const Kb *kb);
void reads_free(Reads *reads);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reads, reads_free)

/* Begins with the next document: nothing has been read. */
void reads_begin(Reads *reads);

void reads_note(Reads *reads, const Entry *entry, ReadPiece piece);
void reads_note_whole(Reads *reads, ReadWhole whole);

/* An id that was looked for is no entry's (or only a former one): once it is, what was read is
 * another. */
void reads_note_absent(Reads *reads, const char *id);
