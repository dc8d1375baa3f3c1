#include "diagram/picture.h"

#include "base/parallel.h"
#include "diagram/drawing.h"
#include "scene/dot.h"
#include "scene/heading.h"
#include "scene/mermaid.h"
#include "scene/svg.h"
#include "select/relation.h"
#include "words/claim_describe.h"
#include "words/edtf_describe.h"
#include "words/event_words.h"
#include "words/number_words.h"

#include <math.h>
#include <stdarg.h>

/* A new kind of diagram is one function in a file of its own, and one line here. */
static void (*const members[DIAGRAM_KIND_COUNT])(Drawing *) = {
    [DIAGRAM_TIMELINE] = timeline_draw, [DIAGRAM_LINEAGE] = lineage_draw,
    [DIAGRAM_PACKAGE] = package_draw,   [DIAGRAM_TOPOLOGY] = topology_draw,
    [DIAGRAM_CHART] = chart_draw,
};

void drawing_fail(Drawing *drawing, DiagId problem, const char *format, ...)
{
    if (drawing->failed)
        return;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    drawing->failed = true;
    drawing->problem = problem;
    drawing->message = arena_strdup(drawing->arena, message);
}

void drawing_fail_layout(Drawing *drawing, const LayoutFailure *failure)
{
    const char *name = drawing->plate->name;
    drawing->failed = false;
    if (failure->not_started)
        drawing_fail(drawing, DIAG_LAYOUT_NOT_STARTED,
                     "diagram '%s' could not be laid out: no process could be started for it: %s",
                     name, failure->problem);
    else
        drawing_fail(drawing, DIAG_LAYOUT_FAILED,
                     "diagram '%s' could not be laid out: the layout process failed: %s", name,
                     failure->problem);
}

const char *drawing_text(const Drawing *drawing, const Localised *text)
{
    return localised_get(text, drawing->language);
}

const char *drawing_event(const Drawing *drawing, const Milestone *milestone)
{
    return event_words_title(drawing->words, drawing->language, milestone, drawing->arena);
}

const char *drawing_word(const Drawing *drawing, const char *key)
{
    return words_get(drawing->words, key);
}

const char *drawing_fill(const Drawing *drawing, const char *key, const char *text)
{
    return words_fill(drawing->words, key, text, drawing->arena);
}

const char *drawing_join(const Drawing *drawing, const char *key, const char *first,
                         const char *second)
{
    return arena_printf(drawing->arena, "%s%s%s", first, drawing_word(drawing, key), second);
}

const char *drawing_count(const Drawing *drawing, size_t count)
{
    return number_of(drawing->arena, drawing->words, count);
}

const char *drawing_date(const Drawing *drawing, const Edtf *date)
{
    return edtf_describe(drawing->words, date, drawing->arena);
}

static void add_source(PictureSources *sources, const Entry *source, Arena *arena)
{
    enum { ROOM_FIRST = 8 };
    for (size_t i = 0; i < sources->count; i++)
        if (sources->items[i] == source)
            return;
    if (sources->count == sources->room) {
        const size_t room = MAX(2 * sources->room, ROOM_FIRST);
        const Entry **items = arena_new0(arena, const Entry *, room);
        for (size_t i = 0; i < sources->count; i++)
            items[i] = sources->items[i];
        *sources = (PictureSources){items, sources->count, room};
    }
    sources->items[sources->count++] = source;
}

void drawing_cite(const Drawing *drawing, const Claim *claim)
{
    for (size_t i = 0; claim != NULL && i < claim->citation_count; i++)
        if (claim->citations[i].source != NULL && !claim->citations[i].source->draft)
            add_source(drawing->sources, claim->citations[i].source, drawing->arena);
}

void drawing_cite_relation(const Drawing *drawing, const Entry *from, const Slot *slot,
                           const Entry *to)
{
    for (size_t i = 0; i < from->object.slot_count; i++) {
        const Claims *claims = &from->object.slots[i];
        for (size_t j = 0; claims->slot == slot && j < claims->count; j++)
            if (relation_leads_to(&claims->items[j], to))
                drawing_cite(drawing, &claims->items[j]);
    }
}

