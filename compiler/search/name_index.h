/*
 * name_index.h - by what names pages are found: entries, pictures, free pages.
 *
 * Every page with a name is an item. What it is called: its title in each language, the name, title
 * and aliases of an entry, its id and the ids it had before. A name is found from where any of its
 * words begins, and Chinese, Japanese and Korean from any character: each such place is a key, the
 * normal form of the name from there on (normal_form.h), so that whoever types finds keys that
 * begin with it. Only emit/ reads this, and tests.
 */
#pragma once

#include "page/site.h"
#include "search/shards.h"

/* Only so much of a name is looked at, and only so many names of an entry beside its titles. */
enum { NAME_LENGTH_MAX = 100, OTHER_NAMES_MAX = 64 };

typedef enum NameKind {
    NAME_OTHER, /* what it is called, beside its titles */
    NAME_ALIAS,
    NAME_FORMER_ID,
    NAME_TITLE, /* and what else need not be said twice: the last part of its path */
} NameKind;

typedef struct NamedItem NamedItem;
struct NamedItem {
    const char *path;                  /* below a language's folder, without extension */
    const char *titles[LANGUAGES_MAX]; /* NULL: there is no such page in that language */
    const NamedItem *base;             /* of which it is a variant; NULL: of none */
};

typedef struct ItemName {
    NameKind kind;
    const char *text;
} ItemName;

typedef struct NameIndex {
    const NamedItem *items;
    size_t item_count;
    const ItemName *names;
    size_t name_count;
    size_t language_count;
    Shards shards; /* an owner is an item, a name one of `names` */
} NameIndex;

/* Everything lives in `arena`. Of entries it reads READ_NAMES. */
const NameIndex *name_index_build(Arena *arena, const Site *site);
