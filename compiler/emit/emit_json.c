/*
 * The knowledge base as data: data/kb.json, and every entry of it in a file of its own.
 *
 * Every slot, also inside an inlined value, is a list of claims, each on one line, so that a
 * changed claim is a changed line. Localised text is a mapping with all languages. Inside an
 * inlined value, `source`, `as_of`, `status`, `rank`, `by` and `inherited` are left out where they
 * are those of the enclosing claim; `note`, `locator`, `quote` and `for` (beside it `for_text`)
 * belong to the one claim that has them. A claim that no longer counts has `standing`. Warnings
 * that a claim's note lets stand are its `accept`, those of all claims or of a folder the head's.
 */
#include "base/json.h"
#include "emit/document.h"
#include "find/findings.h"

#include <math.h>
#include <string.h>

enum { KB_FORMAT = 1 };

/* An entry while it is written. */
typedef struct KbWriter {
    Json json;
    const Kb *kb;
    GHashTable *milestones; /* const Claim that states it -> id; NULL: the entry has none inline */
} KbWriter;

static void put_localised(KbWriter *writer, const char *key, const Localised *text)
{
    Json *json = &writer->json;
    json_key(json, key);
    json_begin_object(json);
    for (size_t i = 0; i < writer->kb->language_count; i++)
        json_put_text(json, writer->kb->languages[i], localised_get(text, i));
    json_end_object(json);
}

static void put_day(Json *json, const char *key, Day day)
{
    char text[EDTF_DAY_MAX];
    json_key(json, key);
    if (edtf_write_day(day, text) != NULL)
        json_text(json, text);
    else
        json_null(json);
}

