#include "diag/acceptance.h"

#include <string.h>

typedef struct AcceptanceUse {
    Acceptance acceptance;
    bool is_used;
} AcceptanceUse;

struct Acceptances {
    GPtrArray *all;      /* of AcceptanceUse */
    GHashTable *by_file; /* SourceFile (NULL: none in particular) -> GPtrArray of AcceptanceUse */
};

Acceptances *acceptances_new(void)
{
    Acceptances *acceptances = g_new0(Acceptances, 1);
    acceptances->all = g_ptr_array_new_with_free_func(g_free);
    acceptances->by_file =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    return acceptances;
}

void acceptances_free(Acceptances *acceptances)
{
    g_hash_table_unref(acceptances->by_file);
    g_ptr_array_unref(acceptances->all);
    g_free(acceptances);
}

bool acceptances_are_none(const Acceptances *acceptances)
{
    return acceptances->all->len == 0;
}

void acceptances_add(Acceptances *acceptances, const Acceptance *acceptance)
{
    const SourceFile *file = acceptance->within.file;
    AcceptanceUse *use = g_new0(AcceptanceUse, 1);
    use->acceptance = *acceptance;
    g_ptr_array_add(acceptances->all, use);
    GPtrArray *of_file = g_hash_table_lookup(acceptances->by_file, file);
    if (of_file == NULL) {
        of_file = g_ptr_array_new();
        g_hash_table_insert(acceptances->by_file, (gpointer)file, of_file);
    }
    g_ptr_array_add(of_file, use);
}

static bool covers(const Acceptance *acceptance, Span span)
{
    if (acceptance->within.file != NULL)
        return acceptance->within.start <= span.start && span.end <= acceptance->within.end;
    return acceptance->folder == NULL ||
           (span.file != NULL && source_file_is_in(span.file, acceptance->folder));
}

static const Acceptance *find_in(const Acceptances *acceptances, const SourceFile *file, Span span,
                                 const char *slug)
{
    const GPtrArray *of_file = g_hash_table_lookup(acceptances->by_file, file);
    for (guint i = 0; of_file != NULL && i < of_file->len; i++) {
        AcceptanceUse *use = of_file->pdata[i];
        if (strcmp(use->acceptance.slug, slug) != 0 || !covers(&use->acceptance, span))
            continue;
        use->is_used = true;
        return &use->acceptance;
    }
    return NULL;
}

static const Acceptance *find_at(const Acceptances *acceptances, Span span, const char *slug)
{
    const Acceptance *found =
        span.file != NULL ? find_in(acceptances, span.file, span, slug) : NULL;
    return found != NULL ? found : find_in(acceptances, NULL, span, slug);
}

const Acceptance *acceptances_find(Acceptances *acceptances, const Diagnostic *diagnostic)
{
    const char *slug = diagnostic_slug(diagnostic);
    const Acceptance *found = find_at(acceptances, diagnostic->span, slug);
    const guint notes = diagnostic->notes != NULL ? diagnostic->notes->len : 0;
    for (guint i = 0; found == NULL && i < notes; i++) {
        const Span span = g_array_index(diagnostic->notes, DiagNote, i).span;
        found = span.file != NULL ? find_at(acceptances, span, slug) : NULL;
    }
    return found;
}

void acceptances_visit_unused(const Acceptances *acceptances,
                              void (*visit)(const Acceptance *acceptance, void *user), void *user)
{
    for (guint i = 0; i < acceptances->all->len; i++) {
        const AcceptanceUse *use = acceptances->all->pdata[i];
        if (!use->is_used)
            visit(&use->acceptance, user);
    }
}
