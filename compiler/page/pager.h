/*
 * pager.h - pages that hold a part of a long list (parts.h): their heads, and the links between
 * them.
 */
#pragma once

#include "page/context.h"
#include "page/parts.h"

/* Returns from where to where a part goes, in words: "Chip 1 – Chip 499". */
typedef const char *(*PagerRange)(const PageContext *page, const ListPart *part);

/* By the numbers of rows: "201 – 400". */
const char *pager_range_of_numbers(const PageContext *page, const ListPart *part);

/* Returns `first` alone if both are the same. */
const char *pager_range(const PageContext *page, const char *first, const char *last);

/* Begins the page of a part. `head` is that of the first one; the others are headed by their range,
 * too, and lead back to it. If there are several, puts `pager`: position ("Page 2 of 20"),
 * previous, next, first and last (path, title; FALSE where the page is that one), and, on the first
 * one, ranges: a list of all parts (path, title, current). */
void pager_begin(PageContext *page, const ListPart *part, const PageHead *head, PagerRange range);

/* Puts `pager` alone, on a page that has more than the list. */
void pager_put(PageContext *page, const ListPart *part, PagerRange range);

/* Puts where a section of the list begins, if that is on a later page than this one, the first:
 * path, title ("On page 3"); else FALSE. `before` rows come before it. */
void pager_put_elsewhere(PageContext *page, View *map, const char *key, const ListPart *part,
                         size_t before, size_t count);
