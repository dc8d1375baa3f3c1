#include "find/report.h"

#include <stdlib.h>
#include <string.h>

typedef struct Counter {
    const Kb *kb;
    Report *report;
    ReportSource *sources; /* by entry index */
    size_t *last_entry;    /* by entry index: 1 + the entry that cited this source last */
} Counter;

static void count_citations(Counter *counter, const Entry *entry, const Claim *claim)
{
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Entry *source = claim->citations[i].source;
        if (source == NULL)
            continue;
        ReportSource *counted = &counter->sources[source->index];
        counted->claims++;
        if (counter->last_entry[source->index] != entry->index + 1)
            counted->entries++;
        counter->last_entry[source->index] = entry->index + 1;
    }
}

static void count_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)slot;
    Counter *counter = user;
    counter->report->claims++;
    count_citations(counter, entry, claim);
}

static bool is_publication(const Kb *kb, const Entry *entry)
{
    const Class *source = kb->schema->known[CLASS_SOURCE];
    return source != NULL && class_is_a(entry->object.class, source);
}

static void count_entry(Counter *counter, Entry *entry)
{
    counter->report->entries += entry->base == NULL && !is_publication(counter->kb, entry);
    counter->report->milestones += entry->milestone_count;
    gaps_visit_sourced(entry, count_claim, counter);
}

/* Those of what is published. */
static Gaps take_gaps(const Gaps *gaps, Arena *arena)
{
    Gaps taken = {arena_new0(arena, Gap, gaps->count), 0};
    for (size_t i = 0; i < gaps->count; i++)
        if (!gaps->items[i].entry->draft)
            taken.items[taken.count++] = gaps->items[i];
    return taken;
}

/* Sources. */

static int compare_sources(const void *left, const void *right, void *kb)
{
    const ReportSource *a = left;
    const ReportSource *b = right;
    if (a->claims != b->claims)
        return a->claims < b->claims ? 1 : -1;
    return kb_compare_names(kb, a->source, b->source, 0);
}

/* Every publication, also one that nothing cites; nothing else, whatever is cited. */
static void take_sources(Counter *counter, Arena *arena)
{
    const Kb *kb = counter->kb;
    Report *report = counter->report;
    report->sources = arena_new0(arena, ReportSource, kb->entry_count);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (entry->draft || !is_publication(kb, entry))
            continue;
        ReportSource *taken = &report->sources[report->source_count++];
        *taken = counter->sources[i];
        taken->source = entry;
    }
    if (report->source_count > 0)
        g_qsort_with_data(report->sources, (gint)report->source_count, sizeof(ReportSource),
                          compare_sources, (gpointer)kb);
}

/* Coverage. */

/* Says how many of the class's entries have each slot, by its place in the class. */
static size_t count_slots(const Kb *kb, const Class *class, size_t *filled)
{
    size_t entries = 0;
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (entry->draft || entry->object.class != class || entry->base != NULL)
            continue;
        entries++;
        /* Both lists are in the schema's order. */
        for (size_t k = 0, s = 0; k < entry->object.slot_count && s < class->slot_count; s++)
            if (class->slots[s] == entry->object.slots[k].slot) {
                filled[s]++;
                k++;
            }
    }
    return entries;
}

static void take_class(Report *report, const Kb *kb, const Class *class, Arena *arena)
{
    size_t *filled = arena_new0(arena, size_t, class->slot_count);
    const size_t entries = count_slots(kb, class, filled);
    if (entries == 0)
        return;
    ReportClass *taken = &report->classes[report->class_count++];
    *taken = (ReportClass){class, entries, arena_new0(arena, ReportSlot, class->slot_count), 0};
    for (size_t i = 0; i < class->slot_count; i++)
        if (filled[i] > 0 || class->slots[i]->recommended)
            taken->slots[taken->slot_count++] = (ReportSlot){class->slots[i], filled[i]};
}

Report report_build(const Kb *kb, const Questions *questions, Arena *arena)
{
    Report report = {.questions = questions};
    Counter counter = {.kb = kb,
                       .report = &report,
                       .sources = arena_new0(arena, ReportSource, kb->entry_count),
                       .last_entry = arena_new0(arena, size_t, kb->entry_count)};
    for (size_t i = 0; i < kb->entry_count; i++)
        if (!kb->entries[i]->draft)
            count_entry(&counter, kb->entries[i]);
    report.unsourced = take_gaps(&kb->findings->unsourced, arena);
    report.untranslated = take_gaps(&kb->findings->untranslated, arena);
    take_sources(&counter, arena);
    report.classes = arena_new0(arena, ReportClass, kb->schema->class_count);
    for (size_t i = 0; i < kb->schema->class_count; i++)
        take_class(&report, kb, kb->schema->classes[i], arena);
    return report;
}
