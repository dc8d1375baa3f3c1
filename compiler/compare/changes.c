#include "compare/changes.h"

#include "compare/match.h"
#include "model/agree.h"

#include <stdlib.h>
#include <string.h>

static const char *const turn_names[TURN_COUNT] = {
    [TURN_NONE] = "changed",        [TURN_NEW] = "new",
    [TURN_GONE] = "gone",           [TURN_SLIPPED] = "slipped",
    [TURN_PULLED_IN] = "pulled_in", [TURN_SHIFTED] = "shifted",
    [TURN_HAPPENED] = "happened",   [TURN_CANCELLED] = "cancelled",
    [TURN_PASSED] = "passed",       [TURN_REVIVED] = "revived",
};

static const char *const entry_turn_names[ENTRY_TURN_COUNT] = {
    [ENTRY_CHANGED] = "changed",
    [ENTRY_ADDED] = "added",
    [ENTRY_REMOVED] = "removed",
    [ENTRY_RENAMED] = "renamed",
};

const char *plan_turn_name(PlanTurn turn)
{
    return turn_names[turn];
}

bool plan_turn_settles(PlanTurn turn)
{
    return turn == TURN_HAPPENED || turn == TURN_CANCELLED || turn == TURN_PASSED;
}

bool plan_turn_moves(PlanTurn turn)
{
    return turn == TURN_SLIPPED || turn == TURN_PULLED_IN || turn == TURN_SHIFTED;
}

const char *entry_turn_name(EntryTurn turn)
{
    return entry_turn_names[turn];
}

/* Two knowledge bases that are compared. */
typedef struct ChangeFinder {
    State before;
    State after;
    Arena *arena;
    GHashTable *renamed;    /* id -> id that it has become */
    GHashTable *milestones; /* of the later state: id -> Milestone */
    GHashTable *figures;    /* the same: id -> Figure */
    GArray *entries;        /* of EntryChange */
} ChangeFinder;

/* --- who is who --- */

static const Entry *find_exactly(const Kb *kb, const char *id)
{
    return g_hash_table_lookup(kb->entries_by_id, id);
}

/* Who had another id before, and says so. */
static void find_told(ChangeFinder *finder)
{
    const Kb *after = finder->after.kb;
    for (size_t i = 0; i < after->entry_count; i++) {
        const Entry *entry = after->entries[i];
        bool is_known = find_exactly(finder->before.kb, entry->id) != NULL;
        for (size_t k = 0; k < entry->former_id_count && !is_known; k++) {
            const char *former = entry->former_ids[k];
            is_known = find_exactly(finder->before.kb, former) != NULL &&
                       find_exactly(after, former) == NULL &&
                       !g_hash_table_contains(finder->renamed, former);
            if (is_known)
                g_hash_table_insert(finder->renamed, (gpointer)former, (gpointer)entry->id);
        }
    }
}

/* Entries of one state that have no partner yet, by what they say; of two that say the same none.
 */
static GHashTable *index_unmatched(const ChangeFinder *finder, bool is_before, GHashTable *partners)
{
    const State *state = is_before ? &finder->before : &finder->after;
    const Kb *other = is_before ? finder->after.kb : finder->before.kb;
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) key = g_string_new(NULL);
    for (size_t i = 0; i < state->kb->entry_count; i++) {
        const Entry *entry = state->kb->entries[i];
        if (find_exactly(other, entry->id) != NULL || g_hash_table_contains(partners, entry->id))
            continue;
        g_string_truncate(key, 0);
        same_entry_key(state, entry, key);
        const bool is_first = !g_hash_table_contains(index, key->str);
        g_hash_table_insert(index, g_strdup(key->str), is_first ? (gpointer)entry : NULL);
    }
    return index;
}

/* Those who had another id, and do not say so, but say all else as before. */
static void find_alike(ChangeFinder *finder)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, finder->renamed);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        g_hash_table_add(taken, value);
    g_autoptr(GHashTable) before = index_unmatched(finder, true, finder->renamed);
    g_autoptr(GHashTable) after = index_unmatched(finder, false, taken);
    g_hash_table_iter_init(&iter, before);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        const Entry *now = g_hash_table_lookup(after, key);
        if (value != NULL && now != NULL)
            g_hash_table_insert(finder->renamed, (gpointer)((const Entry *)value)->id,
                                (gpointer)now->id);
    }
}

