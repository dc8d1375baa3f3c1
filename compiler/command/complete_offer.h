/*
 * complete_offer.h - what is offered for a value on the command line. Only command/ includes this.
 */
#pragma once

#include "command/usage.h"

/* What was typed before the cursor. */
typedef struct Typed {
    const Usage *usage;
    const UsageCommand *command; /* NULL: not named yet */
    const GOptionEntry *option;  /* whose value comes next; NULL: an argument does */
    char *kb;                    /* -C; NULL: not said */
    size_t argument_count;
    bool options_end; /* there was a "--" */
} Typed;

/* The lines to print. */
typedef struct Offers {
    GString *out;
    const char *before; /* what is kept of the word at the cursor: "--format=" */
    const char *begun;  /* the rest of it, with which all that is offered begins */
} Offers;

/* Offers a word, unless something else was begun. `meaning` may be NULL. A word that a shell would
 * read as something else is never offered. */
void offers_add(Offers *offers, const char *word, const char *meaning);

/* Offers what may stand for `name`, as the usage line or the option's help calls the value:
 * "CLASS".
 */
void offers_add_values(Offers *offers, const Typed *typed, const char *name);
