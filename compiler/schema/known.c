#include "schema/known.h"

#include "schema/build.h"

#include <string.h>

typedef enum Feature {
#define FEATURE(id, what) FEATURE_##id,
#define KNOWN_CLASS(id, name, feature)
#define KNOWN_SLOT(id, name, class, feature)
#include "schema/known.def"
    FEATURE_COUNT
#undef FEATURE
} Feature;

static const char *const features[FEATURE_COUNT] = {
#define FEATURE(id, what) [FEATURE_##id] = (what),
#include "schema/known.def"
#undef FEATURE
#undef KNOWN_CLASS
#undef KNOWN_SLOT
};

static const struct {
    const char *name;
    Feature feature;
} classes[CLASS_KNOWN_COUNT] = {
#define FEATURE(id, what)
#define KNOWN_CLASS(id, name, feature) [CLASS_##id] = {name, FEATURE_##feature},
#define KNOWN_SLOT(id, name, class, feature)
#include "schema/known.def"
#undef KNOWN_CLASS
#undef KNOWN_SLOT
};

enum { CLASS_ANY = CLASS_KNOWN_COUNT };

static const struct {
    const char *name;
    unsigned class; /* that must have it; CLASS_ANY: some class */
    Feature feature;
} slots[SLOT_KNOWN_COUNT] = {
#define KNOWN_CLASS(id, name, feature)
#define KNOWN_SLOT(id, name, class, feature) [SLOT_##id] = {name, CLASS_##class, FEATURE_##feature},
#include "schema/known.def"
#undef FEATURE
#undef KNOWN_CLASS
#undef KNOWN_SLOT
};

const char *known_slot_name(KnownSlot slot)
{
    return slots[slot].name;
}

KnownSlot known_slot_find(const char *name)
{
    for (unsigned i = SLOT_UNKNOWN + 1; i < SLOT_KNOWN_COUNT; i++)
        if (strcmp(slots[i].name, name) == 0)
            return (KnownSlot)i;
    return SLOT_UNKNOWN;
}

static bool class_has(const Class *class, KnownSlot slot)
{
    return class_find_slot(class, slots[slot].name) != NULL;
}

/* Does the class that must have the slot have it? Of a class that is missing itself nothing more is
 * said. */
static bool has_slot(const Schema *schema, KnownSlot slot)
{
    if (slots[slot].class != CLASS_ANY) {
        const Class *class = schema->known[slots[slot].class];
        return class == NULL || class_has(class, slot);
    }
    for (size_t i = 0; i < schema->class_count; i++)
        if (class_has(schema->classes[i], slot))
            return true;
    return false;
}

static void add_name(GString *lacks, const char *name)
{
    g_string_append_printf(lacks, "%s'%s'", lacks->len > 0 ? ", " : "", name);
}

/* What of a feature's classes and slots the schema does not have. */
static GString *list_missing(const Schema *schema, Feature feature)
{
    GString *lacks = g_string_new(NULL);
    for (unsigned i = 0; i < CLASS_KNOWN_COUNT; i++)
        if (classes[i].feature == feature && schema->known[i] == NULL)
            add_name(lacks, classes[i].name);
    for (unsigned i = SLOT_UNKNOWN + 1; i < SLOT_KNOWN_COUNT; i++)
        if (slots[i].feature == feature && !has_slot(schema, (KnownSlot)i))
            add_name(lacks, slots[i].name);
    return lacks;
}

KnownClass known_class_find(const char *name)
{
    unsigned i = 0;
    while (i < CLASS_KNOWN_COUNT && strcmp(classes[i].name, name) != 0)
        i++;
    return (KnownClass)i;
}

void builder_find_known_classes(Builder *builder)
{
    Schema *schema = builder->schema;
    for (size_t i = 0; i < schema->class_count; i++)
        schema->classes[i]->known = known_class_find(schema->classes[i]->name);
    for (unsigned i = 0; i < CLASS_KNOWN_COUNT; i++)
        schema->known[i] = schema_find_class(schema, classes[i].name);
    schema->conditions = schema_find_enum(schema, "Condition");
}

/* One message for all: whoever writes a schema of his own knows why, or learns at once. */
void builder_report_features(Builder *builder, const SourceFile *file)
{
    Diagnostic *d = NULL;
    for (unsigned i = 0; i < FEATURE_COUNT; i++) {
        g_autoptr(GString) lacks = list_missing(builder->schema, (Feature)i);
        if (lacks->len == 0)
            continue;
        if (d == NULL) {
            d = diag_report(builder->diags, DIAG_SCHEMA_FEATURE, (Span){file, 0, 0},
                            "the schema does without some of what the program can do");
            diag_hint(d, "`imports: [dieline:default]` brings it, `-W no-%s` says that it is meant",
                      diag_slug(DIAG_SCHEMA_FEATURE));
        }
        diag_note(d, (Span){0}, "without %s no %s", lacks->str, features[i]);
    }
}
