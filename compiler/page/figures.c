#include "page/figures.h"

#include "find/findings.h"
#include "model/anchors.h"
#include "page/statement.h"
#include "words/quantity_describe.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MAX = 32 }; /* earlier periods than so many are listed below */

/* One measure of one thing, through the periods. */
typedef struct FigureRow {
    const Figure *first;
    const Figure **cells; /* by column; NULL: none for that period */
    const char *unit;     /* of all its amounts, without a number word; NULL: they differ */
    int scale;            /* the power of ten whose word stands before the unit; 0: none */
} FigureRow;

/* Remarks that were made already: what they say -> the letter they stand under. */
typedef struct Remarks {
    GHashTable *marks;
    View *list;
} Remarks;

typedef struct FigureTable {
    PageContext *page;
    const Edtf **columns;
    size_t column_count;
    FigureRow *rows;
    size_t row_count;
    const Figure **others; /* not in the table */
    size_t other_count;
    Remarks remarks;
} FigureTable;

/* Columns. */

/* Returns the place of a kind of period among the columns; 0: it is none of them. */
static unsigned period_kind(const Edtf *period)
{
    if (period == NULL || period->qualifiers != 0)
        return 0;
    switch (period->precision) {
    case EDTF_YEAR:
        return 1;
    case EDTF_HALF:
        return 2;
    case EDTF_QUARTER:
        return 3;
    default:
        return 0;
    }
}

static int compare_days(const Edtf *a, const Edtf *b)
{
    if (a->earliest != b->earliest)
        return a->earliest < b->earliest ? -1 : 1;
    return (a->latest > b->latest) - (a->latest < b->latest);
}

/* Two ways to write a period ("2025-H1", "2025-40") are one column. */
static int compare_columns(const void *left, const void *right)
{
    const Edtf *a = *(const Edtf *const *)left;
    const Edtf *b = *(const Edtf *const *)right;
    const unsigned a_kind = period_kind(a);
    const unsigned b_kind = period_kind(b);
    if (a_kind != b_kind)
        return a_kind < b_kind ? -1 : 1;
    return compare_days(a, b);
}

static int compare_latest_first(const void *left, const void *right)
{
    return compare_days(*(const Edtf *const *)right, *(const Edtf *const *)left);
}

static void collect_columns(FigureTable *table, const Entry *entry)
{
    const Edtf **columns = arena_new0(table->page->arena, const Edtf *, entry->figure_count);
    size_t count = 0;
    for (size_t i = 0; i < entry->figure_count; i++)
        if (period_kind(entry->figures[i]->period) != 0)
            columns[count++] = entry->figures[i]->period;
    qsort(columns, count, sizeof *columns, compare_columns);
    size_t distinct = 0;
    for (size_t i = 0; i < count; i++)
        if (i == 0 || compare_columns(&columns[i], &columns[distinct - 1]) != 0)
            columns[distinct++] = columns[i];
    if (distinct > COLUMNS_MAX) {
        qsort(columns, distinct, sizeof *columns, compare_latest_first);
        distinct = COLUMNS_MAX;
        qsort(columns, distinct, sizeof *columns, compare_columns);
    }
    table->columns = columns;
    table->column_count = distinct;
}

/* Returns the column of a period, or the number of columns. */
static size_t find_column(const FigureTable *table, const Edtf *period)
{
    const Edtf **found = period_kind(period) == 0
                             ? NULL
                             : bsearch(&period, table->columns, table->column_count,
                                       sizeof *table->columns, compare_columns);
    return found != NULL ? (size_t)(found - table->columns) : table->column_count;
}

/* Rows. */

static const Entry *figure_market(const Figure *figure)
{
    return object_reference(figure->object, SLOT_MARKET);
}

static const char *row_key(Arena *arena, const Figure *figure)
{
    const Entry *market = figure_market(figure);
    return arena_printf(arena, "%s\n%s\n%s", figure->measure->name,
                        market != NULL ? market->id : "", figure->key != NULL ? figure->key : "");
}

