/*
 * usage.h - the command line as data: what completion and the manual pages are made from.
 *
 * cli.c has the tables, and gives them here as they are; so what people may type is said once.
 */
#pragma once

#include "command/command.h"

/* A command with the options that it takes, by the letters that are typed. */
typedef struct UsageCommand {
    const Command *command;
    GArray *options; /* of GOptionEntry, without an end */
} UsageCommand;

typedef struct Usage {
    GArray *commands; /* of UsageCommand, as in the overview */
} Usage;

void usage_init(Usage *usage);
void usage_add(Usage *usage, const Command *command, GArray *options); /* takes `options` */
void usage_clear(Usage *usage);

size_t usage_count(const Usage *usage);
const UsageCommand *usage_command(const Usage *usage, size_t index);

/* Finds a command by its name; NULL: there is none. */
const UsageCommand *usage_find(const Usage *usage, const char *name);

/* Finds an option by its letter, or by its long name; NULL: the command does not take it. */
const GOptionEntry *usage_letter(const UsageCommand *command, char letter);
const GOptionEntry *usage_long(const UsageCommand *command, const char *name, size_t length);

/* Is the option followed by a value? */
bool usage_takes_value(const GOptionEntry *option);

/* Returns what the command's argument number `index` (from 0) is called in its usage line: "KB",
 * "CLASS"; NULL: it takes no more. The last one that is followed by dots takes all others. The
 * caller frees it. */
char *usage_argument(const Command *command, size_t index);
