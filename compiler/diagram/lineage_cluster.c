/* Clusters: boxes around nodes that have a value in common. */
#include "diagram/lineage.h"
#include "select/group.h"

enum {
    LABEL_LEFT = 10,
    LABEL_TOP = 8,
    LABEL_ROOM = 200, /* what a box makes for it */
};

/* A node has one place: what has several values stands in a box of those. */
static char *cluster_key(const GPtrArray *claims)
{
    GString *key = g_string_new(NULL);
    for (guint i = 0; i < claims->len; i++)
        g_string_append_printf(key, "%s\n", group_key(claims->pdata[i]));
    return g_string_free(key, FALSE);
}

static const char *cluster_name(const Drawing *drawing, const GPtrArray *claims)
{
    const char *name = drawing_claim(drawing, claims->pdata[0]);
    for (guint i = 1; i < claims->len; i++)
        name = drawing_join(drawing, "title.comma", name, drawing_claim(drawing, claims->pdata[i]));
    return scene_clean(drawing->arena, name);
}

/* Returns the cluster's index plus one. */
static size_t find_cluster(Lineage *lineage, GHashTable *known, const Entry *entry,
                           const GPtrArray *grouping)
{
    g_autofree char *key = cluster_key(grouping);
    const void *place = g_hash_table_lookup(known, key);
    if (place != NULL)
        return GPOINTER_TO_SIZE(place);
    const Claims *claims = object_find(&entry->object, lineage->drawing->diagram->cluster);
    const Cluster cluster = {.name = cluster_name(lineage->drawing, grouping),
                             .entry = grouping->len == 1 ? group_entry(grouping->pdata[0]) : NULL,
                             .slot = claims->slot};
    g_array_append_val(lineage->clusters, cluster);
    g_hash_table_insert(known, g_steal_pointer(&key), GSIZE_TO_POINTER(lineage->clusters->len));
    return lineage->clusters->len;
}

static Status weakest_status(const GPtrArray *claims)
{
    Status weakest = STATUS_ACTUAL;
    for (guint i = 0; i < claims->len; i++) {
        const Status status = ((const Claim *)claims->pdata[i])->status;
        weakest = status_weakness(status) > status_weakness(weakest) ? status : weakest;
    }
    return weakest;
}

void lineage_find_clusters(Lineage *lineage)
{
    const char *slot = lineage->drawing->diagram->cluster;
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; slot != NULL && i < lineage->nodes->len; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        const Entry *entry = node->look.entry;
        if (entry == NULL)
            continue;
        g_autoptr(GPtrArray) claims = group_claims(entry, slot);
        if (claims->len == 0)
            continue;
        node->cluster = find_cluster(lineage, known, entry, claims);
        node->boxed = weakest_status(claims);
        Cluster *cluster = &g_array_index(lineage->clusters, Cluster, node->cluster - 1);
        cluster->laid_out |= node->laid_out;
        cluster->count++;
    }
    for (guint i = 0; i < lineage->nodes->len; i++) {
        LineageNode *node = &g_array_index(lineage->nodes, LineageNode, i);
        node->laid_out |= node->cluster > 0 &&
                          g_array_index(lineage->clusters, Cluster, node->cluster - 1).laid_out;
    }
}

const char *lineage_cluster_title(const Lineage *lineage, const LineageNode *node)
{
    const Drawing *drawing = lineage->drawing;
    const Cluster *cluster = &g_array_index(lineage->clusters, Cluster, node->cluster - 1);
    return scene_clean(drawing->arena,
                       drawing_join(drawing, "title.colon",
                                    lineage_relation_text(drawing, cluster->slot, node->boxed),
                                    cluster->name));
}

double lineage_label_width(const Cluster *cluster)
{
    return MIN(scene_text_width(ROLE_CLUSTER_TAG, cluster->name), LABEL_ROOM) +
           2 * (LABEL_LEFT - CLUSTER_PADDING);
}

void lineage_paint_cluster(const Lineage *lineage, Cluster *cluster, double x, double y,
                           double width, double height)
{
    Drawing *drawing = lineage->drawing;
    Scene *scene = &drawing->scene;
    const char *name = cluster->name;
    SceneBox *box = scene_add_box(scene, ROLE_CLUSTER, SHAPE_ROUNDED, x, y, width, height);
    box->hollow = true;
    box->brief = scene_clean(scene->arena, name);
    box->title =
        arena_printf(scene->arena, "%s – %s", name,
                     scene_clean(scene->arena, drawing_text(drawing, &cluster->slot->title)));
    SceneBox *label = scene_add_text(scene, ROLE_CLUSTER_TAG, x + LABEL_LEFT, y + LABEL_TOP,
                                     width - 2 * LABEL_LEFT, name);
    label->cluster = box;
    label->entry = cluster->entry;
    cluster->box = box;
}
