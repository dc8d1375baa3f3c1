#include "scene/deck_slide.h"

#include "base/text.h"
#include "scene/cuts.h"
#include "scene/metrics.h"
#include "scene/number.h"
#include "scene/outline.h"
#include "scene/shape_ml.h"

/* In CSS pixels, of which a slide has 1280 × 720; templates/slides has the same places. */
enum {
    LEFT = 40,
    PICTURE_TOP = 76,
    PICTURE_HEIGHT = 566,
    TITLE_SIZE = 28,
    TITLE_SIZE_MIN = 16,
};

static const double SCALE_MAX = 1.6;

/* Ids of shapes: what a slide has itself, then its boxes, then its wires, then parts of groups. */
enum { ID_TITLE = 2, ID_SOURCES, ID_AS_OF, ID_PAGE, ID_BOXES = 10 };

typedef struct SlideWriter {
    ShapeMl ml;
    const DeckSlide *slide;
    GPtrArray *links;
    GHashTable *numbers; /* of links, by their addresses */
    unsigned next_id;    /* of wires and parts of groups */
} SlideWriter;

/* --- what shapes are called, and where they lead --- */

/* Ends of lines would be read as spaces. */
static void put_attribute(SlideWriter *writer, const char *name, const char *value)
{
    g_auto(GStrv) lines = g_strsplit(value, "\n", -1);
    g_string_append_printf(writer->ml.out, " %s=\"", name);
    for (char **line = lines; *line != NULL; line++) {
        text_append(writer->ml.out, line > lines ? "&#10;" : "");
        text_append_markup(writer->ml.out, *line);
    }
    g_string_append_c(writer->ml.out, '"');
}

/* Returns the link's number among the slide's relationships. */
static unsigned find_link(SlideWriter *writer, const char *address)
{
    gpointer number = g_hash_table_lookup(writer->numbers, address);
    if (number != NULL)
        return GPOINTER_TO_UINT(number);
    char *copy = g_strdup(address);
    const unsigned next = DECK_FIRST_LINK + writer->links->len;
    g_ptr_array_add(writer->links, copy);
    g_hash_table_insert(writer->numbers, copy, GUINT_TO_POINTER(next));
    return next;
}

/* Where the box leads to; NULL: nowhere. Caller frees. */
static char *box_address(const SlideWriter *writer, const SceneBox *box)
{
    g_autofree char *page = writer->slide->site != NULL ? scene_box_page(box) : NULL;
    return page != NULL ? g_strconcat(writer->slide->site, page, ".html", NULL) : NULL;
}

/* Appends what a shape is called and says; its link is the shape's, not its text's. */
static void put_name(SlideWriter *writer, unsigned id, const char *name, const char *title,
                     const char *address)
{
    GString *out = writer->ml.out;
    g_string_append_printf(out, "<p:cNvPr id=\"%u\"", id);
    put_attribute(writer, "name", name);
    if (title != NULL)
        put_attribute(writer, "descr", title);
    text_append(out, ">");
    if (address != NULL)
        g_string_append_printf(out, "<a:hlinkClick r:id=\"rId%u\"/>", find_link(writer, address));
    text_append(out, "</p:cNvPr>");
}

/* --- boxes --- */

static unsigned box_id(const SceneBox *box)
{
    return ID_BOXES + box->number;
}

/* What people see in a list of the slide's objects. */
static void put_box_name(SlideWriter *writer, const SceneBox *box)
{
    g_autofree char *address = box_address(writer, box);
    g_autofree char *name = box->text != NULL
                                ? g_strdup(box->text)
                                : g_strdup_printf("%s %u", looks[box->role].name, box->number);
    put_name(writer, box_id(box), name, box->title, address);
}

/* Its own sizes: programs shrink and wrap text, each in its own way. */
static void begin_text(const SlideWriter *writer, const char *wrap, const char *anchor)
{
    g_string_append_printf(writer->ml.out,
                           "<p:txBody><a:bodyPr wrap=\"%s\" lIns=\"0\" tIns=\"0\" rIns=\"0\" "
                           "bIns=\"0\" rtlCol=\"0\" anchor=\"%s\"><a:noAutofit/></a:bodyPr>"
                           "<a:lstStyle/>",
                           wrap, anchor);
}

