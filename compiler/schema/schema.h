/*
 * schema.h - what entries may say: classes, slots, enums.
 *
 * The model of a subset of LinkML (design section 3.2). Built once by schema_load(), read-only
 * afterwards, shared by all threads. Everything is owned by the Schema. Titles are in the knowledge
 * base's languages and always there: without one, an element gets its name with spaces for
 * underscores. Descriptions may lack languages, even the first: see description_text().
 */
#pragma once

#include "base/arena.h"
#include "diag/span.h"
#include "schema/known.h"
#include "value/localised.h"
#include "value/units.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Schema Schema;
typedef struct Class Class;
typedef struct Slot Slot;
typedef struct Enum Enum;
typedef struct EnumValue EnumValue;
typedef struct Expression Expression; /* schema/expression.h */

typedef enum RangeKind {
    RANGE_STRING,
    RANGE_TEXT,     /* localised */
    RANGE_MARKDOWN, /* localised prose */
    RANGE_INTEGER,
    RANGE_BOOLEAN,
    RANGE_URI,
    RANGE_EDTF,
    RANGE_QUANTITY,
    RANGE_ENUM,
    RANGE_REFERENCE, /* to an entry of range_class or a subclass */
    RANGE_OBJECT,    /* inlined: a nested object of range_class */
} RangeKind;

/* An extra that LinkML has no word for. */
typedef struct Annotation {
    const char *name;
    const char *value;
} Annotation;

struct EnumValue {
    const char *name;
    Localised title;
    Localised description;
    const Enum *of;
    const char *const *aliases;   /* what others call it; NULL: nothing, else ends with NULL */
    unsigned index;               /* in the enum's order */
    const EnumValue *after;       /* the event that must come first; NULL: none */
    bool ends;                    /* an event or a stage: what it is said of is over */
    const Expression *expression; /* a measure's: how it follows from others; NULL: none */
    const char **scales;          /* an aspect's: names of the slots that a factor multiplies */
    size_t scale_count;
    Annotation *annotations;
    size_t annotation_count;
};

struct Enum {
    const char *name;
    Localised title;
    Localised description;
    EnumValue *values;
    size_t value_count;
    GHashTable *values_by_name; /* name -> EnumValue */
    bool is_numbered;           /* by its annotation `numbered`: numbers stand for values */
    Localised numbered;         /* then: the title of a number, with {} for it */
    Span span;
};

/* What a slot's number must be to others of its entry: only compared, nothing follows from it. */
typedef enum BoundKind { BOUND_AT_MOST, BOUND_AT_LEAST, BOUND_EQUALS, BOUND_KIND_COUNT } BoundKind;

typedef struct SlotBound {
    BoundKind kind;
    const Expression *expression;
    const char
        *written; /* where its text begins in what the schema says: the same in all classes */
} SlotBound;

/* What the sum over its parts says of an entry's number. */
typedef enum Additive {
    ADDITIVE_NOT,
    ADDITIVE_EXACT,   /* it is the sum */
    ADDITIVE_AT_MOST, /* it is no more: parts can be switched off */
} Additive;

/* A slot as one class has it: slot_usage is already applied. */
struct Slot {
    const char *name;
    KnownSlot known; /* which of the slots that the program knows by name */
    Localised title;
    Localised description;
    const char *const *aliases; /* what others call it; NULL: nothing, else ends with NULL */
    RangeKind range;
    const Enum *range_enum;   /* RANGE_ENUM */
    const Class *range_class; /* RANGE_REFERENCE, RANGE_OBJECT */
    const Unit *unit;         /* RANGE_QUANTITY; NULL: any unit or none */
    bool required;
    bool recommended;
    bool multivalued;
    bool usually_one; /* and multivalued: it has a column for its first, and sources may disagree */
    bool identifier;
    bool sourced;      /* its claims need a source */
    bool inherited;    /* a variant has its base's claims where it states none */
    bool lineage;      /* its references are edges of lineage diagrams */
    Additive additive; /* sums over composed_of; of a relation: over what is summed */
    bool symmetric;
    bool asymmetric;
    bool transitive;
    bool irreflexive;
    bool has_minimum;
    bool has_maximum;
    double minimum;
    double maximum;
    const GRegex *pattern;        /* NULL: none */
    const char *inverse;          /* name of the relation seen from the other end; NULL: none */
    Localised inverse_title;      /* of the slot with that name; only if there is an inverse */
    const Expression *expression; /* equals_expression; NULL: none */
    SlotBound *bounds;            /* annotations at_most, at_least, equals */
    size_t bound_count;
    const char *group;     /* slot_group; NULL: none */
    Localised group_title; /* of the slot with that name; only if there is a group */
    int rank;              /* place among slots; a class's slots are sorted by it */
    Annotation *annotations;
    size_t annotation_count;
    Span span;
};

