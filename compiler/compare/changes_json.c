#include "compare/changes_json.h"

#include "model/cell.h"

enum { CHANGES_FORMAT = 1 };

/* Who writes. */
typedef struct ChangesWriter {
    Json *json;
    const Changes *changes;
} ChangesWriter;

static void put_optional(Json *json, const char *key, const char *text)
{
    if (text != NULL)
        json_put_text(json, key, text);
}

static void put_sources(Json *json, const char *key, const Citation *citations, size_t count)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < count; i++)
        json_text(json, citation_id(&citations[i]));
    json_end_array(json);
}

static void put_value(const ChangesWriter *writer, const Claim *claim, const Kb *kb)
{
    if (!value_is_known(&claim->value)) {
        json_put_bool(writer->json, claim->value.kind == VALUE_NONE ? "none" : "unknown", true);
        return;
    }
    json_key(writer->json, "value");
    cell_put_value(writer->json, kb, &claim->value);
}

static void put_claim(const ChangesWriter *writer, const char *key, const Claim *claim,
                      const Kb *kb)
{
    Json *json = writer->json;
    if (claim == NULL)
        return;
    const ClaimDetails *details = claim_details(claim);
    json_key(json, key);
    json_begin_object(json);
    put_value(writer, claim, kb);
    json_put_text(json, "status", status_name(claim->status));
    if (claim->rank != RANK_NORMAL)
        json_put_text(json, "rank", rank_name(claim->rank));
    put_optional(json, "as_of", claim->as_of != NULL ? claim->as_of->text : NULL);
    put_optional(json, "condition", details->condition != NULL ? details->condition->key : NULL);
    put_optional(json, "by", details->by);
    put_sources(json, "sources", claim->citations, claim->citation_count);
    json_end_object(json);
}

/* Which of several objects: the first that it states. */
static void put_item(const ChangesWriter *writer, const ClaimChange *change)
{
    const Object *item = change->item != NULL ? change->item->value.object : NULL;
    if (item == NULL || item->slot_count == 0 || !value_is_known(&item->slots[0].items[0].value))
        return;
    json_key(writer->json, "item");
    cell_put_value(writer->json, writer->changes->after, &item->slots[0].items[0].value);
}

static void put_claim_change(const ChangesWriter *writer, const ClaimChange *change)
{
    Json *json = writer->json;
    g_autoptr(GString) path = g_string_new(NULL);
    for (size_t i = 0; i < change->slot_count; i++)
        g_string_append_printf(path, "%s%s", i > 0 ? "." : "", change->slots[i]->name);
    json_begin_object(json);
    json_put_text(json, "slot", path->str);
    put_item(writer, change);
    put_claim(writer, "before", change->before, writer->changes->before);
    put_claim(writer, "after", change->after, writer->changes->after);
    json_end_object(json);
}

static void put_claims(const ChangesWriter *writer, const ClaimChanges *claims)
{
    json_key(writer->json, "claims");
    json_begin_array(writer->json);
    for (size_t i = 0; i < claims->count; i++)
        put_claim_change(writer, &claims->items[i]);
    json_end_array(writer->json);
}

static void put_event(const ChangesWriter *writer, const EventChange *event)
{
    Json *json = writer->json;
    json_begin_object(json);
    json_put_text(json, "id", event->milestone->id);
    json_put_text(json, "turn", plan_turn_name(event->turn));
    json_put_bool(json, "settled", plan_turn_settles(event->turn));
    put_claim(writer, "before", event->from, writer->changes->before);
    put_claim(writer, "after", event->to, writer->changes->after);
    if (event->has_slip && event->slip.days_min != INT32_MIN)
        json_put_integer(json, "days_min", event->slip.days_min);
    if (event->has_slip && event->slip.days_max != INT32_MAX)
        json_put_integer(json, "days_max", event->slip.days_max);
    put_claims(writer, &event->claims);
    json_end_object(json);
}

