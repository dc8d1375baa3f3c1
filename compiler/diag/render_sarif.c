/*
 * SARIF 2.1.0 (OASIS), what code hosts and editors show as findings.
 *
 * Rules are those that occur, in the catalogue's order. Regions count code points, as we do
 * everywhere, which columnKind says. What has no place (hints, some notes) follows the message.
 */
#include "base/json.h"
#include "diag/render_format.h"

#include <string.h>

typedef struct Sarif {
    Json json;
    Render *render;
    GPtrArray *rules;    /* of const Diagnostic: the first of each slug, in the slugs' order */
    GHashTable *indexes; /* slug -> index of its rule plus 1 */
    bool has_accepted;
} Sarif;

/* {"text": ...} under `key` */
static void put_message(Json *json, const char *key, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    json_key(json, key);
    json_begin_object(json);
    json_put_text(json, "text", valid);
    json_end_object(json);
}

/* SARIF 3.4.3: a URI reference; 3.10.1: relative ones are relative to what the reader decides. Code
 * hosts take no others, so what is below where we are is said from there. */
static char *path_to_uri(const char *path)
{
    g_autofree char *here = g_get_current_dir();
    const size_t length = strlen(here);
    if (g_str_has_prefix(path, here) && path[length] == '/')
        path += length + 1;
    if (g_path_is_absolute(path))
        return g_filename_to_uri(path, NULL, NULL);
    return g_uri_escape_string(path, "/", FALSE);
}

static void put_artifact(Json *json, const char *path)
{
    g_autofree char *uri = path_to_uri(path);
    json_key(json, "artifactLocation");
    json_begin_object(json);
    json_put_text(json, "uri", uri);
    json_end_object(json);
}

static void put_region(Json *json, const char *key, const ShownPlace *place)
{
    json_key(json, key);
    json_begin_object(json);
    json_put_integer(json, "startLine", place->start.line);
    json_put_integer(json, "startColumn", place->start.column);
    json_put_integer(json, "endLine", place->end.line);
    json_put_integer(json, "endColumn", place->end.column);
    json_end_object(json);
}

/* Code hosts want a region: of what could not be read, its first line. */
static void put_physical_location(Json *json, const ShownPlace *place)
{
    json_key(json, "physicalLocation");
    json_begin_object(json);
    put_artifact(json, place->path);
    if (place->has_position) {
        put_region(json, "region", place);
    } else {
        json_key(json, "region");
        json_begin_object(json);
        json_put_integer(json, "startLine", 1);
        json_end_object(json);
    }
    json_end_object(json);
}

/* Code hosts refuse the whole file for one result without a location: what concerns the knowledge
 * base as a whole stands at its kb.yaml, whether there is one or not. */
static void put_locations(Sarif *sarif, const Diagnostic *diagnostic)
{
    ShownPlace place = render_place(sarif->render, diagnostic->span);
    if (place.path == NULL)
        place.path = sarif->render->whole;
    json_key(&sarif->json, "locations");
    json_begin_array(&sarif->json);
    json_begin_object(&sarif->json);
    put_physical_location(&sarif->json, &place);
    json_end_object(&sarif->json);
    json_end_array(&sarif->json);
}

static void put_related_locations(Sarif *sarif, const Diagnostic *diagnostic)
{
    Json *json = &sarif->json;
    bool is_open = false;
    for (guint i = 0; i < render_note_count(diagnostic); i++) {
        const DiagNote *note = render_note(diagnostic, i);
        const ShownPlace place = render_place(sarif->render, note->span);
        if (place.path == NULL)
            continue;
        if (!is_open) {
            json_key(json, "relatedLocations");
            json_begin_array(json);
            is_open = true;
        }
        json_begin_object(json);
        put_physical_location(json, &place);
        put_message(json, "message", note->text);
        json_end_object(json);
    }
    if (is_open)
        json_end_array(json);
}

static int64_t rule_index(const Sarif *sarif, const Diagnostic *diagnostic)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(sarif->indexes, diagnostic_slug(diagnostic))) - 1;
}

/* SARIF 3.27.23: if any result of a run says whether it is suppressed, all must; an empty array
 * says that it is not. 3.35: beside the claim is in the source, kb.yaml is outside of it. */
