#include "diag/line_index.h"
#include "model/cell.h"
#include "query/filler.h"

#include <string.h>

enum { TABLES_FORMAT = 1, CELLS_SIZE = 4096 };

static const char *const kind_names[] = {
    [VALUE_NONE] = "none",           [VALUE_UNKNOWN] = "unknown",   [VALUE_STRING] = "string",
    [VALUE_TEXT] = "text",           [VALUE_INTEGER] = "integer",   [VALUE_BOOLEAN] = "boolean",
    [VALUE_DATE] = "date",           [VALUE_QUANTITY] = "quantity", [VALUE_CHOICE] = "choice",
    [VALUE_REFERENCE] = "reference", [VALUE_OBJECT] = "object",
};

bool filler_has_entry(const Filler *filler, const Entry *entry)
{
    return entry != NULL && (filler->with_drafts || !entry->draft);
}

void put_entry(const Filler *filler, SqlRow *row, const Entry *entry)
{
    row_put_text(row, filler_has_entry(filler, entry) ? entry->id : NULL);
}

void put_date(SqlRow *row, const Edtf *date)
{
    row_put_day(row, date->earliest);
    row_put_day(row, date->latest);
}

void put_as_of_text(SqlRow *row, const Claim *claim)
{
    row_put_text(row, claim->as_of != NULL ? claim->as_of->text : NULL);
}

void put_condition(SqlRow *row, const Claim *claim)
{
    const Condition *condition = claim_details(claim)->condition;
    row_put_text(row, condition != NULL ? condition->key : NULL);
}

void put_bounds(SqlRow *row, const Quantity *quantity)
{
    row_put_number(row, quantity->min);
    row_put_number(row, quantity->max);
    row_put_number(row, quantity->low);
    row_put_number(row, quantity->high);
}

char *claim_source_list(const Filler *filler, const Claim *claim)
{
    GString *list = g_string_new(NULL);
    for (size_t i = 0; i < claim->citation_count; i++) {
        if (!filler_has_entry(filler, claim->citations[i].source))
            continue;
        g_string_append(list, list->len > 0 ? "; " : "");
        g_string_append(list, claim->citations[i].source->id);
    }
    return g_string_free(list, list->len == 0);
}

int64_t claim_id(const Filler *filler, const Claim *claim)
{
    return (int64_t)GPOINTER_TO_SIZE(g_hash_table_lookup(filler->claim_ids, claim));
}

static void put_localised(const Filler *filler, SqlRow *row, const Localised *text, size_t first)
{
    for (size_t i = first; i < filler->kb->language_count; i++)
        row_put_text(row, text != NULL ? localised_get(text, i) : NULL);
}

/* A text in the first language, then in each other one; what is not translated stands in all. */
static void put_text(const Filler *filler, SqlRow *row, const Localised *text)
{
    row_put_text(row, text != NULL ? localised_get(text, 0) : NULL);
    put_localised(filler, row, text, 1);
}

/* Puts a text that is made for the cell: it lives until the entry's or inlined object's row is
 * finished. */
static void put_cell(Filler *filler, SqlRow *row, const GString *cell)
{
    const char *text = NULL;
    if (cell->len > 0)
        text = g_string_chunk_insert_len(filler->cells, cell->str, (gssize)cell->len);
    row_put_text(row, text);
}

/* --- claims --- */

static void put_accepted(Filler *filler, SqlRow *row, const Claim *claim)
{
    if (claim_details(claim)->accept_count == 0) {
        row_put_null(row);
        return;
    }
    g_autoptr(GString) cell = g_string_new(NULL);
    cell_append_accepted(cell, claim);
    put_cell(filler, row, cell);
}

static void put_value(const Filler *filler, SqlRow *row, const Value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        put_text(filler, row, value->localised);
        return;
    case VALUE_CHOICE:
        row_put_text(row, value->choice->name);
        break;
    case VALUE_REFERENCE:
        put_entry(filler, row, value->entry);
        break;
    case VALUE_NONE:
    case VALUE_UNKNOWN:
    case VALUE_OBJECT:
        row_put_null(row);
        break;
    default:
        row_put_text(row, value->text);
    }
    put_localised(filler, row, NULL, 1);
}

