/*
 * diagram_fixture.h - small knowledge bases made by hand, for the tests of diagrams.
 */
#pragma once

#include "diagram/picture.h"
#include "find/findings.h"
#include "words_fixture.h"

#include <gio/gio.h>
#include <glib.h>
#include <string.h>

enum { FIXTURE_ENTRIES = 10100, FIXTURE_SLOTS = 8, FIXTURE_CLAIMS = 40, FIXTURE_VALUES = 8 };

typedef struct Fixture {
    Arena *arena;
    Plates plates; /* of `kb`, once they are asked for */
    Kb kb;
    Schema schema;
    Enum events;
    Enum generations;
    Class chip;
    Class architecture;
    Class system;
    Class memory;
    Class interconnect;
    Class software;
    Class part_count;
    Slot generation;
    Slot successor_of;
    Slot composed_of;
    Slot packaged_with;
    Slot integrates;
    Slot product_line;
    Slot runs;
    Slot die_area;
    Slot die_to_die;
    Slot lanes;
    Slot lane_bandwidth;
    Slot total_bandwidth;
    Slot built_on;
    Slot part;
    Slot count;
    Diagnostics *diags;
    const Words *words[2]; /* of kb's languages */
} Fixture;

enum { EVENT_START, EVENT_DESIGN, EVENT_TAPE_OUT, EVENT_PRODUCTION, EVENT_LAUNCH };

static inline Localised fixture_text(const char *en, const char *zh)
{
    return (Localised){.texts = {en, zh}};
}

static inline const Localised *fixture_new_text(Fixture *f, const char *en, const char *zh)
{
    Localised *text = arena_new0(f->arena, Localised, 1);
    *text = fixture_text(arena_strdup(f->arena, en), arena_strdup(f->arena, zh));
    return text;
}

static inline void fixture_add_value(Enum *enumeration, const char *name, const char *en,
                                     const char *zh)
{
    EnumValue *value = &enumeration->values[enumeration->value_count];
    *value = (EnumValue){.name = name, .title = fixture_text(en, zh), .of = enumeration};
    value->index = (unsigned)enumeration->value_count++;
}

static inline Slot fixture_slot(const char *name, const char *en, const char *zh, RangeKind range,
                                bool lineage, int rank)
{
    return (Slot){.name = name,
                  .known = known_slot_find(name),
                  .title = fixture_text(en, zh),
                  .range = range,
                  .lineage = lineage,
                  .rank = rank};
}

static inline Class fixture_class(const char *name, const char *zh, const char *folder)
{
    return (Class){
        .name = name,
        .known = known_class_find(name),
        .title = fixture_text(name, zh),
        .folder = folder,
        .slots_by_name = g_hash_table_new(g_str_hash, g_str_equal),
    };
}

/* The class's only slot, as far as class_find_slot() knows. */
static inline void fixture_give_slot(Fixture *f, Class *class, const Slot *slot)
{
    class->slots = arena_new0(f->arena, const Slot *, 1);
    class->slots[0] = slot;
    class->slot_count = 1;
    g_hash_table_insert(class->slots_by_name, (gpointer)slot->name, GSIZE_TO_POINTER(1));
}

static inline Edtf fixture_date(Fixture *f, const char *text)
{
    Edtf date;
    Problem problem;
    g_assert_true(edtf_parse(arena_strdup(f->arena, text), &date, &problem));
    return date;
}

static inline const Edtf *fixture_new_edtf(Fixture *f, const char *text)
{
    Edtf *date = arena_new0(f->arena, Edtf, 1);
    *date = fixture_date(f, text);
    return date;
}

