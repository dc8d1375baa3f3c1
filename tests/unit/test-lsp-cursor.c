/* Where in a YAML text somebody types: the texts have the cursor as "|". */
#include "lsp/cursor.h"

#include <glib.h>
#include <string.h>

typedef struct CursorRow {
    const char *text;
    const char *wanted; /* role, path, "word"; of a key: the others of its mapping in brackets */
} CursorRow;

static const CursorRow rows[] = {
    {"|", "key  \"\" []"},
    {"na|", "key  \"na\" []"},
    {"name: X\nma|\ntags: []\n", "key  \"ma\" [name tags]"},
    {"name: X\nma|ker: y\n", "key  \"maker\" [name]"},
    {"name: X\n|\nmaker: y\n", "key  \"\" [name maker]"},
    {"maker: |", "value maker \"\""},
    {"maker:|", "value maker \"\""},
    {"maker: bi|ren # f1\nx: y", "value maker \"biren\""},
    {"tdp: 300| W", "value tdp \"300 W\""},
    {"maker: x # a|", "nowhere"},
    {"# maker: |", "nowhere"},
    {"summary: >-\n  text is|\n", "nowhere"},
    {"summary: |-\n  a\n\n  b: |\nname: x", "nowhere"}, /* the first "|" is YAML's */
    {"summary:\n  en: >\n    text\n  z|", "key summary \"z\" [en]"},
    {"summary:\n  en: >\n    text\n|", "key  \"\" [summary]"},
    {"process:\n  |", "key process \"\" []"},
    {"process:\n  value: x\n  so|\nname: X", "key process \"so\" [value]"},
    {"tags: [a, b|]", "item tags \"b\""},
    {"tags:\n  - a\n  - b|\n", "item tags \"b\""},
    {"tags:\n- a\n- b|\nname: x\n", "item tags \"b\""},
    {"tags:\n- a\nna|", "key  \"na\" [tags]"},
    {"milestones:\n  - |", "item milestones \"\""},
    {"milestones:\n  - event: tape_out\n    |\n  - event: x\n    date: y\n",
     "key milestones \"\" [event]"},
    {"milestones:\n  - event: tape_out\n    date: 2021\n  - ev|\n    key: y\n",
     "item milestones \"ev\" [key]"},
    {"milestones:\n  - event: tape_out\n    date:\n      - value: 2021\n        st|",
     "key milestones.date \"st\" [value]"},
    {"milestones:\n  - {event: ta|, date: 2021}", "value milestones.event \"ta\""},
    {"milestones:\n  - {event: tape_out, d|, note: {en: x}}\nx: y",
     "key milestones \"d\" [event note]"},
    {"milestones:\n  - {event: tape_out,\n     da|", "key milestones \"da\" [event]"},
    {"milestones:\n  - {event: tape_out, date: {value: 2021, sta|}}",
     "key milestones.date \"sta\" [value]"},
    {"a: {b: {c: 1}, d: |}", "value a.d \"\""},
    {"a: {b: [x, y|", "item a.b \"y\""},
    {"a: {b: 'x, y: |z'}", "value a.b \"x, y: z\""},
    {"name: \"a: |b\"\nx: y", "value name \"a: b\""},
    {"name: 'it''s'\n|", "key  \"\" [name]"},
    {"name: 'a\n  b|\n", "value name \"a\n  b\""},
    {"a: {b: 1} # {\nc|", "key  \"c\" [a]"},
    {"a: {b: 1, # c: |\n", "nowhere"},
    {"name: A\n---\nna|\n---\nmaker: x", "key  \"na\" []"},
    {"name: A\r\nma|\r\ntags: x\r\n", "key  \"ma\" [name tags]"},
    {"\xEF\xBB\xBFna|", "key  \"na\" []"},
    {"variants:\n  - key: pcie\n    tdp: {value: 1 W}\n    |", "key variants \"\" [key tdp]"},
    {"by: http://x|", "value by \"http://x\""},
    {"- a\n- |", "item  \"\""},
    {"a: [|", "item a \"\""},
    {"a: ]|", "value a \"]\""},
    {"a: }\nb|", "key  \"b\" [a]"},
    {"note: {en: 芯|片, zh: x}", "value note.en \"芯片\""},
};

static char *describe(const char *marked)
{
    static const char *const roles[] = {"nowhere", "key", "value", "item"};
    const char *mark = strrchr(marked, '|');
    g_autofree char *text = g_strconcat(mark + 1, NULL);
    g_autoptr(GString) whole = g_string_new_len(marked, mark - marked);
    g_string_append(whole, text);
    TextCursor cursor;
    cursor_init(&cursor, whole->str, whole->len, (size_t)(mark - marked));
    GString *out = g_string_new(roles[cursor.role]);
    if (cursor.role != CURSOR_NOWHERE) {
        g_autofree char *word = cursor_word(&cursor, whole->str);
        g_string_append_c(out, ' ');
        for (guint i = 0; i < cursor.path->len; i++)
            g_string_append_printf(out, "%s%s", i > 0 ? "." : "",
                                   (const char *)cursor.path->pdata[i]);
        g_string_append_printf(out, " \"%s\"", word);
    }
    if (cursor.role == CURSOR_KEY || cursor.keys->len > 0) {
        g_string_append(out, " [");
        for (guint i = 0; i < cursor.keys->len; i++)
            g_string_append_printf(out, "%s%s", i > 0 ? " " : "",
                                   (const char *)cursor.keys->pdata[i]);
        g_string_append_c(out, ']');
    }
    cursor_clear(&cursor);
    return g_string_free(out, FALSE);
}

static void test_rows(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = describe(rows[i].text);
        if (strcmp(got, rows[i].wanted) != 0)
            g_test_message("%s", rows[i].text);
        g_assert_cmpstr(got, ==, rows[i].wanted);
    }
}

/* Whatever stands there, the word is around the cursor. */
static void test_anything(void)
{
    static const char *const pieces[] = {"a",  ": ", ":", "{",  "}",  "[",  "]", ",", "\n",  "\r\n",
                                         "  ", "- ", "'", "\"", "\\", "# ", "|", ">", "---", "芯"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    for (unsigned turn = 0; turn < 20000; turn++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int i = g_rand_int_range(rand, 0, 30); i > 0; i--)
            g_string_append(text, pieces[g_rand_int_range(rand, 0, (gint32)G_N_ELEMENTS(pieces))]);
        const size_t offset = (size_t)g_rand_int_range(rand, 0, (gint32)text->len + 1);
        TextCursor cursor;
        cursor_init(&cursor, text->str, text->len, offset);
        g_assert_cmpuint(cursor.start, <=, offset);
        g_assert_cmpuint(cursor.end, >=, offset);
        g_assert_cmpuint(cursor.end, <=, text->len);
        cursor_clear(&cursor);
    }
}

static void test_deep(void)
{
    g_autofree char *text = g_strnfill(100000, '[');
    text[0] = 'a';
    text[1] = ':';
    text[2] = ' ';
    TextCursor cursor;
    cursor_init(&cursor, text, strlen(text), strlen(text));
    g_assert_cmpint(cursor.role, ==, CURSOR_NOWHERE);
    cursor_clear(&cursor);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lsp-cursor/rows", test_rows);
    g_test_add_func("/lsp-cursor/anything", test_anything);
    g_test_add_func("/lsp-cursor/deep", test_deep);
    return g_test_run();
}
