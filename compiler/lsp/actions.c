/* What hints say to the letter, done at a keystroke. */
#include "diag/fixes.h"
#include "lsp/answers.h"
#include "lsp/edits.h"

#include <string.h>

static const char quick_kind[] = "quickfix";
static const char all_kind[] = "source.fixAll.dieline";

/* Does the editor want actions of this kind? It may name a part of it. */
static bool is_wanted(const JsonItem *params, const char *kind)
{
    const JsonItem *only = json_item_find_within(params, "context", "only");
    if (only == NULL)
        return true;
    for (size_t i = 0; i < json_item_count(only); i++) {
        const char *name = json_item_text(json_item_at(only, i));
        const size_t length = name != NULL ? strlen(name) : 0;
        if (length > 0 && strncmp(kind, name, length) == 0 &&
            (kind[length] == '\0' || kind[length] == '.'))
            return true;
    }
    return false;
}

static void put_action(const Session *session, Json *json, const char *title, const char *kind,
                       EditSet *set)
{
    g_autofree char *valid = g_utf8_make_valid(title, -1);
    json_begin_object(json);
    json_put_text(json, "title", valid);
    json_put_text(json, "kind", kind);
    if (kind == quick_kind)
        json_put_bool(json, "isPreferred", true);
    json_key(json, "edit");
    edit_set_put(set, session, json);
    json_end_object(json);
}

/* Returns what is done, on one line; of several changes, what the hint says. */
static char *title_of(const Diagnostic *diagnostic)
{
    enum { SHOWN_MAX = 60 };
    const DiagFix *first = &g_array_index(diagnostic->fixes, DiagFix, 0);
    if (diagnostic->fixes->len > 1)
        return g_strdup(diagnostic->hints != NULL ? diagnostic->hints->pdata[0]
                                                  : diagnostic->message);
    const char *text = first->text;
    g_autofree char *line = g_strdelimit(g_strdup(text), "\r\n", ' ');
    const bool is_long = g_utf8_strlen(line, -1) > SHOWN_MAX;
    g_autofree char *shown = g_utf8_substring(line, 0, is_long ? SHOWN_MAX : -1);
    return *g_strstrip(shown) != '\0' ? g_strdup_printf("Write '%s%s'", shown, is_long ? "…" : "")
                                      : g_strdup("Take it away");
}

static void put_fix(const Session *session, Json *json, const Diagnostic *diagnostic)
{
    EditSet set;
    edit_set_init(&set);
    for (guint i = 0; i < diagnostic->fixes->len; i++) {
        const DiagFix *fix = &g_array_index(diagnostic->fixes, DiagFix, i);
        edit_set_add(&set, fix->span, fix->text);
    }
    g_autofree char *title = title_of(diagnostic);
    put_action(session, json, title, quick_kind, &set);
    edit_set_clear(&set);
}

static bool can_be_fixed(const Diagnostic *diagnostic, const SourceFile *file)
{
    if (diagnostic->severity < SEVERITY_WARNING || diagnostic->span.file != file ||
        diagnostic->fixes == NULL)
        return false;
    for (guint i = 0; i < diagnostic->fixes->len; i++)
        if (g_array_index(diagnostic->fixes, DiagFix, i).span.file == NULL)
            return false;
    return true;
}

static void put_quick_fixes(const Session *session, Json *json, const SourceFile *file,
                            size_t start, size_t end)
{
    const GPtrArray *all = diagnostics_sorted(session->state->diags);
    for (guint i = 0; i < all->len; i++) {
        const Diagnostic *diagnostic = all->pdata[i];
        if (can_be_fixed(diagnostic, file) && diagnostic->span.start <= end &&
            start <= diagnostic->span.end)
            put_fix(session, json, diagnostic);
    }
}

/* As `dieline fix` does, in this file. */
static void put_all_fixes(const Session *session, Json *json, const SourceFile *file)
{
    g_autoptr(Fixes) fixes = fixes_plan(session->state->diags);
    for (guint i = 0; i < fixes->files->len; i++) {
        const FixedFile *fixed = fixes->files->pdata[i];
        if (fixed->file != file)
            continue;
        EditSet set;
        edit_set_init(&set);
        for (guint k = 0; k < fixed->edits->len; k++) {
            const FixEdit *edit = &g_array_index(fixed->edits, FixEdit, k);
            edit_set_add(&set, (Span){file, (uint32_t)edit->start, (uint32_t)edit->end},
                         edit->text);
        }
        put_action(session, json, "Do what hints say, in all of this file", all_kind, &set);
        edit_set_clear(&set);
    }
}

static void put_actions(const Session *session, Json *json, const JsonItem *params,
                        const SourceFile *file)
{
    TextPlace start;
    TextPlace end;
    if (!place_read(json_item_find_within(params, "range", "start"), &start) ||
        !place_read(json_item_find_within(params, "range", "end"), &end))
        return;
    g_autoptr(PlacedText) text = placed_text_new(file->bytes, file->length, session->unit);
    if (is_wanted(params, quick_kind))
        put_quick_fixes(session, json, file, placed_text_offset(text, start),
                        placed_text_offset(text, end));
    if (is_wanted(params, all_kind))
        put_all_fixes(session, json, file);
}

bool code_action_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)problem;
    const Buffer *buffer = session_buffer_of(session, params);
    const char *relative = buffer != NULL ? session_relative(session, buffer) : NULL;
    const InputFile *file = relative != NULL ? session_find_file(session, relative) : NULL;
    json_begin_array(json);
    if (file != NULL && file->source->bytes != NULL)
        put_actions(session, json, params, file->source);
    json_end_array(json);
    return true;
}
