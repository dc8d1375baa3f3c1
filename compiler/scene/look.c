#include "scene/look.h"

#include <string.h>

const Look looks[ROLE_COUNT] = {
    [ROLE_TICK] = {.name = "tick", .text = COLOUR_MUTED, .font_size = 12, .align = ALIGN_MIDDLE},
    [ROLE_GRID] = {.name = "grid", .stroke = COLOUR_GRID, .stroke_width = 1},
    [ROLE_LANE] =
        {.name = "lane", .text = COLOUR_MUTED, .font_size = 12, .bold = true, .plate = true},
    [ROLE_LANE_RULE] = {.name = "lane-rule", .stroke = COLOUR_RULE, .stroke_width = 1},
    [ROLE_NAME] = {.name = "name", .font_size = 14, .bold = true},
    [ROLE_MARK] = {.name = "mark", .stroke_width = 1.5},
    [ROLE_OLD_MARK] = {.name = "old-mark", .stroke_width = 1.5},
    [ROLE_MARK_LABEL] = {.name = "mark-label", .font_size = 12, .plate = true},
    [ROLE_CONNECTOR] = {.name = "connector", .stroke_width = 1.25},
    [ROLE_SLIP] = {.name = "slip", .stroke = COLOUR_MUTED, .stroke_width = 1.25},
    [ROLE_AS_OF] = {.name = "as-of", .stroke = COLOUR_AS_OF, .stroke_width = 1.5},
    [ROLE_AS_OF_LABEL] = {.name = "as-of-label",
                          .text = COLOUR_AS_OF,
                          .font_size = 12,
                          .align = ALIGN_MIDDLE,
                          .bold = true,
                          .plate = true},
    [ROLE_CONTAINER] = {.name = "container", .stroke_width = 1.5},
    [ROLE_CLUSTER] = {.name = "cluster", .stroke_width = 1},
    [ROLE_CLUSTER_TAG] =
        {.name = "cluster-tag", .text = COLOUR_MUTED, .font_size = 12, .bold = true, .plate = true},
    [ROLE_NODE] =
        {.name = "node", .font_size = 13, .stroke_width = 1.5, .align = ALIGN_MIDDLE, .bold = true},
    [ROLE_CAPTION] = {.name = "caption",
                      .text = COLOUR_MUTED,
                      .font_size = 11,
                      .align = ALIGN_MIDDLE},
    [ROLE_EDGE] = {.name = "edge", .stroke_width = 1.5},
    [ROLE_EDGE_LABEL] =
        {.name = "edge-label", .font_size = 12, .align = ALIGN_MIDDLE, .bold = true, .plate = true},
    [ROLE_LINK_LABEL] = {.name = "link-label",
                         .font_size = 12,
                         .align = ALIGN_MIDDLE,
                         .bold = true},
    [ROLE_HEADING] = {.name = "heading", .text = COLOUR_MUTED, .font_size = 12, .bold = true},
    [ROLE_KIND] =
        {.name = "kind", .text = COLOUR_MUTED, .font_size = 12, .align = ALIGN_END, .bold = true},
    [ROLE_LEGEND] = {.name = "legend", .text = COLOUR_MUTED, .font_size = 12},
    [ROLE_SAMPLE] = {.name = "sample", .stroke_width = 1.5},
    [ROLE_SAMPLE_LINE] = {.name = "sample-line", .stroke_width = 1.5},
    [ROLE_ANCHOR] = {.name = "anchor"},
    [ROLE_VALUE] = {.name = "value", .text = COLOUR_MUTED, .font_size = 12, .align = ALIGN_END},
    [ROLE_WHISKER] = {.name = "whisker", .stroke_width = 1.5},
    [ROLE_SERIES] = {.name = "series", .stroke_width = 2},
    [ROLE_LEVEL] = {.name = "level", .stroke = COLOUR_MUTED, .stroke_width = 1.25},
    [ROLE_LEVEL_LABEL] =
        {.name = "level-label", .text = COLOUR_MUTED, .font_size = 12, .bold = true, .plate = true},
};

