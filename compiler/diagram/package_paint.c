/*
 * The floor plan: dies in rows in the middle, those of other kinds below and above them, memory in
 * columns left and right, what else is packaged in rows below, the substrate around all of it.
 */
#include "diagram/package.h"

#include "diagram/legend.h"
#include "diagram/status_look.h"
#include "scene/look.h"
#include "scene/metrics.h"

#include <math.h>
#include <string.h>

enum {
    MARGIN = 20,
    WIDTH_MIN = 560,
    PADDING = 24, /* between the substrate's edge and what is on it */
    HEAD_HEIGHT = 46,
    DIE_GAP = 12,
    LINK_GAP = 96, /* between dies of a row with a link: at least, as that may have a label */
    LINK_LABEL_PADDING = 8,
    LINK_DROP = 28, /* between rows of them */
    MEMORY_GAP = 10,
    SIDE_GAP = 20, /* between dies and memory */
    DIE_WIDTH = 154,
    DIE_HEIGHT = 154, /* of two memories and their gap */
    EDGE_HEIGHT = 72,
    MEMORY_WIDTH = 96,
    MEMORY_HEIGHT = 72,
    OTHER_WIDTH = 120,
    OTHER_HEIGHT = 52,
    ROW_WIDTH_MAX = 760,
    LABEL_PADDING = 8,
    LEGEND_GAP = 14,
    SCALE_LENGTH = 10, /* millimetres */
};

static const struct PieceLook {
    Shape shape;
    int hue;
    double width; /* where sizes are not known */
    double height;
} piece_looks[PIECE_KINDS] = {
    [PIECE_DIE] = {SHAPE_BOX, 0, DIE_WIDTH, DIE_HEIGHT},
    [PIECE_MEMORY] = {SHAPE_BOX, 5, MEMORY_WIDTH, MEMORY_HEIGHT},
    [PIECE_OTHER] = {SHAPE_ROUNDED, 2, OTHER_WIDTH, OTHER_HEIGHT},
};

/* One rectangle of a piece. */
typedef struct PieceCell {
    const Piece *piece;
    double x; /* of its top left corner, in its block */
    double y;
    const SceneBox *box; /* once drawn */
} PieceCell;

/* Cells of one kind that stand together. */
typedef struct Block {
    GArray *cells; /* of PieceCell */
    double width;
    double height;
    double column_gap;
    guint columns;
} Block;

/* --- sizes --- */

/* Pixels a millimetre: the least die still holds its name, the largest is not huge. */
static double find_scale(const Package *package)
{
    static const double SIDE_MIN = 110;
    static const double SIDE_MAX = 240;
    double least = INFINITY;
    double most = 0;
    for (guint i = 0; i < package->pieces->len; i++) {
        const Piece *piece = &g_array_index(package->pieces, Piece, i);
        if (piece->kind != PIECE_DIE)
            continue;
        least = MIN(least, sqrt(piece->square_millimetres));
        most = MAX(most, sqrt(piece->square_millimetres));
    }
    static const double USUAL = 6;
    return MIN(SIDE_MAX / most, MAX(SIDE_MIN / least, USUAL));
}

static void set_sizes(Package *package, double scale)
{
    for (guint i = 0; i < package->pieces->len; i++) {
        Piece *piece = &g_array_index(package->pieces, Piece, i);
        const struct PieceLook *look = &piece_looks[piece->kind];
        const bool scaled = piece->kind == PIECE_DIE && package->to_scale;
        piece->width = scaled ? sqrt(piece->square_millimetres) * scale : look->width;
        piece->height = scaled                       ? piece->width
                        : piece->place == PLACE_EDGE ? EDGE_HEIGHT
                                                     : look->height;
    }
}

/* --- blocks --- */

static void block_init(Block *block, double column_gap)
{
    *block =
        (Block){.cells = g_array_new(FALSE, FALSE, sizeof(PieceCell)), .column_gap = column_gap};
}

static void block_clear(Block *block)
{
    g_array_unref(block->cells);
}

static void block_add(Block *block, const Piece *piece)
{
    const PieceCell cell = {.piece = piece};
    g_array_append_val(block->cells, cell);
}

