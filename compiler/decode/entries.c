#include "decode/decoder.h"

#include "base/parallel.h"
#include "base/text.h"
#include "model/entry_id.h"
#include "value/narrow.h"

#include <string.h>

bool decode_check_id(Decoder *decoder, const char *id, size_t given, Span span)
{
    const char *mistake = entry_id_mistake(id);
    if (mistake == NULL)
        return true;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_BAD_ID, span, "id '%s' %s", id, mistake);
    g_autofree char *lower = g_ascii_strdown(id, -1);
    g_strdelimit(lower, " /", '-');
    if (strcmp(lower, id) != 0 && entry_id_mistake(lower) == NULL)
        diag_hint(d, "write '%s'", lower + given);
    return false;
}

static void entry_set_id(Decoder *decoder, Entry *entry, const Node *document, const char *stem)
{
    const Node *node = node_find(document, "id");
    entry->id = stem;
    entry->id_span = entry->span;
    if (node != NULL) {
        if (decode_scalar(decoder, node, "id") == NULL)
            return;
        entry->id = decode_keep(decoder, node);
        entry->id_span = node->span;
    }
    decode_check_id(decoder, entry->id, 0, entry->id_span);
}

static void entry_set_former_ids(Decoder *decoder, Entry *entry)
{
    const Claims *claims = object_claims(&entry->object, SLOT_FORMER_IDS);
    if (claims == NULL)
        return;
    entry->former_ids = arena_new0(decoder->arena, const char *, claims->count);
    for (size_t i = 0; i < claims->count; i++) {
        const Value *value = &claims->items[i].value;
        if (value->kind == VALUE_STRING && decode_check_id(decoder, value->text, 0, value->span))
            entry->former_ids[entry->former_id_count++] = value->text;
    }
}

static const Localised *entry_text(const Entry *entry, KnownSlot slot)
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

/* A name within typographic quotation marks has them by mistake, unless it is quoted besides. */
static void check_quotes(Decoder *decoder, const Node *name)
{
    if (name == NULL || name->kind != NODE_SCALAR || name->style != STYLE_PLAIN)
        return;
    g_autofree char *bare = narrow_unquote(name->text);
    if (bare == NULL || strchr("\"'", g_strstrip(bare)[0]) != NULL)
        return;
    g_autofree char *written = decode_write(bare);
    Diagnostic *d = diag_report(decoder->diags, DIAG_YAML_QUOTES, name->span,
                                "the quotation marks are part of the name");
    diag_hint(d, "write %s", written);
    diag_fix(d, name->span, written);
}

/* Keys of a document that are no statements about its thing. */
static bool is_document_key(const char *key)
{
    return strcmp(key, "id") == 0 || strcmp(key, "source") == 0;
}

static bool is_key_of_base(const char *key)
{
    return is_document_key(key) || strcmp(key, known_slot_name(SLOT_VARIANTS)) == 0;
}

IsOwnKey decode_own_keys(const Class *class)
{
    return class_has_variants(class) ? is_key_of_base : is_document_key;
}

void decode_entry(Decoder *decoder, const Class *class, const Node *mapping, IsOwnKey is_own_key,
                  Entry *entry)
{
    decoder->entry_id = entry->id;
    const Node *source = node_find(mapping, "source");
    uint32_t count = (uint32_t)entry->citation_count;
    if (source != NULL)
        decode_citations(decoder, source, &entry->citations, &count);
    entry->citation_count = count;
    const Defaults defaults = {entry->citations, count, NULL};
    decoder->has_fiscal_dates = false;
    decoder->has_accepts = false;
    decode_object(decoder, class, mapping, &defaults, is_own_key, false, &entry->object);

    entry_set_former_ids(decoder, entry);
    entry->has_fiscal_dates = decoder->has_fiscal_dates;
    entry->has_accepts = decoder->has_accepts;
    const Claim *draft = object_best(&entry->object, SLOT_DRAFT);
    entry->draft = draft != NULL && draft->value.kind == VALUE_BOOLEAN && draft->value.boolean;
    entry->name = entry_text(entry, SLOT_NAME);
    entry->summary = entry_text(entry, SLOT_SUMMARY);
    check_quotes(decoder, node_find(mapping, "name"));
    if (entry->name == NULL)
        entry->name = same_in_all(decoder, entry->id);
    entry->label = entry->name;
}

/* Does the document say that it is a variant? */
static bool is_variant(const Class *class, const Node *document)
{
    return class_find_known(class, SLOT_VARIANT_OF) != NULL &&
           node_find(document, known_slot_name(SLOT_VARIANT_OF)) != NULL;
}

