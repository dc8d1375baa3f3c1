/* Claims as text. A file of its own because view/ and diagram/ each have a type Word. */
#include "diagram/drawing.h"
#include "view/statement.h"

const char *drawing_claim(const Drawing *drawing, const Claim *claim)
{
    if (claim == NULL)
        return "";
    const Value *value = &claim->value;
    switch (value->kind) {
    case VALUE_QUANTITY:
        return statement_quantity(drawing->arena, value->quantity.text);
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
