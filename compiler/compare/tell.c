#include "compare/tell.h"

#include "base/text.h"
#include "compare/claim_text.h"
#include "template/escape.h"
#include "words/edtf_describe.h"
#include "words/event_words.h"
#include "words/slip_words.h"

#include <string.h>

static const char *word(const Teller *teller, const char *key)
{
    return words_get(teller->form->words, key);
}

/* --- forms --- */

static void append_plain(const ChangesForm *form, const char *text, GString *out)
{
    if (form->is_markdown)
        escape_append(out, ESCAPE_MARKDOWN, text);
    else
        text_append_printable(out, text, strlen(text));
}

void changes_tell_heading(const ChangesForm *form, unsigned level, const char *text, GString *out)
{
    if (out->len > 0)
        g_string_append_c(out, '\n');
    for (unsigned i = 0; form->is_markdown && i < level; i++)
        g_string_append(out, i + 1 < level ? "#" : "# ");
    append_plain(form, text, out);
    g_string_append(out, form->is_markdown ? "\n\n" : "\n");
}

void changes_tell_item(const ChangesForm *form, unsigned depth, const char *text, GString *out)
{
    for (unsigned i = form->is_markdown ? 1 : 0; i < depth; i++)
        g_string_append(out, "  ");
    if (form->is_markdown)
        g_string_append(out, "- ");
    append_plain(form, text, out);
    g_string_append_c(out, '\n');
}

static void tell_item(const Teller *teller, unsigned depth, const char *text)
{
    changes_tell_item(teller->form, depth, text, teller->out);
}

/* A heading above what `*is_begun` says is the first of its items. */
static void begin_section(const Teller *teller, bool *is_begun, const char *key)
{
    if (!*is_begun)
        changes_tell_heading(teller->form, 3, word(teller, key), teller->out);
    *is_begun = true;
}

/* --- entries --- */

/* "BR106 (br106)" */
static const char *entry_text(const Teller *teller, const Entry *entry, bool is_before)
{
    const char *name = localised_get(entry->name, is_before ? teller->before : teller->after);
    if (strcmp(name, entry->id) == 0)
        return name;
    return arena_concat(
        teller->arena, name,
        words_fill(teller->form->words, "title.bracketed", entry->id, teller->arena));
}

/* The same with its class before it, and behind it when it was published. */
static const char *entry_line(const Teller *teller, const Entry *entry, bool is_before)
{
    const Edtf *published = object_date(&entry->object, SLOT_PUBLISHED);
    const char *class =
        localised_get(&entry->object.class->title, is_before ? teller->before : teller->after);
    const char *text = arena_concat(teller->arena, class, word(teller, "list.colon"),
                                    entry_text(teller, entry, is_before));
    return published == NULL
               ? text
               : arena_concat(teller->arena, text, word(teller, "list.comma"),
                              edtf_describe(teller->form->words, published, teller->arena));
}

static bool is_source(const Entry *entry)
{
    return class_is_known(entry->object.class, CLASS_SOURCE);
}

/* Which entries a section lists: those with this turn, sources apart. */
typedef struct EntrySection {
    EntryTurn turn;
    bool of_sources;
    const char *key;
} EntrySection;

static void tell_entry_name(const Teller *teller, const EntryChange *change, unsigned depth)
{
    if (change->turn == ENTRY_RENAMED)
        tell_item(teller, depth,
                  claim_text_between(teller, localised_get(change->after->name, teller->after),
                                     change->before->id, change->after->id));
    else if (change->turn == ENTRY_ADDED)
        tell_item(teller, depth, entry_line(teller, change->after, false));
    else if (change->after == NULL)
        tell_item(teller, depth, entry_line(teller, change->before, true));
    else
        tell_item(teller, depth,
                  words_fill_two(teller->form->words, "changes.now",
                                 entry_line(teller, change->before, true),
                                 entry_text(teller, change->after, false), teller->arena));
}

static void tell_names(const Teller *teller, const EntrySection *section)
{
    bool is_begun = false;
    for (size_t i = 0; i < teller->changes->entry_count; i++) {
        const EntryChange *change = &teller->changes->entries[i];
        const Entry *entry = change->turn == ENTRY_REMOVED ? change->before : change->after;
        if (change->turn != section->turn ||
            (section->turn != ENTRY_RENAMED && is_source(entry) != section->of_sources))
            continue;
        begin_section(teller, &is_begun, section->key);
        tell_entry_name(teller, change, 1);
    }
}

/* --- plans --- */

static const char *event_title(const Teller *teller, const EventChange *event)
{
    return event_words_title(teller->form->words,
                             event->turn == TURN_GONE ? teller->before : teller->after,
                             event->milestone, teller->arena);
}

static const char *turn_key(const EventChange *event)
{
    switch (event->turn) {
    case TURN_HAPPENED:
        return event->from != NULL ? "news.happened" : "news.event";
    case TURN_CANCELLED:
        return "news.cancelled";
    case TURN_PASSED:
        return "changes.passed";
    default:
        return "news.moved";
    }
}