static inline void fixture_init_schema(Fixture *f)
{
    f->events.values = arena_new0(f->arena, EnumValue, FIXTURE_VALUES);
    f->generations.values = arena_new0(f->arena, EnumValue, FIXTURE_VALUES);
    fixture_add_value(&f->events, "development_start", "Development start", "启动研发");
    fixture_add_value(&f->events, "design_complete", "Design complete", "设计完成");
    fixture_add_value(&f->events, "tape_out", "Tape-out", "流片");
    fixture_add_value(&f->events, "mass_production", "Mass production", "量产");
    fixture_add_value(&f->events, "commercial_launch", "Commercial launch", "商业发布");
    fixture_add_value(&f->generations, "first", "First generation", "第一代");
    fixture_add_value(&f->generations, "second", "Second generation", "第二代");
    fixture_add_value(&f->generations, "future", "Future generation", "未来一代");
    f->chip = fixture_class("Chip", "芯片", "chips");
    f->architecture = fixture_class("Architecture", "架构", "architectures");
    f->system = fixture_class("System", "系统", "systems");
    f->memory = fixture_class("Memory", "内存", "memories");
    f->interconnect = fixture_class("Interconnect", "互连", "interconnects");
    f->software = fixture_class("Software", "软件", "software");
    f->part_count = fixture_class("PartCount", "组件", NULL);
    f->generation = fixture_slot("generation", "Generation", "代", RANGE_ENUM, false, 1);
    fixture_give_slot(f, &f->chip, &f->generation);
    f->successor_of =
        fixture_slot("successor_of", "Successor of", "继任", RANGE_REFERENCE, true, 2);
    f->composed_of = fixture_slot("composed_of", "Composed of", "由…组成", RANGE_OBJECT, true, 3);
    f->packaged_with =
        fixture_slot("packaged_with", "Packaged with", "合封", RANGE_OBJECT, true, 3);
    f->integrates = fixture_slot("integrates", "Integrates", "集成", RANGE_OBJECT, true, 3);
    f->product_line =
        fixture_slot("product_line", "Product line", "产品线", RANGE_REFERENCE, true, 3);
    f->runs = fixture_slot("runs", "Runs", "运行", RANGE_REFERENCE, false, 4);
    f->runs.range_class = &f->software;
    f->die_area = fixture_slot("die_area", "Die area", "裸晶面积", RANGE_QUANTITY, false, 5);
    f->die_to_die =
        fixture_slot("die_to_die_bandwidth", "Die to die", "裸晶间", RANGE_QUANTITY, false, 5);
    f->lanes = fixture_slot("lanes", "Lanes", "通道", RANGE_QUANTITY, false, 5);
    f->lane_bandwidth =
        fixture_slot("lane_bandwidth", "Per lane", "每通道", RANGE_QUANTITY, false, 5);
    f->total_bandwidth =
        fixture_slot("total_bandwidth", "In all", "总带宽", RANGE_QUANTITY, false, 5);
    f->built_on =
        fixture_slot("architecture", "Architecture", "采用架构", RANGE_REFERENCE, true, 4);
    f->part = fixture_slot("part", "Part", "组件", RANGE_REFERENCE, false, 0);
    f->count = fixture_slot("count", "Count", "数量", RANGE_INTEGER, false, 1);
}

static inline Fixture *fixture_new(void)
{
    Fixture *f = g_new0(Fixture, 1);
    f->arena = arena_new();
    f->diags = diagnostics_new();
    fixture_init_schema(f);
    f->kb.schema = &f->schema;
    f->kb.name = fixture_new_text(f, "Test", "测试");
    f->kb.languages[0] = "en";
    f->kb.languages[1] = "zh";
    f->kb.language_count = 2;
    for (size_t i = 0; i < f->kb.language_count; i++)
        f->words[i] = words_fixture_load(f->kb.languages[i], f->arena, f->diags);
    f->kb.as_of = fixture_date(f, "2026-01-04");
    f->kb.entries = arena_new0(f->arena, Entry *, FIXTURE_ENTRIES);
    f->kb.diagrams = arena_new0(f->arena, Diagram *, 4);
    return f;
}

static inline void fixture_free(Fixture *f)
{
    const Class *const classes[] = {&f->chip,         &f->architecture, &f->system,    &f->memory,
                                    &f->interconnect, &f->software,     &f->part_count};
    for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
        g_hash_table_unref(classes[i]->slots_by_name);
    diagnostics_free(f->diags);
    units_free(f->schema.units);
    arena_free(f->arena);
    g_free(f);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Fixture, fixture_free)

/* Entries are added in the order of their ids, as link/ leaves them. */
static inline Entry *fixture_add_entry(Fixture *f, const Class *class, const char *id,
                                       const char *en, const char *zh)
{
    g_assert_cmpuint(f->kb.entry_count, <, FIXTURE_ENTRIES);
    Entry *entry = arena_new0(f->arena, Entry, 1);
    entry->id = arena_strdup(f->arena, id);
    entry->name = fixture_new_text(f, en, zh);
    entry->label = entry->name;
    entry->folder = class->folder;
    entry->object.class = class;
    entry->object.slots = arena_new0(f->arena, Claims, FIXTURE_SLOTS);
    entry->index = f->kb.entry_count;
    f->kb.entries[f->kb.entry_count++] = entry;
    return entry;
}

