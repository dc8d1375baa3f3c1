#include "derive/deriver.h"

#include "value/quantity_factor.h"

#include <string.h>

enum { NOTES_MAX = 8 };

bool derive_takes_part(const Entry *entry)
{
    return !entry->damaged && !entry->draft;
}

bool claim_amount(const Claim *claim, Amount *amount)
{
    if (claim->value.kind == VALUE_INTEGER)
        *amount = amount_exact((double)claim->value.integer);
    else if (claim->value.kind == VALUE_QUANTITY)
        *amount = amount_from_quantity(claim->value.quantity);
    else
        return false;
    return true;
}

static Status weakest_status(const GArray *origins)
{
    Status weakest = STATUS_ACTUAL;
    for (guint i = 0; i < origins->len; i++) {
        const Status status = g_array_index(origins, Origin, i).claim->status;
        if (status_weakness(status) > status_weakness(weakest))
            weakest = status;
    }
    return weakest;
}

/* What is derived is known since the last of what it follows from. */
static void set_as_of(Claim *claim, const GArray *origins)
{
    for (guint i = 0; i < origins->len; i++) {
        const Claim *origin = g_array_index(origins, Origin, i).claim;
        if (origin->as_of == NULL ||
            (claim->as_of != NULL && edtf_sort(origin->as_of, claim->as_of) <= 0))
            continue;
        claim->as_of = origin->as_of;
    }
}

/* Each source once, in the order of the claims. */
static void unite_citations(Arena *arena, Claim *claim, const GArray *origins)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    size_t most = 0;
    for (guint i = 0; i < origins->len; i++)
        most += g_array_index(origins, Origin, i).claim->citation_count;
    claim->citations = arena_new0(arena, Citation, most);
    for (guint i = 0; i < origins->len; i++) {
        const Claim *origin = g_array_index(origins, Origin, i).claim;
        for (size_t k = 0; k < origin->citation_count; k++)
            if (g_hash_table_add(seen, (gpointer)origin->citations[k].id))
                claim->citations[claim->citation_count++] = origin->citations[k];
    }
}

bool derivation_is_own(const Derivation *derivation, const Entry *entry)
{
    if (entry->base == NULL)
        return true;
    for (guint i = 0; i < derivation->origins->len; i++) {
        const Origin *origin = &g_array_index(derivation->origins, Origin, i);
        if (origin->entry == entry && !claim_details(origin->claim)->rests_on_base)
            return true;
    }
    return false;
}

Claim claim_derive(Arena *arena, const Derivation *derivation, const Entry *entry,
                   const Quantity *quantity, const Claim *enclosing)
{
    const GArray *origins = derivation->origins;
    const Claim *first = g_array_index(origins, Origin, 0).claim;
    Origin *from = arena_new0(arena, Origin, origins->len);
    memcpy(from, origins->data, origins->len * sizeof(Origin));
    ClaimDetails *details = arena_new0(arena, ClaimDetails, 1);
    *details = (ClaimDetails){.from = from,
                              .from_count = origins->len,
                              .formula = derivation->formula,
                              .condition = derivation->condition,
                              .rests_on_base = !derivation_is_own(derivation, entry)};
    Quantity *value = arena_new0(arena, Quantity, 1);
    *value = *quantity;
    Claim claim = {
        .value = {.kind = VALUE_QUANTITY,
                  .span = first->value.span,
                  .text = quantity->text,
                  .quantity = value},
        .status = weakest_status(origins),
        .rank = RANK_NORMAL,
        .details = details,
        .enclosing = enclosing,
        .start = first->start,
        .end = first->end,
    };
    set_as_of(&claim, origins);
    unite_citations(arena, &claim, origins);
    return claim;
}

static void note_origin(Diagnostic *d, const Derivation *derivation, guint index)
{
    const Origin *origin = &g_array_index(derivation->origins, Origin, index);
    const Value *value = &origin->claim->value;
    if (derivation->names != NULL)
        diag_note(d, value->span, "'%s' is %s", (const char *)derivation->names->pdata[index],
                  value->text);
    else if (value->kind == VALUE_OBJECT)
        diag_note(d, value->span, "'%s' of '%s' says of what", origin->slot->name,
                  origin->entry->id);
    else
        diag_note(d, value->span, "'%s' of '%s' is %s", origin->slot->name, origin->entry->id,
                  value->text);
}

void claim_compare(Diagnostics *diags, const char *what, const Claim *stated,
                   const Derivation *derivation, const Quantity *derived)
{
    const GArray *origins = derivation->origins;
    if (stated->value.kind != VALUE_QUANTITY ||
        status_is_fact(stated->status) != status_is_fact(weakest_status(origins)) ||
        amount_agrees(stated->value.quantity, derived))
        return;
    Diagnostic *d = diag_report(diags, DIAG_DERIVED_MISMATCH, stated->value.span,
                                claim_details(stated)->from_count == 0
                                    ? "'%s' is %s, but %s follows from others"
                                    : "'%s' comes to %s one way, but to %s another",
                                what, stated->value.text, derived->text);
    for (guint i = 0; i < MIN(origins->len, NOTES_MAX); i++)
        note_origin(d, derivation, i);
    if (origins->len > NOTES_MAX)
        diag_note(d, (Span){0}, "and from %u more", origins->len - NOTES_MAX);
    const char *factor = quantity_factor_words(stated->value.quantity, derived);
    if (factor != NULL)
        diag_hint(d, "%s", factor);
}
