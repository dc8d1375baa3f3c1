#include "base/json.h"

#include "base/text.h"

void json_init(Json *json, GString *out, bool pretty)
{
    *json = (Json){.out = out, .pretty = pretty};
}

static void json_new_line(Json *json)
{
    if (!json->pretty)
        return;
    g_string_append_c(json->out, '\n');
    for (unsigned i = 0; i < json->depth; i++)
        text_append(json->out, "  ");
}

/* Before every value: the comma, unless it is the first or follows its key. */
static void json_separate(Json *json)
{
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    if (json->depth == 0)
        return;
    if (json->has_items[json->depth - 1])
        g_string_append_c(json->out, ',');
    json->has_items[json->depth - 1] = true;
    json_new_line(json);
}

static void json_open(Json *json, char bracket)
{
    json_separate(json);
    g_assert(json->depth < JSON_DEPTH_MAX);
    g_string_append_c(json->out, bracket);
    json->has_items[json->depth++] = false;
}

static void json_close(Json *json, char bracket)
{
    g_assert(json->depth > 0);
    json->depth--;
    if (json->has_items[json->depth])
        json_new_line(json);
    g_string_append_c(json->out, bracket);
}

void json_begin_object(Json *json)
{
    json_open(json, '{');
}

void json_end_object(Json *json)
{
    json_close(json, '}');
}

void json_begin_array(Json *json)
{
    json_open(json, '[');
}

void json_end_array(Json *json)
{
    json_close(json, ']');
}

/* Bytes that are not written as they are, or not in every place; and the text's end. */
static const bool JSON_LOOKED_AT[256] = {
    1, 1, 1, 1, 1, 1, 1,         1,         1,         1,          1,          1, 1,
    1, 1, 1, 1, 1, 1, 1,         1,         1,         1,          1,          1, 1,
    1, 1, 1, 1, 1, 1, ['"'] = 1, ['/'] = 1, ['<'] = 1, ['\\'] = 1, [0x7F] = 1,
};

/* In a script element "<!--" and "<script" change how HTML finds its end
 * (HTML 13.2.5.20, 4.12.1.3), and "</script" is it.
 */
static bool json_may_stay(const char *text, const char *at)
{
    if (*at == '<')
        return at[1] != '!' && g_ascii_tolower(at[1]) != 's';
    return *at == '/' && (at == text || at[-1] != '<');
}

static void json_append_escape(GString *out, char c)
{
    static const char digits[] = "0123456789abcdef";
    if (c == '\n') {
        text_append(out, "\\n");
    } else if (c == '\t') {
        text_append(out, "\\t");
    } else if (c == '"' || c == '\\' || c == '/') {
        const char escape[] = {'\\', c};
        text_append_bytes(out, escape, sizeof escape);
    } else {
        const char escape[] = {'\\', 'u', '0', '0', digits[c >> 4], digits[c & 15]};
        text_append_bytes(out, escape, sizeof escape);
    }
}

static void json_append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    const char *run = text;
    for (const char *at = text;; at++) {
        while (!JSON_LOOKED_AT[(unsigned char)*at])
            at++;
        if (*at != '\0' && json_may_stay(text, at))
            continue;
        text_append_bytes(out, run, (size_t)(at - run));
        if (*at == '\0')
            break;
        json_append_escape(out, *at);
        run = at + 1;
    }
    g_string_append_c(out, '"');
}

void json_key(Json *json, const char *key)
{
    json_separate(json);
    json_append_quoted(json->out, key);
    text_append(json->out, json->pretty ? ": " : ":");
    json->after_key = true;
}

void json_text(Json *json, const char *text)
{
    json_separate(json);
    json_append_quoted(json->out, text);
}

void json_raw(Json *json, const char *written)
{
    json_separate(json);
    text_append(json->out, written);
}

void json_integer(Json *json, int64_t value)
{
    json_separate(json);
    text_append_integer(json->out, value);
}

void json_bool(Json *json, bool value)
{
    json_separate(json);
    text_append(json->out, value ? "true" : "false");
}

void json_null(Json *json)
{
    json_separate(json);
    text_append(json->out, "null");
}

void json_put_text(Json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_text(json, text);
}

void json_put_integer(Json *json, const char *key, int64_t value)
{
    json_key(json, key);
    json_integer(json, value);
}

void json_put_bool(Json *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}
