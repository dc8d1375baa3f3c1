/* schema/load.h: what a schema means once it is loaded. */
#include "base/resource.h"
#include "schema/load.h"

#include <string.h>

typedef struct Fixture {
    Arena *arena;
    Diagnostics *diags;
    SourceFile files[2];
    const Tree *trees[1];
    const Tree *labels[2];
    Schema *schema;
} Fixture;

static Units *load_units(void)
{
    g_autoptr(GBytes) xml = resource_find("schema/units.xml");
    char *error = NULL;
    Units *units = units_new(g_bytes_get_data(xml, NULL), g_bytes_get_size(xml), &error);
    g_assert_cmpstr(error, ==, NULL);
    return units;
}

/* Loads `text` as schema/own.yaml (NULL: there is none), with labels for the second language. */
static void load(Fixture *fixture, const char *text, const char *labels)
{
    static const char *const languages[] = {"en", "zh"};
    *fixture = (Fixture){.arena = arena_new(), .diags = diagnostics_new()};
    const char *const texts[] = {text, labels};
    for (size_t i = 0; i < 2; i++)
        if (texts[i] != NULL)
            fixture->files[i] =
                (SourceFile){"kb/schema/own.yaml", "schema/own.yaml", texts[i], strlen(texts[i])};
    if (text != NULL)
        fixture->trees[0] = tree_parse(&fixture->files[0], fixture->arena, fixture->diags);
    if (labels != NULL)
        fixture->labels[1] = tree_parse(&fixture->files[1], fixture->arena, fixture->diags);
    const SchemaInput input = {.files = fixture->trees,
                               .file_count = text != NULL,
                               .labels = fixture->labels,
                               .languages = languages,
                               .language_count = 2,
                               .units = load_units()};
    fixture->schema = schema_load(&input, fixture->diags);
}

static void clear(Fixture *fixture)
{
    schema_free(fixture->schema);
    diagnostics_free(fixture->diags);
    arena_free(fixture->arena);
}

/* Nothing is wrong; a small schema does without features. */
static void assert_silent(const Fixture *fixture)
{
    const GPtrArray *said = diagnostics_sorted(fixture->diags);
    for (guint i = 0; i < said->len; i++)
        g_assert_cmpint(((const Diagnostic *)said->pdata[i])->id, ==, DIAG_SCHEMA_FEATURE);
}

static void test_default(void)
{
    Fixture f;
    load(&f, NULL, NULL);
    g_assert_cmpuint(diagnostics_sorted(f.diags)->len, ==, 0);
    for (unsigned i = 0; i < CLASS_KNOWN_COUNT; i++)
        g_assert_nonnull(f.schema->known[i]);
    const Class *chip = f.schema->known[CLASS_CHIP];
    g_assert_cmpstr(chip->parent->name, ==, "Part");
    g_assert_true(class_is_known(chip, CLASS_CHIP));
    g_assert_cmpstr(chip->folder, ==, "chips");
    g_assert_true(schema_find_folder(f.schema, "chips") == chip);
    const Slot *bandwidth = class_find_slot(chip, "memory_bandwidth"); /* from a mixin */
    g_assert_cmpint(bandwidth->range, ==, RANGE_QUANTITY);
    g_assert_cmpstr(unit_symbol(bandwidth->unit), ==, "GB/s");
    const Slot *milestones = class_find_slot(chip, "milestones");
    g_assert_cmpint(milestones->range, ==, RANGE_OBJECT);
    g_assert_true(milestones->range_class == f.schema->known[CLASS_MILESTONE]);
    g_assert_true(milestones->multivalued);
    g_assert_true(class_find_slot(chip, "name")->required); /* from slot_usage of an ancestor */
    g_assert_false(class_find_slot(f.schema->known[CLASS_SOURCE], "publisher")->sourced);
    const Enum *events = class_find_slot(f.schema->known[CLASS_MILESTONE], "event")->range_enum;
    const EnumValue *production = enum_find_value(events, "mass_production");
    g_assert_cmpstr(production->after->name, ==, "tape_out");
    g_assert_cmpstr(localised_get(&production->title, 1), ==, "量产");
    clear(&f);
}

static void test_slots_are_sorted(void)
{
    Fixture f;
    load(&f, NULL, NULL);
    for (size_t i = 0; i < f.schema->class_count; i++) {
        const Class *class = f.schema->classes[i];
        for (size_t k = 1; k < class->slot_count; k++)
            g_assert_cmpint(class->slots[k - 1]->rank, <=, class->slots[k]->rank);
        for (size_t k = 0; k < class->slot_count; k++)
            g_assert_cmpuint(class_find_slot_index(class, class->slots[k]->name), ==, k);
    }
    clear(&f);
}

