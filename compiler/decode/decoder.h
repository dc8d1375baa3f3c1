/*
 * decoder.h - what the parts of decode/ share. Only decode/ includes this.
 */
#pragma once

#include "decode/decode.h"

/* config.c: reads kb.yaml into `kb`: name, languages, as-of date, addresses. `config` may be NULL
 * (reported, too). `path` is the folder's, for the message. False if the languages are not known:
 * nothing else can be decoded then. */
bool decode_config(const Tree *config, const char *path, Kb *kb, Arena *arena, Diagnostics *diags);

/* entries.c: decodes all entry files and gathers what they hold, in their order, in kb->entries
 * (link sorts them). Needs kb->schema and kb->languages. What is said of a file stays with it. */
void decode_entries(const KbFiles *files, Kb *kb, Arena *arena, unsigned workers,
                    Diagnostics *diags);

/* Only reads the entry files, for what there is to say of that: without a schema or languages
 * nothing else can be done with them. */
void decode_no_entries(const KbFiles *files, unsigned workers, Diagnostics *diags);

/* diagrams.c, decks.c, pages.c, images.c: diagrams/?*.yaml into kb->diagrams; slides/?*.yaml into
 * kb->decks; pages/<lang>/?*.md into kb->pages; pictures in images/ into kb->images. */
void decode_diagrams(const GPtrArray *files, Kb *kb, Arena *arena, Diagnostics *diags);
void decode_decks(const KbFiles *files, Kb *kb, Arena *arena, Diagnostics *diags);
void decode_pages(const GPtrArray *files, Kb *kb, Arena *arena, Diagnostics *diags);
void decode_images(const GPtrArray *files, Kb *kb, Arena *arena, Diagnostics *diags);

/* One file at work. */
typedef struct Decoder {
    const Kb *kb;
    Arena *arena;
    Diagnostics *diags;
    const char *entry_id;  /* of the entry at work, for messages */
    const Class *class;    /* of the object at work */
    bool is_variant;       /* the entry at work has of its base what it does not state */
    size_t near_budget;    /* for nearest_init_within() */
    bool has_fiscal_dates; /* has the entry any? */
    bool has_accepts;      /* likewise */
    const Node *list;      /* the list whose item the value at work is; NULL: it is in none */
    const Node *claim;     /* the mapping whose `value` is at work; NULL: the value is bare */
} Decoder;

/* What claims inherit: the document's, or the enclosing item's. */
typedef struct Defaults {
    Citation *citations;
    uint32_t citation_count;
    const Claim *enclosing; /* NULL: at the top of an entry */
} Defaults;

/* values.c: reads one bare value; false if it is none (reported). */
bool decode_value(Decoder *decoder, const Slot *slot, const Node *node, Value *value);

/* Reads text in one or all languages; NULL if it is none (reported). */
const Localised *decode_text(Decoder *decoder, const Node *node);

/* fixes.c: says to a diagnostic what the problem's hint is, and what it comes to in the file. A
 * rest of the text goes beside the value if `may_claim`: if a claim may stand where `node` does. */
void decode_hint(const Decoder *decoder, Diagnostic *d, const Node *node, const Problem *problem,
                 bool may_claim);

/* Returns the values of an enum that a text names together, "a, b" of "A/b" or "a、b"; NULL: it
 * names something else, or one. The caller frees it. */
char *decode_split_names(const Node *node, const Enum *choices);

/* fixes.c: returns the node's text in narrow characters, and without quotation marks around it that
 * are none to YAML. Caller frees. */
char *decode_narrow(const Node *node);

/* fixes.c: returns a text as it stands in YAML, with quotes where it needs them. Caller frees. */
char *decode_write(const char *text);

/* fixes.c: hints at full-width punctuation within {} or [], which makes one text of several.
 * Returns false if there is none in the text. */
bool decode_hint_wide(Diagnostic *d, const Node *node);

/* fixes.c: reports a full-width comma in an item of a list in [], which makes one item of several;
 * an error where no item can have one. False: there is none. `list` may be NULL. */
bool decode_report_wide_comma(Decoder *decoder, const Node *list, const Node *item, bool is_error);

/* fixes.c: hints that the name at `span` is `name`, spelt another way. */
void decode_hint_name(Diagnostic *d, Span span, const char *name);

/* Reads a date; false if it is none (reported). */
bool decode_date(Decoder *decoder, const Node *node, Edtf *date);

