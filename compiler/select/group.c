#include "select/group.h"

const Claim *group_claim(const Entry *entry, const char *slot)
{
    const Claim *claim = object_best_named(&entry->object, slot);
    if (claim == NULL || claim->value.kind == VALUE_NONE || claim->value.kind == VALUE_UNKNOWN)
        return NULL;
    return claim->value.text != NULL || claim->value.kind == VALUE_TEXT ? claim : NULL;
}

const char *group_key(const Claim *claim)
{
    if (claim == NULL)
        return "";
    const Entry *entry = group_entry(claim); /* which may be named by a former id */
    if (entry != NULL)
        return entry->id;
    return claim->value.kind == VALUE_TEXT ? localised_get(claim->value.localised, 0)
                                           : claim->value.text;
}

const Entry *group_entry(const Claim *claim)
{
    return claim->value.kind == VALUE_REFERENCE ? claim->value.entry : NULL;
}