static FigureRow *find_row(FigureTable *table, GHashTable *rows, const Figure *figure)
{
    Arena *arena = table->page->arena;
    const char *key = row_key(arena, figure);
    FigureRow *row = g_hash_table_lookup(rows, key);
    if (row == NULL) {
        row = &table->rows[table->row_count++];
        *row = (FigureRow){figure, arena_new0(arena, const Figure *, table->column_count), NULL, 0};
        g_hash_table_insert(rows, (gpointer)key, row);
    }
    return row;
}

static void collect_rows(FigureTable *table, const Entry *entry)
{
    Arena *arena = table->page->arena;
    g_autoptr(GHashTable) rows = g_hash_table_new(g_str_hash, g_str_equal);
    table->rows = arena_new0(arena, FigureRow, entry->figure_count);
    table->others = arena_new0(arena, const Figure *, entry->figure_count);
    for (size_t i = 0; i < entry->figure_count; i++) {
        const Figure *figure = entry->figures[i];
        const size_t column = find_column(table, figure->period);
        FigureRow *row = column < table->column_count ? find_row(table, rows, figure) : NULL;
        if (row != NULL && row->cells[column] == NULL)
            row->cells[column] = figure;
        else
            table->others[table->other_count++] = figure;
    }
}

/* Units: "821.8 million CNY" is a number and what is counted. */

/* The digits of a quantity's ends; both are the same of a single number. */
typedef struct EndDigits {
    QuantityDigits ends[2];
    size_t count;
} EndDigits;

static EndDigits end_digits(const Quantity *quantity)
{
    EndDigits digits = {.count = 0};
    for (QuantitySide side = QUANTITY_MIN; side <= QUANTITY_MAX; side++)
        if (quantity->ends[side].number.length > 0)
            digits.ends[digits.count++] = quantity_digits(quantity, side);
    return digits;
}

typedef bool QuantityTest(Arena *arena, const Quantity *quantity, void *user);

static bool figure_every(Arena *arena, const Figure *figure, QuantityTest *test, void *user)
{
    for (size_t i = 0; i < figure->amount_count; i++) {
        const Value *value = &figure->amounts[i]->value;
        if (value->kind == VALUE_QUANTITY && !test(arena, value->quantity, user))
            return false;
    }
    return true;
}

/* Does the test hold for every number in a row? */
static bool row_every(const FigureTable *table, const FigureRow *row, QuantityTest *test,
                      void *user)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (row->cells[i] != NULL && !figure_every(table->page->arena, row->cells[i], test, user))
            return false;
    return true;
}

/* What a row's amounts have in common. */
typedef struct RowUnit {
    const char *unit; /* NULL: none was seen yet */
    int top;          /* the highest place of a digit in them */
    int word;         /* the highest power of ten whose word one has; 0: none has one */
    bool is_plain;    /* none has a word or an exponent */
    bool takes_words;
} RowUnit;

static bool collect_unit(Arena *arena, const Quantity *quantity, void *user)
{
    RowUnit *row = user;
    QuantityPart behind_all;
    if (!quantity_find_unit(quantity, &behind_all))
        return false;
    const EndDigits digits = end_digits(quantity);
    const QuantityPart part = digits.ends[0].unit;
    const char *unit = arena_strndup(arena, quantity->text + part.start, part.length);
    if (row->unit != NULL && strcmp(row->unit, unit) != 0)
        return false;
    row->word = MAX(row->word, digits.ends[0].word);
    row->unit = unit;
    for (size_t i = 0; i < digits.count; i++) {
        row->top = MAX(row->top, digits.ends[i].place + digits.ends[i].count - 1);
        row->is_plain &= digits.ends[i].word == 0 && digits.ends[i].exponent == 0;
        row->takes_words &= digits.ends[i].word != 0 || digits.ends[i].exponent == 0 ||
                            quantity_takes_words(quantity);
    }
    return true;
}

/* A scale that is tried, and how the language writes numbers. */
typedef struct RowScale {
    const NumberStyle *style;
    int scale;
} RowScale;

