#include "model/kb.h"

#include <stdlib.h>
#include <string.h>

static const char *const status_names[STATUS_COUNT] = {
    [STATUS_ACTUAL] = "actual",       [STATUS_PLANNED] = "planned",
    [STATUS_ESTIMATED] = "estimated", [STATUS_REPORTED] = "reported",
    [STATUS_RUMOURED] = "rumoured",   [STATUS_CANCELLED] = "cancelled",
};

static const char *const rank_names[RANK_COUNT] = {
    [RANK_PREFERRED] = "preferred",
    [RANK_NORMAL] = "normal",
    [RANK_DEPRECATED] = "deprecated",
};

static const char *const standing_names[STANDING_COUNT] = {
    [STANDING_IN_FORCE] = "in_force",
    [STANDING_CORRECTED] = "corrected",
    [STANDING_WITHDRAWN] = "withdrawn",
};

static const char *const diagram_kind_names[DIAGRAM_KIND_COUNT] = {
    [DIAGRAM_TIMELINE] = "timeline", [DIAGRAM_LINEAGE] = "lineage", [DIAGRAM_PACKAGE] = "package",
    [DIAGRAM_TOPOLOGY] = "topology", [DIAGRAM_CHART] = "chart",
};

static const char *const topology_shape_names[TOPOLOGY_SHAPE_COUNT] = {
    [TOPOLOGY_RING] = "ring",           [TOPOLOGY_MESH] = "mesh",
    [TOPOLOGY_FULL_MESH] = "full_mesh", [TOPOLOGY_SWITCH] = "switch",
    [TOPOLOGY_NESTING] = "nesting",
};

Kb *kb_new(Arena *arena)
{
    Kb *kb = arena_new0(arena, Kb, 1);
    kb->entries_by_id = g_hash_table_new(g_str_hash, g_str_equal);
    kb->former_ids = g_hash_table_new(g_str_hash, g_str_equal);
    kb->damaged_ids = g_hash_table_new(g_str_hash, g_str_equal);
    return kb;
}

void kb_clear(Kb *kb)
{
    g_hash_table_unref(kb->entries_by_id);
    g_hash_table_unref(kb->former_ids);
    g_hash_table_unref(kb->damaged_ids);
}

int kb_compare_names(const Kb *kb, const Entry *a, const Entry *b, size_t language)
{
    const uint32_t *places = kb->places[language];
    if (places == NULL)
        return (a->index > b->index) - (a->index < b->index);
    return (places[a->index] > places[b->index]) - (places[a->index] < places[b->index]);
}

/* A list that is being sorted. */
typedef struct NamedList {
    const Kb *kb;
    size_t language;
} NamedList;

static int compare_named(const void *a, const void *b, void *user)
{
    const NamedList *list = user;
    return kb_compare_names(list->kb, *(const Entry *const *)a, *(const Entry *const *)b,
                            list->language);
}

void kb_sort_by_name(const Kb *kb, const Entry **entries, size_t count, size_t language)
{
    NamedList list = {kb, language};
    if (count > 1)
        g_qsort_with_data(entries, (gint)count, sizeof *entries, compare_named, &list);
}

bool name_find(const char *const *names, size_t count, const char *name, size_t *index)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0) {
            *index = i;
            return true;
        }
    return false;
}

bool status_is_fact(Status status)
{
    return status == STATUS_ACTUAL || status == STATUS_REPORTED;
}

const char *status_name(Status status)
{
    return status_names[status];
}

unsigned status_weakness(Status status)
{
    static const unsigned order[STATUS_COUNT] = {
        [STATUS_ACTUAL] = 0,  [STATUS_REPORTED] = 1, [STATUS_ESTIMATED] = 2,
        [STATUS_PLANNED] = 3, [STATUS_RUMOURED] = 4, [STATUS_CANCELLED] = 5,
    };
    return order[status];
}

bool status_find(const char *name, Status *status)
{
    size_t index;
    if (!name_find(status_names, STATUS_COUNT, name, &index))
        return false;
    *status = (Status)index;
    return true;
}

