/*
 * template_internal.h - the compiled form of a template; for template*.c only.
 *
 * template_parse.c turns a template's text into an array of nodes, template_indent.c takes the
 * indentation out of blocks, template.c renders the nodes. Nodes stand in the order of the text; a
 * node that encloses others is followed by them, and `span` leads past them, so a template is one
 * flat array without pointers. Everything lives in the set's arena.
 */
#pragma once

#include "template/template.h"

/* Levels of sections, blocks, partials and parents, in all templates together. */
enum { TEMPLATE_DEPTH_MAX = 512 };

typedef enum TemplateNodeKind {
    NODE_TEXT,     /* text as it is in the template */
    NODE_VALUE,    /* {{name}} */
    NODE_RAW,      /* {{{name}}} {{&name}} */
    NODE_SECTION,  /* {{#name}}...{{/name}} */
    NODE_INVERTED, /* {{^name}}...{{/name}} */
    NODE_PARTIAL,  /* {{>name}} */
    NODE_PARENT,   /* {{<name}}...{{/name}}; of what it encloses, only its blocks count */
    NODE_BLOCK,    /* {{$name}}...{{/name}}: in a parent an argument, elsewhere a parameter */
} TemplateNodeKind;

typedef struct Template Template;

typedef struct TemplateNode {
    TemplateNodeKind kind;
    bool line_start;    /* nothing stands before it on its line of the template */
    bool standalone;    /* its tags have their lines for themselves */
    unsigned parts;     /* of a dotted name; 0 for {{.}} */
    unsigned span;      /* number of nodes: itself and what it encloses */
    uint32_t hash;      /* of the first part of a field's name */
    const char *name;   /* a dotted name's parts follow each other, each with its NUL */
    char *text;         /* NODE_TEXT: the text; else the indentation its tag gives, may be NULL */
    size_t length;      /* of `text` */
    const Template *to; /* NODE_PARTIAL, NODE_PARENT: what to render; NULL for a dynamic name */
} TemplateNode;

struct Template {
    const TemplateNode *nodes; /* NULL: mentioned, but not there */
    const TemplateNode *end;
};

struct TemplateSet {
    Escape escape;
    TemplateLimits limits;
    Arena *arena;
    GHashTable *templates; /* name -> Template, both in the arena */
};

/* Returns the template of that name, which may be yet to come. */
Template *template_set_reserve(TemplateSet *set, const char *name);

/* Fills `parsed` from `text`, or `error`. */
bool template_parse(TemplateSet *set, const char *text, size_t length, Template *parsed,
                    TemplateError *error);

/* Takes the block's own indentation out of what it encloses and keeps it in the block's `text`: it
 * comes back, or that of another block in its place, when the block is rendered. `block->text`
 * holds the white space before the block's tag. */
void template_dedent(Arena *arena, TemplateNode *block);
