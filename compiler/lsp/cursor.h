/*
 * cursor.h - where in a YAML text somebody is typing. Only lsp/ and tests include this.
 *
 * A text that is being typed is no YAML most of the time, so no tree is asked: the lines before the
 * cursor are read by their indentation, brackets and quotes, as far as they make sense. What stands
 * behind the cursor is only looked at for keys of the same mapping.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum CursorRole {
    CURSOR_NOWHERE, /* in a comment, or a text of several lines */
    CURSOR_KEY,     /* a key of the mapping at `path`, or of one that begins here */
    CURSOR_VALUE,   /* the value of the last key of `path` */
    CURSOR_ITEM,    /* an item of the list at `path`: a value, or the first key of a mapping */
} CursorRole;

typedef struct TextCursor {
    CursorRole role;
    GPtrArray *path; /* of char *: the keys that lead here, from the document's top */
    GPtrArray *keys; /* of char *: those that the mapping here has already, but for the one at the
                        cursor */
    size_t start;    /* of the word, which may be in quotes, at the cursor; without them */
    size_t end;
    bool is_flow;     /* within {} or [] */
    bool wants_space; /* a colon stands before it at once */
    bool has_colon;   /* a key: its colon is there already */
    size_t indent;    /* of the line, in spaces; of a list's item: where its keys stand */
    size_t document;  /* where the document begins, of several in the file */
} TextCursor;

/* Looks at `offset` of a text. The caller clears it. */
void cursor_init(TextCursor *cursor, const char *text, size_t length, size_t offset);
void cursor_clear(TextCursor *cursor);

/* Returns the word at the cursor, or its part before `offset`. The caller frees it. */
char *cursor_word(const TextCursor *cursor, const char *text);

/* Does the mapping have this key already? */
bool cursor_has_key(const TextCursor *cursor, const char *key);
