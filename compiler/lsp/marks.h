/*
 * marks.h - what is wrong, sent to be shown in the texts (textDocument/publishDiagnostics). Only
 * lsp/ includes this.
 */
#pragma once

#include "lsp/session.h"

/* Says what the last compilation found, in all files where that is not what was said last. A text
 * that was changed since is left to marks_publish_typed(). */
void marks_publish(Session *session);

/* Says what is wrong with an open entry by itself as it is now, at once; and what the last
 * compilation said of it besides, where the text around that is still the same. */
void marks_publish_typed(Session *session, const Buffer *buffer);
