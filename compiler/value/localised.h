/*
 * localised.h - text in the knowledge base's languages.
 */
#pragma once

#include <stddef.h>

enum { LANGUAGES_MAX = 8 };

/* texts[i] belongs to the knowledge base's i-th language; NULL: not translated. Plain text stands
 * in all of them. A Localised has at least one text. */
typedef struct Localised {
    const char *texts[LANGUAGES_MAX];
    const struct ProseOutline *outlines; /* of Markdown in entries: of each text (value/prose.h);
                                            NULL: it is none */
} Localised;

/* Returns the text in `language`, else in the first language that has one. */
const char *localised_get(const Localised *text, size_t language);
