/*
 * publish.h - what becomes of a compilation: its pictures are drawn, its documents listed, written,
 * compared with what is there, or rendered one by one.
 */
#pragma once

#include "compile.h"
#include "emit/emit.h"
#include "emit/slides.h"
#include "layout/layout_cache.h"

/* Renders everything and writes what changed to `out_path`. Only after a compilation without
 * errors. Returns false (reported) with `out_path` as it was if anything fails. */
bool publish_write(const Compilation *compilation, const char *out_path, Diagnostics *diags,
                   OutputSummary *summary);

/* Renders everything and compares it with what is in `out_path`. Returns false (reported) if a file
 * has other bytes. */
bool publish_verify(const Compilation *compilation, const char *out_path, Diagnostics *diags);

/* A compilation, drawn: each of its documents can be rendered when it is asked for. For one thread
 * at a time. */
typedef struct Edition Edition;

/* Only after a compilation without errors, which must outlive it, as must `diags`. `cache` knows
 * layouts, and learns new ones. Returns NULL (reported) if that fails; the caller frees it. */
Edition *edition_new(const Compilation *compilation, LayoutCache *cache, Diagnostics *diags);
void edition_free(Edition *edition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Edition, edition_free)

/* Returns its documents, which are listed when first asked for; borrowed. */
const Emission *edition_emission(Edition *edition);

/* Draws and writes a presentation only (slides.h). */
bool publish_deck(const Compilation *compilation, const DeckOptions *options, Diagnostics *diags);

/* Draws and writes diagrams only (slides.h). */
bool publish_slides(const Compilation *compilation, const SlideOptions *options, const char *folder,
                    Diagnostics *diags, SlidesDone *done);
