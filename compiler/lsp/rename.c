/*
 * Another id for an entry: wherever it is meant by the old one, and in `former_ids`, so that
 * addresses of its page and others' links go on leading to it.
 */
#include "lsp/answers.h"
#include "lsp/edits.h"
#include "lsp/meant.h"
#include "lsp/references.h"
#include "model/entry_id.h"
#include "yaml/tree.h"

#include <string.h>

typedef struct Renaming {
    const Session *session;
    const Kb *kb;
    const Entry *entry;
    const char *name; /* the new one */
    EditSet set;
} Renaming;

/* --- places --- */

/* Puts the new id in the place of the old one, with which the text of a span begins but for quotes.
 * It stays where it is meant by what it was called still earlier. */
static void replace_id(Renaming *renaming, Span span)
{
    const char *old = renaming->entry->id;
    const char *bytes = span.file->bytes;
    const uint32_t start = span.start + (bytes[span.start] == '"' || bytes[span.start] == '\'');
    const uint32_t end = start + (uint32_t)strlen(old);
    if (end > span.end || memcmp(bytes + start, old, strlen(old)) != 0 ||
        (end < span.end && strchr("\"'.", bytes[end]) == NULL))
        return;
    edit_set_add(&renaming->set, (Span){span.file, start, end}, renaming->name);
}

static void replace_all(Renaming *renaming, const GArray *spans)
{
    for (guint i = 0; i < spans->len; i++)
        replace_id(renaming, g_array_index(spans, Span, i));
}

static void replace_references(Renaming *renaming, const Entry *entry)
{
    const KbFiles *files = compilation_files(renaming->session->state->compilation);
    g_autoptr(GArray) ids = references_to(renaming->kb, entry);
    g_autoptr(GArray) links = references_in_prose(renaming->kb, files, entry);
    replace_all(renaming, ids);
    replace_all(renaming, links);
}

static bool takes_references(const Kb *kb, const char *name)
{
    for (size_t i = 0; i < kb->schema->class_count; i++) {
        const Slot *slot = class_find_slot(kb->schema->classes[i], name);
        if (slot != NULL && slot->range == RANGE_REFERENCE)
            return true;
    }
    return false;
}

static void replace_in_filter(Renaming *renaming, const Node *where)
{
    for (const Node *node = where->first; node != NULL; node = node->next)
        if (node->kind == NODE_SCALAR && strcmp(node->text, renaming->entry->id) == 0 &&
            takes_references(renaming->kb, node->key->text))
            replace_id(renaming, node->span);
}

/* What diagrams select by the value of a relation. */
static void replace_in_diagrams(Renaming *renaming)
{
    const KbFiles *files = compilation_files(renaming->session->state->compilation);
    for (guint i = 0; i < files->diagrams->len; i++) {
        const Tree *tree = ((const InputFile *)files->diagrams->pdata[i])->tree;
        const Node *top = tree != NULL ? tree->first : NULL;
        const Node *select =
            top != NULL && top->kind == NODE_MAPPING ? node_find(top, "select") : NULL;
        const Node *where =
            select != NULL && select->kind == NODE_MAPPING ? node_find(select, "where") : NULL;
        if (where != NULL && where->kind == NODE_MAPPING)
            replace_in_filter(renaming, where);
    }
}

/* --- the entry's own file --- */

static size_t line_start(const SourceFile *file, size_t offset)
{
    while (offset > 0 && file->bytes[offset - 1] != '\n')
        offset--;
    return offset;
}

static void insert(Renaming *renaming, size_t offset, const char *text)
{
    const Span span = {renaming->entry->file, (uint32_t)offset, (uint32_t)offset};
    edit_set_add(&renaming->set, span, text);
}

/* Beside the first of those that there are, in the form that they have. */
static void add_to_list(Renaming *renaming, Span first)
{
    const SourceFile *file = renaming->entry->file;
    const char *old = renaming->entry->id;
    size_t before = first.start;
    while (before > 0 && strchr(" \t\r\n", file->bytes[before - 1]) != NULL)
        before--;
    const char *mark = before > 0 ? file->bytes + before - 1 : "";
    const size_t line = line_start(file, first.start);
    g_autofree char *lead = g_strndup(file->bytes + line, first.start - line);
    g_autofree char *value = g_strndup(file->bytes + first.start, first.end - first.start);
    g_autofree char *text = *mark == '-'   ? g_strconcat(old, "\n", lead, NULL)
                            : *mark == ':' ? g_strdup_printf("[%s, %s]", old, value)
                                           : g_strconcat(old, ", ", NULL);
    if (*mark == ':')
        edit_set_add(&renaming->set, first, text);
    else
        insert(renaming, first.start, text);
}

