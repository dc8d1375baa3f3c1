/*
 * A template's tags become nodes, one function per kind of tag.
 *
 * Each takes the text before its tag along, because a tag that has its line for itself takes the
 * white space before it out of that text.
 */
#include "template/template_internal.h"
#include "template/template_scan.h"

#include <string.h>

/* Bounds the depth of the tree, and so the recursion that renders it. */
enum { MAX_NESTING = 64, MAX_SHOWN_NAME = 32 };

/* A section, parent or block whose end is yet to come. */
typedef struct Open {
    guint node; /* index */
    Tag tag;
} Open;

typedef struct TemplateParser {
    TemplateSet *set;
    Scanner scanner;
    char *text;      /* the scanner's, ours to change */
    bool line_start; /* the next node starts a line */
    GArray *nodes;
    Open open[MAX_NESTING];
    unsigned depth;
} TemplateParser;

/* How much of a name fits into a message, in whole characters; for "%.*s". */
static int shown(TemplateSlice name)
{
    size_t length = MIN(name.length, (size_t)MAX_SHOWN_NAME);
    while (length > 0 && length < name.length && (name.start[length] & 0xC0) == 0x80)
        length--;
    return (int)length;
}

static bool slice_equal(TemplateSlice a, TemplateSlice b)
{
    return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

static TemplateNode *push_node(TemplateParser *p, TemplateNodeKind kind)
{
    const TemplateNode node = {.kind = kind, .line_start = p->line_start, .span = 1};
    g_array_append_val(p->nodes, node);
    return &g_array_index(p->nodes, TemplateNode, p->nodes->len - 1);
}

static TemplateNode *open_node(TemplateParser *p, const Open *open)
{
    return &g_array_index(p->nodes, TemplateNode, open->node);
}

/* Whether what comes next is an argument of a parent, or text to be ignored. */
static bool is_in_parent(TemplateParser *p)
{
    return p->depth > 0 && open_node(p, &p->open[p->depth - 1])->kind == NODE_PARENT;
}

static void push_text(TemplateParser *p, const char *end)
{
    const char *start = p->scanner.at;
    if (start == end || is_in_parent(p))
        return;
    TemplateNode *node = push_node(p, NODE_TEXT);
    node->text = p->text + (start - p->text);
    node->length = (size_t)(end - start);
    p->line_start = end[-1] == '\n';
}

/* Takes the text before a tag; if `standalone`, without the white space on the tag's line. */
static void take_text(TemplateParser *p, const Tag *tag, bool standalone)
{
    push_text(p, standalone ? p->scanner.line : tag->start);
}

/* Goes behind a tag; if `standalone`, to the next line. */
static void leave_tag(TemplateParser *p, const Tag *tag, bool standalone)
{
    scan_leave(&p->scanner, tag, standalone);
    p->line_start = standalone;
}

static bool is_standalone(const Tag *tag)
{
    return tag->first && tag->next != NULL;
}

/* ---- names ---- */

static bool check_name(TemplateParser *p, const Tag *tag, TemplateSlice name)
{
    if (name.length == 0)
        return scan_fail(&p->scanner, tag->start, "this tag has no name");
    for (size_t i = 0; i < name.length; i++)
        if ((unsigned char)name.start[i] <= ' ')
            return scan_fail(&p->scanner, tag->start, "a name cannot have white space: '%.*s'",
                             shown(name), name.start);
    return true;
}

static bool set_name(TemplateParser *p, const Tag *tag, TemplateNode *node, TemplateSlice name)
{
    if (!check_name(p, tag, name))
        return false;
    node->name = arena_strndup(p->set->arena, name.start, name.length);
    return true;
}

/* Splits a name that stands for a field: "a.b" becomes "a", "b"; "." has no parts. */
static bool set_field_name(TemplateParser *p, const Tag *tag, TemplateNode *node,
                           TemplateSlice name)
{
    if (!check_name(p, tag, name))
        return false;
    char *parts = arena_strndup(p->set->arena, name.start, name.length);
    node->name = parts;
    if (strcmp(parts, ".") == 0)
        return true;
    node->parts = 1;
    for (size_t i = 0; i < name.length; i++) {
        if (parts[i] != '.')
            continue;
        if (i == 0 || i + 1 == name.length || parts[i + 1] == '.')
            return scan_fail(&p->scanner, tag->start, "a part of the name '%.*s' is empty",
                             shown(name), name.start);
        parts[i] = '\0';
        node->parts++;
    }
    node->hash = view_key(parts).hash;
    return true;
}

static bool is_dynamic(TemplateSlice name)
{
    return name.length > 0 && *name.start == '*';
}

/* What stands behind the '*' of a dynamic name. */
static TemplateSlice field_of(TemplateSlice name)
{
    return scan_trim(name.start + 1, name.start + name.length);
}

/* The name of a partial or parent: fixed, or after a '*' the field that holds it. */
static bool set_template_name(TemplateParser *p, const Tag *tag, TemplateNode *node)
{
    const TemplateSlice name = tag->name;
    if (is_dynamic(name))
        return set_field_name(p, tag, node, field_of(name));
    if (!set_name(p, tag, node, name))
        return false;
    node->to = template_set_reserve(p->set, node->name);
    return true;
}

static void set_indentation(TemplateParser *p, TemplateNode *node, TemplateSlice white)
{
    if (white.length == 0)
        return;
    node->text = arena_strndup(p->set->arena, white.start, white.length);
    node->length = white.length;
}

/* ---- one function per kind of tag ---- */

static bool push_open(TemplateParser *p, const Tag *tag)
{
    if (p->depth == MAX_NESTING)
        return scan_fail(&p->scanner, tag->start, "tags are nested deeper than %d", MAX_NESTING);
    p->open[p->depth++] = (Open){p->nodes->len - 1, *tag};
    return true;
}

static bool take_value(TemplateParser *p, const Tag *tag)
{
    take_text(p, tag, false);
    TemplateNode *node = push_node(p, tag->sigil == '\0' ? NODE_VALUE : NODE_RAW);
    leave_tag(p, tag, false);
    return set_field_name(p, tag, node, tag->name);
}

static bool take_section(TemplateParser *p, const Tag *tag)
{
    const bool standalone = is_standalone(tag);
    take_text(p, tag, standalone);
    TemplateNode *node = push_node(p, tag->sigil == '#' ? NODE_SECTION : NODE_INVERTED);
    node->standalone = standalone;
    if (standalone)
        set_indentation(p, node, tag->indentation);
    leave_tag(p, tag, standalone);
    return set_field_name(p, tag, node, tag->name) && push_open(p, tag);
}

static bool take_partial(TemplateParser *p, const Tag *tag)
{
    const bool standalone = is_standalone(tag);
    take_text(p, tag, standalone);
    TemplateNode *node = push_node(p, NODE_PARTIAL);
    node->standalone = standalone;
    if (standalone)
        set_indentation(p, node, tag->indentation);
    leave_tag(p, tag, standalone);
    return set_template_name(p, tag, node);
}

/* Whether a parent has its lines for itself is known only at its end. Until then the white space
 * before it is kept in the node: it becomes indentation or stays text. */
static bool take_parent(TemplateParser *p, const Tag *tag)
{
    take_text(p, tag, tag->first);
    TemplateNode *node = push_node(p, NODE_PARENT);
    set_indentation(p, node, tag->indentation);
    leave_tag(p, tag, false);
    return set_template_name(p, tag, node) && push_open(p, tag);
}

/* An argument starts on the next line if nothing follows its tag: what stands before it is ignored.
 * Its content goes to wherever the parameter is, so its first node is not the start of a line. */
static bool take_block(TemplateParser *p, const Tag *tag)
{
    const bool standalone = is_in_parent(p) ? tag->next != NULL : is_standalone(tag);
    take_text(p, tag, standalone);
    TemplateNode *node = push_node(p, NODE_BLOCK);
    node->standalone = standalone;
    set_indentation(p, node, tag->indentation);
    leave_tag(p, tag, standalone);
    p->line_start = false;
    return set_name(p, tag, node, tag->name) && push_open(p, tag);
}

static bool is_end_of(const Tag *tag, const Open *open, TemplateNodeKind kind)
{
    const TemplateSlice name = tag->name;
    const TemplateSlice opened = open->tag.name;
    if (kind == NODE_PARENT && is_dynamic(name) && is_dynamic(opened))
        return slice_equal(field_of(name), field_of(opened));
    return slice_equal(name, opened);
}

static bool fail_close(TemplateParser *p, const Tag *tag, const Open *open)
{
    const TemplateSlice name = tag->name;
    if (open == NULL)
        return scan_fail(&p->scanner, tag->start, "'/%.*s' closes nothing", shown(name),
                         name.start);
    return scan_fail(&p->scanner, tag->start, "'/%.*s' does not close '%c%.*s' of line %u",
                     shown(name), name.start, open->tag.sigil, shown(open->tag.name),
                     open->tag.name.start, scan_line_of(&p->scanner, open->tag.start));
}

static bool take_close(TemplateParser *p, const Tag *tag)
{
    const Open *open = p->depth > 0 ? &p->open[p->depth - 1] : NULL;
    if (open == NULL || !is_end_of(tag, open, open_node(p, open)->kind))
        return fail_close(p, tag, open);

    bool standalone = is_standalone(tag);
    if (open_node(p, open)->kind == NODE_PARENT)
        standalone = open->tag.first && tag->next != NULL;
    /* What follows an argument on its last line is ignored. */
    const bool argument = open_node(p, open)->kind == NODE_BLOCK && p->depth > 1 &&
                          open_node(p, open - 1)->kind == NODE_PARENT;
    take_text(p, tag, argument ? tag->first : standalone);
    leave_tag(p, tag, standalone && !argument);
    p->depth--;

    TemplateNode *node = open_node(p, open);
    node->span = p->nodes->len - open->node;
    if (node->kind == NODE_PARENT)
        node->standalone = standalone;
    if (node->kind == NODE_BLOCK)
        template_dedent(p->set->arena, node);
    return true;
}

static bool take_comment(TemplateParser *p, const Tag *tag)
{
    take_text(p, tag, is_standalone(tag));
    leave_tag(p, tag, is_standalone(tag));
    return true;
}

static bool take_delimiters(TemplateParser *p, const Tag *tag)
{
    return scan_set_delimiters(&p->scanner, tag) && take_comment(p, tag);
}

static const struct TagRule {
    char sigil;
    bool (*take)(TemplateParser *p, const Tag *tag);
} TAG_RULES[] = {
    {'\0', take_value},  {'{', take_value},   {'&', take_value},      {'#', take_section},
    {'^', take_section}, {'>', take_partial}, {'<', take_parent},     {'$', take_block},
    {'/', take_close},   {'!', take_comment}, {'=', take_delimiters},
};

static bool take_tag(TemplateParser *p, const Tag *tag)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TAG_RULES); i++)
        if (TAG_RULES[i].sigil == tag->sigil)
            return TAG_RULES[i].take(p, tag);
    g_assert_not_reached();
}

