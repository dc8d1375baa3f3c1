/*
 * JSON (RFC 8259) and JSON Lines. Read by us and not by a library, since json-glib keeps neither
 * the digits of a number (1.50 becomes 1.5, and says less) nor where anything stands.
 */
#include "import/data.h"

#include <string.h>

typedef struct JsonCursor {
    DataReader *reader;
    const char *at;
    const char *end; /* of what is read: a line's, of JSON Lines */
    unsigned depth;
    const char *wrong; /* what is wrong at `at`; NULL: nothing so far */
} JsonCursor;

static bool fail(JsonCursor *cursor, const char *wrong)
{
    if (cursor->wrong == NULL)
        cursor->wrong = wrong;
    return false;
}

static size_t offset(const JsonCursor *cursor)
{
    return (size_t)(cursor->at - cursor->reader->file->bytes);
}

static char peek(const JsonCursor *cursor)
{
    return cursor->at < cursor->end ? *cursor->at : '\0';
}

static void skip_blanks(JsonCursor *cursor)
{
    while (cursor->at < cursor->end && strchr(" \t\r\n", *cursor->at) != NULL &&
           *cursor->at != '\0')
        cursor->at++;
}

static bool take(JsonCursor *cursor, char c)
{
    skip_blanks(cursor);
    if (peek(cursor) != c)
        return false;
    cursor->at++;
    return true;
}

/* --- texts --- */

/* Reads four hexadecimal digits. */
static bool read_hex(JsonCursor *cursor, gunichar *c)
{
    *c = 0;
    for (int i = 0; i < 4; i++) {
        const int digit = g_ascii_xdigit_value(peek(cursor));
        if (digit < 0)
            return fail(cursor, "four hexadecimal digits belong here");
        *c = *c * 16 + (gunichar)digit;
        cursor->at++;
    }
    return true;
}

/* Reads what follows "\u": a character, or both halves of one. */
static bool read_escaped_character(JsonCursor *cursor, GString *text)
{
    gunichar c;
    gunichar low;
    if (!read_hex(cursor, &c))
        return false;
    if (c >= 0xD800 && c <= 0xDBFF) {
        if (cursor->end - cursor->at < 2 || memcmp(cursor->at, "\\u", 2) != 0)
            return fail(cursor, "half a character (a surrogate alone)");
        cursor->at += 2;
        if (!read_hex(cursor, &low))
            return false;
        if (low < 0xDC00 || low > 0xDFFF)
            return fail(cursor, "half a character (a surrogate alone)");
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    if ((c >= 0xDC00 && c <= 0xDFFF) || c == 0)
        return fail(cursor, "no character can be written so");
    g_string_append_unichar(text, c);
    return true;
}

static bool read_escape(JsonCursor *cursor, GString *text)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    const char c = peek(cursor);
    cursor->at++;
    if (c == 'u')
        return read_escaped_character(cursor, text);
    const char *letter = c != '\0' ? strchr(letters, c) : NULL;
    if (letter == NULL)
        return fail(cursor, "this is no escape");
    g_string_append_c(text, meant[letter - letters]);
    return true;
}

/* Reads a text from its quotation mark on; NULL: it is none. */
static const char *read_text(JsonCursor *cursor)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const char *start = cursor->at++;
    while (peek(cursor) != '"') {
        if (cursor->at >= cursor->end || (guchar)*cursor->at < 0x20) {
            cursor->at = start;
            fail(cursor, "this text does not end");
            return NULL;
        }
        if (*cursor->at != '\\')
            g_string_append_c(text, *cursor->at++);
        else if (cursor->at++, !read_escape(cursor, text))
            return NULL;
    }
    cursor->at++;
    const char *mistake = data_text_mistake(text->str, text->len);
    if (mistake != NULL) {
        cursor->at = start;
        fail(cursor, arena_concat(cursor->reader->arena, "a text ", mistake));
        return NULL;
    }
    return arena_strndup(cursor->reader->arena, text->str, text->len);
}

/* --- values --- */

static bool read_value(JsonCursor *cursor, DataNode *parent, const char *name, DataNode **value);

static bool begin(JsonCursor *cursor)
{
    if (cursor->depth == DATA_DEPTH_MAX)
        return fail(cursor, "nested too deep: 64 is the limit");
    cursor->depth++;
    cursor->at++;
    return true;
}

static bool read_member(JsonCursor *cursor, DataNode *object)
{
    DataNode *value;
    skip_blanks(cursor);
    if (peek(cursor) != '"')
        return fail(cursor, "a name in quotation marks belongs here");
    const char *name = read_text(cursor);
    return name != NULL && (take(cursor, ':') || fail(cursor, "':' belongs here")) &&
           read_value(cursor, object, name, &value);
}

