/*
 * The parts of a presentation. What says the same in all of them, and what lists slides, are
 * templates (templates/slides); this file knows which part is made of which, and its type.
 */
#include "scene/deck.h"

#include "base/text.h"
#include "scene/archive.h"
#include "scene/deck_slide.h"
#include "scene/look.h"
#include "template/template.h"

#include <gio/gio.h>
#include <string.h>

GResource *dieline_get_resource(void); /* generated from templates/ */

#define TEMPLATES "/dieline/templates/slides/"

/* In this order: readers want the types first. {} is the slide's number. */
static const struct DeckPart {
    const char *path;
    const char *template; /* NULL: it is written by deck_slide_append() */
    bool each;            /* once for each slide */
} deck_parts[] = {
    {"[Content_Types].xml", "content_types", false},
    {"_rels/.rels", "package_rels", false},
    {"docProps/core.xml", "core", false},
    {"docProps/app.xml", "app", false},
    {"ppt/presentation.xml", "presentation", false},
    {"ppt/_rels/presentation.xml.rels", "presentation_rels", false},
    {"ppt/theme/theme1.xml", "theme", false},
    {"ppt/theme/theme2.xml", "notes_theme", false},
    {"ppt/slideMasters/slideMaster1.xml", "master", false},
    {"ppt/slideMasters/_rels/slideMaster1.xml.rels", "master_rels", false},
    {"ppt/slideLayouts/slideLayout1.xml", "layout", false},
    {"ppt/slideLayouts/_rels/slideLayout1.xml.rels", "layout_rels", false},
    {"ppt/notesMasters/notesMaster1.xml", "notes_master", false},
    {"ppt/notesMasters/_rels/notesMaster1.xml.rels", "notes_master_rels", false},
    {"ppt/slides/slide{}.xml", NULL, true},
    {"ppt/slides/_rels/slide{}.xml.rels", "slide_rels", true},
    {"ppt/notesSlides/notesSlide{}.xml", "notes", true},
    {"ppt/notesSlides/_rels/notesSlide{}.xml.rels", "notes_rels", true},
};

typedef struct DeckWriter {
    const Deck *deck;
    Archive *archive;
    TemplateSet *templates;
    Arena *arena;
    View *root; /* of what is about the deck */
} DeckWriter;

/* --- templates --- */

static void add_template(TemplateSet *set, const char *file)
{
    g_autofree char *path = g_strconcat(TEMPLATES, file, NULL);
    g_autoptr(GBytes) bytes =
        g_resource_lookup_data(dieline_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_autofree char *name = g_strndup(file, strcspn(file, "."));
    TemplateError error;
    const bool parsed =
        template_set_add(set, name, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), &error);
    g_assert(parsed);
}

