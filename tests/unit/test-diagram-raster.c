/* Themes that do not follow the reader, and pictures made of pixels. */
#include "diagram_fixture.h"

#include "scene/fonts.h"
#include "scene/look.h"
#include "scene/raster.h"

#include <gio/gio.h>

GResource *dieline_get_resource(void); /* generated from templates/ */

static Pictures *draw_roadmap(Fixture *f)
{
    Entry *chip = fixture_add_entry(f, &f->chip, "br20x", "BR20X", "BR20X");
    fixture_add_milestone(f, chip, EVENT_LAUNCH, "2026", STATUS_PLANNED);
    fixture_add_diagram(f, DIAGRAM_TIMELINE, "roadmap");
    return fixture_draw(f);
}

static GString *themed(const Picture *picture, SvgTheme theme)
{
    const SvgTarget target = {
        .prefix = "", .extension = ".html", .standalone = true, .theme = theme};
    GString *out = g_string_new(NULL);
    picture_append_svg(picture, &target, out);
    return out;
}

static void test_themes(void)
{
    static const struct {
        SvgTheme theme;
        bool style;
        const char *canvas;
        const char *other;
    } cases[] = {
        {SVG_THEME_READER, true, "fill=\"#ffffff\"", "fill=\"#12181c\""},
        {SVG_THEME_LIGHT, false, "fill=\"#ffffff\"", "#12181c"},
        {SVG_THEME_DARK, false, "fill=\"#12181c\"", "#ffffff"},
    };
    g_autoptr(Fixture) f = fixture_new();
    g_autoptr(Pictures) pictures = draw_roadmap(f);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) svg = themed(pictures->items[0], cases[i].theme);
        g_assert_nonnull(strstr(svg->str, cases[i].canvas));
        g_assert_null(strstr(svg->str, cases[i].other));
        g_assert_true((strstr(svg->str, "<style>") != NULL) == cases[i].style);
    }
}

/* One tile for each qualifier and hue that occur, one veil for soft ends, and no mask: of each use
 * of one, librsvg draws the whole canvas. */
static void test_textures(void)
{
    static const char *const dates[] = {"2021~", "2022?", "2023%", "2024", "2025-03-14~"};
    static const char *const parts[] = {"id=\"dl-roadmap-veil\"", "id=\"dl-roadmap-approximate-0\"",
                                        "id=\"dl-roadmap-uncertain-0\"", "id=\"dl-roadmap-both-0\"",
                                        "fill=\"url(#dl-roadmap-approximate-0)\""};
    g_autoptr(Fixture) f = fixture_new();
    Entry *chip = fixture_add_entry(f, &f->chip, "br20x", "BR20X", "BR20X");
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++)
        fixture_add_milestone(f, chip, EVENT_LAUNCH, dates[i], STATUS_ACTUAL);
    fixture_add_diagram(f, DIAGRAM_TIMELINE, "roadmap");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    for (int standalone = 0; standalone <= 1; standalone++) {
        g_autofree char *svg = fixture_svg(pictures->items[0], standalone);
        g_assert_null(strstr(svg, "mask"));
        for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
            g_assert_nonnull(strstr(svg, parts[i]));
        g_assert_null(strstr(strstr(svg, parts[1]) + 1, parts[1]));
    }
}

/* look.c and diagram.css agree on both themes. */
static void test_colours_are_in_step(void)
{
    static const char *const colours[] = {COLOUR_CANVAS, COLOUR_INK,  COLOUR_MUTED,
                                          COLOUR_GRID,   COLOUR_RULE, COLOUR_AS_OF};
    g_autoptr(GBytes) bytes =
        g_resource_lookup_data(dieline_get_resource(), "/dieline/templates/assets/diagram.css",
                               G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_autofree char *css = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    const char *dark = strstr(css, "prefers-color-scheme: dark");
    g_assert_nonnull(dark);
    for (size_t i = 0; i < G_N_ELEMENTS(colours); i++) {
        g_assert_nonnull(strstr(css, colours[i]));
        g_assert_cmpstr(look_dark_colour(colours[i]), !=, colours[i]);
        g_assert_nonnull(strstr(dark, look_dark_colour(colours[i])));
    }
    for (int i = 0; i < HUE_COUNT; i++) {
        const Hue *hue = &look_hues[i];
        g_autofree char *light_rule = g_strdup_printf(
            ".dl-hue-%d { --dl-strong: %s; --dl-pale: %s; }", i, hue->strong, hue->pale);
        g_autofree char *dark_rule =
            g_strdup_printf(".dl-hue-%d { --dl-strong: %s; --dl-pale: %s; }", i,
                            look_dark_colour(hue->strong), look_dark_colour(hue->pale));
        g_assert_nonnull(strstr(css, light_rule));
        g_assert_nonnull(strstr(dark, dark_rule));
    }
}

static guint32 read_word(const GString *bytes, gsize at)
{
    guint32 word;
    memcpy(&word, bytes->str + at, sizeof word);
    return GUINT32_FROM_BE(word);
}

/* A PNG's size is in its header, after the signature and the chunk's name. */
static void test_png(void)
{
    static const char SVG[] =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"50\" "
        "viewBox=\"0 0 100 50\"><rect width=\"100\" height=\"50\" fill=\"#ff0000\"/></svg>";
    static const struct {
        double scale;
        guint32 pixels[2];
    } cases[] = {
        {1, {100, 50}}, {2, {200, 100}}, {3, {300, 150}}, {0.75, {75, 38}}, {0.009, {1, 1}}};
    g_autoptr(GString) svg = g_string_new(SVG);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Raster raster = {.format = RASTER_PNG, .scale = cases[i].scale};
        g_autoptr(GString) png = g_string_new(NULL);
        g_autofree char *problem = NULL;
        g_assert_true(raster_append(&raster, svg, png, &problem));
        g_assert_null(problem);
        g_assert_true(g_str_has_prefix(png->str, "\x89PNG\r\n\x1a\n"));
        g_assert_cmpuint(read_word(png, 16), ==, cases[i].pixels[0]);
        g_assert_cmpuint(read_word(png, 20), ==, cases[i].pixels[1]);
    }
}