/* Is the amount as precise as it was, and no 0.00499? */
static bool suits_scale(Arena *arena, const Quantity *quantity, void *user)
{
    enum { ZEROS_MAX = 2 }; /* before the first other digit */
    (void)arena;
    const RowScale *row = user;
    const EndDigits digits = end_digits(quantity);
    for (size_t i = 0; i < digits.count; i++) {
        const QuantityDigits *end = &digits.ends[i];
        const bool is_zero = end->digits[0] == '0';
        if (!number_style_fits(row->style, end, row->scale) ||
            (!is_zero && end->place + end->count - 1 < row->scale - ZEROS_MAX))
            return false;
    }
    return true;
}

static bool row_suits(const FigureTable *table, const FigureRow *row, int scale, bool comes_first)
{
    RowScale try = {number_style(table->page->words), scale};
    return number_style_has(try.style, scale, comes_first) &&
           row_every(table, row, suits_scale, &try);
}

/* One word for all of a row: that which all were written with if the language counts in it
 * (million; not 百万), else the largest that is sensible. Returns -1 if there is none. */
static int find_row_scale(const FigureTable *table, const FigureRow *row, const RowUnit *unit)
{
    if (unit->is_plain || !unit->takes_words)
        return unit->is_plain ? 0 : -1;
    if (row_suits(table, row, unit->word, true))
        return unit->word;
    for (int scale = MIN(unit->top, NUMBER_SCALE_MAX); scale > 0; scale--)
        if (row_suits(table, row, scale, true))
            return scale;
    return row_suits(table, row, unit->word, false) ? unit->word : -1;
}

static void find_row_unit(const FigureTable *table, FigureRow *row)
{
    RowUnit unit = {.is_plain = true, .takes_words = true};
    row->unit = NULL;
    if (!row_every(table, row, collect_unit, &unit) || unit.unit == NULL)
        return;
    row->scale = find_row_scale(table, row, &unit);
    if (row->scale > 0 || (row->scale == 0 && *unit.unit != '\0'))
        row->unit = unit.unit;
}

/* Amounts, and what is said about them. */

/* Returns the number alone where the row's head names the unit. */
static const char *amount_text(const PageContext *page, const Claim *amount, const FigureRow *row)
{
    const Quantity *quantity = amount->value.quantity;
    return row != NULL && row->unit != NULL
               ? quantity_describe_number(page->arena, page->words, quantity, row->scale)
               : quantity_describe(page->arena, page->words, quantity);
}

static bool has_own_as_of(const PageContext *page, const Figure *figure, const Claim *amount)
{
    const bool is_own =
        amount->has_own_as_of || (amount->enclosing != NULL && amount->enclosing->has_own_as_of);
    if (!is_own || amount->as_of == NULL)
        return false;
    const char *text = amount->as_of->text;
    return (page->as_of == NULL || strcmp(text, page->as_of->text) != 0) &&
           (figure->period == NULL || strcmp(text, figure->period->text) != 0);
}

/* What the item says as a whole. */
static const Localised *item_note(const Claim *amount)
{
    return amount->enclosing != NULL ? claim_details(amount->enclosing)->note : NULL;
}

/* Slots beside those that make it a figure. */
static void put_fields(PageContext *page, View *map, const Claim *amount)
{
    static const char *const own[] = {"subject", "measure", "market", "key",
                                      "period",  "amount",  NULL};
    const Object *object = amount->enclosing != NULL ? amount->enclosing->value.object : NULL;
    statement_put_fields(page, map, object, own);
}

static void put_remark(PageContext *page, View *map, const Figure *figure, const Claim *amount)
{
    statement_put_about(page, map, amount);
    const Localised *note = item_note(amount);
    view_put_text(page->arena, map, "remark", note != NULL ? page_context_get(page, note) : NULL);
    put_fields(page, map, amount);
    if (has_own_as_of(page, figure, amount))
        page_context_put_date(page, map, "own_as_of", amount->as_of);
    else
        view_put_bool(page->arena, map, "own_as_of", false);
}

/* "a" to "z", "aa", "ab", ... */
static const char *letters(Arena *arena, size_t index)
{
    char text[16];
    char *start = text + sizeof text - 1;
    *start = '\0';
    for (size_t rest = index + 1; rest > 0; rest = (rest - 1) / 26)
        *--start = (char)('a' + (rest - 1) % 26);
    return arena_strdup(arena, start);
}

