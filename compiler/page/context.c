#include "page/context.h"

#include "base/json.h"
#include "find/told.h"
#include "model/anchors.h"
#include "value/prose.h"
#include "words/edtf_describe.h"
#include "words/event_words.h"
#include "words/number_words.h"

#include <string.h>

#define GENERATOR "dieline " DIELINE_VERSION

void page_context_init(PageContext *page, const Site *site, const ViewFormat *format, Arena *arena,
                       size_t language)
{
    *page = (PageContext){.site = site,
                          .format = format,
                          .arena = arena,
                          .language = language,
                          .words = site->words[language]};
    page->root = view_new_map(arena);
}

const char *page_context_word(const PageContext *page, const char *key)
{
    return words_get(page->words, key);
}

const char *page_context_get(const PageContext *page, const Localised *text)
{
    return localised_get(text, page->language);
}

const char *page_context_event(const PageContext *page, const Milestone *milestone)
{
    return event_words_title(page->words, page->language, milestone, page->arena);
}

const char *page_context_own(const PageContext *page, const Localised *text)
{
    return text->texts[page->language];
}

const char *page_context_number(const PageContext *page, size_t number)
{
    char digits[24];
    char *start = digits + sizeof digits - 1;
    *start = '\0';
    do
        *--start = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    return arena_strdup(page->arena, start);
}

const char *page_context_count(const PageContext *page, size_t count)
{
    return number_of(page->arena, page->words, count);
}

/* Languages name themselves; one without words here is called by its code. */
static const char *language_name(const PageContext *page, size_t language)
{
    const char *name = words_find(page->site->words[language], "language.name");
    return name != NULL ? name : page->site->kb->languages[language];
}

static void put_languages(PageContext *page, const PageHead *head)
{
    const Kb *kb = page->site->kb;
    View *list = view_put_list(page->arena, page->root, "languages");
    bool is_first = true; /* that has the page: readers of other languages get this one */
    for (size_t i = 0; i < kb->language_count; i++) {
        const bool exists = head->exists == NULL || head->exists(page, i, head->subject);
        View *item = view_append_map(page->arena, list);
        view_put_text(page->arena, item, "code", kb->languages[i]);
        view_put_text(page->arena, item, "name", language_name(page, i));
        view_put_text(page->arena, item, "target", exists ? head->self : "index");
        view_put_bool(page->arena, item, "current", i == page->language);
        view_put_bool(page->arena, item, "same", exists);
        view_put_bool(page->arena, item, "default", exists && is_first);
        is_first &= !exists;
    }
}

/* Text as YAML and JSON both write it in quotes. */
static const char *quoted(const PageContext *page, const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Json json;
    json_init(&json, out, false);
    json_text(&json, text);
    return arena_strndup(page->arena, out->str, out->len);
}

/* Where the page will be is said with it: its links count on that. */
static void put_front_matter(PageContext *page, const PageHead *head, const char *title)
{
    const bool is_wanted = page->format->has_front_matter;
    view_put_bool(page->arena, page->root, "has_front_matter", is_wanted);
    if (!is_wanted) {
        view_put_bool(page->arena, page->root, "front_matter", false);
        return;
    }
    const char *url = arena_printf(page->arena, "/%s/%s.html",
                                   page->site->kb->languages[page->language], head->self);
    View *map = view_put_map(page->arena, page->root, "front_matter");
    view_put_text(page->arena, map, "title", quoted(page, title));
    view_put_text(page->arena, map, "description",
                  head->description != NULL ? quoted(page, head->description) : NULL);
    view_put_text(page->arena, map, "url", quoted(page, url));
}

void page_context_begin(PageContext *page, const PageHead *head)
{
    const Site *site = page->site;
    const Kb *kb = site->kb;
    Arena *arena = page->arena;
    View *root = page->root;
    const char *site_name = page_context_get(page, kb->name);

    reads_note_whole(site->reads, READ_BASE);
    reads_note_whole(site->reads, READ_NAVIGATION);
    page->up = strchr(head->self, '/') != NULL ? "../" : "";
    view_put_shared(arena, root, "words", page->words->tree);
    view_put_text(arena, root, "up", page->up);
    view_put_text(arena, root, "self", head->self);
    view_put_text(arena, root, "lang", kb->languages[page->language]);
    view_put_text(arena, root, "heading", head->heading != NULL ? head->heading : site_name);
    view_put_bool(arena, root, "is_home", head->heading == NULL);
    view_put_text(arena, root, "site_name", site_name);
    view_put_text(arena, root, "description", head->description);
    put_languages(page, head);
    put_front_matter(page, head, head->heading != NULL ? head->heading : site_name);
    site_put_navigation(site, arena, root, page->language, head->listed);
    if (kb->has_as_of)
        page_context_put_date(page, root, "as_of", &kb->as_of);
    view_put_text(arena, root, "license", kb->license);
    view_put_text(arena, root, "generator", GENERATOR);
    view_put_text(arena, root, "base_url", kb->base_url);
    view_put_text(arena, root, "canonical", head->leads_to != NULL ? head->leads_to : head->self);
    view_put_text(arena, root, "leads_to", head->leads_to);
    view_put_bool(arena, root, "has_twin", !head->is_alone && head->leads_to == NULL);
}

