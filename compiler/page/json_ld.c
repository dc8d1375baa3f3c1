#include "page/json_ld.h"

#include "base/json.h"
#include "find/findings.h"

#include <math.h>
#include <string.h>

static const char *class_type(const Class *class)
{
    for (; class != NULL; class = class->parent) {
        const char *type =
            annotation_find(class->annotations, class->annotation_count, "schema_org");
        if (type != NULL)
            return type;
    }
    return NULL;
}

/* Returns the property that an annotation names for things of this type: "name", or
 * "ProductModel.releaseDate" for that type only; NULL: none. */
static const char *find_property(const Annotation *annotations, size_t count, const char *type)
{
    const char *property = annotation_find(annotations, count, "schema_org");
    const char *dot = property != NULL ? strchr(property, '.') : NULL;
    if (dot == NULL)
        return property;
    const size_t length = (size_t)(dot - property);
    return strlen(type) == length && strncmp(type, property, length) == 0 ? dot + 1 : NULL;
}

/* Addresses are absolute, or not given at all. */
static void put_address(const PageContext *page, Json *json, const char *key, const Entry *entry)
{
    const Kb *kb = page->site->kb;
    const char *path = site_path(page->site, entry);
    if (kb->base_url == NULL || path == NULL)
        return;
    json_put_text(json, key,
                  arena_printf(page->arena, "%s%s/%s.html", kb->base_url,
                               kb->languages[page->language], path));
}

/* Values. */

/* What sources disagree on is none, although one of them is shown first; nor is it for a variant.
 */
static bool is_fact(const PageContext *page, const Claim *claim)
{
    return claim_is_in_force(claim) && claim->status == STATUS_ACTUAL &&
           claim_details(claim)->condition == NULL &&
           conflicts_of_claim(&page->site->kb->findings->conflicts, claim_original(claim)) == NULL;
}

/* Can it be told? A quantity is never the value of a property that a slot names. */
static bool is_tellable(const PageContext *page, const Claim *claim)
{
    if (!is_fact(page, claim))
        return false;
    switch (claim->value.kind) {
    case VALUE_NONE:
    case VALUE_UNKNOWN:
    case VALUE_OBJECT:
    case VALUE_QUANTITY:
        return false;
    case VALUE_DATE:
        return edtf_is_iso(claim->value.date);
    case VALUE_REFERENCE:
        return claim->value.entry != NULL && !claim->value.entry->draft;
    case VALUE_STRING:
    case VALUE_TEXT:
    case VALUE_INTEGER:
    case VALUE_BOOLEAN:
    case VALUE_CHOICE:
        break;
    }
    return true;
}

static void put_thing(const PageContext *page, Json *json, const Entry *entry)
{
    const char *type = class_type(entry->object.class);
    json_begin_object(json);
    json_put_text(json, "@type", type != NULL ? type : "Thing");
    put_address(page, json, "@id", entry);
    json_put_text(json, "name", site_title(page->site, entry, page->language));
    json_end_object(json);
}

static void put_value(const PageContext *page, Json *json, const Value *value)
{
    switch (value->kind) {
    case VALUE_TEXT:
        json_text(json, page_context_get(page, value->localised));
        break;
    case VALUE_INTEGER:
        json_integer(json, value->integer);
        break;
    case VALUE_BOOLEAN:
        json_bool(json, value->boolean);
        break;
    case VALUE_CHOICE:
        json_text(json, page_context_get(page, &value->choice->title));
        break;
    case VALUE_REFERENCE:
        put_thing(page, json, value->entry);
        break;
    case VALUE_NONE:
    case VALUE_UNKNOWN:
    case VALUE_OBJECT:
    case VALUE_QUANTITY:
    case VALUE_STRING:
    case VALUE_DATE:
        json_text(json, value->text);
        break;
    }
}

/* Slots. */

static void put_slot(const PageContext *page, Json *json, const Claims *claims, const char *type)
{
    const Slot *slot = claims->slot;
    const char *property = find_property(slot->annotations, slot->annotation_count, type);
    if (property == NULL)
        return;
    const Claim *best = claims_best(claims);
    if (!slot->multivalued || (slot->usually_one && claims->count == 1)) {
        if (best != NULL && is_tellable(page, best)) {
            json_key(json, property);
            put_value(page, json, &best->value);
        }
        return;
    }
    bool any = false;
    for (size_t i = 0; i < claims->count; i++) {
        if (!is_tellable(page, &claims->items[i]))
            continue;
        if (!any) {
            json_key(json, property);
            json_begin_array(json);
        }
        any = true;
        put_value(page, json, &claims->items[i].value);
    }
    if (any)
        json_end_array(json);
}

static void put_bound(Json *json, const char *key, double number)
{
    if (!isfinite(number))
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    quantity_append_number(text, number);
    json_key(json, key);
    json_raw(json, text->str);
}

