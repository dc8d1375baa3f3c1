/*
 * server.h - answers requests: documents as they are now, and events. Only serve/ includes this.
 *
 * Answered is who asks one of this machine's own names from one of its own pages (guard.h), with
 * GET or HEAD, for a document in the list of documents: no path of a request ever reaches the file
 * system. The one thing that a page may have done is that an editor opens a line: by POST, which
 * browsers let no other site's page send without saying so (Origin), and with a token that stands
 * in our pages only, which no other site's page can read.
 */
#pragma once

#include "serve/door.h"
#include "serve/press.h"

typedef struct Server Server;

/* A page that waits to hear what came of a click. */
typedef struct ServerClick ServerClick;

typedef struct ServerHost {
    /* Renders a document as it is now. */
    void (*ask)(const char *path, void (*answered)(PressAnswer *answer, void *data), void *data,
                void *user);
    void (*listened)(void *user); /* somebody hears events from now on */

    /* Opens what a page says that a value was said in, "chips/br106.yaml:12"; the callee answers
     * the click. NULL: there is no editor. */
    void (*open)(const char *said, ServerClick *click, void *user);
    void *user;
} ServerHost;

/* Answers who comes in at the door. It must outlive the server, which the caller frees. */
Server *server_new(Door *door, const ServerHost *host);
void server_free(Server *server);

/* Tells all pages how things stand. */
void server_tell(Server *server, const PressNews *news);

/* Sends an event to all pages, now. */
void server_send(const Server *server, const char *event);

/* Does any page hear events? */
bool server_is_heard(const Server *server);

/* Says what came of it: NULL: it is open; else why it is not. Frees it. */
void server_click_answer(ServerClick *click, const char *problem);
