/*
 * What is measured along the axes of a chart: `x` and `y` of diagrams/<name>.yaml.
 */
#include "decode/diagrams.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

void chart_decode_shape(Decoder *decoder, const Node *node, ChartSpec *chart)
{
    const char *text = diagram_text(decoder, node, "a shape");
    if (text == NULL || chart_shape_find(text, &chart->shape))
        return;
    const char *names[CHART_SHAPE_COUNT];
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
        names[i] = chart_shape_name((ChartShape)i);
    diagram_report_name(decoder, node, "shape of a chart", names, G_N_ELEMENTS(names));
}

/* --- the keys of an axis --- */

static bool is_measurable(const Slot *slot)
{
    return slot->range == RANGE_QUANTITY || slot->range == RANGE_INTEGER ||
           slot->range == RANGE_EDTF;
}

static void axis_slot(Decoder *decoder, const Node *node, ChartAxis *axis)
{
    const char *name = diagram_text(decoder, node, "a slot");
    if (name == NULL || !diagram_check_slot(decoder, name, node->span))
        return;
    const Slot *slot = diagram_find_slot(decoder->kb->schema, name);
    if (!is_measurable(slot)) {
        Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, node->span,
                                    "'%s' cannot be measured along an axis", name);
        diag_hint(d, "name a slot that holds quantities, integers or dates");
        return;
    }
    axis->slot = name;
    axis->is_date = slot->range == RANGE_EDTF;
}

static void axis_event(Decoder *decoder, const Node *node, ChartAxis *axis)
{
    const Enum *events = diagram_enum(decoder->kb->schema, CLASS_MILESTONE, SLOT_EVENT);
    axis->is_date = true;
    if (events == NULL)
        diagram_report(decoder, node, "an event of the schema, which has none");
    else
        axis->events = diagram_choices(decoder, node, events, "event", &axis->event_count);
}

static void axis_measure(Decoder *decoder, const Node *node, ChartAxis *axis)
{
    const Enum *measures = diagram_enum(decoder->kb->schema, CLASS_FIGURE, SLOT_MEASURE);
    if (measures == NULL)
        diagram_report(decoder, node, "a measure of the schema, which has none");
    else
        axis->measures = diagram_choices(decoder, node, measures, "measure", &axis->measure_count);
}

static void axis_period(Decoder *decoder, const Node *node, ChartAxis *axis)
{
    if (diagram_text(decoder, node, "a period") != NULL)
        axis->period = decode_new_date(decoder, node);
}

static void axis_scale(Decoder *decoder, const Node *node, ChartAxis *axis)
{
    const char *text = diagram_text(decoder, node, "linear or log");
    if (text == NULL)
        return;
    axis->is_logarithmic = strcmp(text, "log") == 0;
    if (!axis->is_logarithmic && strcmp(text, "linear") != 0)
        diagram_report(decoder, node, "linear or log");
    else if (axis->is_logarithmic && axis->is_date)
        diag_report(decoder->diags, DIAG_KB_CONFIG, node->span, "dates have no logarithmic scale");
}

static const Unit *declared_unit(const Decoder *decoder, const ChartAxis *axis)
{
    return axis->slot != NULL ? diagram_find_slot(decoder->kb->schema, axis->slot)->unit : NULL;
}

static void axis_unit(Decoder *decoder, const Node *node, ChartAxis *axis)
{
    Units *units = decoder->kb->schema->units;
    const char *text = diagram_text(decoder, node, "a unit");
    if (text == NULL)
        return;
    const Unit *declared = declared_unit(decoder, axis);
    axis->unit = units_find(units, text);
    if (axis->unit == NULL) {
        Diagnostic *d =
            diag_report(decoder->diags, DIAG_VALUE_UNIT, node->span, "'%s' is no unit", text);
        const char *near = units_suggest(units, text);
        if (near != NULL)
            diag_hint(d, "did you mean '%s'?", near);
    } else if (axis->is_date || (declared != NULL && !unit_same_dimension(axis->unit, declared))) {
        Diagnostic *d = diag_report(decoder->diags, DIAG_VALUE_DIMENSION, node->span,
                                    "what the axis shows is not measured in '%s'", text);
        if (declared != NULL)
            diag_hint(d, "use a unit like '%s'", unit_symbol(declared));
    }
}

static void axis_condition(Decoder *decoder, const Node *node, ChartAxis *axis)
{
    axis->condition = decode_condition(decoder, node);
}

/* --- reference lines --- */

/* A line stands at one place. */
static bool read_line_amount(Decoder *decoder, const Node *node, const ChartAxis *axis,
                             ChartLine *line)
{
    if (!decode_quantity(decoder, node, declared_unit(decoder, axis), &line->amount))
        return false;
    if (isfinite(line->amount.min) && isfinite(line->amount.max))
        return true;
    diagram_report(decoder, node, "one value, not a bound");
    return false;
}

static bool read_line_value(Decoder *decoder, const Node *node, const ChartAxis *axis,
                            ChartLine *line)
{
    if (diagram_text(decoder, node, "a value of the axis") == NULL)
        return false;
    return axis->is_date ? decode_date(decoder, node, &line->date)
                         : read_line_amount(decoder, node, axis, line);
}

static void read_line(Decoder *decoder, const Node *item, ChartAxis *axis)
{
    const Node *at = item->kind == NODE_MAPPING ? node_find(item, "at") : NULL;
    const Node *title = item->kind == NODE_MAPPING ? node_find(item, "title") : NULL;
    if (at == NULL || title == NULL || item->count != 2) {
        if (item->kind != NODE_DAMAGED)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node_whole_span(item),
                        "a line across a chart has 'at' and 'title', and nothing else");
        return;
    }
    ChartLine *line = &axis->lines[axis->line_count];
    line->span = item->span;
    line->title = decode_text(decoder, title);
    if (read_line_value(decoder, at, axis, line) && line->title != NULL)
        axis->line_count++;
}

