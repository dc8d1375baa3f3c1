#include "diag/fixes.h"

#include <string.h>

static void fixed_file_free(gpointer data)
{
    FixedFile *fixed = data;
    g_array_unref(fixed->edits);
    g_free(fixed);
}

/* A plan in the making. */
typedef struct Planner {
    Fixes *fixes;
    GHashTable *by_file; /* SourceFile -> FixedFile */
} Planner;

static FixedFile *obtain_file(const Planner *planner, const SourceFile *file)
{
    FixedFile *fixed = g_hash_table_lookup(planner->by_file, file);
    if (fixed != NULL)
        return fixed;
    fixed = g_new0(FixedFile, 1);
    fixed->file = file;
    fixed->edits = g_array_new(FALSE, FALSE, sizeof(FixEdit));
    g_ptr_array_add(planner->fixes->files, fixed);
    g_hash_table_insert(planner->by_file, (gpointer)file, fixed);
    return fixed;
}

static bool is_equal(const FixEdit *edit, const DiagFix *fix)
{
    return edit->start == fix->span.start && edit->end == fix->span.end &&
           strcmp(edit->text, fix->text) == 0;
}

/* What touches an edit is in its way, too: nobody says which of both comes first. Fixes come in the
 * order of their file: few edits are behind the place. */
static bool collides(const Planner *planner, const DiagFix *fix)
{
    const FixedFile *fixed = g_hash_table_lookup(planner->by_file, fix->span.file);
    for (guint i = fixed != NULL ? fixed->edits->len : 0; i > 0; i--) {
        const FixEdit *edit = &g_array_index(fixed->edits, FixEdit, i - 1);
        if (edit->end < fix->span.start)
            return false;
        if (edit->start <= fix->span.end && !is_equal(edit, fix))
            return true;
    }
    return false;
}

static bool can_be_made(const DiagFix *fix)
{
    const SourceFile *file = fix->span.file;
    return file != NULL && file->bytes != NULL && fix->span.start <= fix->span.end &&
           fix->span.end <= file->length;
}

static bool can_all_be_made(const Planner *planner, const Diagnostic *diagnostic)
{
    if (diagnostic->fixes == NULL)
        return false;
    for (guint i = 0; i < diagnostic->fixes->len; i++) {
        const DiagFix *fix = &g_array_index(diagnostic->fixes, DiagFix, i);
        if (!can_be_made(fix) || collides(planner, fix))
            return false;
    }
    return true;
}

static void add_edit(const Planner *planner, const DiagFix *fix)
{
    FixedFile *fixed = obtain_file(planner, fix->span.file);
    const FixEdit edit = {fix->span.start, fix->span.end, fix->text};
    guint at = fixed->edits->len;
    while (at > 0 && g_array_index(fixed->edits, FixEdit, at - 1).start >= edit.start)
        at--;
    if (at < fixed->edits->len && is_equal(&g_array_index(fixed->edits, FixEdit, at), fix))
        return; /* said twice */
    g_array_insert_val(fixed->edits, at, edit);
}

Fixes *fixes_plan(Diagnostics *diags)
{
    Fixes *fixes = g_new0(Fixes, 1);
    fixes->files = g_ptr_array_new_with_free_func(fixed_file_free);
    fixes->made = g_ptr_array_new();
    fixes->left = g_ptr_array_new();
    g_autoptr(GHashTable) by_file = g_hash_table_new(NULL, NULL);
    const Planner planner = {fixes, by_file};
    const GPtrArray *all = diagnostics_sorted(diags);
    for (guint i = 0; i < all->len; i++) {
        const Diagnostic *diagnostic = all->pdata[i];
        if (diagnostic->severity == SEVERITY_ACCEPTED)
            continue;
        const bool is_made = can_all_be_made(&planner, diagnostic);
        g_ptr_array_add(is_made ? fixes->made : fixes->left, (gpointer)diagnostic);
        for (guint k = 0; is_made && k < diagnostic->fixes->len; k++)
            add_edit(&planner, &g_array_index(diagnostic->fixes, DiagFix, k));
    }
    return fixes;
}

void fixes_free(Fixes *fixes)
{
    if (fixes == NULL)
        return;
    g_ptr_array_unref(fixes->files);
    g_ptr_array_unref(fixes->made);
    g_ptr_array_unref(fixes->left);
    g_free(fixes);
}

GString *fixed_file_text(const FixedFile *fixed)
{
    const SourceFile *file = fixed->file;
    GString *text = g_string_sized_new(file->length + 64);
    size_t done = 0;
    for (guint i = 0; i < fixed->edits->len; i++) {
        const FixEdit *edit = &g_array_index(fixed->edits, FixEdit, i);
        g_string_append_len(text, file->bytes + done, (gssize)(edit->start - done));
        g_string_append(text, edit->text);
        done = edit->end;
    }
    g_string_append_len(text, file->bytes + done, (gssize)(file->length - done));
    return text;
}