static void put_figure(const ChangesWriter *writer, const FigureChange *figure)
{
    Json *json = writer->json;
    json_begin_object(json);
    json_put_text(json, "id", figure->figure->id);
    json_put_text(json, "turn",
                  figure->is_new    ? plan_turn_name(TURN_NEW)
                  : figure->is_gone ? plan_turn_name(TURN_GONE)
                                    : plan_turn_name(TURN_NONE));
    put_claims(writer, &figure->claims);
    json_end_object(json);
}

static void put_entry(const ChangesWriter *writer, const EntryChange *change)
{
    Json *json = writer->json;
    const Entry *entry = change->turn == ENTRY_REMOVED ? change->before : change->after;
    json_put_text(json, "turn", entry_turn_name(change->turn));
    json_put_text(json, "id", entry->id);
    if (change->turn == ENTRY_RENAMED)
        json_put_text(json, "former_id", change->before->id);
    if (change->turn == ENTRY_REMOVED && change->after != NULL)
        json_put_text(json, "now", change->after->id);
    json_put_text(json, "class", entry->object.class->name);
    if (change->cites_anew) {
        g_assert(change->before != NULL && change->after != NULL);
        put_sources(json, "sources_before", change->before->citations,
                    change->before->citation_count);
        put_sources(json, "sources_after", change->after->citations, change->after->citation_count);
    }
    put_claims(writer, &change->claims);
    json_key(json, "milestones");
    json_begin_array(json);
    for (size_t i = 0; i < change->event_count; i++)
        put_event(writer, &change->events[i]);
    json_end_array(json);
    json_key(json, "figures");
    json_begin_array(json);
    for (size_t i = 0; i < change->figure_count; i++)
        put_figure(writer, &change->figures[i]);
    json_end_array(json);
}

static const char *conflict_about(const Conflict *conflict, GString *path)
{
    if (conflict->milestone != NULL)
        return conflict->milestone->id;
    if (conflict->figure != NULL)
        return conflict->figure->id;
    for (size_t i = 0; i < conflict->slot_count; i++)
        g_string_append_printf(path, "%s%s", i > 0 ? "." : "", conflict->slots[i]->name);
    return path->str;
}

static void put_conflicts(const ChangesWriter *writer, const char *key,
                          const Conflict *const *conflicts, size_t count, const Kb *kb)
{
    Json *json = writer->json;
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GString) path = g_string_new(NULL);
        json_begin_object(json);
        json_put_text(json, "entry", conflicts[i]->entry->id);
        json_put_text(json, "about", conflict_about(conflicts[i], path));
        put_claim(writer, "a", conflicts[i]->a, kb);
        put_claim(writer, "b", conflicts[i]->b, kb);
        json_end_object(json);
    }
    json_end_array(json);
}

void changes_json_entry(Json *json, const Changes *changes, const EntryChange *change)
{
    const ChangesWriter writer = {json, changes};
    put_entry(&writer, change);
}

void changes_json(Json *json, const Changes *changes, const char *before, const char *after)
{
    const ChangesWriter writer = {json, changes};
    json_begin_object(json);
    json_put_integer(json, "format", CHANGES_FORMAT);
    json_put_text(json, "before", before);
    json_put_text(json, "after", after);
    json_put_bool(json, "same", changes_is_none(changes));
    json_key(json, "entries");
    json_begin_array(json);
    for (size_t i = 0; i < changes->entry_count; i++) {
        json_begin_object(json);
        put_entry(&writer, &changes->entries[i]);
        json_end_object(json);
    }
    json_end_array(json);
    put_conflicts(&writer, "conflicts_new", changes->conflicts_new, changes->conflict_new_count,
                  changes->after);
    put_conflicts(&writer, "conflicts_gone", changes->conflicts_gone, changes->conflict_gone_count,
                  changes->before);
    json_end_object(json);
}
