/*
 * What is accepted: warnings that somebody has looked at and lets stand, on a claim or in kb.yaml.
 */
#include "decode/decoder.h"

#include "base/text.h"
#include "decode/keys.h"

#include <string.h>

static void report_slug(Decoder *decoder, const Node *node, bool is_error)
{
    Diagnostic *d = diag_report(decoder->diags, DIAG_ACCEPT_UNKNOWN_SLUG, node->span,
                                is_error ? "'%s' is an error: only warnings can be accepted"
                                         : "'%s' is no message",
                                node->text);
    if (is_error)
        return;
    Nearest nearest;
    nearest_init_within(&nearest, node->text, &decoder->near_budget);
    for (unsigned i = 0; i < DIAG_COUNT; i++)
        if (diag_default_severity((DiagId)i) == SEVERITY_WARNING)
            nearest_offer(&nearest, diag_slug((DiagId)i));
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
    else
        diag_hint(d, "write what stands in brackets behind the warning, like claim.conflict");
}

/* Whether there is such a rule, nobody knows yet; if not, it accepts nothing. */
static bool decode_slug(Decoder *decoder, const Node *node, AcceptedSlug *accepted)
{
    DiagId id;
    if (decode_scalar(decoder, node, "accept") == NULL)
        return false;
    *accepted = (AcceptedSlug){.slug = decode_keep(decoder, node), .span = node->span};
    if (diag_is_rule_slug(node->text))
        return true;
    const bool is_known = diag_find(node->text, &id);
    if (is_known && diag_default_severity(id) == SEVERITY_WARNING)
        return true;
    report_slug(decoder, node, is_known);
    return false;
}

const AcceptedSlug *decode_accepts(Decoder *decoder, const Node *node, size_t *count)
{
    const bool is_list = node->kind == NODE_SEQUENCE;
    AcceptedSlug *accepts = arena_new0(decoder->arena, AcceptedSlug, is_list ? node->count : 1);
    *count = 0;
    decoder->has_accepts = true;
    if (is_list && node->count == 0)
        diag_report(decoder->diags, DIAG_ENTRY_EMPTY_VALUE, node_whole_span(node),
                    "'accept' is an empty list");
    for (const Node *item = is_list ? node->first : node; item != NULL; item = item->next) {
        *count += decode_slug(decoder, item, &accepts[*count]);
        if (!is_list)
            break;
    }
    return accepts;
}

void decode_report_no_note(Decoder *decoder, Span span)
{
    Diagnostic *d = diag_report(decoder->diags, DIAG_ACCEPT_NO_NOTE, span,
                                "accepted without a note that says why");
    diag_hint(d, "write `note:` beside `accept:`");
}

static void report_form(Decoder *decoder, Span span)
{
    Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, span,
                                "an item of 'accept' is a mapping of slug, in and note");
    diag_hint(d, "write `- {slug: kb.orphan, in: terms, note: ...}`; `in` is a folder or file, and "
                 "may be absent");
}

static const Key accept_keys[] = {
    {"slug", "a slug", "The warning's.", true},
    {"in", "a folder or file of the knowledge base", "Only there; without it everywhere.", false},
    {"note", "text", "Why it may stand.", true},
};

const Key *accept_key_at(size_t index)
{
    return index < G_N_ELEMENTS(accept_keys) ? &accept_keys[index] : NULL;
}

static bool is_accept_key(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(accept_keys); i++)
        if (strcmp(name, accept_keys[i].name) == 0)
            return true;
    return false;
}

static bool has_form(const Node *item)
{
    for (const Node *key = item->first; item->kind == NODE_MAPPING && key != NULL; key = key->next)
        if (!is_accept_key(key->key->text))
            return false;
    return item->kind == NODE_MAPPING && node_find(item, "slug") != NULL;
}

/* "terms/" is "terms". */
static const char *decode_place(Decoder *decoder, const Node *node)
{
    const char *text = decode_scalar(decoder, node, "in");
    if (text == NULL)
        return NULL;
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == '/')
        length--;
    return arena_strndup(decoder->arena, text, length);
}

static bool decode_kb_accept(Decoder *decoder, const Node *item, KbAccept *accept)
{
    if (!has_form(item)) {
        if (item->kind != NODE_DAMAGED)
            report_form(decoder, item->span);
        return false;
    }
    const Node *in = node_find(item, "in");
    const Node *note = node_find(item, "note");
    if (!decode_slug(decoder, node_find(item, "slug"), &accept->accepted))
        return false;
    accept->in = in != NULL ? decode_place(decoder, in) : NULL;
    accept->note = note != NULL ? decode_text(decoder, note) : NULL;
    if (note == NULL)
        decode_report_no_note(decoder, accept->accepted.span);
    return accept->note != NULL;
}

void decode_kb_accepts(Decoder *decoder, const Node *node, Kb *kb)
{
    if (node->kind != NODE_SEQUENCE) {
        report_form(decoder, node_whole_span(node));
        return;
    }
    kb->accepts = arena_new0(decoder->arena, KbAccept, node->count);
    for (const Node *item = node->first; item != NULL; item = item->next)
        kb->accept_count += decode_kb_accept(decoder, item, &kb->accepts[kb->accept_count]);
}
