/*
 * context.h - gathers what rendering needs: templates, fixed words, assets, the site's common part.
 *
 * Each of them is a resource inside the program, and a file of the same path beside the knowledge
 * base (templates/html/entry.mustache, templates/i18n/zh.yaml, templates/assets/site.css) takes its
 * place. A file with a new name is added: a partial, an asset, the words of another language. Word
 * files are laid over one another key by key: English, then the language's own, then the base's.
 *
 * A template below inline/ stands within a line: the line break at its end is not part of it.
 */
#pragma once

#include "emit/document.h"

/* `folder` is the knowledge base's; pictures may be none. All is
 * borrowed; `arena` must outlive the diagnostics, whose spans may lie in files that are loaded
 * here. Returns NULL if a file beside the base cannot be used (has reported). */
EmitContext *emit_context_load(const Kb *kb, const char *folder, const Picture *const *pictures,
                               size_t picture_count, Arena *arena, Diagnostics *diags);
void emit_context_free(EmitContext *context);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EmitContext, emit_context_free)
