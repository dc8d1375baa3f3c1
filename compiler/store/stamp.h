/*
 * stamp.h - by what a file that nobody touched is known again, without reading it.
 *
 * As in git's index: size, times and inode. A change so soon after the last look that the clock
 * of the file system may not tell them apart cannot be seen in it: such a stamp is young, and
 * whoever trusts it compares the content, too.
 */
#pragma once

#include "store/record.h"

#include <sys/stat.h>

typedef struct FileStamp {
    uint64_t size;
    uint64_t inode;
    int64_t modified; /* nanoseconds since 1970 */
    int64_t changed;  /* the same, of the inode: a time that was set back shows here */
} FileStamp;

FileStamp stamp_of(const struct stat *status);
bool stamp_equal(const FileStamp *a, const FileStamp *b);

/* Does the file still have the bytes that somebody wrote, as far as one can see? A file that was
 * renamed has another time of its inode. */
bool stamp_equal_content(const FileStamp *a, const FileStamp *b);

/* The time now, on the clock that gives files theirs. */
int64_t stamp_now(void);

/* Could the file have changed at `looked` (stamp_now(), before it was read) without a sign? */
bool stamp_is_young(const FileStamp *stamp, int64_t looked);

void stamp_put(GString *record, const FileStamp *stamp);
FileStamp stamp_get(RecordReader *reader);
