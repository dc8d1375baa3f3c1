/* The knowledge base as JSON, from a model built by hand. */
#include "emit/document.h"
#include "emit/entry_lines.h"
#include "find/findings.h"

#include "yaml/tree.h"

#include <math.h>
#include <string.h>

static const SourceFile chips_file = {
    .path = "kb/chips/br106.yaml",
    .relative = "chips/br106.yaml",
    .bytes = "name: BR106\n---\nname: BR110\n",
    .length = 28,
};
enum { SECOND_DOCUMENT = 16 }; /* begins in line 3 */

static const Localised biren_name = {.texts = {"Biren", "壁仞"}};
static const Localised english_only = {.texts = {"peak", NULL}};
static const Localised plain_name = {.texts = {"BR106", "BR106"}};
static const EnumValue tape_out = {.name = "tape_out"};
static const Class organization_class = {.name = "Organization", .folder = "organizations"};
static const Class chip_class = {.name = "Chip", .folder = "chips"};
static const Class milestone_class = {.name = "Milestone"};

/* A knowledge base with an organization and a chip; tests give the chip its slots. */
typedef struct Fixture {
    Arena *arena;
    Units *units;
    Kb *kb;
    Entry biren;
    Entry chip;
    Citation herald; /* of a source by a former id */
    Citation report; /* unresolved */
    Entry source;
} Fixture;

static Edtf date(const char *text)
{
    Edtf result;
    Problem problem;
    g_assert_true(edtf_parse(text, &result, &problem));
    return result;
}

static void setup(Fixture *f, gconstpointer data)
{
    (void)data;
    g_autofree char *xml = NULL, *error = NULL;
    size_t length;
    g_assert_true(g_file_get_contents("compiler/schema/default/units.xml", &xml, &length, NULL));
    f->units = units_new(xml, length, &error);
    f->arena = arena_new();
    f->source = (Entry){.id = "herald-2025-12"};
    f->herald = (Citation){.id = "herald-old", .source = &f->source};
    f->report = (Citation){.id = "report"};
    f->biren = (Entry){
        .object = {.class = &organization_class},
        .id = "biren",
        .name = &biren_name,
        .folder = "organizations",
        .file = &chips_file,
        .span = {&chips_file, SECOND_DOCUMENT, SECOND_DOCUMENT + 4},
    };
    f->chip = (Entry){
        .object = {.class = &chip_class},
        .id = "br106",
        .name = &plain_name,
        .folder = "chips",
        .file = &chips_file,
        .span = {&chips_file, 0, 4},
        .index = 1,
    };
    static const Schema no_schema = {0};
    f->kb = kb_new(f->arena);
    f->kb->schema = &no_schema;
    f->kb->name = &biren_name;
    f->kb->languages[0] = "en";
    f->kb->languages[1] = "zh";
    f->kb->language_count = 2;
    f->kb->entries = arena_new0(f->arena, Entry *, 2);
    f->kb->entries[0] = &f->biren;
    f->kb->entries[1] = &f->chip;
    f->kb->entry_count = 2;
}

static void teardown(Fixture *f, gconstpointer data)
{
    (void)data;
    kb_clear(f->kb);
    arena_free(f->arena);
    units_free(f->units);
}

static const Edtf *new_date(Fixture *f, const char *text)
{
    Edtf *kept = arena_new0(f->arena, Edtf, 1);
    *kept = date(text);
    return kept;
}

static ClaimDetails *new_details(Fixture *f, Claim *claim)
{
    ClaimDetails *details = arena_new0(f->arena, ClaimDetails, 1);
    *details = *claim_details(claim);
    claim->details = details;
    return details;
}

/* An actual claim of normal rank that cites the herald. */
static Claim *new_claim(Fixture *f, Value value)
{
    Claim *claim = arena_new0(f->arena, Claim, 1);
    *claim = (Claim){
        .value = value,
        .citations = &f->herald,
        .citation_count = 1,
        .as_of = new_date(f, "2025-12-22/2026-01-01"),
        .status = STATUS_ACTUAL,
        .rank = RANK_NORMAL,
    };
    return claim;
}

/* Appends a slot with one claim to an object. */
static void put_slot(Fixture *f, Object *object, const Slot *slot, Claim *claim)
{
    Claims *slots = arena_new0(f->arena, Claims, object->slot_count + 1);
    for (size_t i = 0; i < object->slot_count; i++)
        slots[i] = object->slots[i];
    slots[object->slot_count++] = (Claims){.slot = slot, .items = claim, .count = 1};
    object->slots = slots;
}

