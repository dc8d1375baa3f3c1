/*
 * Fields whose text is known before there is a view become text of the template: nothing has to
 * look for them, and what stands around them is one piece.
 */
#include "template/template_internal.h"

#include <string.h>

typedef struct Folder {
    TemplateSet *set;  /* being made */
    GHashTable *twins; /* Template -> the same one in `set` */
    const char *name;
    const View *value;
    const char *from; /* of the templates' own text; NULL: it stays */
    const char *to;
    GArray *nodes;
    GString *text; /* of the node that is still open */
    bool line_start;
} Folder;

/* Returns what the node stands for if that is known: a text of one line; else NULL. The empty text
 * stays a field, which may begin a line without beginning its indentation. */
static const char *find_known(const Folder *folder, const TemplateNode *node)
{
    if ((node->kind != NODE_VALUE && node->kind != NODE_RAW) || node->parts == 0 ||
        strcmp(node->name, folder->name) != 0)
        return NULL;
    const View *found = folder->value;
    const char *part = node->name;
    for (unsigned i = 1; i < node->parts && found != NULL; i++) {
        part += strlen(part) + 1;
        found = view_get(found, part);
    }
    const bool is_known =
        found != NULL && found->kind == VIEW_TEXT && strpbrk(found->text, "\r\n") == NULL;
    return is_known && found->text[0] != '\0' ? found->text : NULL;
}

static void end_text(Folder *folder)
{
    const GString *text = folder->text;
    if (text->len == 0)
        return;
    const TemplateNode node = {.kind = NODE_TEXT,
                               .line_start = folder->line_start,
                               .span = 1,
                               .text = arena_strndup(folder->set->arena, text->str, text->len),
                               .length = text->len};
    g_array_append_val(folder->nodes, node);
    g_string_truncate(folder->text, 0);
}

/* Text that follows goes into the same node, unless it starts a line that the text before it does
 * not end. */
static void begin_text(Folder *folder, bool line_start)
{
    GString *text = folder->text;
    if (text->len > 0 && line_start && text->str[text->len - 1] != '\n')
        end_text(folder);
    if (text->len == 0)
        folder->line_start = line_start;
}

/* The template's own text, with what takes the place of some of it. */
static void append_own(Folder *folder, const TemplateNode *node)
{
    const gsize start = folder->text->len;
    g_string_append_len(folder->text, node->text, (gssize)node->length);
    const size_t length = folder->from != NULL ? strlen(folder->from) : 0;
    for (gsize at = start; length > 0 && at + length <= folder->text->len; at++)
        if (memcmp(folder->text->str + at, folder->from, length) == 0) {
            g_string_erase(folder->text, (gssize)at, (gssize)length);
            g_string_insert(folder->text, (gssize)at, folder->to);
            at += strlen(folder->to) - 1;
        }
}

static void fold_nodes(Folder *folder, const TemplateNode *node, const TemplateNode *end);

static void fold_other(Folder *folder, const TemplateNode *node)
{
    end_text(folder);
    const guint index = folder->nodes->len;
    TemplateNode copy = *node;
    if (node->to != NULL)
        copy.to = g_hash_table_lookup(folder->twins, node->to);
    g_array_append_val(folder->nodes, copy);
    fold_nodes(folder, node + 1, node + node->span);
    g_array_index(folder->nodes, TemplateNode, index).span = folder->nodes->len - index;
}

/* As deep as a template nests, which is bounded. */
static void fold_nodes(Folder *folder, const TemplateNode *node, const TemplateNode *end)
{
    for (; node < end; node += node->span) {
        const char *known = find_known(folder, node);
        if (known == NULL && node->kind != NODE_TEXT) {
            fold_other(folder, node);
            continue;
        }
        begin_text(folder, node->line_start);
        if (known == NULL)
            append_own(folder, node);
        else
            escape_append(folder->text, node->kind == NODE_RAW ? ESCAPE_NONE : folder->set->escape,
                          known);
    }
    end_text(folder);
}

static void fold_template(Folder *folder, const Template *template, Template *folded)
{
    if (template->nodes == NULL)
        return;
    g_array_set_size(folder->nodes, 0);
    fold_nodes(folder, template->nodes, template->end);
    const size_t count = folder->nodes->len;
    /* One more than there are, for an empty template is not a missing one. */
    TemplateNode *nodes = arena_new0(folder->set->arena, TemplateNode, count + 1);
    if (count > 0)
        memcpy(nodes, folder->nodes->data, count * sizeof(TemplateNode));
    *folded = (Template){nodes, nodes + count};
}

TemplateSet *template_set_with(const TemplateSet *set, const char *name, const View *value)
{
    return template_set_with_swap(set, name, value, NULL, NULL);
}

TemplateSet *template_set_with_swap(const TemplateSet *set, const char *name, const View *value,
                                    const char *from, const char *to)
{
    TemplateSet *folded = template_set_new(set->escape);
    folded->limits = set->limits;
    g_autoptr(GHashTable) twins = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(TemplateNode));
    g_autoptr(GString) text = g_string_new(NULL);
    Folder folder = {folded, twins, name, value, from, to, nodes, text, false};
    GHashTableIter iter;
    gpointer key;
    gpointer template;
    g_hash_table_iter_init(&iter, set->templates);
    while (g_hash_table_iter_next(&iter, &key, &template))
        g_hash_table_insert(twins, template, template_set_reserve(folded, key));
    g_hash_table_iter_init(&iter, twins);
    while (g_hash_table_iter_next(&iter, &template, &key))
        fold_template(&folder, template, key);
    return folded;
}
