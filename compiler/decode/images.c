/*
 * images/<path>: pictures of the knowledge base's own. They are published as they are, so they must
 * be what their names say: browsers go by these, and none of the kinds can hold scripts.
 */
#include "decode/decoder.h"

#include "value/image.h"

#include <stdlib.h>
#include <string.h>

enum { IMAGE_SIDE_MAX = 16384 }; /* pixels: a small file can claim more than a browser can hold */

static const SourceFile *image_place(const SourceFile *file, Arena *arena)
{
    SourceFile *place = arena_new0(arena, SourceFile, 1);
    place->path = file->path;
    place->relative = file->relative;
    return place;
}

/* Addresses are made of it. */
static bool is_plain_name(const char *path)
{
    return strspn(path, "abcdefghijklmnopqrstuvwxyz0123456789._-/") == strlen(path) &&
           strstr(path, "..") == NULL && strstr(path, "/.") == NULL;
}

static bool report(Image *image, Diagnostics *diags, const char *message, const char *hint)
{
    Diagnostic *d = diag_report(diags, DIAG_FS_IMAGE, (Span){image->file, 0, 0}, "%s", message);
    diag_hint(d, "%s", hint);
    image->is_damaged = true;
    return false;
}

static bool report_kind(Image *image, ImageKind wanted, ImageKind found, Diagnostics *diags)
{
    const bool is_pointer =
        image->length > 0 && g_str_has_prefix(image->bytes, "version https://git-lfs");
    g_autofree char *message =
        found == IMAGE_NONE ? g_strdup_printf("this is no %s picture", image_kind_word(wanted))
                            : g_strdup_printf("this is a %s picture, not %s",
                                              image_kind_word(found), image_kind_word(wanted));
    g_autofree char *hint =
        found != IMAGE_NONE
            ? g_strdup_printf("let its name end in .%s", image_kind_extension(found))
        : is_pointer ? g_strdup("it is a pointer of Git LFS: `git lfs pull` gets the picture")
                     : g_strdup("pictures are PNG, JPEG, WebP or GIF files");
    return report(image, diags, message, hint);
}

static bool check_image(Image *image, ImageHeader header, Diagnostics *diags)
{
    const ImageKind wanted = image_kind_of_name(image->path);
    if (!is_plain_name(image->path))
        return report(image, diags, "a picture's address is made of its name",
                      "use small letters a to z, digits, '.', '-' and '_' only");
    if (header.kind != wanted)
        return report_kind(image, wanted, header.kind, diags);
    if (header.width == 0 || header.height == 0)
        return report(image, diags, "the picture's header does not say how large it is",
                      "the file may be cut short: export it again");
    if (header.width > IMAGE_SIDE_MAX || header.height > IMAGE_SIDE_MAX)
        return report(image, diags, "the picture is wider or higher than 16384 pixels",
                      "export it smaller");
    return true;
}

static Image *decode_image(const InputFile *input, Arena *arena, Diagnostics *diags)
{
    const SourceFile *file = input->source;
    Image *image = arena_new0(arena, Image, 1);
    image->path = file->relative;
    image->file = image_place(file, arena);
    image->bytes = file->bytes;
    image->length = file->length;
    image->is_damaged = file->bytes == NULL; /* reported by who could not read it */
    if (image->is_damaged)
        return image;
    const ImageHeader header = image_read_header(file->bytes, file->length);
    image->width = header.width;
    image->height = header.height;
    check_image(image, header, diags);
    return image;
}

void decode_images(const GPtrArray *files, Kb *kb, Arena *arena, Diagnostics *diags)
{
    kb->images = arena_new0(arena, Image *, files->len);
    for (guint i = 0; i < files->len; i++) /* by path already */
        kb->images[i] = decode_image(files->pdata[i], arena, diags);
    for (size_t i = 0; i < files->len; i++)
        kb->images[i]->index = i;
    kb->image_count = files->len;
}
