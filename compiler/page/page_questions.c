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
        const Slot *slot = question->slot;
        const bool is_shown = slot != NULL && place_of_slot(slot) != PLACE_NOWHERE;
        view_put_text(page->arena, item, "anchor", is_shown ? slot->name : NULL);
    }
}

static void append_question(PageContext *page, View *list, const Question *question)
{
    View *item = view_append_map(page->arena, list);
    page_context_put_entry(page, item, question->entry);
    put_anchor(page, item, question);
    const Localised *what = NULL;
    if (question->milestone != NULL)
        what = &question->milestone->event->title;
    else if (question->figure != NULL)
        what = &question->figure->measure->title;
    else if (question->slot != NULL)
        what = &question->slot->title;
    view_put_text(page->arena, item, "what", what != NULL ? page_context_get(page, what) : NULL);
    view_put_text(page->arena, item, "class",
                  page_context_get(page, &question->entry->object.class->title));
    View *statements = view_put_list(page->arena, item, "statements");
    for (size_t i = 0; i < question->claim_count; i++)
        statement_append_claim(page, statements, question->slot, question->claims[i]);
    statement_finish(page, statements);
}

void page_fill_questions(PageContext *page, const void *subject)
{
    (void)subject;
    const Questions *questions = &page->site->questions;
    page_context_begin(page, &(PageHead){.self = "open-questions",
                                         .heading = page_context_word(page, "questions.title"),
                                         .description = page_context_word(page, "questions.lead"),
                                         .section = SITE_SECTION_QUESTIONS});
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
