/*
 * Classes are resolved parents first. A class has its parent's slots, its mixins', its own and its
 * attributes; for each slot the definitions along that way are laid over each other.
 */
#include "schema/build.h"

#include "base/text.h"

#include <string.h>

/* Folders of the site and of the knowledge base that no class may claim. */
static const char *const reserved_folders[] = {"assets", "compare", "data",   "diagrams",  "i18n",
                                               "images", "index",   "pages",  "questions", "rules",
                                               "schema", "search",  "slides", "templates"};

/* Tables of data/ that no class's table may take the place of, in any case of letters. */
static const char *const reserved_tables[] = {"milestones", "figures", "claims"};

/* A slot while its class is being put together: which definitions apply to it. */
typedef struct SlotUse {
    const char *name;
    GPtrArray *overlays; /* of const Node */
    Span span;           /* where the class names it */
    size_t declared;
    Slot *slot;
} SlotUse;

typedef struct SlotUses {
    GHashTable *by_name;
    GPtrArray *all; /* of SlotUse */
} SlotUses;

static void slot_use_free(gpointer data)
{
    SlotUse *use = data;
    g_ptr_array_unref(use->overlays);
    g_free(use);
}

static SlotUse *slot_uses_add(SlotUses *uses, const char *name, Span span)
{
    SlotUse *use = g_hash_table_lookup(uses->by_name, name);
    if (use != NULL)
        return use;
    use = g_new0(SlotUse, 1);
    use->name = name;
    use->span = span;
    use->declared = uses->all->len;
    use->overlays = g_ptr_array_new();
    g_hash_table_insert(uses->by_name, (gpointer)name, use);
    g_ptr_array_add(uses->all, use);
    return use;
}

