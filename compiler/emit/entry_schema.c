#include "emit/entry_schema.h"

#include "emit/document.h"
#include "schema/json_schema.h"

enum { IDS_MAX = 5000 }; /* of one class: no list in an editor is longer */

/* The ids of a base by class, each list made when it is first asked for. */
typedef struct KnownIds {
    const Kb *kb;
    GHashTable *lists; /* Class -> GPtrArray of const char, ended by NULL */
} KnownIds;

static const char *const *find_ids(const Class *class, void *user)
{
    KnownIds *known = user;
    GPtrArray *ids = g_hash_table_lookup(known->lists, class);
    if (ids == NULL) {
        ids = g_ptr_array_new();
        for (size_t i = 0; i < known->kb->entry_count && ids->len < IDS_MAX; i++) {
            const Entry *entry = known->kb->entries[i];
            if (!entry->draft && class_is_a(entry->object.class, class))
                g_ptr_array_add(ids, (gpointer)entry->id);
        }
        g_ptr_array_add(ids, NULL);
        g_hash_table_insert(known->lists, (gpointer) class, ids);
    }
    return (const char *const *)ids->pdata;
}

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
    g_autoptr(GHashTable) lists =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    KnownIds known = {kb, lists};
    const JsonSchemaWords words = {
        localised_get(kb->name, 0), languages, statuses, ranks, find_ids, &known};
    json_schema_append(kb->schema, &words, class, out);
}

static bool render_schema(const EmitContext *context, const Document *document, Arena *scratch,
                          GString *out)
{
    (void)document, (void)scratch;
    reads_note_whole(context->reads, READ_BASE);
    reads_note_whole(context->reads, READ_LIST);
    entry_schema_append(context->kb, NULL, out);
    return true;
}

void emit_schema(const EmitContext *context, Documents *documents)
{
    (void)context;
    const Document *schema = documents_add(documents, "data/schema.json", render_schema, NULL, 0);
    documents_add_twin(documents, "site/data/schema.json", schema);
}
