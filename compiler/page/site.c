#include "page/site.h"

#include "find/findings.h"

#include <string.h>

enum { LISTED_PAGES_MAX = 50 };

/* Where all free pages are listed; none of them can be there. */
#define PAGES_PATH "index/pages"

static const char *arena_join(Arena *arena, const char *a, const char *separator, const char *b)
{
    char *text = arena_alloc(arena, strlen(a) + strlen(separator) + strlen(b) + 1);
    g_stpcpy(g_stpcpy(g_stpcpy(text, a), separator), b);
    return text;
}

/* Addresses and titles. */

static void fill_paths(Site *site, Arena *arena)
{
    const Kb *kb = site->kb;
    site->paths = arena_new0(arena, const char *, kb->entry_count);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (entry->draft || entry->folder == NULL)
            continue;
        site->paths[i] = arena_join(arena, entry->folder, "/", entry->id);
    }
}

static const char *object_text(const Object *object, KnownSlot slot, size_t language)
{
    const Claim *claim = object_best(object, slot);
    return claim != NULL && claim->value.kind == VALUE_TEXT
               ? localised_get(claim->value.localised, language)
               : NULL;
}

/* "BR106: Tape-out" for a milestone or figure that nobody named. NULL: it is neither. */
static const char *composed_title(const Site *site, Arena *arena, const Entry *entry,
                                  size_t language)
{
    const Entry *subject = object_reference(&entry->object, SLOT_SUBJECT);
    const EnumValue *what = object_choice(&entry->object, SLOT_EVENT);
    if (what == NULL)
        what = object_choice(&entry->object, SLOT_MEASURE);
    if (subject == NULL || what == NULL)
        return NULL;
    return arena_join(arena, localised_get(subject->label, language),
                      words_get(site->words[language], "title.colon"),
                      localised_get(&what->title, language));
}

static const char *entry_title(const Site *site, Arena *arena, const Entry *entry, size_t language)
{
    if (object_claims(&entry->object, SLOT_NAME) == NULL) {
        const char *title = object_text(&entry->object, SLOT_TITLE, language);
        if (title == NULL)
            title = composed_title(site, arena, entry, language);
        if (title != NULL)
            return title;
    }
    return localised_get(entry->label, language);
}

static void fill_titles(Site *site, Arena *arena)
{
    const Kb *kb = site->kb;
    site->titles = arena_new0(arena, const char *, kb->entry_count * kb->language_count);
    const char **title = site->titles;
    for (size_t language = 0; language < kb->language_count; language++)
        for (size_t i = 0; i < kb->entry_count; i++)
            *title++ = entry_title(site, arena, kb->entries[i], language);
}

const char *site_path(const Site *site, const Entry *entry)
{
    reads_note(site->reads, entry, READ_TITLE);
    return site->paths[entry->index];
}

const char *site_title(const Site *site, const Entry *entry, size_t language)
{
    reads_note(site->reads, entry, READ_TITLE);
    return site->titles[language * site->kb->entry_count + entry->index];
}

/* Classes: what diagrams show comes first, what needs no source (sources, terms) last. */

static bool is_drawn(const Kb *kb, const Class *class)
{
    for (size_t i = 0; i < kb->diagram_count; i++)
        for (size_t k = 0; k < kb->diagrams[i]->class_count; k++)
            if (kb->diagrams[i]->kind == DIAGRAM_TIMELINE &&
                class_is_a(class, kb->diagrams[i]->classes[k]))
                return true;
    return false;
}

static unsigned class_weight(const Kb *kb, const Class *class)
{
    if (!class->sourced)
        return 2;
    return is_drawn(kb, class) ? 0 : 1;
}

static void add_class(Site *site, Arena *arena, const Class *class, size_t count)
{
    SiteClass *added = &site->classes[site->class_count++];
    added->class = class;
    added->entries = arena_new0(arena, const Entry *, count);
}

static void fill_entries(Site *site)
{
    const Kb *kb = site->kb;
    g_autoptr(GHashTable) classes = g_hash_table_new(NULL, NULL); /* Class -> SiteClass */
    for (size_t i = 0; i < site->class_count; i++)
        g_hash_table_insert(classes, (gpointer)site->classes[i].class, &site->classes[i]);
    for (size_t i = 0; i < kb->entry_count; i++) {
        if (site->paths[i] == NULL)
            continue;
        SiteClass *class = g_hash_table_lookup(classes, kb->entries[i]->object.class);
        class->entries[class->count++] = kb->entries[i];
        class->product_count += kb->entries[i]->base == NULL;
    }
}

