/*
 * Rows are sorted as the picture would have them: by lane, then by their first date. A part takes
 * lane after lane. Of a lane that is too large each part has about as many rows, and begins with a
 * year of its own where that leaves no part much smaller than the others.
 */
#include "select/split_timeline.h"

#include "select/group.h"
#include "select/lanes.h"

#include <string.h>

/* Dates take room as rows do: where there are many in a row, fewer rows fill a part. A page has 1.2
 * KB for each, in its picture and its table; it is to have less than 500. */
enum { MARKS_MAX = 375 };

typedef struct SplitRow {
    const Entry *entry;
    const Claim *lane; /* NULL: that of all others */
    const Edtf *first; /* of its dates, the earliest */
    Day from;          /* the first day of any, and the last; of open ends the other end */
    Day to;
    size_t marks;
    size_t outside; /* dates that the diagram's range leaves out */
} SplitRow;

/* Rows that become a part. */
typedef struct Slice {
    size_t first;
    size_t end;
    size_t marks;
} Slice;

typedef struct RowSplitter {
    const Kb *kb;
    const Words *const *words; /* by language */
    Arena *arena;
    Plate *whole;
    const char *lanes; /* the slot that lanes go by; NULL: none */
    GArray *rows;      /* of SplitRow */
    GArray *slices;    /* of Slice */
    size_t outside;    /* dates */
} RowSplitter;

/* --- rows --- */

static bool is_within(const Diagram *diagram, const Edtf *date)
{
    return !(diagram->has_from && date->latest < diagram->from.earliest) &&
           !(diagram->has_to && date->earliest > diagram->to.latest);
}

static void add_date(SplitRow *row, const Edtf *date)
{
    row->marks++;
    if (row->first == NULL || edtf_sort(date, row->first) < 0)
        row->first = date;
    row->from = MIN(row->from, date->earliest != DAY_OPEN_PAST ? date->earliest : date->latest);
    row->to = MAX(row->to, date->latest != DAY_OPEN_FUTURE ? date->latest : date->earliest);
}

static void add_claim(const Diagram *diagram, SplitRow *row, const Milestone *milestone,
                      size_t index)
{
    const Claim *claim = milestone->dates[index];
    if (!lanes_show_claim(claim) || lanes_is_repeated(milestone, index))
        return;
    if (is_within(diagram, claim->value.date))
        add_date(row, claim->value.date);
    else
        row->outside++;
}

static SplitRow measure_row(const Diagram *diagram, const Entry *entry)
{
    SplitRow row = {.entry = entry, .from = DAY_OPEN_FUTURE, .to = DAY_OPEN_PAST};
    for (size_t i = 0; i < entry->milestone_count; i++) {
        const Milestone *milestone = entry->milestones[i];
        for (size_t k = 0; k < milestone->date_count; k++)
            if (lanes_show_event(diagram, milestone->event))
                add_claim(diagram, &row, milestone, k);
    }
    return row;
}

static int compare_rows(const void *a, const void *b)
{
    const SplitRow *one = a;
    const SplitRow *other = b;
    const int by_lane = lanes_compare(one->lane, other->lane);
    if (by_lane != 0)
        return by_lane;
    const int by_date = edtf_sort(one->first, other->first);
    if (by_date != 0)
        return by_date;
    return (one->entry->index > other->entry->index) - (one->entry->index < other->entry->index);
}

/* The rows of the plate as it would be with these lanes. */
static void collect_rows(RowSplitter *splitter)
{
    Plate plate = *splitter->whole;
    plate.lanes = splitter->lanes;
    g_array_set_size(splitter->rows, 0);
    splitter->outside = 0;
    for (size_t i = 0; i < plate.entry_count; i++) {
        SplitRow row = measure_row(plate.diagram, plate.entries[i]);
        splitter->outside += row.outside;
        if (row.marks == 0)
            continue;
        g_autoptr(GPtrArray) claims = lanes_claims(&plate, plate.entries[i]);
        for (guint k = 0; k < claims->len; k++) {
            row.lane = claims->pdata[k];
            g_array_append_val(splitter->rows, row);
        }
    }
    g_array_sort(splitter->rows, compare_rows);
}

static const SplitRow *row_at(const RowSplitter *splitter, size_t index)
{
    return &g_array_index(splitter->rows, SplitRow, index);
}

static size_t count_marks(const RowSplitter *splitter, size_t first, size_t end)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        count += row_at(splitter, i)->marks;
    return count;
}

/* --- slices --- */

static bool fits(size_t rows, size_t marks)
{
    return rows <= 1 || (rows <= PICTURE_ROWS_MAX && marks <= MARKS_MAX);
}

static void add_slice(RowSplitter *splitter, size_t first, size_t end)
{
    const Slice slice = {first, end, count_marks(splitter, first, end)};
    g_array_append_val(splitter->slices, slice);
}

