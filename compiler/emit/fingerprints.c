#include "emit/fingerprints.h"

#include "base/parallel.h"
#include "find/findings.h"
#include "schema/expression.h"
#include "store/record.h"

#include <string.h>
#include <xxhash.h>

/* What a piece says is written down in one text, and that is hashed: few long texts cost less than
 * many short ones. */

static void put_localised(GString *out, const Localised *text)
{
    for (size_t i = 0; text != NULL && i < LANGUAGES_MAX; i++)
        record_put_text(out, text->texts[i]);
    g_string_append_c(out, '\1');
}

/* Its class, too: what can be seen beside others is of theirs. */
static void put_entry(GString *out, const Entry *entry)
{
    record_put_text(out, entry != NULL ? entry->id : NULL);
    record_put_text(out, entry != NULL ? entry->object.class->name : NULL);
    g_string_append_c(out, entry != NULL && entry->draft ? '\2' : '\1');
}

static uint64_t take(GString *out)
{
    const uint64_t hash = XXH3_64bits(out->str, out->len);
    g_string_truncate(out, 0);
    return hash;
}

/* Claims. */

static void put_object(GString *out, const Object *object);

static void put_quantity(GString *out, const Quantity *quantity)
{
    g_string_append_len(out, (const char *)&quantity->min, sizeof quantity->min);
    g_string_append_len(out, (const char *)&quantity->max, sizeof quantity->max);
}

static void put_value(GString *out, const Value *value)
{
    record_put(out, value->kind);
    record_put_text(out, value->text);
    switch (value->kind) {
    case VALUE_TEXT:
        put_localised(out, value->localised);
        break;
    case VALUE_INTEGER:
        record_put(out, (uint64_t)value->integer);
        break;
    case VALUE_BOOLEAN:
        record_put(out, value->boolean);
        break;
    case VALUE_DATE:
        record_put_text(out, value->date->text);
        if (value->date->is_fiscal) /* its days are another entry's to say */
            record_put(out, (uint64_t)value->date->earliest);
        break;
    case VALUE_QUANTITY:
        put_quantity(out, value->quantity);
        break;
    case VALUE_CHOICE:
        record_put_text(out, value->choice->name);
        break;
    case VALUE_REFERENCE:
        put_entry(out, value->entry);
        break;
    case VALUE_OBJECT:
        put_object(out, value->object);
        break;
    case VALUE_NONE:
    case VALUE_UNKNOWN:
    case VALUE_STRING:
        break;
    }
}

static void put_citations(GString *out, const Claim *claim)
{
    record_put(out, claim->citation_count);
    for (size_t i = 0; i < claim->citation_count; i++) {
        record_put_text(out, claim->citations[i].id);
        put_entry(out, claim->citations[i].source);
    }
}

static void put_origins(GString *out, const ClaimDetails *details)
{
    record_put(out, details->from_count);
    for (size_t i = 0; i < details->from_count; i++) {
        put_entry(out, details->from[i].entry);
        record_put_text(out, details->from[i].slot->name);
    }
    record_put_text(out, details->formula != NULL ? details->formula->text : NULL);
    record_put(out, (uint64_t)details->is_inherited << 1 | details->rests_on_base);
}

static void put_qualifiers(GString *out, const ClaimDetails *details)
{
    record_put(out, details->accept_count);
    for (size_t i = 0; i < details->accept_count; i++)
        record_put_text(out, details->accepts[i].slug);
    const Condition *condition = details->condition;
    record_put_text(out, condition != NULL ? condition->key : NULL);
    put_localised(out, condition != NULL ? condition->text : NULL);
    const Withdrawal *withdrawal = details->withdrawal;
    put_entry(out, withdrawal != NULL ? withdrawal->by->source : NULL);
    put_localised(out, withdrawal != NULL ? withdrawal->reason : NULL);
}

/* What it takes from the claim around it, and what it says itself: the same is not shown twice. */
static uint64_t own_parts(const Claim *claim)
{
    const Claim *outer = claim->enclosing;
    return (uint64_t)claim->has_own_as_of << 1 |
           (outer != NULL && outer->citations == claim->citations);
}

