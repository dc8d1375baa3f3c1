#include "emit/entry_schema.h"

#include "emit/document.h"
#include "schema/json_schema.h"

void entry_schema_append(const Kb *kb, const Class *class, GString *out)
{
    const char *languages[LANGUAGES_MAX + 1] = {NULL};
    const char *statuses[STATUS_COUNT + 1] = {NULL};
    const char *ranks[RANK_COUNT + 1] = {NULL};
    for (size_t i = 0; i < kb->language_count; i++)
        languages[i] = kb->languages[i];
    for (Status i = 0; i < STATUS_COUNT; i++)
        statuses[i] = status_name(i);
    for (Rank i = 0; i < RANK_COUNT; i++)
        ranks[i] = rank_name(i);
    const JsonSchemaWords words = {localised_get(kb->name, 0), languages, statuses, ranks};
    json_schema_append(kb->schema, &words, class, out);
}

static bool render_schema(const EmitContext *context, const Document *document, Arena *scratch,
                          GString *out)
{
    (void)document, (void)scratch;
    reads_note_whole(context->reads, READ_BASE);
    entry_schema_append(context->kb, NULL, out);
    return true;
}

void emit_schema(const EmitContext *context, Documents *documents)
{
    (void)context;
    const Document *schema = documents_add(documents, "data/schema.json", render_schema, NULL, 0);
    documents_add_twin(documents, "site/data/schema.json", schema);
}