static void axis_lines(Decoder *decoder, const Node *node, ChartAxis *axis)
{
    if (node->kind != NODE_SEQUENCE) {
        diagram_report(decoder, node, "a list of lines, each with 'at' and 'title'");
        return;
    }
    axis->lines = arena_new0(decoder->arena, ChartLine, node->count + 1);
    for (const Node *item = node->first; item != NULL; item = item->next)
        read_line(decoder, item, axis);
}

/* --- an axis --- */

/* In the order in which they are read: what is measured says what scale and unit may be. */
static const struct {
    const char *name;
    bool is_source; /* says what is measured */
    void (*read)(Decoder *decoder, const Node *node, ChartAxis *axis);
} axis_keys[] = {
    {"slot", true, axis_slot},      {"event", true, axis_event},  {"measure", true, axis_measure},
    {"period", false, axis_period}, {"scale", false, axis_scale}, {"unit", false, axis_unit},
    {"for", false, axis_condition}, {"lines", false, axis_lines},
};

static void check_axis_keys(Decoder *decoder, const Node *mapping)
{
    for (const Node *node = mapping->first; node != NULL; node = node->next) {
        Nearest nearest;
        nearest_init(&nearest, node->key->text);
        bool is_known = false;
        for (size_t i = 0; i < G_N_ELEMENTS(axis_keys); i++) {
            is_known |= strcmp(axis_keys[i].name, node->key->text) == 0;
            nearest_offer(&nearest, axis_keys[i].name);
        }
        if (is_known)
            continue;
        Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, node->key->span,
                                    "'%s' is no key of an axis", node->key->text);
        if (nearest.best != NULL)
            diag_hint(d, "did you mean '%s'?", nearest.best);
    }
}

/* An axis measures one thing. */
static void check_sources(Decoder *decoder, const Node *mapping)
{
    size_t sources = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(axis_keys); i++)
        sources += axis_keys[i].is_source && node_find(mapping, axis_keys[i].name) != NULL;
    if (sources != 1)
        diag_report(decoder->diags, DIAG_KB_CONFIG, mapping->key->span,
                    "'%s' must name one of slot, event and measure", mapping->key->text);
}

void chart_decode_axis(Decoder *decoder, const Node *node, ChartAxis *axis)
{
    axis->is_given = true;
    if (node->kind != NODE_MAPPING) {
        axis_slot(decoder, node, axis);
        return;
    }
    check_axis_keys(decoder, node);
    check_sources(decoder, node);
    for (size_t i = 0; i < G_N_ELEMENTS(axis_keys); i++) {
        const Node *value = node_find(node, axis_keys[i].name);
        if (value != NULL && value->kind != NODE_DAMAGED)
            axis_keys[i].read(decoder, value, axis);
    }
}

/* --- the whole --- */

/* What each shape has along its axes. */
static const struct {
    bool takes_x;
    bool takes_y;
    const char *wanted; /* of the axis that is measured: beside what a scatter takes */
} shape_axes[CHART_SHAPE_COUNT] = {
    [CHART_SCATTER] = {true, true, NULL},
    [CHART_BARS] = {true, false, "a slot of numbers or a measure"},
    [CHART_LINES] = {false, true, "a measure"},
    [CHART_STEPS] = {false, true, "an event"},
};

static void check_axis(Decoder *decoder, const Node *document, const ChartSpec *chart,
                       const char *name, bool takes)
{
    const Node *node = node_find(document, name);
    if (node != NULL && !takes)
        diag_report(decoder->diags, DIAG_KB_CONFIG, node->key->span,
                    "a chart of the shape '%s' takes no '%s'", chart_shape_name(chart->shape),
                    name);
    else if (node == NULL && takes)
        diag_report(decoder->diags, DIAG_KB_CONFIG, document->first->key->span,
                    "a chart of the shape '%s' needs '%s'", chart_shape_name(chart->shape), name);
}

static bool measures_what_it_must(const ChartSpec *chart)
{
    switch (chart->shape) {
    case CHART_BARS:
        return !chart->x.is_given || !chart->x.is_date;
    case CHART_LINES:
        return !chart->y.is_given || chart->y.measure_count > 0;
    case CHART_STEPS:
        return !chart->y.is_given || chart->y.event_count > 0;
    default:
        return true;
    }
}

void chart_check(Decoder *decoder, const Node *document, const ChartSpec *chart)
{
    if (node_find(document, "shape") == NULL)
        return;
    check_axis(decoder, document, chart, "x", shape_axes[chart->shape].takes_x);
    check_axis(decoder, document, chart, "y", shape_axes[chart->shape].takes_y);
    const Node *axis = node_find(document, chart->shape == CHART_BARS ? "x" : "y");
    if (axis != NULL && !measures_what_it_must(chart))
        diag_report(decoder->diags, DIAG_KB_CONFIG, axis->key->span,
                    "along '%s' a chart of the shape '%s' has %s", axis->key->text,
                    chart_shape_name(chart->shape), shape_axes[chart->shape].wanted);
    if (chart->shape == CHART_BARS && chart->x.is_logarithmic && axis != NULL) {
        Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, axis->key->span,
                                    "bars begin at zero, which a logarithmic scale does not have");
        diag_hint(d, "take 'shape: scatter', or leave 'scale' out");
    }
}
