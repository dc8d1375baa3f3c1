#include "import/data.h"

#include "yaml/bytes.h"

#include <string.h>

static const char *const format_names[] = {"csv", "json", "jsonl", "xml", "sqlite"};
G_STATIC_ASSERT(G_N_ELEMENTS(format_names) == DATA_FORMAT_COUNT);

const char *data_format_name(DataFormat format)
{
    return format_names[format];
}

bool data_format_find(const char *name, DataFormat *format)
{
    for (unsigned i = 0; i < DATA_FORMAT_COUNT; i++)
        if (strcmp(format_names[i], name) == 0) {
            *format = (DataFormat)i;
            return true;
        }
    return false;
}

static const struct {
    const char *ending;
    DataFormat format;
} endings[] = {
    {".csv", DATA_CSV},   {".tsv", DATA_CSV},          {".json", DATA_JSON},
    {".xml", DATA_XML},   {".jsonl", DATA_JSON_LINES}, {".ndjson", DATA_JSON_LINES},
    {".db", DATA_SQLITE}, {".sqlite", DATA_SQLITE},    {".sqlite3", DATA_SQLITE},
};

DataFormat data_format_guess(const SourceFile *file)
{
    if (file->length >= 16 && memcmp(file->bytes, "SQLite format 3", 16) == 0)
        return DATA_SQLITE;
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(file->path, endings[i].ending))
            return endings[i].format;
    const char *at = g_str_has_prefix(file->bytes, "\xEF\xBB\xBF") ? file->bytes + 3 : file->bytes;
    at += strspn(at, " \t\r\n");
    return *at == '<' ? DATA_XML : *at == '{' || *at == '[' ? DATA_JSON : DATA_CSV;
}

bool data_format_is_flat(DataFormat format)
{
    return format == DATA_CSV || format == DATA_SQLITE;
}

Span data_span(const DataReader *reader, size_t start, size_t end)
{
    return (Span){reader->file, (uint32_t)start, (uint32_t)MAX(start, end)};
}

void data_report(DataReader *reader, size_t start, size_t end, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    diag_report(reader->diags, DIAG_IMPORT_FORMAT, data_span(reader, start, end), "%s", message);
}

bool data_is_given_up(const DataReader *reader)
{
    return reader->nodes > DATA_NODES_MAX || reader->lost_rows > DATA_LOST_MAX;
}

DataNode *data_add(DataReader *reader, DataNode *parent, const char *name, Span span)
{
    if (reader->nodes == DATA_NODES_MAX)
        data_report(reader, span.start, span.start, "more than %d values", DATA_NODES_MAX);
    if (reader->nodes++ >= DATA_NODES_MAX)
        return NULL;
    DataNode *node = arena_new0(reader->arena, DataNode, 1);
    node->name = name;
    node->span = span;
    if (parent == NULL)
        return node;
    if (parent->last != NULL)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    parent->count++;
    return node;
}

const char *data_text_mistake(const char *text, size_t length)
{
    if (length > DATA_TEXT_MAX)
        return "has more than 64 KiB";
    if (memchr(text, '\0', length) != NULL)
        return "has a control character";
    if (!g_utf8_validate(text, (gssize)length, NULL))
        return "is not UTF-8";
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at))
        if (bytes_is_control(g_utf8_get_char(at)))
            return "has a control character";
    return NULL;
}

static bool begins_with(const SourceFile *file, const char *bytes)
{
    const size_t length = strlen(bytes);
    return file->length >= length && memcmp(file->bytes, bytes, length) == 0;
}

/* Reports a file of a spreadsheet, which is an archive; older ones are compound files. */
static bool is_workbook(DataReader *reader)
{
    if (!begins_with(reader->file, "PK\003\004") &&
        !begins_with(reader->file, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
        return false;
    Diagnostic *d = diag_report(reader->diags, DIAG_IMPORT_FORMAT, data_span(reader, 0, 0),
                                "the file is a workbook or an archive");
    diag_hint(d, "a spreadsheet program exports a sheet as CSV, in UTF-8");
    return true;
}

/* Others' files may be in any encoding; only one of them is text to us. */
static bool is_encoded(DataReader *reader, DataFormat format)
{
    const SourceFile *file = reader->file;
    if (file->length > DATA_FILE_MAX) {
        data_report(reader, 0, 0, "%zu MiB; %d MiB is the limit", (file->length >> 20) + 1,
                    DATA_FILE_MAX >> 20);
        return false;
    }
    if (format == DATA_SQLITE)
        return true;
    if (is_workbook(reader))
        return false;
    if (!begins_with(file, "\xFF\xFE") && !begins_with(file, "\xFE\xFF"))
        return true;
    Diagnostic *d = diag_report(reader->diags, DIAG_IMPORT_FORMAT, data_span(reader, 0, 0),
                                "the file is UTF-16");
    diag_hint(d, "iconv -f UTF-16 -t UTF-8 makes it UTF-8");
    return false;
}

DataNode *data_read(DataReader *reader, DataFormat format, const DataRequest *request)
{
    if (!is_encoded(reader, format))
        return NULL;
    switch (format) {
    case DATA_CSV:
        return data_read_csv(reader, request);
    case DATA_JSON:
        return data_read_json(reader);
    case DATA_JSON_LINES:
        return data_read_json_lines(reader);
    case DATA_XML:
        return data_read_xml(reader);
    case DATA_SQLITE:
        return data_read_sqlite(reader, request);
    case DATA_FORMAT_COUNT:
    default:
        g_assert_not_reached();
    }
}