/* --- milestones and figures --- */

/* The id that the later state has for what belongs to a subject: "<subject>.tape_out". */
static const char *part_id(const ChangeFinder *finder, const Entry *subject, const char *id)
{
    return arena_concat(finder->arena, state_id(&finder->before, subject->id),
                        id + strlen(subject->id));
}

/* As by themselves: what the object around them says for them may stand beside them instead. */
static void add_claims(const ChangeFinder *finder, GPtrArray *list, const Claim *const *claims,
                       size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!claim_is_stated(claims[i]))
            continue;
        Claim *alone = arena_new0(finder->arena, Claim, 1);
        *alone = *claims[i];
        alone->enclosing = NULL;
        g_ptr_array_add(list, alone);
    }
}

/* Slots by which milestones and figures are told apart, and what is compared of them apart. */
static bool is_of_identity(const Slot *slot)
{
    switch (slot->known) {
    case SLOT_SUBJECT:
    case SLOT_EVENT:
    case SLOT_DATE:
    case SLOT_KEY:
    case SLOT_MEASURE:
    case SLOT_PERIOD:
    case SLOT_AMOUNT:
        return true;
    default:
        return false;
    }
}

/* A milestone or a figure, in one state. */
typedef struct StatedPart {
    const Object *object;
    const Entry *entry; /* of its own; NULL: it is stated in its subject's */
    const Entry *subject;
    const Claim *const *claims; /* its dates or amounts */
    size_t claim_count;
} StatedPart;

static StatedPart part_of_milestone(const Milestone *milestone)
{
    if (milestone == NULL)
        return (StatedPart){0};
    return (StatedPart){milestone->object, milestone->entry, milestone->subject,
                        (const Claim *const *)milestone->dates, milestone->date_count};
}

static StatedPart part_of_figure(const Figure *figure)
{
    if (figure == NULL)
        return (StatedPart){0};
    return (StatedPart){figure->object, figure->entry, figure->subject,
                        (const Claim *const *)figure->amounts, figure->amount_count};
}

static const Slot *slot_of(const StatedPart *part, KnownSlot known)
{
    return part->object != NULL ? class_find_known(part->object->class, known) : NULL;
}

/* What an entry of its own says besides is compared with that entry. */
static ClaimChanges compare_parts(const ChangeFinder *finder, const StatedPart *before,
                                  const StatedPart *after, KnownSlot known)
{
    const bool are_within = before->entry == NULL && after->entry == NULL;
    const Pair pair = {&finder->before, &finder->after, are_within ? before->subject : NULL,
                       are_within ? after->subject : NULL, finder->arena};
    const Slot *slot = slot_of(after, known);
    if (slot == NULL)
        slot = slot_of(before, known);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(ClaimChange));
    g_autoptr(GPtrArray) was = g_ptr_array_new();
    g_autoptr(GPtrArray) is = g_ptr_array_new();
    add_claims(finder, was, before->claims, before->claim_count);
    add_claims(finder, is, after->claims, after->claim_count);
    if (slot != NULL)
        match_claims(&pair, NULL, slot, was, is, found);
    if (are_within)
        match_objects(&pair, NULL, before->object, after->object, is_of_identity, found);
    return match_take(&pair, found);
}

static const Plan *plan_of(const State *state, const Milestone *milestone)
{
    return milestone != NULL ? findings_plan(state->kb->findings, milestone) : NULL;
}

static PlanTurn turn_of_settled(const Plan *plan)
{
    if (plan_has_happened(plan))
        return TURN_HAPPENED;
    return plan->state == PLAN_CANCELLED ? TURN_CANCELLED : TURN_PASSED;
}

static bool is_settled(const Plan *plan)
{
    return plan_has_happened(plan) || plan_is_dropped(plan);
}

static PlanTurn turn_of_dates(const EventChange *change)
{
    if (!change->has_slip || edtf_same_days(change->from->value.date, change->to->value.date))
        return TURN_NONE;
    if (change->slip.days_min > 0)
        return TURN_SLIPPED;
    return change->slip.days_max < 0 ? TURN_PULLED_IN : TURN_SHIFTED;
}

