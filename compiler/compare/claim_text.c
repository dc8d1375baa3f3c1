#include "compare/claim_text.h"

#include "words/claim_describe.h"
#include "words/edtf_describe.h"

#include <string.h>

enum {
    EXCERPT_MAX = 120,   /* characters of a text */
    EXCERPT_BEFORE = 30, /* of them before the first that differs */
    FIELDS_MAX = 4       /* of an object that is told in one line */
};

static const Words *words_of(const Teller *teller)
{
    return teller->form->words;
}

static size_t language_of(const Teller *teller, bool is_before)
{
    return is_before ? teller->before : teller->after;
}

/* --- values --- */

/* A part of a long text in one line, from about the character `from` on. */
static const char *excerpt(const Teller *teller, const char *text, size_t from)
{
    const size_t length = (size_t)g_utf8_strlen(text, -1);
    const size_t start = length > EXCERPT_MAX && from > EXCERPT_BEFORE ? from - EXCERPT_BEFORE : 0;
    const size_t end = MIN(length, start + EXCERPT_MAX);
    g_autofree char *part = g_utf8_substring(text, (glong)start, (glong)end);
    g_strdelimit(part, "\n\r\t", ' ');
    return arena_concat(teller->arena, start > 0 ? "…" : "", part, end < length ? "…" : "");
}

/* At which character two texts part. */
static size_t first_difference(const char *a, const char *b)
{
    size_t place = 0;
    while (*a != '\0' && g_utf8_get_char(a) == g_utf8_get_char(b)) {
        a = g_utf8_next_char(a);
        b = g_utf8_next_char(b);
        place++;
    }
    return place;
}

static const char *value_text(const Teller *teller, const Claim *claim, bool is_before);

/* "Part: BR104, count: 2" */
static const char *object_text(const Teller *teller, const Object *object, bool is_before)
{
    const char *text = "";
    const Words *words = words_of(teller);
    for (size_t i = 0; i < MIN(object->slot_count, FIELDS_MAX); i++) {
        const Claims *claims = &object->slots[i];
        const char *value = claims->items[0].value.kind != VALUE_OBJECT
                                ? value_text(teller, &claims->items[0], is_before)
                                : "…";
        text = arena_concat(teller->arena, text, i > 0 ? words_get(words, "list.comma") : "",
                            localised_get(&claims->slot->title, language_of(teller, is_before)),
                            words_get(words, "list.colon"), value);
    }
    return object->slot_count > FIELDS_MAX ? arena_concat(teller->arena, text, ", …") : text;
}

static const char *value_text(const Teller *teller, const Claim *claim, bool is_before)
{
    switch (claim->value.kind) {
    case VALUE_NONE:
        return words_get(words_of(teller), "terminal.no_value");
    case VALUE_UNKNOWN:
        return words_get(words_of(teller), "terminal.unknown_value");
    case VALUE_OBJECT:
        return object_text(teller, claim->value.object, is_before);
    default:
        return excerpt(
            teller,
            claim_describe(teller->arena, claim, language_of(teller, is_before), words_of(teller)),
            0);
    }
}

/* --- what they rest on --- */

static void append_part(GString *out, const char *text)
{
    g_string_append_printf(out, "%s%s", out->len > 0 ? "; " : "", text);
}

static void append_sources(GString *out, const Citation *citations, size_t count)
{
    for (size_t i = 0; i < count; i++)
        g_string_append_printf(out, "%s%s",
                               i > 0          ? ", "
                               : out->len > 0 ? "; "
                                              : "",
                               citation_id(&citations[i]));
}

/* " [planned; as of 2026-03; herald]"; nothing of what nobody needs to be told. */
static const char *ground_text(const Teller *teller, const Claim *claim)
{
    const Words *words = words_of(teller);
    const ClaimDetails *details = claim_details(claim);
    const char *status = claim_describe_status(words, claim->status);
    g_autoptr(GString) text = g_string_new(NULL);
    if (details->condition != NULL)
        append_part(text, details->condition->key);
    if (claim->rank != RANK_NORMAL)
        append_part(text, rank_name(claim->rank));
    if (status != NULL)
        append_part(text, status);
    if (claim->has_own_as_of)
        append_part(text,
                    words_fill(words, "terminal.as_of",
                               edtf_describe(words, claim->as_of, teller->arena), teller->arena));
    if (details->by != NULL)
        append_part(text, words_fill(words, "terminal.by", details->by, teller->arena));
    if (details->withdrawal != NULL)
        append_part(text, standing_name(STANDING_WITHDRAWN));
    append_sources(text, claim->citations, claim->citation_count);
    return text->len > 0 ? arena_concat(teller->arena, " [", text->str, "]") : "";
}

