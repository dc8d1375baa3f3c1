/* The timeline's promises, measured on its scene and on the SVG that is written from it. */
#include "diagram_fixture.h"

#include "scene/cuts.h"
#include "scene/metrics.h"

#include <math.h>
#include <stdlib.h>

static bool is_mark(const SceneBox *box)
{
    return box->role == ROLE_MARK || box->role == ROLE_OLD_MARK;
}

static Diagram *add_roadmap(Fixture *f, const char *from, const char *to)
{
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_TIMELINE, "roadmap");
    diagram->has_from = from != NULL;
    diagram->has_to = to != NULL;
    if (from != NULL)
        diagram->from = fixture_date(f, from);
    if (to != NULL)
        diagram->to = fixture_date(f, to);
    return diagram;
}

/* Labels and marks: everything that must keep clear of everything else. */
static bool is_solid(const SceneBox *box)
{
    return box->role != ROLE_ANCHOR;
}

static void assert_no_overlap(const Scene *scene)
{
    for (const SceneBox *a = scene->boxes; a != NULL; a = a->next) {
        if (!is_solid(a))
            continue;
        g_assert_cmpfloat(a->x, >=, 0);
        g_assert_cmpfloat(a->y, >=, 0);
        g_assert_cmpfloat(a->x + a->width, <=, scene->width);
        g_assert_cmpfloat(a->y + a->height, <=, scene->height);
        for (const SceneBox *b = a->next; b != NULL; b = b->next)
            if (is_solid(b) && scene_boxes_touch(a, b, -0.01))
                g_error("'%s' at %g,%g overlaps '%s' at %g,%g", a->text ? a->text : a->title, a->x,
                        a->y, b->text ? b->text : b->title, b->x, b->y);
    }
}

static void test_bar_spans_its_dates(void)
{
    static const struct {
        const char *date;
        int days_before; /* from 2019-01-01 */
        int days;
    } cases[] = {
        {"2021", 731, 365},
        {"2023-01", 1461, 31},
        {"2025-Q3", 2373, 92},
        {"2025-H1", 2192, 181},
        {"2020", 365, 366},
        {"202X", 365, 3653},
        {"2019-09/2021-03", 243, 578},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
        fixture_add_milestone(f, chip, EVENT_TAPE_OUT, cases[i].date, STATUS_ACTUAL);
        add_roadmap(f, "2019", "2030");
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        const SceneBox *mark = scene->boxes;
        while (!is_mark(mark))
            mark = mark->next;
        /* The axis: the first grid line to the last. */
        double left = INFINITY;
        double right = 0;
        for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
            if (wire->role == ROLE_GRID) {
                left = MIN(left, wire->points[0].x);
                right = MAX(right, wire->points[0].x);
            }
        const double day = (right - left) / 4383; /* 2019-01-01 to 2030-12-31 */
        g_assert_cmpfloat_with_epsilon(mark->x, left + cases[i].days_before * day, 1e-6);
        g_assert_cmpfloat_with_epsilon(mark->width, cases[i].days * day, 1e-6);
        g_autofree char *svg = fixture_svg(pictures->items[0], false);
        g_assert_nonnull(strstr(svg, "data-earliest=\""));
    }
}

static void test_order_is_kept(void)
{
    static const char *const dates[] = {"2019",       "2020-02-29", "2020-03", "2020-Q2",
                                        "2020-07-01", "2020-07-02", "2020-12", "2021",
                                        "2022-01-01", "2022-H2",    "2023",    "2024-05-05"};
    g_autoptr(Fixture) f = fixture_new();
    Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++)
        fixture_add_milestone(f, chip, i % 5, dates[i], STATUS_ACTUAL);
    add_roadmap(f, NULL, NULL);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    unsigned pairs = 0;
    for (const SceneBox *a = fixture_scene(pictures->items[0])->boxes; a != NULL; a = a->next)
        for (const SceneBox *b = fixture_scene(pictures->items[0])->boxes; b != NULL; b = b->next)
            if (is_mark(a) && is_mark(b) && edtf_compare(a->date, b->date) == EDTF_BEFORE) {
                g_assert_cmpfloat(a->x + a->width / 2, <, b->x + b->width / 2);
                pairs++;
            }
    g_assert_cmpuint(pairs, ==, 12 * 11 / 2);
}