void page_context_put_parent(PageContext *page, const char *title, const char *path)
{
    View *parent = view_put_map(page->arena, page->root, "parent");
    view_put_text(page->arena, parent, "title", title);
    view_put_text(page->arena, parent, "path", path);
}

size_t page_context_cite(PageContext *page, const Entry *source)
{
    /* From the end: neighbouring claims mostly cite the same. */
    for (size_t i = page->source_count; i > 0; i--)
        if (page->sources[i - 1] == source)
            return i;
    if (page->source_count == page->source_capacity) {
        const size_t capacity = page->source_capacity == 0 ? 16 : page->source_capacity * 2;
        const Entry **grown = arena_new0(page->arena, const Entry *, capacity);
        for (size_t i = 0; i < page->source_count; i++)
            grown[i] = page->sources[i];
        page->sources = grown;
        page->source_capacity = capacity;
    }
    page->sources[page->source_count++] = source;
    return page->source_count;
}

/* The values of a source's slot in one line. FALSE if it has none. */
static void put_texts(const PageContext *page, View *map, const char *key, KnownSlot slot,
                      const Entry *source)
{
    const Claims *claims = object_claims(&source->object, slot);
    g_autoptr(GString) line = g_string_new(NULL);
    for (size_t i = 0; claims != NULL && i < claims->count; i++) {
        const Value *value = &claims->items[i].value;
        if (!claim_is_in_force(&claims->items[i]))
            continue;
        const char *text = NULL;
        if (value->kind == VALUE_TEXT)
            text = page_context_get(page, value->localised);
        else if (value->kind == VALUE_REFERENCE && value->entry != NULL)
            text = site_title(page->site, value->entry, page->language);
        else if (value->kind == VALUE_STRING)
            text = value->text;
        if (text == NULL)
            continue;
        if (line->len > 0)
            g_string_append(line, page_context_word(page, "list.separator"));
        g_string_append(line, text);
    }
    view_put_text(page->arena, map, key,
                  line->len > 0 ? arena_strndup(page->arena, line->str, line->len) : NULL);
}

static void put_source_date(const PageContext *page, View *map, const Entry *source)
{
    const Edtf *published = object_date(&source->object, SLOT_PUBLISHED);
    if (published != NULL)
        page_context_put_date(page, map, "published", published);
    else
        view_put_bool(page->arena, map, "published", false);
}

static void put_source_url(const PageContext *page, View *map, const Entry *source)
{
    const Claim *url = object_best(&source->object, SLOT_URL);
    const bool has_url = url != NULL && url->value.kind == VALUE_STRING;
    view_put_text(page->arena, map, "url",
                  has_url ? page_context_url(page, url->value.text) : NULL);
}

void page_context_put_sources(PageContext *page)
{
    View *list = view_put_list(page->arena, page->root, "sources");
    for (size_t i = 0; i < page->source_count; i++) {
        const Entry *source = page->sources[i];
        View *item = view_append_map(page->arena, list);
        reads_note(page->site->reads, source, READ_OBJECT);
        view_put_text(page->arena, item, "number", page_context_number(page, i + 1));
        page_context_put_entry(page, item, source);
        put_texts(page, item, "publisher", SLOT_PUBLISHER, source);
        put_texts(page, item, "author", SLOT_AUTHOR, source);
        put_source_date(page, item, source);
        put_source_url(page, item, source);
    }
    view_put_bool(page->arena, page->root, "has_sources", page->source_count > 0);
}

void page_context_put_entry(const PageContext *page, View *map, const Entry *entry)
{
    view_put_text(page->arena, map, "title", site_title(page->site, entry, page->language));
    view_put_text(page->arena, map, "path", site_path(page->site, entry));
}

static void put_date(const PageContext *page, View *map, const char *key, const Edtf *date,
                     const char *words)
{
    View *item = view_put_map(page->arena, map, key);
    view_put_text(page->arena, item, "text", words);
    view_put_text(page->arena, item, "edtf", date->text);
    view_put_text(page->arena, item, "datetime", edtf_is_iso(date) ? date->text : NULL);
}

