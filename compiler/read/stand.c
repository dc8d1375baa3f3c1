/*
 * Does what was read still stand? Every folder and file is looked at: that needs no watch that may
 * have missed something, and takes a microsecond each.
 */
#include "read/stand.h"

#include "store/folder.h"
#include "store/output_file.h"

#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

static bool stamp_stands(const Standing *standing, const char *relative, const FileStamp *stamp,
                         bool *is_young)
{
    struct stat status;
    if (fstatat(standing->root, relative, &status, 0) != 0)
        return false;
    const FileStamp now = stamp_of(&status);
    *is_young = stamp_is_young(stamp, standing->before);
    return stamp_equal(&now, stamp);
}

/* Other files come and go without a change: editors' backups. */
static bool folder_stands(const Standing *standing, const InputFolder *folder)
{
    bool is_young;
    const char *relative = folder->relative[0] != '\0' ? folder->relative : ".";
    if (stamp_stands(standing, relative, &folder->stamp, &is_young) && !is_young)
        return true;
    g_auto(FolderListing) listing = {0};
    return folder_list(standing->root, folder->relative, &listing) &&
           folder_listing_hash(&listing) == folder->listing;
}

static bool content_stands(const Standing *standing, const InputFile *file)
{
    g_autoptr(GString) bytes = file_read(standing->root, file->source->relative);
    return bytes != NULL && XXH3_64bits(bytes->str, bytes->len) == file->content;
}

bool input_file_stands(const Standing *standing, const InputFile *file)
{
    bool is_young;
    if (!stamp_stands(standing, file->source->relative, &file->stamp, &is_young))
        return false;
    return !is_young || file->source->bytes == NULL || content_stands(standing, file);
}

static bool all_stand(const Standing *standing, const KbFiles *files)
{
    for (guint i = 0; i < files->folders->len; i++)
        if (!folder_stands(standing, &g_array_index(files->folders, InputFolder, i)))
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
    const Standing standing = {folder_open(files->path), *looked != 0 ? *looked : files->looked};
    if (standing.root < 0)
        return false;
    const bool stands = all_stand(&standing, files);
    close(standing.root);
    if (stands)
        *looked = now;
    return stands;
}
