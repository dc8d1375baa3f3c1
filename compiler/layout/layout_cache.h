/*
 * layout_cache.h - layouts that an earlier build asked for, kept by the content of their graph.
 *
 * One small file a layout, named by the hash of the request that it answers (and of everything else
 * that decides the answer: format, Graphviz's version). Anybody may have edited them: what does not
 * fit its own checksum counts for nothing, and callers check answers like the worker's. A cache
 * that cannot be read or written costs time, never a message. Safe from any thread but for open,
 * save and free. Only diagram/ and compile.c may include this.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct LayoutCache LayoutCache;

/* `folder` is an output folder; neither it nor what lies in it need exist. NULL: answers are kept
 * in memory only. Caller frees. */
LayoutCache *layout_cache_open(const char *folder);
void layout_cache_free(LayoutCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LayoutCache, layout_cache_free)

/* Appends the answer to `request`; false if it is not known. NULL is a cache that knows nothing. */
bool layout_cache_find(LayoutCache *cache, const GString *request, GString *answer);

/* Remembers an answer, in place of any other. */
void layout_cache_add(LayoutCache *cache, const GString *request, const GString *answer);

/* Forgets what is in memory and was neither found nor added since the last call. For a cache that
 * lives long. */
void layout_cache_forget_unused(LayoutCache *cache);

/* Makes the files hold what was found or added since the cache was opened, and nothing else. The
 * output folder must be there. */
void layout_cache_save(LayoutCache *cache);
