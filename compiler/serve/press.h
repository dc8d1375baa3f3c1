/*
 * press.h - the thread that looks at the folder, compiles it when it has changed, and renders what
 * is asked for. Only serve/ includes this.
 *
 * It keeps the last compilation without errors as long as a later one has some. All is done in
 * turn: a document that is asked for is rendered from files that were looked at after it was asked
 * for.
 */
#pragma once

#include "serve/serve.h"

typedef struct Press Press;

/* How things stand; what callbacks get is theirs to free. All callbacks are called in the main
 * loop.
 */
typedef struct PressNews {
    guint64 site;  /* which compilation pages come from; grows, also from run to run; 0: none yet */
    char *problem; /* what the terminal says of mistakes; NULL: there are none */
    char **folders; /* those of the knowledge base, relative to it; "": itself */
    size_t files;   /* how many were read */
} PressNews;

void press_news_free(PressNews *news);

typedef struct PressAnswer {
    GBytes *bytes; /* NULL: there is no such document, or it cannot be rendered */
    char *failure; /* why it cannot be rendered; NULL: that is not it */
    guint64 site;  /* as in PressNews */
} PressAnswer;

void press_answer_free(PressAnswer *answer);

typedef struct PressReader {
    void (*told)(PressNews *news, void *user); /* whenever something has changed */
    void *user;
} PressReader;

/* `options` must outlive it. The caller frees it. */
Press *press_new(const ServeOptions *options, const PressReader *reader);

/* Waits for what is being done; what still waits is dropped, its callbacks are not called. */
void press_free(Press *press);

/* Is it doing something? */
bool press_is_busy(Press *press);

/* Looks whether something has changed. */
void press_look(Press *press);

/* Looks, and renders the document at `path`. */
void press_ask(Press *press, const char *path, void (*answered)(PressAnswer *answer, void *user),
               void *user);
