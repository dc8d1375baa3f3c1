#include "yaml/mistyped.h"

#include <string.h>

/* A character that looks like one of YAML's. */
typedef struct Lookalike {
    gunichar c;
    const char *name;
    const char *means;
} Lookalike;

static const Lookalike lookalikes[] = {
    {0xFF1A, "full-width colon", ": "},  {0xFE55, "small colon", ": "},
    {0x2236, "ratio sign", ": "},        {0xFF03, "full-width number sign", "# "},
    {0xFF0D, "full-width hyphen", "- "}, {0x2013, "en dash", "- "},
    {0x2014, "em dash", "- "},           {0x2022, "bullet", "- "},
    {0x3000, "ideographic space", " "},  {0xA0, "no-break space", " "},
    {0xFF5B, "full-width brace", "{"},   {0xFF5D, "full-width brace", "}"},
    {0xFF3B, "full-width bracket", "["}, {0xFF3D, "full-width bracket", "]"},
    {0x3010, "lenticular bracket", "["}, {0x3011, "lenticular bracket", "]"},
    {0xFF0C, "full-width comma", ", "},  {0x3001, "ideographic comma", ", "},
};

enum { LINES_BEFORE = 3 }; /* the parser notices that late */

typedef struct TextLine {
    size_t start;
    size_t end; /* without its break */
} TextLine;

static TextLine find_line(const SourceFile *file, size_t at)
{
    TextLine line = {.start = MIN(at, file->length)};
    while (line.start > 0 && file->bytes[line.start - 1] != '\n')
        line.start--;
    line.end = line.start + strcspn(file->bytes + line.start, "\r\n");
    return line;
}

static const Lookalike *find_lookalike(gunichar c)
{
    for (size_t i = 0; i < G_N_ELEMENTS(lookalikes); i++)
        if (lookalikes[i].c == c)
            return &lookalikes[i];
    return NULL;
}

static size_t skip_spaces(const SourceFile *file, size_t at, size_t end)
{
    while (at < end && file->bytes[at] == ' ')
        at++;
    return at;
}

/* Where the line's key ends: behind letters, digits, '_', '-' and '.'. */
static size_t skip_key(const SourceFile *file, size_t at, size_t end)
{
    while (at < end && (g_ascii_isalnum(file->bytes[at]) || strchr("_-.", file->bytes[at]) != NULL))
        at++;
    return at;
}

static bool is_opening(const Lookalike *found)
{
    return found != NULL && (found->means[0] == '{' || found->means[0] == '[');
}

/* Finds a lookalike where a line has its structure: before the key, or behind it. */
static const Lookalike *find_in_line(const SourceFile *file, TextLine line, size_t *at)
{
    size_t place = skip_spaces(file, line.start, line.end);
    while (place + 1 < line.end && file->bytes[place] == '-' && file->bytes[place + 1] == ' ')
        place = skip_spaces(file, place + 1, line.end);
    if (place < line.end && (file->bytes[place] == '{' || file->bytes[place] == '['))
        place = skip_spaces(file, place + 1, line.end);
    const Lookalike *first = find_lookalike(g_utf8_get_char(file->bytes + place));
    if (place < line.end && first != NULL) {
        *at = place;
        return first;
    }
    const size_t key_end = skip_key(file, place, line.end);
    size_t colon = skip_spaces(file, key_end, line.end);
    if (colon < line.end && file->bytes[colon] == ':')
        colon++; /* "name:　华山" */
    const size_t value = skip_spaces(file, colon, line.end);
    const Lookalike *found = key_end > place && value < line.end
                                 ? find_lookalike(g_utf8_get_char(file->bytes + value))
                                 : NULL;
    *at = value;
    return value == colon || is_opening(found) ? found : NULL; /* "tdp: ｛value: 3 W｝" */
}

static bool is_colon(const char *at)
{
    const Lookalike *found = find_lookalike(g_utf8_get_char(at));
    return *at == ':' || (found != NULL && found->means[0] == ':');
}

