#include "import/import.h"

#include "base/text.h"
#include "import/columns.h"
#include "import/update.h"

#include <string.h>

struct ImportPlan {
    const ImportRequest *request;
    Arena *arena;
    DataReader data;
    CellReader cells;
    GPtrArray *drafts;  /* of EntryDraft, by rows */
    EntryDraft *source; /* what the file itself becomes */
    GHashTable *files;  /* relative path (borrowed) -> PlannedFile */
    Lookup *lookup;
    GHashTable *entries;       /* key -> Entry; of a mapping with `key` */
    GHashTable *drafts_by_key; /* key, or id -> the first EntryDraft with it */
    GHashTable *drafts_by_id;  /* id -> EntryDraft, of new entries */
    size_t near_budget;
    size_t repeated;
};

static void free_draft(gpointer draft)
{
    draft_free(draft);
}

static void free_file(gpointer file)
{
    planned_file_free(file);
}

static ImportPlan *plan_new(const ImportRequest *request)
{
    ImportPlan *plan = g_new0(ImportPlan, 1);
    plan->request = request;
    plan->arena = arena_new();
    plan->data = (DataReader){request->file, plan->arena, request->diags, 0, 0, '\0'};
    plan->drafts = g_ptr_array_new_with_free_func(free_draft);
    plan->files = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_file);
    plan->lookup = lookup_new(request->kb);
    plan->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    plan->drafts_by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    plan->drafts_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    plan->near_budget = NEAREST_BUDGET;
    return plan;
}

void import_plan_free(ImportPlan *plan)
{
    if (plan == NULL)
        return;
    g_ptr_array_unref(plan->drafts);
    g_clear_pointer(&plan->source, draft_free);
    g_hash_table_unref(plan->files);
    lookup_free(plan->lookup);
    g_hash_table_unref(plan->entries);
    g_hash_table_unref(plan->drafts_by_key);
    g_hash_table_unref(plan->drafts_by_id);
    arena_free(plan->arena);
    g_free(plan);
}

/* --- rows --- */

static bool is_list(const DataNode *node)
{
    return node->first != NULL && node->first->name == NULL;
}

/* Where nothing is said: all that the root holds; of a tree, its root. */
static GPtrArray *find_rows(ImportPlan *plan, const DataNode *root)
{
    const Mapping *mapping = plan->request->mapping;
    const bool is_tree = mapping->format == DATA_JSON || mapping->format == DATA_XML;
    plan->cells.place.row = root;
    if (is_tree && mapping->rows != NULL)
        return data_path_find(mapping->rows, &plan->cells.place);
    GPtrArray *rows = g_ptr_array_new();
    if (mapping->format == DATA_JSON && !is_list(root))
        g_ptr_array_add(rows, (gpointer)root);
    else
        for (const DataNode *row = root->first; row != NULL; row = row->next)
            g_ptr_array_add(rows, (gpointer)row);
    return rows;
}

