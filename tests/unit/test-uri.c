#include "value/uri.h"

#include <string.h>

static void test_accepted(void)
{
    static const char *const cases[] = {
        "https://example.org",
        "http://example.org/",
        "HTTPS://EXAMPLE.ORG/A",
        "https://example.org:8443/a/b.html?x=1&y=%E5%A3%81#top?",
        "https://example.org?x=/",
        "https://example.org#a",
        "http://127.0.0.1/",
        "http://[2001:db8::1]:80/x",
        "https://xn--fiqs8s.example/",
        "https://en.wikipedia.org/wiki/Die_(integrated_circuit)",
        "https://example.org/a;b=1,2/~c/!$&'()*+,;=:@",
        "mailto:info@example.org",
        "mailto:info@example.org?subject=BR106%20data",
        "doi:10.1109/5.771073",
        "doi:10.1000/182(a)",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Problem problem;
        if (!uri_parse(cases[i], &problem))
            g_error("%s: %s", cases[i], problem.message);
    }
}

static void test_refused(void)
{
    static const struct {
        const char *text;
        size_t start, end;
        const char *message, *hint;
    } cases[] = {
        {"", 0, 1, "no scheme", "whole address"},
        {"example.org/a", 0, 13, "no scheme", "write https://example.org/a"},
        {"example.org:8080/a", 0, 18, "no scheme", "write https://example.org:8080/a"},
        {"//example.org/a", 0, 15, "no scheme", "write https://example.org/a"},
        {"10.1109/5.771073", 0, 16, "no scheme", "write https://doi.org/10.1109/5.771073"},
        {"info@example.org", 0, 16, "no scheme", "write mailto:info@example.org"},
        {"see the paper", 0, 13, "no scheme", "whole address"},
        {"/local/file", 0, 11, "no scheme", "whole address"},
        {"javascript:alert(1)", 0, 10, "scheme 'javascript' is not accepted", "https:"},
        {"JavaScript:alert(1)", 0, 10, "scheme 'JavaScript' is not accepted", "https:"},
        {"data:text/html,x", 0, 4, "scheme 'data' is not accepted", "https:"},
        {"file:///etc/passwd", 0, 4, "scheme 'file' is not accepted", "https:"},
        {"ftp://example.org/", 0, 3, "scheme 'ftp' is not accepted", "https:"},
        {"https:example.org", 0, 17, "no '//' after the scheme", ""},
        {"https://", 0, 8, "no host", ""},
        {"https:///a", 0, 10, "no host", ""},
        {"https://:80/", 0, 12, "no host", ""},
        {"https://[]/", 0, 11, "no host", ""},
        {"https://[::1/", 0, 13, "no host", ""},
        {"https://[::1]x/", 0, 15, "no port number", ""},
        {"https://a:b/", 0, 12, "no port number", ""},
        {"https://user:pw@example.org/", 0, 28, "no user name", ""},
        {"https://a b.org/", 9, 10, "' ' may not stand in a URI", "%20"},
        {"https://a.org/\"x", 14, 15, "'\"' may not stand", "%22"},
        {"https://a.org/<x>", 14, 15, "'<' may not stand", "%3C"},
        {"https://a.org/\\x", 14, 15, "may not stand", "%5C"},
        {"https://a.org/a[1]", 15, 16, "'[' may not stand", "%5B"},
        {"https://a.org/#a#b", 16, 17, "'#' may not stand", "%23"},
        {"https://a.org/壁", 14, 17, "'壁' may not stand", "%E5%A3%81"},
        {"https://a.org/\t", 14, 15, "a control character", "%09"},
        {"https://a.org/\x7f", 14, 15, "a control character", "%7F"},
        {"https://a.org/\xff", 14, 15, "may not stand", "%FF"},
        {"https://a.org/100%", 17, 18, "'%' without two", "%25"},
        {"https://a.org/%zz", 14, 15, "'%' without two", "%25"},
        {"mailto:", 0, 7, "name@host", ""},
        {"mailto:info", 0, 11, "name@host", ""},
        {"mailto:@example.org", 0, 19, "name@host", ""},
        {"mailto:info@", 0, 12, "name@host", ""},
        {"doi:11.1/2", 0, 10, "no DOI", ""},
        {"doi:10.1109/", 0, 12, "no DOI", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Problem problem;
        g_test_message("%s", cases[i].text);
        g_assert_false(uri_parse(cases[i].text, &problem));
        g_assert_cmpint(problem.kind, ==, PROBLEM_URI);
        if (strstr(problem.message, cases[i].message) == NULL ||
            strstr(problem.hint, cases[i].hint) == NULL)
            g_error("'%s' got '%s', '%s'", cases[i].text, problem.message, problem.hint);
        g_assert_cmpuint(problem.start, ==, cases[i].start);
        g_assert_cmpuint(problem.end, ==, cases[i].end);
    }
}

static void test_base(void)
{
    g_assert_true(uri_is_base("https://example.org"));
    g_assert_true(uri_is_base("http://example.org:8080/a/b/"));
    static const char *const refused[] = {"https://example.org/?a", "https://example.org/#a",
                                          "https://example.org/{a}", "mailto:a@example.org", "/a"};
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
        g_assert_false(uri_is_base(refused[i]));
}

/* Whatever is accepted can stand in an attribute or in angle brackets as it is. */
static void test_mutations(void)
{
    static const char *const seeds[] = {"https://a.org:80/b?c=%20#d", "mailto:a@b?c", "doi:10.1/2",
                                        "http://[::1]/x"};
    for (size_t i = 0; i < G_N_ELEMENTS(seeds); i++)
        for (size_t at = 0; seeds[i][at] != '\0'; at++)
            for (int byte = 0; byte < 256; byte++) {
                g_autofree char *text = g_strdup(seeds[i]);
                text[at] = (char)byte;
                Problem problem;
                if (uri_parse(text, &problem)) {
                    g_assert_null(strpbrk(text, "\"<> \\\n\t"));
                    g_assert_true(g_str_is_ascii(text));
                } else {
                    g_assert_cmpuint(problem.start, <, problem.end);
                    g_assert_cmpuint(problem.end, <=, MAX(strlen(text), 1));
                }
            }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/uri/accepted", test_accepted);
    g_test_add_func("/uri/refused", test_refused);
    g_test_add_func("/uri/base", test_base);
    g_test_add_func("/uri/mutations", test_mutations);
    return g_test_run();
}