const char *drawing_claim(const Drawing *drawing, const Claim *claim)
{
    drawing_cite(drawing, claim);
    return claim_describe(drawing->arena, claim, drawing->language, drawing->words);
}

/* --- the table --- */

static void begin_table(Drawing *drawing)
{
    drawing->table = view_new_map(drawing->arena);
    drawing->columns = view_put_list(drawing->arena, drawing->table, "columns");
    drawing->rows = view_put_list(drawing->arena, drawing->table, "rows");
}

void drawing_add_columns(Drawing *drawing, const char *const *keys, size_t count)
{
    for (size_t i = 0; i < count; i++)
        drawing_add_column(drawing, drawing_word(drawing, keys[i]));
}

void drawing_add_column(Drawing *drawing, const char *title)
{
    view_append(drawing->columns, view_new_text(drawing->arena, title));
}

View *drawing_add_row(Drawing *drawing)
{
    return view_put_list(drawing->arena, view_append_map(drawing->arena, drawing->rows), "cells");
}

void drawing_add_cell(const Drawing *drawing, View *cells, const char *text, const Entry *entry)
{
    View *cell = view_append_map(drawing->arena, cells);
    view_put_text(drawing->arena, cell, "text", scene_clean(drawing->arena, text));
    const bool linked = entry != NULL && !entry->draft && entry->folder != NULL;
    view_put_text(drawing->arena, cell, "folder", linked ? entry->folder : NULL);
    view_put_text(drawing->arena, cell, "id", linked ? entry->id : NULL);
}

void drawing_add_sources(const Drawing *drawing, View *cells, const Claim *claim)
{
    g_autoptr(GString) names = g_string_new(NULL);
    drawing_cite(drawing, claim);
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Citation *citation = &claim->citations[i];
        g_string_append(names, i > 0 ? drawing_word(drawing, "title.semicolon") : "");
        g_string_append(names, citation->source != NULL
                                   ? drawing_text(drawing, citation->source->name)
                                   : citation->id);
    }
    drawing_add_cell(drawing, cells, arena_strdup(drawing->arena, names->str),
                     claim->citation_count == 1 ? claim->citations[0].source : NULL);
}

void drawing_show_text(Drawing *drawing, const char *text)
{
    static const double MARGIN = 20;
    const SceneBox *box =
        scene_add_text(&drawing->scene, ROLE_LEGEND, MARGIN, MARGIN, INFINITY, text);
    drawing->scene.width = box->width + 2 * MARGIN;
    drawing->scene.height = box->height + 2 * MARGIN;
}

void drawing_show_nothing(Drawing *drawing)
{
    drawing_show_text(drawing, drawing_word(drawing, "picture.nothing_known"));
}

void drawing_add_plate(const Drawing *drawing, View *cells, const Plate *plate)
{
    View *cell = view_append_map(drawing->arena, cells);
    view_put_text(drawing->arena, cell, "text",
                  scene_clean(drawing->arena, drawing_text(drawing, plate->title)));
    view_put_text(drawing->arena, cell, "folder", "diagrams");
    view_put_text(drawing->arena, cell, "id", plate->name);
}

/* --- pictures --- */

void picture_append_svg(const Picture *picture, const SvgTarget *target, GString *out)
{
    if (!picture->failed)
        svg_write(picture->scene, target, out);
}

void picture_append_dot(const Picture *picture, GString *out)
{
    if (!picture->failed)
        dot_write(picture->scene, out);
}

void picture_append_mermaid(const Picture *picture, GString *out, GString *lacks)
{
    if (!picture->failed)
        mermaid_write(picture->scene, out, lacks);
}

typedef struct Studio {
    const Kb *kb;
    const Plates *plates;
    const Words *const *words;
    const Layouter *layouter;
    LayoutSeries *series;
    Drawing **drawings;
    Pictures *pictures;
} Studio;

