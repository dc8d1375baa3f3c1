#include "scene/fonts.h"

#include "base/library.h"

#include <fontconfig/fontconfig.h>

/* What we call. */
#define FUNCTIONS(X)            \
    X(FcInitLoadConfigAndFonts) \
    X(FcConfigGetFonts)         \
    X(FcConfigDestroy)          \
    X(FcPatternGetCharSet)      \
    X(FcCharSetCreate)          \
    X(FcCharSetMerge)           \
    X(FcCharSetHasChar)         \
    X(FcCharSetDestroy)

static struct {
    FUNCTIONS(LIBRARY_POINTER)
} library;

LIBRARY(loaded, "libfontconfig.so.1", FUNCTIONS, library);

struct Fonts {
    FcCharSet *characters; /* that one of them has */
    int count;
};

/* Adds up what the fonts have. */
static void read_fonts(Fonts *fonts, const FcFontSet *set)
{
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        FcCharSet *characters;
        if (library.FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &characters) != FcResultMatch)
            continue;
        library.FcCharSetMerge(fonts->characters, characters, NULL);
        fonts->count++;
    }
}

Fonts *fonts_new(void)
{
    FcConfig *config = library_load(&loaded, NULL) ? library.FcInitLoadConfigAndFonts() : NULL;
    if (config == NULL)
        return NULL;
    Fonts *fonts = g_new0(Fonts, 1);
    fonts->characters = library.FcCharSetCreate();
    read_fonts(fonts, library.FcConfigGetFonts(config, FcSetSystem));
    library.FcConfigDestroy(config);
    return fonts;
}

void fonts_free(Fonts *fonts)
{
    if (fonts == NULL)
        return;
    library.FcCharSetDestroy(fonts->characters);
    g_free(fonts);
}

bool fonts_are_none(const Fonts *fonts)
{
    return fonts->count == 0;
}

bool fonts_have(const Fonts *fonts, gunichar c)
{
    return !g_unichar_isgraph(c) || g_unichar_iszerowidth(c) ||
           library.FcCharSetHasChar(fonts->characters, c);
}

static bool is_pictograph(gunichar c)
{
    return c >= 0x1F300 && c <= 0x1FAFF;
}

const char *fonts_package(gunichar c)
{
    const GUnicodeType type = g_unichar_type(c);
    if (type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE)
        return NULL;
    if (is_pictograph(c))
        return "fonts-noto-color-emoji";
    if (g_unichar_iswide(c))
        return "fonts-noto-cjk";
    switch (g_unichar_get_script(c)) {
    case G_UNICODE_SCRIPT_COMMON:
    case G_UNICODE_SCRIPT_INHERITED:
    case G_UNICODE_SCRIPT_LATIN:
    case G_UNICODE_SCRIPT_GREEK:
    case G_UNICODE_SCRIPT_CYRILLIC:
        return "fonts-dejavu-core";
    default:
        return "fonts-noto-core";
    }
}
