/*
 * draft.h - what a row says, as claims that are not written yet.
 */
#pragma once

#include "import/cell.h"
#include "import/lookup.h"

typedef struct DraftClaim DraftClaim;
struct DraftClaim {
    const SlotMap *map;
    const char *text;                     /* a reference's is the id; NULL: below */
    const char *languages[LANGUAGES_MAX]; /* of a text, by language */
    DraftClaim *inner; /* of an inlined object, by slots in the mapping's order */
    size_t inner_count;
    const char *keys[MAPPED_KEY_COUNT]; /* NULL: it has none */
    Span from;                          /* where that stands in the file */
};

/* What becomes of an entry: that of a row, or the file's source. */
typedef struct EntryDraft {
    const DataNode *row;
    const char *id;
    const Class *class;
    const Entry *entry; /* that is there; NULL: it will be new */
    GArray *claims;     /* of DraftClaim, in the mapping's order */
    bool is_source;
    bool is_repeated;  /* an earlier row says the very same */
    bool has_failed;   /* that was reported: nothing comes of it */
    size_t new_values; /* how many values of it were not there, */
    size_t changed_values;
    size_t equal_values; /* and are as they were */
} EntryDraft;

/* Returns what the row that the reader is at says; what is wrong with it is reported, and then it
 * has failed. `maps` are the slots', `id` what it is called by. The caller frees it. */
EntryDraft *draft_new(CellReader *reader, const Class *class, const CellMap *id,
                      const SlotMap *maps, size_t count);
void draft_free(EntryDraft *draft);

/* Puts ids in the place of what referred entries are called; those of one file may refer to each
 * other. What cannot be found is reported, or left out. */
void draft_resolve(EntryDraft *draft, CellReader *reader, const Lookup *lookup,
                   size_t *near_budget);

/* Do both say the same? */
bool draft_equal(const EntryDraft *a, const EntryDraft *b);

/* Returns what the slots say, which is how the entry is found again; NULL: one of them says
 * nothing. The caller frees it. */
char *draft_key(const EntryDraft *draft, const Slot *const *slots, size_t count);

/* The same of an entry that is there. */
char *draft_key_of_entry(const Entry *entry, const Slot *const *slots, size_t count);

/* Returns an id made of a text: small ASCII letters, digits, dots, and hyphens between. NULL:
 * nothing of it can stand in one. The caller frees it. */
char *draft_make_id(const char *text);