/* Of min and max. */
static const char *unit_of(const Quantity *quantity)
{
    return quantity->scale != NULL ? unit_symbol(quantity->scale) : NULL;
}

/* min, max, low, high, unit */
static void put_numbers(SqlRow *row, const Value *value)
{
    if (value->kind == VALUE_QUANTITY) {
        put_bounds(row, value->quantity);
        row_put_text(row, unit_of(value->quantity));
    } else if (value->kind == VALUE_INTEGER || value->kind == VALUE_BOOLEAN) {
        const double number =
            value->kind == VALUE_INTEGER ? (double)value->integer : (double)value->boolean;
        for (int i = 0; i < 4; i++)
            row_put_number(row, number);
        row_put_null(row);
    } else {
        row_put_nulls(row, 5);
    }
}

/* Where a claim stands. */
typedef struct ClaimPlace {
    const Entry *entry;
    const Object *object; /* the entry's or an inlined one */
    const Slot *slot;     /* of `object` */
    const Slot *top_slot; /* of the entry */
    size_t item;          /* from 0 */
    int64_t enclosing;    /* 0: none */
} ClaimPlace;

static void fill_claim(Filler *filler, const ClaimPlace *place, const Claim *claim)
{
    SqlRow *row = &filler->rows[TABLE_CLAIMS];
    row_put_integer(row, filler->claim_count);
    row_put_text(row, place->entry->id);
    row_put_text(row, place->slot->name);
    row_put_text(row, filler->path->str);
    row_put_integer(row, (int64_t)place->item + 1);
    row_put_text(row, kind_names[claim->value.kind]);
    put_value(filler, row, &claim->value);
    put_numbers(row, &claim->value);
    if (claim->value.kind == VALUE_DATE)
        put_date(row, claim->value.date);
    else
        row_put_nulls(row, 2);
    row_put_text(row, status_name(claim->status));
    row_put_text(row, rank_name(claim->rank));
    put_as_of_text(row, claim);
    if (claim->as_of != NULL)
        put_date(row, claim->as_of);
    else
        row_put_nulls(row, 2);
    row_put_text(row, claim_details(claim)->by);
    put_text(filler, row, claim_details(claim)->note);
    row_put_text(row, claim_details(claim)->quote);
    put_text(filler, row, claim_details(claim)->locator);
    put_condition(row, claim);
    row_put_text(row, standing_name(claim->standing));
    const bool is_inherited = claim_is_inherited(claim);
    row_put_integer(row, claim_details(claim)->from_count > 0 && !is_inherited);
    row_put_integer(row, is_inherited);
    if (place->enclosing != 0)
        row_put_integer(row, place->enclosing);
    else
        row_put_null(row);
    put_accepted(filler, row, claim);
    row_finish(row);
}

static bool cites_before(const Claim *claim, size_t count, const Entry *source)
{
    for (size_t i = 0; i < count; i++)
        if (claim->citations[i].source == source)
            return true;
    return false;
}

static void fill_claim_sources(Filler *filler, const Claim *claim)
{
    SqlRow *row = &filler->rows[TABLE_CLAIM_SOURCES];
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Entry *source = claim->citations[i].source;
        if (!filler_has_entry(filler, source) || cites_before(claim, i, source))
            continue;
        row_put_integer(row, filler->claim_count);
        row_put_text(row, source->id);
        row_finish(row);
    }
}

static void fill_reference(Filler *filler, const ClaimPlace *place, const Claim *claim)
{
    if (claim->value.kind != VALUE_REFERENCE || !filler_has_entry(filler, claim->value.entry))
        return;
    const Claim *count = place->enclosing != 0 ? object_best(place->object, SLOT_COUNT) : NULL;
    SqlRow *row = &filler->rows[TABLE_REFS];
    row_put_integer(row, filler->claim_count);
    row_put_text(row, place->entry->id);
    row_put_text(row, place->top_slot->name);
    row_put_text(row, claim->value.entry->id);
    if (count != NULL && count->value.kind == VALUE_INTEGER)
        row_put_integer(row, count->value.integer);
    else
        row_put_null(row);
    row_finish(row);
}

