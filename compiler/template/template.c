/*
 * Rendering: a walk over the nodes with a stack of contexts, one of parents' arguments and one of
 * indentations. The stacks are lists through the C stack, so rendering allocates nothing.
 */
#include "base/text.h"
#include "template/template_internal.h"

#include <string.h>

/* Nested sections, or a chain of partials, may ask for more than any machine has. A page that lists
 * 20,000 entries takes an eighth of either. */
const TemplateLimits template_limits = {.steps = 20 * 1000 * 1000, .output = 80 << 20};

typedef struct Context Context;
struct Context {
    const View *view;
    const Context *outer;
};

/* The blocks of a parent tag: they replace blocks in whatever is rendered inside that parent. */
typedef struct Arguments Arguments;
struct Arguments {
    const TemplateNode *parent;
    const Arguments *outer;
};

typedef struct Indentation Indentation;
struct Indentation {
    const TemplateNode *node; /* its text, `length` > 0 */
    const Indentation *outer;
};

enum { ROOT_BITS = 7, NAMED_BITS = 4 };

/* A template that a field has named. The view does not change meanwhile: the same text is the same
 * name. */
typedef struct NamedTemplate {
    const char *name;
    const Template *template;
} NamedTemplate;

typedef struct Renderer {
    const TemplateSet *set;
    GString *out;
    const Context *context;
    const Arguments *arguments;
    const Indentation *indentation; /* of each line that starts now; NULL: none */
    bool line_start;
    unsigned depth;
    size_t steps; /* nodes that may yet be rendered */
    size_t room;  /* how long `out` may become */
    bool failed;  /* at a limit */
    NamedTemplate named[1 << NAMED_BITS];
    const View *root[1 << ROOT_BITS]; /* fields of the outermost context, of one hash the last */
} Renderer;

static void render_nodes(Renderer *r, const TemplateNode *node, const TemplateNode *end);

/* ---- the set ---- */

TemplateSet *template_set_new(Escape escape)
{
    TemplateSet *set = g_new0(TemplateSet, 1);
    set->escape = escape;
    set->limits = template_limits;
    set->arena = arena_new();
    set->templates = g_hash_table_new(g_str_hash, g_str_equal);
    return set;
}

void template_set_free(TemplateSet *set)
{
    if (set == NULL)
        return;
    g_hash_table_unref(set->templates);
    arena_free(set->arena);
    g_free(set);
}

Template *template_set_reserve(TemplateSet *set, const char *name)
{
    Template *template = g_hash_table_lookup(set->templates, name);
    if (template == NULL) {
        template = arena_new0(set->arena, Template, 1);
        g_hash_table_insert(set->templates, arena_strdup(set->arena, name), template);
    }
    return template;
}

bool template_set_add(TemplateSet *set, const char *name, const char *text, size_t length,
                      TemplateError *error)
{
    Template parsed;
    if (!template_parse(set, text, length, &parsed, error))
        return false;
    *template_set_reserve(set, name) = parsed;
    return true;
}

void template_set_limit(TemplateSet *set, const TemplateLimits *limits)
{
    set->limits = *limits;
}

/* ---- text ---- */

static void append(Renderer *r, const char *text, size_t length)
{
    r->failed = r->failed || length > r->room - MIN(r->room, r->out->len);
    if (!r->failed)
        text_append_bytes(r->out, text, length);
}

static void append_indentation(Renderer *r, const Indentation *indentation)
{
    if (indentation->outer != NULL)
        append_indentation(r, indentation->outer);
    append(r, indentation->node->text, indentation->node->length);
}

static void start_line(Renderer *r)
{
    if (r->line_start && r->indentation != NULL)
        append_indentation(r, r->indentation);
    r->line_start = false;
}

static bool is_empty_line(const char *line, const char *end)
{
    return *line == '\n' || (*line == '\r' && line + 1 < end && line[1] == '\n');
}

