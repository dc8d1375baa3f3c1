/* The open questions, by kind, and those that were judged. */
#include "model/anchors.h"
#include "model/place.h"
#include "page/milestones.h"
#include "page/pager.h"
#include "page/pages.h"
#include "page/statement.h"

/* What each section is called in addresses and in words. */
static const struct {
    const char *name, *title, *lead;
} SECTIONS[QUESTION_KIND_COUNT] = {
    [QUESTION_CONFLICT] = {"conflicts", "questions.conflicts", "questions.conflicts_lead"},
    [QUESTION_OVERDUE] = {"overdue", "questions.overdue", "questions.overdue_lead"},
    [QUESTION_UNDATED] = {"undated", "questions.undated", "questions.undated_lead"},
    [QUESTION_JUDGED] = {"judged", "questions.judged", "questions.judged_lead"},
};

/* Puts `anchor`: where on the entry's page it is about; FALSE if there is no such place. */
static void put_anchor(PageContext *page, View *item, const Question *question)
{
    if (question->milestone != NULL) {
        view_put_text(page->arena, item, "anchor",
                      anchors_milestone(page->arena, question->milestone));
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
        return page_context_event(page, question->milestone);
    if (question->figure != NULL)
        return page_context_get(page, &question->figure->measure->title);
    return slot_words(page, question);
}

/* Does one of the claims that are shown say why it is let stand? */
static bool is_told(const Question *question)
{
    for (size_t i = 0; i < question->claim_count; i++)
        if (claim_details(question->claims[i])->note == question->accepted)
            return true;
    return false;
}

/* The word for what it is, where its section does not say it; NULL: it does. */
static const char *kind_word(const Question *question)
{
    if (question->has_one_source)
        return "entry.one_source";
    if (question->accepted == NULL)
        return NULL;
    return question->kind == QUESTION_CONFLICT ? "questions.conflict" : "plan.overdue";
}

/* Puts kind (FALSE: the section says it) and let_stand. */
static void put_judgement(PageContext *page, View *item, const Question *question)
{
    const char *key = kind_word(question);
    view_put_text(page->arena, item, "kind", key != NULL ? page_context_word(page, key) : NULL);
    statement_put_let_stand(page, item, is_told(question) ? NULL : question->accepted, false);
}

static void append_question(PageContext *page, View *list, const Question *question)
{
    View *item = view_append_map(page->arena, list);
    page_context_put_entry(page, item, question->entry);
    put_anchor(page, item, question);
    view_put_text(page->arena, item, "what", subject_words(page, question));
    put_judgement(page, item, question);
    view_put_text(page->arena, item, "class",
                  page_context_get(page, &question->entry->object.class->title));
    const Slot *slot = question->slot_count > 0 ? question->slots[question->slot_count - 1] : NULL;
    View *statements = view_put_list(page->arena, item, "statements");
    for (size_t i = 0; i < question->claim_count; i++)
        statement_append_claim(page, statements, slot, question->claims[i]);
    statement_finish(page, statements);
}

/* Appends what the part has of one kind, whose questions come after `before` others. The first part
 * has all sections, to which the report leads; of what was judged only if there is any. */
static void append_section(PageContext *page, View *sections, QuestionKind kind,
                           const ListPart *part, size_t before)
{
    const Questions *questions = &page->site->questions;
    const size_t count = questions->counts[kind];
    const SectionCut cut = list_part_cut(part, before, count);
    const bool is_head = part->number == 0 && (kind != QUESTION_JUDGED || count > 0);
    if (cut.first == cut.end && !is_head)
        return;
    View *section = view_append_map(page->arena, sections);
    view_put_text(page->arena, section, "name", SECTIONS[kind].name);
    view_put_text(page->arena, section, "heading", page_context_word(page, SECTIONS[kind].title));
    view_put_text(page->arena, section, "lead", page_context_word(page, SECTIONS[kind].lead));
    View *list = view_put_list(page->arena, section, "questions");
    for (size_t i = cut.first; i < cut.end; i++)
        append_question(page, list, &questions->items[before + i]);
    view_put_bool(page->arena, section, "has_questions", cut.first < cut.end);
    pager_put_elsewhere(page, section, "elsewhere", part, before, count);
}

void page_fill_questions(PageContext *page, const void *subject)
{
    const ListPart *part = subject;
    reads_note_whole(page->site->reads, READ_ALL);
    pager_begin(page, part,
                &(PageHead){.heading = page_context_word(page, "questions.title"),
                            .description = page_context_word(page, "questions.lead")},
                pager_range_of_numbers);
    View *sections = view_put_list(page->arena, page->root, "sections");
    size_t before = 0;
    for (size_t kind = 0; kind < QUESTION_KIND_COUNT; kind++) {
        append_section(page, sections, kind, part, before);
        before += page->site->questions.counts[kind];
    }
    page_context_put_sources(page);
}
