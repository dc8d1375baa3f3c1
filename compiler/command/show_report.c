#include "command/show_report.h"

#include "base/json.h"
#include "base/text.h"

#include <string.h>

enum { REPORT_FORMAT = 1 };

static const char *const QUESTION_HEADS[QUESTION_KIND_COUNT] = {
    [QUESTION_CONFLICT] = "terminal.conflicts",
    [QUESTION_OVERDUE] = "terminal.overdue",
    [QUESTION_UNDATED] = "terminal.undated",
    [QUESTION_JUDGED] = "terminal.judged",
};

/* The slot that a question is about, with those around it: "composed_of.count". */
static void append_path(GString *out, const Question *question)
{
    for (size_t i = 0; i < question->slot_count; i++)
        g_string_append_printf(out, "%s%s", i > 0 ? "." : "", question->slots[i]->name);
}

/* What a question is about, within its entry; nothing: all of it. */
static void append_subject(GString *out, const Question *question)
{
    if (question->milestone != NULL)
        g_string_append_printf(out, ", %s", question->milestone->id);
    else if (question->figure != NULL)
        g_string_append_printf(out, ", %s", question->figure->id);
    else if (question->slot_count > 0)
        append_path(g_string_append(out, ", "), question);
}

/* A claim's value in one line; text in the language, objects not at all. */
static const char *value_text(const Value *value, size_t language)
{
    switch (value->kind) {
    case VALUE_NONE:
        return "none";
    case VALUE_UNKNOWN:
        return "unknown";
    case VALUE_TEXT:
        return localised_get(value->localised, language);
    case VALUE_OBJECT:
        return "";
    case VALUE_STRING:
    case VALUE_INTEGER:
    case VALUE_BOOLEAN:
    case VALUE_DATE:
    case VALUE_QUANTITY:
    case VALUE_CHOICE:
    case VALUE_REFERENCE:
        break;
    }
    return value->text;
}

/* Text. */

static void append_printable(GString *out, const char *text)
{
    text_append_printable(out, text, strlen(text));
}

static void append_place(GString *out, Span span)
{
    append_printable(out, span.file->path);
    g_string_append_printf(out, ":%u", span_start(span).line);
}

/* What the lines of the report need. */
typedef struct ReportLines {
    const Kb *kb;
    size_t language;
    const Words *words; /* of that language */
    Arena *scratch;
    GString *out;
} ReportLines;

static const char *lines_number(const ReportLines *lines, size_t number)
{
    return arena_printf(lines->scratch, "%zu", number);
}

static void append_head(const ReportLines *lines, const char *key, size_t count)
{
    g_string_append_printf(lines->out, "\n%s%s%s\n", words_get(lines->words, key),
                           words_get(lines->words, "list.colon"),
                           count == 0 ? words_get(lines->words, "terminal.none")
                                      : lines_number(lines, count));
}

/* "1 claim", "12 claims", the number in a column of its own width. */
static const char *lines_count(const ReportLines *lines, const char *one, const char *many,
                               size_t count, int width)
{
    return words_fill(lines->words, count == 1 ? one : many,
                      arena_printf(lines->scratch, "%*zu", width, count), lines->scratch);
}

static void append_sources(const ReportLines *lines, const Report *report)
{
    enum { CLAIMS_WIDTH = 6 };
    append_head(lines, "terminal.sources", report->source_count);
    for (size_t i = 0; i < report->source_count; i++) {
        const ReportSource *source = &report->sources[i];
        const char *claims =
            lines_count(lines, "terminal.claim", "terminal.claims", source->claims, CLAIMS_WIDTH);
        const char *entries =
            lines_count(lines, "terminal.entry", "terminal.entries", source->entries, 0);
        g_string_append_printf(
            lines->out, "  %-32s %s\n", source->source->id,
            words_fill_two(lines->words, "terminal.claims_in", claims, entries, lines->scratch));
    }
}

static void append_gaps(const ReportLines *lines, const char *key, const Gaps *gaps,
                        bool in_languages)
{
    GString *out = lines->out;
    append_head(lines, key, gaps->count);
    for (size_t i = 0; i < gaps->count; i++) {
        const Gap *gap = &gaps->items[i];
        g_string_append(out, "  ");
        append_place(out, claim_span(gap->claim));
        g_string_append_printf(out, ": %s, %s", gap->entry->id, gap->slot->name);
        if (in_languages)
            g_string_append_printf(out, " (%s)", lines->kb->languages[gap->language]);
        g_string_append_c(out, '\n');
    }
}