/* Puts the cells into rows of at most `columns`, each row in the middle. */
static void block_place(Block *block, guint columns, double row_gap)
{
    GArray *cells = block->cells;
    double y = 0;
    block->columns = columns;
    for (guint begin = 0; begin < cells->len; begin += columns) {
        const guint end = MIN(begin + columns, cells->len);
        double x = 0;
        double height = 0;
        for (guint i = begin; i < end; i++) {
            PieceCell *cell = &g_array_index(cells, PieceCell, i);
            cell->x = x;
            cell->y = y;
            x += cell->piece->width + block->column_gap;
            height = MAX(height, cell->piece->height);
        }
        block->width = MAX(block->width, x - block->column_gap);
        y += height + row_gap;
        block->height = y - row_gap;
    }
    for (guint begin = 0; begin < cells->len; begin += columns) {
        const guint end = MIN(begin + columns, cells->len);
        const PieceCell *last = &g_array_index(cells, PieceCell, end - 1);
        const double rest = block->width - last->x - last->piece->width;
        for (guint i = begin; i < end; i++)
            g_array_index(cells, PieceCell, i).x += rest / 2;
    }
}

/* All rectangles of a place; where that has two sides, every other one. */
static void fill_block(const Package *package, Block *block, PiecePlace place, unsigned side,
                       unsigned sides)
{
    unsigned total = 0;
    for (guint i = 0; i < package->pieces->len; i++) {
        const Piece *piece = &g_array_index(package->pieces, Piece, i);
        for (unsigned j = 0; piece->place == place && j < piece->drawn; j++)
            if (total++ % sides == side)
                block_add(block, piece);
    }
}

/* As many columns as make the block about as wide as high. */
static guint square_columns(guint count)
{
    return count <= 3 ? MAX(count, 1) : (guint)ceil(sqrt(count));
}

/* --- drawing --- */

enum { FACTS_MAX = 3 };

/* How many one rectangle stands for, their area and process: what is known of it. */
static size_t piece_facts(const Drawing *drawing, const Piece *piece, const char *facts[FACTS_MAX])
{
    const char *number = parts_count(drawing, &piece->part);
    size_t count = 0;
    if (piece->part.count > piece->drawn && number != NULL)
        facts[count++] = number;
    if (piece->area != NULL)
        facts[count++] = status_look_say_claim(drawing, piece->area);
    if (piece->process != NULL)
        facts[count++] = status_look_say_claim(drawing, piece->process);
    return count;
}

/* What is not sure to be there says so first of all. */
static const char *piece_caption(const Drawing *drawing, const Piece *piece, double room)
{
    const char *facts[FACTS_MAX];
    const size_t count = piece_facts(drawing, piece, facts);
    const bool is_firm = piece->status == STATUS_ACTUAL;
    const char *first = !is_firm    ? status_look_word(drawing->words, piece->status)
                        : count > 0 ? facts[0]
                                    : package_kind(drawing, piece->kind);
    const size_t next = is_firm ? 1 : 0;
    if (next >= count)
        return scene_clean(drawing->arena, first);
    const char *both = arena_printf(drawing->arena, "%s · %s", first, facts[next]);
    const bool fits = scene_text_width(ROLE_CAPTION, both) <= room;
    return scene_clean(drawing->arena, is_firm || fits ? both : first);
}

static const char *piece_title(const Drawing *drawing, const Piece *piece)
{
    const char *facts[FACTS_MAX];
    const size_t count = piece_facts(drawing, piece, facts);
    const char *kind = status_look_say(drawing->words, drawing->arena,
                                       package_kind(drawing, piece->kind), piece->status);
    const char *title = arena_printf(drawing->arena, "%s – %s",
                                     drawing_text(drawing, piece->part.entry->label), kind);
    for (size_t i = 0; i < count; i++)
        title = drawing_join(drawing, "title.comma", title, facts[i]);
    if (piece->part.count == 0)
        title = drawing_join(drawing, "title.semicolon", title,
                             drawing_word(drawing, "package.count_unknown"));
    return scene_clean(drawing->arena, title);
}

/* Over two lines if it is long. */
static void set_name(const Scene *scene, SceneBox *box, const char *name, double room)
{
    const Look *look = &looks[ROLE_NODE];
    const size_t cut = metrics_break(name, look->font_size, look->bold, room);
    box->text = name;
    if (name[cut] != '\0' && cut > 0) {
        g_autofree char *first = g_strstrip(g_strndup(name, cut));
        box->text = arena_strdup(scene->arena, first);
        box->more = scene_fit(scene, ROLE_NODE, name + cut + strspn(name + cut, " "), room);
    }
    box->text = scene_fit(scene, ROLE_NODE, box->text, room);
}