static void put_claim(GString *out, const Claim *claim)
{
    const ClaimDetails *details = claim_details(claim);
    put_value(out, &claim->value);
    put_citations(out, claim);
    record_put_text(out, claim->as_of != NULL ? claim->as_of->text : NULL);
    record_put(out, own_parts(claim) << 24 | (uint64_t)claim->standing << 16 |
                        (uint64_t)claim->status << 8 | (uint64_t)claim->rank);
    put_qualifiers(out, details);
    put_localised(out, details->note);
    put_localised(out, details->locator);
    record_put_text(out, details->quote);
    record_put_text(out, details->by);
    put_entry(out, details->by_entry);
    put_origins(out, details);
}

static void put_object(GString *out, const Object *object)
{
    record_put_text(out, object->class->name);
    record_put(out, object->slot_count);
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        record_put_text(out, claims->slot->name);
        record_put(out, claims->count);
        for (size_t k = 0; k < claims->count; k++)
            put_claim(out, &claims->items[k]);
    }
}

/* The pieces of one entry. */

static void put_title(GString *out, const Site *site, const Entry *entry)
{
    for (size_t i = 0; i < site->kb->language_count; i++)
        record_put_text(out, site_title(site, entry, i));
    put_localised(out, entry->name);
    put_localised(out, entry->label);
    record_put_text(out, site_path(site, entry));
    record_put_text(out, entry->object.class->name);
    put_entry(out, entry);
}

/* What it is built on, and what is built on it. */
static void put_node(GString *out, const Site *site, const Entry *entry)
{
    record_put(out, events_are_all_ahead(&site->kb->findings->plans, entry));
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        for (size_t k = 0; claims->slot->lineage && k < claims->count; k++)
            put_claim(out, &claims->items[k]);
    }
    for (size_t i = 0; i < entry->backlink_count; i++)
        if (entry->backlinks[i].slot->lineage) {
            put_entry(out, entry->backlinks[i].from);
            record_put_text(out, entry->backlinks[i].slot->name);
        }
}

static void put_claim_list(GString *out, const Claim *const *claims, size_t count)
{
    record_put(out, count);
    for (size_t i = 0; i < count; i++)
        put_claim(out, claims[i]);
}

static void put_plan(GString *out, const Plan *plan)
{
    record_put(out, (uint64_t)plan->state << 8 | plan->is_ahead);
    if (plan->word != NULL)
        put_claim(out, plan->word);
    if (plan->settled_by != NULL)
        put_claim(out, plan->settled_by);
    record_put_text(out, plan->settling != NULL ? plan->settling->id : NULL);
    record_put(out, plan->slip_count);
    for (size_t i = 0; i < plan->slip_count; i++) {
        record_put_text(out, plan->slips[i].from->value.text);
        record_put_text(out, plan->slips[i].to->value.text);
    }
}

static void put_conflict(GString *out, const Conflict *conflict)
{
    g_string_append_c(out, conflict == NULL ? '\1' : conflict->has_one_source ? '\3' : '\2');
}

static void put_milestone(GString *out, const Findings *findings, const Milestone *milestone)
{
    record_put_text(out, milestone->id);
    record_put_text(out, milestone->event->name);
    record_put_text(out, milestone->key);
    put_claim_list(out, milestone->dates, milestone->date_count);
    if (milestone->item != NULL)
        put_claim(out, milestone->item);
    put_object(out, milestone->object);
    put_localised(out, milestone->name);
    put_entry(out, milestone->entry);
    put_plan(out, findings_plan(findings, milestone));
    put_conflict(out, conflicts_of_milestone(&findings->conflicts, milestone));
}

static void put_figure(GString *out, const Findings *findings, const Figure *figure)
{
    record_put_text(out, figure->id);
    record_put_text(out, figure->measure->name);
    record_put_text(out, figure->key);
    record_put_text(out, figure->period != NULL ? figure->period->text : NULL);
    put_claim_list(out, figure->amounts, figure->amount_count);
    if (figure->item != NULL)
        put_claim(out, figure->item);
    put_object(out, figure->object);
    put_entry(out, figure->entry);
    put_conflict(out, conflicts_of_figure(&findings->conflicts, figure));
}

