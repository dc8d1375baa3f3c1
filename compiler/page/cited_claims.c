#include "page/cited_claims.h"

#include "find/findings.h"
#include "model/anchors.h"
#include "model/place.h"
#include "page/pager.h"
#include "page/pages.h"
#include "page/statement.h"

/* --- what a claim is about --- */

/* The milestone that it tells of, as far as it is the entry's own. */
static const Milestone *find_milestone(const Entry *entry, const Claim *claim)
{
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        if (milestone->item != NULL && milestone->item == claim->enclosing)
            return milestone;
        for (size_t k = 0; k < milestone->date_count; k++)
            if (milestone->dates[k]->enclosing != NULL &&
                milestone->dates[k]->enclosing == claim->enclosing)
                return milestone;
    }
    return NULL;
}

static const Figure *find_figure(const Entry *entry, const Claim *claim)
{
    for (size_t i = 0; i < entry->figure_count; i++) {
        const Figure *figure = entry->figures[i];
        for (size_t k = 0; k < figure->amount_count; k++)
            if (figure->amounts[k]->enclosing != NULL &&
                figure->amounts[k]->enclosing == claim->enclosing)
                return figure;
    }
    return NULL;
}

/* Where on the entry's page it is; NULL: nowhere in particular. */
static const char *anchor_of(const PageContext *page, const Entry *entry, const CitedClaim *cited)
{
    const Slot *outer = cited->outer;
    if (outer == NULL)
        return NULL;
    const Milestone *milestone =
        outer->known == SLOT_MILESTONES ? find_milestone(entry, cited->claim) : NULL;
    if (milestone != NULL)
        return anchors_milestone(page->arena, milestone);
    const Figure *figure = outer->known == SLOT_FIGURES ? find_figure(entry, cited->claim) : NULL;
    if (figure != NULL)
        return anchors_figure(page->arena, figure);
    return place_of_slot(outer) != PLACE_NOWHERE ? outer->name : NULL;
}

static const Localised *choice_title(const Object *object, KnownSlot slot)
{
    const EnumValue *choice = object_choice(object, slot);
    return choice != NULL ? &choice->title : NULL;
}

/* What the object around a claim is called: the event, the measure, the part; else as its slot. */
static const char *object_words(const PageContext *page, const CitedClaim *cited)
{
    const Object *object = cited->claim->enclosing->value.object;
    const Localised *title = choice_title(object, SLOT_EVENT);
    if (title == NULL)
        title = choice_title(object, SLOT_MEASURE);
    if (title != NULL)
        return page_context_get(page, title);
    const Entry *part = object_reference(object, SLOT_PART);
    if (part != NULL)
        return site_title(page->site, part, page->language);
    return cited->outer != NULL ? page_context_get(page, &cited->outer->title) : "";
}

/* What the object states, and not by what it is told apart. */
static bool is_content(const Slot *slot)
{
    return slot->known == SLOT_DATE || slot->known == SLOT_AMOUNT || slot->known == SLOT_COUNT;
}

static bool is_identity(const Slot *slot)
{
    static const KnownSlot known[] = {SLOT_EVENT,  SLOT_KEY,     SLOT_MEASURE,
                                      SLOT_PERIOD, SLOT_SUBJECT, SLOT_PART};
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (slot->known == known[i])
            return true;
    return false;
}

static const char *words_of(const PageContext *page, const CitedClaim *cited)
{
    const char *slot = page_context_get(page, &cited->slot->title);
    if (cited->claim->enclosing == NULL)
        return slot;
    const char *object = object_words(page, cited);
    return is_content(cited->slot) ? object
                                   : arena_printf(page->arena, "%s%s%s", object,
                                                  page_context_word(page, "list.colon"), slot);
}

static bool cites(const Claim *claim, const Entry *source)
{
    for (size_t i = 0; i < claim->citation_count; i++)
        if (claim->citations[i].source == source)
            return true;
    return false;
}

/* "Event: tape-out" is said by the row of its date, if that rests on the source, too. */
static bool is_told_by_content(const CitedClaim *cited, const Entry *source)
{
    if (cited->claim->enclosing == NULL || !is_identity(cited->slot))
        return false;
    const Object *object = cited->claim->enclosing->value.object;
    for (size_t i = 0; i < object->slot_count; i++)
        for (size_t k = 0; is_content(object->slots[i].slot) && k < object->slots[i].count; k++)
            if (cites(&object->slots[i].items[k], source))
                return true;
    return false;
}

