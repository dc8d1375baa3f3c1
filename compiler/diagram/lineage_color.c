/* Colours of nodes by a value that they have in common, and what they mean. */
#include "diagram/lineage.h"
#include "select/group.h"

#include <string.h>

enum { HUES = HUE_COUNT - 1 }; /* the one behind them is that of all others */

/* The first groups of the whole diagram have a hue each, the same in all of its parts. */
static int find_hue(const Plate *plate, const Claim *claim)
{
    const char *key = group_key(claim);
    for (int i = 0; claim != NULL && i < HUES && (size_t)i < plate->color_count; i++)
        if (strcmp(plate->colors[i]->key, key) == 0)
            return i;
    return HUES;
}

void lineage_color(Lineage *lineage)
{
    const Drawing *drawing = lineage->drawing;
    const char *slot = drawing->diagram->color_by;
    for (guint i = 0; slot != NULL && i < lineage->nodes->len; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (node->look.entry == NULL)
            continue;
        node->color = group_claim(node->look.entry, slot);
        node->look.hue = find_hue(drawing->plate, node->color);
        drawing_cite(drawing, node->color);
    }
}

const Slot *lineage_color_slot(const Lineage *lineage, const LineageNode *node)
{
    return class_find_slot(node->look.entry->object.class, lineage->drawing->diagram->color_by);
}

const char *lineage_color_title(const Lineage *lineage, const LineageNode *node)
{
    const Drawing *drawing = lineage->drawing;
    const Slot *slot = lineage_color_slot(lineage, node);
    return scene_clean(drawing->arena,
                       drawing_join(drawing, "title.colon",
                                    lineage_relation_text(drawing, slot, node->color->status),
                                    drawing_claim(drawing, node->color)));
}

static const char *title_of(const Drawing *drawing, const Entry *entry, const Claim *claim)
{
    return group_title(entry, drawing->diagram->color_by, claim, drawing->language, drawing->words,
                       drawing->arena);
}

/* It looks as the nodes do, or as the bars of what lasted. */
static void add_sample(Legend *legend, int hue, const char *title)
{
    const bool is_bar = legend->scene->time != NULL;
    SceneBox *sample = legend_add_mark(legend, is_bar ? SHAPE_BAR : SHAPE_ROUNDED, title);
    sample->hue = hue;
    sample->hollow = !is_bar;
}

/* Returns how many groups without a hue of their own there are; `one` gets a node of them. */
static guint count_others(const Lineage *lineage, const LineageNode **one)
{
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < lineage->nodes->len; i++) {
        const LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (node->color == NULL || node->look.hue != HUES)
            continue;
        *one = node;
        g_hash_table_add(keys, (gpointer)group_key(node->color));
    }
    return g_hash_table_size(keys);
}

static void add_hues(const Lineage *lineage, Legend *legend)
{
    const Drawing *drawing = lineage->drawing;
    bool occurs[HUE_COUNT] = {false};
    for (guint i = 0; i < lineage->nodes->len; i++) {
        const LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (node->color != NULL)
            occurs[node->look.hue] = true;
    }
    for (int i = 0; i < HUES; i++)
        if (occurs[i]) {
            const ValueGroup *group = drawing->plate->colors[i];
            add_sample(legend, i, title_of(drawing, group->entry, group->claim));
        }
}

static void add_not_stated(const Lineage *lineage, Legend *legend)
{
    for (guint i = 0; i < lineage->nodes->len; i++) {
        const LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        if (node->color == NULL && node->look.entry != NULL) {
            add_sample(legend, HUES, title_of(lineage->drawing, node->look.entry, NULL));
            return;
        }
    }
}

void lineage_add_colors(const Lineage *lineage, Legend *legend)
{
    const Drawing *drawing = lineage->drawing;
    if (drawing->diagram->color_by == NULL)
        return;
    legend_break(legend);
    add_hues(lineage, legend);
    const LineageNode *one = NULL;
    const guint others = count_others(lineage, &one);
    if (others > 1)
        add_sample(legend, HUES,
                   drawing_fill(drawing, "picture.others", drawing_count(drawing, others)));
    else if (one != NULL)
        add_sample(legend, HUES, title_of(drawing, one->look.entry, one->color));
    add_not_stated(lineage, legend);
    legend_break(legend);
}
