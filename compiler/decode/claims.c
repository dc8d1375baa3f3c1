/*
 * A claim is a value and who says so. It may be bare, a mapping with `value`, or an inlined object
 * that carries the claim's keys beside its own slots.
 */
#include "decode/decoder.h"

#include "base/text.h"
#include "schema/claim_keys.h"

#include <string.h>

/* A claim while its keys are read. */
typedef struct ClaimDraft {
    Claim *claim;
    ClaimDetails details;
    bool has_details; /* of its own */
} ClaimDraft;

/* Reads one key of a claim into it. */
typedef void (*ClaimKeyReader)(Decoder *decoder, const Node *node, ClaimDraft *draft);

/* Is the source none of those before it? It stands there once, then (reported). */
static bool is_new_citation(Decoder *decoder, const Citation *list, size_t count, const Node *item)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].id, item->text) != 0)
            continue;
        Diagnostic *d = diag_report(decoder->diags, DIAG_CLAIM_DUPLICATE, item->span,
                                    "the same source stands twice in 'source'");
        diag_note(d, list[i].span, "first stated here");
        diag_hint(d, "remove it, or write what was meant");
        return false;
    }
    return true;
}

void decode_citations(Decoder *decoder, const Node *node, Citation **citations, uint32_t *count)
{
    if (node->kind == NODE_SCALAR || node->kind == NODE_DAMAGED) {
        if (decode_scalar(decoder, node, "source") == NULL)
            return;
        Citation *one = arena_new0(decoder->arena, Citation, 1);
        *one = (Citation){.id = decode_keep(decoder, node), .span = node->span};
        *citations = one;
        *count = 1;
        return;
    }
    if (decode_is_unusable(decoder, node, NODE_SEQUENCE, "source"))
        return;
    const bool is_too_long = node->count > CITATIONS_MAX;
    if (is_too_long)
        diag_report(decoder->diags, DIAG_YAML_SIZE, span_first(node->span),
                    "%zu sources of one value; %d is the limit", node->count, CITATIONS_MAX);
    Citation *list = arena_new0(decoder->arena, Citation, MIN(node->count, CITATIONS_MAX));
    uint32_t n = 0;
    for (const Node *item = node->first; item != NULL && n < CITATIONS_MAX; item = item->next)
        if (decode_scalar(decoder, item, "source") != NULL &&
            !decode_report_wide_comma(decoder, node, item, true) &&
            (is_too_long || is_new_citation(decoder, list, n, item)))
            list[n++] = (Citation){.id = decode_keep(decoder, item), .span = item->span};
    *citations = list;
    *count = n;
}

static void key_source(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    uint32_t count = draft->claim->citation_count;
    decode_citations(decoder, node, &draft->claim->citations, &count);
    draft->claim->citation_count = count;
}

static void key_as_of(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    if (decode_scalar(decoder, node, "as_of") == NULL)
        return;
    draft->claim->as_of = decode_new_date(decoder, node);
    draft->claim->has_own_as_of = draft->claim->as_of != NULL;
}

/* Returns the name that was hinted at; NULL: all of them were. */
static const char *report_name(Decoder *decoder, const Node *node, const char *what,
                               const char *const *names, size_t count, const char *meant)
{
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_BAD_ENUM, node->span, "'%s' is no %s",
                                node->text, what);
    g_autofree char *all = g_strjoinv(", ", (char **)names);
    Nearest nearest;
    nearest_init(&nearest, node->text);
    for (size_t i = 0; i < count; i++)
        nearest_offer(&nearest, names[i]);
    if (meant == NULL)
        meant = nearest.best;
    if (meant != NULL)
        decode_hint_name(d, node->span, meant);
    else
        diag_hint(d, "there are %s", all);
    return meant;
}

