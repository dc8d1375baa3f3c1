/*
 * News (Atom, RFC 4287): what was told first, moved, came about or was corrected, by the day on
 * which it was told; of the whole base, and of each maker with what it makes; in each language.
 *
 * The newest NEWS_MAX, so that a feed does not grow without end. Ids are made of the base's name
 * and of what is told (UUIDs of version 5): they stay when the site moves, and need no address.
 * Without one, links are relative to where the feed was got from (RFC 4287, 2; RFC 3986, 5.1.3).
 */
#include "base/text.h"
#include "emit/subscription.h"
#include "model/anchors.h"
#include "model/place.h"
#include "page/feeds.h"
#include "words/claim_describe.h"
#include "words/event_words.h"
#include "words/slip_words.h"

#include <string.h>

enum { NEWS_MAX = 100, VALUE_MAX = 120 };

/* --- parts --- */

static void append_element(GString *out, const char *name, const char *attributes, const char *text)
{
    g_string_append_printf(out, "<%s%s>", name, attributes);
    text_append_markup(out, text);
    g_string_append_printf(out, "</%s>\n", name);
}

/* At midnight, of which RFC 3339 wants to know where: UTC. */
static void append_updated(Subscription *feed, Day day)
{
    char text[EDTF_DAY_MAX];
    append_element(feed->out, "updated", "",
                   arena_concat(feed->arena, edtf_write_day(day, text), "T00:00:00Z"));
}

static void append_id(Subscription *feed, const char *key)
{
    char text[UUID_TEXT_MAX];
    const Uuid base = subscription_base_id(feed->context->kb);
    const Uuid id = uuid_from_name(&base, key);
    append_element(feed->out, "id", "",
                   arena_concat(feed->arena, "urn:uuid:", uuid_write(&id, text)));
}

/* Returns an address below the site's folder as seen from the document. */
static const char *address(Subscription *feed, const Document *document, const char *path)
{
    const char *base = feed->context->kb->base_url;
    if (base != NULL)
        return arena_concat(feed->arena, base, path);
    const char *own = document->path + strlen("site/");
    g_autoptr(GString) up = g_string_new(NULL);
    for (const char *at = own; *at != '\0'; at++)
        if (*at == '/')
            g_string_append(up, "../");
    return arena_concat(feed->arena, up->str, path);
}

static void append_link(Subscription *feed, const char *rel, const char *type, const char *to)
{
    g_string_append_printf(feed->out, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
    text_append_markup(feed->out, to);
    g_string_append(feed->out, "\"/>\n");
}

/* --- words --- */

static const char *const TITLE_KEYS[NEWS_KIND_COUNT] = {
    [NEWS_TOLD] = "news.event",         [NEWS_MOVED] = "news.moved",
    [NEWS_HAPPENED] = "news.happened",  [NEWS_CANCELLED] = "news.cancelled",
    [NEWS_OVERDUE] = "news.overdue",    [NEWS_CORRECTED] = "news.corrected",
    [NEWS_WITHDRAWN] = "news.withdrawn"};

/* One line, and not all of what is prose. */
static const char *shorten(Subscription *feed, const char *text)
{
    if (g_utf8_strlen(text, -1) <= VALUE_MAX)
        return text;
    const char *end = g_utf8_offset_to_pointer(text, VALUE_MAX);
    return arena_printf(feed->arena, "%.*s…", (int)(end - text), text);
}

/* A date in words; of other values what they say. */
static const char *said(Subscription *feed, const News *news, const Claim *claim)
{
    if (claim == NULL)
        return "";
    if (claim->value.kind == VALUE_DATE || news->plan != NULL)
        return subscription_date(feed, claim);
    if (claim->value.kind == VALUE_REFERENCE && claim->value.entry != NULL)
        return site_title(feed->site, claim->value.entry, feed->language);
    return shorten(feed, claim_describe(feed->arena, claim, feed->language, feed->words));
}

/* Whose status the title says: of what is told for the first time. */
static const char *told_status(const Subscription *feed, const News *news)
{
    return news->kind == NEWS_TOLD ? claim_describe_status(feed->words, news->word->status) : NULL;
}

static const char *title_key(const News *news, const char *status)
{
    if (status != NULL)
        return "news.event_as";
    return news->kind == NEWS_CORRECTED && news->word == NULL ? "news.withdrawn"
                                                              : TITLE_KEYS[news->kind];
}

/* What it is about, within its subject. */
static const char *what(Subscription *feed, const News *news)
{
    if (news->plan != NULL)
        return event_words_title(feed->words, feed->language, news->plan->milestone, feed->arena);
    return localised_get(news->what != NULL ? &news->what->title : &news->slot->title,
                         feed->language);
}

static const char *title(Subscription *feed, const News *news)
{
    const char *status = told_status(feed, news);
    const WordPart parts[] = {{"subject", site_title(feed->site, news->entry, feed->language)},
                              {"event", what(feed, news)},
                              {"before", said(feed, news, news->before)},
                              {"date", said(feed, news, news->word)},
                              {"status", status != NULL ? status : ""}};
    return words_fill_parts(feed->words, title_key(news, status), parts, G_N_ELEMENTS(parts),
                            feed->arena);
}

/* By how much it moved; NULL: there are no two dates. */
static const char *slip(Subscription *feed, const News *news)
{
    const Claim *before = news->before;
    const Claim *word = news->word;
    if (before == NULL || word == NULL || before->value.kind != VALUE_DATE ||
        word->value.kind != VALUE_DATE || news->kind == NEWS_CANCELLED)
        return NULL;
    return slip_words(feed->words, before->value.date, word->value.date, feed->arena);
}

/* --- an entry --- */

static void append_content(Subscription *feed, const News *news)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    const char *by = slip(feed, news);
    const Claim *word = news->word != NULL ? news->word : news->before;
    if (by != NULL)
        subscription_append_line(lines, by);
    subscription_append_as_of(feed, lines, word);
    subscription_append_sources(feed, lines, word);
    g_auto(GStrv) paragraphs = g_strsplit(lines->str, "\n", -1);
    g_string_append(feed->out,
                    "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">\n");
    append_element(feed->out, "p", "", title(feed, news));
    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++)
        append_element(feed->out, "p", "", *paragraph);
    g_string_append(feed->out, "</div></content>\n");
}

