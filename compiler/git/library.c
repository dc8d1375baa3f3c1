#include "git/library.h"

GitLibrary git;

LIBRARY(loaded, "libgit2.so." LIBGIT2_SOVERSION, GIT_FUNCTIONS, git);

bool git_library_load(char **problem)
{
    if (!library_load(&loaded, problem))
        return false;
    if (git.git_libgit2_init() > 0) /* it counts, and may be called again */
        return true;
    *problem = git_library_problem();
    return false;
}

char *git_library_problem(void)
{
    const git_error *error = git.git_error_last();
    return g_strdup(error != NULL ? error->message : "git does not say why");
}
