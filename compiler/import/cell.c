#include "import/cell.h"

#include "import/date_form.h"
#include "import/decimal.h"

#include <string.h>

Diagnostic *cell_report(const CellReader *reader, DiagId id, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const size_t number = reader->place.row->number;
    return number > 0 ? diag_report(reader->diags, id, span, "row %zu: %s", number, message)
                      : diag_report(reader->diags, id, span, "%s", message);
}

bool cell_is_of_row(const CellMap *map)
{
    for (size_t i = 0; i < map->piece_count; i++)
        if (map->pieces[i].path_count > 0)
            return true;
    return false;
}

/* --- found --- */

/* Appends what the first of the paths finds that finds anything. */
static void find_texts(CellReader *reader, const CellPiece *piece, GArray *texts)
{
    const guint before = texts->len;
    for (size_t i = 0; i < piece->path_count && texts->len == before; i++)
        data_path_texts(piece->paths[i], &reader->place, texts);
}

static bool is_ignored(const CellMap *map, const char *text)
{
    return map->ignored != NULL && g_hash_table_contains(map->ignored, text);
}

/* Puts pieces together; nothing comes of it if one of them has nothing. */
static void compose(CellReader *reader, const CellMap *map, GArray *texts)
{
    g_autoptr(GString) text = g_string_new(NULL);
    Span span = reader->place.row->span;
    for (size_t i = 0; i < map->piece_count; i++) {
        const CellPiece *piece = &map->pieces[i];
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(DataText));
        if (piece->words != NULL) {
            g_string_append(text, piece->words);
            continue;
        }
        find_texts(reader, piece, found);
        if (found->len == 0 || is_ignored(map, g_array_index(found, DataText, 0).text))
            return;
        g_string_append(text, g_array_index(found, DataText, 0).text);
        span = g_array_index(found, DataText, 0).span;
    }
    const DataText whole = {arena_strndup(reader->place.arena, text->str, text->len), span};
    g_array_append_val(texts, whole);
}

static void gather(CellReader *reader, const CellMap *map, GArray *texts)
{
    if (map->piece_count == 1 && map->pieces[0].words == NULL)
        find_texts(reader, &map->pieces[0], texts);
    else
        compose(reader, map, texts);
}

/* --- made --- */

/* What cannot be read loses the row, unless it may be left out. */
static char *refuse(const CellReader *reader, const CellMap *map, const DataText *text,
                    const char *why, bool *is_lost)
{
    cell_report(reader, map->is_optional ? DIAG_IMPORT_LEFT_OUT : DIAG_IMPORT_ROW, text->span,
                "'%s' %s", text->text, why);
    *is_lost |= !map->is_optional;
    return NULL;
}

/* Cuts out what the pattern matches: its first group, or what `as` makes of its groups. */
static char *cut(const CellMap *map, const char *text)
{
    g_autoptr(GMatchInfo) match = NULL;
    if (!g_regex_match(map->match, text, 0, &match))
        return NULL;
    if (map->as != NULL)
        return g_match_info_expand_references(match, map->as, NULL);
    return g_match_info_fetch(match, g_match_info_get_match_count(match) > 1 ? 1 : 0);
}

static bool is_numeric(const Slot *slot)
{
    return slot != NULL && (slot->range == RANGE_QUANTITY || slot->range == RANGE_INTEGER);
}

/* Has a number no unit? Then the column's is meant. */
static bool is_bare(const char *text)
{
    return text[strspn(text, "0123456789.,+-~<>= \t")] == '\0' &&
           text[strcspn(text, "0123456789")] != '\0';
}

static char *add_unit(const CellMap *map, char *text)
{
    if (map->unit == NULL || !is_bare(text))
        return text;
    char *whole = g_strdup_printf("%s %s", text, map->unit);
    g_free(text);
    return whole;
}

/* Returns the number as it is written here; NULL: it is none. */
static char *convert(const CellReader *reader, const Slot *slot, const char *text)
{
    return reader->decimal != '\0' && is_numeric(slot) ? decimal_convert(text, reader->decimal)
                                                       : g_strdup(text);
}

