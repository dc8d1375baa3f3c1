/*
 * topology.h - inside topology diagrams: devices on one interconnect, and systems within systems.
 */
#pragma once

#include "diagram/drawing.h"

/* topology_nesting.c: what is built into what. */
void topology_draw_nesting(Drawing *drawing);
