#include "check/checker.h"

#include "model/walk.h"
#include "value/prose.h"

#include <string.h>

/* One piece of prose while it is checked. */
typedef struct ProseCheck {
    Checker *checker;
    Span span;       /* where the prose stands in its file */
    uint32_t cursor; /* problems come in order: the next one is searched from here */
    unsigned misses; /* searches in vain, as in text full of escapes: each goes to the end */
} ProseCheck;

enum { MISSES_MAX = 50 };

static char *resolve(const char *id, size_t length, void *user)
{
    Checker *checker = user;
    g_autofree char *name = g_strndup(id, length);
    const Entry *entry = kb_find_entry(checker->kb, name);
    if (entry != NULL)
        checker->is_linked[entry->index] = true;
    const bool known = entry != NULL || g_hash_table_contains(checker->kb->damaged_ids, name);
    return known ? g_strdup("#") : NULL;
}

/* Where the text of a problem stands: its next occurrence behind the last one. */
static Span locate(ProseCheck *check, const char *text)
{
    const SourceFile *file = check->span.file;
    const size_t length = strlen(text);
    const char *from = file->bytes + check->cursor;
    const char *found = length > 0 && check->misses < MISSES_MAX
                            ? g_strstr_len(from, check->span.end - check->cursor, text)
                            : NULL;
    if (found == NULL) {
        check->misses++;
        return span_first(check->span);
    }
    const uint32_t start = (uint32_t)(found - file->bytes);
    check->cursor = start + (uint32_t)length;
    return (Span){file, start, check->cursor};
}

static void hint_near(const ProseCheck *check, Diagnostic *d, const char *id)
{
    const Entry *near = suggester_find(&check->checker->suggester, id, NULL);
    if (near != NULL)
        diag_hint(d, "did you mean '%s'?", near->id);
    else
        diag_hint(d, "`dieline list` prints every id");
}

static void report(const ProseProblem *problem, void *user)
{
    ProseCheck *check = user;
    Diagnostics *diags = check->checker->diags;
    const Span span = locate(check, problem->text);
    Diagnostic *d;
    switch (problem->kind) {
    case PROSE_BROKEN_LINK:
        d = diag_report(diags, DIAG_MARKDOWN_BROKEN_LINK, span, "link to an unknown entry '%s'",
                        problem->text);
        if (d != NULL)
            hint_near(check, d, problem->text);
        break;
    case PROSE_UNSAFE_LINK:
        d = diag_report(diags, DIAG_MARKDOWN_UNSAFE_LINK, span, "link to '%s'", problem->text);
        diag_hint(d, "links lead to ids, #fragments and http, https or mailto addresses");
        break;
    case PROSE_RAW_HTML:
        if (g_str_has_prefix(problem->text, "</"))
            break; /* the tag that it closes was reported */
        d = diag_report(diags, DIAG_MARKDOWN_RAW_HTML, span, "raw HTML is shown as text");
        diag_hint(d, "use Markdown, or write &lt; for '<'");
        break;
    case PROSE_TOO_DEEP:
        diag_report(diags, DIAG_YAML_DEPTH, span_first(check->span),
                    "prose is nested deeper than %d levels", PROSE_DEPTH_MAX);
        break;
    case PROSE_LIST_TOO_LONG:
        diag_report(diags, DIAG_YAML_SIZE, span_first(check->span),
                    "a numbered list with more than %d items", PROSE_NUMBERED_MAX);
        break;
    }
}

static void check_text(Checker *checker, const char *markdown, Span span)
{
    ProseCheck check = {checker, span, span.start, 0};
    prose_check(markdown, resolve, checker, report, &check);
}

static void check_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    (void)entry;
    if (slot->range != RANGE_MARKDOWN || claim->value.kind != VALUE_TEXT)
        return;
    const Localised *text = claim->value.localised;
    for (size_t i = 0; i < LANGUAGES_MAX; i++) {
        const bool same = i > 0 && text->texts[i] == text->texts[0];
        if (text->texts[i] != NULL && !same)
            check_text(user, text->texts[i], claim->value.span);
    }
}

void check_prose(Checker *checker)
{
    for (size_t i = 0; i < checker->kb->entry_count; i++)
        entry_visit_claims(checker->kb->entries[i], check_claim, checker);
    for (size_t i = 0; i < checker->kb->page_count; i++)
        check_text(checker, checker->kb->pages[i]->markdown, checker->kb->pages[i]->span);
}
