/*
 * emit.h - the linked knowledge base and its pictures to documents, and these to an output folder:
 * every document of every format.
 */
#pragma once

#include "diagram/picture.h"
#include "emit/output.h"
#include "emit/theme.h"

/* What is written. All borrowed. */
typedef struct EmitInput {
    const Kb *kb;
    const Plates *plates;
    const Theme *theme;
    const Pictures *pictures; /* of the plates */
    SourceFingerprints sources;
    bool for_hugo;      /* the Markdown pages are */
    bool shows_places;  /* compile.h */
    Progress *progress; /* NULL: nobody is told */
} EmitInput;

/* All documents of a knowledge base, listed, none rendered yet. Constant: any thread may render any
 * of them. */
typedef struct Emission Emission;

/* Lists the documents; `diags` gets what goes wrong while they are rendered. What `input` borrows
 * must outlive the result, which the caller frees. */
Emission *emission_new(const EmitInput *input, Diagnostics *diags);
void emission_free(Emission *emission);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Emission, emission_free)

/* Returns the document at `path` below the output folder ("site/en/chips/br106.html"), or NULL. */
const Document *emission_find(const Emission *emission, const char *path);

/* Appends a document's bytes to `out`. `scratch` takes what is needed meanwhile. Returns false
 * (reported) if it cannot be rendered. */
bool emission_render(const Emission *emission, const Document *document, Arena *scratch,
                     GString *out);

/* Renders everything and writes what changed to `out_path`. Returns false (reported) with
 * `out_path` as it was if anything fails. */
bool emission_write(const Emission *emission, const char *out_path, unsigned workers,
                    OutputSummary *summary);

/* Renders everything and compares it with the files in `out_path`. Returns false (fs.stale) if one
 * is not there or has other bytes. */
bool emission_verify(const Emission *emission, const char *out_path, unsigned workers);