static void test_pdf(void)
{
    g_autoptr(Fixture) f = fixture_new();
    g_autoptr(Pictures) pictures = draw_roadmap(f);
    g_autoptr(GString) svg = themed(pictures->items[0], SVG_THEME_LIGHT);
    const Raster raster = {
        .format = RASTER_PDF, .scale = 1, .title = "Biren roadmap", .date = "2026-01-04T00:00:00Z"};
    g_autoptr(GString) pdf = g_string_new(NULL);
    g_autofree char *problem = NULL;
    g_assert_true(raster_append(&raster, svg, pdf, &problem));
    g_assert_true(g_str_has_prefix(pdf->str, "%PDF-"));
    g_assert_nonnull(memmem(pdf->str, pdf->len, "20260104000000Z", strlen("20260104000000Z")));
}

/* Nor is there the clock's time where no date is known. */
static void test_pdf_without_date(void)
{
    g_autoptr(GString) svg = g_string_new("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" "
                                          "height=\"9\"/>");
    const Raster raster = {.format = RASTER_PDF, .scale = 1, .title = "No date"};
    g_autoptr(GString) pdf = g_string_new(NULL);
    g_autofree char *problem = NULL;
    g_assert_true(raster_append(&raster, svg, pdf, &problem));
    g_assert_nonnull(memmem(pdf->str, pdf->len, "/Title", strlen("/Title")));
    g_assert_null(memmem(pdf->str, pdf->len, "/CreationDate", strlen("/CreationDate")));
}

static void test_problems(void)
{
    static const struct {
        const char *svg;
        double scale;
        const char *problem; /* part of it */
    } cases[] = {
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\"/>", 2000,
         "20000 × 20000 pixels are too many"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"20000\"/>", 2,
         "2 × 40000 pixels are too many"},
        {"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" height=\"10\"/>", 1, "no size"},
        {"no SVG", 1, ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Raster raster = {.format = RASTER_PNG, .scale = cases[i].scale};
        g_autoptr(GString) svg = g_string_new(cases[i].svg);
        g_autoptr(GString) png = g_string_new(NULL);
        g_autofree char *problem = NULL;
        g_assert_false(raster_append(&raster, svg, png, &problem));
        g_assert_nonnull(problem);
        g_assert_nonnull(strstr(problem, cases[i].problem));
        g_assert_cmpuint(png->len, ==, 0);
    }
}

static void test_scale_max(void)
{
    g_assert_cmpfloat(raster_scale_max(RASTER_PNG, 100, 32767), ==, 1);
    g_assert_cmpfloat_with_epsilon(raster_scale_max(RASTER_PNG, 1000, 1000), 10, 1e-9);
    g_assert_cmpfloat(raster_scale_max(RASTER_PDF, 19200, 10), ==, 1);
}

/* Taking links out is the same as not writing them, whatever text looks like one. */
static void test_unlink(void)
{
    static const SvgTarget bare = {.prefix = NULL, .extension = ".html", .standalone = true};
    g_autoptr(Fixture) f = fixture_new();
    Entry *chip =
        fixture_add_entry(f, &f->chip, "a", "</a><a class=\"dl-link\" href=\"x\">", "&lt;/a> <a");
    fixture_add_milestone(f, chip, EVENT_LAUNCH, "2026", STATUS_PLANNED);
    fixture_add_diagram(f, DIAGRAM_TIMELINE, "roadmap");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    for (size_t i = 0; i < pictures->count; i++) {
        g_autofree char *linked = fixture_svg(pictures->items[i], true);
        g_autoptr(GString) unlinked = g_string_new(linked);
        g_autoptr(GString) without = g_string_new(NULL);
        svg_unlink(unlinked);
        picture_append_svg(pictures->items[i], &bare, without);
        g_assert_cmpstr(unlinked->str, !=, linked);
        g_assert_cmpstr(unlinked->str, ==, without->str);
        g_assert_null(strstr(without->str, "<a "));
    }
}

static void test_font_packages(void)
{
    static const struct {
        gunichar c;
        const char *package;
    } cases[] = {
        {'A', "fonts-dejavu-core"},
        {0x2013, "fonts-dejavu-core"},
        {0x58C1, "fonts-noto-cjk"},
        {0x3001, "fonts-noto-cjk"},
        {0x1F600, "fonts-noto-color-emoji"},
        {0x0E01, "fonts-noto-core"},
        {0xE000, NULL},
        {0x0378, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpstr(fonts_package(cases[i].c), ==, cases[i].package);
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diagram/raster/themes", test_themes);
    g_test_add_func("/diagram/raster/colours-are-in-step", test_colours_are_in_step);
    g_test_add_func("/diagram/raster/textures", test_textures);
    g_test_add_func("/diagram/raster/png", test_png);
    g_test_add_func("/diagram/raster/pdf", test_pdf);
    g_test_add_func("/diagram/raster/pdf-without-date", test_pdf_without_date);
    g_test_add_func("/diagram/raster/scale-max", test_scale_max);
    g_test_add_func("/diagram/raster/unlink", test_unlink);
    g_test_add_func("/diagram/raster/font-packages", test_font_packages);
    g_test_add_func("/diagram/raster/problems", test_problems);
    return g_test_run();
}