/* Reads what is between brackets: members or items. */
static bool read_all(JsonCursor *cursor, DataNode *node, char close)
{
    DataNode *value;
    if (!begin(cursor))
        return false;
    while (node->count > 0 || !take(cursor, close)) {
        if (!(close == '}' ? read_member(cursor, node) : read_value(cursor, node, NULL, &value)))
            return false;
        if (take(cursor, close))
            break;
        if (!take(cursor, ','))
            return fail(cursor,
                        close == '}' ? "',' or '}' belongs here" : "',' or ']' belongs here");
    }
    cursor->depth--;
    return true;
}

/* A number, as the grammar has it. */
static bool is_number(const char *text)
{
    text += *text == '-';
    const size_t whole = strspn(text, "0123456789");
    if (whole == 0 || (whole > 1 && text[0] == '0'))
        return false;
    text += whole;
    if (*text == '.') {
        const size_t digits = strspn(++text, "0123456789");
        if (digits == 0)
            return false;
        text += digits;
    }
    if (*text == 'e' || *text == 'E') {
        text++;
        text += *text == '+' || *text == '-';
        const size_t digits = strspn(text, "0123456789");
        if (digits == 0)
            return false;
        text += digits;
    }
    return *text == '\0';
}

/* Reads a number, true, false or null, which is nothing. */
static bool read_word(JsonCursor *cursor, DataNode *node)
{
    const char *start = cursor->at;
    while (cursor->at < cursor->end && (g_ascii_isalnum(*cursor->at) || *cursor->at == '+' ||
                                        *cursor->at == '-' || *cursor->at == '.'))
        cursor->at++;
    char *text = arena_strndup(cursor->reader->arena, start, (size_t)(cursor->at - start));
    if (strcmp(text, "null") == 0)
        return true;
    node->text = text;
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0 || is_number(text))
        return true;
    cursor->at = start;
    return fail(cursor, "a value belongs here");
}

static bool read_value(JsonCursor *cursor, DataNode *parent, const char *name, DataNode **value)
{
    skip_blanks(cursor);
    const size_t start = offset(cursor);
    DataNode *node = *value =
        data_add(cursor->reader, parent, name, data_span(cursor->reader, start, start));
    if (node == NULL)
        return false;
    bool is_read;
    if (peek(cursor) == '"')
        is_read = (node->text = read_text(cursor)) != NULL;
    else if (peek(cursor) == '{')
        is_read = read_all(cursor, node, '}');
    else if (peek(cursor) == '[')
        is_read = read_all(cursor, node, ']');
    else
        is_read = read_word(cursor, node);
    node->span = data_span(cursor->reader, start, offset(cursor));
    return is_read;
}

/* Reads one value up to `cursor->end`. */
static DataNode *read_whole(JsonCursor *cursor, DataNode *parent)
{
    DataNode *value;
    if (!read_value(cursor, parent, NULL, &value))
        return NULL;
    skip_blanks(cursor);
    if (cursor->at == cursor->end)
        return value;
    fail(cursor, "nothing belongs behind the value");
    return NULL;
}

static const char *skip_mark(const SourceFile *file)
{
    return file->bytes + (g_str_has_prefix(file->bytes, "\xEF\xBB\xBF") ? 3 : 0);
}

DataNode *data_read_json(DataReader *reader)
{
    const SourceFile *file = reader->file;
    JsonCursor cursor = {
        .reader = reader, .at = skip_mark(file), .end = file->bytes + file->length};
    DataNode *root = read_whole(&cursor, NULL);
    if (root == NULL && cursor.wrong != NULL)
        data_report(reader, offset(&cursor), offset(&cursor) + 1, "no JSON: %s", cursor.wrong);
    return root;
}

/* Reads a line as one value; a line that is none is lost by itself. */
static void read_line(DataReader *reader, DataNode *root, const char *start, const char *end)
{
    JsonCursor cursor = {.reader = reader, .at = start, .end = end};
    skip_blanks(&cursor);
    if (cursor.at == end)
        return;
    DataNode *last = root->last;
    if (read_whole(&cursor, root) != NULL || cursor.wrong == NULL)
        return;
    root->last = last;
    if (last != NULL)
        last->next = NULL;
    else
        root->first = NULL;
    root->count--;
    reader->lost_rows++;
    diag_report(reader->diags, DIAG_IMPORT_ROW,
                data_span(reader, offset(&cursor), offset(&cursor) + 1), "no JSON: %s",
                cursor.wrong);
}

DataNode *data_read_json_lines(DataReader *reader)
{
    const SourceFile *file = reader->file;
    DataNode *root = data_add(reader, NULL, NULL, data_span(reader, 0, 0));
    const char *end = file->bytes + file->length;
    for (const char *at = skip_mark(file); at < end && !data_is_given_up(reader);) {
        const char *line = memchr(at, '\n', (size_t)(end - at));
        line = line != NULL ? line : end;
        read_line(reader, root, at, line);
        at = line + (line < end);
    }
    return data_is_given_up(reader) ? NULL : root;
}
