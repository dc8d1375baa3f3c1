#include "emit/slides.h"

#include "emit/slide_texts.h"
#include "emit/slides_fonts.h"
#include "emit/slides_size.h"
#include "scene/raster.h"

#include <errno.h>
#include <string.h>

/* What is asked for. */
typedef struct Slides {
    const Kb *kb;
    const Words *const *words; /* one item a language */
    const SlideOptions *options;
    const char *folder;
    Diagnostics *diags;
    SlidesDone *done;
} Slides;

static const struct {
    const char *name;
    const char *extension;
} formats[SLIDE_FORMAT_COUNT] = {
    [SLIDE_SVG] = {"svg", "svg"},    [SLIDE_DOT] = {"dot", "dot"},
    [SLIDE_PNG] = {"png", "png"},    [SLIDE_PDF] = {"pdf", "pdf"},
    [SLIDE_PPTX] = {"pptx", "pptx"}, [SLIDE_MERMAID] = {"mermaid", "mmd"},
};

const char *slide_format_name(SlideFormat format)
{
    return formats[format].name;
}

const char *slide_format_extension(SlideFormat format)
{
    return formats[format].extension;
}

bool slide_format_find(const char *name, SlideFormat *format)
{
    for (unsigned i = 0; i < SLIDE_FORMAT_COUNT; i++)
        if (strcmp(formats[i].name, name) == 0) {
            *format = (SlideFormat)i;
            return true;
        }
    return false;
}

/* A picture on its own, as a slide needs it: wherever that lies, its links hold. */
static void append_slide_svg(const Kb *kb, const Picture *picture, SvgTheme theme, double scale,
                             GString *out)
{
    g_autofree char *prefix =
        kb->base_url != NULL
            ? g_strconcat(kb->base_url, kb->languages[picture->language], "/", NULL)
            : NULL;
    const SvgTarget target = {
        .prefix = prefix, .extension = ".html", .standalone = true, .theme = theme, .scale = scale};
    picture_append_svg(picture, &target, out);
}

/* When the picture is from: not the clock's time. NULL: not known. Caller frees. */
static char *date_of(const Kb *kb)
{
    g_autofree char *day = kb->has_as_of ? edtf_format_day(kb->as_of.latest) : NULL;
    return day != NULL ? g_strconcat(day, "T00:00:00Z", NULL) : NULL;
}

/* Adds the picture's slide, and then one for each part if its texts are small on it. */
static void add_slides(const Slides *slides, const Picture *picture, Arena *arena, GArray *all)
{
    DeckSlide slide = {.scene = picture->scene};
    slide_texts_fill(&slide, slides->kb, slides->words[picture->language], picture, arena);
    g_array_append_val(all, slide);
    g_autoptr(GPtrArray) parts = deck_cut(picture->scene, arena);
    for (guint i = 0; i < parts->len; i++) {
        DeckSlide part = slide;
        part.scene = parts->pdata[i];
        part.title = arena_printf(arena, "%s · %u/%u", slide.title, i + 1, parts->len);
        g_array_append_val(all, part);
    }
}

static bool append_slides(const Kb *kb, const char *title, SvgTheme theme, const GArray *all,
                          GString *out, char **problem)
{
    g_autofree char *date = date_of(kb);
    const Deck deck = {
        .title = title,
        .date = date,
        .dark = theme == SVG_THEME_DARK,
        .slides = (const DeckSlide *)(const void *)all->data,
        .slide_count = all->len,
    };
    return deck_append(&deck, out, problem);
}

static bool append_deck(const Slides *slides, const Picture *picture, GString *out, char **problem)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(DeckSlide));
    add_slides(slides, picture, arena, all);
    return append_slides(slides->kb, picture->scene->title, slides->options->theme, all, out,
                         problem);
}

/* Programs that make pixels know no style sheets: the theme is the light one if none is asked for.
 */
static bool append_raster(const Kb *kb, const Picture *picture, const SlideOptions *options,
                          SlideFormat format, GString *out, char **problem)
{
    g_autoptr(GString) svg = g_string_new(NULL);
    append_slide_svg(kb, picture,
                     options->theme == SVG_THEME_READER ? SVG_THEME_LIGHT : options->theme, 1, svg);
    g_autofree char *date = date_of(kb);
    const Raster raster = {
        .format = format == SLIDE_PNG ? RASTER_PNG : RASTER_PDF,
        .scale = slide_scale(options, format, picture->scene),
        .title = picture->scene->title,
        .date = date,
    };
    return raster_append(&raster, svg, out, problem);
}