/* --- tables of classes --- */

static void put_slot_text(SqlRow *row, const SqlColumn *column, const Value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        row_put_text(row, localised_get(value->localised, column->language));
        break;
    case VALUE_CHOICE:
        row_put_text(row, value->choice->name);
        break;
    default:
        row_put_text(row, value->text);
    }
}

static void put_claims_column(Filler *filler, SqlRow *row, const SqlColumn *column,
                              const Claims *claims)
{
    g_autoptr(GString) cell = g_string_new(NULL);
    if (column->kind == COLUMN_LIST)
        cell_append_list(cell, claims, column->language);
    else
        cell_append_objects(cell, filler->kb, claims);
    put_cell(filler, row, cell);
}

/* The column of the claim that counts, whose value is neither none nor unknown. */
static void put_value_column(const Filler *filler, SqlRow *row, const SqlColumn *column,
                             const Value *value)
{
    switch (column->kind) {
    case COLUMN_INTEGER:
        row_put_integer(row, value->kind == VALUE_BOOLEAN ? value->boolean : value->integer);
        break;
    case COLUMN_ENTRY:
        put_entry(filler, row, value->entry);
        break;
    case COLUMN_MIN:
        row_put_number(row, value->quantity->min);
        break;
    case COLUMN_MAX:
        row_put_number(row, value->quantity->max);
        break;
    case COLUMN_UNIT:
        row_put_text(row, unit_of(value->quantity));
        break;
    case COLUMN_EARLIEST:
        row_put_day(row, value->date->earliest);
        break;
    case COLUMN_LATEST:
        row_put_day(row, value->date->latest);
        break;
    default:
        put_slot_text(row, column, value);
    }
}

/* `claims` NULL: the object says nothing of the column's slot. */
static void put_slot_column(Filler *filler, SqlRow *row, const SqlColumn *column,
                            const Claims *claims)
{
    if (claims == NULL) {
        row_put_null(row);
        return;
    }
    if (column->kind == COLUMN_LIST || column->kind == COLUMN_OBJECTS) {
        put_claims_column(filler, row, column, claims);
        return;
    }
    const Claim *best = claims_best(claims);
    if (best != NULL && value_is_known(&best->value))
        put_value_column(filler, row, column, &best->value);
    else
        row_put_null(row);
}

/* Goes along an object's claims and its class's slots, which are in the same order. */
typedef struct SlotWalk {
    const Object *object;
    size_t position; /* in the class's slots */
    size_t at;       /* in the object's */
} SlotWalk;

/* Returns the claims of a slot behind those asked for before; NULL if it has none. */
static const Claims *walk_to(SlotWalk *walk, const Slot *slot)
{
    const Object *object = walk->object;
    for (;; walk->position++) {
        const Slot *here = object->class->slots[walk->position];
        const bool is_stated =
            walk->at < object->slot_count && object->slots[walk->at].slot == here;
        if (here == slot)
            return is_stated ? &object->slots[walk->at] : NULL;
        walk->at += is_stated;
    }
}

/* What an object's row begins with. */
static void put_own_column(const Filler *filler, SqlRow *row, ColumnKind kind,
                           const ClaimPlace *place)
{
    if (kind == COLUMN_NAME)
        row_put_text(row, localised_get(place->entry->name, 0));
    else if (kind == COLUMN_CLAIM)
        row_put_integer(row, place->enclosing);
    else if (kind == COLUMN_PATH)
        row_put_text(row, filler->path->str);
    else
        row_put_text(row, place->entry->id);
}

static void put_sources_column(Filler *filler, SqlRow *row, const Entry *entry)
{
    g_autoptr(GString) cell = g_string_new(NULL);
    cell_append_citations(cell, entry->citations, entry->citation_count);
    put_cell(filler, row, cell);
}

