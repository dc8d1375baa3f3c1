/*
 * template.h - Mustache templates: compiled once, rendered many times.
 *
 * Conforms to the Mustache specification 1.4 (comments, delimiters, interpolation, inverted,
 * partials, sections) with its optional modules for inheritance and dynamic names; lambdas are not
 * there. Rendering reads a View and writes text; what {{name}} escapes depends on the format. A
 * TemplateSet is read-only once loaded: any number of threads may render from it.
 *
 * Where the specification leaves a choice: an empty text counts as false, as an empty list does;
 * only texts are written, a bare truth, list or map as {{name}} is the empty text; indentation of a
 * partial is not put on its empty lines; a section cannot look into a list by number.
 */
#pragma once

#include "template/escape.h"
#include "template/view.h"

#include <glib.h>

typedef struct TemplateSet TemplateSet;

/* `escape` is how {{name}} is escaped; {{{name}}} and {{&name}} never are. */
TemplateSet *template_set_new(Escape escape);
void template_set_free(TemplateSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TemplateSet, template_set_free)

/* Where a template does not parse. Columns (code points) and lines are 1-based. */
typedef struct TemplateError {
    unsigned line;
    unsigned column;
    char message[120];
} TemplateError;

/* Adds a template (also usable as a partial and as a parent) under `name`, in place of an earlier
 * one of that name. `text` is copied. Returns false with `error` filled if it does not parse; then
 * the set is as before. */
bool template_set_add(TemplateSet *set, const char *name, const char *text, size_t length,
                      TemplateError *error);

/* Returns the set of names of templates whose rendering would not end before its bound, as far as
 * the names in templates tell (dynamic ones are the view's): they include themselves, or others too
 * deep. The caller unrefs it; names are the set's. */
GHashTable *template_set_find_endless(const TemplateSet *set);

/* Returns the same templates for views that all have `value` as their field `name`, and nothing
 * else of that name within: {{name.field}} is text already. `set` must outlive it; the caller frees
 * it. */
TemplateSet *template_set_with(const TemplateSet *set, const char *name, const View *value);

/* The same, with `to` in the place of each `from` in the templates' own text (NULL: none). */
TemplateSet *template_set_with_swap(const TemplateSet *set, const char *name, const View *value,
                                    const char *from, const char *to);

/* What one rendering may take. */
typedef struct TemplateLimits {
    size_t steps;  /* tags and texts between them, each as often as it is rendered */
    size_t output; /* bytes, and what one value needs */
} TemplateLimits;

extern const TemplateLimits template_limits; /* what a new set has */

void template_set_limit(TemplateSet *set, const TemplateLimits *limits);

/* Appends the template `name`, rendered with `view`, to `out`. A missing partial or field is the
 * empty text, as the specification says. Nesting, steps and output are bounded (a template that
 * includes itself for ever ends): returns false, with nothing appended, if a bound was hit or
 * `name` is not there. */
bool template_render(const TemplateSet *set, const char *name, const View *view, GString *out);
