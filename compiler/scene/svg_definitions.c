/* What an SVG defines once and uses by its id: how soft ends fade, textures. */
#include "base/text.h"
#include "scene/look.h"
#include "scene/svg_writer.h"

static void put_stop(SvgWriter *writer, const char *offset, const char *opacity)
{
    text_append(writer->out, "<stop class=\"dl-veil\"");
    svg_put(writer, "offset", offset);
    svg_put_colour(writer, "stop-color", COLOUR_CANVAS);
    svg_put(writer, "stop-opacity", opacity);
    text_append(writer->out, "/>");
}

/* A stop of a gradient, which has no more of them than VEIL_STOPS. */
typedef struct VeilStop {
    const char *offset; /* NULL: there is none */
    const char *opacity;
} VeilStop;

enum { VEIL_STOPS = 4 };

static void put_veil_definition(SvgWriter *writer, const char *name,
                                const VeilStop stops[VEIL_STOPS])
{
    text_append(writer->out, "<linearGradient id=\"");
    text_append(writer->out, writer->prefix);
    text_append(writer->out, name);
    text_append(writer->out, "\">");
    for (int i = 0; i < VEIL_STOPS && stops[i].offset != NULL; i++)
        put_stop(writer, stops[i].offset, stops[i].opacity);
    text_append(writer->out, "</linearGradient>\n");
}

/* What is put over a bar so that its ends fade into the canvas; which of them are used follows from
 * the bars. Masks would say the same, but librsvg draws the whole canvas for each use of one. */
static const struct Veil {
    const char *name;
    VeilStop stops[VEIL_STOPS];
} veils[] = {
    {"-veil", {{"0", "0.88"}, {"0.2", "0"}, {"0.8", "0"}, {"1", "0.88"}}},
    {"-veil-left", {{"0", "0.88"}, {"1", "0"}}},
    {"-veil-right", {{"0", "0"}, {"1", "0.88"}}},
};

static void note_veils(const SceneBox *box, bool used[G_N_ELEMENTS(veils)])
{
    used[0] |= look_is_soft(box) && box->left_fade == 0 && box->right_fade == 0;
    used[1] |= box->left_fade > 0;
    used[2] |= box->right_fade > 0;
}

/* What fills marks of dates with qualifiers, a bit each: tiles that meet without a seam. */
static const struct Texture {
    const char *name;
    double side; /* of a tile */
    const char *path;
} textures[] = {
    {NULL, 0, NULL},
    {"uncertain", 5, "M0.9 2.5a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0Z"},
    {"approximate", 7, "M0 0H3.5L0 3.5ZM7 0V3.5L3.5 7H0Z"},
    {"both", 10,
     "M0 0H2.5L0 2.5ZM10 0V2.5L2.5 10H0ZM1.6 3.1a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0Z"
     "M6.6 8.1a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0Z"},
};
G_STATIC_ASSERT(EDTF_UNCERTAIN == 1 && EDTF_APPROXIMATE == 2);

static void append_texture_id(SvgWriter *writer, const char *name, int hue)
{
    g_string_append_printf(writer->out, "%s-%s-%d", writer->prefix, name, hue);
}

static void put_texture_path(SvgWriter *writer, int hue, const char *path, const char *opacity)
{
    text_append(writer->out, "<path class=\"dl-fill\"");
    svg_put(writer, "d", path);
    svg_put_colour(writer, "fill", look_hues[hue].strong);
    if (opacity != NULL)
        svg_put(writer, "fill-opacity", opacity);
    text_append(writer->out, "/>");
}

static void put_texture(SvgWriter *writer, const struct Texture *texture, int hue)
{
    g_autofree char *ground = g_strdup_printf("M0 0H%gV%gH0Z", texture->side, texture->side);
    text_append(writer->out, "<pattern id=\"");
    append_texture_id(writer, texture->name, hue);
    g_string_append_printf(writer->out, "\" class=\"dl-hue-%d\"", hue);
    svg_put_number(writer, "width", texture->side);
    svg_put_number(writer, "height", texture->side);
    text_append(writer->out, " patternUnits=\"userSpaceOnUse\">");
    put_texture_path(writer, hue, ground, "0.2");
    put_texture_path(writer, hue, texture->path, NULL);
    text_append(writer->out, "</pattern>\n");
}

/* What is used, each once. */
void svg_put_definitions(SvgWriter *writer)
{
    bool veiled[G_N_ELEMENTS(veils)] = {false};
    bool used[G_N_ELEMENTS(textures)][HUE_COUNT] = {{false}};
    bool any = false;
    for (const SceneBox *box = writer->scene->boxes; box != NULL; box = box->next) {
        note_veils(box, veiled);
        used[box->qualifiers][look_hue(box)] = box->qualifiers != 0;
        any |= box->qualifiers != 0;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(veils); i++)
        any |= veiled[i];
    if (!any)
        return;
    text_append(writer->out, "<defs>\n");
    for (size_t i = 0; i < G_N_ELEMENTS(veils); i++)
        if (veiled[i])
            put_veil_definition(writer, veils[i].name, veils[i].stops);
    for (size_t i = 0; i < G_N_ELEMENTS(textures); i++)
        for (int hue = 0; hue < HUE_COUNT; hue++)
            if (used[i][hue])
                put_texture(writer, &textures[i], hue);
    text_append(writer->out, "</defs>\n");
}

void svg_put_texture_fill(SvgWriter *writer, const SceneBox *box)
{
    text_append(writer->out, " fill=\"url(#");
    append_texture_id(writer, textures[box->qualifiers].name, look_hue(box));
    text_append(writer->out, ")\"");
}
