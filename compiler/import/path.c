#include "import/path.h"

#include "base/text.h"

#include <string.h>

typedef enum StepKind { STEP_NAME, STEP_ANY, STEP_DEEP, STEP_NAME_OF } StepKind;

typedef struct PathStep {
    StepKind kind;
    const char *name;
    const DataPath *filter; /* NULL: none */
    const char *wanted;     /* what the filter's text must be */
} PathStep;

typedef enum PathKind { PATH_NODES, PATH_COUNT, PATH_SUM, PATH_FILE } PathKind;

struct DataPath {
    PathKind kind;
    bool is_from_root;
    bool is_flat; /* its one step is a column's name, in any case if need be */
    size_t count;
    PathStep steps[];
};

/* --- reading --- */

static char *unescape(const char *text, size_t length, Arena *arena)
{
    g_autoptr(GString) out = g_string_new_len(text, (gssize)length);
    g_string_replace(out, "~1", "/", 0);
    g_string_replace(out, "~2", "[", 0);
    g_string_replace(out, "~0", "~", 0);
    return arena_strndup(arena, out->str, out->len);
}

/* Returns where a step ends: at a slash outside of brackets. */
static const char *step_end(const char *at)
{
    unsigned depth = 0;
    for (; *at != '\0' && (*at != '/' || depth > 0); at++) {
        depth += *at == '[';
        depth -= *at == ']' && depth > 0;
    }
    return at;
}

static bool parse_filter(PathStep *step, const char *text, const char *end, Arena *arena,
                         const char **problem)
{
    const char *equals = memchr(text, '=', (size_t)(end - text));
    if (end[-1] != ']' || equals == NULL || equals == text) {
        *problem = "a condition is written [name=text]";
        return false;
    }
    g_autofree char *path = g_strndup(text, (size_t)(equals - text));
    if (strpbrk(path, "[*") != NULL) {
        *problem = "a condition asks for one place";
        return false;
    }
    step->wanted = unescape(equals + 1, (size_t)(end - 1 - equals - 1), arena);
    step->filter = data_path_parse(path, false, arena, problem);
    return step->filter != NULL;
}

static bool parse_step(PathStep *step, const char *text, const char *end, Arena *arena,
                       const char **problem)
{
    const char *bracket = memchr(text, '[', (size_t)(end - text));
    const char *stop = bracket != NULL ? bracket : end;
    step->name = unescape(text, (size_t)(stop - text), arena);
    step->kind = strcmp(step->name, "*") == 0        ? STEP_ANY
                 : strcmp(step->name, "**") == 0     ? STEP_DEEP
                 : strcmp(step->name, "name()") == 0 ? STEP_NAME_OF
                                                     : STEP_NAME;
    if (stop == text) {
        *problem = "a step of the path is empty";
        return false;
    }
    return bracket == NULL || parse_filter(step, bracket + 1, end, arena, problem);
}

static bool are_in_order(const DataPath *path, const char **problem)
{
    size_t deep = 0;
    for (size_t i = 0; i < path->count; i++) {
        deep += path->steps[i].kind == STEP_DEEP;
        if (path->steps[i].kind == STEP_NAME_OF && i + 1 < path->count)
            *problem = "name() is the last step";
    }
    if (deep > 1)
        *problem = "** can stand once in a path";
    return *problem == NULL;
}

static DataPath *path_new(PathKind kind, Arena *arena)
{
    DataPath *path = arena_alloc(arena, sizeof(DataPath) + DATA_PATH_STEPS_MAX * sizeof(PathStep));
    path->kind = kind;
    return path;
}

