/* What a long run tells about itself. */
#include "base/progress.h"

#include <string.h>

static void keep(const char *text, size_t length, void *user)
{
    g_string_append_len(user, text, (gssize)length);
}

/* A short run says nothing; what it waits for it says at once. */
static void test_short(void)
{
    g_autoptr(GString) said = g_string_new(NULL);
    Progress *progress =
        progress_new(&(ProgressOptions){.shows_line = true, .write = keep, .user = said});
    progress_begin(progress, "render", 10);
    for (unsigned i = 0; i < 10; i++)
        progress_step(progress);
    g_assert_cmpstr(said->str, ==, "");
    progress_say(progress, "waiting for %s", "another");
    g_assert_cmpstr(said->str, ==, "waiting for another\n");
    progress_free(progress);
    g_assert_cmpstr(said->str, ==, "waiting for another\n");
}

static void test_times(void)
{
    g_autoptr(GString) said = g_string_new(NULL);
    Progress *progress =
        progress_new(&(ProgressOptions){.says_times = true, .write = keep, .user = said});
    progress_begin(progress, "read", 0);
    progress_begin(progress, "write", 0);
    progress_free(progress);
    g_assert_true(g_str_has_prefix(said->str, "read "));
    g_assert_nonnull(strstr(said->str, "\nwrite "));
    g_assert_true(g_str_has_suffix(said->str, " s\n"));
}

static void test_trace(void)
{
    g_autoptr(GString) said = g_string_new(NULL);
    g_autoptr(Progress) progress =
        progress_new(&(ProgressOptions){.traces = true, .write = keep, .user = said});
    progress_begin(progress, "render", 1);
    progress_span(progress, 2, "site/\"a\".html", progress_time(progress));
    g_autoptr(GString) trace = progress_trace(progress);
    g_assert_true(g_str_has_prefix(trace->str, "{\"traceEvents\":"));
    g_assert_nonnull(strstr(trace->str, "site/\\\"a\\\".html"));
    g_assert_nonnull(strstr(trace->str, "\"render\""));
    g_assert_cmpstr(said->str, ==, "");
}

/* Nobody is told. */
static void test_nobody(void)
{
    progress_begin(NULL, "read", 1);
    progress_step(NULL);
    progress_say(NULL, "nothing");
    progress_span(NULL, 0, "nothing", progress_time(NULL));
    progress_free(NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/progress/short", test_short);
    g_test_add_func("/progress/times", test_times);
    g_test_add_func("/progress/trace", test_trace);
    g_test_add_func("/progress/nobody", test_nobody);
    return g_test_run();
}