static TemplateSet *load_templates(void)
{
    TemplateSet *set = template_set_new(ESCAPE_HTML);
    g_auto(GStrv) files = g_resource_enumerate_children(dieline_get_resource(), TEMPLATES,
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    for (char **file = files; *file != NULL; file++)
        add_template(set, *file);
    return set;
}

/* --- what they show --- */

/* Hexadecimal digits without the "#". */
static void put_colour(const DeckWriter *writer, View *view, const char *key, const char *light,
                       bool dark)
{
    view_put_text_at(writer->arena, view, view_key(key),
                     (dark ? look_dark_colour(light) : light) + 1);
}

/* The theme's colours; text and canvas change places in the dark (`clrMap` in the master). */
static void put_theme(const DeckWriter *writer, const char *key, bool dark)
{
    enum { ACCENTS = 6 };
    View *theme = view_put_map_at(writer->arena, writer->root, view_key(key));
    View *accents = view_put_list(writer->arena, theme, "accents");
    put_colour(writer, theme, "dark", dark ? COLOUR_CANVAS : COLOUR_INK, dark);
    put_colour(writer, theme, "light", dark ? COLOUR_INK : COLOUR_CANVAS, dark);
    put_colour(writer, theme, "dark_second", dark ? COLOUR_GRID : COLOUR_MUTED, dark);
    put_colour(writer, theme, "light_second", dark ? COLOUR_MUTED : COLOUR_GRID, dark);
    put_colour(writer, theme, "link", look_hues[0].strong, dark);
    for (unsigned i = 0; i < ACCENTS; i++) {
        View *accent = view_append_map(writer->arena, accents);
        view_put_text(writer->arena, accent, "number", arena_printf(writer->arena, "%u", i + 1));
        put_colour(writer, accent, "colour", look_hues[i].strong, dark);
    }
}

/* The font of Han and Kana where the text's language has one of its own. */
static const char *east_asian_font(const Deck *deck)
{
    const bool japanese = deck->slide_count > 0 && strcmp(deck->slides[0].language, "ja") == 0;
    return japanese ? "Yu Gothic" : "Microsoft YaHei";
}

static void put_slides(const DeckWriter *writer)
{
    enum { FIRST_ID = 256, FIRST_RELATION = 10 };
    View *slides = view_put_list(writer->arena, writer->root, "slides");
    for (size_t i = 0; i < writer->deck->slide_count; i++) {
        View *slide = view_append_map(writer->arena, slides);
        view_put_text(writer->arena, slide, "number", arena_printf(writer->arena, "%zu", i + 1));
        view_put_text(writer->arena, slide, "id", arena_printf(writer->arena, "%zu", FIRST_ID + i));
        view_put_text(writer->arena, slide, "relation",
                      arena_printf(writer->arena, "rId%zu", FIRST_RELATION + i));
    }
}

static void put_deck(DeckWriter *writer)
{
    writer->root = view_new_map(writer->arena);
    view_put_text(writer->arena, writer->root, "title", writer->deck->title);
    view_put_text(writer->arena, writer->root, "date", writer->deck->date);
    view_put_text(writer->arena, writer->root, "asian_font", east_asian_font(writer->deck));
    view_put_bool(writer->arena, writer->root, "is_dark", writer->deck->dark);
    put_theme(writer, "colours", writer->deck->dark);
    put_theme(writer, "notes_colours", false); /* notes are printed */
    put_slides(writer);
}

/* --- parts --- */

static void add_rendered(const DeckWriter *writer, const char *path, const char *template,
                         const View *view)
{
    GString *bytes = g_string_new(NULL);
    const bool rendered = template_render(writer->templates, template, view, bytes);
    g_assert(rendered);
    archive_add(writer->archive, path, bytes);
}

static View *slide_view(const DeckWriter *writer, size_t index, const GPtrArray *links)
{
    const DeckSlide *slide = &writer->deck->slides[index];
    View *view = view_new_map(writer->arena);
    view_put_text(writer->arena, view, "number", arena_printf(writer->arena, "%zu", index + 1));
    view_put_text(writer->arena, view, "language", slide->language);
    View *all = view_put_list(writer->arena, view, "links");
    for (guint i = 0; i < links->len; i++) {
        View *link = view_append_map(writer->arena, all);
        view_put_text(writer->arena, link, "number",
                      arena_printf(writer->arena, "%u", DECK_FIRST_LINK + i));
        view_put_text(writer->arena, link, "address", arena_strdup(writer->arena, links->pdata[i]));
    }
    View *lines = view_put_list(writer->arena, view, "notes");
    g_auto(GStrv) notes = g_strsplit(slide->notes, "\n", -1);
    for (char **line = notes; *line != NULL; line++)
        view_put_text(writer->arena, view_append_map(writer->arena, lines), "line",
                      arena_strdup(writer->arena, *line));
    return view;
}

static void add_slide(const DeckWriter *writer, size_t index)
{
    g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func(g_free);
    GString *slide = g_string_new(NULL);
    deck_slide_append(writer->deck, &writer->deck->slides[index], links, slide);
    const View *view = slide_view(writer, index, links);
    for (size_t i = 0; i < G_N_ELEMENTS(deck_parts); i++) {
        const struct DeckPart *part = &deck_parts[i];
        if (!part->each)
            continue;
        g_autofree char *number = g_strdup_printf("%zu", index + 1);
        g_auto(GStrv) pieces = g_strsplit(part->path, "{}", 2);
        g_autofree char *path = g_strjoinv(number, pieces);
        if (part->template != NULL)
            add_rendered(writer, path, part->template, view);
        else
            archive_add(writer->archive, path, slide);
    }
}

static void add_parts(const DeckWriter *writer)
{
    for (size_t i = 0; i < G_N_ELEMENTS(deck_parts); i++)
        if (!deck_parts[i].each)
            add_rendered(writer, deck_parts[i].path, deck_parts[i].template, writer->root);
    for (size_t i = 0; i < writer->deck->slide_count; i++)
        add_slide(writer, i);
}

bool deck_append(const Deck *deck, GString *out, char **problem)
{
    g_autoptr(Archive) archive = archive_new();
    g_autoptr(TemplateSet) templates = load_templates();
    Arena *arena = arena_new();
    DeckWriter writer = {deck, archive, templates, arena, NULL};
    put_deck(&writer);
    add_parts(&writer);
    arena_free(arena);
    return archive_append(archive, out, problem);
}