static const DataPath *parse_steps(const char *text, PathKind kind, Arena *arena,
                                   const char **problem)
{
    DataPath *path = path_new(kind, arena);
    path->is_from_root = *text == '/';
    if (path->is_from_root)
        text++;
    if (strcmp(text, ".") == 0 || (path->is_from_root && *text == '\0'))
        return path;
    for (const char *end; *problem == NULL; text = end + 1) {
        end = step_end(text);
        if (path->count == DATA_PATH_STEPS_MAX)
            *problem = "the path has too many steps";
        else
            parse_step(&path->steps[path->count++], text, end, arena, problem);
        if (*end == '\0')
            break;
    }
    return *problem == NULL && are_in_order(path, problem) ? path : NULL;
}

const DataPath *data_path_parse(const char *text, bool is_flat, Arena *arena, const char **problem)
{
    static const struct {
        const char *name;
        PathKind kind;
    } functions[] = {{"count(", PATH_COUNT}, {"sum(", PATH_SUM}};
    *problem = NULL;
    if (strcmp(text, "file()") == 0)
        return path_new(PATH_FILE, arena);
    if (is_flat) {
        DataPath *path = path_new(PATH_NODES, arena);
        path->is_flat = true;
        path->steps[path->count++].name = arena_strdup(arena, text);
        return path;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++)
        if (g_str_has_prefix(text, functions[i].name) && g_str_has_suffix(text, ")")) {
            const char *inner = text + strlen(functions[i].name);
            g_autofree char *path = g_strndup(inner, strlen(inner) - 1);
            return parse_steps(path, functions[i].kind, arena, problem);
        }
    return parse_steps(text, PATH_NODES, arena, problem);
}

const char *data_path_column(const DataPath *path)
{
    return path->is_flat ? path->steps[0].name : NULL;
}

/* --- finding --- */

static bool spend(DataPlace *place)
{
    if (place->budget == 0)
        return false;
    place->budget--;
    return true;
}

static bool is_attribute(const DataNode *node)
{
    return node->name != NULL && node->name[0] == '@';
}

static bool is_wanted(const PathStep *step, const DataNode *node, DataPlace *place)
{
    if (step->filter == NULL)
        return true;
    DataPlace inner = *place;
    inner.row = node;
    g_autoptr(GPtrArray) found = data_path_find(step->filter, &inner);
    place->budget = inner.budget;
    const DataNode *first = found->len > 0 ? found->pdata[0] : NULL;
    return first != NULL && first->text != NULL && strcmp(first->text, step->wanted) == 0;
}

static void find_deep(const PathStep *step, const DataNode *node, DataPlace *place, GPtrArray *out)
{
    if (!spend(place))
        return;
    if (is_wanted(step, node, place))
        g_ptr_array_add(out, (gpointer)node);
    for (const DataNode *child = node->first; child != NULL; child = child->next)
        if (!is_attribute(child))
            find_deep(step, child, place, out); /* DATA_DEPTH_MAX bounds it */
}

/* Is it the item at the index that the name is? */
static bool is_at(const DataNode *child, const char *name, size_t index)
{
    if (child->name != NULL || !g_ascii_isdigit(name[0]))
        return false;
    char digits[TEXT_INTEGER_MAX + 1] = "";
    g_snprintf(digits, sizeof digits, "%zu", index);
    return strcmp(digits, name) == 0;
}

static void take_step(const PathStep *step, const DataNode *node, DataPlace *place, GPtrArray *out)
{
    if (step->kind == STEP_DEEP) {
        find_deep(step, node, place, out);
        return;
    }
    size_t index = 0;
    for (const DataNode *child = node->first; child != NULL && spend(place);
         child = child->next, index++) {
        const bool fits = step->kind == STEP_ANY ? !is_attribute(child)
                          : child->name != NULL  ? strcmp(child->name, step->name) == 0
                                                 : is_at(child, step->name, index);
        if (fits && is_wanted(step, child, place))
            g_ptr_array_add(out, (gpointer)child);
    }
}

