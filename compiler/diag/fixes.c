#include "diag/fixes.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
    GHashTable *moved;   /* set of SourceFile */
    GHashTable *places;  /* set of char *: where they are moved to */
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

static bool can_be_moved(const Planner *planner, const DiagMove *move)
{
    struct stat status;
    g_autofree char *to = diag_move_path(move);
    return !g_hash_table_contains(planner->by_file, move->file) &&
           !g_hash_table_contains(planner->moved, move->file) &&
           !g_hash_table_contains(planner->places, to) && lstat(to, &status) != 0 &&
           lstat(move->file->path, &status) == 0 && S_ISREG(status.st_mode);
}

static bool can_all_be_moved(const Planner *planner, const Diagnostic *diagnostic)
{
    for (guint i = 0; diagnostic->moves != NULL && i < diagnostic->moves->len; i++)
        if (!can_be_moved(planner, &g_array_index(diagnostic->moves, DiagMove, i)))
            return false;
    return true;
}

static void add_move(const Planner *planner, const DiagMove *move)
{
    g_ptr_array_add(planner->fixes->moves, (gpointer)move);
    g_hash_table_add(planner->moved, (gpointer)move->file);
    g_hash_table_add(planner->places, diag_move_path(move));
}

static bool can_be_made(const Planner *planner, const DiagFix *fix)
{
    const SourceFile *file = fix->span.file;
    return file != NULL && file->bytes != NULL && fix->span.start <= fix->span.end &&
           fix->span.end <= file->length && !g_hash_table_contains(planner->moved, file);
}

static bool can_all_be_made(const Planner *planner, const Diagnostic *diagnostic)
{
    if (diagnostic->fixes == NULL && diagnostic->moves == NULL)
        return false;
    for (guint i = 0; diagnostic->fixes != NULL && i < diagnostic->fixes->len; i++) {
        const DiagFix *fix = &g_array_index(diagnostic->fixes, DiagFix, i);
        if (!can_be_made(planner, fix) || collides(planner, fix))
            return false;
    }
    return can_all_be_moved(planner, diagnostic);
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

static void add_all(const Planner *planner, const Diagnostic *diagnostic)
{
    for (guint i = 0; diagnostic->fixes != NULL && i < diagnostic->fixes->len; i++)
        add_edit(planner, &g_array_index(diagnostic->fixes, DiagFix, i));
    for (guint i = 0; diagnostic->moves != NULL && i < diagnostic->moves->len; i++)
        add_move(planner, &g_array_index(diagnostic->moves, DiagMove, i));
}

Fixes *fixes_plan(Diagnostics *diags)
{
    Fixes *fixes = g_new0(Fixes, 1);
    fixes->files = g_ptr_array_new_with_free_func(fixed_file_free);
    fixes->moves = g_ptr_array_new();
    fixes->made = g_ptr_array_new();
    fixes->left = g_ptr_array_new();
    g_autoptr(GHashTable) by_file = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) moved = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const Planner planner = {fixes, by_file, moved, places};
    const GPtrArray *all = diagnostics_sorted(diags);
    for (guint i = 0; i < all->len; i++) {
        const Diagnostic *diagnostic = all->pdata[i];
        if (diagnostic->severity == SEVERITY_ACCEPTED)
            continue;
        const bool is_made = can_all_be_made(&planner, diagnostic);
        g_ptr_array_add(is_made ? fixes->made : fixes->left, (gpointer)diagnostic);
        if (is_made)
            add_all(&planner, diagnostic);
    }
    return fixes;
}

void fixes_free(Fixes *fixes)
{
    if (fixes == NULL)
        return;
    g_ptr_array_unref(fixes->files);
    g_ptr_array_unref(fixes->moves);
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

/* Not over something that came there meanwhile, as far as the file system can tell. */
static int rename_without_loss(const char *from, const char *to)
{
    struct stat status;
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL)
        return -1;
    if (lstat(to, &status) != 0)
        return rename(from, to);
    errno = EEXIST;
    return -1;
}

bool fixes_move(const DiagMove *move, GError **error)
{
    g_autofree char *to = diag_move_path(move);
    g_autofree char *folder = g_path_get_dirname(to);
    if (g_mkdir_with_parents(folder, 0777) != 0 || rename_without_loss(move->file->path, to) != 0) {
        g_set_error_literal(error, G_FILE_ERROR, g_file_error_from_errno(errno), g_strerror(errno));
        return false;
    }
    g_autofree char *left = g_path_get_dirname(move->file->path);
    rmdir(left); /* fails, unless it is empty */
    return true;
}

void fixes_append_move(const DiagMove *move, GString *out)
{
    const char *from = move->file->path;
    g_autofree char *to = diag_move_path(move);
    g_string_append_printf(out,
                           "diff --git a/%s b/%s\nsimilarity index 100%%\nrename from %s\n"
                           "rename to %s\n",
                           from, to, from, to);
}