static void put_conflicts(GString *out, const Conflicts *conflicts, const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        put_conflict(out, conflicts_of_slot(conflicts, claims));
        for (size_t k = 0; k < claims->count; k++)
            if (claims->items[k].value.kind == VALUE_OBJECT)
                put_conflicts(out, conflicts, claims->items[k].value.object);
    }
}

/* What rests on a source: how much, by entry, in each language's order. What it is, the entries'
 * own pieces say. */
static void put_cited(GString *out, const Site *site, const SiteCited *cited)
{
    for (size_t language = 0; cited != NULL && language < site->kb->language_count; language++)
        for (size_t i = 0; i < cited->cited->entry_count; i++) {
            put_entry(out, cited->by_name[language][i]->entry);
            record_put(out, cited->by_name[language][i]->count);
        }
    record_put(out, cited != NULL ? cited->cited->only_count : 0);
}

/* When a withdrawal was told, the source that withdraws says. */
static void put_news(GString *out, const NewsList *news, const Entry *entry)
{
    for (size_t i = news->firsts[entry->index]; i < news->firsts[entry->index + 1]; i++) {
        record_put_text(out, news->by_entry[i]->key);
        record_put(out, (uint64_t)(int64_t)news->by_entry[i]->told);
    }
}

/* What it makes, and what became of its plans. */
static void put_maker(GString *out, const Findings *findings, const Entry *entry)
{
    const Maker *maker = makers_get(&findings->makers, entry);
    const Track *track = tracks_get(&findings->tracks, entry);
    record_put(out, maker != NULL ? maker->count : 0);
    for (size_t i = 0; maker != NULL && i < maker->count; i++)
        put_entry(out, maker->makes[i]);
    if (maker != NULL)
        record_put(out, (uint64_t)agenda_has_maker(&findings->agenda, maker) << 1 |
                            news_has_maker(&findings->news, maker));
    if (track == NULL)
        return;
    const TrackAmount *const amounts[] = {&track->slipped, &track->pulled_in, &track->overdue};
    for (size_t i = 0; i < PLAN_STATE_COUNT; i++)
        record_put(out, track->counts[i]);
    record_put(out, track->kept_late);
    for (size_t i = 0; i < G_N_ELEMENTS(amounts); i++) {
        record_put(out, amounts[i]->count);
        record_put(out, (uint64_t)(int64_t)amounts[i]->days_min);
        record_put(out, (uint64_t)(int64_t)amounts[i]->days_max);
    }
}

/* What claim_is_firmer() compares, of claims in force. */
static void put_firmness(GString *out, const Claim *claim)
{
    record_put(out, (uint64_t)claim->status << 8 | (uint64_t)claim->rank);
    record_put_text(out, claim->as_of != NULL ? claim->as_of->text : NULL);
}

/* What it is compared in: others say how long a chain is, and whether they still are members. */
static void put_comparisons(GString *out, const Site *site, const Entry *entry)
{
    for (int kind = 0; kind < COMPARISON_KIND_COUNT; kind++) {
        const ReadyComparison *found =
            comparisons_get(&site->comparisons, entry, (ComparisonKind)kind);
        put_entry(out, found != NULL ? found->subject : NULL);
    }
}

