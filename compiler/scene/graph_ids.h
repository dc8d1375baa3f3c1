/*
 * graph_ids.h - libcgraph's objects numbered in the order in which their names come up.
 *
 * By itself it takes a name's address for its number, and goes through subgraphs by number: their
 * order would be that of the heap.
 */
#pragma once

#include <graphviz/cgraph.h>

/* For agopen() and agread(). */
extern Agdisc_t graph_ids;