static inline Claim *fixture_add_claim(Fixture *f, Object *object, const Slot *slot, Value value)
{
    Claims *claims = NULL;
    for (size_t i = 0; i < object->slot_count; i++)
        if (object->slots[i].slot == slot)
            claims = &object->slots[i];
    if (claims == NULL) {
        g_assert_cmpuint(object->slot_count, <, FIXTURE_SLOTS);
        claims = &object->slots[object->slot_count++];
        claims->slot = slot;
        claims->items = arena_new0(f->arena, Claim, FIXTURE_CLAIMS);
    }
    g_assert_cmpuint(claims->count, <, FIXTURE_CLAIMS);
    Claim *claim = &claims->items[claims->count++];
    claim->value = value;
    claim->rank = RANK_NORMAL;
    return claim;
}

static inline Value fixture_reference(Entry *to)
{
    return (Value){.kind = VALUE_REFERENCE, .text = to->id, .entry = to};
}

static inline Claim *fixture_relate(Fixture *f, Entry *from, const Slot *slot, Entry *to)
{
    return fixture_add_claim(f, &from->object, slot, fixture_reference(to));
}

static inline void fixture_add_part(Fixture *f, Entry *whole, const Slot *slot, Entry *part,
                                    int64_t count)
{
    Object *object = arena_new0(f->arena, Object, 1);
    object->class = &f->part_count;
    object->slots = arena_new0(f->arena, Claims, FIXTURE_SLOTS);
    fixture_add_claim(f, object, &f->part, fixture_reference(part));
    fixture_add_claim(f, object, &f->count, (Value){.kind = VALUE_INTEGER, .integer = count});
    fixture_add_claim(f, &whole->object, slot, (Value){.kind = VALUE_OBJECT, .object = object});
}

static inline void fixture_compose(Fixture *f, Entry *whole, Entry *part, int64_t count)
{
    fixture_add_part(f, whole, &f->composed_of, part, count);
}

static inline void fixture_package(Fixture *f, Entry *whole, Entry *part, int64_t count)
{
    fixture_add_part(f, whole, &f->packaged_with, part, count);
}

/* Units are loaded for the tests that measure something. */
static inline Units *fixture_units(Fixture *f)
{
    if (f->schema.units == NULL) {
        g_autofree char *xml = NULL, *error = NULL;
        size_t length;
        g_file_get_contents("compiler/schema/default/units.xml", &xml, &length, NULL);
        f->schema.units = units_new(xml, length, &error);
    }
    return f->schema.units;
}

static inline void fixture_set_quantity(Fixture *f, Entry *entry, const Slot *slot,
                                        const char *text)
{
    Quantity *quantity = arena_new0(f->arena, Quantity, 1);
    Problem problem;
    if (!quantity_parse(fixture_units(f), text, NULL, quantity, &problem))
        g_error("'%s': %s", text, problem.message);
    fixture_add_claim(f, &entry->object, slot,
                      (Value){.kind = VALUE_QUANTITY, .text = text, .quantity = quantity});
}

static inline void fixture_set_generation(Fixture *f, Entry *entry, size_t generation)
{
    const EnumValue *choice = &f->generations.values[generation];
    fixture_add_claim(f, &entry->object, &f->generation,
                      (Value){.kind = VALUE_CHOICE, .text = choice->name, .choice = choice});
}

static inline const Claim *fixture_new_date(Fixture *f, const char *date, Status status,
                                            const char *as_of)
{
    Claim *claim = arena_new0(f->arena, Claim, 1);
    claim->value = (Value){.kind = VALUE_DATE, .text = date, .date = fixture_new_edtf(f, date)};
    claim->status = status;
    claim->rank = RANK_NORMAL;
    claim->as_of = as_of != NULL ? fixture_new_edtf(f, as_of) : NULL;
    return claim;
}

