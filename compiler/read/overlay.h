/*
 * overlay.h - texts in the place of files: what an editor has open, and has not saved yet.
 *
 * The one place where a file's bytes come from asks here first (input_file_read()), so that nothing
 * behind it can tell an open file from a saved one. Once it is given away it does not change any
 * more, and any thread may read it.
 */
#pragma once

#include <glib.h>

typedef struct Overlay Overlay;

/* Returns an empty one; the caller unrefs it. */
Overlay *overlay_new(void);
Overlay *overlay_ref(Overlay *overlay);
void overlay_unref(Overlay *overlay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Overlay, overlay_unref)

/* Puts a text (which it keeps) in the place of the file `relative`, "chips/br106.yaml". Before the
 * overlay is given away only. */
void overlay_put(Overlay *overlay, const char *relative, GBytes *text);

/* Returns the text of a file, or NULL; `overlay` may be NULL: it has none. Borrowed. */
GBytes *overlay_find(const Overlay *overlay, const char *relative);

/* Returns the names of its files, sorted; borrowed. The caller unrefs the array of const char *. */
GPtrArray *overlay_list(const Overlay *overlay);
