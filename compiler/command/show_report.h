/*
 * show_report.h - the report as text for a terminal and as JSON: `dieline report`.
 */
#pragma once

#include "find/report.h"

void show_report(const Kb *kb, const Report *report, size_t language, GString *out);

/* The same for programs; nothing in it depends on a language. */
void show_report_json(const Kb *kb, const Report *report, GString *out);