static void append_claim(const ReportLines *lines, const Claim *claim)
{
    GString *out = lines->out;
    g_string_append(out, "    ");
    append_printable(out, value_text(&claim->value, lines->language));
    g_string_append_printf(out, "  [%s", status_name(claim->status));
    for (size_t i = 0; i < claim->citation_count; i++)
        g_string_append_printf(out, "%s%s",
                               i == 0 ? words_get(lines->words, "terminal.source") : ", ",
                               claim->citations[i].id);
    g_string_append(out, "]  ");
    append_place(out, claim_span(claim));
    g_string_append_c(out, '\n');
}

static void append_judgement(const ReportLines *lines, const Localised *note)
{
    g_string_append_printf(lines->out, "    %s%s", words_get(lines->words, "entry.let_stand"),
                           words_get(lines->words, "list.colon"));
    append_printable(lines->out, localised_get(note, lines->language));
    g_string_append_c(lines->out, '\n');
}

/* Of what was judged there is a list only if there is any. */
static void append_questions(const ReportLines *lines, const Questions *questions,
                             QuestionKind kind)
{
    GString *out = lines->out;
    const size_t count = questions->counts[kind];
    const Question *question = questions_of(questions, kind);
    if (kind == QUESTION_JUDGED && count == 0)
        return;
    append_head(lines, QUESTION_HEADS[kind], count);
    for (size_t i = 0; i < count; i++, question++) {
        g_string_append_printf(out, "  %s", question->entry->id);
        append_subject(out, question);
        g_string_append_c(out, '\n');
        for (size_t k = 0; k < question->claim_count; k++)
            append_claim(lines, question->claims[k]);
        if (question->accepted != NULL)
            append_judgement(lines, question->accepted);
    }
}

/* Recommended slots are marked where entries lack them. */
static void append_class(const ReportLines *lines, const ReportClass *class)
{
    GString *out = lines->out;
    g_string_append_printf(out, "  %s: %zu\n", class->class->name, class->entries);
    for (size_t i = 0; i < class->slot_count; i++) {
        const ReportSlot *slot = &class->slots[i];
        const bool lacks = slot->slot->recommended && slot->filled < class->entries;
        const char *key = lacks ? "terminal.recommended_lacks" : "terminal.recommended";
        g_string_append_printf(out, "    %-30s %6zu%s%s\n", slot->slot->name, slot->filled,
                               slot->slot->recommended ? "  " : "",
                               slot->slot->recommended ? words_get(lines->words, key) : "");
    }
}

static void append_totals(const ReportLines *lines, const Report *report)
{
    const WordPart parts[] = {{"entries", lines_number(lines, report->entries)},
                              {"milestones", lines_number(lines, report->milestones)},
                              {"claims", lines_number(lines, report->claims)}};
    const Kb *kb = lines->kb;
    append_printable(lines->out, localised_get(kb->name, lines->language));
    if (kb->has_as_of)
        g_string_append_printf(
            lines->out, "%s%s", words_get(lines->words, "list.comma"),
            words_fill(lines->words, "terminal.as_of", kb->as_of.text, lines->scratch));
    g_string_append_printf(lines->out, "\n%s\n",
                           words_fill_parts(lines->words, "terminal.totals", parts,
                                            G_N_ELEMENTS(parts), lines->scratch));
}

void show_report(const Kb *kb, const Report *report, size_t language, const Words *words,
                 GString *out)
{
    g_autoptr(Arena) scratch = arena_new();
    const ReportLines lines = {kb, language, words, scratch, out};
    append_totals(&lines, report);
    append_sources(&lines, report);
    append_gaps(&lines, "terminal.unsourced", &report->unsourced, false);
    append_gaps(&lines, "terminal.untranslated", &report->untranslated, true);
    for (QuestionKind kind = 0; kind < QUESTION_KIND_COUNT; kind++)
        append_questions(&lines, report->questions, kind);
    append_head(&lines, "terminal.coverage", report->class_count);
    for (size_t i = 0; i < report->class_count; i++)
        append_class(&lines, &report->classes[i]);
}

/* JSON. Items of lists are on one line each. */

static void begin_item(Json *json)
{
    json_begin_object(json);
    json->pretty = false;
}

static void end_item(Json *json)
{
    json_end_object(json);
    json->pretty = true;
}

static void begin_list(Json *json, const char *key)
{
    json_key(json, key);
    json_begin_array(json);
}

static void put_size(Json *json, const char *key, size_t number)
{
    json_put_integer(json, key, (int64_t)number);
}

static void put_place(Json *json, Span span)
{
    json_put_text(json, "file", span.file->relative);
    json_put_integer(json, "line", span_start(span).line);
}

static void put_totals(Json *json, const Report *report)
{
    json_key(json, "totals");
    begin_item(json);
    put_size(json, "entries", report->entries);
    put_size(json, "milestones", report->milestones);
    put_size(json, "sources", report->source_count);
    put_size(json, "claims", report->claims);
    end_item(json);
}

