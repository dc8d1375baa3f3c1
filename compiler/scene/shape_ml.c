#include "scene/shape_ml.h"

#include "base/text.h"
#include "scene/look.h"
#include "scene/outline.h"

#include <math.h>
#include <string.h>

static const double POINTS_A_PIXEL = 0.75;

/* --- colours --- */

/* How a colour is changed, in thousandths of a percent: luminance times `mod`, plus `off`. */
typedef struct Mix {
    int mod; /* 0: as it is */
    int off;
    int saturation; /* 0: as it is */
} Mix;

static const Mix PURE = {0, 0, 0};

/* Nearly the canvas: what is hollow, or holds text. */
static Mix pale_mix(const ShapeMl *ml)
{
    return ml->dark ? (Mix){25000, 0, 0} : (Mix){10000, 90000, 0};
}

/* Between: what a texture leaves of a hue. */
static Mix faint_mix(const ShapeMl *ml)
{
    return ml->dark ? (Mix){45000, 0, 60000} : (Mix){30000, 70000, 60000};
}

static const char *theme_colour(const char *colour)
{
    enum { ACCENTS = 6 };
    static const char *const accents[ACCENTS] = {"accent1", "accent2", "accent3",
                                                 "accent4", "accent5", "accent6"};
    static const char *const names[][2] = {
        {COLOUR_INK, "tx1"}, {COLOUR_CANVAS, "bg1"}, {COLOUR_MUTED, "tx2"}, {COLOUR_GRID, "bg2"}};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i][0], colour) == 0)
            return names[i][1];
    for (size_t i = 0; i < ACCENTS; i++)
        if (strcmp(look_hues[i].strong, colour) == 0)
            return accents[i];
    return NULL;
}

static void put_mix(const ShapeMl *ml, Mix mix)
{
    if (mix.saturation > 0)
        g_string_append_printf(ml->out, "<a:satMod val=\"%d\"/>", mix.saturation);
    if (mix.mod > 0)
        g_string_append_printf(ml->out, "<a:lumMod val=\"%d\"/>", mix.mod);
    if (mix.off > 0)
        g_string_append_printf(ml->out, "<a:lumOff val=\"%d\"/>", mix.off);
}

static void put_colour(const ShapeMl *ml, const char *colour, Mix mix)
{
    const char *theme = theme_colour(colour);
    const char *element = theme != NULL ? "schemeClr" : "srgbClr";
    const char *value =
        theme != NULL ? theme : (ml->dark ? look_dark_colour(colour) : colour) + 1; /* no "#" */
    g_string_append_printf(ml->out, "<a:%s val=\"%s\">", element, value);
    put_mix(ml, mix);
    g_string_append_printf(ml->out, "</a:%s>", element);
}

static void put_solid(const ShapeMl *ml, const char *colour, Mix mix)
{
    text_append(ml->out, "<a:solidFill>");
    put_colour(ml, colour, mix);
    text_append(ml->out, "</a:solidFill>");
}

/* --- places and outlines --- */

typedef struct Extent {
    long x;
    long y;
    long width;
    long height;
} Extent;

static Extent extent_of(const ShapeMl *ml, double x, double y, double width, double height)
{
    const long left = path_ml_x(&ml->frame, x);
    const long top = path_ml_y(&ml->frame, y);
    return (Extent){left, top, path_ml_x(&ml->frame, x + width) - left,
                    path_ml_y(&ml->frame, y + height) - top};
}

void shape_ml_place(const ShapeMl *ml, const char *flips, double x, double y, double width,
                    double height)
{
    const Extent extent = extent_of(ml, x, y, width, height);
    g_string_append_printf(ml->out,
                           "<a:xfrm%s><a:off x=\"%ld\" y=\"%ld\"/><a:ext cx=\"%ld\" cy=\"%ld\"/>"
                           "</a:xfrm>",
                           flips, extent.x, extent.y, extent.width, extent.height);
}

/* A shape that every program knows by name, if it has no sites but the four. */
typedef struct Preset {
    const char *name; /* NULL: none is the same */
    double corner;    /* of a rounded one, in pixels */
} Preset;

