/*
 * mermaid.h - writes a scene as Mermaid, which code hosts draw in READMEs: what has a time axis as
 * a gantt chart, all else as a flowchart.
 *
 * Mermaid places things itself, and has neither vague dates nor most of our signs. What it cannot
 * show is said, in a comment at the end and to the caller. Its limits (mermaid 11: 50,000
 * characters, beyond which it draws nothing without an error; 500 edges, beyond which it stops) are
 * kept: what is beyond them is left out, and said. Users' text can neither end a label nor be read
 * as syntax, Markdown or HTML (mermaid_text.h). There are no links and no directives.
 */
#pragma once

#include "scene/scene.h"

/* Appends the scene, and to `lacks` what of it is not shown: a sentence a line. */
void mermaid_write(const Scene *scene, GString *out, GString *lacks);
