/*
 * edits.h - what an editor is to change in files, as a WorkspaceEdit. Only lsp/ includes this.
 */
#pragma once

#include "lsp/places.h"

/* Changes of files as last compiled, which do not overlap. */
typedef struct EditSet {
    GArray *edits; /* of TextChange */
    char *old_uri; /* of a file that gets another name; NULL: none does */
    char *new_uri;
} EditSet;

void edit_set_init(EditSet *set);
void edit_set_clear(EditSet *set);

/* Puts a copy of `text` in the place of a span; an empty one: an insertion. */
void edit_set_add(EditSet *set, Span span, const char *text);

/* Gives a file another name, after its changes. */
void edit_set_rename(EditSet *set, char *old_uri, char *new_uri);

/* Writes it, in the form that the editor takes. */
void edit_set_put(EditSet *set, const Session *session, Json *json);
