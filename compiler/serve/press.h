/*
 * press.h - the thread that draws what was compiled, and renders what is asked for. Only serve/
 * includes this.
 *
 * It keeps the last state without errors as long as a later one has some. All is done in turn: what
 * is asked for is rendered from what it was given before.
 */
#pragma once

#include "serve/desk.h"

typedef struct Press Press;

/* How things stand; what callbacks get is theirs to free. */
typedef struct PressNews {
    guint64 site;     /* which state pages come from; grows, also from run to run; 0: none yet */
    char *problem;    /* what the terminal says of mistakes; NULL: there are none */
    DeskState *shown; /* that state; NULL: none yet */
} PressNews;

void press_news_free(PressNews *news);

typedef struct PressAnswer {
    GBytes *bytes; /* NULL: there is no such document, or it cannot be rendered */
    char *failure; /* why it cannot be rendered; NULL: that is not it */
    guint64 site;  /* as in PressNews */
} PressAnswer;

void press_answer_free(PressAnswer *answer);

typedef struct PressReader {
    /* In the main loop, whenever something has changed. */
    void (*told)(PressNews *news, void *user);

    /* From the press's thread, with all there is to say of a state; NULL: nobody hears it. Then
     * messages of pictures are not added to the state's, which others may read. */
    void (*say)(Diagnostics *diags, void *user);
    void *user;
} PressReader;

/* Severities are those of `severities`, which must outlive it. The caller frees it. */
Press *press_new(const Diagnostics *severities, const PressReader *reader);

/* Waits for what is being done; what still waits is dropped, its callbacks are not called. */
void press_free(Press *press);

/* Is it doing something? */
bool press_is_busy(Press *press);

/* Pages are of this state from now on, unless it has errors. */
void press_put(Press *press, DeskState *state);

/* All is said now of a state that was unfinished. */
void press_say(Press *press, DeskState *state);

/* Renders the document at `path`. `answered` is called in the main loop. */
void press_ask(Press *press, const char *path, void (*answered)(PressAnswer *answer, void *user),
               void *user);