/* `count` events of a few chips: spread, all on one day, or all in one month. */
static void add_crowd(Fixture *f, size_t count, const char *one_date)
{
    char date[32];
    Entry *chip = NULL;
    for (size_t i = 0; i < count; i++) {
        if (i % 50 == 0) {
            g_autofree char *id = g_strdup_printf("chip-%05zu", i);
            chip = fixture_add_entry(f, &f->chip, id, "A rather long name of a chip, indeed",
                                     "名字相当长的一款人工智能芯片产品之一");
            fixture_set_generation(f, chip, i / 50 % 3);
        }
        g_snprintf(date, sizeof date, "%zu-%02zu-%02zu", 2019 + i * 7 % 10, 1 + i % 12,
                   1 + i * 5 % 28);
        fixture_add_milestone(f, chip, i % 5, arena_strdup(f->arena, one_date ? one_date : date),
                              i % 3 == 0 ? STATUS_PLANNED : STATUS_ACTUAL);
    }
}

static void test_labels_keep_clear(void)
{
    static const struct {
        size_t count;
        const char *date;
    } cases[] = {{10, NULL},          {100, NULL},      {1000, NULL},
                 {100, "2023-05-05"}, {200, "2029-12"}, {100, "2019-01-01"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Fixture) f = fixture_new();
        add_crowd(f, cases[i].count, cases[i].date);
        add_roadmap(f, "2019", "2029")->lanes = "generation";
        g_autoptr(Pictures) pictures = fixture_draw(f);
        for (size_t j = 0; j < pictures->count; j++)
            assert_no_overlap(fixture_scene(pictures->items[j]));
    }
}

static void test_long_label_is_shortened(void)
{
    g_autoptr(Fixture) f = fixture_new();
    g_autofree char *name = g_strnfill(400, 'W');
    Entry *chip = fixture_add_entry(f, &f->chip, "a", name, name);
    Milestone *milestone = fixture_add_milestone(f, chip, 0, "2021", STATUS_ACTUAL);
    milestone->name = fixture_new_text(f, name, name);
    add_roadmap(f, "2019", "2029");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    assert_no_overlap(fixture_scene(pictures->items[0]));
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    g_autofree char *title = g_strconcat("<title>", name, "</title>", NULL);
    g_assert_nonnull(strstr(svg, title));
    g_assert_nonnull(strstr(svg, "W…W"));
}

/* Names that differ in the middle only are told apart by what differs. */
static void test_long_names_differ(void)
{
    static const char *const kinds[] = {"Liquid", "Air", "Oil"};
    g_autoptr(Fixture) f = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *name = g_strdup_printf(
            "Acme Corporation Data Center Accelerator Platform of the Third Generation for Large "
            "Training Clusters %s Cooled in Racks of Forty-Eight Units with Spare Parts",
            kinds[i]);
        Entry *chip =
            fixture_add_entry(f, &f->chip, (const char *[]){"a", "b", "c"}[i], name, name);
        fixture_add_milestone(f, chip, EVENT_TAPE_OUT, "2021", STATUS_ACTUAL);
    }
    add_roadmap(f, "2019", "2029");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    g_autoptr(GRegex) titles = g_regex_new("<title>[^<]*</title>", 0, 0, NULL);
    g_autofree char *shown = g_regex_replace_literal(titles, svg, -1, 0, "", 0, NULL);
    g_assert_nonnull(strstr(shown, "…Air Cooled"));
    g_assert_nonnull(strstr(shown, "…Oil Cooled"));
}

static void test_selection(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
    Entry *draft = fixture_add_entry(f, &f->chip, "b", "B", "B");
    Entry *system = fixture_add_entry(f, &f->system, "c", "C", "C");
    draft->draft = true;
    fixture_add_milestone(f, chip, EVENT_TAPE_OUT, "2021", STATUS_ACTUAL);
    fixture_add_milestone(f, chip, EVENT_LAUNCH, "2022", STATUS_ACTUAL);
    fixture_add_milestone(f, chip, EVENT_TAPE_OUT, "1999", STATUS_ACTUAL);
    fixture_add_milestone(f, draft, EVENT_TAPE_OUT, "2021", STATUS_ACTUAL);
    fixture_add_milestone(f, system, EVENT_TAPE_OUT, "2021", STATUS_ACTUAL);
    Diagram *diagram = add_roadmap(f, "2019", "2029");
    const Class *classes[] = {&f->chip};
    const EnumValue *events[] = {&f->events.values[EVENT_TAPE_OUT]};
    diagram->classes = classes;
    diagram->class_count = 1;
    diagram->events = events;
    diagram->event_count = 1;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(fixture_count(scene, ROLE_MARK), ==, 1);
    g_autofree char *svg = fixture_svg(pictures->items[0], false);
    g_assert_nonnull(strstr(svg, "outside the range: 1"));
    const View *rows = view_get(pictures->items[0]->table, "rows");
    g_assert_true(rows->first != NULL && rows->first->next == NULL);
    const View *cell = view_get(rows->first, "cells")->first;
    g_assert_cmpstr(view_get(cell, "text")->text, ==, "A");
    g_assert_cmpstr(view_get(cell, "folder")->text, ==, "chips");
    g_assert_cmpstr(view_get(cell, "id")->text, ==, "a");
}

