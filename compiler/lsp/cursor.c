#include "lsp/cursor.h"

#include <string.h>

enum { LEVELS_MAX = 64 };

/* A mapping or list that has begun and not ended. */
typedef struct CursorLevel {
    size_t column; /* of its keys or hyphens; not of what is in brackets */
    bool is_list;
    bool is_flow;
    bool is_value; /* of what is in brackets: behind the colon */
    char *key;     /* the last one; NULL: none yet */
    GPtrArray *keys;
} CursorLevel;

typedef struct Scan {
    const char *text;
    size_t length;
    size_t stop; /* the cursor */
    size_t at;
    CursorLevel levels[LEVELS_MAX];
    size_t count;
    size_t document;
    char quote;          /* that is open; 0: none */
    size_t block_column; /* of a | or > text: its lines stand further in than this */
    bool is_block;       /* there is one */
    bool is_lost;        /* too deep: nobody knows where this is */

    /* Of the line at hand. */
    bool is_begun;
    bool is_text;    /* it is one of a | or > text */
    bool is_comment; /* and what is being read is one */
    bool has_hyphen;
    bool has_key;
    size_t column; /* of what stands behind indentation and hyphens */
    size_t word;   /* where the last word begins */
} Scan;

/* --- levels --- */

static CursorLevel *top(Scan *scan)
{
    return scan->count > 0 ? &scan->levels[scan->count - 1] : NULL;
}

static void pop(Scan *scan)
{
    CursorLevel *level = &scan->levels[--scan->count];
    g_free(level->key);
    g_ptr_array_unref(level->keys);
}

static void push(Scan *scan, size_t column, bool is_list, bool is_flow)
{
    if (scan->count == LEVELS_MAX) {
        scan->is_lost = true;
        return;
    }
    scan->levels[scan->count++] = (CursorLevel){
        column, is_list, is_flow, false, NULL, g_ptr_array_new_with_free_func(g_free)};
}

static void set_key(CursorLevel *level, const char *key, size_t length)
{
    g_free(level->key);
    level->key = g_strndup(key, length);
    g_ptr_array_add(level->keys, g_strndup(key, length));
}

static bool is_in_flow(Scan *scan)
{
    return scan->count > 0 && top(scan)->is_flow;
}

/* What stands further in than `column` is over. A list may stand as far in as the key that it is
 * the value of. */
static void leave_levels(Scan *scan, size_t column, bool is_list)
{
    while (scan->count > 0 && (top(scan)->column > column ||
                               (top(scan)->column == column && top(scan)->is_list && !is_list)))
        pop(scan);
}

/* --- characters --- */

