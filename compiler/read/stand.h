/*
 * stand.h - is a file still the one that was read? Only read/ includes this.
 */
#pragma once

#include "read/read.h"

typedef struct Standing {
    int root;
    const Overlay *overlay; /* what stands in the place of files now */
    int64_t before;         /* when all that was last so (stamp_now()) */
} Standing;

bool input_file_stands(const Standing *standing, const InputFile *file);
