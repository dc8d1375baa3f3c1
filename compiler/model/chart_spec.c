#include "model/chart_spec.h"

static const char *const shape_names[CHART_SHAPE_COUNT] = {
    [CHART_SCATTER] = "scatter", [CHART_BARS] = "bars",       [CHART_LINES] = "lines",
    [CHART_STEPS] = "steps",     [CHART_RECORDS] = "records",
};

const char *chart_shape_name(ChartShape shape)
{
    return shape_names[shape];
}

bool chart_shape_find(const char *name, ChartShape *shape)
{
    size_t index;
    if (!name_find(shape_names, CHART_SHAPE_COUNT, name, &index))
        return false;
    *shape = (ChartShape)index;
    return true;
}