static void put_number(Json *json, const char *key, double number)
{
    json_key(json, key);
    if (!isfinite(number)) {
        json_null(json);
        return;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    quantity_append_number(text, number);
    json_raw(json, text->str);
}

static void put_quantity(Json *json, const Value *value)
{
    const Quantity *quantity = value->quantity;
    const Unit *unit = quantity->scale;
    json_put_text(json, "value", value->text);
    put_number(json, "min", quantity->min);
    put_number(json, "max", quantity->max);
    if (quantity->approximate)
        json_put_bool(json, "approximate", true);
    if (quantity->exclusive_min || quantity->exclusive_max)
        json_put_bool(json, "exclusive", true);
    if (unit != NULL)
        json_put_text(json, "unit", unit_symbol(unit));
}

static void put_object(KbWriter *writer, const char *key, const Object *object);

static void put_value(KbWriter *writer, const Value *value)
{
    Json *json = &writer->json;
    switch (value->kind) {
    case VALUE_NONE:
        json_put_bool(json, "none", true);
        break;
    case VALUE_UNKNOWN:
        json_put_bool(json, "unknown", true);
        break;
    case VALUE_STRING:
        json_put_text(json, "value", value->text);
        break;
    case VALUE_TEXT:
        put_localised(writer, "value", value->localised);
        break;
    case VALUE_INTEGER:
        json_put_integer(json, "value", value->integer);
        break;
    case VALUE_BOOLEAN:
        json_put_bool(json, "value", value->boolean);
        break;
    case VALUE_DATE:
        json_put_text(json, "value", value->date->text);
        put_day(json, "earliest", value->date->earliest);
        put_day(json, "latest", value->date->latest);
        break;
    case VALUE_QUANTITY:
        put_quantity(json, value);
        break;
    case VALUE_CHOICE:
        json_put_text(json, "value", value->choice->name);
        break;
    case VALUE_REFERENCE:
        json_put_text(json, "value", value->entry != NULL ? value->entry->id : value->text);
        break;
    case VALUE_OBJECT:
        put_object(writer, "value", value->object);
        break;
    }
}

/* Who says so, as far as the enclosing claim does not say it already. */
static void put_provenance(Json *json, const Claim *claim)
{
    const Claim *outer = claim->enclosing;
    if (outer == NULL || !claim_cites_same(claim, outer)) {
        json_key(json, "source");
        json_begin_array(json);
        for (size_t i = 0; i < claim->citation_count; i++)
            json_text(json, citation_id(&claim->citations[i]));
        json_end_array(json);
    }
    if (outer == NULL ? claim->as_of != NULL : !claim_same_as_of(claim, outer)) {
        json_key(json, "as_of");
        if (claim->as_of != NULL)
            json_text(json, claim->as_of->text);
        else
            json_null(json); /* unknown, although the enclosing claim's is not */
    }
    if (outer == NULL || claim->status != outer->status)
        json_put_text(json, "status", status_name(claim->status));
    if (outer == NULL || claim->rank != outer->rank)
        json_put_text(json, "rank", rank_name(claim->rank));
    if (claim_details(claim)->by != NULL &&
        (outer == NULL || g_strcmp0(claim_details(claim)->by, claim_details(outer)->by) != 0))
        json_put_text(json, "by", claim_details(claim)->by);
}

/* What it holds for: names of conditions, then words. */
static void put_condition(KbWriter *writer, const Condition *condition)
{
    Json *json = &writer->json;
    json_key(json, "for");
    json_begin_array(json);
    for (size_t i = 0; i < condition->value_count; i++)
        json_text(json, condition->values[i]->name);
    json_end_array(json);
    if (condition->text != NULL)
        put_localised(writer, "for_text", condition->text);
}

/* Why it no longer counts. */
static void put_standing(KbWriter *writer, const Claim *claim)
{
    Json *json = &writer->json;
    if (claim->standing == STANDING_IN_FORCE)
        return;
    json_put_text(json, "standing", standing_name(claim->standing));
    const Withdrawal *withdrawal = claim_details(claim)->withdrawal;
    if (withdrawal == NULL)
        return;
    json_put_text(json, "withdrawn_by", citation_id(withdrawal->by));
    if (withdrawal->reason != NULL)
        put_localised(writer, "withdrawn_because", withdrawal->reason);
}

/* What a derived claim follows from, and an inherited one was. */
static void put_origins(Json *json, const Claim *claim)
{
    json_put_bool(json, claim_is_inherited(claim) ? "inherited" : "derived", true);
    json_key(json, "from");
    json_begin_array(json);
    for (size_t i = 0; i < claim_details(claim)->from_count; i++) {
        json_begin_object(json);
        json_put_text(json, "entry", claim_details(claim)->from[i].entry->id);
        json_put_text(json, "slot", claim_details(claim)->from[i].slot->name);
        json_end_object(json);
    }
    json_end_array(json);
}

/* The slugs of warnings that its note lets stand. */
static void put_accepts(Json *json, const ClaimDetails *details)
{
    json_key(json, "accept");
    json_begin_array(json);
    for (size_t i = 0; i < details->accept_count; i++)
        json_text(json, details->accepts[i].slug);
    json_end_array(json);
}

/* On one line. */
static void put_claim(KbWriter *writer, const Claim *claim)
{
    Json *json = &writer->json;
    const bool pretty = json->pretty;
    const char *milestone =
        writer->milestones != NULL ? g_hash_table_lookup(writer->milestones, claim) : NULL;
    json_begin_object(json);
    json->pretty = false;
    put_value(writer, &claim->value);
    if (milestone != NULL)
        json_put_text(json, "id", milestone);
    if (claim_details(claim)->condition != NULL)
        put_condition(writer, claim_details(claim)->condition);
    put_provenance(json, claim);
    put_standing(writer, claim);
    if (claim_details(claim)->from_count > 0 && !claim_is_inherited_within(claim))
        put_origins(json, claim);
    if (claim_details(claim)->note != NULL)
        put_localised(writer, "note", claim_details(claim)->note);
    if (claim_details(claim)->locator != NULL)
        put_localised(writer, "locator", claim_details(claim)->locator);
    if (claim_details(claim)->accept_count > 0)
        put_accepts(json, claim_details(claim));
    if (claim_details(claim)->quote != NULL)
        json_put_text(json, "quote", claim_details(claim)->quote);
    json_end_object(json);
    json->pretty = pretty;
}

static void put_claims(KbWriter *writer, const Claims *claims)
{
    json_key(&writer->json, claims->slot->name);
    json_begin_array(&writer->json);
    for (size_t i = 0; i < claims->count; i++)
        put_claim(writer, &claims->items[i]);
    json_end_array(&writer->json);
}

/* Recursion is as deep as the YAML was, which has its limit. */
static void put_object(KbWriter *writer, const char *key, const Object *object)
{
    json_key(&writer->json, key);
    json_begin_object(&writer->json);
    for (size_t i = 0; i < object->slot_count; i++)
        put_claims(writer, &object->slots[i]);
    json_end_object(&writer->json);
}

/* Which inlined objects state a milestone: the first one that does, and any that gives it a date.
 */
static GHashTable *list_milestones(const Entry *entry)
{
    if (entry->milestone_count == 0)
        return NULL;
    GHashTable *ids = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        if (milestone->item != NULL)
            g_hash_table_insert(ids, (gpointer)milestone->item, (gpointer)milestone->id);
        for (size_t k = 0; k < milestone->date_count; k++)
            if (milestone->dates[k]->enclosing != NULL)
                g_hash_table_insert(ids, (gpointer)milestone->dates[k]->enclosing,
                                    (gpointer)milestone->id);
    }
    return ids;
}

static void put_days(Json *json, const char *key, int32_t days)
{
    json_key(json, key);
    if (days == INT32_MIN || days == INT32_MAX)
        json_null(json);
    else
        json_integer(json, days);
}

