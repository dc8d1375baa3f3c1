/*
 * An entry's page: what is known about it, grouped as the schema groups its slots, each value with
 * its sources as numbered notes; its milestones; its prose; and what it is related to, both ways.
 *
 * Nothing here knows a slot of the default schema but those that every class has (design 3.3).
 */
#include "diagram/neighbourhood.h"
#include "find/findings.h"
#include "model/anchors.h"
#include "model/place.h"
#include "page/cite.h"
#include "page/cited_claims.h"
#include "page/common_as_of.h"
#include "page/feeds.h"
#include "page/figures.h"
#include "page/json_ld.h"
#include "page/milestones.h"
#include "page/pages.h"
#include "page/related.h"
#include "page/slot_groups.h"
#include "page/statement.h"
#include "page/track.h"
#include "page/variants.h"

#include <string.h>

/* The table of single values. */

/* Appends a slot's row; returns whether any of its statements has an as-of date. */
static bool append_row(PageContext *page, View *rows, const Claims *claims)
{
    View *row = view_append_map(page->arena, rows);
    view_put_text(page->arena, row, "slot", claims->slot->name);
    view_put_text(page->arena, row, "title", page_context_get(page, &claims->slot->title));
    const char *description = page_context_own(page, &claims->slot->description);
    view_put_text(page->arena, row, "description", description);
    View *statements = view_put_list(page->arena, row, "statements");
    statement_append_claims(page, statements, claims);
    statement_put_anchors(page, statements, claims->slot->name);
    size_t count = 0;
    for (const View *statement = statements->first; statement != NULL; statement = statement->next)
        count++;
    view_put_text(page->arena, row, "span", count > 1 ? page_context_number(page, count) : NULL);
    statement_put_shared_conflict(page, row, claims);
    return statement_any_dated(statements);
}

static void put_groups(PageContext *page, const Entry *entry)
{
    View *groups = view_put_list(page->arena, page->root, "groups");
    bool dated = false;
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        if (place_of_slot(claims->slot) != PLACE_TABLE)
            continue;
        const char *title = slot_group_title(page, claims->slot);
        dated |= append_row(page, slot_group_rows(page, groups, title), claims);
    }
    view_put_bool(page->arena, page->root, "has_groups", groups->first != NULL);
    view_put_bool(page->arena, page->root, "dated", dated);
}

/* Tables of objects. */

static bool is_column(const Claims *objects, const Slot *slot)
{
    for (size_t i = 0; i < objects->count; i++) {
        const Value *value = &objects->items[i].value;
        if (value->kind == VALUE_OBJECT && object_find(value->object, slot->name) != NULL)
            return true;
    }
    return false;
}

static void append_object_row(PageContext *page, View *rows, const Claim *claim,
                              const Slot *const *columns, size_t column_count)
{
    View *row = view_append_map(page->arena, rows);
    View *cells = view_put_list(page->arena, row, "cells");
    for (size_t i = 0; i < column_count; i++) {
        View *cell = view_append_map(page->arena, cells);
        View *statements = view_put_list(page->arena, cell, "statements");
        const Claims *claims = claim->value.kind == VALUE_OBJECT
                                   ? object_find(claim->value.object, columns[i]->name)
                                   : NULL;
        if (claims != NULL)
            statement_append_inner(page, statements, claims);
        statement_put_shared_conflict(page, cell, claims);
    }
    statement_put_about(page, row, claim);
}

static void append_objects(PageContext *page, View *tables, const Claims *claims)
{
    const Class *class = claims->slot->range_class;
    const Slot **columns = arena_new0(page->arena, const Slot *, class->slot_count);
    size_t column_count = 0;
    View *table = view_append_map(page->arena, tables);
    view_put_text(page->arena, table, "slot", claims->slot->name);
    view_put_text(page->arena, table, "title", page_context_get(page, &claims->slot->title));
    View *heads = view_put_list(page->arena, table, "columns");
    for (size_t i = 0; i < class->slot_count; i++) {
        const Slot *slot = class->slots[i];
        if (!is_column(claims, slot))
            continue;
        columns[column_count++] = slot;
        View *head = view_append_map(page->arena, heads);
        view_put_text(page->arena, head, "title", page_context_get(page, &slot->title));
    }
    View *rows = view_put_list(page->arena, table, "rows");
    for (size_t i = 0; i < claims->count; i++)
        append_object_row(page, rows, &claims->items[i], columns, column_count);
    size_t number = 0;
    for (View *row = rows->first; row != NULL; row = row->next)
        view_put_text(page->arena, row, "anchor",
                      anchors_row(page->arena, claims->slot->name, ++number));
    view_put_bool(page->arena, table, "dated", statement_any_dated(rows));
}

