/*
 * update.h - what a draft changes in an entry that is there, and how a new one is written.
 *
 * Claims of the file's source are brought to what the row says now, where they stand; what it says
 * newly is added. Claims of other sources, comments, order and layout stay, and nothing is removed.
 */
#pragma once

#include "import/planned.h"

/* Plans a whole new entry, whose claims have the source `source`. */
void update_begin(PlannedFile *file, EntryDraft *draft, const char *source, const Kb *kb);

/* Plans what changes in draft->entry, which is in `file`. Returns NULL, or why that cannot be done
 * where it is written. */
const char *update_entry(PlannedFile *file, EntryDraft *draft, const char *source, const Kb *kb);
