/*
 * cli.h - the command line: options in, exit status out. Only main.c includes this.
 */
#pragma once

/* Runs `dieline argv[1] ...`; returns the exit status: 0 fine, 1 errors in the input, 2 usage,
 * 3 environment. */
int cli_run(int argc, char **argv);
