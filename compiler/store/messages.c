#include "store/messages.h"

#include <string.h>

/* ---- writing ---- */

typedef struct MessageWriter {
    GString *out;
    GHashTable *numbers; /* SourceFile -> its number, from 1 */
    GPtrArray *files;    /* of SourceFile */
} MessageWriter;

static void put_span(MessageWriter *writer, Span span)
{
    gpointer number = NULL;
    if (span.file != NULL)
        number = g_hash_table_lookup(writer->numbers, span.file);
    if (span.file != NULL && number == NULL) {
        g_ptr_array_add(writer->files, (gpointer)span.file);
        number = GUINT_TO_POINTER(writer->files->len);
        g_hash_table_insert(writer->numbers, (gpointer)span.file, number);
    }
    record_put(writer->out, GPOINTER_TO_UINT(number));
    record_put(writer->out, (uint64_t)span.start << 32 | span.end);
}

static void put_notes(MessageWriter *writer, const GArray *notes)
{
    const guint count = notes != NULL ? notes->len : 0;
    record_put(writer->out, count);
    for (guint i = 0; i < count; i++) {
        const DiagNote *note = &g_array_index(notes, DiagNote, i);
        put_span(writer, note->span);
        record_put_text(writer->out, note->text);
    }
}

static void put_hints(MessageWriter *writer, const GPtrArray *hints)
{
    const guint count = hints != NULL ? hints->len : 0;
    record_put(writer->out, count);
    for (guint i = 0; i < count; i++)
        record_put_text(writer->out, hints->pdata[i]);
}

static void put_fixes(MessageWriter *writer, const GArray *fixes)
{
    const guint count = fixes != NULL ? fixes->len : 0;
    record_put(writer->out, count);
    for (guint i = 0; i < count; i++) {
        const DiagFix *fix = &g_array_index(fixes, DiagFix, i);
        put_span(writer, fix->span);
        record_put_text(writer->out, fix->text);
    }
}

static void put_message(MessageWriter *writer, const Diagnostic *message)
{
    const bool by_rule = message->rule != NULL;
    record_put_text(writer->out, diag_slug(message->id));
    record_put_text(writer->out, by_rule ? diagnostic_slug(message) : NULL);
    record_put_text(writer->out, by_rule ? diagnostic_explanation(message) : NULL);
    record_put(writer->out, message->severity);
    put_span(writer, message->span);
    record_put_text(writer->out, message->message);
    put_notes(writer, message->notes);
    put_hints(writer, message->hints);
    put_fixes(writer, message->fixes);
    record_put_text(writer->out, message->accepted);
    record_put(writer->out, message->is_accepted_in_source);
}

static void put_file(GString *record, const SourceFile *file, bool is_known)
{
    record_put_text(record, file->path);
    record_put_text(record, file->relative);
    record_put(record, is_known);
    if (is_known)
        return;
    record_put(record, file->bytes != NULL ? file->length + 1 : 0);
    if (file->bytes != NULL)
        record_put_bytes(record, file->bytes, file->length + 1);
}

void messages_put(GString *record, Diagnostics *diags, GHashTable *known)
{
    const GPtrArray *all = diagnostics_sorted(diags);
    g_autoptr(GString) messages = g_string_new(NULL);
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    MessageWriter writer = {messages, numbers, files};
    for (guint i = 0; i < all->len; i++)
        put_message(&writer, all->pdata[i]);
    record_put(record, files->len);
    for (guint i = 0; i < files->len; i++)
        put_file(record, files->pdata[i], g_hash_table_contains(known, files->pdata[i]));
    record_put(record, all->len);
    record_put_bytes(record, messages->str, messages->len);
}

/* ---- reading ---- */

typedef struct MessageReader {
    RecordReader *record;
    Diagnostics *diags; /* what was read so far */
    Diagnostics *rules; /* who owns the rules */
    const SourceFile *files;
    size_t file_count;
} MessageReader;

static Span get_span(const MessageReader *reader)
{
    const uint64_t number = record_get(reader->record);
    const uint64_t ends = record_get(reader->record);
    reader->record->is_bad = reader->record->is_bad || number > reader->file_count;
    if (number == 0 || reader->record->is_bad)
        return (Span){0};
    const SourceFile *file = &reader->files[number - 1];
    const Span span = {file, (uint32_t)(ends >> 32), (uint32_t)ends};
    reader->record->is_bad = span.start > span.end || span.end > file->length;
    return span;
}

