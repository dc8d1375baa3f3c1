/*
 * new_file.h - files that commands make for people to go on with. Only command/ includes this.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

typedef enum NewFile { NEW_FILE_WRITTEN, NEW_FILE_KEPT, NEW_FILE_FAILED } NewFile;

/* Writes a file that was not there, and the folders around it. KEPT: something of that name is
 * there, and stays as it is; FAILED: it cannot be written (said so). */
NewFile new_file_write(const char *path, const char *bytes, size_t length);