const char *rank_name(Rank rank)
{
    return rank_names[rank];
}

bool rank_find(const char *name, Rank *rank)
{
    size_t index;
    if (!name_find(rank_names, RANK_COUNT, name, &index))
        return false;
    *rank = (Rank)index;
    return true;
}

const char *standing_name(ClaimStanding standing)
{
    return standing_names[standing];
}

const char *diagram_kind_name(DiagramKind kind)
{
    return diagram_kind_names[kind];
}

bool diagram_kind_find(const char *name, DiagramKind *kind)
{
    size_t index;
    if (!name_find(diagram_kind_names, DIAGRAM_KIND_COUNT, name, &index))
        return false;
    *kind = (DiagramKind)index;
    return true;
}

const char *topology_shape_name(TopologyShape shape)
{
    return topology_shape_names[shape];
}

bool topology_shape_find(const char *name, TopologyShape *shape)
{
    size_t index;
    if (!name_find(topology_shape_names, TOPOLOGY_SHAPE_COUNT, name, &index))
        return false;
    *shape = (TopologyShape)index;
    return true;
}

Entry *kb_find_entry(const Kb *kb, const char *id)
{
    Entry *entry = g_hash_table_lookup(kb->entries_by_id, id);
    return entry != NULL ? entry : g_hash_table_lookup(kb->former_ids, id);
}

size_t kb_find_language(const Kb *kb, const char *code)
{
    size_t i = 0;
    while (i < kb->language_count && strcmp(kb->languages[i], code) != 0)
        i++;
    return i;
}

static int compare_page(const void *wanted, const void *item)
{
    const Page *a = wanted;
    const Page *b = *(const Page *const *)item;
    const int order = strcmp(a->name, b->name);
    return order != 0 ? order : (a->language > b->language) - (a->language < b->language);
}

const Page *kb_find_page(const Kb *kb, const char *name, size_t language)
{
    const Page wanted = {.name = name, .language = language};
    Page **found = kb->page_count > 0
                       ? bsearch(&wanted, kb->pages, kb->page_count, sizeof(Page *), compare_page)
                       : NULL;
    return found != NULL ? *found : NULL;
}

/* Names of a class's slots are looked up; where there are few, comparing is faster. */
static const Claims *find_among_many(const Object *object, const char *name)
{
    const Slot *slot = class_find_slot(object->class, name);
    for (size_t i = 0; i < object->slot_count; i++)
        if (object->slots[i].slot == slot)
            return &object->slots[i];
    return NULL;
}

static int compare_path(const void *path, const void *image)
{
    return strcmp(path, (*(const Image *const *)image)->path);
}

const Image *kb_find_image(const Kb *kb, const char *path)
{
    if (kb->image_count == 0)
        return NULL;
    Image **found = bsearch(path, kb->images, kb->image_count, sizeof *kb->images, compare_path);
    return found != NULL ? *found : NULL;
}

/* Most names differ in the first letter. */
static bool is_called(const Slot *slot, const char *name)
{
    return slot->name[0] == name[0] && strcmp(slot->name, name) == 0;
}

const Claims *object_find(const Object *object, const char *name)
{
    enum { FEW = 32 };
    if (object->slot_count > FEW)
        return find_among_many(object, name);
    for (size_t i = 0; i < object->slot_count; i++)
        if (is_called(object->slots[i].slot, name))
            return &object->slots[i];
    return NULL;
}

const Claims *object_claims(const Object *object, KnownSlot slot)
{
    for (size_t i = 0; i < object->slot_count; i++)
        if (object->slots[i].slot->known == slot)
            return &object->slots[i];
    return NULL;
}

const char *citation_id(const Citation *citation)
{
    return citation->source != NULL ? citation->source->id : citation->id;
}

bool claim_cites_same(const Claim *a, const Claim *b)
{
    if (a->citation_count != b->citation_count)
        return false;
    if (a->citations == b->citations)
        return true;
    for (size_t i = 0; i < a->citation_count; i++)
        if (strcmp(citation_id(&a->citations[i]), citation_id(&b->citations[i])) != 0)
            return false;
    return true;
}

