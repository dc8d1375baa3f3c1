/*
 * feeds.h - what can be subscribed to, and where it is: calendars (iCalendar) and news (Atom).
 *
 * They stand in each language's folder beside the page that they belong to, under its name:
 * "planned.ics", "organizations/biren.ics", "organizations/biren.atom", "chips/index.ics".
 */
#pragma once

#include "page/context.h"

/* Return where it is below the language's folder, or NULL: there is none, as there would be nothing
 * in it. An entry's calendar is that of all that it makes; one that makes nothing has a calendar if
 * anything was ever planned for it. Arena. */
const char *feeds_calendar_of_all(const Site *site, Arena *arena);
const char *feeds_calendar_of_class(const SiteClass *class, Arena *arena);
const char *feeds_calendar_of_entry(const Site *site, const Entry *entry, Arena *arena);
const char *feeds_news_of_all(const Site *site, Arena *arena);
const char *feeds_news_of_maker(const Site *site, const Entry *entry, Arena *arena);

/* Put `feeds` (path, type, title and label of each) and `has_feeds`, on pages that have data within
 * (ViewFormat.embeds_data); those of the whole base, of a class, of an entry. */
void feeds_put_all(PageContext *page);
void feeds_put_class(PageContext *page, const SiteClass *class);
void feeds_put_entry(PageContext *page, const Entry *entry);
