/*
 * follow.h - the site beside the editor: browsers show the page of what the cursor stands on, and a
 * click on a value opens its line. Only lsp/ includes this.
 */
#pragma once

#include "lsp/session.h"

/* The command that leads browsers to a place of a text (params of workspace/executeCommand: one
 * argument, TextDocumentPositionParams). */
#define FOLLOW_COMMAND "dieline.showPage"

/* Begins to serve the site of the session's knowledge base; where that fails, the editor is told.
 */
void follow_begin(Session *session);

/* Tells the editor, once it may be told, where the site is. */
void follow_announce(Session *session);

/* Leads browsers to what is said at a place, unless they were led there last: of params with a
 * textDocument and a position; and to where a text was changed. */
void follow_cursor(Session *session, const JsonItem *params);
void follow_change(Session *session, const JsonItem *params);