/* Returns what is made of a text; NULL: nothing, perhaps because it cannot be read. */
static char *make_text(const CellReader *reader, const CellMap *map, const Slot *slot,
                       const DataText *text, bool *is_lost)
{
    if (is_ignored(map, text->text))
        return NULL;
    const char *renamed = map->values != NULL ? g_hash_table_lookup(map->values, text->text) : NULL;
    if (renamed != NULL)
        return g_strdup(renamed);
    g_autofree char *part = map->match != NULL ? cut(map, text->text) : g_strdup(text->text);
    if (part == NULL)
        return refuse(reader, map, text, "is not in the form that the mapping matches", is_lost);
    g_strstrip(part);
    if (*part == '\0')
        return NULL;
    g_autofree char *dated = map->date != NULL ? date_form_read(map->date, part) : g_strdup(part);
    if (dated == NULL) {
        g_autofree char *why = g_strdup_printf("is no date in the form %s", map->date);
        return refuse(reader, map, text, why, is_lost);
    }
    char *number = convert(reader, slot, dated);
    if (number == NULL) {
        g_autofree char *why =
            g_strdup_printf("is no number with '%c' before its decimals", reader->decimal);
        return refuse(reader, map, text, why, is_lost);
    }
    return add_unit(map, number);
}

static void append_made(const CellReader *reader, const char *made, Span span, GArray *texts)
{
    const DataText text = {arena_strdup(reader->place.arena, made), span};
    g_array_append_val(texts, text);
}

/* Makes one text, or several if it is a list. False: the row is lost. */
static bool make_all(const CellReader *reader, const CellMap *map, const Slot *slot,
                     const DataText *text, GArray *texts)
{
    bool is_lost = false;
    g_auto(GStrv) parts = map->split != NULL ? g_strsplit(text->text, map->split, -1) : NULL;
    char *whole[] = {(char *)text->text, NULL};
    for (char **part = parts != NULL ? parts : whole; *part != NULL; part++) {
        const DataText one = {parts != NULL ? g_strstrip(*part) : *part, text->span};
        g_autofree char *made =
            *one.text != '\0' ? make_text(reader, map, slot, &one, &is_lost) : NULL;
        if (made != NULL)
            append_made(reader, made, text->span, texts);
    }
    return !is_lost;
}

/* Nothing was found: is it that a column is a list or a mapping? Then what is in it would be lost
 * without a word. */
static bool is_held(CellReader *reader, const CellMap *map)
{
    for (size_t i = 0; i < map->piece_count; i++)
        for (size_t k = 0; k < map->pieces[i].path_count; k++) {
            const DataNode *holder = data_path_holder(map->pieces[i].paths[k], &reader->place);
            if (holder == NULL)
                continue;
            Diagnostic *d =
                cell_report(reader, map->is_optional ? DIAG_IMPORT_LEFT_OUT : DIAG_IMPORT_ROW,
                            span_first(holder->span), "this is no value, but holds others");
            diag_hint(d,
                      "the mapping can name one of them, as 'COLUMN/0' or 'COLUMN/NAME', or all: "
                      "'COLUMN/*'");
            return true;
        }
    return false;
}

bool cell_read(CellReader *reader, const CellMap *map, const Slot *slot, GArray *texts)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(DataText));
    bool is_fine = true;
    gather(reader, map, found);
    if (found->len == 0 && is_held(reader, map))
        return map->is_optional;
    for (guint i = 0; i < found->len; i++)
        is_fine &= make_all(reader, map, slot, &g_array_index(found, DataText, i), texts);
    return is_fine;
}

/* --- decimal marks --- */

static void count_cells(CellReader *reader, const SlotMap *maps, size_t count, DecimalVotes *votes)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(DataText));
        count_cells(reader, maps[i].slots, maps[i].slot_count, votes); /* objects hold no objects
                                                                          without end */
        if (maps[i].cell == NULL || !is_numeric(maps[i].slot))
            continue;
        gather(reader, maps[i].cell, found);
        for (guint k = 0; k < found->len; k++)
            decimal_count(votes, g_array_index(found, DataText, k).text);
    }
}

char cell_find_decimal(CellReader *reader, const GPtrArray *rows)
{
    const Mapping *mapping = reader->mapping;
    DecimalVotes votes = {0};
    if (mapping->decimal != '\0')
        return mapping->decimal;
    if (mapping->format != DATA_CSV)
        return '\0';
    for (guint i = 0; i < rows->len; i++) {
        reader->place.row = rows->pdata[i];
        count_cells(reader, mapping->slots, mapping->slot_count, &votes);
    }
    return decimal_decide(&votes);
}
