#include "git/repository_internal.h"

#include <string.h>

/* --- opening --- */

/* What there is of the path. Caller frees. */
static char *nearest_folder(const char *path)
{
    char *folder = g_canonicalize_filename(path, NULL);
    while (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        char *parent = g_path_get_dirname(folder);
        g_free(folder);
        folder = parent;
    }
    return folder;
}

/* Other users' repositories are refused, unless a file of git's settings names their folder:
 * neither
 * "*" nor the environment counts for libgit2. */
static char *problem_of_opening(const char *folder, int error)
{
    const git_error *last = git.git_error_last();
    if (error == GIT_EOWNER || (last != NULL && last->klass == GIT_ERROR_CONFIG))
        return g_strdup_printf("the git repository at '%s' belongs to another user; `git config "
                               "--global --add safe.directory PATH` allows it, with its full path",
                               folder);
    if (error == GIT_ENOTFOUND)
        return g_strdup_printf("there is no git repository around '%s'", folder);
    return git_library_problem();
}

/* The absolute `path` from the repository's top. Symbolic links count as where they lead. Caller
 * frees; NULL: it is not below it. */
static char *path_within(const git_repository *repository, const char *path)
{
    const char *top = git.git_repository_workdir(repository);
    if (top == NULL)
        return NULL;
    g_autofree char *existing = nearest_folder(path);
    g_autofree char *real = realpath(existing, NULL);
    g_autofree char *whole = g_canonicalize_filename(path, NULL);
    g_autofree char *target = g_strconcat(real, whole + strlen(existing), "/", NULL);
    return g_str_has_prefix(target, top)
               ? g_strndup(target + strlen(top),
                           strlen(target) - strlen(top) - (strlen(target) > strlen(top) ? 1 : 0))
               : NULL;
}

Repository *repository_open(const char *folder, char **problem)
{
    if (!git_library_load(problem))
        return NULL;
    g_autofree char *existing = nearest_folder(folder);
    git_repository *found = NULL;
    git_odb *odb = NULL;
    int error = git.git_repository_open_ext(&found, existing, 0, NULL);
    if (error == 0)
        error = git.git_repository_odb(&odb, found);
    if (error != 0) {
        *problem = problem_of_opening(existing, error);
        git.git_repository_free(found);
        return NULL;
    }
    Repository *repository = g_new0(Repository, 1);
    *repository = (Repository){found, odb, path_within(found, folder)};
    return repository;
}

void repository_free(Repository *repository)
{
    if (repository == NULL)
        return;
    git.git_odb_free(repository->odb);
    git.git_repository_free(repository->git);
    g_free(repository->folder);
    g_free(repository);
}

/* --- revisions --- */

git_tree *repository_tree(const Repository *repository, const char *id)
{
    git_oid oid;
    git_tree *tree = NULL;
    if (*id == '\0' || git.git_oid_fromstr(&oid, id) != 0 ||
        git.git_tree_lookup(&tree, repository->git, &oid) != 0)
        return NULL;
    return tree;
}

/* Writes the id of the folder within a tree, "" if there is none. */
static void find_folder(const Repository *repository, const git_oid *top, char *id)
{
    *id = '\0';
    if (repository->folder == NULL || *repository->folder == '\0') {
        git.git_oid_tostr(id, GIT_ID_SIZE, top);
        return;
    }
    git_tree *tree = NULL;
    git_tree_entry *entry = NULL;
    if (git.git_tree_lookup(&tree, repository->git, top) == 0 &&
        git.git_tree_entry_bypath(&entry, tree, repository->folder) == 0 &&
        git.git_tree_entry_type(entry) == GIT_OBJECT_TREE)
        git.git_oid_tostr(id, GIT_ID_SIZE, git.git_tree_entry_id(entry));
    git.git_tree_entry_free(entry);
    git.git_tree_free(tree);
}

static bool find_commit(const Repository *repository, const git_oid *id, Revision *revision)
{
    git_commit *commit = NULL;
    if (git.git_commit_lookup(&commit, repository->git, id) != 0)
        return false;
    git.git_oid_tostr(revision->commit, GIT_ID_SIZE, id);
    find_folder(repository, git.git_commit_tree_id(commit), revision->tree);
    git.git_commit_free(commit);
    return true;
}

