#include "lsp/proposals.h"

#include "template/escape.h"

#include <string.h>

void proposals_set_start(Proposals *proposals, size_t start)
{
    const Place *place = proposals->place;
    proposals->start = start;
    g_free(proposals->typed);
    proposals->typed = g_strndup(place->text + start, place->offset - start);
    calling_clear(&proposals->calling);
    calling_init(&proposals->calling, place->kb, proposals->typed);
}

void proposals_begin(Proposals *proposals, const Session *session, const Place *place, Json *json)
{
    *proposals = (Proposals){.place = place,
                             .json = json,
                             .tail = "",
                             .language = session->language,
                             .words = session_words(session)};
    calling_init(&proposals->calling, place->kb, "");
    proposals_set_start(proposals, MIN(place->cursor.start, place->offset));
    json_begin_object(json);
    json_key(json, "items");
    json_begin_array(json);
}

void proposals_end(Proposals *proposals)
{
    json_end_array(proposals->json);
    json_put_bool(proposals->json, "isIncomplete", proposals->is_cut);
    json_end_object(proposals->json);
    calling_clear(&proposals->calling);
    g_free(proposals->typed);
}

static void put_edit(const Proposals *proposals, const Proposal *proposal)
{
    const Place *place = proposals->place;
    g_autofree char *text =
        g_strconcat(place->cursor.wants_space && place->cursor.start == proposals->start ? " " : "",
                    proposal->label, proposals->tail, NULL);
    json_key(proposals->json, "textEdit");
    json_begin_object(proposals->json);
    json_key(proposals->json, "range");
    range_put(proposals->json, place->placed, proposals->start, place->cursor.end);
    json_put_text(proposals->json, "newText", text);
    json_end_object(proposals->json);
}

static void put_documentation(Json *json, const Proposal *proposal)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (proposal->heading != NULL) {
        g_string_append(text, "**");
        escape_append(text, ESCAPE_MARKDOWN, proposal->heading);
        g_string_append(text, proposal->meaning != NULL ? "**. " : "**");
    }
    if (proposal->meaning != NULL)
        escape_append(text, ESCAPE_MARKDOWN, proposal->meaning);
    if (text->len == 0)
        return;
    json_key(json, "documentation");
    json_begin_object(json);
    json_put_text(json, "kind", "markdown");
    json_put_text(json, "value", text->str);
    json_end_object(json);
}

static void put(Proposals *proposals, const Proposal *proposal)
{
    Json *json = proposals->json;
    if (proposals->count++ >= PROPOSALS_MAX) {
        proposals->is_cut = true;
        return;
    }
    char order[8];
    g_snprintf(order, sizeof order, "%05zu", proposals->count);
    json_begin_object(json);
    json_put_text(json, "label", proposal->label);
    json_put_integer(json, "kind", (int64_t)proposal->kind);
    json_put_text(json, "sortText", order);
    if (proposal->called != NULL)
        json_put_text(json, "filterText", proposal->called);
    if (proposal->detail != NULL)
        json_put_text(json, "detail", proposal->detail);
    put_documentation(json, proposal);
    put_edit(proposals, proposal);
    json_end_object(json);
}

/* Who was found by another name is shown as long as the editor finds what is typed in it: that is
 * the typed text itself, and asked for anew with the next letter. */
static void put_called(Proposals *proposals, const Proposal *proposal)
{
    Proposal called = *proposal;
    called.called = proposals->typed;
    proposals->is_cut = true;
    put(proposals, &called);
}

void proposals_offer(Proposals *proposals, const Proposal *proposal, const Localised *title,
                     const char *const *aliases)
{
    Calling *calling = &proposals->calling;
    if (calling_fit_name(calling, proposal->label) != CALLING_NONE) {
        put(proposals, proposal);
        return;
    }
    CallingFit fit = title != NULL ? calling_fit_text(calling, title) : CALLING_NONE;
    for (; fit == CALLING_NONE && aliases != NULL && *aliases != NULL; aliases++)
        fit = calling_fit_name(calling, *aliases);
    if (fit != CALLING_NONE)
        put_called(proposals, proposal);
}

void proposals_offer_entry(Proposals *proposals, const Entry *entry, const char *detail)
{
    const Proposal proposal = {.kind = PROPOSE_REFERENCE, .label = entry->id, .detail = detail};
    if (calling_fit_name(&proposals->calling, entry->id) != CALLING_NONE)
        put(proposals, &proposal);
    else if (calling_fit(&proposals->calling, entry) != CALLING_NONE)
        put_called(proposals, &proposal);
}
