/* The axes of a chart: one unit each, round numbers or dates, and where values stand. */
#include "diagram/chart.h"

#include "value/quantity_digits.h"
#include "words/claim_describe.h"
#include "words/edtf_describe.h"
#include "words/quantity_describe.h"

#include <math.h>
#include <string.h>

enum {
    X_STEPS = 8,
    Y_STEPS = 7,
    LABEL_GAP = 10, /* between labels along x */
};

ChartValue *chart_value(ChartMark *mark, bool of_y)
{
    return of_y ? &mark->y : &mark->x;
}

/* --- the unit --- */

/* The unit that a quantity is written in, without a number word: "CNY" of "3 million CNY". */
static const Unit *written_unit(const Chart *chart, const Quantity *quantity)
{
    const QuantitySide side =
        quantity->ends[QUANTITY_MAX].number.length > 0 ? QUANTITY_MAX : QUANTITY_MIN;
    const QuantityPart unit = quantity_digits(quantity, side).unit;
    if (unit.length == 0)
        return quantity->scale;
    g_autofree char *symbol = g_strndup(quantity->text + unit.start, unit.length);
    const Unit *found = units_find(chart->drawing->kb->schema->units, symbol);
    return found != NULL ? found : quantity->scale;
}

typedef struct UnitCount {
    const Unit *unit;
    size_t count;
} UnitCount;

static void count_unit(GArray *counts, const Unit *unit)
{
    for (guint i = 0; i < counts->len; i++) {
        UnitCount *known = &g_array_index(counts, UnitCount, i);
        if (known->unit == unit) {
            known->count++;
            return;
        }
    }
    const UnitCount first = {unit, 1};
    g_array_append_val(counts, first);
}

/* The one that most claims are written in; of several the first. */
static const Unit *choose_unit(const Chart *chart, bool of_y)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(UnitCount));
    for (size_t i = 0; i < chart->mark_count; i++) {
        const Claim *claim = chart_value(&chart->marks[i], of_y)->claim;
        if (claim != NULL && claim->value.kind == VALUE_QUANTITY)
            count_unit(counts, written_unit(chart, claim->value.quantity));
    }
    const UnitCount *most = NULL;
    for (guint i = 0; i < counts->len; i++)
        if (most == NULL || g_array_index(counts, UnitCount, i).count > most->count)
            most = &g_array_index(counts, UnitCount, i);
    return most != NULL ? most->unit : NULL;
}

/* --- values --- */

static void read_days(ChartValue *value)
{
    const Edtf *date = value->date;
    value->from = date->earliest == DAY_OPEN_PAST ? -INFINITY : (double)date->earliest;
    value->to = date->latest == DAY_OPEN_FUTURE ? INFINITY : (double)date->latest + 1;
    value->qualifiers = date->qualifiers;
}

static bool is_comparable(const Quantity *quantity, const Unit *unit)
{
    return (quantity->scale == NULL) == (unit == NULL) &&
           (unit == NULL || unit_same_dimension(quantity->scale, unit));
}

static bool read_quantity(const ChartSide *side, const Quantity *quantity, ChartValue *value)
{
    if (!is_comparable(quantity, side->unit))
        return false;
    value->from = quantity_rescale(quantity, side->unit, quantity->min);
    value->to = quantity_rescale(quantity, side->unit, quantity->max);
    value->qualifiers = quantity->approximate ? EDTF_APPROXIMATE : 0;
    return true;
}

static bool read_number(const ChartSide *side, ChartValue *value)
{
    const Value *says = &value->claim->value;
    if (says->kind == VALUE_INTEGER) {
        value->from = value->to = (double)says->integer;
        return side->unit == NULL;
    }
    return says->kind == VALUE_QUANTITY && read_quantity(side, says->quantity, value);
}

/* Zero, and what is less, lies infinitely far down a logarithmic scale. */
static double scale_end(const ChartSide *side, double end)
{
    return side->spec->is_logarithmic && end <= 0 ? -INFINITY : end;
}

/* Has the value an end that the axis can show? */
static bool find_place(const ChartSide *side, ChartValue *value)
{
    value->from = scale_end(side, value->from);
    value->to = scale_end(side, value->to);
    return isfinite(value->from) || isfinite(value->to);
}

