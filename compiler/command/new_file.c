#include "command/new_file.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static NewFile report_failure(const char *path)
{
    const int reason = errno;
    g_autoptr(GString) printable = g_string_new(NULL);
    text_append_printable(printable, path, strlen(path));
    fprintf(stderr, "dieline: cannot write '%s': %s\n", printable->str, g_strerror(reason));
    return NEW_FILE_FAILED;
}

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t written = write(file, bytes, length);
        if (written < 0 && errno != EINTR)
            return false;
        bytes += MAX(written, 0);
        length -= (size_t)MAX(written, 0);
    }
    return true;
}

NewFile new_file_write(const char *path, const char *bytes, size_t length)
{
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_mkdir_with_parents(folder, 0777) != 0)
        return report_failure(folder);
    const int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file < 0)
        return errno == EEXIST ? NEW_FILE_KEPT : report_failure(path);
    const bool is_written = write_all(file, bytes, length);
    if (close(file) == 0 && is_written)
        return NEW_FILE_WRITTEN;
    const NewFile failure = report_failure(path);
    unlink(path); /* nobody's but ours, and not whole */
    return failure;
}

bool edited_file_is_as_read(const SourceFile *file)
{
    g_autofree char *bytes = NULL;
    gsize length;
    return g_file_get_contents(file->path, &bytes, &length, NULL) && length == file->length &&
           memcmp(bytes, file->bytes, length) == 0;
}

static bool say(const char *path, const char *text)
{
    g_autoptr(GString) line = g_string_new(NULL);
    text_append_printable(line, path, strlen(path));
    g_string_append(line, ": ");
    text_append_printable(line, text, strlen(text));
    fprintf(stderr, "%s\n", line->str);
    return false;
}

bool edited_file_replace(const SourceFile *file, const char *bytes, size_t length)
{
    if (!edited_file_is_as_read(file))
        return say(file->path, "has changed since it was read, and is left");
    struct stat status;
    g_autoptr(GError) error = NULL;
    char *real = realpath(file->path, NULL);
    if (real == NULL || stat(real, &status) != 0)
        g_set_error_literal(&error, G_FILE_ERROR, g_file_error_from_errno(errno),
                            g_strerror(errno));
    else
        g_file_set_contents_full(real, bytes, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT,
                                 (int)(status.st_mode & 07777), &error);
    free(real);
    return error == NULL || say(file->path, error->message);
}
