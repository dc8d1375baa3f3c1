/*
 * folder_fixture.h - folders for tests: made, filled, removed.
 */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>

/* Writes a file below `folder`, and the folders to it. */
static inline void folder_write(const char *folder, const char *path, const char *text)
{
    g_autofree char *full = g_build_filename(folder, path, NULL);
    g_autofree char *parent = g_path_get_dirname(full);
    g_assert_cmpint(g_mkdir_with_parents(parent, 0755), ==, 0);
    g_assert_true(g_file_set_contents(full, text, -1, NULL));
}

/* Removes a folder and all that is in it; no symbolic link is followed. */
static inline void folder_remove(const char *path)
{
    const bool is_link = g_file_test(path, G_FILE_TEST_IS_SYMLINK);
    g_autoptr(GDir) directory = is_link ? NULL : g_dir_open(path, 0, NULL);
    for (const char *name; directory != NULL && (name = g_dir_read_name(directory)) != NULL;) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        folder_remove(child);
    }
    g_assert_cmpint(g_remove(path), ==, 0);
}
