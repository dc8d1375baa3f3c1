#include "query/query.h"

const PlateAnswer *query_ask(const Kb *kb, const GPtrArray *files, Arena *arena, Diagnostics *diags)
{
    if (!selections_any(kb) && files->len == 0)
        return NULL;
    g_autoptr(Database) database = database_new(kb, true);
    const PlateAnswer *answers = selections_ask(kb, database, arena, diags);
    rules_check(kb, database, files, diags);
    return answers;
}