static void fail(ImportPlan *plan, EntryDraft *draft, DiagId id, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

static void fail(ImportPlan *plan, EntryDraft *draft, DiagId id, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    plan->cells.place.row = draft->row;
    cell_report(&plan->cells, id, draft->row->span, "%s", message);
    draft->has_failed = true;
}

static void index_entries(ImportPlan *plan)
{
    const Mapping *mapping = plan->request->mapping;
    const Kb *kb = plan->request->kb;
    for (size_t i = 0; i < kb->entry_count; i++) {
        Entry *entry = kb->entries[i];
        char *key = class_is_a(entry->object.class, mapping->class)
                        ? draft_key_of_entry(entry, mapping->key, mapping->key_count)
                        : NULL;
        if (key != NULL && !g_hash_table_contains(plan->entries, key))
            g_hash_table_insert(plan->entries, key, entry);
        else
            g_free(key);
    }
}

/* Is the entry that the draft found one that can be written to? Else it has failed. */
static void check_entry(ImportPlan *plan, EntryDraft *draft, const Entry *entry)
{
    if (entry == NULL && g_hash_table_contains(plan->request->kb->damaged_ids, draft->id))
        fail(plan, draft, DIAG_IMPORT_TAKEN, "'%s' is there already, but could not be read",
             draft->id);
    else if (entry != NULL && entry->damaged)
        fail(plan, draft, DIAG_IMPORT_TAKEN, "there are mistakes in '%s' already: see %s",
             draft->id, entry->file->path);
    else if (entry != NULL && !class_is_a(entry->object.class, draft->class))
        fail(plan, draft, DIAG_IMPORT_TAKEN, "'%s' is there already, as %s and not %s", draft->id,
             entry->object.class->name, draft->class->name);
}

/* Finds the entry that the row is about, by its key or its id. */
static void find_entry(ImportPlan *plan, EntryDraft *draft, const char *key)
{
    const Kb *kb = plan->request->kb;
    const bool has_key = plan->request->mapping->key_count > 0;
    const Entry *by_key = has_key ? g_hash_table_lookup(plan->entries, key) : NULL;
    const Entry *by_id = kb_find_entry(kb, draft->id);
    if (has_key && by_key == NULL && by_id != NULL) {
        fail(plan, draft, DIAG_IMPORT_TAKEN, "'%s' is there already, and has another %s", draft->id,
             plan->request->mapping->key[0]->name);
        return;
    }
    draft->entry = has_key ? by_key : by_id;
    if (draft->entry != NULL)
        draft->id = draft->entry->id;
    check_entry(plan, draft, draft->entry);
}

/* Two rows may say the same of one entry, and nothing else. */
static void compare_with(ImportPlan *plan, EntryDraft *draft, const EntryDraft *first)
{
    if (draft_equal(draft, first)) {
        draft->is_repeated = true;
        plan->repeated++;
        return;
    }
    plan->cells.place.row = draft->row;
    Diagnostic *d =
        cell_report(&plan->cells, DIAG_IMPORT_DUPLICATE, draft->row->span,
                    "an earlier row is about '%s', too, and does not say the same", draft->id);
    if (first->row->number == 0)
        diag_note(d, first->row->span, "that row");
    draft->has_failed = true;
}

static void enter_draft(ImportPlan *plan, EntryDraft *draft)
{
    const Mapping *mapping = plan->request->mapping;
    g_autofree char *key = mapping->key_count > 0
                               ? draft_key(draft, mapping->key, mapping->key_count)
                               : g_strdup(draft->id);
    if (key == NULL) {
        fail(plan, draft, DIAG_IMPORT_ROW, "there is no '%s', by which its entry is found",
             mapping->key[0]->name);
        return;
    }
    const EntryDraft *first = g_hash_table_lookup(plan->drafts_by_key, key);
    if (first != NULL) {
        compare_with(plan, draft, first);
        return;
    }
    find_entry(plan, draft, key);
    if (draft->has_failed)
        return;
    if (g_hash_table_contains(plan->drafts_by_id, draft->id)) {
        fail(plan, draft, DIAG_IMPORT_TAKEN, "an earlier row makes the id '%s', too", draft->id);
        return;
    }
    g_hash_table_insert(plan->drafts_by_key, g_steal_pointer(&key), draft);
    g_hash_table_insert(plan->drafts_by_id, (gpointer)draft->id, draft);
}

/* What refers to it in the same file may use its name. */
static void enter_name(ImportPlan *plan, const EntryDraft *draft)
{
    const char *name = NULL;
    for (guint i = 0; i < draft->claims->len; i++) {
        const DraftClaim *claim = &g_array_index(draft->claims, DraftClaim, i);
        if (claim->map->slot->known == SLOT_NAME && claim->text != NULL)
            name = claim->text;
    }
    lookup_add(plan->lookup, name, draft->id, draft->class);
}

static void draft_rows(ImportPlan *plan, const GPtrArray *rows)
{
    const Mapping *mapping = plan->request->mapping;
    for (guint i = 0; i < rows->len; i++) {
        plan->cells.place.row = rows->pdata[i];
        EntryDraft *draft = draft_new(&plan->cells, mapping->class, mapping->id, mapping->slots,
                                      mapping->slot_count);
        g_ptr_array_add(plan->drafts, draft);
        if (!draft->has_failed && draft->claims->len == 0)
            fail(plan, draft, DIAG_IMPORT_ROW, "the row says nothing");
        if (!draft->has_failed)
            enter_draft(plan, draft);
        if (!draft->has_failed && draft->entry == NULL && !draft->is_repeated)
            enter_name(plan, draft);
    }
    for (guint i = 0; i < plan->drafts->len; i++) {
        EntryDraft *draft = plan->drafts->pdata[i];
        if (!draft->has_failed && !draft->is_repeated)
            draft_resolve(draft, &plan->cells, plan->lookup, &plan->near_budget);
    }
}

/* --- the source --- */

/* Sets a slot of the source to a text, in place of what the mapping says. */
static void set_source_text(ImportPlan *plan, const char *name, const char *text)
{
    const Slot *slot = class_find_slot(plan->source->class, name);
    GArray *claims = plan->source->claims;
    if (slot == NULL || text == NULL)
        return;
    for (guint i = claims->len; i-- > 0;)
        if (g_array_index(claims, DraftClaim, i).map->slot == slot)
            g_array_remove_index(claims, i);
    SlotMap *map = arena_new0(plan->arena, SlotMap, 1);
    map->slot = slot;
    const DraftClaim claim = {.map = map, .text = text, .from = plan->source->row->span};
    g_array_append_val(claims, claim);
}

/* Drafts the entry of the file itself. False (reported): it cannot be one. */
static bool draft_source(ImportPlan *plan, const DataNode *row)
{
    const ImportRequest *request = plan->request;
    const Mapping *mapping = request->mapping;
    const Class *class = request->kb->schema->known[CLASS_SOURCE];
    g_autofree char *hash = g_compute_checksum_for_data(
        G_CHECKSUM_SHA256, (const guchar *)request->file->bytes, request->file->length);
    plan->cells.place.row = row;
    plan->source = draft_new(&plan->cells, class, mapping->source_id, mapping->source_slots,
                             mapping->source_slot_count);
    plan->source->is_source = true;
    if (plan->source->has_failed)
        return false;
    set_source_text(plan, "published", request->published);
    set_source_text(plan, "sha256", arena_strdup(plan->arena, hash));
    draft_resolve(plan->source, &plan->cells, plan->lookup, &plan->near_budget);
    plan->source->entry = kb_find_entry(request->kb, plan->source->id);
    if (plan->source->entry != NULL)
        plan->source->id = plan->source->entry->id;
    check_entry(plan, plan->source, plan->source->entry);
    return !plan->source->has_failed;
}

/* --- files --- */

static PlannedFile *file_of_entry(ImportPlan *plan, const Entry *entry)
{
    PlannedFile *file = g_hash_table_lookup(plan->files, entry->file->relative);
    if (file == NULL) {
        file = planned_file_new(entry->file);
        g_hash_table_insert(plan->files, (gpointer)file->source->relative, file);
    }
    return file;
}

static PlannedFile *file_of_new(ImportPlan *plan, const EntryDraft *draft)
{
    const char *folder = draft->is_source ? NULL : plan->request->mapping->folder;
    g_autofree char *relative =
        folder != NULL ? g_strdup_printf("%s/%s/%s.yaml", draft->class->folder, folder, draft->id)
                       : g_strdup_printf("%s/%s.yaml", draft->class->folder, draft->id);
    PlannedFile *file = planned_file_new_at(plan->request->kb_path, relative);
    g_hash_table_insert(plan->files, (gpointer)file->source->relative, file);
    return file;
}

static void plan_draft(ImportPlan *plan, EntryDraft *draft)
{
    const Kb *kb = plan->request->kb;
    const char *source = draft->is_source ? NULL : plan->source->id;
    if (draft->entry == NULL) {
        update_begin(file_of_new(plan, draft), draft, source, kb);
        return;
    }
    const char *problem = update_entry(file_of_entry(plan, draft->entry), draft, source, kb);
    if (problem != NULL)
        fail(plan, draft, DIAG_IMPORT_TAKEN, "'%s' %s: %s", draft->id, problem,
             draft->entry->file->path);
}

static void plan_drafts(ImportPlan *plan)
{
    for (guint i = 0; i < plan->drafts->len; i++) {
        EntryDraft *draft = plan->drafts->pdata[i];
        if (!draft->has_failed && !draft->is_repeated)
            plan_draft(plan, draft);
    }
    plan_draft(plan, plan->source);
}

/* A source that nobody cites is none. */
static void settle_source(ImportPlan *plan)
{
    for (guint i = 0; i < plan->drafts->len; i++)
        if (!((const EntryDraft *)plan->drafts->pdata[i])->has_failed)
            return;
    plan->source->has_failed = true;
}

static char *file_stem(const SourceFile *file, Arena *arena)
{
    g_autofree char *name = g_path_get_basename(file->path);
    char *dot = strrchr(name, '.');
    if (dot != NULL && dot != name)
        *dot = '\0';
    return arena_strdup(arena, name);
}

static bool plan_rows(ImportPlan *plan, const DataNode *root)
{
    g_autoptr(GPtrArray) rows = find_rows(plan, root);
    if (rows->len == 0) {
        if (plan->data.lost_rows == 0)
            data_report(&plan->data, 0, 0, "there are no rows in it");
        return false;
    }
    plan->cells.decimal = cell_find_decimal(&plan->cells, rows);
    if (plan->request->mapping->key_count > 0)
        index_entries(plan);
    if (data_format_is_flat(plan->request->mapping->format))
        columns_check(&plan->cells, rows->pdata[0]);
    if (!draft_source(plan, rows->pdata[0]))
        return false;
    draft_rows(plan, rows);
    if (plan->cells.place.budget == 0) {
        data_report(&plan->data, 0, 0, "finding its columns takes too long");
        return false;
    }
    settle_source(plan);
    plan_drafts(plan);
    return true;
}

ImportPlan *import_plan_new(const ImportRequest *request)
{
    ImportPlan *plan = plan_new(request);
    const Mapping *mapping = request->mapping;
    const DataNode *root = data_read(&plan->data, mapping->format, &mapping->request);
    plan->cells = (CellReader){
        .mapping = mapping,
        .diags = request->diags,
        .place = {root, root, file_stem(request->file, plan->arena), plan->arena, DATA_PATH_BUDGET},
    };
    if (root != NULL && plan_rows(plan, root))
        return plan;
    import_plan_free(plan);
    return NULL;
}

/* --- what becomes of it --- */

static int compare_files(gconstpointer left, gconstpointer right)
{
    const PlannedFile *a = *(const PlannedFile *const *)left;
    const PlannedFile *b = *(const PlannedFile *const *)right;
    return strcmp(a->source->path, b->source->path);
}

GPtrArray *import_plan_files(ImportPlan *plan)
{
    GPtrArray *files = g_ptr_array_new();
    GHashTableIter iter;
    gpointer file;
    settle_source(plan);
    g_hash_table_iter_init(&iter, plan->files);
    while (g_hash_table_iter_next(&iter, NULL, &file)) {
        GBytes *bytes = planned_file_make(file);
        if (bytes != NULL)
            g_ptr_array_add(files, file);
        g_clear_pointer(&bytes, g_bytes_unref);
    }
    g_ptr_array_sort(files, compare_files);
    return files;
}

Overlay *import_plan_overlay(ImportPlan *plan)
{
    Overlay *overlay = overlay_new();
    g_autoptr(GPtrArray) files = import_plan_files(plan);
    for (guint i = 0; i < files->len; i++) {
        PlannedFile *file = files->pdata[i];
        g_autoptr(GBytes) bytes = planned_file_make(file);
        overlay_put(overlay, file->source->relative, bytes);
    }
    return overlay;
}

/* The draft to which an error in a planned file is due: the one that wrote there, or in the file.
 */
static EntryDraft *find_blamed(const PlannedFile *file, size_t at, Span *from)
{
    const PlannedEdit *edit = planned_file_find(file, at);
    for (guint i = 0; edit == NULL && i < file->edits->len; i++) {
        const PlannedEdit *other = &g_array_index(file->edits, PlannedEdit, i);
        edit = !other->draft->has_failed ? other : NULL;
    }
    if (edit == NULL)
        return NULL;
    *from = edit->from;
    return edit->draft;
}

static void blame(ImportPlan *plan, EntryDraft *draft, const Diagnostic *found, Span from)
{
    const bool is_of_row = found->id == DIAG_ENTRY_MISSING_SLOT;
    plan->cells.place.row = draft->row;
    Diagnostic *d = cell_report(&plan->cells, found->id, is_of_row ? draft->row->span : from, "%s",
                                found->message);
    for (guint i = 0; found->hints != NULL && i < found->hints->len; i++)
        diag_hint(d, "%s", (const char *)found->hints->pdata[i]);
}

static bool is_known(const Diagnostic *found, const GPtrArray *before)
{
    for (guint i = 0; i < before->len; i++) {
        const Diagnostic *old = before->pdata[i];
        if (old->id == found->id && g_strcmp0(old->message, found->message) == 0)
            return true;
    }
    return false;
}

/* Which planned file is the error in, or points to? */
static const PlannedFile *find_file(const ImportPlan *plan, const Diagnostic *found, size_t *at)
{
    Span span = found->span;
    const PlannedFile *file =
        span.file != NULL ? g_hash_table_lookup(plan->files, span.file->relative) : NULL;
    for (guint i = 0; file == NULL && found->notes != NULL && i < found->notes->len; i++) {
        span = g_array_index(found->notes, DiagNote, i).span;
        if (span.file != NULL)
            file = g_hash_table_lookup(plan->files, span.file->relative);
    }
    *at = span.start;
    return file;
}

ImportVerdict import_plan_reject(ImportPlan *plan, const GPtrArray *found, const GPtrArray *before)
{
    g_autoptr(GPtrArray) blamed = g_ptr_array_new();
    bool is_foreign = false;
    for (guint i = 0; i < found->len; i++) {
        const Diagnostic *one = found->pdata[i];
        size_t at;
        Span from;
        if (one->severity < SEVERITY_ERROR || is_known(one, before))
            continue;
        const PlannedFile *file = find_file(plan, one, &at);
        EntryDraft *draft = file != NULL ? find_blamed(file, at, &from) : NULL;
        is_foreign |= draft == NULL || draft->is_source;
        if (draft == NULL)
            continue;
        blame(plan, draft, one, from);
        g_ptr_array_add(blamed, draft);
    }
    for (guint i = 0; i < blamed->len; i++)
        ((EntryDraft *)blamed->pdata[i])->has_failed = true;
    return is_foreign ? IMPORT_FOREIGN : blamed->len > 0 ? IMPORT_REJECTED : IMPORT_FINE;
}

static void count_draft(ImportCounts *counts, const EntryDraft *draft)
{
    const size_t changes = draft->changed_values + draft->new_values;
    counts->lost += draft->has_failed;
    if (draft->has_failed || draft->is_repeated)
        return;
    counts->new_entries += draft->entry == NULL;
    counts->changed_entries += draft->entry != NULL && changes > 0;
    counts->equal_entries += draft->entry != NULL && changes == 0;
    counts->new_values += draft->new_values;
    counts->changed_values += draft->changed_values;
    counts->equal_values += draft->equal_values;
}

ImportCounts import_plan_counts(const ImportPlan *plan)
{
    ImportCounts counts = {.rows = plan->drafts->len + plan->data.lost_rows,
                           .repeated = plan->repeated,
                           .lost = plan->data.lost_rows};
    for (guint i = 0; i < plan->drafts->len; i++)
        count_draft(&counts, plan->drafts->pdata[i]);
    return counts;
}

char *import_plan_describe(const ImportPlan *plan)
{
    const Mapping *mapping = plan->request->mapping;
    g_autoptr(GString) text = g_string_new(data_format_name(mapping->format));
    if (mapping->format == DATA_CSV) {
        const char delimiter[] = {plan->data.delimiter, '\0'};
        g_string_append_printf(
            text, ", %s%s%s between cells", plan->data.delimiter == '\t' ? "tabs" : "'",
            plan->data.delimiter == '\t' ? "" : delimiter, plan->data.delimiter == '\t' ? "" : "'");
    }
    if (plan->cells.decimal != '\0')
        g_string_append_printf(text, ", '%c' before decimals", plan->cells.decimal);
    return g_strdup(text->str);
}
