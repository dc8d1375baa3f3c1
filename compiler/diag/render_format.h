/*
 * render_format.h - what the renderers share. For diag/render*.c only.
 *
 * A format is one function that appends all diagnostics to Render.out, and one row in render.c.
 */
#pragma once

#include "diag/diag.h"

typedef struct Render {
    GString *out;
    bool colour;
    bool shows_all;               /* what is accepted, too, and any number of one kind */
    const char *whole;            /* the path that stands for the knowledge base: its kb.yaml */
    const GPtrArray *diagnostics; /* sorted */
    GHashTable *indexes;          /* of LineIndex, by SourceFile */
} Render;

/* A span as people count. */
typedef struct ShownPlace {
    const char *path;  /* NULL: nowhere */
    bool has_position; /* false: the file could not be read, so only its name is known */
    Position start;
    Position end; /* behind the last character */
} ShownPlace;

ShownPlace render_place(Render *render, Span span);

/* "error" or "warning". */
const char *render_severity(const Diagnostic *diagnostic);

/* The `i`th diagnostic; notes and hints, none if there are none. */
const Diagnostic *render_diagnostic(const Render *render, guint i);
guint render_note_count(const Diagnostic *diagnostic);
const DiagNote *render_note(const Diagnostic *diagnostic, guint i);
guint render_hint_count(const Diagnostic *diagnostic);
const char *render_hint(const Diagnostic *diagnostic, guint i);
guint render_fix_count(const Diagnostic *diagnostic);
const DiagFix *render_fix(const Diagnostic *diagnostic, guint i);

void render_text(Render *render);
void render_json(Render *render);
void render_sarif(Render *render);
void render_github(Render *render);
