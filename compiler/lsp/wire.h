/*
 * wire.h - messages from a client and to it, over two descriptors that nobody waits for. Only lsp/
 * includes this.
 *
 * What is sent waits until the client reads it; what has come waits until it is asked for. So
 * neither side can block the other, and nobody is called while a message is being sent.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Wire Wire;

typedef struct WireReader {
    void (*came)(GBytes *body, void *user); /* a message's body; the callee unrefs it */
    void (*ended)(bool is_broken,
                  void *user);   /* nothing more will come; broken: it made no sense */
    void (*drained)(void *user); /* the client has read all that was sent */
    void *user;
} WireReader;

/* Reads from `in` and writes to `out`, which become non-blocking, in the main loop. The caller
 * frees it. */
Wire *wire_new(int in, int out, const WireReader *reader);
void wire_free(Wire *wire);

/* Sends a body, sooner or later. */
void wire_send(Wire *wire, const GString *body);

/* Does so much wait to be read by the client that it had better not be asked for more? */
bool wire_is_congested(const Wire *wire);

/* Writes what waits, as far as the client reads it within a second. */
void wire_flush(Wire *wire);