/* Returns the document at `path`; NULL if there is none. Caller frees. */
static char *render(const Fixture *f, const char *path)
{
    f->kb->findings = findings_make(f->kb, 1, f->arena);
    const EmitContext context = {
        .kb = f->kb,
        .lines = entry_lines_find(f->kb, f->arena),
    };
    Documents documents = {arena_new(), g_ptr_array_new()};
    emit_json(&context, &documents);
    GString *out = g_string_new(NULL);
    bool found = false;
    for (guint i = 0; i < documents.all->len; i++) {
        const Document *document = documents.all->pdata[i];
        if (strcmp(document->path, path) != 0)
            continue;
        g_assert_false(found);
        found = true;
        g_assert_true(document->render(&context, document, documents.arena, out));
    }
    arena_free(documents.arena);
    g_ptr_array_unref(documents.all);
    return g_string_free(out, !found);
}

/* The one claim of the chip's one slot, as in its file. Caller frees. */
static char *render_claim(Fixture *f, const Slot *slot, Claim *claim)
{
    f->chip.object.slot_count = 0;
    put_slot(f, &f->chip.object, slot, claim);
    g_autofree char *text = render(f, "data/chips/br106.json");
    char *start = strstr(text, "[\n      ");
    g_assert_nonnull(start);
    start += strlen("[\n      ");
    return g_strndup(start, strcspn(start, "\n"));
}

#define ENDING                                                             \
    "\"source\":[\"herald-2025-12\"],\"as_of\":\"2025-12-22/2026-01-01\"," \
    "\"status\":\"actual\",\"rank\":\"normal\"}"

static void assert_value(Fixture *f, const Slot *slot, Value value, const char *expected)
{
    g_autofree char *text = render_claim(f, slot, new_claim(f, value));
    g_autofree char *whole = g_strconcat("{", expected, "," ENDING, NULL);
    g_assert_cmpstr(text, ==, whole);
}

static const Slot any_slot = {.name = "slot"};