/* Where the page says it: a milestone's row, or a slot's. */
static const char *fragment(Subscription *feed, const News *news)
{
    if (news->plan != NULL)
        return anchors_milestone(feed->arena, news->plan->milestone);
    const bool is_row = news->what == NULL && place_of_slot(news->slot) == PLACE_TABLE &&
                        news->before->enclosing == NULL;
    return is_row ? news->slot->name : NULL;
}

static void append_entry(Subscription *feed, const Document *document, const News *news)
{
    reads_note(feed->context->reads, news->entry, READ_ENTRY);
    const char *page = subscription_page(feed, news->entry, fragment(feed, news));
    g_string_append(feed->out, "<entry>\n");
    append_id(feed, news->key);
    append_element(feed->out, "title", "", title(feed, news));
    append_updated(feed, news->told);
    if (page != NULL)
        append_link(feed, "alternate", "text/html", address(feed, document, page));
    g_string_append_printf(feed->out, "<category term=\"%s\"/>\n", news_kind_name(news->kind));
    append_content(feed, news);
    g_string_append(feed->out, "</entry>\n");
}

/* --- a feed --- */

/* `page` is what the feed belongs to, below the site's folder. */
static void begin_feed(Subscription *feed, const Document *document, const char *of,
                       const char *page, Day updated)
{
    const Kb *kb = feed->context->kb;
    GString *out = feed->out;
    g_string_append_printf(out,
                           "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                           "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\">\n",
                           kb->languages[feed->language]);
    append_id(feed, document->path);
    append_element(out, "title", "", words_fill(feed->words, "feeds.news_of", of, feed->arena));
    append_updated(feed, updated);
    g_string_append(out, "<author>");
    append_element(out, "name", "", localised_get(kb->name, feed->language));
    g_string_append(out, "</author>\n");
    append_link(feed, "alternate", "text/html", address(feed, document, page));
    if (kb->base_url != NULL)
        append_link(feed, "self", "application/atom+xml",
                    address(feed, document, document->path + strlen("site/")));
    append_element(out, "generator", " version=\"" DIELINE_VERSION "\"", "dieline");
    if (kb->license != NULL)
        append_element(out, "rights", "", kb->license);
}

static bool render(const EmitContext *context, const Document *document, Arena *scratch,
                   GString *out)
{
    Subscription feed = subscription_begin(context, document, scratch, out);
    const Findings *findings = context->kb->findings;
    const Entry *entry = document->subject;
    const Maker *maker = entry != NULL ? makers_get(&findings->makers, entry) : NULL;
    const char *language = context->kb->languages[document->language];
    const char *page = entry != NULL ? subscription_page(&feed, entry, NULL)
                                     : arena_concat(scratch, language, "/what-moved.html");
    const char *of = entry != NULL ? site_title(context->site, entry, document->language)
                                   : localised_get(context->kb->name, document->language);
    size_t count;
    const News **newest = news_newest(&findings->news, maker, NEWS_MAX, &count, scratch);
    g_assert(count > 0); /* else there is no such document */
    begin_feed(&feed, document, of, page, newest[0]->told);
    for (size_t i = 0; i < count; i++)
        append_entry(&feed, document, newest[i]);
    g_string_append(out, "</feed>\n");
    return true;
}

/* Of all entries, whatever has changed in one may be news. */
static bool render_all(const EmitContext *context, const Document *document, Arena *scratch,
                       GString *out)
{
    reads_note_whole(context->reads, READ_ALL);
    return render(context, document, scratch, out);
}

static bool render_maker(const EmitContext *context, const Document *document, Arena *scratch,
                         GString *out)
{
    const Entry *entry = document->subject;
    const Maker *maker = makers_get(&context->kb->findings->makers, entry);
    reads_note(context->reads, entry, READ_ENTRY);
    for (size_t i = 0; i < maker->count; i++)
        reads_note(context->reads, maker->makes[i], READ_ENTRY);
    return render(context, document, scratch, out);
}

/* --- all feeds --- */

static void add(const EmitContext *context, Documents *documents, const char *path,
                const Entry *entry, size_t language)
{
    if (path == NULL)
        return;
    const char *whole =
        arena_printf(documents->arena, "site/%s/%s", context->kb->languages[language], path);
    documents_add(documents, whole, entry != NULL ? render_maker : render_all, entry, language);
}

void emit_news(const EmitContext *context, Documents *documents)
{
    const Kb *kb = context->kb;
    const Makers *makers = &kb->findings->makers;
    for (size_t language = 0; language < kb->language_count; language++) {
        add(context, documents, feeds_news_of_all(context->site, documents->arena), NULL, language);
        for (size_t i = 0; i < makers->count; i++) {
            const Entry *entry = makers->items[i].entry;
            add(context, documents, feeds_news_of_maker(context->site, entry, documents->arena),
                entry, language);
        }
    }
}
