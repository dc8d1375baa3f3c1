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

static bool takes_unit(const Decoder *decoder, const ChartAxis *axis)
{
    const Slot *slot =
        axis->slot != NULL ? diagram_find_slot(decoder->kb->schema, axis->slot) : NULL;
    return slot == NULL ? !axis->is_date
                        : slot->range == RANGE_QUANTITY &&
                              (slot->unit == NULL || unit_same_dimension(axis->unit, slot->unit));
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
    } else if (!takes_unit(decoder, axis)) {
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

static bool is_bound(const ChartAxis *axis, const ChartLine *line)
{
    return axis->is_date
               ? line->date.earliest == DAY_OPEN_PAST || line->date.latest == DAY_OPEN_FUTURE
               : !isfinite(line->amount.min) || !isfinite(line->amount.max);
}

/* A line stands at one place. */
static bool read_line_value(Decoder *decoder, const Node *node, const ChartAxis *axis,
                            ChartLine *line)
{
    if (diagram_text(decoder, node, "a value of the axis") == NULL)
        return false;
    const bool is_read =
        axis->is_date ? decode_date(decoder, node, &line->date)
                      : decode_quantity(decoder, node, declared_unit(decoder, axis), &line->amount);
    if (!is_read || !is_bound(axis, line))
        return is_read;
    diagram_report(decoder, node, "one value, not a bound");
    return false;
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

/* What an axis measures: the first keys below. */
enum { SLOT = 1 << 0, EVENT = 1 << 1, MEASURE = 1 << 2, SOURCES = 3 };

/* In the order in which they are read: what is measured says what scale and unit may be. */
static const struct {
    const char *name;
    unsigned sources; /* that take it */
    void (*read)(Decoder *decoder, const Node *node, ChartAxis *axis);
} axis_keys[] = {
    {"slot", SLOT, axis_slot},
    {"event", EVENT, axis_event},
    {"measure", MEASURE, axis_measure},
    {"period", MEASURE, axis_period},
    {"scale", SLOT | EVENT | MEASURE, axis_scale},
    {"unit", SLOT | EVENT | MEASURE, axis_unit},
    {"for", SLOT | MEASURE, axis_condition},
    {"lines", SLOT | EVENT | MEASURE, axis_lines},
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

/* What would say nothing of what is measured. */
static void check_sources_keys(Decoder *decoder, const Node *mapping, size_t source)
{
    for (size_t i = SOURCES; i < G_N_ELEMENTS(axis_keys); i++) {
        const Node *node = node_find(mapping, axis_keys[i].name);
        if (node != NULL && (axis_keys[i].sources & axis_keys[source].sources) == 0)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node->key->span,
                        "an axis with '%s' takes no '%s'", axis_keys[source].name,
                        axis_keys[i].name);
    }
}

/* An axis measures one thing. */
static void check_sources(Decoder *decoder, const Node *mapping)
{
    size_t count = 0;
    size_t source = 0;
    for (size_t i = 0; i < SOURCES; i++)
        if (node_find(mapping, axis_keys[i].name) != NULL) {
            source = i;
            count++;
        }
    if (count == 1)
        check_sources_keys(decoder, mapping, source);
    else
        diag_report(decoder->diags, DIAG_KB_CONFIG, mapping->key->span,
                    "'%s' must name one of slot, event and measure", mapping->key->text);
}

void chart_decode_axis(Decoder *decoder, const Node *node, ChartAxis *axis)
{
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

/* Whether what it names is there has been said. */
static bool names_source(const Node *axis, const char *source)
{
    return axis->kind == NODE_DAMAGED ||
           (axis->kind == NODE_MAPPING && node_find(axis, source) != NULL);
}

static bool measures_what_it_must(const ChartSpec *chart, const Node *axis)
{
    switch (chart->shape) {
    case CHART_BARS:
        return !chart->x.is_date;
    case CHART_LINES:
        return names_source(axis, "measure");
    case CHART_STEPS:
        return names_source(axis, "event");
    default:
        return true;
    }
}

/* Only lines lead over all periods, of several measures. */
static void check_measures(Decoder *decoder, const Node *document, const ChartSpec *chart,
                           const char *name, const ChartAxis *axis)
{
    const Node *node = node_find(document, name);
    if (node == NULL || node->kind != NODE_MAPPING)
        return;
    if (chart->shape == CHART_LINES && axis->period != NULL)
        diag_report(decoder->diags, DIAG_KB_CONFIG, node_find(node, "period")->key->span,
                    "a chart of the shape 'lines' shows all periods");
    else if (chart->shape != CHART_LINES && axis->measure_count > 1)
        diag_report(decoder->diags, DIAG_KB_CONFIG, node_find(node, "measure")->key->span,
                    "an axis of a chart of the shape '%s' has one measure",
                    chart_shape_name(chart->shape));
}

/* What is wrong with a shape has been said. */
static bool has_shape(const Node *document)
{
    ChartShape shape;
    const Node *node = node_find(document, "shape");
    return node != NULL && node->kind == NODE_SCALAR && chart_shape_find(node->text, &shape);
}

void chart_check(Decoder *decoder, const Node *document, const ChartSpec *chart)
{
    if (!has_shape(document))
        return;
    check_axis(decoder, document, chart, "x", shape_axes[chart->shape].takes_x);
    check_axis(decoder, document, chart, "y", shape_axes[chart->shape].takes_y);
    const Node *axis = node_find(document, chart->shape == CHART_BARS ? "x" : "y");
    if (axis != NULL && !measures_what_it_must(chart, axis))
        diag_report(decoder->diags, DIAG_KB_CONFIG, axis->key->span,
                    "along '%s' a chart of the shape '%s' has %s", axis->key->text,
                    chart_shape_name(chart->shape), shape_axes[chart->shape].wanted);
    check_measures(decoder, document, chart, "x", &chart->x);
    check_measures(decoder, document, chart, "y", &chart->y);
    if (chart->shape == CHART_BARS && chart->x.is_logarithmic && axis != NULL) {
        Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, axis->key->span,
                                    "bars begin at zero, which a logarithmic scale does not have");
        diag_hint(d, "take 'shape: scatter', or leave 'scale' out");
    }
}
