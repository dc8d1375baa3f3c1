/*
 * proposals.h - what can be typed at a place, as it is collected: filtered by what is there of it
 * already, in the order in which it was proposed, and not too much. Only lsp/ includes this.
 */
#pragma once

#include "lsp/called.h"
#include "lsp/spot.h"

enum { PROPOSALS_MAX = 500 };

/* LSP 3.17, CompletionItemKind. */
typedef enum ProposalKind {
    PROPOSE_FIELD = 5,
    PROPOSE_UNIT = 11,
    PROPOSE_VALUE = 12,
    PROPOSE_ENUM = 13,
    PROPOSE_REFERENCE = 18,
} ProposalKind;

typedef struct Proposal {
    ProposalKind kind;
    const char *label;   /* what is inserted, but for what follows a key */
    const char *detail;  /* NULL: nothing */
    const char *heading; /* of its meaning; NULL: none */
    const char *meaning; /* NULL: nothing */
    const char *called;  /* another name that it was found by; NULL: its label */
} Proposal;

typedef struct Proposals {
    const Place *place;
    size_t language;
    const Words *words;
    size_t start;     /* of the text that a proposal takes the place of; to the word's end */
    char *typed;      /* of it, before the cursor */
    const char *tail; /* what is inserted behind a label */
    size_t count;
    bool is_cut; /* there would be more, or others for another word */
    Json *json;
    Calling calling;
} Proposals;

/* Begins a list in `json`; all is borrowed. */
void proposals_begin(Proposals *proposals, const Session *session, const Place *place, Json *json);
void proposals_end(Proposals *proposals);

/* Takes another part of the word for what is typed: from `start` on. */
void proposals_set_start(Proposals *proposals, size_t start);

/* Proposes it if it, or one of its names (NULL: none more), has what is typed. */
void proposals_offer(Proposals *proposals, const Proposal *proposal, const Localised *title,
                     const char *const *aliases);

/* Proposes an entry that is called so in any language. */
void proposals_offer_entry(Proposals *proposals, const Entry *entry, const char *detail);

/* values.c: what a place takes as a value. */
void propose_values(Proposals *proposals);