static void append_lines(Renderer *r, const char *line, const char *end)
{
    while (line < end && !r->failed) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *next = newline != NULL ? newline + 1 : end;
        if (!is_empty_line(line, end))
            start_line(r);
        append(r, line, (size_t)(next - line));
        r->line_start = newline != NULL;
        line = next;
    }
}

static void append_text(Renderer *r, const char *text, size_t length)
{
    if (length == 0)
        return;
    if (r->indentation != NULL) {
        append_lines(r, text, text + length);
    } else {
        append(r, text, length);
        r->line_start = text[length - 1] == '\n';
    }
}

/* ---- fields ---- */

static const View **root_place(Renderer *r, uint32_t hash)
{
    return &r->root[hash >> (24 - ROOT_BITS)];
}

/* The outermost map has most fields, and is looked at last, for most of them in vain. */
static void index_root(Renderer *r, const View *root)
{
    for (const View *field = root->kind == VIEW_MAP ? root->first : NULL; field != NULL;
         field = field->next)
        *root_place(r, field->hash) = field;
}

static const View *find_in_root(Renderer *r, const View *root, ViewKey key)
{
    const View *field = *root_place(r, key.hash);
    if (field != NULL && field->hash == key.hash && strcmp(field->key, key.text) == 0)
        return field;
    return view_find(root, key);
}

/* The first part is looked for from the innermost context outwards, the others only in what the one
 * before them gave. */
static const View *find_field(Renderer *r, const TemplateNode *node)
{
    if (node->parts == 0)
        return r->context->view;
    const View *found = NULL;
    const ViewKey first = {node->name, node->hash};
    for (const Context *c = r->context; c != NULL && found == NULL; c = c->outer)
        if (view_may_hold(c->view, first))
            found = c->outer != NULL ? view_find(c->view, first) : find_in_root(r, c->view, first);
    const char *part = node->name;
    for (unsigned i = 1; i < node->parts && found != NULL; i++) {
        part += strlen(part) + 1;
        found = view_get(found, part);
    }
    return found;
}

static bool is_true(const View *view)
{
    if (view == NULL)
        return false;
    switch (view->kind) {
    case VIEW_FALSE:
        return false;
    case VIEW_TEXT:
        return view->text[0] != '\0';
    case VIEW_LIST:
        return view->first != NULL;
    case VIEW_TRUE:
    case VIEW_MAP:
        break;
    }
    return true;
}

static void render_value(Renderer *r, const TemplateNode *node)
{
    const View *view = find_field(r, node);
    if (view == NULL || view->kind != VIEW_TEXT || view->text[0] == '\0')
        return;
    start_line(r);
    escape_append(r->out, node->kind == NODE_RAW ? ESCAPE_NONE : r->set->escape, view->text);
}

/* ---- what encloses other nodes ---- */

static void render_inside(Renderer *r, const TemplateNode *node)
{
    render_nodes(r, node + 1, node + node->span);
}

static void render_with(Renderer *r, const TemplateNode *node, const View *view)
{
    const Context context = {view, r->context};
    r->context = &context;
    render_inside(r, node);
    r->context = context.outer;
}

static void render_section(Renderer *r, const TemplateNode *node)
{
    const View *view = find_field(r, node);
    if (!is_true(view))
        return;
    if (view->kind != VIEW_LIST) {
        render_with(r, node, view);
        return;
    }
    for (const View *item = view->first; item != NULL && !r->failed; item = item->next)
        render_with(r, node, item);
}

static const Template *find_named(Renderer *r, const char *name)
{
    const size_t place = ((uintptr_t)name * 2654435761U) >> 16;
    NamedTemplate *named = &r->named[place & ((1 << NAMED_BITS) - 1)];
    if (named->name != name)
        *named = (NamedTemplate){name, g_hash_table_lookup(r->set->templates, name)};
    return named->template;
}

static const Template *find_template(Renderer *r, const TemplateNode *node)
{
    if (node->to != NULL)
        return node->to;
    const View *name = find_field(r, node);
    return name != NULL && name->kind == VIEW_TEXT ? find_named(r, name->text) : NULL;
}

