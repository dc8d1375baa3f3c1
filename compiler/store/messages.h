/*
 * messages.h - what was reported, in a record: a run that finds nothing to do says it again.
 */
#pragma once

#include "base/arena.h"
#include "diag/diag.h"
#include "store/record.h"

/* Puts all diagnostics. Files in `known` (a set of SourceFile) can be read again; of others the
 * bytes are put, too. */
void messages_put(GString *record, Diagnostics *diags, GHashTable *known);

/* Fills the bytes and length of a file that can be read again; false if it cannot. */
typedef bool (*MessageFileRead)(SourceFile *file, void *user);

/* Reports all of them again, into `diags` that have the severities of then. Files are in `arena`,
 * and the record must outlive them. False, with nothing reported, if it is bad. */
bool messages_get(RecordReader *record, Diagnostics *diags, Arena *arena, MessageFileRead read,
                  void *user);