/* `place`: of what is in the object. */
static void fill_object_row(Filler *filler, const ClaimPlace *place)
{
    const size_t index =
        GPOINTER_TO_SIZE(g_hash_table_lookup(filler->class_indexes, place->object->class));
    if (index == 0)
        return;
    const ClassTable *table = filler->class_tables->pdata[index - 1];
    if (table->is_inlined != (place->enclosing != 0))
        return; /* an inlined Milestone or Figure: they have tables of their own */
    SqlRow *row = &filler->class_rows[index - 1];
    SlotWalk walk = {.object = place->object};
    const Slot *slot = NULL;
    const Claims *claims = NULL;
    for (guint i = 0; i < table->columns->len; i++) {
        const SqlColumn *column = &g_array_index(table->columns, SqlColumn, i);
        if (column->slot != NULL && column->slot != slot) {
            slot = column->slot;
            claims = walk_to(&walk, slot);
        }
        if (column->slot == NULL)
            put_own_column(filler, row, column->kind, place);
        else if (column->kind == COLUMN_CITED)
            put_sources_column(filler, row, place->entry);
        else
            put_slot_column(filler, row, column, claims);
    }
    row_finish(row);
    g_string_chunk_clear(filler->cells);
}

/* The object may be of a subclass, which has slots of its own. */
void put_ending(Filler *filler, SqlRow *row, TableId id, const Object *object)
{
    const ClassTable *table = filler->endings[id];
    for (guint i = 0; table != NULL && i < table->columns->len; i++) {
        const SqlColumn *column = &g_array_index(table->columns, SqlColumn, i);
        put_slot_column(filler, row, column,
                        object != NULL ? object_find(object, column->slot->name) : NULL);
    }
}

/* --- entries --- */

static void fill_object(Filler *filler, const ClaimPlace *place);

static void fill_item(Filler *filler, const ClaimPlace *place, const Claim *claim)
{
    const int64_t id = ++filler->claim_count;
    fill_claim(filler, place, claim);
    fill_claim_sources(filler, claim);
    fill_reference(filler, place, claim);
    g_hash_table_insert(filler->claim_ids, (gpointer)claim, GSIZE_TO_POINTER((size_t)id));
    if (claim_details(claim)->from_count > 0 && !claim_is_inherited_within(claim))
        g_ptr_array_add(filler->derived, (gpointer)claim);
    if (claim->value.kind != VALUE_OBJECT)
        return;
    const ClaimPlace inner = {.entry = place->entry,
                              .object = claim->value.object,
                              .top_slot = place->top_slot,
                              .enclosing = id};
    fill_object(filler, &inner);
}

static void fill_claims(Filler *filler, ClaimPlace place, const Claims *claims)
{
    GString *path = filler->path;
    const size_t outer = path->len;
    place.slot = claims->slot;
    if (place.enclosing == 0)
        place.top_slot = claims->slot;
    if (outer > 0)
        g_string_append_c(path, '.');
    g_string_append(path, claims->slot->name);
    const size_t length = path->len;
    const bool is_list = claims->slot->multivalued || claims->count > 1;
    for (size_t i = 0; i < claims->count; i++) {
        if (is_list)
            g_string_append_printf(path, "[%zu]", i + 1);
        place.item = i;
        fill_item(filler, &place, &claims->items[i]);
        g_string_truncate(path, length);
    }
    g_string_truncate(path, outer);
}

/* As deep as the YAML was, which has its limit. The row comes last: it may refer to claims. */
static void fill_object(Filler *filler, const ClaimPlace *place)
{
    for (size_t i = 0; i < place->object->slot_count; i++)
        fill_claims(filler, *place, &place->object->slots[i]);
    fill_object_row(filler, place);
}

static unsigned entry_line(Filler *filler, const Entry *entry)
{
    LineIndex *index = g_hash_table_lookup(filler->line_indexes, entry->file);
    if (index == NULL) {
        index = line_index_new(entry->file);
        g_hash_table_insert(filler->line_indexes, (gpointer)entry->file, index);
    }
    return line_index_position(index, entry->span.start).line;
}

