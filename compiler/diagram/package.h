/*
 * package.h - inside a package diagram: what is in the package, and how large.
 *
 * package.c finds that, package_paint.c places and draws it. Nothing else may include this.
 */
#pragma once

#include "diagram/parts.h"

typedef enum PieceKind { PIECE_DIE, PIECE_MEMORY, PIECE_OTHER, PIECE_KINDS } PieceKind;

/* Where pieces stand on the floor. */
typedef enum PiecePlace {
    PLACE_CORE, /* in the middle: the dies that there are most of */
    PLACE_EDGE, /* below and above those: dies of other kinds beside several equal ones */
    PLACE_SIDE, /* left and right: memory */
    PLACE_REST, /* below all of them */
} PiecePlace;

/* One part, as often as it is in the package. */
typedef struct Piece {
    Part part;
    PieceKind kind;
    PiecePlace place;
    Status status;     /* of its being there */
    const Claim *area; /* of one; NULL: not stated */
    const Claim *process;
    double square_millimetres; /* of one; 0: not known */
    unsigned drawn;            /* how many rectangles: 1 stands for any number over a limit */
    double width;
    double height;
} Piece;

typedef struct Package {
    Drawing *drawing;
    const Entry *chip;
    GArray *pieces;         /* of Piece: dies, then what is packaged with them */
    bool is_one;            /* no dies are stated: the chip stands for its own */
    bool to_scale;          /* the areas of all dies are known */
    bool has_link;          /* once drawn: there are two dies side by side */
    const Claim *bandwidth; /* between dies; NULL: not stated */
} Package;

/* Fills the scene. */
void package_paint(Package *package);

/* The word for a kind of piece, in the drawing's language. */
const char *package_kind(const Drawing *drawing, PieceKind kind);