static void put_elsewhere(GString *out, const Site *site, const Entry *entry, unsigned line)
{
    const Findings *findings = site->kb->findings;
    record_put_text(out, entry->file->relative);
    record_put(out, line);
    record_put(out, entry->former_id_count);
    for (size_t i = 0; i < entry->former_id_count; i++)
        record_put_text(out, entry->former_ids[i]);
    put_localised(out, entry->summary);
    record_put(out, entry->backlink_count);
    for (size_t i = 0; i < entry->backlink_count; i++) {
        put_entry(out, entry->backlinks[i].from);
        record_put_text(out, entry->backlinks[i].slot->name);
        put_firmness(out, entry->backlinks[i].claim);
    }
    put_comparisons(out, site, entry);
    put_entry(out, entry->base);
    record_put(out, entry->variant_count);
    for (size_t i = 0; i < entry->variant_count; i++)
        put_entry(out, entry->variants[i]);
    record_put(out, entry->cited_by_count);
    for (size_t i = 0; i < entry->cited_by_count; i++)
        put_entry(out, entry->cited_by[i]);
    put_cited(out, site, site->cited[entry->index]);
    record_put(out, entry->milestone_count);
    for (size_t i = 0; i < entry->milestone_count; i++)
        put_milestone(out, findings, entry->milestones[i]);
    put_maker(out, findings, entry);
    put_news(out, &findings->news, entry);
    record_put(out, entry->figure_count);
    for (size_t i = 0; i < entry->figure_count; i++)
        put_figure(out, findings, entry->figures[i]);
    if (findings->conflicts.count > 0)
        put_conflicts(out, &findings->conflicts, &entry->object);
}

/* Each piece holds the one before it. */
static void fill_entry(uint64_t *pieces, GString *out, const Site *site, const Entry *entry,
                       unsigned line)
{
    put_title(out, site, entry);
    pieces[READ_TITLE] = take(out);
    record_put(out, pieces[READ_TITLE]);
    put_node(out, site, entry);
    pieces[READ_NODE] = take(out);
    record_put(out, pieces[READ_NODE]);
    put_object(out, &entry->object);
    pieces[READ_OBJECT] = take(out);
    record_put(out, pieces[READ_OBJECT]);
    put_elsewhere(out, site, entry, line);
    pieces[READ_ENTRY] = take(out);
}

/* The wholes. */

static void put_view(GString *out, const View *view)
{
    record_put_text(out, view->key);
    record_put_text(out, view->text);
    record_put(out, view->kind);
    for (const View *inner = view->first; inner != NULL; inner = inner->next)
        put_view(out, inner);
    g_string_append_c(out, '\1');
}

static uint64_t base_fingerprint(GString *out, const Kb *kb, uint64_t base)
{
    record_put(out, base);
    record_put_text(out, kb->has_as_of ? kb->as_of.text : NULL);
    record_put_text(out, kb->base_url);
    record_put_text(out, kb->home_diagram);
    record_put(out, (uint64_t)kb->has_own_as_of << 8 | kb->is_past);
    return take(out);
}

static uint64_t list_fingerprint(GString *out, const Kb *kb)
{
    for (size_t i = 0; i < kb->entry_count; i++) {
        put_entry(out, kb->entries[i]);
        put_entry(out, kb->entries[i]->base);
        record_put_text(out, kb->entries[i]->object.class->name);
    }
    return take(out);
}

static uint64_t order_fingerprint(GString *out, const Site *site)
{
    for (size_t i = 0; i < site->class_count; i++)
        for (size_t language = 0; language < site->kb->language_count; language++) {
            const SiteClass *class = &site->classes[i];
            for (size_t k = 0; k < class->count; k++)
                put_entry(out, class->by_name[language][k]);
            record_put_text(out, class->class->name);
        }
    return take(out);
}

static uint64_t columns_fingerprint(GString *out, const Site *site)
{
    for (size_t i = 0; i < site->class_count; i++) {
        const ClassColumns *columns = &site->classes[i].columns;
        record_put(out, site->classes[i].has_calendar);
        record_put(out, columns->count);
        for (size_t k = 0; k < columns->count; k++)
            record_put_text(out, class_column_name(&columns->items[k]));
    }
    return take(out);
}

static uint64_t pages_fingerprint(GString *out, const Kb *kb)
{
    for (size_t i = 0; i < kb->page_count; i++) {
        const Page *page = kb->pages[i];
        record_put_text(out, page->name);
        record_put(out, page->language);
        record_put_text(out, page->title);
        record_put_text(out, page->markdown);
    }
    return take(out);
}

