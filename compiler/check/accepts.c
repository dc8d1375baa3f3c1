#include "check/check.h"

#include "model/walk.h"

static void accept_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    (void)slot;
    const ClaimDetails *details = claim_details(claim);
    for (size_t i = 0; i < details->accept_count && details->note != NULL; i++)
        diagnostics_accept(user, &(Acceptance){.slug = details->accepts[i].slug,
                                               .within = claim_span(claim),
                                               .note = localised_get(details->note, 0),
                                               .span = details->accepts[i].span});
}

void check_accept(const Kb *kb, Diagnostics *diags)
{
    for (size_t i = 0; i < kb->entry_count; i++)
        if (kb->entries[i]->has_accepts)
            entry_visit_claims(kb->entries[i], accept_claim, diags);
    for (size_t i = 0; i < kb->accept_count; i++) {
        const KbAccept *accept = &kb->accepts[i];
        diagnostics_accept(diags, &(Acceptance){.slug = accept->accepted.slug,
                                                .folder = accept->in,
                                                .note = localised_get(accept->note, 0),
                                                .span = accept->accepted.span});
    }
}
