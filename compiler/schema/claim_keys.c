#include "schema/claim_keys.h"

#include <glib.h>
#include <string.h>

static const ClaimKey keys[] = {
    {"value", CLAIM_KEY_VALUE, "what the slot takes", "What is claimed."},
    {"source", CLAIM_KEY_SOURCE, "an id, or a list of up to 64",
     "Id of the source, or a list; else the document's."},
    {"as_of", CLAIM_KEY_DATE, "a date", "When it was said; else when the source was published."},
    {"status", CLAIM_KEY_STATUS,
     "`actual`, `planned`, `estimated`, `reported`, `rumoured` or `cancelled`",
     "How sure it is; `actual` if absent."},
    {"note", CLAIM_KEY_TEXT, "text", "A remark, in one or in each language."},
    {"for", CLAIM_KEY_CONDITION, "a value of Condition, `{en: ...}`, or a list of both",
     "What it holds for: a condition of the schema, words by language, or a list of both."},
    {"by", CLAIM_KEY_BY, "`maker`, `measured`, `inferred` or an id",
     "Who says it, if not the source: `maker`, `measured`, `inferred`, an organization's id."},
    {"rank", CLAIM_KEY_RANK, "`preferred`, `normal` or `deprecated`",
     "Where you know better than a source: `deprecated` is known to be wrong."},
    {"locator", CLAIM_KEY_TEXT, "text", "Where in the source."},
    {"quote", CLAIM_KEY_WORDS, "text in any one language", "The source's own words."},
    {"none", CLAIM_KEY_TRUE, "`true`", "In place of a value: there is none, and that is known."},
    {"unknown", CLAIM_KEY_TRUE, "`true`", "In place of a value: nobody knows it."},
    {"withdrawn", CLAIM_KEY_WITHDRAWN, "`{by: SOURCE, reason: ...}`",
     "It was taken back, and stays for the record."},
    {"accept", CLAIM_KEY_SLUG, "a slug, or a list",
     "Slugs of warnings about it that were judged; its `note` says why."},
};

const ClaimKey *claim_keys_list(size_t *count)
{
    *count = G_N_ELEMENTS(keys);
    return keys;
}

const ClaimKey *claim_key_find(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}
