/*
 * Fixes: which are made together, what becomes of a file, and the diff that says so.
 */
#include "diag/fixes.h"

#include <glib.h>
#include <string.h>

/* A file and what is proposed for it. */
typedef struct Proposal {
    SourceFile file;
    Diagnostics *diags;
} Proposal;

static Proposal proposal_new(const char *text)
{
    return (Proposal){{"kb/a.yaml", "a.yaml", text, strlen(text)}, diagnostics_new()};
}

/* Proposes `text` in the place of the first `old`; "" is the file's end. */
static Diagnostic *propose(Proposal *proposal, const char *old, const char *text)
{
    const char *at = *old != '\0' ? strstr(proposal->file.bytes, old)
                                  : proposal->file.bytes + proposal->file.length;
    const uint32_t start = (uint32_t)(at - proposal->file.bytes);
    const Span span = {&proposal->file, start, start + (uint32_t)strlen(old)};
    Diagnostic *diagnostic = diag_report(proposal->diags, DIAG_REF_UNKNOWN, span, "wrong");
    diag_fix(diagnostic, span, text);
    return diagnostic;
}

static void check_text(Proposal *proposal, const char *wanted)
{
    g_autoptr(Fixes) fixes = fixes_plan(proposal->diags);
    g_autoptr(GString) text = fixed_file_text(fixes->files->pdata[0]);
    g_assert_cmpuint(fixes->files->len, ==, 1);
    g_assert_cmpstr(text->str, ==, wanted);
}

static void check_diff(Proposal *proposal, const char *wanted)
{
    g_autoptr(Fixes) fixes = fixes_plan(proposal->diags);
    g_autoptr(GString) diff = g_string_new(NULL);
    fixed_file_append_diff(fixes->files->pdata[0], diff);
    g_autofree char *whole = g_strconcat("--- a/kb/a.yaml\n+++ b/kb/a.yaml\n", wanted, NULL);
    g_assert_cmpstr(diff->str, ==, whole);
    diagnostics_free(proposal->diags);
}

/* What touches another fix waits, with all that belongs to it; what is said twice is done once. */
static void test_plan(void)
{
    Proposal proposal = proposal_new("one two three\n");
    propose(&proposal, "one", "1");
    propose(&proposal, "one", "1");
    Diagnostic *waiting = propose(&proposal, "ne two", "x");
    diag_fix(waiting, (Span){&proposal.file, 8, 13}, "3");
    Diagnostic *accepted = propose(&proposal, "three", "4");
    diagnostic_set_accepted(accepted, "it is so", true);
    diag_report(proposal.diags, DIAG_REF_UNKNOWN, (Span){0}, "nothing to be done");
    g_autoptr(Fixes) fixes = fixes_plan(proposal.diags);
    g_assert_cmpuint(fixes->made->len, ==, 2);
    g_assert_cmpuint(fixes->left->len, ==, 2);
    check_text(&proposal, "1 two three\n");
    diagnostics_free(proposal.diags);
}

/* Changes that are near each other stand in one hunk, others count the lines before them. */
static void test_hunks(void)
{
    Proposal proposal = proposal_new("a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm\nn\n");
    propose(&proposal, "b", "B\nB");
    propose(&proposal, "d\ne", "D");
    propose(&proposal, "n", "N");
    check_text(&proposal, "a\nB\nB\nc\nD\nf\ng\nh\ni\nj\nk\nl\nm\nN\n");
    check_diff(&proposal, "@@ -1,8 +1,8 @@\n a\n-b\n+B\n+B\n c\n-d\n-e\n+D\n f\n g\n h\n"
                          "@@ -11,4 +11,4 @@\n k\n l\n m\n-n\n+N\n");
}

/* An edit that takes a line's end joins the next one to it. */
static void test_line_ends(void)
{
    Proposal proposal = proposal_new("a\r\nb\r\nc");
    propose(&proposal, "\r\nb", "");
    propose(&proposal, "", "d\n");
    check_diff(&proposal,
               "@@ -1,3 +1,2 @@\n-a\r\n-b\r\n+a\r\n-c\n\\ No newline at end of file\n+cd\n");
}

static void test_empty_file(void)
{
    Proposal proposal = proposal_new("");
    propose(&proposal, "", "name: x\n");
    check_text(&proposal, "name: x\n");
    check_diff(&proposal, "@@ -0,0 +1,1 @@\n+name: x\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fixes/plan", test_plan);
    g_test_add_func("/fixes/hunks", test_hunks);
    g_test_add_func("/fixes/line-ends", test_line_ends);
    g_test_add_func("/fixes/empty-file", test_empty_file);
    return g_test_run();
}