static const char extension[] = "id: urn:own\n"
                                "name: own\n"
                                "imports: [linkml:types, dieline:default]\n"
                                "classes:\n"
                                "  Board:\n"
                                "    is_a: Subject\n"
                                "    title: Circuit board\n"
                                "    slots: [maker, layers]\n"
                                "    slot_usage:\n"
                                "      layers: {required: true, maximum_value: 40}\n"
                                "    unique_keys: {one: {unique_key_slots: [maker, layers]}}\n"
                                "    annotations: {folder: boards}\n"
                                "  Chip:\n"
                                "    slots: [layers]\n"
                                "slots:\n"
                                "  layers: {range: count_type, minimum_value: 1}\n"
                                "types:\n"
                                "  count_type: {typeof: integer}\n"
                                "enums:\n"
                                "  Stage:\n"
                                "    permissible_values:\n"
                                "      parked:\n"
                                "      production: {title: Making it}\n";

static void test_extension(void)
{
    Fixture f;
    load(&f, extension, "classes: {Board: 电路板}\nslots: {layers: 层数}\n");
    assert_silent(&f);
    const Class *board = schema_find_folder(f.schema, "boards");
    g_assert_cmpstr(localised_get(&board->title, 0), ==, "Circuit board");
    g_assert_cmpstr(localised_get(&board->title, 1), ==, "电路板");
    const Slot *layers = class_find_slot(board, "layers");
    g_assert_cmpint(layers->range, ==, RANGE_INTEGER);
    g_assert_true(layers->required);
    g_assert_true(layers->has_minimum && layers->has_maximum);
    g_assert_cmpfloat(layers->maximum, ==, 40);
    g_assert_cmpuint(board->unique_keys[0].slot_count, ==, 2);
    /* The same slot of another class knows nothing of the board's usage. */
    const Slot *of_chip = class_find_slot(f.schema->known[CLASS_CHIP], "layers");
    g_assert_false(of_chip->required);
    g_assert_nonnull(class_find_slot(f.schema->known[CLASS_CHIP], "architecture"));
    const Enum *stage = schema_find_enum(f.schema, "Stage");
    g_assert_nonnull(enum_find_value(stage, "taped_out"));
    g_assert_cmpstr(localised_get(&enum_find_value(stage, "parked")->title, 0), ==, "parked");
    g_assert_cmpstr(localised_get(&enum_find_value(stage, "production")->title, 0), ==,
                    "Making it");
    clear(&f);
}

/* What several are called, and descriptions: in each language its own, or none. */
static void test_labels(void)
{
    static const char own[] = "id: urn:own\n"
                              "name: own\n"
                              "imports: [linkml:types, dieline:default]\n"
                              "classes:\n"
                              "  Board:\n"
                              "    is_a: Subject\n"
                              "    title: Circuit board\n"
                              "    description: What chips sit on.\n"
                              "    annotations: {folder: boards, plural: Circuit boards}\n"
                              "  Fan:\n"
                              "    title: Fan\n"
                              "    description: It blows.\n"
                              "    slots: [speed]\n"
                              "slots:\n"
                              "  speed: {range: integer, description: How fast it turns.}\n"
                              "enums:\n"
                              "  Mood:\n"
                              "    permissible_values: {calm: {description: Not upset.}}\n";
    static const char labels[] =
        "classes:\n  Board: {title: 电路板, description: 芯片所在。}\n  Fan: {plural: 各种风扇}\n"
        "slots: {speed: {description: 转速。}}\n"
        "enums: {Mood: {title: 心情, calm: {title: 平静, description: 不生气。}}}\n";
    Fixture f;
    load(&f, own, labels);
    assert_silent(&f);
    const Class *board = schema_find_class(f.schema, "Board");
    g_assert_cmpstr(board->plural.texts[0], ==, "Circuit boards");
    g_assert_cmpstr(board->plural.texts[1], ==, "电路板");
    g_assert_cmpstr(board->description.texts[0], ==, "What chips sit on.");
    g_assert_cmpstr(board->description.texts[1], ==, "芯片所在。");
    const Class *fan = schema_find_class(f.schema, "Fan");
    g_assert_cmpstr(fan->plural.texts[0], ==, "Fan");
    g_assert_cmpstr(fan->plural.texts[1], ==, "各种风扇");
    g_assert_cmpstr(fan->title.texts[1], ==, "Fan");
    g_assert_cmpstr(fan->description.texts[0], ==, "It blows.");
    g_assert_null(fan->description.texts[1]);
    const Slot *speed = class_find_slot(fan, "speed");
    g_assert_cmpstr(speed->title.texts[1], ==, "speed");
    g_assert_cmpstr(speed->description.texts[1], ==, "转速。");
    const Enum *mood = schema_find_enum(f.schema, "Mood");
    g_assert_cmpstr(mood->title.texts[1], ==, "心情");
    g_assert_cmpstr(mood->values[0].title.texts[1], ==, "平静");
    g_assert_cmpstr(mood->values[0].description.texts[1], ==, "不生气。");

    const Class *chip = f.schema->known[CLASS_CHIP];
    g_assert_cmpstr(chip->plural.texts[0], ==, "Chips");
    g_assert_cmpstr(chip->plural.texts[1], ==, "芯片");
    for (size_t i = 0; i < f.schema->class_count; i++) /* ours are described in both */
        if (f.schema->classes[i] != fan)
            g_assert_nonnull(f.schema->classes[i]->description.texts[1]);
    clear(&f);
}