static void end_text(const SlideWriter *writer)
{
    text_append(writer->ml.out, "</p:txBody>");
}

static void put_text(const SlideWriter *writer, const SceneBox *box)
{
    const bool label = box->shape == SHAPE_NONE;
    const Align align = label ? looks[box->role].align : ALIGN_MIDDLE;
    begin_text(writer, "none", label ? "t" : "ctr");
    if (box->text == NULL)
        text_append(writer->ml.out, "<a:p><a:endParaRPr lang=\"en-US\"/></a:p>");
    else
        shape_ml_text(&writer->ml, box->role, align, box->text);
    if (box->more != NULL)
        shape_ml_text(&writer->ml, box->role, align, box->more);
    if (box->caption != NULL)
        shape_ml_text(&writer->ml, ROLE_CAPTION, align, box->caption);
    end_text(writer);
}

/* All of a shape but what it is called. */
static void put_shape_body(const SlideWriter *writer, const SceneBox *box)
{
    GString *out = writer->ml.out;
    g_string_append_printf(out, "<p:cNvSpPr%s/><p:nvPr/></p:nvSpPr><p:spPr>",
                           box->shape == SHAPE_NONE ? " txBox=\"1\"" : "");
    shape_ml_outline(&writer->ml, box);
    shape_ml_box_look(&writer->ml, box);
    text_append(out, "</p:spPr>");
    put_text(writer, box);
    text_append(out, "</p:sp>");
}

/* Begins a free form of lines; how they look follows. */
static void put_free_form(SlideWriter *writer, unsigned id, const char *name, const char *title,
                          const Point *points, size_t count, const char *data)
{
    text_append(writer->ml.out, "<p:sp><p:nvSpPr>");
    put_name(writer, id, name, title, NULL);
    text_append(writer->ml.out, "<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>");
    shape_ml_path(&writer->ml, points, count, data);
    text_append(writer->ml.out, "<a:noFill/>");
}

static void put_sign(SlideWriter *writer, const Point *points, size_t count)
{
    g_autoptr(GString) data = g_string_new(NULL);
    outline_append_strokes(data, points, count);
    put_free_form(writer, writer->next_id++, "sign", NULL, points, count, data->str);
    shape_ml_line(&writer->ml, COLOUR_INK, OUTLINE_SIGN_WIDTH, LINE_SOLID);
    text_append(writer->ml.out, "</p:spPr></p:sp>");
}

static void put_signs(SlideWriter *writer, const SceneBox *box)
{
    Point points[2 * OUTLINE_STROKES_MAX];
    if (box->sign > 0)
        put_sign(writer, points, outline_find_feet(box, points));
    if (box->struck)
        put_sign(writer, points, outline_find_strike(box, points));
}

/* Begins a group of what has signs upon it, from `low` to `high`: one object to move and to
 * animate, whose parts are where they would be without it. */
static void begin_group(SlideWriter *writer, const char *name, const char *title, Point low,
                        Point high)
{
    const SlideFrame *frame = &writer->ml.frame;
    const long x = path_ml_x(frame, low.x);
    const long y = path_ml_y(frame, low.y);
    const long width = path_ml_x(frame, high.x) - x;
    const long height = path_ml_y(frame, high.y) - y;
    text_append(writer->ml.out, "<p:grpSp><p:nvGrpSpPr>");
    put_name(writer, writer->next_id++, name, title, NULL);
    text_append(writer->ml.out, "<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>");
    for (unsigned i = 0; i < 2; i++)
        g_string_append_printf(
            writer->ml.out, "<a:%s x=\"%ld\" y=\"%ld\"/><a:%s cx=\"%ld\" cy=\"%ld\"/>",
            i == 0 ? "off" : "chOff", x, y, i == 0 ? "ext" : "chExt", width, height);
    text_append(writer->ml.out, "</a:xfrm></p:grpSpPr>");
}

static void end_group(SlideWriter *writer)
{
    text_append(writer->ml.out, "</p:grpSp>");
}