static void put_object_tables(PageContext *page, const Entry *entry)
{
    View *tables = view_put_list(page->arena, page->root, "object_tables");
    for (size_t i = 0; i < entry->object.slot_count; i++)
        if (place_of_slot(entry->object.slots[i].slot) == PLACE_OBJECTS)
            append_objects(page, tables, &entry->object.slots[i]);
}

/* Prose, names, and what the reader can do. */

static void put_prose(PageContext *page, const Entry *entry)
{
    View *sections = view_put_list(page->arena, page->root, "prose");
    g_autoptr(GHashTable) ids = anchors_of_page(entry);
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        const Claim *claim = claims_best(claims);
        if (place_of_slot(claims->slot) != PLACE_PROSE || claim == NULL ||
            claim->value.kind != VALUE_TEXT)
            continue;
        View *section = view_append_map(page->arena, sections);
        view_put_text(page->arena, section, "slot", claims->slot->name);
        view_put_text(page->arena, section, "title", page_context_get(page, &claims->slot->title));
        const char *text = page_context_get(page, claim->value.localised);
        view_put_text(page->arena, section, "body", page_context_prose(page, text, 2, ids));
        /* What needs no source is our own wording. */
        if (claims->slot->sourced) {
            statement_put_about(page, section, claim);
        } else {
            view_put_bool(page->arena, section, "cites", false);
            statement_put_said(page, section, claim);
        }
    }
}

static void put_values(PageContext *page, const char *key, const Entry *entry, KnownSlot slot)
{
    const Claims *claims = object_claims(&entry->object, slot);
    View *list = view_put_list(page->arena, page->root, key);
    if (claims != NULL)
        statement_append_values(page, list, claims);
    view_put_bool(page->arena, page->root, arena_concat(page->arena, "has_", key),
                  list->first != NULL);
}

static void put_edit_link(PageContext *page, const Entry *entry)
{
    const char *pattern = page->site->kb->edit_url;
    const char *gap = pattern != NULL ? strstr(pattern, "{file}") : NULL;
    const char *url = NULL;
    if (gap != NULL) {
        g_autofree char *file = g_uri_escape_string(entry->file->relative, "/", TRUE);
        url = page_context_url(page, arena_printf(page->arena, "%.*s%s%s", (int)(gap - pattern),
                                                  pattern, file, gap + strlen("{file}")));
    }
    view_put_text(page->arena, page->root, "edit_url", url);
}

/* Where it stands as data: in a file of its own, and in its class's table. */
static void put_data_files(PageContext *page, const Entry *entry)
{
    View *files = view_put_map(page->arena, page->root, "data_files");
    view_put_text(page->arena, files, "folder", entry->folder);
    view_put_text(page->arena, files, "id", entry->id);
    view_put_text(page->arena, files, "class", page_context_file(page, entry->object.class->name));
}

/* Its place among the others, drawn; only where a page holds drawings itself. */
static void put_neighbourhood(PageContext *page, const Entry *entry)
{
    const Site *site = page->site;
    const char *drawing = NULL;
    if (page->format->inlines_pictures) {
        g_autoptr(GString) svg = g_string_new(NULL);
        const SvgTarget target = {.prefix = page->up, .extension = page->format->extension};
        const NeighbourhoodInput input = {site->kb, entry, page->language, page->words,
                                          site->reads};
        neighbourhood_draw(&input, &target, page->arena, svg);
        drawing = svg->len > 0 ? arena_strndup(page->arena, svg->str, svg->len) : NULL;
    }
    view_put_text(page->arena, page->root, "neighbourhood", drawing);
}

