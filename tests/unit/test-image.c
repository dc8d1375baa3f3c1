#include "value/image.h"

#include <glib.h>
#include <string.h>

/* A header, and what it says. */
#define BYTES(text) text, sizeof(text) - 1
static const struct {
    const char *bytes;
    size_t length;
    ImageHeader want;
} cases[] = {
    {BYTES("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x02\x58\0\0\x01\x2C\x08\x06"),
     {IMAGE_PNG, 600, 300}},
    {BYTES("\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x02"), {IMAGE_PNG, 512, 0}},
    {BYTES("\x89PNG\r\n\x1A\n"), {IMAGE_PNG, 0, 0}},
    {BYTES("GIF89a\x10\x01\x20\x00"), {IMAGE_GIF, 272, 32}},
    {BYTES("\xFF\xD8\xFF\xE0\0\x04JF\xFF\xFF\xC4\0\x02\xFF\xC2\0\x11\x08\x01\x2C\x02\x58\x03"),
     {IMAGE_JPEG, 600, 300}},
    /* A camera on its side, in either order of bytes; one that is upright; entries that are cut
       off. */
    {BYTES("\xFF\xD8\xFF\xE1\0\x22"
           "Exif\0\0"
           "MM\0*\0\0\0\x08\0\x01"
           "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
           "\0\0\0\0\xFF\xC0\0\x11\x08\x01\x2C\x02\x58\x03"),
     {IMAGE_JPEG, 300, 600}},
    {BYTES("\xFF\xD8\xFF\xE1\0\x22"
           "Exif\0\0"
           "II*\0\x08\0\0\0\x01\0"
           "\x12\x01\x03\0\x01\0\0\0\x08\0\0\0"
           "\0\0\0\0\xFF\xC0\0\x11\x08\x01\x2C\x02\x58\x03"),
     {IMAGE_JPEG, 300, 600}},
    {BYTES("\xFF\xD8\xFF\xE1\0\x22"
           "Exif\0\0"
           "II*\0\x08\0\0\0\x01\0"
           "\x12\x01\x03\0\x01\0\0\0\x03\0\0\0"
           "\0\0\0\0\xFF\xC0\0\x11\x08\x01\x2C\x02\x58\x03"),
     {IMAGE_JPEG, 600, 300}},
    {BYTES("\xFF\xD8\xFF\xE1\0\x12"
           "Exif\0\0"
           "II*\0\x08\0\0\0\xFF\xFF"
           "\xFF\xC0\0\x11\x08\x01\x2C\x02\x58\x03"),
     {IMAGE_JPEG, 600, 300}},
    {BYTES("\xFF\xD8\xFF\xE1\0\x10"
           "Exif\0\0"
           "II*\0\xFF\xFF\xFF\xFF"
           "\xFF\xC0\0\x11\x08\x01\x2C\x02\x58\x03"),
     {IMAGE_JPEG, 600, 300}},
    {BYTES("\xFF\xD8\xFF\xDA\0\x02\xFF\xC0\0\x11\x08\x01\x2C\x02\x58\x03"), {IMAGE_JPEG, 0, 0}},
    {BYTES("\xFF\xD8\xFF\xE0\0\0\xFF\xE0\0\0"), {IMAGE_JPEG, 0, 0}},
    {BYTES("RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x57\x02\0\x2B\x01\0"), {IMAGE_WEBP, 600, 300}},
    {BYTES("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2F\x57\xC2\x4A\0"), {IMAGE_WEBP, 600, 300}},
    {BYTES("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9D\x01\x2A\x58\x02\x2C\x01"),
     {IMAGE_WEBP, 600, 300}},
    {BYTES("RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x57\x02\0"), {IMAGE_WEBP, 0, 0}},
    {BYTES("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2F"), {IMAGE_WEBP, 0, 0}},
    {BYTES("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), {IMAGE_NONE, 0, 0}},
    {BYTES("RIFF\0\0\0\0WAVE"), {IMAGE_NONE, 0, 0}},
    {BYTES(""), {IMAGE_NONE, 0, 0}},
};

static void test_headers(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const ImageHeader got = image_read_header(cases[i].bytes, cases[i].length);
        g_assert_cmpint(got.kind, ==, cases[i].want.kind);
        g_assert_cmpuint(got.width, ==, cases[i].want.width);
        g_assert_cmpuint(got.height, ==, cases[i].want.height);
    }
}

/* Whatever is cut off, nothing behind it is read. */
static void test_cut(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        for (size_t length = 0; length < cases[i].length; length++) {
            g_autofree char *bytes = g_malloc(length + 1);
            memcpy(bytes, cases[i].bytes, length);
            g_autofree char *exact = g_memdup2(bytes, MAX(length, 1));
            image_read_header(exact, length);
        }
}

static void test_names(void)
{
    g_assert_cmpint(image_kind_of_name("images/a.png"), ==, IMAGE_PNG);
    g_assert_cmpint(image_kind_of_name("images/a.b.jpeg"), ==, IMAGE_JPEG);
    g_assert_cmpint(image_kind_of_name("images/a.PNG"), ==, IMAGE_NONE);
    g_assert_cmpint(image_kind_of_name("images/a.svg"), ==, IMAGE_NONE);
    g_assert_cmpint(image_kind_of_name("images/png"), ==, IMAGE_NONE);
    g_assert_cmpstr(image_kind_extension(IMAGE_JPEG), ==, "jpg");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/image/headers", test_headers);
    g_test_add_func("/image/cut", test_cut);
    g_test_add_func("/image/names", test_names);
    return g_test_run();
}
