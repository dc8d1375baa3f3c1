/*
 * soup.h - libsoup, loaded when somebody serves: linking it, with the 27 libraries that it needs,
 * would cost every other command several milliseconds. Only serve/ includes this.
 */
#pragma once

#include "base/library.h"

#include <libsoup/soup.h>
#include <stdbool.h>

/* What we call. */
#define SOUP_FUNCTIONS(X)                       \
    X(soup_server_new)                          \
    X(soup_server_add_handler)                  \
    X(soup_server_add_early_handler)            \
    X(soup_server_accept_iostream)              \
    X(soup_server_disconnect)                   \
    X(soup_server_message_get_method)           \
    X(soup_server_message_get_uri)              \
    X(soup_server_message_get_request_headers)  \
    X(soup_server_message_get_request_body)     \
    X(soup_server_message_get_response_headers) \
    X(soup_server_message_get_response_body)    \
    X(soup_server_message_get_remote_address)   \
    X(soup_server_message_set_status)           \
    X(soup_server_message_pause)                \
    X(soup_server_message_unpause)              \
    X(soup_message_headers_get_list)            \
    X(soup_message_headers_get_one)             \
    X(soup_message_headers_replace)             \
    X(soup_message_headers_set_encoding)        \
    X(soup_message_headers_get_encoding)        \
    X(soup_message_headers_get_content_length)  \
    X(soup_message_body_append_bytes)           \
    X(soup_message_body_set_accumulate)         \
    X(soup_message_body_complete)

typedef struct Soup {
    SOUP_FUNCTIONS(LIBRARY_POINTER)
} Soup;

/* Its functions, once soup_load() said that they are there. */
extern Soup soup;

/* Returns false, with `problem` for the caller to free, if there is no such library. */
bool soup_load(char **problem);
