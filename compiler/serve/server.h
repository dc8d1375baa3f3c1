/*
 * server.h - answers requests: documents as they are now, and events. Only serve/ includes this.
 *
 * Answered is who asks one of this machine's own names from one of its own pages (guard.h), with
 * GET or HEAD, for a document in the list of documents: no path of a request ever reaches the file
 * system.
 */
#pragma once

#include "serve/door.h"
#include "serve/press.h"

typedef struct Server Server;

/* Answers who comes in at the door. Both must outlive it; the caller frees it. */
Server *server_new(Door *door, Press *press);
void server_free(Server *server);

/* Tells all pages how things stand. */
void server_tell(Server *server, const PressNews *news);