/* A whole lane goes where the lane before it is, if there is room; never to a piece of one. */
static void place_lane(RowSplitter *splitter, size_t first, size_t end, bool *is_open)
{
    Slice *last = splitter->slices->len > 0
                      ? &g_array_index(splitter->slices, Slice, splitter->slices->len - 1)
                      : NULL;
    const size_t marks = count_marks(splitter, first, end);
    if (*is_open && last != NULL && fits(end - last->first, last->marks + marks)) {
        last->end = end;
        last->marks += marks;
        return;
    }
    add_slice(splitter, first, end);
    *is_open = true;
}

static int year_of(const Edtf *date)
{
    int year, month, day;
    edtf_split_day(date->earliest != DAY_OPEN_PAST ? date->earliest : date->latest, &year, &month,
                   &day);
    return year;
}

/* Where a piece that begins at `first` and would end before `end` ends, so that the next one begins
 * with a year of its own; at least half of it remains. */
static size_t end_of_year(const RowSplitter *splitter, size_t first, size_t end)
{
    for (size_t i = end; i > first + (end - first) / 2; i--)
        if (year_of(row_at(splitter, i)->first) != year_of(row_at(splitter, i - 1)->first))
            return i;
    return end;
}

/* Returns where a piece that begins with row `first` is full: behind that row at the earliest, even
 * if it is too large. */
static size_t full_piece(const RowSplitter *splitter, size_t first, size_t end)
{
    size_t marks = row_at(splitter, first)->marks;
    size_t i = first + 1;
    while (i < end && fits(i + 1 - first, marks + row_at(splitter, i)->marks))
        marks += row_at(splitter, i++)->marks;
    return i;
}

/* Pieces of about the same size. */
static void cut_lane(RowSplitter *splitter, size_t first, size_t end)
{
    while (first < end) {
        size_t next = full_piece(splitter, first, end);
        const size_t pieces = (end - first + (next - first) - 1) / (next - first);
        const size_t even = first + (end - first + pieces - 1) / pieces;
        next = MIN(next, even);
        next = next < end ? end_of_year(splitter, first, next) : end;
        add_slice(splitter, first, next);
        first = next;
    }
}

static void place_lanes(RowSplitter *splitter)
{
    bool is_open = false; /* may the last slice take another lane? */
    for (size_t first = 0, end; first < splitter->rows->len; first = end) {
        end = first + 1;
        while (end < splitter->rows->len &&
               lanes_compare(row_at(splitter, first)->lane, row_at(splitter, end)->lane) == 0)
            end++;
        if (fits(end - first, count_marks(splitter, first, end))) {
            place_lane(splitter, first, end, &is_open);
        } else {
            cut_lane(splitter, first, end);
            is_open = false;
        }
    }
}

/* --- slices become plates --- */

static const char *lane_name(const RowSplitter *splitter, const SplitRow *row, size_t language)
{
    return group_title(row->entry, splitter->lanes, row->lane, language, splitter->words[language],
                       splitter->arena);
}

static bool is_same_lane(const SplitRow *a, const SplitRow *b)
{
    return lanes_compare(a->lane, b->lane) == 0;
}

/* Is the slice a piece of a lane? */
static bool is_piece(const RowSplitter *splitter, const Slice *slice)
{
    const SplitRow *first = row_at(splitter, slice->first);
    return (slice->first > 0 && is_same_lane(row_at(splitter, slice->first - 1), first)) ||
           (slice->end < splitter->rows->len && is_same_lane(row_at(splitter, slice->end), first));
}

static void append_range(GString *text, const char *first, const char *last)
{
    g_string_append(text, first);
    if (strcmp(first, last) != 0)
        g_string_append_printf(text, " – %s", last);
}

static void append_years(GString *text, const SplitRow *first, const SplitRow *last)
{
    g_autofree char *from = g_strdup_printf("%d", year_of(first->first));
    g_autofree char *to = g_strdup_printf("%d", year_of(last->first));
    append_range(text, from, to);
}

/* "Acme – Zenith", "Acme, 1990 – 1999" or "1990 – 1999" */
static void append_slice_name(const RowSplitter *splitter, const Slice *slice, size_t language,
                              GString *text)
{
    const SplitRow *first = row_at(splitter, slice->first);
    const SplitRow *last = row_at(splitter, slice->end - 1);
    if (splitter->lanes != NULL)
        append_range(text, lane_name(splitter, first, language),
                     lane_name(splitter, last, language));
    if (!is_piece(splitter, slice))
        return;
    if (splitter->lanes != NULL)
        g_string_append(text, words_get(splitter->words[language], "title.comma"));
    append_years(text, first, last);
}

/* "Roadmap: Acme – Zenith (2/7)" */
static const Localised *slice_title(const RowSplitter *splitter, guint index)
{
    Arena *arena = splitter->arena;
    const Slice *slice = &g_array_index(splitter->slices, Slice, index);
    Localised *title = arena_new0(arena, Localised, 1);
    const char *number = arena_printf(arena, "%u/%u", index + 1, splitter->slices->len);
    for (size_t i = 0; i < splitter->kb->language_count; i++) {
        const Words *words = splitter->words[i];
        g_autoptr(GString) text = g_string_new(localised_get(splitter->whole->title, i));
        g_string_append(text, words_get(words, "title.colon"));
        append_slice_name(splitter, slice, i, text);
        g_string_append(text, words_fill(words, "title.bracketed", number, arena));
        title->texts[i] = arena_strdup(arena, text->str);
    }
    return title;
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    const Entry *one = *(const Entry *const *)a;
    const Entry *other = *(const Entry *const *)b;
    return (one->index > other->index) - (one->index < other->index);
}

