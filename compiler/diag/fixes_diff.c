/*
 * Edits as a unified diff. Which lines differ is known, so that nothing has to be compared.
 */
#include "diag/fixes.h"

#include <string.h>

enum { AROUND = 3 };

/* Lines of a text, each with its end. */
typedef struct DiffLines {
    GArray *starts; /* of size_t; the last one is the text's end */
    const char *bytes;
} DiffLines;

/* Lines [first, first + count) become `lines`. */
typedef struct DiffChange {
    size_t first;
    size_t count;
    GString *text;
    DiffLines lines;
} DiffChange;

static DiffLines split_lines(const char *bytes, size_t length)
{
    DiffLines lines = {g_array_new(FALSE, FALSE, sizeof(size_t)), bytes};
    size_t at = 0;
    while (at < length) {
        g_array_append_val(lines.starts, at);
        const char *end = memchr(bytes + at, '\n', length - at);
        at = end != NULL ? (size_t)(end - bytes) + 1 : length;
    }
    g_array_append_val(lines.starts, length);
    return lines;
}

static size_t line_count(const DiffLines *lines)
{
    return lines->starts->len - 1;
}

static size_t line_start(const DiffLines *lines, size_t line)
{
    return g_array_index(lines->starts, size_t, line);
}

/* The line that the byte is in; behind the text, the last one. */
static size_t line_of(const DiffLines *lines, size_t byte)
{
    size_t low = 0;
    size_t high = line_count(lines);
    while (low + 1 < high) {
        const size_t middle = (low + high) / 2;
        if (line_start(lines, middle) <= byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void append_line(const DiffLines *lines, size_t line, char sign, GString *out)
{
    const size_t start = line_start(lines, line);
    const size_t end = line_start(lines, line + 1);
    g_string_append_c(out, sign);
    g_string_append_len(out, lines->bytes + start, (gssize)(end - start));
    if (lines->bytes[end - 1] != '\n')
        g_string_append(out, "\n\\ No newline at end of file\n");
}

static void append_lines(const DiffLines *lines, size_t first, size_t end, char sign, GString *out)
{
    for (size_t line = first; line < end; line++)
        append_line(lines, line, sign, out);
}

/* --- changes --- */

static void change_clear(gpointer data)
{
    DiffChange *change = data;
    g_string_free(change->text, TRUE);
    g_array_unref(change->lines.starts);
}

/* Puts the edits from `*at` on that touch lines which follow each other into one change. */
static DiffChange take_change(const FixedFile *fixed, const DiffLines *old, guint *at)
{
    const FixEdit *edits = (const FixEdit *)(const void *)fixed->edits->data;
    const size_t first = line_of(old, edits[*at].start);
    size_t done = line_count(old) > 0 ? line_start(old, first) : 0;
    size_t last = first;
    GString *text = g_string_new(NULL);
    for (; *at < fixed->edits->len && line_of(old, edits[*at].start) <= last; *at += 1) {
        g_string_append_len(text, old->bytes + done, (gssize)(edits[*at].start - done));
        g_string_append(text, edits[*at].text);
        done = edits[*at].end;
        last = line_of(old, done);
    }
    const size_t end = line_count(old) > 0 ? line_start(old, last + 1) : 0;
    g_string_append_len(text, old->bytes + done, (gssize)(end - done));
    return (DiffChange){first, MIN(last - first + 1, line_count(old)), text,
                        split_lines(text->str, text->len)};
}

static GArray *list_changes(const FixedFile *fixed, const DiffLines *old)
{
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(DiffChange));
    g_array_set_clear_func(changes, change_clear);
    for (guint at = 0; at < fixed->edits->len;) {
        const DiffChange change = take_change(fixed, old, &at);
        g_array_append_val(changes, change);
    }
    return changes;
}

/* --- hunks --- */

static const DiffChange *change_at(const GArray *changes, guint i)
{
    return &g_array_index(changes, DiffChange, i);
}

static size_t change_end(const DiffChange *change)
{
    return change->first + change->count;
}

/* How many changes from `first` on have less between them than what is shown around each. */
static guint hunk_length(const GArray *changes, guint first)
{
    guint end = first + 1;
    while (end < changes->len &&
           change_at(changes, end)->first - change_end(change_at(changes, end - 1)) <= 2 * AROUND)
        end++;
    return end - first;
}

/* Empty ranges are told by the line before them. */
static void append_range(GString *out, char sign, size_t first, size_t count)
{
    g_string_append_printf(out, "%c%zu,%zu ", sign, first + (count > 0 ? 1 : 0), count);
}

/* Appends the hunk of `count` changes from `at` on; `shift` is by how much lines before it have
 * become more. Returns by how much those in it have. */
static size_t append_hunk(const GArray *changes, guint at, guint count, const DiffLines *old,
                          size_t shift, GString *out)
{
    const DiffChange *last = change_at(changes, at + count - 1);
    const size_t begin = change_at(changes, at)->first - MIN(change_at(changes, at)->first, AROUND);
    const size_t end = MIN(change_end(last) + AROUND, line_count(old));
    size_t more = 0; /* modulo: lines can become fewer */
    for (guint i = at; i < at + count; i++)
        more += line_count(&change_at(changes, i)->lines) - change_at(changes, i)->count;
    g_string_append(out, "@@ ");
    append_range(out, '-', begin, end - begin);
    append_range(out, '+', begin + shift, end - begin + more);
    g_string_append(out, "@@\n");
    size_t line = begin;
    for (guint i = at; i < at + count; i++) {
        const DiffChange *change = change_at(changes, i);
        append_lines(old, line, change->first, ' ', out);
        append_lines(old, change->first, change_end(change), '-', out);
        append_lines(&change->lines, 0, line_count(&change->lines), '+', out);
        line = change_end(change);
    }
    append_lines(old, line, end, ' ', out);
    return more;
}

void fixed_file_append_diff(const FixedFile *fixed, GString *out)
{
    const SourceFile *file = fixed->file;
    const DiffLines old = split_lines(file->bytes, file->length);
    g_autoptr(GArray) changes = list_changes(fixed, &old);
    const char *end = strchr(file->path, ' ') != NULL ? "\t" : ""; /* as git marks it for patch */
    g_string_append_printf(out, "--- %s%s%s\n+++ b/%s%s\n", fixed->is_new ? "" : "a/",
                           fixed->is_new ? "/dev/null" : file->path, fixed->is_new ? "" : end,
                           file->path, end);
    size_t shift = 0;
    for (guint at = 0; at < changes->len;) {
        const guint count = hunk_length(changes, at);
        shift += append_hunk(changes, at, count, &old, shift, out);
        at += count;
    }
    g_array_unref(old.starts);
}
