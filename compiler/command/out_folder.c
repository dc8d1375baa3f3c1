#include "command/out_folder.h"

#include <stdlib.h>
#include <string.h>

/* The path without links, "." and ".."; what does not exist yet is taken as it stands. */
static char *real_path(const char *path)
{
    char *real = realpath(path, NULL);
    if (real != NULL)
        return real;
    g_autofree char *bare = g_strdup(path);
    for (size_t end = strlen(bare); end > 1 && bare[end - 1] == '/'; end--)
        bare[end - 1] = '\0';
    g_autofree char *parent = g_path_get_dirname(bare);
    if (strcmp(parent, bare) == 0)
        return g_canonicalize_filename(bare, NULL);
    g_autofree char *real_parent = real_path(parent);
    const char *slash = strrchr(bare, '/');
    return g_canonicalize_filename(slash != NULL ? slash + 1 : bare, real_parent);
}

/* Where `path` is below `folder`: "" for the folder itself; NULL: it is elsewhere. */
static const char *below(const char *path, const char *folder)
{
    const size_t length = strcmp(folder, "/") == 0 ? 0 : strlen(folder);
    if (strncmp(path, folder, length) != 0)
        return NULL;
    return path[length] == '/' ? path + length + 1 : path[length] == '\0' ? "" : NULL;
}

static bool is_read(const Schema *schema, const char *folder)
{
    static const char *const folders[] = {"diagrams", "i18n",   "images", "pages",
                                          "rules",    "schema", "slides", "templates"};
    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++)
        if (strcmp(folder, folders[i]) == 0)
            return true;
    return schema != NULL && schema_find_folder(schema, folder) != NULL;
}

char *out_folder_problem(const char *out, const char *kb_path, const Schema *schema)
{
    g_autofree char *real_out = real_path(out);
    g_autofree char *real_kb = real_path(kb_path);
    const char *inside = below(real_out, real_kb);
    if (inside == NULL)
        return below(real_kb, real_out) != NULL
                   ? g_strdup("the knowledge base lies in it; name a folder of its own")
                   : NULL;
    if (inside[0] == '\0')
        return g_strdup("that is the knowledge base itself");
    g_autofree char *top = g_strndup(inside, strcspn(inside, "/"));
    return is_read(schema, top)
               ? g_strdup_printf("the knowledge base is read from '%s/', which would "
                                 "not be looked at any more; name another folder",
                                 top)
               : NULL;
}
