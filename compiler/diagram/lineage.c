/*
 * Lineage: what is built on what. Nodes are the selected entries, edges their references on slots
 * that the schema marks as `lineage`, also from within inlined objects (composed_of: part, count).
 */
#include "diagram/lineage.h"

#include "diagram/look.h"
#include "diagram/metrics.h"
#include "diagram/words.h"

#include <math.h>
#include <string.h>

enum {
    NODE_MARGIN = 7, /* above and below its text */
    NODE_PADDING = 18,
    NODE_WIDTH_MIN = 84,
    TEXT_WIDTH = 160, /* of one line of two, at first */
};

/* --- what there is --- */

static int64_t object_count(const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claim *claim = claims_best(&object->slots[i]);
        if (claim != NULL && claim->value.kind == VALUE_INTEGER)
            return claim->value.integer;
    }
    return 0;
}

static size_t find_kind(Lineage *lineage, const Slot *slot)
{
    for (guint i = 0; i < lineage->kinds->len; i++)
        if (strcmp(((const Slot *)lineage->kinds->pdata[i])->name, slot->name) == 0)
            return i;
    g_ptr_array_add(lineage->kinds, (gpointer)slot);
    return lineage->kinds->len - 1;
}

static Relation *find_relation(Lineage *lineage, const Entry *from, const Entry *to, size_t kind)
{
    for (guint i = lineage->relations->len; i > 0; i--) {
        Relation *relation = &g_array_index(lineage->relations, Relation, i - 1);
        if (relation->from != from)
            return NULL; /* relations come entry by entry */
        if (relation->to == to && relation->kind == kind)
            return relation;
    }
    return NULL;
}

static void add_relation(Lineage *lineage, const Entry *from, const Entry *to, const Slot *slot,
                         int64_t count)
{
    const void *from_node = g_hash_table_lookup(lineage->index, from);
    const void *to_node = to != NULL ? g_hash_table_lookup(lineage->index, to) : NULL;
    if (to_node == NULL)
        return;
    const size_t kind = find_kind(lineage, slot);
    if (find_relation(lineage, from, to, kind) != NULL)
        return; /* another source says the same */
    const Relation relation = {
        .from = from,
        .to = to,
        .slot = slot,
        .count = count,
        .from_node = GPOINTER_TO_SIZE(from_node) - 1,
        .to_node = GPOINTER_TO_SIZE(to_node) - 1,
        .kind = kind,
    };
    g_array_append_val(lineage->relations, relation);
}

/* References in an inlined object: one level, which is where the schema puts them. */
static void add_object(Lineage *lineage, const Entry *from, const Slot *slot, const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        for (size_t j = 0; j < claims->count; j++)
            if (claims->items[j].value.kind == VALUE_REFERENCE &&
                claims->items[j].rank != RANK_DEPRECATED)
                add_relation(lineage, from, claims->items[j].value.entry, slot,
                             object_count(object));
    }
}

static void add_claim(Lineage *lineage, const Entry *from, const Slot *slot, const Claim *claim)
{
    if (claim->rank == RANK_DEPRECATED)
        return;
    if (claim->value.kind == VALUE_REFERENCE)
        add_relation(lineage, from, claim->value.entry, slot, 0);
    else if (claim->value.kind == VALUE_OBJECT)
        add_object(lineage, from, slot, claim->value.object);
}

static void add_entry_relations(Lineage *lineage, const Entry *entry)
{
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        for (size_t j = 0; claims->slot->lineage && j < claims->count; j++)
            add_claim(lineage, entry, claims->slot, &claims->items[j]);
    }
}

/* Breaks a name over two lines if it is long: as narrow as it can be, and cut if it is longer. */
static void set_lines(Scene *scene, Node *node)
{
    static const double rooms[] = {TEXT_WIDTH, TEXT_WIDTH * 1.2, TEXT_WIDTH * 1.4};
    const Look *look = &looks[ROLE_NODE];
    const char *rest = node->name;
    double room = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(rooms); i++) {
        room = rooms[i];
        rest = node->name + metrics_break(node->name, look->font_size, look->bold, room);
        rest += *rest == ' ';
        if (rest > node->name && scene_text_width(ROLE_NODE, rest) <= room)
            break;
    }
    if (rest == node->name || *rest == '\0') {
        node->lines[0] = scene_fit(scene, ROLE_NODE, node->name, room);
        return;
    }
    const char *first = arena_strndup(scene->arena, node->name, (size_t)(rest - node->name));
    node->lines[0] = scene_clean(scene->arena, first);
    node->lines[1] = scene_fit(scene, ROLE_NODE, rest, room);
}