/* What was never planned has no turn of a plan: it is only told otherwise. */
static PlanTurn turn_between(const Plan *before, const Plan *after, const EventChange *change)
{
    if (before == NULL)
        return TURN_NEW;
    if (after == NULL)
        return TURN_GONE;
    if (is_settled(before))
        return after->is_ahead && !is_settled(after) ? TURN_REVIVED : TURN_NONE;
    if (is_settled(after))
        return turn_of_settled(after);
    return turn_of_dates(change);
}

static EventChange compare_milestones(const ChangeFinder *finder, const Milestone *before,
                                      const Milestone *after)
{
    const Plan *was = plan_of(&finder->before, before);
    const Plan *is = plan_of(&finder->after, after);
    EventChange change = {.milestone = after != NULL ? after : before,
                          .from = was != NULL ? plan_shown_date(was) : NULL,
                          .to = is != NULL ? plan_shown_date(is) : NULL};
    change.has_slip = change.from != NULL && change.to != NULL && !is_settled(was);
    if (change.has_slip)
        change.slip = plan_slip_between(change.from, change.to);
    change.turn = turn_between(was, is, &change);
    const StatedPart part_before = part_of_milestone(before);
    const StatedPart part_after = part_of_milestone(after);
    if (before != NULL && after != NULL)
        change.claims = compare_parts(finder, &part_before, &part_after, SLOT_DATE);
    return change;
}

static FigureChange compare_figures(const ChangeFinder *finder, const Figure *before,
                                    const Figure *after)
{
    FigureChange change = {.figure = after != NULL ? after : before,
                           .is_new = before == NULL,
                           .is_gone = after == NULL};
    const StatedPart part_before = part_of_figure(before);
    const StatedPart part_after = part_of_figure(after);
    change.claims = compare_parts(finder, &part_before, &part_after, SLOT_AMOUNT);
    return change;
}

/* Is it the variant's own, and not its base's? */
static bool is_own(const Claim *item)
{
    return item == NULL || !claim_is_inherited(item);
}

static int compare_event_ids(gconstpointer a, gconstpointer b)
{
    return strcmp(((const EventChange *)a)->milestone->id, ((const EventChange *)b)->milestone->id);
}

static int compare_figure_ids(gconstpointer a, gconstpointer b)
{
    return strcmp(((const FigureChange *)a)->figure->id, ((const FigureChange *)b)->figure->id);
}

static void note_event(const ChangeFinder *finder, const Milestone *before, const Milestone *after,
                       GArray *found)
{
    const EventChange change = compare_milestones(finder, before, after);
    if (change.turn != TURN_NONE || change.claims.count > 0)
        g_array_append_val(found, change);
}

static void compare_events(const ChangeFinder *finder, EntryChange *change)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(EventChange));
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < change->before->milestone_count; i++) {
        const Milestone *before = change->before->milestones[i];
        const Milestone *after =
            g_hash_table_lookup(finder->milestones, part_id(finder, change->before, before->id));
        g_hash_table_add(seen, (gpointer)after);
        if (is_own(before->item))
            note_event(finder, before, after, found);
    }
    for (size_t i = 0; i < change->after->milestone_count; i++) {
        const Milestone *after = change->after->milestones[i];
        if (is_own(after->item) && !g_hash_table_contains(seen, after))
            note_event(finder, NULL, after, found);
    }
    g_array_sort(found, compare_event_ids);
    change->event_count = found->len;
    change->events = arena_new0(finder->arena, EventChange, found->len);
    if (found->len > 0)
        memcpy(change->events, found->data, found->len * sizeof(EventChange));
}

static void note_figure(const ChangeFinder *finder, const Figure *before, const Figure *after,
                        GArray *found)
{
    const FigureChange change = compare_figures(finder, before, after);
    if (change.is_new || change.is_gone || change.claims.count > 0)
        g_array_append_val(found, change);
}

