/*
 * library.h - libraries that are loaded when somebody first needs them: linking them would cost
 * every run milliseconds.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* A function of a library, and where the pointer to it goes. */
typedef struct LibraryFunction {
    const char *name;
    void **place; /* POSIX's way from dlsym()'s pointer to one to a function */
} LibraryFunction;

/* What a list of functions X(name) declares in a struct. */
#define LIBRARY_POINTER(name) __typeof__(name) *(name);

typedef struct Library {
    const char *file; /* "libzip.so.4" */
    const LibraryFunction *functions;
    size_t count;
    gsize loaded;  /* once it was tried */
    char *problem; /* why it cannot be used; NULL: it can */
} Library;

/* Loads the library unless it was, by any thread. Returns whether it has all its functions; if not,
 * sets `problem` (NULL: nobody asks), which the caller frees. It stays for the program's life. */
bool library_load(Library *library, char **problem);