/* One line for search engines: the summary, else what sort of thing it is. */
static const char *describe(const PageContext *page, const Entry *entry)
{
    return entry->summary != NULL ? page_context_get(page, entry->summary)
                                  : page_context_get(page, &entry->object.class->title);
}

/* What the table of contents can lead to, in the order of the page (templates/html/entry.mustache).
 * Tables of objects and prose are lists, of which each item is a section of its own. */
static const struct PageSection {
    const char *key;    /* in the page's root */
    const char *anchor; /* NULL: by the item's slot */
    const char *word;
} SECTIONS[] = {
    {"has_groups", "entry-facts", "entry.facts"},
    {"variants", "entry-variants", "entry.variants"},
    {"has_milestones", "milestones", "entry.milestones"},
    {"track", "entry-track", "track.title"},
    {"object_tables", NULL, NULL},
    {"figures", "figures", "entry.figures"},
    {"prose", NULL, NULL},
    {"cited", "entry-cited", "cited.title"},
    {"has_related", "entry-related", "entry.related"},
    {"has_sources", "entry-sources", "entry.sources"},
};

static void append_line(const PageContext *page, View *lines, const char *anchor, const char *title)
{
    View *line = view_append_map(page->arena, lines);
    view_put_text(page->arena, line, "target", anchor);
    view_put_text(page->arena, line, "title", title);
}

static void append_section(const PageContext *page, View *lines, const struct PageSection *section)
{
    const View *field = view_get(page->root, section->key);
    if (section->anchor != NULL) {
        if (field->kind != VIEW_FALSE)
            append_line(page, lines, section->anchor, page_context_word(page, section->word));
        return;
    }
    for (const View *item = field->first; item != NULL; item = item->next)
        append_line(page, lines, view_get(item, "slot")->text, view_get(item, "title")->text);
}

/* Puts `contents`, and whether there is so much on the page that it needs them. */
static void put_contents(PageContext *page)
{
    enum { FEW = 3 };
    View *lines = view_put_list(page->arena, page->root, "contents");
    for (size_t i = 0; i < G_N_ELEMENTS(SECTIONS); i++)
        append_section(page, lines, &SECTIONS[i]);
    size_t count = 0;
    for (const View *line = lines->first; line != NULL; line = line->next)
        count++;
    view_put_bool(page->arena, page->root, "has_contents", count > FEW);
}

void page_fill_entry(PageContext *page, const void *subject)
{
    const Entry *entry = subject;
    const Class *class = entry->object.class;
    reads_note(page->site->reads, entry, READ_ENTRY);
    page->entry = entry;
    page_context_begin(page, &(PageHead){.self = site_path(page->site, entry),
                                         .heading = site_title(page->site, entry, page->language),
                                         .description = describe(page, entry),
                                         .listed = page_class_path(page, class)});
    page_context_put_parent(page, page_context_get(page, &class->plural),
                            page_class_path(page, class));
    view_put_text(page->arena, page->root, "id", entry->id);
    put_data_files(page, entry);
    view_put_text(page->arena, page->root, "kind", page_context_get(page, &class->title));
    common_as_of_put(page, entry);
    view_put_text(page->arena, page->root, "summary",
                  entry->summary != NULL ? page_context_get(page, entry->summary) : NULL);
    put_values(page, "aliases", entry, SLOT_ALIASES);
    put_values(page, "tags", entry, SLOT_TAGS);
    variants_put(page, entry);
    put_groups(page, entry);
    milestones_put(page, entry);
    track_put(page, entry);
    feeds_put_entry(page, entry);
    figures_put(page, entry);
    put_object_tables(page, entry);
    page_put_comparisons(page, entry);
    put_neighbourhood(page, entry);
    put_prose(page, entry);
    cited_claims_put(page, entry);
    related_put(page, entry);
    put_edit_link(page, entry);
    if (page->format->embeds_data)
        cite_put(page, entry);
    view_put_text(page->arena, page->root, "json_ld", json_ld_entry(page, entry));
    page_context_put_sources(page);
    put_contents(page);
}
