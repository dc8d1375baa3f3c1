#include "select/plate.h"

#include "model/chart_spec.h"
#include "select/group.h"
#include "select/reach.h"
#include "select/split.h"
#include "select/split_timeline.h"

#include <stdlib.h>
#include <string.h>

/* Which entries of the knowledge base are named, by their index; NULL: nobody names any. */
typedef struct Named {
    bool *is_named;
} Named;

static void name_entry(const Kb *kb, Named *named, const Entry *entry)
{
    if (named->is_named == NULL)
        named->is_named = g_new0(bool, kb->entry_count + 1);
    if (entry != NULL)
        named->is_named[entry->index] = true;
}

static void name_variants(const Kb *kb, Named *named, const Entry *base)
{
    for (size_t i = 0; base != NULL && i < base->variant_count; i++)
        name_entry(kb, named, base->variants[i]);
}

/* Names what `ids` or the answer to `sql` do; of an empty answer nothing. */
static Named find_named(const Kb *kb, const Diagram *diagram, const PlateAnswer *answer)
{
    Named named = {0};
    if (diagram->has_ids || diagram->sql != NULL)
        name_entry(kb, &named, NULL);
    for (size_t i = 0; i < diagram->id_count; i++)
        name_entry(kb, &named, diagram->ids[i].entry);
    for (size_t i = 0; i < diagram->id_count && diagram->variants == VARIANTS_ALL; i++)
        name_variants(kb, &named, diagram->ids[i].entry);
    for (size_t i = 0; answer != NULL && diagram->sql != NULL && i < answer->count; i++)
        name_entry(kb, &named, answer->entries[i]);
    return named;
}

static bool claim_has_value(const Claim *claim, const char *text)
{
    if (!claim_is_in_force(claim))
        return false;
    const Value *value = &claim->value;
    return value->text != NULL && value_is_known(value) && strcmp(value->text, text) == 0;
}

static bool object_has_value(const Object *object, const Where *where)
{
    const Claims *claims = object_find(object, where->slot);
    for (size_t i = 0; claims != NULL && i < claims->count; i++)
        if (claim_has_value(&claims->items[i], where->value))
            return true;
    return false;
}

static bool diagram_matches(const Diagram *diagram, const Entry *entry)
{
    bool matches = diagram->class_count == 0;
    for (size_t i = 0; i < diagram->class_count && !matches; i++)
        matches = class_is_a(entry->object.class, diagram->classes[i]);
    for (size_t i = 0; i < diagram->where_count && matches; i++)
        matches = object_has_value(&entry->object, &diagram->where[i]);
    return matches;
}

static void select_entries(const Kb *kb, const PlateAnswer *answer, Plate *plate, Arena *arena)
{
    const Named named = find_named(kb, plate->diagram, answer);
    g_autoptr(GPtrArray) selected = g_ptr_array_new();
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (!entry->draft && (named.is_named == NULL || named.is_named[i]) &&
            diagram_matches(plate->diagram, entry))
            g_ptr_array_add(selected, (gpointer)entry);
    }
    g_free(named.is_named);
    plate_set_entries(plate, selected, arena);
}

/* Has it relations that are not its base's, but for being a variant of that? */
static bool has_own_relations(const Entry *entry)
{
    for (size_t i = 0; i < entry->object.slot_count; i++) {
        const Claims *claims = &entry->object.slots[i];
        if (claims->slot->lineage && claims->slot->known != SLOT_VARIANT_OF &&
            !claim_is_inherited(&claims->items[0]))
            return true;
    }
    for (size_t i = 0; i < entry->backlink_count; i++)
        if (entry->backlinks[i].slot->lineage && !entry->backlinks[i].from->draft)
            return true;
    return false;
}

static bool has_own_value(const Entry *entry, const ChartAxis *axis)
{
    const Claims *claims = axis->slot != NULL ? object_find(&entry->object, axis->slot) : NULL;
    return (claims != NULL && !claim_is_inherited(&claims->items[0])) ||
           (axis->event_count > 0 && entry->milestone_count > 0) ||
           (axis->measure_count > 0 && entry->figure_count > 0);
}

/* Has it anything that is not its base's to be drawn? */
static bool has_own(const Diagram *diagram, const Entry *entry)
{
    switch (diagram->kind) {
    case DIAGRAM_TIMELINE:
        return entry->milestone_count > 0;
    case DIAGRAM_CHART:
        return has_own_value(entry, &diagram->chart->x) || has_own_value(entry, &diagram->chart->y);
    default:
        return has_own_relations(entry);
    }
}

