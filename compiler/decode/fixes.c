/*
 * What a hint comes to in the file: the text that takes the place of what stands there. Whatever
 * was written stays: what a value cannot hold goes into the claim's note, quote or condition.
 */
#include "decode/decoder.h"

#include "value/narrow.h"

#include <string.h>

/* Can it stand in YAML without quotes, also within {} and []? */
static bool is_plain(const char *text)
{
    static const char special[] = "?:,[]{}#&*!|>'\"%@`=";
    const size_t length = strlen(text);
    if (length == 0 || strchr(special, text[0]) != NULL || text[0] == ' ' ||
        text[length - 1] == ' ' || text[length - 1] == ':' || strpbrk(text, ",[]{}\n\t") != NULL)
        return false;
    const bool is_dash = text[0] == '-' && (text[1] == ' ' || text[1] == '\0');
    return !is_dash && strstr(text, ": ") == NULL && strstr(text, " #") == NULL;
}

char *decode_write(const char *text)
{
    if (is_plain(text))
        return g_strdup(text);
    g_autoptr(GString) out = g_string_new(text);
    g_string_replace(out, "'", "''", 0);
    return g_strdup_printf("'%s'", out->str);
}

/* The key of a claim that takes the remark: the one wanted, else another of words; NULL: all are
 * taken. A condition is no words: it goes with the others. */
static const char *free_key(const Node *claim, const char *wanted)
{
    const char *other = strcmp(wanted, "note") == 0 ? "quote" : "note";
    if (claim == NULL || node_find(claim, wanted) == NULL)
        return wanted;
    return strcmp(wanted, "for") != 0 && node_find(claim, other) == NULL ? other : NULL;
}

/* Where the remark belongs: a schema need not have the condition that it is. */
static const char *remark_key(const Decoder *decoder, const Problem *problem)
{
    const Enum *conditions = decoder->kb->schema->conditions;
    const bool is_known = strcmp(problem->remark_key, "for") != 0 ||
                          (conditions != NULL && enum_find_value(conditions, problem->remark));
    return is_known ? problem->remark_key : "note";
}

/* How far the line's key is from its beginning: a key under it stands as far. */
static int indentation(const Node *node)
{
    const SourceFile *file = node->span.file;
    size_t start = node->key->span.start;
    while (start > 0 && file->bytes[start - 1] != '\n')
        start--;
    return (int)g_utf8_strlen(file->bytes + start, (gssize)(node->key->span.start - start));
}

/* As the file's first line ends. */
static const char *line_end(const SourceFile *file)
{
    const char *end = memchr(file->bytes, '\n', file->length);
    return end != NULL && end > file->bytes && end[-1] == '\r' ? "\r\n" : "\n";
}

/* Writes a value and what is remarked on it, in place of `node`. */
static char *write_claim(const Decoder *decoder, const Node *node, const char *value,
                         const char *key, const char *remark)
{
    const Node *claim = decoder->claim;
    g_autofree char *text = decode_write(remark);
    if (claim == NULL)
        return g_strdup_printf("{value: %s, %s: %s}", value, key, text);
    if (claim->style == STYLE_FLOW)
        return g_strdup_printf("%s, %s: %s", value, key, text);
    return g_strdup_printf("%s%s%*s%s: %s", value, line_end(node->span.file), indentation(node), "",
                           key, text);
}

static void hint_value(Diagnostic *d, const char *written, const char *why)
{
    if (why[0] != '\0')
        diag_hint(d, "write %s (%s)", written, why);
    else
        diag_hint(d, "write %s", written);
}

/* The value alone, with words of where the rest belongs: in a key of its own, or in one that is
 * there (`is_taken`). */
static void hint_rest(Diagnostic *d, const char *value, const char *key, bool is_taken,
                      const char *remark)
{
    g_autofree char *text = decode_write(remark);
    if (is_taken)
        diag_hint(d, "write %s, and add `%s` to `%s`", value, text, key);
    else
        diag_hint(d, "write %s, and `%s: %s` beside it", value, key, text);
}

static bool can_be_replaced(const Node *node)
{
    return node->style == STYLE_PLAIN || node->style == STYLE_QUOTED;
}

static void hint_fix(const Decoder *decoder, Diagnostic *d, const Node *node,
                     const Problem *problem, bool may_claim)
{
    g_autofree char *value = decode_write(problem->fix);
    if (problem->remark_key == NULL) {
        hint_value(d, value, problem->hint);
        if (can_be_replaced(node))
            diag_fix(d, node->span, value);
        return;
    }
    const char *remark = problem->remark[0] != '\0' ? problem->remark : node->text;
    const char *wanted = remark_key(decoder, problem);
    const char *key = may_claim ? free_key(decoder->claim, wanted) : NULL;
    g_autofree char *written = key != NULL ? write_claim(decoder, node, value, key, remark) : NULL;
    if (written == NULL || decoder->claim != NULL)
        hint_rest(d, value, key != NULL ? key : wanted, may_claim && key == NULL, remark);
    else
        hint_value(d, written, problem->hint);
    if (written != NULL && can_be_replaced(node))
        diag_fix(d, node->span, written);
}

