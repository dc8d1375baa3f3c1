#include "lsp/file_keys.h"

#include <string.h>

enum { ALL_KINDS = (1U << DIAGRAM_KIND_COUNT) - 1 };

static const struct {
    const char *file; /* or a folder, with "/" */
    const char *path; /* with "/" between keys */
    KeyAt *at;        /* as in FileKeys */
} mappings[] = {
    {"kb.yaml", "", config_key_at},
    {"kb.yaml", "accept", accept_key_at},
    {"slides/", "", deck_key_at},
    {"diagrams/", "", NULL},
    {"diagrams/", "x", axis_key_at},
    {"diagrams/", "y", axis_key_at},
    {"diagrams/", "x/lines", line_key_at},
    {"diagrams/", "y/lines", line_key_at},
    {"diagrams/", "select", selection_key_at},
};

/* What `kind` says of the diagram, while it is typed; else it may be of any. */
static unsigned find_kinds(const char *text, size_t length)
{
    static const char key[] = "kind:";
    g_autofree char *copy = g_strndup(text, length);
    g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);
    DiagramKind kind;
    for (char **line = lines; *line != NULL; line++)
        if (g_str_has_prefix(*line, key) &&
            diagram_kind_find(g_strstrip(*line + strlen(key)), &kind))
            return 1U << kind;
    return ALL_KINDS;
}

static char *join_path(const GPtrArray *path)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < path->len; i++)
        g_string_append_printf(joined, "%s%s", i > 0 ? "/" : "", (const char *)path->pdata[i]);
    return g_string_free(joined, FALSE);
}

bool file_keys_find(FileKeys *keys, const char *relative, const GPtrArray *path, const char *text,
                    size_t length)
{
    g_autofree char *joined = join_path(path);
    for (size_t i = 0; i < G_N_ELEMENTS(mappings); i++) {
        if (!g_str_has_prefix(relative, mappings[i].file) || strcmp(joined, mappings[i].path) != 0)
            continue;
        *keys = (FileKeys){mappings[i].at, find_kinds(text, length)};
        return true;
    }
    return false;
}

const Key *file_keys_next(const FileKeys *keys, size_t *index)
{
    const Key *key;
    unsigned kinds = ALL_KINDS;
    unsigned required;
    do {
        key = keys->at != NULL ? keys->at(*index) : diagram_key_at(*index, &kinds, &required);
        *index += 1;
    } while (key != NULL && (kinds & keys->kinds) == 0);
    return key;
}

const Key *file_keys_named(const FileKeys *keys, const char *name)
{
    const Key *key;
    for (size_t i = 0; (key = file_keys_next(keys, &i)) != NULL;)
        if (strcmp(key->name, name) == 0)
            return key;
    return NULL;
}