/* "BR106: Tape-out, moved from 2026 to Q3 2027 (7 to 21 months later)" */
static const char *turn_text(const Teller *teller, const EventChange *event)
{
    const Words *words = teller->form->words;
    const WordPart parts[] = {
        {"subject", localised_get(event->milestone->subject->label, teller->after)},
        {"event", event_title(teller, event)},
        {"before", claim_text_date(teller, event->from)},
        {"date", claim_text_date(teller, event->to)}};
    const char *text =
        words_fill_parts(words, turn_key(event), parts, G_N_ELEMENTS(parts), teller->arena);
    if (!event->has_slip || event->turn == TURN_CANCELLED || event->turn == TURN_PASSED)
        return text;
    const char *slip =
        slip_words(words, event->from->value.date, event->to->value.date, teller->arena);
    return arena_concat(teller->arena, text,
                        words_fill(words, "title.bracketed", slip, teller->arena));
}

static void tell_claims(const Teller *teller, const char *what, const ClaimChanges *claims,
                        unsigned depth)
{
    for (size_t i = 0; i < claims->count; i++)
        tell_item(teller, depth, claim_text_of_change(teller, what, &claims->items[i]));
}

static void tell_turns(const Teller *teller, const char *key, bool (*is_told)(PlanTurn))
{
    bool is_begun = false;
    for (size_t i = 0; i < teller->changes->entry_count; i++) {
        const EntryChange *change = &teller->changes->entries[i];
        for (size_t k = 0; k < change->event_count; k++) {
            const EventChange *event = &change->events[k];
            if (!is_told(event->turn))
                continue;
            begin_section(teller, &is_begun, key);
            tell_item(teller, 1, turn_text(teller, event));
            tell_claims(teller, NULL, &event->claims, 2);
        }
    }
}

/* --- what entries say --- */

static bool is_headline(PlanTurn turn)
{
    return plan_turn_moves(turn) || plan_turn_settles(turn);
}

static void tell_event(const Teller *teller, const EventChange *event, unsigned depth)
{
    const char *title = event_title(teller, event);
    const char *from = event->turn != TURN_NEW ? claim_text_date(teller, event->from) : NULL;
    const char *to = event->turn != TURN_GONE ? claim_text_date(teller, event->to) : NULL;
    if (is_headline(event->turn))
        tell_item(teller, depth, turn_text(teller, event));
    else if (event->turn == TURN_NEW && event->to != NULL)
        tell_item(
            teller, depth,
            claim_text_between(teller, title, NULL, claim_text_whole(teller, event->to, false)));
    else if (event->turn != TURN_NONE)
        tell_item(teller, depth, claim_text_between(teller, title, from, to));
    else
        tell_claims(teller, title, &event->claims, depth);
    if (event->turn != TURN_NONE)
        tell_claims(teller, NULL, &event->claims, depth + 1);
}

/* "Revenue (2025)" */
static const char *figure_title(const Teller *teller, const FigureChange *change)
{
    const Words *words = teller->form->words;
    const Figure *figure = change->figure;
    const char *title =
        localised_get(&figure->measure->title, change->is_gone ? teller->before : teller->after);
    return figure->period == NULL
               ? title
               : arena_concat(teller->arena, title,
                              words_fill(words, "title.bracketed",
                                         edtf_describe_period(words, figure->period, teller->arena),
                                         teller->arena));
}

/* The document's sources, which its claims cite unless they say otherwise. */
static void tell_citations(const Teller *teller, const EntryChange *change, unsigned depth)
{
    const Slot *slot = class_find_known(change->after->object.class, SLOT_CITED);
    const Entry *const sides[] = {change->before, change->after};
    const char *texts[] = {"", ""};
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
        for (size_t k = 0; k < sides[i]->citation_count; k++)
            texts[i] = arena_concat(teller->arena, texts[i], k > 0 ? ", " : "",
                                    citation_id(&sides[i]->citations[k]));
    tell_item(teller, depth,
              claim_text_between(teller,
                                 slot != NULL ? localised_get(&slot->title, teller->after)
                                              : known_slot_name(SLOT_CITED),
                                 *texts[0] != '\0' ? texts[0] : word(teller, "terminal.none"),
                                 *texts[1] != '\0' ? texts[1] : word(teller, "terminal.none")));
}

/* `with_turns`: also what plans have come to, which the whole tells apart. */
static void tell_statements(const Teller *teller, const EntryChange *change, unsigned depth,
                            bool with_turns)
{
    if (change->cites_anew)
        tell_citations(teller, change, depth);
    tell_claims(teller, NULL, &change->claims, depth);
    for (size_t i = 0; i < change->event_count; i++)
        if (with_turns || !is_headline(change->events[i].turn))
            tell_event(teller, &change->events[i], depth);
    for (size_t i = 0; i < change->figure_count; i++)
        tell_claims(teller, figure_title(teller, &change->figures[i]), &change->figures[i].claims,
                    depth);
}

static bool has_statements(const EntryChange *change)
{
    bool has = change->cites_anew || change->claims.count > 0 || change->figure_count > 0;
    for (size_t i = 0; i < change->event_count; i++)
        has |= !is_headline(change->events[i].turn);
    return has;
}

