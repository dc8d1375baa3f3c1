/*
 * lsp.h - a language server (Language Server Protocol 3.17) over standard input and output: what an
 * editor asks about the entries that are being typed.
 *
 * It stands on the same machinery as every other command: what is open is an overlay over the files
 * (read/overlay.h), a thread compiles it (desk.h), and all answers come from that compilation and
 * from the text at the cursor (cursor.h). The main loop reads one message a turn, changes what it
 * says, and then sends.
 */
#pragma once

#include "compile.h"

typedef struct LspOptions {
    const char *kb_path;    /* NULL: where the editor says */
    CompileOptions compile; /* its path is not looked at */
    const Diagnostics *severities;
    const char *language; /* of names and texts; NULL: the knowledge base's first */
    bool serves;          /* shows the site of what is open to browsers on this machine */
    unsigned port;        /* then, if it is free; else, or 0: any that is */
} LspOptions;

/* Serves until the client says that it is over, or goes. Returns whether it had said goodbye as it
 * should. */
bool lsp_run(const LspOptions *options);
