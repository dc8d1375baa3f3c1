/*
 * layout_answer.h - the layout worker's answer, which is not trusted. For layout.c and the fuzzer.
 *
 * It is lines of words and integers, lengths in hundredths of a point, y upwards:
 *
 *   size WIDTH HEIGHT
 *   node INDEX X Y                     every node once
 *   cluster INDEX LEFT BOTTOM RIGHT TOP every cluster once
 *   edge INDEX TIPX TIPY COUNT X Y ... every edge once; COUNT control points
 *   end
 */
#pragma once

#include "layout/layout.h"

/* Fills in the positions of `layout`, whose nodes, clusters and edges were asked for. Returns false
 * if anything else stands there; then the positions mean nothing. */
bool layout_answer_read(Layout *layout, const GString *answer, Arena *arena);
