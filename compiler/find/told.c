#include "find/told.h"

Day told_day(const Kb *kb, const Edtf *as_of)
{
    const Day day = as_of->latest != DAY_OPEN_FUTURE ? as_of->latest : as_of->earliest;
    const bool is_bounded = kb->has_as_of && kb->as_of.latest != DAY_OPEN_FUTURE;
    return is_bounded ? MIN(day, kb->as_of.latest) : day;
}

bool claim_told_day(const Kb *kb, const Claim *claim, Day *day)
{
    if (claim == NULL || claim->as_of == NULL)
        return false;
    *day = told_day(kb, claim->as_of);
    return true;
}

const char *told_day_text(Arena *arena, Day day)
{
    char text[EDTF_DAY_MAX];
    const char *written = edtf_write_day(day, text);
    return written != NULL ? arena_strdup(arena, written) : NULL;
}

Day plan_known_since(const Plan *plan)
{
    const Claim *const words[] = {plan->first, plan->word, plan->settled_by};
    Day known = DAY_OPEN_PAST;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (words[i] != NULL)
            known = MAX(known, date_known_since(words[i]));
    return plan->state == PLAN_OVERDUE ? MAX(known, plan->current->value.date->latest + 1) : known;
}

static Day withdrawal_known_since(const Claim *claim)
{
    const Edtf *when = claim_withdrawn_when(claim);
    return when != NULL && when->qualifiers == 0 ? when->earliest : DAY_OPEN_PAST;
}

/* The object that the claim is of. */
static const Object *object_around(const Correction *correction)
{
    const Claim *around = correction->from->enclosing;
    return around != NULL ? around->value.object : &correction->entry->object;
}

static Day value_known_since(const Correction *correction, const Claim *claim)
{
    switch (correction->slot->known) {
    case SLOT_DATE:
        return date_known_since(claim);
    case SLOT_AMOUNT:
        return amount_known_since(object_around(correction), claim);
    default:
        return claim_known_since(claim);
    }
}

Day correction_known_since(const Correction *correction)
{
    const Day from = value_known_since(correction, correction->from);
    if (correction->from->standing == STANDING_WITHDRAWN)
        return MAX(from, withdrawal_known_since(correction->from));
    const Claim *by = claim_details(correction->from)->corrected_by;
    return by != NULL ? MAX(from, value_known_since(correction, by)) : from;
}
