/*
 * guard.h - which requests are answered: a site on this machine is for who sits at it, not for
 * pages of others that happen to be open in the same browser. Only serve/ and tests include this.
 *
 * Such a page can reach 127.0.0.1 through a name of its own that leads there (DNS rebinding): its
 * requests name a foreign host. Or it asks by script: its requests have a foreign origin.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Is "name:port" one of this machine's own names, with our port? NULL and lists are not. */
bool guard_host_is_ours(const char *host, unsigned port);

/* The same of "http://name:port". NULL, as browsers send it with what people do, is fine. */
bool guard_origin_is_ours(const char *origin, unsigned port);

/* Returns the path of the document that an URL's path (decoded, with its first "/") speaks of:
 * "site/en/index.html" for "/site/en/". It may be none at all. The caller frees it. */
char *guard_document_path(const char *path);

/* Returns the media type of a document, by the end of its name. */
const char *guard_media_type(const char *path);
