/*
 * What is measured along the axes of a chart: `x` and `y` of diagrams/<name>.yaml.
 */
#include "decode/diagrams.h"

#include "base/text.h"
#include "decode/keys.h"

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

static void axis_best(Decoder *decoder, const Node *node, ChartAxis *axis)
{
    const char *text = diagram_text(decoder, node, "most or least");
    if (text == NULL)
        return;
    axis->is_least_best = strcmp(text, "least") == 0;
    if (!axis->is_least_best && strcmp(text, "most") != 0)
        diagram_report(decoder, node, "most or least");
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

static const Key line_keys[] = {
    {"at", "a value of the axis", "Where it stands.", true},
    {"title", "text", "What it is called.", true},
};

const Key *line_key_at(size_t index)
{
    return index < G_N_ELEMENTS(line_keys) ? &line_keys[index] : NULL;
}

static void read_line(Decoder *decoder, const Node *item, ChartAxis *axis)
{
    const Node *at = item->kind == NODE_MAPPING ? node_find(item, line_keys[0].name) : NULL;
    const Node *title = item->kind == NODE_MAPPING ? node_find(item, line_keys[1].name) : NULL;
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
    Key key;
    unsigned sources; /* that take it */
    void (*read)(Decoder *decoder, const Node *node, ChartAxis *axis);
} axis_keys[] = {
    {{"slot", "a slot", "Quantities, integers or dates of entries.", false}, SLOT, axis_slot},
    {{"event", "an event, or a list", "The date of the first of these that an entry has.", false},
     EVENT,
     axis_event},
    {{"measure", "a measure, or a list", "Figures of entries. Only `lines` take several.", false},
     MEASURE,
     axis_measure},
    {{"period", "a date", "Of which period figures are; without it the latest.", false},
     MEASURE,
     axis_period},
    {{"scale", "`linear` or `log`", "Without it linear. Dates and bars have no other.", false},
     SLOT | EVENT | MEASURE,
     axis_scale},
    {{"unit", "a unit", "Without it the one that most claims are written in.", false},
     SLOT | EVENT | MEASURE,
     axis_unit},
    {{"for", "a condition",
      "Only claims for it; without it only what holds as such, so that no sparse peak stands "
      "beside "
      "a dense one.",
      false},
     SLOT | MEASURE,
     axis_condition},
    {{"best", "`most` or `least`", "Of `records`: what is the best; without it the most.", false},
     SLOT | MEASURE,
     axis_best},
    {{"lines", "a list of `{at, title}`", "Lines across the chart to compare with.", false},
     SLOT | EVENT | MEASURE,
     axis_lines},
};

const Key *axis_key_at(size_t index)
{
    return index < G_N_ELEMENTS(axis_keys) ? &axis_keys[index].key : NULL;
}

static void check_axis_keys(Decoder *decoder, const Node *mapping)
{
    for (const Node *node = mapping->first; node != NULL; node = node->next) {
        Nearest nearest;
        nearest_init(&nearest, node->key->text);
        bool is_known = false;
        for (size_t i = 0; i < G_N_ELEMENTS(axis_keys); i++) {
            is_known |= strcmp(axis_keys[i].key.name, node->key->text) == 0;
            nearest_offer(&nearest, axis_keys[i].key.name);
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
        const Node *node = node_find(mapping, axis_keys[i].key.name);
        if (node != NULL && (axis_keys[i].sources & axis_keys[source].sources) == 0)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node->key->span,
                        "an axis with '%s' takes no '%s'", axis_keys[source].key.name,
                        axis_keys[i].key.name);
    }
}

/* An axis measures one thing. */
static void check_sources(Decoder *decoder, const Node *mapping)
{
    size_t count = 0;
    size_t source = 0;
    for (size_t i = 0; i < SOURCES; i++)
        if (node_find(mapping, axis_keys[i].key.name) != NULL) {
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
        const Node *value = node_find(node, axis_keys[i].key.name);
        if (value != NULL && value->kind != NODE_DAMAGED)
            axis_keys[i].read(decoder, value, axis);
    }
}

/* --- the whole --- */

#define NUMBERS "a slot of numbers or a measure"

/* What each shape has along its axes; a scatter takes what can be measured. */
static const struct {
    const char *x; /* NULL: it has none */
    const char *y;
} shape_axes[CHART_SHAPE_COUNT] = {
    [CHART_SCATTER] = {"", ""},
    [CHART_BARS] = {NUMBERS, NULL},
    [CHART_LINES] = {NULL, "a measure"},
    [CHART_STEPS] = {NULL, "an event"},
    [CHART_RECORDS] = {"an event or a slot of dates", NUMBERS},
};

/* An axis of the chart that is being checked. */
typedef struct ShapeAxis {
    const ChartSpec *chart;
    const ChartAxis *axis;
    const char *name;
    const char *wanted; /* NULL: the shape has no such axis */
    const Node *node;   /* NULL: it is not given */
} ShapeAxis;

static void check_presence(Decoder *decoder, const Node *document, const ShapeAxis *given)
{
    const char *shape = chart_shape_name(given->chart->shape);
    if (given->node != NULL && given->wanted == NULL)
        diag_report(decoder->diags, DIAG_KB_CONFIG, given->node->key->span,
                    "a chart of the shape '%s' takes no '%s'", shape, given->name);
    else if (given->node == NULL && given->wanted != NULL)
        diag_report(decoder->diags, DIAG_KB_CONFIG, document->first->key->span,
                    "a chart of the shape '%s' needs '%s'", shape, given->name);
}

/* Whether what it names is there has been said. */
static bool names_source(const Node *axis, const char *source)
{
    return axis->kind == NODE_DAMAGED ||
           (axis->kind == NODE_MAPPING && node_find(axis, source) != NULL);
}

static bool is_unresolved(const ChartAxis *axis)
{
    return axis->slot == NULL && axis->event_count == 0 && axis->measure_count == 0;
}

static bool measures_what_it_must(const ShapeAxis *given)
{
    const ChartAxis *axis = given->axis;
    switch (given->chart->shape) {
    case CHART_BARS:
        return !axis->is_date;
    case CHART_LINES:
        return names_source(given->node, "measure");
    case CHART_STEPS:
        return names_source(given->node, "event");
    case CHART_RECORDS:
        return is_unresolved(axis) || axis->is_date == (axis == &given->chart->x);
    default:
        return true;
    }
}

static void check_measured(Decoder *decoder, const ShapeAxis *given)
{
    if (!measures_what_it_must(given))
        diag_report(decoder->diags, DIAG_KB_CONFIG, given->node->key->span,
                    "along '%s' a chart of the shape '%s' has %s", given->name,
                    chart_shape_name(given->chart->shape), given->wanted);
}

/* Only lines lead over all periods, of several measures. */
static void check_measures(Decoder *decoder, const ShapeAxis *given)
{
    const ChartShape shape = given->chart->shape;
    if (shape == CHART_LINES && given->axis->period != NULL)
        diag_report(decoder->diags, DIAG_KB_CONFIG, node_find(given->node, "period")->key->span,
                    "a chart of the shape 'lines' shows all periods");
    else if (shape != CHART_LINES && given->axis->measure_count > 1)
        diag_report(decoder->diags, DIAG_KB_CONFIG, node_find(given->node, "measure")->key->span,
                    "an axis of a chart of the shape '%s' has one measure",
                    chart_shape_name(shape));
}

static void check_best(Decoder *decoder, const ShapeAxis *given)
{
    const Node *best = node_find(given->node, "best");
    const ChartSpec *chart = given->chart;
    if (best != NULL && (chart->shape != CHART_RECORDS || given->axis != &chart->y))
        diag_report(decoder->diags, DIAG_KB_CONFIG, best->key->span,
                    "only along 'y' of the shape 'records' there is a best value");
}

static void check_axis(Decoder *decoder, const Node *document, const ShapeAxis *given)
{
    check_presence(decoder, document, given);
    if (given->node == NULL || given->wanted == NULL)
        return;
    check_measured(decoder, given);
    if (given->node->kind == NODE_MAPPING) {
        check_measures(decoder, given);
        check_best(decoder, given);
    }
}

/* Bars begin at zero. */
static void check_bars(Decoder *decoder, const ShapeAxis *given)
{
    if (given->chart->shape != CHART_BARS || !given->axis->is_logarithmic || given->node == NULL)
        return;
    Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, given->node->key->span,
                                "bars begin at zero, which a logarithmic scale does not have");
    diag_hint(d, "take 'shape: scatter', or leave 'scale' out");
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
    const char *wanted_x = shape_axes[chart->shape].x;
    const char *wanted_y = shape_axes[chart->shape].y;
    const ShapeAxis x = {chart, &chart->x, "x", wanted_x, node_find(document, "x")};
    const ShapeAxis y = {chart, &chart->y, "y", wanted_y, node_find(document, "y")};
    check_axis(decoder, document, &x);
    check_axis(decoder, document, &y);
    check_bars(decoder, &x);
}
