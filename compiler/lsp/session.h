/*
 * session.h - one editor and one knowledge base: what is open, and what was compiled of it. Only
 * lsp/ includes this.
 */
#pragma once

#include "base/json.h"
#include "base/json_input.h"
#include "lsp/buffers.h"
#include "lsp/lsp.h"
#include "lsp/wire.h"
#include "serve/desk.h"
#include "serve/preview.h"
#include "serve/watch.h"

typedef struct Session {
    const LspOptions *options;
    Wire *wire;
    PositionUnit unit;
    Buffers *buffers;
    char *locale;         /* the editor's language: "zh"; NULL: it does not say */
    bool takes_documents; /* the editor makes changes that name the version of a text, */
    bool renames_files;   /* and gives files other names */
    char *root;           /* absolute path of the knowledge base; NULL: none was found yet */
    size_t language;      /* of names and texts, within its languages */
    CompileOptions compile;
    Desk *desk;               /* NULL: there is nothing to compile yet */
    Watch *watch;             /* likewise */
    Overlay *overlay;         /* what is open, as last given to the desk */
    GHashTable *typed;        /* set of URIs: those of texts that have changed since; owned */
    bool is_dirty;            /* the overlay is not what is open any more */
    guint64 edits;            /* grows with each change of a text */
    guint64 asked;            /* the number of what the desk was last asked for */
    guint64 known;            /* the number that `state` is good for */
    DeskState *state;         /* what was compiled last; NULL: nothing yet */
    Inputs *ground;           /* settings and schema; NULL: not read yet, or `state` has them */
    GHashTable *marked;       /* uri -> hash of what was last said of it */
    GHashTable *expected;     /* id -> what waits for the editor's answer to a request of ours */
    guint64 requests;         /* how many we have sent */
    Preview *preview;         /* NULL: none is shown */
    char *lead;               /* where browsers were led last; NULL: nowhere yet */
    bool shows_documents;     /* the editor opens what we tell it to (window/showDocument) */
    bool is_initialized;      /* the editor has said so: it may be asked */
    void (*told)(void *user); /* something new is known */
    void *user;
} Session;

/* `wire` and `options` must outlive it. The caller clears it. */
void session_init(Session *session, const LspOptions *options, Wire *wire);
void session_clear(Session *session);

/* Takes `path`, a folder or file of the editor's, for a knowledge base: if it is one, has one
 * (kb/), or lies in one. Returns false if there is none; does nothing if there was one already. */
bool session_find_root(Session *session, const char *path);

/* What happens to texts (params of LSP's notifications): remembered, and nothing else. */
void session_open(Session *session, const JsonItem *params);
void session_change(Session *session, const JsonItem *params);
void session_close(Session *session, const JsonItem *params);

/* Has what is open compiled, if it has changed, and says at once what is wrong with what was typed.
 */
void session_settle(Session *session);

/* Has it compiled unless it still stands; returns the number by which `known` will tell. */
guint64 session_look(Session *session);

/* Sends a message that expects no answer; `params` is JSON. */
void session_notify(Session *session, const char *method, const GString *params);

/* Sends a request; `done` is called once, with the editor's result, or NULL: it failed, or the
 * session ends. `params` is JSON. */
void session_ask(Session *session, const char *method, const GString *params,
                 void (*done)(const JsonItem *result, void *data), void *data);

/* Takes the editor's answer to a request of ours. */
void session_take_answer(Session *session, const JsonItem *message);

/* Returns the knowledge base as last compiled, or NULL. */
const Kb *session_kb(const Session *session);

/* Returns the words of its language; only if there is a knowledge base. */
const Words *session_words(const Session *session);

/* Returns the path within the knowledge base of what is open, "chips/br106.yaml"; NULL: it is not
 * in it. Borrowed from the buffer. */
const char *session_relative(const Session *session, const Buffer *buffer);

/* Returns how the editor calls the file `relative` of the knowledge base. The caller frees it. */
char *session_uri(const Session *session, const char *relative);

/* Returns the open text that a request speaks of (textDocument.uri), or NULL. */
Buffer *session_buffer_of(const Session *session, const JsonItem *params);

/* Returns the file of the last compilation that is called so, or NULL; the same of any state. */
const InputFile *session_find_file(const Session *session, const char *relative);
const InputFile *state_find_file(const DeskState *state, const char *relative);

/* Reads a position; false: it is none. */
bool place_read(const JsonItem *item, TextPlace *place);

/* Writes a range: the bytes from `start` on until before `end`; at the beginning of a text that
 * nobody has (NULL). */
void range_put(Json *json, const PlacedText *text, size_t start, size_t end);
