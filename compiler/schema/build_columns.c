/* The columns of a class's index: the annotation `columns`, names with spaces between. */
#include "schema/build.h"

#include "base/text.h"

#include <string.h>

/* The annotation of the element's last definition that has it, or NULL. */
static const Node *find_own(const Element *element)
{
    for (guint i = element->definitions->len; i > 0; i--) {
        const Node *annotations = node_find(element->definitions->pdata[i - 1], "annotations");
        const Node *columns = annotations != NULL ? node_find(annotations, "columns") : NULL;
        if (columns != NULL && columns->kind == NODE_SCALAR)
            return columns;
    }
    return NULL;
}

/* The class's own, else that of its nearest ancestor; ancestors form no circle here. */
static const Node *find_columns(const Builder *builder, const Element *element)
{
    const Node *columns = NULL;
    while (element != NULL && (columns = find_own(element)) == NULL) {
        const Node *parent = element_find(element, "is_a");
        element = parent != NULL ? section_find(&builder->classes, parent->text) : NULL;
    }
    return columns;
}

static bool is_column(const Class *class, const char *name)
{
    static const char *const others[] = {COLUMN_NAME_LATEST, COLUMN_NAME_NEXT, COLUMN_NAME_OTHERS,
                                         NULL};
    return class_find_slot(class, name) != NULL || g_strv_contains(others, name);
}

static void report_unknown(Builder *builder, const Class *class, const Node *node, const char *name)
{
    Diagnostic *d =
        diag_report(builder->diags, DIAG_SCHEMA_UNKNOWN_RANGE, node->span,
                    "class '%s' has no slot '%s' to be a column of its index", class->name, name);
    Nearest nearest;
    nearest_init_within(&nearest, name, &builder->near_budget);
    for (size_t i = 0; i < class->slot_count; i++)
        nearest_offer(&nearest, class->slots[i]->name);
    nearest_offer(&nearest, COLUMN_NAME_LATEST);
    nearest_offer(&nearest, COLUMN_NAME_NEXT);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

void builder_read_columns(Builder *builder, Class *class, const Element *element)
{
    const Node *node = find_columns(builder, element);
    if (node == NULL)
        return;
    g_auto(GStrv) names = g_strsplit(node->text, " ", -1);
    class->columns = arena_new0(builder->arena, const char *, g_strv_length(names));
    for (char **name = names; *name != NULL; name++) {
        if (**name == '\0')
            continue;
        if (is_column(class, *name))
            class->columns[class->column_count++] = arena_strdup(builder->arena, *name);
        else if (node == find_own(element)) /* a subclass has the same mistake */
            report_unknown(builder, class, node, *name);
    }
}
