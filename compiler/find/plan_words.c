#include "find/plan_words.h"

#include "words/edtf_describe.h"

/* When it was settled: the day of the event that did it; of a stage, or a word about the plan
 * itself, as of when it is said. */
static const Edtf *settled_when(const Plan *plan)
{
    const Claim *by = plan->settled_by != NULL ? plan->settled_by : plan->word;
    if (by->value.kind == VALUE_DATE && plan->settling != NULL)
        return by->value.date;
    return plan->settling == NULL ? by->as_of : NULL;
}

static const char *passed_words(const Words *words, size_t language, const Plan *plan,
                                const char *when, Arena *arena)
{
    const EnumValue *how =
        plan->settling != NULL ? plan->settling->event : plan->settled_by->value.choice;
    const char *event = localised_get(&how->title, language);
    const char *step = when != NULL ? arena_printf(arena, "%s %s", event, when) : event;
    return words_fill(words, "plan.passed_by", step, arena);
}

const char *plan_settled_words(const Words *words, size_t language, const Plan *plan, Arena *arena)
{
    if (!plan_is_dropped(plan))
        return NULL;
    const Edtf *date = settled_when(plan);
    const char *when = date != NULL ? edtf_describe(words, date, arena) : NULL;
    if (plan->state == PLAN_PASSED)
        return passed_words(words, language, plan, when, arena);
    return when != NULL ? words_fill(words, "plan.cancelled_when", when, arena)
                        : words_get(words, "plan.cancelled");
}