static void draw_one(size_t index, unsigned worker, void *user)
{
    (void)worker;
    const Studio *studio = user;
    const Kb *kb = studio->kb;
    Arena *arena = studio->pictures->arenas[index];
    Drawing *drawing = arena_new0(arena, Drawing, 1);
    drawing->kb = kb;
    drawing->plate = studio->plates->items[index / kb->language_count];
    drawing->diagram = drawing->plate->diagram;
    drawing->language = index % kb->language_count;
    drawing->words = studio->words[drawing->language];
    drawing->layouter = *studio->layouter;
    drawing->layouter.series = studio->series;
    drawing->layouter.turn = index;
    drawing->arena = arena;
    studio->drawings[index] = drawing;
    begin_table(drawing);
    drawing->sources = arena_new0(arena, PictureSources, 1);
    scene_init(&drawing->scene, arena);
    drawing->scene.name = drawing->plate->name;
    drawing->scene.language = kb->languages[drawing->language];
    drawing->scene.title = scene_clean(arena, drawing_text(drawing, drawing->plate->title));

    members[drawing->diagram->kind](drawing);
    /* Else a canvas would end within a pixel, and leave a line of half its colour. */
    drawing->scene.width = ceil(MAX(drawing->scene.width, heading_width_min(drawing->scene.title)));
    drawing->scene.height = ceil(drawing->scene.height);
    if (drawing->plate->description != NULL)
        drawing->scene.description =
            scene_clean(arena, drawing_text(drawing, drawing->plate->description));
}

/* The drawing becomes a picture, unless too many before it were late. */
static void finish_one(Studio *studio, size_t index)
{
    static const LayoutFailure given_up = {layout_given_up, false};
    Drawing *drawing = studio->drawings[index];
    if (!layout_series_settle(studio->series, index, studio->layouter->cache))
        drawing_fail_layout(drawing, &given_up);
    Picture *picture = arena_new0(drawing->arena, Picture, 1);
    *picture = (Picture){
        .plate = drawing->plate,
        .language = drawing->language,
        .scene = &drawing->scene,
        .table = drawing->table,
        .sources = drawing->sources,
        .failed = drawing->failed,
        .problem = drawing->problem,
        .message = drawing->message,
    };
    studio->pictures->items[index] = picture;
}

/* What the machine does not give goes without saying for each diagram. */
static void report_not_started(const Picture *first, size_t others, Diagnostics *diags)
{
    Diagnostic *d =
        diag_report(diags, first->problem, first->plate->diagram->span, "%s", first->message);
    if (others > 0)
        diag_hint(d, "the same goes for %zu other diagram%s", others, others > 1 ? "s" : "");
}

/* One warning a diagram, whatever the number of languages and parts. */
static void report_failures(const Pictures *pictures, Diagnostics *diags)
{
    const Diagram *reported = NULL;
    const Picture *not_started = NULL;
    size_t others = 0;
    for (size_t i = 0; i < pictures->count; i++) {
        const Picture *picture = pictures->items[i];
        const Diagram *diagram = picture->plate->diagram;
        if (!picture->failed || diagram == reported)
            continue;
        reported = diagram;
        if (picture->problem != DIAG_LAYOUT_NOT_STARTED)
            diag_report(diags, picture->problem, reported->span, "%s", picture->message);
        else if (not_started == NULL)
            not_started = picture;
        else
            others++;
    }
    if (not_started != NULL)
        report_not_started(not_started, others, diags);
}

Pictures *pictures_draw(const Kb *kb, const Plates *plates, const Words *const *words,
                        const Layouter *layouter, unsigned workers, Diagnostics *diags)
{
    Pictures *pictures = g_new0(Pictures, 1);
    pictures->count = plates->count * kb->language_count;
    pictures->items = g_new0(const Picture *, pictures->count);
    pictures->arenas = g_new0(Arena *, pictures->count);
    for (size_t i = 0; i < pictures->count; i++)
        pictures->arenas[i] = arena_new();
    g_autoptr(LayoutSeries) series = layout_series_new(pictures->count);
    g_autofree Drawing **drawings = g_new0(Drawing *, pictures->count);
    Studio studio = {kb, plates, words, layouter, series, drawings, pictures};
    parallel_for(pictures->count, MAX(workers, 1), draw_one, &studio);
    for (size_t i = 0; i < pictures->count; i++)
        finish_one(&studio, i);
    report_failures(pictures, diags);
    return pictures;
}

void pictures_free(Pictures *pictures)
{
    if (pictures == NULL)
        return;
    for (size_t i = 0; i < pictures->count; i++)
        arena_free(pictures->arenas[i]);
    g_free(pictures->arenas);
    g_free(pictures->items);
    g_free(pictures);
}
