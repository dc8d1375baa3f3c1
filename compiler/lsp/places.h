/*
 * places.h - places in compiled files as editors count them, for as long as one answer takes. Only
 * lsp/ includes this.
 */
#pragma once

#include "lsp/session.h"

typedef struct PlaceFinder {
    const Session *session;
    GHashTable *texts; /* SourceFile -> PlacedText */
} PlaceFinder;

void places_init(PlaceFinder *places, const Session *session);
void places_clear(PlaceFinder *places);

/* Returns the file's text, or NULL: it could not be read. */
const PlacedText *places_find(PlaceFinder *places, const SourceFile *file);

/* Writes a span's range, and a span as a Location. */
void places_put_range(PlaceFinder *places, Json *json, Span span);
void places_put_location(PlaceFinder *places, Json *json, Span span);
