#include "value/prose.h"

#include <string.h>
#include <time.h>

static char user_data[] = "user";

/* Entries whose id begins with "br" exist. */
static char *resolve(const char *id, size_t length, void *user)
{
    g_assert_cmpstr(user, ==, "user");
    if (length < 2 || memcmp(id, "br", 2) != 0)
        return NULL;
    return g_strdup_printf("#entry-%.*s", (int)length, id);
}

/* Pictures whose name begins with "x" exist. */
static bool find_image(const char *path, ProseImage *found, void *user)
{
    g_assert_cmpstr(user, ==, "user");
    if (!g_str_has_prefix(path, "images/x"))
        return false;
    *found = (ProseImage){g_strdup(path), 16384, 300};
    return true;
}

static const ProseTargets TARGETS = {
    .resolve = resolve, .find_image = find_image, .user = user_data};

static char *to_html(const char *markdown, int offset)
{
    GString *out = g_string_new(NULL);
    prose_append_html(markdown, offset, &TARGETS, NULL, out);
    return g_string_free(out, FALSE);
}

static char *to_markdown(const char *markdown, int offset)
{
    GString *out = g_string_new(NULL);
    prose_append_markdown(markdown, offset, &TARGETS, NULL, out);
    return g_string_free(out, FALSE);
}

static void describe(const ProseProblem *problem, void *user)
{
    static const char *const names[] = {
        [PROSE_BROKEN_LINK] = "broken", [PROSE_UNSAFE_LINK] = "unsafe",
        [PROSE_BROKEN_PART] = "part",   [PROSE_EXTENSION] = "extension",
        [PROSE_RAW_HTML] = "html",      [PROSE_TOO_DEEP] = "deep",
        [PROSE_BROKEN_IMAGE] = "image", [PROSE_IMAGE_TEXT] = "no text",
    };
    GString *out = user;
    g_string_append_printf(out, "%s%d %s %s", out->len > 0 ? "; " : "", problem->line,
                           names[problem->kind], problem->text);
}

static char *check(const char *markdown)
{
    GString *out = g_string_new(NULL);
    prose_check(markdown, &TARGETS, NULL, describe, out);
    return g_string_free(out, FALSE);
}

