/* Who is answered by `dieline serve`, and which document is meant. */
#include "serve/guard.h"

static void test_hosts(void)
{
    static const char *const ours[] = {"127.0.0.1:8000", "localhost:8000", "LocalHost:8000",
                                       "[::1]:8000"};
    static const char *const foreign[] = {
        "",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:80000",
        "127.0.0.1:8000 ",
        " 127.0.0.1:8000",
        "127.0.0.1:8000, 127.0.0.1:8000",
        "127.0.0.1:8000, evil.example",
        "127.0.0.2:8000",
        "0.0.0.0:8000",
        "::1:8000",
        "[::]:8000",
        "[::1]",
        "localhost.:8000",
        "localhost.evil.example:8000",
        "user@localhost:8000",
        "evil.example:8000",
        "2130706433:8000",
        "0x7f.1:8000",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(ours); i++)
        g_assert_true(guard_host_is_ours(ours[i], 8000));
    for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++)
        g_assert_false(guard_host_is_ours(foreign[i], 8000));
    g_assert_false(guard_host_is_ours(NULL, 8000));
    g_assert_true(guard_host_is_ours("localhost", 80));
    g_assert_true(guard_host_is_ours("localhost:80", 80));
}

static void test_origins(void)
{
    g_assert_true(guard_origin_is_ours(NULL, 8000));
    g_assert_true(guard_origin_is_ours("http://localhost:8000", 8000));
    g_assert_true(guard_origin_is_ours("http://[::1]:8000", 8000));
    static const char *const foreign[] = {
        "",
        "null",
        "http://",
        "localhost:8000",
        "https://localhost:8000",
        "http://localhost",
        "http://localhost:8001",
        "http://evil.example",
        "http://localhost:8000.evil.example",
        "http://localhost:8000/",
        "http://localhost:8000 http://evil.example",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(foreign); i++)
        g_assert_false(guard_origin_is_ours(foreign[i], 8000));
}

static void assert_document(const char *path, const char *want)
{
    g_autofree char *document = guard_document_path(path);
    g_assert_cmpstr(document, ==, want);
}

static void test_documents(void)
{
    assert_document("/site/en/index.html", "site/en/index.html");
    assert_document("/site/en/", "site/en/index.html");
    assert_document("/site", "site");
    assert_document("//site", "/site");
    assert_document("/../x", "../x"); /* in no list of documents */
    assert_document("*", "*");
}

static void test_media_types(void)
{
    g_assert_cmpstr(guard_media_type("site/a.html"), ==, "text/html; charset=utf-8");
    g_assert_cmpstr(guard_media_type("site/a.html.csv"), ==, "text/csv; charset=utf-8");
    g_assert_cmpstr(guard_media_type("html"), ==, "application/octet-stream");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/guard/hosts", test_hosts);
    g_test_add_func("/guard/origins", test_origins);
    g_test_add_func("/guard/documents", test_documents);
    g_test_add_func("/guard/media-types", test_media_types);
    return g_test_run();
}
