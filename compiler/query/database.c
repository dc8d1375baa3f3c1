#include "query/database.h"

#include "query/filler.h"
#include "query/guard.h"

#include <errno.h>

/* Everything that shows in the bytes of the file is set, not left to how SQLite was built. Nobody
 * sees the tables until they are filled, so there is nothing to be careful about. */
static const char settings[] = "PRAGMA page_size=4096;"
                               "PRAGMA encoding='UTF-8';"
                               "PRAGMA auto_vacuum=NONE;"
                               "PRAGMA user_version=1;"
                               "PRAGMA secure_delete=ON;"
                               "PRAGMA temp_store=MEMORY;"
                               "PRAGMA cache_size=-8192;"
                               "PRAGMA journal_mode=OFF;"
                               "PRAGMA synchronous=OFF;"
                               "PRAGMA foreign_keys=OFF;"
                               "PRAGMA locking_mode=EXCLUSIVE;";

static void execute(Database *database, const char *sql)
{
    if (database->problem == 0)
        sqlite_did(database->handle, sqlite3_exec(database->handle, sql, NULL, NULL, NULL),
                   "the tables", &database->problem);
}

static void make_tables(Database *database, const Kb *kb)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    for (unsigned i = 0; i < TABLE_COUNT; i++)
        ddl_append_table(sql, (TableId)i, kb);
    for (guint i = 0; i < database->class_tables->len; i++)
        ddl_append_class_table(sql, database->class_tables->pdata[i]);
    ddl_append_views(sql, database->class_tables, kb);
    execute(database, sql->str);
}

static void make_indexes(Database *database)
{
    g_autoptr(GString) sql = g_string_new(NULL);
    ddl_append_indexes(sql);
    execute(database, sql->str);
}

/* Opens the file `path`; whoever has it is the only one, so that no locks are needed. */
static Database *database_open(const Kb *kb, const char *path, int flags)
{
    Database *database = g_new0(Database, 1);
    database->class_tables = class_tables_new(kb);
    const int code = sqlite3_open_v2(
        path, &database->handle, flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, "unix-none");
    sqlite_did(database->handle, code, "open", &database->problem);
    return database;
}

static void fill(Database *database, const Kb *kb, bool with_drafts)
{
    execute(database, settings);
    execute(database, "BEGIN");
    make_tables(database, kb);
    if (database->problem == 0)
        fill_kb(database->handle, database->class_tables, kb, with_drafts, &database->problem);
    make_indexes(database);
    execute(database, "COMMIT");
}

Database *database_new(const Kb *kb, bool with_drafts)
{
    Database *database = database_open(kb, ":memory:", SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY);
    fill(database, kb, with_drafts);
    if (database->problem != 0)
        g_error("the tables: %s", g_strerror(database->problem));
    guard_close(database->handle);
    return database;
}

/* What a query may see of a connection is as with database_new(). */
static bool take_bytes(Database *database)
{
    gsize size;
    unsigned char *bytes = (unsigned char *)g_bytes_get_data(database->bytes, &size);
    return sqlite3_open_v2(":memory:", &database->handle,
                           SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY |
                               SQLITE_OPEN_NOMUTEX,
                           NULL) == SQLITE_OK &&
           sqlite3_deserialize(database->handle, "main", bytes, (sqlite3_int64)size,
                               (sqlite3_int64)size, SQLITE_DESERIALIZE_READONLY) == SQLITE_OK &&
           sqlite3_exec(database->handle,
                        "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192;"
                        "SELECT count(*) FROM kb",
                        NULL, NULL, NULL) == SQLITE_OK;
}

Database *database_open_bytes(GBytes *bytes)
{
    Database *database = g_new0(Database, 1);
    database->bytes = g_bytes_ref(bytes);
    if (take_bytes(database)) {
        guard_close(database->handle);
        return database;
    }
    database_free(database);
    return NULL;
}

bool database_write(const Kb *kb, const char *path)
{
    g_autoptr(Database) database = database_open(kb, path, 0);
    fill(database, kb, false);
    errno = database->problem;
    return database->problem == 0;
}

void database_free(Database *database)
{
    if (database == NULL)
        return;
    sqlite3_close(database->handle);
    g_clear_pointer(&database->class_tables, g_ptr_array_unref);
    g_clear_pointer(&database->bytes, g_bytes_unref);
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