/* Says something of a picture once, whatever the number of pictures and languages. */
static void add_note(SlidesDone *done, const char *plate, const char *text)
{
    for (guint i = 0; i < done->notes->len; i++) {
        SlideNote *note = done->notes->pdata[i];
        if (strcmp(note->text, text) != 0)
            continue;
        if (strcmp(note->last, plate) != 0)
            g_string_append_printf(note->names, ", %s", plate);
        note->last = plate;
        return;
    }
    SlideNote *note = g_new0(SlideNote, 1);
    *note = (SlideNote){g_string_new(plate), g_strdup(text), plate};
    g_ptr_array_add(done->notes, note);
}

static void append_mermaid(const Picture *picture, GString *out, SlidesDone *done)
{
    g_autoptr(GString) lacks = g_string_new(NULL);
    picture_append_mermaid(picture, out, lacks);
    g_auto(GStrv) lines = g_strsplit(lacks->str, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (**line != '\0')
            add_note(done, picture->plate->name, *line);
}

static bool append_picture(const Slides *slides, const Picture *picture, SlideFormat format,
                           GString *out, char **problem)
{
    const Kb *kb = slides->kb;
    const SlideOptions *options = slides->options;
    switch (format) {
    case SLIDE_DOT:
        picture_append_dot(picture, out);
        return true;
    case SLIDE_MERMAID:
        append_mermaid(picture, out, slides->done);
        return true;
    case SLIDE_PNG:
    case SLIDE_PDF:
        return append_raster(kb, picture, options, format, out, problem);
    case SLIDE_PPTX:
        return append_deck(slides, picture, out, problem);
    default:
        append_slide_svg(kb, picture, options->theme, slide_scale(options, format, picture->scene),
                         out);
        return true;
    }
}

/* Writes what was drawn, or says what went wrong. */
static bool write_file(const char *path, const GString *bytes, const char *problem,
                       Diagnostics *diags)
{
    g_autoptr(GError) error = NULL;
    if (problem == NULL && g_file_set_contents(path, bytes->str, (gssize)bytes->len, &error))
        return true;
    if (problem == NULL)
        diag_report(diags, DIAG_FS_UNWRITABLE, (Span){0}, "%s", error->message);
    else
        diag_report(diags, DIAG_FS_UNWRITABLE, (Span){0}, "cannot draw '%s': %s", path, problem);
    return false;
}

static bool write_picture(const Slides *slides, const Picture *picture, SlideFormat format)
{
    const Kb *kb = slides->kb;
    g_autofree char *name =
        g_strdup_printf("%s.%s.%s", picture->plate->name, kb->languages[picture->language],
                        slide_format_extension(format));
    g_autofree char *path = g_build_filename(slides->folder, name, NULL);
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autofree char *problem = NULL;
    append_picture(slides, picture, format, bytes, &problem);
    return write_file(path, bytes, problem, slides->diags);
}

bool slides_wants(const SlideOptions *options, const Plate *plate)
{
    return options->name == NULL || strcmp(plate->diagram->name, options->name) == 0;
}

static void note_free(gpointer data)
{
    SlideNote *note = data;
    g_string_free(note->names, TRUE);
    g_free(note->text);
    g_free(note);
}

void slides_done_init(SlidesDone *done)
{
    *done = (SlidesDone){.notes = g_ptr_array_new_with_free_func(note_free)};
}

void slides_done_clear(SlidesDone *done)
{
    g_free(done->refusal);
    g_ptr_array_unref(done->notes);
}

static bool wants_picture(const Slides *slides, const Picture *picture)
{
    const size_t language = slides->options->language;
    return !picture->failed && slides_wants(slides->options, picture->plate) &&
           (language == slides->kb->language_count || language == picture->language);
}

/* Returns those that are asked for; the caller frees the array. */
static GPtrArray *list_wanted(const Slides *slides, const Pictures *pictures)
{
    GPtrArray *wanted = g_ptr_array_new();
    for (size_t i = 0; i < pictures->count; i++)
        if (wants_picture(slides, pictures->items[i]))
            g_ptr_array_add(wanted, (gpointer)pictures->items[i]);
    return wanted;
}

/* Looks at one picture in one format before any is drawn; false: it is refused. */
static bool look_at(const Slides *slides, const Picture *picture, SlideFormat format)
{
    g_autofree char *note = slide_size_note(slides->options, format, picture);
    if (note != NULL)
        add_note(slides->done, picture->plate->name, note);
    slides->done->refusal = slide_size_problem(slides->options, format, picture);
    return slides->done->refusal == NULL;
}

static bool look_at_all(const Slides *slides, const GPtrArray *wanted)
{
    const bool *wants = slides->options->formats;
    for (unsigned format = 0; format < SLIDE_FORMAT_COUNT; format++)
        for (guint i = 0; wants[format] && i < wanted->len; i++)
            if (!look_at(slides, wanted->pdata[i], (SlideFormat)format))
                return false;
    if (wants[SLIDE_PNG] || wants[SLIDE_PDF])
        slides_check_fonts((const Picture *const *)wanted->pdata, wanted->len, slides->diags);
    return !diagnostics_has_errors(slides->diags);
}

/* Writes one picture in each format that is asked for. */
static bool write_formats(const Slides *slides, const Picture *picture)
{
    for (unsigned format = 0; format < SLIDE_FORMAT_COUNT; format++) {
        if (!slides->options->formats[format])
            continue;
        if (!write_picture(slides, picture, (SlideFormat)format))
            return false;
        slides->done->written++;
    }
    return true;
}

static bool make_folder(const Slides *slides)
{
    if (g_mkdir_with_parents(slides->folder, 0777) == 0)
        return true;
    diag_report(slides->diags, DIAG_FS_UNWRITABLE, (Span){0}, "cannot make the folder '%s': %s",
                slides->folder, g_strerror(errno));
    return false;
}

bool slides_write(const Kb *kb, const Words *const *words, const Pictures *pictures,
                  const SlideOptions *options, const char *folder, Diagnostics *diags,
                  SlidesDone *done)
{
    const Slides slides = {kb, words, options, folder, diags, done};
    g_autoptr(GPtrArray) wanted = list_wanted(&slides, pictures);
    if (!look_at_all(&slides, wanted) || !make_folder(&slides))
        return false;
    for (guint i = 0; i < wanted->len; i++)
        if (!write_formats(&slides, wanted->pdata[i]))
            return false;
    return true;
}

Plates slides_choose(const DeckOptions *options, const Plates *plates, Arena *arena)
{
    size_t room = 0;
    for (const char *const *name = options->names; *name != NULL; name++)
        room += plates->count;
    Plates chosen = {arena_new0(arena, Plate *, room + 1), 0};
    for (const char *const *name = options->names; *name != NULL; name++)
        for (size_t i = 0; i < plates->count; i++)
            if (strcmp(plates->items[i]->diagram->name, *name) == 0)
                chosen.items[chosen.count++] = plates->items[i];
    return chosen;
}

/* Writes the presentation of one language. */
static bool write_deck_file(const Slides *slides, const Pictures *pictures,
                            const DeckOptions *options, DeckFile *file)
{
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(DeckSlide));
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autofree char *problem = NULL;
    for (size_t i = 0; i < pictures->count; i++)
        if (!pictures->items[i]->failed && pictures->items[i]->language == file->language)
            add_slides(slides, pictures->items[i], arena, all);
    if (all->len == 0)
        return true;
    const char *title = scene_clean(arena, localised_get(options->title, file->language));
    append_slides(slides->kb, title, options->theme, all, bytes, &problem);
    file->slides = all->len;
    return write_file(file->path, bytes, problem, slides->diags);
}

bool slides_write_deck(const Kb *kb, const Words *const *words, const Pictures *pictures,
                       const DeckOptions *options, Diagnostics *diags)
{
    const Slides slides = {.kb = kb, .words = words, .diags = diags};
    if (diagnostics_has_errors(diags))
        return false;
    for (size_t i = 0; i < options->file_count; i++)
        if (!write_deck_file(&slides, pictures, options, &options->files[i]))
            return false;
    return true;
}
