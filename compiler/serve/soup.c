#include "serve/soup.h"

#include <dlfcn.h>

#define LIBRARY "libsoup-3.0.so.0"

Soup soup;

static void *find_function(void *handle, const char *name, const char **missing)
{
    void *function = dlsym(handle, name);
    if (function == NULL)
        *missing = name;
    return function;
}

/* POSIX's way from dlsym()'s pointer to one to a function. */
#define FIND(name) *(void **)&soup.name = find_function(handle, #name, &missing);

bool soup_load(char **problem)
{
    void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        *problem = g_strdup_printf("cannot load %s: %s", LIBRARY, dlerror());
        return false;
    }
    const char *missing = NULL;
    SOUP_FUNCTIONS(FIND)
    if (missing != NULL)
        *problem = g_strdup_printf("%s does not have %s", LIBRARY, missing);
    return missing == NULL;
}
