/* A prose is checked as if all that it asks for was there, and that is written down. */
#include "value/prose.h"

#include <string.h>

typedef struct Outliner {
    Arena *arena;
    GArray *links; /* of ProseLink */
    bool is_sound;
} Outliner;

static void add_link(Outliner *outliner, const char *id, size_t length, const char *fragment)
{
    const ProseLink link = {
        arena_strndup(outliner->arena, id, length),
        fragment != NULL ? arena_strdup(outliner->arena, fragment) : NULL,
    };
    g_array_append_val(outliner->links, link);
}

/* No entry has an empty id. */
static char *note_entry(const char *id, size_t length, void *user)
{
    if (length == 0)
        return NULL;
    add_link(user, id, length, NULL);
    return g_strdup("#");
}

static bool note_part(const char *id, size_t length, const char *fragment, void *user)
{
    add_link(user, id, length, fragment);
    return true;
}

static void note_problem(const ProseProblem *problem, void *user)
{
    (void)problem;
    ((Outliner *)user)->is_sound = false;
}

ProseOutline prose_outline(const char *markdown, Arena *arena)
{
    g_autoptr(GArray) links = g_array_new(FALSE, FALSE, sizeof(ProseLink));
    Outliner outliner = {arena, links, true};
    const ProseTargets targets = {.resolve = note_entry, .user = &outliner};
    prose_check(markdown, &targets, note_part, note_problem, &outliner);
    ProseLink *kept = arena_new0(arena, ProseLink, links->len);
    if (links->len > 0)
        memcpy(kept, links->data, links->len * sizeof *kept);
    return (ProseOutline){kept, links->len, outliner.is_sound};
}
