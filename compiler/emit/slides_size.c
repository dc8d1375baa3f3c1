#include "emit/slides_size.h"

#include "scene/raster.h"

#include <math.h>

/* What is used if nothing is asked for, where it fits: then less, down to what fits. */
static double usual_scale(SlideFormat format)
{
    return format == SLIDE_PNG ? 2 : 1;
}

bool slide_has_size(SlideFormat format)
{
    return format == SLIDE_SVG || format == SLIDE_PNG || format == SLIDE_PDF;
}

static double scale_max(SlideFormat format, const Scene *scene)
{
    if (format != SLIDE_PNG && format != SLIDE_PDF)
        return INFINITY;
    return raster_scale_max(format == SLIDE_PNG ? RASTER_PNG : RASTER_PDF, svg_width(scene),
                            svg_height(scene));
}

static bool is_asked_for(const SlideOptions *options)
{
    return options->width > 0 || options->scale > 0;
}

static double asked_scale(const SlideOptions *options, const Scene *scene)
{
    const double times = options->scale > 0 ? options->scale : 1;
    return options->width > 0 ? options->width / svg_width(scene) * times : times;
}

/* Two digits, so that it can be told; never more than there is. */
static double round_down(double scale)
{
    return floor(scale * 100) / 100;
}

double slide_scale(const SlideOptions *options, SlideFormat format, const Scene *scene)
{
    if (is_asked_for(options))
        return asked_scale(options, scene);
    const double most = scale_max(format, scene);
    const double usual = usual_scale(format);
    return usual <= most ? usual : most >= 1 ? 1 : round_down(most);
}

static const char *limit_of(SlideFormat format)
{
    return format == SLIDE_PNG ? "a PNG has at most 32767 pixels a side and 100 million in all"
                               : "a page of a PDF has at most 14400 points a side, 5 metres";
}

char *slide_size_problem(const SlideOptions *options, SlideFormat format, const Picture *picture)
{
    const Scene *scene = picture->scene;
    const double most = scale_max(format, scene);
    if (!is_asked_for(options) || asked_scale(options, scene) <= most)
        return NULL;
    const double unit = format == SLIDE_PDF ? 0.75 : 1;
    const double scale = asked_scale(options, scene) * unit;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "'%s' would be %.0f × %.0f %s: %s; it can have ",
                           picture->plate->name, svg_width(scene) * scale,
                           svg_height(scene) * scale, format == SLIDE_PDF ? "points" : "pixels",
                           limit_of(format));
    if (options->width > 0)
        g_string_append_printf(
            text, "--width %.0f",
            floor(most * svg_width(scene) / (options->scale > 0 ? options->scale : 1)));
    else
        g_string_append_printf(text, "--scale %.2f", round_down(most));
    return g_string_free(g_steal_pointer(&text), FALSE);
}

char *slide_size_note(const SlideOptions *options, SlideFormat format, const Picture *picture)
{
    const double scale = slide_scale(options, format, picture->scene);
    if (!slide_has_size(format) || is_asked_for(options) || scale >= usual_scale(format))
        return NULL;
    return g_strdup_printf("drawn at --scale %.3g: %s", scale, limit_of(format));
}