/* Behind the text's end there is NUL. */
static char peek(const Scan *scan, size_t offset)
{
    static const char end = '\0';
    return *(offset < scan->length ? scan->text + offset : &end);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool is_end(char c)
{
    return c == '\0' || c == '\n' || c == '\r';
}

/* Is it the colon behind a key? */
static bool is_colon(const Scan *scan, size_t offset)
{
    const char next = peek(scan, offset + 1);
    return peek(scan, offset) == ':' && (is_blank(next) || is_end(next));
}

static bool is_comment_mark(const Scan *scan, size_t offset)
{
    return peek(scan, offset) == '#' &&
           (offset == 0 || is_blank(scan->text[offset - 1]) || is_end(scan->text[offset - 1]));
}

/* Reads quotes that are open, up to the cursor at most. */
static void read_quoted(Scan *scan)
{
    while (scan->at < scan->stop && scan->quote != '\0') {
        const char c = scan->text[scan->at++];
        if (c == '\\' && scan->quote == '"')
            scan->at++;
        else if (c == scan->quote && c == '\'' && peek(scan, scan->at) == '\'')
            scan->at++;
        else if (c == scan->quote)
            scan->quote = '\0';
    }
    scan->at = MIN(scan->at, scan->stop);
}

static void open_quote(Scan *scan)
{
    scan->quote = scan->text[scan->at++];
    scan->word = scan->at;
    read_quoted(scan);
}

/* Begins a line. */
static void begin_line(Scan *scan)
{
    scan->is_begun = scan->is_text = scan->is_comment = scan->has_hyphen = scan->has_key = false;
    scan->column = 0;
    scan->word = scan->at;
}

/* Reads the rest of the line, and its end: there may be a comment. */
static void end_line(Scan *scan)
{
    for (; scan->at < scan->stop && !is_end(scan->text[scan->at]); scan->at++)
        if (is_comment_mark(scan, scan->at))
            scan->is_comment = true;
    if (scan->at == scan->stop)
        return;
    scan->at++;
    begin_line(scan);
}

/* --- brackets --- */

/* Reads a bare word within brackets; a colon behind it makes a key of it. */
static void read_flow_word(Scan *scan)
{
    const size_t start = scan->at;
    while (scan->at < scan->stop && strchr(",[]{}\n\r", scan->text[scan->at]) == NULL &&
           !is_colon(scan, scan->at))
        scan->at++;
    CursorLevel *level = top(scan);
    if (scan->at == scan->stop || !is_colon(scan, scan->at) || level->is_list)
        return;
    set_key(level, scan->text + start, scan->at - start);
    level->is_value = true;
    scan->word = ++scan->at;
}

static void read_flow_mark(Scan *scan)
{
    const char c = scan->text[scan->at++];
    scan->word = scan->at;
    if (c == '{' || c == '[')
        push(scan, top(scan)->column, c == '[', true);
    else if (c == '}' || c == ']')
        pop(scan);
    else if (c == ',')
        top(scan)->is_value = false;
}

/* Reads what is in brackets, which may end many lines below. */
static void read_flow(Scan *scan)
{
    while (scan->at < scan->stop && is_in_flow(scan) && !scan->is_lost && scan->quote == '\0') {
        const char c = scan->text[scan->at];
        if (is_comment_mark(scan, scan->at))
            end_line(scan);
        else if (c == '"' || c == '\'')
            open_quote(scan);
        else if (is_blank(c) || strchr("{}[],\n\r", c) != NULL || is_colon(scan, scan->at))
            read_flow_mark(scan);
        else
            read_flow_word(scan);
    }
}

/* --- lines --- */

static size_t line_end(const Scan *scan, size_t at)
{
    while (!is_end(peek(scan, at)))
        at++;
    return at;
}

/* Where the colon is that makes a key of what begins at `at`; 0: there is none. */
static size_t find_colon(const Scan *scan, size_t at, size_t end)
{
    if (strchr("{}[]\"'", peek(scan, at)) != NULL)
        return 0;
    for (size_t i = at; i < end && !is_comment_mark(scan, i); i++)
        if (is_colon(scan, i))
            return i;
    return 0;
}

/* Reads what stands behind a key or a hyphen, as far as it opens a bracket, a quote or a text of
 * several lines. */
static void read_value(Scan *scan)
{
    while (scan->at < scan->stop && is_blank(scan->text[scan->at]))
        scan->at++;
    if (scan->at == scan->stop)
        return;
    const char c = scan->text[scan->at];
    if (c == '{' || c == '[') {
        push(scan, scan->column, c == '[', true);
        scan->word = ++scan->at;
    } else if (c == '"' || c == '\'') {
        open_quote(scan);
    } else if (c == '|' || c == '>') {
        scan->is_block = true;
        scan->block_column = scan->column;
    }
}

static void read_hyphens(Scan *scan)
{
    while (scan->at < scan->stop && scan->text[scan->at] == '-' &&
           is_blank(peek(scan, scan->at + 1))) {
        leave_levels(scan, scan->column, true);
        if (scan->count == 0 || top(scan)->column < scan->column || !top(scan)->is_list)
            push(scan, scan->column, true, false);
        const size_t hyphen = scan->at++;
        while (scan->at < scan->stop && is_blank(scan->text[scan->at]))
            scan->at++;
        scan->column += scan->at - hyphen;
        scan->has_hyphen = true;
    }
    scan->word = scan->at;
}

static void read_key(Scan *scan)
{
    const size_t colon = find_colon(scan, scan->at, MIN(line_end(scan, scan->at), scan->stop));
    if (colon == 0 || scan->is_lost)
        return;
    leave_levels(scan, scan->column, false);
    if (scan->count == 0 || top(scan)->column < scan->column)
        push(scan, scan->column, false, false);
    if (scan->is_lost)
        return;
    set_key(top(scan), scan->text + scan->at, colon - scan->at);
    scan->has_key = true;
    scan->word = scan->at = colon + 1;
}

static void begin_document(Scan *scan)
{
    while (scan->count > 0)
        pop(scan);
    scan->at = MIN(scan->at + 3, scan->stop);
    scan->document = scan->at;
}

/* Reads a line's indentation and what opens there. */
static void read_line(Scan *scan)
{
    const size_t start = scan->at;
    scan->is_begun = true;
    while (scan->at < scan->stop && scan->text[scan->at] == ' ')
        scan->at++;
    scan->column = scan->at - start;
    scan->word = scan->at;
    const char c = peek(scan, scan->at);
    scan->is_text = scan->is_block && (scan->column > scan->block_column || is_end(c));
    if (scan->is_text || scan->at == scan->stop || c == '#' || is_end(c))
        return;
    scan->is_block = false;
    if (scan->column == 0 && strncmp(scan->text + scan->at, "---", 3) == 0) {
        begin_document(scan);
        return;
    }
    read_hyphens(scan);
    read_key(scan);
    read_value(scan);
}

/* Within a text of several lines nothing is a comment. */
static void skip_text(Scan *scan)
{
    scan->at = MIN(line_end(scan, scan->at), scan->stop);
    end_line(scan);
}

static void read_all(Scan *scan)
{
    while (scan->at < scan->stop && !scan->is_lost) {
        if (scan->quote != '\0')
            read_quoted(scan);
        else if (is_in_flow(scan))
            read_flow(scan);
        else if (!scan->is_begun)
            read_line(scan);
        else if (scan->is_text)
            skip_text(scan);
        else
            end_line(scan);
    }
}

/* --- at the cursor --- */

static void add_path(const Scan *scan, TextCursor *cursor, size_t levels)
{
    for (size_t i = 0; i < levels; i++) {
        const CursorLevel *level = &scan->levels[i];
        if (level->key != NULL && (!level->is_flow || level->is_value))
            g_ptr_array_add(cursor->path, g_strdup(level->key));
    }
}

static void add_keys(TextCursor *cursor, const CursorLevel *level)
{
    for (guint i = 0; i < level->keys->len; i++)
        g_ptr_array_add(cursor->keys, g_strdup(level->keys->pdata[i]));
}

static bool ends_word(const Scan *scan, const TextCursor *cursor, size_t at)
{
    const char c = peek(scan, at);
    if (scan->quote != '\0')
        return is_end(c) || c == scan->quote;
    return is_end(c) || is_comment_mark(scan, at) ||
           (cursor->role != CURSOR_VALUE && is_colon(scan, at)) ||
           (cursor->is_flow && (strchr(",]}", c) != NULL || is_colon(scan, at)));
}

static void find_word(const Scan *scan, TextCursor *cursor)
{
    size_t end = scan->stop;
    cursor->start = scan->word;
    while (cursor->start < scan->stop && scan->quote == '\0' &&
           (is_blank(scan->text[cursor->start]) || is_end(scan->text[cursor->start])))
        cursor->start++;
    while (!ends_word(scan, cursor, end))
        end++;
    cursor->has_colon = is_colon(scan, end);
    while (end > scan->stop && is_blank(scan->text[end - 1]))
        end--;
    cursor->end = end;
    cursor->wants_space = cursor->start > 0 && scan->text[cursor->start - 1] == ':';
}

/* Where the brackets around `at` close, or the text ends; notes the keys in them on the way. */
static void add_flow_keys_behind(const Scan *scan, TextCursor *cursor)
{
    unsigned depth = 0;
    size_t word = 0; /* none: what is at the cursor is not looked at */
    for (size_t i = cursor->end; i < scan->length; i++) {
        const char c = scan->text[i];
        if (c == '{' || c == '[') {
            depth++;
        } else if (c == '}' || c == ']') {
            if (depth-- == 0)
                return;
        } else if (depth == 0 && c == ',') {
            word = i + 1 + strspn(scan->text + i + 1, " \t\r\n");
        } else if (depth == 0 && word != 0 && is_colon(scan, i)) {
            g_ptr_array_add(cursor->keys, g_strndup(scan->text + word, i - word));
            word = 0;
        }
    }
}

/* Keys of the same mapping on the lines below the cursor's. */
static void add_keys_behind(const Scan *scan, TextCursor *cursor)
{
    for (size_t at = line_end(scan, scan->stop); at < scan->length; at = line_end(scan, at)) {
        const size_t begin = ++at;
        at += strspn(scan->text + at, " ");
        const char c = peek(scan, at);
        const size_t column = at - begin;
        if (is_end(c) || c == '#' || column > cursor->indent)
            continue;
        const bool is_hyphen = c == '-' && is_blank(peek(scan, at + 1));
        if (column < cursor->indent || strncmp(scan->text + begin, "---", 3) == 0)
            return;
        const size_t colon = is_hyphen ? 0 : find_colon(scan, at, line_end(scan, at));
        if (colon != 0)
            g_ptr_array_add(cursor->keys, g_strndup(scan->text + at, colon - at));
    }
}

static void tell_flow(Scan *scan, TextCursor *cursor)
{
    const CursorLevel *level = top(scan);
    cursor->is_flow = true;
    cursor->role = level->is_list ? CURSOR_ITEM : level->is_value ? CURSOR_VALUE : CURSOR_KEY;
    add_path(scan, cursor, scan->count);
    find_word(scan, cursor);
    if (cursor->role != CURSOR_KEY)
        return;
    add_keys(cursor, level);
    add_flow_keys_behind(scan, cursor);
}

/* A key where a mapping has others, or the first one of what is the value of the key above. */
static void tell_key(Scan *scan, TextCursor *cursor)
{
    leave_levels(scan, scan->column, false);
    const CursorLevel *level = top(scan);
    const bool has_others = level != NULL && level->column == scan->column && !level->is_list;
    add_path(scan, cursor, has_others ? scan->count - 1 : scan->count);
    find_word(scan, cursor);
    if (has_others)
        add_keys(cursor, level);
    add_keys_behind(scan, cursor);
}

static void tell(Scan *scan, TextCursor *cursor)
{
    cursor->indent = scan->column;
    cursor->document = scan->document;
    cursor->start = cursor->end = scan->stop;
    if (scan->is_lost || scan->is_comment || (scan->is_text && scan->is_begun))
        return;
    if (is_in_flow(scan)) {
        tell_flow(scan, cursor);
    } else if (scan->has_key) {
        cursor->role = CURSOR_VALUE;
        add_path(scan, cursor, scan->count);
        find_word(scan, cursor);
    } else if (scan->has_hyphen) {
        cursor->role = CURSOR_ITEM;
        add_path(scan, cursor, scan->count);
        find_word(scan, cursor);
        add_keys_behind(scan, cursor);
    } else if (scan->quote == '\0') {
        cursor->role = CURSOR_KEY;
        tell_key(scan, cursor);
    }
}

void cursor_init(TextCursor *cursor, const char *text, size_t length, size_t offset)
{
    *cursor = (TextCursor){.path = g_ptr_array_new_with_free_func(g_free),
                           .keys = g_ptr_array_new_with_free_func(g_free)};
    Scan *scan = g_new0(Scan, 1);
    scan->text = text;
    scan->length = length;
    scan->stop = MIN(offset, length);
    scan->at = MIN(g_str_has_prefix(text, "\xEF\xBB\xBF") ? 3u : 0u, scan->stop);
    begin_line(scan);
    read_all(scan);
    tell(scan, cursor);
    while (scan->count > 0)
        pop(scan);
    g_free(scan);
}

void cursor_clear(TextCursor *cursor)
{
    g_ptr_array_unref(cursor->path);
    g_ptr_array_unref(cursor->keys);
}

char *cursor_word(const TextCursor *cursor, const char *text)
{
    return g_strndup(text + cursor->start, cursor->end - cursor->start);
}

bool cursor_has_key(const TextCursor *cursor, const char *key)
{
    for (guint i = 0; i < cursor->keys->len; i++)
        if (strcmp(cursor->keys->pdata[i], key) == 0)
            return true;
    return false;
}