/* Reads a date into new memory; NULL if it is none (reported). */
const Edtf *decode_new_date(Decoder *decoder, const Node *node);

/* Reads a quantity in the dimension of `declared` (NULL: any); false if it is none (reported). */
bool decode_quantity(Decoder *decoder, const Node *node, const Unit *declared, Quantity *quantity);

/* Returns a scalar's text, or NULL (reported) if the node is no scalar or empty. `what` names it in
 * the message: "status". */
const char *decode_scalar(Decoder *decoder, const Node *node, const char *what);

/* Returns a scalar's text where it stays: a node's does not outlive its file's turn. */
const char *decode_keep(const Decoder *decoder, const Node *node);

/* The node is empty or of the wrong kind: reports entry.empty-value or entry.wrong-type, and
 * returns true, also in silence if something was reported there before. */
bool decode_is_unusable(Decoder *decoder, const Node *node, NodeKind kind, const char *what);

/* claims.c: reads all claims of one slot; false if none is left. */
bool decode_claims(Decoder *decoder, const Slot *slot, const Node *node, const Defaults *defaults,
                   Claims *claims);

/* qualifiers.c: reads `for:` - the name of a condition, words in one or more languages, or a list -
 * and `withdrawn:`; NULL if nothing is left of it (reported). */
const Condition *decode_condition(Decoder *decoder, const Node *node);
const Withdrawal *decode_withdrawal(Decoder *decoder, const Node *node);

/* accepts.c: reads the slugs of warnings, one or a list; those that are none are reported. */
const AcceptedSlug *decode_accepts(Decoder *decoder, const Node *node, size_t *count);

/* Reads kb.yaml's list of what is accepted. */
void decode_kb_accepts(Decoder *decoder, const Node *node, Kb *kb);

/* Reports accept.no-note. */
void decode_report_no_note(Decoder *decoder, Span span);

/* merge.c: makes equal values of a multivalued slot one claim. */
void decode_merge_equal(Decoder *decoder, Claims *claims);

/* twice.c: reports claim.duplicate, for one of the claims or for all that say what one before them
 * says. */
void decode_report_twice(Decoder *decoder, const Claims *claims, const Claim *first,
                         const Claim *claim);
void decode_find_twice(Decoder *decoder, const Claims *claims);

/* Every claim below inherits them: without a limit, values times sources would be the work. */
enum { CITATIONS_MAX = 64 };

/* Reads `source:` - one id or a list. */
void decode_citations(Decoder *decoder, const Node *node, Citation **citations, uint32_t *count);

/* objects.c: reads the slots of a mapping, whose other keys `is_own_key` claims for itself (it may
 * be NULL). Reports unknown and missing slots. */
typedef bool (*IsOwnKey)(const char *key);
void decode_object(Decoder *decoder, const Class *class, const Node *mapping,
                   const Defaults *defaults, IsOwnKey is_own_key, bool inlined, Object *object);

/* A mapping with keys that are no slots of its class, and the slots that those before were said to
 * mean: no hint gives a key a second time. */
typedef struct SlotHints {
    const Class *class;
    const Node *mapping;
    GPtrArray *given; /* of const char * */
} SlotHints;

/* unknown_slot.c: reports such a key. */
void decode_report_unknown_slot(Decoder *decoder, const SlotHints *hints, const Node *node);

/* entries.c: returns which keys of a document about such a thing are no slots. */
IsOwnKey decode_own_keys(const Class *class);

/* entries.c: is the id well-formed? Else reports why not. The author did not write the first
 * `given` bytes of it. */
bool decode_check_id(Decoder *decoder, const char *id, size_t given, Span span);

/* entries.c: reads a mapping into an entry that has its file, spans, id, and the citations that it
 * falls back on. */
void decode_entry(Decoder *decoder, const Class *class, const Node *mapping, IsOwnKey is_own_key,
                  Entry *entry);

/* variants.c: the variants that a document lists; NULL: none. `decode_variants()` puts the entries
 * that they make into `entries`, at most decode_count_variants(), and returns how many. */
const Node *decode_find_variants(const Class *class, const Node *document);
size_t decode_count_variants(const Class *class, const Node *document);
size_t decode_variants(Decoder *decoder, const Entry *base, const Node *list, Entry **entries);

/* home.c: returns the class of the file's one entry: `class`, unless that lacks some of its slots,
 * and another one alone has all of them (reported). */
const Class *decode_find_home(const Decoder *decoder, const SourceFile *file, const Tree *tree,
                              const Class *class);