static void put_suppressions(Sarif *sarif, const Diagnostic *diagnostic)
{
    Json *json = &sarif->json;
    if (!sarif->has_accepted)
        return;
    json_key(json, "suppressions");
    json_begin_array(json);
    if (diagnostic->accepted != NULL) {
        g_autofree char *note = g_utf8_make_valid(diagnostic->accepted, -1);
        json_begin_object(json);
        json_put_text(json, "kind", diagnostic->is_accepted_in_source ? "inSource" : "external");
        json_put_text(json, "status", "accepted");
        json_put_text(json, "justification", note);
        json_end_object(json);
    }
    json_end_array(json);
}

static void put_replacement(Sarif *sarif, const DiagFix *fix)
{
    Json *json = &sarif->json;
    const ShownPlace place = render_place(sarif->render, fix->span);
    json_begin_object(json);
    put_region(json, "deletedRegion", &place);
    put_message(json, "insertedContent", fix->text);
    json_end_object(json);
}

/* All fixes of one file, from the first of them (`first`) on. */
static void put_artifact_change(Sarif *sarif, const Diagnostic *diagnostic, guint first)
{
    Json *json = &sarif->json;
    const SourceFile *file = render_fix(diagnostic, first)->span.file;
    json_begin_object(json);
    put_artifact(json, file->path);
    json_key(json, "replacements");
    json_begin_array(json);
    for (guint i = first; i < render_fix_count(diagnostic); i++)
        if (render_fix(diagnostic, i)->span.file == file)
            put_replacement(sarif, render_fix(diagnostic, i));
    json_end_array(json);
    json_end_object(json);
}

static bool is_first_of_file(const Diagnostic *diagnostic, guint index)
{
    for (guint i = 0; i < index; i++)
        if (render_fix(diagnostic, i)->span.file == render_fix(diagnostic, index)->span.file)
            return false;
    return true;
}

/* What an editor calls it. */
static void put_description(Json *json, const Diagnostic *diagnostic)
{
    enum { SHOWN_MAX = 80 };
    const char *text = render_fix(diagnostic, 0)->text;
    const bool is_short =
        render_fix_count(diagnostic) == 1 && *text != '\0' && strlen(text) <= SHOWN_MAX;
    g_autofree char *words = is_short ? g_strdup_printf("write %s", text)
                             : render_hint_count(diagnostic) > 0
                                 ? g_strdup(render_hint(diagnostic, 0))
                                 : g_strdup("do what the message says");
    put_message(json, "description", words);
}

/* SARIF 3.55: one fix, all of whose replacements together do what the hint says; regions are those
 * of the file as it is. Code hosts pass over it, editors offer it. */
static void put_fixes(Sarif *sarif, const Diagnostic *diagnostic)
{
    Json *json = &sarif->json;
    if (render_fix_count(diagnostic) == 0)
        return;
    json_key(json, "fixes");
    json_begin_array(json);
    json_begin_object(json);
    put_description(json, diagnostic);
    json_key(json, "artifactChanges");
    json_begin_array(json);
    for (guint i = 0; i < render_fix_count(diagnostic); i++)
        if (is_first_of_file(diagnostic, i))
            put_artifact_change(sarif, diagnostic, i);
    json_end_array(json);
    json_end_object(json);
    json_end_array(json);
}

static void put_result(Sarif *sarif, const Diagnostic *diagnostic)
{
    Json *json = &sarif->json;
    g_autoptr(GString) message = g_string_new(diagnostic->message);
    for (guint i = 0; i < render_note_count(diagnostic); i++)
        if (render_note(diagnostic, i)->span.file == NULL)
            g_string_append_printf(message, "\nnote: %s", render_note(diagnostic, i)->text);
    for (guint i = 0; i < render_hint_count(diagnostic); i++)
        g_string_append_printf(message, "\nhint: %s", render_hint(diagnostic, i));

    json_begin_object(json);
    json_put_text(json, "ruleId", diagnostic_slug(diagnostic));
    json_put_integer(json, "ruleIndex", rule_index(sarif, diagnostic));
    json_put_text(json, "level", render_severity(diagnostic));
    put_message(json, "message", message->str);
    put_locations(sarif, diagnostic);
    put_related_locations(sarif, diagnostic);
    put_suppressions(sarif, diagnostic);
    put_fixes(sarif, diagnostic);
    json_end_object(json);
}

