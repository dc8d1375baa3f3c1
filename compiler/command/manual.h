/*
 * manual.h - the manual pages, made from the tables of commands and options: dieline(1), and one
 * a command. The build has them written, `cmake --install` puts them where man(1) looks.
 */
#pragma once

#include "command/usage.h"

/* Writes dieline.1, dieline-build.1, ... into a folder that is there; returns the exit status. */
int manual_write(const Usage *usage, const char *folder);
