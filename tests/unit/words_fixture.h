/*
 * words_fixture.h - the program's own words, for unit tests.
 */
#pragma once

#include "base/resource.h"
#include "words/words.h"
#include "yaml/tree.h"

#include <glib.h>
#include <string.h>

/* Parses a text as a file of words. */
static inline const Tree *words_fixture_parse(const char *path, const char *text, Arena *arena,
                                              Diagnostics *diags)
{
    SourceFile *file = arena_new0(arena, SourceFile, 1);
    file->path = file->relative = arena_strdup(arena, path);
    file->length = strlen(text);
    file->bytes = arena_strdup(arena, text);
    return tree_parse(file, arena, diags);
}

/* The program's own file of a language. */
static inline const Tree *words_fixture_tree(const char *language, Arena *arena, Diagnostics *diags)
{
    const char *path = arena_printf(arena, "templates/i18n/%s.yaml", language);
    g_autoptr(GBytes) bytes = resource_find(path);
    g_assert_nonnull(bytes);
    const char *text = arena_strndup(arena, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    return words_fixture_parse(path, text, arena, diags);
}

/* The program's own words of a language. `diags` must outlive them. */
static inline const Words *words_fixture_load(const char *language, Arena *arena,
                                              Diagnostics *diags)
{
    const Tree *file = words_fixture_tree(language, arena, diags);
    const WordsInput input = {.language = language,
                              .english = words_fixture_tree("en", arena, diags),
                              .files = &file,
                              .file_count = 1};
    const Words *words = words_new(arena, &input, diags);
    g_assert_cmpuint(diagnostics_sorted(diags)->len, ==, 0);
    return words;
}
