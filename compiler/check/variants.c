#include "check/checker.h"

/* `varies_by` holds names, which only the entry's class can judge. */
static void check_name(Checker *checker, const Entry *entry, const Claim *claim)
{
    const Class *class = entry->object.class;
    if (claim->value.kind != VALUE_STRING || class_find_slot(class, claim->value.text) != NULL)
        return;
    Diagnostic *d = diag_report(checker->diags, DIAG_ENTRY_UNKNOWN_SLOT, claim->value.span,
                                "class %s has no slot '%s'", class->name, claim->value.text);
    Nearest nearest;
    nearest_init(&nearest, claim->value.text);
    for (size_t i = 0; i < class->slot_count; i++)
        nearest_offer(&nearest, class->slots[i]->name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
    else
        diag_hint(d, "`varies_by` names slots: those in which the variants differ");
}

void check_variation(Checker *checker)
{
    for (size_t i = 0; i < checker->kb->entry_count; i++) {
        const Entry *entry = checker->kb->entries[i];
        const Claims *claims = object_claims(&entry->object, SLOT_VARIES_BY);
        for (size_t k = 0; claims != NULL && k < claims->count && !entry->damaged; k++)
            check_name(checker, entry, &claims->items[k]);
    }
}
