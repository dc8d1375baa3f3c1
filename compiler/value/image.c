#include "value/image.h"

#include <glib.h>
#include <string.h>

static const struct {
    const char *word;
    const char *extensions[2]; /* the usual one first */
} kinds[IMAGE_KIND_COUNT] = {
    [IMAGE_PNG] = {"PNG", {"png"}},
    [IMAGE_JPEG] = {"JPEG", {"jpg", "jpeg"}},
    [IMAGE_GIF] = {"GIF", {"gif"}},
    [IMAGE_WEBP] = {"WebP", {"webp"}},
};

ImageKind image_kind_of_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (unsigned kind = IMAGE_NONE + 1; dot != NULL && kind < IMAGE_KIND_COUNT; kind++)
        for (size_t i = 0; i < G_N_ELEMENTS(kinds[kind].extensions); i++)
            if (g_strcmp0(dot + 1, kinds[kind].extensions[i]) == 0)
                return (ImageKind)kind;
    return IMAGE_NONE;
}

const char *image_kind_word(ImageKind kind)
{
    return kinds[kind].word;
}

const char *image_kind_extension(ImageKind kind)
{
    return kinds[kind].extensions[0];
}

/* The file's first bytes; what is behind its end is zero. */
typedef struct ImageBytes {
    const unsigned char *bytes;
    size_t length;
} ImageBytes;

static uint32_t byte_at(const ImageBytes *image, size_t at)
{
    return at < image->length ? image->bytes[at] : 0;
}

static uint32_t big_at(const ImageBytes *image, size_t at, unsigned count)
{
    uint32_t number = 0;
    for (unsigned i = 0; i < count; i++)
        number = number << 8 | byte_at(image, at + i);
    return number;
}

static uint32_t little_at(const ImageBytes *image, size_t at, unsigned count)
{
    uint32_t number = 0;
    for (unsigned i = count; i > 0; i--)
        number = number << 8 | byte_at(image, at + i - 1);
    return number;
}

static bool has_at(const ImageBytes *image, size_t at, const char *text, size_t length)
{
    return at + length <= image->length && memcmp(image->bytes + at, text, length) == 0;
}

static ImageHeader read_png(const ImageBytes *image)
{
    ImageHeader header = {.kind = IMAGE_PNG};
    if (has_at(image, 12, "IHDR", 4)) {
        header.width = big_at(image, 16, 4);
        header.height = big_at(image, 20, 4);
    }
    return header;
}

/* SOF0 to SOF15 but DHT, JPG and DAC, which are among their numbers. */
static bool is_frame(uint32_t marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static uint32_t number_at(const ImageBytes *image, size_t at, unsigned count, bool is_big)
{
    return is_big ? big_at(image, at, count) : little_at(image, at, count);
}

/* Does the camera say that its upper edge is a side of what it took? Browsers turn it. (Exif 2.32,
 * 4.5.4 and 4.6.5: the header at `start`, and entries of twelve bytes, up to `end`.) */
static bool lies_on_side(const ImageBytes *image, size_t start, size_t end)
{
    enum { ENTRY = 12, VALUE = 8, ORIENTATION = 0x0112, ON_SIDE = 5, ORIENTATIONS = 8 };
    const bool is_big = has_at(image, start, "MM\0*", 4);
    if (!is_big && !has_at(image, start, "II*\0", 4))
        return false;
    size_t at = start + number_at(image, start + 4, 4, is_big);
    uint32_t left = number_at(image, at, 2, is_big);
    for (at += 2; left > 0 && at + ENTRY <= end; left--, at += ENTRY) {
        const uint32_t value = number_at(image, at + VALUE, 2, is_big);
        if (number_at(image, at, 2, is_big) == ORIENTATION)
            return value >= ON_SIDE && value <= ORIENTATIONS;
    }
    return false;
}

static ImageHeader read_frame(const ImageBytes *image, size_t at, bool on_side)
{
    const uint32_t height = big_at(image, at + 5, 2);
    const uint32_t width = big_at(image, at + 7, 2);
    return on_side ? (ImageHeader){IMAGE_JPEG, height, width}
                   : (ImageHeader){IMAGE_JPEG, width, height};
}

/* Segments follow each other up to the frame's header; the scan comes after that. */
static ImageHeader read_jpeg(const ImageBytes *image)
{
    enum { TEM = 0x01, RST0 = 0xD0, SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, APP1 = 0xE1, FILL = 0xFF };
    bool on_side = false;
    size_t at = 2;
    while (at + 1 < image->length && byte_at(image, at) == FILL) {
        const uint32_t marker = byte_at(image, at + 1);
        const uint32_t length = big_at(image, at + 2, 2);
        if (is_frame(marker))
            return read_frame(image, at, on_side);
        if (marker == EOI || marker == SOS)
            break;
        if (marker == APP1 && has_at(image, at + 4, "Exif\0\0", 6))
            on_side = lies_on_side(image, at + 10, at + 2 + length);
        if (marker == FILL)
            at++;
        else if (marker == TEM || (marker >= RST0 && marker <= SOI))
            at += 2;
        else
            at += 2 + MAX(length, 2);
    }
    return (ImageHeader){.kind = IMAGE_JPEG};
}

static ImageHeader read_gif(const ImageBytes *image)
{
    return (ImageHeader){IMAGE_GIF, little_at(image, 6, 2), little_at(image, 8, 2)};
}

static ImageHeader read_webp(const ImageBytes *image)
{
    enum { SIZE_MASK = 0x3FFF, VP8X_END = 30, VP8L_END = 25 }; /* 14 bits */
    ImageHeader header = {.kind = IMAGE_WEBP};
    if (has_at(image, 12, "VP8X", 4) && image->length >= VP8X_END) {
        header.width = little_at(image, 24, 3) + 1;
        header.height = little_at(image, 27, 3) + 1;
    } else if (has_at(image, 12, "VP8L", 4) && byte_at(image, 20) == 0x2F &&
               image->length >= VP8L_END) {
        const uint32_t bits = little_at(image, 21, 4);
        header.width = (bits & SIZE_MASK) + 1;
        header.height = (bits >> 14 & SIZE_MASK) + 1;
    } else if (has_at(image, 12, "VP8 ", 4) && has_at(image, 23, "\x9D\x01\x2A", 3)) {
        header.width = little_at(image, 26, 2) & SIZE_MASK;
        header.height = little_at(image, 28, 2) & SIZE_MASK;
    }
    return header;
}

ImageHeader image_read_header(const char *bytes, size_t length)
{
    const ImageBytes image = {(const unsigned char *)bytes, length};
    if (has_at(&image, 0, "\x89PNG\r\n\x1A\n", 8))
        return read_png(&image);
    if (has_at(&image, 0, "\xFF\xD8\xFF", 3))
        return read_jpeg(&image);
    if (has_at(&image, 0, "GIF87a", 6) || has_at(&image, 0, "GIF89a", 6))
        return read_gif(&image);
    if (has_at(&image, 0, "RIFF", 4) && has_at(&image, 8, "WEBP", 4))
        return read_webp(&image);
    return (ImageHeader){0};
}
