#include "query/query.h"

bool query_is_asked(const Kb *kb, const GPtrArray *files)
{
    return selections_any(kb) || files->len > 0;
}

const PlateAnswer *query_ask(const Kb *kb, const GPtrArray *files, Arena *arena, Diagnostics *diags)
{
    if (!query_is_asked(kb, files))
        return NULL;
    g_autoptr(Database) database = database_new(kb, true);
    const PlateAnswer *answers = selections_ask(kb, database, arena, diags);
    rules_check(kb, database, files, diags);
    return answers;
}
