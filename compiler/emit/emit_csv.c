/*
 * The knowledge base as tables: data/<table>.csv, and data/datapackage.json, which says what their
 * columns mean (Data Package 1, Frictionless Table Schema).
 */
#include "base/csv.h"
#include "base/json.h"
#include "emit/document.h"
#include "emit/tables.h"

/* A table while it is written. */
typedef struct CsvWriter {
    Csv csv;
    GString *cell; /* reused */
    DocumentSink *sink;
} CsvWriter;

static void put_row(const Table *table, const TableRow *row, void *user)
{
    CsvWriter *writer = user;
    for (size_t i = 0; i < table->column_count; i++) {
        g_string_truncate(writer->cell, 0);
        table->columns[i].append(&table->columns[i], row, writer->cell);
        csv_put(&writer->csv, writer->cell->str);
    }
    csv_end_row(&writer->csv);
    document_sink_offer(writer->sink);
}

static bool begin_entry(const Entry *entry, void *user)
{
    const CsvWriter *writer = user;
    return !document_sink_reuse(writer->sink, entry);
}

static void end_entry(const Entry *entry, void *user)
{
    const CsvWriter *writer = user;
    document_sink_end(writer->sink, entry);
}

/* A table of entries shows those of its class, the others something of all. */
static void note_reads(const EmitContext *context, const Table *table)
{
    const Kb *kb = context->kb;
    reads_note_whole(context->reads, READ_BASE);
    const bool is_of_entries = table->class != NULL && table->class->folder != NULL;
    reads_note_whole(context->reads, is_of_entries ? READ_LIST : READ_ALL);
    for (size_t i = 0; i < kb->entry_count && is_of_entries; i++)
        if (kb->entries[i]->object.class == table->class)
            reads_note(context->reads, kb->entries[i], READ_ENTRY);
}

static bool stream_table(const EmitContext *context, const Document *document, Arena *scratch,
                         DocumentSink *sink)
{
    (void)scratch;
    const Table *table = document->subject;
    note_reads(context, table);
    g_autoptr(GString) cell = g_string_new(NULL);
    CsvWriter writer = {.cell = cell, .sink = sink};
    csv_init(&writer.csv, sink->bytes);
    for (size_t i = 0; i < table->column_count; i++)
        csv_put(&writer.csv, table->columns[i].name);
    csv_end_row(&writer.csv);
    table->visit(table, context->kb, &(TableVisitor){put_row, begin_entry, end_entry, &writer});
    return true;
}

static void put_field(Json *json, const TableColumn *column)
{
    const bool pretty = json->pretty;
    json_begin_object(json);
    json->pretty = false;
    json_put_text(json, "name", column->name);
    json_put_text(json, "type", column->type);
    json_put_text(json, "title", column->title);
    if (column->description != NULL)
        json_put_text(json, "description", column->description);
    if (column->unit != NULL)
        json_put_text(json, "unit", column->unit);
    json_end_object(json);
    json->pretty = pretty;
}

static void put_resource(Json *json, const Table *table)
{
    g_autofree char *name = g_ascii_strdown(table->name, -1);
    g_autofree char *path = g_strconcat(table->name, ".csv", NULL);
    json_begin_object(json);
    json_put_text(json, "name", name);
    json_put_text(json, "path", path);
    json_put_text(json, "title", table->title);
    if (table->description != NULL)
        json_put_text(json, "description", table->description);
    json_put_text(json, "profile", "tabular-data-resource");
    json_key(json, "schema");
    json_begin_object(json);
    json_key(json, "fields");
    json_begin_array(json);
    for (size_t i = 0; i < table->column_count; i++)
        put_field(json, &table->columns[i]);
    json_end_array(json);
    json_end_object(json);
    json_end_object(json);
}

static void put_license(Json *json, const char *license)
{
    json_key(json, "licenses");
    json_begin_array(json);
    json_begin_object(json);
    json_put_text(json, "name", license);
    json_end_object(json);
    json_end_array(json);
}

/* The document's subject: the tables. */
static bool render_package(const EmitContext *context, const Document *document, Arena *scratch,
                           GString *out)
{
    (void)scratch;
    const Kb *kb = context->kb;
    const Tables *tables = document->subject;
    reads_note_whole(context->reads, READ_BASE);
    Json json;
    json_init(&json, out, true);
    json_begin_object(&json);
    json_put_text(&json, "profile", "tabular-data-package");
    json_put_text(&json, "title", localised_get(kb->name, 0));
    if (kb->license != NULL)
        put_license(&json, kb->license);
    json_key(&json, "resources");
    json_begin_array(&json);
    for (size_t i = 0; i < tables->count; i++)
        put_resource(&json, &tables->items[i]);
    json_end_array(&json);
    json_end_object(&json);
    g_string_append_c(out, '\n');
    return true;
}

/* In the site, too. */
static void add_twin(Documents *documents, const Document *document)
{
    documents_add_twin(documents, arena_printf(documents->arena, "site/%s", document->path),
                       document);
}

void emit_csv(const EmitContext *context, Documents *documents)
{
    const Tables *tables = context->tables;
    add_twin(documents,
             documents_add(documents, "data/datapackage.json", render_package, tables, 0));
    for (size_t i = 0; i < tables->count; i++) {
        const Table *table = &tables->items[i];
        const char *path = arena_printf(documents->arena, "data/%s.csv", table->name);
        add_twin(documents, documents_add_stream(documents, path, stream_table, table, 0));
    }
}