static Preset preset_of(const SceneBox *box)
{
    switch (box->shape) {
    case SHAPE_NONE:
    case SHAPE_BOX:
        return (Preset){"rect", 0};
    case SHAPE_ROUNDED:
        return (Preset){"roundRect", OUTLINE_BOX_CORNER};
    case SHAPE_PILL:
        return (Preset){"roundRect", OUTLINE_PILL_CORNER};
    case SHAPE_DIAMOND:
        return (Preset){"diamond", 0};
    case SHAPE_BAR:
        if (box->left == END_OPEN || box->right == END_OPEN)
            return (Preset){NULL, 0};
        return (Preset){"roundRect", box->left == END_SOFT ? box->height / 2 : OUTLINE_BAR_CORNER};
    default:
        return (Preset){NULL, 0};
    }
}

static void put_preset(const ShapeMl *ml, const SceneBox *box, const Preset *preset)
{
    static const double WHOLE = 100000;
    g_string_append_printf(ml->out, "<a:prstGeom prst=\"%s\"><a:avLst>", preset->name);
    if (preset->corner > 0) {
        const double side = MAX(MIN(box->width, box->height), 0.01);
        g_string_append_printf(ml->out, "<a:gd name=\"adj\" fmla=\"val %ld\"/>",
                               lround(MIN(preset->corner / side, 0.5) * WHOLE));
    }
    text_append(ml->out, "</a:avLst></a:prstGeom>");
}

static void put_site(const ShapeMl *ml, const Extent *extent, Point point)
{
    g_string_append_printf(ml->out, "<a:cxn ang=\"0\"><a:pos x=\"%ld\" y=\"%ld\"/></a:cxn>",
                           path_ml_x(&ml->frame, point.x) - extent->x,
                           path_ml_y(&ml->frame, point.y) - extent->y);
}

static void put_sites(const ShapeMl *ml, const SceneBox *box, const Extent *extent)
{
    Point middles[GLUE_MIDDLES];
    glue_find_middles(box, middles);
    size_t count;
    const Point *sites = glue_sites(ml->glue, box, &count);
    text_append(ml->out, "<a:cxnLst>");
    for (size_t i = 0; i < GLUE_MIDDLES; i++)
        put_site(ml, extent, middles[i]);
    for (size_t i = 0; i < count; i++)
        put_site(ml, extent, sites[i]);
    text_append(ml->out, "</a:cxnLst>");
}

static void begin_geometry(const ShapeMl *ml)
{
    text_append(ml->out, "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/>");
}

/* A path of its own for each outline: what lies twice in one path is a hole. */
static void put_path(const ShapeMl *ml, const Extent *extent, const char *attributes,
                     const char *data)
{
    g_autofree char *begin = g_strdup_printf("<a:path w=\"%ld\" h=\"%ld\"%s>", extent->width,
                                             extent->height, attributes);
    text_append(ml->out, "<a:pathLst>");
    for (const char *at = data; *at != '\0';) {
        const size_t length = 1 + strcspn(at + 1, "M");
        g_autofree char *piece = g_strndup(at, length);
        text_append(ml->out, begin);
        path_ml_append(ml->out, &ml->frame, extent->x, extent->y, piece);
        text_append(ml->out, "</a:path>");
        at += length;
    }
    text_append(ml->out, "</a:pathLst></a:custGeom>");
}

/* Text stands below a cylinder's lid. */
static void put_text_rectangle(const ShapeMl *ml, const SceneBox *box)
{
    const double lid = box->shape == SHAPE_CYLINDER ? OUTLINE_LID : 0;
    g_string_append_printf(ml->out, "<a:rect l=\"0\" t=\"%ld\" r=\"r\" b=\"b\"/>",
                           lround(lid * ml->frame.scale * EMU_A_PIXEL));
}

static void put_custom(const ShapeMl *ml, const SceneBox *box)
{
    const Extent extent = extent_of(ml, box->x, box->y, box->width, box->height);
    SceneBox outline = *box;
    if (box->shape == SHAPE_NONE)
        outline.shape = SHAPE_BOX;
    g_autoptr(GString) data = g_string_new(NULL);
    outline_append_box(data, &outline);
    begin_geometry(ml);
    put_sites(ml, box, &extent);
    put_text_rectangle(ml, box);
    put_path(ml, &extent, "", data->str);
}

void shape_ml_outline(const ShapeMl *ml, const SceneBox *box)
{
    size_t sites;
    glue_sites(ml->glue, box, &sites);
    const Preset preset = preset_of(box);
    shape_ml_place(ml, "", box->x, box->y, box->width, box->height);
    if (preset.name != NULL && sites == 0)
        put_preset(ml, box, &preset);
    else
        put_custom(ml, box);
}