static void put_other_names(GString *out, const Entry *entry)
{
    static const KnownSlot slots[] = {SLOT_TITLE, SLOT_ALIASES};
    for (size_t i = 0; i < G_N_ELEMENTS(slots); i++) {
        const Claims *claims = object_claims(&entry->object, slots[i]);
        record_put(out, claims != NULL ? claims->count : 0);
        for (size_t k = 0; claims != NULL && k < claims->count; k++)
            put_claim(out, &claims->items[k]);
    }
    record_put(out, entry->former_id_count);
    for (size_t i = 0; i < entry->former_id_count; i++)
        record_put_text(out, entry->former_ids[i]);
    put_entry(out, entry->base);
}

/* `items` has the pieces of all entries. */
static uint64_t names_fingerprint(GString *out, const Site *site, const uint64_t *items)
{
    const Kb *kb = site->kb;
    for (size_t i = 0; i < kb->entry_count; i++) {
        record_put(out, items[read_number(i, READ_TITLE)]);
        put_other_names(out, kb->entries[i]);
    }
    for (size_t i = 0; i < site->plates->count; i++) {
        record_put_text(out, site->plates->items[i]->name);
        put_localised(out, site->plates->items[i]->title);
    }
    for (size_t i = 0; i < kb->page_count; i++) {
        record_put_text(out, kb->pages[i]->name);
        record_put(out, kb->pages[i]->language);
        record_put_text(out, kb->pages[i]->title);
    }
    return take(out);
}

/* A picture may fail for reasons of the moment. */
static uint64_t pictures_fingerprint(GString *out, const Site *site, uint64_t diagrams)
{
    record_put(out, diagrams);
    for (size_t i = 0; i < site->picture_count; i++)
        record_put(out, site->pictures[i]->failed);
    return take(out);
}

static void fill_wholes(uint64_t *items, size_t count, GString *out, const Site *site,
                        const SourceFingerprints *sources)
{
    items[READ_BASE] = base_fingerprint(out, site->kb, sources->base);
    for (size_t i = 0; i < site->kb->language_count; i++)
        put_view(out, site->navigations[i]);
    items[READ_NAVIGATION] = take(out);
    items[READ_LIST] = list_fingerprint(out, site->kb);
    items[READ_ORDER] = order_fingerprint(out, site);
    items[READ_COLUMNS] = columns_fingerprint(out, site);
    items[READ_PAGES] = pages_fingerprint(out, site->kb);
    items[READ_IMAGES] = sources->images;
    items[READ_NAMES] = names_fingerprint(out, site, items);
    items[READ_ALL] = pictures_fingerprint(out, site, sources->diagrams);
    items[READ_ALL] = XXH3_64bits(items, count * sizeof *items);
}

/* All entries' pieces, on several threads. */
typedef struct EntryPieces {
    uint64_t *items;
    const Site *site;
    const unsigned *lines;
    GString **texts; /* by worker */
} EntryPieces;

static void fill_turn(size_t index, unsigned worker, void *user)
{
    const EntryPieces *pieces = user;
    fill_entry(pieces->items + read_number(index, READ_TITLE), pieces->texts[worker], pieces->site,
               pieces->site->kb->entries[index], pieces->lines[index]);
}

Fingerprints fingerprints_make(const Site *site, const SourceFingerprints *sources,
                               const unsigned *lines, unsigned workers, Arena *arena)
{
    const Kb *kb = site->kb;
    Fingerprints fingerprints = {.count = read_number(kb->entry_count, READ_TITLE)};
    fingerprints.items = arena_new0(arena, uint64_t, fingerprints.count);
    g_autofree GString **texts = g_new(GString *, workers);
    for (unsigned i = 0; i < workers; i++)
        texts[i] = g_string_new(NULL);
    parallel_for(kb->entry_count, workers, fill_turn,
                 &(EntryPieces){fingerprints.items, site, lines, texts});
    fill_wholes(fingerprints.items, fingerprints.count, texts[0], site, sources);
    for (unsigned i = 0; i < workers; i++)
        g_string_free(texts[i], TRUE);
    return fingerprints;
}
