#include "serve/soup.h"

Soup soup;

LIBRARY(library, "libsoup-3.0.so.0", SOUP_FUNCTIONS, soup);

bool soup_load(char **problem)
{
    return library_load(&library, problem);
}
