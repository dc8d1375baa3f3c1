/*
 * parts.h - lists that are too long for one page: which rows stand on which of their pages.
 *
 * The first part of a list is the page that it has anyway ("chips/index"); the others lie in
 * index/, a folder that no class can have ("index/chips-2"), so that no entry's page is in their
 * way.
 */
#pragma once

#include "base/arena.h"

#include <stddef.h>

/* What a page may hold of a list: rows are short, and those of tables have cells, which count
 * (500 KB are not to be exceeded); plans and questions are told with all that was said of
 * them, claims with what is said about them. */
enum { ROWS_MAX = 500, CELLS_MAX = 2000, STORIES_MAX = 200, CLAIMS_MAX = 400 };

/* One page of a list. */
typedef struct ListPart {
    const void *list;      /* a SiteClass; NULL: there is only one list of this kind of page */
    const char *path;      /* below the language's folder */
    size_t number, count;  /* from 0; of how many */
    size_t first_row, end; /* rows from the first one to before the other */
} ListPart;

/* All of them; at least one. A part's neighbours are beside it. */
typedef struct ListParts {
    const ListPart *items;
    size_t count;
} ListParts;

/* Cuts `row_count` rows into parts of at most `rows_max`. The first one is at `path`, the others
 * are called by `name`. Everything lives in `arena`. */
ListParts list_parts_make(Arena *arena, const void *list, const char *path, const char *name,
                          size_t row_count, size_t rows_max);

/* Returns how many rows of so many cells a page may hold: more columns, fewer rows. */
size_t list_rows_max(size_t column_count);

/* Which items of a section stand in the part, where the list has several sections. */
typedef struct SectionCut {
    size_t first, end;
} SectionCut;

/* `before` rows come before the section, which has `count`. */
SectionCut list_part_cut(const ListPart *part, size_t before, size_t count);

const ListPart *list_part_first(const ListPart *part);

/* Returns the part in which row number `row` stands. */
const ListPart *list_part_with(const ListPart *part, size_t row);
