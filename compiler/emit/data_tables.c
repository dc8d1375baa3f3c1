#include "emit/data_tables.h"

static void count_row(const Table *table, const TableRow *row, void *user)
{
    (void)table, (void)row;
    (*(size_t *)user)++;
}

static bool begin_entry(const Entry *entry, void *user)
{
    (void)entry, (void)user;
    return true;
}

static void end_entry(const Entry *entry, void *user)
{
    (void)entry, (void)user;
}

/* All languages ask, and each answer makes all rows. */
static size_t count_rows(const DataTable *table, const Kb *kb)
{
    if (g_once_init_enter(table->counted)) {
        const Table *made = table->table;
        gsize count = 0;
        made->visit(made, kb, &(TableVisitor){count_row, begin_entry, end_entry, &count});
        g_once_init_leave(table->counted, count + 1);
    }
    return *table->counted - 1;
}

static const char *const *column_names(const Table *table, Arena *arena)
{
    const char **names = arena_new0(arena, const char *, table->column_count);
    for (size_t i = 0; i < table->column_count; i++)
        names[i] = table->columns[i].name;
    return names;
}

DataFiles data_tables_list(const Tables *tables, Arena *arena)
{
    DataTable *listed = arena_new0(arena, DataTable, tables->count);
    for (size_t i = 0; i < tables->count; i++) {
        const Table *table = &tables->items[i];
        listed[i] = (DataTable){.name = table->name,
                                .class = table->class,
                                .columns = column_names(table, arena),
                                .column_count = table->column_count,
                                .count_rows = count_rows,
                                .counted = arena_new0(arena, gsize, 1),
                                .table = table};
    }
    return (DataFiles){listed, tables->count};
}
