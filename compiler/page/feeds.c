#include "page/feeds.h"

#include "find/findings.h"

/* --- where they are --- */

const char *feeds_calendar_of_all(const Site *site, Arena *arena)
{
    const bool any = site->kb->findings->agenda.count > 0;
    return any ? arena_concat(arena, "planned", ".ics") : NULL;
}

const char *feeds_calendar_of_class(const SiteClass *class, Arena *arena)
{
    return class->has_calendar ? arena_concat(arena, class->parts.items[0].path, ".ics") : NULL;
}

const char *feeds_calendar_of_entry(const Site *site, const Entry *entry, Arena *arena)
{
    const Findings *findings = site->kb->findings;
    const Maker *maker = makers_get(&findings->makers, entry);
    const bool any = maker != NULL ? agenda_has_maker(&findings->agenda, maker)
                                   : agenda_has_plan(&findings->agenda, entry);
    const char *path = site_path(site, entry);
    return any && path != NULL ? arena_concat(arena, path, ".ics") : NULL;
}

const char *feeds_news_of_all(const Site *site, Arena *arena)
{
    const bool any = site->kb->findings->news.count > 0;
    return any ? arena_concat(arena, "what-moved", ".atom") : NULL;
}

const char *feeds_news_of_maker(const Site *site, const Entry *entry, Arena *arena)
{
    const Findings *findings = site->kb->findings;
    const Maker *maker = makers_get(&findings->makers, entry);
    const bool any = maker != NULL && news_has_maker(&findings->news, maker);
    const char *path = site_path(site, entry);
    return any && path != NULL ? arena_concat(arena, path, ".atom") : NULL;
}

/* --- links to them --- */

typedef enum FeedKind { FEED_CALENDAR, FEED_NEWS } FeedKind;

static const struct {
    const char *type;
    const char *label; /* a word */
    const char *title; /* same, with a place for whose it is */
} KINDS[] = {
    [FEED_CALENDAR] = {"text/calendar", "feeds.calendar", "feeds.calendar_of"},
    [FEED_NEWS] = {"application/atom+xml", "feeds.news", "feeds.news_of"},
};

static void append(PageContext *page, View *list, FeedKind kind, const char *path, const char *of)
{
    if (path == NULL)
        return;
    View *item = view_append_map(page->arena, list);
    view_put_text(page->arena, item, "path", path);
    view_put_text(page->arena, item, "type", KINDS[kind].type);
    view_put_text(page->arena, item, "label", page_context_word(page, KINDS[kind].label));
    view_put_text(page->arena, item, "title",
                  words_fill(page->words, KINDS[kind].title, of, page->arena));
}

/* Either path may be NULL. */
static void put(PageContext *page, const char *calendar, const char *news, const char *of)
{
    View *list = view_put_list(page->arena, page->root, "feeds");
    if (page->format->embeds_data) {
        append(page, list, FEED_CALENDAR, calendar, of);
        append(page, list, FEED_NEWS, news, of);
    }
    view_put_bool(page->arena, page->root, "has_feeds", list->first != NULL);
}

void feeds_put_all(PageContext *page)
{
    put(page, feeds_calendar_of_all(page->site, page->arena),
        feeds_news_of_all(page->site, page->arena), page_context_get(page, page->site->kb->name));
}

void feeds_put_class(PageContext *page, const SiteClass *class)
{
    put(page, feeds_calendar_of_class(class, page->arena), NULL,
        page_context_get(page, &class->class->plural));
}

void feeds_put_entry(PageContext *page, const Entry *entry)
{
    put(page, feeds_calendar_of_entry(page->site, entry, page->arena),
        feeds_news_of_maker(page->site, entry, page->arena),
        site_title(page->site, entry, page->language));
}
