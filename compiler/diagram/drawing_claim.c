/* Claims as text. A file of its own because view/ and diagram/ each have a type Word. */
#include "diagram/drawing.h"
#include "view/statement.h"

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

const char *drawing_claim(const Drawing *drawing, const Claim *claim)
{
    if (claim == NULL)
        return "";
    const Value *value = &claim->value;
    switch (value->kind) {
    case VALUE_QUANTITY:
        return raise_powers(drawing->arena,
                            statement_quantity(drawing->arena, value->quantity.text));
    case VALUE_CHOICE:
        return drawing_text(drawing, &value->choice->title);
    case VALUE_TEXT:
        return drawing_text(drawing, value->localised);
    case VALUE_REFERENCE:
        return value->entry != NULL ? drawing_text(drawing, value->entry->name) : value->text;
    case VALUE_DATE:
        return drawing_date(drawing, &value->date);
    default:
        return value->text != NULL ? value->text : "";
    }
}
