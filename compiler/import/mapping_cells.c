/* How a text comes about: columns, words around them, and what is made of it then. */
#include "import/date_form.h"
#include "import/mapping_reader.h"

#include <string.h>

static const DataPath *read_path(MappingReader *reader, const Node *node, const char *text)
{
    const char *problem = NULL;
    const DataPath *path = data_path_parse(text, reader->is_flat, reader->mapping->arena, &problem);
    if (path == NULL)
        mapping_report(reader, node->span, "'%s' is no path: %s", text, problem);
    return path;
}

static CellMap *cell_new(MappingReader *reader, const Node *node, size_t pieces)
{
    CellMap *cell = arena_new0(reader->mapping->arena, CellMap, 1);
    cell->pieces = arena_new0(reader->mapping->arena, CellPiece, pieces);
    cell->ignored = reader->ignored;
    cell->span = node->span;
    return cell;
}

/* --- pieces --- */

static void add_path(MappingReader *reader, const Node *node, const char *text, CellPiece *piece)
{
    const DataPath *path = read_path(reader, node, text);
    if (path != NULL)
        piece->paths[piece->path_count++] = path;
}

/* A column's name, or a list of which the first counts that has something. */
static void read_columns(MappingReader *reader, const Node *node, CellMap *cell)
{
    const bool is_list = node->kind == NODE_SEQUENCE;
    const size_t count = is_list ? node->count : 1;
    CellPiece *piece = &cell->pieces[0];
    piece->paths = arena_new0(reader->mapping->arena, const DataPath *, count);
    cell->piece_count = 1;
    for (const Node *item = is_list ? node->first : node; item != NULL; item = item->next) {
        const char *text = mapping_text(reader, item);
        if (text != NULL)
            add_path(reader, item, text, piece);
        if (!is_list)
            break;
    }
}

static void add_words(MappingReader *reader, CellMap *cell, const char *text, size_t length)
{
    if (length > 0 || cell->piece_count == 0)
        cell->pieces[cell->piece_count++].words =
            arena_strndup(reader->mapping->arena, text, length);
}

/* Words, and paths in braces. */
static void read_template(MappingReader *reader, const Node *node, CellMap *cell, const char *text)
{
    for (const char *open = strchr(text, '{'); open != NULL; open = strchr(text, '{')) {
        const char *close = strchr(open, '}');
        if (close == NULL) {
            mapping_report(reader, node->span, "'{' is not closed");
            return;
        }
        if (open > text)
            add_words(reader, cell, text, (size_t)(open - text));
        g_autofree char *path = g_strndup(open + 1, (size_t)(close - open - 1));
        CellPiece *piece = &cell->pieces[cell->piece_count++];
        piece->paths = arena_new0(reader->mapping->arena, const DataPath *, 1);
        add_path(reader, node, path, piece);
        text = close + 1;
    }
    add_words(reader, cell, text, strlen(text));
}

/* At most so many pieces. */
static size_t count_pieces(const char *text)
{
    size_t count = 1;
    for (; *text != '\0'; text++)
        count += *text == '{' ? 2 : 0;
    return count;
}

const CellMap *mapping_read_template(MappingReader *reader, const Node *node)
{
    const char *text = mapping_text(reader, node);
    if (text == NULL)
        return NULL;
    CellMap *cell = cell_new(reader, node, count_pieces(text));
    read_template(reader, node, cell, text);
    return cell;
}

/* --- what is made of it --- */

static void read_column_key(MappingReader *reader, const Node *node, void *into)
{
    read_columns(reader, node, into);
}

static void read_text_key(MappingReader *reader, const Node *node, void *into)
{
    const char *text = mapping_text(reader, node);
    CellMap *cell = into;
    if (text == NULL)
        return;
    cell->pieces = arena_new0(reader->mapping->arena, CellPiece, count_pieces(text));
    cell->piece_count = 0;
    read_template(reader, node, cell, text);
}

static void read_value_key(MappingReader *reader, const Node *node, void *into)
{
    CellMap *cell = into;
    const char *text = mapping_text(reader, node);
    cell->piece_count = 0;
    if (text != NULL)
        add_words(reader, cell, text, strlen(text));
}

static void read_match_key(MappingReader *reader, const Node *node, void *into)
{
    CellMap *cell = into;
    const char *text = mapping_text(reader, node);
    g_autoptr(GError) error = NULL;
    if (text == NULL)
        return;
    cell->match = g_regex_new(text, G_REGEX_OPTIMIZE, 0, &error);
    if (cell->match == NULL)
        mapping_report(reader, node->span, "'%s' is no pattern: %s", text, error->message);
    else
        g_ptr_array_add(reader->mapping->regexes, cell->match);
}

