/*
 * show_report.h - the report as text for a terminal and as JSON: `dieline report`.
 */
#pragma once

#include "find/report.h"
#include "words/words.h"

/* Names of classes, slots and values are those that one writes; the rest is in a language and its
 * words. */
void show_report(const Kb *kb, const Report *report, size_t language, const Words *words,
                 GString *out);

/* The same for programs; nothing in it depends on a language. */
void show_report_json(const Kb *kb, const Report *report, GString *out);
