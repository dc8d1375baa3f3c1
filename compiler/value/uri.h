/*
 * uri.h - addresses of sources and home pages (RFC 3986).
 */
#pragma once

#include "value/problem.h"

#include <stdbool.h>

/* Is `text` an absolute http:, https:, mailto: or doi: URI? ASCII only, percent-encoded, without a
 * user name. Returns false and fills `problem` otherwise. */
bool uri_parse(const char *text, Problem *problem);

/* Is `text` an address below which others can be: http: or https:, without query or fragment? */
bool uri_is_base(const char *text);
