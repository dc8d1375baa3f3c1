/*
 * run.h - one run of a command that compiles. Only command/ includes this.
 */
#pragma once

#include "command/command.h"
#include "compile.h"
#include "diag/render.h"
#include "last_build.h"

/* What --color and --markdown take; NULL-terminated. */
extern const char *const run_color_names[];
extern const char *const run_markdown_names[];

/* One run of a command that compiles: options checked, knowledge base read. */
typedef struct Run {
    const Options *options;
    DiagFormat format;
    Edtf as_of;
    char *base_url; /* ends with "/"; NULL: none is asked for */
    Diagnostics *diags;
    char *kb_path;
    Arena *arena; /* of files that messages of an earlier run speak of */
    Progress *progress;
    LastBuild *last;          /* NULL: there is none, or nobody looked for it */
    Compilation *compilation; /* NULL: not compiled yet */
} Run;

/* Checks the options; false if the command line is wrong (said so). */
bool run_open(Run *run, const Options *options, const char *path);

/* What the options say about compiling; `program` is the path of this executable. All is borrowed.
 */
CompileOptions run_compile_options(const Run *run, const char *program);

/* Compiles the knowledge base. */
void run_compile(Run *run);

/* Returns the options that change what is written or said, but for -q, as a text. The caller frees
 * it. */
char *run_options_text(const Run *run);

/* Looks for the last build into the folder `out`: it may have left the answer to what is asked. Not
 * for who wants to be told how it is compiled. */
void run_open_last(Run *run, const char *out);

/* Does both: compiles the knowledge base at `path`; false if the command line is wrong (said so).
 */
bool run_begin(Run *run, const Options *options, const char *path);

/* Does both for a command that speaks of what can be written, which is asked for most while entries
 * are wrong: outside of a knowledge base, of what the default schema has. NULL: there is nothing to
 * speak of (said so), the run has ended, and the command ends with `status`. */
const Kb *run_begin_schema(Run *run, const Options *options, int *status);

/* Prints the messages and ends the run; returns the exit status. */
int run_end(Run *run);

/* Ends a run whose result is on standard output: its messages matter only if there are errors. */
int run_end_quietly(Run *run);

/* Ends a run whose result does not depend on the entries and their mistakes. */
void run_discard(Run *run);

/* Prints messages in the form that was asked for: what programs read goes to standard output, what
 * people read to standard error. Returns `status`, unless that fails. */
int run_print_messages(const Run *run, Diagnostics *diags, int status);
