#include "import/columns.h"

#include "base/text.h"

enum { LISTED_MAX = 12 };

static const char *find_near(const DataNode *row, const char *name)
{
    Nearest nearest;
    nearest_init(&nearest, name);
    for (const DataNode *cell = row->first; cell != NULL; cell = cell->next)
        nearest_offer(&nearest, cell->name);
    return nearest.best;
}

static void hint_columns(Diagnostic *d, const DataNode *row, const char *name)
{
    const char *near = find_near(row, name);
    if (near != NULL) {
        diag_hint(d, "is it '%s'?", near);
        return;
    }
    g_autoptr(GString) all = g_string_new(NULL);
    size_t count = 0;
    for (const DataNode *cell = row->first; cell != NULL && count < LISTED_MAX; cell = cell->next)
        g_string_append_printf(all, "%s'%s'", count++ > 0 ? ", " : "", cell->name);
    diag_hint(d, "it has %s%s", all->str, row->count > count ? ", ..." : "");
}

/* One of several columns that stand for each other is enough. */
static void check_piece(CellReader *reader, const DataNode *row, const CellMap *cell,
                        const CellPiece *piece)
{
    for (size_t i = 0; i < piece->path_count; i++) {
        g_autoptr(GPtrArray) found = data_path_find(piece->paths[i], &reader->place);
        if (found->len > 0)
            return;
    }
    if (piece->path_count == 0)
        return;
    const char *name = data_path_column(piece->paths[0]);
    Diagnostic *d = diag_report(reader->diags, DIAG_IMPORT_NO_COLUMN, cell->span,
                                "the file has no column '%s'", name);
    hint_columns(d, row, name);
}

static void check_cell(CellReader *reader, const DataNode *row, const CellMap *cell)
{
    for (size_t i = 0; cell != NULL && !cell->is_optional && i < cell->piece_count; i++)
        check_piece(reader, row, cell, &cell->pieces[i]);
}

/* Slots of objects nest as deep as YAML. */
static void check_slots(CellReader *reader, const DataNode *row, const SlotMap *slots, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const SlotMap *slot = &slots[i];
        check_cell(reader, row, slot->cell);
        for (size_t k = 0; k < LANGUAGES_MAX; k++)
            check_cell(reader, row, slot->languages[k]);
        for (size_t k = 0; k < MAPPED_KEY_COUNT; k++)
            check_cell(reader, row, slot->keys[k]);
        check_slots(reader, row, slot->slots, slot->slot_count);
    }
}

void columns_check(CellReader *reader, const DataNode *row)
{
    const Mapping *mapping = reader->mapping;
    reader->place.row = row;
    check_cell(reader, row, mapping->id);
    check_cell(reader, row, mapping->source_id);
    check_slots(reader, row, mapping->source_slots, mapping->source_slot_count);
    check_slots(reader, row, mapping->slots, mapping->slot_count);
}
