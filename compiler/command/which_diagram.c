#include "command/which_diagram.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

const char *const which_theme_names[] = {"light", "dark", NULL};

bool which_theme(const Options *options, SvgTheme *theme)
{
    static const SvgTheme themes[] = {SVG_THEME_LIGHT, SVG_THEME_DARK};
    size_t index = 0;
    *theme = SVG_THEME_READER;
    if (options->theme == NULL)
        return true;
    if (name_find(which_theme_names, G_N_ELEMENTS(themes), options->theme, &index)) {
        *theme = themes[index];
        return true;
    }
    command_usage_error("--theme %s: there are light and dark", options->theme);
    return false;
}

bool which_diagram_exists(const Kb *kb, const char *name)
{
    for (size_t i = 0; i < kb->diagram_count; i++)
        if (strcmp(kb->diagrams[i]->name, name) == 0)
            return true;
    return false;
}

int which_diagram_missing(const char *name, const char *places)
{
    g_autoptr(GString) printable = g_string_new(NULL);
    text_append_printable(printable, name, strlen(name));
    fprintf(stderr, "dieline: no diagram '%s' in %s\n", printable->str, places);
    return EXIT_INPUT;
}
