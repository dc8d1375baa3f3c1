#include "find/told.h"

bool claim_told_day(const Kb *kb, const Claim *claim, Day *day)
{
    const Edtf *as_of = claim != NULL ? claim->as_of : NULL;
    if (as_of == NULL)
        return false;
    *day = as_of->latest != DAY_OPEN_FUTURE ? as_of->latest : as_of->earliest;
    if (kb->has_as_of && kb->as_of.latest != DAY_OPEN_FUTURE && *day > kb->as_of.latest)
        *day = kb->as_of.latest;
    return true;
}

Day claim_known_since(const Claim *claim)
{
    return claim->as_of != NULL && claim->as_of->qualifiers == 0 ? claim->as_of->earliest
                                                                 : DAY_OPEN_PAST;
}

const char *known_since_text(Arena *arena, Day day)
{
    char text[EDTF_DAY_MAX];
    const char *written = edtf_write_day(day, text);
    return written != NULL ? arena_strdup(arena, written) : NULL;
}

Day date_known_since(const Claim *date)
{
    if (status_is_fact(date->status) && date->value.kind == VALUE_DATE)
        return date->value.date->latest;
    return claim_known_since(date);
}

Day plan_known_since(const Plan *plan)
{
    if (plan->state == PLAN_OVERDUE)
        return plan->current->value.date->latest + 1;
    const Claim *word = plan->settled_by != NULL ? plan->settled_by : plan->word;
    return word != NULL ? date_known_since(word) : DAY_OPEN_PAST;
}