void shape_ml_path(const ShapeMl *ml, const Point *points, size_t count, const char *data)
{
    Point low = points[0];
    Point high = points[0];
    for (size_t i = 1; i < count; i++) {
        low = (Point){MIN(low.x, points[i].x), MIN(low.y, points[i].y)};
        high = (Point){MAX(high.x, points[i].x), MAX(high.y, points[i].y)};
    }
    const Extent extent = extent_of(ml, low.x, low.y, high.x - low.x, high.y - low.y);
    shape_ml_place(ml, "", low.x, low.y, high.x - low.x, high.y - low.y);
    begin_geometry(ml);
    text_append(ml->out, "<a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>");
    put_path(ml, &extent, " fill=\"none\"", data);
}

/* --- fills and lines --- */

/* `tip` is a type of the format's own; NULL: none. */
static void put_line(const ShapeMl *ml, const char *colour, double width, Line line,
                     const char *tip)
{
    static const double SMALL = 0.75; /* programs draw tips as if no line were thinner than 2 pt */
    static const char *const dashes[LINE_COUNT] = {
        [LINE_SOLID] = "solid",
        [LINE_DASHED] = "dash",
        [LINE_DOTTED] = "sysDot",
        [LINE_DASH_DOTTED] = "dashDot",
    };
    const char *size = ml->frame.scale > SMALL ? "med" : "sm";
    g_string_append_printf(ml->out, "<a:ln w=\"%ld\">",
                           lround(width * ml->frame.scale * EMU_A_PIXEL));
    put_solid(ml, colour, PURE);
    g_string_append_printf(ml->out, "<a:prstDash val=\"%s\"/><a:miter lim=\"800000\"/>",
                           dashes[line]);
    if (tip != NULL)
        g_string_append_printf(ml->out, "<a:tailEnd type=\"%s\" w=\"%s\" len=\"%s\"/>", tip, size,
                               size);
    text_append(ml->out, "</a:ln>");
}

void shape_ml_line(const ShapeMl *ml, const char *colour, double width, Line line)
{
    put_line(ml, colour, width, line, NULL);
}

/* The nearest that there is: of hollow tips, one. */
static const char *tip_type(const SceneWire *wire)
{
    static const char *const types[TIP_COUNT] = {
        [TIP_ARROW] = "triangle",
        [TIP_DIAMOND] = "diamond",
        [TIP_CIRCLE] = "oval",
        [TIP_SQUARE] = "stealth",
    };
    return wire->hollow ? "arrow" : types[wire->form];
}

void shape_ml_wire_look(const ShapeMl *ml, const SceneWire *wire)
{
    put_line(ml, look_wire_colour(wire), looks[wire->role].stroke_width, wire->line,
             wire->has_tip ? tip_type(wire) : NULL);
}

static const char *hue_of(const SceneBox *box)
{
    return look_hues[look_hue(box)].strong;
}

/* What is approximate is hatched, what is uncertain dotted, what is both crossed. */
static void put_texture(const ShapeMl *ml, const SceneBox *box)
{
    const bool approximate = (box->qualifiers & EDTF_APPROXIMATE) != 0;
    const bool uncertain = (box->qualifiers & EDTF_UNCERTAIN) != 0;
    g_string_append_printf(ml->out, "<a:pattFill prst=\"%s\"><a:fgClr>",
                           !uncertain    ? "wdUpDiag"
                           : approximate ? "openDmnd"
                                         : "pct50");
    put_colour(ml, hue_of(box), PURE);
    text_append(ml->out, "</a:fgClr><a:bgClr>");
    put_colour(ml, hue_of(box), faint_mix(ml));
    text_append(ml->out, "</a:bgClr></a:pattFill>");
}

static void put_stop(const ShapeMl *ml, int place, const char *colour, Mix mix)
{
    g_string_append_printf(ml->out, "<a:gs pos=\"%d\">", place);
    put_colour(ml, colour, mix);
    text_append(ml->out, "</a:gs>");
}

/* Fades where the date is vague: from the middle, as LibreOffice knows no more of gradients than
 * two colours, or two and back. What is hollow stays pale. */