static void test_slip(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
    Milestone *milestone = fixture_add_milestone(f, chip, EVENT_LAUNCH, "2030", STATUS_PLANNED);
    milestone->date_count = 0;
    fixture_add_date(f, milestone, "2024", STATUS_PLANNED, "2022");
    fixture_add_date(f, milestone, "2024", STATUS_PLANNED, "2023"); /* said again: no slip */
    fixture_add_date(f, milestone, "2026-Q1", STATUS_PLANNED, "2024");
    fixture_add_date(f, milestone, "2026-03", STATUS_ACTUAL, "2026");
    add_roadmap(f, "2019", "2029");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(fixture_count(scene, ROLE_MARK), ==, 1);
    g_assert_cmpuint(fixture_count(scene, ROLE_OLD_MARK), ==, 2);
    g_assert_cmpuint(fixture_count(scene, ROLE_SLIP), ==, 2);
    assert_no_overlap(scene);
}

/* Told apart without colours: every status has a look of its own. */
static void test_statuses_differ(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
    for (size_t i = 0; i < STATUS_COUNT; i++)
        fixture_add_milestone(f, chip, EVENT_LAUNCH, "2024-Q1", (Status)i);
    add_roadmap(f, "2019", "2029");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    for (const SceneBox *a = scene->boxes; a != NULL; a = a->next)
        for (const SceneBox *b = a->next; b != NULL; b = b->next)
            if (is_mark(a) && is_mark(b))
                g_assert_true(a->hollow != b->hollow || a->line != b->line ||
                              a->struck != b->struck);
    g_assert_cmpuint(fixture_count(scene, ROLE_SAMPLE), ==,
                     STATUS_COUNT + 2); /* the event, the ends */
}

static void test_open_and_vague_ends(void)
{
    static const struct {
        const char *date;
        BarEnd left;
        BarEnd right;
    } cases[] = {{"2021", END_SOFT, END_SOFT},      {"2021-05", END_SOFT, END_SOFT},
                 {"../2021", END_OPEN, END_FLAT},   {"2021/..", END_FLAT, END_OPEN},
                 {"2010/2021", END_OPEN, END_FLAT}, {"2021-Q1", END_SOFT, END_SOFT},
                 {"2021-H2", END_SOFT, END_SOFT},   {"2021-05-03", END_FLAT, END_FLAT}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
        fixture_add_milestone(f, chip, EVENT_LAUNCH, cases[i].date, STATUS_ACTUAL);
        add_roadmap(f, "2019", "2029");
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const SceneBox *mark = fixture_scene(pictures->items[0])->boxes;
        while (!is_mark(mark))
            mark = mark->next;
        g_assert_cmpint(mark->left, ==, cases[i].left);
        g_assert_cmpint(mark->right, ==, cases[i].right);
    }
}

/* Where a label has no room to the right of its mark's left edge, it ends with the mark. */
static void test_labels_flip(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
    fixture_add_milestone(f, chip, EVENT_LAUNCH, "2020-03-01", STATUS_ACTUAL);
    fixture_add_milestone(f, chip, EVENT_LAUNCH, "2029-05-01", STATUS_PLANNED);
    add_roadmap(f, "2019", "2029");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    const SceneBox *mark = NULL;
    unsigned seen = 0;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (is_mark(box))
            mark = box;
        if (box->role != ROLE_MARK_LABEL)
            continue;
        if (mark == NULL)
            g_error("a label stands before its mark");
        if (seen++ == 0)
            g_assert_cmpfloat_with_epsilon(box->x, mark->x, 0.1);
        else
            g_assert_cmpfloat_with_epsilon(box->x + box->width, mark->x + mark->width, 0.1);
    }
    g_assert_cmpuint(seen, ==, 2);
    assert_no_overlap(scene);
}

