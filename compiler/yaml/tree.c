/*
 * libyaml's events, one after the other, grow a tree: a stack holds the collections that are open.
 * Problems of a single node (an alias, a tag, a key given twice) are reported and parsing goes on;
 * only syntax errors and hostile sizes end a file.
 */
#include "yaml/tree.h"

#include "yaml/bytes.h"
#include "yaml/mistyped.h"
#include "yaml/syntax.h"

#include <string.h>
#include <yaml.h>

/* A collection that is open. */
typedef struct Level {
    Node *node;
    Node *key;        /* mapping: the key whose value comes next; NULL: a key comes next */
    GHashTable *keys; /* mapping with many keys: text -> key node; NULL: few, look at each */
    bool incomplete;  /* mapping: something that may matter to it was refused */
} Level;

typedef struct TreeBuilder {
    Tree *tree;
    Arena *arena;
    Diagnostics *diags;
    Marks marks;
    size_t hidden_break; /* offset of the next U+0085, ... to judge; the file's length: none */
    size_t nodes;        /* in this document */
    bool has_anchors;    /* refused */
    size_t depth;
    Level levels[YAML_DEPTH_MAX];
} TreeBuilder;

enum { KEYS_LINEAR_MAX = 16 };

Node *node_find(const Node *mapping, const char *key)
{
    if (mapping->kind != NODE_MAPPING)
        return NULL;
    for (Node *value = mapping->first; value != NULL; value = value->next)
        if (strcmp(value->key->text, key) == 0)
            return value;
    return NULL;
}

bool node_is_empty(const Node *node)
{
    return node->kind == NODE_SCALAR && node->style == STYLE_PLAIN && node->length == 0;
}

Span node_whole_span(const Node *node)
{
    if (node->key == NULL)
        return node->span;
    return (Span){node->span.file, node->key->span.start, MAX(node->key->span.end, node->span.end)};
}

Span node_text_span(const Node *node, size_t start, size_t end)
{
    const Span span = node->span;
    const size_t quote = node->style == STYLE_QUOTED ? 1 : 0;
    const size_t from = span.start + quote;
    const bool verbatim = from + node->length <= span.file->length &&
                          memcmp(span.file->bytes + from, node->text, node->length) == 0;
    if (!verbatim || end > node->length)
        return span;
    const size_t to = MIN(from + MAX(end, start + 1), span.file->length);
    return (Span){span.file, (uint32_t)(from + start), (uint32_t)to};
}

const char *node_describe(const Node *node)
{
    switch (node->kind) {
    case NODE_MAPPING:
        return "a mapping";
    case NODE_SEQUENCE:
        return "a list";
    default:
        return "text";
    }
}

static Level *builder_level(TreeBuilder *builder)
{
    return builder->depth > 0 ? &builder->levels[builder->depth - 1] : NULL;
}

static Node *find_key(const Level *level, const Node *key)
{
    if (level->keys != NULL)
        return g_hash_table_lookup(level->keys, key->text);
    for (Node *value = level->node->first; value != NULL; value = value->next)
        if (value->key->length == key->length &&
            memcmp(value->key->text, key->text, key->length) == 0)
            return value->key;
    return NULL;
}

static void remember_key(Level *level, Node *key)
{
    if (level->keys == NULL && level->node->count >= KEYS_LINEAR_MAX) {
        level->keys = g_hash_table_new(g_str_hash, g_str_equal);
        for (Node *value = level->node->first; value != NULL; value = value->next)
            g_hash_table_insert(level->keys, (gpointer)value->key->text, value->key);
    }
    if (level->keys != NULL)
        g_hash_table_insert(level->keys, (gpointer)key->text, key);
}

static void append(Node **first, Node **last, size_t *count, Node *node)
{
    if (*last != NULL)
        (*last)->next = node;
    else
        *first = node;
    *last = node;
    (*count)++;
}

static void level_append(Level *level, Node *node)
{
    append(&level->node->first, &level->node->last, &level->node->count, node);
}