static void paint_cell(const Package *package, PieceCell *cell, double left, double top)
{
    Drawing *drawing = package->drawing;
    Scene *scene = &drawing->scene;
    const Piece *piece = cell->piece;
    const struct PieceLook *look = &piece_looks[piece->kind];
    SceneBox *box = scene_add_box(scene, ROLE_NODE, look->shape, left + cell->x, top + cell->y,
                                  piece->width, piece->height);
    const double room = piece->width - LABEL_PADDING;
    const char *caption = piece_caption(drawing, piece, room);
    const char *name = scene_clean(drawing->arena, drawing_text(drawing, piece->part.entry->label));
    box->hue = look->hue;
    box->entry = piece->part.entry;
    box->brief = name;
    set_name(scene, box, name, room);
    box->caption = scene_fit(scene, ROLE_CAPTION, caption, room);
    box->title = piece_title(drawing, piece);
    box->line = status_look_line(piece->status);
    box->struck = piece->status == STATUS_CANCELLED;
    cell->box = box;
}

static void paint_block(const Package *package, Block *block, double left, double top)
{
    for (guint i = 0; i < block->cells->len; i++)
        paint_cell(package, &g_array_index(block->cells, PieceCell, i), left, top);
}

static const char *link_title(const Package *package)
{
    const Drawing *drawing = package->drawing;
    const char *title =
        drawing_join(drawing, "title.colon", drawing_word(drawing, "package.die_link"),
                     status_look_say_claim(drawing, package->bandwidth));
    return scene_clean(drawing->arena, title);
}

/* In one line over a link. */
static const char *link_label(const Package *package)
{
    const Drawing *drawing = package->drawing;
    return scene_clean(drawing->arena, status_look_say_claim(drawing, package->bandwidth));
}

static SceneWire *paint_link(Package *package, const SceneBox *from, const SceneBox *to,
                             Point start, Point end)
{
    const Point points[] = {start, start, end, end};
    SceneWire *wire =
        scene_add_wire(&package->drawing->scene, ROLE_EDGE, from, to, points, G_N_ELEMENTS(points));
    wire->hue = 1;
    status_look_set_wire(wire, package->bandwidth->status);
    wire->title = link_title(package);
    package->has_link = true;
    return wire;
}

/* To the right-hand neighbour. All links have one bandwidth: the first says it. */
static void paint_link_in_row(Package *package, const SceneBox *from, const SceneBox *to)
{
    Drawing *drawing = package->drawing;
    Scene *scene = &drawing->scene;
    const bool is_first = !package->has_link;
    const double y = MIN(from->y + from->height / 2, to->y + to->height / 2);
    const double left = from->x + from->width;
    SceneWire *wire = paint_link(package, from, to, (Point){left, y}, (Point){to->x, y});
    if (!is_first)
        return;
    const char *text = link_label(package);
    wire->brief = text;
    SceneBox *label = scene_add_text(scene, ROLE_LINK_LABEL, (left + to->x) / 2,
                                     y - scene_text_height(ROLE_LINK_LABEL) - 4,
                                     to->x - left - LINK_LABEL_PADDING, text);
    label->y = MAX(label->y, 0);
}

/* Between neighbours, if their bandwidth is stated: that they are linked is, then. */
static void paint_links(Package *package, const Block *dies)
{
    for (guint i = 0; i < dies->cells->len; i++) {
        const SceneBox *from = g_array_index(dies->cells, PieceCell, i).box;
        const guint beside = i + 1;
        const guint below = i + dies->columns;
        if (beside < dies->cells->len && beside % dies->columns != 0)
            paint_link_in_row(package, from, g_array_index(dies->cells, PieceCell, beside).box);
        if (below >= dies->cells->len)
            continue;
        const SceneBox *to = g_array_index(dies->cells, PieceCell, below).box;
        const double x = from->x + from->width / 2;
        if (from->x == to->x) /* the last row may stand apart */
            paint_link(package, from, to, (Point){x, from->y + from->height}, (Point){x, to->y});
    }
}