static void put_quantity(const PageContext *page, Json *json, const Slot *slot, const Value *value)
{
    const Quantity *quantity = value->quantity;
    const Unit *unit = quantity->scale; /* of min and max */
    json_begin_object(json);
    json_put_text(json, "@type", "PropertyValue");
    json_put_text(json, "name", page_context_get(page, &slot->title));
    if (quantity->approximate || quantity->exclusive_min || quantity->exclusive_max) {
        json_put_text(json, "value", value->text); /* there is no word for "about" */
        json_end_object(json);
        return;
    }
    if (quantity->min == quantity->max) {
        put_bound(json, "value", quantity->min);
    } else {
        put_bound(json, "minValue", quantity->min);
        put_bound(json, "maxValue", quantity->max);
    }
    if (unit != NULL)
        json_put_text(json, "unitText", unit_symbol(unit));
    json_end_object(json);
}

static const Claim *quantity_fact(const PageContext *page, const Claims *claims)
{
    const Claim *best = claims_best(claims);
    return !claims->slot->multivalued && best != NULL && best->value.kind == VALUE_QUANTITY &&
                   is_fact(page, best)
               ? best
               : NULL;
}

static void put_quantities(const PageContext *page, Json *json, const Object *object)
{
    bool any = false;
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claim *fact = quantity_fact(page, &object->slots[i]);
        if (fact == NULL)
            continue;
        if (!any) {
            json_key(json, "additionalProperty");
            json_begin_array(json);
        }
        any = true;
        put_quantity(page, json, object->slots[i].slot, &fact->value);
    }
    if (any)
        json_end_array(json);
}

/* Each property once: the first day, if an event happened several times. What is reported of a day
 * to come is a plan, and no fact. */
static void put_events(const PageContext *page, Json *json, const Entry *entry, const char *type)
{
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        const EnumValue *event = milestone->event;
        const char *property = find_property(event->annotations, event->annotation_count, type);
        const Plan *plan = findings_plan(page->site->kb->findings, milestone);
        const Claim *date = plan->current;
        if (property == NULL || date == NULL || date->value.kind != VALUE_DATE ||
            !is_tellable(page, date) || plan->is_ahead ||
            !g_hash_table_add(told, (gpointer)property))
            continue;
        json_put_text(json, property, date->value.date->text);
    }
}

/* Pages. */

/* "<" stands in strings only. Without any, nothing in a script element can be taken for a tag. */
static const char *finish(const PageContext *page, GString *text)
{
    g_string_replace(text, "<", "\\u003c", 0);
    return arena_strndup(page->arena, text->str, text->len);
}

const char *json_ld_entry(const PageContext *page, const Entry *entry)
{
    const char *type = class_type(entry->object.class);
    if (!page->format->embeds_data || type == NULL)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    Json json;
    json_init(&json, text, false);
    json_begin_object(&json);
    json_put_text(&json, "@context", "https://schema.org");
    json_put_text(&json, "@type", type);
    put_address(page, &json, "@id", entry);
    json_put_text(&json, "name", site_title(page->site, entry, page->language));
    for (size_t i = 0; i < entry->object.slot_count; i++)
        put_slot(page, &json, &entry->object.slots[i], type);
    put_events(page, &json, entry, type);
    put_quantities(page, &json, &entry->object);
    json_end_object(&json);
    return finish(page, text);
}

static void put_download(Json *json, const PageContext *page, const char *file, const char *type)
{
    json_begin_object(json);
    json_put_text(json, "@type", "DataDownload");
    json_put_text(json, "encodingFormat", type);
    json_put_text(json, "contentUrl",
                  arena_printf(page->arena, "%sdata/%s", page->site->kb->base_url, file));
    json_end_object(json);
}

const char *json_ld_home(const PageContext *page)
{
    const Kb *kb = page->site->kb;
    if (!page->format->embeds_data)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    Json json;
    json_init(&json, text, false);
    json_begin_object(&json);
    json_put_text(&json, "@context", "https://schema.org");
    json_put_text(&json, "@type", "Dataset");
    json_put_text(&json, "name", page_context_get(page, kb->name));
    json_put_text(&json, "description", page_context_word(page, "home.description"));
    if (kb->license != NULL)
        json_put_text(&json, "license", kb->license);
    json_key(&json, "inLanguage");
    json_begin_array(&json);
    for (size_t i = 0; i < kb->language_count; i++)
        json_text(&json, kb->languages[i]);
    json_end_array(&json);
    if (kb->base_url != NULL) {
        json_put_text(&json, "url", kb->base_url);
        json_key(&json, "distribution");
        json_begin_array(&json);
        put_download(&json, page, "kb.json", "application/json");
        put_download(&json, page, "claims.csv", "text/csv");
        json_end_array(&json);
    }
    json_end_object(&json);
    return finish(page, text);
}
