/* How much is known, and where the gaps are. */
#include "page/pager.h"
#include "page/pages.h"

static void put_number(PageContext *page, View *map, const char *key, size_t number)
{
    view_put_text(page->arena, map, key, page_context_count(page, number));
}

static void put_totals(PageContext *page, const Report *report)
{
    View *totals = view_put_map(page->arena, page->root, "totals");
    put_number(page, totals, "entries", report->entries);
    put_number(page, totals, "sources", report->source_count);
    put_number(page, totals, "claims", report->claims - report->unsourced.count);
    put_number(page, totals, "milestones", report->milestones);
    put_number(page, totals, "unsourced", report->unsourced.count);
    put_number(page, totals, "untranslated", report->untranslated.count);
    put_number(page, totals, "conflicts", report->questions->counts[QUESTION_CONFLICT]);
    put_number(page, totals, "overdue", report->questions->counts[QUESTION_OVERDUE]);
    put_number(page, totals, "undated", report->questions->counts[QUESTION_UNDATED]);
    const size_t judged = report->questions->counts[QUESTION_JUDGED];
    view_put_text(page->arena, totals, "judged",
                  judged > 0 ? page_context_count(page, judged) : NULL);
}

static void put_sources(PageContext *page, const Report *report, const ListPart *part)
{
    const SectionCut cut = list_part_cut(part, 0, report->source_count);
    View *list = view_put_list(page->arena, page->root, "rows");
    for (size_t i = cut.first; i < cut.end; i++) {
        const ReportSource *source = &report->sources[i];
        View *row = view_append_map(page->arena, list);
        page_context_put_entry(page, row, source->source);
        put_number(page, row, "claims", source->claims);
        put_number(page, row, "entries", source->entries);
    }
    view_put_bool(page->arena, page->root, "has_rows", part->number == 0 || cut.first < cut.end);
}

static bool gap_is_like(const Gap *gap, const Gap *other)
{
    return gap->entry == other->entry && gap->slot == other->slot &&
           gap->language == other->language;
}

static void append_gap(PageContext *page, View *list, const Gap *gap, bool in_languages)
{
    View *item = view_append_map(page->arena, list);
    page_context_put_entry(page, item, gap->entry);
    view_put_text(page->arena, item, "what", page_context_get(page, &gap->slot->title));
    view_put_text(page->arena, item, "language",
                  in_languages ? page->site->kb->languages[gap->language] : NULL);
}

/* Puts what the part has of gaps that come after `before` other rows. Several gaps of one slot in a
 * row are shown as one. */
static void put_gaps(PageContext *page, const char *key, const Gaps *gaps, const ListPart *part,
                     size_t before)
{
    const SectionCut cut = list_part_cut(part, before, gaps->count);
    const bool in_languages = gaps == &page->site->report.untranslated;
    View *list = view_put_list(page->arena, page->root, key);
    for (size_t i = cut.first; i < cut.end; i++)
        if (i == cut.first || !gap_is_like(&gaps->items[i], &gaps->items[i - 1]))
            append_gap(page, list, &gaps->items[i], in_languages);
    const char *elsewhere = arena_printf(page->arena, "%s_elsewhere", key);
    pager_put_elsewhere(page, page->root, elsewhere, part, before, gaps->count);
    view_put_bool(page->arena, page->root, arena_printf(page->arena, "has_%s", key),
                  list->first != NULL);
    view_put_bool(page->arena, page->root, arena_printf(page->arena, "shows_%s", key),
                  list->first != NULL || view_get(page->root, elsewhere)->kind != VIEW_FALSE);
}

static void append_class(PageContext *page, View *list, const ReportClass *class)
{
    View *item = view_append_map(page->arena, list);
    view_put_text(page->arena, item, "title", page_context_get(page, &class->class->plural));
    view_put_text(page->arena, item, "path", page_class_path(page, class->class));
    put_number(page, item, "count", class->entries);
    View *slots = view_put_list(page->arena, item, "slots");
    for (size_t i = 0; i < class->slot_count; i++) {
        const ReportSlot *slot = &class->slots[i];
        View *row = view_append_map(page->arena, slots);
        view_put_text(page->arena, row, "title", page_context_get(page, &slot->slot->title));
        put_number(page, row, "filled", slot->filled);
        view_put_bool(page->arena, row, "recommended", slot->slot->recommended);
        view_put_bool(page->arena, row, "lacking",
                      slot->slot->recommended && slot->filled < class->entries);
    }
}

/* What does not grow with the entries stands on the first page. */
static void put_overview(PageContext *page, const Report *report)
{
    put_totals(page, report);
    View *classes = view_put_list(page->arena, page->root, "classes");
    for (size_t i = 0; i < report->class_count; i++)
        append_class(page, classes, &report->classes[i]);
}

void page_fill_report(PageContext *page, const void *subject)
{
    const ListPart *part = subject;
    const Report *report = &page->site->report;
    reads_note_whole(page->site->reads, READ_ALL);
    pager_begin(page, part,
                &(PageHead){.heading = page_context_word(page, "report.title"),
                            .description = page_context_word(page, "report.lead")},
                pager_range_of_numbers);
    size_t before = report->source_count;
    put_sources(page, report, part);
    put_gaps(page, "unsourced", &report->unsourced, part, before);
    before += report->unsourced.count;
    put_gaps(page, "untranslated", &report->untranslated, part, before);
    view_put_bool(page->arena, page->root, "is_overview", part->number == 0);
    if (part->number == 0)
        put_overview(page, report);
}
