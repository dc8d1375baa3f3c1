/*
 * answers.h - what an editor can ask. Only lsp/ includes this.
 *
 * Each function writes a result to `json` and returns true, or returns false with `problem` for the
 * caller to free. Places in requests are in the texts as they are open now.
 */
#pragma once

#include "lsp/session.h"

typedef bool AnswerFunction(Session *session, const JsonItem *params, Json *json, char **problem);

/* completion.c */
AnswerFunction completion_answer;

/* hover.c */
AnswerFunction hover_answer;

/* navigation.c */
AnswerFunction definition_answer;
AnswerFunction references_answer;

AnswerFunction document_highlight_answer;

/* follow.c */
AnswerFunction execute_command_answer;

/* actions.c */
AnswerFunction code_action_answer;

/* rename.c */
AnswerFunction rename_answer;
AnswerFunction prepare_rename_answer;

/* symbols.c */
AnswerFunction document_symbol_answer;
AnswerFunction workspace_symbol_answer;
