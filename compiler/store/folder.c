#include "store/folder.h"

#include "store/output_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <xxhash.h>

int folder_open(const char *path)
{
    return open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

/* Opens below `root` without ever leaving it, whatever links lie on the way. */
static int open_beneath(int root, const char *relative, int flags)
{
    const struct open_how how = {
        .flags = (unsigned)(flags | O_CLOEXEC),
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS,
    };
    int fd;
    do
        fd = (int)syscall(SYS_openat2, root, relative, &how, sizeof how);
    while (fd < 0 && (errno == EINTR || errno == EAGAIN));
    /* Kernels before 5.6: no links at all in the last component. */
    if (fd < 0 && errno == ENOSYS)
        fd = openat(root, relative, flags | O_CLOEXEC | O_NOFOLLOW);
    return fd;
}

static bool is_passed_over(const char *name)
{
    const size_t length = strlen(name);
    return name[0] == '.' || name[length - 1] == '~' || g_str_has_suffix(name, ".bak") ||
           g_str_has_suffix(name, ".orig") || g_str_has_suffix(name, ".swp") ||
           (name[0] == '#' && name[length - 1] == '#');
}

static bool item_is_folder(int fd, const struct dirent *entry)
{
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type == DT_DIR;
    struct stat status;
    return fstatat(fd, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(status.st_mode);
}

static bool item_is_output(int fd, const char *name)
{
    g_autofree char *home = g_strconcat(name, "/" OUTPUT_HOME, NULL);
    return faccessat(fd, home, F_OK, 0) == 0;
}

static int compare_items(gconstpointer a, gconstpointer b)
{
    return strcmp(((const FolderItem *)a)->name, ((const FolderItem *)b)->name);
}

static void item_clear(gpointer item)
{
    g_free(((FolderItem *)item)->name);
}

static void read_listing(DIR *folder, int fd, FolderListing *listing)
{
    for (const struct dirent *entry; errno = 0, (entry = readdir(folder)) != NULL;) {
        listing->is_output |= strcmp(entry->d_name, OUTPUT_HOME) == 0;
        if (is_passed_over(entry->d_name))
            continue;
        FolderItem item = {.name = g_strdup(entry->d_name),
                           .is_folder = item_is_folder(fd, entry),
                           .is_regular = entry->d_type == DT_REG};
        item.is_output = item.is_folder && item_is_output(fd, item.name);
        g_array_append_val(listing->items, item);
    }
}

bool folder_list(int root, const char *relative, FolderListing *listing)
{
    *listing = (FolderListing){0};
    const int fd = open_beneath(root, relative[0] != '\0' ? relative : ".", O_RDONLY | O_DIRECTORY);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    struct stat status;
    if (folder == NULL)
        return false;
    if (fstat(fd, &status) == 0)
        listing->stamp = stamp_of(&status);
    listing->items = g_array_new(FALSE, FALSE, sizeof(FolderItem));
    g_array_set_clear_func(listing->items, item_clear);
    read_listing(folder, fd, listing);
    const int error = errno;
    closedir(folder);
    if (error != 0)
        folder_listing_clear(listing);
    else
        g_array_sort(listing->items, compare_items);
    errno = error;
    return error == 0;
}

void folder_listing_clear(FolderListing *listing)
{
    g_clear_pointer(&listing->items, g_array_unref);
}

uint64_t folder_listing_hash(const FolderListing *listing)
{
    g_autoptr(GString) names = g_string_new(listing->is_output ? "output" : "");
    for (guint i = 0; i < listing->items->len; i++) {
        const FolderItem *item = &g_array_index(listing->items, FolderItem, i);
        if (item->is_output)
            continue;
        g_string_append_c(names, item->is_folder ? '/' : '\n');
        g_string_append(names, item->name);
    }
    return XXH3_64bits(names->str, names->len);
}

uint64_t folder_hash(int root, const char *relative)
{
    g_auto(FolderListing) listing = {0};
    return folder_list(root, relative, &listing) ? folder_listing_hash(&listing) : 0;
}

bool folder_is_linked(int root, const char *relative)
{
    struct stat status;
    if (fstatat(root, relative, &status, 0) != 0 || !S_ISDIR(status.st_mode))
        return false;
    g_autofree char *home = g_strconcat(relative, "/" OUTPUT_HOME, NULL);
    return faccessat(root, home, F_OK, 0) != 0;
}

bool folder_would_list(int root, const char *relative)
{
    g_auto(GStrv) parts = g_strsplit(relative, "/", -1);
    g_autoptr(GString) folder = g_string_new(NULL);
    for (size_t i = 0; parts[i] != NULL; i++) {
        if (parts[i][0] == '\0' || is_passed_over(parts[i]))
            return false;
        if (parts[i + 1] == NULL)
            break;
        g_string_append_printf(folder, "%s/", parts[i]);
        g_autofree char *home = g_strconcat(folder->str, OUTPUT_HOME, NULL);
        if (faccessat(root, home, F_OK, 0) == 0)
            return false;
    }
    return true;
}

static bool report_open(const SourceFile *file, int error, Diagnostics *diags)
{
    const Span span = {file, 0, 0};
    Diagnostic *d;
    switch (error) {
    case EXDEV:
        d = diag_report(diags, DIAG_FS_SYMLINK, span,
                        "a symbolic link leads out of the knowledge base");
        diag_hint(d, "copy the file into it");
        break;
    case ENOENT:
        diag_report(diags, DIAG_FS_SYMLINK, span, "a symbolic link leads to nothing");
        break;
    case ELOOP:
        diag_report(diags, DIAG_FS_SYMLINK, span, "a symbolic link that is not followed");
        break;
    default:
        diag_report(diags, DIAG_FS_UNREADABLE, span, "cannot read: %s", g_strerror(error));
    }
    return false;
}

static bool check_regular(const SourceFile *file, int fd, struct stat *status, Diagnostics *diags)
{
    if (fstat(fd, status) != 0)
        return report_open(file, errno, diags);
    if (S_ISREG(status->st_mode))
        return true;
    if (S_ISDIR(status->st_mode))
        diag_report(diags, DIAG_FS_SYMLINK, (Span){file, 0, 0},
                    "a symbolic link to a folder is not followed");
    else
        diag_report(diags, DIAG_FS_NOT_REGULAR, (Span){file, 0, 0}, "not a regular file");
    return false;
}

/* Reads to the file's end, at most `size` bytes: returns how many, or -1 with errno. */
static ssize_t read_all(int fd, char *bytes, size_t size)
{
    size_t length = 0;
    while (length < size) {
        const ssize_t n = read(fd, bytes + length, size - length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        length += (size_t)n;
    }
    return (ssize_t)length;
}

bool folder_check_size(const SourceFile *file, size_t size, size_t limit, Diagnostics *diags)
{
    if (size <= limit)
        return true;
    diag_report(diags, DIAG_YAML_SIZE, (Span){file, 0, 0},
                "the file has %zu KiB; %zu KiB is the limit", 1 + (size - 1) / 1024, limit / 1024);
    return false;
}

static bool read_descriptor(int fd, SourceFile *file, size_t limit, FileStamp *stamp, Arena *arena,
                            Diagnostics *diags)
{
    struct stat status;
    if (!check_regular(file, fd, &status, diags))
        return false;
    *stamp = stamp_of(&status);
    const size_t size = (size_t)status.st_size;
    if (!folder_check_size(file, size, limit, diags))
        return false;
    char *bytes = arena_alloc_text(arena, size + 1);
    const ssize_t length = read_all(fd, bytes, size);
    if (length < 0)
        return report_open(file, errno, diags);
    bytes[length] = '\0';
    file->bytes = bytes;
    file->length = (size_t)length;
    return true;
}

/* Looks before the file is opened: opening a device can have effects, opening a FIFO waits. */
static bool check_before(int root, const SourceFile *file, Diagnostics *diags)
{
    struct stat status;
    const int handle = open_beneath(root, file->relative, O_PATH);
    if (handle < 0)
        return report_open(file, errno, diags);
    const bool regular = check_regular(file, handle, &status, diags);
    close(handle);
    return regular;
}

bool folder_read_file(int root, SourceFile *file, bool is_regular, size_t limit, FileStamp *stamp,
                      Arena *arena, Diagnostics *diags)
{
    if (!is_regular && !check_before(root, file, diags))
        return false;
    const int fd = open_beneath(root, file->relative, O_RDONLY | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return report_open(file, errno, diags);
    const bool done = read_descriptor(fd, file, limit, stamp, arena, diags);
    close(fd);
    return done;
}

static bool stamp_stands(int root, const char *relative, const FileStamp *stamp, int64_t looked)
{
    struct stat status;
    if (fstatat(root, relative[0] != '\0' ? relative : ".", &status, 0) != 0)
        return false;
    const FileStamp now = stamp_of(&status);
    return stamp_equal(&now, stamp) && !stamp_is_young(stamp, looked);
}

/* Other files come and go without a change: editors' backups. */
bool folder_stands(int root, const char *relative, const FileStamp *stamp, uint64_t listing,
                   int64_t looked)
{
    if (stamp_stands(root, relative, stamp, looked))
        return true;
    return folder_hash(root, relative) == listing;
}

bool folder_file_stands(int root, const char *relative, const FileStamp *stamp, uint64_t content,
                        int64_t looked)
{
    if (stamp_stands(root, relative, stamp, looked))
        return true;
    g_autoptr(GString) bytes = file_read(root, relative);
    return bytes != NULL && XXH3_64bits(bytes->str, bytes->len) == content;
}