/* The chip's name and its ways of packaging, in the substrate's upper edge. */
static void paint_head(const Package *package, double left, double top, double room)
{
    Drawing *drawing = package->drawing;
    Scene *scene = &drawing->scene;
    const double right = left + room;
    const double middle = top + HEAD_HEIGHT / 2.0 + 4;
    SceneBox *name =
        scene_add_text(scene, ROLE_NAME, left, middle - scene_text_height(ROLE_NAME) / 2, room,
                       drawing_text(drawing, package->chip->label));
    name->entry = package->chip;
    double x = name->x + name->width;
    const double y = middle - scene_text_height(ROLE_HEADING) / 2;
    const Claims *packaging = object_claims(&package->chip->object, SLOT_PACKAGING);
    for (size_t i = 0; packaging != NULL && i < packaging->count && x + 40 < right; i++) {
        const Claim *claim = &packaging->items[i];
        if (!claim_is_in_force(claim) || claim->value.kind != VALUE_REFERENCE ||
            claim->value.entry == NULL || claim->value.entry->draft)
            continue;
        x += 16;
        SceneBox *text = scene_add_text(scene, ROLE_HEADING, x, y, right - x,
                                        status_look_say_claim(drawing, claim));
        text->entry = claim->value.entry;
        x = text->x + text->width;
    }
}

/* How wide the head is when nothing is cut. */
static double head_width(const Package *package)
{
    const Drawing *drawing = package->drawing;
    double width = scene_text_width(ROLE_NAME, drawing_text(drawing, package->chip->label));
    const Claims *packaging = object_claims(&package->chip->object, SLOT_PACKAGING);
    for (size_t i = 0; packaging != NULL && i < packaging->count; i++)
        width += 16 + scene_text_width(ROLE_HEADING,
                                       status_look_say_claim(drawing, &packaging->items[i]));
    return MIN(width + 1, ROW_WIDTH_MAX);
}

static double paint_legend(const Package *package, double scale, double width, double top)
{
    const Drawing *drawing = package->drawing;
    bool occurring[PIECE_KINDS] = {false};
    for (guint i = 0; i < package->pieces->len; i++)
        occurring[g_array_index(package->pieces, Piece, i).kind] = true;
    Legend legend;
    legend_init(&legend, &package->drawing->scene, MARGIN, width - MARGIN, top + LEGEND_GAP);
    for (unsigned kind = 0; kind < PIECE_KINDS; kind++)
        if (occurring[kind]) {
            SceneBox *sample = legend_add_mark(&legend, piece_looks[kind].shape,
                                               package_kind(drawing, (PieceKind)kind));
            sample->hue = piece_looks[kind].hue;
            sample->hollow = true;
        }
    if (package->to_scale)
        legend_add_scale(&legend, SCALE_LENGTH * scale,
                         drawing_fill(drawing, "package.millimetres",
                                      arena_printf(drawing->arena, "%d", SCALE_LENGTH)));
    legend_break(&legend);
    legend_add_note(&legend, drawing_word(drawing, package->to_scale ? "package.areas_to_scale"
                                                                     : "package.schematic"));
    if (package->is_one)
        legend_add_note(&legend, drawing_word(drawing, "package.one_die"));
    if (package->bandwidth != NULL && !package->has_link)
        legend_add_note(&legend, link_title(package));
    return legend_bottom(&legend);
}

typedef struct Floor {
    Block core;
    Block edges[2]; /* dies below and above it */
    Block sides[2]; /* memory, left and right */
    Block rest;
    double dies_width; /* of the core and its edges */
    double dies_height;
    double width; /* of what is on the substrate */
    double height;
    double middle_height; /* of dies and memory */
} Floor;

/* As many columns as are no wider than the core. */
static guint edge_columns(const Floor *floor, const Block *edge)
{
    double widest = 1;
    for (guint i = 0; i < edge->cells->len; i++)
        widest = MAX(widest, g_array_index(edge->cells, PieceCell, i).piece->width);
    return MAX((guint)((floor->core.width + DIE_GAP) / (widest + DIE_GAP)), 1);
}

static double link_gap(const Package *package)
{
    const double label = scene_text_width(ROLE_LINK_LABEL, link_label(package));
    return MAX(ceil(label) + 1 + LINK_LABEL_PADDING, LINK_GAP);
}

static void place_dies(const Package *package, Floor *floor)
{
    const bool linked = package->bandwidth != NULL;
    block_init(&floor->core, linked ? link_gap(package) : DIE_GAP);
    fill_block(package, &floor->core, PLACE_CORE, 0, 1);
    block_place(&floor->core, square_columns(floor->core.cells->len), linked ? LINK_DROP : DIE_GAP);
    floor->dies_width = floor->core.width;
    floor->dies_height = floor->core.height;
    for (unsigned side = 0; side < G_N_ELEMENTS(floor->edges); side++) {
        Block *edge = &floor->edges[side];
        block_init(edge, DIE_GAP);
        fill_block(package, edge, PLACE_EDGE, side, G_N_ELEMENTS(floor->edges));
        block_place(edge, edge_columns(floor, edge), DIE_GAP);
        floor->dies_width = MAX(floor->dies_width, edge->width);
        floor->dies_height += edge->height > 0 ? edge->height + DIE_GAP : 0;
    }
}