/* Partials and parents. Indentation around a tag in the middle of a line is not that of the lines
 * of its template. */
static void render_template(Renderer *r, const TemplateNode *node)
{
    const Template *template = find_template(r, node);
    if (template == NULL || template->nodes == NULL)
        return;
    const Indentation *outer = r->indentation;
    const Indentation own = {node, outer};
    if (!node->standalone)
        r->indentation = NULL;
    else if (node->length > 0)
        r->indentation = &own;
    render_nodes(r, template->nodes, template->end);
    r->indentation = outer;
}

static void render_parent(Renderer *r, const TemplateNode *node)
{
    if (!node->standalone)
        append_text(r, node->text, node->length);
    const Arguments arguments = {node, r->arguments};
    r->arguments = &arguments;
    render_template(r, node);
    r->arguments = arguments.outer;
}

static const TemplateNode *find_argument(const TemplateNode *parent, const char *name)
{
    const TemplateNode *end = parent + parent->span;
    for (const TemplateNode *node = parent + 1; node < end; node += node->span)
        if (node->kind == NODE_BLOCK && strcmp(node->name, name) == 0)
            return node;
    return NULL;
}

/* The outermost argument of that name takes precedence: it belongs to the most derived template.
 * What an argument holds is part of the template that passes it, so only arguments around that one
 * replace blocks in it. */
static void render_block(Renderer *r, const TemplateNode *block)
{
    const Arguments *saved = r->arguments;
    const TemplateNode *content = block;
    for (const Arguments *a = saved; a != NULL; a = a->outer) {
        const TemplateNode *argument = find_argument(a->parent, block->name);
        if (argument == NULL)
            continue;
        content = argument;
        r->arguments = a->outer;
    }
    const Indentation indentation = {block, r->indentation};
    if (block->length > 0)
        r->indentation = &indentation;
    render_inside(r, content);
    r->indentation = indentation.outer;
    r->arguments = saved;
}

static void render_node(Renderer *r, const TemplateNode *node)
{
    switch (node->kind) {
    case NODE_TEXT:
        append_text(r, node->text, node->length);
        break;
    case NODE_VALUE:
    case NODE_RAW:
        render_value(r, node);
        break;
    case NODE_SECTION:
        render_section(r, node);
        break;
    case NODE_INVERTED:
        if (!is_true(find_field(r, node)))
            render_inside(r, node);
        break;
    case NODE_PARTIAL:
        render_template(r, node);
        break;
    case NODE_PARENT:
        render_parent(r, node);
        break;
    case NODE_BLOCK:
        render_block(r, node);
        break;
    }
}

/* Is another step within the limits? */
static bool take_step(Renderer *r)
{
    r->failed = r->failed || r->steps == 0 || r->out->len > r->room;
    r->steps -= r->failed ? 0 : 1;
    return !r->failed;
}

static void render_nodes(Renderer *r, const TemplateNode *node, const TemplateNode *end)
{
    if (r->depth == TEMPLATE_DEPTH_MAX) {
        r->failed = true;
        return;
    }
    r->depth++;
    for (; node < end && take_step(r); node += node->span) {
        if (node->line_start)
            r->line_start = true;
        render_node(r, node);
    }
    r->depth--;
}

bool template_render(const TemplateSet *set, const char *name, const View *view, GString *out)
{
    const Template *template = g_hash_table_lookup(set->templates, name);
    if (template == NULL || template->nodes == NULL)
        return false;
    const gsize before = out->len;
    const Context root = {view, NULL};
    Renderer renderer = {.set = set, .out = out, .context = &root, .line_start = true};
    renderer.steps = set->limits.steps;
    renderer.room = before + set->limits.output;
    index_root(&renderer, view);
    render_nodes(&renderer, template->nodes, template->end);
    if (renderer.failed)
        g_string_truncate(out, before);
    return !renderer.failed;
}
