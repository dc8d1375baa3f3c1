/*
 * svg_labels.h - the labels of an SVG and where they lie, read from its text alone.
 */
#pragma once

#include "scene/metrics.h"

#include <glib.h>
#include <string.h>

typedef struct SvgLabel {
    char *text;
    double left;
    double right;
    double top;
    double bottom;
} SvgLabel;

typedef struct SvgLabels {
    double left; /* the canvas */
    double top;
    double right;
    double bottom;
    GArray *items; /* of SvgLabel */
    SvgLabel open; /* being read */
    double x, y, size;
    bool bold, is_open;
    const char *anchor;
} SvgLabels;

static inline void svg_labels_start(GMarkupParseContext *context, const char *element,
                                    const char **names, const char **values, gpointer user,
                                    GError **error)
{
    (void)context, (void)error;
    SvgLabels *labels = user;
    const bool is_root = strcmp(element, "svg") == 0;
    labels->is_open = strcmp(element, "text") == 0;
    if (labels->is_open) {
        labels->bold = false;
        labels->anchor = "start";
    }
    for (size_t i = 0; names[i] != NULL; i++) {
        if (is_root && strcmp(names[i], "viewBox") == 0) {
            g_auto(GStrv) box = g_strsplit(values[i], " ", 4);
            labels->left = g_ascii_strtod(box[0], NULL);
            labels->top = g_ascii_strtod(box[1], NULL);
            labels->right = labels->left + g_ascii_strtod(box[2], NULL);
            labels->bottom = labels->top + g_ascii_strtod(box[3], NULL);
        }
        if (!labels->is_open)
            continue;
        if (strcmp(names[i], "x") == 0)
            labels->x = g_ascii_strtod(values[i], NULL);
        else if (strcmp(names[i], "y") == 0)
            labels->y = g_ascii_strtod(values[i], NULL);
        else if (strcmp(names[i], "font-size") == 0)
            labels->size = g_ascii_strtod(values[i], NULL);
        else if (strcmp(names[i], "font-weight") == 0)
            labels->bold = true;
        else if (strcmp(names[i], "text-anchor") == 0)
            labels->anchor = strcmp(values[i], "middle") == 0 ? "middle" : "end";
    }
}

/* A line's box: from the ascender to the descender of its letters. */
static inline void svg_labels_text(GMarkupParseContext *context, const char *text, gsize length,
                                   gpointer user, GError **error)
{
    (void)context, (void)error;
    SvgLabels *labels = user;
    if (!labels->is_open)
        return;
    SvgLabel label = {.text = g_strndup(text, length)};
    const double width = metrics_width(label.text, labels->size, labels->bold);
    const double before = strcmp(labels->anchor, "middle") == 0 ? width / 2
                          : strcmp(labels->anchor, "end") == 0  ? width
                                                                : 0;
    label.left = labels->x - before;
    label.right = label.left + width;
    label.top = labels->y - 0.8 * labels->size;
    label.bottom = labels->y + 0.2 * labels->size;
    g_array_append_val(labels->items, label);
    labels->is_open = false;
}

static inline void svg_labels_read(SvgLabels *labels, const char *svg)
{
    static const GMarkupParser parser = {.start_element = svg_labels_start,
                                         .text = svg_labels_text};
    *labels = (SvgLabels){.items = g_array_new(FALSE, FALSE, sizeof(SvgLabel))};
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, labels, NULL);
    GError *error = NULL;
    g_markup_parse_context_parse(context, svg, -1, &error);
    g_assert_no_error(error);
    g_markup_parse_context_free(context);
}

static inline void svg_labels_clear(SvgLabels *labels)
{
    for (guint i = 0; i < labels->items->len; i++)
        g_free(g_array_index(labels->items, SvgLabel, i).text);
    g_array_free(labels->items, TRUE);
}

static inline int svg_labels_compare(const void *a, const void *b)
{
    const double one = ((const SvgLabel *)a)->top;
    const double other = ((const SvgLabel *)b)->top;
    return one < other ? -1 : one > other;
}

static inline bool svg_labels_overlap(const SvgLabel *a, const SvgLabel *b)
{
    const double slack = 0.05; /* coordinates are rounded */
    return a->left + slack < b->right && b->left + slack < a->right && a->top + slack < b->bottom &&
           b->top + slack < a->bottom;
}

/* No two labels share more than an edge, none leaves the canvas, and there are some. */
static inline void svg_labels_assert_clear(const char *svg)
{
    SvgLabels labels;
    svg_labels_read(&labels, svg);
    g_assert_cmpuint(labels.items->len, >, 0);
    g_array_sort(labels.items, svg_labels_compare);
    for (guint i = 0; i < labels.items->len; i++) {
        const SvgLabel *a = &g_array_index(labels.items, SvgLabel, i);
        if (a->left < labels.left || a->right > labels.right || a->top < labels.top ||
            a->bottom > labels.bottom)
            g_error("'%s' leaves the canvas", a->text);
        for (guint k = i + 1; k < labels.items->len; k++) {
            const SvgLabel *b = &g_array_index(labels.items, SvgLabel, k);
            if (b->top >= a->bottom)
                break;
            if (svg_labels_overlap(a, b))
                g_error("'%s' and '%s' overlap", a->text, b->text);
        }
    }
    svg_labels_clear(&labels);
}
