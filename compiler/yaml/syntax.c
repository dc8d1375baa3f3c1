#include "yaml/syntax.h"

#include "yaml/bytes.h"
#include "yaml/mistyped.h"

#include <string.h>

void marks_init(Marks *marks, const SourceFile *file, bool ascii)
{
    *marks = (Marks){.file = file, .ascii = ascii};
    if (g_str_has_prefix(file->bytes, "\xEF\xBB\xBF"))
        marks->byte_mark = marks->bytes = 3;
}

static uint32_t marks_offset(Marks *marks, size_t index)
{
    if (marks->ascii)
        return (uint32_t)MIN(index, marks->file->length);
    const char *bytes = marks->file->bytes;
    size_t at = marks->bytes;
    size_t characters = marks->characters;
    while (characters < index && at < marks->file->length) {
        at += (size_t)g_utf8_skip[(unsigned char)bytes[at]];
        characters++;
    }
    while (characters > index) {
        do
            at--;
        while (((unsigned char)bytes[at] & 0xC0) == 0x80);
        characters--;
    }
    marks->bytes = at;
    marks->characters = characters;
    return (uint32_t)at;
}

Span marks_span(Marks *marks, size_t start, size_t end)
{
    Span span = {.file = marks->file};
    span.start = marks_offset(marks, start);
    span.end = marks_offset(marks, end);
    /* Block scalars end where the next thing begins. */
    while (span.end > span.start + 1 && g_ascii_isspace(marks->file->bytes[span.end - 1]))
        span.end--;
    return span;
}

Span marks_word(const Marks *marks, size_t start)
{
    const char *bytes = marks->file->bytes;
    size_t end = start;
    while (end < marks->file->length && !g_ascii_isspace(bytes[end]))
        end++;
    return (Span){marks->file, (uint32_t)start, (uint32_t)end};
}

size_t marks_next_hidden_break(const Marks *marks, size_t from)
{
    if (marks->ascii)
        return marks->file->length;
    const char *bytes = marks->file->bytes;
    const char *end = bytes + marks->file->length;
    for (const char *at = bytes + from; (at = bytes_skip_plain(at, end)) < end; at++) {
        const unsigned char c = (unsigned char)*at;
        if ((c == 0xC2 || c == 0xE2) && bytes_is_hidden_break(g_utf8_get_char(at)))
            return (size_t)(at - bytes);
    }
    return marks->file->length;
}

/* From `at` to the end of its line, without a comment or trailing white space. */
static Span rest_of_line(const SourceFile *file, size_t at)
{
    size_t end = at;
    while (end < file->length && file->bytes[end] != '\n' && file->bytes[end] != '\r' &&
           !(end > at && file->bytes[end] == '#' && file->bytes[end - 1] == ' '))
        end++;
    while (end > at + 1 && g_ascii_isspace(file->bytes[end - 1]))
        end--;
    return (Span){file, (uint32_t)at, (uint32_t)MIN(MAX(end, at + 1), file->length)};
}

/* Is there a tab before the first word of the line that `at` is on? Sets `tab` to it. */
static bool line_is_indented_by_tab(const SourceFile *file, size_t at, size_t *tab)
{
    size_t start = MIN(at, file->length);
    while (start > 0 && file->bytes[start - 1] != '\n')
        start--;
    while (start < file->length && file->bytes[start] == ' ')
        start++;
    *tab = start;
    return start < file->length && file->bytes[start] == '\t';
}

/* libyaml's wording, and what its users meant to write. */
typedef struct SyntaxHint {
    const char *problem; /* a part of it */
    const char *hint;
} SyntaxHint;

static const SyntaxHint syntax_hints[] = {
    {"mapping values are not allowed", "text that holds ': ' needs quotes"},
    {"found character that cannot start any token", "text that begins with this character needs "
                                                    "quotes"},
    {"did not find expected ',' or '}'", "text that holds ',' or ': ' needs quotes inside {}; "
                                         "the '}' may be missing"},
    {"did not find expected ',' or ']'", "text that holds ',' needs quotes inside []; the ']' may "
                                         "be missing"},
    {"could not find expected ':'", "write 'key: value', with a space behind the colon"},
    {"did not find expected key", "check the indentation of this line and the one before; text "
                                  "that begins with a quote must end with it"},
    {"did not find expected '-' indicator", "check the indentation: items of a list line up"},
    {"found unexpected end of stream", "a closing quote is missing"},
    {"block sequence entries are not allowed", "a list begins on a line of its own"},
    {"found unknown escape character", "inside \"...\" write \\\\ for a backslash, or use '...'"},
};

static void report_tab(const SourceFile *file, size_t tab, Diagnostics *diags)
{
    Diagnostic *d =
        diag_report(diags, DIAG_YAML_SYNTAX, (Span){file, (uint32_t)tab, (uint32_t)tab + 1},
                    "a tab indents this line");
    diag_hint(d, "YAML is indented with spaces only");
}