static bool read_value(const Chart *chart, const ChartSide *side, ChartValue *value)
{
    const Drawing *drawing = chart->drawing;
    if (value->date != NULL) {
        read_days(value);
        value->text = drawing_date(drawing, value->date);
        return find_place(side, value);
    }
    value->text = claim_describe(drawing->arena, value->claim, drawing->language, drawing->words);
    if (value->period != NULL)
        value->text =
            drawing_join(drawing, "title.comma", value->text, drawing_date(drawing, value->period));
    return read_number(side, value) && find_place(side, value);
}

size_t chart_keep_marks(Chart *chart, const bool *is_kept)
{
    size_t *places = arena_new0(chart->drawing->arena, size_t, chart->mark_count + 1);
    const size_t count = chart->mark_count;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_kept[i] || !is_kept[chart->marks[i].of])
            continue;
        places[i] = kept;
        chart->marks[kept] = chart->marks[i];
        chart->marks[kept].of = places[chart->marks[i].of];
        kept++;
    }
    chart->mark_count = kept;
    return count - kept;
}

void chart_read_values(Chart *chart, bool of_y)
{
    ChartSide *side = of_y ? &chart->y : &chart->x;
    side->unit = side->spec->unit != NULL ? side->spec->unit : choose_unit(chart, of_y);
    bool *is_kept = arena_new0(chart->drawing->arena, bool, chart->mark_count + 1);
    for (size_t i = 0; i < chart->mark_count; i++)
        is_kept[i] = read_value(chart, side, chart_value(&chart->marks[i], of_y));
    chart->left_out += chart_keep_marks(chart, is_kept);
}

/* --- the range --- */

typedef struct Range {
    double from;
    double to;
} Range;

static void range_add_end(Range *range, double end)
{
    if (!isfinite(end))
        return;
    range->from = MIN(range->from, end);
    range->to = MAX(range->to, end);
}

static void range_add(Range *range, const ChartValue *value)
{
    range_add_end(range, value->from);
    range_add_end(range, value->to);
}

bool chart_read_level(const ChartSide *side, const ChartLine *line, ChartValue *value)
{
    *value = (ChartValue){.date = side->is_date ? &line->date : NULL};
    if (side->is_date)
        read_days(value);
    else if (!read_quantity(side, &line->amount, value))
        return false;
    return find_place(side, value);
}

/* From the least to the most: every mark has an end that is known. */
static Range find_range(Chart *chart, bool of_y)
{
    const ChartSide *side = of_y ? &chart->y : &chart->x;
    Range range = {INFINITY, -INFINITY};
    for (size_t i = 0; i < chart->mark_count; i++)
        range_add(&range, chart_value(&chart->marks[i], of_y));
    for (size_t i = 0; i < side->spec->line_count; i++) {
        ChartValue level;
        if (chart_read_level(side, &side->spec->lines[i], &level))
            range_add(&range, &level);
    }
    return range;
}

/* --- ticks --- */

static const char *print_value(const Drawing *drawing, double value, int decimals)
{
    static const double LARGE = 1e15;
    static const double SMALL = 1e-6;
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    char format[16];
    if (value == 0)
        return "0";
    const bool is_far = fabs(value) >= LARGE || fabs(value) < SMALL;
    g_snprintf(format, sizeof format, is_far ? "%%.3g" : "%%.%df", decimals);
    g_ascii_formatd(digits, sizeof digits, format, value);
    Quantity quantity;
    Problem problem;
    const char *text = arena_strdup(drawing->arena, digits);
    return quantity_read(drawing->kb->schema->units, text, NULL, &quantity, &problem)
               ? quantity_describe(drawing->arena, drawing->words, &quantity)
               : text;
}

static int decimals_of(double step)
{
    enum { DECIMALS_MAX = 9 };
    return step < 1 ? MIN((int)-floor(log10(step) + 1e-9), DECIMALS_MAX) : 0;
}

/* By how much ticks with numbers differ at least; on a logarithmic scale, the first of them. */
static double least_step(const Scale *scale)
{
    if (!scale->is_logarithmic)
        return scale->step;
    g_autoptr(GArray) ticks = scale_ticks(scale);
    for (guint i = 0; i < ticks->len; i++)
        if (g_array_index(ticks, ScaleTick, i).is_named)
            return g_array_index(ticks, ScaleTick, i).value;
    return 0;
}

