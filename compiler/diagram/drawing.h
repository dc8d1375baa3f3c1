/*
 * drawing.h - one diagram in one language while it is drawn; the family of diagram kinds.
 *
 * Each kind is one function below and one row of diagram.c's table. It fills the scene and the
 * table; if it cannot fill the scene it says why with drawing_fail(). Only diagram/ may include
 * this.
 */
#pragma once

#include "diagram/picture.h"
#include "scene/scene.h"
#include "words/words.h"

typedef struct Drawing {
    const Kb *kb;
    const Plate *plate;
    const Diagram *diagram; /* the plate's */
    size_t language;
    const Words *words; /* the language's */
    Layouter layouter;  /* of this turn */
    Arena *arena;
    Scene scene;
    View *table;   /* what Picture.table will be */
    View *columns; /* of it */
    View *rows;    /* of it */
    PictureSources *sources;
    bool failed;
    DiagId problem;      /* valid if failed */
    const char *message; /* same */
} Drawing;

/* The members. */
void timeline_draw(Drawing *drawing);
void lineage_draw(Drawing *drawing);
void package_draw(Drawing *drawing);
void topology_draw(Drawing *drawing);
void chart_draw(Drawing *drawing);

/* There will be no picture. The first reason counts. */
void drawing_fail(Drawing *drawing, DiagId problem, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* The same for a layout that there is not, in place of any other reason. */
void drawing_fail_layout(Drawing *drawing, const LayoutFailure *failure);

/* The text in the drawing's language. */
const char *drawing_text(const Drawing *drawing, const Localised *text);

/* What an event is called beside its subject's others: event_words_title(). */
const char *drawing_event(const Drawing *drawing, const Milestone *milestone);

/* A word of the drawing's language; with `text` in place of its {}; between two texts (a comma, a
 * colon). Arena. */
const char *drawing_word(const Drawing *drawing, const char *key);
const char *drawing_fill(const Drawing *drawing, const char *key, const char *text);
const char *drawing_join(const Drawing *drawing, const char *key, const char *first,
                         const char *second);

/* How many there are of something, as the drawing's language writes it. Arena. */
const char *drawing_count(const Drawing *drawing, size_t count);

/* The date in the drawing's language. Arena. */
const char *drawing_date(const Drawing *drawing, const Edtf *date);

/* Starts the table: its heads, given as keys of words. */
void drawing_add_columns(Drawing *drawing, const char *const *keys, size_t count);

/* Appends one more head, a text that is no word of the program's: a slot's title. */
void drawing_add_column(Drawing *drawing, const char *title);

/* Returns the cells of a new row. */
View *drawing_add_row(Drawing *drawing);

/* Appends a cell; `entry`, if not NULL, is what it links to. */
void drawing_add_cell(const Drawing *drawing, View *cells, const char *text, const Entry *entry);

/* Appends a cell that links to another picture's page. */
void drawing_add_plate(const Drawing *drawing, View *cells, const Plate *plate);

/* Appends a cell with the sources that the claim cites. */
void drawing_add_sources(const Drawing *drawing, View *cells, const Claim *claim);

/* Notes the claim's sources among the picture's; `claim` may be NULL. */
void drawing_cite(const Drawing *drawing, const Claim *claim);

/* Same, of the claims that relate an entry with another one by a slot. */
void drawing_cite_relation(const Drawing *drawing, const Entry *from, const Slot *slot,
                           const Entry *to);

/* Notes the claim's sources, and returns what the claim says in the drawing's language; "" if there
 * is no claim. Arena. */
const char *drawing_claim(const Drawing *drawing, const Claim *claim);

/* A picture of nothing but a text. */
void drawing_show_text(Drawing *drawing, const char *text);

/* One that says that there is nothing to be shown: its subject was not known yet. */
void drawing_show_nothing(Drawing *drawing);
