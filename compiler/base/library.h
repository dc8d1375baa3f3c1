/*
 * library.h - libraries that are loaded when somebody first needs them: linking them would cost
 * every run milliseconds.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Library {
    const char *file;         /* "libzip.so.4" */
    const char *const *names; /* of its functions that we call */
    void **places;            /* where pointers to them go, in the same order */
    size_t count;
    gsize loaded;  /* once it was tried */
    char *problem; /* why it cannot be used; NULL: it can */
} Library;

/* What a list of functions, FUNCTIONS(X) with an X(name) for each, declares in a struct of its own,
 * and what each is called in the library: if it is a macro, as ICU's are, by what that says. */
#define LIBRARY_POINTER(name) __typeof__(name) *(name);
#define LIBRARY_NAME(name) G_STRINGIFY(name),

/* Defines the Library `library`, which fills in the struct `pointers`. That its members are written
 * as void * is POSIX's way from dlsym()'s pointer to one to a function. */
#define LIBRARY(library, so, FUNCTIONS, pointers)                           \
    static const char *const library##_names[] = {FUNCTIONS(LIBRARY_NAME)}; \
    G_STATIC_ASSERT(sizeof(pointers) == sizeof library##_names);            \
    static Library library = {.file = (so),                                 \
                              .names = library##_names,                     \
                              .places = (void **)&(pointers),               \
                              .count = G_N_ELEMENTS(library##_names)}

/* Loads the library unless it was, by any thread. Returns whether it has all its functions; if not,
 * sets `problem` (NULL: nobody asks), which the caller frees. It stays for the program's life. */
bool library_load(Library *library, char **problem);