bool site_stands_under_base(const Entry *entry)
{
    return entry->base != NULL && entry->base->object.class == entry->object.class;
}

/* Returns the list with the variants of each entry behind it. */
static const Entry **group_variants(const Entry *const *entries, size_t all, Arena *arena)
{
    const Entry **grouped = arena_new0(arena, const Entry *, all);
    size_t count = 0;
    for (size_t i = 0; i < all; i++) {
        const Entry *entry = entries[i];
        if (site_stands_under_base(entry))
            continue;
        grouped[count++] = entry;
        for (size_t k = 0; k < entry->variant_count; k++)
            if (site_stands_under_base(entry->variants[k]))
                grouped[count++] = entry->variants[k];
    }
    return grouped;
}

static void find_calendars(Site *site)
{
    const Agenda *agenda = &site->kb->findings->agenda;
    for (size_t i = 0; i < site->class_count; i++) {
        SiteClass *class = &site->classes[i];
        for (size_t k = 0; k < class->count && !class->has_calendar; k++)
            class->has_calendar = agenda_has_entry(agenda, class->entries[k]);
    }
}

/* Each language lists them by what they are called in it. */
static void sort_entries(Site *site, Arena *arena)
{
    const Kb *kb = site->kb;
    for (size_t i = 0; i < site->class_count; i++) {
        SiteClass *class = &site->classes[i];
        for (size_t language = 0; language < kb->language_count; language++) {
            const Entry **sorted = arena_new0(arena, const Entry *, class->count);
            memcpy(sorted, class->entries, class->count * sizeof *sorted);
            kb_sort_by_name(kb, sorted, class->count, language);
            class->by_name[language] = group_variants(sorted, class->count, arena);
        }
    }
}

static void fill_classes(Site *site, Arena *arena)
{
    const Kb *kb = site->kb;
    const Schema *schema = kb->schema;
    g_autoptr(GHashTable) counts = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Class *class = kb->entries[i]->object.class;
        if (site->paths[i] != NULL)
            g_hash_table_insert(
                counts, (gpointer) class,
                GSIZE_TO_POINTER(GPOINTER_TO_SIZE(g_hash_table_lookup(counts, class)) + 1));
    }
    site->classes = arena_new0(arena, SiteClass, schema->class_count);
    for (unsigned weight = 0; weight <= 2; weight++)
        for (size_t i = 0; i < schema->class_count; i++) {
            const Class *class = schema->classes[i];
            const size_t count = GPOINTER_TO_SIZE(g_hash_table_lookup(counts, class));
            if (count > 0 && class_weight(kb, class) == weight)
                add_class(site, arena, class, count);
        }
    fill_entries(site);
    find_calendars(site);
    sort_entries(site, arena);
}

/* Parts: what is too long for one page. */

static void cut_classes(Site *site, Arena *arena)
{
    for (size_t i = 0; i < site->class_count; i++) {
        SiteClass *class = &site->classes[i];
        const char *folder = class->class->folder;
        class->columns = class_columns_choose(class->class, class->entries, class->count,
                                              &site->kb->findings->plans, arena);
        class->parts =
            list_parts_make(arena, class, arena_join(arena, folder, "/", "index"), folder,
                            class->count, list_rows_max(class->columns.count + 1));
    }
}

static size_t count_items(const View *list)
{
    size_t count = 0;
    for (const View *item = list->first; item != NULL; item = item->next)
        count++;
    return count;
}

/* Pages after the first are called by the diagram's name, with a sign before it that no folder has.
 */
static ListParts cut_table(Arena *arena, const Plate *plate, const Picture *picture)
{
    const View *table = picture != NULL ? picture->table : NULL;
    const size_t columns = table != NULL ? count_items(view_get(table, "columns")) : 0;
    return list_parts_make(arena, plate, arena_join(arena, "diagrams", "/", plate->name),
                           arena_join(arena, "table", ".", plate->name),
                           table != NULL ? count_items(view_get(table, "rows")) : 0,
                           list_rows_max(columns));
}

static void cut_tables(Site *site, Arena *arena)
{
    const size_t languages = site->kb->language_count;
    site->table_parts = arena_new0(arena, ListParts, site->plates->count * languages + 1);
    for (size_t i = 0; i < site->plates->count; i++)
        for (size_t k = 0; k < languages; k++) {
            const Plate *plate = site->plates->items[i];
            site->table_parts[plate->index * languages + k] =
                cut_table(arena, plate, site_find_picture(site, plate, k));
        }
}