static void test_values(Fixture *f, gconstpointer data)
{
    (void)data;
    const struct {
        Value value;
        const char *expected;
    } cases[] = {
        {{.kind = VALUE_NONE}, "\"none\":true"},
        {{.kind = VALUE_UNKNOWN}, "\"unknown\":true"},
        {{.kind = VALUE_STRING, .text = "a\"</b"}, "\"value\":\"a\\\"<\\/b\""},
        {{.kind = VALUE_TEXT, .localised = &biren_name},
         "\"value\":{\"en\":\"Biren\",\"zh\":\"壁仞\"}"},
        {{.kind = VALUE_TEXT, .localised = &english_only},
         "\"value\":{\"en\":\"peak\",\"zh\":\"peak\"}"},
        {{.kind = VALUE_INTEGER, .text = "007", .integer = 7}, "\"value\":7"},
        {{.kind = VALUE_BOOLEAN, .text = "true", .boolean = true}, "\"value\":true"},
        {{.kind = VALUE_CHOICE, .text = "tape_out", .choice = &tape_out}, "\"value\":\"tape_out\""},
        {{.kind = VALUE_REFERENCE, .text = "biren", .entry = &f->biren}, "\"value\":\"biren\""},
        {{.kind = VALUE_REFERENCE, .text = "old-name", .entry = &f->biren}, "\"value\":\"biren\""},
        {{.kind = VALUE_REFERENCE, .text = "nobody"}, "\"value\":\"nobody\""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_value(f, &any_slot, cases[i].value, cases[i].expected);
}

static void test_dates(Fixture *f, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *text;
        const char *expected;
    } cases[] = {
        {"2021", "\"earliest\":\"2021-01-01\",\"latest\":\"2021-12-31\""},
        {"2023-01", "\"earliest\":\"2023-01-01\",\"latest\":\"2023-01-31\""},
        {"2026?", "\"earliest\":\"2026-01-01\",\"latest\":\"2026-12-31\""},
        {"../2026", "\"earliest\":null,\"latest\":\"2026-12-31\""},
        {"2026-01/..", "\"earliest\":\"2026-01-01\",\"latest\":null"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Value value = {.kind = VALUE_DATE, .date = new_date(f, cases[i].text)};
        g_autofree char *expected =
            g_strdup_printf("\"value\":\"%s\",%s", cases[i].text, cases[i].expected);
        assert_value(f, &any_slot, value, expected);
    }
}

static void test_quantities(Fixture *f, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *text;
        const char *unit; /* the slot's; NULL: none declared */
        const char *expected;
    } cases[] = {
        {"64 GB/s", "GB/s", "\"min\":64,\"max\":64,\"unit\":\"GB/s\""},
        {"1.5 TB/s", "GB/s", "\"min\":1500,\"max\":1500,\"unit\":\"GB/s\""},
        {"4..8", NULL, "\"min\":4,\"max\":8"},
        {"10000..", NULL, "\"min\":10000,\"max\":null"},
        {"..64 GB/s", "GB/s", "\"min\":null,\"max\":64,\"unit\":\"GB/s\""},
        {"<= 64 GB/s", "GB/s", "\"min\":null,\"max\":64,\"unit\":\"GB/s\""},
        {"> 1600", NULL, "\"min\":1600,\"max\":null,\"exclusive\":true"},
        {"< 5", NULL, "\"min\":null,\"max\":5,\"exclusive\":true"},
        {"~ 300 W", "W", "\"min\":300,\"max\":300,\"approximate\":true,\"unit\":\"W\""},
        {"53.2 %", "%", "\"min\":53.2,\"max\":53.2,\"unit\":\"%\""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const Unit *unit = cases[i].unit != NULL ? units_find(f->units, cases[i].unit) : NULL;
        const Slot slot = {.name = "slot", .range = RANGE_QUANTITY, .unit = unit};
        Value value = {.kind = VALUE_QUANTITY, .text = cases[i].text};
        Quantity quantity;
        Problem problem;
        g_assert_true(quantity_parse(f->units, cases[i].text, unit, &quantity, &problem));
        value.quantity = &quantity;
        g_autofree char *expected =
            g_strdup_printf("\"value\":\"%s\",%s", cases[i].text, cases[i].expected);
        assert_value(f, &slot, value, expected);
    }
}

static void test_claim_keys(Fixture *f, gconstpointer data)
{
    (void)data;
    Citation both[] = {f->herald, f->report};
    Claim *claim = new_claim(f, (Value){.kind = VALUE_UNKNOWN});
    claim->citations = both;
    claim->citation_count = 2;
    claim->as_of = NULL;
    claim->status = STATUS_PLANNED;
    claim->rank = RANK_PREFERRED;
    ClaimDetails *details = new_details(f, claim);
    details->by = "measured";
    details->note = &biren_name;
    details->locator = &english_only;
    details->quote = "so \"it\" is";
    g_autofree char *text = render_claim(f, &any_slot, claim);
    g_assert_cmpstr(text, ==,
                    "{\"unknown\":true,\"source\":[\"herald-2025-12\",\"report\"],"
                    "\"status\":\"planned\",\"rank\":\"preferred\",\"by\":\"measured\","
                    "\"note\":{\"en\":\"Biren\",\"zh\":\"壁仞\"},"
                    "\"locator\":{\"en\":\"peak\",\"zh\":\"peak\"},"
                    "\"quote\":\"so \\\"it\\\" is\"}");
    claim = new_claim(f, (Value){.kind = VALUE_NONE});
    claim->citation_count = 0;
    claim->as_of = NULL;
    g_autofree char *bare = render_claim(f, &any_slot, claim);
    g_assert_cmpstr(bare, ==,
                    "{\"none\":true,\"source\":[],\"status\":\"actual\",\"rank\":\"normal\"}");
}

/* A claim inside an object, with what it has from the claim around it. */
static Claim *new_inner(Fixture *f, const Claim *outer, Value value)
{
    Claim *claim = arena_new0(f->arena, Claim, 1);
    *claim = *outer;
    claim->value = value;
    claim->enclosing = outer;
    new_details(f, claim)->note = NULL;
    return claim;
}

static void test_enclosed(Fixture *f, gconstpointer data)
{
    (void)data;
    static const Slot slots[] = {{.name = "same"}, {.name = "other"}, {.name = "undated"}};
    const Value none = {.kind = VALUE_NONE};
    Object object = {.class = &milestone_class};
    Claim *outer = new_claim(f, (Value){.kind = VALUE_OBJECT, .object = &object});
    ClaimDetails *around = new_details(f, outer);
    around->note = &plain_name;
    around->by = "maker";
    Claim *same = new_inner(f, outer, none);
    Citation copy = f->herald;
    same->citations = &copy;
    Claim *other = new_inner(f, outer, none);
    other->citations = &f->report;
    other->as_of = new_date(f, "2026");
    other->status = STATUS_PLANNED;
    other->rank = RANK_DEPRECATED;
    ClaimDetails *own = new_details(f, other);
    own->by = "inferred";
    own->note = &plain_name;
    Claim *undated = new_inner(f, outer, none);
    undated->citation_count = 0;
    undated->as_of = NULL;
    put_slot(f, &object, &slots[0], same);
    put_slot(f, &object, &slots[1], other);
    put_slot(f, &object, &slots[2], undated);
    g_autofree char *text = render_claim(f, &any_slot, outer);
    g_assert_cmpstr(text, ==,
                    "{\"value\":{\"same\":[{\"none\":true}],"
                    "\"other\":[{\"none\":true,\"source\":[\"report\"],\"as_of\":\"2026\","
                    "\"status\":\"planned\",\"rank\":\"deprecated\",\"by\":\"inferred\","
                    "\"note\":{\"en\":\"BR106\",\"zh\":\"BR106\"}}],"
                    "\"undated\":[{\"none\":true,\"source\":[],\"as_of\":null}]},"
                    "\"source\":[\"herald-2025-12\"],\"as_of\":\"2025-12-22/2026-01-01\","
                    "\"status\":\"actual\",\"rank\":\"normal\",\"by\":\"maker\","
                    "\"note\":{\"en\":\"BR106\",\"zh\":\"BR106\"}}");
}

static const Slot milestones_slot = {.name = "milestones", .range = RANGE_OBJECT};
static const Slot event_slot = {.name = "event", .range = RANGE_ENUM};
static const Slot date_slot = {.name = "date", .range = RANGE_EDTF};
static const Slot maker_slot = {.name = "maker", .range = RANGE_REFERENCE};

/* Gives the chip its maker and a milestone, stated by two items: only the first is its `item`. */
static void add_milestone(Fixture *f)
{
    Claim *items = arena_new0(f->arena, Claim, 2);
    Milestone *milestone = arena_new0(f->arena, Milestone, 1);
    milestone->dates = arena_new0(f->arena, const Claim *, 2);
    static const char *const dates[] = {"2021", "2021-06"};
    for (size_t i = 0; i < 2; i++) {
        Object *object = arena_new0(f->arena, Object, 1);
        items[i] = *new_claim(f, (Value){.kind = VALUE_OBJECT, .object = object});
        put_slot(f, object, &event_slot,
                 new_inner(f, &items[i], (Value){.kind = VALUE_CHOICE, .choice = &tape_out}));
        Claim *when =
            new_inner(f, &items[i], (Value){.kind = VALUE_DATE, .date = new_date(f, dates[i])});
        put_slot(f, object, &date_slot, when);
        milestone->dates[milestone->date_count++] = when;
    }
    milestone->id = "br106.tape_out";
    milestone->event = &tape_out;
    milestone->item = &items[0];
    Milestone **list = arena_new0(f->arena, Milestone *, 1);
    list[0] = milestone;
    milestone->subject = &f->chip;
    f->chip.milestones = f->kb->milestones = list;
    f->kb->milestone_count = 1;
    f->chip.milestone_count = 1;
    const Value maker = {.kind = VALUE_REFERENCE, .text = "biren", .entry = &f->biren};
    put_slot(f, &f->chip.object, &maker_slot, new_claim(f, maker));
    put_slot(f, &f->chip.object, &milestones_slot, items);
    f->chip.object.slots[1].count = 2;
}

#define CHIP(margin)                                                                      \
    margin "{\n" margin "  \"id\": \"br106\",\n" margin "  \"class\": \"Chip\",\n" margin \
           "  \"name\": {\n" margin "    \"en\": \"BR106\",\n" margin                     \
           "    \"zh\": \"BR106\"\n" margin "  },\n" margin                               \
           "  \"file\": \"chips/br106.yaml\",\n" margin "  \"line\": 1,\n" margin         \
           "  \"slots\": {\n" margin "    \"maker\": [\n" margin                          \
           "      {\"value\":\"biren\"," ENDING "\n" margin "    ],\n" margin             \
           "    \"milestones\": [\n" margin                                               \
           "      {\"value\":{\"event\":[{\"value\":\"tape_out\"}],"                      \
           "\"date\":[{\"value\":\"2021\",\"earliest\":\"2021-01-01\","                   \
           "\"latest\":\"2021-12-31\"}]},\"id\":\"br106.tape_out\"," ENDING ",\n" margin  \
           "      {\"value\":{\"event\":[{\"value\":\"tape_out\"}],"                      \
           "\"date\":[{\"value\":\"2021-06\",\"earliest\":\"2021-06-01\","                \
           "\"latest\":\"2021-06-30\"}]},\"id\":\"br106.tape_out\"," ENDING "\n" margin   \
           "    ]\n" margin "  }\n" margin "}"

static void test_kb(Fixture *f, gconstpointer data)
{
    (void)data;
    static const char *former[] = {"biren-old", "biren-older"};
    add_milestone(f);
    f->biren.former_ids = former;
    f->biren.former_id_count = G_N_ELEMENTS(former);
    f->kb->as_of = date("2026-01-04");
    f->kb->has_as_of = true;
    f->kb->license = "CC-BY-4.0";
    static const char expected[] = "{\n"
                                   "  \"format\": 1,\n"
                                   "  \"name\": {\n"
                                   "    \"en\": \"Biren\",\n"
                                   "    \"zh\": \"壁仞\"\n"
                                   "  },\n"
                                   "  \"as_of\": \"2026-01-04\",\n"
                                   "  \"languages\": [\n"
                                   "    \"en\",\n"
                                   "    \"zh\"\n"
                                   "  ],\n"
                                   "  \"license\": \"CC-BY-4.0\",\n"
                                   "  \"entries\": [\n"
                                   "    {\n"
                                   "      \"id\": \"biren\",\n"
                                   "      \"class\": \"Organization\",\n"
                                   "      \"name\": {\n"
                                   "        \"en\": \"Biren\",\n"
                                   "        \"zh\": \"壁仞\"\n"
                                   "      },\n"
                                   "      \"file\": \"chips/br106.yaml\",\n"
                                   "      \"line\": 3,\n"
                                   "      \"former_ids\": [\n"
                                   "        \"biren-old\",\n"
                                   "        \"biren-older\"\n"
                                   "      ],\n"
                                   "      \"slots\": {}\n"
                                   "    },\n" CHIP("    ") "\n"
                                                           "  ]\n"
                                                           "}\n";
    g_autofree char *text = render(f, "data/kb.json");
    g_assert_cmpstr(text, ==, expected);
    g_autofree char *copy = render(f, "site/data/kb.json");
    g_assert_cmpstr(copy, ==, expected);
    g_autofree char *chip = render(f, "data/chips/br106.json");
    g_assert_cmpstr(chip, ==, CHIP("") "\n");
}

static void test_draft(Fixture *f, gconstpointer data)
{
    (void)data;
    f->chip.draft = true;
    g_autofree char *chip = render(f, "data/chips/br106.json");
    g_assert_null(chip);
    g_autofree char *text = render(f, "data/kb.json");
    g_assert_null(strstr(text, "br106\""));
    g_assert_nonnull(strstr(text, "\"biren\""));
    g_assert_null(strstr(text, "license"));
    g_assert_null(strstr(text, "as_of"));
}

static void test_empty(Fixture *f, gconstpointer data)
{
    (void)data;
    f->kb->entry_count = 0;
    g_autofree char *text = render(f, "data/kb.json");
    g_assert_true(g_str_has_suffix(text, "  \"entries\": []\n}\n"));
}

/* Objects in objects, as deep as YAML allows: one level of YAML is three of JSON. */
static void test_deep(Fixture *f, gconstpointer data)
{
    (void)data;
    Claim *claim = new_claim(f, (Value){.kind = VALUE_NONE});
    Object *objects = arena_new0(f->arena, Object, YAML_DEPTH_MAX);
    for (size_t i = 0; i < YAML_DEPTH_MAX; i++) {
        put_slot(f, &objects[i], &any_slot, claim);
        claim = new_claim(f, (Value){.kind = VALUE_OBJECT, .object = &objects[i]});
    }
    put_slot(f, &f->chip.object, &any_slot, claim);
    g_autofree char *text = render(f, "data/kb.json");
    size_t opened = 0, closed = 0;
    for (const char *p = text; *p != '\0'; p++) {
        opened += *p == '{';
        closed += *p == '}';
    }
    g_assert_cmpuint(opened, ==, closed);
    g_assert_cmpuint(opened / 2, >, YAML_DEPTH_MAX);
}

static void add_case(const char *path, void (*test)(Fixture *f, gconstpointer data))
{
    g_test_add(path, Fixture, NULL, setup, test, teardown);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_case("/emit-json/values", test_values);
    add_case("/emit-json/dates", test_dates);
    add_case("/emit-json/quantities", test_quantities);
    add_case("/emit-json/claim-keys", test_claim_keys);
    add_case("/emit-json/enclosed", test_enclosed);
    add_case("/emit-json/kb", test_kb);
    add_case("/emit-json/draft", test_draft);
    add_case("/emit-json/empty", test_empty);
    add_case("/emit-json/deep", test_deep);
    return g_test_run();
}
