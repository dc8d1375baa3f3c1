/*
 * complete.h - what may stand at the cursor of a command line: what shells ask while people type.
 *
 * `dieline complete WORD...` gets the words behind the program's name up to the cursor, the last
 * of them begun or empty, and prints a line for each word that may stand there: the word, a tab,
 * what it means. Lines that begin with a colon say what a shell knows best itself: `:files`,
 * `:folders`,
 * `:revisions` of git. The scripts in completions/ are all that shells need besides.
 */
#pragma once

#include "command/usage.h"

/* Prints what may stand there; `words` is NULL-terminated. Returns the exit status. */
int complete_words(const Usage *usage, const char *const *words);
