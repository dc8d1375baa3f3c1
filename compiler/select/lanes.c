#include "select/lanes.h"

#include "select/group.h"

#include <string.h>

bool lanes_show_claim(const Claim *claim)
{
    return claim_is_in_force(claim) && claim->value.kind == VALUE_DATE;
}

bool lanes_look_same(const Claim *a, const Claim *b)
{
    const Edtf *one = a->value.date;
    const Edtf *other = b->value.date;
    return edtf_same_days(one, other) && one->qualifiers == other->qualifiers;
}

bool lanes_is_repeated(const Milestone *milestone, size_t index)
{
    const Claim *claim = milestone->dates[index];
    for (size_t i = 0; i < index; i++)
        if (lanes_show_claim(milestone->dates[i]) && lanes_look_same(milestone->dates[i], claim))
            return true;
    return false;
}

bool lanes_show_event(const Diagram *diagram, const EnumValue *event)
{
    for (size_t i = 0; i < diagram->event_count; i++)
        if (diagram->events[i] == event)
            return true;
    return diagram->event_count == 0;
}

/* Does the diagram want a lane of this value? One that selects by the lanes' own slot has lanes of
 * what it selects. */
static bool wants_lane(const Plate *plate, const Claim *claim)
{
    const Diagram *diagram = plate->diagram;
    bool selects = false;
    for (size_t i = 0; i < diagram->where_count; i++) {
        if (g_strcmp0(diagram->where[i].slot, plate->lanes) != 0)
            continue;
        selects = true;
        if (strcmp(diagram->where[i].value, group_key(claim)) == 0)
            return true;
    }
    return !selects;
}

/* Of a part: is it one of its lanes? */
static bool has_lane(const Plate *plate, const Claim *claim)
{
    for (size_t i = 0; i < plate->lane_key_count; i++)
        if (strcmp(plate->lane_keys[i], group_key(claim)) == 0)
            return true;
    return plate->lane_key_count == 0;
}

GPtrArray *lanes_claims(const Plate *plate, const Entry *entry)
{
    GPtrArray *claims =
        plate->lanes != NULL ? group_claims(entry, plate->lanes) : g_ptr_array_new();
    for (guint i = claims->len; i > 0 && claims->len > 1; i--)
        if (!wants_lane(plate, claims->pdata[i - 1]))
            g_ptr_array_remove_index(claims, i - 1);
    if (claims->len == 0)
        g_ptr_array_add(claims, NULL);
    for (guint i = claims->len; i > 0; i--)
        if (!has_lane(plate, claims->pdata[i - 1]))
            g_ptr_array_remove_index(claims, i - 1);
    return claims;
}

static unsigned order_of(const Claim *claim)
{
    if (claim == NULL)
        return UINT_MAX;
    return claim->value.kind == VALUE_CHOICE ? claim->value.choice->index : 0;
}

int lanes_compare(const Claim *a, const Claim *b)
{
    const unsigned one = order_of(a);
    const unsigned other = order_of(b);
    if (one != other)
        return one < other ? -1 : 1;
    return strcmp(group_key(a), group_key(b));
}