static Entry *decode_document(Decoder *decoder, const Node *document, const Class *class,
                              const InputFile *input)
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
    entry->file = input->source;
    entry->folder = class->folder;
    entry->span = document->first != NULL ? document->first->key->span : span_first(document->span);
    entry_set_id(decoder, entry, document, input->stem);
    decoder->is_variant = is_variant(class, document);
    decode_entry(decoder, class, document, decode_own_keys(class), entry);
    decoder->is_variant = false;
    return entry;
}

static void lose_id(InputFile *input, GPtrArray *lost, const char *id)
{
    g_ptr_array_add(lost, arena_strdup(input->arena, id));
}

/* A file that broke off may hold more entries: whatever looks like an id is not reported as unknown
 * where others refer to it. */
static void lose_ids_of_file(InputFile *input)
{
    g_autoptr(GPtrArray) lost = g_ptr_array_new();
    lose_id(input, lost, input->stem);
    for (const char *line = input->source->bytes; line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        if (!g_str_has_prefix(line, "id:"))
            continue;
        const char *id = line + strlen("id:");
        id += strspn(id, " '\"");
        g_autofree char *name = g_strndup(id, strcspn(id, " '\"\r\n#"));
        lose_id(input, lost, name);
    }
    input->lost_id_count = lost->len;
    input->lost_ids = arena_new0(input->arena, const char *, lost->len);
    memcpy(input->lost_ids, lost->pdata, lost->len * sizeof *input->lost_ids);
}

/* At most so many. */
static size_t count_entries(const Tree *tree, const Class *class)
{
    size_t count = tree->count;
    for (const Node *document = tree->first; document != NULL; document = document->next)
        count += decode_count_variants(class, document);
    return count;
}

static void decode_tree(Decoder *decoder, const Tree *tree, const Class *class, InputFile *input)
{
    bool lost = tree->broken;
    if (tree->count == 0 && !tree->broken) {
        lost = true;
        diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, (Span){input->source, 0, 0},
                    "the file is empty: an entry is a mapping of slots to values");
    }
    input->entries = arena_new0(decoder->arena, Entry *, count_entries(tree, class));
    for (const Node *document = tree->first; document != NULL; document = document->next) {
        Entry *entry = decode_document(decoder, document, class, input);
        lost |= entry == NULL;
        if (entry == NULL)
            continue;
        input->entries[input->entry_count++] = entry;
        const Node *variants = decode_find_variants(class, document);
        if (variants != NULL)
            input->entry_count +=
                decode_variants(decoder, entry, variants, input->entries + input->entry_count);
    }
    if (lost)
        lose_ids_of_file(input);
    const bool damaged = diagnostics_file_has_errors(decoder->diags, input->source);
    for (size_t i = 0; i < input->entry_count; i++)
        input->entries[i]->damaged = damaged;
}

/* Entries take about so much more room than they do in the file. Measured: in pieces here and
 * there, or with room to spare, they take longer to walk. */
enum { ENTRIES_PER_BYTE = 5 };

struct DecodeScratch {
    Arena *tree;        /* of the file at hand */
    Diagnostics *diags; /* what is said of it */
};

DecodeScratch *decode_scratch_new(const Diagnostics *diags)
{
    DecodeScratch *scratch = g_new0(DecodeScratch, 1);
    scratch->tree = arena_new();
    scratch->diags = diagnostics_new_like(diags);
    return scratch;
}

void decode_scratch_free(DecodeScratch *scratch)
{
    arena_free(scratch->tree);
    diagnostics_free(scratch->diags);
    g_free(scratch);
}

void decode_file(const KbFiles *files, const Kb *kb, InputFile *input, DecodeScratch *scratch)
{
    Decoder decoder = {
        .kb = kb, .arena = input->arena, .diags = scratch->diags, .near_budget = NEAREST_BUDGET};
    const Class *class = schema_find_folder(kb->schema, input->folder);
    const Tree *tree = input_file_read(files, input, decoder.diags)
                           ? tree_parse(input->source, scratch->tree, decoder.diags)
                           : NULL;
    if (tree != NULL && class != NULL)
        class = decode_find_home(&decoder, input->source, tree, class);
    arena_expect(input->arena, ENTRIES_PER_BYTE * input->source->length);
    if (tree == NULL || class == NULL)
        lose_ids_of_file(input);
    else
        decode_tree(&decoder, tree, class, input);
    arena_reset(scratch->tree);
    input_file_keep(input, diagnostics_take(decoder.diags));
    input->is_decoded = true;
}