static void compare_numbers(const ChangeFinder *finder, EntryChange *change)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(FigureChange));
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (size_t i = 0; i < change->before->figure_count; i++) {
        const Figure *before = change->before->figures[i];
        const Figure *after =
            g_hash_table_lookup(finder->figures, part_id(finder, change->before, before->id));
        g_hash_table_add(seen, (gpointer)after);
        if (is_own(before->item))
            note_figure(finder, before, after, found);
    }
    for (size_t i = 0; i < change->after->figure_count; i++) {
        const Figure *after = change->after->figures[i];
        if (is_own(after->item) && !g_hash_table_contains(seen, after))
            note_figure(finder, NULL, after, found);
    }
    g_array_sort(found, compare_figure_ids);
    change->figure_count = found->len;
    change->figures = arena_new0(finder->arena, FigureChange, found->len);
    if (found->len > 0)
        memcpy(change->figures, found->data, found->len * sizeof(FigureChange));
}

/* --- entries --- */

static bool skips_always(const Slot *slot)
{
    return !slot_is_own(slot);
}

/* A milestone's or figure's own entry: what it says of its subject is said there. */
static bool skips_of_part(const Slot *slot)
{
    return !slot_is_own(slot) || is_of_identity(slot);
}

/* That an entry has a new id, its new id among the slots says, too. */
static bool skips_of_renamed(const Slot *slot)
{
    return !slot_is_own(slot) || slot->identifier || slot->known == SLOT_FORMER_IDS;
}

static bool is_part(const Entry *entry)
{
    return class_is_known(entry->object.class, CLASS_MILESTONE) ||
           class_is_known(entry->object.class, CLASS_FIGURE);
}

static bool cites_same(const ChangeFinder *finder, const Entry *before, const Entry *after)
{
    if (before->citation_count != after->citation_count)
        return false;
    for (size_t i = 0; i < before->citation_count; i++)
        if (strcmp(state_id(&finder->before, citation_id(&before->citations[i])),
                   citation_id(&after->citations[i])) != 0)
            return false;
    return true;
}

static void compare_entries(const ChangeFinder *finder, EntryChange *change)
{
    const Pair pair = {&finder->before, &finder->after, change->before, change->after,
                       finder->arena};
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(ClaimChange));
    bool (*skips)(const Slot *) = change->turn == ENTRY_RENAMED ? skips_of_renamed : skips_always;
    if (is_part(change->after))
        skips = skips_of_part;
    match_objects(&pair, NULL, &change->before->object, &change->after->object, skips, found);
    change->claims = match_take(&pair, found);
    change->cites_anew = !cites_same(finder, change->before, change->after);
    compare_events(finder, change);
    compare_numbers(finder, change);
}

static void add_entry(const ChangeFinder *finder, EntryChange change)
{
    if (change.turn == ENTRY_CHANGED || change.turn == ENTRY_RENAMED)
        compare_entries(finder, &change);
    if (change.turn != ENTRY_CHANGED || change.cites_anew || change.claims.count > 0 ||
        change.event_count > 0 || change.figure_count > 0)
        g_array_append_val(finder->entries, change);
}

static void compare_all(const ChangeFinder *finder)
{
    const Kb *before = finder->before.kb;
    const Kb *after = finder->after.kb;
    g_autoptr(GHashTable) former = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer was, is;
    g_hash_table_iter_init(&iter, finder->renamed);
    while (g_hash_table_iter_next(&iter, &was, &is))
        g_hash_table_insert(former, is, was);
    for (size_t i = 0; i < after->entry_count; i++) {
        const Entry *entry = after->entries[i];
        const char *id = g_hash_table_lookup(former, entry->id);
        const Entry *earlier = find_exactly(before, id != NULL ? id : entry->id);
        const EntryTurn turn = id != NULL        ? ENTRY_RENAMED
                               : earlier != NULL ? ENTRY_CHANGED
                                                 : ENTRY_ADDED;
        add_entry(finder, (EntryChange){.turn = turn, .before = earlier, .after = entry});
    }
    for (size_t i = 0; i < before->entry_count; i++) {
        const Entry *entry = before->entries[i];
        if (find_exactly(after, entry->id) == NULL &&
            !g_hash_table_contains(finder->renamed, entry->id))
            add_entry(finder, (EntryChange){.turn = ENTRY_REMOVED,
                                            .before = entry,
                                            .after = kb_find_entry(after, entry->id)});
    }
}

/* --- conflicts --- */

