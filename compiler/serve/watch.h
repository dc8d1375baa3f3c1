/*
 * watch.h - tells that something has happened below a folder, sooner or later: when there is a
 * watch for each folder, at once; and without any, as where the system has no more of them or it is
 * another machine's, every few seconds. Only serve/ and lsp/ include this.
 *
 * What has happened is not told: watches overflow, come late and know nothing of what was written
 * before they were there. Whoever is told looks at everything.
 */
#pragma once

#include "read/read.h"

typedef struct Watch Watch;

/* Watches `path` itself, and the folder that it is in. `told` is called in the main loop; a burst
 * is told once. The caller frees it. */
Watch *watch_new(const char *path, void (*told)(void *user), void *user);
void watch_free(Watch *watch);

/* Watches the folders of these files (NULL: those of none), and no others. What was written in them
 * before that nobody tells: so it tells once more if there are new ones among them. Looking just in
 * case must not take more than a small part of the time: how often depends on how many there are.
 */
void watch_follow(Watch *watch, const KbFiles *files);
