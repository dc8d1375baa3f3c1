#include "import/mapping.h"

#include "base/text.h"
#include "import/mapping_reader.h"
#include "model/entry_id.h"

#include <string.h>

static const char *const key_names[] = {
    [MAPPED_AS_OF] = "as_of", [MAPPED_STATUS] = "status",   [MAPPED_RANK] = "rank",
    [MAPPED_FOR] = "for",     [MAPPED_BY] = "by",           [MAPPED_NOTE] = "note",
    [MAPPED_QUOTE] = "quote", [MAPPED_LOCATOR] = "locator",
};
G_STATIC_ASSERT(G_N_ELEMENTS(key_names) == MAPPED_KEY_COUNT);

const char *mapped_key_name(MappedKey key)
{
    return key_names[key];
}

Diagnostic *mapping_report(MappingReader *reader, Span span, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return diag_report(reader->diags, DIAG_IMPORT_MAPPING, span, "%s", message);
}

const char *mapping_text(MappingReader *reader, const Node *node)
{
    if (node->kind == NODE_SCALAR && !node_is_empty(node))
        return arena_strndup(reader->mapping->arena, node->text, node->length);
    if (node->kind != NODE_DAMAGED)
        mapping_report(reader, node->key != NULL ? node->key->span : span_first(node->span),
                       "a text belongs here, not %s",
                       node_is_empty(node) ? "nothing" : node_describe(node));
    return NULL;
}

bool mapping_bool(MappingReader *reader, const Node *node)
{
    const char *text = mapping_text(reader, node);
    if (text != NULL && strcmp(text, "true") != 0 && strcmp(text, "false") != 0)
        mapping_report(reader, node->span, "'%s' is neither true nor false", text);
    return g_strcmp0(text, "true") == 0;
}

void mapping_report_key(MappingReader *reader, const Node *node, const MappingKey *keys,
                        size_t count)
{
    Diagnostic *d = mapping_report(reader, node->key->span, "'%s' is no key here", node->key->text);
    g_autoptr(GString) all = g_string_new(NULL);
    Nearest nearest;
    nearest_init(&nearest, node->key->text);
    for (size_t i = 0; i < count; i++) {
        nearest_offer(&nearest, keys[i].name);
        g_string_append_printf(all, "%s%s", i > 0 ? ", " : "", keys[i].name);
    }
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
    else
        diag_hint(d, "there are %s", all->str);
}

void mapping_read_keys(MappingReader *reader, const Node *mapping, const MappingKey *keys,
                       size_t count, void *into)
{
    if (mapping->kind != NODE_MAPPING) {
        mapping_report(reader, span_first(mapping->span), "a mapping belongs here, not %s",
                       node_describe(mapping));
        return;
    }
    for (const Node *node = mapping->first; node != NULL; node = node->next) {
        size_t i = 0;
        while (i < count && strcmp(keys[i].name, node->key->text) != 0)
            i++;
        if (i == count)
            mapping_report_key(reader, node, keys, count);
        else if (keys[i].read != NULL)
            keys[i].read(reader, node, into);
    }
}

/* --- slots --- */

static void read_claim_key(MappingReader *reader, const Node *node, const CellMap **keys)
{
    for (size_t i = 0; i < MAPPED_KEY_COUNT; i++)
        if (strcmp(key_names[i], node->key->text) == 0)
            keys[i] = i == MAPPED_FOR && node->kind == NODE_SEQUENCE
                          ? mapping_read_list(reader, node)
                          : mapping_read_cell(reader, node, true);
}

static bool is_claim_key(const char *name)
{
    for (size_t i = 0; i < MAPPED_KEY_COUNT; i++)
        if (strcmp(key_names[i], name) == 0)
            return true;
    return false;
}

static void read_languages(MappingReader *reader, const Node *node, SlotMap *map)
{
    if (node->kind != NODE_MAPPING ||
        (map->slot->range != RANGE_TEXT && map->slot->range != RANGE_MARKDOWN)) {
        mapping_report(reader, span_first(node->span),
                       "'languages' maps languages to columns, of slots that take text");
        return;
    }
    for (const Node *item = node->first; item != NULL; item = item->next) {
        const size_t language = kb_find_language(reader->mapping->kb, item->key->text);
        if (language < reader->mapping->kb->language_count)
            map->languages[language] = mapping_read_cell(reader, item, false);
    }
}

