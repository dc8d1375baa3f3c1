#include "words/event_words.h"

#include <string.h>

static const char *place_of(const Milestone *milestone, size_t language)
{
    const Claim *claim =
        milestone->object != NULL ? object_best_named(milestone->object, "place") : NULL;
    return claim != NULL && claim->value.kind == VALUE_TEXT
               ? localised_get(claim->value.localised, language)
               : NULL;
}

/* What it has of its own: its name; among those of one event its place, if no other has that one;
 * else its key, if it has one; else both are missing and the first goes without. */
static const char *own_words(const Words *words, size_t language, const Milestone *milestone,
                             Arena *arena)
{
    if (milestone->name != NULL)
        return localised_get(milestone->name, language);
    const Entry *subject = milestone->subject;
    const char *place = place_of(milestone, language);
    bool has_others = false;
    bool shares_place = false;
    for (size_t i = 0; i < subject->milestone_count; i++) {
        const Milestone *other = subject->milestones[i];
        if (other == milestone || other->event != milestone->event)
            continue;
        has_others = true;
        shares_place |= g_strcmp0(place, place_of(other, language)) == 0;
    }
    if (!has_others)
        return NULL;
    if (place == NULL || milestone->key == NULL)
        return place != NULL ? place : milestone->key;
    return shares_place
               ? arena_concat(arena, place, words_get(words, "title.comma"), milestone->key)
               : place;
}

const char *event_words_title(const Words *words, size_t language, const Milestone *milestone,
                              Arena *arena)
{
    const char *title = localised_get(&milestone->event->title, language);
    const char *own = own_words(words, language, milestone, arena);
    return own != NULL
               ? arena_concat(arena, title, words_fill(words, "title.bracketed", own, arena))
               : title;
}
