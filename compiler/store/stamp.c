#include "store/stamp.h"

#include <time.h>

/* Times of files are those of the kernel's last tick, at least a hundred of them a second; where
 * a file system knows whole seconds only, every second one. */
enum { TICK = 50 * 1000 * 1000, COARSE_TICK = 2 * 1000 * 1000 * 1000 };

static int64_t nanoseconds(struct timespec time)
{
    return (int64_t)time.tv_sec * 1000 * 1000 * 1000 + time.tv_nsec;
}

FileStamp stamp_of(const struct stat *status)
{
    return (FileStamp){
        .size = (uint64_t)status->st_size,
        .inode = status->st_ino,
        .modified = nanoseconds(status->st_mtim),
        .changed = nanoseconds(status->st_ctim),
    };
}

bool stamp_equal_content(const FileStamp *a, const FileStamp *b)
{
    return a->size == b->size && a->inode == b->inode && a->modified == b->modified;
}

bool stamp_equal(const FileStamp *a, const FileStamp *b)
{
    return stamp_equal_content(a, b) && a->changed == b->changed;
}

int64_t stamp_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    return nanoseconds(now);
}

bool stamp_is_young(const FileStamp *stamp, int64_t looked)
{
    const bool coarse = stamp->changed % (1000 * 1000 * 1000) == 0;
    return stamp->changed >= looked - (coarse ? COARSE_TICK : TICK);
}

void stamp_put(GString *record, const FileStamp *stamp)
{
    record_put(record, stamp->size);
    record_put(record, stamp->inode);
    record_put(record, (uint64_t)stamp->modified);
    record_put(record, (uint64_t)stamp->changed);
}

FileStamp stamp_get(RecordReader *reader)
{
    FileStamp stamp;
    stamp.size = record_get(reader);
    stamp.inode = record_get(reader);
    stamp.modified = (int64_t)record_get(reader);
    stamp.changed = (int64_t)record_get(reader);
    return stamp;
}
