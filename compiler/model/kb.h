/*
 * kb.h - the knowledge base as the compiler understands it: entries, claims, references.
 *
 * The meeting point of the stages: decode/ builds entries from trees, link/ turns names into
 * pointers and gathers milestones and figures, derive/ adds claims that follow from others, find/
 * works out what all of them come to, check/, query/, page/, diagram/ and emit/ read. After derive/
 * the model does not change any more and any thread may read it. All of it is arena memory, owned
 * by the Kb; texts are NUL-terminated UTF-8 without control characters (but tab and line breaks).
 */
#pragma once

#include "base/arena.h"
#include "diag/span.h"
#include "schema/schema.h"
#include "value/edtf.h"
#include "value/localised.h"
#include "value/quantity.h"

#include <assert.h>
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct Kb Kb;
typedef struct Entry Entry;
typedef struct Object Object;
typedef struct Claim Claim;
typedef struct Claims Claims;
typedef struct Milestone Milestone;
typedef struct Figure Figure;
typedef struct Findings Findings; /* what follows from claims (find/findings.h) */
typedef struct Node Node;         /* of a YAML tree (yaml/tree.h) */

typedef enum ValueKind {
    VALUE_NONE,    /* {none: true}: there is none, and that is known */
    VALUE_UNKNOWN, /* {unknown: true} */
    VALUE_STRING,  /* text as typed: RANGE_STRING, RANGE_URI */
    VALUE_TEXT,    /* localised: RANGE_TEXT, RANGE_MARKDOWN */
    VALUE_INTEGER,
    VALUE_BOOLEAN,
    VALUE_DATE,
    VALUE_QUANTITY,
    VALUE_CHOICE,    /* RANGE_ENUM */
    VALUE_REFERENCE, /* to an entry */
    VALUE_OBJECT,    /* inlined */
} ValueKind;

typedef struct Value {
    ValueKind kind;
    Span span;
    const char *text; /* as written, for scalars; a reference's id */
    union {
        const Localised *localised;
        int64_t integer;
        bool boolean;
        const Edtf *date;         /* constant, and shared with copies of the claim */
        const Quantity *quantity; /* likewise */
        const EnumValue *choice;
        Entry *entry; /* VALUE_REFERENCE: set by link; NULL if it did not resolve (reported) */
        Object *object;
    };
} Value;

typedef enum Status {
    STATUS_ACTUAL,
    STATUS_PLANNED,
    STATUS_ESTIMATED,
    STATUS_REPORTED,
    STATUS_RUMOURED,
    STATUS_CANCELLED,
    STATUS_COUNT
} Status;

typedef enum Rank { RANK_PREFERRED, RANK_NORMAL, RANK_DEPRECATED, RANK_COUNT } Rank;

const char *status_name(Status status);

/* Does a claim of this status say what is or was the case: actual, reported? */
bool status_is_fact(Status status);

/* How little it promises: 0 for STATUS_ACTUAL, and more for less. */
unsigned status_weakness(Status status);

bool status_find(const char *name, Status *status);
const char *rank_name(Rank rank);
bool rank_find(const char *name, Rank *rank);

/* A source that a claim cites. */
typedef struct Citation {
    const char *id;
    Entry *source;  /* set by link; NULL if it did not resolve */
    bool is_linked; /* link has looked at it: several claims share citations */
    Span span;
} Citation;

/* A claim that a derived one follows from, and where it stands. */
typedef struct Origin {
    const Entry *entry;
    const Slot *slot; /* of the entry or of the inlined object that holds the claim */
    const Claim *claim;
} Origin;

/* What a claim holds for, where it does not hold for its subject as such: "boost", "per die",
 * "with the 400 W profile". Claims for different conditions are all true. */
typedef struct Condition {
    const EnumValue **values; /* of the schema's enum Condition, in its order, each once */
    size_t value_count;
    const Localised *text; /* beside them, in words; NULL: none */
    const char *key;       /* names, then the words in the first language, with "; " between them:
                              equal for what is the same condition */
} Condition;

/* That a claim was taken back. */
typedef struct Withdrawal {
    Citation *by;            /* one, the source that took it back */
    const Localised *reason; /* NULL: none is given */
} Withdrawal;

/* Does a claim still say what its source says? */
typedef enum ClaimStanding {
    STANDING_IN_FORCE,
    STANDING_CORRECTED, /* its source, or the edition that replaces it, has said otherwise since */
    STANDING_WITHDRAWN, /* it was taken back */
    STANDING_COUNT
} ClaimStanding;

