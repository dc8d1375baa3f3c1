#include "model/known.h"

Day claim_known_since(const Claim *claim)
{
    return claim->as_of != NULL && claim->as_of->qualifiers == 0 ? claim->as_of->earliest
                                                                 : DAY_OPEN_PAST;
}

Day date_known_since(const Claim *date)
{
    if (status_is_fact(date->status) && date->value.kind == VALUE_DATE)
        return date->value.date->latest;
    return claim_known_since(date);
}

Day amount_known_since(const Object *figure, const Claim *amount)
{
    const Claim *period = object_best(figure, SLOT_PERIOD);
    return status_is_fact(amount->status) && period != NULL && period->value.kind == VALUE_DATE
               ? period->value.date->latest
               : claim_known_since(amount);
}

const Edtf *claim_withdrawn_when(const Claim *claim)
{
    const Withdrawal *withdrawal = claim_details(claim)->withdrawal;
    const Entry *source = withdrawal != NULL ? withdrawal->by->source : NULL;
    return source != NULL ? object_date(&source->object, SLOT_PUBLISHED) : NULL;
}
