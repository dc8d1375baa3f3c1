/*
 * template.h - Mustache templates: compiled once, rendered many times.
 *
 * Conforms to the Mustache specification 1.4 (comments, delimiters, interpolation, inverted,
 * partials, sections) with its optional modules for inheritance and dynamic names; lambdas are not
 * there. Rendering reads a View and writes text; what {{name}} escapes depends on the format. A
 * TemplateSet is read-only once loaded: any number of threads may render from it.
 */
#pragma once

#include "view/view.h"

#include <glib.h>

typedef struct TemplateSet TemplateSet;

/* How {{name}} is escaped; {{{name}}} and {{&name}} never are. */
typedef enum Escape {
    ESCAPE_NONE,
    ESCAPE_HTML,     /* & < > " ' : safe in text and in quoted attributes */
    ESCAPE_MARKDOWN, /* no character of the text can start Markdown or HTML, also not in a table */
} Escape;

TemplateSet *template_set_new(Escape escape);
void template_set_free(TemplateSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateSet, template_set_free)

/* Where a template does not parse. Columns and lines are 1-based. */
typedef struct TemplateError {
    unsigned line;
    unsigned column;
    char message[120];
} TemplateError;

/* Adds a template (also usable as a partial and as a parent) under `name`. `text` is copied.
 * Returns false with `error` filled if it does not parse. */
bool template_set_add(TemplateSet *set, const char *name, const char *text, size_t length,
                      TemplateError *error);

/* Appends the template `name`, rendered with `view`, to `out`. A missing name, partial or field is
 * the empty text, as the specification says. Nesting of partials and parents is bounded (a template
 * that includes itself for ever ends): returns false if the bound was hit or `name` is not there.
 */
bool template_render(const TemplateSet *set, const char *name, const View *view, GString *out);