/* A folder by itself, or a commit, or a tag of one. */
static bool find_object(const Repository *repository, const git_object *object, Revision *revision)
{
    if (git.git_object_type(object) == GIT_OBJECT_TREE) {
        git.git_oid_tostr(revision->tree, GIT_ID_SIZE, git.git_object_id(object));
        return true;
    }
    git_object *commit = NULL;
    const bool found = git.git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0 &&
                       find_commit(repository, git.git_object_id(commit), revision);
    git.git_object_free(commit);
    return found;
}

bool repository_find(const Repository *repository, const char *name, Revision *revision,
                     char **problem)
{
    *revision = (Revision){0};
    git_object *object = NULL;
    if (git.git_revparse_single(&object, repository->git, name) != 0)
        *problem = g_strdup_printf("neither a folder nor a revision that git knows: '%s'", name);
    else if (!find_object(repository, object, revision))
        *problem = g_strdup_printf("'%s' is no commit, and no folder of one", name);
    else if (*revision->tree == '\0')
        *problem = g_strdup_printf("there is no folder '%s' in '%s'; `dieline diff` takes "
                                   "another as REVISION:FOLDER",
                                   repository->folder, name);
    else if (repository->folder == NULL && *revision->commit != '\0')
        *problem = g_strdup_printf("say which folder of '%s', as REVISION:FOLDER", name);
    git.git_object_free(object);
    return *problem == NULL;
}

bool repository_find_parent(const Repository *repository, const Revision *revision, unsigned number,
                            Revision *parent)
{
    git_oid id;
    git_commit *commit = NULL;
    *parent = (Revision){0};
    if (git.git_oid_fromstr(&id, revision->commit) != 0 ||
        git.git_commit_lookup(&commit, repository->git, &id) != 0)
        return false;
    const bool found = number < git.git_commit_parentcount(commit) &&
                       find_commit(repository, git.git_commit_parent_id(commit, number), parent);
    git.git_commit_free(commit);
    return found;
}

bool repository_is_cut(const Repository *repository, const Revision *revision)
{
    git_oid id;
    git_commit *commit = NULL;
    git_commit *parent = NULL;
    if (git.git_oid_fromstr(&id, revision->commit) != 0 ||
        git.git_commit_lookup(&commit, repository->git, &id) != 0)
        return false;
    const bool is_cut =
        git.git_commit_parentcount(commit) > 0 &&
        git.git_commit_lookup(&parent, repository->git, git.git_commit_parent_id(commit, 0)) != 0;
    git.git_commit_free(parent);
    git.git_commit_free(commit);
    return is_cut;
}

/* Messages may be in any encoding. */
static char *valid_text(const char *text)
{
    return g_utf8_make_valid(text != NULL ? text : "", -1);
}

static char *write_date(git_time when)
{
    g_autoptr(GTimeZone) zone = g_time_zone_new_offset(CLAMP(when.offset, -1439, 1439) * 60);
    g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(when.time);
    g_autoptr(GDateTime) there = utc != NULL ? g_date_time_to_timezone(utc, zone) : NULL;
    return there != NULL ? g_date_time_format(there, "%Y-%m-%d") : g_strdup("");
}

bool repository_read_commit(const Repository *repository, const char *id, GitCommit *commit)
{
    git_oid oid;
    git_commit *found = NULL;
    *commit = (GitCommit){0};
    if (git.git_oid_fromstr(&oid, id) != 0 ||
        git.git_commit_lookup(&found, repository->git, &oid) != 0)
        return false;
    const git_signature *author = git.git_commit_author(found);
    g_strlcpy(commit->id, id, sizeof commit->id);
    commit->date = write_date(author->when);
    commit->author = valid_text(author->name);
    commit->summary = valid_text(git.git_commit_summary(found));
    git.git_commit_free(found);
    return true;
}

void repository_free_commit(GitCommit *commit)
{
    g_free(commit->date);
    g_free(commit->author);
    g_free(commit->summary);
    *commit = (GitCommit){0};
}
