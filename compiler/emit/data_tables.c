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

static size_t count_rows(const DataTable *table, const Kb *kb)
{
    const Table *counted = table->table;
    size_t count = 0;
    counted->visit(counted, kb, &(TableVisitor){count_row, begin_entry, end_entry, &count});
    return count;
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
                                .table = table};
    }
    return (DataFiles){listed, tables->count};
}
