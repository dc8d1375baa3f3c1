/*
 * The SVG writer. Text is escaped and stays text; links are made of ids; nothing else of a
 * knowledge base comes in. In a page: no <style>, no script, ids begin with the diagram's name.
 *
 * Classes, for style sheets (templates/assets/diagram.css has the rules, all below .dl-diagram):
 *   dl-diagram            the root
 *   dl-canvas             background: of a file of its own, and behind labels
 *   dl-title              heading, same
 *   dl-ROLE               a box, text or line, such as dl-mark: look.c has the roles
 *   dl-hue-0 .. dl-hue-7  on a box or line: which hue
 *   dl-fill, dl-pale      shapes filled with the strong and with the pale hue
 *   dl-line               shapes and lines drawn in the strong hue
 *   dl-strike             what crosses out a cancelled mark or line
 *   dl-veil               stops of the gradient in which ends of vague dates fade
 *   dl-text, dl-caption   text of a node, and its second line
 *   dl-link               <a>
 *   dl-heads              root of the names of rows, once more: they stay where rows are scrolled
 */
#include "scene/svg.h"

#include "base/text.h"
#include "scene/heading.h"
#include "scene/look.h"
#include "scene/number.h"
#include "scene/outline.h"
#include "scene/svg_writer.h"

#include <gio/gio.h>
#include <string.h>

GResource *dieline_get_resource(void); /* generated from templates/ */

enum {
    PLATE_PADDING = 2,
};

