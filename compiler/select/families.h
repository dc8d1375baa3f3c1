/*
 * families.h - the pieces that a lineage falls into: families, and branches of those that are too
 * large for one picture.
 *
 * A family is what is linked within one group, in whatever direction. One that no picture holds is
 * cut where the largest branches leave it, seen from its root, until what remains fits. Linear in
 * entries and relations, but for sorting. Only select/ may include this.
 */
#pragma once

#include "select/split_graph.h"

/* What a part may hold of a family that is cut. Less than a picture can hold: room is left for the
 * parts that a part leads to, and layouts take time out of proportion to what there is to lay
 * out. */
enum {
    PART_ENTRIES_MAX = 100,
    PART_TOUCHED_MAX = 200, /* relations, but for ... */
    PART_ENTRIES_FEW = 12,  /* ... so few entries, which may touch many: see PlateExit */
    PART_INNER_MAX = 200,   /* relations among them */
};

typedef enum PieceNature { PIECE_FAMILY, PIECE_BRANCH, PIECE_LONER } PieceNature;

typedef struct SplitPiece {
    PieceNature nature; /* a family that is cut remains one without its branches */
    size_t group;
    size_t family; /* the number of that which it is of */
    size_t stem;   /* of a branch: the vertex that it hangs from; else SPLIT_NOWHERE */
    bool is_large; /* it has a part of its own */
    bool is_whole; /* a family that one picture holds, with all its relations */
    size_t *members;
    size_t member_count;
    size_t touched; /* relations, those among members twice */
} SplitPiece;

typedef struct SplitPieces {
    GArray *items; /* of SplitPiece, in the order of parts */
    size_t *bases; /* of each vertex: what it is built on first, within its group; SPLIT_NOWHERE */
} SplitPieces;

/* Finds them. All but the array is memory of the arena. */
void split_pieces_init(SplitPieces *pieces, const SplitGraph *graph, Arena *arena);
void split_pieces_clear(SplitPieces *pieces);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SplitPieces, split_pieces_clear)

/* Counts, of each vertex, those that are built on it within its set, step by step, and itself.
 * `sets` numbers each vertex's set; NULL: all are of one. Of a circle each counts what leads into
 * it. Arena. */
size_t *split_pieces_weigh(const SplitPieces *pieces, const SplitGraph *graph, const size_t *sets,
                           Arena *arena);