bool claim_same_as_of(const Claim *a, const Claim *b)
{
    return (a->as_of != NULL) == (b->as_of != NULL) &&
           (a->as_of == NULL || strcmp(a->as_of->text, b->as_of->text) == 0);
}

int claim_compare_age(const Claim *a, const Claim *b)
{
    if ((a->as_of != NULL) != (b->as_of != NULL))
        return a->as_of != NULL ? 1 : -1;
    return a->as_of != NULL ? edtf_sort(a->as_of, b->as_of) : 0;
}

bool claim_is_in_force(const Claim *claim)
{
    return claim->rank != RANK_DEPRECATED && claim->standing == STANDING_IN_FORCE;
}

bool claim_is_firmer(const Claim *claim, const Claim *other)
{
    const bool is_fact = status_is_fact(claim->status);
    if (claim->rank != other->rank)
        return claim->rank < other->rank;
    if (is_fact != status_is_fact(other->status))
        return is_fact;
    return is_fact ? status_weakness(claim->status) < status_weakness(other->status)
                   : claim_compare_age(claim, other) > 0;
}

bool claim_is_measured(const Claim *claim)
{
    const char *by = claim_details(claim)->by;
    return by != NULL && strcmp(by, "measured") == 0;
}

bool claim_tells_how(const Claim *claim)
{
    const char *by = claim_details(claim)->by;
    return claim_is_measured(claim) || (by != NULL && strcmp(by, "inferred") == 0);
}

bool condition_equal(const Condition *a, const Condition *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a->key, b->key) == 0);
}

/* Does it hold for the subject as such, and by what it is said to be? */
static bool holds_as_such(const Claim *claim)
{
    return claim_details(claim)->condition == NULL && !claim_is_measured(claim);
}

static bool counts_before(const Claim *claim, const Claim *other)
{
    if (claim->rank != other->rank)
        return claim->rank < other->rank;
    return other->details != NULL && holds_as_such(claim) && !holds_as_such(other);
}

const Claim *claims_best(const Claims *claims)
{
    const Claim *best = NULL;
    for (size_t i = 0; i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        if (claim_is_in_force(claim) && (best == NULL || counts_before(claim, best)))
            best = claim;
    }
    return best;
}

const Claim *claims_best_for(const Claims *claims, const Condition *condition)
{
    const Claim *best = NULL;
    for (size_t i = 0; i < claims->count; i++) {
        const Claim *claim = &claims->items[i];
        if (claim_is_in_force(claim) &&
            condition_equal(claim_details(claim)->condition, condition) &&
            (best == NULL || counts_before(claim, best)))
            best = claim;
    }
    return best;
}

const Claim *object_best_named(const Object *object, const char *name)
{
    const Claims *claims = object_find(object, name);
    return claims != NULL ? claims_best(claims) : NULL;
}

const Claim *object_best(const Object *object, KnownSlot slot)
{
    const Claims *claims = object_claims(object, slot);
    return claims != NULL ? claims_best(claims) : NULL;
}

void claim_adopt(Claim *claim)
{
    if (claim->value.kind != VALUE_OBJECT)
        return;
    const Object *object = claim->value.object;
    for (size_t i = 0; i < object->slot_count; i++)
        for (size_t k = 0; k < object->slots[i].count; k++)
            object->slots[i].items[k].enclosing = claim;
}

Entry *object_reference(const Object *object, KnownSlot slot)
{
    const Claim *claim = object_best(object, slot);
    return claim != NULL && claim->value.kind == VALUE_REFERENCE ? claim->value.entry : NULL;
}

const EnumValue *object_choice(const Object *object, KnownSlot slot)
{
    const Claim *claim = object_best(object, slot);
    return claim != NULL && claim->value.kind == VALUE_CHOICE ? claim->value.choice : NULL;
}

const Edtf *object_date(const Object *object, KnownSlot slot)
{
    const Claim *claim = object_best(object, slot);
    return claim != NULL && claim->value.kind == VALUE_DATE ? claim->value.date : NULL;
}

