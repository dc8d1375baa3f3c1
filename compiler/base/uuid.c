#include "base/uuid.h"

#include <glib.h>
#include <string.h>

Uuid uuid_from_name(const Uuid *space, const char *name)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
    guint8 digest[20];
    gsize length = sizeof digest;
    g_checksum_update(sum, space->bytes, sizeof space->bytes);
    g_checksum_update(sum, (const guchar *)name, (gssize)strlen(name));
    g_checksum_get_digest(sum, digest, &length);
    Uuid uuid;
    memcpy(uuid.bytes, digest, sizeof uuid.bytes);
    uuid.bytes[6] = (uint8_t)((uuid.bytes[6] & 0x0f) | 0x50); /* version 5 */
    uuid.bytes[8] = (uint8_t)((uuid.bytes[8] & 0x3f) | 0x80); /* the variant of RFC 9562 */
    return uuid;
}

const char *uuid_write(const Uuid *uuid, char text[static UUID_TEXT_MAX])
{
    char *at = text;
    for (unsigned i = 0; i < sizeof uuid->bytes; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            *at++ = '-';
        *at++ = "0123456789abcdef"[uuid->bytes[i] >> 4];
        *at++ = "0123456789abcdef"[uuid->bytes[i] & 0xf];
    }
    *at = '\0';
    return text;
}
