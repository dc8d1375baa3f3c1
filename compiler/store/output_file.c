#include "store/output_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

enum { BLOCK = 64 * 1024 };

/* With O_PATH a folder need not be readable, and with both of the others a link is ENOTDIR. */
enum { STEP_FLAGS = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

static bool step_is_plain(const char *step, size_t length)
{
    return length > 0 && !(length == 1 && step[0] == '.') &&
           !(length == 2 && step[0] == '.' && step[1] == '.');
}

bool output_path_is_plain(const char *path)
{
    if (path[0] == '.')
        return false;
    for (const char *p = path; *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            return false;
    for (const char *step = path;;) {
        const size_t length = strcspn(step, "/");
        if (!step_is_plain(step, length))
            return false;
        if (step[length] == '\0')
            return true;
        step += length + 1;
    }
}

void walk_init(Walk *walk, int root)
{
    *walk = (Walk){.root = root, .folder = g_string_new(NULL), .fd = -1};
}

static void walk_leave(Walk *walk)
{
    if (walk->fd >= 0)
        close(walk->fd);
    walk->fd = -1;
}

void walk_clear(Walk *walk)
{
    walk_leave(walk);
    g_string_free(walk->folder, TRUE);
}

/* Opens the folder `name`; `path` is the whole way to it, for `made`. */
static int open_step(int folder, const char *name, const char *path, GPtrArray *made)
{
    const int fd = openat(folder, name, STEP_FLAGS);
    if (fd >= 0 || errno != ENOENT || made == NULL)
        return fd;
    if (mkdirat(folder, name, 0777) != 0)
        return -1;
    g_ptr_array_add(made, g_strdup(path));
    return openat(folder, name, STEP_FLAGS);
}

/* Opens the folder `path` ("": the root itself) step by step. Cuts `path` up on the way, and leaves
 * it as it was. */
static int open_folder(int root, char *path, GPtrArray *made)
{
    int fd = openat(root, ".", STEP_FLAGS);
    for (char *step = path; fd >= 0 && *step != '\0';) {
        char *end = step + strcspn(step, "/");
        const char rest = *end;
        *end = '\0';
        const int next = open_step(fd, step, path, made);
        const int error = errno;
        close(fd);
        errno = error;
        fd = next;
        *end = rest;
        step = rest != '\0' ? end + 1 : end;
    }
    return fd;
}

int walk_to(Walk *walk, const char *path, GPtrArray *made, const char **name)
{
    const char *slash = strrchr(path, '/');
    const size_t length = slash != NULL ? (size_t)(slash - path) : 0;
    *name = slash != NULL ? slash + 1 : path;
    const bool is_known = (walk->fd >= 0 || (walk->error != 0 && made == NULL)) &&
                          walk->folder->len == length &&
                          memcmp(walk->folder->str, path, length) == 0;
    if (!is_known) {
        walk_leave(walk);
        g_string_truncate(walk->folder, 0);
        g_string_append_len(walk->folder, path, (gssize)length);
        walk->fd = open_folder(walk->root, walk->folder->str, made);
        walk->error = errno;
    }
    errno = walk->error;
    return walk->fd;
}

/* Reads up to `size` bytes, fewer only at the file's end; -1 with errno on failure. */
static ssize_t read_fully(int fd, char *bytes, size_t size)
{
    size_t length = 0;
    while (length < size) {
        const ssize_t count = read(fd, bytes + length, size - length);
        if (count == 0)
            break;
        if (count > 0)
            length += (size_t)count;
        else if (errno != EINTR)
            return -1;
    }
    return (ssize_t)length;
}

static bool holds_bytes(int fd, const char *bytes, size_t length)
{
    char block[BLOCK];
    for (size_t done = 0; done < length;) {
        const size_t size = MIN(sizeof block, length - done);
        if (read_fully(fd, block, size) != (ssize_t)size || memcmp(block, bytes + done, size) != 0)
            return false;
        done += size;
    }
    return read_fully(fd, block, 1) == 0;
}

/* Looks before anything is opened: opening what is no regular file may wait, or act. */
static bool stat_regular(int folder, const char *name, struct stat *status)
{
    if (fstatat(folder, name, status, AT_SYMLINK_NOFOLLOW) != 0)
        return false;
    if (S_ISREG(status->st_mode))
        return true;
    errno = S_ISLNK(status->st_mode) ? ELOOP : S_ISDIR(status->st_mode) ? EISDIR : EEXIST;
    return false;
}

static int open_to_read(int folder, const char *name)
{
    return openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

FileState file_compare(int folder, const char *name, const char *bytes, size_t length,
                       FileStamp *stamp)
{
    struct stat status;
    if (!stat_regular(folder, name, &status))
        return errno == ENOENT ? FILE_MISSING : FILE_IN_THE_WAY;
    if ((size_t)status.st_size != length)
        return FILE_DIFFERENT;
    const int fd = open_to_read(folder, name);
    if (fd < 0)
        return FILE_DIFFERENT;
    *stamp = stamp_of(&status);
    const bool same = holds_bytes(fd, bytes, length);
    close(fd);
    return same ? FILE_SAME : FILE_DIFFERENT;
}

bool file_append(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t count = write(fd, bytes, length);
        if (count >= 0) {
            bytes += count;
            length -= (size_t)count;
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

bool file_write(int folder, const char *name, const GString *bytes, bool durable, FileStamp *stamp)
{
    const int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0)
        return false;
    const bool arrived = file_append(fd, bytes->str, bytes->len) && (!durable || fsync(fd) == 0);
    struct stat status;
    if (stamp != NULL && fstat(fd, &status) == 0)
        *stamp = stamp_of(&status);
    const int error = errno;
    const bool closed = close(fd) == 0; /* may be the first to tell of a full disk elsewhere */
    if (!arrived)
        errno = error;
    return arrived && closed;
}

static uint64_t hash_descriptor(int fd)
{
    g_autofree char *block = g_malloc(BLOCK);
    XXH3_state_t *state = XXH3_createState();
    XXH3_64bits_reset(state);
    for (ssize_t length; (length = read_fully(fd, block, BLOCK)) > 0;)
        XXH3_64bits_update(state, block, (size_t)length);
    const uint64_t hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    return hash;
}

bool file_hash(int folder, const char *name, uint64_t *hash, FileStamp *stamp)
{
    if (!file_stamp(folder, name, stamp))
        return false;
    const int fd = open_to_read(folder, name);
    if (fd < 0)
        return false;
    *hash = hash_descriptor(fd);
    close(fd);
    return true;
}

FileState file_compare_hash(int folder, const char *name, uint64_t hash, uint64_t size,
                            FileStamp *stamp)
{
    uint64_t found;
    if (!file_stamp(folder, name, stamp))
        return errno == ENOENT ? FILE_MISSING : FILE_IN_THE_WAY;
    if (stamp->size != size || !file_hash(folder, name, &found, stamp))
        return FILE_DIFFERENT;
    return found == hash ? FILE_SAME : FILE_DIFFERENT;
}

static bool copy_descriptor(int from, int to)
{
    g_autofree char *block = g_malloc(BLOCK);
    ssize_t length;
    while ((length = read_fully(from, block, BLOCK)) > 0)
        if (!file_append(to, block, (size_t)length))
            return false;
    return length == 0;
}

static bool file_copy(int folder, const char *name, int to_folder, const char *to_name)
{
    const int from = open_to_read(folder, name);
    if (from < 0)
        return false;
    const int to =
        openat(to_folder, to_name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    const bool copied = to >= 0 && copy_descriptor(from, to);
    const int error = errno;
    const bool closed = to >= 0 && close(to) == 0;
    close(from);
    if (!copied)
        errno = error;
    return copied && closed;
}

bool file_double(int folder, const char *name, int to_folder, const char *to_name, FileStamp *stamp)
{
    /* FAT has no second names, and every file system has a limit of them. */
    return (linkat(folder, name, to_folder, to_name, 0) == 0 ||
            file_copy(folder, name, to_folder, to_name)) &&
           file_stamp(to_folder, to_name, stamp);
}

bool file_stamp(int folder, const char *name, FileStamp *stamp)
{
    struct stat status;
    if (!stat_regular(folder, name, &status))
        return false;
    *stamp = stamp_of(&status);
    return true;
}

bool file_replace(int folder, const char *name, const GString *bytes)
{
    g_autofree char *fresh = g_strconcat(name, ".new", NULL);
    if (unlinkat(folder, fresh, 0) != 0 && errno != ENOENT)
        return false;
    return file_write(folder, fresh, bytes, false, NULL) &&
           renameat(folder, fresh, folder, name) == 0;
}

GString *file_read(int folder, const char *name)
{
    struct stat status;
    const int fd = stat_regular(folder, name, &status) ? open_to_read(folder, name) : -1;
    if (fd < 0)
        return NULL;
    GString *bytes = g_string_sized_new((gsize)status.st_size);
    g_string_set_size(bytes, (gsize)status.st_size);
    const ssize_t length = read_fully(fd, bytes->str, bytes->len);
    const int error = errno;
    close(fd);
    if (length >= 0)
        return g_string_truncate(bytes, (gsize)length);
    g_string_free(bytes, TRUE);
    errno = error;
    return NULL;
}

int folder_make(int folder, const char *name)
{
    if (mkdirat(folder, name, 0777) != 0 && errno != EEXIST)
        return -1;
    return openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

bool folder_empty(int folder)
{
    const int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
    if (stream == NULL)
        return false;
    bool done = true;
    for (const struct dirent *entry; (entry = readdir(stream)) != NULL;)
        if (step_is_plain(entry->d_name, strlen(entry->d_name)))
            done &= unlinkat(folder, entry->d_name, 0) == 0;
    const int error = errno;
    closedir(stream);
    errno = error;
    return done;
}
