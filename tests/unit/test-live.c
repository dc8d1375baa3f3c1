/* Pages as served: with one script, and a policy that allows this one. */
#include "serve/live.h"

#include <string.h>

static char *serve(const char *page)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(page, strlen(page));
    GString *out = g_string_new(NULL);
    live_append_page(bytes, &(LiveMark){.site = 7}, out);
    return g_string_free(out, FALSE);
}

/* Where the script stands, cut out. */
static char *without_script(const char *page)
{
    const char *start = strstr(page, "<script data-site=\"7\">");
    g_assert_nonnull(start);
    const char *end = strstr(start, "</script>\n");
    g_assert_nonnull(end);
    g_assert_null(strstr(end + 1, "<script"));
    g_autofree char *before = g_strndup(page, (gsize)(start - page));
    return g_strconcat(before, end + strlen("</script>\n"), NULL);
}

/* The page with the policy `before` is served with the policy `after`; HASH stands for the
 * script's.
 */
static void assert_policy(const char *before, const char *after)
{
    static const char form[] = "<head>\n<meta http-equiv=\"Content-Security-Policy\" "
                               "content=\"%s\">\n</head>\n<body>content=\"x\"</body>\n";
    g_autofree char *page = g_strdup_printf(form, before);
    g_autofree char *served = serve(page);
    g_autofree char *bare = without_script(served);
    const char *hash = strstr(bare, "'sha256-");
    g_assert_nonnull(hash);
    g_autofree char *name = g_strndup(hash, strcspn(hash + 1, "'") + 2);
    g_auto(GStrv) parts = g_strsplit(after, "HASH", -1);
    g_autofree char *policy = g_strjoinv(name, parts);
    g_autofree char *want = g_strdup_printf(form, policy);
    g_assert_cmpstr(bare, ==, want);
}

static void test_policies(void)
{
    assert_policy("default-src 'none'", "script-src HASH; connect-src 'self'; default-src 'none'");
    assert_policy("", "script-src HASH; connect-src 'self'; ");
    assert_policy("script-src 'none'; x", "connect-src 'self'; script-src HASH 'none'; x");
    assert_policy("connect-src a; script-src b", "connect-src 'self' a; script-src HASH b");
}

static void test_pages(void)
{
    static const char *const pages[] = {
        "<html><head><title>x</title></head><body></head></body></html>",
        "<p>no head",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"never ends",
        "<head></head><meta http-equiv=\"Content-Security-Policy\" content=\"x\">",
        "",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *served = serve(pages[i]);
        g_autofree char *bare = without_script(served);
        g_assert_cmpstr(bare, ==, pages[i]);
    }
}

/* The script ends where it ends. */
static void test_script(void)
{
    g_autofree char *served = serve("");
    g_assert_null(strstr(strstr(served, "<script") + 1, "<script"));
    g_assert_null(strstr(served, "<!--"));
    g_assert_true(g_str_has_suffix(served, "</script>\n"));
}

static void test_own_page(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    live_append_own_page("<b>&", &(LiveMark){.site = 7}, out);
    g_assert_nonnull(strstr(out->str, "<pre>&lt;b&gt;&amp;</pre>"));
    g_assert_nonnull(strstr(out->str, "script-src 'sha256-"));
    g_autofree char *bare = without_script(out->str);
    g_assert_null(strstr(bare, "<script"));
}

static void test_events(void)
{
    g_autofree char *good = live_event(7, NULL);
    g_assert_cmpstr(good, ==, "event: state\ndata: {\"site\":\"7\"}\n\n");
    g_autofree char *bad = live_event(7, "a\n\"b\"\n");
    g_assert_cmpstr(bad, ==,
                    "event: state\ndata: {\"site\":\"7\",\"problem\":\"a\\n\\\"b\\\"\\n\"}\n\n");
}

static void test_token(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    live_append_own_page("x", &(LiveMark){.site = 7, .token = "0f"}, out);
    g_assert_nonnull(strstr(out->str, "<script data-site=\"7\" data-token=\"0f\">"));
}

static void test_leading(void)
{
    g_autofree char *value = live_show_event("chips/a", "chips/\"b.yaml", 12);
    g_assert_cmpstr(value, ==,
                    "event: show\ndata: {\"page\":\"chips/a\",\"file\":\"chips/\\\"b.yaml\","
                    "\"line\":12}\n\n");
    g_autofree char *page = live_show_event("pages/a", NULL, 0);
    g_assert_cmpstr(page, ==, "event: show\ndata: {\"page\":\"pages/a\"}\n\n");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/live/token", test_token);
    g_test_add_func("/live/leading", test_leading);
    g_test_add_func("/live/policies", test_policies);
    g_test_add_func("/live/pages", test_pages);
    g_test_add_func("/live/script", test_script);
    g_test_add_func("/live/own-page", test_own_page);
    g_test_add_func("/live/events", test_events);
    return g_test_run();
}