/* Is there anything to remark? */
static bool is_remarkable(const View *remark, const Claim *amount)
{
    return claim_details(amount)->note != NULL || claim_details(amount)->quote != NULL ||
           claim_details(amount)->by != NULL || claim_details(amount)->locator != NULL ||
           amount->rank == RANK_PREFERRED || !claim_is_in_force(amount) ||
           view_get(remark, "remark")->kind == VIEW_TEXT ||
           view_get(remark, "fields")->first != NULL ||
           view_get(remark, "own_as_of")->kind == VIEW_MAP;
}

static const char *localised_or_empty(const PageContext *page, const Localised *text)
{
    return text != NULL ? page_context_get(page, text) : "";
}

/* What makes two remarks the same. */
static const char *remark_key(const PageContext *page, const View *remark, const Claim *amount)
{
    const bool has_fields = view_get(remark, "fields")->first != NULL;
    const bool has_as_of = view_get(remark, "own_as_of")->kind == VIEW_MAP;
    const Withdrawal *withdrawal = claim_details(amount)->withdrawal;
    return arena_printf(page->arena, "%s\n%s\n%s\n%s\n%s\n%s\n%d\n%d\n%p\n%p",
                        localised_or_empty(page, item_note(amount)),
                        localised_or_empty(page, claim_details(amount)->note),
                        claim_details(amount)->quote != NULL ? claim_details(amount)->quote : "",
                        claim_details(amount)->by != NULL ? claim_details(amount)->by : "",
                        localised_or_empty(page, claim_details(amount)->locator),
                        has_as_of ? amount->as_of->text : "", (int)amount->rank,
                        (int)amount->standing, (const void *)withdrawal,
                        has_fields ? (const void *)amount->enclosing : NULL);
}

/* Puts `mark`: the letter of the remark on an amount; FALSE if there is none. */
static void put_mark(FigureTable *table, View *map, const Figure *figure, const Claim *amount)
{
    PageContext *page = table->page;
    Remarks *remarks = &table->remarks;
    View *remark = view_new_map(page->arena);
    put_remark(page, remark, figure, amount);
    const char *mark = NULL;
    if (is_remarkable(remark, amount)) {
        const char *key = remark_key(page, remark, amount);
        mark = g_hash_table_lookup(remarks->marks, key);
        if (mark == NULL) {
            mark = letters(page->arena, g_hash_table_size(remarks->marks));
            g_hash_table_insert(remarks->marks, (gpointer)key, (gpointer)mark);
            view_put_text(page->arena, remark, "mark", mark);
            view_append(remarks->list, remark);
        }
    }
    view_put_text(page->arena, map, "mark", mark);
}

static View *append_amount(FigureTable *table, View *list, const Figure *figure,
                           const Claim *amount, const FigureRow *row)
{
    PageContext *page = table->page;
    View *map = view_append_map(page->arena, list);
    const ValueKind kind = amount->value.kind;
    const char *absent = kind == VALUE_NONE ? "value.none" : "value.unknown";
    const bool is_number = kind == VALUE_QUANTITY;
    view_put_bool(page->arena, map, "absent", !is_number);
    view_put_text(page->arena, map, "number",
                  is_number ? amount_text(page, amount, row) : page_context_word(page, absent));
    view_put_text(page->arena, map, "written", is_number ? amount->value.text : NULL);
    view_put_text(page->arena, map, "path",
                  figure->entry != NULL ? site_path(page->site, figure->entry) : NULL);
    return map;
}