/* The entries of the slice's rows, once each. */
static void set_entries(const RowSplitter *splitter, const Slice *slice, Plate *part)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new();
    for (size_t i = slice->first; i < slice->end; i++)
        g_ptr_array_add(entries, (gpointer)row_at(splitter, i)->entry);
    g_ptr_array_sort(entries, compare_entries);
    part->entries = arena_new0(splitter->arena, const Entry *, entries->len);
    for (guint i = 0; i < entries->len; i++)
        if (i == 0 || entries->pdata[i] != entries->pdata[i - 1])
            part->entries[part->entry_count++] = entries->pdata[i];
}

static void set_lanes(const RowSplitter *splitter, const Slice *slice, Plate *part)
{
    part->lanes = splitter->lanes;
    if (splitter->lanes == NULL)
        return;
    const char **keys = arena_new0(splitter->arena, const char *, slice->end - slice->first);
    for (size_t i = slice->first; i < slice->end; i++)
        if (i == slice->first || !is_same_lane(row_at(splitter, i), row_at(splitter, i - 1)))
            keys[part->lane_key_count++] = group_key(row_at(splitter, i)->lane);
    part->lane_keys = keys;
}

/* What the rows from `first` on span. */
static PlateSpan span_of(const RowSplitter *splitter, size_t first, size_t end)
{
    PlateSpan span = {.from = DAY_OPEN_FUTURE, .to = DAY_OPEN_PAST, .rows = end - first};
    for (size_t i = first; i < end; i++) {
        const SplitRow *row = row_at(splitter, i);
        span.from = MIN(span.from, row->from);
        span.to = MAX(span.to, row->to);
        span.dates += row->marks;
    }
    return span;
}

static Plate *new_slice_plate(const RowSplitter *splitter, guint index)
{
    const Slice *slice = &g_array_index(splitter->slices, Slice, index);
    Plate *part = arena_new0(splitter->arena, Plate, 1);
    *part = (Plate){
        .diagram = splitter->whole->diagram,
        /* No file's name has a dot, so this is nobody else's. */
        .name = arena_printf(splitter->arena, "%s.%u", splitter->whole->name, index + 1),
        .title = slice_title(splitter, index),
        .whole = splitter->whole,
        .span = span_of(splitter, slice->first, slice->end),
    };
    set_entries(splitter, slice, part);
    set_lanes(splitter, slice, part);
    return part;
}

static void report(const RowSplitter *splitter, Diagnostics *diags)
{
    const Plate *whole = splitter->whole;
    Diagnostic *d = diag_report(
        diags, DIAG_LAYOUT_TOO_LARGE, whole->diagram->span,
        "diagram '%s' has %u rows and %zu dates, more than one picture shows (%d and %d): it is "
        "drawn in %zu parts",
        whole->name, splitter->rows->len, whole->span.dates, PICTURE_ROWS_MAX, MARKS_MAX,
        whole->part_count);
    diag_hint(d, "for one picture, select less");
}

/* Makers are lanes where the diagram has none, unless there is but one of them. */
static void choose_lanes(RowSplitter *splitter)
{
    if (splitter->lanes != NULL)
        return;
    splitter->lanes = known_slot_name(SLOT_MAKER);
    collect_rows(splitter);
    if (is_same_lane(row_at(splitter, 0), row_at(splitter, splitter->rows->len - 1))) {
        splitter->lanes = NULL;
        collect_rows(splitter);
    }
}

static void split(RowSplitter *splitter, Diagnostics *diags)
{
    Plate *whole = splitter->whole;
    collect_rows(splitter);
    if (fits(splitter->rows->len, count_marks(splitter, 0, splitter->rows->len)))
        return;
    choose_lanes(splitter);
    place_lanes(splitter);
    whole->span = span_of(splitter, 0, splitter->rows->len);
    whole->span.outside = splitter->outside;
    whole->part_count = splitter->slices->len;
    whole->parts = arena_new0(splitter->arena, Plate *, whole->part_count);
    for (guint i = 0; i < splitter->slices->len; i++)
        whole->parts[i] = new_slice_plate(splitter, i);
    report(splitter, diags);
}

void plate_split_timeline(const Kb *kb, const Words *const *words, Plate *whole, Arena *arena,
                          Diagnostics *diags)
{
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(SplitRow));
    g_autoptr(GArray) slices = g_array_new(FALSE, FALSE, sizeof(Slice));
    RowSplitter splitter = {kb, words, arena, whole, whole->lanes, rows, slices, 0};
    split(&splitter, diags);
}