static bool is_comma(const char *at)
{
    const Lookalike *found = find_lookalike(g_utf8_get_char(at));
    return *at == ',' || (found != NULL && found->means[0] == ',');
}

/* Does a key begin at `at`, behind spaces, with a colon of some kind behind it? */
static bool is_key_at(const SourceFile *file, size_t at, size_t end)
{
    const size_t start = skip_spaces(file, at, end);
    const size_t key_end = skip_key(file, start, end);
    return key_end > start && key_end < end && is_colon(file->bytes + key_end);
}

/* Is there nothing but a key between `at` and what begins or separates items? */
static bool is_behind_key(const SourceFile *file, TextLine line, size_t at)
{
    size_t start = at;
    while (start > line.start && skip_key(file, start - 1, start) == start)
        start--;
    const size_t key = start;
    while (start > line.start && file->bytes[start - 1] == ' ')
        start--;
    if (key == at || start == line.start)
        return false;
    const char *before = g_utf8_prev_char(file->bytes + start);
    return *before == '{' || *before == '[' || is_comma(before);
}

/* Does the lookalike stand where only YAML's own makes sense within {} and []? */
static bool is_structural(const SourceFile *file, TextLine line, const Lookalike *found, size_t at)
{
    const size_t next = (size_t)(g_utf8_next_char(file->bytes + at) - file->bytes);
    switch (found->means[0]) {
    case ',':
        return is_key_at(file, next, line.end);
    case ':':
        return is_behind_key(file, line, at);
    case '}':
    case ']':
        return skip_spaces(file, next, line.end) == line.end;
    default:
        return false;
    }
}

/* Finds a lookalike within the {} and [] of one line. */
static const Lookalike *find_in_flow(const SourceFile *file, TextLine line, size_t *at)
{
    size_t depth = 0;
    char quote = '\0';
    for (size_t i = line.start; i < line.end;
         i = (size_t)(g_utf8_next_char(file->bytes + i) - file->bytes)) {
        const char c = file->bytes[i];
        const Lookalike *found = find_lookalike(g_utf8_get_char(file->bytes + i));
        if (quote != '\0') {
            if (c == quote)
                quote = '\0';
        } else if (depth > 0 && (c == '"' || c == '\'')) {
            if (strchr(" {[,:", file->bytes[i - 1]) != NULL)
                quote = c;
        } else if (c == '{' || c == '[') {
            depth++;
        } else if (depth > 0 && found != NULL && is_structural(file, line, found, i)) {
            *at = i;
            return found;
        }
    }
    return NULL;
}

static void report_lookalike(const SourceFile *file, const Lookalike *found, size_t at,
                             Diagnostics *diags)
{
    const char *start = file->bytes + at;
    size_t end = (size_t)(g_utf8_next_char(start) - file->bytes);
    const Span span = {file, (uint32_t)at, (uint32_t)end};
    Diagnostic *d =
        diag_report(diags, DIAG_YAML_SYNTAX, span, "this is the %s U+%04X", found->name, found->c);
    if (found->means[1] == ' ')
        diag_hint(d, "YAML wants '%c' and a space", found->means[0]);
    else
        diag_hint(d, "YAML wants '%s'", found->means);
    while (end < file->length && find_lookalike(g_utf8_get_char(file->bytes + end)) != NULL &&
           strcmp(find_lookalike(g_utf8_get_char(file->bytes + end))->means, " ") == 0)
        end = (size_t)(g_utf8_next_char(file->bytes + end) - file->bytes);
    while (end < file->length && file->bytes[end] == ' ')
        end++;
    diag_fix(d, (Span){file, (uint32_t)at, (uint32_t)end}, found->means);
}