/* "-<tab>item": libyaml takes a tab for the beginning of something where only spaces may stand. */
static bool report_separating_tab(const SourceFile *file, Span at, const yaml_parser_t *parser,
                                  Diagnostics *diags)
{
    if (file->bytes[at.start] != '\t' || strstr(parser->problem, "cannot start any token") == NULL)
        return false;
    Diagnostic *d =
        diag_report(diags, DIAG_YAML_SYNTAX, at, "a tab stands where a space is needed");
    diag_hint(d, "YAML takes spaces only before a key or an item, and behind '-' and '?'");
    return true;
}

/* Did a document end explicitly, by a line "...", before `at`? */
static bool document_has_ended(const SourceFile *file, size_t at)
{
    static const char end[] = "\n...";
    const char *found = g_strstr_len(file->bytes, (gssize)at, end);
    return found != NULL && g_ascii_isspace(found[strlen(end)]);
}

/* What follows "..." and is neither "---" nor a comment. */
static bool report_bare_document(const SourceFile *file, Span at, const yaml_parser_t *parser,
                                 Diagnostics *diags)
{
    if (strstr(parser->problem, "did not find expected <document start>") == NULL ||
        !document_has_ended(file, at.start))
        return false;
    Diagnostic *d =
        diag_report(diags, DIAG_YAML_SYNTAX, at, "a second document begins here without '---'");
    diag_hint(d, "write '---' on a line of its own before it, or delete the '...' above");
    return true;
}

/* "minimum: >= 5": libyaml takes '>' for the start of a folded text. */
static bool report_unquoted_bound(Marks *marks, const yaml_parser_t *parser, Diagnostics *diags)
{
    if (parser->context == NULL || strcmp(parser->context, "while scanning a block scalar") != 0 ||
        strstr(parser->problem, "comment or line break") == NULL)
        return false;
    const size_t at =
        marks_span(marks, parser->context_mark.index, parser->context_mark.index).start;
    const Span value = rest_of_line(marks->file, at);
    const char *sign = marks->file->bytes + at;
    Diagnostic *d = diag_report(diags, DIAG_YAML_SYNTAX, value,
                                "text that begins with '%c' needs quotes", *sign);
    diag_hint(d, "write '%.*s'", (int)(value.end - value.start), sign);
    return true;
}

void syntax_report(Marks *marks, const yaml_parser_t *parser, Diagnostics *diags)
{
    if (parser->error == YAML_MEMORY_ERROR)
        g_error("libyaml: out of memory");
    const SourceFile *file = marks->file;
    const size_t index = parser->problem_mark.index;
    Span at = marks_span(marks, index, index + 1);
    if (parser->error == YAML_READER_ERROR)
        at = (Span){file, (uint32_t)(parser->problem_offset + marks->byte_mark),
                    (uint32_t)(parser->problem_offset + marks->byte_mark + 1)};
    size_t tab;
    if (line_is_indented_by_tab(file, at.start, &tab)) {
        report_tab(file, tab, diags);
        return;
    }
    if (report_unquoted_bound(marks, parser, diags) ||
        report_separating_tab(file, at, parser, diags) ||
        report_bare_document(file, at, parser, diags) || mistyped_report(file, at.start, diags))
        return;
    Diagnostic *d =
        parser->context != NULL
            ? diag_report(diags, DIAG_YAML_SYNTAX, at, "%s %s", parser->problem, parser->context)
            : diag_report(diags, DIAG_YAML_SYNTAX, at, "%s", parser->problem);
    if (parser->context != NULL && parser->context_mark.index + 1 < index)
        diag_note(d, marks_span(marks, parser->context_mark.index, parser->context_mark.index + 1),
                  "it began here");
    for (size_t i = 0; i < G_N_ELEMENTS(syntax_hints); i++)
        if (strstr(parser->problem, syntax_hints[i].problem) != NULL) {
            diag_hint(d, "%s", syntax_hints[i].hint);
            return;
        }
}

/* Digits behind \x, \u and \U. */
static unsigned escape_digits(char kind)
{
    switch (kind) {
    case 'x':
        return 2;
    case 'u':
        return 4;
    case 'U':
        return 8;
    default:
        return 0;
    }
}

Span syntax_find_control_escape(Span scalar)
{
    const char *bytes = scalar.file->bytes;
    for (uint32_t i = scalar.start; i + 1 < scalar.end; i++) {
        if (bytes[i] != '\\')
            continue;
        const char kind = bytes[++i];
        const unsigned digits = escape_digits(kind);
        gunichar c = strchr("0abvfe", kind) != NULL ? 0 : ' ';
        if (digits > 0) {
            g_autofree char *hex = g_strndup(bytes + i + 1, digits);
            c = (gunichar)g_ascii_strtoull(hex, NULL, 16);
        }
        if (bytes_is_control(c))
            return (Span){scalar.file, i - 1, i + 1 + digits};
    }
    return scalar;
}
