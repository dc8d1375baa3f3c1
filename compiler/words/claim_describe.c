#include "words/claim_describe.h"

#include "words/edtf_describe.h"
#include "words/quantity_describe.h"
#include "words/unit_words.h"

/* "mm2" as print has it. */
static const char *raise_powers(Arena *arena, const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++) {
        const bool is_power =
            at > text && at[-1] == 'm' && (*at == '2' || *at == '3') && !g_ascii_isalnum(at[1]);
        if (is_power)
            g_string_append(out, *at == '2' ? "²" : "³");
        else
            g_string_append_c(out, *at);
    }
    return arena_strdup(arena, out->str);
}

const char *claim_describe(Arena *arena, const Claim *claim, size_t language, const Words *words)
{
    if (claim == NULL)
        return "";
    const Value *value = &claim->value;
    switch (value->kind) {
    case VALUE_QUANTITY:
        return unit_words(words, raise_powers(arena, quantity_describe(arena, value->quantity)),
                          arena);
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
