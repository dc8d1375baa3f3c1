/* What an editor sends: cut into messages, counted in its units, put into the open texts. */
#include "lsp/buffers.h"
#include "lsp/frame.h"
#include "lsp/position.h"

#include <glib.h>
#include <string.h>

static void assert_bytes(GBytes *bytes, const char *wanted)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autofree char *text = g_strndup(data, length);
    g_assert_cmpstr(text, ==, wanted);
}

/* --- messages --- */

static void assert_taken(FrameReader *reader, const char *wanted)
{
    g_autoptr(GBytes) body = frame_reader_take(reader);
    if (wanted == NULL) {
        g_assert_null(body);
        return;
    }
    g_assert_nonnull(body);
    assert_bytes(body, wanted);
}

static void put(FrameReader *reader, const char *text)
{
    frame_reader_put(reader, text, strlen(text));
}

static void test_frames_in_pieces(void)
{
    static const char text[] = "Content-Length: 2\r\nX: y\r\n\r\n{}content-length:3\n\n[1]";
    FrameReader reader;
    frame_reader_init(&reader);
    for (size_t i = 0; i < strlen(text); i++) {
        frame_reader_put(&reader, text + i, 1);
        if (g_str_has_prefix(text + i, "}"))
            assert_taken(&reader, "{}");
        else if (i + 1 < strlen(text))
            assert_taken(&reader, NULL);
    }
    assert_taken(&reader, "[1]");
    assert_taken(&reader, NULL);
    g_assert_false(reader.is_broken);
    frame_reader_clear(&reader);
}

static void test_frames_too_large(void)
{
    FrameReader reader;
    frame_reader_init(&reader);
    g_autofree char *part = g_strnfill(1024 * 1024, 'x');
    put(&reader, "Content-Length: 17000000\r\n\r\n");
    for (size_t i = 0; i < 17; i++) {
        assert_taken(&reader, NULL);
        frame_reader_put(&reader, part, i < 16 ? 1024 * 1024 : 17000000 - 16 * 1024 * 1024);
        g_assert_cmpuint(reader.pending->len, <=, 1024 * 1024);
    }
    put(&reader, "Content-Length: 1\r\n\r\n7");
    assert_taken(&reader, "7");
    frame_reader_clear(&reader);
}

static void test_frames_broken(void)
{
    static const char *const texts[] = {
        "hello\n\n",
        "Content-Length: x\r\n\r\n",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 99999999999999999999\r\n\r\n",
        "Content-Length: 1 2\r\n\r\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        FrameReader reader;
        frame_reader_init(&reader);
        put(&reader, texts[i]);
        assert_taken(&reader, NULL);
        g_assert_true(reader.is_broken);
        frame_reader_clear(&reader);
    }
    FrameReader reader;
    frame_reader_init(&reader);
    g_autofree char *long_line = g_strnfill(FRAME_HEADER_MAX + 1, 'x');
    put(&reader, long_line);
    assert_taken(&reader, NULL);
    g_assert_true(reader.is_broken);
    frame_reader_clear(&reader);
}

/* --- places --- */

typedef struct PlaceRow {
    const char *before; /* what stands before the place */
    uint32_t line;
    uint32_t utf16;
    uint32_t utf8;
} PlaceRow;

static const char long_text[] = "a芯😀b\r\n\r\n芯片\rx\n";

static const PlaceRow place_rows[] = {
    {"", 0, 0, 0},
    {"a", 0, 1, 1},
    {"a芯", 0, 2, 4},
    {"a芯😀", 0, 4, 8},
    {"a芯😀b", 0, 5, 9},
    {"a芯😀b\r\n", 1, 0, 0},
    {"a芯😀b\r\n\r\n", 2, 0, 0},
    {"a芯😀b\r\n\r\n芯", 2, 1, 3},
    {"a芯😀b\r\n\r\n芯片\r", 3, 0, 0},
    {"a芯😀b\r\n\r\n芯片\rx", 3, 1, 1},
    {"a芯😀b\r\n\r\n芯片\rx\n", 4, 0, 0},
};

static void test_places(void)
{
    for (PositionUnit unit = POSITION_UTF16; unit <= POSITION_UTF8; unit++) {
        g_autoptr(PlacedText) text = placed_text_new(long_text, strlen(long_text), unit);
        for (size_t i = 0; i < G_N_ELEMENTS(place_rows); i++) {
            const PlaceRow *row = &place_rows[i];
            const size_t offset = strlen(row->before);
            const uint32_t wanted = unit == POSITION_UTF16 ? row->utf16 : row->utf8;
            const TextPlace place = placed_text_place(text, offset);
            g_assert_cmpuint(place.line, ==, row->line);
            g_assert_cmpuint(place.unit, ==, wanted);
            g_assert_cmpuint(placed_text_offset(text, place), ==, offset);
        }
    }
}

/* Places that there are not are the nearest before them. */
static void test_places_beyond(void)
{
    g_autoptr(PlacedText) text = placed_text_new(long_text, strlen(long_text), POSITION_UTF16);
    g_assert_cmpuint(placed_text_offset(text, (TextPlace){0, 99}), ==, strlen("a芯😀b"));
    g_assert_cmpuint(placed_text_offset(text, (TextPlace){1, 99}), ==, strlen("a芯😀b\r\n"));
    g_assert_cmpuint(placed_text_offset(text, (TextPlace){2, 99}), ==, strlen("a芯😀b\r\n\r\n芯片"));
    g_assert_cmpuint(placed_text_offset(text, (TextPlace){99, 0}), ==, strlen(long_text));
    g_assert_cmpuint(placed_text_offset(text, (TextPlace){0, 3}), ==,
                     strlen("a芯")); /* half of it */
    g_assert_cmpuint(placed_text_place(text, strlen("a芯") + 2).unit, ==, 2);
    g_assert_cmpuint(placed_text_end(text, strlen("a芯") + 2).unit, ==, 4);
    g_assert_cmpuint(placed_text_end(text, strlen("a芯")).unit, ==, 2);
    g_assert_cmpuint(placed_text_place(text, 9999).line, ==, 4);
}

