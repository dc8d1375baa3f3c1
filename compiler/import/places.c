#include "import/places.h"

#include <string.h>

const Node *place_of_claim(const Node *slot_node, const Claim *claim)
{
    if (slot_node->kind != NODE_SEQUENCE)
        return slot_node->span.start == claim->start ? slot_node : NULL;
    for (const Node *item = slot_node->first; item != NULL; item = item->next)
        if (item->span.start == claim->start)
            return item;
    return NULL;
}

/* --- lines --- */

static const char *bytes_of(const Node *node)
{
    return node->span.file->bytes;
}

/* As the file's first line ends. */
static const char *line_end(const Node *node)
{
    const char *end = strchr(bytes_of(node), '\n');
    return end != NULL && end > bytes_of(node) && end[-1] == '\r' ? "\r\n" : "\n";
}

static size_t line_start(const Node *node, size_t at)
{
    while (at > 0 && bytes_of(node)[at - 1] != '\n')
        at--;
    return at;
}

/* Where the last of what a node holds ends: a block's own span may reach further. */
static size_t node_end(const Node *node)
{
    while (node->kind != NODE_SCALAR && node->style != STYLE_FLOW && node->last != NULL)
        node = node->last;
    return node->span.end;
}

/* The beginning of the line behind the node, and behind a comment on its last one. */
static size_t line_after(const Node *node)
{
    const SourceFile *file = node->span.file;
    const size_t end = node_end(node);
    if (end > node->span.start && file->bytes[end - 1] == '\n')
        return end;
    const char *next = memchr(file->bytes + end, '\n', file->length - end);
    return next != NULL ? (size_t)(next - file->bytes) + 1 : file->length;
}

/* Spaces up to the column at which a byte stands. */
static char *indentation(const Node *node, size_t at)
{
    return g_strnfill(at - line_start(node, at), ' ');
}

static void add(GArray *edits, PlaceEdit edit)
{
    g_array_append_val(edits, edit);
}

/* Puts a whole line at the beginning of one, or behind a last one that does not end. */
static char *make_line(const Node *node, size_t at, const char *indent, const char *line)
{
    const bool is_open = at > 0 && bytes_of(node)[at - 1] != '\n';
    const char *end = line_end(node);
    return g_strconcat(is_open ? end : "", indent, line, is_open ? "" : end, NULL);
}

/* --- mappings --- */

char *place_in_mapping(const Node *mapping, const char *line, size_t *at)
{
    if (mapping->style == STYLE_FLOW) {
        *at = node_end(mapping->last);
        return g_strconcat(", ", line, NULL);
    }
    g_autofree char *indent = indentation(mapping, mapping->first->key->span.start);
    *at = line_after(mapping->last);
    return make_line(mapping, *at, indent, line);
}

/* The value behind which a slot belongs, by the order of its class; NULL: before all others. What
 * the document begins with stays there if it is no slot, as a variant's key. */
static const Node *find_before(const Node *document, const Class *class, const Slot *slot)
{
    const size_t place = class_find_slot_index(class, slot->name);
    const Node *best = NULL;
    size_t best_place = 0;
    for (const Node *node = document->first; node != NULL; node = node->next) {
        const size_t other = class_find_slot_index(class, node->key->text);
        const bool is_head = node == document->first && other == class->slot_count;
        if (is_head)
            best = node;
        if (other >= place || strcmp(node->key->text, "source") == 0 ||
            (best != NULL && other < best_place))
            continue;
        best = node;
        best_place = other;
    }
    return best;
}

/* Behind the first, which is a key or a name: no value that becomes a list ends there. */
static void add_to_flow(const Node *document, const NewClaim *claim, GArray *edits)
{
    const Node *next = document->first->next;
    const size_t at = next != NULL ? next->key->span.start : node_end(document->first);
    g_autoptr(GString) text = g_string_new(next == NULL || !claim->is_first ? ", " : "");
    if (claim->is_first)
        g_string_append_printf(text, "%s: %s", claim->slot->name, claim->is_list ? "[" : "");
    g_string_append(text, claim->text);
    if (claim->is_list && claim->is_last)
        g_string_append_c(text, ']');
    if (next != NULL && claim->is_last)
        g_string_append(text, ", ");
    add(edits, (PlaceEdit){at, at, g_strdup(text->str)});
}

void place_new_slot(const Node *document, const NewClaim *claim, GArray *edits)
{
    if (claim->is_flow) {
        add_to_flow(document, claim, edits);
        return;
    }
    g_autofree char *indent = indentation(document, document->first->key->span.start);
    const Node *before = find_before(document, claim->class, claim->slot);
    if (before == NULL && *indent != '\0')
        before = document->first; /* the line begins with the dash of a list */
    const size_t at = before != NULL ? line_after(before) : document->first->key->span.start;
    g_autoptr(GString) lines = g_string_new(NULL);
    if (claim->is_first && claim->is_list)
        g_string_append_printf(lines, "%s:%s%s", claim->slot->name, line_end(document), indent);
    else if (claim->is_first)
        g_string_append_printf(lines, "%s: ", claim->slot->name);
    g_string_append_printf(lines, "%s%s", claim->is_list ? "  - " : "", claim->text);
    add(edits, (PlaceEdit){at, at, make_line(document, at, indent, lines->str)});
}

