/*
 * claim_keys.h - the keys of a claim: what can stand beside a value. decode/claims.c reads them, no
 * slot may be called so, editors complete and explain them, and the manual lists them.
 */
#pragma once

#include <stddef.h>

typedef enum ClaimKeyKind {
    CLAIM_KEY_VALUE,  /* what the slot takes */
    CLAIM_KEY_TRUE,   /* nothing but `true` */
    CLAIM_KEY_SOURCE, /* ids of sources */
    CLAIM_KEY_DATE,
    CLAIM_KEY_STATUS,
    CLAIM_KEY_RANK,
    CLAIM_KEY_CONDITION,
    CLAIM_KEY_BY,
    CLAIM_KEY_TEXT,      /* in one or several languages */
    CLAIM_KEY_WORDS,     /* in whatever language */
    CLAIM_KEY_WITHDRAWN, /* a mapping */
    CLAIM_KEY_SLUG,
} ClaimKeyKind;

typedef struct ClaimKey {
    const char *name;
    ClaimKeyKind kind;
    const char *takes; /* in words */
    const char *meaning;
} ClaimKey;

/* Returns all of them, in the order in which they are proposed. */
const ClaimKey *claim_keys_list(size_t *count);

/* Returns the key that is called so, or NULL. */
const ClaimKey *claim_key_find(const char *name);