const char *object_string(const Object *object, KnownSlot slot)
{
    const Claim *claim = object_best(object, slot);
    return claim != NULL && claim->value.kind == VALUE_STRING ? claim->value.text : NULL;
}

bool value_is_known(const Value *value)
{
    return value->kind != VALUE_NONE && value->kind != VALUE_UNKNOWN;
}

const ClaimDetails *claim_details(const Claim *claim)
{
    static const ClaimDetails none;
    return claim->details != NULL ? claim->details : &none;
}

static const Localised *kb_accept_note(const Kb *kb, const SourceFile *file, const char *slug)
{
    for (size_t i = 0; i < kb->accept_count; i++)
        if (strcmp(kb->accepts[i].accepted.slug, slug) == 0 &&
            (kb->accepts[i].in == NULL || source_file_is_in(file, kb->accepts[i].in)))
            return kb->accepts[i].note;
    return NULL;
}

static const Localised *claim_accept_note(const Claim *claim, const char *slug)
{
    for (; claim != NULL; claim = claim->enclosing) {
        const ClaimDetails *details = claim_details(claim);
        for (size_t i = 0; i < details->accept_count && details->note != NULL; i++)
            if (strcmp(details->accepts[i].slug, slug) == 0)
                return details->note;
    }
    return NULL;
}

const Localised *kb_let_stand(const Kb *kb, const Claim *const *claims, size_t count,
                              const char *slug, bool *in_source)
{
    const Localised *note = NULL;
    for (size_t i = 0; i < count && note == NULL; i++)
        note = claim_accept_note(claims[i], slug);
    *in_source = note != NULL;
    for (size_t i = 0; i < count && note == NULL; i++)
        note = kb_accept_note(kb, claims[i]->value.span.file, slug);
    return note;
}

bool claim_is_inherited(const Claim *claim)
{
    return claim->details != NULL && claim->details->is_inherited;
}

bool claim_is_inherited_within(const Claim *claim)
{
    return claim->enclosing != NULL && claim_is_inherited(claim) &&
           claim_is_inherited(claim->enclosing);
}

const Claim *claim_original(const Claim *claim)
{
    return claim_is_inherited(claim) ? claim->details->from[0].claim : claim;
}

bool claim_origin_is_told(const Claim *claim, size_t index)
{
    const Origin *from = claim_details(claim)->from;
    for (size_t i = 0; i < index; i++)
        if (from[i].entry == from[index].entry && from[i].slot == from[index].slot)
            return true;
    return false;
}

Span claim_span(const Claim *claim)
{
    return (Span){claim->value.span.file, claim->start, claim->end};
}

Span claims_key(const Claims *claims)
{
    if (claims->count == 0)
        return (Span){0};
    return (Span){claims->items[0].value.span.file, claims->key_start, claims->key_end};
}

/* Is `a` to be believed before `b`? Rank first, then fact over plan, then the younger word. */
static bool claim_outranks(const Claim *a, const Claim *b)
{
    if (a->rank != b->rank)
        return a->rank < b->rank;
    if ((a->status == STATUS_ACTUAL) != (b->status == STATUS_ACTUAL))
        return a->status == STATUS_ACTUAL;
    return a->as_of != NULL && (b->as_of == NULL || edtf_sort(a->as_of, b->as_of) > 0);
}

const Claim *milestone_current(const Milestone *milestone)
{
    const Claim *current = NULL;
    for (size_t i = 0; i < milestone->date_count; i++) {
        const Claim *claim = milestone->dates[i];
        if (claim_is_in_force(claim) && (current == NULL || claim_outranks(claim, current)))
            current = claim;
    }
    return current;
}

const Claim *figure_current(const Figure *figure, const Condition *condition)
{
    const Claim *current = NULL;
    for (size_t i = 0; i < figure->amount_count; i++) {
        const Claim *claim = figure->amounts[i];
        if (claim_is_in_force(claim) &&
            condition_equal(claim_details(claim)->condition, condition) &&
            (current == NULL || claim_outranks(claim, current)))
            current = claim;
    }
    return current;
}