/* Returns what a status is called here that has another name elsewhere; NULL: none has it. */
static const char *find_status_meant(const char *text)
{
    static const struct {
        const char *word;
        Status status;
    } words[] = {
        {"plan", STATUS_PLANNED},         {"target", STATUS_PLANNED},
        {"geplant", STATUS_PLANNED},      {"计划", STATUS_PLANNED},
        {"计划中", STATUS_PLANNED},       {"予定", STATUS_PLANNED},
        {"fact", STATUS_ACTUAL},          {"实际", STATUS_ACTUAL},
        {"estimation", STATUS_ESTIMATED}, {"估计", STATUS_ESTIMATED},
        {"估算", STATUS_ESTIMATED},       {"geschätzt", STATUS_ESTIMATED},
        {"推定", STATUS_ESTIMATED},       {"report", STATUS_REPORTED},
        {"据报道", STATUS_REPORTED},      {"报道", STATUS_REPORTED},
        {"rumor", STATUS_RUMOURED},       {"rumored", STATUS_RUMOURED},
        {"传闻", STATUS_RUMOURED},        {"噂", STATUS_RUMOURED},
        {"canceled", STATUS_CANCELLED},   {"取消", STATUS_CANCELLED},
        {"已取消", STATUS_CANCELLED},     {"中止", STATUS_CANCELLED},
        {"abgesagt", STATUS_CANCELLED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (schema_is_same_word(words[i].word, text))
            return status_name(words[i].status);
    return NULL;
}

static void key_status(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    Status status;
    if (decode_scalar(decoder, node, "status") == NULL)
        return;
    if (status_find(node->text, &status)) {
        draft->claim->status = status;
        return;
    }
    const char *names[STATUS_COUNT + 1] = {NULL};
    for (Status i = 0; i < STATUS_COUNT; i++)
        names[i] = status_name(i);
    const char *meant =
        report_name(decoder, node, "status", names, STATUS_COUNT, find_status_meant(node->text));
    /* Whatever it is, it was not said to be a fact. */
    const bool is_meant = meant != NULL && status_find(meant, &status);
    draft->claim->status = (uint8_t)(is_meant ? status : STATUS_REPORTED);
}

static void key_rank(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    Rank rank;
    if (decode_scalar(decoder, node, "rank") == NULL)
        return;
    if (rank_find(node->text, &rank)) {
        draft->claim->rank = rank;
        return;
    }
    const char *names[RANK_COUNT + 1] = {NULL};
    for (Rank i = 0; i < RANK_COUNT; i++)
        names[i] = rank_name(i);
    report_name(decoder, node, "rank", names, RANK_COUNT, NULL);
}

/* Text in a claim's key: a list is as wrong as nothing. */
static const Localised *key_text(Decoder *decoder, const Node *node)
{
    if (node->kind == NODE_DAMAGED ||
        (node->kind == NODE_SEQUENCE &&
         decode_is_unusable(decoder, node, NODE_SCALAR, node->key->text)))
        return NULL;
    return decode_text(decoder, node);
}

static void key_note(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    draft->details.note = key_text(decoder, node);
    draft->has_details = true;
}

static void key_locator(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    draft->details.locator = key_text(decoder, node);
    draft->has_details = true;
}

static void key_by(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    if (decode_scalar(decoder, node, "by") != NULL)
        draft->details.by = decode_keep(decoder, node);
    else
        draft->details.by = NULL;
    draft->details.by_span = node->span;
    draft->has_details = true;
}

static void key_quote(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    if (decode_scalar(decoder, node, "quote") != NULL)
        draft->details.quote = decode_keep(decoder, node);
    draft->has_details = true;
}

static void key_for(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    draft->details.condition = decode_condition(decoder, node);
    draft->has_details = true;
}

static void key_withdrawn(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    draft->details.withdrawal = decode_withdrawal(decoder, node);
    draft->has_details = true;
}

static void key_accept(Decoder *decoder, const Node *node, ClaimDraft *draft)
{
    draft->details.accepts = decode_accepts(decoder, node, &draft->details.accept_count);
    draft->has_details = true;
}

/* How those of schema/claim_keys.h are read, but for what stands in the value's place. */
static const struct {
    const char *name;
    ClaimKeyReader read;
} claim_keys[] = {
    {"source", key_source},       {"as_of", key_as_of},     {"status", key_status},
    {"rank", key_rank},           {"note", key_note},       {"by", key_by},
    {"quote", key_quote},         {"locator", key_locator}, {"for", key_for},
    {"withdrawn", key_withdrawn}, {"accept", key_accept},
};

static bool is_claim_key(const char *key)
{
    return claim_key_find(key) != NULL;
}

static void decode_claim_keys(Decoder *decoder, const Node *mapping, Claim *claim)
{
    ClaimDraft draft = {.claim = claim, .details = *claim_details(claim)};
    for (const Node *node = mapping->first; node != NULL; node = node->next)
        for (size_t i = 0; i < G_N_ELEMENTS(claim_keys); i++)
            if (strcmp(claim_keys[i].name, node->key->text) == 0)
                claim_keys[i].read(decoder, node, &draft);
    if (!draft.has_details)
        return;
    if (draft.details.accept_count > 0 && draft.details.note == NULL)
        decode_report_no_note(decoder, draft.details.accepts[0].span);
    ClaimDetails *details = arena_new0(decoder->arena, ClaimDetails, 1);
    *details = draft.details;
    claim->details = details;
}

static void report_claim_key(Decoder *decoder, const Node *node)
{
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_UNKNOWN_SLOT, node->key->span,
                                "'%s' is no key of a claim", node->key->text);
    if (node_is_empty(node)) {
        diag_hint(d, "text that holds ',' or ': ' needs quotes inside {}");
        return;
    }
    Nearest nearest;
    nearest_init(&nearest, node->key->text);
    size_t count;
    const ClaimKey *keys = claim_keys_list(&count);
    for (size_t i = 0; i < count; i++)
        nearest_offer(&nearest, keys[i].name);
    if (nearest.best != NULL)
        decode_hint_name(d, node->key->span, nearest.best);
    else
        diag_hint(d, "claims have value, for, source, as_of, status, rank, note, by, quote, "
                     "locator, withdrawn, accept");
}

/* {none: true} and {unknown: true} say that there is no value; true if the mapping does so. */
static bool decode_absence(Decoder *decoder, const Node *mapping, Value *value)
{
    static const struct {
        const char *key;
        ValueKind kind;
    } absences[] = {{"none", VALUE_NONE}, {"unknown", VALUE_UNKNOWN}};
    for (size_t i = 0; i < G_N_ELEMENTS(absences); i++) {
        const Node *node = node_find(mapping, absences[i].key);
        if (node == NULL)
            continue;
        if (node->kind != NODE_SCALAR || strcmp(node->text, "true") != 0)
            diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, node->span, "'%s' can only be true",
                        absences[i].key);
        value->kind = absences[i].kind;
        value->span = node_whole_span(node);
        return true;
    }
    return false;
}

