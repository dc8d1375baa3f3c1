#include "find/image_uses.h"

#include "model/walk.h"
#include "value/prose.h"

typedef struct ImageFinder {
    const Kb *kb;
    ImageUses uses;
    bool is_published; /* the text at hand */
} ImageFinder;

static void take_image(const char *path, void *user)
{
    const ImageFinder *finder = user;
    const Image *image = kb_find_image(finder->kb, path);
    if (image == NULL)
        return; /* check/prose.c reports it */
    finder->uses.is_named[image->index] = true;
    finder->uses.is_shown[image->index] |= finder->is_published;
}

static void look_at_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    ImageFinder *finder = user;
    if (slot->range != RANGE_MARKDOWN || claim->value.kind != VALUE_TEXT)
        return;
    const Localised *text = claim->value.localised;
    finder->is_published = !entry->draft;
    for (size_t i = 0; i < finder->kb->language_count; i++)
        if (text->texts[i] != NULL && (i == 0 || text->texts[i] != text->texts[0]))
            prose_visit_images(text->texts[i], take_image, finder);
}

ImageUses image_uses_find(const Kb *kb, Arena *arena)
{
    ImageFinder finder = {.kb = kb};
    finder.uses.is_named = arena_new0(arena, bool, kb->image_count);
    finder.uses.is_shown = arena_new0(arena, bool, kb->image_count);
    if (kb->image_count == 0)
        return finder.uses;
    for (size_t i = 0; i < kb->entry_count; i++)
        entry_visit_claims(kb->entries[i], look_at_claim, &finder);
    finder.is_published = true;
    for (size_t i = 0; i < kb->page_count; i++)
        prose_visit_images(kb->pages[i]->markdown, take_image, &finder);
    return finder.uses;
}
