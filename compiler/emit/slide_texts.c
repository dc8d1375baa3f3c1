#include "emit/slide_texts.h"

#include "scene/metrics.h"
#include "words/edtf_describe.h"
#include "words/number_words.h"

typedef struct SlideTexts {
    const Kb *kb;
    const Words *words;
    const Picture *picture;
    Arena *arena;
} SlideTexts;

static const char *name_of(const SlideTexts *texts, const Entry *source)
{
    return scene_clean(texts->arena, localised_get(source->label, texts->picture->language));
}

/* --- the slide's feet --- */

static const char *as_of_line(const SlideTexts *texts)
{
    if (!texts->kb->has_as_of)
        return NULL;
    return arena_concat(texts->arena, words_get(texts->words, "site.as_of"),
                        edtf_describe(texts->words, &texts->kb->as_of, texts->arena));
}

/* As many names as there is room for; the notes have them all. */
static const char *sources_line(const SlideTexts *texts)
{
    static const double ROOM = DECK_WIDTH * DECK_FOOT_LINES * 0.9; /* names break between words */
    const PictureSources *sources = texts->picture->sources;
    g_autoptr(GString) line = g_string_new(NULL);
    double width = 0;
    for (size_t i = 0; i < sources->count; i++) {
        const char *name = name_of(texts, sources->items[i]);
        width += metrics_width(name, DECK_FOOT_SIZE, false) + DECK_FOOT_SIZE;
        g_string_append(line, i > 0 ? words_get(texts->words, "title.semicolon") : "");
        if (width > ROOM) {
            g_string_append(line,
                            words_fill(texts->words, "slide.more_sources",
                                       number_of(texts->arena, texts->words, sources->count - i),
                                       texts->arena));
            break;
        }
        g_string_append(line, name);
    }
    if (line->len == 0)
        return NULL;
    return words_fill(texts->words, "slide.sources", line->str, texts->arena);
}

static const char *site_address(const SlideTexts *texts)
{
    const Kb *kb = texts->kb;
    return kb->base_url != NULL ? arena_concat(texts->arena, kb->base_url,
                                               kb->languages[texts->picture->language], "/")
                                : NULL;
}

static const char *page_address(const SlideTexts *texts)
{
    const char *site = site_address(texts);
    g_autofree char *name = g_uri_escape_string(texts->picture->plate->name, NULL, FALSE);
    return site != NULL ? arena_concat(texts->arena, site, "diagrams/", name, ".html") : NULL;
}

/* --- the notes --- */

static void put_line(GString *notes, const char *text)
{
    g_string_append(notes, text);
    g_string_append_c(notes, '\n');
}

static void put_cells(const SlideTexts *texts, GString *notes, const View *first)
{
    for (const View *cell = first; cell != NULL; cell = cell->next) {
        const View *text = cell->kind == VIEW_MAP ? view_find(cell, view_key("text")) : cell;
        g_string_append(notes, cell == first ? "" : "\t");
        if (text != NULL && text->kind == VIEW_TEXT)
            g_string_append(notes, scene_clean(texts->arena, text->text));
    }
    g_string_append_c(notes, '\n');
}

static void put_table(const SlideTexts *texts, GString *notes)
{
    const View *table = texts->picture->table;
    put_cells(texts, notes, view_find(table, view_key("columns"))->first);
    for (const View *row = view_find(table, view_key("rows"))->first; row != NULL; row = row->next)
        put_cells(texts, notes, view_find(row, view_key("cells"))->first);
}

static void put_source(const SlideTexts *texts, GString *notes, const Entry *source)
{
    const Claim *url = object_best(&source->object, SLOT_URL);
    g_string_append(notes, name_of(texts, source));
    if (url != NULL && url->value.kind == VALUE_STRING)
        g_string_append_printf(notes, "\t%s", scene_clean(texts->arena, url->value.text));
    g_string_append_c(notes, '\n');
}

/* Cells are apart by tabs, so that what is copied into a sheet is a table there. */
static const char *notes_of(const SlideTexts *texts, const DeckSlide *slide)
{
    g_autoptr(GString) notes = g_string_new(NULL);
    const PictureSources *sources = texts->picture->sources;
    put_line(notes, texts->picture->scene->title);
    if (texts->picture->scene->description != NULL)
        put_line(notes, texts->picture->scene->description);
    if (slide->as_of != NULL)
        put_line(notes, slide->as_of);
    put_line(notes, "");
    put_table(texts, notes);
    put_line(notes, "");
    if (sources->count > 0)
        put_line(notes, words_get(texts->words, "entry.sources"));
    for (size_t i = 0; i < sources->count; i++)
        put_source(texts, notes, sources->items[i]);
    return arena_strndup(texts->arena, notes->str, notes->len - 1);
}

void slide_texts_fill(DeckSlide *slide, const Kb *kb, const Words *words, const Picture *picture,
                      Arena *arena)
{
    const SlideTexts texts = {kb, words, picture, arena};
    slide->title = picture->scene->title;
    slide->language = kb->languages[picture->language];
    slide->as_of = as_of_line(&texts);
    slide->sources = sources_line(&texts);
    slide->site = site_address(&texts);
    slide->page = page_address(&texts);
    slide->notes = notes_of(&texts, slide);
}