static void put_sources(Json *json, const Report *report)
{
    begin_list(json, "sources");
    for (size_t i = 0; i < report->source_count; i++) {
        begin_item(json);
        json_put_text(json, "id", report->sources[i].source->id);
        put_size(json, "claims", report->sources[i].claims);
        put_size(json, "entries", report->sources[i].entries);
        end_item(json);
    }
    json_end_array(json);
}

static void put_gaps(Json *json, const Kb *kb, const char *key, const Gaps *gaps, bool in_languages)
{
    begin_list(json, key);
    for (size_t i = 0; i < gaps->count; i++) {
        const Gap *gap = &gaps->items[i];
        begin_item(json);
        json_put_text(json, "entry", gap->entry->id);
        json_put_text(json, "slot", gap->slot->name);
        if (in_languages)
            json_put_text(json, "language", kb->languages[gap->language]);
        put_place(json, claim_span(gap->claim));
        end_item(json);
    }
    json_end_array(json);
}

static void put_claim(Json *json, const Claim *claim)
{
    json_begin_object(json);
    json_put_text(json, "value", value_text(&claim->value, 0));
    json_put_text(json, "status", status_name(claim->status));
    begin_list(json, "source");
    for (size_t i = 0; i < claim->citation_count; i++)
        json_text(json, claim->citations[i].id);
    json_end_array(json);
    put_place(json, claim_span(claim));
    json_end_object(json);
}

static void put_slot(Json *json, const Question *question)
{
    g_autoptr(GString) path = g_string_new(NULL);
    append_path(path, question);
    if (path->len > 0)
        json_put_text(json, "slot", path->str);
}

/* Of one that was judged: what it would be, and why it is let stand. */
static void put_judgement(Json *json, const Kb *kb, const Question *question)
{
    if (question->accepted == NULL)
        return;
    json_put_text(json, "kind", question->kind == QUESTION_CONFLICT ? "conflict" : "overdue");
    json_put_bool(json, "accepted_in_source", question->is_accepted_in_source);
    json_key(json, "note");
    json_begin_object(json);
    for (size_t i = 0; i < kb->language_count; i++)
        json_put_text(json, kb->languages[i], localised_get(question->accepted, i));
    json_end_object(json);
}

static void put_questions(Json *json, const Kb *kb, const char *key, const Questions *questions,
                          QuestionKind kind)
{
    const size_t count = questions->counts[kind];
    const Question *question = questions_of(questions, kind);
    begin_list(json, key);
    for (size_t i = 0; i < count; i++, question++) {
        begin_item(json);
        json_put_text(json, "entry", question->entry->id);
        if (question->milestone != NULL)
            json_put_text(json, "milestone", question->milestone->id);
        if (question->figure != NULL)
            json_put_text(json, "figure", question->figure->id);
        put_slot(json, question);
        put_judgement(json, kb, question);
        begin_list(json, "claims");
        for (size_t k = 0; k < question->claim_count; k++)
            put_claim(json, question->claims[k]);
        json_end_array(json);
        end_item(json);
    }
    json_end_array(json);
}

static void put_class(Json *json, const ReportClass *class)
{
    json_begin_object(json);
    json_put_text(json, "class", class->class->name);
    put_size(json, "entries", class->entries);
    begin_list(json, "slots");
    for (size_t i = 0; i < class->slot_count; i++) {
        begin_item(json);
        json_put_text(json, "slot", class->slots[i].slot->name);
        put_size(json, "entries", class->slots[i].filled);
        json_put_bool(json, "recommended", class->slots[i].slot->recommended);
        end_item(json);
    }
    json_end_array(json);
    json_end_object(json);
}

void show_report_json(const Kb *kb, const Report *report, GString *out)
{
    Json json;
    json_init(&json, out, true);
    json_begin_object(&json);
    json_put_integer(&json, "format", REPORT_FORMAT);
    if (kb->has_as_of)
        json_put_text(&json, "as_of", kb->as_of.text);
    put_totals(&json, report);
    put_sources(&json, report);
    put_gaps(&json, kb, "unsourced", &report->unsourced, false);
    put_gaps(&json, kb, "untranslated", &report->untranslated, true);
    put_questions(&json, kb, "conflicts", report->questions, QUESTION_CONFLICT);
    put_questions(&json, kb, "overdue", report->questions, QUESTION_OVERDUE);
    put_questions(&json, kb, "undated", report->questions, QUESTION_UNDATED);
    put_questions(&json, kb, "judged", report->questions, QUESTION_JUDGED);
    begin_list(&json, "coverage");
    for (size_t i = 0; i < report->class_count; i++)
        put_class(&json, &report->classes[i]);
    json_end_array(&json);
    json_end_object(&json);
    g_string_append_c(out, '\n');
}
