#include "diagram/drawing.h"
void topology_draw(Drawing *drawing)
{
    drawing_show_nothing(drawing);
}
