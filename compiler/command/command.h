/*
 * command.h - what the commands share, and the commands. Only command/ and cli.c include this.
 *
 * cli.c reads the command line into Options and calls one command; a command compiles the knowledge
 * base (run.h), prints what it found, and returns the exit status. Nothing here ends the program.
 */
#pragma once

#include "base/text.h"
#include "model/kb.h"

#include <glib.h>
#include <stdbool.h>

enum { EXIT_FINE = 0, EXIT_INPUT = 1, EXIT_USAGE = 2, EXIT_ENVIRONMENT = 3 };

/* Where outputs are, unless -o says so. */
#define OUT_DEFAULT "out"

/* Where the mappings that come with the program are, among what it embeds. */
#define IMPORT_MAPPINGS "import"

/* What the options of all commands are read into. */
typedef struct Options {
    char *kb;
    char *out;
    char *diagnostics;
    char *color;
    char *language;
    char *formats;
    char *class;
    char *as_of;
    char *base_url;
    char *markdown;
    char *theme;
    double scale;
    int width;
    char *file;
    char *trace;
    char *published;
    char **warnings;
    char **errors;
    char **arguments; /* what is no option */
    int jobs;
    int port;
    gboolean open;
    gboolean serve;
    gboolean all;
    gboolean quiet;
    gboolean verbose;
    gboolean version;
    gboolean csv;
    gboolean json;
    gboolean verify;
    gboolean strict;
    gboolean example;
    gboolean dry_run;
    gboolean list;
    bool without_rules; /* a command's own decision */
    bool with_warnings; /* the same: it asks for them, though -q leaves them out */
} Options;

typedef struct Command Command;
struct Command {
    const char *name;
    const char *arguments; /* as in the usage line */
    const char *summary;
    const char *description;
    unsigned argument_max;
    const char *options; /* letters of the options that only some take; see cli.c */
    int (*run)(const Command *command, Options *options);
};

/* The commands. Each returns the exit status. */
int command_init(const Command *command, Options *options);
int command_new(const Command *command, Options *options);
int command_build(const Command *command, Options *options);
int command_check(const Command *command, Options *options);
int command_fix(const Command *command, Options *options);
int command_import(const Command *command, Options *options);
int command_diagram(const Command *command, Options *options);
int command_slides(const Command *command, Options *options);
int command_list(const Command *command, Options *options);
int command_show(const Command *command, Options *options);
int command_report(const Command *command, Options *options);
int command_schema(const Command *command, Options *options);
int command_query(const Command *command, Options *options);
int command_lsp(const Command *command, Options *options);
int command_serve(const Command *command, Options *options);
int command_classes(const Command *command, Options *options);
int command_slots(const Command *command, Options *options);
int command_events(const Command *command, Options *options);
int command_units(const Command *command, Options *options);
int command_diff(const Command *command, Options *options);
int command_log(const Command *command, Options *options);
int command_explain(const Command *command, Options *options);
int command_reference(const Command *command, Options *options);

/* Says what is wrong with the command line; returns EXIT_USAGE. */
int command_usage_error(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* Says that there is no such thing (`what`: "topic"), and which one is near; returns EXIT_USAGE. */
int command_no_such(const char *what, const Nearest *nearest);

/* Is --port one? Says so if not: the command ends with EXIT_USAGE. */
bool command_port_is_valid(const Options *options);

/* Finds the class called so, in any case, or by its folder; NULL: no name is given. False (said so)
 * if there is none: the command ends with EXIT_USAGE. */
bool command_find_class(const Schema *schema, const char *name, const Class **class);

/* Says that there is no such entry; returns EXIT_INPUT. */
int command_no_entry(const Kb *kb, const char *id);

/* Writes all of standard output and returns `status`, or says why not. Where nobody reads on, as
 * behind `| head`, there is nothing to say. */
int command_print(const GString *text, int status);

/* The first argument that is no option, or NULL. */
const char *command_argument(const Options *options);

/* Where the knowledge base is: what -C says, else this folder; kb/ in it where that has the
 * kb.yaml. Lives for ever. */
const char *command_kb_path(const Options *options);

/* The same for a command that has something to say without one: NULL if there is none. */
const char *command_kb_if_any(const Options *options);

/* The same for a command whose argument may name it. */
const char *command_kb_of(const Options *options);

/* The language of -l; the first one by default. False (said so) if the KB does not have it. */
bool command_find_language(const Options *options, const Kb *kb, size_t *language);
