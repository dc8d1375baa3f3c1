/*
 * json.h - writes JSON into a GString, with commas and indentation where they belong.
 *
 * Text must be UTF-8. Objects keep the order in which keys are written. `</`, `<!` and `<s` are
 * written with escapes, so that the result may stand in an HTML script element.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Three levels for each of YAML's 64: an inlined object is a value in a claim in a list. */
enum { JSON_DEPTH_MAX = 256 };

typedef struct Json {
    GString *out; /* borrowed */
    bool pretty;
    unsigned depth;
    bool has_items[JSON_DEPTH_MAX];
    bool after_key;
} Json;

/* `pretty`: two spaces of indentation; otherwise no white space. May be switched off for what is
 * inside an object or array, which then stays on one line. */
void json_init(Json *json, GString *out, bool pretty);

void json_begin_object(Json *json);
void json_end_object(Json *json);
void json_begin_array(Json *json);
void json_end_array(Json *json);
void json_key(Json *json, const char *key);
void json_text(Json *json, const char *text);
void json_integer(Json *json, int64_t value);
void json_bool(Json *json, bool value);
void json_null(Json *json);

/* A number, array or object that is already written as JSON wants it. */
void json_raw(Json *json, const char *written);

/* Key and value in one. */
void json_put_text(Json *json, const char *key, const char *text);
void json_put_integer(Json *json, const char *key, int64_t value);
void json_put_bool(Json *json, const char *key, bool value);