static void set_size(Node *node)
{
    double width = scene_text_width(ROLE_CAPTION, node->caption);
    double height = scene_text_height(ROLE_CAPTION) + 2 * NODE_MARGIN;
    for (size_t i = 0; i < G_N_ELEMENTS(node->lines) && node->lines[i] != NULL; i++) {
        width = MAX(width, scene_text_width(ROLE_NODE, node->lines[i]));
        height += scene_text_height(ROLE_NODE);
    }
    node->width = MAX(NODE_WIDTH_MIN, ceil(width) + 2 * NODE_PADDING);
    node->height = ceil(height);
}

static void add_node(Lineage *lineage, const Entry *entry)
{
    Drawing *drawing = lineage->drawing;
    const char *class = drawing_text(drawing, &entry->object.class->title);
    Node node = {.entry = entry};
    node.name = scene_clean(drawing->arena, drawing_text(drawing, entry->name));
    node.caption =
        scene_fit(&drawing->scene, ROLE_CAPTION, scene_clean(drawing->arena, class), TEXT_WIDTH);
    set_lines(&drawing->scene, &node);
    set_size(&node);
    g_array_append_val(lineage->nodes, node);
    g_hash_table_insert(lineage->index, (gpointer)entry, GSIZE_TO_POINTER(lineage->nodes->len));
}

static int compare_kinds(const void *a, const void *b)
{
    const Slot *one = *(const Slot *const *)a;
    const Slot *other = *(const Slot *const *)b;
    return one->rank != other->rank ? (one->rank > other->rank ? 1 : -1)
                                    : strcmp(one->name, other->name);
}

/* Kinds in the schema's order, whatever entry they came up in first. */
static void sort_kinds(Lineage *lineage)
{
    g_ptr_array_sort(lineage->kinds, compare_kinds);
    for (guint i = 0; i < lineage->relations->len; i++) {
        Relation *relation = &g_array_index(lineage->relations, Relation, i);
        relation->kind = find_kind(lineage, relation->slot);
        g_array_index(lineage->nodes, Node, relation->from_node).related = true;
        g_array_index(lineage->nodes, Node, relation->to_node).related = true;
    }
}

static void collect(Lineage *lineage)
{
    const Kb *kb = lineage->drawing->kb;
    for (size_t i = 0; i < kb->entry_count; i++)
        if (diagram_selects(lineage->drawing->diagram, kb->entries[i]))
            add_node(lineage, kb->entries[i]);
    for (guint i = 0; i < lineage->nodes->len; i++)
        add_entry_relations(lineage, g_array_index(lineage->nodes, Node, i).entry);
    sort_kinds(lineage);
}

/* --- the table --- */

static void fill_table(const Lineage *lineage)
{
    static const int columns[] = {WORD_COLUMN_FROM, WORD_COLUMN_RELATION, WORD_COLUMN_TO,
                                  WORD_COLUMN_COUNT};
    Drawing *drawing = lineage->drawing;
    drawing_add_columns(drawing, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < lineage->relations->len; i++) {
        const Relation *relation = &g_array_index(lineage->relations, Relation, i);
        View *cells = drawing_add_row(drawing);
        drawing_add_cell(drawing, cells, drawing_text(drawing, relation->from->name),
                         relation->from);
        drawing_add_cell(drawing, cells, drawing_text(drawing, &relation->slot->title), NULL);
        drawing_add_cell(drawing, cells, drawing_text(drawing, relation->to->name), relation->to);
        const char *count = relation->count > 0
                                ? arena_printf(drawing->arena, "%" G_GINT64_FORMAT, relation->count)
                                : "";
        drawing_add_cell(drawing, cells, count, NULL);
    }
}

void lineage_draw(Drawing *drawing)
{
    g_autoptr(GArray) nodes = g_array_new(FALSE, FALSE, sizeof(Node));
    g_autoptr(GArray) relations = g_array_new(FALSE, FALSE, sizeof(Relation));
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    g_autoptr(GHashTable) index = g_hash_table_new(NULL, NULL);
    Lineage lineage = {drawing, nodes, relations, kinds, index, 0};
    collect(&lineage);
    fill_table(&lineage);
    drawing->scene.description = word_fill(drawing->arena, WORD_LINEAGE, drawing->tongue,
                                           arena_printf(drawing->arena, "%u", nodes->len));
    lineage_paint(&lineage);
}
