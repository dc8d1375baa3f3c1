#include "schema/schema.h"

#include <string.h>

void schema_free(Schema *schema)
{
    if (schema == NULL)
        return;
    for (size_t i = 0; i < schema->class_count; i++)
        g_hash_table_unref(schema->classes[i]->slots_by_name);
    for (size_t i = 0; i < schema->enum_count; i++)
        g_hash_table_unref(schema->enums[i]->values_by_name);
    g_hash_table_unref(schema->classes_by_name);
    g_hash_table_unref(schema->classes_by_folder);
    g_hash_table_unref(schema->enums_by_name);
    g_ptr_array_unref(schema->patterns);
    units_free(schema->units);
    Arena *arena = schema->arena;
    arena_free(arena);
}

const Class *schema_find_class(const Schema *schema, const char *name)
{
    return g_hash_table_lookup(schema->classes_by_name, name);
}

const Class *schema_find_folder(const Schema *schema, const char *folder)
{
    return g_hash_table_lookup(schema->classes_by_folder, folder);
}

const Enum *schema_find_enum(const Schema *schema, const char *name)
{
    return g_hash_table_lookup(schema->enums_by_name, name);
}

bool class_is_a(const Class *class, const Class *ancestor)
{
    while (class != NULL && class != ancestor)
        class = class->parent;
    return class != NULL;
}

bool class_is_known(const Class *class, KnownClass ancestor)
{
    while (class != NULL && class->known != ancestor)
        class = class->parent;
    return class != NULL;
}

size_t class_find_slot_index(const Class *class, const char *name)
{
    const void *position = g_hash_table_lookup(class->slots_by_name, name);
    return position != NULL ? GPOINTER_TO_SIZE(position) - 1 : class->slot_count;
}

const Slot *class_find_slot(const Class *class, const char *name)
{
    const size_t index = class_find_slot_index(class, name);
    return index < class->slot_count ? class->slots[index] : NULL;
}

const Slot *class_find_known(const Class *class, KnownSlot slot)
{
    for (size_t i = 0; i < class->slot_count; i++)
        if (class->slots[i]->known == slot)
            return class->slots[i];
    return NULL;
}

bool class_has_variants(const Class *class)
{
    const Slot *variants = class_find_known(class, SLOT_VARIANTS);
    const Slot *base = class_find_known(class, SLOT_VARIANT_OF);
    return variants != NULL && variants->range == RANGE_OBJECT &&
           class_is_a(class, variants->range_class) && base != NULL &&
           base->range == RANGE_REFERENCE;
}

const char *description_text(const Localised *description)
{
    const char *first = description->texts[0];
    return first != NULL ? first : description->texts[LANGUAGES_MAX - 1];
}

const char *description_get(const Localised *description, size_t language)
{
    const char *own = description->texts[language];
    return own != NULL ? own : description_text(description);
}

bool event_comes_after(const EnumValue *event, const EnumValue *other)
{
    for (const EnumValue *at = event->after; at != NULL; at = at->after)
        if (at == other)
            return true;
    return false;
}

bool enum_value_names(const EnumValue *value, const char *annotation, const EnumValue *other)
{
    const char *names = annotation_find(value->annotations, value->annotation_count, annotation);
    if (names == NULL)
        return false;
    g_auto(GStrv) list = g_strsplit(names, " ", -1);
    return g_strv_contains((const gchar *const *)list, other->name);
}

const EnumValue *enum_find_value(const Enum *enumeration, const char *name)
{
    return g_hash_table_lookup(enumeration->values_by_name, name);
}

const char *slot_pattern_message(const Slot *slot)
{
    return slot->pattern != NULL
               ? annotation_find(slot->annotations, slot->annotation_count, "pattern_message")
               : NULL;
}

enum { NUMBER_MAX = 9999 };

const EnumValue *enum_make_numbered(const Enum *enumeration, const char *text, Arena *arena)
{
    guint64 number;
    if (!enumeration->is_numbered ||
        !g_ascii_string_to_unsigned(text, 10, 1, NUMBER_MAX, &number, NULL))
        return NULL;
    for (size_t i = 0; i < enumeration->value_count; i++)
        if (enumeration->values[i].index == number)
            return &enumeration->values[i];
    EnumValue *value = arena_new0(arena, EnumValue, 1);
    value->of = enumeration;
    value->index = (unsigned)number;
    value->name = arena_printf(arena, "%u", value->index);
    for (size_t i = 0; i < LANGUAGES_MAX && enumeration->numbered.texts[i] != NULL; i++) {
        g_autoptr(GString) title = g_string_new(enumeration->numbered.texts[i]);
        g_string_replace(title, "{}", value->name, 1);
        value->title.texts[i] = arena_strdup(arena, title->str);
    }
    return value;
}

static char next_letter(const char **text)
{
    while (**text == '_' || **text == '-' || **text == ' ')
        ++*text;
    const char c = g_ascii_tolower(**text);
    if (c != '\0')
        ++*text;
    return c;
}

bool schema_is_same_word(const char *a, const char *b)
{
    char c;
    while ((c = next_letter(&a)) == next_letter(&b))
        if (c == '\0')
            return true;
    return false;
}

static bool is_called(const char *name, const char *const *aliases, const char *word)
{
    bool is_called = schema_is_same_word(name, word);
    for (size_t i = 0; !is_called && aliases != NULL && aliases[i] != NULL; i++)
        is_called = schema_is_same_word(aliases[i], word);
    return is_called;
}

/* Is it what pages call it, in one of the knowledge base's languages? */
static bool is_titled(const Localised *title, const char *word)
{
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (title->texts[i] != NULL && schema_is_same_word(title->texts[i], word))
            return true;
    return false;
}

const EnumValue *enum_find_alias(const Enum *enumeration, const char *word)
{
    const EnumValue *titled = NULL;
    size_t count = 0;
    for (size_t i = 0; i < enumeration->value_count; i++) {
        const EnumValue *value = &enumeration->values[i];
        if (is_called(value->name, value->aliases, word))
            return value;
        if (is_titled(&value->title, word) && count++ == 0)
            titled = value;
    }
    return count == 1 ? titled : NULL;
}

const EnumValue *enum_find_called(const Enum *enumeration, const char *word)
{
    const EnumValue *value = enumeration != NULL ? enum_find_value(enumeration, word) : NULL;
    return value == NULL && enumeration != NULL ? enum_find_alias(enumeration, word) : value;
}

const Slot *class_find_alias(const Class *class, const char *word)
{
    const Slot *titled = NULL;
    size_t count = 0;
    for (size_t i = 0; i < class->slot_count; i++) {
        const Slot *slot = class->slots[i];
        if (is_called(slot->name, slot->aliases, word))
            return slot;
        if (is_titled(&slot->title, word) && count++ == 0)
            titled = slot;
    }
    return count == 1 ? titled : NULL;
}

const char *annotation_find(const Annotation *annotations, size_t count, const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(annotations[i].name, name) == 0)
            return annotations[i].value;
    return NULL;
}