/* "name:华山" is text to YAML, and so is the line below it. */
static bool report_missing_space(const SourceFile *file, TextLine line, Diagnostics *diags)
{
    size_t start = skip_spaces(file, line.start, line.end);
    while (start + 1 < line.end && file->bytes[start] == '-' && file->bytes[start + 1] == ' ')
        start = skip_spaces(file, start + 1, line.end);
    const size_t colon = skip_key(file, start, line.end);
    if (colon + 1 >= line.end || !g_ascii_isalpha(file->bytes[start]) ||
        file->bytes[colon] != ':' || strchr(" /:\t", file->bytes[colon + 1]) != NULL)
        return false;
    const Span span = {file, (uint32_t)colon, (uint32_t)colon + 1};
    Diagnostic *d =
        diag_report(diags, DIAG_YAML_SYNTAX, span, "there is no space behind this colon");
    diag_hint(d, "YAML wants ':' and a space");
    diag_fix(d, span, ": ");
    return true;
}

static bool is_blank(const SourceFile *file, TextLine line)
{
    const size_t at = skip_spaces(file, line.start, line.end);
    return at == line.end || file->bytes[at] == '#';
}

/* Sets `line` to the one before that is not blank. */
static bool find_line_before(const SourceFile *file, TextLine *line)
{
    while (line->start > 0) {
        *line = find_line(file, line->start - 1);
        if (!is_blank(file, *line))
            return true;
    }
    return false;
}

/* Is it "key: value", both on this line? */
static bool has_value(const SourceFile *file, TextLine line)
{
    const size_t start = skip_spaces(file, line.start, line.end);
    const size_t key_end = skip_key(file, start, line.end);
    if (key_end == start || key_end + 1 >= line.end || file->bytes[key_end] != ':' ||
        file->bytes[key_end + 1] != ' ')
        return false;
    const size_t value = skip_spaces(file, key_end + 1, line.end);
    return value < line.end && strchr("#|>", file->bytes[value]) == NULL;
}

/* "name: A" and under it "  maker: b": a line below a value cannot stand further in. */
static bool report_indentation(const SourceFile *file, TextLine line, Diagnostics *diags)
{
    TextLine before = line;
    if (!has_value(file, line) || !find_line_before(file, &before) || !has_value(file, before))
        return false;
    const size_t own = skip_spaces(file, line.start, line.end);
    const size_t wanted = skip_spaces(file, before.start, before.end) - before.start;
    if (own - line.start <= wanted)
        return false;
    Diagnostic *d =
        diag_report(diags, DIAG_YAML_SYNTAX,
                    (Span){file, (uint32_t)own, (uint32_t)skip_key(file, own, line.end)},
                    "this line stands further in than the one before, which has a value");
    diag_hint(d, "keys of one mapping line up");
    diag_fix(d, (Span){file, (uint32_t)(line.start + wanted), (uint32_t)own}, "");
    return true;
}

bool mistyped_report(const SourceFile *file, size_t at, Diagnostics *diags)
{
    TextLine line = find_line(file, at);
    if (is_blank(file, line) && !find_line_before(file, &line))
        return false;
    if (report_indentation(file, line, diags))
        return true;
    for (int i = 0; i < LINES_BEFORE; i++) {
        size_t place;
        const Lookalike *found = find_in_line(file, line, &place);
        if (found == NULL)
            found = find_in_flow(file, line, &place);
        if (found != NULL) {
            report_lookalike(file, found, place, diags);
            return true;
        }
        if (i < 2 && report_missing_space(file, line, diags))
            return true;
        if (!find_line_before(file, &line))
            return false;
    }
    return false;
}

/* Which characters no key has: what looks like YAML's own, and full-width letters. */
static bool find_in_key(gunichar c, Lookalike *found)
{
    static const Lookalike wide_letter = {0, "full-width character", ""};
    const Lookalike *known = find_lookalike(c);
    const bool is_wide = c >= 0xFF01 && c <= 0xFF5E;
    if ((known == NULL || strchr(":,# ", known->means[0]) == NULL) && !is_wide)
        return false;
    *found = known != NULL ? *known : wide_letter;
    found->c = c;
    return true;
}

