/*
 * Package: the floor plan of one chip, from composed_of (dies) and packaged_with (memory, optics).
 * Areas are drawn to scale if all are known; where anything lies is never stated, and the picture
 * says so.
 */
#include "diagram/package.h"

#include "diagram/legend.h"
#include "diagram/status_look.h"

#include <math.h>

enum { RECTANGLES_MAX = 16 }; /* of one part; more are one rectangle with their number */

const char *package_kind(const Drawing *drawing, PieceKind kind)
{
    static const char *const words[PIECE_KINDS] = {
        [PIECE_DIE] = "package.die",
        [PIECE_MEMORY] = "package.memory",
        [PIECE_OTHER] = "package.other_part",
    };
    return drawing_word(drawing, words[kind]);
}

/* The middle of a stated area, in the unit of its slot; 0: none is stated, or it is open. */
static double middle_of(const Claim *area)
{
    if (area == NULL || area->value.kind != VALUE_QUANTITY)
        return 0;
    const Quantity *quantity = area->value.quantity;
    const double middle = (quantity->min + quantity->max) / 2;
    return isfinite(middle) && middle > 0 ? middle : 0;
}

static void add_piece(Package *package, const Part *part, PieceKind kind)
{
    static const PiecePlace places[PIECE_KINDS] = {PLACE_CORE, PLACE_SIDE, PLACE_REST};
    Piece piece = {.part = *part, .kind = kind, .place = places[kind]};
    piece.status = part->reference != NULL ? part->reference->status : STATUS_ACTUAL;
    piece.area = object_best(&part->entry->object, SLOT_DIE_AREA);
    piece.process = object_best(&part->entry->object, SLOT_PROCESS);
    piece.square_millimetres = middle_of(piece.area);
    piece.drawn = part->count >= 1 && part->count <= RECTANGLES_MAX ? (unsigned)part->count : 1;
    g_array_append_val(package->pieces, piece);
}

static void add_parts(Package *package, KnownSlot slot, bool dies)
{
    g_autoptr(GArray) parts = parts_find(object_claims(&package->chip->object, slot));
    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);
        const bool memory = class_is_known(part->entry->object.class, CLASS_MEMORY);
        add_piece(package, part, dies ? PIECE_DIE : memory ? PIECE_MEMORY : PIECE_OTHER);
    }
}

/* Several equal dies are the core; what else there is, as for input and output, is at its edge. */
static void mark_edges(Package *package)
{
    GArray *pieces = package->pieces;
    const Piece *core = NULL;
    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);
        if (piece->part.count > 1 && (core == NULL || piece->part.count > core->part.count))
            core = piece;
    }
    for (guint i = 0; core != NULL && i < pieces->len; i++) {
        Piece *piece = &g_array_index(pieces, Piece, i);
        piece->place = piece == core ? PLACE_CORE : PLACE_EDGE;
    }
}

static bool areas_are_known(const Package *package)
{
    for (guint i = 0; i < package->pieces->len; i++) {
        const Piece *piece = &g_array_index(package->pieces, Piece, i);
        if (piece->kind == PIECE_DIE && piece->square_millimetres == 0)
            return false;
    }
    return true;
}

static void collect(Package *package)
{
    add_parts(package, SLOT_COMPOSED_OF, true);
    package->is_one = package->pieces->len == 0;
    if (package->is_one)
        add_piece(package, &(Part){.entry = package->chip, .count = 1}, PIECE_DIE);
    package->to_scale = areas_are_known(package);
    mark_edges(package); /* of the dies, which is all there is yet */
    add_parts(package, SLOT_PACKAGED_WITH, false);
    package->bandwidth = object_best(&package->chip->object, SLOT_DIE_TO_DIE_BANDWIDTH);
}

/* --- the table --- */

static const Entry *claim_entry(const Claim *claim)
{
    return claim != NULL && claim->value.kind == VALUE_REFERENCE ? claim->value.entry : NULL;
}

