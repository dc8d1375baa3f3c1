/* The knowledge base as an SQLite file: data/kb.sqlite. */
#include "emit/document.h"
#include "query/query.h"

static bool write_database(const EmitContext *context, const Document *document, const char *path)
{
    (void)document;
    reads_note_whole(context->reads, READ_ALL);
    return database_write(context->kb, path);
}

void emit_database(const EmitContext *context, Documents *documents)
{
    (void)context;
    Document *database = documents_add(documents, DATABASE_PATH, NULL, NULL, 0);
    database->write = write_database;
    documents_add_twin(documents, "site/" DATABASE_PATH, database);
}
