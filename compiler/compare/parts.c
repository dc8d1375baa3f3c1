#include "compare/parts.h"

#include <string.h>

static const char *const turn_names[TURN_COUNT] = {
    [TURN_NONE] = "changed",        [TURN_NEW] = "new",
    [TURN_GONE] = "gone",           [TURN_SLIPPED] = "slipped",
    [TURN_PULLED_IN] = "pulled_in", [TURN_SHIFTED] = "shifted",
    [TURN_HAPPENED] = "happened",   [TURN_CANCELLED] = "cancelled",
    [TURN_PASSED] = "passed",       [TURN_REVIVED] = "revived",
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

/* --- one of them --- */

bool parts_have_slot(const Slot *slot)
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

/* As by themselves: what the object around them says for them may stand beside them instead. */
static StatedClaims list_claims(const Pair *pair, const StatedPart *part, KnownSlot known)
{
    const StatedClaims list = {part->object != NULL ? class_find_known(part->object->class, known)
                                                    : NULL,
                               g_ptr_array_new()};
    for (size_t i = 0; i < part->claim_count; i++) {
        if (!claim_is_stated(part->claims[i]))
            continue;
        Claim *alone = arena_new0(pair->arena, Claim, 1);
        *alone = *part->claims[i];
        alone->enclosing = NULL;
        g_ptr_array_add(list.claims, alone);
    }
    return list;
}

/* What an entry of its own says besides is compared with that entry. */
static ClaimChanges compare_parts(const Pair *of, const StatedPart *before, const StatedPart *after,
                                  KnownSlot known)
{
    const bool are_within = before->entry == NULL && after->entry == NULL;
    const Pair pair = {of->before, of->after, are_within ? before->subject : NULL,
                       are_within ? after->subject : NULL, of->arena};
    StatedClaims was = list_claims(&pair, before, known);
    StatedClaims is = list_claims(&pair, after, known);
    if (was.slot == NULL)
        was.slot = is.slot;
    if (is.slot == NULL)
        is.slot = was.slot;
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(ClaimChange));
    if (is.slot != NULL)
        match_claims(&pair, NULL, &was, &is, found);
    g_ptr_array_unref(was.claims);
    g_ptr_array_unref(is.claims);
    if (are_within)
        match_objects(&pair, NULL, before->object, after->object, parts_have_slot, found);
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

static EventChange compare_milestones(const Pair *of, const Milestone *before,
                                      const Milestone *after)
{
    const Plan *was = plan_of(of->before, before);
    const Plan *is = plan_of(of->after, after);
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
        change.claims = compare_parts(of, &part_before, &part_after, SLOT_DATE);
    return change;
}

static FigureChange compare_figures(const Pair *of, const Figure *before, const Figure *after)
{
    FigureChange change = {.figure = after != NULL ? after : before,
                           .is_new = before == NULL,
                           .is_gone = after == NULL};
    const StatedPart part_before = part_of_figure(before);
    const StatedPart part_after = part_of_figure(after);
    change.claims = compare_parts(of, &part_before, &part_after, SLOT_AMOUNT);
    return change;
}

/* --- lists --- */

static void note_event(const Pair *of, const void *before, const void *after, GArray *found)
{
    const EventChange change = compare_milestones(of, before, after);
    if (change.turn != TURN_NONE || change.claims.count > 0)
        g_array_append_val(found, change);
}

static void note_figure(const Pair *of, const void *before, const void *after, GArray *found)
{
    const FigureChange change = compare_figures(of, before, after);
    if (change.is_new || change.is_gone || change.claims.count > 0)
        g_array_append_val(found, change);
}

/* What is compared alike of milestones and of figures. */
typedef struct PartKind {
    const char *(*id)(const void *part);
    const Claim *(*item)(const void *part);
    void (*note)(const Pair *of, const void *before, const void *after, GArray *found);
} PartKind;

static const char *milestone_id(const void *part)
{
    return ((const Milestone *)part)->id;
}

static const Claim *milestone_item(const void *part)
{
    return ((const Milestone *)part)->item;
}

static const char *figure_id(const void *part)
{
    return ((const Figure *)part)->id;
}

static const Claim *figure_item(const void *part)
{
    return ((const Figure *)part)->item;
}

static const PartKind MILESTONES = {milestone_id, milestone_item, note_event};
static const PartKind FIGURES = {figure_id, figure_item, note_figure};

/* Those of one entry that are its own, and not its base's; in its order. */
typedef struct PartList {
    const PartKind *kind;
    const Entry *subject;
    void *const *parts;
    size_t count;
} PartList;

static bool is_own(const PartList *list, size_t place)
{
    const Claim *item = list->kind->item(list->parts[place]);
    return item == NULL || !claim_is_inherited(item);
}

/* What it is called among its subject's: ".tape_out". */
static const char *own_name(const PartList *list, size_t place)
{
    return list->kind->id(list->parts[place]) + strlen(list->subject->id);
}

static GHashTable *index_parts(const PartList *list)
{
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < list->count; i++)
        if (is_own(list, i))
            g_hash_table_insert(index, (gpointer)own_name(list, i), list->parts[i]);
    return index;
}

/* Those of the later state in its order, then those that are gone. */
static void compare_lists(const Pair *of, const PartList *before, const PartList *after,
                          GArray *found)
{
    g_autoptr(GHashTable) earlier = index_parts(before);
    g_autoptr(GHashTable) later = index_parts(after);
    for (size_t i = 0; i < after->count; i++)
        if (is_own(after, i))
            after->kind->note(of, g_hash_table_lookup(earlier, own_name(after, i)), after->parts[i],
                              found);
    for (size_t i = 0; i < before->count; i++)
        if (is_own(before, i) && !g_hash_table_contains(later, own_name(before, i)))
            before->kind->note(of, before->parts[i], NULL, found);
}

static PartList milestones_of(const Entry *entry)
{
    return (PartList){&MILESTONES, entry, (void *const *)entry->milestones, entry->milestone_count};
}

static PartList figures_of(const Entry *entry)
{
    return (PartList){&FIGURES, entry, (void *const *)entry->figures, entry->figure_count};
}

static void *take(const Pair *of, const GArray *found, size_t size)
{
    void *items = arena_alloc(of->arena, size * found->len + 1);
    if (found->len > 0)
        memcpy(items, found->data, size * found->len);
    return items;
}

void parts_compare(const Pair *of, EntryChange *change)
{
    const PartList milestones[] = {milestones_of(change->before), milestones_of(change->after)};
    const PartList figures[] = {figures_of(change->before), figures_of(change->after)};
    g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(EventChange));
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(FigureChange));
    compare_lists(of, &milestones[0], &milestones[1], events);
    compare_lists(of, &figures[0], &figures[1], numbers);
    change->events = take(of, events, sizeof(EventChange));
    change->event_count = events->len;
    change->figures = take(of, numbers, sizeof(FigureChange));
    change->figure_count = numbers->len;
}