/* A column whose name differs in case only will do, if there is none of that very name. */
static GPtrArray *find_column(const DataPath *path, DataPlace *place)
{
    GPtrArray *found = g_ptr_array_new();
    const DataNode *similar = NULL;
    const char *name = path->steps[0].name;
    for (const DataNode *cell = place->row->first; cell != NULL && spend(place);
         cell = cell->next) {
        if (strcmp(cell->name, name) == 0) {
            g_ptr_array_add(found, (gpointer)cell);
            return found;
        }
        if (similar == NULL && g_ascii_strcasecmp(cell->name, name) == 0)
            similar = cell;
    }
    if (similar != NULL)
        g_ptr_array_add(found, (gpointer)similar);
    return found;
}

GPtrArray *data_path_find(const DataPath *path, DataPlace *place)
{
    if (path->is_flat)
        return find_column(path, place);
    GPtrArray *found = g_ptr_array_new();
    g_ptr_array_add(found, (gpointer)(path->is_from_root ? place->root : place->row));
    for (size_t i = 0; i < path->count && path->steps[i].kind != STEP_NAME_OF; i++) {
        GPtrArray *next = g_ptr_array_new();
        for (guint k = 0; k < found->len; k++)
            take_step(&path->steps[i], found->pdata[k], place, next);
        g_ptr_array_unref(found);
        found = next;
    }
    return found;
}

/* --- texts --- */

static void append_text(GArray *texts, const char *text, Span span, Arena *arena)
{
    if (text == NULL)
        return;
    g_autofree char *stripped = g_strstrip(g_strdup(text));
    if (*stripped == '\0')
        return;
    const DataText found = {strcmp(stripped, text) == 0 ? text : arena_strdup(arena, stripped),
                            span};
    g_array_append_val(texts, found);
}

static Span row_span(const DataPlace *place)
{
    return place->row->span;
}

/* Adds up whole numbers; false: one is none, or it is too much. */
static bool add_up(const GPtrArray *found, guint64 *sum)
{
    *sum = 0;
    for (guint i = 0; i < found->len; i++) {
        const DataNode *node = found->pdata[i];
        guint64 number;
        if (node->text == NULL ||
            !g_ascii_string_to_unsigned(node->text, 10, 0, G_MAXINT64, &number, NULL) ||
            *sum > G_MAXINT64 - number)
            return false;
        *sum += number;
    }
    return found->len > 0;
}

static void append_number(const DataPath *path, const GPtrArray *found, DataPlace *place,
                          GArray *texts)
{
    guint64 number = found->len;
    if (path->kind == PATH_SUM && !add_up(found, &number))
        return;
    if (number > 0)
        append_text(texts, arena_integer(place->arena, (int64_t)number), row_span(place),
                    place->arena);
}

static bool gives_names(const DataPath *path)
{
    return path->count > 0 && path->steps[path->count - 1].kind == STEP_NAME_OF;
}

static bool holds_others(const DataNode *node)
{
    if (node->text != NULL)
        return false;
    for (const DataNode *child = node->first; child != NULL; child = child->next)
        if (!is_attribute(child))
            return true;
    return false;
}

const DataNode *data_path_holder(const DataPath *path, DataPlace *place)
{
    if (path->kind != PATH_NODES || path->is_flat || gives_names(path))
        return NULL;
    g_autoptr(GPtrArray) found = data_path_find(path, place);
    for (guint i = 0; i < found->len; i++)
        if (holds_others(found->pdata[i]))
            return found->pdata[i];
    return NULL;
}

void data_path_texts(const DataPath *path, DataPlace *place, GArray *texts)
{
    if (path->kind == PATH_FILE) {
        append_text(texts, place->stem, row_span(place), place->arena);
        return;
    }
    g_autoptr(GPtrArray) found = data_path_find(path, place);
    if (path->kind != PATH_NODES) {
        append_number(path, found, place, texts);
        return;
    }
    const bool is_name = gives_names(path);
    for (guint i = 0; i < found->len; i++) {
        const DataNode *node = found->pdata[i];
        append_text(texts, is_name ? node->name : node->text, node->span, place->arena);
    }
}
