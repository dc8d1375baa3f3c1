/*
 * Diagnostics for people: GNU's "file:line:column: severity: message", then the line with a caret.
 *
 *     kb/chips/br166.yaml:7:11: error: unknown reference 'br1O6' [ref.unknown]
 *         7 |   - part: br1O6
 *           |           ^~~~~
 *
 * Whatever came from a file is made printable, so that no name or value can steer a terminal. A
 * line is shown whole if it fits in WINDOW columns, else the part around the span; finding that
 * part never looks further than WINDOW characters to either side.
 */
#include "base/text.h"
#include "diag/render_format.h"

#include <string.h>

enum {
    WINDOW = 100,       /* columns of a line that are shown at most */
    WINDOW_BEFORE = 30, /* of them before the span, if the line goes on far behind it */
    TAB_STOP = 8,
    GUTTER = 5,     /* width of the line number */
    SHOWN_MAX = 20, /* warnings of one kind that are shown, unless all are asked for */
};

typedef enum Style {
    STYLE_BOLD,
    STYLE_ERROR,
    STYLE_WARNING,
    STYLE_NOTE,
    STYLE_CARET,
    STYLE_COUNT
} Style;

/* clang's colours. */
static const char *const styles[STYLE_COUNT] = {
    [STYLE_BOLD] = "\033[1m",    [STYLE_ERROR] = "\033[1;31m", [STYLE_WARNING] = "\033[1;35m",
    [STYLE_NOTE] = "\033[1;36m", [STYLE_CARET] = "\033[1;32m",
};

static void begin_style(Render *render, Style style)
{
    if (render->colour)
        g_string_append(render->out, styles[style]);
}

static void end_style(Render *render)
{
    if (render->colour)
        g_string_append(render->out, "\033[0m");
}

static void append_styled(Render *render, Style style, const char *text)
{
    begin_style(render, style);
    g_string_append(render->out, text);
    end_style(render);
}

static void append_printable(Render *render, const char *text)
{
    text_append_printable(render->out, text, strlen(text));
}

/* One character of a line: its bytes, and the columns it takes when printed. */
typedef struct LineCell {
    const char *text;
    size_t length;
    unsigned width;
} LineCell;

