#include "model/cell.h"

#include "base/json.h"
#include "base/text.h"

static const char *reference_id(const Value *value)
{
    return value->entry != NULL ? value->entry->id : value->text;
}

void cell_append_value(GString *cell, const Value *value, size_t language)
{
    switch (value->kind) {
    case VALUE_NONE:
    case VALUE_UNKNOWN:
    case VALUE_OBJECT:
        break;
    case VALUE_TEXT:
        text_append(cell, localised_get(value->localised, language));
        break;
    case VALUE_REFERENCE:
        text_append(cell, reference_id(value));
        break;
    case VALUE_INTEGER:
        g_string_append_printf(cell, "%" G_GINT64_FORMAT, value->integer);
        break;
    case VALUE_CHOICE:
        text_append(cell, value->choice->name);
        break;
    case VALUE_STRING:
    case VALUE_BOOLEAN:
    case VALUE_DATE:
    case VALUE_QUANTITY:
        text_append(cell, value->text);
        break;
    }
}

/* --- lists --- */

/* What a list has so far: values that several claims state are told once. */
typedef struct CellList {
    GString *cell;
    GHashTable *told; /* set of texts; NULL: there can be no second */
} CellList;

static void list_init(CellList *list, GString *cell, size_t count)
{
    *list = (CellList){.cell = cell};
    if (count > 1)
        list->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static void list_clear(CellList *list)
{
    g_clear_pointer(&list->told, g_hash_table_unref);
}

/* Returns whether what the cell has from `start` on is new; if not, it is taken away. */
static bool list_take(CellList *list, gsize start)
{
    if (list->told == NULL || g_hash_table_add(list->told, g_strdup(list->cell->str + start)))
        return true;
    g_string_truncate(list->cell, start);
    return false;
}

void cell_append_list(GString *cell, const Claims *claims, size_t language)
{
    CellList list;
    list_init(&list, cell, claims->count);
    const gsize begin = cell->len;
    for (size_t i = 0; i < claims->count; i++) {
        if (!claim_is_in_force(&claims->items[i]))
            continue;
        const gsize start = cell->len;
        cell_append_value(cell, &claims->items[i].value, language);
        if (cell->len > start && list_take(&list, start) && start > begin)
            g_string_insert(cell, (gssize)start, CELL_SEPARATOR);
    }
    list_clear(&list);
}

void cell_append_citations(GString *cell, const Citation *citations, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_append(cell, CELL_SEPARATOR);
        text_append(cell, citation_id(&citations[i]));
    }
}

void cell_append_accepted(GString *cell, const Claim *claim)
{
    const ClaimDetails *details = claim_details(claim);
    for (size_t i = 0; i < details->accept_count; i++) {
        if (i > 0)
            text_append(cell, CELL_SEPARATOR);
        text_append(cell, details->accepts[i].slug);
    }
}

/* --- objects --- */

static void put_object(Json *json, const Kb *kb, const Object *object);

static void put_text(Json *json, const Kb *kb, const Localised *text)
{
    json_begin_object(json);
    for (size_t i = 0; i < kb->language_count; i++)
        json_put_text(json, kb->languages[i], localised_get(text, i));
    json_end_object(json);
}

void cell_put_value(Json *json, const Kb *kb, const Value *value)
{
    switch (value->kind) {
    case VALUE_OBJECT:
        put_object(json, kb, value->object);
        break;
    case VALUE_TEXT:
        put_text(json, kb, value->localised);
        break;
    case VALUE_INTEGER:
        json_integer(json, value->integer);
        break;
    case VALUE_BOOLEAN:
        json_bool(json, value->boolean);
        break;
    case VALUE_REFERENCE:
        json_text(json, reference_id(value));
        break;
    case VALUE_CHOICE:
        json_text(json, value->choice->name);
        break;
    default:
        json_text(json, value->text);
    }
}

static bool has_value(const Claim *claim)
{
    return claim != NULL && value_is_known(&claim->value);
}

/* Values in force, each once; nothing if there are none. */
static void append_array(GString *out, const Kb *kb, const Claims *claims)
{
    CellList list;
    list_init(&list, out, claims->count);
    const gsize begin = out->len;
    for (size_t i = 0; i < claims->count; i++) {
        const gsize start = out->len;
        if (!claim_is_in_force(&claims->items[i]) || !has_value(&claims->items[i]))
            continue;
        Json json;
        json_init(&json, out, false);
        cell_put_value(&json, kb, &claims->items[i].value);
        if (list_take(&list, start))
            g_string_insert_c(out, (gssize)start, start == begin ? '[' : ',');
    }
    if (out->len > begin)
        g_string_append_c(out, ']');
    list_clear(&list);
}

static void append_one(GString *out, const Kb *kb, const Claims *claims)
{
    const Claim *best = claims_best(claims);
    Json json;
    json_init(&json, out, false);
    if (has_value(best))
        cell_put_value(&json, kb, &best->value);
}

static void append_values(GString *out, const Kb *kb, const Claims *claims)
{
    if (claims->slot->multivalued)
        append_array(out, kb, claims);
    else
        append_one(out, kb, claims);
}

static void put_slot(Json *json, const Kb *kb, const Claims *claims)
{
    g_autoptr(GString) values = g_string_new(NULL);
    append_values(values, kb, claims);
    if (values->len == 0)
        return;
    json_key(json, claims->slot->name);
    json_raw(json, values->str);
}

/* As deep as YAML nests, which has its limit. */
static void put_object(Json *json, const Kb *kb, const Object *object)
{
    json_begin_object(json);
    for (size_t i = 0; i < object->slot_count; i++)
        put_slot(json, kb, &object->slots[i]);
    json_end_object(json);
}

void cell_append_objects(GString *cell, const Kb *kb, const Claims *claims)
{
    append_values(cell, kb, claims);
}
