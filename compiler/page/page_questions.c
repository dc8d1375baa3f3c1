/* The open questions, by kind. */
#include "page/milestones.h"
#include "page/pages.h"
#include "page/place.h"
#include "page/statement.h"

static const char *const KIND_KEYS[QUESTION_KIND_COUNT] = {
    [QUESTION_CONFLICT] = "conflicts",
    [QUESTION_OVERDUE] = "overdue",
    [QUESTION_UNDATED] = "undated",
};

/* Puts `anchor`: where on the entry's page it is about; FALSE if there is no such place. */
static void put_anchor(PageContext *page, View *item, const Question *question)
{
    if (question->milestone != NULL) {
        const char *id = milestones_anchor(question->milestone);
        view_put_text(page->arena, item, "anchor", arena_printf(page->arena, "milestone-%s", id));
    } else if (question->figure != NULL) {
        view_put_text(page->arena, item, "anchor", "figures");
    } else {
        const Slot *slot = question->slot_count > 0 ? question->slots[0] : NULL;
        const bool is_shown = slot != NULL && place_of_slot(slot) != PLACE_NOWHERE;
        view_put_text(page->arena, item, "anchor", is_shown ? slot->name : NULL);
    }
}

/* The slot's title behind those of the slots around it: "Composed of: Count". */
static const char *slot_words(PageContext *page, const Question *question)
{
    const char *words = NULL;
    for (size_t i = 0; i < question->slot_count; i++) {
        const char *title = page_context_get(page, &question->slots[i]->title);
        words = words == NULL ? title
                              : arena_printf(page->arena, "%s%s%s", words,
                                             page_context_word(page, "list.colon"), title);
    }
    return words;
}

/* What the question is about, within its entry; NULL: all of it. */
static const char *subject_words(PageContext *page, const Question *question)
{
    if (question->milestone != NULL)
        return page_context_get(page, &question->milestone->event->title);
    if (question->figure != NULL)
        return page_context_get(page, &question->figure->measure->title);
    return slot_words(page, question);
}

static void append_question(PageContext *page, View *list, const Question *question)
{
    View *item = view_append_map(page->arena, list);
    page_context_put_entry(page, item, question->entry);
    put_anchor(page, item, question);
    view_put_text(page->arena, item, "what", subject_words(page, question));
    view_put_text(page->arena, item, "class",
                  page_context_get(page, &question->entry->object.class->title));
    const Slot *slot = question->slot_count > 0 ? question->slots[question->slot_count - 1] : NULL;
    View *statements = view_put_list(page->arena, item, "statements");
    for (size_t i = 0; i < question->claim_count; i++)
        statement_append_claim(page, statements, slot, question->claims[i]);
    statement_finish(page, statements);
}

void page_fill_questions(PageContext *page, const void *subject)
{
    (void)subject;
    reads_note_whole(page->site->reads, READ_ALL);
    const Questions *questions = &page->site->questions;
    page_context_begin(page, &(PageHead){.self = "open-questions",
                                         .heading = page_context_word(page, "questions.title"),
                                         .description = page_context_word(page, "questions.lead"),
                                         .listed = "open-questions"});
    const Question *question = questions->items;
    for (size_t kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
        View *list = view_put_list(page->arena, page->root, KIND_KEYS[kind]);
        for (size_t i = 0; i < questions->counts[kind]; i++)
            append_question(page, list, question++);
        view_put_bool(page->arena, page->root, arena_printf(page->arena, "has_%s", KIND_KEYS[kind]),
                      questions->counts[kind] > 0);
    }
    page_context_put_sources(page);
}