static bool is_line_end(const char *text, const char *end)
{
    return text >= end || *text == '\n' || *text == '\r';
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The character at `text`, printed in column `column` (0-based; matters to tabs only). */
static LineCell cell_at(const char *text, const char *end, unsigned column)
{
    if (*text == '\t')
        return (LineCell){text, 1, TAB_STOP - column % TAB_STOP};
    if (*text >= 0x20 && *text < 0x7F)
        return (LineCell){text, 1, 1};
    const gunichar c = g_utf8_get_char_validated(text, end - text);
    LineCell cell = {text, 1, 0};
    if (c != (gunichar)-1 && c != (gunichar)-2)
        cell.length = (size_t)(g_utf8_next_char(text) - text);
    g_autoptr(GString) printed = g_string_sized_new(16);
    text_append_printable(printed, text, cell.length);
    const bool as_is = printed->len == cell.length && memcmp(printed->str, text, printed->len) == 0;
    cell.width = as_is ? (unsigned)text_cell_width(c) : (unsigned)printed->len;
    return cell;
}

/* What a character counts against the window: zero-width ones too, so that the count ends. */
static unsigned cell_cost(LineCell cell)
{
    return MAX(cell.width, 1);
}

/* The columns from `text` to the line's end, or `limit` if they are more. */
static unsigned columns_after(const char *text, const char *end, unsigned limit)
{
    unsigned columns = 0;
    while (columns < limit && !is_line_end(text, end)) {
        const LineCell cell = cell_at(text, end, 0);
        columns += cell_cost(cell);
        text += cell.length;
    }
    return MIN(columns, limit);
}

/* Goes back from `text` by at most `columns`, not beyond the line; sets `columns` to those gone. */
static const char *step_back(const char *begin, const char *text, unsigned *columns)
{
    unsigned gone = 0;
    while (text > begin && text[-1] != '\n' && text[-1] != '\r') {
        const char *previous = text - 1;
        while (previous > begin && text - previous < 4 && is_continuation(*previous))
            previous--;
        if (previous + cell_at(previous, text, 0).length != text)
            previous = text - 1; /* a stray byte */
        const unsigned cost = cell_cost(cell_at(previous, text, 0));
        if (gone + cost > *columns)
            break;
        gone += cost;
        text = previous;
    }
    *columns = gone;
    return text;
}

/* A part of one line with the span in it. */
typedef struct Excerpt {
    const char *begin;
    const char *span; /* where the caret stands */
    const char *span_end;
    const char *line_end; /* of the whole file: the excerpt ends with the line or the window */
    unsigned before;      /* columns of the window used up before the caret */
    bool is_cut;          /* something stands before `begin` */
} Excerpt;

static Excerpt excerpt_of(Span span)
{
    const char *begin = span.file->bytes;
    const char *end = begin + span.file->length;
    if (g_str_has_prefix(begin, "\xEF\xBB\xBF"))
        begin += 3;
    const char *start = MIN(span.file->bytes + span.start, end);
    start = MAX(start, begin);
    if (start > begin && start < end && *start == '\n' && start[-1] == '\r')
        start--;
    const unsigned after = columns_after(start, end, WINDOW - WINDOW_BEFORE);
    unsigned before = WINDOW - after;
    const char *first = step_back(begin, start, &before);
    return (Excerpt){
        .begin = first,
        .span = start,
        .span_end = MIN(span.file->bytes + span.end, end),
        .line_end = end,
        .before = before,
        .is_cut = first > begin && first[-1] != '\n' && first[-1] != '\r',
    };
}

static void append_repeated(GString *out, char c, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        g_string_append_c(out, c);
}

/* What stands below a character: nothing (the tab itself, so that any tab width will do), or part
 * of the caret with its tail. */
static void append_below(GString *carets, const Excerpt *excerpt, LineCell cell)
{
    const char *next = cell.text + cell.length;
    if (next <= excerpt->span) {
        if (*cell.text == '\t')
            g_string_append_c(carets, '\t');
        else
            append_repeated(carets, ' ', cell.width);
    } else if (cell.text <= excerpt->span) {
        g_string_append_c(carets, '^');
        if (*cell.text != '\t' || next < excerpt->span_end)
            append_repeated(carets, '~', MAX(cell.width, 1) - 1);
    } else if (cell.text < excerpt->span_end) {
        append_repeated(carets, '~', cell.width);
    }
}

/* Appends the excerpt to `line`, and to `carets` what stands below it. */
static void draw_excerpt(const Excerpt *excerpt, GString *line, GString *carets)
{
    unsigned column = 0;
    unsigned cost = 0;
    if (excerpt->is_cut) {
        g_string_append(line, "…");
        g_string_append_c(carets, ' ');
        column++;
    }
    const char *text = excerpt->begin;
    while (!is_line_end(text, excerpt->line_end)) {
        const LineCell cell = cell_at(text, excerpt->line_end, column);
        cost += cell_cost(cell);
        if (text > excerpt->span && cost > WINDOW) {
            g_string_append(line, "…");
            break;
        }
        if (*text == '\t')
            g_string_append_c(line, '\t');
        else
            text_append_printable(line, text, cell.length);
        append_below(carets, excerpt, cell);
        column += cell.width;
        text += cell.length;
    }
    if (text <= excerpt->span)
        g_string_append_c(carets, '^'); /* at the line's end */
}

static void append_excerpt(Render *render, Span span, unsigned line_number)
{
    const Excerpt excerpt = excerpt_of(span);
    if (excerpt.begin == excerpt.span && is_line_end(excerpt.span, excerpt.line_end))
        return; /* an empty line shows nothing */
    g_autoptr(GString) line = g_string_new(NULL);
    g_autoptr(GString) carets = g_string_new(NULL);
    draw_excerpt(&excerpt, line, carets);
    const int width = g_snprintf(NULL, 0, "%*u", GUTTER, line_number);
    g_string_append_printf(render->out, "%*u | %s\n%*s | ", GUTTER, line_number, line->str, width,
                           "");
    append_styled(render, STYLE_CARET, carets->str);
    g_string_append_c(render->out, '\n');
}

static void append_place(Render *render, const ShownPlace *place)
{
    begin_style(render, STYLE_BOLD);
    append_printable(render, place->path != NULL ? place->path : "dieline");
    if (place->has_position)
        g_string_append_printf(render->out, ":%u:%u", place->start.line, place->start.column);
    g_string_append(render->out, ":");
    end_style(render);
    g_string_append_c(render->out, ' ');
}

/* A note with a place has its line below it, unless its span is empty: then it names the file. */
static void append_note(Render *render, const DiagNote *note)
{
    const ShownPlace place = render_place(render, note->span);
    if (place.path != NULL)
        append_place(render, &place);
    append_styled(render, STYLE_NOTE, "note:");
    g_string_append_c(render->out, ' ');
    append_printable(render, note->text);
    g_string_append_c(render->out, '\n');
    if (place.has_position && note->span.end > note->span.start)
        append_excerpt(render, note->span, place.start.line);
}

static void append_hint(Render *render, const char *hint)
{
    append_styled(render, STYLE_NOTE, "hint:");
    g_string_append_c(render->out, ' ');
    append_printable(render, hint);
    g_string_append_c(render->out, '\n');
}

/* "error", "warning", or what became of one. */
static void append_severity(Render *render, const Diagnostic *diagnostic)
{
    if (diagnostic->severity == SEVERITY_ACCEPTED)
        append_styled(render, STYLE_NOTE, "accepted:");
    else if (diagnostic->severity == SEVERITY_WARNING)
        append_styled(render, STYLE_WARNING, "warning:");
    else
        append_styled(render, STYLE_ERROR, "error:");
}

static void append_diagnostic(Render *render, const Diagnostic *diagnostic)
{
    const ShownPlace place = render_place(render, diagnostic->span);
    append_place(render, &place);
    append_severity(render, diagnostic);
    g_string_append_c(render->out, ' ');
    begin_style(render, STYLE_BOLD);
    append_printable(render, diagnostic->message);
    end_style(render);
    g_string_append_printf(render->out, " [%s]\n", diagnostic_slug(diagnostic));
    if (place.has_position)
        append_excerpt(render, diagnostic->span, place.start.line);
    for (guint i = 0; i < render_note_count(diagnostic); i++)
        append_note(render, render_note(diagnostic, i));
    for (guint i = 0; i < render_hint_count(diagnostic); i++)
        append_hint(render, render_hint(diagnostic, i));
    if (diagnostic->accepted != NULL)
        append_note(render, &(DiagNote){.text = diagnostic->accepted});
}

/* --- how many of what --- */

/* How often a slug occurs. */
typedef struct SlugCount {
    const char *slug;
    guint count;
    guint shown;
    bool is_warning;
} SlugCount;

typedef struct Tally {
    GHashTable *by_slug; /* slug -> its index in `slugs` plus 1 */
    GArray *slugs;       /* of SlugCount, as they occur */
    guint errors;
    guint warnings;
    guint accepted;
} Tally;

static SlugCount *tally_slug(Tally *tally, const Diagnostic *diagnostic)
{
    const char *slug = diagnostic_slug(diagnostic);
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(tally->by_slug, slug));
    if (index == 0) {
        const SlugCount first = {.slug = slug,
                                 .is_warning = diagnostic->severity == SEVERITY_WARNING};
        g_array_append_val(tally->slugs, first);
        index = tally->slugs->len;
        g_hash_table_insert(tally->by_slug, (gpointer)slug, GUINT_TO_POINTER(index));
    }
    return &g_array_index(tally->slugs, SlugCount, index - 1);
}

