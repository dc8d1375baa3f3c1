/*
 * shown.h - entries as text for a terminal, left by a build for `dieline list` and `show` after it:
 * `.dieline/shown/`.
 *
 * One file lists all entries. The texts of all others are cut into files by their ids' hashes, so
 * that a changed entry rewrites one small file. Each is a record (store/record.h) with a key, which
 * follows from the fingerprints of what is in it; a build renders those whose key is another. One
 * more file has all keys: a file that is damaged, or of another build, answers nothing.
 */
#pragma once

#include "emit/document.h"

/* Leaves the texts of all entries in the folder `home`, on at most `workers` threads. Returns what
 * whoever asks must know; 0: they could not be written. */
uint64_t shown_leave(int home, const EmitContext *context, unsigned workers);

/* Append what show_entry() and show_list() say, in a language of the knowledge base (NULL: its
 * first). `shown` is what shown_leave() had returned. False, with nothing appended: it is not
 * known, as there is no such entry, class or language, or what is there cannot be believed. */
bool shown_append_entry(int home, uint64_t shown, const char *id, const char *language,
                        GString *out);
bool shown_append_list(int home, uint64_t shown, const char *class, const char *language,
                       GString *out);
