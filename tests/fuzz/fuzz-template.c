/* Templates, rendered with a small page. Pieces "#@a", "#@b", "#@c" are templates that may include
 * each other; what stands before them is the one that is rendered. */
#include "fuzz.h"

#include "template/template.h"

#include <string.h>

/* Every kind of view, none of it large: what a template multiplies stays small. */
static const View *borrow_page(void)
{
    static View *page;
    if (page != NULL)
        return page;
    static Arena *arena;
    arena = arena_new();
    page = view_new_map(arena);
    view_put_text(arena, page, "text", "<b> *c* \"d\"\ne");
    view_put_text(arena, page, "name", "a");
    view_put_text(arena, page, "none", NULL);
    view_put_bool(arena, page, "yes", true);
    View *map = view_put_map(arena, page, "map");
    view_put_text(arena, map, "text", "inner");
    view_put_text(arena, view_put_map(arena, map, "map"), "name", "b");
    View *list = view_put_list(arena, page, "list");
    view_append(list, view_new_text(arena, "one"));
    view_put_text(arena, view_append_map(arena, list), "name", "c");
    view_put_list(arena, page, "empty");
    return page;
}

static void check_template(const GArray *pieces, Escape escape)
{
    g_autoptr(TemplateSet) set = template_set_new(escape);
    template_set_limit(set, &(TemplateLimits){.steps = 2000, .output = 1 << 16});
    for (guint i = 0; i < pieces->len; i++) {
        const FuzzPiece *piece = &g_array_index(pieces, FuzzPiece, i);
        TemplateError error = {0};
        if (template_set_add(set, piece->name, piece->text, piece->length, &error))
            continue;
        g_assert_cmpuint(error.line, >, 0);
        g_assert_cmpuint(error.column, >, 0);
        g_assert_true(g_utf8_validate(error.message, -1, NULL) && error.message[0] != '\0');
    }
    g_autoptr(GHashTable) endless = template_set_find_endless(set);
    g_autoptr(GString) out = g_string_new("kept");
    if (!template_render(set, "", borrow_page(), out))
        g_assert_cmpstr(out->str, ==, "kept");
    g_assert_true(g_utf8_validate_len(out->str, out->len, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* Whoever reads templates has looked at their bytes. */
    if (!g_utf8_validate_len((const char *)data, size, NULL))
        return 0;
    g_autoptr(GArray) pieces = fuzz_split(data, size);
    check_template(pieces, ESCAPE_HTML);
    check_template(pieces, ESCAPE_MARKDOWN);
    return 0;
}