static void fill_entry(Filler *filler, const Entry *entry)
{
    SqlRow *row = &filler->rows[TABLE_ENTRIES];
    row_put_text(row, entry->id);
    row_put_text(row, entry->object.class->name);
    row_put_text(row, localised_get(entry->name, 0));
    put_localised(filler, row, entry->name, 0);
    row_put_text(row, entry->file->relative);
    row_put_integer(row, entry_line(filler, entry));
    row_put_integer(row, entry->draft);
    row_finish(row);
    fill_object(filler, &(ClaimPlace){.entry = entry, .object = &entry->object});
}

static void fill_derivations(Filler *filler)
{
    SqlRow *row = &filler->rows[TABLE_DERIVATIONS];
    for (guint i = 0; i < filler->derived->len; i++) {
        const Claim *claim = filler->derived->pdata[i];
        int64_t position = 0;
        for (size_t k = 0; k < claim_details(claim)->from_count; k++) {
            const int64_t from = claim_id(filler, claim_details(claim)->from[k].claim);
            if (from == 0)
                continue; /* a draft's */
            row_put_integer(row, claim_id(filler, claim));
            row_put_integer(row, ++position);
            row_put_integer(row, from);
            row_finish(row);
        }
    }
}

static void fill_kb_row(Filler *filler)
{
    const Kb *kb = filler->kb;
    SqlRow *row = &filler->rows[TABLE_KB];
    put_text(filler, row, kb->name);
    row_put_integer(row, TABLES_FORMAT);
    row_put_text(row, kb->has_as_of ? kb->as_of.text : NULL);
    if (kb->has_as_of)
        put_date(row, &kb->as_of);
    else
        row_put_nulls(row, 2);
    row_put_text(row, kb->license);
    row_finish(row);
}

static void filler_init(Filler *filler, sqlite3 *handle, int *problem)
{
    for (unsigned i = 0; i < TABLE_COUNT; i++) {
        row_init(&filler->rows[i], handle, table_name((TableId)i), problem);
        filler->endings[i] = class_table_ending((TableId)i, filler->kb);
    }
    filler->class_rows = g_new0(SqlRow, filler->class_tables->len);
    filler->class_indexes = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < filler->class_tables->len; i++) {
        const ClassTable *table = filler->class_tables->pdata[i];
        row_init(&filler->class_rows[i], handle, table->name, problem);
        g_hash_table_insert(filler->class_indexes, (gpointer)table->class,
                            GSIZE_TO_POINTER((size_t)i + 1));
    }
    filler->claim_ids = g_hash_table_new(NULL, NULL);
    filler->derived = g_ptr_array_new();
    filler->line_indexes = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)line_index_free);
    filler->path = g_string_new(NULL);
    filler->cells = g_string_chunk_new(CELLS_SIZE);
}

static void filler_clear(Filler *filler)
{
    for (unsigned i = 0; i < TABLE_COUNT; i++) {
        row_clear(&filler->rows[i]);
        class_table_free(filler->endings[i]);
    }
    for (guint i = 0; i < filler->class_tables->len; i++)
        row_clear(&filler->class_rows[i]);
    g_free(filler->class_rows);
    g_hash_table_unref(filler->class_indexes);
    g_hash_table_unref(filler->claim_ids);
    g_ptr_array_unref(filler->derived);
    g_hash_table_unref(filler->line_indexes);
    g_string_free(filler->path, TRUE);
    g_string_chunk_free(filler->cells);
}

void fill_kb(sqlite3 *handle, const GPtrArray *class_tables, const Kb *kb, bool with_drafts,
             int *problem)
{
    Filler filler = {.kb = kb, .with_drafts = with_drafts, .class_tables = class_tables};
    filler_init(&filler, handle, problem);
    fill_kb_row(&filler);
    for (size_t i = 0; i < kb->entry_count; i++)
        if (filler_has_entry(&filler, kb->entries[i]))
            fill_entry(&filler, kb->entries[i]);
    fill_derivations(&filler);
    fill_plans(&filler);
    fill_figures(&filler);
    filler_clear(&filler);
}
