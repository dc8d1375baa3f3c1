/*
 * places.h - where in an entry's YAML something is put, so that what stands around it stays.
 */
#pragma once

#include "model/kb.h"
#include "yaml/tree.h"

/* Bytes [start, end) become `text`, which the caller frees. */
typedef struct PlaceEdit {
    size_t start;
    size_t end;
    char *text;
} PlaceEdit;

/* A claim to be put somewhere, as YAML on one line. */
typedef struct NewClaim {
    const Slot *slot;
    const Class *class; /* whose slot it is */
    const char *text;
    bool is_list;  /* it stands in a list, if the slot is new */
    bool is_flow;  /* what it is put into is written within {} */
    bool is_first; /* of those that are put there; the others come behind it */
    bool is_last;
} NewClaim;

/* Returns the item, or the value, that a claim was read from; NULL: it is none of the slot's. */
const Node *place_of_claim(const Node *slot_node, const Claim *claim);

/* Returns the text by which a mapping has one more key, "key: value" as in `line`, and where to put
 * it. The caller frees it. */
char *place_in_mapping(const Node *mapping, const char *line, size_t *at);

/* Appends what has to be done (PlaceEdit) for a slot that the document does not have yet. */
void place_new_slot(const Node *document, const NewClaim *claim, GArray *edits);

/* The same for one more claim at a slot that it has. */
void place_new_claim(const Node *slot_node, const NewClaim *claim, GArray *edits);
