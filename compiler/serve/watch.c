#include "serve/watch.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

enum {
    BURST_MS = 5,          /* of quiet that is waited for, */
    BURST_MAX_MS = 50,     /* but no longer than this */
    DOUBT_MS = 2000,       /* between looks just in case, at least, */
    DOUBT_FILES_A_MS = 10, /* and a millisecond for so many files: a hundredth of the time */
};

typedef struct Post {
    GFileMonitor *monitor;
    ino_t inode; /* of the folder that it was set for: another one may have its name now */
    dev_t device;
} Post;

struct Watch {
    char *path;
    GHashTable *posts; /* path -> Post */
    void (*told)(void *user);
    void *user;
    guint burst;        /* the source that will tell, 0: none */
    gint64 burst_until; /* when it tells whatever goes on */
    guint doubt;
    guint doubt_wait; /* milliseconds */
};

static void post_free(void *data)
{
    Post *post = data;
    g_file_monitor_cancel(post->monitor);
    g_object_unref(post->monitor);
    g_free(post);
}

/* --- telling --- */

static void watch_doubt(Watch *watch);

static void watch_tell(Watch *watch)
{
    watch_doubt(watch);
    watch->told(watch->user);
}

static gboolean end_burst(void *user)
{
    Watch *watch = user;
    watch->burst = 0;
    watch_tell(watch);
    return G_SOURCE_REMOVE;
}

static void watch_hear(Watch *watch)
{
    const gint64 now = g_get_monotonic_time();
    if (watch->burst == 0)
        watch->burst_until = now + (gint64)BURST_MAX_MS * 1000;
    else if (now + (gint64)BURST_MS * 1000 < watch->burst_until)
        g_source_remove(watch->burst);
    else
        return;
    watch->burst = g_timeout_add(BURST_MS, end_burst, watch);
}

static bool is_within(const Watch *watch, GFile *file)
{
    g_autofree char *path = file != NULL ? g_file_get_path(file) : NULL;
    return path != NULL && g_str_has_prefix(path, watch->path);
}

/* A file that is being written is heard of when it is done, or after two seconds. What else is in
 * the folder around the knowledge base is of no interest. */
static void hear(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
                 void *user)
{
    (void)monitor;
    Watch *watch = user;
    if (event != G_FILE_MONITOR_EVENT_CHANGED &&
        (is_within(watch, file) || is_within(watch, other)))
        watch_hear(watch);
}

static gboolean end_doubt(void *user)
{
    Watch *watch = user;
    watch->doubt = 0;
    watch_tell(watch);
    return G_SOURCE_REMOVE;
}

static void watch_doubt(Watch *watch)
{
    if (watch->doubt != 0)
        g_source_remove(watch->doubt);
    watch->doubt = g_timeout_add(watch->doubt_wait, end_doubt, watch);
}

/* --- watches --- */

/* Returns whether it is new. */
static bool watch_post(Watch *watch, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    const Post *old = g_hash_table_lookup(watch->posts, path);
    if (old != NULL && old->inode == status.st_ino && old->device == status.st_dev)
        return false;
    g_autoptr(GFile) file = g_file_new_for_path(path);
    GFileMonitor *monitor = g_file_monitor_directory(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
    if (monitor == NULL)
        return false;
    Post *post = g_new0(Post, 1);
    *post = (Post){monitor, status.st_ino, status.st_dev};
    g_signal_connect(monitor, "changed", G_CALLBACK(hear), watch);
    g_hash_table_replace(watch->posts, g_strdup(path), post);
    return true;
}

static gboolean is_unwanted(void *path, void *post, void *wanted)
{
    (void)post;
    return !g_hash_table_contains(wanted, path);
}

/* Returns the set of paths of folders that are to be watched. */
static GHashTable *list_wanted(const Watch *watch, const KbFiles *files)
{
    GHashTable *wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_add(wanted, g_path_get_dirname(watch->path));
    g_hash_table_add(wanted, g_strdup(watch->path));
    for (guint i = 0; files != NULL && i < files->folders->len; i++) {
        const char *relative = g_array_index(files->folders, InputFolder, i).relative;
        if (*relative != '\0')
            g_hash_table_add(wanted, g_build_filename(watch->path, relative, NULL));
    }
    return wanted;
}

void watch_follow(Watch *watch, const KbFiles *files)
{
    g_autoptr(GPtrArray) read = files != NULL ? kb_files_list_read(files) : g_ptr_array_new();
    watch->doubt_wait = (guint)MAX(DOUBT_MS, read->len / DOUBT_FILES_A_MS);
    g_autoptr(GHashTable) wanted = list_wanted(watch, files);
    g_hash_table_foreach_remove(watch->posts, is_unwanted, wanted);
    bool any_new = false;
    GHashTableIter iter;
    void *path;
    g_hash_table_iter_init(&iter, wanted);
    while (g_hash_table_iter_next(&iter, &path, NULL))
        any_new |= watch_post(watch, path);
    if (any_new)
        watch_hear(watch);
}

Watch *watch_new(const char *path, void (*told)(void *user), void *user)
{
    Watch *watch = g_new0(Watch, 1);
    watch->path = g_canonicalize_filename(path, NULL);
    watch->posts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, post_free);
    watch->told = told;
    watch->user = user;
    watch_follow(watch, NULL);
    return watch;
}

void watch_free(Watch *watch)
{
    if (watch->burst != 0)
        g_source_remove(watch->burst);
    if (watch->doubt != 0)
        g_source_remove(watch->doubt);
    g_hash_table_unref(watch->posts);
    g_free(watch->path);
    g_free(watch);
}