static bool is_claim_mapping(const Node *node)
{
    return node->kind == NODE_MAPPING &&
           (node_find(node, "value") != NULL || node_find(node, "none") != NULL ||
            node_find(node, "unknown") != NULL);
}

/* What an item's claims have of the details around them: who says it. */
static const ClaimDetails *inherited_details(Decoder *decoder, const Claim *enclosing)
{
    const ClaimDetails *around = enclosing->details;
    if (around == NULL || around->by == NULL)
        return NULL;
    if (around->note == NULL && around->locator == NULL && around->quote == NULL &&
        around->condition == NULL && around->withdrawal == NULL && around->accept_count == 0)
        return around;
    ClaimDetails *details = arena_new0(decoder->arena, ClaimDetails, 1);
    details->by = around->by;
    details->by_span = around->by_span;
    return details;
}

static void claim_init(Decoder *decoder, Claim *claim, const Defaults *defaults, const Node *node)
{
    const Claim *enclosing = defaults->enclosing;
    *claim = (Claim){
        .citations = defaults->citations,
        .citation_count = defaults->citation_count,
        .status = STATUS_ACTUAL,
        .rank = RANK_NORMAL,
        .enclosing = enclosing,
        .value.span = {.file = node->span.file},
        .start = node->span.start,
        .end = node->span.end,
    };
    if (enclosing == NULL)
        return;
    claim->status = enclosing->status;
    claim->rank = enclosing->rank;
    claim->as_of = enclosing->as_of;
    claim->has_own_as_of = enclosing->has_own_as_of;
    claim->details = inherited_details(decoder, enclosing);
}

static bool looks_like_id(const char *text)
{
    return g_ascii_isalnum(text[0]) &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789.-") == strlen(text);
}

/* "{part: n2-die}", if an id is all that the object needs; else which slots it needs. */
static void hint_object(Diagnostic *d, const Class *class, const Node *node)
{
    g_autoptr(GString) all = g_string_new(NULL);
    const Slot *only = NULL;
    size_t count = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const Slot *slot = class->slots[i];
        if (!slot->required || slot->identifier || slot->known == SLOT_SUBJECT)
            continue;
        only = slot;
        g_string_append_printf(all, "%s%s: ...", count++ > 0 ? ", " : "", slot->name);
    }
    if (count == 1 && only->range == RANGE_REFERENCE && looks_like_id(node->text)) {
        g_autofree char *object = g_strdup_printf("{%s: %s}", only->name, node->text);
        diag_hint(d, "write %s", object);
        diag_fix(d, node->span, object);
    } else if (count > 0) {
        diag_hint(d, "a %s is written {%s}", class->name, all->str);
    }
}