/* Judges a mapping's key; returns false if its value must not enter the tree. */
static bool builder_accept_key(TreeBuilder *builder, Level *level, Node *key)
{
    if (key->kind == NODE_DAMAGED)
        return false;
    if (key->kind != NODE_SCALAR) {
        Diagnostic *d = diag_report(builder->diags, DIAG_YAML_SYNTAX, span_first(key->span),
                                    "a key must be text, not %s", node_describe(key));
        diag_hint(d, "text that begins with '{' or '[' needs quotes");
        return false;
    }
    if (strcmp(key->text, "<<") == 0 && key->style == STYLE_PLAIN) {
        diag_report(builder->diags, DIAG_YAML_ALIAS, key->span, "merge keys are not accepted");
        level->incomplete = true;
        return false;
    }
    if (key->style == STYLE_PLAIN && mistyped_report_key(key->span, builder->diags)) {
        level->incomplete = true;
        return false;
    }
    const Node *first = find_key(level, key);
    if (first != NULL) {
        Diagnostic *d = diag_report(builder->diags, DIAG_YAML_DUPLICATE_KEY, key->span,
                                    "key '%s' is given twice", key->text);
        diag_note(d, first->span, "first given here");
        return false;
    }
    return true;
}

/* Hangs a finished or just opened node where it belongs. */
static void builder_add(TreeBuilder *builder, Node *node)
{
    Level *level = builder_level(builder);
    const bool is_key = level != NULL && level->node->kind == NODE_MAPPING && level->key == NULL;
    if (!is_key && node->kind == NODE_SCALAR && node->style == STYLE_PLAIN &&
        mistyped_report_value(node->span, builder->diags))
        node->kind = NODE_DAMAGED;
    if (level == NULL) {
        append(&builder->tree->first, &builder->tree->last, &builder->tree->count, node);
    } else if (level->node->kind != NODE_MAPPING) {
        level_append(level, node);
    } else if (is_key) {
        level->key = node;
    } else {
        Node *key = level->key;
        level->key = NULL;
        if (!builder_accept_key(builder, level, key))
            return;
        node->key = key;
        remember_key(level, key);
        level_append(level, node);
    }
}

static Node *node_new(TreeBuilder *builder, NodeKind kind, const yaml_event_t *event)
{
    Node *node = arena_new0(builder->arena, Node, 1);
    node->kind = kind;
    node->span = marks_span(&builder->marks, event->start_mark.index, event->end_mark.index);
    return node;
}

/* U+0085 and its like are line breaks to YAML 1.1 and nothing to editors: only quotes may hold
 * them. Judges those before `quoted_end`, where the next quoted stretch ends; returns true if it
 * reported any. */
static bool check_hidden_breaks(TreeBuilder *builder, size_t quoted_start, size_t quoted_end)
{
    const SourceFile *file = builder->tree->file;
    bool reported = false;
    while (builder->hidden_break < quoted_end) {
        const size_t at = builder->hidden_break;
        if (at < quoted_start) {
            const char *p = file->bytes + at;
            const uint32_t end = (uint32_t)(g_utf8_next_char(p) - file->bytes);
            Diagnostic *d =
                diag_report(builder->diags, DIAG_YAML_CONTROL_CHAR, (Span){file, (uint32_t)at, end},
                            "line separator U+%04X outside quotes", g_utf8_get_char(p));
            diag_hint(d, "delete it: YAML breaks the line there, editors do not");
            reported = true;
        }
        builder->hidden_break = marks_next_hidden_break(&builder->marks, at + 1);
    }
    return reported;
}

/* An anchor or a tag stands before the node it belongs to. */
static bool has_properties(TreeBuilder *builder, Node *node, const yaml_char_t *anchor,
                           const yaml_char_t *tag)
{
    if (anchor == NULL && tag == NULL)
        return false;
    const Span at = marks_word(&builder->marks, node->span.start);
    if (anchor != NULL) {
        Diagnostic *d =
            diag_report(builder->diags, DIAG_YAML_ALIAS, at, "anchors are not accepted");
        diag_hint(d, "write the value out at each place; text that begins with '&' needs quotes");
        builder->has_anchors = true;
    } else {
        Diagnostic *d = diag_report(builder->diags, DIAG_YAML_TAG, at, "tags are not accepted");
        diag_hint(d, "types come from the schema; text that begins with '!' needs quotes");
    }
    return true;
}