/* The power of ten whose word stands with the unit: only amounts of money and counts have one. */
static int choose_word(const Chart *chart, const ChartSide *side)
{
    const NumberStyle *style = number_style(chart->drawing->words);
    Units *units = chart->drawing->kb->schema->units;
    const bool takes_word = side->unit == NULL || unit_is_dimensionless(side->unit) ||
                            units_find_currency(units, side->unit) != NULL;
    const double step = takes_word ? least_step(&side->scale) : 0;
    for (int power = NUMBER_SCALE_MAX; power > 3; power--)
        if (number_style_has(style, power, true) && step >= pow(10, power))
            return power;
    return 0;
}

static void add_number_ticks(const Chart *chart, ChartSide *side, int word)
{
    g_autoptr(GArray) ticks = scale_ticks(&side->scale);
    const double by = pow(10, word);
    side->tick_count = ticks->len;
    side->ticks = arena_new0(chart->drawing->arena, ChartTick, ticks->len + 1);
    for (guint i = 0; i < ticks->len; i++) {
        const ScaleTick *tick = &g_array_index(ticks, ScaleTick, i);
        const double step = side->scale.is_logarithmic ? tick->value : side->scale.step;
        const double at = scale_at(&side->scale, tick->value);
        side->ticks[i] = (ChartTick){
            at, at,
            tick->is_named ? print_value(chart->drawing, tick->value / by, decimals_of(step / by))
                           : NULL};
    }
}

/* Along x names must not touch. */
static void thin_labels(ChartSide *side)
{
    double end = -INFINITY;
    for (size_t i = 0; i < side->tick_count; i++) {
        ChartTick *tick = &side->ticks[i];
        const double half = tick->label != NULL ? scene_text_width(ROLE_TICK, tick->label) / 2 : 0;
        if (tick->label == NULL || tick->label_at - half < end + LABEL_GAP)
            tick->label = NULL;
        else
            end = tick->label_at + half;
    }
}

static void fit_days(const Chart *chart, ChartSide *side, Range range)
{
    const Drawing *drawing = chart->drawing;
    const double length = fabs(side->scale.end - side->scale.start);
    const int way = side->scale.end > side->scale.start ? 1 : -1;
    side->days =
        (Axis){.from = (Day)range.from, .to = (Day)MAX(range.to - 1, range.from), .width = length};
    axis_round(&side->days);
    side->scale.from = side->days.from;
    side->scale.to = (double)side->days.to + 1;
    g_autoptr(GArray) ticks = axis_ticks(&side->days, drawing->words, drawing->arena);
    side->tick_count = ticks->len;
    side->ticks = arena_new0(drawing->arena, ChartTick, ticks->len + 1);
    for (guint i = 0; i < ticks->len; i++) {
        const Tick *tick = &g_array_index(ticks, Tick, i);
        side->ticks[i] = (ChartTick){side->scale.start + way * tick->x,
                                     side->scale.start + way * tick->label_x, tick->label};
    }
}

/* --- the title --- */

static const char *slot_title(const Drawing *drawing, const char *name)
{
    const Schema *schema = drawing->kb->schema;
    for (size_t i = 0; i < schema->class_count; i++) {
        const Slot *slot = class_find_slot(schema->classes[i], name);
        if (slot != NULL)
            return drawing_text(drawing, &slot->title);
    }
    return name;
}

static const char *join_titles(const Drawing *drawing, const EnumValue *const *values, size_t count)
{
    const char *title = drawing_text(drawing, &values[0]->title);
    for (size_t i = 1; i < count; i++)
        title =
            drawing_join(drawing, "title.comma", title, drawing_text(drawing, &values[i]->title));
    return title;
}

static const char *condition_text(const Drawing *drawing, const Condition *condition)
{
    if (condition->value_count == 0)
        return drawing_text(drawing, condition->text);
    const char *names = join_titles(drawing, condition->values, condition->value_count);
    return condition->text != NULL
               ? drawing_join(drawing, "title.comma", names, drawing_text(drawing, condition->text))
               : names;
}