/* --- rows --- */

static void append_row(PageContext *page, View *rows, const Entry *entry, const CitedClaim *cited)
{
    Arena *arena = page->arena;
    View *row = view_append_map(arena, rows);
    view_put_text(arena, row, "what", words_of(page, cited));
    view_put_text(arena, row, "anchor", anchor_of(page, entry, cited));
    View *statements = view_put_list(arena, row, "statements");
    if (cited->slot->range != RANGE_MARKDOWN) {
        statement_append_claim(page, statements, cited->slot, cited->claim);
        statement_finish(page, statements);
    }
    view_put_bool(arena, row, "is_only", cited->is_only);
    const Conflicts *conflicts = &page->site->kb->findings->conflicts;
    statement_put_conflict(page, row, conflicts_of_claim(conflicts, cited->claim));
}

/* What is said of a milestone or figure elsewhere may contradict what its own entry says. */
static void note_entry(const PageContext *page, const Entry *entry)
{
    const Entry *subject = object_reference(&entry->object, SLOT_SUBJECT);
    reads_note(page->site->reads, entry, READ_ENTRY);
    if (subject != NULL)
        reads_note(page->site->reads, subject, READ_ENTRY);
}

static void append_group(PageContext *page, View *groups, const CitedEntry *cited, SectionCut cut,
                         const Entry *source)
{
    View *group = view_append_map(page->arena, groups);
    note_entry(page, cited->entry);
    page_context_put_entry(page, group, cited->entry);
    view_put_text(page->arena, group, "count", page_context_count(page, cited->count));
    View *rows = view_put_list(page->arena, group, "rows");
    for (size_t i = cut.first; i < cut.end; i++)
        if (!is_told_by_content(&cited->claims[i], source))
            append_row(page, rows, cited->entry, &cited->claims[i]);
}

/* Values are shown without their sources, which is the page's own; and without the date that is its
 * date of publication. */
static void put_groups(PageContext *page, View *map, const SiteCited *cited, const ListPart *part)
{
    const Edtf *as_of = page->as_of;
    View *groups = view_put_list(page->arena, map, "groups");
    page->is_brief = true;
    page->as_of = object_date(&cited->source->object, SLOT_PUBLISHED);
    for (size_t i = 0, before = 0; i < cited->cited->entry_count; i++) {
        const CitedEntry *entry = cited->by_name[page->language][i];
        const SectionCut cut = list_part_cut(part, before, entry->count);
        if (cut.first < cut.end)
            append_group(page, groups, entry, cut, cited->source);
        before += entry->count;
    }
    page->as_of = as_of;
    page->is_brief = false;
}

static void put_part(PageContext *page, const SiteCited *cited, const ListPart *part)
{
    View *map = view_put_map(page->arena, page->root, "cited");
    const CitedSource *all = cited->cited;
    view_put_text(page->arena, map, "summary",
                  words_fill_two(page->words, "cited.summary",
                                 page_context_count(page, all->claim_count),
                                 page_context_count(page, all->entry_count), page->arena));
    view_put_text(page->arena, map, "only",
                  all->only_count > 0
                      ? words_fill(page->words, "cited.only_count",
                                   page_context_count(page, all->only_count), page->arena)
                      : NULL);
    put_groups(page, map, cited, part);
}

void cited_claims_put(PageContext *page, const Entry *source)
{
    const SiteCited *cited = page->site->cited[source->index];
    if (cited == NULL) {
        view_put_bool(page->arena, page->root, "cited", false);
        return;
    }
    put_part(page, cited, &cited->parts.items[0]);
    if (cited->parts.count > 1)
        pager_put(page, &cited->parts.items[0], pager_range_of_numbers);
}

void page_fill_cited(PageContext *page, const void *subject)
{
    const ListPart *part = subject;
    const SiteCited *cited = part->list;
    reads_note(page->site->reads, cited->source, READ_ENTRY);
    pager_begin(page, part,
                &(PageHead){.heading = site_title(page->site, cited->source, page->language)},
                pager_range_of_numbers);
    put_part(page, cited, part);
}
