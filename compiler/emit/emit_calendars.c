/*
 * Calendars (iCalendar, RFC 5545; names of calendars by RFC 7986): all milestones with dates, those
 * of a class, of an entry, of a maker and all that it makes; in each language.
 *
 * An event stands on all days on which it may be, from the first to before DTEND, and says that it
 * does. Who subscribes sees it move: UID stays, SEQUENCE grows with every later word. No calendar
 * knows the day on which it was made: DTSTAMP is when the last word was said.
 */
#include "base/ical.h"
#include "emit/subscription.h"
#include "model/anchors.h"
#include "page/feeds.h"
#include "words/event_words.h"
#include "words/slip_words.h"

#include <string.h>

enum { HAPPENED_MAX = 500 }; /* of a whole base or class: what happened before is left out */

/* --- parts --- */

static void append_day(Subscription *calendar, const char *name, Day day, const char *moment)
{
    int year, month, month_day;
    edtf_split_day(day, &year, &month, &month_day);
    ical_append_line(
        calendar->out, name,
        arena_printf(calendar->arena, "%04d%02d%02d%s", year, month, month_day, moment));
}

static void append_date(Subscription *calendar, const char *name, Day day)
{
    append_day(calendar, name, day, "");
}

/* At midnight, of which RFC 5545 wants to know where: UTC. */
static void append_moment(Subscription *calendar, const char *name, Day day)
{
    append_day(calendar, name, day, "T000000Z");
}

static const char *with_language(Subscription *calendar, const char *name)
{
    return arena_printf(calendar->arena, "%s;LANGUAGE=%s", name,
                        calendar->context->kb->languages[calendar->language]);
}

static bool is_vague(const AgendaItem *item)
{
    return item->is_open || item->first != item->last || item->date->qualifiers != 0;
}

/* "BR20X: Commercial launch, 2026 (planned)" */
static const char *summary(Subscription *calendar, const AgendaItem *item)
{
    const Plan *plan = item->plan;
    const char *state = subscription_state(calendar, plan);
    const WordPart parts[] = {
        {"subject", site_title(calendar->site, plan->milestone->subject, calendar->language)},
        {"event",
         event_words_title(calendar->words, calendar->language, plan->milestone, calendar->arena)},
        {"date", subscription_date(calendar, plan_shown_date(plan))},
        {"status", state != NULL ? state : ""}};
    return words_fill_parts(calendar->words, state != NULL ? "news.event_as" : "news.event", parts,
                            G_N_ELEMENTS(parts), calendar->arena);
}

static void append_slips(Subscription *calendar, GString *lines, const Plan *plan)
{
    for (size_t i = 0; i < plan->slip_count; i++) {
        const Slip *slip = &plan->slips[i];
        const char *by = slip_words(calendar->words, slip->from->value.date, slip->to->value.date,
                                    calendar->arena);
        subscription_append_line(lines, arena_printf(calendar->arena, "%s → %s%s%s",
                                                     subscription_date(calendar, slip->from),
                                                     subscription_date(calendar, slip->to),
                                                     words_get(calendar->words, "list.colon"), by));
    }
}

static void append_description(Subscription *calendar, const AgendaItem *item)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    const Plan *plan = item->plan;
    const Claim *last = plan->settled_by != NULL ? plan->settled_by : plan->word;
    if (is_vague(item))
        subscription_append_line(
            lines, words_get(calendar->words, item->is_open ? "calendar.open" : "calendar.vague"));
    append_slips(calendar, lines, plan);
    subscription_append_as_of(calendar, lines, last);
    subscription_append_sources(calendar, lines, last);
    if (lines->len > 0)
        ical_append_text(calendar->out, with_language(calendar, "DESCRIPTION"), lines->str);
}

static void append_url(Subscription *calendar, const Milestone *milestone)
{
    const char *base = calendar->context->kb->base_url;
    const char *page = subscription_page(calendar, milestone->subject,
                                         anchors_milestone(calendar->arena, milestone));
    if (base != NULL && page != NULL)
        ical_append_line(calendar->out, "URL", arena_concat(calendar->arena, base, page));
}

static void append_uid(Subscription *calendar, const Milestone *milestone)
{
    char base[UUID_TEXT_MAX];
    const Uuid id = subscription_base_id(calendar->context->kb);
    ical_append_text(calendar->out, "UID",
                     arena_printf(calendar->arena, "%s@%s", milestone->id, uuid_write(&id, base)));
}

/* --- an event --- */

