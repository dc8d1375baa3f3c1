/*
 * What crawlers and servers look for at fixed places of a site: sitemap.xml (sitemaps.org, protocol
 * 0.9) and robots.txt (RFC 9309), which name whole addresses and so are there with a base_url only;
 * llms.txt; and 404.html, which hosts show at any depth: with a base_url it has links and a look.
 */
#include "base/text.h"
#include "emit/page_documents.h"
#include "model/walk.h"

#include <string.h>

enum { URLS_MAX = 50000 }; /* of one sitemap, says its protocol */

typedef struct SitemapPage {
    const char *path;   /* below the site */
    const Entry *entry; /* that it is about; NULL: none */
} SitemapPage;

typedef struct Sitemap {
    SitemapPage *pages;
    size_t count;
} Sitemap;

/* --- sitemap.xml --- */

/* Of what is written before: every page of the site that does not only lead to another one. */
static const Sitemap *list_pages(const Documents *documents)
{
    static const char prefix[] = "site/";
    Sitemap *map = arena_new0(documents->arena, Sitemap, 1);
    map->pages = arena_new0(documents->arena, SitemapPage, documents->all->len);
    for (guint i = 0; i < documents->all->len; i++) {
        const Document *document = documents->all->pdata[i];
        PageKindId kind;
        if (!page_document_is_html(document, &kind) || kind == PAGE_MOVED)
            continue;
        map->pages[map->count++] = (SitemapPage){document->path + strlen(prefix),
                                                 kind == PAGE_ENTRY ? document->subject : NULL};
    }
    return map;
}

static void take_latest(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry, (void)slot;
    Day *latest = user;
    if (claim->as_of != NULL && claim->as_of->latest != DAY_OPEN_FUTURE &&
        claim->as_of->latest > *latest)
        *latest = claim->as_of->latest;
}

/* When a page last had something new to say, as far as its sources tell: nothing looks at a clock.
 */
static Day last_change(const Kb *kb, const Entry *entry)
{
    Day day = DAY_OPEN_PAST;
    if (entry != NULL)
        entry_visit_claims((Entry *)entry, take_latest, &day); /* which changes nothing */
    return kb->has_as_of && (day == DAY_OPEN_PAST || day > kb->as_of.latest) ? kb->as_of.latest
                                                                             : day;
}

static void append_location(GString *out, const char *base, const char *path)
{
    g_string_append(out, "<loc>");
    text_append_markup(out, base);
    text_append_markup(out, path);
    g_string_append(out, "</loc>");
}

static void append_day(GString *out, Day day)
{
    char text[EDTF_DAY_MAX];
    if (edtf_write_day(day, text) != NULL && g_ascii_isdigit(*text)) /* a year of four digits */
        g_string_append_printf(out, "<lastmod>%s</lastmod>", text);
}

static const char XML[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
static const char NAMESPACE[] = "http://www.sitemaps.org/schemas/sitemap/0.9";

/* The document's variant is which part it is. */
static bool render_sitemap(const EmitContext *context, const Document *document, Arena *scratch,
                           GString *out)
{
    (void)scratch;
    const Kb *kb = context->kb;
    const Sitemap *map = document->subject;
    const size_t first = (size_t)document->variant * URLS_MAX;
    reads_note_whole(context->reads, READ_ALL);
    g_string_append_printf(out, "%s<urlset xmlns=\"%s\">\n", XML, NAMESPACE);
    for (size_t i = first; i < MIN(first + URLS_MAX, map->count); i++) {
        g_string_append(out, "<url>");
        append_location(out, kb->base_url, map->pages[i].path);
        append_day(out, last_change(kb, map->pages[i].entry));
        g_string_append(out, "</url>\n");
    }
    g_string_append(out, "</urlset>\n");
    return true;
}

static size_t part_count(const Sitemap *map)
{
    return (map->count + URLS_MAX - 1) / URLS_MAX;
}

static bool render_sitemap_index(const EmitContext *context, const Document *document,
                                 Arena *scratch, GString *out)
{
    const Sitemap *map = document->subject;
    reads_note_whole(context->reads, READ_BASE);
    reads_note_whole(context->reads, READ_ALL);
    g_string_append_printf(out, "%s<sitemapindex xmlns=\"%s\">\n", XML, NAMESPACE);
    for (size_t i = 0; i < part_count(map); i++) {
        g_string_append(out, "<sitemap>");
        append_location(out, context->kb->base_url,
                        arena_printf(scratch, "sitemap-%zu.xml", i + 1));
        g_string_append(out, "</sitemap>\n");
    }
    g_string_append(out, "</sitemapindex>\n");
    return true;
}

static void add_sitemap(Documents *documents)
{
    const Sitemap *map = list_pages(documents);
    const size_t parts = part_count(map);
    documents_add(documents, "site/sitemap.xml", parts > 1 ? render_sitemap_index : render_sitemap,
                  map, 0);
    for (size_t i = 0; parts > 1 && i < parts; i++)
        documents_add(documents, arena_printf(documents->arena, "site/sitemap-%zu.xml", i + 1),
                      render_sitemap, map, 0)
            ->variant = (unsigned)i;
}

/* --- robots.txt --- */

static bool render_robots(const EmitContext *context, const Document *document, Arena *scratch,
                          GString *out)
{
    (void)document, (void)scratch;
    reads_note_whole(context->reads, READ_BASE);
    g_string_append_printf(out, "User-agent: *\nAllow: /\n\nSitemap: %ssitemap.xml\n",
                           context->kb->base_url);
    return true;
}

/* --- 404.html --- */

/* "/roadmap/" of "https://example.org/roadmap/"; NULL: there is no base_url. */
static const char *root_path(const Kb *kb)
{
    const char *host = kb->base_url != NULL ? strstr(kb->base_url, "://") : NULL;
    return host != NULL ? strchr(host + strlen("://"), '/') : NULL;
}

static bool render_missing(const EmitContext *context, const Document *document, Arena *scratch,
                           GString *out)
{
    const Kb *kb = context->kb;
    reads_note_whole(context->reads, READ_BASE);
    View *root = view_new_map(scratch);
    view_put_text(scratch, root, "lang", kb->languages[0]);
    view_put_text(scratch, root, "site_name", localised_get(kb->name, 0));
    view_put_text(scratch, root, "root", root_path(kb));
    View *languages = view_put_list(scratch, root, "languages");
    for (size_t i = 0; i < kb->language_count; i++) {
        View *item = view_append_map(scratch, languages);
        view_put_text(scratch, item, "code", kb->languages[i]);
        view_put_text(scratch, item, "title", localised_get(kb->name, i));
        view_put_text(scratch, item, "lead", words_get(context->site->words[i], "missing.lead"));
    }
    return template_render(context->html[0], "missing", root, out) ||
           page_document_fail(context, "missing", document);
}

void emit_web(const EmitContext *context, Documents *documents)
{
    if (context->kb->base_url != NULL) {
        add_sitemap(documents);
        documents_add(documents, "site/robots.txt", render_robots, NULL, 0);
    }
    documents_add(documents, "site/404.html", render_missing, NULL, 0);
    page_document_add(documents, "site/llms.txt", PAGE_LLMS, PAGE_FORMAT_MARKDOWN, NULL, 0);
}
