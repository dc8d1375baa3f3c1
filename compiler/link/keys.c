#include "link/linker.h"

#include <string.h>

bool link_check_key(Diagnostics *diags, const Object *first, const Object *object)
{
    const Claim *key = object_best(object, SLOT_KEY);
    const Claim *other = object_best(first, SLOT_KEY);
    if (key == NULL || other == NULL || strcmp(key->value.text, other->value.text) == 0)
        return true;
    Diagnostic *d =
        diag_report(diags, DIAG_ENTRY_ID_COLLISION, key->value.span,
                    "key '%s' differs from '%s' only in case", key->value.text, other->value.text);
    diag_note(d, other->value.span, "the other one");
    diag_hint(d, "write both the same way, or tell them apart by more than case");
    return false;
}