static void add_piece_row(const Package *package, const Piece *piece)
{
    Drawing *drawing = package->drawing;
    const Part *part = &piece->part;
    View *cells = drawing_add_row(drawing);
    drawing_cite(drawing, part->claim);
    drawing_add_cell(drawing, cells, drawing_text(drawing, part->entry->label), part->entry);
    drawing_add_cell(drawing, cells, package_kind(drawing, piece->kind), NULL);
    drawing_add_cell(
        drawing, cells,
        part->count > 0 ? arena_printf(drawing->arena, "%" G_GINT64_FORMAT, part->count) : "",
        NULL);
    drawing_add_cell(drawing, cells, status_look_say_claim(drawing, piece->area), NULL);
    drawing_add_cell(drawing, cells, status_look_say_claim(drawing, piece->process),
                     claim_entry(piece->process));
    drawing_add_cell(drawing, cells, "", NULL);
    drawing_add_cell(drawing, cells,
                     part->claim != NULL ? status_look_word(drawing->words, piece->status) : "",
                     NULL);
}

/* What has a name and a kind, and no count: a way of packaging, the link between dies. */
static void add_row(Drawing *drawing, const char *name, const Entry *entry, const char *kind,
                    const char *bandwidth, Status status)
{
    View *cells = drawing_add_row(drawing);
    drawing_add_cell(drawing, cells, name, entry);
    drawing_add_cell(drawing, cells, drawing_word(drawing, kind), NULL);
    for (int i = 0; i < 3; i++)
        drawing_add_cell(drawing, cells, "", NULL);
    drawing_add_cell(drawing, cells, bandwidth, NULL);
    drawing_add_cell(drawing, cells, status_look_word(drawing->words, status), NULL);
}

static void fill_table(const Package *package)
{
    static const char *const columns[] = {"column.part",  "column.kind",    "column.count",
                                          "column.area",  "column.process", "column.bandwidth",
                                          "column.status"};
    Drawing *drawing = package->drawing;
    drawing_add_columns(drawing, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < package->pieces->len; i++)
        add_piece_row(package, &g_array_index(package->pieces, Piece, i));
    const Claims *packaging = object_claims(&package->chip->object, SLOT_PACKAGING);
    for (size_t i = 0; packaging != NULL && i < packaging->count; i++) {
        const Entry *entry = claim_entry(&packaging->items[i]);
        if (entry == NULL || entry->draft || !claim_is_in_force(&packaging->items[i]))
            continue;
        drawing_cite(drawing, &packaging->items[i]);
        add_row(drawing, drawing_text(drawing, entry->label), entry, "package.packaging", "",
                packaging->items[i].status);
    }
    if (package->bandwidth != NULL)
        add_row(drawing, drawing_word(drawing, "package.die_link"), NULL, "package.link",
                drawing_claim(drawing, package->bandwidth), package->bandwidth->status);
}

/* "2 × BR106, 4 × DRAM": what the picture shows, in one line. */
static const char *describe(const Package *package)
{
    const Drawing *drawing = package->drawing;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < package->pieces->len; i++) {
        const Piece *piece = &g_array_index(package->pieces, Piece, i);
        const char *count = parts_count(drawing, &piece->part);
        g_string_append_printf(text, "%s%s%s%s", i > 0 ? drawing_word(drawing, "title.comma") : "",
                               drawing_text(drawing, piece->part.entry->label),
                               count != NULL ? " " : "", count != NULL ? count : "");
    }
    return drawing_fill(drawing, "picture.package", text->str);
}

void package_draw(Drawing *drawing)
{
    const Entry *chip = drawing->diagram->subject.entry;
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    Package package = {.drawing = drawing, .chip = chip, .pieces = pieces};
    if (chip == NULL || chip->draft) { /* as of an earlier day */
        drawing_show_nothing(drawing);
        return;
    }
    collect(&package);
    fill_table(&package);
    drawing->scene.description = describe(&package);
    package_paint(&package);
}