typedef struct UniqueKey {
    const char *name;
    const char **slots; /* names */
    size_t slot_count;
} UniqueKey;

struct Class {
    const char *name;
    KnownClass known; /* which of the classes that the program knows by name */
    Localised title;
    Localised plural; /* what several of them are called */
    Localised description;
    const Class *parent; /* is_a; NULL: a root */
    bool abstract;
    bool sourced;       /* false: no claim of its entries needs a source */
    const char *folder; /* NULL: only inlined */
    const Slot **slots; /* all it has, its own and inherited, by rank, then as declared */
    size_t slot_count;
    GHashTable *slots_by_name; /* name -> position in `slots` plus 1 */
    UniqueKey *unique_keys;
    size_t unique_key_count;
    const char **columns; /* annotation `columns`, else its parent's: names of slots of its own, and
                             COLUMN_NAME_*; of its index, in order */
    size_t column_count;  /* 0: nobody says */
    Annotation *annotations;
    size_t annotation_count;
    Span span;
};

/* What a class's index can show beside slots: what happened last, and what is planned next. */
#define COLUMN_NAME_LATEST "latest_milestone"
#define COLUMN_NAME_NEXT "next_milestone"
/* In that place: slots that matter most, while few of those that are named are used. */
#define COLUMN_NAME_OTHERS "..."

struct Schema {
    Class **classes; /* by name */
    size_t class_count;
    Enum **enums; /* by name */
    size_t enum_count;
    GHashTable *classes_by_name;
    GHashTable *classes_by_folder;
    GHashTable *enums_by_name;
    Units *units;        /* parses the units of quantities; owned */
    GPtrArray *patterns; /* of GRegex: all that slots use */
    Arena *arena;        /* owns the rest */

    const Class *known[CLASS_KNOWN_COUNT]; /* NULL: the schema does not have it */
    const Enum *conditions;                /* what claims can hold for; NULL: in words only */
};

void schema_free(Schema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schema, schema_free)

const Class *schema_find_class(const Schema *schema, const char *name);
const Class *schema_find_folder(const Schema *schema, const char *folder);
const Enum *schema_find_enum(const Schema *schema, const char *name);

/* Is `class` the class `ancestor`, or derived from it (is_a only)? */
bool class_is_a(const Class *class, const Class *ancestor);

/* Same with a class that the program knows; false if the schema does not have it. */
bool class_is_known(const Class *class, KnownClass ancestor);

/* Returns the slot, or NULL. */
const Slot *class_find_slot(const Class *class, const char *name);
const Slot *class_find_known(const Class *class, KnownSlot slot);

/* Returns the slot's position in class->slots, or class->slot_count. */
size_t class_find_slot_index(const Class *class, const char *name);

/* Can entries of the class list variants of theirs inline: `variants`, objects that stand for
 * entries of the class itself, and `variant_of`, by which those refer back? */
bool class_has_variants(const Class *class);

/* Returns a description for tools: in the first language, else as the schema has it, which stands
 * in the last place then. NULL: there is none. */
const char *description_text(const Localised *description);

/* The same for readers of a language: in that if it is there. */
const char *description_get(const Localised *description, size_t language);

/* Can the event only come after the other one, as declared step by step? */
bool event_comes_after(const EnumValue *event, const EnumValue *other);

/* Does an annotation of the value, names with spaces between, name the other one? */
bool enum_value_names(const EnumValue *value, const char *annotation, const EnumValue *other);

const EnumValue *enum_find_value(const Enum *enumeration, const char *name);

/* Returns what text of the slot's pattern is made of, in words (the annotation `pattern_message`),
 * or NULL. */
const char *slot_pattern_message(const Slot *slot);

/* Returns what a number stands for in a numbered enum: the value of that rank, else a new one in
 * `arena`. NULL: `text` is no whole number from 1 on, or numbers stand for nothing. */
const EnumValue *enum_make_numbered(const Enum *enumeration, const char *text, Arena *arena);

/* Are they one word, but for case, and spaces and hyphens for underscores? */
bool schema_is_same_word(const char *a, const char *b);

/* Returns the value or slot that `word` is another spelling, an alias or the label of, in one of
 * the knowledge base's languages, or NULL. A label that two have is none. */
const EnumValue *enum_find_alias(const Enum *enumeration, const char *word);

/* The same of the value's own name, too, which comes first. NULL also if there is no enum. */
const EnumValue *enum_find_called(const Enum *enumeration, const char *word);
const Slot *class_find_alias(const Class *class, const char *word);

/* Returns an annotation's value, or NULL. */
const char *annotation_find(const Annotation *annotations, size_t count, const char *name);