static bool parse_tags(TemplateParser *p)
{
    Tag tag;
    ScanResult result;
    while ((result = scan_next(&p->scanner, &tag)) == SCAN_TAG)
        if (!take_tag(p, &tag))
            return false;
    if (result == SCAN_ERROR)
        return false;
    push_text(p, p->scanner.end);
    if (p->depth == 0)
        return true;
    const Tag *open = &p->open[p->depth - 1].tag;
    return scan_fail(&p->scanner, open->start, "'%c%.*s' is never closed", open->sigil,
                     shown(open->name), open->name.start);
}

bool template_parse(TemplateSet *set, const char *text, size_t length, Template *parsed,
                    TemplateError *error)
{
    char *copy = arena_strndup(set->arena, text, length);
    g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(TemplateNode));
    TemplateParser parser = {.set = set, .text = copy, .line_start = true, .nodes = nodes};
    scan_init(&parser.scanner, copy, length, text, error);
    if (!parse_tags(&parser))
        return false;
    /* One more than there are, for an empty template is not a missing one. */
    TemplateNode *kept = arena_new0(set->arena, TemplateNode, nodes->len + 1);
    if (nodes->len > 0)
        memcpy(kept, nodes->data, nodes->len * sizeof(TemplateNode));
    *parsed = (Template){kept, kept + nodes->len};
    return true;
}