/* Adds how a claim says of what it is, each: a schema need not have a condition for it. */
static void hint_part(const Decoder *decoder, Diagnostic *d, const Problem *problem)
{
    const Enum *conditions = decoder->kb->schema->conditions;
    g_autofree char *name = g_strconcat("per_", problem->part, NULL);
    if (conditions != NULL && enum_find_value(conditions, name) != NULL)
        diag_hint(d, "%s, `for: %s`", problem->hint, name);
    else
        diag_hint(d, "%s, `for: {%s: per %s}`", problem->hint, decoder->kb->languages[0],
                  problem->part);
}

void decode_hint(const Decoder *decoder, Diagnostic *d, const Node *node, const Problem *problem,
                 bool may_claim)
{
    if (problem->fix[0] != '\0')
        hint_fix(decoder, d, node, problem, may_claim);
    else if (problem->part[0] != '\0')
        hint_part(decoder, d, problem);
    else if (problem->hint[0] != '\0')
        diag_hint(d, "%s", problem->hint);
}

char *decode_narrow(const Node *node)
{
    char *narrow = g_strstrip(narrow_text(node->text));
    const size_t length = strlen(narrow);
    if (length > 2 && (narrow[0] == '"' || narrow[0] == '\'') && narrow[length - 1] == narrow[0]) {
        memmove(narrow, narrow + 1, length - 2);
        narrow[length - 2] = '\0';
    }
    return narrow;
}

/* What a full-width character of YAML's own punctuation stands for; NULL: it is none. */
static const char *narrow_punctuation(gunichar c)
{
    switch (c) {
    case 0xFF1A: /* ： */
        return ": ";
    case 0xFF0C: /* ， */
    case 0x3001: /* 、 */
        return ", ";
    case 0xFF5D: /* ｝ */
        return "}";
    case 0xFF3D: /* ］ */
        return "]";
    case 0xFF5B: /* ｛ */
        return "{";
    case 0xFF3B: /* ［ */
        return "[";
    default:
        return NULL;
    }
}

bool decode_hint_wide(Diagnostic *d, const Node *node)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gunichar first = 0;
    for (const char *at = node->text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar c = g_utf8_get_char(at);
        const char *narrow = narrow_punctuation(c);
        if (narrow == NULL) {
            g_string_append_unichar(out, c);
            continue;
        }
        first = first == 0 ? c : first;
        g_string_append(out, narrow);
    }
    if (first == 0 || node->style != STYLE_PLAIN)
        return false;
    char shown[8] = "";
    g_unichar_to_utf8(first, shown);
    diag_hint(d, "write %s ('%s' is U+%04X; YAML wants '%c')", out->str, shown, first,
              narrow_punctuation(first)[0]);
    diag_fix(d, node->span, out->str);
    return true;
}

/* Where the first such comma of a text stands in the file; NULL: there is none. */
static const char *find_wide_comma(const Node *item)
{
    const char *bytes = item->span.file->bytes;
    for (const char *at = bytes + item->span.start; at < bytes + item->span.end;
         at = g_utf8_next_char(at)) {
        const char *narrow = narrow_punctuation(g_utf8_get_char(at));
        if (narrow != NULL && narrow[0] == ',')
            return at;
    }
    return NULL;
}

bool decode_report_wide_comma(Decoder *decoder, const Node *list, const Node *item, bool is_error)
{
    const bool is_in_flow = list != NULL && list->style == STYLE_FLOW;
    const char *comma = is_in_flow && item->style == STYLE_PLAIN ? find_wide_comma(item) : NULL;
    if (comma == NULL)
        return false;
    const char *bytes = item->span.file->bytes;
    const Span span = {item->span.file, (uint32_t)(comma - bytes),
                       (uint32_t)(g_utf8_next_char(comma) - bytes)};
    Diagnostic *d =
        diag_report(decoder->diags, is_error ? DIAG_YAML_SYNTAX : DIAG_YAML_QUOTES, span,
                    "U+%04X separates no items: '%s' is one", g_utf8_get_char(comma), item->text);
    diag_hint(d, is_error ? "YAML wants ',' and a space"
                          : "write ', ' between items, and quotes around one that holds the comma");
    diag_fix(d, span, ", ");
    return true;
}

void decode_hint_name(Diagnostic *d, Span span, const char *name)
{
    diag_hint(d, "did you mean '%s'?", name);
    diag_fix(d, span, name);
}