static void report_unknown_slot(Builder *builder, const char *class, const Node *name)
{
    Diagnostic *d =
        diag_report(builder->diags, DIAG_SCHEMA_UNKNOWN_RANGE, name->span,
                    "class '%s' uses slot '%s', which is not defined", class, name->text);
    Nearest nearest;
    nearest_init_within(&nearest, name->text, &builder->near_budget);
    for (guint i = 0; i < builder->slots.all->len; i++)
        nearest_offer(&nearest, ((const Element *)builder->slots.all->pdata[i])->name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

static void use_overlays(SlotUses *uses, const Node *list, bool add)
{
    if (list == NULL || list->kind != NODE_MAPPING)
        return;
    for (Node *node = list->first; node != NULL; node = node->next) {
        SlotUse *use = add ? slot_uses_add(uses, node->key->text, node->key->span)
                           : g_hash_table_lookup(uses->by_name, node->key->text);
        if (use != NULL)
            g_ptr_array_add(use->overlays, node);
    }
}

/* Adds what the definitions of one class say about its slots. */
static void use_own_slots(Builder *builder, SlotUses *uses, const Element *element)
{
    for (guint i = 0; i < element->definitions->len; i++) {
        const Node *definition = element->definitions->pdata[i];
        const Node *names = node_find(definition, "slots");
        for (const Node *name = names != NULL ? names->first : NULL; name; name = name->next) {
            if (name->kind != NODE_SCALAR)
                continue;
            if (section_find(&builder->slots, name->text) != NULL)
                slot_uses_add(uses, name->text, name->span);
        }
        use_overlays(uses, node_find(definition, "attributes"), true);
    }
}

static void use_usages(SlotUses *uses, const Element *element)
{
    for (guint i = 0; i < element->definitions->len; i++)
        use_overlays(uses, node_find(element->definitions->pdata[i], "slot_usage"), false);
}

static const Element *find_parent(const Builder *builder, const Element *element)
{
    const Node *name = element_find(element, "is_a");
    return name != NULL ? section_find(&builder->classes, name->text) : NULL;
}

static void use_class(Builder *builder, SlotUses *uses, const Element *element);

static void use_mixins(Builder *builder, SlotUses *uses, const Element *element)
{
    for (guint i = 0; i < element->definitions->len; i++) {
        const Node *names = node_find(element->definitions->pdata[i], "mixins");
        for (const Node *name = names != NULL ? names->first : NULL; name; name = name->next) {
            const Element *mixin = section_find(&builder->classes, name->text);
            if (mixin != NULL)
                use_class(builder, uses, mixin);
        }
    }
}

/* Parents and mixins form no circle here: builder_resolve_class() has seen to that. */
static void use_class(Builder *builder, SlotUses *uses, const Element *element)
{
    const Element *parent = find_parent(builder, element);
    if (parent != NULL)
        use_class(builder, uses, parent);
    use_mixins(builder, uses, element);
    use_own_slots(builder, uses, element);
    use_usages(uses, element);
}

static int compare_uses(gconstpointer left, gconstpointer right)
{
    const SlotUse *a = *(const SlotUse *const *)left;
    const SlotUse *b = *(const SlotUse *const *)right;
    if (a->slot->rank != b->slot->rank)
        return a->slot->rank < b->slot->rank ? -1 : 1;
    return (a->declared > b->declared) - (a->declared < b->declared);
}

/* Names of slots that nobody defines, and a slot_usage for a slot that the class does not have. */
static void check_slot_names(Builder *builder, const SlotUses *uses, const Element *element)
{
    for (guint i = 0; i < element->definitions->len; i++) {
        const Node *names = node_find(element->definitions->pdata[i], "slots");
        for (const Node *name = names != NULL ? names->first : NULL; name; name = name->next)
            if (name->kind == NODE_SCALAR && section_find(&builder->slots, name->text) == NULL)
                report_unknown_slot(builder, element->name, name);
        const Node *list = node_find(element->definitions->pdata[i], "slot_usage");
        for (const Node *node = list != NULL ? list->first : NULL; node; node = node->next)
            if (!g_hash_table_contains(uses->by_name, node->key->text))
                diag_report(builder->diags, DIAG_SCHEMA_UNKNOWN_RANGE, node->key->span,
                            "slot_usage for '%s', which class '%s' does not have", node->key->text,
                            element->name);
    }
}

static void class_build_slots(Builder *builder, Class *class, const Element *element)
{
    SlotUses uses = {g_hash_table_new(g_str_hash, g_str_equal),
                     g_ptr_array_new_with_free_func(slot_use_free)};
    use_class(builder, &uses, element);
    check_slot_names(builder, &uses, element);
    for (guint i = 0; i < uses.all->len; i++) {
        SlotUse *use = uses.all->pdata[i];
        use->slot = builder_build_slot(builder, use->name, use->overlays, use->span);
        if (!class->sourced)
            use->slot->sourced = false;
    }
    g_ptr_array_sort(uses.all, compare_uses);
    class->slots = arena_new0(builder->arena, const Slot *, uses.all->len);
    class->slot_count = uses.all->len;
    for (guint i = 0; i < uses.all->len; i++) {
        class->slots[i] = ((const SlotUse *)uses.all->pdata[i])->slot;
        g_hash_table_insert(class->slots_by_name, (gpointer) class->slots[i]->name,
                            GSIZE_TO_POINTER(i + 1));
    }
    g_hash_table_unref(uses.by_name);
    g_ptr_array_unref(uses.all);
}

static void class_build_unique_keys(Builder *builder, Class *class, const Element *element)
{
    const Node *keys = element_find(element, "unique_keys");
    if (keys == NULL || keys->kind != NODE_MAPPING)
        return;
    class->unique_keys = arena_new0(builder->arena, UniqueKey, keys->count);
    for (const Node *node = keys->first; node != NULL; node = node->next) {
        const Node *slots = node_find(node, "unique_key_slots");
        if (slots == NULL)
            continue;
        UniqueKey *key = &class->unique_keys[class->unique_key_count++];
        key->name = node->key->text;
        key->slots = arena_new0(builder->arena, const char *, slots->count);
        for (const Node *slot = slots->first; slot != NULL; slot = slot->next) {
            if (class_find_slot(class, slot->text) != NULL)
                key->slots[key->slot_count++] = slot->text;
            else
                report_unknown_slot(builder, class->name, slot);
        }
    }
}

/* A name in is_a or mixins that must be a class. */
static bool check_ancestor(Builder *builder, const Element *element, const Node *name)
{
    Element *ancestor = section_find(&builder->classes, name->text);
    if (ancestor == NULL) {
        diag_report(builder->diags, DIAG_SCHEMA_UNKNOWN_RANGE, name->span, "no class '%s'",
                    name->text);
        return false;
    }
    if (ancestor->state == 1) {
        diag_report(builder->diags, DIAG_SCHEMA_CYCLE, name->span,
                    "class '%s' inherits from itself, by way of '%s'", element->name, name->text);
        return false;
    }
    return true;
}

enum { INHERITANCE_DEPTH_MAX = 64 };

/* Sets parents, depth first; false if the class is part of a circle. */
static bool builder_resolve_class(Builder *builder, Element *element, unsigned depth)
{
    if (element->state == 2)
        return true;
    if (depth > INHERITANCE_DEPTH_MAX) {
        diag_report(builder->diags, DIAG_SCHEMA_CYCLE, element->class->span,
                    "class '%s' has more than %d ancestors", element->name, INHERITANCE_DEPTH_MAX);
        return false;
    }
    element->state = 1;
    bool fine = true;
    const Node *parent = element_find(element, "is_a");
    if (parent != NULL) {
        fine = check_ancestor(builder, element, parent);
        Element *ancestor = section_find(&builder->classes, parent->text);
        if (fine)
            fine = builder_resolve_class(builder, ancestor, depth + 1);
        if (fine)
            element->class->parent = ancestor->class;
    }
    const Node *mixins = element_find(element, "mixins");
    for (const Node *name = mixins != NULL ? mixins->first : NULL; name; name = name->next) {
        bool known = check_ancestor(builder, element, name);
        if (known)
            known = builder_resolve_class(builder, section_find(&builder->classes, name->text),
                                          depth + 1);
        fine &= known;
    }
    element->state = 2;
    return fine;
}

static void class_init(Builder *builder, Element *element)
{
    Class *class = arena_new0(builder->arena, Class, 1);
    element->class = class;
    class->name = element->name;
    class->span = ((const Node *)element->definitions->pdata[0])->key->span;
    class->slots_by_name = g_hash_table_new(g_str_hash, g_str_equal);
    const Node *title = element_find(element, "title");
    const Node *description = element_find(element, "description");
    const Node *abstract = element_find(element, "abstract");
    const LabelPath path = {"classes", class->name, NULL};
    builder_label(builder, &class->title, path, title != NULL ? title->text : NULL);
    builder_describe(builder, &class->description, path,
                     description != NULL ? description->text : NULL);
    class->abstract = abstract != NULL && g_strcmp0(abstract->text, "true") == 0;
    builder_annotations(builder, element, &class->annotations, &class->annotation_count);
    builder_label_plural(builder, &class->plural, path,
                         annotation_find(class->annotations, class->annotation_count, "plural"),
                         &class->title);
    class->folder = annotation_find(class->annotations, class->annotation_count, "folder");
    class->sourced =
        g_strcmp0(annotation_find(class->annotations, class->annotation_count, "sourced"),
                  "false") != 0;
}

static bool folder_is_wellformed(const char *folder)
{
    return folder[0] != '\0' &&
           strspn(folder, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen(folder);
}

/* The table of a class's entries is a file with the class's name. */
static bool class_check_name(Builder *builder, const Class *class)
{
    bool reserved = false;
    for (size_t i = 0; i < G_N_ELEMENTS(reserved_tables); i++)
        reserved |= g_ascii_strcasecmp(class->name, reserved_tables[i]) == 0;
    if (!reserved && class->name[0] != '\0' && class->name[0] != '.' &&
        strpbrk(class->name, "/\\:*?\"<>|") == NULL)
        return true;
    Diagnostic *d = diag_report(builder->diags, DIAG_SCHEMA_RESERVED_NAME, class->span,
                                "a class with entries cannot be called '%s'", class->name);
    diag_hint(d, reserved ? "data/%s.csv is a table of its own" : "'%s' is no name for a file",
              class->name);
    return false;
}

static void class_register_folder(Builder *builder, Class *class)
{
    if (class->folder == NULL || !class_check_name(builder, class))
        return;
    bool reserved = false;
    for (size_t i = 0; i < G_N_ELEMENTS(reserved_folders); i++)
        reserved |= strcmp(class->folder, reserved_folders[i]) == 0;
    if (reserved || !folder_is_wellformed(class->folder)) {
        Diagnostic *d =
            diag_report(builder->diags, DIAG_SCHEMA_RESERVED_NAME, class->span,
                        "class '%s' cannot have the folder '%s'", class->name, class->folder);
        diag_hint(d, reserved ? "the site has a page or folder of this name"
                              : "folders are lower case letters, digits and hyphens");
        class->folder = NULL;
        return;
    }
    const Class *other = schema_find_folder(builder->schema, class->folder);
    if (other != NULL) {
        Diagnostic *d = diag_report(builder->diags, DIAG_SCHEMA_RESERVED_NAME, class->span,
                                    "classes '%s' and '%s' have the same folder '%s'", other->name,
                                    class->name, class->folder);
        diag_note(d, other->span, "the other class");
        class->folder = NULL;
        return;
    }
    g_hash_table_insert(builder->schema->classes_by_folder, (gpointer) class->folder, class);
}

static int compare_classes(const void *a, const void *b)
{
    return strcmp((*(Class *const *)a)->name, (*(Class *const *)b)->name);
}

void builder_build_classes(Builder *builder)
{
    Schema *schema = builder->schema;
    const GPtrArray *elements = builder->classes.all;
    schema->classes = arena_new0(builder->arena, Class *, elements->len);
    schema->class_count = elements->len;
    for (guint i = 0; i < elements->len; i++) {
        Element *element = elements->pdata[i];
        class_init(builder, element);
        schema->classes[i] = element->class;
        g_hash_table_insert(schema->classes_by_name, (gpointer)element->name, element->class);
    }
    /* Every slot once as it stands, for the mistakes of those that no class uses. */
    g_autoptr(GPtrArray) no_overlays = g_ptr_array_new();
    for (guint i = 0; i < builder->slots.all->len; i++) {
        const Element *slot = builder->slots.all->pdata[i];
        builder_build_slot(builder, slot->name, no_overlays, (Span){0});
    }
    bool fine = true;
    for (guint i = 0; i < elements->len; i++)
        fine &= builder_resolve_class(builder, elements->pdata[i], 0);
    for (guint i = 0; fine && i < elements->len; i++) {
        const Element *element = elements->pdata[i];
        class_build_slots(builder, element->class, element);
        builder_check_expressions(builder, element->class);
        class_build_unique_keys(builder, element->class, element);
        builder_read_columns(builder, element->class, element);
        class_register_folder(builder, element->class);
    }
    qsort(schema->classes, schema->class_count, sizeof(Class *), compare_classes);
    builder_find_known_classes(builder);
}
