#include "serve/soup.h"

#include "base/library.h"

Soup soup;

#define FUNCTION(name) {#name, (void **)&soup.name},
static const LibraryFunction functions[] = {SOUP_FUNCTIONS(FUNCTION)};
static Library library = {
    .file = "libsoup-3.0.so.0", .functions = functions, .count = G_N_ELEMENTS(functions)};

bool soup_load(char **problem)
{
    return library_load(&library, problem);
}