static void tell_changed(const Teller *teller)
{
    bool is_begun = false;
    for (size_t i = 0; i < teller->changes->entry_count; i++) {
        const EntryChange *change = &teller->changes->entries[i];
        if (!has_statements(change))
            continue;
        begin_section(teller, &is_begun, "changes.changed");
        tell_item(teller, 1, entry_line(teller, change->after, false));
        tell_statements(teller, change, 2, false);
    }
}

/* --- conflicts --- */

static const char *conflict_title(const Teller *teller, const Conflict *conflict, bool is_before)
{
    const size_t language = is_before ? teller->before : teller->after;
    if (conflict->milestone != NULL)
        return event_words_title(teller->form->words, language, conflict->milestone, teller->arena);
    if (conflict->figure != NULL) {
        const FigureChange figure = {.figure = conflict->figure, .is_gone = is_before};
        return figure_title(teller, &figure);
    }
    const char *text = "";
    for (size_t i = 0; i < conflict->slot_count; i++)
        text = arena_concat(teller->arena, text, i > 0 ? word(teller, "list.colon") : "",
                            localised_get(&conflict->slots[i]->title, language));
    return text;
}

static void tell_conflicts(const Teller *teller, const char *key, const Conflict *const *conflicts,
                           size_t count, bool is_before)
{
    bool is_begun = false;
    for (size_t i = 0; i < count; i++) {
        const Conflict *conflict = conflicts[i];
        begin_section(teller, &is_begun, key);
        tell_item(teller, 1,
                  arena_concat(teller->arena, entry_text(teller, conflict->entry, is_before),
                               word(teller, "list.colon"),
                               conflict_title(teller, conflict, is_before)));
        for (size_t k = 0; k < conflict->claim_count; k++)
            tell_item(teller, 2, claim_text_whole(teller, conflict->claims[k], is_before));
    }
}

/* --- all --- */

static size_t language_in(const Kb *kb, const char *code)
{
    const size_t language = kb_find_language(kb, code);
    return language < kb->language_count ? language : 0;
}

static Teller teller_for(const ChangesForm *form, const Changes *changes, Arena *arena,
                         GString *out)
{
    return (Teller){.form = form,
                    .changes = changes,
                    .before = language_in(changes->before, form->language),
                    .after = language_in(changes->after, form->language),
                    .arena = arena,
                    .out = out};
}

static const char *number(const Teller *teller, EntryTurn turn)
{
    return arena_integer(teller->arena, (int64_t)teller->changes->counts[turn]);
}

static void tell_counts(const Teller *teller)
{
    const WordPart parts[] = {{"added", number(teller, ENTRY_ADDED)},
                              {"removed", number(teller, ENTRY_REMOVED)},
                              {"renamed", number(teller, ENTRY_RENAMED)},
                              {"changed", number(teller, ENTRY_CHANGED)}};
    append_plain(teller->form,
                 changes_is_none(teller->changes)
                     ? word(teller, "changes.none")
                     : words_fill_parts(teller->form->words, "changes.counts", parts,
                                        G_N_ELEMENTS(parts), teller->arena),
                 teller->out);
    g_string_append_c(teller->out, '\n');
}

void changes_tell(const ChangesForm *form, const Changes *changes, const char *before,
                  const char *after, GString *out)
{
    static const EntrySection sections[] = {
        {ENTRY_ADDED, true, "changes.sources"},    {ENTRY_REMOVED, true, "changes.sources_gone"},
        {ENTRY_RENAMED, false, "changes.renamed"}, {ENTRY_ADDED, false, "changes.added"},
        {ENTRY_REMOVED, false, "changes.removed"},
    };
    g_autoptr(Arena) arena = arena_new();
    const Teller teller = teller_for(form, changes, arena, out);
    changes_tell_heading(form, 2,
                         words_fill_two(form->words, "changes.title", before, after, arena), out);
    tell_counts(&teller);
    tell_turns(&teller, "changes.moved", plan_turn_moves);
    tell_turns(&teller, "changes.settled", plan_turn_settles);
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
        tell_names(&teller, &sections[i]);
    tell_changed(&teller);
    tell_conflicts(&teller, "changes.conflicts", changes->conflicts_new,
                   changes->conflict_new_count, false);
    tell_conflicts(&teller, "changes.conflicts_gone", changes->conflicts_gone,
                   changes->conflict_gone_count, true);
}

void changes_tell_entry(const ChangesForm *form, const Changes *changes, const EntryChange *change,
                        unsigned depth, GString *out)
{
    g_autoptr(Arena) arena = arena_new();
    const Teller teller = teller_for(form, changes, arena, out);
    if (change->turn == ENTRY_ADDED)
        tell_item(&teller, depth,
                  claim_text_between(
                      &teller, localised_get(&change->after->object.class->title, teller.after),
                      NULL, entry_text(&teller, change->after, false)));
    else if (change->turn != ENTRY_CHANGED)
        tell_entry_name(&teller, change, depth);
    if (change->turn == ENTRY_CHANGED || change->turn == ENTRY_RENAMED)
        tell_statements(&teller, change, depth, true);
}
