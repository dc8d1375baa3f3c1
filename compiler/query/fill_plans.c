/* Milestones with all their dates, and figures: what the schema calls so. */
#include "find/findings.h"
#include "query/filler.h"

#include <string.h>

static const Claim *listed(const Filler *filler, const Claim *claim)
{
    return claim != NULL && claim_id(filler, claim) != 0 ? claim : NULL;
}

/* The date as written, its days; three columns. */
static void put_written_date(SqlRow *row, const Edtf *date)
{
    if (date == NULL) {
        row_put_nulls(row, 3);
        return;
    }
    row_put_text(row, date->text);
    put_date(row, date);
}

static const Edtf *claimed_date(const Claim *claim)
{
    return claim != NULL && claim->value.kind == VALUE_DATE ? claim->value.date : NULL;
}

static void fill_milestone(Filler *filler, const Plan *plan)
{
    const Milestone *milestone = plan->milestone;
    const Claim *current = listed(filler, plan->word);
    g_autofree char *sources = current != NULL ? claim_source_list(filler, current) : NULL;
    SqlRow *row = &filler->rows[TABLE_MILESTONES];
    row_put_text(row, milestone->id);
    row_put_text(row, milestone->subject->id);
    row_put_text(row, milestone->event->name);
    row_put_text(row, milestone->key);
    put_written_date(row, claimed_date(current));
    row_put_text(row, current != NULL ? status_name(current->status) : NULL);
    if (current != NULL)
        put_as_of_text(row, current);
    else
        row_put_null(row);
    row_put_text(row, plan_state_name(plan->state));
    row_put_text(row, plan->settling != NULL ? plan->settling->id : NULL);
    row_put_text(row, sources);
    if (current != NULL)
        row_put_integer(row, claim_id(filler, current));
    else
        row_put_null(row);
    put_entry(filler, row, milestone->entry);
    put_ending(filler, row, TABLE_MILESTONES, milestone->object);
    row_finish(row);
    g_string_chunk_clear(filler->cells);
}

static void fill_dates(Filler *filler, const Milestone *milestone)
{
    SqlRow *row = &filler->rows[TABLE_MILESTONE_DATES];
    int64_t position = 0;
    for (size_t i = 0; i < milestone->date_count; i++) {
        const Claim *claim = listed(filler, milestone->dates[i]);
        if (claim == NULL)
            continue;
        g_autofree char *sources = claim_source_list(filler, claim);
        row_put_text(row, milestone->id);
        row_put_integer(row, ++position);
        row_put_integer(row, claim_id(filler, claim));
        put_written_date(row, claimed_date(claim));
        row_put_text(row, status_name(claim->status));
        row_put_text(row, rank_name(claim->rank));
        row_put_text(row, standing_name(claim->standing));
        put_as_of_text(row, claim);
        row_put_text(row, sources);
        row_finish(row);
    }
}

static void put_days(SqlRow *row, int32_t days)
{
    if (days == INT32_MIN || days == INT32_MAX)
        row_put_null(row);
    else
        row_put_integer(row, days);
}

static void fill_slips(Filler *filler, const Plan *plan)
{
    SqlRow *row = &filler->rows[TABLE_SLIPS];
    int64_t position = 0;
    for (size_t i = 0; i < plan->slip_count; i++) {
        const Slip *slip = &plan->slips[i];
        if (listed(filler, slip->from) == NULL || listed(filler, slip->to) == NULL)
            continue;
        row_put_text(row, plan->milestone->id);
        row_put_integer(row, ++position);
        row_put_text(row, slip->from->value.date->text);
        row_put_text(row, slip->to->value.date->text);
        put_days(row, slip->days_min);
        put_days(row, slip->days_max);
        put_as_of_text(row, slip->from);
        put_as_of_text(row, slip->to);
        row_put_integer(row, claim_id(filler, slip->from));
        row_put_integer(row, claim_id(filler, slip->to));
        row_finish(row);
    }
}

void fill_plans(Filler *filler)
{
    const Plans *plans = &filler->kb->findings->plans;
    for (size_t i = 0; i < plans->count; i++) {
        const Plan *plan = &plans->items[i];
        if (!filler_has_entry(filler, plan->milestone->subject))
            continue;
        fill_milestone(filler, plan);
        fill_dates(filler, plan->milestone);
        fill_slips(filler, plan);
    }
}

/* --- figures --- */

/* The unit in which all amounts of a measure can be compared: of those that the schema gives for
 * the measure, the one of the amount's dimension (so yuan stay yuan); else the one written. */
static const Unit *common_unit(const Kb *kb, const EnumValue *measure, const Quantity *amount)
{
    const char *units = annotation_find(measure->annotations, measure->annotation_count, "units");
    if (units == NULL || amount->unit == NULL)
        return amount->unit;
    g_auto(GStrv) symbols = g_strsplit(units, " ", -1);
    for (char **symbol = symbols; *symbol != NULL; symbol++) {
        const Unit *unit = strcmp(*symbol, "money") == 0
                               ? units_find_currency(kb->schema->units, amount->unit)
                               : units_find(kb->schema->units, *symbol);
        if (unit != NULL && unit_same_dimension(amount->unit, unit))
            return unit;
    }
    return amount->unit;
}

/* min, max, low, high, unit. */
static void put_amount(const Filler *filler, SqlRow *row, const EnumValue *measure,
                       const Value *value)
{
    if (value->kind != VALUE_QUANTITY) {
        row_put_nulls(row, 5);
        return;
    }
    const Unit *unit = common_unit(filler->kb, measure, value->quantity);
    Quantity quantity;
    if (!quantity_convert(filler->kb->schema->units, value->quantity, unit, &quantity))
        quantity = *value->quantity;
    put_bounds(row, &quantity);
    row_put_text(row, quantity.scale != NULL ? unit_symbol(quantity.scale) : NULL);
}

static void fill_figure(Filler *filler, const FigureAmount *amount)
{
    const Figure *figure = amount->figure;
    const Claim *claim = amount->claim;
    g_autofree char *sources = claim_source_list(filler, claim);
    SqlRow *row = &filler->rows[TABLE_FIGURES];
    row_put_integer(row, claim_id(filler, claim));
    row_put_text(row, figure->subject->id);
    row_put_text(row, figure->measure->name);
    put_entry(filler, row, object_reference(amount->object, SLOT_MARKET));
    row_put_text(row, figure->key);
    put_written_date(row, figure->period);
    row_put_text(row, claim->value.kind == VALUE_QUANTITY ? claim->value.text : NULL);
    put_amount(filler, row, figure->measure, &claim->value);
    row_put_text(row, status_name(claim->status));
    row_put_text(row, rank_name(claim->rank));
    put_condition(row, claim);
    row_put_text(row, standing_name(claim->standing));
    put_as_of_text(row, claim);
    row_put_text(row, sources);
    row_put_integer(row, claim_details(claim)->from_count > 0);
    put_ending(filler, row, TABLE_FIGURES, amount->object);
    row_finish(row);
    g_string_chunk_clear(filler->cells);
}

void fill_figures(Filler *filler)
{
    const FigureAmounts *amounts = &filler->kb->findings->amounts;
    for (size_t i = 0; i < amounts->count; i++) {
        const FigureAmount *amount = &amounts->items[i];
        if (filler_has_entry(filler, amount->figure->subject) &&
            listed(filler, amount->claim) != NULL)
            fill_figure(filler, amount);
    }
}
