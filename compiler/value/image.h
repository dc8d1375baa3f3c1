/*
 * image.h - what kind of picture a file holds, and how large it is, from its first bytes.
 *
 * Those that every browser shows and that cannot hold scripts: PNG (W3C, 11.2.2), JPEG (ITU-T T.81,
 * annex B; Exif), GIF (GIF89a, 18), WebP (RFC 9649). SVG can, and is none of them.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ImageKind {
    IMAGE_NONE, /* anything else */
    IMAGE_PNG,
    IMAGE_JPEG,
    IMAGE_GIF,
    IMAGE_WEBP,
    IMAGE_KIND_COUNT
} ImageKind;

/* Names of files end in one of these: "png", "jpg" or "jpeg", "gif", "webp", in small letters. */
ImageKind image_kind_of_name(const char *name);
const char *image_kind_word(ImageKind kind);      /* "PNG" */
const char *image_kind_extension(ImageKind kind); /* "png" */

typedef struct ImageHeader {
    ImageKind kind;
    uint32_t width; /* in pixels; 0: its header does not say */
    uint32_t height;
} ImageHeader;

/* As browsers show it: of a photo, turned as the camera says. */
ImageHeader image_read_header(const char *bytes, size_t length);