static void get_notes(const MessageReader *reader, Diagnostic *message)
{
    const size_t count = record_get_count(reader->record, 2 * sizeof(uint64_t));
    for (size_t i = 0; i < count; i++) {
        const Span span = get_span(reader);
        const char *text = record_get_text(reader->record);
        if (text != NULL)
            diag_note(message, span, "%s", text);
    }
}

static void get_hints(const MessageReader *reader, Diagnostic *message)
{
    const size_t count = record_get_count(reader->record, sizeof(uint32_t));
    for (size_t i = 0; i < count; i++) {
        const char *text = record_get_text(reader->record);
        if (text != NULL)
            diag_hint(message, "%s", text);
    }
}

static void get_fixes(const MessageReader *reader, Diagnostic *message)
{
    const size_t count = record_get_count(reader->record, 2 * sizeof(uint64_t));
    for (size_t i = 0; i < count; i++) {
        const Span span = get_span(reader);
        const char *text = record_get_text(reader->record);
        if (text != NULL)
            diag_fix(message, span, text);
    }
}

static Diagnostic *report(const MessageReader *reader, DiagId id, const char *slug,
                          const char *explanation, Severity severity)
{
    const Span span = get_span(reader);
    const char *text = record_get_text(reader->record);
    if (reader->record->is_bad || text == NULL)
        return NULL;
    if (slug == NULL)
        return diag_report(reader->diags, id, span, "%s", text);
    DiagRule *rule = diagnostics_rule(reader->rules, slug);
    diag_rule_explain(rule, explanation);
    return diag_report_rule(reader->diags, rule, severity, span, "%s", text);
}

static void get_message(const MessageReader *reader)
{
    DiagId id;
    const char *slug = record_get_text(reader->record);
    const char *rule = record_get_text(reader->record);
    const char *explanation = record_get_text(reader->record);
    const Severity severity = (Severity)record_get(reader->record);
    if (slug == NULL || !diag_find(slug, &id) || (rule != NULL && explanation == NULL)) {
        reader->record->is_bad = true;
        return;
    }
    Diagnostic *message = report(reader, id, rule, explanation, severity);
    get_notes(reader, message);
    get_hints(reader, message);
    get_fixes(reader, message);
    const char *accepted = record_get_text(reader->record);
    const bool in_source = record_get(reader->record) != 0;
    if (accepted != NULL)
        diagnostic_set_accepted(message, accepted, in_source);
}

static void get_bytes(RecordReader *record, SourceFile *file)
{
    const size_t size = (size_t)record_get(record);
    file->bytes = size > 0 ? record_get_bytes(record, size) : NULL;
    if (file->bytes == NULL)
        return;
    file->length = size - 1;
    record->is_bad = file->bytes[file->length] != '\0';
}

static void get_file(RecordReader *record, SourceFile *file, MessageFileRead read, void *user)
{
    file->path = record_get_text(record);
    file->relative = record_get_text(record);
    record->is_bad = record->is_bad || file->path == NULL || file->relative == NULL;
    if (record_get(record) == 0) {
        get_bytes(record, file);
        return;
    }
    record->is_bad = record->is_bad || !read(file, user);
}

bool messages_get(RecordReader *record, Diagnostics *diags, Arena *arena, MessageFileRead read,
                  void *user)
{
    const size_t file_count = record_get_count(record, 2 * sizeof(uint64_t));
    SourceFile *files = arena_new0(arena, SourceFile, file_count);
    for (size_t i = 0; i < file_count && !record->is_bad; i++)
        get_file(record, &files[i], read, user);
    g_autoptr(Diagnostics) read_so_far = diagnostics_new_like(diags);
    const MessageReader reader = {record, read_so_far, diags, files, file_count};
    const size_t count = record_get_count(record, sizeof(uint64_t));
    for (size_t i = 0; i < count && !record->is_bad; i++)
        get_message(&reader);
    if (!record_is_good(record))
        return false;
    g_autoptr(GPtrArray) messages = diagnostics_take(read_so_far);
    diagnostics_add(diags, messages);
    return true;
}
