#include "lsp/frame.h"

#include <string.h>

void frame_reader_init(FrameReader *reader)
{
    *reader = (FrameReader){.pending = g_string_new(NULL)};
}

void frame_reader_clear(FrameReader *reader)
{
    g_string_free(reader->pending, TRUE);
}

void frame_reader_put(FrameReader *reader, const char *bytes, size_t length)
{
    const size_t skipped = MIN(reader->skipped, length);
    reader->skipped -= skipped;
    if (!reader->is_broken)
        g_string_append_len(reader->pending, bytes + skipped, (gssize)(length - skipped));
}

/* Returns how long the header is, with the empty line at its end; 0: that has not come yet. */
static size_t header_length(const GString *pending)
{
    const char *line = pending->str;
    for (const char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        const size_t length = (size_t)(end - line);
        if (line > pending->str && (length == 0 || (length == 1 && line[0] == '\r')))
            return (size_t)(end + 1 - pending->str);
    }
    return 0;
}

/* Reads the number of a header line that is called so; false: it is another one, or no number. */
static bool read_length(const char *line, size_t *length)
{
    static const char name[] = "content-length:";
    if (g_ascii_strncasecmp(line, name, strlen(name)) != 0)
        return false;
    const char *digits = line + strlen(name);
    digits += strspn(digits, " \t");
    const size_t count = strspn(digits, "0123456789");
    const size_t rest = strspn(digits + count, " \t\r");
    if (count == 0 || count > 15 || digits[count + rest] != '\n')
        return false;
    *length = (size_t)g_ascii_strtoull(digits, NULL, 10);
    return true;
}

static bool find_length(const GString *pending, size_t header, size_t *length)
{
    const char *end = pending->str + header;
    for (const char *line = pending->str; line < end; line = strchr(line, '\n') + 1)
        if (read_length(line, length))
            return true;
    return false;
}

/* What of the body has come already is dropped with its header. */
static void pass_over(FrameReader *reader, size_t whole)
{
    const size_t there = MIN(whole, reader->pending->len);
    g_string_erase(reader->pending, 0, (gssize)there);
    reader->skipped = whole - there;
    reader->too_large++;
}

GBytes *frame_reader_take(FrameReader *reader)
{
    const GString *pending = reader->pending;
    while (!reader->is_broken && pending->len > 0) {
        const size_t header = header_length(pending);
        size_t length = 0;
        if (header == 0 && pending->len <= FRAME_HEADER_MAX &&
            memchr(pending->str, '\0', pending->len) == NULL)
            return NULL;
        if (header == 0 || header > FRAME_HEADER_MAX || !find_length(pending, header, &length)) {
            reader->is_broken = true;
        } else if (length > FRAME_BODY_MAX) {
            pass_over(reader, header + length);
        } else if (pending->len - header < length) {
            return NULL;
        } else {
            GBytes *body = g_bytes_new(pending->str + header, length);
            g_string_erase(reader->pending, 0, (gssize)(header + length));
            return body;
        }
    }
    return NULL;
}