/* The files at work. */
typedef struct Job {
    const KbFiles *files;
    const Kb *kb; /* NULL: they cannot be decoded, only read */
    Diagnostics *all;
    DecodeScratch **scratches; /* of each worker */
} Job;

static void decode_turn(size_t index, unsigned worker, void *user)
{
    const Job *job = user;
    InputFile *input = job->files->entries->pdata[index];
    DecodeScratch *scratch = job->scratches[worker];
    if (input->is_decoded) {
        g_assert(job->kb != NULL);
    } else if (job->kb != NULL) {
        decode_file(job->files, job->kb, input, scratch);
    } else {
        input_file_read(job->files, input, scratch->diags);
        input_file_keep(input, diagnostics_take(scratch->diags));
    }
    diagnostics_add(job->all, input->messages);
}

/* The folder's files, of which the one at `first` is the first, lie in the one called `folder`. */
static void move_folder(Diagnostic *d, const GPtrArray *files, guint first, const char *folder)
{
    const char *own = ((const InputFile *)files->pdata[first])->folder;
    for (guint i = first; i < files->len; i++) {
        const InputFile *input = files->pdata[i];
        if (strcmp(input->folder, own) != 0)
            break;
        g_autofree char *relative =
            g_strconcat(folder, input->source->relative + strlen(own), NULL);
        diag_move(d, input->source, relative);
    }
}

static void report_unknown_folder(const Schema *schema, const GPtrArray *files, guint first,
                                  Diagnostics *diags)
{
    const InputFile *input = files->pdata[first];
    Diagnostic *d = diag_report(diags, DIAG_ENTRY_UNKNOWN_CLASS, (Span){input->source, 0, 0},
                                "no class has the folder '%s'", input->folder);
    Nearest nearest;
    nearest_init(&nearest, input->folder);
    for (size_t i = 0; i < schema->class_count; i++)
        if (schema->classes[i]->folder != NULL)
            nearest_offer(&nearest, schema->classes[i]->folder);
    if (nearest.best != NULL) {
        diag_hint(d, "did you mean '%s'?", nearest.best);
        move_folder(d, files, first, nearest.best);
    } else if (schema->known[CLASS_SOURCE] == NULL)
        diag_hint(d, "the files in schema/ take the place of the default schema: with "
                     "`imports: [dieline:default]` they add to it");
    else
        diag_hint(d, "give a class of the schema the annotation `folder: %s`", input->folder);
}

/* Once a folder, at its first file: the files are in the order of paths. */
static void check_folders(const GPtrArray *files, const Schema *schema, Diagnostics *diags)
{
    const char *last = "";
    for (guint i = 0; i < files->len; i++) {
        const InputFile *input = files->pdata[i];
        if (strcmp(input->folder, last) != 0 && schema_find_folder(schema, input->folder) == NULL)
            report_unknown_folder(schema, files, i, diags);
        last = input->folder;
    }
}

/* The lost ids are the files': the set is this reading's own, not that of what it was copied from.
 */
static void collect(const GPtrArray *files, Kb *kb, Arena *arena)
{
    size_t total = 0;
    g_hash_table_unref(kb->damaged_ids);
    kb->damaged_ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < files->len; i++)
        total += ((const InputFile *)files->pdata[i])->entry_count;
    kb->entries = arena_new0(arena, Entry *, total);
    for (guint i = 0; i < files->len; i++) {
        const InputFile *input = files->pdata[i];
        for (size_t k = 0; k < input->entry_count; k++)
            kb->entries[kb->entry_count++] = input->entries[k];
        for (size_t k = 0; k < input->lost_id_count; k++)
            g_hash_table_add(kb->damaged_ids, (gpointer)input->lost_ids[k]);
    }
}

static void run_job(Job *job, unsigned workers)
{
    job->scratches = g_new0(DecodeScratch *, workers);
    for (unsigned i = 0; i < workers; i++)
        job->scratches[i] = decode_scratch_new(job->all);
    parallel_for(job->files->entries->len, workers, decode_turn, job);
    for (unsigned i = 0; i < workers; i++)
        decode_scratch_free(job->scratches[i]);
    g_free(job->scratches);
}

void decode_entries(const KbFiles *files, Kb *kb, Arena *arena, unsigned workers,
                    Diagnostics *diags)
{
    Job job = {.files = files, .kb = kb, .all = diags};
    check_folders(files->entries, kb->schema, diags);
    run_job(&job, workers);
    collect(files->entries, kb, arena);
}

void decode_no_entries(const KbFiles *files, unsigned workers, Diagnostics *diags)
{
    Job job = {.files = files, .all = diags};
    run_job(&job, workers);
}