/* On one line. */
static void put_plan(Json *json, const Plan *plan)
{
    const bool pretty = json->pretty;
    json_begin_object(json);
    json->pretty = false;
    json_put_text(json, "milestone", plan->milestone->id);
    json_put_text(json, "state", plan_state_name(plan->state));
    if (plan->settling != NULL)
        json_put_text(json, "settled_by", plan->settling->id);
    json_key(json, "slips");
    json_begin_array(json);
    for (size_t i = 0; i < plan->slip_count; i++) {
        const Slip *slip = &plan->slips[i];
        json_begin_object(json);
        json_put_text(json, "from", slip->from->value.text);
        json_put_text(json, "to", slip->to->value.text);
        put_days(json, "days_min", slip->days_min);
        put_days(json, "days_max", slip->days_max);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
    json->pretty = pretty;
}

/* What became of the plans for the entry's milestones, each on one line; nothing if it had none. */
static void put_plans(const KbWriter *writer, Json *json, const Entry *entry)
{
    bool any = false;
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Plan *plan = findings_plan(writer->kb->findings, entry->milestones[i]);
        if (plan->state == PLAN_NONE)
            continue;
        if (!any) {
            json_key(json, "plans");
            json_begin_array(json);
        }
        any = true;
        put_plan(json, plan);
    }
    if (any)
        json_end_array(json);
}

static void put_entry(KbWriter *writer, const Entry *entry, unsigned line)
{
    Json *json = &writer->json;
    json_begin_object(json);
    json_put_text(json, "id", entry->id);
    json_put_text(json, "class", entry->object.class->name);
    put_localised(writer, "name", entry->name);
    json_put_text(json, "file", entry->file->relative);
    json_put_integer(json, "line", line);
    if (entry->former_id_count > 0) {
        json_key(json, "former_ids");
        json_begin_array(json);
        for (size_t i = 0; i < entry->former_id_count; i++)
            json_text(json, entry->former_ids[i]);
        json_end_array(json);
    }
    writer->milestones = list_milestones(entry);
    put_object(writer, "slots", &entry->object);
    g_clear_pointer(&writer->milestones, g_hash_table_unref);
    put_plans(writer, json, entry);
    json_end_object(json);
}

/* What kb.yaml lets stand, and why. */
static void put_kb_accepts(KbWriter *writer)
{
    const Kb *kb = writer->kb;
    Json *json = &writer->json;
    json_key(json, "accept");
    json_begin_array(json);
    for (size_t i = 0; i < kb->accept_count; i++) {
        json_begin_object(json);
        json->pretty = false;
        json_put_text(json, "slug", kb->accepts[i].accepted.slug);
        if (kb->accepts[i].in != NULL)
            json_put_text(json, "in", kb->accepts[i].in);
        put_localised(writer, "note", kb->accepts[i].note);
        json_end_object(json);
        json->pretty = true;
    }
    json_end_array(json);
}

static void put_header(KbWriter *writer)
{
    const Kb *kb = writer->kb;
    Json *json = &writer->json;
    json_put_integer(json, "format", KB_FORMAT);
    put_localised(writer, "name", kb->name);
    if (kb->has_as_of)
        json_put_text(json, "as_of", kb->as_of.text);
    json_key(json, "languages");
    json_begin_array(json);
    for (size_t i = 0; i < kb->language_count; i++)
        json_text(json, kb->languages[i]);
    json_end_array(json);
    if (kb->license != NULL)
        json_put_text(json, "license", kb->license);
    if (kb->accept_count > 0)
        put_kb_accepts(writer);
}

static bool stream_kb(const EmitContext *context, const Document *document, Arena *scratch,
                      DocumentSink *sink)
{
    (void)scratch;
    (void)document;
    const Kb *kb = context->kb;
    KbWriter writer = {.kb = kb};
    reads_note_whole(context->reads, READ_ALL);
    json_init(&writer.json, sink->bytes, true);
    json_begin_object(&writer.json);
    put_header(&writer);
    json_key(&writer.json, "entries");
    json_begin_array(&writer.json);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (entry->draft || document_sink_reuse(sink, entry))
            continue;
        put_entry(&writer, entry, context->lines[i]);
        document_sink_end(sink, entry);
        document_sink_offer(sink);
    }
    json_end_array(&writer.json);
    json_end_object(&writer.json);
    g_string_append_c(sink->bytes, '\n');
    return true;
}

/* The document's subject: the entry. */
static bool render_entry(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    (void)scratch;
    const Entry *entry = document->subject;
    KbWriter writer = {.kb = context->kb};
    reads_note_whole(context->reads, READ_BASE);
    reads_note(context->reads, entry, READ_ENTRY);
    json_init(&writer.json, out, true);
    put_entry(&writer, entry, context->lines[entry->index]);
    g_string_append_c(out, '\n');
    return true;
}

void emit_json(const EmitContext *context, Documents *documents)
{
    const Kb *kb = context->kb;
    const Document *whole = documents_add_stream(documents, "data/kb.json", stream_kb, NULL, 0);
    documents_add_twin(documents, "site/data/kb.json", whole);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (entry->draft)
            continue;
        g_autofree char *path = g_strdup_printf("data/%s/%s.json", entry->folder, entry->id);
        documents_add_twin(documents, arena_printf(documents->arena, "site/%s", path),
                           documents_add(documents, path, render_entry, entry, 0));
    }
}
