/* What a milestone is called in a picture: by its event, and by what tells it from the subject's
 * others of that event. */
#include "diagram/timeline.h"

#include <string.h>

static const char *place_of(const Drawing *drawing, const Milestone *milestone)
{
    const Claim *claim =
        milestone->object != NULL ? object_best_named(milestone->object, "place") : NULL;
    return claim != NULL && claim->value.kind == VALUE_TEXT
               ? drawing_text(drawing, claim->value.localised)
               : NULL;
}

/* What it has of its own among those of one event: its place, if no other has that one; else its
 * key, if it has one; else both are missing and the first goes without. */
static const char *own_words(const Drawing *drawing, const Milestone *milestone)
{
    const Entry *subject = milestone->subject;
    const char *place = place_of(drawing, milestone);
    bool has_others = false;
    bool shares_place = false;
    for (size_t i = 0; i < subject->milestone_count; i++) {
        const Milestone *other = subject->milestones[i];
        if (other == milestone || other->event != milestone->event)
            continue;
        has_others = true;
        shares_place |= g_strcmp0(place, place_of(drawing, other)) == 0;
    }
    if (!has_others)
        return NULL;
    if (place == NULL || milestone->key == NULL)
        return place != NULL ? place : milestone->key;
    return shares_place ? drawing_join(drawing, "title.comma", place, milestone->key) : place;
}

const char *timeline_event_title(const Drawing *drawing, const Milestone *milestone)
{
    if (milestone->name != NULL)
        return drawing_text(drawing, milestone->name);
    const char *title = drawing_text(drawing, &milestone->event->title);
    const char *own = own_words(drawing, milestone);
    return own != NULL ? arena_concat(drawing->arena, title,
                                      drawing_fill(drawing, "title.bracketed", own), "")
                       : title;
}
