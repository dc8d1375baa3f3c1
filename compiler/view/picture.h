/*
 * picture.h - a drawn diagram, as pages see it.
 *
 * diagram/ draws and fills Pictures, emit/ puts them into pages and files; neither includes the
 * other. A Picture is read-only once drawn.
 */
#pragma once

#include "model/kb.h"
#include "view/view.h"

/* Colours of a picture that stands alone: as its reader's screen has it, or always the same (then
 * without any style sheet, which not every program understands). */
typedef enum SvgTheme { SVG_THEME_READER, SVG_THEME_LIGHT, SVG_THEME_DARK } SvgTheme;

/* Where an SVG will stand: links in it lead to `prefix`<folder>/<id>`extension`. */
typedef struct SvgTarget {
    const char *prefix;    /* "", "../", "../site/en/" */
    const char *extension; /* ".html", ".md" */
    bool standalone;       /* a file of its own: XML declaration, <style>, own background */
    SvgTheme theme;        /* only if it stands alone */
} SvgTarget;

/* Appends the small picture of what an entry is related to, in the language `languages[language]`,
 * as an element to stand in its page; nothing if it is related to nothing. */
typedef void (*NeighbourhoodDraw)(const Entry *entry, const char *const *languages, size_t language,
                                  const SvgTarget *target, Arena *arena, GString *out);

typedef struct Picture Picture;
struct Picture {
    const Diagram *diagram;
    size_t language;
    const void *drawing; /* the drawing's own data, for append_svg */
    void (*append_svg)(const Picture *picture, const SvgTarget *target, GString *out);
    void (*append_dot)(const Picture *picture, GString *out);

    /* The same content in words: a map with `columns` (texts) and `rows` (maps with `cells`: maps
     * with `text` and, where it is an entry, `folder` and `id`). */
    const View *table;
    bool failed; /* layout failed: append_svg writes nothing, the table stands for the picture */
};
