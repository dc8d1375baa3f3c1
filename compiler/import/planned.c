#include "import/planned.h"

#include <string.h>

static void edit_clear(gpointer data)
{
    PlannedEdit *edit = data;
    g_free(edit->text);
    g_free(edit->said);
}

PlannedFile *planned_file_new(const SourceFile *source)
{
    PlannedFile *file = g_new0(PlannedFile, 1);
    file->source = source;
    file->arena = arena_new();
    file->edits = g_array_new(FALSE, FALSE, sizeof(PlannedEdit));
    g_array_set_clear_func(file->edits, edit_clear);
    return file;
}

PlannedFile *planned_file_new_at(const char *kb_path, const char *relative)
{
    PlannedFile *file = planned_file_new(NULL);
    SourceFile *source = arena_new0(file->arena, SourceFile, 1);
    source->relative = arena_strdup(file->arena, relative);
    source->path = strcmp(kb_path, ".") == 0
                       ? source->relative
                       : arena_concat(file->arena, kb_path,
                                      g_str_has_suffix(kb_path, "/") ? "" : "/", relative);
    source->bytes = "";
    file->source = source;
    file->is_new = true;
    return file;
}

void planned_file_free(PlannedFile *file)
{
    g_array_unref(file->edits);
    arena_free(file->arena);
    g_free(file);
}

PlannedEdit *planned_file_edit(PlannedFile *file, EntryDraft *draft, Span from, size_t start,
                               size_t end, const char *text)
{
    const PlannedEdit edit = {.start = start,
                              .end = end,
                              .text = g_strdup(text),
                              .draft = draft,
                              .from = from,
                              .order = file->edits->len};
    g_array_append_val(file->edits, edit);
    return &g_array_index(file->edits, PlannedEdit, file->edits->len - 1);
}

static bool begins_at(const Node *node, size_t start)
{
    return node->kind == NODE_MAPPING && node->first != NULL &&
           node->first->key->span.start == start;
}

static const Node *find_variant(const Node *document, size_t start)
{
    const Node *list =
        document->kind == NODE_MAPPING ? node_find(document, known_slot_name(SLOT_VARIANTS)) : NULL;
    const bool are_several = list != NULL && list->kind == NODE_SEQUENCE;
    for (const Node *item = are_several ? list->first : list; item != NULL;
         item = are_several ? item->next : NULL)
        if (begins_at(item, start))
            return item;
    return NULL;
}

const Node *planned_file_document(PlannedFile *file, size_t start)
{
    if (file->tree == NULL) {
        g_autoptr(Diagnostics) known = diagnostics_new();
        file->tree = tree_parse(file->source, file->arena, known);
    }
    for (const Node *node = file->tree->first; node != NULL; node = node->next) {
        const Node *variant = find_variant(node, start);
        if (variant != NULL || begins_at(node, start))
            return variant != NULL ? variant : node;
    }
    return NULL;
}

static bool is_of_variant(const PlannedEdit *edit)
{
    return edit->draft->entry != NULL && edit->draft->entry->variant_key != NULL;
}

/* Where a variant is the last of its base's document, what is new in it comes before what is new
 * behind it. */
static int compare_edits(gconstpointer left, gconstpointer right)
{
    const PlannedEdit *a = left;
    const PlannedEdit *b = right;
    if (a->start != b->start)
        return (a->start > b->start) - (a->start < b->start);
    if (is_of_variant(a) != is_of_variant(b))
        return is_of_variant(a) ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

static PlannedEdit *edit_at(const PlannedFile *file, guint i)
{
    return &g_array_index(file->edits, PlannedEdit, i);
}

/* `done`: up to where edits before it have gone. What was to move a line that is not there any more
 * moves nothing. */
static bool is_made(const PlannedEdit *edit, size_t done)
{
    return !edit->draft->has_failed && edit->start >= done;
}

/* The edits that are made, in the order of the file; what overlaps one before it is none of them.
 */
static GArray *list_made(PlannedFile *file)
{
    GArray *made = g_array_new(FALSE, FALSE, sizeof(FixEdit));
    size_t done = 0;
    g_array_sort(file->edits, compare_edits);
    for (guint i = 0; i < file->edits->len; i++) {
        const PlannedEdit *edit = edit_at(file, i);
        const FixEdit one = {edit->start, edit->end, edit->text};
        if (!is_made(edit, done))
            continue;
        done = edit->end;
        g_array_append_val(made, one);
    }
    return made;
}

GBytes *planned_file_make(PlannedFile *file)
{
    const SourceFile *source = file->source;
    GString *text = g_string_new(NULL);
    size_t done = 0;
    bool is_changed = false;
    g_array_sort(file->edits, compare_edits);
    for (guint i = 0; i < file->edits->len; i++) {
        PlannedEdit *edit = edit_at(file, i);
        edit->made_start = edit->made_end = 0;
        if (!is_made(edit, done))
            continue;
        g_string_append_len(text, source->bytes + done, (gssize)(edit->start - done));
        edit->made_start = text->len;
        g_string_append(text, edit->text);
        edit->made_end = text->len;
        done = edit->end;
        is_changed = true;
    }
    g_string_append_len(text, source->bytes + done, (gssize)(source->length - done));
    if (is_changed)
        return g_string_free_to_bytes(text);
    g_string_free(text, TRUE);
    return NULL;
}

const PlannedEdit *planned_file_find(const PlannedFile *file, size_t at)
{
    for (guint i = 0; i < file->edits->len; i++) {
        const PlannedEdit *edit = edit_at(file, i);
        if (!edit->draft->has_failed && edit->made_start <= at && at < edit->made_end)
            return edit;
    }
    return NULL;
}

void planned_file_append_diff(PlannedFile *file, GString *out)
{
    g_autoptr(GArray) made = list_made(file);
    g_autoptr(GString) text = g_string_new(NULL);
    if (made->len == 0)
        return;
    if (file->is_new) { /* pieces of one insertion */
        for (guint i = 0; i < made->len; i++)
            g_string_append(text, g_array_index(made, FixEdit, i).text);
        const FixEdit whole = {0, 0, text->str};
        g_array_set_size(made, 0);
        g_array_append_val(made, whole);
    }
    const FixedFile fixed = {.file = file->source, .edits = made, .is_new = file->is_new};
    fixed_file_append_diff(&fixed, out);
}
