/*
 * uuid.h - identifiers that follow from a name, of version 5 (RFC 9562, 5.5).
 */
#pragma once

#include <stdint.h>

typedef struct Uuid {
    uint8_t bytes[16];
} Uuid;

enum { UUID_TEXT_MAX = 37 }; /* bytes of its text, with the NUL */

/* Returns the identifier of `name` within `space`: the same for the same two. */
Uuid uuid_from_name(const Uuid *space, const char *name);

/* Writes it as text ("2ed6657d-e927-568b-95e1-2665a8aea6a2"); returns `text`. */
const char *uuid_write(const Uuid *uuid, char text[static UUID_TEXT_MAX]);