/* What a conflict is about, in the later state's ids; arena. */
static const char *conflict_key(const ChangeFinder *finder, const Conflict *conflict,
                                bool is_before)
{
    const State *state = is_before ? &finder->before : &finder->after;
    const char *id = conflict->milestone != NULL ? conflict->milestone->id
                     : conflict->figure != NULL  ? conflict->figure->id
                                                 : conflict->entry->id;
    g_autoptr(GString) key = claim_respect_key(conflict->a);
    g_string_append_printf(key, " %s%s", state_id(state, conflict->entry->id),
                           id + strlen(conflict->entry->id));
    for (size_t i = 0; i < conflict->slot_count; i++)
        g_string_append_printf(key, " %s", conflict->slots[i]->name);
    return arena_strdup(finder->arena, key->str);
}

static bool is_open(const Conflict *conflict)
{
    return conflict->accepted == NULL && !conflict->entry->draft;
}

static GHashTable *list_open(const ChangeFinder *finder, bool is_before)
{
    const Conflicts *conflicts =
        &(is_before ? finder->before.kb : finder->after.kb)->findings->conflicts;
    GHashTable *open = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < conflicts->count; i++)
        if (is_open(&conflicts->items[i]))
            g_hash_table_add(open, (gpointer)conflict_key(finder, &conflicts->items[i], is_before));
    return open;
}

/* Those of one state that the other does not have. */
static const Conflict **list_conflicts(const ChangeFinder *finder, bool is_before, size_t *count)
{
    const Conflicts *conflicts =
        &(is_before ? finder->before.kb : finder->after.kb)->findings->conflicts;
    const Conflict **list = arena_new0(finder->arena, const Conflict *, conflicts->count);
    g_autoptr(GHashTable) other = list_open(finder, !is_before);
    for (size_t i = 0; i < conflicts->count; i++) {
        const Conflict *conflict = &conflicts->items[i];
        if (is_open(conflict) &&
            !g_hash_table_contains(other, conflict_key(finder, conflict, is_before)))
            list[(*count)++] = conflict;
    }
    return list;
}

/* --- all --- */

static void index_parts(ChangeFinder *finder)
{
    const Kb *after = finder->after.kb;
    for (size_t i = 0; i < after->milestone_count; i++)
        g_hash_table_insert(finder->milestones, (gpointer)after->milestones[i]->id,
                            after->milestones[i]);
    for (size_t i = 0; i < after->figure_count; i++)
        g_hash_table_insert(finder->figures, (gpointer)after->figures[i]->id, after->figures[i]);
}

static void take_entries(const ChangeFinder *finder, Changes *changes)
{
    const GArray *entries = finder->entries;
    changes->entry_count = entries->len;
    changes->entries = arena_new0(finder->arena, EntryChange, entries->len);
    if (entries->len > 0)
        memcpy(changes->entries, entries->data, entries->len * sizeof(EntryChange));
    for (size_t i = 0; i < changes->entry_count; i++)
        changes->counts[changes->entries[i].turn]++;
}

Changes *changes_find(const Kb *before, const Kb *after, Arena *arena)
{
    g_autoptr(GHashTable) renamed = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) milestones = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) figures = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(EntryChange));
    ChangeFinder finder = {.before = {.kb = before, .renamed = renamed},
                           .after = {.kb = after},
                           .arena = arena,
                           .renamed = renamed,
                           .milestones = milestones,
                           .figures = figures,
                           .entries = entries};
    states_share_languages(&finder.before, &finder.after);
    find_told(&finder);
    find_alike(&finder);
    index_parts(&finder);
    compare_all(&finder);
    Changes *changes = arena_new0(arena, Changes, 1);
    changes->before = before;
    changes->after = after;
    take_entries(&finder, changes);
    changes->conflicts_new = list_conflicts(&finder, false, &changes->conflict_new_count);
    changes->conflicts_gone = list_conflicts(&finder, true, &changes->conflict_gone_count);
    return changes;
}

bool changes_is_none(const Changes *changes)
{
    return changes->entry_count == 0 && changes->conflict_new_count == 0 &&
           changes->conflict_gone_count == 0;
}

const EntryChange *changes_of_entry(const Changes *changes, const char *id)
{
    for (size_t i = 0; i < changes->entry_count; i++) {
        const EntryChange *change = &changes->entries[i];
        const Entry *entry = change->turn == ENTRY_REMOVED ? change->before : change->after;
        if (strcmp(entry->id, id) == 0)
            return change;
    }
    return NULL;
}