static inline Milestone *fixture_add_milestone(Fixture *f, Entry *entry, size_t event,
                                               const char *date, Status status)
{
    Milestone *milestone = arena_new0(f->arena, Milestone, 1);
    milestone->event = &f->events.values[event];
    milestone->id = arena_printf(f->arena, "%s.%s.%zu", entry->id, milestone->event->name,
                                 entry->milestone_count);
    milestone->subject = entry;
    milestone->dates = arena_new0(f->arena, const Claim *, FIXTURE_CLAIMS);
    milestone->dates[milestone->date_count++] = fixture_new_date(f, date, status, NULL);
    Milestone **all = arena_new0(f->arena, Milestone *, entry->milestone_count + 1);
    for (size_t i = 0; i < entry->milestone_count; i++)
        all[i] = entry->milestones[i];
    all[entry->milestone_count++] = milestone;
    entry->milestones = all;
    return milestone;
}

/* A later word on the same milestone. */
static inline void fixture_add_date(Fixture *f, Milestone *milestone, const char *date,
                                    Status status, const char *as_of)
{
    milestone->dates[milestone->date_count++] = fixture_new_date(f, date, status, as_of);
}

static inline Diagram *fixture_add_diagram(Fixture *f, DiagramKind kind, const char *name)
{
    Diagram *diagram = arena_new0(f->arena, Diagram, 1);
    diagram->name = name;
    diagram->kind = kind;
    diagram->title = fixture_new_text(f, "Biren roadmap", "壁仞路线图");
    f->kb.diagrams[f->kb.diagram_count++] = diagram;
    return diagram;
}

static inline int fixture_compare_milestones(const void *left, const void *right)
{
    return strcmp((*(Milestone *const *)left)->id, (*(Milestone *const *)right)->id);
}

/* What link/ and find/ leave, of the entries so far. */
static inline void fixture_find(Fixture *f)
{
    Kb *kb = &f->kb;
    kb->milestone_count = 0;
    for (size_t i = 0; i < kb->entry_count; i++)
        kb->milestone_count += kb->entries[i]->milestone_count;
    kb->milestones = arena_new0(f->arena, Milestone *, kb->milestone_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < kb->entry_count; i++)
        for (size_t k = 0; k < kb->entries[i]->milestone_count; k++)
            kb->milestones[count++] = kb->entries[i]->milestones[k];
    qsort(kb->milestones, count, sizeof(Milestone *), fixture_compare_milestones);
    for (size_t i = 0; i < count; i++)
        kb->milestones[i]->index = i;
    kb->findings = findings_make(kb, 1, f->arena);
}

/* What the diagrams show, worked out once. */
static inline const Plates *fixture_plates(Fixture *f)
{
    fixture_find(f);
    if (f->plates.items == NULL)
        f->plates = plates_make(&f->kb, NULL, f->words, f->arena, f->diags);
    return &f->plates;
}

/* This very program is the layout worker, too: see FIXTURE_BE_WORKER. */
static inline Pictures *fixture_draw(Fixture *f)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    const Layouter layouter = {.executable = self, .seconds = 120}; /* on any machine */
    return pictures_draw(&f->kb, fixture_plates(f), f->words, &layouter, 1, f->diags);
}

static inline char *fixture_svg(const Picture *picture, bool standalone)
{
    const SvgTarget target = {
        .prefix = "../site/en/", .extension = ".html", .standalone = standalone};
    GString *out = g_string_new(NULL);
    picture_append_svg(picture, &target, out);
    return g_string_free(out, FALSE);
}

static inline char *fixture_dot(const Picture *picture)
{
    GString *out = g_string_new(NULL);
    picture_append_dot(picture, out);
    return g_string_free(out, FALSE);
}

#define FIXTURE_BE_WORKER(argc, argv)                           \
    if ((argc) == 2 && strcmp((argv)[1], "layout-worker") == 0) \
    layout_worker_main()

static inline const Scene *fixture_scene(const Picture *picture)
{
    return picture->scene;
}

/* How many boxes or wires have the role. */
static inline unsigned fixture_count(const Scene *scene, Role role)
{
    unsigned count = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        count += box->role == role;
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        count += wire->role == role;
    return count;
}

/* Returns the first node of the entry, or NULL. */
static inline const SceneBox *fixture_find_node(const Scene *scene, const char *id)
{
    const SceneBox *box = scene->boxes;
    while (box != NULL &&
           (box->role != ROLE_NODE || box->entry == NULL || strcmp(box->entry->id, id) != 0))
        box = box->next;
    return box;
}
