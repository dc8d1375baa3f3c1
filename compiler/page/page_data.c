/* What there is to take away: every file of data/, with its columns and how many rows it has. */
#include "page/data_files.h"
#include "page/pages.h"

#include <string.h>

/* `folder` is below the site; the language's pages are in another one. */
static void append_file(PageContext *page, View *list, const char *folder, const char *name,
                        const char *about)
{
    View *item = view_append_map(page->arena, list);
    view_put_text(page->arena, item, "folder", folder);
    view_put_text(page->arena, item, "name", name);
    view_put_text(page->arena, item, "about", page_context_word(page, about));
}

static void put_files(PageContext *page)
{
    View *list = view_put_list(page->arena, page->root, "files");
    append_file(page, list, "data/", "kb.json", "data.claims");
    append_file(page, list, "data/", "kb.sqlite", "data.database");
    append_file(page, list, "data/", "schema.json", "data.schema");
    append_file(page, list, "data/", "datapackage.json", "data.package");
    append_file(page, list, "", "llms.txt", "data.llms");
    if (page->site->kb->base_url != NULL)
        append_file(page, list, "", "sitemap.xml", "data.sitemap");
}

/* What a table holds that is no class's. */
static const char *whole_title(const PageContext *page, const DataTable *table)
{
    if (strcmp(table->name, "milestones") == 0)
        return page_context_word(page, "data.all_milestones");
    return strcmp(table->name, "figures") == 0 ? page_context_word(page, "data.all_figures")
                                               : page_context_word(page, "data.all_claims");
}

static void append_table(PageContext *page, View *list, const DataTable *table)
{
    Arena *arena = page->arena;
    View *item = view_append_map(arena, list);
    view_put_text(arena, item, "name", table->name);
    view_put_text(arena, item, "file", page_context_file(page, table->name));
    view_put_text(arena, item, "title",
                  table->class != NULL ? page_context_get(page, &table->class->plural)
                                       : whole_title(page, table));
    view_put_text(arena, item, "rows",
                  page_context_count(page, table->count_rows(table, page->site->kb)));
    view_put_text(arena, item, "count", page_context_count(page, table->column_count));
    View *columns = view_put_list(arena, item, "columns");
    for (size_t i = 0; i < table->column_count; i++) {
        View *column = view_append_map(arena, columns);
        view_put_text(arena, column, "column", table->columns[i]);
        view_put_bool(arena, column, "last", i + 1 == table->column_count);
    }
}

void page_fill_data(PageContext *page, const void *subject)
{
    const DataFiles *files = subject;
    reads_note_whole(page->site->reads, READ_ALL); /* how many rows there are */
    page_context_begin(page, &(PageHead){.self = "data",
                                         .heading = page_context_word(page, "data.title"),
                                         .description = page_context_word(page, "data.lead"),
                                         .listed = "data"});
    put_files(page);
    View *tables = view_put_list(page->arena, page->root, "tables");
    for (size_t i = 0; i < files->count; i++)
        append_table(page, tables, &files->tables[i]);
}
