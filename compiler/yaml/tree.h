/*
 * tree.h - bytes of a YAML file to a tree with spans.
 *
 * Stands on libyaml's event API and refuses what entries must not use (anchors, aliases, tags,
 * duplicate keys, control characters, too deep, too large). Everything is text here: types come
 * from the schema. Nodes live in the arena given to tree_parse(); spans point into the file.
 */
#pragma once

#include "base/arena.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    YAML_FILE_MAX = 1024 * 1024,
    YAML_SCALAR_MAX = 256 * 1024,
    YAML_DEPTH_MAX = 64,
    YAML_NODES_MAX = 10000, /* a document */
};

typedef enum NodeKind {
    NODE_SCALAR,
    NODE_MAPPING,
    NODE_SEQUENCE,
    NODE_DAMAGED, /* something was reported here: pass over it in silence */
} NodeKind;

typedef enum NodeStyle {
    STYLE_PLAIN, /* unquoted, or a block mapping or list */
    STYLE_QUOTED,
    STYLE_LITERAL, /* | */
    STYLE_FOLDED,  /* > */
    STYLE_FLOW,    /* {} or [] */
} NodeStyle;

typedef struct Node Node;
struct Node {
    NodeKind kind;
    NodeStyle style;
    Span span;
    const char *text; /* scalar: NUL-terminated, holds no NUL */
    size_t length;
    Node *key;   /* of this value, in a mapping: a scalar; else NULL */
    Node *first; /* mapping: values in order, each with its key; sequence: items */
    Node *last;
    Node *next;
    size_t count; /* of what hangs below `first` */
};

typedef struct Tree {
    const SourceFile *file;
    Node *first; /* documents, linked by `next` */
    Node *last;
    size_t count;
    bool broken; /* parsing stopped before the end: what follows is not there */
} Tree;

/* Parses a file that was read. Reports yaml.*; returns what could be parsed, never NULL. The tree
 * and its texts live in `arena`. */
Tree *tree_parse(const SourceFile *file, Arena *arena, Diagnostics *diags);

/* Returns the value of a mapping's key, or NULL. */
Node *node_find(const Node *mapping, const char *key);

/* Is it an empty scalar that nobody quoted ("maker:")? */
bool node_is_empty(const Node *node);

/* The span of the key and its value; of the node alone if it has no key. */
Span node_whole_span(const Node *node);

/* Where bytes [start, end) of a scalar's text stand in the file; the whole scalar if its text is
 * not the file's to the letter (escapes, folding). */
Span node_text_span(const Node *node, size_t start, size_t end);

/* "a mapping", "a list", "text". */
const char *node_describe(const Node *node);