static void read_as_key(MappingReader *reader, const Node *node, void *into)
{
    g_autoptr(GError) error = NULL;
    const char *text = mapping_text(reader, node);
    if (text != NULL && !g_regex_check_replacement(text, NULL, &error))
        mapping_report(reader, node->span, "'as': %s", error->message);
    ((CellMap *)into)->as = text;
}

static GHashTable *table_new(MappingReader *reader)
{
    GHashTable *table = g_hash_table_new(g_str_hash, g_str_equal);
    g_ptr_array_add(reader->mapping->tables, table);
    return table;
}

static void read_values_key(MappingReader *reader, const Node *node, void *into)
{
    CellMap *cell = into;
    if (node->kind != NODE_MAPPING) {
        mapping_report(reader, node->span,
                       "'values' takes a mapping: what stands there to what "
                       "is meant");
        return;
    }
    cell->values = table_new(reader);
    for (const Node *item = node->first; item != NULL; item = item->next) {
        const char *text = mapping_text(reader, item);
        if (text != NULL)
            g_hash_table_insert(cell->values, arena_strdup(reader->mapping->arena, item->key->text),
                                (gpointer)text);
    }
}

GHashTable *mapping_read_ignored(MappingReader *reader, const Node *node)
{
    GHashTable *table = table_new(reader);
    const bool is_list = node->kind == NODE_SEQUENCE;
    for (const Node *item = is_list ? node->first : node; item != NULL; item = item->next) {
        const char *text = mapping_text(reader, item);
        if (text != NULL)
            g_hash_table_add(table, (gpointer)text);
        if (!is_list)
            break;
    }
    return table;
}

static void read_ignore_key(MappingReader *reader, const Node *node, void *into)
{
    ((CellMap *)into)->ignored = mapping_read_ignored(reader, node);
}

static void read_unit_key(MappingReader *reader, const Node *node, void *into)
{
    ((CellMap *)into)->unit = mapping_text(reader, node);
}

static void read_date_key(MappingReader *reader, const Node *node, void *into)
{
    const char *form = mapping_text(reader, node);
    const char *mistake = form != NULL ? date_form_mistake(form) : NULL;
    if (mistake != NULL)
        mapping_report(reader, node->span, "the form of a date %s", mistake);
    ((CellMap *)into)->date = form;
}

static void read_split_key(MappingReader *reader, const Node *node, void *into)
{
    ((CellMap *)into)->split = mapping_text(reader, node);
}

static void read_optional_key(MappingReader *reader, const Node *node, void *into)
{
    ((CellMap *)into)->is_optional = mapping_bool(reader, node);
}

static const MappingKey cell_keys[] = {
    {"column", read_column_key},
    {"text", read_text_key},
    {"value", read_value_key},
    {"match", read_match_key},
    {"as", read_as_key},
    {"values", read_values_key},
    {"ignore", read_ignore_key},
    {"unit", read_unit_key},
    {"date", read_date_key},
    {"split", read_split_key},
    {"optional", read_optional_key},
};

bool mapping_is_cell_key(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cell_keys); i++)
        if (strcmp(cell_keys[i].name, name) == 0)
            return true;
    return false;
}

/* Reads the keys of a cell among those of `node`; others are passed over. */
static const CellMap *read_cell_keys(MappingReader *reader, const Node *node)
{
    CellMap *cell = cell_new(reader, node, 1);
    for (const Node *value = node->first; value != NULL; value = value->next)
        for (size_t i = 0; i < G_N_ELEMENTS(cell_keys); i++)
            if (strcmp(cell_keys[i].name, value->key->text) == 0)
                cell_keys[i].read(reader, value, cell);
    if (cell->piece_count == 0)
        mapping_report(reader, span_first(node->span), "it needs 'column', 'text' or 'value'");
    if (cell->as != NULL && cell->match == NULL)
        mapping_report(reader, span_first(node->span), "'as' needs 'match'");
    return cell;
}

const CellMap *mapping_read_list(MappingReader *reader, const Node *node)
{
    CellMap *cell = cell_new(reader, node, 1);
    g_autoptr(GString) words = g_string_new(NULL);
    cell->split = ";";
    for (const Node *item = node->first; item != NULL; item = item->next) {
        const char *text = mapping_text(reader, item);
        if (text != NULL)
            g_string_append_printf(words, "%s%s", words->len > 0 ? cell->split : "", text);
    }
    add_words(reader, cell, words->str, words->len);
    return cell;
}

const CellMap *mapping_read_cell(MappingReader *reader, const Node *node, bool is_words)
{
    if (node->kind == NODE_MAPPING)
        return read_cell_keys(reader, node);
    CellMap *cell = cell_new(reader, node, 1);
    if (is_words)
        read_value_key(reader, node, cell);
    else
        read_columns(reader, node, cell);
    return cell;
}