static NodeStyle scalar_style(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        return STYLE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE:
        return STYLE_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE:
        return STYLE_FOLDED;
    default:
        return STYLE_PLAIN;
    }
}

static bool has_control(const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *p = text; (p = bytes_skip_plain(p, end)) < end; p = g_utf8_next_char(p))
        if ((unsigned char)*p - 0x20U >= 0x5F && bytes_is_control(g_utf8_get_char(p)))
            return true;
    return false;
}

static void builder_scalar(TreeBuilder *builder, const yaml_event_t *event)
{
    Node *node = node_new(builder, NODE_SCALAR, event);
    const size_t length = event->data.scalar.length;
    const char *text = (const char *)event->data.scalar.value;
    node->style = scalar_style(event->data.scalar.style);
    if (node->style == STYLE_QUOTED)
        check_hidden_breaks(builder, node->span.start, node->span.end);
    if (has_properties(builder, node, event->data.scalar.anchor, event->data.scalar.tag)) {
        node->kind = NODE_DAMAGED;
    } else if (length > YAML_SCALAR_MAX) {
        diag_report(builder->diags, DIAG_YAML_SIZE, span_first(node->span),
                    "a text has %zu KiB; 256 KiB is the limit", 1 + (length - 1) / 1024);
        node->kind = NODE_DAMAGED;
    } else if (has_control(text, length)) {
        const Span escape = syntax_find_control_escape(node->span);
        Diagnostic *d = diag_report(builder->diags, DIAG_YAML_CONTROL_CHAR, escape,
                                    "an escape stands for a control character");
        diag_hint(d, "delete it, or write the text without it");
        node->kind = NODE_DAMAGED;
    } else {
        node->text = arena_strndup(builder->arena, text, length);
        node->length = length;
    }
    builder_add(builder, node);
}

static bool builder_open(TreeBuilder *builder, NodeKind kind, const yaml_event_t *event)
{
    Node *node = node_new(builder, kind, event);
    const bool mapping = kind == NODE_MAPPING;
    const bool flow = mapping ? event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
                              : event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE;
    node->style = flow ? STYLE_FLOW : STYLE_PLAIN;
    if (builder->depth == YAML_DEPTH_MAX) {
        diag_report(builder->diags, DIAG_YAML_DEPTH, span_first(node->span),
                    "nested deeper than %d levels", YAML_DEPTH_MAX);
        return false;
    }
    const bool refused = mapping ? has_properties(builder, node, event->data.mapping_start.anchor,
                                                  event->data.mapping_start.tag)
                                 : has_properties(builder, node, event->data.sequence_start.anchor,
                                                  event->data.sequence_start.tag);
    builder_add(builder, node);
    builder->levels[builder->depth++] = (Level){.node = node};
    /* Its children are still read, for their own mistakes, but nobody looks at them. */
    if (refused && !mapping)
        node->kind = NODE_DAMAGED;
    return true;
}

static void builder_close(TreeBuilder *builder, const yaml_event_t *event)
{
    Level *level = builder_level(builder);
    Node *node = level->node;
    if (node->style == STYLE_FLOW)
        node->span.end =
            marks_span(&builder->marks, event->end_mark.index, event->end_mark.index).start;
    else if (node->last != NULL)
        node->span.end = node->last->span.end;
    if (level->incomplete)
        node->kind = NODE_DAMAGED;
    g_clear_pointer(&level->keys, g_hash_table_unref);
    builder->depth--;
}