/* Preferred ones first, deprecated ones last. */
static void put_amounts(FigureTable *table, View *cell, const Figure *figure, const FigureRow *row)
{
    PageContext *page = table->page;
    View *list = view_put_list(page->arena, cell, "amounts");
    for (int rank = RANK_PREFERRED; rank < RANK_COUNT; rank++)
        for (size_t i = 0; figure != NULL && i < figure->amount_count; i++) {
            const Claim *amount = figure->amounts[i];
            if (amount->rank != (Rank)rank)
                continue;
            View *map = append_amount(table, list, figure, amount, row);
            if (row != NULL) {
                statement_put_about(page, map, amount);
                put_mark(table, map, figure, amount);
            } else {
                put_remark(page, map, figure, amount);
            }
        }
    view_mark_last(page->arena, list);
    if (figure != NULL)
        statement_put_anchors(page, list, anchors_figure(page->arena, figure));
    const Conflicts *conflicts = &page->site->kb->findings->conflicts;
    statement_put_conflict(page, cell,
                           figure != NULL ? conflicts_of_figure(conflicts, figure) : NULL);
}

/* The whole. */

/* A key is for the compiler: readers see it only where neither a name nor a market tells figures
 * apart. */
static const char *figure_label(const PageContext *page, const Figure *figure)
{
    const Claim *name = object_best(figure->object, SLOT_NAME);
    if (name != NULL && name->value.kind == VALUE_TEXT)
        return page_context_get(page, name->value.localised);
    return figure_market(figure) == NULL ? figure->key : NULL;
}

static void put_head(PageContext *page, View *row, const Figure *figure)
{
    const Entry *market = figure_market(figure);
    view_put_text(page->arena, row, "title", page_context_get(page, &figure->measure->title));
    if (market != NULL)
        page_context_put_entry(page, view_put_map(page->arena, row, "market"), market);
    else
        view_put_bool(page->arena, row, "market", false);
    view_put_text(page->arena, row, "key", figure_label(page, figure));
}

static void put_rows(FigureTable *table, View *map)
{
    PageContext *page = table->page;
    View *rows = view_put_list(page->arena, map, "rows");
    for (size_t i = 0; i < table->row_count; i++) {
        FigureRow *row = &table->rows[i];
        find_row_unit(table, row);
        View *item = view_append_map(page->arena, rows);
        put_head(page, item, row->first);
        view_put_text(page->arena, item, "unit",
                      row->unit != NULL
                          ? quantity_describe_unit(page->arena, page->words, row->unit, row->scale)
                          : NULL);
        View *cells = view_put_list(page->arena, item, "cells");
        for (size_t column = 0; column < table->column_count; column++)
            put_amounts(table, view_append_map(page->arena, cells), row->cells[column], row);
    }
    view_put_bool(page->arena, map, "has_rows", table->row_count > 0);
}

static void put_others(FigureTable *table, View *map)
{
    PageContext *page = table->page;
    View *others = view_put_list(page->arena, map, "others");
    for (size_t i = 0; i < table->other_count; i++) {
        const Figure *figure = table->others[i];
        View *item = view_append_map(page->arena, others);
        put_head(page, item, figure);
        view_put_bool(page->arena, item, "unit", false); /* each amount has its own */
        if (figure->period != NULL)
            page_context_put_period(page, item, "period", figure->period);
        else
            view_put_bool(page->arena, item, "period", false);
        put_amounts(table, item, figure, NULL);
    }
    view_put_bool(page->arena, map, "has_others", table->other_count > 0);
}

void figures_put(PageContext *page, const Entry *entry)
{
    if (entry->figure_count == 0) {
        view_put_bool(page->arena, page->root, "figures", false);
        return;
    }
    View *map = view_put_map(page->arena, page->root, "figures");
    FigureTable table = {.page = page};
    collect_columns(&table, entry);
    collect_rows(&table, entry);
    View *columns = view_put_list(page->arena, map, "columns");
    for (size_t i = 0; i < table.column_count; i++)
        page_context_put_period(page, view_append_map(page->arena, columns), "period",
                                table.columns[i]);
    g_autoptr(GHashTable) marks = g_hash_table_new(g_str_hash, g_str_equal);
    table.remarks = (Remarks){marks, view_new_list(page->arena)};
    put_rows(&table, map);
    put_others(&table, map);
    view_put_shared(page->arena, map, "remarks", table.remarks.list);
    view_put_bool(page->arena, map, "has_remarks", table.remarks.list->first != NULL);
}
