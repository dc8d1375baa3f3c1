#include "check/checker.h"

/* Where an entry says what it is called. */
static Span name_span(const Entry *entry)
{
    const Claim *name = object_best(&entry->object, SLOT_NAME);
    return name != NULL ? name->value.span : entry->span;
}

static void report_same_name(Checker *checker, const SameName *same)
{
    const Entry *entry = same->entry;
    Diagnostic *d;
    if (same->alias == NULL)
        d = diag_report(checker->diags, DIAG_ENTRY_SAME_NAME, name_span(entry),
                        "'%s' and '%s' are both called '%s'", same->other->id, entry->id,
                        same->name);
    else
        d = diag_report(checker->diags, DIAG_ENTRY_SAME_NAME, same->alias->value.span,
                        "'%s' also is the name of '%s'", same->name, same->other->id);
    diag_note(d, name_span(same->other), "the other one");
}

void check_same_names(Checker *checker)
{
    const Kb *kb = checker->kb;
    for (size_t i = 0; i < kb->same_name_count; i++)
        if (!kb->same_names[i].entry->damaged && !kb->same_names[i].other->damaged)
            report_same_name(checker, &kb->same_names[i]);
}
