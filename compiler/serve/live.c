#include "serve/live.h"

#include "base/json.h"
#include "base/resource.h"

#include <string.h>

/* The script, which is always the same, and its name in policies. */
typedef struct LiveScript {
    const char *text;
    char *hash; /* 'sha256-...' */
} LiveScript;

static char *policy_hash(const char *text, gsize length)
{
    guint8 digest[32];
    gsize digest_length = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)text, (gssize)length);
    g_checksum_get_digest(checksum, digest, &digest_length);
    g_autofree char *base64 = g_base64_encode(digest, digest_length);
    return g_strdup_printf("'sha256-%s'", base64);
}

static const LiveScript *find_script(void)
{
    static LiveScript script;
    static gsize found;
    if (g_once_init_enter(&found)) {
        g_autoptr(GBytes) bytes = resource_find("serve/live.js"); /* embedded: stays */
        g_assert(bytes != NULL);
        gsize length;
        script.text = g_bytes_get_data(bytes, &length);
        script.hash = policy_hash(script.text, length);
        g_once_init_leave(&found, 1);
    }
    return &script;
}

static void append_script(const LiveMark *mark, GString *out)
{
    g_string_append_printf(out, "<script data-site=\"%" G_GUINT64_FORMAT "\"", mark->site);
    if (mark->token != NULL)
        g_string_append_printf(out, " data-token=\"%s\"", mark->token);
    g_string_append_printf(out, ">%s</script>\n", find_script()->text);
}

/* Adds a source to a directive of the policy in `head`, which begins at `at`, unless it has it. */
static void allow(GString *head, gsize at, const char *directive, const char *source)
{
    const char *end = strchr(head->str + at, '"');
    const char *found = g_strstr_len(head->str + at, end - (head->str + at), directive);
    if (found != NULL && g_strstr_len(found, (gssize)strcspn(found, ";\""), source) != NULL)
        return;
    g_autofree char *added = found != NULL ? g_strdup_printf(" %s", source)
                                           : g_strdup_printf("%s %s; ", directive, source);
    const gsize place = found != NULL ? (gsize)(found - head->str) + strlen(directive) : at;
    g_string_insert(head, (gssize)place, added);
}

static void allow_script(GString *head)
{
    static const char policy[] = "http-equiv=\"Content-Security-Policy\" content=\"";
    const char *found = strstr(head->str, policy);
    if (found == NULL || strchr(found + strlen(policy), '"') == NULL)
        return;
    const gsize at = (gsize)(found - head->str) + strlen(policy);
    allow(head, at, "connect-src", "'self'");
    allow(head, at, "script-src", find_script()->hash);
}

void live_append_page(GBytes *page, const LiveMark *mark, GString *out)
{
    gsize length;
    const char *bytes = g_bytes_get_data(page, &length);
    const char *end = g_strstr_len(bytes, (gssize)length, "</head>");
    const gsize head_length = end != NULL ? (gsize)(end - bytes) : length;
    g_autoptr(GString) head = g_string_new_len(bytes, (gssize)head_length);
    allow_script(head);
    g_string_append_len(out, head->str, (gssize)head->len);
    append_script(mark, out);
    g_string_append_len(out, bytes + head_length, (gssize)(length - head_length));
}

void live_append_own_page(const char *text, const LiveMark *mark, GString *out)
{
    g_autofree char *escaped = g_markup_escape_text(text, -1);
    g_string_append_printf(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "connect-src 'self'; script-src %s\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>dieline</title>\n",
        find_script()->hash);
    append_script(mark, out);
    g_string_append_printf(out, "</head>\n<body>\n<pre>%s</pre>\n</body>\n</html>\n", escaped);
}

char *live_event(guint64 site, const char *problem)
{
    g_autofree char *number = g_strdup_printf("%" G_GUINT64_FORMAT, site);
    g_autoptr(GString) data = g_string_new(NULL);
    Json json;
    json_init(&json, data, false);
    json_begin_object(&json);
    json_put_text(&json, "site", number);
    if (problem != NULL)
        json_put_text(&json, "problem", problem);
    json_end_object(&json);
    return g_strdup_printf("event: state\ndata: %s\n\n", data->str);
}

char *live_show_event(const char *page, const char *file, unsigned line)
{
    g_autoptr(GString) data = g_string_new(NULL);
    Json json;
    json_init(&json, data, false);
    json_begin_object(&json);
    json_put_text(&json, "page", page);
    if (file != NULL) {
        json_put_text(&json, "file", file);
        json_put_integer(&json, "line", line);
    }
    json_end_object(&json);
    return g_strdup_printf("event: show\ndata: %s\n\n", data->str);
}
