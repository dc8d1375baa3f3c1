#include "value/quantity_several.h"

#include "value/narrow.h"
#include "value/quantity_operand.h"

#include <string.h>

/* Returns how long the first `count` words are. */
static size_t count_words(const char *text, int count)
{
    size_t length = 0;
    for (; count > 0; count--) {
        length += strspn(text + length, " ");
        length += strcspn(text + length, " ([");
    }
    return length;
}

/* Reads a number with its unit ("15 W", "2 billion USD"), and leaves out what is said of it: "15 W
 * PL1", "350 W (PCIe)". */
static bool read_piece(QuantityRewriter *rewriter, const char *piece, QuantityOperand *operand)
{
    const char *unit = quantity_skip(piece, quantity_count_number(piece));
    for (int words = 2; words > 0; words--) {
        const size_t length = (size_t)(unit - piece) + count_words(unit, words);
        g_autofree char *value = g_strchomp(g_strndup(piece, length));
        if (quantity_operand_read(rewriter, value, operand))
            return true;
        quantity_operand_clear(operand);
        *operand = (QuantityOperand){0};
    }
    return false;
}

/* The last unit is that of all which have none. */
static bool append_piece(const QuantityRewriter *rewriter, GString *list,
                         const QuantityOperand *operand, const QuantityOperand *last)
{
    QuantityOperand own = {g_strdup(operand->number), g_strdup(operand->unit), operand->shift,
                           operand->is_bare};
    const bool is_shared = quantity_operand_share_unit(&own, last);
    g_autofree char *value = is_shared ? quantity_join(own.number, own.unit) : NULL;
    Quantity quantity;
    Problem ignored;
    const bool is_written = value != NULL && quantity_read(rewriter->units, value,
                                                           rewriter->declared, &quantity, &ignored);
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
        all = append_piece(&rewriter, list, &operands[i], &operands[count - 1]);
    for (guint i = 0; i < count; i++)
        quantity_operand_clear(&operands[i]);
    if (all)
        problem_hint(problem, "these are %u values: write a claim for each, [%s]", count,
                     list->str);
    return all;
}
