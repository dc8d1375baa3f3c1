#include "serve/guard.h"

#include <string.h>

/* The names that lead here and nowhere else: browsers do not ask anybody for them. */
static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};

static bool is_ours(const char *host, const char *name, unsigned port)
{
    g_autofree char *with_port = g_strdup_printf("%s:%u", name, port);
    return g_ascii_strcasecmp(host, with_port) == 0 ||
           (port == 80 && g_ascii_strcasecmp(host, name) == 0);
}

bool guard_host_is_ours(const char *host, unsigned port)
{
    for (size_t i = 0; host != NULL && i < G_N_ELEMENTS(names); i++)
        if (is_ours(host, names[i], port))
            return true;
    return false;
}

bool guard_origin_is_ours(const char *origin, unsigned port)
{
    static const char scheme[] = "http://";
    if (origin == NULL)
        return true;
    return g_str_has_prefix(origin, scheme) && guard_host_is_ours(origin + strlen(scheme), port);
}

char *guard_document_path(const char *path)
{
    const char *rest = path[0] == '/' ? path + 1 : path;
    return g_strconcat(rest, g_str_has_suffix(path, "/") ? "index.html" : "", NULL);
}

const char *guard_media_type(const char *path)
{
    static const struct {
        const char *suffix;
        const char *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".md", "text/markdown; charset=utf-8"},
        {".json", "application/json"},
        {".ics", "text/calendar; charset=utf-8"},
        {".atom", "application/atom+xml"},
        {".csv", "text/csv; charset=utf-8"},
        {".dot", "text/vnd.graphviz; charset=utf-8"},
        {".sqlite", "application/vnd.sqlite3"},
        {".js", "text/javascript; charset=utf-8"},
        {".txt", "text/plain; charset=utf-8"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".gif", "image/gif"},
        {".webp", "image/webp"},
        {".ico", "image/vnd.microsoft.icon"},
        {".woff2", "font/woff2"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (g_str_has_suffix(path, types[i].suffix))
            return types[i].type;
    return "application/octet-stream";
}