const char *standing_name(ClaimStanding standing); /* "in_force", "corrected", "withdrawn" */

/* A warning that the author of a claim, or kb.yaml, lets stand. */
typedef struct AcceptedSlug {
    const char *slug; /* of a warning in the catalogue, or of a rule */
    Span span;
} AcceptedSlug;

/* What few claims have. Constant, and shared by claims that have the same. */
typedef struct ClaimDetails {
    const Localised *note;    /* NULL: none */
    const Localised *locator; /* where in the source; NULL: none */
    const char *quote;        /* NULL: none */
    const char *by;           /* "measured", "inferred", "maker" or an organization's id; NULL */
    Entry *by_entry;          /* the organization, if `by` names one ("maker": the entry's maker) */
    Span by_span;
    const Condition *condition;   /* NULL: it holds as such */
    const Withdrawal *withdrawal; /* NULL: it was not taken back */
    const Claim *corrected_by;    /* of one that is STANDING_CORRECTED: what its source says later;
                                     of a list the first word known of an edition that gives it anew */
    const AcceptedSlug *accepts;  /* warnings about the claim that its `note` lets stand */
    size_t accept_count;
    const Origin *from; /* of a derived claim: what it follows from, in the formula's order */
    size_t from_count;  /* 0: the claim is stated */
    bool is_inherited;  /* it is the one claim of `from`, of the entry's base */
    bool rests_on_base; /* likewise, or it follows from nothing but such */
    const Expression *formula; /* by which it does; NULL: it is a sum over parts, or a multiple */
} ClaimDetails;

/* One statement. Inside an inlined object, what is not said again comes from the object's own
 * claim, so every claim here is complete. There are more claims than anything else. */
struct Claim {
    Value value;
    Citation *citations;    /* may be shared between claims */
    const Edtf *as_of;      /* given, else the earliest publication of its sources; NULL */
    const Claim *enclosing; /* the claim whose inlined object holds this one; NULL: an entry's */
    const ClaimDetails *details; /* NULL: none; claim_details() is never NULL */
    uint32_t citation_count;
    uint32_t start; /* claim_span() */
    uint32_t end;
    Status status : 8;
    Rank rank : 8;
    ClaimStanding standing : 8; /* set by link */
    bool has_own_as_of;         /* given by the author */
};

static_assert(sizeof(Claim) <= 96, "twenty of a file are kept twice, and every stage walks them");

/* All claims of one slot of one object, in the order of the file; preferred ones are not moved. */
struct Claims {
    const Slot *slot;
    Claim *items;
    uint32_t count;
    uint32_t key_start; /* claims_key() */
    uint32_t key_end;
};

/* Values of slots: an entry's, or an inlined object's. */
struct Object {
    const Class *class;
    Claims *slots; /* only those with claims, in the schema's order */
    size_t slot_count;
};

/* A reference in force, as all that it stands in is, seen from its target. */
typedef struct Backlink {
    Entry *from;
    const Slot *slot;   /* of `from`, at the top: composed_of, not part */
    const Claim *claim; /* the reference */
} Backlink;

struct Entry {
    Object object;
    const char *id;
    const Localised *name;    /* never NULL (the id when it has none) */
    const Localised *label;   /* set by link: the name, with the id where another has the same: what
                                 lists and pictures call it */
    const Localised *summary; /* NULL: none */
    const char *folder;       /* its class's */
    const SourceFile *file;
    Span span;             /* the document's first key; carets for what concerns the whole entry */
    Span id_span;          /* the id's value, or `span` if the file's name gives it */
    bool damaged;          /* an error was reported in it: do not report what follows from that */
    bool has_fiscal_dates; /* "FY2026": their days follow from its organization */
    bool has_accepts;      /* a claim of it accepts a warning */
    bool draft;            /* checked, not published; or not known yet at the as-of date */
    const char *variant_key; /* of a variant within its base's file; NULL: it is none */
    const char **former_ids;
    size_t former_id_count;
    Citation *citations; /* the document's `source`, also if every claim has its own */
    size_t citation_count;
    size_t index; /* in kb->entries */

    /* Filled by link. */
    Entry *base;      /* of which it is a variant, and which can be seen; NULL: it is a product of
                         its own */
    Entry **variants; /* of it, but for drafts: those of its file in that order, then by id */
    size_t variant_count;
    Milestone **milestones; /* of which it is the subject, inline or not, by date */
    size_t milestone_count;
    Figure **figures; /* of which it is the subject, inline or not, by measure, then period */
    size_t figure_count;
    Backlink *backlinks; /* by slot rank and name, then from's name in the first language; once for
                            each claim at the top */
    size_t backlink_count;
    Entry **cited_by; /* a Source's: the entries with claims that cite it, by their names in the
                         first language */
    size_t cited_by_count;
};