/* --- lists --- */

static void add_item(const Node *list, const NewClaim *claim, GArray *edits)
{
    if (list->style == STYLE_FLOW) {
        const size_t end = node_end(list->last);
        add(edits, (PlaceEdit){end, end, g_strconcat(", ", claim->text, NULL)});
        return;
    }
    const size_t first = line_start(list, list->first->span.start);
    const size_t dash = first + strspn(bytes_of(list) + first, " ");
    g_autofree char *indent = indentation(list, dash);
    g_autofree char *item = g_strconcat(indent, "- ", claim->text, NULL);
    const size_t at = line_after(list);
    add(edits, (PlaceEdit){at, at, make_line(list, at, "", item)});
}

/* Moves the lines of a node but the first to the right. */
static void shift_lines(const Node *node, const char *by, GArray *edits)
{
    const size_t end = node_end(node);
    const char *bytes = bytes_of(node);
    for (size_t at = node->span.start; at < end; at++)
        if (bytes[at] == '\n' && at + 1 < end && bytes[at + 1] != '\n' && bytes[at + 1] != '\r')
            add(edits, (PlaceEdit){at + 1, at + 1, g_strdup(by)});
}

/* Is it a value where an item of a list has to be a claim? */
static bool is_bare_value(const Node *node, const NewClaim *claim)
{
    return !claim->slot->multivalued &&
           (node->kind != NODE_MAPPING ||
            (node_find(node, "value") == NULL && node_find(node, "none") == NULL &&
             node_find(node, "unknown") == NULL));
}

/* The same within {}: the value, or the claim, and the new one in []. */
static void add_in_flow(const Node *node, const NewClaim *claim, GArray *edits)
{
    const bool is_bare = is_bare_value(node, claim);
    const size_t end = node_end(node);
    if (claim->is_first)
        add(edits,
            (PlaceEdit){node->span.start, node->span.start, g_strdup(is_bare ? "[{value: " : "[")});
    add(edits, (PlaceEdit){end, end,
                           g_strconcat(claim->is_first && is_bare ? "}, " : ", ", claim->text,
                                       claim->is_last ? "]" : "", NULL)});
}

/* Makes a value, or a claim, the first item of a list. `*indent` is where the list's items begin.
 */
static void make_list(const Node *node, const NewClaim *claim, char **indent, GArray *edits)
{
    const bool is_bare = is_bare_value(node, claim);
    const char *bytes = bytes_of(node);
    const char *wrap = is_bare ? "value: " : "";
    size_t start = node->span.start;
    while (start > 0 && bytes[start - 1] == ' ')
        start--;
    const bool is_on_own_line = start > 0 && bytes[start - 1] == '\n';
    if (!is_on_own_line) {
        g_autofree char *base = indentation(node, node->key->span.start);
        *indent = g_strconcat(base, "  ", NULL);
        add(edits, (PlaceEdit){start, node->span.start,
                               g_strconcat(line_end(node), *indent, "- ", wrap, NULL)});
        shift_lines(node, "    ", edits);
        return;
    }
    *indent = indentation(node, node->span.start);
    const bool is_block = node->kind == NODE_MAPPING && node->style != STYLE_FLOW && is_bare;
    g_autofree char *inner = is_block ? g_strconcat(line_end(node), *indent, "    ", NULL) : NULL;
    g_autofree char *head = is_block ? g_strconcat("value:", inner, NULL) : g_strdup(wrap);
    add(edits, (PlaceEdit){node->span.start, node->span.start, g_strconcat("- ", head, NULL)});
    shift_lines(node, is_block ? "    " : "  ", edits);
}

void place_new_claim(const Node *slot_node, const NewClaim *claim, GArray *edits)
{
    if (slot_node->kind == NODE_SEQUENCE) {
        add_item(slot_node, claim, edits);
        return;
    }
    if (claim->is_flow) {
        add_in_flow(slot_node, claim, edits);
        return;
    }
    g_autoptr(GArray) unused = g_array_new(FALSE, FALSE, sizeof(PlaceEdit));
    g_autofree char *indent = NULL;
    make_list(slot_node, claim, &indent, claim->is_first ? edits : unused);
    for (guint i = 0; i < unused->len; i++)
        g_free(g_array_index(unused, PlaceEdit, i).text);
    g_autofree char *item = g_strconcat(indent, "- ", claim->text, NULL);
    const size_t at = line_after(slot_node);
    add(edits, (PlaceEdit){at, at, make_line(slot_node, at, "", item)});
}