/* A row that is too large for any part has one of its own. */
static void test_large_row(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *large = fixture_add_entry(f, &f->chip, "a", "A", "A");
    for (unsigned i = 0; i < 400; i++) {
        g_autofree char *date =
            g_strdup_printf("%u-%02u-%02u", 2000 + i / 28 % 20, i / 28 % 12 + 1, i % 28 + 1);
        fixture_add_milestone(f, large, EVENT_LAUNCH, date, STATUS_ACTUAL);
    }
    Entry *small = fixture_add_entry(f, &f->chip, "b", "B", "B");
    fixture_add_milestone(f, small, EVENT_LAUNCH, "2021-03-01", STATUS_ACTUAL);
    add_roadmap(f, NULL, NULL);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(pictures->count, >=, 3); /* the whole, and two parts */
}

static void test_empty(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_roadmap(f, NULL, NULL);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(pictures->count, ==, 2);
    g_assert_false(pictures->items[0]->failed);
    g_assert_cmpuint(fixture_count(fixture_scene(pictures->items[0]), ROLE_TICK), ==, 0);
    g_autofree char *svg = fixture_svg(pictures->items[0], false);
    g_assert_nonnull(strstr(svg, ">nothing is known of it yet</text>"));
}

/* A knowledge base none of whose sources has a date is of no day. */
static void test_today(void)
{
    for (unsigned known = 0; known < 2; known++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
        fixture_add_milestone(f, chip, EVENT_LAUNCH, "1969/2030", STATUS_ACTUAL);
        f->kb.has_as_of = known;
        f->kb.as_of = known ? fixture_date(f, "2026-01-04") : (Edtf){0};
        add_roadmap(f, NULL, NULL);
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        assert_no_overlap(scene);
        g_assert_cmpuint(fixture_count(scene, ROLE_AS_OF), ==, known);
        g_assert_cmpuint(fixture_count(scene, ROLE_AS_OF_LABEL), ==, known);
    }
}

/* The highest of the boxes of a role, or of marks; NULL: there is none. */
static const SceneBox *highest(const Scene *scene, Role role)
{
    const SceneBox *first = NULL;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if ((box->role == role || (role == ROLE_MARK && is_mark(box))) &&
            (first == NULL || box->y < first->y))
            first = box;
    return first;
}

/* On slides, every row and lane has its name, also where it goes on from the slide before. */
static void test_cut_rows(void)
{
    enum { CHIPS = 12, DATES = 5, LONG = 40, HEIGHT_MIN = 420, HEIGHT_MAX = 900 };
    g_autoptr(Fixture) f = fixture_new();
    for (unsigned i = 0; i < CHIPS; i++) {
        const char *id = arena_printf(f->arena, "chip%02u", i);
        Entry *chip = fixture_add_entry(f, &f->chip, id, id, id);
        fixture_set_generation(f, chip, i / 4);
        for (unsigned k = 0; k < (i == 5 ? LONG : DATES); k++)
            fixture_add_milestone(f, chip, EVENT_LAUNCH, "2024", STATUS_ACTUAL)->key =
                arena_printf(f->arena, "k%u", k);
    }
    add_roadmap(f, "2019", "2029")->lanes = "generation";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    for (int height = HEIGHT_MIN; height < HEIGHT_MAX; height += 20) {
        g_autoptr(GPtrArray) parts = cuts_make(fixture_scene(pictures->items[0]), height, f->arena);
        g_assert_cmpuint(parts->len, >, 1);
        for (guint i = 0; i < parts->len; i++) {
            const Scene *part = parts->pdata[i];
            const SceneBox *mark = highest(part, ROLE_MARK);
            const SceneBox *name = highest(part, ROLE_NAME);
            const SceneBox *lane = highest(part, ROLE_LANE);
            assert_no_overlap(part);
            g_assert_cmpfloat(part->height, <=, height);
            g_assert_cmpfloat(name->y, <, mark->y + mark->height);
            g_assert_cmpfloat(lane->y, <, name->y);
        }
    }
}

