#include "value/uri.h"

#include <string.h>

/* A URI as its scheme's rules see it: what follows the colon. */
typedef struct Rest {
    const char *text; /* the whole URI */
    size_t start;
    Problem *problem;
} Rest;

static bool fail(const Rest *rest, const char *message)
{
    return problem_set(rest->problem, PROBLEM_URI, 0, strlen(rest->text), "%s", message);
}

/* Of host[:port]; an IPv6 address stands in brackets. */
static bool check_host(const Rest *rest, const char *host, size_t length)
{
    const char *port = host;
    if (*host == '[') {
        size_t address = strspn(host + 1, "0123456789abcdefABCDEF:.");
        if (address == 0 || host[address + 1] != ']')
            return fail(rest, "no host");
        port += address + 2;
    } else {
        port += strcspn(host, ":/?#");
    }
    if (port == host)
        return fail(rest, "no host");
    size_t left = length - (size_t)(port - host);
    if (left == 0 || (*port == ':' && strspn(port + 1, "0123456789") == left - 1))
        return true;
    return fail(rest, "no port number after the host");
}

/* "//host[:port]/path?query#fragment". */
static bool check_web(const Rest *rest)
{
    const char *host = rest->text + rest->start + 2;
    if (strncmp(rest->text + rest->start, "//", 2) != 0)
        return fail(rest, "no '//' after the scheme");
    size_t length = strcspn(host, "/?#");
    if (memchr(host, '@', length) != NULL)
        return fail(rest, "an address here has no user name");
    return check_host(rest, host, length);
}

/* "name@host", "name@host?subject=...". */
static bool check_mail(const Rest *rest)
{
    const char *name = rest->text + rest->start;
    size_t length = strcspn(name, "?#");
    const char *at = memchr(name, '@', length);
    if (at == NULL || at == name || (size_t)(at - name) == length - 1)
        return fail(rest, "no address of the form name@host");
    return true;
}

/* "10.1109/...": prefix and suffix. */
static bool check_doi(const Rest *rest)
{
    const char *doi = rest->text + rest->start;
    const char *slash = strchr(doi, '/');
    if (strncmp(doi, "10.", 3) != 0 || slash == NULL || slash == doi + 3 || slash[1] == '\0')
        return fail(rest, "no DOI of the form 10.1109/5.771073");
    return true;
}

static const struct {
    const char *name;
    bool (*check)(const Rest *rest);
} schemes[] = {
    {"http", check_web},
    {"https", check_web},
    {"mailto", check_mail},
    {"doi", check_doi},
};

/* Returns the length of the scheme, or 0 if there is none. */
static size_t scheme_length(const char *text)
{
    size_t length = 0;
    if (!g_ascii_isalpha(*text))
        return 0;
    while (g_ascii_isalnum(text[length]) || (text[length] != '\0' && strchr("+-.", text[length])))
        length++;
    return text[length] == ':' ? length : 0;
}

static bool is_escape(const char *at)
{
    return at[0] == '%' && g_ascii_isxdigit(at[1]) && g_ascii_isxdigit(at[2]);
}

static bool fail_character(const char *text, size_t start, Problem *problem)
{
    const char *at = text + start;
    size_t length =
        g_utf8_get_char_validated(at, -1) < 0x110000 ? (size_t)(g_utf8_next_char(at) - at) : 1;
    if (*at == '%') {
        problem_set(problem, PROBLEM_URI, start, start + 1, "'%%' without two hexadecimal digits");
        return problem_hint(problem, "write %%25 for the sign itself");
    }
    if (g_ascii_isprint(*at) || (*at & 0x80) != 0)
        problem_set(problem, PROBLEM_URI, start, start + length, "'%.*s' may not stand in a URI",
                    (int)length, at);
    else
        problem_set(problem, PROBLEM_URI, start, start + length,
                    "a control character may not stand in a URI");
    g_autoptr(GString) escape = g_string_new(NULL);
    for (size_t i = 0; i < length; i++)
        g_string_append_printf(escape, "%%%02X", (unsigned char)at[i]);
    return problem_hint(problem, "write it as %s", escape->str);
}

/* RFC 3986, appendix A: what may stand after the scheme; "[" and "]" in the host only. */
static bool check_characters(const char *text, Problem *problem)
{
    const char *host = strstr(text, "://");
    size_t host_end = host != NULL ? (size_t)(host - text) + 3 + strcspn(host + 3, "/?#") : 0;
    bool in_fragment = false;
    for (size_t i = 0; text[i] != '\0'; i++) {
        bool fits = g_ascii_isalnum(text[i]) || is_escape(text + i) ||
                    strchr("-._~:/?@!$&'()*+,;=", text[i]) != NULL ||
                    (i < host_end && strchr("[]", text[i]) != NULL) ||
                    (text[i] == '#' && !in_fragment);
        if (!fits)
            return fail_character(text, i, problem);
        in_fragment |= text[i] == '#';
    }
    return true;
}

static bool fail_no_scheme(const char *text, Problem *problem)
{
    const size_t shown_max = 80;
    problem_set(problem, PROBLEM_URI, 0, strlen(text), "no scheme such as https:");
    if (strlen(text) > shown_max || strpbrk(text, " <>\"") != NULL)
        return problem_hint(problem, "write the whole address, with https://");
    if (strncmp(text, "10.", 3) == 0 && strchr(text, '/') != NULL)
        return problem_hint(problem, "write https://doi.org/%s", text);
    if (strncmp(text, "//", 2) == 0)
        return problem_hint(problem, "write https:%s", text);
    if (strchr(text, '@') != NULL)
        return problem_hint(problem, "write mailto:%s", text);
    if (strchr(text, '.') != NULL)
        return problem_hint(problem, "write https://%s", text);
    return problem_hint(problem, "write the whole address, with https://");
}

bool uri_parse(const char *text, Problem *problem)
{
    size_t length = scheme_length(text);
    if (length == 0)
        return fail_no_scheme(text, problem);
    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (strlen(schemes[i].name) == length &&
            g_ascii_strncasecmp(schemes[i].name, text, length) == 0)
            return check_characters(text, problem) &&
                   schemes[i].check(&(Rest){text, length + 1, problem});
    if (g_ascii_isdigit(text[length + 1]) && memchr(text, '.', length) != NULL)
        return fail_no_scheme(text, problem); /* "example.org:8080" */
    problem_set(problem, PROBLEM_URI, 0, length, "scheme '%.*s' is not accepted",
                (int)MIN(length, 40), text);
    return problem_hint(problem, "addresses begin with https:, http:, mailto: or doi:");
}

bool uri_is_base(const char *text)
{
    Problem problem;
    return g_str_has_prefix(text, "http") && strpbrk(text, "?#") == NULL &&
           uri_parse(text, &problem);
}
