#include "decode/decoder.h"

#include "base/parallel.h"
#include "base/text.h"

#include <string.h>

enum { ID_LENGTH_MAX = 128 };

static const char *const windows_names[] = {"con", "prn", "aux", "nul"};

static bool is_id_letter(char c)
{
    return g_ascii_islower(c) || g_ascii_isdigit(c);
}

/* Windows takes "con" and "con.anything" for a device. */
static bool is_windows_name(const char *id)
{
    const size_t length = strcspn(id, ".");
    for (size_t i = 0; i < G_N_ELEMENTS(windows_names); i++)
        if (length == 3 && strncmp(id, windows_names[i], 3) == 0)
            return true;
    return length == 4 && (strncmp(id, "com", 3) == 0 || strncmp(id, "lpt", 3) == 0) &&
           g_ascii_isdigit(id[3]) && id[3] != '0';
}

/* NULL: well-formed; else why not. */
static const char *id_mistake(const char *id)
{
    const size_t length = strlen(id);
    if (length > ID_LENGTH_MAX)
        return "is longer than 128 characters";
    for (size_t i = 0; i < length; i++)
        if (g_ascii_isupper(id[i]))
            return "has upper case letters";
        else if (!is_id_letter(id[i]) && strchr("._-", id[i]) == NULL)
            return "has a character other than a-z 0-9 . _ -";
    if (length == 0 || !is_id_letter(id[0]) || !is_id_letter(id[length - 1]))
        return "must begin and end with a letter or digit";
    if (strstr(id, "..") != NULL)
        return "has two dots in a row";
    if (strcmp(id, "index") == 0)
        return "is the name of an overview page";
    return is_windows_name(id) ? "is a name that Windows reserves" : NULL;
}

static bool check_id(Decoder *decoder, const char *id, Span span)
{
    const char *mistake = id_mistake(id);
    if (mistake == NULL)
        return true;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_BAD_ID, span, "id '%s' %s", id, mistake);
    g_autofree char *lower = g_ascii_strdown(id, -1);
    g_strdelimit(lower, " /", '-');
    if (strcmp(lower, id) != 0 && id_mistake(lower) == NULL)
        diag_hint(d, "write '%s'", lower);
    return false;
}

static void entry_set_id(Decoder *decoder, Entry *entry, const Node *document, const char *stem)
{
    const Node *node = node_find(document, "id");
    entry->id = stem;
    entry->id_span = entry->span;
    if (node != NULL) {
        const char *id = decode_scalar(decoder, node, "id");
        if (id == NULL)
            return;
        entry->id = id;
        entry->id_span = node->span;
    }
    check_id(decoder, entry->id, entry->id_span);
}

static void entry_set_former_ids(Decoder *decoder, Entry *entry)
{
    const Claims *claims = object_find(&entry->object, "former_ids");
    if (claims == NULL)
        return;
    entry->former_ids = arena_new0(decoder->arena, const char *, claims->count);
    for (size_t i = 0; i < claims->count; i++) {
        const Value *value = &claims->items[i].value;
        if (value->kind == VALUE_STRING && check_id(decoder, value->text, value->span))
            entry->former_ids[entry->former_id_count++] = value->text;
    }
}

static const Localised *entry_text(const Entry *entry, const char *slot)
{
    const Claim *claim = object_best(&entry->object, slot);
    return claim != NULL && claim->value.kind == VALUE_TEXT ? claim->value.localised : NULL;
}

static const Localised *same_in_all(Decoder *decoder, const char *text)
{
    Localised *all = arena_new0(decoder->arena, Localised, 1);
    for (size_t i = 0; i < decoder->kb->language_count; i++)
        all->texts[i] = text;
    return all;
}

/* Keys of a document that are no statements about its thing. */
static bool is_document_key(const char *key)
{
    return strcmp(key, "id") == 0 || strcmp(key, "source") == 0;
}

static Entry *decode_document(Decoder *decoder, const Node *document, const Class *class,
                              const DecodeInput *input)
{
    if (document->kind == NODE_DAMAGED)
        return NULL;
    if (document->kind != NODE_MAPPING) {
        diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, span_first(document->span),
                    "an entry is a mapping of slots to values, not %s",
                    node_is_empty(document) ? "nothing" : node_describe(document));
        return NULL;
    }
    Entry *entry = arena_new0(decoder->arena, Entry, 1);
    entry->file = input->file;
    entry->folder = class->folder;
    entry->span = document->first != NULL ? document->first->key->span : span_first(document->span);
    entry_set_id(decoder, entry, document, input->stem);
    decoder->entry_id = entry->id;

    Defaults defaults = {0};
    const Node *source = node_find(document, "source");
    if (source != NULL)
        decode_citations(decoder, source, &defaults.citations, &defaults.citation_count);
    entry->citations = defaults.citations;
    entry->citation_count = defaults.citation_count;
    decode_object(decoder, class, document, &defaults, is_document_key, false, &entry->object);

    entry_set_former_ids(decoder, entry);
    const Claim *draft = object_best(&entry->object, "draft");
    entry->draft = draft != NULL && draft->value.kind == VALUE_BOOLEAN && draft->value.boolean;
    entry->name = entry_text(entry, "name");
    entry->summary = entry_text(entry, "summary");
    if (entry->name == NULL)
        entry->name = same_in_all(decoder, entry->id);
    return entry;
}