void page_context_put_absent(const PageContext *page, View *map, const char *key, const char *word)
{
    View *date = view_put_map(page->arena, map, key);
    view_put_text(page->arena, date, "text", page_context_word(page, word));
    view_put_bool(page->arena, date, "datetime", false);
    view_put_bool(page->arena, date, "edtf", false);
}

void page_context_put_date(const PageContext *page, View *map, const char *key, const Edtf *date)
{
    put_date(page, map, key, date, edtf_describe(page->words, date, page->arena));
}

void page_context_put_today(const PageContext *page, View *map, bool is_wanted)
{
    const Kb *kb = page->site->kb;
    view_put_text(page->arena, map, "today",
                  is_wanted && kb->has_as_of ? told_day_text(page->arena, told_day(kb, &kb->as_of))
                                             : NULL);
}

void page_context_put_period(const PageContext *page, View *map, const char *key,
                             const Edtf *period)
{
    put_date(page, map, key, period, edtf_describe_period(page->words, period, page->arena));
}

static char *resolve_entry(const char *id, size_t length, void *user)
{
    const PageContext *page = user;
    g_autofree char *name = g_strndup(id, length);
    const Entry *entry = kb_find_entry(page->site->kb, name);
    if (entry == NULL || strcmp(entry->id, name) != 0)
        reads_note_absent(page->site->reads, name);
    const char *path = entry != NULL ? site_path(page->site, entry) : NULL;
    return path != NULL ? g_strconcat(page->up, path, page->format->extension, NULL) : NULL;
}

/* Where values have no addresses, headings are all the parts that there are. */
static char *name_part(const char *id, size_t length, const char *fragment, void *user)
{
    const PageContext *page = user;
    g_autofree char *name = g_strndup(id, length);
    const Entry *entry = length > 0 ? kb_find_entry(page->site->kb, name) : page->entry;
    if (entry == NULL)
        return length > 0 ? NULL : g_strconcat(PROSE_PART, fragment, NULL);
    reads_note(page->site->reads, entry, READ_ENTRY);
    g_autoptr(GHashTable) own = anchors_of_page(entry);
    g_autoptr(GHashTable) all = anchors_of_entry(entry, page->language);
    return g_hash_table_contains(all, fragment) && !g_hash_table_contains(own, fragment)
               ? g_strconcat(PROSE_PART, fragment, NULL)
               : NULL;
}

/* Beside the folders of languages. */
static bool find_image(const char *path, ProseImage *found, void *user)
{
    const PageContext *page = user;
    const Image *image = kb_find_image(page->site->kb, path);
    reads_note_whole(page->site->reads, READ_IMAGES);
    if (image == NULL)
        return false;
    *found = (ProseImage){.url = g_strconcat(page->up, "../", path, NULL),
                          .width = image->width,
                          .height = image->height};
    return true;
}

const char *page_context_prose(const PageContext *page, const char *markdown, int heading_offset,
                               GHashTable *ids)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const ProseTargets targets = {.resolve = resolve_entry,
                                  .find_image = find_image,
                                  .name_part = page->format->has_parts ? NULL : name_part,
                                  .user = (void *)page};
    page->format->append_prose(markdown, heading_offset, &targets, ids, out);
    size_t length = out->len;
    while (length > 0 && out->str[length - 1] == '\n')
        length--;
    return arena_strndup(page->arena, out->str, length);
}

const char *page_context_file(const PageContext *page, const char *name)
{
    g_autofree char *escaped = g_uri_escape_string(name, NULL, TRUE);
    return arena_strdup(page->arena, escaped);
}

/* What RFC 3986 allows, without quotes, brackets and parentheses, which could end an attribute or a
 * Markdown destination, and without ";", which could end a character reference there. */
static bool is_url_byte(unsigned char c)
{
    return g_ascii_isalnum(c) || strchr("-._~:/?#@!$&*+,=%", c) != NULL;
}

const char *page_context_url(const PageContext *page, const char *url)
{
    if (g_ascii_strncasecmp(url, "http://", 7) != 0 && g_ascii_strncasecmp(url, "https://", 8) != 0)
        return NULL;
    g_autoptr(GString) safe = g_string_sized_new(strlen(url));
    for (const char *at = url; *at != '\0'; at++) {
        const unsigned char c = (unsigned char)*at;
        if (is_url_byte(c))
            g_string_append_c(safe, *at);
        else
            g_string_append_printf(safe, "%%%02X", c);
    }
    return arena_strndup(page->arena, safe->str, safe->len);
}
