/*
 * Indentation of blocks: removed where a block is defined, added where it is expanded.
 *
 * A block whose opening tag has a line for itself is indented as its least indented line; a block
 * without lines, or with text behind its opening tag, is indented as its tag. Each nested block has
 * been dedented before the block around it and counts there as one line.
 */
#include "template/template_internal.h"

#include <string.h>

typedef struct CommonIndentation {
    const char *text; /* NULL: no line yet */
    size_t length;
} CommonIndentation;

static size_t blank_length(const char *text, const char *end)
{
    const char *at = text;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    return (size_t)(at - text);
}

static size_t common_length(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t length = 0;
    while (length < a_length && length < b_length && a[length] == b[length])
        length++;
    return length;
}

static const char *line_end(const char *text, const char *end)
{
    const char *newline = memchr(text, '\n', (size_t)(end - text));
    return newline != NULL ? newline + 1 : end;
}

static void narrow(CommonIndentation *common, const char *text, size_t length)
{
    if (common->text == NULL)
        *common = (CommonIndentation){text != NULL ? text : "", length};
    else
        common->length = common_length(common->text, common->length, text, length);
}

static void narrow_by_lines(CommonIndentation *common, const TemplateNode *node, bool line_start)
{
    const char *end = node->text + node->length;
    for (const char *line = node->text; line < end; line = line_end(line, end)) {
        if (line_start) {
            const size_t blank = blank_length(line, end);
            const char *after = line + blank;
            if (after == end || (*after != '\n' && *after != '\r'))
                narrow(common, line, blank);
        }
        line_start = true;
    }
}

/* The next node whose lines are lines of the block itself. */
static TemplateNode *next_own(TemplateNode *node)
{
    const bool inside = node->kind == NODE_SECTION || node->kind == NODE_INVERTED;
    return node + (inside ? 1 : node->span);
}

/* What a block has on the line after its tag may land in the middle of a line, where it is
 * expanded: so the parser does not mark it as the start of a line. Here it is one. */
static bool starts_line(const TemplateNode *block, const TemplateNode *node)
{
    return node->line_start || (block->standalone && node == block + 1);
}

static void take_indentation(Arena *arena, TemplateNode *block)
{
    CommonIndentation common = {NULL, 0};
    for (TemplateNode *node = block + 1; node < block + block->span; node = next_own(node)) {
        if (node->kind == NODE_TEXT)
            narrow_by_lines(&common, node, starts_line(block, node));
        else if (starts_line(block, node))
            narrow(&common, node->text, node->length);
    }
    if (common.text == NULL)
        return;
    /* A copy, for it points into the very text that is about to move. */
    block->text = arena_strndup(arena, common.text, common.length);
    block->length = common.length;
}

static void dedent_lines(TemplateNode *node, const TemplateNode *block, bool line_start)
{
    const char *end = node->text + node->length;
    char *out = node->text;
    for (const char *line = node->text; line < end;) {
        const char *next = line_end(line, end);
        if (line_start)
            line += common_length(line, (size_t)(next - line), block->text, block->length);
        memmove(out, line, (size_t)(next - line));
        out += next - line;
        line = next;
        line_start = true;
    }
    node->length = (size_t)(out - node->text);
}

void template_dedent(Arena *arena, TemplateNode *block)
{
    if (block->standalone)
        take_indentation(arena, block);
    if (block->length == 0)
        return;
    for (TemplateNode *node = block + 1; node < block + block->span; node = next_own(node)) {
        if (node->kind == NODE_TEXT) {
            dedent_lines(node, block, starts_line(block, node));
        } else if (node->length > 0) {
            const size_t cut = common_length(node->text, node->length, block->text, block->length);
            node->text += cut;
            node->length -= cut;
        }
    }
}
