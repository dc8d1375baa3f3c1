#include "scene/raster.h"

#include "base/library.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <math.h>

static const double CSS_DPI = 96;
static const double POINTS_A_PIXEL = 0.75;
static const double PNG_SIDE_MAX = 32767;
static const double PNG_PIXELS_MAX = 100e6;
static const double PDF_SIDE_MAX = 14400; /* points */

/* What we call; cairo comes with librsvg. */
#define FUNCTIONS(X)                            \
    X(rsvg_handle_new_from_data)                \
    X(rsvg_handle_set_dpi)                      \
    X(rsvg_handle_get_intrinsic_size_in_pixels) \
    X(rsvg_handle_render_document)              \
    X(cairo_image_surface_create)               \
    X(cairo_surface_write_to_png_stream)        \
    X(cairo_pdf_surface_create_for_stream)      \
    X(cairo_pdf_surface_set_metadata)           \
    X(cairo_surface_finish)                     \
    X(cairo_surface_status)                     \
    X(cairo_surface_destroy)                    \
    X(cairo_create)                             \
    X(cairo_destroy)                            \
    X(cairo_status_to_string)

static struct {
    FUNCTIONS(LIBRARY_POINTER)
} library;

LIBRARY(loaded, "librsvg-2.so.2", FUNCTIONS, library);

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned length)
{
    g_string_append_len(closure, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

/* The picture's size in the surface's unit. */
typedef struct Size {
    double width;
    double height;
} Size;

static bool find_size(const Raster *raster, RsvgHandle *handle, Size *size, char **problem)
{
    double width = 0;
    double height = 0;
    if (!library.rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) || width < 1) {
        *problem = g_strdup("the SVG has no size");
        return false;
    }
    const double unit = raster->format == RASTER_PDF ? POINTS_A_PIXEL : 1;
    *size = (Size){width * raster->scale * unit, height * raster->scale * unit};
    if (raster->scale <= raster_scale_max(raster->format, width, height))
        return true;
    *problem = g_strdup_printf("%.0f × %.0f %s are too many", size->width, size->height,
                               raster->format == RASTER_PDF ? "points" : "pixels");
    return false;
}

static bool render(RsvgHandle *handle, cairo_surface_t *surface, Size size, char **problem)
{
    cairo_t *cairo = library.cairo_create(surface);
    const RsvgRectangle page = {0, 0, size.width, size.height};
    g_autoptr(GError) error = NULL;
    const bool fine = library.rsvg_handle_render_document(handle, cairo, &page, &error);
    if (!fine)
        *problem = g_strdup(error->message);
    library.cairo_destroy(cairo);
    return fine;
}

static bool is_fine(cairo_status_t status, char **problem)
{
    if (status != CAIRO_STATUS_SUCCESS)
        *problem = g_strdup(library.cairo_status_to_string(status));
    return status == CAIRO_STATUS_SUCCESS;
}

static int whole_pixels(double side)
{
    return MAX((int)(side + 0.5), 1);
}

static bool append_png(RsvgHandle *handle, Size size, GString *out, char **problem)
{
    cairo_surface_t *surface = library.cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, whole_pixels(size.width), whole_pixels(size.height));
    const bool fine =
        is_fine(library.cairo_surface_status(surface), problem) &&
        render(handle, surface, size, problem) &&
        is_fine(library.cairo_surface_write_to_png_stream(surface, append_bytes, out), problem);
    library.cairo_surface_destroy(surface);
    return fine;
}

static bool append_pdf(const Raster *raster, RsvgHandle *handle, Size size, GString *out,
                       char **problem)
{
    cairo_surface_t *surface =
        library.cairo_pdf_surface_create_for_stream(append_bytes, out, size.width, size.height);
    library.cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, raster->title);
    library.cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, raster->date);
    const bool rendered = render(handle, surface, size, problem);
    library.cairo_surface_finish(surface);
    const bool fine = rendered && is_fine(library.cairo_surface_status(surface), problem);
    library.cairo_surface_destroy(surface);
    return fine;
}

double raster_scale_max(RasterFormat format, double width, double height)
{
    const double side = MAX(width, height);
    return format == RASTER_PDF ? PDF_SIDE_MAX / (side * POINTS_A_PIXEL)
                                : MIN(PNG_SIDE_MAX / side, sqrt(PNG_PIXELS_MAX / (width * height)));
}

bool raster_append(const Raster *raster, const GString *svg, GString *out, char **problem)
{
    if (!library_load(&loaded, problem))
        return false;
    g_autoptr(GError) error = NULL;
    RsvgHandle *handle =
        library.rsvg_handle_new_from_data((const guint8 *)svg->str, svg->len, &error);
    if (handle == NULL) {
        *problem = g_strdup(error->message);
        return false;
    }
    library.rsvg_handle_set_dpi(handle, CSS_DPI);
    Size size;
    const bool fine =
        find_size(raster, handle, &size, problem) &&
        (raster->format == RASTER_PNG ? append_png(handle, size, out, problem)
                                      : append_pdf(raster, handle, size, out, problem));
    g_object_unref(handle);
    return fine;
}