/* The explanation's first sentence. */
static void put_short_description(Json *json, const char *explanation)
{
    const char *end = strstr(explanation, ". ");
    g_autofree char *sentence = end != NULL
                                    ? g_strndup(explanation, (size_t)(end + 1 - explanation))
                                    : g_strdup(explanation);
    put_message(json, "shortDescription", sentence);
}

static void put_help(Json *json, const char *slug, const char *explanation)
{
    g_autofree char *help = g_strdup_printf(
        "%s\n\n`dieline explain %s` says the same; `-W no-%s` keeps quiet about it.", explanation,
        slug, slug);
    put_message(json, "help", help);
}

static void put_rule(Json *json, const Diagnostic *diagnostic)
{
    const char *slug = diagnostic_slug(diagnostic);
    const char *explanation = diagnostic_explanation(diagnostic);
    const bool is_warning = diag_default_severity(diagnostic->id) == SEVERITY_WARNING;
    json_begin_object(json);
    json_put_text(json, "id", slug);
    put_short_description(json, explanation);
    put_message(json, "fullDescription", explanation);
    put_help(json, slug, explanation);
    json_key(json, "defaultConfiguration");
    json_begin_object(json);
    json_put_text(json, "level", is_warning ? "warning" : "error");
    json_end_object(json);
    json_end_object(json);
}

/* By place in the catalogue; the knowledge base's own, which share one, by slug. */
static int compare_rules(gconstpointer left, gconstpointer right)
{
    const Diagnostic *a = *(const Diagnostic *const *)left;
    const Diagnostic *b = *(const Diagnostic *const *)right;
    if (a->id != b->id)
        return a->id < b->id ? -1 : 1;
    return strcmp(diagnostic_slug(a), diagnostic_slug(b));
}

static void collect_rules(Sarif *sarif)
{
    for (guint i = 0; i < sarif->render->diagnostics->len; i++) {
        const Diagnostic *diagnostic = render_diagnostic(sarif->render, i);
        if (g_hash_table_add(sarif->indexes, (gpointer)diagnostic_slug(diagnostic)))
            g_ptr_array_add(sarif->rules, (gpointer)diagnostic);
        sarif->has_accepted |= diagnostic->accepted != NULL;
    }
    g_ptr_array_sort(sarif->rules, compare_rules);
    for (guint i = 0; i < sarif->rules->len; i++)
        g_hash_table_insert(sarif->indexes, (gpointer)diagnostic_slug(sarif->rules->pdata[i]),
                            GINT_TO_POINTER((int)i + 1));
}

static void put_rules(Sarif *sarif)
{
    json_key(&sarif->json, "rules");
    json_begin_array(&sarif->json);
    for (guint i = 0; i < sarif->rules->len; i++)
        put_rule(&sarif->json, sarif->rules->pdata[i]);
    json_end_array(&sarif->json);
}

static void put_tool(Sarif *sarif)
{
    Json *json = &sarif->json;
    json_key(json, "tool");
    json_begin_object(json);
    json_key(json, "driver");
    json_begin_object(json);
    json_put_text(json, "name", "dieline");
    json_put_text(json, "version", DIELINE_VERSION);
    put_rules(sarif);
    json_end_object(json);
    json_end_object(json);
}

static void put_run(Sarif *sarif)
{
    Json *json = &sarif->json;
    json_begin_object(json);
    put_tool(sarif);
    json_put_text(json, "columnKind", "unicodeCodePoints");
    json_key(json, "results");
    json_begin_array(json);
    for (guint i = 0; i < sarif->render->diagnostics->len; i++)
        put_result(sarif, render_diagnostic(sarif->render, i));
    json_end_array(json);
    json_end_object(json);
}

void render_sarif(Render *render)
{
    g_autoptr(GPtrArray) rules = g_ptr_array_new();
    g_autoptr(GHashTable) indexes = g_hash_table_new(g_str_hash, g_str_equal);
    Sarif sarif = {.render = render, .rules = rules, .indexes = indexes};
    collect_rules(&sarif);
    Json *json = &sarif.json;
    json_init(json, render->out, true);
    json_begin_object(json);
    json_put_text(json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    json_put_text(json, "version", "2.1.0");
    json_key(json, "runs");
    json_begin_array(json);
    put_run(&sarif);
    json_end_array(json);
    json_end_object(json);
    g_string_append_c(render->out, '\n');
}