/* Shows the diagnostic, unless there were many of its kind: errors are never left out. */
static void tally_show(Tally *tally, Render *render, const Diagnostic *diagnostic)
{
    if (diagnostic->severity == SEVERITY_ACCEPTED) {
        tally->accepted++;
        if (render->shows_all)
            append_diagnostic(render, diagnostic);
        return;
    }
    const bool is_warning = diagnostic->severity == SEVERITY_WARNING;
    SlugCount *slug = tally_slug(tally, diagnostic);
    slug->count++;
    *(is_warning ? &tally->warnings : &tally->errors) += 1;
    if (is_warning && slug->shown == SHOWN_MAX && !render->shows_all)
        return;
    slug->shown++;
    append_diagnostic(render, diagnostic);
}

static void append_left_out(const Tally *tally, GString *out)
{
    for (guint i = 0; i < tally->slugs->len; i++) {
        const SlugCount *slug = &g_array_index(tally->slugs, SlugCount, i);
        if (slug->shown < slug->count)
            g_string_append_printf(out,
                                   "and %u more [%s]: `dieline explain %s` says what they mean, "
                                   "--all shows them\n",
                                   slug->count - slug->shown, slug->slug, slug->slug);
    }
}

/* Errors first, then what there is most of. */
static int compare_counts(const void *left, const void *right)
{
    const SlugCount *a = left;
    const SlugCount *b = right;
    if (a->is_warning != b->is_warning)
        return a->is_warning ? 1 : -1;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return strcmp(a->slug, b->slug);
}

static void append_counts(const Tally *tally, GString *out)
{
    if (tally->errors + tally->warnings <= SHOWN_MAX || tally->slugs->len < 2)
        return;
    g_array_sort(tally->slugs, compare_counts);
    for (guint i = 0; i < tally->slugs->len; i++) {
        const SlugCount *slug = &g_array_index(tally->slugs, SlugCount, i);
        g_string_append_printf(out, "%s%u %s", i == 0 ? "dieline: " : ", ", slug->count,
                               slug->slug);
    }
    g_string_append_c(out, '\n');
}

static void append_summary(const Tally *tally, GString *out)
{
    append_counts(tally, out);
    g_string_append_printf(out, "dieline: %u error%s, %u warning%s", tally->errors,
                           tally->errors == 1 ? "" : "s", tally->warnings,
                           tally->warnings == 1 ? "" : "s");
    if (tally->accepted > 0)
        g_string_append_printf(out, ", %u accepted", tally->accepted);
    g_string_append_c(out, '\n');
}

/* What the environment failed in has no line to be looked for, and may be why nothing was written:
 * it stands last, where it is seen. */
static void render_of(Render *render, Tally *tally, bool environment)
{
    for (guint i = 0; i < render->diagnostics->len; i++) {
        const Diagnostic *diagnostic = render_diagnostic(render, i);
        if ((diagnostic->severity == SEVERITY_ENVIRONMENT) == environment)
            tally_show(tally, render, diagnostic);
    }
}

void render_text(Render *render)
{
    if (render->diagnostics->len == 0)
        return;
    g_autoptr(GHashTable) by_slug = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) slugs = g_array_new(FALSE, FALSE, sizeof(SlugCount));
    Tally tally = {.by_slug = by_slug, .slugs = slugs};
    render_of(render, &tally, false);
    append_left_out(&tally, render->out);
    render_of(render, &tally, true);
    append_summary(&tally, render->out);
}