/* What one file gave. */
typedef struct FileResult {
    Entry **entries;
    size_t count;
    GPtrArray *lost_ids; /* of entries that did not become any; NULL: none */
} FileResult;

typedef struct Job {
    const DecodeInput *inputs;
    const Kb *kb;
    Arena *const *arenas;
    Diagnostics *diags;
    FileResult *results;
} Job;

static void lose_id(FileResult *result, const char *id)
{
    if (result->lost_ids == NULL)
        result->lost_ids = g_ptr_array_new();
    g_ptr_array_add(result->lost_ids, (gpointer)id);
}

/* A file that broke off may hold more entries: whatever looks like an id is not reported as unknown
 * where others refer to it. */
static void lose_ids_of_file(FileResult *result, const DecodeInput *input, Arena *arena)
{
    lose_id(result, input->stem);
    const char *bytes = input->file->bytes;
    for (const char *line = bytes; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (!g_str_has_prefix(line, "id:"))
            continue;
        const char *id = line + strlen("id:");
        id += strspn(id, " '\"");
        lose_id(result, arena_strndup(arena, id, strcspn(id, " '\"\r\n#")));
    }
}

static void decode_file(Decoder *decoder, const DecodeInput *input, FileResult *result)
{
    const Class *class = schema_find_folder(decoder->kb->schema, input->folder);
    if (class == NULL || input->tree == NULL) {
        lose_ids_of_file(result, input, decoder->arena);
        return;
    }
    const Tree *tree = input->tree;
    if (tree->count == 0 && !tree->broken) {
        lose_id(result, input->stem);
        diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, (Span){input->file, 0, 0},
                    "the file is empty: an entry is a mapping of slots to values");
    }
    result->entries = arena_new0(decoder->arena, Entry *, tree->count);
    bool lost = tree->broken;
    for (const Node *document = tree->first; document != NULL; document = document->next) {
        Entry *entry = decode_document(decoder, document, class, input);
        lost |= entry == NULL;
        if (entry != NULL)
            result->entries[result->count++] = entry;
    }
    if (lost)
        lose_ids_of_file(result, input, decoder->arena);
    const bool damaged = diagnostics_file_has_errors(decoder->diags, input->file);
    for (size_t i = 0; i < result->count; i++)
        result->entries[i]->damaged = damaged;
}

static void decode_turn(size_t index, unsigned worker, void *user)
{
    const Job *job = user;
    Decoder decoder = {.kb = job->kb, .arena = job->arenas[worker], .diags = job->diags};
    decode_file(&decoder, &job->inputs[index], &job->results[index]);
}

static void report_unknown_folder(const Schema *schema, const DecodeInput *input,
                                  Diagnostics *diags)
{
    Diagnostic *d = diag_report(diags, DIAG_ENTRY_UNKNOWN_CLASS, (Span){input->file, 0, 0},
                                "no class has the folder '%s'", input->folder);
    Nearest nearest;
    nearest_init(&nearest, input->folder);
    for (size_t i = 0; i < schema->class_count; i++)
        if (schema->classes[i]->folder != NULL)
            nearest_offer(&nearest, schema->classes[i]->folder);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
    else
        diag_hint(d, "give a class of the schema the annotation `folder: %s`", input->folder);
}

/* Once a folder, at its first file: the inputs are in the order of paths. */
static void check_folders(const Job *job, size_t count)
{
    const char *last = "";
    for (size_t i = 0; i < count; i++) {
        const DecodeInput *input = &job->inputs[i];
        if (strcmp(input->folder, last) != 0 &&
            schema_find_folder(job->kb->schema, input->folder) == NULL)
            report_unknown_folder(job->kb->schema, input, job->diags);
        last = input->folder;
    }
}

static void collect(const Job *job, size_t count, Kb *kb)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += job->results[i].count;
    kb->entries = arena_new0(job->arenas[0], Entry *, total);
    for (size_t i = 0; i < count; i++) {
        FileResult *result = &job->results[i];
        for (size_t k = 0; k < result->count; k++)
            kb->entries[kb->entry_count++] = result->entries[k];
        for (guint k = 0; result->lost_ids != NULL && k < result->lost_ids->len; k++)
            g_hash_table_add(kb->damaged_ids, result->lost_ids->pdata[k]);
        g_clear_pointer(&result->lost_ids, g_ptr_array_unref);
    }
}

void decode_entries(const DecodeInput *inputs, size_t count, Kb *kb, Arena *const *arenas,
                    unsigned workers, Diagnostics *diags)
{
    Job job = {inputs, kb, arenas, diags, g_new0(FileResult, count)};
    check_folders(&job, count);
    parallel_for(count, workers, decode_turn, &job);
    collect(&job, count, kb);
    g_free(job.results);
}