/* A dated event in the life of an entry: identity (subject, event, key), and every date that was
 * ever claimed for it. */
struct Milestone {
    const char *id; /* "<subject>.<event>[.<key>]" */
    Entry *subject;
    const EnumValue *event;
    const char *key;     /* NULL: none */
    const Claim **dates; /* claims on `date`: VALUE_DATE, NONE or UNKNOWN; by as-of, then file
                            order. Their status, sources and as-of are those in force. */
    size_t date_count;
    const Claim *item;     /* the (first) claim whose object states it; its note, quote, ... */
    const Object *object;  /* that object: further slots (description, ...) */
    const Localised *name; /* a standalone milestone's name, else NULL */
    Entry *entry;          /* the standalone Milestone entry, else NULL */
    size_t index;          /* among the base's milestones */
};

/* The claim that counts, of those in force: preferred over normal, actual over others, then the
 * latest as-of (what has none is older). NULL if there is none. */
const Claim *milestone_current(const Milestone *milestone);

/* A number about an entry for a period: identity (subject, measure, period, key), and every amount
 * that was ever claimed for it. */
struct Figure {
    const char *id; /* "<subject>.<measure>[.<period>][.<key>]" */
    Entry *subject;
    const EnumValue *measure;
    const char *key;       /* NULL: none */
    const Edtf *period;    /* NULL: none */
    const Claim **amounts; /* claims on `amount`, by as-of, then file order; their status, sources
                              and as-of are those in force */
    size_t amount_count;
    const Claim *item;    /* the (first) claim whose object states it; NULL: an entry of its own */
    const Object *object; /* that object: further slots (market, ...) */
    Entry *entry;         /* the standalone Figure entry, else NULL */
};

/* The amount that counts for this condition (NULL: of those that hold as such), by the same rule.
 * NULL if there is none. */
const Claim *figure_current(const Figure *figure, const Condition *condition);

typedef struct Where {
    const char *slot;
    const char *value;
} Where;

typedef enum DiagramKind {
    DIAGRAM_TIMELINE,
    DIAGRAM_LINEAGE,
    DIAGRAM_PACKAGE,
    DIAGRAM_TOPOLOGY,
    DIAGRAM_CHART,
    DIAGRAM_KIND_COUNT
} DiagramKind;

/* Finds a name in a list; sets `index`. */
bool name_find(const char *const *names, size_t count, const char *name, size_t *index);

const char *diagram_kind_name(DiagramKind kind);
bool diagram_kind_find(const char *name, DiagramKind *kind);

/* What a topology shows: how devices may be linked, or what is built into what. */
typedef enum TopologyShape {
    TOPOLOGY_RING,
    TOPOLOGY_MESH,
    TOPOLOGY_FULL_MESH,
    TOPOLOGY_SWITCH,
    TOPOLOGY_NESTING,
    TOPOLOGY_SHAPE_COUNT
} TopologyShape;

const char *topology_shape_name(TopologyShape shape);
bool topology_shape_find(const char *name, TopologyShape *shape);

/* An entry that a diagram names. */
typedef struct EntryName {
    const char *id; /* NULL: none is named */
    Entry *entry;   /* set by link; NULL if it did not resolve (reported) */
    Span span;
} EntryName;

/* What one picture can hold: more is drawn in parts. */
enum { PICTURE_NODES_MAX = 250, PICTURE_EDGES_MAX = 300, PICTURE_ROWS_MAX = 150 };

enum { DEVICES_MIN = 2, DEVICES_MAX = 16, DIAGRAM_DEPTH_MAX = 20 };

/* Which variants a picture shows beside their bases. */
typedef enum DiagramVariants {
    VARIANTS_WITH_OWN, /* those that have something of their own to be drawn */
    VARIANTS_NONE,     /* `variants: base` */
    VARIANTS_ALL,      /* `variants: all` */
} DiagramVariants;

typedef struct Diagram Diagram;
typedef struct ChartSpec ChartSpec; /* model/chart_spec.h */
typedef struct DeckSpec DeckSpec;   /* model/deck_spec.h */