static void put_signed_box(SlideWriter *writer, const SceneBox *box)
{
    const double beyond = MAX(OUTLINE_SIGN_REACH - MIN(box->width, box->height) / 2, 0);
    const double below = MAX(beyond, OUTLINE_SIGN_REACH - 1);
    begin_group(writer, "mark", box->title, (Point){box->x - beyond, box->y - beyond},
                (Point){box->x + box->width + beyond, box->y + box->height + below});
    text_append(writer->ml.out, "<p:sp><p:nvSpPr>");
    put_box_name(writer, box);
    put_shape_body(writer, box);
    put_signs(writer, box);
    end_group(writer);
}

static void put_box(SlideWriter *writer, const SceneBox *box)
{
    if (box->role == ROLE_ANCHOR)
        return;
    if (box->shape != SHAPE_NONE && (box->sign > 0 || box->struck)) {
        put_signed_box(writer, box);
        return;
    }
    text_append(writer->ml.out, "<p:sp><p:nvSpPr>");
    put_box_name(writer, box);
    put_shape_body(writer, box);
}

/* --- wires --- */

static void put_connection(SlideWriter *writer, const char *element, const SceneBox *box,
                           Point point)
{
    const bool seen = box != NULL && box->role != ROLE_ANCHOR;
    const int site = seen ? glue_find(writer->ml.glue, box, point) : -1;
    if (site >= 0)
        g_string_append_printf(writer->ml.out, "<a:%s id=\"%u\" idx=\"%d\"/>", element, box_id(box),
                               site);
}

static void put_connector(SlideWriter *writer, const SceneWire *wire)
{
    GString *out = writer->ml.out;
    const Point from = wire->points[0];
    const Point to = scene_wire_end(wire);
    const char *flips = from.x > to.x
                            ? (from.y > to.y ? " flipH=\"1\" flipV=\"1\"" : " flipH=\"1\"")
                        : from.y > to.y ? " flipV=\"1\""
                                        : "";
    text_append(out, "<p:cxnSp><p:nvCxnSpPr>");
    put_name(writer, writer->next_id++, looks[wire->role].name, wire->title, NULL);
    text_append(out, "<p:cNvCxnSpPr>");
    put_connection(writer, "stCxn", wire->from, from);
    put_connection(writer, "endCxn", wire->to, to);
    text_append(out, "</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr><p:spPr>");
    shape_ml_place(&writer->ml, flips, MIN(from.x, to.x), MIN(from.y, to.y), ABS(from.x - to.x),
                   ABS(from.y - to.y));
    text_append(out, "<a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>");
    shape_ml_wire_look(&writer->ml, wire);
    text_append(out, "</p:spPr></p:cxnSp>");
}

/* The spline, and on to its tip. */
static void put_route(SlideWriter *writer, const SceneWire *wire)
{
    g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(Point));
    g_array_append_vals(points, wire->points, (guint)wire->point_count);
    g_autoptr(GString) data = g_string_new(NULL);
    outline_append_spline(data, wire->points, wire->point_count, false);
    if (wire->has_tip) {
        g_array_append_val(points, wire->tip);
        text_append(data, "L");
        number_append(data, wire->tip.x);
        number_append_all(data, wire->tip.y);
    }
    put_free_form(writer, writer->next_id++, looks[wire->role].name, wire->title,
                  (const Point *)(const void *)points->data, points->len, data->str);
    shape_ml_wire_look(&writer->ml, wire);
    text_append(writer->ml.out, "</p:spPr></p:sp>");
}

static void put_line(SlideWriter *writer, const SceneWire *wire)
{
    if (glue_is_straight(wire))
        put_connector(writer, wire);
    else
        put_route(writer, wire);
}

/* A line that is crossed out. */
static void put_struck_wire(SlideWriter *writer, const SceneWire *wire)
{
    Point strike[2 * OUTLINE_STROKES_MAX];
    const size_t count = outline_find_wire_strike(wire, strike);
    Point low = scene_wire_end(wire);
    Point high = low;
    for (size_t i = 0; i < wire->point_count + count; i++) {
        const Point at = i < count ? strike[i] : wire->points[i - count];
        low = (Point){MIN(low.x, at.x), MIN(low.y, at.y)};
        high = (Point){MAX(high.x, at.x), MAX(high.y, at.y)};
    }
    begin_group(writer, looks[wire->role].name, wire->title, low, high);
    put_line(writer, wire);
    put_sign(writer, strike, count);
    end_group(writer);
}

static void put_wire(SlideWriter *writer, const SceneWire *wire)
{
    if (wire->struck)
        put_struck_wire(writer, wire);
    else
        put_line(writer, wire);
}