static size_t count_whole_plates(const Plates *plates)
{
    size_t count = 0;
    for (size_t i = 0; i < plates->count; i++)
        count += plates->items[i]->whole == NULL;
    return count;
}

/* The first free pages of a language stand in the navigation, which is on every page; what all
 * pages would not fit into has a list of its own. */
static void cut_pages(Site *site, Arena *arena, size_t language)
{
    const Kb *kb = site->kb;
    size_t count = 0;
    for (size_t i = 0; i < kb->page_count; i++)
        if (kb->pages[i]->language == language && ++count <= LISTED_PAGES_MAX)
            site->last_listed[language] = kb->pages[i];
    if (count > LISTED_PAGES_MAX)
        site->page_parts[language] =
            list_parts_make(arena, NULL, PAGES_PATH, "pages", count, ROWS_MAX);
}

/* Sources: what rests on each. */

static void sort_cited(SiteCited *cited, const Kb *kb, Arena *arena)
{
    const size_t count = cited->cited->entry_count;
    const Entry **entries = arena_new0(arena, const Entry *, count);
    g_autoptr(GHashTable) by_entry = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < count; i++) {
        entries[i] = cited->cited->entries[i].entry;
        g_hash_table_insert(by_entry, (gpointer)entries[i], &cited->cited->entries[i]);
    }
    for (size_t language = 0; language < kb->language_count; language++) {
        kb_sort_by_name(kb, entries, count, language);
        cited->by_name[language] = arena_new0(arena, const CitedEntry *, count);
        for (size_t i = 0; i < count; i++)
            cited->by_name[language][i] = g_hash_table_lookup(by_entry, entries[i]);
    }
}

/* Pages after the first are called by the source's id, with a sign before it that no folder has. */
static void fill_cited(Site *site, Arena *arena)
{
    const Kb *kb = site->kb;
    const Cited cited = cited_find(kb, arena);
    site->cited = arena_new0(arena, const SiteCited *, kb->entry_count);
    for (size_t i = 0; i < cited.count; i++) {
        if (cited.sources[i].entry_count == 0 || site->paths[i] == NULL)
            continue;
        SiteCited *of_source = arena_new0(arena, SiteCited, 1);
        of_source->source = kb->entries[i];
        of_source->cited = &cited.sources[i];
        sort_cited(of_source, kb, arena);
        of_source->parts = list_parts_make(arena, of_source, site->paths[i],
                                           arena_join(arena, "claims", ".", kb->entries[i]->id),
                                           cited.sources[i].claim_count, CLAIMS_MAX);
        site->cited[i] = of_source;
    }
}

static void cut_lists(Site *site, Arena *arena)
{
    const Report *report = &site->report;
    cut_classes(site, arena);
    site->comparisons = comparisons_find(site->kb, arena);
    site->comparison_parts =
        list_parts_make(arena, NULL, "compare", "compare", site->comparisons.count, ROWS_MAX);
    site->diagram_parts = list_parts_make(arena, NULL, "diagrams/index", "diagrams",
                                          count_whole_plates(site->plates), ROWS_MAX);
    cut_tables(site, arena);
    site->plan_parts = list_parts_make(
        arena, NULL, "what-moved", "what-moved",
        site->kb->findings->moves.count + site->kb->findings->corrections.count, STORIES_MAX);
    site->schedule_parts = list_parts_make(arena, NULL, "planned", "planned",
                                           site->kb->findings->schedule.count, STORIES_MAX);
    site->question_parts = list_parts_make(arena, NULL, "open-questions", "open-questions",
                                           site->questions.count, STORIES_MAX);
    site->report_parts = list_parts_make(
        arena, NULL, "report", "report",
        report->source_count + report->unsourced.count + report->untranslated.count, ROWS_MAX);
    for (size_t i = 0; i < site->kb->language_count; i++)
        cut_pages(site, arena, i);
}

/* Navigation: one tree for each language, in which no page is the current one yet. */

static void put_link(Arena *arena, View *list, const char *title, const char *path)
{
    View *item = view_append_map(arena, list);
    view_put_text(arena, item, "title", title);
    view_put_text(arena, item, "path", path);
    view_put_bool(arena, item, "current", false);
}

static void put_classes(const Site *site, Arena *arena, View *list, size_t language)
{
    for (size_t i = 0; i < site->class_count; i++) {
        const SiteClass *class = &site->classes[i];
        put_link(arena, list, localised_get(&class->class->plural, language),
                 class->parts.items[0].path);
    }
}

