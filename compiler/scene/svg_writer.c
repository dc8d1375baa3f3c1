#include "scene/svg_writer.h"

#include "base/text.h"
#include "scene/look.h"
#include "scene/number.h"

static void begin_attribute(GString *out, const char *name)
{
    g_string_append_c(out, ' ');
    text_append(out, name);
    text_append(out, "=\"");
}

void svg_put(SvgWriter *writer, const char *name, const char *value)
{
    begin_attribute(writer->out, name);
    text_append_markup(writer->out, value);
    g_string_append_c(writer->out, '"');
}

/* In a page the style sheet gives every class its colours, and attributes would say them again. */
bool svg_is_styled(const SvgWriter *writer)
{
    return !writer->target->standalone;
}

void svg_put_colour(SvgWriter *writer, const char *name, const char *colour)
{
    if (svg_is_styled(writer))
        return;
    svg_put(writer, name,
            writer->target->theme == SVG_THEME_DARK ? look_dark_colour(colour) : colour);
}

void svg_put_number(SvgWriter *writer, const char *name, double value)
{
    begin_attribute(writer->out, name);
    number_append(writer->out, value);
    g_string_append_c(writer->out, '"');
}

void svg_put_reference(SvgWriter *writer, const char *name, const char *id)
{
    g_string_append_printf(writer->out, " %s=\"url(#%s-%s)\"", name, writer->prefix, id);
}

/* Of lines, which have no inside. */
void svg_put_no_fill(SvgWriter *writer)
{
    if (!svg_is_styled(writer))
        text_append(writer->out, " fill=\"none\"");
}

void svg_put_title(SvgWriter *writer, const char *text)
{
    text_append(writer->out, "<title>");
    text_append_markup(writer->out, text);
    text_append(writer->out, "</title>");
}
