/*
 * XML by GLib's parser (GMarkup), which loads nothing, has no entities but the five, and calls
 * nobody for what is nested: a DOCTYPE is passed over. What elements hold beside other elements is
 * no text to us.
 */
#include "import/data.h"

#include <string.h>

/* Where the parser is. Positions only grow, so that lines are counted once. */
typedef struct XmlCursor {
    DataReader *reader;
    GPtrArray *open;  /* of DataNode: the elements around, from the document on */
    GPtrArray *texts; /* of GString: what each of them holds so far */
    int line;
    const char *line_start;
    const char *wrong;
} XmlCursor;

static const char *file_end(const XmlCursor *cursor)
{
    return cursor->reader->file->bytes + cursor->reader->file->length;
}

/* Returns where the parser is. */
static const char *find_place(XmlCursor *cursor, GMarkupParseContext *context)
{
    int line;
    int column;
    const char *end = file_end(cursor);
    g_markup_parse_context_get_position(context, &line, &column);
    while (cursor->line < line) {
        const char *next = memchr(cursor->line_start, '\n', (size_t)(end - cursor->line_start));
        if (next == NULL)
            break;
        cursor->line_start = next + 1;
        cursor->line++;
    }
    const char *at = cursor->line_start;
    for (int i = 1; i < column && at < end && *at != '\n'; i++)
        at = g_utf8_next_char(at);
    return MIN(at, end);
}

/* The element's name in its tag, if that begins on the line of its end; else where the tag ends. */
static Span find_tag(XmlCursor *cursor, GMarkupParseContext *context, const char *name)
{
    const char *bytes = cursor->reader->file->bytes;
    const char *at = find_place(cursor, context);
    g_autofree char *tag = g_strconcat("<", name, NULL);
    const char *found = g_strrstr_len(cursor->line_start, at - cursor->line_start, tag);
    const size_t start = (size_t)((found != NULL ? found + 1 : at) - bytes);
    return data_span(cursor->reader, start, start + (found != NULL ? strlen(name) : 0));
}

static void refuse(XmlCursor *cursor, GError **error, const char *wrong)
{
    cursor->wrong = wrong;
    g_set_error_literal(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, wrong);
}

static DataNode *add_text(XmlCursor *cursor, DataNode *parent, const char *name, const char *text,
                          Span span, GError **error)
{
    const char *mistake = data_text_mistake(text, strlen(text));
    DataNode *node = mistake == NULL ? data_add(cursor->reader, parent, name, span) : NULL;
    if (node == NULL)
        refuse(cursor, error,
               mistake != NULL ? "a text is too long, or has a control character" : "too much");
    else
        node->text = arena_strdup(cursor->reader->arena, text);
    return node;
}

static void on_start(GMarkupParseContext *context, const char *name, const char **names,
                     const char **values, gpointer user, GError **error)
{
    XmlCursor *cursor = user;
    DataNode *around = cursor->open->pdata[cursor->open->len - 1];
    if (cursor->open->len > DATA_DEPTH_MAX) {
        refuse(cursor, error, "nested too deep: 64 is the limit");
        return;
    }
    const Span span = find_tag(cursor, context, name);
    DataNode *node =
        data_add(cursor->reader, around, arena_strdup(cursor->reader->arena, name), span);
    if (node == NULL) {
        refuse(cursor, error, "too much");
        return;
    }
    g_ptr_array_add(cursor->open, node);
    g_ptr_array_add(cursor->texts, g_string_new(NULL));
    for (; *names != NULL; names++, values++) {
        const char *attribute = arena_concat(cursor->reader->arena, "@", *names);
        if (add_text(cursor, node, attribute, *values, span, error) == NULL)
            return;
    }
}

static void on_text(GMarkupParseContext *context, const char *text, gsize length, gpointer user,
                    GError **error)
{
    (void)context;
    (void)error;
    const XmlCursor *cursor = user;
    if (cursor->texts->len > 0)
        g_string_append_len(cursor->texts->pdata[cursor->texts->len - 1], text, (gssize)length);
}

static bool holds_elements(const DataNode *node)
{
    return node->last != NULL && node->last->name[0] != '@';
}

static void on_end(GMarkupParseContext *context, const char *name, gpointer user, GError **error)
{
    (void)context;
    (void)name;
    XmlCursor *cursor = user;
    DataNode *node = cursor->open->pdata[cursor->open->len - 1];
    const GString *text = cursor->texts->pdata[cursor->texts->len - 1];
    if (!holds_elements(node)) {
        if (data_text_mistake(text->str, text->len) != NULL)
            refuse(cursor, error, "a text is too long, or has a control character");
        node->text = arena_strndup(cursor->reader->arena, text->str, text->len);
    }
    g_ptr_array_set_size(cursor->open, (int)cursor->open->len - 1);
    g_ptr_array_set_size(cursor->texts, (int)cursor->texts->len - 1);
}

static void free_text(gpointer text)
{
    g_string_free(text, TRUE);
}

/* The parser's message begins with its own line and column. */
static const char *strip_place(const char *message)
{
    const char *colon = g_str_has_prefix(message, "Error on line ") ? strstr(message, ": ") : NULL;
    return colon != NULL ? colon + 2 : message;
}

static bool parse(XmlCursor *cursor, GMarkupParseContext *context)
{
    const SourceFile *file = cursor->reader->file;
    const size_t mark = g_str_has_prefix(file->bytes, "\xEF\xBB\xBF") ? 3 : 0;
    g_autoptr(GError) error = NULL;
    cursor->line_start += mark;
    if (g_markup_parse_context_parse(context, file->bytes + mark, (gssize)(file->length - mark),
                                     &error) &&
        g_markup_parse_context_end_parse(context, &error))
        return true;
    const size_t at = (size_t)(find_place(cursor, context) - file->bytes);
    if (!data_is_given_up(cursor->reader))
        data_report(cursor->reader, at, at, "no XML: %s",
                    cursor->wrong != NULL ? cursor->wrong : strip_place(error->message));
    return false;
}

DataNode *data_read_xml(DataReader *reader)
{
    static const GMarkupParser parser = {
        .start_element = on_start, .end_element = on_end, .text = on_text};
    if (!g_utf8_validate(reader->file->bytes, (gssize)reader->file->length, NULL)) {
        data_report(reader, 0, 0, "the file is not UTF-8");
        return NULL;
    }
    XmlCursor cursor = {.reader = reader,
                        .open = g_ptr_array_new(),
                        .texts = g_ptr_array_new_with_free_func(free_text),
                        .line = 1,
                        .line_start = reader->file->bytes};
    DataNode *root = data_add(reader, NULL, NULL, data_span(reader, 0, 0));
    g_ptr_array_add(cursor.open, root);
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &cursor, NULL);
    const bool is_read = parse(&cursor, context);
    g_ptr_array_unref(cursor.open);
    g_ptr_array_unref(cursor.texts);
    return is_read ? root : NULL;
}