static bool is_listed(const Site *site, const Page *page)
{
    const Page *last = site->last_listed[page->language];
    return last != NULL && strcmp(page->name, last->name) <= 0;
}

static const char *page_path(Arena *arena, const Page *page)
{
    return arena_join(arena, "pages", "/", page->name);
}

static void put_pages(const Site *site, Arena *arena, View *list, size_t language)
{
    for (size_t i = 0; i < site->kb->page_count; i++) {
        const Page *page = site->kb->pages[i];
        if (page->language == language && is_listed(site, page))
            put_link(arena, list, page->title, page_path(arena, page));
    }
    if (site->page_parts[language].count > 0)
        put_link(arena, list, words_get(site->words[language], "pages.title"), PAGES_PATH);
}

const char *site_page_link(const Site *site, Arena *arena, const Page *page)
{
    return is_listed(site, page) ? page_path(arena, page) : PAGES_PATH;
}

static void put_views(const Site *site, Arena *arena, View *list, size_t language)
{
    const Words *words = site->words[language];
    if (site->kb->diagram_count > 0)
        put_link(arena, list, words_get(words, "diagrams.title"), "diagrams/index");
    put_link(arena, list, words_get(words, "planned.title"), "planned");
    put_link(arena, list, words_get(words, "plans.title"), "what-moved");
    put_link(arena, list, words_get(words, "questions.title"), "open-questions");
    put_link(arena, list, words_get(words, "report.title"), "report");
    put_link(arena, list, words_get(words, "data.title"), "data");
    put_pages(site, arena, list, language);
}

static void fill_navigations(Site *site, Arena *arena)
{
    for (size_t language = 0; language < site->kb->language_count; language++) {
        View *map = view_new_map(arena);
        put_views(site, arena, view_put_list(arena, map, "views"), language);
        put_classes(site, arena, view_put_list(arena, map, "classes"), language);
        site->navigations[language] = map;
    }
}

/* A link, as that of the current page. */
static void append_current(Arena *arena, View *list, const View *link)
{
    View *item = view_append_map(arena, list);
    for (const View *field = link->first; field != NULL; field = field->next)
        if (strcmp(field->key, "current") != 0)
            view_put_shared(arena, item, field->key, field);
    view_put_bool(arena, item, "current", true);
}

static bool is_link_to(const View *link, const char *path)
{
    return path != NULL && strcmp(view_get(link, "path")->text, path) == 0;
}

/* A list's copy in which the link to `path` is the current page's; without one, the list itself. */
static void put_links(Arena *arena, View *map, const View *links, const char *path)
{
    const View *current = links->first;
    while (current != NULL && !is_link_to(current, path))
        current = current->next;
    if (current == NULL) {
        view_put_shared(arena, map, links->key, links);
        return;
    }
    View *list = view_put_list(arena, map, links->key);
    for (const View *link = links->first; link != current; link = link->next)
        view_append_shared(arena, list, link);
    append_current(arena, list, current);
    list->last->next = current->next; /* what follows is the shared list again */
    list->last = current->next != NULL ? links->last : list->last;
}

void site_put_navigation(const Site *site, Arena *arena, View *map, size_t language,
                         const char *path)
{
    View *navigation = view_put_map(arena, map, "navigation");
    for (const View *links = site->navigations[language]->first; links != NULL; links = links->next)
        put_links(arena, navigation, links, path);
}

const Picture *site_find_picture(const Site *site, const Plate *plate, size_t language)
{
    const size_t index = plate->index * site->kb->language_count + language;
    return index < site->picture_count ? site->pictures[index] : NULL;
}

const ListParts *site_find_table(const Site *site, const Plate *plate, size_t language)
{
    return &site->table_parts[plate->index * site->kb->language_count + language];
}

Site *site_build(Arena *arena, const Kb *kb, const Plates *plates, const Words *const *words,
                 const Picture *const *pictures, size_t picture_count)
{
    Site *site = arena_new0(arena, Site, 1);
    site->kb = kb;
    site->plates = plates;
    for (size_t i = 0; i < kb->language_count; i++)
        site->words[i] = words[i];
    site->pictures = pictures;
    site->picture_count = picture_count;
    fill_paths(site, arena);
    fill_titles(site, arena);
    fill_classes(site, arena);
    fill_cited(site, arena);
    site->questions = questions_find(kb, plates, arena);
    site->report = report_build(kb, &site->questions, arena);
    cut_lists(site, arena);
    fill_navigations(site, arena);
    return site;
}