static void test_places_odd_bytes(void)
{
    static const char text[] = "\xEF\xBB\xBF\xff\xe8\x8a\x80z\n\xf0";
    g_autoptr(PlacedText) placed = placed_text_new(text, strlen(text), POSITION_UTF16);
    g_assert_cmpuint(placed_text_place(placed, 3).unit, ==, 0);
    g_assert_cmpuint(placed_text_offset(placed, (TextPlace){0, 0}), ==, 3);
    g_assert_cmpuint(placed_text_place(placed, strlen(text)).line, ==, 1);
    g_assert_cmpuint(placed_text_place(placed, strlen(text)).unit, ==, 1);
    g_autoptr(PlacedText) empty = placed_text_new("", 0, POSITION_UTF16);
    g_assert_cmpuint(placed_text_offset(empty, (TextPlace){3, 3}), ==, 0);
    g_assert_cmpuint(placed_text_place(empty, 0).line, ==, 0);
}

/* Far in a long text, with and without lines, it is found as near its beginning. */
static void test_places_far(void)
{
    for (size_t width = 1; width < 3000; width = width * 7 + 3) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (size_t i = 0; i < 3000; i++)
            g_string_append(text, i % width == width - 1 ? "\n" : i % 3 == 0 ? "😀" : "芯");
        g_autoptr(PlacedText) placed = placed_text_new(text->str, text->len, POSITION_UTF16);
        TextPlace before = {0, 0};
        for (const char *at = text->str; *at != '\0'; at = g_utf8_next_char(at)) {
            const TextPlace place = placed_text_place(placed, (size_t)(at - text->str));
            g_assert_cmpuint(place.line, ==, before.line);
            g_assert_cmpuint(place.unit, ==, before.unit);
            g_assert_cmpuint(placed_text_offset(placed, place), ==, (size_t)(at - text->str));
            before = *at == '\n' ? (TextPlace){place.line + 1, 0}
                                 : (TextPlace){place.line, place.unit + (*at == '\xf0' ? 2 : 1)};
        }
    }
}

/* --- texts --- */

static void assert_text(const Buffer *buffer, const char *wanted)
{
    assert_bytes(buffer->text, wanted);
}

static void test_buffers(void)
{
    Buffers *buffers = buffers_new();
    Buffer *buffer = buffers_open(buffers, "file:///kb/a%20b/../%E8%8A%AF.yaml", 3, "a芯😀b\n");
    g_assert_cmpstr(buffer->path, ==, "/kb/芯.yaml");
    g_assert_true(buffers_find_path(buffers, "/kb/芯.yaml") == buffer);
    buffer_replace(buffer, POSITION_UTF16, (TextPlace){0, 2}, (TextPlace){0, 4}, "😀😀");
    assert_text(buffer, "a芯😀😀b\n");
    buffer_replace(buffer, POSITION_UTF8, (TextPlace){0, 4}, (TextPlace){0, 12}, "");
    assert_text(buffer, "a芯b\n");
    buffer_replace(buffer, POSITION_UTF16, (TextPlace){9, 9}, (TextPlace){9, 9}, "end");
    assert_text(buffer, "a芯b\nend");
    buffer_replace(buffer, POSITION_UTF16, (TextPlace){1, 2}, (TextPlace){0, 0}, "-");
    assert_text(buffer, "a芯b\nen-d");
    buffer_set(buffer, "\xed\xa0\x80!"); /* half of a surrogate pair */
    g_assert_true(g_utf8_validate_len(g_bytes_get_data(buffer->text, NULL),
                                      g_bytes_get_size(buffer->text), NULL));
    g_assert_null(buffers_open(buffers, "untitled:Untitled-1", 1, "")->path);
    buffers_close(buffers, "untitled:Untitled-1");
    g_assert_null(buffers_find(buffers, "untitled:Untitled-1"));
    buffers_free(buffers);
}

static void test_buffers_bounded(void)
{
    Buffers *buffers = buffers_new();
    for (size_t i = 0; i <= BUFFERS_MAX; i++) {
        g_autofree char *uri = g_strdup_printf("file:///%zu", i);
        g_assert_true((buffers_open(buffers, uri, 1, "") != NULL) == (i < BUFFERS_MAX));
    }
    g_assert_nonnull(buffers_open(buffers, "file:///0", 2, "")); /* replaced: no more than before */
    buffers_free(buffers);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lsp-texts/frames-in-pieces", test_frames_in_pieces);
    g_test_add_func("/lsp-texts/frames-too-large", test_frames_too_large);
    g_test_add_func("/lsp-texts/frames-broken", test_frames_broken);
    g_test_add_func("/lsp-texts/places", test_places);
    g_test_add_func("/lsp-texts/places-beyond", test_places_beyond);
    g_test_add_func("/lsp-texts/places-odd-bytes", test_places_odd_bytes);
    g_test_add_func("/lsp-texts/places-far", test_places_far);
    g_test_add_func("/lsp-texts/buffers", test_buffers);
    g_test_add_func("/lsp-texts/buffers-bounded", test_buffers_bounded);
    return g_test_run();
}
