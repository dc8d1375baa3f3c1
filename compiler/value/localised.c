#include "value/localised.h"

const char *localised_get(const Localised *text, size_t language)
{
    if (text->texts[language] != NULL)
        return text->texts[language];
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (text->texts[i] != NULL)
            return text->texts[i];
    return "";
}
