/*
 * How deep rendering a template goes by the names that templates give by themselves. A template
 * that includes itself goes deeper than any bound, whatever sections it does so in: what pages are
 * made from has no such lists.
 */
#include "template/template_internal.h"

typedef struct Measure {
    GHashTable *depths; /* Template -> its depth; UNDER_WAY while it is being measured */
} Measure;

enum { UNDER_WAY = -1 };

static int template_measure(Measure *measure, const Template *template, int level);

/* How deep the nodes go, themselves not counted. At most as many levels as rendering has. */
static int measure_nodes(Measure *measure, const TemplateNode *node, const TemplateNode *end,
                         int level)
{
    int deepest = 0;
    for (; node < end && level + deepest <= TEMPLATE_DEPTH_MAX; node += node->span) {
        int depth = 0;
        if (node->span > 1)
            depth = 1 + measure_nodes(measure, node + 1, node + node->span, level + 1);
        if ((node->kind == NODE_PARTIAL || node->kind == NODE_PARENT) && node->to != NULL)
            depth = MAX(depth, 1 + template_measure(measure, node->to, level + 1));
        deepest = MAX(deepest, depth);
    }
    return deepest;
}

static int template_measure(Measure *measure, const Template *template, int level)
{
    gpointer known;
    if (template->nodes == NULL)
        return 0;
    if (g_hash_table_lookup_extended(measure->depths, template, NULL, &known))
        return GPOINTER_TO_INT(known) == UNDER_WAY ? TEMPLATE_DEPTH_MAX : GPOINTER_TO_INT(known);
    g_hash_table_insert(measure->depths, (gpointer) template, GINT_TO_POINTER(UNDER_WAY));
    const int depth = measure_nodes(measure, template->nodes, template->end, level);
    g_hash_table_insert(measure->depths, (gpointer) template, GINT_TO_POINTER(depth));
    return depth;
}

GHashTable *template_set_find_endless(const TemplateSet *set)
{
    g_autoptr(GHashTable) depths = g_hash_table_new(NULL, NULL);
    GHashTable *endless = g_hash_table_new(g_str_hash, g_str_equal);
    Measure measure = {depths};
    GHashTableIter iter;
    gpointer name;
    gpointer template;
    g_hash_table_iter_init(&iter, set->templates);
    while (g_hash_table_iter_next(&iter, &name, &template))
        if (template_measure(&measure, template, 0) >= TEMPLATE_DEPTH_MAX)
            g_hash_table_add(endless, name);
    return endless;
}