/* The key as YAML wants it: what is typed wide, narrow; a comma only before another key. */
static char *write_narrow(const SourceFile *file, Span key)
{
    GString *out = g_string_new(NULL);
    const TextLine line = {key.start, key.end};
    for (size_t at = key.start; at < key.end;
         at = (size_t)(g_utf8_next_char(file->bytes + at) - file->bytes)) {
        const gunichar c = g_utf8_get_char(file->bytes + at);
        const Lookalike *known = find_lookalike(c);
        const bool is_mark =
            known != NULL && ((known->means[0] == ',' && is_structural(file, line, known, at)) ||
                              (out->len > 0 && known->means[0] == ':'));
        if (is_mark)
            g_string_append(out, known->means);
        else if (known == NULL && c >= 0xFF01 && c <= 0xFF5E)
            g_string_append_c(out, (char)(c - 0xFF01 + '!'));
        else if (c != ' ' || out->len == 0 || out->str[out->len - 1] != ' ')
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

bool mistyped_report_key(Span key, Diagnostics *diags)
{
    const SourceFile *file = key.file;
    if (memchr(file->bytes + key.start, '\n', key.end - key.start) != NULL)
        return false; /* no key: the parser will say why */
    for (size_t at = key.start; at < key.end;
         at = (size_t)(g_utf8_next_char(file->bytes + at) - file->bytes)) {
        Lookalike found;
        if ((unsigned char)file->bytes[at] < 0x80 ||
            !find_in_key(g_utf8_get_char(file->bytes + at), &found))
            continue;
        const size_t next = (size_t)(g_utf8_next_char(file->bytes + at) - file->bytes);
        Diagnostic *d =
            diag_report(diags, DIAG_YAML_SYNTAX, (Span){file, (uint32_t)at, (uint32_t)next},
                        "this is the %s U+%04X", found.name, found.c);
        g_autofree char *narrow = write_narrow(file, key);
        if (at == key.start && found.means[0] == ' ') {
            diag_hint(d, "YAML is indented with spaces only");
        } else {
            diag_hint(d, "write %s", narrow);
            diag_fix(d, key, narrow);
        }
        return true;
    }
    return false;
}

static const Lookalike *find_space(const char *at)
{
    const Lookalike *found = find_lookalike(g_utf8_get_char(at));
    return found != NULL && found->means[0] == ' ' ? found : NULL;
}

/* Finds the "＃" of a comment: spaces stand around it. */
static size_t find_number_sign(Span value)
{
    static const char sign[] = "＃";
    const char *bytes = value.file->bytes;
    const char *at = bytes + value.start;
    while ((at = g_strstr_len(at, bytes + value.end - at, sign)) != NULL) {
        const char *before = at > bytes + value.start ? g_utf8_prev_char(at) : "x";
        const char *next = at + strlen(sign);
        const bool ends = next == bytes + value.end || *next == ' ' || find_space(next) != NULL;
        if (ends && (*before == ' ' || find_space(before) != NULL))
            return (size_t)(at - bytes);
        at = next;
    }
    return SIZE_MAX;
}

static bool report_space(Span value, const char *at, Diagnostics *diags)
{
    const Lookalike *found = find_space(at);
    if (found == NULL)
        return false;
    const uint32_t start = (uint32_t)(at - value.file->bytes);
    const uint32_t end = (uint32_t)(g_utf8_next_char(at) - value.file->bytes);
    const Span span = {value.file, start, end};
    Diagnostic *d =
        diag_report(diags, DIAG_YAML_SYNTAX, span, "this is the %s U+%04X", found->name, found->c);
    diag_hint(d, "delete it: to YAML it is no space, and so a part of the value");
    diag_fix(d, span, "");
    return true;
}

bool mistyped_report_value(Span value, Diagnostics *diags)
{
    const char *bytes = value.file->bytes;
    if (value.end <= value.start)
        return false;
    const size_t sign = find_number_sign(value);
    if (sign != SIZE_MAX) {
        report_lookalike(value.file, find_lookalike(0xFF03), sign, diags);
        return true;
    }
    return report_space(value, bytes + value.start, diags) ||
           report_space(value, g_utf8_prev_char(bytes + value.end), diags);
}
