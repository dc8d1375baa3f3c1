/* How much is known, and where the gaps are. */
#include "page/pages.h"

static void put_number(PageContext *page, View *map, const char *key, size_t number)
{
    view_put_text(page->arena, map, key, page_context_number(page, number));
}

static void put_totals(PageContext *page, const Report *report)
{
    View *totals = view_put_map(page->arena, page->root, "totals");
    put_number(page, totals, "entries", report->entries);
    put_number(page, totals, "claims", report->claims - report->unsourced.count);
    put_number(page, totals, "milestones", report->milestones);
    put_number(page, totals, "unsourced", report->unsourced.count);
    put_number(page, totals, "untranslated", report->untranslated.count);
    put_number(page, totals, "conflicts", report->questions->counts[QUESTION_CONFLICT]);
    put_number(page, totals, "overdue", report->questions->counts[QUESTION_OVERDUE]);
    put_number(page, totals, "undated", report->questions->counts[QUESTION_UNDATED]);
}

static void put_sources(PageContext *page, const Report *report)
{
    View *list = view_put_list(page->arena, page->root, "rows");
    for (size_t i = 0; i < report->source_count; i++) {
        const ReportSource *source = &report->sources[i];
        View *row = view_append_map(page->arena, list);
        page_context_put_entry(page, row, source->source);
        put_number(page, row, "claims", source->claims);
        put_number(page, row, "entries", source->entries);
    }
}

/* Several gaps of one slot in a row are shown as one. */
static void put_gaps(PageContext *page, const char *key, const Gaps *gaps, bool in_languages)
{
    const Kb *kb = page->site->kb;
    View *list = view_put_list(page->arena, page->root, key);
    for (size_t i = 0; i < gaps->count; i++) {
        const Gap *gap = &gaps->items[i];
        const Gap *last = i > 0 ? &gaps->items[i - 1] : NULL;
        if (last != NULL && last->entry == gap->entry && last->slot == gap->slot &&
            last->language == gap->language)
            continue;
        View *item = view_append_map(page->arena, list);
        page_context_put_entry(page, item, gap->entry);
        view_put_text(page->arena, item, "what", page_context_get(page, &gap->slot->title));
        view_put_text(page->arena, item, "language",
                      in_languages ? kb->languages[gap->language] : NULL);
    }
    view_put_bool(page->arena, page->root, arena_printf(page->arena, "has_%s", key),
                  gaps->count > 0);
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

void page_fill_report(PageContext *page, const void *subject)
{
    (void)subject;
    reads_note_whole(page->site->reads, READ_ALL);
    const Report *report = &page->site->report;
    page_context_begin(page, &(PageHead){.self = "report",
                                         .heading = page_context_word(page, "report.title"),
                                         .description = page_context_word(page, "report.lead"),
                                         .listed = "report"});
    put_totals(page, report);
    put_sources(page, report);
    put_gaps(page, "unsourced", &report->unsourced, false);
    put_gaps(page, "untranslated", &report->untranslated, true);
    View *classes = view_put_list(page->arena, page->root, "classes");
    for (size_t i = 0; i < report->class_count; i++)
        append_class(page, classes, &report->classes[i]);
}
