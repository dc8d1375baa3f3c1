#include "import/writing.h"

#include "import/condition.h"
#include "import/scalar.h"

void writing_append_key(GString *out, const char *key, const char *text)
{
    g_string_append_printf(out, "%s: ", key);
    scalar_append(out, text);
}

static void append_languages(GString *out, const DraftClaim *claim, const Kb *kb)
{
    const char *between = "{";
    for (size_t i = 0; i < kb->language_count; i++) {
        if (claim->languages[i] == NULL)
            continue;
        g_string_append(out, between);
        writing_append_key(out, kb->languages[i], claim->languages[i]);
        between = ", ";
    }
    g_string_append_c(out, '}');
}

void writing_append_value(GString *out, const DraftClaim *claim, const Kb *kb)
{
    if (claim->text != NULL)
        scalar_append(out, claim->text);
    else
        append_languages(out, claim, kb);
}

bool writing_has_keys(const DraftClaim *claim)
{
    for (size_t i = 0; i < MAPPED_KEY_COUNT; i++)
        if (claim->keys[i] != NULL)
            return true;
    return false;
}

void writing_append_mapped(GString *out, MappedKey key, const char *text, const Kb *kb)
{
    if (key == MAPPED_FOR)
        condition_append(out, text, kb);
    else
        scalar_append(out, text);
}

/* Appends the keys beside a value. */
static void append_keys(GString *out, const DraftClaim *claim, const char *source, const Kb *kb)
{
    for (size_t i = 0; i < MAPPED_KEY_COUNT; i++) {
        if (claim->keys[i] == NULL)
            continue;
        g_string_append_printf(out, ", %s: ", mapped_key_name((MappedKey)i));
        writing_append_mapped(out, (MappedKey)i, claim->keys[i], kb);
    }
    if (source != NULL)
        g_string_append_printf(out, ", source: %s", source);
    g_string_append_c(out, '}');
}

static const Slot *slot_of(const DraftClaim *claims, size_t i)
{
    return claims[i].map->slot;
}

/* Appends slots of an inlined object; several claims of one slot are a list. */
static void append_slots(GString *out, const DraftClaim *claims, size_t count, const Kb *kb)
{
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && slot_of(claims, end) == slot_of(claims, i))
            end++;
        g_string_append_printf(out, "%s%s: ", i > 0 ? ", " : "", slot_of(claims, i)->name);
        g_string_append(out, end - i > 1 ? "[" : "");
        for (size_t k = i; k < end; k++) {
            g_string_append(out, k > i ? ", " : "");
            if (end - i > 1)
                writing_append_item(out, &claims[k], NULL, kb);
            else
                writing_append_claim(out, &claims[k], NULL, kb);
        }
        g_string_append(out, end - i > 1 ? "]" : "");
        i = end;
    }
}

void writing_append_claim(GString *out, const DraftClaim *claim, const char *source, const Kb *kb)
{
    if (claim->map->slot->range == RANGE_OBJECT) {
        g_string_append_c(out, '{');
        append_slots(out, claim->inner, claim->inner_count, kb);
        append_keys(out, claim, source, kb);
        return;
    }
    if (source == NULL && !writing_has_keys(claim)) {
        writing_append_value(out, claim, kb);
        return;
    }
    g_string_append(out, "{value: ");
    writing_append_value(out, claim, kb);
    append_keys(out, claim, source, kb);
}

void writing_append_item(GString *out, const DraftClaim *claim, const char *source, const Kb *kb)
{
    const Slot *slot = slot_of(claim, 0);
    if (slot->range == RANGE_OBJECT || slot->multivalued || source != NULL ||
        writing_has_keys(claim)) {
        writing_append_claim(out, claim, source, kb);
        return;
    }
    g_string_append(out, "{value: ");
    writing_append_value(out, claim, kb);
    g_string_append_c(out, '}');
}
