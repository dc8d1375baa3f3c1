/*
 * writing.h - drafted claims as they stand in an entry's file.
 */
#pragma once

#include "import/draft.h"

/* Appends a claim's value alone. */
void writing_append_value(GString *out, const DraftClaim *claim, const Kb *kb);

/* Appends a claim: bare, if there is nothing beside its value; else within {}. `source`: the id
 * that it names (NULL: it has the document's). */
void writing_append_claim(GString *out, const DraftClaim *claim, const char *source, const Kb *kb);

/* The same as an item of a list: where a slot has one value, that is always within {}. */
void writing_append_item(GString *out, const DraftClaim *claim, const char *source, const Kb *kb);

/* Appends the text of a key beside a value. */
void writing_append_mapped(GString *out, MappedKey key, const char *text, const Kb *kb);

/* Has it anything beside its value? */
bool writing_has_keys(const DraftClaim *claim);

/* Appends "KEY: TEXT" of a claim. */
void writing_append_key(GString *out, const char *key, const char *text);
