#include "value/quantity_several.h"

#include "value/narrow.h"
#include "value/quantity_operand.h"

#include <string.h>

/* Reads a number with its unit, and leaves out what is said of it: "15 W PL1", "350 W (PCIe)". */
static bool read_piece(QuantityRewriter *rewriter, const char *piece, QuantityOperand *operand)
{
    const char *unit = quantity_skip(piece, quantity_count_number(piece));
    const size_t length = strcspn(unit, " ([");
    g_autofree char *value = g_strndup(piece, (gsize)(unit - piece) + length);
    return quantity_operand_read(rewriter, value, operand);
}

/* The last unit is that of all which have none. */
static bool append_piece(GString *list, const QuantityOperand *operand, const QuantityOperand *last)
{
    QuantityOperand own = {g_strdup(operand->number), g_strdup(operand->unit), operand->shift,
                           operand->is_bare};
    const bool is_written = quantity_operand_share_unit(&own, last);
    g_autofree char *value = is_written ? quantity_join(own.number, own.unit) : NULL;
    if (is_written)
        g_string_append_printf(list, "%s{value: %s, for: ...}", list->len > 0 ? ", " : "", value);
    quantity_operand_clear(&own);
    return is_written;
}

bool quantity_hint_several(Units *units, const char *text, const Unit *declared, Problem *problem)
{
    enum { SHOWN_MAX = 3 };
    g_autofree char *narrow = g_strstrip(narrow_text(text));
    g_auto(GStrv) pieces = quantity_split(narrow, quantity_begins_with_number);
    const guint count = g_strv_length(pieces);
    if (count < 2 || count > SHOWN_MAX)
        return false;
    QuantityRewriter rewriter = {.units = units, .declared = declared, .sign = ""};
    QuantityOperand operands[SHOWN_MAX] = {0};
    g_autoptr(GString) list = g_string_new(NULL);
    bool all = true;
    for (guint i = 0; all && i < count; i++)
        all = read_piece(&rewriter, pieces[i], &operands[i]);
    for (guint i = 0; all && i < count; i++)
        all = append_piece(list, &operands[i], &operands[count - 1]);
    for (guint i = 0; i < count; i++)
        quantity_operand_clear(&operands[i]);
    if (all)
        problem_hint(problem, "these are %u values: write a claim for each, [%s]", count,
                     list->str);
    return all;
}
