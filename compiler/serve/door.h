/*
 * door.h - the connections to this machine's own addresses, and their limits: how many there are,
 * and how long one may take to ask. Only serve/ includes this.
 *
 * libsoup would listen by itself, but has no such limits. When there are too many connections, the
 * one that has been idle longest makes room.
 */
#pragma once

#include "serve/soup.h"

typedef struct Door Door;

/* Listens at 127.0.0.1 and, where there is IPv6, at ::1, on the same port; 0: on any that is free.
 * Returns NULL, with `problem` for the caller to free, if that fails. */
Door *door_open(unsigned port, char **problem);
void door_close(Door *door);
unsigned door_port(const Door *door);

/* Gives connections to the server from now on. */
void door_lead_to(Door *door, SoupServer *server);

/* What a connection is doing. */
typedef enum DoorTask {
    DOOR_IDLE,      /* nothing has been asked yet: not for long */
    DOOR_ANSWERED,  /* an answer is under way */
    DOOR_LISTENING, /* events, for as long as somebody hears them */
} DoorTask;

void door_note(Door *door, SoupServerMessage *message, DoorTask task);