/* From a week to geological time: some ticks, not too many, and labels that keep clear. */
static void test_ticks_of_any_range(void)
{
    static const struct {
        const char *from;
        const char *to;
    } cases[] = {{"2025-12-22", "2025-12-28"},
                 {"2025-01", "2025-03"},
                 {"2024", "2025"},
                 {"2019", "2029"},
                 {"1900", "2100"},
                 {"0001", "9999"},
                 {"-4000", "2000"},
                 {"Y-4999999", "Y4999999"},
                 {"2029", "2019"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
        fixture_add_milestone(f, chip, EVENT_LAUNCH, cases[i].from, STATUS_ACTUAL);
        add_roadmap(f, cases[i].from, cases[i].to);
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        assert_no_overlap(scene);
        g_assert_cmpuint(fixture_count(scene, ROLE_GRID), >=, 2);
        g_assert_cmpuint(fixture_count(scene, ROLE_GRID), <, 40);
    }
}

static void test_chinese(void)
{
    g_autoptr(Fixture) f = fixture_new();
    f->kb.has_as_of = true; /* 2026-01-04 */
    Entry *chip = fixture_add_entry(f, &f->chip, "br106", "BR106", "BR106");
    fixture_add_milestone(f, chip, EVENT_TAPE_OUT, "2021", STATUS_ACTUAL);
    add_roadmap(f, "2019", "2029");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autofree char *svg = fixture_svg(pictures->items[1], true);
    g_assert_nonnull(strstr(svg, "流片 2021年"));
    g_assert_nonnull(strstr(svg, "截至2026年1月4日"));
    g_assert_null(strstr(svg, "as of"));
}

/* The first mark of a role with this date. */
static const SceneBox *find_mark(const Scene *scene, Role role, const char *earliest)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (box->role != role || box->date == NULL)
            continue;
        g_autofree char *day = edtf_format_day(box->date->earliest);
        if (strcmp(day, earliest) == 0)
            return box;
    }
    return NULL;
}

/* BR20X's launch moves from 2026 to 2027: both are there, and an arrow leads from one to the other.
 */
static void test_slip_of_a_plan(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *chip = fixture_add_entry(f, &f->chip, "br20x", "BR20X", "BR20X");
    Milestone *launch = fixture_add_milestone(f, chip, EVENT_LAUNCH, "2026", STATUS_PLANNED);
    ((Claim *)launch->dates[0])->as_of = fixture_new_edtf(f, "2025-12-22");
    fixture_add_date(f, launch, "2027", STATUS_PLANNED, "2026-06-01");
    add_roadmap(f, "2024", "2029");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    const SceneBox *before = find_mark(scene, ROLE_OLD_MARK, "2026-01-01");
    const SceneBox *after = find_mark(scene, ROLE_MARK, "2027-01-01");
    g_assert_nonnull(before);
    g_assert_nonnull(after);
    unsigned slips = 0;
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next) {
        if (wire->role != ROLE_SLIP)
            continue;
        slips++;
        g_assert_true(wire->from == before && wire->to == after && wire->has_tip);
        g_assert_cmpfloat(wire->tip.x, ==, after->x);
        g_assert_cmpfloat(wire->points[wire->point_count - 1].x, <, after->x);
    }
    g_assert_cmpuint(slips, ==, 1);
    g_autofree char *svg = fixture_svg(pictures->items[0], false);
    g_assert_nonnull(strstr(svg, ">date restated</text>"));
    assert_no_overlap(scene);
}

/* A plan whose day has passed has a shape of its own, as wide as any other. */
static void test_overdue(void)
{
    for (int overdue = 0; overdue < 2; overdue++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *chip = fixture_add_entry(f, &f->chip, "a", "A", "A");
        fixture_add_milestone(f, chip, EVENT_LAUNCH, "2025", STATUS_PLANNED);
        f->kb.has_as_of = overdue; /* 2026-01-04 */
        add_roadmap(f, "2024", "2029");
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const SceneBox *mark =
            find_mark(fixture_scene(pictures->items[0]), ROLE_MARK, "2025-01-01");
        g_assert_cmpint(mark->shape, ==, overdue ? SHAPE_RIBBON : SHAPE_BAR);
        g_assert_cmpint(mark->line, ==, overdue ? LINE_SOLID : LINE_DASHED);
        g_autofree char *svg = fixture_svg(pictures->items[0], false);
        g_assert_true((strstr(svg, ">overdue</text>") != NULL) == (bool)overdue);
        g_assert_true((strstr(svg, "(planned, overdue)</title>") != NULL) == (bool)overdue);
    }
}

