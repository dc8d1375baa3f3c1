/*
 * Does what was read still stand? Every folder and file is looked at: that needs no watch that may
 * have missed something, and takes a microsecond each.
 */
#include "read/stand.h"

#include "store/folder.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool has_bytes(const InputFile *file, GBytes *text)
{
    gsize length;
    const char *bytes = g_bytes_get_data(text, &length);
    return file->source->bytes != NULL && file->source->length == length &&
           (length == 0 || memcmp(file->source->bytes, bytes, length) == 0);
}

/* One that could not be read has no content to compare: it is read again once it is touched. */
bool input_file_stands(const Standing *standing, const InputFile *file)
{
    const char *relative = file->source->relative;
    GBytes *open = overlay_find(standing->overlay, relative);
    if (open != NULL || file->is_overlaid)
        return open != NULL && has_bytes(file, open);
    if (file->source->bytes != NULL)
        return folder_file_stands(standing->root, relative, &file->stamp, file->content,
                                  standing->before);
    struct stat status;
    if (fstatat(standing->root, relative, &status, 0) != 0)
        return false;
    const FileStamp now = stamp_of(&status);
    return stamp_equal(&now, &file->stamp);
}

static bool input_folder_stands(const Standing *standing, const InputFolder *folder)
{
    return folder_stands(standing->root, folder->relative, &folder->stamp, folder->listing,
                         standing->before);
}

static bool all_stand(const Standing *standing, const KbFiles *files)
{
    for (guint i = 0; i < files->folders->len; i++)
        if (!input_folder_stands(standing, &g_array_index(files->folders, InputFolder, i)))
            return false;
    g_autoptr(GPtrArray) read = kb_files_list_read(files);
    for (guint i = 0; i < read->len; i++)
        if (!input_file_stands(standing, read->pdata[i]))
            return false;
    return true;
}

/* Is nothing open that was not, but files that were read? */
static bool has_all(const KbFiles *files, const Overlay *overlay)
{
    g_autoptr(GPtrArray) open = overlay != NULL ? overlay_list(overlay) : g_ptr_array_new();
    g_autoptr(GHashTable) more = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < open->len; i++)
        if (overlay_find(files->overlay, open->pdata[i]) == NULL)
            g_hash_table_add(more, open->pdata[i]);
    if (g_hash_table_size(more) == 0)
        return true;
    g_autoptr(GPtrArray) read = kb_files_list_read(files);
    for (guint i = 0; i < read->len; i++)
        g_hash_table_remove(more, ((const InputFile *)read->pdata[i])->source->relative);
    return g_hash_table_size(more) == 0;
}

bool kb_files_stand(const KbFiles *files, const Overlay *overlay, int64_t *looked)
{
    const int64_t now = stamp_now();
    const Standing standing = {folder_open(files->path), overlay,
                               *looked != 0 ? *looked : files->looked};
    if (standing.root < 0)
        return false;
    const bool stands = has_all(files, overlay) && all_stand(&standing, files);
    close(standing.root);
    if (stands)
        *looked = now;
    return stands;
}