/* Ids and url() take no quoting: what is not a letter or digit becomes a hyphen. */
static char *id_prefix(const char *name)
{
    char *prefix = g_strconcat("dl-", name, NULL);
    return g_strcanon(prefix, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-", '-');
}

/* Nothing else looks like it: in text there is no "<". */
static const char link_start[] = "<a class=\"dl-link\" href=\"";
static const char link_end[] = "</a>";

static void open_link(SvgWriter *writer, const char *page)
{
    text_append(writer->out, link_start);
    text_append_markup(writer->out, writer->target->prefix);
    text_append_markup(writer->out, page);
    text_append_markup(writer->out, writer->target->extension);
    text_append(writer->out, "\">");
}

/* --- wires --- */

static void put_line_style(SvgWriter *writer, Line line)
{
    if (look_lines[line].dashes != NULL)
        svg_put(writer, "stroke-dasharray", look_lines[line].dashes);
}

static void put_class(SvgWriter *writer, Role role, int hue)
{
    text_append(writer->out, " class=\"dl-");
    text_append(writer->out, looks[role].name);
    if (hue != HUE_NONE) {
        text_append(writer->out, " dl-hue-");
        text_append_integer(writer->out, hue);
    }
    g_string_append_c(writer->out, '"');
}

static void put_tip(SvgWriter *writer, const SceneWire *wire)
{
    text_append(writer->out, "<path class=\"");
    text_append(writer->out, wire->hollow ? "dl-canvas dl-line" : "dl-fill");
    text_append(writer->out, "\" d=\"");
    outline_append_tip(writer->out, wire);
    g_string_append_c(writer->out, '"');
    svg_put_colour(writer, "fill", wire->hollow ? COLOUR_CANVAS : look_wire_colour(wire));
    if (wire->hollow)
        svg_put_colour(writer, "stroke", look_wire_colour(wire));
    text_append(writer->out, "/>");
}

/* What is drawn upon a mark or a line. */
static void put_sign(SvgWriter *writer, const Point *points, size_t count)
{
    text_append(writer->out, "<path class=\"dl-strike\" d=\"");
    outline_append_strokes(writer->out, points, count);
    g_string_append_c(writer->out, '"');
    svg_put_no_fill(writer);
    svg_put_colour(writer, "stroke", COLOUR_INK);
    svg_put_number(writer, "stroke-width", OUTLINE_SIGN_WIDTH);
    text_append(writer->out, "/>");
}

static void put_wire_strike(SvgWriter *writer, const SceneWire *wire)
{
    Point points[2 * OUTLINE_STROKES_MAX];
    put_sign(writer, points, outline_find_wire_strike(wire, points));
}

static bool is_straight(const SceneWire *wire)
{
    const Point *p = wire->points;
    return wire->point_count == 4 && p[0].x == p[1].x && p[0].y == p[1].y && p[2].x == p[3].x &&
           p[2].y == p[3].y;
}

/* In a page there may be a time machine (time-machine.js), beside it nobody has one. */
static bool tells_known(const SvgWriter *writer, const char *known)
{
    return known != NULL && !writer->target->standalone;
}

/* Puts since when it says what is known. */
static void put_known(SvgWriter *writer, const char *known)
{
    if (tells_known(writer, known))
        svg_put(writer, "data-known", known);
}

static const char *later_of(const char *known, const char *other)
{
    return g_strcmp0(known, other) > 0 ? known : other;
}

static const char *wire_known(const SceneWire *wire)
{
    const char *known = later_of(wire->known, wire->from != NULL ? wire->from->known : NULL);
    return later_of(known, wire->to != NULL ? wire->to->known : NULL);
}

static void put_wire(SvgWriter *writer, const SceneWire *wire)
{
    text_append(writer->out, "<g");
    put_class(writer, wire->role, wire->hue);
    put_known(writer, wire_known(wire));
    text_append(writer->out, ">");
    if (wire->title != NULL)
        svg_put_title(writer, wire->title);
    text_append(writer->out, "<path class=\"dl-line\" d=\"");
    outline_append_spline(writer->out, wire->points, wire->point_count, is_straight(wire));
    g_string_append_c(writer->out, '"');
    svg_put_no_fill(writer);
    svg_put_colour(writer, "stroke", look_wire_colour(wire));
    svg_put_number(writer, "stroke-width", looks[wire->role].stroke_width);
    put_line_style(writer, wire->line);
    text_append(writer->out, "/>");
    if (wire->has_tip)
        put_tip(writer, wire);
    if (wire->struck)
        put_wire_strike(writer, wire);
    text_append(writer->out, "</g>\n");
}

/* --- boxes --- */

static const Hue *box_hue(const SceneBox *box)
{
    return &look_hues[look_hue(box)];
}

static void put_outline(SvgWriter *writer, const SceneBox *box)
{
    text_append(writer->out, " d=\"");
    outline_append_box(writer->out, box);
    g_string_append_c(writer->out, '"');
}

/* The outline's line, as thick as its role wants it. */
static void put_line(SvgWriter *writer, const SceneBox *box)
{
    svg_put_number(writer, "stroke-width", looks[box->role].stroke_width * (box->strong ? 2 : 1));
    put_line_style(writer, box->line);
}

/* Are the inside and its line one path? A texture would show in the line, too. */
static bool has_one_path(const SvgWriter *writer, const SceneBox *box)
{
    return svg_is_styled(writer) && look_is_pale(box) && box->qualifiers == 0;
}

/* How the inside is coloured: a container that is hollow is a piece of canvas. */
static void put_inside(SvgWriter *writer, const SceneBox *box)
{
    const bool pale = look_is_pale(box);
    const bool empty = look_is_container(box) && box->hollow;
    text_append(writer->out, "<path class=\"");
    text_append(writer->out, empty ? "dl-canvas" : pale ? "dl-pale" : "dl-fill");
    text_append(writer->out, has_one_path(writer, box) ? " dl-line\"" : "\"");
    put_outline(writer, box);
    svg_put_colour(writer, "fill",
                   empty  ? COLOUR_CANVAS
                   : pale ? box_hue(box)->pale
                          : box_hue(box)->strong);
}

/* The inside of a mark whose date is qualified. */
static void put_textured_inside(SvgWriter *writer, const SceneBox *box)
{
    text_append(writer->out, "<path");
    put_outline(writer, box);
    svg_put_texture_fill(writer, box);
}

static void put_fill(SvgWriter *writer, const SceneBox *box)
{
    if (box->qualifiers != 0)
        put_textured_inside(writer, box);
    else
        put_inside(writer, box);
    if (has_one_path(writer, box))
        put_line(writer, box);
    text_append(writer->out, "/>");
}

static void put_stroke(SvgWriter *writer, const SceneBox *box)
{
    if (has_one_path(writer, box) || (!look_is_pale(box) && box->qualifiers == 0))
        return;
    text_append(writer->out, "<path class=\"dl-line\"");
    put_outline(writer, box);
    svg_put_no_fill(writer);
    svg_put_colour(writer, "stroke", box_hue(box)->strong);
    put_line(writer, box);
    text_append(writer->out, "/>");
}

/* Over all that is drawn of the bar between `left` and `right`, and no further. */
static void put_veil_over(SvgWriter *writer, const SceneBox *box, double left, double right,
                          const char *veil)
{
    const double half = looks[box->role].stroke_width / 2;
    text_append(writer->out, "<rect");
    svg_put_number(writer, "x", left);
    svg_put_number(writer, "y", box->y - half);
    svg_put_number(writer, "width", right - left);
    svg_put_number(writer, "height", box->height + 2 * half);
    svg_put_reference(writer, "fill", veil);
    text_append(writer->out, "/>");
}

static void put_veil(SvgWriter *writer, const SceneBox *box)
{
    const double half = looks[box->role].stroke_width / 2;
    const double left = box->x - half;
    const double right = box->x + box->width + half;
    if (box->left_fade == 0 && box->right_fade == 0)
        put_veil_over(writer, box, left, right, "veil");
    if (box->left_fade > 0)
        put_veil_over(writer, box, left, box->x + box->left_fade, "veil-left");
    if (box->right_fade > 0)
        put_veil_over(writer, box, box->x + box->width - box->right_fade, right, "veil-right");
}

static void put_signs(SvgWriter *writer, const SceneBox *box)
{
    Point points[2 * OUTLINE_STROKES_MAX];
    if (box->sign > 0)
        put_sign(writer, points, outline_find_feet(box, points));
    if (box->struck)
        put_sign(writer, points, outline_find_strike(box, points));
}

/* Everything of a <text> but its end, so that callers can add attributes; then end_text(). */
static void begin_text(SvgWriter *writer, const char *class, double x, double baseline, double size,
                       bool bold, const char *colour)
{
    text_append(writer->out, "<text class=\"");
    text_append(writer->out, class);
    g_string_append_c(writer->out, '"');
    svg_put_number(writer, "x", x);
    svg_put_number(writer, "y", baseline);
    svg_put_number(writer, "font-size", size);
    if (bold)
        svg_put(writer, "font-weight", "600");
    svg_put_colour(writer, "fill", colour);
}

/* Text that lines may run behind: a piece of canvas below it keeps it legible. */
static void put_plate(SvgWriter *writer, const SceneBox *box)
{
    text_append(writer->out, "<rect class=\"dl-canvas\"");
    svg_put_number(writer, "x", box->x - PLATE_PADDING);
    svg_put_number(writer, "y", box->y);
    svg_put_number(writer, "width", box->width + 2 * PLATE_PADDING);
    svg_put_number(writer, "height", box->height);
    svg_put_colour(writer, "fill", COLOUR_CANVAS);
    text_append(writer->out, "/>");
}

static void end_text(SvgWriter *writer, const char *text)
{
    g_string_append_c(writer->out, '>');
    text_append_markup(writer->out, text);
    text_append(writer->out, "</text>");
}

/* A line of text of its own: the box is the text's. */
static void put_label(SvgWriter *writer, const SceneBox *box)
{
    const Look *look = &looks[box->role];
    const double x = box->x + (look->align == ALIGN_MIDDLE ? box->width / 2
                               : look->align == ALIGN_END  ? box->width
                                                           : 0);
    char class[32] = "dl-text dl-";
    g_strlcat(class, look->name, sizeof class);
    if (look->plate)
        put_plate(writer, box);
    begin_text(writer, class, x, box->y + look->font_size * BASELINE, look->font_size, look->bold,
               look->text != NULL ? look->text : COLOUR_INK);
    if (look->align != ALIGN_START)
        svg_put(writer, "text-anchor", look->align == ALIGN_MIDDLE ? "middle" : "end");
    end_text(writer, box->text);
    if (box->more == NULL)
        return;
    begin_text(writer, class, x, box->y + scene_text_height(box->role) + look->font_size * BASELINE,
               look->font_size, look->bold, look->text != NULL ? look->text : COLOUR_INK);
    end_text(writer, box->more);
}

static void put_inner_line(SvgWriter *writer, Role role, double x, double top, const char *text)
{
    const Look *look = &looks[role];
    begin_text(writer, role == ROLE_CAPTION ? "dl-caption" : "dl-text", x,
               top + look->font_size * BASELINE, look->font_size, look->bold,
               look->text != NULL ? look->text : COLOUR_INK);
    svg_put(writer, "text-anchor", "middle");
    end_text(writer, text);
}

/* The lines of text in the middle of a shape. */
static void put_inner_text(SvgWriter *writer, const SceneBox *box)
{
    const double x = box->x + box->width / 2;
    const double line = scene_text_height(box->role);
    const double last = box->caption != NULL ? scene_text_height(ROLE_CAPTION) : 0;
    const double names = box->more != NULL ? 2 * line : line;
    const double lid = box->shape == SHAPE_CYLINDER ? OUTLINE_LID : 0;
    const double top = box->y + (box->height - names - last + lid) / 2;
    put_inner_line(writer, box->role, x, top, box->text);
    if (box->more != NULL)
        put_inner_line(writer, box->role, x, top + line, box->more);
    if (box->caption != NULL)
        put_inner_line(writer, ROLE_CAPTION, x, top + names, box->caption);
}

static void put_dates(SvgWriter *writer, const Edtf *date)
{
    char text[EDTF_DAY_MAX];
    const char *earliest = edtf_write_day(date->earliest, text);
    svg_put(writer, "data-earliest", earliest != NULL ? earliest : "..");
    const char *latest = edtf_write_day(date->latest, text);
    svg_put(writer, "data-latest", latest != NULL ? latest : "..");
}

static void put_shape(SvgWriter *writer, const SceneBox *box)
{
    put_fill(writer, box);
    put_stroke(writer, box);
    if (look_is_soft(box))
        put_veil(writer, box);
    put_signs(writer, box);
    if (box->text != NULL)
        put_inner_text(writer, box);
}

static void put_box(SvgWriter *writer, const SceneBox *box)
{
    if (box->role == ROLE_ANCHOR)
        return;
    GString *out = writer->out;
    g_autofree char *page = writer->target->prefix != NULL ? scene_box_page(box) : NULL;
    if (page != NULL)
        open_link(writer, page);
    const bool grouped =
        box->shape != SHAPE_NONE || box->title != NULL || tells_known(writer, box->known);
    if (grouped) {
        text_append(out, "<g");
        put_class(writer, box->role, box->hue);
        if (box->date != NULL)
            put_dates(writer, box->date);
        put_known(writer, box->known);
        g_string_append_c(out, '>');
    }
    if (box->title != NULL)
        svg_put_title(writer, box->title);
    if (box->shape != SHAPE_NONE)
        put_shape(writer, box);
    else
        put_label(writer, box);
    if (grouped)
        text_append(out, "</g>");
    if (page != NULL)
        text_append(out, link_end);
    g_string_append_c(out, '\n');
}

/* --- the document --- */

static void put_style(SvgWriter *writer)
{
    g_autoptr(GBytes) css =
        g_resource_lookup_data(dieline_get_resource(), "/dieline/templates/assets/diagram.css",
                               G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    if (css == NULL)
        return;
    g_autofree char *text = g_strndup(g_bytes_get_data(css, NULL), g_bytes_get_size(css));
    text_append(writer->out, "<style>\n");
    text_append_markup(writer->out, text);
    text_append(writer->out, "</style>\n");
}

static void put_heading(SvgWriter *writer)
{
    g_autoptr(Arena) arena = arena_new();
    const Heading heading = heading_break(writer->scene, arena);
    for (size_t i = 0; i < heading.count; i++) {
        begin_text(writer, "dl-text dl-title", HEADING_LEFT, heading_baseline(&heading, i),
                   HEADING_SIZE, true, COLOUR_INK);
        end_text(writer, heading.lines[i]);
        g_string_append_c(writer->out, '\n');
    }
}

/* What only a file of its own has: style, background, heading. */
static void put_setting(SvgWriter *writer)
{
    const double height = svg_height(writer->scene);
    if (writer->target->theme == SVG_THEME_READER)
        put_style(writer);
    text_append(writer->out, "<rect class=\"dl-canvas\"");
    svg_put_number(writer, "y", writer->scene->height - height);
    svg_put_number(writer, "width", writer->scene->width);
    svg_put_number(writer, "height", height);
    svg_put_colour(writer, "fill", COLOUR_CANVAS);
    text_append(writer->out, "/>\n");
    put_heading(writer);
}

static void open_root(SvgWriter *writer)
{
    const bool standalone = writer->target->standalone;
    const double height = standalone ? svg_height(writer->scene) : writer->scene->height;
    const double scale = standalone && writer->target->scale > 0 ? writer->target->scale : 1;
    GString *out = writer->out;
    /* Not role="img": that would hide the links inside from assistive technology. */
    text_append(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dl-diagram\" "
                     "role=\"group\" aria-labelledby=\"");
    text_append(out, writer->prefix);
    text_append(out, "-title\" aria-describedby=\"");
    text_append(out, writer->prefix);
    text_append(out, "-desc\"");
    svg_put(writer, standalone ? "xml:lang" : "lang", writer->scene->language);
    text_append(out, " viewBox=\"0");
    number_append_all(out, writer->scene->height - height, writer->scene->width, height);
    g_string_append_c(out, '"');
    svg_put_number(writer, "width", writer->scene->width * scale);
    svg_put_number(writer, "height", height * scale);
    if (!svg_is_styled(writer))
        svg_put(writer, "font-family", FONT_FAMILY);
    text_append(out, ">\n<title id=\"");
    text_append(out, writer->prefix);
    text_append(out, "-title\">");
    text_append_markup(out, writer->scene->title);
    text_append(out, "</title>\n<desc id=\"");
    text_append(out, writer->prefix);
    text_append(out, "-desc\">");
    text_append_markup(out, writer->scene->description != NULL ? writer->scene->description : "");
    text_append(out, "</desc>\n");
}

/* --- names of rows, which a page may keep in place while the rest is scrolled --- */

static bool is_head(const SceneBox *box)
{
    return box->role == ROLE_NAME || box->role == ROLE_LANE;
}

/* With the root's class, below which style sheets have their rules: of what is drawn once more by
 * its id, browsers know nothing that is around it. */
static void open_group(SvgWriter *writer, const char *id)
{
    g_string_append_printf(writer->out, "<g id=\"%s-%s\" class=\"dl-diagram\">\n", writer->prefix,
                           id);
}

/* Lines of the column of names: between rows, and from a name to another one. */
static bool is_head_wire(const SceneWire *wire)
{
    return wire->role == ROLE_LANE_RULE || wire->role == ROLE_CONNECTOR;
}

static void put_head_wires(SvgWriter *writer, const char *id, Role role)
{
    open_group(writer, id);
    for (const SceneWire *wire = writer->scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == role)
            put_wire(writer, wire);
    text_append(writer->out, "</g>\n");
}

static void put_heads(SvgWriter *writer)
{
    open_group(writer, "heads");
    for (const SceneBox *box = writer->scene->boxes; box != NULL; box = box->next)
        if (is_head(box))
            put_box(writer, box);
    text_append(writer->out, "</g>\n");
}

/* Where the last row ends: the legend below it is not covered. */
static double rows_bottom(const Scene *scene)
{
    double bottom = 0;
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == ROLE_LANE_RULE)
            bottom = MAX(bottom, wire->points[0].y);
    return bottom + looks[ROLE_LANE_RULE].stroke_width;
}

/* Over the picture: who hears or steps through it has been there already. Without a viewBox it is
 * cut, not made smaller, where it is given less room. */
static void put_heads_again(SvgWriter *writer)
{
    GString *out = writer->out;
    text_append(out, "<svg class=\"dl-heads\" aria-hidden=\"true\"");
    svg_put_number(writer, "width", writer->scene->heads);
    svg_put_number(writer, "height", rows_bottom(writer->scene));
    text_append(out, ">\n");
    g_string_append_printf(out,
                           "<use href=\"#%s-rules\"/><use href=\"#%s-connectors\"/>"
                           "<use href=\"#%s-heads\"/></svg>\n",
                           writer->prefix, writer->prefix, writer->prefix);
}

void svg_write(const Scene *scene, const SvgTarget *target, GString *out)
{
    g_autofree char *prefix = id_prefix(scene->name);
    SvgWriter writer = {out, scene, target, prefix};
    if (target->standalone)
        text_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    open_root(&writer);
    if (target->standalone)
        put_setting(&writer);
    svg_put_definitions(&writer);
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (look_is_container(box))
            put_box(&writer, box);
    const bool has_heads = scene->heads > 0 && !target->standalone;
    if (has_heads)
        put_head_wires(&writer, "rules", ROLE_LANE_RULE);
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (!has_heads || !is_head_wire(wire))
            put_wire(&writer, wire);
    if (has_heads) {
        put_head_wires(&writer, "connectors", ROLE_CONNECTOR);
        put_heads(&writer);
    }
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (!look_is_container(box) && !(has_heads && is_head(box)))
            put_box(&writer, box);
    text_append(out, "</svg>\n");
    if (has_heads)
        put_heads_again(&writer);
}

double svg_width(const Scene *scene)
{
    return scene->width;
}

double svg_height(const Scene *scene)
{
    g_autoptr(Arena) arena = arena_new();
    const Heading heading = heading_break(scene, arena);
    return scene->height + heading_height(&heading);
}

/* Returns what `svg` begins with if it is a link's tag; 0: it is not. */
static size_t link_tag_length(const char *svg)
{
    if (g_str_has_prefix(svg, link_end))
        return strlen(link_end);
    return g_str_has_prefix(svg, link_start) ? strcspn(svg, ">") + 1 : 0;
}

void svg_unlink(GString *svg)
{
    char *to = svg->str;
    for (const char *at = svg->str; *at != '\0';) {
        const size_t tag = *at == '<' ? link_tag_length(at) : 0;
        at += tag;
        if (tag == 0)
            *to++ = *at++;
    }
    g_string_truncate(svg, (gsize)(to - svg->str));
}
