#include "command/which_diagram.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

bool which_theme(const Options *options, SvgTheme *theme)
{
    *theme = g_strcmp0(options->theme, "dark") == 0    ? SVG_THEME_DARK
             : g_strcmp0(options->theme, "light") == 0 ? SVG_THEME_LIGHT
                                                       : SVG_THEME_READER;
    if (options->theme == NULL || *theme != SVG_THEME_READER)
        return true;
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