/* LOOK-COLOURS */
const Hue look_hues[HUE_COUNT] = {
    {"#2563b0", "#e8f0fa"}, /* blue */
    {"#0b7a6f", "#e2f3f1"}, /* teal */
    {"#b3560b", "#fbeee0"}, /* amber */
    {"#7446ad", "#f1eaf9"}, /* violet */
    {"#b03468", "#fae8ef"}, /* rose */
    {"#5c7017", "#f0f4de"}, /* olive */
    {"#1f7899", "#e3f2f7"}, /* cyan */
    {"#56637a", "#eceff3"}, /* slate */
};

int look_hue(const SceneBox *box)
{
    return box->hue != HUE_NONE ? box->hue : HUE_COUNT - 1;
}

bool look_is_container(const SceneBox *box)
{
    return box->role == ROLE_CONTAINER || box->role == ROLE_CLUSTER;
}

bool look_is_pale(const SceneBox *box)
{
    return box->hollow || box->role == ROLE_NODE || look_is_container(box);
}

bool look_is_soft(const SceneBox *box)
{
    return box->shape == SHAPE_BAR && (box->left == END_SOFT || box->right == END_SOFT);
}

const char *look_wire_colour(const SceneWire *wire)
{
    if (wire->hue != HUE_NONE)
        return look_hues[wire->hue].strong;
    return looks[wire->role].stroke != NULL ? looks[wire->role].stroke : COLOUR_MUTED;
}

const LineLook look_lines[LINE_COUNT] = {
    [LINE_SOLID] = {"solid", NULL},
    [LINE_DASHED] = {"dashed", "5 3"},
    [LINE_DOTTED] = {"dotted", "1.5 3"},
    [LINE_DASH_DOTTED] = {"dashed", "7 3 1.5 3"},
};

const TipLook look_tips[TIP_COUNT] = {
    [TIP_ARROW] = {"normal", "onormal"},
    [TIP_DIAMOND] = {"diamond", "odiamond"},
    [TIP_CIRCLE] = {"dot", "odot"},
    [TIP_SQUARE] = {"box", "obox"},
};

const ShapeLook look_shapes[SHAPE_COUNT] = {
    [SHAPE_NONE] = {"plaintext", NULL},     [SHAPE_BAR] = {"box", "rounded"},
    [SHAPE_DIAMOND] = {"diamond", NULL},    [SHAPE_BOX] = {"box", NULL},
    [SHAPE_ROUNDED] = {"box", "rounded"},   [SHAPE_PILL] = {"ellipse", NULL},
    [SHAPE_OCTAGON] = {"box", "diagonals"}, [SHAPE_DOUBLE] = {"component", NULL},
    [SHAPE_RIBBON] = {"box", "bold"},       [SHAPE_CYLINDER] = {"cylinder", NULL},
    [SHAPE_NOTE] = {"note", NULL},          [SHAPE_CIRCLE] = {"ellipse", NULL},
    [SHAPE_TRIANGLE] = {"triangle", NULL},
};

/* LOOK-COLOURS */
static const struct {
    const char *light;
    const char *dark;
} dark_colours[] = {
    {COLOUR_CANVAS, "#12181c"}, {COLOUR_INK, "#e7ebf1"},  {COLOUR_MUTED, "#a4afbf"},
    {COLOUR_GRID, "#262d38"},   {COLOUR_RULE, "#3d4757"}, {COLOUR_AS_OF, "#ff8a8f"},
};

static const Hue dark_hues[HUE_COUNT] = {
    {"#75aef0", "#16283f"}, {"#46c2b3", "#0f2e2c"}, {"#efa35c", "#36240f"}, {"#ba9bea", "#2a2140"},
    {"#f08cb3", "#3a1c2a"}, {"#b5cb60", "#262d10"}, {"#62bddd", "#11303c"}, {"#9aa7bb", "#222a36"},
};

const char *look_dark_colour(const char *light)
{
    for (size_t i = 0; i < G_N_ELEMENTS(dark_colours); i++)
        if (strcmp(dark_colours[i].light, light) == 0)
            return dark_colours[i].dark;
    for (size_t i = 0; i < HUE_COUNT; i++) {
        if (strcmp(look_hues[i].strong, light) == 0)
            return dark_hues[i].strong;
        if (strcmp(look_hues[i].pale, light) == 0)
            return dark_hues[i].pale;
    }
    return light;
}