/* Connectors join the rows of a relation's entries, left of the axis, each on a track of its own.
 */
static void test_connectors(void)
{
    for (int wanted = 0; wanted < 2; wanted++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *a = fixture_add_entry(f, &f->chip, "a", "A", "A");
        Entry *b = fixture_add_entry(f, &f->chip, "b", "B", "B");
        Entry *c = fixture_add_entry(f, &f->chip, "c", "C", "C");
        Entry *hidden = fixture_add_entry(f, &f->architecture, "d", "D", "D");
        fixture_add_milestone(f, a, EVENT_LAUNCH, "2021", STATUS_ACTUAL);
        fixture_add_milestone(f, b, EVENT_LAUNCH, "2022", STATUS_ACTUAL);
        fixture_add_milestone(f, c, EVENT_LAUNCH, "2023", STATUS_ACTUAL);
        fixture_relate(f, c, &f->successor_of, a);
        fixture_relate(f, c, &f->successor_of, a); /* a second source */
        fixture_relate(f, c, &f->built_on, hidden);
        fixture_compose(f, b, a, 2);
        add_roadmap(f, NULL, NULL)->connectors = wanted;
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        const SceneWire *found[3] = {NULL};
        size_t count = 0;
        for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
            if (wire->role == ROLE_CONNECTOR && count < G_N_ELEMENTS(found))
                found[count++] = wire;
        g_assert_cmpuint(count, ==, wanted ? 2 : 0);
        assert_no_overlap(scene);
        if (!wanted)
            continue;
        g_assert_true(found[0]->from->entry == b && found[0]->to->entry == a);
        g_assert_true(found[1]->from->entry == c && found[1]->to->entry == a);
        double axis = INFINITY;
        for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
            if (wire->role == ROLE_GRID)
                axis = MIN(axis, wire->points[0].x);
        const size_t middle = found[0]->point_count / 2;
        g_assert_cmpfloat(found[0]->points[middle].x, <, found[1]->points[middle].x);
        g_assert_cmpfloat(found[1]->points[middle].x, <, axis);
        g_assert_cmpfloat(found[0]->tip.y, >, found[1]->tip.y); /* both tips can be seen */
        g_autofree char *svg = fixture_svg(pictures->items[0], false);
        g_assert_nonnull(strstr(svg, "<title>C – Successor of – A</title>"));
        unsigned rows = 0;
        for (const View *row = view_get(pictures->items[0]->table, "rows")->first; row != NULL;
             row = row->next)
            rows++;
        g_assert_cmpuint(rows, ==, 5); /* three dates, two relations */
    }
}

static const SceneWire *first_connector(const Scene *scene)
{
    const SceneWire *wire = scene->wires;
    while (wire != NULL && wire->role != ROLE_CONNECTOR)
        wire = wire->next;
    return wire;
}

/* Lane titles that a connector passes stay readable: it runs to the right of them. */
static void test_connector_passes_title(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *a = fixture_add_entry(f, &f->chip, "a", "A", "A");
    Entry *b = fixture_add_entry(f, &f->chip, "b", "B", "B");
    fixture_set_generation(f, a, 0);
    fixture_set_generation(f, b, 1);
    fixture_add_milestone(f, a, EVENT_LAUNCH, "2021", STATUS_ACTUAL);
    fixture_add_milestone(f, b, EVENT_LAUNCH, "2022", STATUS_ACTUAL);
    fixture_relate(f, b, &f->successor_of, a);
    Diagram *diagram = add_roadmap(f, NULL, NULL);
    diagram->lanes = "generation";
    diagram->connectors = true;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    const SceneBox *title = NULL;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role == ROLE_LANE && strcmp(box->text, "Second generation") == 0)
            title = box;
    g_assert_nonnull(title);
    const SceneWire *wire = first_connector(scene);
    g_assert_nonnull(wire);
    g_assert_cmpfloat(wire->points[wire->point_count / 2].x, >, title->x + title->width);
}

/* A relation that was planned and came about is drawn as a fact, which nobody knew before it was
 * told; two who tell the same know it since the first of them. */
