/* Content lines of iCalendar, and identifiers that follow from names. */
#include "base/ical.h"
#include "base/uuid.h"

#include <string.h>

static void assert_line(const char *name, const char *value, const char *want)
{
    g_autoptr(GString) out = g_string_new(NULL);
    ical_append_line(out, name, value);
    g_assert_cmpstr(out->str, ==, want);
}

/* 75 bytes stand on a line; the space before what goes on counts on the next. */
static void test_fold(void)
{
    g_autofree char *fits = g_strnfill(73, 'a');
    g_autofree char *more = g_strnfill(74, 'a');
    g_autofree char *long_text = g_strnfill(73 + 74 + 1, 'a');
    g_autofree char *next = g_strnfill(74, 'a');
    g_autofree char *one = g_strconcat("X:", fits, "\r\n", NULL);
    g_autofree char *two = g_strconcat("X:", fits, "\r\n a\r\n", NULL);
    g_autofree char *three = g_strconcat("X:", fits, "\r\n ", next, "\r\n a\r\n", NULL);
    assert_line("X", "", "X:\r\n");
    assert_line("X", fits, one);
    assert_line("X", more, two);
    assert_line("X", long_text, three);
}

/* No character is cut, wherever the line is full. */
static void test_fold_utf8(void)
{
    for (gsize before = 60; before < 80; before++) {
        g_autofree char *ascii = g_strnfill(before, 'a');
        g_autofree char *value =
            g_strconcat(ascii, "壁仞科技é😀壁仞科技é😀壁仞科技é😀壁仞科技é😀", NULL);
        g_autoptr(GString) out = g_string_new(NULL);
        ical_append_line(out, "S", value);
        g_auto(GStrv) lines = g_strsplit(out->str, "\r\n", -1);
        g_autoptr(GString) unfolded = g_string_new(NULL);
        for (guint i = 0; lines[i] != NULL; i++) {
            g_assert_true(g_utf8_validate(lines[i], -1, NULL));
            g_assert_cmpuint(strlen(lines[i]), <=, ICAL_LINE_MAX);
            g_assert_true(i == 0 || lines[i][0] == ' ' || lines[i][0] == '\0');
            g_string_append(unfolded, lines[i] + (i > 0 && lines[i][0] == ' '));
        }
        g_assert_cmpstr(unfolded->str + 2, ==, value);
    }
}

static void test_escape(void)
{
    g_autoptr(GString) out = g_string_new(NULL);
    ical_append_text(out, "SUMMARY", "a\\b; c, \"d\": e\nf\r\tg\x01h\x7f<壁>");
    g_assert_cmpstr(out->str, ==, "SUMMARY:a\\\\b\\; c\\, \"d\": e\\nf\tgh<壁>\r\n");
}

/* RFC 9562, A.4: www.example.com in the space of names of the DNS. */
static void test_uuid(void)
{
    const Uuid dns = {{0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f,
                       0xd4, 0x30, 0xc8}};
    char text[UUID_TEXT_MAX];
    const Uuid uuid = uuid_from_name(&dns, "www.example.com");
    g_assert_cmpstr(uuid_write(&uuid, text), ==, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    g_assert_true(g_uuid_string_is_valid(text));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ical/fold", test_fold);
    g_test_add_func("/ical/fold-utf8", test_fold_utf8);
    g_test_add_func("/ical/escape", test_escape);
    g_test_add_func("/uuid/from-name", test_uuid);
    return g_test_run();
}
