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

bool kb_files_stand(const KbFiles *files, int64_t *looked)
{
    const int64_t now = stamp_now();
    const Standing standing = {folder_open(files->path), files->overlay,
                               *looked != 0 ? *looked : files->looked};
    if (standing.root < 0)
        return false;
    const bool stands = all_stand(&standing, files);
    close(standing.root);
    if (stands)
        *looked = now;
    return stands;
}