static void floor_place(const Package *package, Floor *floor)
{
    place_dies(package, floor);
    block_init(&floor->rest, DIE_GAP);
    fill_block(package, &floor->rest, PLACE_REST, 0, 1);
    block_place(&floor->rest, ROW_WIDTH_MAX / (OTHER_WIDTH + DIE_GAP), DIE_GAP);
    floor->width = floor->dies_width;
    floor->middle_height = floor->dies_height;
    for (unsigned side = 0; side < G_N_ELEMENTS(floor->sides); side++) {
        Block *block = &floor->sides[side];
        block_init(block, MEMORY_GAP);
        fill_block(package, block, PLACE_SIDE, side, G_N_ELEMENTS(floor->sides));
        block_place(block, block->cells->len > 8 ? 2 : 1, MEMORY_GAP);
        floor->width += block->width > 0 ? block->width + SIDE_GAP : 0;
        floor->middle_height = MAX(floor->middle_height, block->height);
    }
    floor->width = MAX(MAX(floor->width, floor->rest.width), head_width(package));
    floor->height =
        floor->middle_height + (floor->rest.height > 0 ? floor->rest.height + SIDE_GAP : 0);
}

/* The block with its middle at `middle`; returns where what is below it begins. */
static double paint_die_rows(const Package *package, Block *block, double middle, double top)
{
    paint_block(package, block, middle - block->width / 2, top);
    return block->height > 0 ? top + block->height + DIE_GAP : top;
}

static void paint_dies(Package *package, Floor *floor, double left, double top)
{
    const double middle = left + floor->dies_width / 2;
    double y = paint_die_rows(package, &floor->edges[1], middle, top);
    y = paint_die_rows(package, &floor->core, middle, y);
    paint_die_rows(package, &floor->edges[0], middle, y);
    if (package->bandwidth != NULL)
        paint_links(package, &floor->core);
}

static void floor_paint(Package *package, Floor *floor, double left, double top)
{
    const double *memory[] = {&floor->sides[0].width, &floor->sides[1].width};
    double row = floor->dies_width;
    for (size_t i = 0; i < G_N_ELEMENTS(memory); i++)
        row += *memory[i] > 0 ? *memory[i] + SIDE_GAP : 0;
    const double middle = floor->middle_height;
    double x = left + (floor->width - row) / 2;
    paint_block(package, &floor->sides[0], x, top + (middle - floor->sides[0].height) / 2);
    x += *memory[0] > 0 ? *memory[0] + SIDE_GAP : 0;
    paint_dies(package, floor, x, top + (middle - floor->dies_height) / 2);
    x += floor->dies_width + SIDE_GAP;
    paint_block(package, &floor->sides[1], x, top + (middle - floor->sides[1].height) / 2);
    paint_block(package, &floor->rest, left + (floor->width - floor->rest.width) / 2,
                top + middle + SIDE_GAP);
}

static void floor_clear(Floor *floor)
{
    block_clear(&floor->core);
    block_clear(&floor->rest);
    for (unsigned side = 0; side < 2; side++) {
        block_clear(&floor->edges[side]);
        block_clear(&floor->sides[side]);
    }
}

void package_paint(Package *package)
{
    Scene *scene = &package->drawing->scene;
    const double scale = package->to_scale ? find_scale(package) : 0;
    Floor floor = {0};
    set_sizes(package, scale);
    floor_place(package, &floor);
    const double width = floor.width + 2.0 * PADDING;
    const double height = HEAD_HEIGHT + floor.height + PADDING;
    scene->width = MAX(width, WIDTH_MIN) + 2.0 * MARGIN;
    SceneBox *substrate =
        scene_add_box(scene, ROLE_CONTAINER, SHAPE_ROUNDED, MARGIN, MARGIN, width, height);
    substrate->hue = HUE_COUNT - 1;
    substrate->brief =
        scene_clean(scene->arena, drawing_text(package->drawing, package->chip->label));
    paint_head(package, MARGIN + PADDING, MARGIN, floor.width);
    floor_paint(package, &floor, MARGIN + PADDING, MARGIN + HEAD_HEIGHT);
    scene->height = paint_legend(package, scale, scene->width, MARGIN + height) + MARGIN;
    floor_clear(&floor);
}