/* A word in an object's place. */
static bool is_word(Decoder *decoder, const Slot *slot, const Node *node)
{
    if (node->kind != NODE_SCALAR || node->length == 0)
        return false;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, node->span,
                                "'%s' takes a mapping, not %s", slot->name, node_describe(node));
    hint_object(d, slot->range_class, node);
    return true;
}

static bool decode_object_claim(Decoder *decoder, const Slot *slot, const Node *node,
                                const Defaults *defaults, Claim *claim)
{
    if (is_word(decoder, slot, node) || decode_is_unusable(decoder, node, NODE_MAPPING, slot->name))
        return false;
    claim_init(decoder, claim, defaults, node);
    decode_claim_keys(decoder, node, claim);
    claim->value.span = node->span;
    if (decode_absence(decoder, node, &claim->value))
        return true;
    const Defaults inner = {claim->citations, claim->citation_count, claim};
    Object *object = arena_new0(decoder->arena, Object, 1);
    decode_object(decoder, slot->range_class, node, &inner, is_claim_key, true, object);
    claim->value.kind = VALUE_OBJECT;
    claim->value.object = object;
    return true;
}

static bool decode_value_claim(Decoder *decoder, const Slot *slot, const Node *node,
                               const Defaults *defaults, Claim *claim)
{
    claim_init(decoder, claim, defaults, node);
    decoder->claim = is_claim_mapping(node) ? node : NULL;
    if (decoder->claim == NULL)
        return decode_value(decoder, slot, node, &claim->value);
    for (const Node *value = node->first; value != NULL; value = value->next)
        if (!is_claim_key(value->key->text))
            report_claim_key(decoder, value);
    decode_claim_keys(decoder, node, claim);
    if (decode_absence(decoder, node, &claim->value))
        return true;
    const Node *list = decoder->list;
    decoder->list = NULL;
    const bool is_read = decode_value(decoder, slot, node_find(node, "value"), &claim->value);
    decoder->list = list;
    return is_read;
}

static bool decode_claim(Decoder *decoder, const Slot *slot, const Node *node,
                         const Defaults *defaults, Claim *claim)
{
    return slot->range == RANGE_OBJECT ? decode_object_claim(decoder, slot, node, defaults, claim)
                                       : decode_value_claim(decoder, slot, node, defaults, claim);
}

/* A list in a single-valued slot can only hold claims that disagree. */
static bool is_claim_item(Decoder *decoder, const Slot *slot, const Node *item)
{
    if (slot->multivalued || slot->range == RANGE_OBJECT || is_claim_mapping(item) ||
        item->kind == NODE_DAMAGED)
        return true;
    Diagnostic *d = diag_report(decoder->diags, DIAG_ENTRY_WRONG_TYPE, item->span,
                                "'%s' takes one value; its list can only hold claims", slot->name);
    diag_hint(d,
              "write `- {value: ..., source: ...}` where sources disagree; where there may be "
              "several, say so in schema/: `slot_usage: {%s: {multivalued: true}}` of class %s",
              slot->name, decoder->class->name);
    return false;
}

bool decode_claims(Decoder *decoder, const Slot *slot, const Node *node, const Defaults *defaults,
                   Claims *claims)
{
    const bool list = node->kind == NODE_SEQUENCE;
    const size_t count = list ? node->count : 1;
    if (list && count == 0) {
        diag_report(decoder->diags, DIAG_ENTRY_EMPTY_VALUE, node_whole_span(node),
                    "'%s' is an empty list", slot->name);
        return false;
    }
    claims->slot = slot;
    const Span key = node->key != NULL ? node->key->span : node->span;
    claims->key_start = key.start;
    claims->key_end = key.end;
    claims->items = arena_new0(decoder->arena, Claim, count);
    bool complained = false;
    const Node *around = decoder->list;
    decoder->list = list ? node : NULL;
    for (const Node *item = list ? node->first : node; item != NULL; item = item->next) {
        Claim *claim = &claims->items[claims->count];
        const bool allowed = !list || complained || is_claim_item(decoder, slot, item);
        complained |= !allowed;
        if (!complained && decode_claim(decoder, slot, item, defaults, claim))
            claims->count++;
        if (!list)
            break;
    }
    decoder->list = around;
    if (slot->multivalued && claims->count > 1)
        decode_merge_equal(decoder, claims);
    if ((!slot->multivalued || slot->range == RANGE_OBJECT) && claims->count > 1)
        decode_find_twice(decoder, claims);
    return claims->count > 0;
}
