/*
 * template_scan.h - the tags of a template's text, one after the other; for template_parse.c only.
 *
 * The scanner knows delimiters and lines: what a tag's line holds beside it decides whether the tag
 * is "standalone", that is, takes the white space before it and the line break after it along.
 * Slices and pointers lead into the scanner's text. Each byte is looked at a fixed number of times.
 */
#pragma once

#include "template/template.h"

enum { MAX_DELIMITER = 15 };

typedef struct TemplateSlice {
    const char *start;
    size_t length;
} TemplateSlice;

typedef struct Delimiter {
    char text[MAX_DELIMITER + 1];
    size_t length;
} Delimiter;

typedef struct Tag {
    const char *start;         /* of the opening delimiter */
    const char *end;           /* of the closing delimiter */
    char sigil;                /* '#', '^', ...; '\0' for {{name}} */
    TemplateSlice name;        /* without white space around it */
    bool first;                /* only white space stands before it on its line */
    const char *next;          /* the next line, if only white space stands behind it on its line */
    TemplateSlice indentation; /* the white space before it on its line, if it is the first */
} Tag;

typedef struct Scanner {
    const char *text;
    const char *end;
    const char *at;     /* what is before it has been taken */
    const char *line;   /* start of the current line, if `blank` */
    bool blank;         /* nothing but white space since the start of the current line */
    Delimiter opening;  /* {{ */
    Delimiter closing;  /* }} */
    const char *source; /* the same text, never changed: for positions */
    TemplateError *error;
} Scanner;

typedef enum ScanResult { SCAN_TAG, SCAN_END, SCAN_ERROR } ScanResult;

/* `source` is the caller's text of which `text` is a copy. */
void scan_init(Scanner *scanner, const char *text, size_t length, const char *source,
               TemplateError *error);

/* Finds the next tag. The text from `scanner->at` to `tag->start` is the caller's to take. */
ScanResult scan_next(Scanner *scanner, Tag *tag);

/* Goes behind the tag, and to the next line if it is `standalone`. */
void scan_leave(Scanner *scanner, const Tag *tag, bool standalone);

/* Takes the delimiters out of {{=<% %>=}}. */
bool scan_set_delimiters(Scanner *scanner, const Tag *tag);

/* Fills the error with a message about the text at `at`; returns false. */
bool scan_fail(const Scanner *scanner, const char *at, const char *format, ...) G_GNUC_PRINTF(3, 4);

unsigned scan_line_of(const Scanner *scanner, const char *at);

/* The slice between two ends, without white space around it. */
TemplateSlice scan_trim(const char *start, const char *end);
