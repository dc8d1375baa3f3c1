/*
 * plate.h - from a diagram as it is written to what is drawn of it.
 *
 * A diagram says what it is about; a Plate is what that comes to in a linked knowledge base: the
 * entries that it shows, and, where they are too many for one picture, the parts that they are
 * drawn in. Diagrams and entries are only read. All is memory of the arena given to plates_make().
 */
#pragma once

#include "base/arena.h"
#include "diag/diag.h"
#include "model/kb.h"
#include "words/words.h"

typedef struct Plate Plate;
typedef struct ValueGroup ValueGroup; /* group.h */

/* A relation that leads out of one part into another. */
typedef struct PlateExit {
    const Entry *from;
    const Entry *to;
    const Slot *slot;
    int64_t count;       /* 0: none is said */
    const Claim *claim;  /* the reference: of several, the firmest */
    const Entry *member; /* whichever of the two is in the part */
    const Plate *part;   /* where the other one is */
} PlateExit;

/* What a part of a timeline spans, and its whole. */
typedef struct PlateSpan {
    Day from; /* the first and the last day that any of its dates may mean; open ends count not */
    Day to;
    size_t rows;
    size_t dates;
    size_t outside; /* dates beyond the diagram's own range */
} PlateSpan;

struct Plate {
    const Diagram *diagram; /* as written; of a part, its whole's */
    size_t index;           /* in Plates */
    const char *name;       /* unique: the diagram's, of a part "<diagram>.<number>" */
    const Localised *title;
    const Localised *description; /* NULL: none */
    const Entry **entries;        /* what it shows, in the knowledge base's order; of a diagram that
                                     selects nothing by itself (package, ring, ...), all */
    size_t entry_count;
    const Localised *nature; /* of a lineage's part that is named after a family: what of it, or of
                                several, it is; else NULL */
    const Plate *whole;      /* of which this is a part; NULL: it is none */
    Plate **parts;
    size_t part_count; /* 0: it is drawn as one */
    PlateExit *exits;  /* of a part, to others */
    size_t exit_count;
    const char *lanes; /* of a timeline: the slot that gives the lane; NULL: one lane for all. Parts
                          may have lanes where their whole has none */
    const ValueGroup *const *colors; /* of a lineage: the groups that its diagram colours by, of the
                                   whole */
    size_t color_count;
    const char *const *lane_keys; /* of a timeline's part: the lanes that it shows (group_key()) */
    size_t lane_key_count;        /* 0: all */
    PlateSpan span;               /* of a timeline in parts, and of its parts */
};

typedef struct Plates {
    Plate **items; /* by the diagram's name; parts stand behind their whole */
    size_t count;
} Plates;

/* What a diagram that selects by SQL got for an answer. */
typedef struct PlateAnswer {
    const Entry **entries; /* once each */
    size_t count;
} PlateAnswer;

/* Works out what each diagram of the linked `kb` shows. `answers` has one for each diagram, empty
 * where it asks nothing; NULL: nobody was asked, and what asks shows nothing. `words` has one item
 * a language. Reports layout.too-large where a lineage or timeline is drawn in parts. */
Plates plates_make(const Kb *kb, const PlateAnswer *answers, const Words *const *words,
                   Arena *arena, Diagnostics *diags);

/* Is the entry among those that are shown? */
bool plate_shows(const Plate *plate, const Entry *entry);