static void test_schema_of_its_own(void)
{
    Fixture f;
    load(&f,
         "id: urn:own\nname: own\nclasses:\n  Thing: {slots: [id], annotations: {folder: x}}\n"
         "slots:\n  id: {identifier: true}\n",
         NULL);
    assert_silent(&f);
    g_assert_cmpuint(f.schema->class_count, ==, 1);
    g_assert_null(f.schema->known[CLASS_SOURCE]);
    clear(&f);
}

static const struct {
    const char *text;
    DiagId id;
} mistakes[] = {
    {"colour: red\n", DIAG_SCHEMA_UNKNOWN_KEYWORD},
    {"slots: {a: {required: yes}}\n", DIAG_SCHEMA_UNKNOWN_KEYWORD},
    {"slots: [a]\n", DIAG_SCHEMA_UNKNOWN_KEYWORD},
    {"imports: [./nowhere]\n", DIAG_SCHEMA_UNKNOWN_RANGE},
    {"classes: {A: {is_a: B}}\n", DIAG_SCHEMA_UNKNOWN_RANGE},
    {"classes: {A: {slots: [b]}}\n", DIAG_SCHEMA_UNKNOWN_RANGE},
    {"classes: {A: {attributes: {b: {range: C}}}}\n", DIAG_SCHEMA_UNKNOWN_RANGE},
    {"classes: {A: {slot_usage: {b: {required: true}}}}\n", DIAG_SCHEMA_UNKNOWN_RANGE},
    {"classes: {A: {is_a: B}, B: {is_a: A}}\n", DIAG_SCHEMA_CYCLE},
    {"classes: {A: {mixins: [A]}}\n", DIAG_SCHEMA_CYCLE},
    {"enums: {E: {permissible_values: {a: {annotations: {after: b}}, "
     "b: {annotations: {after: c}}, c: {annotations: {after: b}}}}}\n",
     DIAG_SCHEMA_CYCLE},
    {"classes: {A: {attributes: {b: {range: quantity, unit: {symbol: zorkmid}}}}}\n",
     DIAG_SCHEMA_BAD_UNIT},
    {"classes: {A: {attributes: {b: {unit: {symbol: GB}}}}}\n", DIAG_SCHEMA_BAD_UNIT},
    {"classes: {A: {attributes: {status: {}}}}\n", DIAG_SCHEMA_RESERVED_NAME},
    {"classes: {A: {annotations: {folder: assets}}}\n", DIAG_SCHEMA_RESERVED_NAME},
    {"classes: {A: {annotations: {folder: ../x}}}\n", DIAG_SCHEMA_RESERVED_NAME},
    {"classes: {A: {annotations: {folder: x}}, B: {annotations: {folder: x}}}\n",
     DIAG_SCHEMA_RESERVED_NAME},
    {"classes: {A: {attributes: {b: {pattern: '('}}}}\n", DIAG_SCHEMA_BAD_EXPRESSION},
    /* A slot that two classes use is complained of once. */
    {"slots: {s: {range: C}}\nclasses: {A: {slots: [s]}, B: {slots: [s]}}\n",
     DIAG_SCHEMA_UNKNOWN_RANGE},
    {"slots: {note: {}}\nclasses: {A: {slots: [note]}, B: {slots: [note]}}\n",
     DIAG_SCHEMA_RESERVED_NAME},
};

static void test_mistakes(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        Fixture f;
        load(&f, mistakes[i].text, NULL);
        g_test_message("%s", mistakes[i].text);
        const GPtrArray *all = diagnostics_sorted(f.diags);
        g_assert_cmpuint(all->len, >=, 1);
        for (guint k = 0; k < all->len; k++)
            g_assert_cmpstr(diag_slug(((const Diagnostic *)all->pdata[k])->id), ==,
                            diag_slug(mistakes[i].id));
        if (mistakes[i].id != DIAG_SCHEMA_CYCLE)
            g_assert_cmpuint(all->len, ==, 1);
        clear(&f);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schema/default", test_default);
    g_test_add_func("/schema/slots-are-sorted", test_slots_are_sorted);
    g_test_add_func("/schema/extension", test_extension);
    g_test_add_func("/schema/labels", test_labels);
    g_test_add_func("/schema/of-its-own", test_schema_of_its_own);
    g_test_add_func("/schema/mistakes", test_mistakes);
    return g_test_run();
}
