/*
 * diag.h - what there is to say about the input.
 *
 * Every stage reports into one Diagnostics; nobody prints. Reporting is safe from any thread, and
 * the order of reports does not matter: diagnostics are sorted by file and position when they are
 * read. diag.def holds the catalogue: slug, severity, explanation.
 */
#pragma once

#include "diag/span.h"

#include <glib.h>
#include <stdbool.h>

typedef enum Severity {
    SEVERITY_IGNORED,
    SEVERITY_ACCEPTED, /* a warning that somebody has looked at and lets stand */
    SEVERITY_WARNING,
    SEVERITY_ERROR,       /* a mistake in the input: exit status 1 */
    SEVERITY_ENVIRONMENT, /* cannot read, write, ...: shown as an error, exit status 3 */
} Severity;

typedef enum DiagId {
#define DIAG(id, slug, severity, explanation) DIAG_##id,
#include "diag/diag.def"
#undef DIAG
    DIAG_COUNT
} DiagId;

const char *diag_slug(DiagId id);
const char *diag_explanation(DiagId id);
Severity diag_default_severity(DiagId id);

/* Finds an id by its slug; false if there is none. */
bool diag_find(const char *slug, DiagId *id);

/* A check of the knowledge base's own (rules/NAME.sql): the catalogue knows only DIAG_RULE, which
 * stands for all of them. */
typedef struct DiagRule DiagRule;

/* A second place, or (span.file NULL) just a sentence. */
typedef struct DiagNote {
    Span span;
    char *text;
} DiagNote;

/* A text in the place of another. All fixes of a diagnostic together do what its hint says. */
typedef struct DiagFix {
    Span span; /* empty: an insertion */
    char *text;
} DiagFix;

/* A file that is to lie elsewhere in the knowledge base. */
typedef struct DiagMove {
    const SourceFile *file;
    char *relative; /* "chips/x1.yaml" */
} DiagMove;

typedef struct Diagnostic {
    gatomicrefcount references;
    DiagId id;
    const DiagRule *rule; /* DIAG_RULE: which one; else NULL */
    Severity severity;
    bool is_warning; /* by itself, whatever -E makes of it: then it can be accepted */
    Span span;
    char *message;
    GArray *notes;              /* of DiagNote; NULL: none */
    GPtrArray *hints;           /* of char *; NULL: none */
    GArray *fixes;              /* of DiagFix; NULL: none */
    GArray *moves;              /* of DiagMove; NULL: none */
    char *accepted;             /* SEVERITY_ACCEPTED: why it is let stand; else NULL */
    bool is_accepted_in_source; /* beside the claim, not in kb.yaml */
} Diagnostic;

typedef struct Diagnostics Diagnostics;

Diagnostics *diagnostics_new(void);
void diagnostics_free(Diagnostics *diags);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diagnostics, diagnostics_free)

/* Returns an empty one with the severities of `diags`: for what is said of one file, which is kept
 * with it. For one thread at a time. */
Diagnostics *diagnostics_new_like(const Diagnostics *diags);

/* Takes what was said so far, and leaves `diags` empty. NULL: nothing was. The caller unrefs the
 * array of const Diagnostic. */
GPtrArray *diagnostics_take(Diagnostics *diags);

/* Adds what was taken (NULL: nothing), which goes on being whose it is. */
void diagnostics_add(Diagnostics *diags, const GPtrArray *taken);

/* What it is called and what that means: the catalogue's words, or the rule's. */
const char *diagnostic_slug(const Diagnostic *diagnostic);
const char *diagnostic_explanation(const Diagnostic *diagnostic);

/* Overrides a severity (-W, -E). Before the first report only. */
void diagnostics_set_severity(Diagnostics *diags, DiagId id, Severity severity);

/* What is reported with it becomes. */
Severity diagnostics_severity(const Diagnostics *diags, DiagId id);

/* Warnings are ignored, those that are there and those to come, but for those that -E has made
 * errors. */
void diagnostics_drop_warnings(Diagnostics *diags);

/* Reports one problem at `span`. Returns it, for notes and hints, or NULL if it is ignored. The
 * message is lower case, without a full stop; what users wrote is quoted 'so'. */
Diagnostic *diag_report(Diagnostics *diags, DiagId id, Span span, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Is it the slug of a rule, "rule.NAME"? Whether there is such a rule, the catalogue cannot tell.
 */
bool diag_is_rule_slug(const char *slug);

/* Returns the rule "rule.NAME", new if it was not named before. Owned by `diags`. */
DiagRule *diagnostics_rule(Diagnostics *diags, const char *slug);

/* Overrides all severities that the rule reports with. Before its first report only. */
void diag_rule_set_severity(DiagRule *rule, Severity severity);

/* Says what the rule means; "" or never: what the catalogue says of rules. */
void diag_rule_explain(DiagRule *rule, const char *explanation);

/* Reports what a rule found, with the severity that it gives, unless -W or -E says otherwise. */
Diagnostic *diag_report_rule(Diagnostics *diags, const DiagRule *rule, Severity severity, Span span,
                             const char *format, ...) G_GNUC_PRINTF(5, 6);

/* Add to a diagnostic; do nothing if it is NULL. */
void diag_note(Diagnostic *diagnostic, Span span, const char *format, ...) G_GNUC_PRINTF(3, 4);
void diag_hint(Diagnostic *diagnostic, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Says what the hint comes to, to the letter: `text` in the place of `span`. Whoever follows it has
 * no error there any more, and no number is of another size. */
void diag_fix(Diagnostic *diagnostic, Span span, const char *text);

/* The same, where the hint comes to another place for a file: `relative` in the knowledge base. */
void diag_move(Diagnostic *diagnostic, const SourceFile *file, const char *relative);

/* Returns where the file will lie, as messages call it; the caller frees it. */
char *diag_move_path(const DiagMove *move);

/* A warning that somebody has looked at and lets stand: all of one slug at a place. */
typedef struct Acceptance {
    const char *slug;
    Span within;        /* warnings that stand in here, or point here; without a file: anywhere */
    const char *folder; /* anywhere: in this folder or file of the knowledge base; NULL: in all */
    const char *note;   /* why */
    Span span;          /* where that is said */
} Acceptance;

/* Lets warnings stand, those reported before and after. Texts are borrowed. Errors cannot be
 * accepted; a warning that -E would make an error can. */
void diagnostics_accept(Diagnostics *diags, const Acceptance *acceptance);

/* Marks one diagnostic as accepted. */
void diagnostic_set_accepted(Diagnostic *diagnostic, const char *note, bool in_source);

/* Reports accept.unused of what has accepted nothing so far, but not where it could not: of
 * warnings that are switched off, of pictures that are not drawn yet, and of rules unless
 * `with_rules` says that they were asked. */
void diagnostics_report_unused(Diagnostics *diags, bool with_rules);

/* All diagnostics sorted by file, position, slug, message. Borrowed; valid until the next report.
 */
const GPtrArray *diagnostics_sorted(Diagnostics *diags);

size_t diagnostics_count(Diagnostics *diags, Severity severity);

/* Was an error reported in this file? Then what its entries lack may be lost, not missing. */
bool diagnostics_file_has_errors(Diagnostics *diags, const SourceFile *file);

/* The same of any file, or of none. What -E makes of warnings does not count. */
bool diagnostics_has_mistakes(Diagnostics *diags);

/* Is there anything that must keep outputs from being written? */
bool diagnostics_has_errors(Diagnostics *diags);

/* 0: fine; 1: errors in the input; 3: environment. */
int diagnostics_exit_status(Diagnostics *diags);