/* diagrams/<name>.yaml, checked. */
struct Diagram {
    const char *name;
    DiagramKind kind;
    const Localised *title;
    const Localised *description; /* NULL: none */
    const Class **classes;        /* select.class, one or a list; count 0: all */
    size_t class_count;
    Where *where; /* every one must hold for a selected entry (any of a slot's values) */
    size_t where_count;
    EntryName *ids; /* select.ids: only these */
    size_t id_count;
    bool has_ids;
    DiagramVariants variants;
    const Node *sql;          /* select.sql: a statement that returns ids: only these; NULL: none */
    const char *lanes;        /* timeline: slot that gives the lane; NULL: one lane for all */
    const EnumValue **events; /* timeline: count 0: all; lineage: the first that an entry has a date
                                 for gives its year or beginning; count 0: its earliest */
    bool ranked_by_year;      /* lineage: nodes of one year stand in one column */
    bool on_axis;             /* lineage: life spans along a time axis */
    size_t event_count;
    Edtf from; /* valid if has_from; timeline: the axis begins with its earliest day */
    Edtf to;   /* valid if has_to */
    bool has_from;
    bool has_to;
    const char *cluster;  /* lineage: slot whose values box nodes in; NULL: no boxes */
    const char *color_by; /* lineage: slot by whose values nodes are coloured; NULL: by class */
    const char *split_by; /* lineage: slot by whose values a large one is cut; NULL: by boxes, else
                             by families */
    unsigned depth;       /* lineage: what is within so many relations of what is selected, too */
    bool downwards;       /* lineage: what is built on others stands below them, not to the right */
    bool connectors;      /* timeline: draw relations between rows */
    EntryName subject;    /* package: `chip`; topology: `of`, the interconnect */
    TopologyShape shape;  /* topology */
    unsigned devices;     /* topology but for nesting: how many, DEVICES_MIN to DEVICES_MAX */
    ChartSpec *chart;     /* chart; else NULL */
    Span span;
};

/* pages/<lang>/<name>.md: the first heading is its title. */
typedef struct Page {
    const char *name;
    size_t language;
    const char *title;
    const char *markdown; /* without the title's heading */
    Span span;
} Page;

/* images/<path>: a picture that prose can show. */
typedef struct Image {
    const char *path;       /* "images/br100/package.png", as prose names it */
    const SourceFile *file; /* for messages: without bytes, which nobody wants to see there */
    const char *bytes;
    size_t length;
    uint32_t width;
    uint32_t height;
    bool is_damaged; /* an error was reported: it is not shown, and is not missing either */
    size_t index;    /* in kb->images */
} Image;

/* Warnings of one kind that kb.yaml lets stand. */
typedef struct KbAccept {
    AcceptedSlug accepted;
    const char *in; /* this file or folder of the knowledge base; NULL: all of it */
    const Localised *note;
} KbAccept;

/* An entry that is called what another of its class is called, in some language. */
typedef struct SameName {
    Entry *entry;
    Entry *other;       /* the first that has the name */
    const Claim *alias; /* by which it is; NULL: it is its name */
    const char *name;
} SameName;

struct Kb {
    const Schema *schema;
    const Localised *name;
    const char *languages[LANGUAGES_MAX]; /* codes; the first is the default */
    size_t language_count;
    Edtf as_of;               /* the knowledge base's "today": its latest day counts */
    bool has_as_of;           /* after link: false only if no source has a date either */
    bool has_own_as_of;       /* given by the author or asked for; else as_of is a source's date */
    bool is_past;             /* an as-of build: later claims have been left out */
    const char *base_url;     /* NULL: none; ends with "/" */
    const char *edit_url;     /* NULL: none; holds "{file}" */
    const char *license;      /* NULL: none */
    const char *home_diagram; /* the name of that on the home page; NULL: it is not said */
    Span home_diagram_span;
    KbAccept *accepts;
    size_t accept_count;

    Entry **entries; /* by id */
    size_t entry_count;
    const uint32_t *places[LANGUAGES_MAX]; /* by entry's index: where its name stands among all in
                                              that language; after link (kb_compare_names()) */
    GHashTable *entries_by_id;             /* id -> Entry */
    GHashTable *former_ids;                /* former id -> Entry */
    GHashTable *damaged_ids;               /* set of ids of entries that could not be read at all */
    Milestone **milestones;                /* by id */
    size_t milestone_count;
    Figure **figures; /* by id */
    size_t figure_count;
    SameName *same_names; /* by id, names before aliases; those of drafts are none */
    size_t same_name_count;
    Diagram **diagrams; /* by name */
    size_t diagram_count;
    DeckSpec **decks; /* by path */
    size_t deck_count;
    Page **pages; /* by name, then language */
    size_t page_count;
    Image **images; /* by path */
    size_t image_count;
    const Findings *findings; /* NULL until derive/ is done */
};

