/*
 * json_input.h - reads JSON that others wrote, with json-glib, once it is known to be harmless.
 *
 * json-glib calls itself for what is nested, takes bytes that are no UTF-8, passes over comments,
 * and ends a text at an escaped NUL: so the raw bytes are looked at first. It is loaded when
 * somebody first reads JSON. Asking a value for what it is not, or a NULL for anything, gives "not
 * there": whoever reads a message says what it must have at the end, once.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JSON_INPUT_DEPTH_MAX = 64 };

typedef struct JsonInput JsonInput; /* a text, read */
typedef struct JsonItem JsonItem;   /* a value in it, which lives as long */

/* Reads a text. Returns NULL, with `problem` for the caller to free, if it is not JSON in UTF-8, is
 * nested deeper than JSON_INPUT_DEPTH_MAX, or there is no library. The caller frees the result. */
JsonInput *json_input_read(const char *bytes, size_t length, char **problem);
void json_input_free(JsonInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JsonInput, json_input_free)

const JsonItem *json_input_root(const JsonInput *input);

/* Returns an object's member, or NULL. */
const JsonItem *json_item_find(const JsonItem *item, const char *key);

/* Returns a member of an object's member, item.outer.inner, or NULL. */
const JsonItem *json_item_find_within(const JsonItem *item, const char *outer, const char *inner);

bool json_item_is_object(const JsonItem *item);
bool json_item_is_array(const JsonItem *item);

/* Of an array: how many there are, and the one at `index`. */
size_t json_item_count(const JsonItem *item);
const JsonItem *json_item_at(const JsonItem *item, size_t index);

/* Returns a text's UTF-8, or NULL. An escaped NUL in it is U+0001: no less a control character. */
const char *json_item_text(const JsonItem *item);

/* Sets `value` to an integer; false if it is none. */
bool json_item_integer(const JsonItem *item, int64_t *value);

/* Is it `true`? */
bool json_item_is_true(const JsonItem *item);