/* Only its base can stand for a variant. */
static bool is_hidden(const Plate *plate, const Entry *entry)
{
    if (entry->base == NULL || !plate_shows(plate, entry->base))
        return false;
    if (plate->diagram->variants == VARIANTS_WITH_OWN)
        return !has_own(plate->diagram, entry);
    return plate->diagram->variants == VARIANTS_NONE;
}

/* Leaves variants out that their bases stand for; what is asked for by name stays. */
static void hide_variants(Plate *plate, Arena *arena)
{
    const Diagram *diagram = plate->diagram;
    if (diagram->has_ids || diagram->sql != NULL || diagram->variants == VARIANTS_ALL ||
        diagram->kind == DIAGRAM_PACKAGE ||
        (diagram->kind == DIAGRAM_TOPOLOGY && diagram->shape != TOPOLOGY_NESTING))
        return;
    g_autoptr(GPtrArray) shown = g_ptr_array_new();
    for (size_t i = 0; i < plate->entry_count; i++)
        if (!is_hidden(plate, plate->entries[i]))
            g_ptr_array_add(shown, (gpointer)plate->entries[i]);
    plate_set_entries(plate, shown, arena);
}

void plate_set_entries(Plate *plate, const GPtrArray *entries, Arena *arena)
{
    plate->entry_count = entries->len;
    plate->entries = arena_new0(arena, const Entry *, entries->len + 1);
    for (guint i = 0; i < entries->len; i++)
        plate->entries[i] = entries->pdata[i];
}

static Plate *plate_new(const Diagram *diagram, Arena *arena)
{
    Plate *plate = arena_new0(arena, Plate, 1);
    plate->diagram = diagram;
    plate->name = diagram->name;
    plate->title = diagram->title;
    plate->description = diagram->description;
    plate->lanes = diagram->lanes;
    return plate;
}

/* Is what it shows selected, not named by itself? */
static bool selects(const Diagram *diagram)
{
    return diagram->kind == DIAGRAM_TIMELINE || diagram->kind == DIAGRAM_LINEAGE ||
           diagram->kind == DIAGRAM_CHART;
}

/* Parts have the colours of their whole. */
static void find_colors(Plate *plate, Arena *arena)
{
    if (plate->diagram->color_by == NULL)
        return;
    g_autoptr(GPtrArray) groups =
        groups_find(plate->entries, plate->entry_count, plate->diagram->color_by, arena, NULL);
    const ValueGroup **colors = arena_new0(arena, const ValueGroup *, groups->len + 1);
    for (guint i = 0; i < groups->len; i++)
        colors[i] = groups->pdata[i];
    plate->colors = colors;
    plate->color_count = groups->len;
}

Plates plates_make(const Kb *kb, const PlateAnswer *answers, const Words *const *words,
                   Arena *arena, Diagnostics *diags)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (size_t i = 0; i < kb->diagram_count; i++) {
        Plate *plate = plate_new(kb->diagrams[i], arena);
        select_entries(kb, answers != NULL ? &answers[i] : NULL, plate, arena);
        if (plate->entry_count == 0 && selects(plate->diagram))
            diag_report(diags, DIAG_DIAGRAM_EMPTY, plate->diagram->span,
                        "diagram '%s' shows nothing: no entry meets its selection", plate->name);
        if (plate->diagram->depth > 0)
            plate_reach_out(kb, plate, arena);
        hide_variants(plate, arena);
        g_ptr_array_add(all, plate);
        find_colors(plate, arena);
        if (plate->diagram->kind == DIAGRAM_LINEAGE)
            plate_split(kb, words, plate, arena, diags);
        if (plate->diagram->kind == DIAGRAM_TIMELINE)
            plate_split_timeline(kb, words, plate, arena, diags);
        for (size_t k = 0; k < plate->part_count; k++)
            g_ptr_array_add(all, plate->parts[k]);
    }
    Plates plates = {arena_new0(arena, Plate *, all->len + 1), all->len};
    for (guint i = 0; i < all->len; i++) {
        plates.items[i] = all->pdata[i];
        plates.items[i]->index = i;
    }
    return plates;
}

static int compare_place(const void *a, const void *b)
{
    const Entry *one = *(const Entry *const *)a;
    const Entry *other = *(const Entry *const *)b;
    return (one->index > other->index) - (one->index < other->index);
}

bool plate_shows(const Plate *plate, const Entry *entry)
{
    return plate->entry_count > 0 && bsearch(&entry, plate->entries, plate->entry_count,
                                             sizeof *plate->entries, compare_place) != NULL;
}