const char *chart_axis_name(const Chart *chart, const ChartAxis *axis)
{
    const Drawing *drawing = chart->drawing;
    const char *name =
        axis->slot != NULL        ? slot_title(drawing, axis->slot)
        : axis->event_count > 0   ? join_titles(drawing, axis->events, axis->event_count)
        : axis->measure_count > 0 ? join_titles(drawing, axis->measures, axis->measure_count)
        : chart->spec->shape == CHART_STEPS ? drawing_word(drawing, "chart.said")
                                            : drawing_word(drawing, "chart.period");
    if (chart->spec->shape == CHART_RECORDS && axis == &chart->spec->y)
        name =
            drawing_join(drawing, "title.comma", name,
                         drawing_word(drawing, axis->is_least_best ? "chart.least" : "chart.most"));
    if (axis->period != NULL)
        name = drawing_join(drawing, "title.comma", name, drawing_date(drawing, axis->period));
    return axis->condition != NULL ? drawing_join(drawing, "title.comma", name,
                                                  condition_text(drawing, axis->condition))
                                   : name;
}

static void set_title(const Chart *chart, ChartSide *side, int word)
{
    const Drawing *drawing = chart->drawing;
    side->title = chart_axis_name(chart, side->spec);
    const char *symbol = side->unit != NULL ? unit_symbol(side->unit) : "";
    const bool is_number = strcmp(symbol, "1") == 0 || strcmp(symbol, "count") == 0;
    const char *unit =
        quantity_describe_unit(drawing->arena, drawing->words, is_number ? "" : symbol, word);
    if (!side->is_date && unit[0] != '\0')
        side->title = arena_concat(drawing->arena, side->title,
                                   drawing_fill(drawing, "title.bracketed", unit), "");
    if (side->spec->is_logarithmic)
        side->title = drawing_join(drawing, "title.comma", side->title,
                                   drawing_word(drawing, "chart.logarithmic"));
}

/* --- the side --- */

/* What leads to where a bound is open stays within the plot; of bars nothing does. */
static void leave_room(Chart *chart, bool of_y, Scale *scale)
{
    const int way = scale->end > scale->start ? 1 : -1;
    bool is_open_below = false;
    bool is_open_above = false;
    for (size_t i = 0; i < chart->mark_count && chart->spec->shape != CHART_BARS; i++) {
        const ChartValue *value = chart_value(&chart->marks[i], of_y);
        is_open_below |= !isfinite(value->from);
        is_open_above |= !isfinite(value->to);
    }
    scale->start += is_open_below ? way * CHART_REACH : 0;
    scale->end -= is_open_above ? way * CHART_REACH : 0;
}

void chart_fit_side(Chart *chart, bool of_y, double start, double end, bool from_zero)
{
    ChartSide *side = of_y ? &chart->y : &chart->x;
    const Range range = find_range(chart, of_y);
    side->scale = (Scale){
        .is_logarithmic = side->spec->is_logarithmic, .step = 1, .start = start, .end = end};
    leave_room(chart, of_y, &side->scale);
    if (side->is_date) {
        fit_days(chart, side, range);
        set_title(chart, side, 0);
        return;
    }
    scale_fit(&side->scale, range.from, range.to, start > end ? Y_STEPS : X_STEPS, from_zero);
    const int word = choose_word(chart, side);
    add_number_ticks(chart, side, word);
    if (start < end)
        thin_labels(side);
    set_title(chart, side, word);
}

double chart_begin_at(const ChartSide *side, const ChartValue *value)
{
    return scale_at(&side->scale, value->from);
}

double chart_end_at(const ChartSide *side, const ChartValue *value)
{
    return scale_at(&side->scale, value->to);
}

double chart_value_at(const ChartSide *side, const ChartValue *value)
{
    if (!isfinite(value->from))
        return chart_end_at(side, value);
    if (!isfinite(value->to))
        return chart_begin_at(side, value);
    return (chart_begin_at(side, value) + chart_end_at(side, value)) / 2;
}

double chart_rank_value(const ChartValue *value)
{
    return !isfinite(value->from) ? value->to
           : !isfinite(value->to) ? value->from
                                  : (value->from + value->to) / 2;
}
