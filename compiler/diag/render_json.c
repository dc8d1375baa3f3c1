/* One array of objects, all with the same keys; what a diagnostic does not have is null or empty.
 * But `moves` is there only where a file is to lie elsewhere, which is rare. Warnings that are
 * accepted are among them, and say why.
 */
#include "base/json.h"
#include "diag/render_format.h"

/* Messages quote what users wrote, which need not be UTF-8. */
static void put_text(Json *json, const char *key, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    json_put_text(json, key, valid);
}

static void put_number(Json *json, const char *key, bool is_known, unsigned number)
{
    json_key(json, key);
    if (is_known)
        json_integer(json, number);
    else
        json_null(json);
}

static void put_place(Json *json, Render *render, Span span)
{
    const ShownPlace place = render_place(render, span);
    if (place.path != NULL) {
        put_text(json, "file", place.path);
    } else {
        json_key(json, "file");
        json_null(json);
    }
    put_number(json, "line", place.has_position, place.start.line);
    put_number(json, "column", place.has_position, place.start.column);
    put_number(json, "end_line", place.has_position, place.end.line);
    put_number(json, "end_column", place.has_position, place.end.column);
}

static void put_note(Json *json, Render *render, const DiagNote *note)
{
    json_begin_object(json);
    put_text(json, "message", note->text);
    put_place(json, render, note->span);
    json_end_object(json);
}

static void put_fix(Json *json, Render *render, const DiagFix *fix)
{
    json_begin_object(json);
    put_text(json, "text", fix->text);
    put_place(json, render, fix->span);
    json_end_object(json);
}

static void put_moves(Json *json, const GArray *moves)
{
    json_key(json, "moves");
    json_begin_array(json);
    for (guint i = 0; i < moves->len; i++) {
        const DiagMove *move = &g_array_index(moves, DiagMove, i);
        g_autofree char *to = diag_move_path(move);
        json_begin_object(json);
        put_text(json, "file", move->file->path);
        put_text(json, "to", to);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_diagnostic(Json *json, Render *render, const Diagnostic *diagnostic)
{
    json_begin_object(json);
    json_put_text(json, "slug", diagnostic_slug(diagnostic));
    json_put_text(json, "severity", render_severity(diagnostic));
    put_text(json, "message", diagnostic->message);
    put_place(json, render, diagnostic->span);
    if (diagnostic->accepted != NULL) {
        put_text(json, "accepted", diagnostic->accepted);
    } else {
        json_key(json, "accepted");
        json_null(json);
    }
    json_key(json, "notes");
    json_begin_array(json);
    for (guint i = 0; i < render_note_count(diagnostic); i++)
        put_note(json, render, render_note(diagnostic, i));
    json_end_array(json);
    json_key(json, "hints");
    json_begin_array(json);
    for (guint i = 0; i < render_hint_count(diagnostic); i++) {
        g_autofree char *hint = g_utf8_make_valid(render_hint(diagnostic, i), -1);
        json_text(json, hint);
    }
    json_end_array(json);
    json_key(json, "fixes");
    json_begin_array(json);
    for (guint i = 0; i < render_fix_count(diagnostic); i++)
        put_fix(json, render, render_fix(diagnostic, i));
    json_end_array(json);
    if (diagnostic->moves != NULL)
        put_moves(json, diagnostic->moves);
    json_end_object(json);
}

void render_json(Render *render)
{
    Json json;
    json_init(&json, render->out, true);
    json_begin_array(&json);
    for (guint i = 0; i < render->diagnostics->len; i++)
        put_diagnostic(&json, render, render_diagnostic(render, i));
    json_end_array(&json);
    g_string_append_c(render->out, '\n');
}
