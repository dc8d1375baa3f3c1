/*
 * mermaid_text.h - text and limits of Mermaid; inside mermaid.h's writers.
 */
#pragma once

#include "scene/scene.h"

enum {
    MERMAID_TEXT_MAX = 50000, /* maxTextSize, in UTF-16's units */
    MERMAID_TEXT_LEFT = 4000, /* of it, for ends and comments */
    MERMAID_EDGES_MAX = 500,  /* maxEdges */
    MERMAID_LABEL_MAX = 120,  /* characters, more than which nobody reads */
};

/* What is being written, line by line, for as long as there is room. */
typedef struct MermaidWriter {
    GString *out;
    const Scene *scene;
    size_t used; /* UTF-16's units, which JavaScript counts */
} MermaidWriter;

/* Appends the line with a line break and returns true, unless there is no room for it. */
bool mermaid_put_line(MermaidWriter *writer, const GString *line);

/* Appends text so that it is shown as it is wherever a label may stand: what Mermaid, Markdown or
 * HTML might read is written as Mermaid's character codes ("#60;"). Too long a text is cut. */
void mermaid_append_label(GString *out, const char *text);

/* Appends what stands before the diagram: its title, and `config` (lines of YAML, or NULL). */
void mermaid_put_front(MermaidWriter *writer, const char *config);

/* The scene as what it is; see mermaid_write(). */
void mermaid_write_gantt(const Scene *scene, GString *out, GString *lacks);
void mermaid_write_flowchart(const Scene *scene, GString *out, GString *lacks);
