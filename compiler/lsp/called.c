#include "lsp/called.h"

#include "search/normal_form.h"

#include <string.h>

enum { NAME_LENGTH_MAX = 100 };

void calling_init(Calling *calling, const Kb *kb, const char *typed)
{
    *calling = (Calling){g_string_new(NULL), g_string_new(NULL), kb->language_count};
    normal_form_append(calling->wanted, typed, NAME_LENGTH_MAX, NULL);
}

void calling_clear(Calling *calling)
{
    g_string_free(calling->wanted, TRUE);
    g_string_free(calling->scratch, TRUE);
}

CallingFit calling_fit_name(const Calling *calling, const char *name)
{
    g_string_truncate(calling->scratch, 0);
    normal_form_append(calling->scratch, name, NAME_LENGTH_MAX, NULL);
    const char *found = strstr(calling->scratch->str, calling->wanted->str);
    return found == NULL                    ? CALLING_NONE
           : found == calling->scratch->str ? CALLING_BEGINS
                                            : CALLING_WITHIN;
}

CallingFit calling_fit_text(const Calling *calling, const Localised *text)
{
    CallingFit fit = CALLING_NONE;
    for (size_t i = 0; i < calling->languages; i++)
        if (text->texts[i] != NULL && (i == 0 || text->texts[i] != text->texts[i - 1]))
            fit = MAX(fit, calling_fit_name(calling, text->texts[i]));
    return fit;
}

CallingFit calling_fit(Calling *calling, const Entry *entry)
{
    if (calling->wanted->len == 0)
        return CALLING_BEGINS;
    const Claims *aliases = object_claims(&entry->object, SLOT_ALIASES);
    CallingFit fit =
        MAX(calling_fit_name(calling, entry->id), calling_fit_text(calling, entry->name));
    for (uint32_t i = 0; fit < CALLING_BEGINS && aliases != NULL && i < aliases->count; i++)
        if (aliases->items[i].value.kind == VALUE_TEXT)
            fit = MAX(fit, calling_fit_text(calling, aliases->items[i].value.localised));
    return fit;
}
