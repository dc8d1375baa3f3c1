#include "yaml/bytes.h"

#include "base/text.h"

#include <string.h>

bool bytes_is_control(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F ||
           (c >= 0x80 && c < 0xA0 && c != 0x85);
}

bool bytes_is_hidden_break(gunichar c)
{
    return c == 0x85 || c == 0x2028 || c == 0x2029;
}

static Span span_at(const SourceFile *file, const char *at, size_t length)
{
    const uint32_t start = (uint32_t)(at - file->bytes);
    return (Span){file, start, start + (uint32_t)length};
}

static bool check_encoding(const SourceFile *file, Diagnostics *diags)
{
    if (file->length >= 2 &&
        (memcmp(file->bytes, "\xFF\xFE", 2) == 0 || memcmp(file->bytes, "\xFE\xFF", 2) == 0)) {
        Diagnostic *d = diag_report(diags, DIAG_YAML_ENCODING, span_at(file, file->bytes, 2),
                                    "the file is UTF-16, not UTF-8");
        diag_hint(d, "save it as UTF-8");
        return false;
    }
    /* g_utf8_validate_len() stops at NUL, too: that one is a control character, not bad UTF-8. */
    const char *at = file->bytes;
    const char *end = file->bytes + file->length;
    while (!g_utf8_validate_len(at, (gsize)(end - at), &at)) {
        if (*at == '\0') {
            at++;
            continue;
        }
        Diagnostic *d = diag_report(diags, DIAG_YAML_ENCODING, span_at(file, at, 1),
                                    "byte 0x%02X is not valid UTF-8", (unsigned char)*at);
        diag_hint(d, "save the file as UTF-8");
        return false;
    }
    return true;
}

static bool report_control(const SourceFile *file, const char *at, gunichar c, Diagnostics *diags)
{
    Diagnostic *d = diag_report(diags, DIAG_YAML_CONTROL_CHAR,
                                span_at(file, at, (size_t)(g_utf8_next_char(at) - at)),
                                "control character U+%04X", c);
    diag_hint(d, "delete it: it does not show in editors");
    return false;
}

/* The controls that are open at some place of a line (UAX #9). */
typedef struct BidiState {
    unsigned embeddings;
    unsigned isolates;
    const char *first; /* the first one still open */
} BidiState;

static void bidi_step(BidiState *state, gunichar c, const char *at)
{
    const bool opens_embedding = (c >= 0x202A && c <= 0x202B) || c == 0x202D || c == 0x202E;
    const bool opens_isolate = c >= 0x2066 && c <= 0x2068;
    if (opens_embedding || opens_isolate) {
        if (state->embeddings + state->isolates == 0)
            state->first = at;
        state->embeddings += opens_embedding;
        state->isolates += opens_isolate;
    } else if (c == 0x202C && state->embeddings > 0) {
        state->embeddings--;
    } else if (c == 0x2069 && state->isolates > 0) {
        state->isolates--;
    }
}

static void bidi_end_line(BidiState *state, const SourceFile *file, Diagnostics *diags)
{
    if (state->embeddings + state->isolates > 0) {
        Diagnostic *d = diag_report(diags, DIAG_YAML_BIDI, span_at(file, state->first, 3),
                                    "bidirectional control U+%04X is not closed on its line",
                                    g_utf8_get_char(state->first));
        diag_hint(d, "delete it, or close it with U+202C or U+2069");
    }
    *state = (BidiState){0};
}

const char *bytes_skip_plain(const char *at, const char *end)
{
    const uint64_t ones = 0x0101010101010101;
    const uint64_t tops = 0x8080808080808080;
    for (uint64_t word; end - at >= (ptrdiff_t)sizeof word; at += sizeof word) {
        memcpy(&word, at, sizeof word);
        /* Below 0x20, at 0x7F or above it: what carries into, or has, the top bit. */
        if (((word - ones * 0x20) | (word + ones) | word) & tops)
            break;
    }
    return at;
}

bool bytes_check(const SourceFile *file, bool *ascii, Diagnostics *diags)
{
    if (!check_encoding(file, diags))
        return false;
    *ascii = true;
    BidiState bidi = {0};
    const char *end = file->bytes + file->length;
    for (const char *at = file->bytes; at < end; at = g_utf8_next_char(at)) {
        const unsigned char byte = (unsigned char)*at;
        if (byte >= 0x20 && byte < 0x7F) {
            at = bytes_skip_plain(at + 1, end) - 1;
            continue;
        }
        if (byte == '\n')
            bidi_end_line(&bidi, file, diags);
        const gunichar c = byte < 0x80 ? byte : g_utf8_get_char(at);
        if (bytes_is_control(c))
            return report_control(file, at, c, diags);
        if (byte >= 0x80) {
            *ascii = false;
            bidi_step(&bidi, c, at);
        }
    }
    bidi_end_line(&bidi, file, diags);
    return true;
}