/* A slot's value: a column, or a mapping with keys of its own and of claims. */
static void read_value(MappingReader *reader, const Node *node, SlotMap *map)
{
    const Node *languages = NULL;
    const bool is_column = node->kind != NODE_MAPPING;
    for (const Node *item = is_column ? NULL : node->first; item != NULL; item = item->next) {
        if (is_claim_key(item->key->text))
            read_claim_key(reader, item, map->keys);
        else if (strcmp(item->key->text, "languages") == 0)
            languages = item;
        else if (!mapping_is_cell_key(item->key->text))
            mapping_report(reader, item->key->span, "'%s' is no key of a column or a claim",
                           item->key->text);
    }
    if (languages != NULL)
        read_languages(reader, languages, map);
    else
        map->cell = mapping_read_cell(reader, node, false);
}

/* An inlined object: its slots, and the claim's keys beside them. */
static void read_object(MappingReader *reader, const Node *node, SlotMap *map)
{
    const Class *class = map->slot->range_class;
    if (node->kind != NODE_MAPPING) {
        mapping_report(reader, span_first(node->span), "'%s' takes a mapping of slots of %s",
                       map->slot->name, class->name);
        return;
    }
    map->slot_count = mapping_read_slots(reader, class, node, &map->slots);
    for (const Node *item = node->first; item != NULL; item = item->next)
        if (is_claim_key(item->key->text))
            read_claim_key(reader, item, map->keys);
}

static void read_slot(MappingReader *reader, const Slot *slot, const Node *node, bool is_inlined,
                      SlotMap *map)
{
    map->slot = slot;
    map->span = node->span;
    if (!is_inlined && slot->sourced && reader->key_default != NULL)
        memcpy(map->keys, reader->key_default, sizeof map->keys);
    if (slot->range == RANGE_OBJECT)
        read_object(reader, node, map);
    else
        read_value(reader, node, map);
}