static void append_event(Subscription *calendar, const AgendaItem *item)
{
    static const char *const states[] = {[AGENDA_TENTATIVE] = "TENTATIVE",
                                         [AGENDA_CONFIRMED] = "CONFIRMED",
                                         [AGENDA_CANCELLED] = "CANCELLED"};
    const Milestone *milestone = item->plan->milestone;
    GString *out = calendar->out;
    ical_append_line(out, "BEGIN", "VEVENT");
    append_uid(calendar, milestone);
    append_moment(calendar, "DTSTAMP", item->told);
    append_moment(calendar, "LAST-MODIFIED", item->told);
    ical_append_line(out, "SEQUENCE", arena_printf(calendar->arena, "%u", item->revision));
    append_date(calendar, "DTSTART;VALUE=DATE", item->first);
    append_date(calendar, "DTEND;VALUE=DATE", item->last + 1);
    ical_append_text(out, with_language(calendar, "SUMMARY"), summary(calendar, item));
    append_description(calendar, item);
    ical_append_text(out, with_language(calendar, "CATEGORIES"),
                     localised_get(&milestone->event->title, calendar->language));
    ical_append_line(out, "STATUS", states[item->state]);
    ical_append_line(out, "TRANSP", "TRANSPARENT"); /* nobody is busy */
    append_url(calendar, milestone);
    ical_append_line(out, "END", "VEVENT");
}

/* --- a calendar --- */

static void begin_calendar(Subscription *calendar, const Document *document, const char *of)
{
    const Kb *kb = calendar->context->kb;
    GString *out = calendar->out;
    const char *name = words_fill(calendar->words, "feeds.calendar_of", of, calendar->arena);
    ical_append_line(out, "BEGIN", "VCALENDAR");
    ical_append_line(out, "VERSION", "2.0");
    ical_append_line(out, "PRODID", "-//dieline//dieline " DIELINE_VERSION "//EN");
    ical_append_line(out, "CALSCALE", "GREGORIAN");
    ical_append_text(out, with_language(calendar, "NAME"), name);
    ical_append_text(out, "X-WR-CALNAME", name); /* the name before RFC 7986 had one */
    ical_append_line(out, "REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    if (kb->base_url != NULL)
        ical_append_line(
            out, "SOURCE;VALUE=URI",
            arena_concat(calendar->arena, kb->base_url, document->path + strlen("site/")));
}

static void end_calendar(Subscription *calendar)
{
    ical_append_line(calendar->out, "END", "VCALENDAR");
}

static void append_entry(Subscription *calendar, const Entry *entry)
{
    const Agenda *agenda = &calendar->context->kb->findings->agenda;
    reads_note(calendar->context->reads, entry, READ_ENTRY);
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const AgendaItem *item = agenda->by_milestone[entry->milestones[i]->index];
        if (item != NULL)
            append_event(calendar, item);
    }
}

static bool render_entry(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    Subscription calendar = subscription_begin(context, document, scratch, out);
    const Entry *entry = document->subject;
    const Maker *maker = makers_get(&context->kb->findings->makers, entry);
    reads_note(context->reads, entry, READ_ENTRY);
    begin_calendar(&calendar, document, site_title(context->site, entry, document->language));
    for (size_t i = 0; maker != NULL && i < maker->count; i++)
        append_entry(&calendar, maker->makes[i]);
    if (maker == NULL)
        append_entry(&calendar, entry);
    end_calendar(&calendar);
    return true;
}

/* Appends those of a class (NULL: of all) by date. */
static void append_class(Subscription *calendar, const Class *class)
{
    const Agenda *agenda = &calendar->context->kb->findings->agenda;
    size_t happened = 0;
    for (size_t i = agenda->count; i > 0; i--) {
        const AgendaItem *item = agenda->by_date[i - 1];
        if (class != NULL && item->plan->milestone->subject->object.class != class)
            continue;
        if (item->state == AGENDA_CONFIRMED && happened++ >= HAPPENED_MAX)
            continue;
        append_event(calendar, item);
    }
}

static bool render_class(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    Subscription calendar = subscription_begin(context, document, scratch, out);
    const SiteClass *class = document->subject;
    reads_note_whole(context->reads, READ_ALL);
    begin_calendar(&calendar, document,
                   localised_get(class != NULL ? &class->class->plural : context->kb->name,
                                 document->language));
    append_class(&calendar, class != NULL ? class->class : NULL);
    end_calendar(&calendar);
    return true;
}

/* --- all calendars --- */

static void add(const EmitContext *context, Documents *documents, const char *path,
                DocumentRender render, const void *subject, size_t language)
{
    if (path == NULL)
        return;
    const char *whole =
        arena_printf(documents->arena, "site/%s/%s", context->kb->languages[language], path);
    documents_add(documents, whole, render, subject, language);
}

static void add_language(const EmitContext *context, Documents *documents, size_t language)
{
    const Site *site = context->site;
    Arena *arena = documents->arena;
    add(context, documents, feeds_calendar_of_all(site, arena), render_class, NULL, language);
    for (size_t i = 0; i < site->class_count; i++) {
        const SiteClass *class = &site->classes[i];
        add(context, documents, feeds_calendar_of_class(class, arena), render_class, class,
            language);
        for (size_t k = 0; k < class->count; k++)
            add(context, documents, feeds_calendar_of_entry(site, class->entries[k], arena),
                render_entry, class->entries[k], language);
    }
}

void emit_calendars(const EmitContext *context, Documents *documents)
{
    for (size_t i = 0; i < context->kb->language_count; i++)
        add_language(context, documents, i);
}
