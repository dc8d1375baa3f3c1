#include "words/claim_describe.h"

#include "words/edtf_describe.h"
#include "words/quantity_describe.h"

const char *claim_describe(Arena *arena, const Claim *claim, size_t language, const Words *words)
{
    if (claim == NULL)
        return "";
    const Value *value = &claim->value;
    switch (value->kind) {
    case VALUE_QUANTITY:
        return quantity_describe(arena, words, value->quantity);
    case VALUE_CHOICE:
        return localised_get(&value->choice->title, language);
    case VALUE_TEXT:
        return localised_get(value->localised, language);
    case VALUE_REFERENCE:
        return value->entry != NULL ? localised_get(value->entry->label, language) : value->text;
    case VALUE_DATE:
        return edtf_describe(words, value->date, arena);
    default:
        return value->text != NULL ? value->text : "";
    }
}

const char *claim_describe_status(const Words *words, Status status)
{
    static const char *const keys[STATUS_COUNT] = {
        [STATUS_PLANNED] = "status.planned",     [STATUS_ESTIMATED] = "status.estimated",
        [STATUS_REPORTED] = "status.reported",   [STATUS_RUMOURED] = "status.rumoured",
        [STATUS_CANCELLED] = "status.cancelled",
    };
    return keys[status] != NULL ? words_get(words, keys[status]) : NULL;
}