/* Returns an empty knowledge base in `arena`; kb_clear() frees what is not the arena's. */
Kb *kb_new(Arena *arena);
void kb_clear(Kb *kb);

/* Which of two entries stands first in a list in that language, by the names that are shown; as
 * strcmp() says it. After link; before it, by their places in kb->entries. */
int kb_compare_names(const Kb *kb, const Entry *a, const Entry *b, size_t language);

/* Puts entries into that order. */
void kb_sort_by_name(const Kb *kb, const Entry **entries, size_t count, size_t language);

/* Returns the entry with this id or former id, or NULL. */
Entry *kb_find_entry(const Kb *kb, const char *id);

/* Returns the index of a language code, or kb->language_count if it is none of the KB's. */
size_t kb_find_language(const Kb *kb, const char *code);

/* Returns a free page, or NULL. */
const Page *kb_find_page(const Kb *kb, const char *name, size_t language);

/* Returns a picture by its path, or NULL. */
const Image *kb_find_image(const Kb *kb, const char *path);

/* Returns an object's claims on a slot, by the slot's name or as one that the program knows; NULL
 * if it has none. */
const Claims *object_find(const Object *object, const char *name);
const Claims *object_claims(const Object *object, KnownSlot slot);

/* Returns the claim that counts for a slot with one value, of those in force: preferred over
 * normal, what holds as such over what holds for a condition or was measured, else the first; NULL
 * if there is none. */
const Claim *claims_best(const Claims *claims);

/* Same among the claims for this condition only (NULL: those that hold as such). */
const Claim *claims_best_for(const Claims *claims, const Condition *condition);

/* The source's id, also of one that is not there. */
const char *citation_id(const Citation *citation);

/* Do the two cite the same sources, in the same order? Are they as of the same date, as written? */
bool claim_cites_same(const Claim *a, const Claim *b);
bool claim_same_as_of(const Claim *a, const Claim *b);

/* Compares by as-of date, the older first: what has none is older than what has one. */
int claim_compare_age(const Claim *a, const Claim *b);

/* Does the claim still count? Neither deprecated, nor corrected, nor withdrawn. */
bool claim_is_in_force(const Claim *claim);

/* Of claims in force that say the same, does the first decide how firm that is? A preferred one
 * does; then a fact does, and of facts the actual one; of what is none, what was told later. */
bool claim_is_firmer(const Claim *claim, const Claim *other);

/* Does the claim say what somebody found out by trying it? That contradicts no data sheet. */
bool claim_is_measured(const Claim *claim);

/* Does `by` say how it was found out (measured, inferred), and not who states it? */
bool claim_tells_how(const Claim *claim);

/* Are they the same? NULL: none. */
bool condition_equal(const Condition *a, const Condition *b);
const Claim *object_best_named(const Object *object, const char *name);
const Claim *object_best(const Object *object, KnownSlot slot);

/* Is there a value, neither none nor unknown? */
bool value_is_known(const Value *value);

/* What few claims have: of one without, all of it is nothing. */
const ClaimDetails *claim_details(const Claim *claim);

/* Returns why warnings with this slug about one of the claims are let stand: the note of the claim,
 * or of one around it (then `*in_source` is set), or kb.yaml's; NULL: they are not. */
const Localised *kb_let_stand(const Kb *kb, const Claim *const *claims, size_t count,
                              const char *slug, bool *in_source);

/* Is it a variant's, which states none itself: its base's claim? */
bool claim_is_inherited(const Claim *claim);

/* Is it, and the claim around it, too, which says so? */
bool claim_is_inherited_within(const Claim *claim);

/* Returns the base's claim that an inherited one was; of others the claim itself. */
const Claim *claim_original(const Claim *claim);

/* Is that origin of a derived claim, in words, one before it? Two items of a list are one slot. */
bool claim_origin_is_told(const Claim *claim, size_t index);

/* Where the whole claim stands; `value.span` is the value alone. A derived claim's are those of the
 * first it follows from. */
Span claim_span(const Claim *claim);

/* The slot's key in the file; nowhere if there is no claim. */
Span claims_key(const Claims *claims);

/* A claim stands in another place than before: the claims inside it learn where that is. */
void claim_adopt(Claim *claim);

/* Shorthands on object_best(): NULL if the slot has no such value. */
Entry *object_reference(const Object *object, KnownSlot slot);
const EnumValue *object_choice(const Object *object, KnownSlot slot);
const Edtf *object_date(const Object *object, KnownSlot slot);
const char *object_string(const Object *object, KnownSlot slot);