static void report_slot(MappingReader *reader, const Class *class, const Slot *slot,
                        const Node *node)
{
    if (slot != NULL) {
        mapping_report(reader, node->key->span, "'%s' cannot be mapped", slot->name);
        return;
    }
    Diagnostic *d = mapping_report(reader, node->key->span, "class %s has no slot '%s'",
                                   class->name, node->key->text);
    Nearest nearest;
    nearest_init(&nearest, node->key->text);
    for (size_t i = 0; i < class->slot_count; i++)
        nearest_offer(&nearest, class->slots[i]->name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
    else
        diag_hint(d, "`dieline slots %s` lists what it has", class->name);
}

/* A list of mappings is several claims. */
static size_t count_maps(const Node *node)
{
    const bool is_list =
        node->kind == NODE_SEQUENCE && node->first != NULL && node->first->kind == NODE_MAPPING;
    return is_list ? node->count : 1;
}

size_t mapping_read_slots(MappingReader *reader, const Class *class, const Node *node,
                          SlotMap **slots)
{
    size_t count = 0;
    const bool is_inlined = class != reader->class;
    for (const Node *item = node->first; item != NULL; item = item->next)
        count += count_maps(item);
    *slots = arena_new0(reader->mapping->arena, SlotMap, count);
    count = 0;
    for (const Node *item = node->first; item != NULL; item = item->next) {
        const Slot *slot = class_find_slot(class, item->key->text);
        if (is_inlined && is_claim_key(item->key->text))
            continue;
        if (slot == NULL || strcmp(slot->name, "source") == 0) {
            report_slot(reader, class, slot, item);
            continue;
        }
        const bool is_list = count_maps(item) > 1 || item->kind == NODE_SEQUENCE;
        const bool is_several = is_list && item->first != NULL && item->first->kind == NODE_MAPPING;
        for (const Node *one = is_several ? item->first : item; one != NULL; one = one->next) {
            read_slot(reader, slot, one, is_inlined, &(*slots)[count++]);
            if (!is_several)
                break;
        }
    }
    return count;
}

/* --- the file --- */

static void key_format(MappingReader *reader, const Node *node, void *into)
{
    Mapping *mapping = into;
    const char *text = mapping_text(reader, node);
    if (text != NULL && !data_format_find(text, &mapping->format))
        mapping_report(reader, node->span, "there are csv, json, jsonl, xml and sqlite, no '%s'",
                       text);
}

static void key_delimiter(MappingReader *reader, const Node *node, void *into)
{
    const char *text = mapping_text(reader, node);
    if (text != NULL && strcmp(text, "tab") == 0)
        text = "\t";
    if (text != NULL && (text[0] == '"' || text[1] != '\0' || g_ascii_isalnum(text[0])))
        mapping_report(reader, node->span, "a delimiter is one character, or tab");
    else if (text != NULL)
        ((Mapping *)into)->request.delimiter = text[0];
}

static void key_decimal(MappingReader *reader, const Node *node, void *into)
{
    const char *text = mapping_text(reader, node);
    if (text != NULL && strcmp(text, ".") != 0 && strcmp(text, ",") != 0)
        mapping_report(reader, node->span, "a decimal mark is '.' or ','");
    else if (text != NULL)
        ((Mapping *)into)->decimal = text[0];
}

static void key_header(MappingReader *reader, const Node *node, void *into)
{
    ((Mapping *)into)->request.has_no_header = !mapping_bool(reader, node);
}

static void key_query(MappingReader *reader, const Node *node, void *into)
{
    ((Mapping *)into)->request.sql = mapping_text(reader, node);
}

static void key_rows(MappingReader *reader, const Node *node, void *into)
{
    Mapping *mapping = into;
    const char *problem = NULL;
    const char *text = mapping_text(reader, node);
    if (text == NULL)
        return;
    mapping->request.sql = text;
    mapping->rows = data_path_parse(text, false, mapping->arena, &problem);
    if (mapping->rows == NULL && !reader->is_flat)
        mapping_report(reader, node->span, "'%s' is no path: %s", text, problem);
    else if (mapping->format == DATA_CSV)
        mapping_report(reader, node->key->span, "every line of CSV is a row");
}

static void key_folder(MappingReader *reader, const Node *node, void *into)
{
    const char *text = mapping_text(reader, node);
    if (text != NULL && entry_id_mistake(text) != NULL)
        mapping_report(reader, node->span, "a folder's name %s", entry_id_mistake(text));
    ((Mapping *)into)->folder = text;
}

static void key_id(MappingReader *reader, const Node *node, void *into)
{
    ((Mapping *)into)->id = node->kind == NODE_SCALAR ? mapping_read_template(reader, node)
                                                      : mapping_read_cell(reader, node, false);
}

static void key_key(MappingReader *reader, const Node *node, void *into)
{
    Mapping *mapping = into;
    const bool is_list = node->kind == NODE_SEQUENCE;
    mapping->key = arena_new0(mapping->arena, const Slot *, is_list ? node->count : 1);
    for (const Node *item = is_list ? node->first : node; item != NULL; item = item->next) {
        const char *text = mapping_text(reader, item);
        const Slot *slot = text != NULL ? class_find_slot(mapping->class, text) : NULL;
        if (slot != NULL)
            mapping->key[mapping->key_count++] = slot;
        else if (text != NULL)
            mapping_report(reader, item->span, "class %s has no slot '%s'", mapping->class->name,
                           text);
        if (!is_list)
            break;
    }
}

static void read_source_slot(MappingReader *reader, const Node *node, const Class *class,
                             SlotMap *map)
{
    map->slot = class_find_slot(class, node->key->text);
    map->span = node->span;
    if (map->slot == NULL || map->slot->range == RANGE_OBJECT)
        report_slot(reader, class, map->slot, node);
    else
        map->cell = node->kind == NODE_SCALAR ? mapping_read_template(reader, node)
                                              : mapping_read_cell(reader, node, false);
}

static void key_source(MappingReader *reader, const Node *node, void *into)
{
    Mapping *mapping = into;
    const Class *class = mapping->kb->schema->known[CLASS_SOURCE];
    if (class == NULL || node->kind != NODE_MAPPING) {
        mapping_report(reader, span_first(node->span),
                       class == NULL ? "the schema has no class Source"
                                     : "'source' takes a mapping: id, title, ...");
        return;
    }
    mapping->source_slots = arena_new0(mapping->arena, SlotMap, node->count);
    for (const Node *item = node->first; item != NULL; item = item->next)
        if (strcmp(item->key->text, "id") == 0)
            mapping->source_id = mapping_read_template(reader, item);
        else
            read_source_slot(reader, item, class,
                             &mapping->source_slots[mapping->source_slot_count++]);
}

static void key_slots(MappingReader *reader, const Node *node, void *into)
{
    Mapping *mapping = into;
    if (node->kind == NODE_MAPPING)
        mapping->slot_count = mapping_read_slots(reader, mapping->class, node, &mapping->slots);
    else
        mapping_report(reader, span_first(node->span),
                       "'slots' takes a mapping of slots to columns");
}

/* What others stand on (class, format, ignore, claims) is read before this table is gone through.
 */
static const MappingKey file_keys[] = {
    {"title", NULL},          {"format", NULL},       {"class", NULL},
    {"ignore", NULL},         {"claims", NULL},       {"delimiter", key_delimiter},
    {"decimal", key_decimal}, {"header", key_header}, {"query", key_query},
    {"rows", key_rows},       {"folder", key_folder}, {"id", key_id},
    {"key", key_key},         {"source", key_source}, {"slots", key_slots},
};

static void read_class(MappingReader *reader, const Node *document)
{
    const Node *node = node_find(document, "class");
    const Schema *schema = reader->mapping->kb->schema;
    const char *text = node != NULL ? mapping_text(reader, node) : NULL;
    if (node == NULL)
        mapping_report(reader, span_first(document->span), "it needs 'class'");
    if (text == NULL)
        return;
    const Class *class = schema_find_class(schema, text);
    if (class == NULL || class->folder == NULL || class->abstract)
        mapping_report(reader, node->span,
                       "no file is a '%s'; `dieline classes` lists what has a folder", text);
    else
        reader->mapping->class = reader->class = class;
}

static void read_claims(MappingReader *reader, const Node *document)
{
    const Node *node = node_find(document, "claims");
    if (node == NULL)
        return;
    if (node->kind != NODE_MAPPING) {
        mapping_report(reader, span_first(node->span), "'claims' takes a mapping: status, by, ...");
        return;
    }
    reader->key_default = arena_new0(reader->mapping->arena, const CellMap *, MAPPED_KEY_COUNT);
    for (const Node *item = node->first; item != NULL; item = item->next)
        if (is_claim_key(item->key->text))
            read_claim_key(reader, item, reader->key_default);
        else
            mapping_report(reader, item->key->span, "'%s' is no key of a claim", item->key->text);
}

static void check_needed(MappingReader *reader, const Node *document)
{
    const Mapping *mapping = reader->mapping;
    const Span span = span_first(document->span);
    if (mapping->slot_count == 0)
        mapping_report(reader, span, "it needs 'slots'");
    if (mapping->id == NULL)
        mapping_report(reader, span, "it needs 'id': a text with columns in it, as '{name}'");
    if (mapping->source_id == NULL)
        mapping_report(reader, span,
                       "it needs 'source', with an 'id': whatever is imported names it");
    if (mapping->format == DATA_SQLITE && mapping->request.sql == NULL)
        mapping_report(reader, span, "it needs 'rows' (a table) or 'query'");
}

static void read_document(MappingReader *reader, const Node *document)
{
    Mapping *mapping = reader->mapping;
    if (document->kind != NODE_MAPPING) {
        mapping_report(reader, span_first(document->span), "a mapping belongs here");
        return;
    }
    const Node *format = node_find(document, "format");
    const Node *ignored = node_find(document, "ignore");
    if (format != NULL)
        key_format(reader, format, mapping);
    reader->is_flat = data_format_is_flat(mapping->format);
    if (ignored != NULL)
        reader->ignored = mapping_read_ignored(reader, ignored);
    read_class(reader, document);
    read_claims(reader, document);
    if (mapping->class == NULL)
        return;
    mapping_read_keys(reader, document, file_keys, G_N_ELEMENTS(file_keys), mapping);
    if (!diagnostics_has_errors(reader->diags))
        check_needed(reader, document);
}

Mapping *mapping_read(const SourceFile *file, const Kb *kb, DataFormat guess, Diagnostics *diags)
{
    Mapping *mapping = g_new0(Mapping, 1);
    mapping->arena = arena_new();
    mapping->file = file;
    mapping->kb = kb;
    mapping->format = guess;
    mapping->regexes = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);
    mapping->tables = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    MappingReader reader = {.mapping = mapping, .diags = diags};
    const Tree *tree = tree_parse(file, mapping->arena, diags);
    if (tree->first != NULL)
        read_document(&reader, tree->first);
    else if (!diagnostics_has_errors(diags))
        mapping_report(&reader, (Span){file, 0, 0}, "the mapping is empty");
    if (!diagnostics_has_errors(diags))
        return mapping;
    mapping_free(mapping);
    return NULL;
}

void mapping_free(Mapping *mapping)
{
    if (mapping == NULL)
        return;
    g_ptr_array_unref(mapping->regexes);
    g_ptr_array_unref(mapping->tables);
    arena_free(mapping->arena);
    g_free(mapping);
}

char *mapping_title(const SourceFile *file)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const Tree *tree = tree_parse(file, arena, diags);
    const Node *document = tree->first;
    const Node *title =
        document != NULL && document->kind == NODE_MAPPING ? node_find(document, "title") : NULL;
    return title != NULL && title->kind == NODE_SCALAR ? g_strdup(title->text) : NULL;
}
