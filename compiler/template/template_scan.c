#include "template/template_scan.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void scan_init(Scanner *scanner, const char *text, size_t length, const char *source,
               TemplateError *error)
{
    *scanner = (Scanner){
        .text = text,
        .end = text + length,
        .at = text,
        .line = text,
        .blank = true,
        .opening = {"{{", 2},
        .closing = {"}}", 2},
        .source = source,
        .error = error,
    };
}

/* ---- errors ---- */

unsigned scan_line_of(const Scanner *scanner, const char *at)
{
    const char *end = scanner->source + (at - scanner->text);
    unsigned line = 1;
    for (const char *c = scanner->source; c < end; c++)
        line += *c == '\n';
    return line;
}

static unsigned column_of(const Scanner *scanner, const char *at)
{
    unsigned column = 1;
    for (const char *c = scanner->source + (at - scanner->text);
         c > scanner->source && c[-1] != '\n'; c--)
        column += (c[-1] & 0xC0) != 0x80;
    return column;
}

bool scan_fail(const Scanner *scanner, const char *at, const char *format, ...)
{
    TemplateError *error = scanner->error;
    va_list arguments;
    va_start(arguments, format);
    g_vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    error->line = scan_line_of(scanner, at);
    error->column = column_of(scanner, at);
    return false;
}

/* ---- white space and lines ---- */

static bool is_blank(const char *start, const char *end)
{
    while (start < end && (*start == ' ' || *start == '\t'))
        start++;
    return start == end;
}

/* Returns the start of the next line (or the end) if only white space is left on this one. */
static const char *next_line(const Scanner *scanner, const char *at)
{
    const char *end = scanner->end;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    if (at + 1 < end && at[0] == '\r' && at[1] == '\n')
        return at + 2;
    if (at < end && *at == '\n')
        return at + 1;
    return at == end ? at : NULL;
}

TemplateSlice scan_trim(const char *start, const char *end)
{
    while (start < end && g_ascii_isspace(*start))
        start++;
    while (end > start && g_ascii_isspace(end[-1]))
        end--;
    return (TemplateSlice){start, (size_t)(end - start)};
}

/* Goes over the text before a tag. */
static void follow_lines(Scanner *scanner, const char *end)
{
    const char *newline = memrchr(scanner->at, '\n', (size_t)(end - scanner->at));
    if (newline != NULL) {
        scanner->line = newline + 1;
        scanner->blank = is_blank(scanner->line, end);
    } else {
        scanner->blank = scanner->blank && is_blank(scanner->at, end);
    }
}

/* ---- delimiters ---- */

static bool set_delimiter(Delimiter *delimiter, TemplateSlice text)
{
    if (text.length == 0 || text.length > MAX_DELIMITER ||
        memchr(text.start, '=', text.length) != NULL)
        return false;
    *delimiter = (Delimiter){.length = text.length};
    memcpy(delimiter->text, text.start, text.length);
    return true;
}

bool scan_set_delimiters(Scanner *scanner, const Tag *tag)
{
    const char *start = tag->name.start;
    const char *end = start + tag->name.length;
    const char *gap = start;
    while (gap < end && !g_ascii_isspace(*gap))
        gap++;
    const TemplateSlice closing = scan_trim(gap, end);
    bool two = closing.length > 0;
    for (size_t i = 0; i < closing.length; i++)
        two = two && !g_ascii_isspace(closing.start[i]);
    if (!two)
        return scan_fail(scanner, tag->start, "delimiters are two, as in {{=<%% %%>=}}");
    if (!set_delimiter(&scanner->opening, (TemplateSlice){start, (size_t)(gap - start)}) ||
        !set_delimiter(&scanner->closing, closing))
        return scan_fail(scanner, tag->start, "a delimiter has no '=' and at most %d bytes",
                         MAX_DELIMITER);
    return true;
}

/* What must stand before the closing delimiter of a tag with this sigil. */
static char mirror_of(char sigil)
{
    if (sigil == '{')
        return '}';
    if (sigil == '=')
        return '=';
    return '\0';
}

/* Returns where the closing delimiter, with `mirror` before it if there is one, starts. */
static const char *find_closing(const Scanner *scanner, const char *at, char mirror)
{
    const Delimiter *closing = &scanner->closing;
    char wanted[MAX_DELIMITER + 1] = {mirror};
    const size_t length = mirror != '\0';
    memcpy(wanted + length, closing->text, closing->length);
    return memmem(at, (size_t)(scanner->end - at), wanted, length + closing->length);
}

/* ---- tags ---- */

static char sigil_at(const Scanner *scanner, const char *at)
{
    static const char SIGILS[] = {'{', '&', '#', '^', '/', '>', '<', '$', '!', '='};
    if (at < scanner->end && memchr(SIGILS, *at, sizeof SIGILS) != NULL)
        return *at;
    return '\0';
}

static bool scan_tag(const Scanner *scanner, const char *start, Tag *tag)
{
    const char *at = start + scanner->opening.length;
    while (at < scanner->end && g_ascii_isspace(*at))
        at++;
    const char sigil = sigil_at(scanner, at);
    const char mirror = mirror_of(sigil);
    at += sigil != '\0';
    const char *closing = find_closing(scanner, at, mirror);
    if (closing == NULL)
        return scan_fail(scanner, start, "this tag is not closed: '%s%s' is missing",
                         (char[]){mirror, '\0'}, scanner->closing.text);
    const char *end = closing + (mirror != '\0') + scanner->closing.length;
    *tag = (Tag){.start = start,
                 .end = end,
                 .sigil = sigil,
                 .name = scan_trim(at, closing),
                 .first = scanner->blank,
                 .next = next_line(scanner, end)};
    if (tag->first)
        tag->indentation = (TemplateSlice){scanner->line, (size_t)(start - scanner->line)};
    return true;
}

ScanResult scan_next(Scanner *scanner, Tag *tag)
{
    const char *start = memmem(scanner->at, (size_t)(scanner->end - scanner->at),
                               scanner->opening.text, scanner->opening.length);
    if (start == NULL)
        return SCAN_END;
    follow_lines(scanner, start);
    return scan_tag(scanner, start, tag) ? SCAN_TAG : SCAN_ERROR;
}

void scan_leave(Scanner *scanner, const Tag *tag, bool standalone)
{
    scanner->at = standalone ? tag->next : tag->end;
    scanner->line = scanner->at;
    scanner->blank = standalone;
}
