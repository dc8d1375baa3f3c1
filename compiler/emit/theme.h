/*
 * theme.h - how pages look and speak: templates, fixed words, assets.
 *
 * Each of them is a resource inside the program, and a file of the same path in the knowledge base
 * (templates/html/entry.mustache, templates/i18n/zh.yaml, templates/assets/site.css) takes its
 * place. A file with a new name is added: a partial, an asset, the words of another language. Word
 * files are laid over one another (words/words.h): English, then the language's own, then the
 * base's.
 * Loaded with the entries, so that mistakes in it are told by whoever checks; read-only afterwards.
 *
 * A template below inline/ stands within a line: the line break at its end is not part of it.
 */
#pragma once

#include "read/read.h"
#include "template/template.h"
#include "words/words.h"

typedef struct Theme {
    TemplateSet *html;
    TemplateSet *markdown;
    GHashTable *assets; /* name -> GBytes */
    const Words *words[LANGUAGES_MAX];
    Arena *arena; /* owns the words, and files of the program that messages may speak of */
} Theme;

/* `input` must outlive the theme. Reports kb.config, kb.missing-words and yaml.*; never returns
 * NULL, but what was wrong is left out. The caller frees it, after what was reported is read. */
Theme *theme_load(const KbFiles *input, const Kb *kb, Diagnostics *diags);
void theme_free(Theme *theme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Theme, theme_free)
