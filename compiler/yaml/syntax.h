/*
 * syntax.h - libyaml's marks and complaints in our terms. Only yaml/ includes this.
 */
#pragma once

#include "diag/diag.h"

#include <stdbool.h>
#include <yaml.h>

/* Turns libyaml's character indices into byte offsets: a cursor that moves with the events. */
typedef struct Marks {
    const SourceFile *file;
    bool ascii;
    size_t byte_mark; /* length of the byte order mark: 0 or 3 */
    size_t characters;
    size_t bytes;
} Marks;

void marks_init(Marks *marks, const SourceFile *file, bool ascii);

/* The span of the characters [start, end). */
Span marks_span(Marks *marks, size_t start, size_t end);

/* The span from byte `start` to the next white space. */
Span marks_word(const Marks *marks, size_t start);

/* Returns the offset of the first U+0085, U+2028 or U+2029 at or behind `from`, or the file's
 * length. */
size_t marks_next_hidden_break(const Marks *marks, size_t from);

/* Reports the parser's error as yaml.syntax, with a hint for the usual mistakes. */
void syntax_report(Marks *marks, const yaml_parser_t *parser, Diagnostics *diags);

/* Returns the first escape in a double-quoted scalar that stands for a control character. */
Span syntax_find_control_escape(Span scalar);
