/*
 * spot.h - what the place of a cursor means to the schema. Only lsp/ includes this.
 */
#pragma once

#include "lsp/cursor.h"
#include "lsp/file_keys.h"
#include "lsp/session.h"
#include "schema/claim_keys.h"

typedef enum SpotKind {
    SPOT_NOTHING,
    SPOT_OBJECT,    /* a mapping of slots: an entry, or an inlined object */
    SPOT_SLOT,      /* the value of a slot, or a claim's mapping in its place */
    SPOT_CLAIM_KEY, /* the value of a claim's key */
    SPOT_TEXT,      /* a text in one language */
    SPOT_REASON,    /* `reason` of `withdrawn` */
    SPOT_FILE,      /* a mapping of a file that is no entry */
} SpotKind;

typedef struct Spot {
    SpotKind kind;
    const Class *class;  /* whose slots these are */
    const Slot *slot;    /* NULL: an entry's own mapping */
    const ClaimKey *key; /* SPOT_CLAIM_KEY */
    bool is_item;        /* the object is inlined: it has the keys of a claim, too */
    FileKeys keys;       /* SPOT_FILE */
} Spot;

/* Follows the keys that lead from the top of an entry of the class. */
Spot spot_follow(const Class *class, const GPtrArray *path);

/* Everything about the place that a request speaks of. */
typedef struct Place {
    const Kb *kb;
    const Buffer *buffer;
    const char *relative;
    const char *text;
    size_t length;
    size_t offset;
    TextCursor cursor;
    Spot spot;
    PlacedText *placed;
} Place;

/* Looks at the place; false: it is none in an entry, or nobody knows the schema. The caller clears
 * it if it is true. */
bool place_open(Place *place, const Session *session, const JsonItem *params);

/* The same for a place in a file that is no entry: a mapping of settings, a diagram or a deck. */
bool place_open_file(Place *place, const Session *session, const JsonItem *params);
void place_clear(Place *place);