static void test_check(void)
{
    static const struct {
        const char *markdown, *want;
    } cases[] = {
        {"", ""},
        {"plain *text* & <https://example.org> [a](br106) [b](br106#milestones) [c](#top)", ""},
        {"[a](HTTP://example.org/x?y#z) [b](mailto:a@example.org)", ""},
        {"one\n\n[x](nobody)", "3 broken nobody"},
        {"[x](nobody#part)", "1 broken nobody"},
        {"[x]()", "1 broken "},
        {"[x](<br 106>) [y](<no one>)", "1 broken no one"},
        {"one\n[two\nthree](nobody) four", "2 broken nobody"},
        {"> - [x][r]\n\n[r]: nobody", "1 broken nobody"},
        {"![x](nobody)", "1 broken nobody"},
        {"[a](javascript:alert(1))", "1 unsafe javascript:alert(1)"},
        {"[a](JaVaScRiPt:x)", "1 unsafe JaVaScRiPt:x"},
        {"[a](java&#10;script:x)", "1 unsafe java\nscript:x"},
        {"[a](&#1;javascript:x)", "1 unsafe \001javascript:x"},
        {"[a](data:text/html,x)", "1 unsafe data:text/html,x"},
        {"[a](//example.org)", "1 unsafe //example.org"},
        {"[a](/etc/passwd) [b](../x)", "1 unsafe /etc/passwd; 1 unsafe ../x"},
        {"[a](\\\\example.org)", "1 unsafe \\example.org"},
        {"[a](http:example.org) [b](https://)", "1 unsafe http:example.org; 1 unsafe https://"},
        {"<javascript:x>", "1 unsafe javascript:x"},
        {"![a](file:///x)", "1 unsafe file:///x"},
        {"a <b>c</b>", "1 html <b>; 1 html </b>"},
        {"a\n\n<script>\nalert(1)\n</script>", "3 html <script>"},
        {"a <!-- b\nc -->", "1 html <!-- b"},
        {"`<b>` \\<b> &lt;b>\n\n    <b>", ""},
        {"<b>[x](nobody)[y](a:b)", "1 html <b>; 1 broken nobody; 1 unsafe a:b"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = check(cases[i].markdown);
        g_assert_cmpstr(got, ==, cases[i].want);
    }
}

static void test_html(void)
{
    static const struct {
        const char *markdown, *want;
    } cases[] = {
        {"", ""},
        {"some *text*, **bold**, `code`", "<p>some <em>text</em>, <strong>bold</strong>, "
                                          "<code>code</code></p>\n"},
        {"[BR106](br106) [at](br106#a)",
         "<p><a href=\"#entry-br106\">BR106</a> <a href=\"#entry-br106#a\">at</a></p>\n"},
        {"[a](https://e.org/?a=1&b=\"2\" \"t&\\\"\")",
         "<p><a href=\"https://e.org/?a=1&amp;b=%222%22\" title=\"t&amp;&quot;\" "
         "rel=\"noopener noreferrer\">a</a></p>\n"},
        {"<https://e.org/'x'>", "<p><a href=\"https://e.org/&apos;x&apos;\" "
                                "rel=\"noopener noreferrer\">https://e.org/'x'</a></p>\n"},
        {"<a@e.org>", "<p><a href=\"mailto:a@e.org\">a@e.org</a></p>\n"},
        {"[a](https://e.org/壁)", "<p><a href=\"https://e.org/%E5%A3%81\" "
                                  "rel=\"noopener noreferrer\">a</a></p>\n"},
        {"[a *b*](javascript:x)", "<p>a <em>b</em></p>\n"},
        {"[a](nobody).", "<p>a.</p>\n"},
        {"*[](nobody)*", ""},
        {"![alt](https://e.org/x.png)",
         "<p><a href=\"https://e.org/x.png\" rel=\"noopener noreferrer\">alt</a></p>\n"},
        {"![](br106)", "<p><a href=\"#entry-br106\">br106</a></p>\n"},
        {"[![alt](https://e.org)](br106)", "<p><a href=\"#entry-br106\">alt</a></p>\n"},
        {"![a [b](br1)](br2)", "<p><a href=\"#entry-br2\">a b</a></p>\n"},
        {"![a [b](br1)](x:y)", "<p>a <a href=\"#entry-br1\">b</a></p>\n"},
        {"a <b onclick=\"x\">c</b>", "<p>a &lt;b onclick=&quot;x&quot;&gt;c&lt;/b&gt;</p>\n"},
        {"<script>\nalert(1)\n</script>", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n"},
        {"&#1;&#x7f;&#x85;a", "<p>\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
                              "a</p>\n"},
        {"a&#10;b", "<p>a b</p>\n"},
        {"# a\n\n###### b", "<h3>a</h3>\n<h6>b</h6>\n"},
        {"a\nb\n===", "<h3>a b</h3>\n"},
        {"``` <b>\n<c>\n```", "<pre><code class=\"language-&lt;b&gt;\">&lt;c&gt;\n</code></pre>\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = to_html(cases[i].markdown, 2);
        g_assert_cmpstr(got, ==, cases[i].want);
    }
    g_autofree char *up = to_html("## a", -5);
    g_assert_cmpstr(up, ==, "<h1>a</h1>\n");
}

static void test_markdown(void)
{
    static const struct {
        const char *markdown, *want;
    } cases[] = {
        {"", ""},
        {"*[](nobody)*", ""},
        {"some *text*, __bold__, `code`\nmore", "some *text*, **bold**, `code`\nmore\n"},
        {"[BR106](br106 \"t\") [x](nobody) ![i](br1)",
         "[BR106](#entry-br106 \"t\") x [i](#entry-br1)\n"},
        {"[a](<https://e.org/a b(c)>)", "[a](https://e.org/a%20b\\(c\\))\n"},
        {"wow\\![x](br1)", "wow\\![x](#entry-br1)\n"},
        {"a <b>c</b>", "a \\<b\\>c\\</b\\>\n"},
        {"a\n\n<div>\n  b\n</div>", "a\n\n\\<div\\>\nb\n\\</div\\>\n"},
        {"\\~~~\n\\===", "\\~\\~\\~\n\\===\n"},
        {"&copy; &amp;copy; 1\\. \\# a", "© \\&copy; 1. \\# a\n"},
        {"# a\n\nb\n---\n", "### a\n\n#### b\n"},
        {"- a\n- b\n\n1. c\n", "  - a\n  - b\n\n1.  c\n"},
        {"- a\n\n* b", "  - a\n  - b\n"},
        {"- a\n\n```\nb\n```", "  - a\n\n```  \nb\n```\n"},
        {"- a\n\n``` c\nb\n```", "  - a\n\n``` c\nb\n```\n"},
        {"a\\\nb", "a  \nb\n"},
        /* By themselves, these could not begin or end emphasis. */
        {"foo[*(b)*](nobody)bar", "fo&#111;*(b)*&#98;ar\n"},
        {"| a |\n| - |\n~x~", "\\| a \\|\n\\| - \\|\n\\~x\\~\n"},
        {"a\n:-:", "a\n\\:-:\n"},
        /* No list item can hold just this; the source has a fence of its own. */
        {"- a\n\n  ```\n  b\n  ```\n  1. ``  \n     <!--\\&nbsp;](x)-->~~~\n", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = to_markdown(cases[i].markdown, 2);
        if (cases[i].want != NULL)
            g_assert_cmpstr(got, ==, cases[i].want);
        else
            g_assert_true(g_str_has_prefix(got, "````\n- a"));
    }
}

/* Emphasis beside East Asian text: as it is meant, and written so that plain CommonMark (in which
 * the Markdown is read back) shows the same. */
static void test_east_asian(void)
{
    static const struct {
        const char *markdown, *html, *written;
    } cases[] = {
        {"**提升15%**以上", "<strong>提升15%</strong>以上", "**提升15%**&#20197;上"},
        {"功耗**降低20%**以下。", "功耗<strong>降低20%</strong>以下。",
         "功耗**降低20%**&#20197;下。"},
        {"**壁仞（Biren）**产品", "<strong>壁仞（Biren）</strong>产品",
         "**壁仞（Biren）**&#20135;品"},
        {"的**“大芯片”**路线", "的<strong>“大芯片”</strong>路线", "&#30340;**“大芯片”**&#36335;线"},
        {"*注：*见下", "<em>注：</em>见下", "*注：*&#35265;下"},
        {"**BR100™**芯片", "<strong>BR100™</strong>芯片", "**BR100™**&#33455;片"},
        {"**45℃**以下", "<strong>45℃</strong>以下", "**45℃**&#20197;下"},
        {"**「ああ」**です", "<strong>「ああ」</strong>です", "**「ああ」**&#12391;す"},
        {"***重要：***请看", "<em><strong>重要：</strong></em>请看", NULL},
        {"**`a`**字", "<strong><code>a</code></strong>字", "**`a`**&#23383;"},
        {"`**中。**字`", "<code>**中。**字</code>", "`**中。**字`"},
        {"\\*\\*中。\\*\\*字", "**中。**字", NULL},
        {"a**(b)**c", "a**(b)**c", NULL}, /* no East Asian text: CommonMark's rule */
        {"2 * 3 * 4，5 * 6", "2 * 3 * 4，5 * 6", NULL},
        {"[中**。**字](br1)", "<a href=\"#entry-br1\">中<strong>。</strong>字</a>", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *html = to_html(cases[i].markdown, 0);
        g_autofree char *want = g_strdup_printf("<p>%s</p>\n", cases[i].html);
        g_assert_cmpstr(html, ==, want);
        g_autofree char *written = to_markdown(cases[i].markdown, 0);
        g_autofree char *want_written = g_strdup_printf("%s\n", cases[i].written);
        if (cases[i].written != NULL)
            g_assert_cmpstr(written, ==, want_written);
    }
}

static void test_addresses(void)
{
    static const struct {
        const char *markdown, *written;
    } cases[] = {
        {"see https://e.org/a_b_c.", "see <https://e.org/a_b_c>."},
        {"见https://e.org/a。后", "见<https://e.org/a>。后"},
        {"(http://e.org/x(y))", "(<http://e.org/x(y)>)"},
        {"www.e.org/a, more", "[www.e.org/a](http://www.e.org/a), more"},
        {"`https://e.org` https:// https://x awww.e.org",
         "`https://e.org` https:// https://x awww.e.org"},
        {"[https://e.org/a](br1)", "[https://e.org/a](#entry-br1)"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *written = to_markdown(cases[i].markdown, 0);
        g_strchomp(written);
        g_assert_cmpstr(written, ==, cases[i].written);
    }
}

static void test_heading_ids(void)
{
    static const struct {
        const char *markdown, *id;
    } cases[] = {
        {"# The *numbers*, in `full`", "the-numbers-in-full"},
        {"# 性能 与 功耗（2025）", "性能-与-功耗2025"},
        {"# Same", "same"},
        {"# SAME!", "same-1"},
        {"# Same", "same-2"},
        {"Über_alles - 1\n===", "über_alles---1"},
        {"# taken", "taken-1"},
        {"# [link](br1) & more", "link--more"},
    };
    g_autoptr(GHashTable) ids = prose_ids_new();
    g_hash_table_add(ids, g_strdup("taken"));
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        prose_append_html(cases[i].markdown, 0, &TARGETS, ids, out);
        g_autofree char *start = g_strdup_printf("<h1 id=\"%s\">\n", cases[i].id);
        g_assert_cmpstr(out->str, !=, "");
        g_assert_true(g_str_has_prefix(out->str, start));
        g_assert_true(g_hash_table_contains(ids, cases[i].id));
    }
    g_autoptr(GString) none = g_string_new(NULL);
    prose_append_html("# !!!", 0, &TARGETS, ids, none);
    g_assert_cmpstr(none->str, ==, "<h1>!!!</h1>\n");
}

static bool has_part(const char *id, size_t length, const char *fragment, void *user)
{
    g_assert_cmpstr(user, ==, "user");
    return strcmp(fragment, length > 0 && id[0] == 'b' ? "there" : "数") == 0;
}

static void test_parts(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    prose_check("[a](#数) [b](#%E6%95%B0) [c](#no) [d](br1#there) [e](br1#not) [f](br1#) [g](#)",
                &TARGETS, has_part, describe, out);
    g_assert_cmpstr(out->str, ==, "1 part #no; 1 part br1#not");
}

static void test_images(void)
{
    static const struct {
        const char *markdown, *html, *again;
    } cases[] = {
        {"![Two *dies* & a [link](br1)](images/x.png)",
         "<p><img src=\"images/x.png\" alt=\"Two dies &amp; a link\" width=\"16384\" "
         "height=\"300\" loading=\"lazy\"></p>\n",
         "![Two dies & a link](images/x.png)\n"},
        {"a ![\"b\" ![c](images/x1.png)](images/x.png \"t\\\"\")",
         "<p>a <img src=\"images/x.png\" alt=\"&quot;b&quot; c\" title=\"t&quot;\" "
         "width=\"16384\" height=\"300\" loading=\"lazy\"></p>\n",
         "a ![\"b\" c](images/x.png \"t\\\"\")\n"},
        {"[![a](images/x.png)](br106)",
         "<p><a href=\"#entry-br106\"><img src=\"images/x.png\" alt=\"a\" width=\"16384\" "
         "height=\"300\" loading=\"lazy\"></a></p>\n",
         "[![a](images/x.png)](#entry-br106)\n"},
        {"![gone](images/y.png) ![away](https://example.org/x.png)",
         "<p>gone <a href=\"https://example.org/x.png\" rel=\"noopener noreferrer\">away</a></p>\n",
         "gone [away](https://example.org/x.png)\n"},
        {"[a link](images/x.png)", "<p>a link</p>\n", "a link\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *html = to_html(cases[i].markdown, 0);
        g_autofree char *again = to_markdown(cases[i].markdown, 0);
        g_assert_cmpstr(html, ==, cases[i].html);
        g_assert_cmpstr(again, ==, cases[i].again);
    }
    g_autofree char *got = check("![a](images/x.png) ![](images/x.png) ![ ](images/y.png)\n\n"
                                 "[a](images/x.png) ![a](../images/x.png)");
    g_assert_cmpstr(got, ==,
                    "1 no text images/x.png; 1 image images/y.png; 3 unsafe images/x.png; "
                    "3 unsafe ../images/x.png");
}

static void note_image(const char *path, void *user)
{
    g_string_append_printf(user, " %s", path);
}

/* What pages show is what is published with them, however its path is written. */
static void test_shown_images(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    prose_visit_images("[a](images/x.png) ![b](https://example.org/images/x.png)", note_image, out);
    g_assert_cmpstr(out->str, ==, "");
    prose_visit_images(
        "![a](images/x1.png) ![b](images\\/x2.png) ![c][r]\n\n[r]: images&#47;x3.png", note_image,
        out);
    g_assert_cmpstr(out->str, ==, " images/x1.png images/x2.png images/x3.png");
}

/* "id", "id#fragment" or "#fragment" of each link; "!" if there is more to say. */
static char *outline(const char *markdown)
{
    g_autoptr(Arena) arena = arena_new();
    const ProseOutline found = prose_outline(markdown, arena);
    GString *out = g_string_new(found.is_sound ? NULL : "!");
    for (size_t i = 0; i < found.link_count; i++)
        g_string_append_printf(out, " %s%s%s", found.links[i].id,
                               found.links[i].fragment != NULL ? "#" : "",
                               found.links[i].fragment != NULL ? found.links[i].fragment : "");
    return g_string_free(out, FALSE);
}

/* What is said of a text hangs on its links, or is known before. */
static void test_outline(void)
{
    static const struct {
        const char *markdown, *want;
    } cases[] = {
        {"", ""},
        {"plain, <https://example.org>", ""},
        {"[a](br106) and ![b](nobody)", " br106 nobody"},
        {"[a](br1#there) [b](#%E6%95%B0) [c](br1#)", " br1 br1#there #数 br1"},
        {"[a]()", "!"},
        {"[a](/etc) [b](br1)", "! br1"},
        {"![a](images/x.png)", "!"}, /* there may be no such picture */
        {"<b>x</b>", "!"},
        {"~~x~~", "!"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = outline(cases[i].markdown);
        g_assert_cmpstr(got, ==, cases[i].want);
    }
}

/* What it says is all that is left. */
static void test_text(void)
{
    static const struct {
        const char *markdown, *want;
    } cases[] = {
        {"", ""},
        {"# One\n\n*two* `three`\nfour", "One two three four"},
        {"- [a](br106)\n- b\n\n  c\n\n> d", "a b c d"},
        {"before\n```\nx <y>\nz\n```\nafter", "before x <y> z after"},
        {"<p>\nx\n</p>\n\n&lt;b&gt; &amp;lt; <i>", "<p> x </p> <b> &lt; <i>"},
        {"![alt *text*](images/x.png)", "alt text"},
        {"a\n\n---\n\n**壁仞**科技", "a 壁仞科技"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = prose_text(cases[i].markdown);
        g_assert_cmpstr(got, ==, cases[i].want);
    }
}

static void test_extensions(void)
{
    g_autofree char *got = check("| a | b |\n|---|---|\n\n~~x~~ y[^1]\n\n- [ ] a\n- [x] b\n\n"
                                 "> [!TIP]\n> a\n\n~ 300 W, 5~6 W, a | b\n\n`~~x~~`");
    g_assert_cmpstr(got, ==,
                    "2 extension |---|---|; 4 extension ~~; 4 extension [^; "
                    "6 extension [ ]; 7 extension [x]; 9 extension [!");
    static const struct {
        const char *markdown, *want;
    } cases[] = {
        {"a[^n]\n\n[^n]: word", "1 extension [^"},
        {"$x^2$ and $$y$$", "1 extension $x^2$"},
        {"so ($a*b*c$)", "1 extension $abc$"},
        {"$5 to $7, US$5-$7, 5$ or 6$, `$x$`, $x", ""},
        {"fine :smile: :+1:", "1 extension :smile:"},
        {":100:", "1 extension :100:"},
        {"10:30:40 a:b:c std::string::x `:smile:`", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *problems = check(cases[i].markdown);
        g_assert_cmpstr(problems, ==, cases[i].want);
    }
}

static char *name_part(const char *id, size_t length, const char *fragment, void *user)
{
    (void)user;
    return strcmp(fragment, "no") != 0 ? g_strdup_printf("%.*s-%s", (int)length, id, fragment)
                                       : NULL;
}

/* A page may call its parts by other names, and have none of some. */
static void test_named_parts(void)
{
    g_autoptr(GHashTable) ids = prose_ids_new();
    g_autoptr(GString) out = g_string_new(NULL);
    const ProseTargets targets = {.resolve = resolve, .name_part = name_part, .user = user_data};
    prose_append_markdown("# A b\n\n[x](#a-b) [y](br106#c) [z](br106#no) [v](#no)", 1, &targets,
                          ids, out);
    g_assert_cmpstr(out->str, ==,
                    "## <a id=\"text-a-b\"></a>A b\n\n[x](#-a-b) [y](#entry-br106#br106-c) "
                    "[z](#entry-br106) v\n");
    g_string_truncate(out, 0);
    prose_append_markdown("# 华山**（一）**测试", 0, &targets, ids, out);
    g_assert_true(g_str_has_prefix(out->str, "# <a id=\"text-华山一测试\"></a>"));
}

/* What hosts read besides CommonMark is kept from them. */
static void test_extensions_escaped(void)
{
    static const struct {
        const char *markdown, *want;
    } cases[] = {
        {"a[^n]\n\n[^n]: word", "a\\[^n\\]\n"},
        {"$x$ for $5", "\\$x\\$ for \\$5\n"},
        {"$5 to $7", "$5 to $7\n"},
        {"so $a*b*c$", "so \\$a*b*c\\$\n"},
        {"a :smile: b", "a :\u200bsmile: b\n"},
        {"`$x$ :smile:` 10:30:40", "`$x$ :smile:` 10:30:40\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        prose_append_markdown(cases[i].markdown, 0, &TARGETS, NULL, out);
        g_assert_cmpstr(out->str, ==, cases[i].want);
    }
}

/* All tags that may appear, with attributes that hold no angle bracket and no quote. */
static void assert_safe_html(const char *html)
{
    static const char tag[] =
        "<(/?(p|em|strong|h[1-6]|ul|ol|li|blockquote|pre|code|hr|br|a|img))"
        "( (href|rel|title|start|class|src|alt|width|height|loading)=\"[^\"<>]*\")*( /)?>";
    static const char href[] = "href=\"(?!(https?://|mailto:|#))|src=\"(?!images/x)";
    g_autoptr(GRegex) tags = g_regex_new(tag, G_REGEX_OPTIMIZE, 0, NULL);
    g_autofree char *text = g_regex_replace_literal(tags, html, -1, 0, "", 0, NULL);
    if (strpbrk(text, "<>") != NULL || g_regex_match_simple(href, html, G_REGEX_CASELESS, 0))
        g_error("unsafe: %s", html);
    for (; *text != '\0' && *html != '\0'; html++)
        g_assert_true((unsigned char)*html >= 0x20 || *html == '\n' || *html == '\t');
}

/* Markdown must read back without raw HTML and unsafe links, whatever else happens to it. */
static void assert_safe_markdown(const char *markdown)
{
    g_autofree char *problems = check(markdown);
    if (strstr(problems, "unsafe") != NULL || strstr(problems, "html") != NULL)
        g_error("'%s' has %s", markdown, problems);
}

static const char *const hostile[] = {
    "![\"><script>](images/x.png)",
    "![a](<images/x\" onerror=\"alert(1)>)",
    "![a](images/x?y#z \"\\\" onerror='alert(1)'\")",
    "![![x](images/x) [y](br1) `z` <b>](images/x)",
    "a*![*b](images/x)*",
    "[![a]( images/x1 )![b](images/x2)](br1)",
    "\"><script>alert(1)</script>",
    "</p></div><img src=x onerror=alert(1)>",
    "[x](javascript:1)",
    "[x](<javascript:1>)",
    "[x](https://e.org/\"onclick=alert(1))",
    "[x](https://e.org '\"onclick=alert(1)')",
    "![x](https://e.org/x'\"><script>)",
    "[<script>](https://e.org)",
    "<https://e.org/\"><script>>",
    "[a]: javascript:x\n\n[a]",
    "```\"><script>\nx\n```",
    "`<script>`",
    "<!-- --><script>x</script><!-- -->",
    "<![CDATA[<script>]]>",
    "<?php x ?>",
    "[x](&#x6A;avascript:1)",
    "[x](https://e.org/&quot;&gt;&lt;script&gt;)",
    "</title>",
    "{{name}}",
    "\\",
    "&#x202e;[x](br1)",
};

static void test_hostile(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autofree char *html = to_html(hostile[i], 0);
        g_autofree char *markdown = to_markdown(hostile[i], 0);
        g_autofree char *again = to_html(markdown, 0);
        assert_safe_html(html);
        assert_safe_markdown(markdown);
        g_assert_cmpstr(again, ==, html);
    }
}

/* Random texts of what Markdown is sensitive to. */
static void test_random(void)
{
    static const char *const tokens[] = {
        "a",    "b c",    "*",           "**",          "_",     "`",
        "``",   "[",      "](br1)",      "](x:y)",      "](z)",  "![",
        "<b>",  "<!--",   "-->",         "&amp;",       "&lt;",  "\\",
        "\n",   "\n\n",   "- ",          "1. ",         "> ",    "# ",
        "    ", "```\n",  "!",           "(",           ")",     ". ",
        "+ ",   "===",    "---",         "~~~\n",       "|",     "中文",
        "，",   "\"",     "'",           ":",           "&#10;", "&nbsp;",
        "  \n", "\t",     "1)",          "* ",          "](",    "<",
        ">",    "a@b.c",  "<a@b.c>",     "https://",    "<c:d>", "[r]",
        "&#1;", "=",      "\n[r]: br2",  "%",           "](<",   "<p>\n\n",
        "?>",   "</p>\n", "](images/x)", "](images/y)", "![",    "](images/x \"t*\")",
    };
    enum { TEXTS = 20000, LENGTH_MAX = 24 };
    int same = 0;
    g_autoptr(GRand) random = g_rand_new_with_seed(2026);
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < TEXTS; i++) {
        g_string_truncate(text, 0);
        for (int left = g_rand_int_range(random, 1, LENGTH_MAX); left > 0; left--)
            g_string_append(text, tokens[g_rand_int_range(random, 0, G_N_ELEMENTS(tokens))]);
        g_autofree char *html = to_html(text->str, 0);
        g_autofree char *markdown = to_markdown(text->str, 0);
        g_autofree char *again = to_html(markdown, 0);
        assert_safe_html(html);
        assert_safe_markdown(markdown);
        same += strcmp(html, again) == 0;
    }
    /* The rest: bullet lists in a row, emphasis that cannot be said, source shown as code. */
    g_test_message("%d of %d read back the same", same, TEXTS);
    g_assert_cmpint(same, >, TEXTS * 98 / 100);
}

static char *repeat(const char *unit, size_t length)
{
    GString *out = g_string_new(NULL);
    while (*unit != '\0' && out->len + strlen(unit) <= length)
        g_string_append(out, unit);
    return g_string_free(out, FALSE);
}

static void test_limits(void)
{
    static const struct {
        const char *unit;
        size_t bytes; /* of one level */
    } cases[] = {{"> ", 2}, {">", 1}, {"- ", 2}, {"1. ", 3}, {"> - ", 2}, {"-\t", 2}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        for (size_t depth = 60; depth < 5000; depth += depth < 70 ? 2 : depth) {
            g_autofree char *marks = repeat(cases[i].unit, depth * cases[i].bytes);
            g_autofree char *text = g_strconcat("one\n\n", marks, "a", NULL);
            g_autofree char *problems = check(text);
            g_autofree char *html = to_html(text, 0);
            g_autofree char *markdown = to_markdown(text, 0);
            bool deep = depth > PROSE_DEPTH_MAX;
            g_assert_cmpstr(problems, ==, deep ? "3 deep " : "");
            g_assert_cmpint(g_str_has_prefix(html, "<pre>one"), ==, deep);
            g_assert_cmpint(g_str_has_prefix(markdown, "```\none"), ==, deep);
        }
    g_autofree char *stars = repeat("*a **b ", 231);
    g_autofree char *ends = repeat("b** a*", 198);
    g_autofree char *emphasis = g_strconcat(stars, ends, NULL);
    g_autofree char *deep_emphasis = check(emphasis);
    g_assert_cmpstr(deep_emphasis, ==, "1 deep ");

    g_autofree char *longest = repeat("a", PROSE_LENGTH_MAX);
    g_autofree char *too_long = repeat("a", PROSE_LENGTH_MAX + 1);
    g_autofree char *longest_problems = check(longest);
    g_autofree char *too_long_problems = check(too_long);
    g_assert_cmpstr(longest_problems, ==, "");
    g_assert_cmpstr(too_long_problems, ==, "1 deep ");

    /* Looks deep, is not. */
    g_autofree char *rule = repeat("- ", 160);
    g_autofree char *arrows = repeat(">", 100);
    g_autofree char *shallow = g_strconcat(rule, "\n\n```\n", arrows, "\n```\n", NULL);
    g_autofree char *shallow_problems = check(shallow);
    g_assert_cmpstr(shallow_problems, ==, "");
}

typedef struct Pattern {
    const char *first;  /* once */
    const char *repeat; /* as often as fits */
    const char *last;   /* once */
    int first_times;
} Pattern;

/* What is known to be slow in one Markdown parser or another. */
static const Pattern patterns[] = {
    {"", "> ", "a", 0},
    {"", "- ", "a", 0},
    {"", "1. ", "a", 0},
    {"", "[", "", 0},
    {"", "]", "", 0},
    {"", "![", "", 0},
    {"", "[](", "", 0},
    {"", "[a](", "", 0},
    {"", "[a](<b", "", 0},
    {"", "![[]()", "", 0},
    {"", "*a ", "", 0},
    {"", "a* ", "", 0},
    {"", "_a ", "", 0},
    {"", "a**b", "", 0},
    {"", "*a **a ", "", 0},
    {"", "a*_", "", 0},
    {"", "*", "a", 0},
    {"", "`a``", "", 0},
    {"", "<", "", 0},
    {"", "<a ", "", 0},
    {"", "a<!--", "", 0},
    {"", "a<?", "", 0},
    {"", "a<!A ", "", 0},
    {"", "a<![CDATA[", "", 0},
    {"", "<a b='", "", 0},
    {"", "<b>", "", 0},
    {"", "<p>\n\n", "", 0},
    {"", "&", "", 0},
    {"", "&amp;", "", 0},
    {"", "&#1;", "", 0},
    {"", "[a]: b\n", "", 0},
    {"[a]: /u\n\n", "[a]", "", 1},
    {"", "[a](br1)", "", 0},
    {"", "![a](https://b.c)", "", 0},
    {"", "<https://b.c>", "", 0},
    {"", "[a](x:y) ", "", 0},
    {"", "- a\n\n", "", 0},
    {"", "- a\n\n* b\n\n", "", 0},
    {"", "1. a\n\n1) b\n\n", "", 0},
    {"", "- \n", "", 0},
    {"", "# a\n", "", 0},
    {"", "a\n===\n", "", 0},
    {"", "~~~\n", "", 0},
    {"", "    a\n\n", "", 0},
    {"", "\\*", "", 0},
    {"", "!", "[a](br1)", 0},
    {"", "![", "](br1)", 0},
    {"", "a\n", "", 0},
    {"> ", "b\n", "", 60},
    {"- ", "\n", "a", 60},
    {"- ", "\n", "a", 180},
    {"> ", "b\n", "", 180},
    {"*a **b ", "c ", "", 30},
    {"", "\t- a\n", "", 0},
    {"", "`", "", 0},
    {"", "\t", "", 0},
    {"", "```", "", 0},
};

static char *build_pattern(const Pattern *pattern)
{
    size_t lead = (size_t)pattern->first_times * strlen(pattern->first);
    g_autofree char *first = repeat(pattern->first, lead);
    g_autofree char *middle =
        repeat(pattern->repeat, PROSE_LENGTH_MAX - lead - strlen(pattern->last) - 2);
    return g_strconcat(first, lead > 0 ? "a\n" : "", middle, pattern->last, NULL);
}

/* Of this thread alone, in milliseconds: other work on the machine does not count. */
static double cpu_time(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void check_time(const char *name, const char *text)
{
    const double limit = 2e3; /* linear or not, not fast or slow: they take about 100 */
    double start = cpu_time();
    g_autofree char *problems = check(text);
    double checked = cpu_time();
    g_autofree char *html = to_html(text, 2);
    double rendered = cpu_time();
    g_autofree char *markdown = to_markdown(text, 2);
    double end = cpu_time();
    g_test_message("%-24s check %3.0f ms, HTML %3.0f ms (%zu KiB), Markdown %3.0f ms (%zu KiB)",
                   name, checked - start, rendered - checked, strlen(html) / 1024, end - rendered,
                   strlen(markdown) / 1024);
    g_assert_cmpfloat(checked - start, <, limit);
    g_assert_cmpfloat(rendered - checked, <, limit);
    g_assert_cmpfloat(end - rendered, <, limit);
}

static void test_time(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(patterns); i++) {
        g_autofree char *text = build_pattern(&patterns[i]);
        g_autofree char *name = g_strescape(patterns[i].repeat, NULL);
        check_time(name, text);
    }

    /* Lists that grow by a level a line, then lines that cmark tries at each level. */
    g_autoptr(GString) nested = g_string_new(NULL);
    for (int depth = 0; depth < 64; depth++) {
        for (int i = 0; i < depth; i++)
            g_string_append(nested, "  ");
        g_string_append(nested, "- a\n");
    }
    while (nested->len < PROSE_LENGTH_MAX)
        g_string_append_c(nested, '\n');
    check_time("growing lists", nested->str);

    /* Code spans whose ends are never there. */
    g_autoptr(GString) ticks = g_string_new(NULL);
    for (size_t length = 1; ticks->len + length + 1 < PROSE_LENGTH_MAX; length++) {
        g_string_append_c(ticks, 'e');
        for (size_t i = 0; i < length; i++)
            g_string_append_c(ticks, '`');
    }
    check_time("growing backticks", ticks->str);

    g_autoptr(GString) references = g_string_new(NULL);
    for (int i = 0; references->len < PROSE_LENGTH_MAX / 2; i++)
        g_string_append_printf(references, "[%d]: br%d\n", i, i);
    for (int i = 0; references->len < PROSE_LENGTH_MAX - 8; i++)
        g_string_append_printf(references, "%s[%d]", i == 0 ? "\n" : "", i);
    check_time("references", references->str);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/prose/check", test_check);
    g_test_add_func("/prose/html", test_html);
    g_test_add_func("/prose/markdown", test_markdown);
    g_test_add_func("/prose/east-asian", test_east_asian);
    g_test_add_func("/prose/addresses", test_addresses);
    g_test_add_func("/prose/heading-ids", test_heading_ids);
    g_test_add_func("/prose/parts", test_parts);
    g_test_add_func("/prose/images", test_images);
    g_test_add_func("/prose/shown-images", test_shown_images);
    g_test_add_func("/prose/outline", test_outline);
    g_test_add_func("/prose/text", test_text);
    g_test_add_func("/prose/extensions", test_extensions);
    g_test_add_func("/prose/extensions-escaped", test_extensions_escaped);
    g_test_add_func("/prose/named-parts", test_named_parts);
    g_test_add_func("/prose/hostile", test_hostile);
    g_test_add_func("/prose/random", test_random);
    g_test_add_func("/prose/limits", test_limits);
    g_test_add_func("/prose/time", test_time);
    return g_test_run();
}