static void put_fade(const ShapeMl *ml, const SceneBox *box)
{
    enum { MIDDLE = 50000, WHOLE = 100000 };
    const bool both = box->left == END_SOFT && box->right == END_SOFT;
    text_append(ml->out, "<a:gradFill rotWithShape=\"1\"><a:gsLst>");
    put_stop(ml, 0, hue_of(box), box->left == END_SOFT ? faint_mix(ml) : PURE);
    if (both)
        put_stop(ml, MIDDLE, hue_of(box), PURE);
    put_stop(ml, WHOLE, hue_of(box), box->right == END_SOFT ? faint_mix(ml) : PURE);
    text_append(ml->out, "</a:gsLst><a:lin ang=\"0\" scaled=\"0\"/></a:gradFill>");
}

static void put_inside(const ShapeMl *ml, const SceneBox *box)
{
    const Mix mix = look_is_pale(box) ? pale_mix(ml) : PURE;
    if (box->qualifiers & (EDTF_APPROXIMATE | EDTF_UNCERTAIN))
        put_texture(ml, box);
    else if (look_is_container(box) && box->hollow)
        put_solid(ml, COLOUR_CANVAS, PURE);
    else if (look_is_soft(box) && !look_is_pale(box))
        put_fade(ml, box);
    else
        put_solid(ml, hue_of(box), mix);
}

/* Text that lines may run behind has a piece of canvas, and other text nothing. */
void shape_ml_box_look(const ShapeMl *ml, const SceneBox *box)
{
    const Look *look = &looks[box->role];
    if (box->shape == SHAPE_NONE) {
        if (look->plate)
            put_solid(ml, COLOUR_CANVAS, PURE);
        else
            text_append(ml->out, "<a:noFill/>");
        text_append(ml->out, "<a:ln><a:noFill/></a:ln>");
        return;
    }
    put_inside(ml, box);
    if (look_is_pale(box) || box->qualifiers != 0)
        shape_ml_line(ml, hue_of(box), look->stroke_width * (box->strong ? 2 : 1), box->line);
    else
        text_append(ml->out, "<a:ln><a:noFill/></a:ln>");
}

/* --- text --- */

static bool is_han_or_kana(gunichar c)
{
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
        return true;
    default:
        return false;
    }
}

static bool is_east_asian(const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        if (is_han_or_kana(g_utf8_get_char(at)))
            return true;
    return false;
}

/* The language of a run decides which shapes Han have: Chinese ones, but in Japanese texts. */
static const char *run_language(const ShapeMl *ml, const char *text)
{
    static const char *const tags[][2] = {{"zh", "zh-CN"}, {"ja", "ja-JP"}, {"de", "de-DE"}};
    const char *language = ml->language;
    const bool asian = g_str_has_prefix(language, "zh") || g_str_has_prefix(language, "ja");
    if (is_east_asian(text) && !asian)
        return tags[0][1];
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        if (strcmp(tags[i][0], language) == 0)
            return tags[i][1];
    return strcmp(language, "en") == 0 ? "en-US" : language;
}

/* Names of products are in no dictionary: nobody wants them underlined. */
void shape_ml_run(const ShapeMl *ml, const char *colour, double size, bool bold, const char *link,
                  const char *text)
{
    text_append(ml->out, "<a:r><a:rPr lang=\"");
    text_append_markup(ml->out, run_language(ml, text));
    g_string_append_printf(ml->out, "\" sz=\"%ld\" b=\"%d\" noProof=\"1\">",
                           MAX(lround(size * POINTS_A_PIXEL * 100), 100), bold);
    put_solid(ml, colour, PURE);
    text_append(ml->out, "<a:latin typeface=\"+mn-lt\"/><a:ea typeface=\"+mn-ea\"/>");
    if (*link != '\0')
        g_string_append_printf(ml->out, "<a:hlinkClick r:id=\"%s\"/>", link);
    text_append(ml->out, "</a:rPr><a:t>");
    text_append_markup(ml->out, text);
    text_append(ml->out, "</a:t></a:r>");
}

void shape_ml_text(const ShapeMl *ml, Role role, Align align, const char *text)
{
    static const char *const names[] = {
        [ALIGN_START] = "l", [ALIGN_MIDDLE] = "ctr", [ALIGN_END] = "r"};
    const Look *look = &looks[role];
    const double size = look->font_size * ml->frame.scale;
    g_string_append_printf(
        ml->out, "<a:p><a:pPr algn=\"%s\"><a:lnSpc><a:spcPts val=\"%ld\"/></a:lnSpc></a:pPr>",
        names[align], lround(size * LINE_HEIGHT * POINTS_A_PIXEL * 100));
    shape_ml_run(ml, look->text != NULL ? look->text : COLOUR_INK, size, look->bold, "", text);
    text_append(ml->out, "</a:p>");
}
