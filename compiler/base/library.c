#include "base/library.h"

#include <dlfcn.h>

static void find_functions(Library *library)
{
    void *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        library->problem = g_strdup_printf("cannot load %s: %s", library->file, dlerror());
        return;
    }
    for (size_t i = 0; i < library->count && library->problem == NULL; i++) {
        library->places[i] = dlsym(handle, library->names[i]);
        if (library->places[i] == NULL)
            library->problem =
                g_strdup_printf("%s does not have %s", library->file, library->names[i]);
    }
}

bool library_load(Library *library, char **problem)
{
    if (g_once_init_enter(&library->loaded)) {
        find_functions(library);
        g_once_init_leave(&library->loaded, 1);
    }
    if (library->problem != NULL && problem != NULL)
        *problem = g_strdup(library->problem);
    return library->problem == NULL;
}