/* --- what stands around the picture --- */

static void begin_place(SlideWriter *writer, unsigned id, const char *name, const char *place)
{
    text_append(writer->ml.out, "<p:sp><p:nvSpPr>");
    put_name(writer, id, name, NULL, NULL);
    g_string_append_printf(writer->ml.out,
                           "<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph %s/>"
                           "</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>",
                           place);
}

static void end_place(const SlideWriter *writer)
{
    text_append(writer->ml.out, "</a:p></p:txBody></p:sp>");
}

/* The largest size at which the title is one line. */
static void put_title(SlideWriter *writer)
{
    const char *title = writer->slide->title;
    const double width = metrics_width(title, TITLE_SIZE, true);
    const double size =
        width > DECK_WIDTH ? MAX(TITLE_SIZE * DECK_WIDTH / width, TITLE_SIZE_MIN) : TITLE_SIZE;
    begin_place(writer, ID_TITLE, "Title", "type=\"title\"");
    shape_ml_run(&writer->ml, COLOUR_INK, size, true, "", title);
    end_place(writer);
}

static void put_footer(SlideWriter *writer, unsigned id, const char *name, const char *place,
                       const char *link, const char *text)
{
    if (text == NULL)
        return;
    begin_place(writer, id, name, place);
    shape_ml_run(&writer->ml, COLOUR_MUTED, DECK_FOOT_SIZE, false, link, text);
    end_place(writer);
}

static void put_setting(SlideWriter *writer)
{
    const DeckSlide *slide = writer->slide;
    put_title(writer);
    put_footer(writer, ID_SOURCES, "Sources", "type=\"body\" sz=\"quarter\" idx=\"13\"", "",
               slide->sources);
    put_footer(writer, ID_AS_OF, "As of", "type=\"dt\" sz=\"half\" idx=\"10\"", "", slide->as_of);
    if (slide->page == NULL)
        return;
    g_autofree char *link = g_strdup_printf("rId%u", find_link(writer, slide->page));
    put_footer(writer, ID_PAGE, "Page", "type=\"ftr\" sz=\"quarter\" idx=\"11\"", link,
               slide->page);
}

static double scale_of(const Scene *scene)
{
    const double scale =
        MIN(DECK_WIDTH / MAX(scene->width, 1), PICTURE_HEIGHT / MAX(scene->height, 1));
    return MIN(scale, SCALE_MAX);
}

GPtrArray *deck_cut(const Scene *scene, Arena *arena)
{
    static const double LEGIBLE = 0.6; /* small type is 5.4 pt high then */
    static const double WANTED = 0.85;
    const bool is_legible = scale_of(scene) >= LEGIBLE || DECK_WIDTH / scene->width < LEGIBLE;
    return is_legible ? g_ptr_array_new() : cuts_make(scene, PICTURE_HEIGHT / WANTED, arena);
}

static SlideFrame frame_of(const Scene *scene)
{
    const double width = MAX(scene->width, 1);
    const double height = MAX(scene->height, 1);
    const double scale = scale_of(scene);
    return (SlideFrame){scale, LEFT + (DECK_WIDTH - width * scale) / 2,
                        PICTURE_TOP + (PICTURE_HEIGHT - height * scale) / 2};
}

/* In the order of the SVG: each upon what came before. */
static void put_picture(SlideWriter *writer)
{
    const Scene *scene = writer->slide->scene;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (look_is_container(box))
            put_box(writer, box);
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        put_wire(writer, wire);
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (!look_is_container(box))
            put_box(writer, box);
}

void deck_slide_append(const Deck *deck, const DeckSlide *slide, GPtrArray *links, GString *out)
{
    g_autoptr(Glue) glue = glue_new(slide->scene);
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    SlideWriter writer = {
        .ml = {out, slide->language, frame_of(slide->scene), glue, deck->dark},
        .slide = slide,
        .links = links,
        .numbers = numbers,
        .next_id = ID_BOXES + slide->scene->box_count + 1,
    };
    text_append(out,
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                "<p:sld xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
                "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
                "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\">"
                "<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/>"
                "<p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>");
    put_setting(&writer);
    put_picture(&writer);
    text_append(out, "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
                     "</p:sld>\n");
}
