/* text.punctuation: each text once, whatever the number of its marks. */
#include "check/checker.h"
#include "check/text_place.h"

#include "model/deck_spec.h"
#include "model/walk.h"
#include "value/punctuation.h"

#include <string.h>

/* Where in the file the mark stands: it is looked for with what is around it. */
static Span locate(Span span, const char *text, size_t at)
{
    const char *mark = text + at;
    const char *start = mark > text ? g_utf8_prev_char(mark) : mark;
    const char *end = mark[1] != '\0' ? g_utf8_next_char(mark + 1) : mark + 1;
    const char *bytes = span.file->bytes;
    const char *found =
        g_strstr_len(bytes + span.start, (gssize)(span.end - span.start), (char[]){*mark, '\0'});
    g_autofree char *around = g_strndup(start, (size_t)(end - start));
    const char *exact = g_strstr_len(bytes + span.start, (gssize)(span.end - span.start), around);
    if (exact != NULL)
        found = exact + (mark - start);
    if (found == NULL)
        return span_first(span);
    const uint32_t place = (uint32_t)(found - bytes);
    return (Span){span.file, place, place + 1};
}

/* `is_translated`: other languages may stand in the span. */
static void look_at(Checker *checker, const char *text, size_t language, Span span,
                    bool is_translated)
{
    Punctuation first, other;
    size_t at = 0, more = 0;
    const char *code = checker->kb->languages[language];
    if (text == NULL || g_str_is_ascii(text) || !punctuation_next(text, code, &at, &first))
        return;
    while (punctuation_next(text, code, &at, &other))
        more++;
    const Span place = is_translated ? text_place(checker->kb, span, language) : span;
    Diagnostic *d =
        diag_report(checker->diags, DIAG_TEXT_PUNCTUATION, locate(place, text, first.at),
                    "half-width '%c' in text of language '%s'", text[first.at], code);
    if (d == NULL)
        return;
    diag_hint(d, "write '%s'%s", first.better,
              text[first.at] == '(' ? ", and '）' where it ends" : "");
    if (more > 0)
        diag_hint(d, "%zu more in the same text", more);
}

static void look_at_all(Checker *checker, const Localised *text, Span span)
{
    for (size_t i = 0; text != NULL && i < checker->kb->language_count; i++) {
        const bool same = i > 0 && text->texts[i] == text->texts[0];
        if (!same)
            look_at(checker, text->texts[i], i, span, true);
    }
}

/* Titles of publications are as they were printed, and so are quotes. */
static void check_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    const ClaimDetails *details = claim_details(claim);
    if (claim->value.kind == VALUE_TEXT && slot->known != SLOT_TITLE)
        look_at_all(user, claim->value.localised, claim->value.span);
    look_at_all(user, details->note, claim_span(claim));
    look_at_all(user, details->locator, claim_span(claim));
}

void check_punctuation(Checker *checker)
{
    const Kb *kb = checker->kb;
    for (size_t i = 0; i < kb->entry_count; i++)
        entry_visit_claims(kb->entries[i], check_claim, checker);
    for (size_t i = 0; i < kb->page_count; i++)
        look_at(checker, kb->pages[i]->markdown, kb->pages[i]->language, kb->pages[i]->span, false);
    for (size_t i = 0; i < kb->diagram_count; i++) {
        look_at_all(checker, kb->diagrams[i]->title, kb->diagrams[i]->span);
        look_at_all(checker, kb->diagrams[i]->description, kb->diagrams[i]->span);
    }
    for (size_t i = 0; i < kb->deck_count; i++)
        look_at_all(checker, kb->decks[i]->title, kb->decks[i]->span);
}