static void test_connector_known(void)
{
    static const struct {
        Status statuses[3];
        const char *as_of[3];
        const char *known;
        Line line;
    } cases[] = {
        {{STATUS_PLANNED, STATUS_ACTUAL, STATUS_ACTUAL},
         {"2021-01-02", "2023-04-05", "2022-03-04"},
         "2022-03-04",
         LINE_SOLID},
        {{STATUS_ACTUAL, STATUS_ACTUAL, STATUS_PLANNED},
         {"2023-04-05", "2022-03-04", "2021-01-02"},
         "2022-03-04",
         LINE_SOLID},
        {{STATUS_RUMOURED, STATUS_PLANNED, STATUS_PLANNED},
         {"2021-01-02", "2023-04-05", "2022-03-04"},
         "2022-03-04",
         LINE_DASHED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *a = fixture_add_entry(f, &f->chip, "a", "A", "A");
        Entry *b = fixture_add_entry(f, &f->chip, "b", "B", "B");
        fixture_add_milestone(f, a, EVENT_LAUNCH, "2021", STATUS_ACTUAL);
        fixture_add_milestone(f, b, EVENT_LAUNCH, "2022", STATUS_ACTUAL);
        for (size_t k = 0; k < G_N_ELEMENTS(cases[i].statuses); k++) {
            Claim *claim = fixture_relate(f, b, &f->successor_of, a);
            claim->status = cases[i].statuses[k];
            claim->as_of = fixture_new_edtf(f, cases[i].as_of[k]);
        }
        add_roadmap(f, NULL, NULL)->connectors = true;
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const SceneWire *wire = first_connector(fixture_scene(pictures->items[0]));
        g_assert_cmpstr(wire->known, ==, cases[i].known);
        g_assert_cmpint(wire->line, ==, cases[i].line);
    }
}

/* Entries that do not say which lane they belong to have one of their own, the last. */
static void test_missing_lane(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *a = fixture_add_entry(f, &f->chip, "a", "A", "A");
    Entry *b = fixture_add_entry(f, &f->chip, "b", "B", "B");
    fixture_set_generation(f, b, 1);
    fixture_set_generation(f, b, 0); /* the first value counts */
    fixture_add_milestone(f, a, EVENT_LAUNCH, "2021", STATUS_ACTUAL);
    fixture_add_milestone(f, b, EVENT_LAUNCH, "2022", STATUS_ACTUAL);
    add_roadmap(f, NULL, NULL)->lanes = "generation";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const char *titles[3] = {NULL};
    size_t count = 0;
    for (const SceneBox *box = fixture_scene(pictures->items[0])->boxes; box != NULL;
         box = box->next)
        if (box->role == ROLE_LANE && count < G_N_ELEMENTS(titles))
            titles[count++] = box->text;
    g_assert_cmpuint(count, ==, 2);
    g_assert_cmpstr(titles[0], ==, "Second generation");
    g_assert_cmpstr(titles[1], ==, "Generation not stated");
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/timeline/bar-spans-its-dates", test_bar_spans_its_dates);
    g_test_add_func("/timeline/order-is-kept", test_order_is_kept);
    g_test_add_func("/timeline/labels-keep-clear", test_labels_keep_clear);
    g_test_add_func("/timeline/long-label-is-shortened", test_long_label_is_shortened);
    g_test_add_func("/timeline/long-names-differ", test_long_names_differ);
    g_test_add_func("/timeline/selection", test_selection);
    g_test_add_func("/timeline/slip", test_slip);
    g_test_add_func("/timeline/statuses-differ", test_statuses_differ);
    g_test_add_func("/timeline/labels-flip", test_labels_flip);
    g_test_add_func("/timeline/open-and-vague-ends", test_open_and_vague_ends);
    g_test_add_func("/timeline/empty", test_empty);
    g_test_add_func("/timeline/today", test_today);
    g_test_add_func("/timeline/cut-rows", test_cut_rows);
    g_test_add_func("/timeline/large-row", test_large_row);
    g_test_add_func("/timeline/ticks-of-any-range", test_ticks_of_any_range);
    g_test_add_func("/timeline/chinese", test_chinese);
    g_test_add_func("/timeline/slip-of-a-plan", test_slip_of_a_plan);
    g_test_add_func("/timeline/overdue", test_overdue);
    g_test_add_func("/timeline/connectors", test_connectors);
    g_test_add_func("/timeline/connector-passes-title", test_connector_passes_title);
    g_test_add_func("/timeline/connector-known", test_connector_known);
    g_test_add_func("/timeline/missing-lane", test_missing_lane);
    return g_test_run();
}