/* Where the line behind the entry's name begins; the entry's own if it has none. */
static size_t behind_name(const Entry *entry)
{
    const Claims *names = object_claims(&entry->object, SLOT_NAME);
    const SourceFile *file = entry->file;
    if (names == NULL || claim_span(&names->items[names->count - 1]).file != file)
        return entry->span.start;
    size_t end = claim_span(&names->items[names->count - 1]).end;
    while (end < file->length && file->bytes[end] != '\n')
        end++;
    return end < file->length ? end + 1 : entry->span.start;
}

static void keep_old_id(Renaming *renaming)
{
    const Entry *entry = renaming->entry;
    const Claims *former = object_claims(&entry->object, SLOT_FORMER_IDS);
    if (class_find_known(entry->object.class, SLOT_FORMER_IDS) == NULL)
        return;
    if (former != NULL && claims_key(former).file == entry->file) {
        add_to_list(renaming, former->items[0].value.span);
        return;
    }
    g_autofree char *line = g_strdup_printf("former_ids: [%s]\n", entry->id);
    if (line_start(entry->file, entry->span.start) == entry->span.start)
        insert(renaming, behind_name(entry), line);
}

/* An id that the file's name gives becomes another name of the file, where the editor can do that.
 */
static void change_own_id(Renaming *renaming)
{
    const Session *session = renaming->session;
    const Entry *entry = renaming->entry;
    if (entry->id_span.start != entry->span.start || entry->id_span.end != entry->span.end) {
        replace_id(renaming, entry->id_span);
        return;
    }
    g_autofree char *folder = g_path_get_dirname(entry->file->relative);
    g_autofree char *name = g_strconcat(renaming->name, ".yaml", NULL);
    g_autofree char *relative = g_build_filename(folder, name, NULL);
    g_autofree char *path = g_build_filename(session->root, relative, NULL);
    if (session->renames_files && !g_file_test(path, G_FILE_TEST_EXISTS)) {
        edit_set_rename(&renaming->set, session_uri(session, entry->file->relative),
                        session_uri(session, relative));
        return;
    }
    g_autofree char *line = g_strdup_printf("id: %s\n", renaming->name);
    insert(renaming, entry->span.start, line);
}

/* --- all --- */

/* Why it cannot be called so; NULL: it can. The caller frees it. */
static char *find_mistake(const Kb *kb, const Entry *entry, const char *name)
{
    if (entry == NULL)
        return g_strdup("no entry is meant here");
    if (entry->variant_key != NULL)
        return g_strdup_printf("'%s' is a variant: its `key` says what its id ends with",
                               entry->id);
    if (name == NULL)
        return g_strdup("the new id is missing");
    const char *mistake = entry_id_mistake(name);
    if (mistake != NULL)
        return g_strdup_printf("id '%s' %s", name, mistake);
    if (kb_find_entry(kb, name) != NULL || g_hash_table_contains(kb->damaged_ids, name))
        return g_strdup_printf("'%s' is there already, or was there before", name);
    return NULL;
}

static void rename_all(Renaming *renaming)
{
    const Entry *entry = renaming->entry;
    replace_references(renaming, entry);
    for (size_t i = 0; i < renaming->kb->entry_count; i++) {
        const Entry *variant = renaming->kb->entries[i];
        if (variant->variant_key != NULL && variant->base == entry && variant->file == entry->file)
            replace_references(renaming, variant);
    }
    replace_in_diagrams(renaming);
    change_own_id(renaming);
    keep_old_id(renaming);
}

bool rename_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    const Kb *kb = session_kb(session);
    const Entry *entry = meant_find(session, params).entry;
    const char *name = json_item_text(json_item_find(params, "newName"));
    *problem = find_mistake(kb, entry, name);
    if (*problem != NULL)
        return false;
    Renaming renaming = {.session = session, .kb = kb, .entry = entry, .name = name};
    edit_set_init(&renaming.set);
    rename_all(&renaming);
    edit_set_put(&renaming.set, session, json);
    edit_set_clear(&renaming.set);
    return true;
}

bool prepare_rename_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)problem;
    const Buffer *buffer = session_buffer_of(session, params);
    const Meant meant = meant_find(session, params);
    if (meant.entry == NULL || meant.entry->variant_key != NULL) {
        json_null(json);
        return true;
    }
    gsize length;
    const char *text = g_bytes_get_data(buffer->text, &length);
    g_autoptr(PlacedText) placed = placed_text_new(text, length, session->unit);
    json_begin_object(json);
    json_key(json, "range");
    range_put(json, placed, meant.start, meant.end);
    json_put_text(json, "placeholder", meant.entry->id);
    json_end_object(json);
    return true;
}
