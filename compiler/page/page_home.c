/* The home page: what there is, what happened last and what comes next. */
#include "page/feeds.h"
#include "page/json_ld.h"
#include "page/milestones.h"
#include "page/pages.h"
#include "page/statement.h"

/* A home page is there at once, whatever the line: its picture is bounded. */
enum { MILESTONES_MAX = 8, DRAWING_MAX = 96 * 1024 };

const PageKind PAGE_KINDS[PAGE_KIND_COUNT] = {
    [PAGE_HOME] = {"home", page_fill_home},
    [PAGE_CLASS] = {"class", page_fill_class},
    [PAGE_ENTRY] = {"entry", page_fill_entry},
    [PAGE_MOVED] = {"moved", page_fill_moved},
    [PAGE_DIAGRAMS] = {"diagrams", page_fill_diagrams},
    [PAGE_DIAGRAM] = {"diagram", page_fill_diagram},
    [PAGE_TABLE] = {"table", page_fill_table},
    [PAGE_QUESTIONS] = {"questions", page_fill_questions},
    [PAGE_REPORT] = {"report", page_fill_report},
    [PAGE_PLANS] = {"plans", page_fill_plans},
    [PAGE_CITED] = {"cited", page_fill_cited},
    [PAGE_DATA] = {"data", page_fill_data},
    [PAGE_LLMS] = {"llms", page_fill_llms},
    [PAGE_PLANNED] = {"planned", page_fill_planned},
    [PAGE_FREE] = {"free", page_fill_free},
    [PAGE_PAGES] = {"pages", page_fill_pages},
    [PAGE_SEARCH] = {"search", page_fill_search},
    [PAGE_COMPARISON] = {"comparison", page_fill_comparison},
    [PAGE_COMPARE] = {"compare", page_fill_compare},
};

void page_append_event(PageContext *page, View *list, const Plan *plan)
{
    View *item = view_append_map(page->arena, list);
    page_context_put_entry(page, item, plan->milestone->subject);
    view_put_text(page->arena, item, "event", page_context_event(page, plan->milestone));
    const Claim *word = plan->word;
    if (word->value.kind == VALUE_DATE)
        page_context_put_date(page, item, "date", word->value.date);
    else
        page_context_put_absent(page, item, "date", "value.no_date");
    statement_put_status(page, item, word->status);
    milestones_say_when(page, item, plan, word);
    milestones_put_plan(page, item, plan);
}

static void put_milestones(PageContext *page, const char *key, const Plan *const *plans,
                           size_t count)
{
    View *list = view_put_list(page->arena, page->root, key);
    for (size_t i = 0; i < count && i < MILESTONES_MAX; i++)
        page_append_event(page, list, plans[i]);
}

/* What is next to come, by its last day; what is overdue is no longer to come. */
static void put_planned(PageContext *page, const Schedule *schedule)
{
    put_milestones(page, "planned", schedule->items, schedule_count_ahead(schedule));
    view_put_text(page->arena, page->root, "planned_count",
                  schedule->count > 0 ? page_context_count(page, schedule->count) : NULL);
}

/* The picture that kb.yaml names; NULL: it names none. */
static const Plate *named_plate(const Site *site)
{
    for (size_t i = 0; i < site->plates->count; i++)
        if (g_strcmp0(site->plates->items[i]->name, site->kb->home_diagram) == 0)
            return site->plates->items[i];
    return NULL;
}

/* NULL: there is none such. */
static const Plate *first_plate(const PageContext *page, bool any_kind, bool any_size)
{
    const Plates *plates = page->site->plates;
    for (size_t i = 0; i < plates->count; i++) {
        const Plate *plate = plates->items[i];
        if (plate->whole == NULL && (any_kind || plate->diagram->kind == DIAGRAM_TIMELINE) &&
            (any_size || page_shows_diagram(page, plate, DRAWING_MAX)))
            return plate;
    }
    return NULL;
}

/* The first timeline that is not too large, else another picture that is not; NULL: there are no
 * diagrams. */
static const Plate *default_plate(const PageContext *page)
{
    const Plate *plate = first_plate(page, false, false);
    if (plate == NULL)
        plate = first_plate(page, true, false);
    if (plate == NULL)
        plate = first_plate(page, false, true);
    return plate != NULL ? plate : first_plate(page, true, true);
}

static const Plate *home_plate(const PageContext *page)
{
    const Plate *named = named_plate(page->site);
    return named != NULL ? named : default_plate(page);
}

static void put_totals(PageContext *page)
{
    const Report *report = &page->site->report;
    View *totals = view_put_map(page->arena, page->root, "totals");
    view_put_text(page->arena, totals, "entries", page_context_count(page, report->entries));
    view_put_text(page->arena, totals, "milestones", page_context_count(page, report->milestones));
    view_put_text(page->arena, totals, "sources", page_context_count(page, report->source_count));
    view_put_text(page->arena, totals, "questions",
                  page_context_count(page, page->site->questions.open_count));
}

static void put_cards(PageContext *page)
{
    View *cards = view_put_list(page->arena, page->root, "cards");
    for (size_t i = 0; i < page->site->class_count; i++) {
        const SiteClass *class = &page->site->classes[i];
        const char *description = page_context_own(page, &class->class->description);
        View *card = view_append_map(page->arena, cards);
        view_put_text(page->arena, card, "title", page_context_get(page, &class->class->plural));
        view_put_text(page->arena, card, "path", page_class_path(page, class->class));
        view_put_text(page->arena, card, "count", page_context_count(page, class->product_count));
        view_put_text(page->arena, card, "text", description);
    }
}

void page_fill_home(PageContext *page, const void *subject)
{
    (void)subject;
    reads_note_whole(page->site->reads, READ_ALL);
    const Site *site = page->site;
    const Findings *findings = site->kb->findings;
    const size_t moved = findings->moves.count + findings->corrections.count;
    page_context_begin(
        page,
        &(PageHead){.self = "index", .description = page_context_word(page, "home.description")});
    view_put_text(page->arena, page->root, "json_ld", json_ld_home(page));
    put_totals(page);
    put_cards(page);
    put_milestones(page, "happened", findings->events.happened, findings->events.happened_count);
    put_planned(page, &findings->schedule);
    feeds_put_all(page);
    view_put_text(page->arena, page->root, "moved",
                  moved > 0 ? page_context_count(page, moved) : NULL);
    const Plate *plate = home_plate(page);
    if (plate != NULL)
        page_put_diagram(page, view_put_map(page->arena, page->root, "diagram"), plate,
                         DRAWING_MAX);
}
