/*
 * which_diagram.h - what `diagram` and `slides` have in common on the command line. Only command/
 * includes this.
 */
#pragma once

#include "command/command.h"
#include "emit/slides.h"

/* What --theme takes; NULL-terminated. */
extern const char *const which_theme_names[];

/* What --theme says: without it SVG_THEME_READER. False (said so) if there is no such theme. */
bool which_theme(const Options *options, SvgTheme *theme);

/* Does the knowledge base have a diagram of that name? */
bool which_diagram_exists(const Kb *kb, const char *name);

/* Says that nothing has that name in `places`, "no diagram 'NAME' in ..."; returns the exit status.
 */
int which_diagram_missing(const char *name, const char *places);
