#include "model/chart_spec.h"

#include <string.h>

static const char *const shape_names[CHART_SHAPE_COUNT] = {
    [CHART_SCATTER] = "scatter",
    [CHART_BARS] = "bars",
    [CHART_LINES] = "lines",
    [CHART_STEPS] = "steps",
};

const char *chart_shape_name(ChartShape shape)
{
    return shape_names[shape];
}

bool chart_shape_find(const char *name, ChartShape *shape)
{
    for (unsigned i = 0; i < CHART_SHAPE_COUNT; i++)
        if (strcmp(shape_names[i], name) == 0) {
            *shape = (ChartShape)i;
            return true;
        }
    return false;
}