const char *claim_text_whole(const Teller *teller, const Claim *claim, bool is_before)
{
    return arena_concat(teller->arena, value_text(teller, claim, is_before),
                        ground_text(teller, claim));
}

const char *claim_text_date(const Teller *teller, const Claim *date)
{
    const Words *words = words_of(teller);
    return date != NULL && date->value.kind == VALUE_DATE
               ? edtf_describe(words, date->value.date, teller->arena)
               : words_get(words, "terminal.no_date");
}

/* --- changes --- */

const char *claim_text_between(const Teller *teller, const char *what, const char *before,
                               const char *after)
{
    const WordPart parts[] = {{"what", what},
                              {"before", before != NULL ? before : ""},
                              {"after", after != NULL ? after : ""}};
    const char *key = before == NULL  ? "changes.claim_new"
                      : after == NULL ? "changes.claim_gone"
                                      : "changes.claim_other";
    return words_fill_parts(words_of(teller), key, parts, G_N_ELEMENTS(parts), teller->arena);
}

/* "Composed of (BR104): Count" */
static const char *slots_text(const Teller *teller, const ClaimChange *change)
{
    const char *text = "";
    for (size_t i = 0; i < change->slot_count; i++) {
        const bool is_last = i + 1 == change->slot_count;
        const size_t language = language_of(teller, is_last && change->after == NULL);
        if (i > 0)
            text = arena_concat(teller->arena, text, words_get(words_of(teller), "list.colon"));
        text = arena_concat(teller->arena, text, localised_get(&change->slots[i]->title, language));
        const Object *item = i == 0 && change->item != NULL ? change->item->value.object : NULL;
        if (item != NULL && item->slot_count > 0)
            text = arena_concat(teller->arena, text,
                                words_fill(words_of(teller), "title.bracketed",
                                           value_text(teller, &item->slots[0].items[0], false),
                                           teller->arena));
    }
    return text;
}

/* Of two texts that differ: in which language, if not in the one that is told. */
static const char *text_change(const Teller *teller, const char *what, const ClaimChange *change)
{
    const Changes *changes = teller->changes;
    const Localised *before = change->before->value.localised;
    const Localised *after = change->after->value.localised;
    const char *was = localised_get(before, teller->before);
    const char *is = localised_get(after, teller->after);
    for (size_t i = 0; strcmp(was, is) == 0 && i < changes->after->language_count; i++) {
        const char *code = changes->after->languages[i];
        const size_t there = kb_find_language(changes->before, code);
        if (there == changes->before->language_count)
            continue;
        was = before->texts[there] != NULL ? before->texts[there] : "";
        is = after->texts[i] != NULL ? after->texts[i] : "";
        if (strcmp(was, is) != 0)
            what =
                arena_concat(teller->arena, what,
                             words_fill(words_of(teller), "title.bracketed", code, teller->arena));
    }
    const size_t place = first_difference(was, is);
    return strcmp(was, is) != 0 ? claim_text_between(teller, what, excerpt(teller, was, place),
                                                     excerpt(teller, is, place))
                                : NULL;
}

/* Both values are told alike: what they rest on is not, or else what is remarked on them. */
static const char *ground_change(const Teller *teller, const char *what, const ClaimChange *change)
{
    const char *was = claim_text_whole(teller, change->before, true);
    const char *is = claim_text_whole(teller, change->after, false);
    if (strcmp(was, is) != 0)
        return claim_text_between(teller, what, was, is);
    const WordPart parts[] = {{"what", what}, {"after", is}};
    return words_fill_parts(words_of(teller), "changes.claim_remarks", parts, G_N_ELEMENTS(parts),
                            teller->arena);
}

static const char *both_change(const Teller *teller, const char *what, const ClaimChange *change)
{
    const char *text = NULL;
    if (change->before->value.kind == VALUE_TEXT && change->after->value.kind == VALUE_TEXT)
        text = text_change(teller, what, change);
    const char *was = value_text(teller, change->before, true);
    if (text == NULL && strcmp(was, value_text(teller, change->after, false)) != 0)
        text =
            claim_text_between(teller, what, was, claim_text_whole(teller, change->after, false));
    return text != NULL ? text : ground_change(teller, what, change);
}

const char *claim_text_of_change(const Teller *teller, const char *what, const ClaimChange *change)
{
    if (what == NULL)
        what = slots_text(teller, change);
    if (change->before == NULL)
        return claim_text_between(teller, what, NULL,
                                  claim_text_whole(teller, change->after, false));
    if (change->after == NULL)
        return claim_text_between(teller, what, claim_text_whole(teller, change->before, true),
                                  NULL);
    return both_change(teller, what, change);
}
