#include "query/database.h"

#include "query/filler.h"
#include "query/guard.h"

/* Everything that shows in the bytes of the file is set, not left to how SQLite was built. Nothing
 * is on a disk, so there is nothing to be careful about until the tables are filled. */
static const char settings[] = "PRAGMA page_size=4096;"
                               "PRAGMA encoding='UTF-8';"
                               "PRAGMA auto_vacuum=NONE;"
                               "PRAGMA user_version=1;"
                               "PRAGMA secure_delete=ON;"
                               "PRAGMA temp_store=MEMORY;"
                               "PRAGMA journal_mode=OFF;"
                               "PRAGMA synchronous=OFF;"
                               "PRAGMA foreign_keys=OFF;"
                               "PRAGMA locking_mode=EXCLUSIVE;";

static void execute(sqlite3 *handle, const char *sql)
{
    sqlite_must(handle, sqlite3_exec(handle, sql, NULL, NULL, NULL), "the tables");
}

static void make_tables(const Database *database, const Kb *kb)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    for (unsigned i = 0; i < TABLE_COUNT; i++)
        ddl_append_table(sql, (TableId)i, kb);
    for (guint i = 0; i < database->class_tables->len; i++)
        ddl_append_class_table(sql, database->class_tables->pdata[i]);
    ddl_append_views(sql, database->class_tables, kb);
    execute(database->handle, sql->str);
}

static void make_indexes(const Database *database)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    ddl_append_indexes(sql);
    execute(database->handle, sql->str);
}

Database *database_new(const Kb *kb, bool with_drafts)
{
    Database *database = g_new0(Database, 1);
    database->class_tables = class_tables_new(kb);
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;
    sqlite_must(database->handle, sqlite3_open_v2(":memory:", &database->handle, flags, NULL),
                "open");
    execute(database->handle, settings);
    execute(database->handle, "BEGIN");
    make_tables(database, kb);
    fill_kb(database->handle, database->class_tables, kb, with_drafts);
    make_indexes(database);
    execute(database->handle, "COMMIT");
    guard_close(database->handle);
    return database;
}

void database_free(Database *database)
{
    if (database == NULL)
        return;
    sqlite3_close(database->handle);
    g_ptr_array_unref(database->class_tables);
    g_free(database);
}

void database_serialise(const Database *database, GString *out)
{
    sqlite3_int64 size = 0;
    unsigned char *bytes = sqlite3_serialize(database->handle, "main", &size, 0);
    if (bytes == NULL)
        g_error("the database cannot be serialised");
    g_string_append_len(out, (const char *)bytes, (gssize)size);
    sqlite3_free(bytes);
}
