/*
 * Statements that stand twice in one list, word for word or in another unit: of objects, and of
 * claims about one value. In a list of plain values they become one claim (merge.c).
 */
#include "decode/decoder.h"

static void put_text(GString *out, const char *text)
{
    g_string_append(out, text != NULL ? text : "");
    g_string_append_c(out, '\x1f');
}

/* Of an enumeration: few. */
static void put_choice(GString *out, unsigned choice)
{
    g_string_append_c(out, (char)('0' + choice));
}

static void put_localised(GString *out, const Localised *text)
{
    for (size_t i = 0; text != NULL && i < LANGUAGES_MAX; i++)
        put_text(out, text->texts[i]);
    put_text(out, NULL);
}

/* 0.3 kW is 300 W, but no 300 A. */
static void put_quantity(GString *out, const Quantity *quantity)
{
    g_string_append_printf(out, "%.15g %.15g %d%d%d %s\x1f", quantity->min, quantity->max,
                           quantity->exclusive_min, quantity->exclusive_max, quantity->approximate,
                           quantity->scale != NULL ? unit_symbol(quantity->scale) : "");
}

static void put_claim(GString *out, const Claim *claim);

static void put_object(GString *out, const Object *object)
{
    put_text(out, object->class->name);
    for (size_t i = 0; i < object->slot_count; i++) {
        put_text(out, object->slots[i].slot->name);
        for (size_t k = 0; k < object->slots[i].count; k++)
            put_claim(out, &object->slots[i].items[k]);
    }
    g_string_append_c(out, '\x1e');
}

static void put_value(GString *out, const Value *value)
{
    put_choice(out, value->kind);
    if (value->kind == VALUE_OBJECT)
        put_object(out, value->object);
    else if (value->kind == VALUE_QUANTITY)
        put_quantity(out, value->quantity);
    else if (value->kind == VALUE_TEXT)
        put_localised(out, value->localised);
    else
        put_text(out, value->text);
}

static void put_details(GString *out, const ClaimDetails *details)
{
    put_text(out, details->condition != NULL ? details->condition->key : NULL);
    put_text(out, details->by);
    put_text(out, details->quote);
    put_localised(out, details->note);
    put_localised(out, details->locator);
    put_text(out, details->withdrawal != NULL ? details->withdrawal->by->id : NULL);
}

/* Writes down all that tells a claim from others: equal for what says the same. */
static void put_claim(GString *out, const Claim *claim)
{
    put_value(out, &claim->value);
    put_choice(out, claim->status);
    put_choice(out, claim->rank);
    put_text(out, claim->has_own_as_of ? claim->as_of->text : NULL);
    put_details(out, claim_details(claim));
    for (size_t i = 0; i < claim->citation_count; i++)
        put_text(out, claim->citations[i].id);
    g_string_append_c(out, '\x1e');
}

/* Lists of chips' number formats, markets and the like are typed in by hand: a word that is there
 * twice often stands in another's place. */
void decode_report_twice(Decoder *decoder, const Claims *claims, const Claim *first,
                         const Claim *claim)
{
    Diagnostic *d = diag_report(decoder->diags, DIAG_CLAIM_DUPLICATE, claim_span(claim),
                                "the same value stands twice in '%s'", claims->slot->name);
    diag_note(d, claim_span(first), "first stated here");
    diag_hint(d, "remove it, or write what was meant");
}

void decode_find_twice(Decoder *decoder, const Claims *claims)
{
    if (diagnostics_file_has_errors(decoder->diags, claims->items[0].value.span.file))
        return; /* what tells them apart may be what was not understood */
    g_autoptr(GHashTable) firsts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < claims->count; i++) {
        Claim *claim = &claims->items[i];
        g_autoptr(GString) key = g_string_new(NULL);
        put_claim(key, claim);
        const Claim *first = g_hash_table_lookup(firsts, key->str);
        if (first != NULL)
            decode_report_twice(decoder, claims, first, claim);
        else
            g_hash_table_insert(firsts, g_strdup(key->str), claim);
    }
}