/* Aliases of an anchor that was refused are no mistakes of their own. */
static void builder_alias(TreeBuilder *builder, const yaml_event_t *event)
{
    Node *node = node_new(builder, NODE_DAMAGED, event);
    if (!builder->has_anchors) {
        Diagnostic *d =
            diag_report(builder->diags, DIAG_YAML_ALIAS, node->span, "aliases are not accepted");
        diag_hint(d, "write the value out; text that begins with '*' needs quotes");
    }
    builder_add(builder, node);
}

static bool builder_count_node(TreeBuilder *builder, const yaml_event_t *event)
{
    if (++builder->nodes <= YAML_NODES_MAX)
        return true;
    const Span span =
        marks_span(&builder->marks, event->start_mark.index, event->start_mark.index + 1);
    diag_report(builder->diags, DIAG_YAML_SIZE, span, "a document with more than %d values",
                YAML_NODES_MAX);
    return false;
}

/* Returns false when parsing must stop. */
static bool builder_event(TreeBuilder *builder, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        builder->nodes = 0;
        return true;
    case YAML_SCALAR_EVENT:
        builder_scalar(builder, event);
        return builder_count_node(builder, event);
    case YAML_ALIAS_EVENT:
        builder_alias(builder, event);
        return builder_count_node(builder, event);
    case YAML_MAPPING_START_EVENT:
        return builder_open(builder, NODE_MAPPING, event) && builder_count_node(builder, event);
    case YAML_SEQUENCE_START_EVENT:
        return builder_open(builder, NODE_SEQUENCE, event) && builder_count_node(builder, event);
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT:
        builder_close(builder, event);
        return true;
    default:
        return true;
    }
}

/* The parser gave up. A line break that nobody sees explains it better than the parser can. */
static void report_syntax(TreeBuilder *builder, const yaml_parser_t *parser)
{
    const size_t index = parser->problem_mark.index;
    const size_t at = marks_span(&builder->marks, index, index + 1).start;
    if (!check_hidden_breaks(builder, at, at))
        syntax_report(&builder->marks, parser, builder->diags);
}

static void builder_run(TreeBuilder *builder, yaml_parser_t *parser)
{
    for (bool going = true; going;) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            report_syntax(builder, parser);
            builder->tree->broken = true;
            return;
        }
        going = event.type != YAML_STREAM_END_EVENT;
        if (!builder_event(builder, &event)) {
            builder->tree->broken = true;
            going = false;
        }
        yaml_event_delete(&event);
    }
}

/* A document cut off in its middle must not be taken for a whole one. */
static void builder_finish(TreeBuilder *builder)
{
    if (builder->depth > 0) {
        Node *document = builder->levels[0].node;
        document->kind = NODE_DAMAGED;
    }
    Node *last = builder->tree->last;
    if (builder->tree->broken && last != NULL && last->kind == NODE_SCALAR)
        last->kind = NODE_DAMAGED;
    while (builder->depth > 0) {
        g_clear_pointer(&builder_level(builder)->keys, g_hash_table_unref);
        builder->depth--;
    }
}

Tree *tree_parse(const SourceFile *file, Arena *arena, Diagnostics *diags)
{
    Tree *tree = arena_new0(arena, Tree, 1);
    tree->file = file;
    TreeBuilder builder = {.tree = tree, .arena = arena, .diags = diags};
    bool ascii;
    if (!bytes_check(file, &ascii, diags)) {
        tree->broken = true;
        return tree;
    }
    marks_init(&builder.marks, file, ascii);
    builder.hidden_break = marks_next_hidden_break(&builder.marks, 0);

    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        g_error("libyaml: out of memory");
    /* Without this libyaml would guess, and take UTF-16. The mark is skipped: it would count as a
     * column, and the first line as indented. */
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser,
                                 (const unsigned char *)file->bytes + builder.marks.byte_mark,
                                 file->length - builder.marks.byte_mark);
    builder_run(&builder, &parser);
    yaml_parser_delete(&parser);
    builder_finish(&builder);
    if (!tree->broken)
        check_hidden_breaks(&builder, file->length, file->length);
    return tree;
}
