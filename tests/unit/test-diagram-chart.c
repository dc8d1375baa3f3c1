/* Charts: marks stand where their values are, labels keep clear, the table says the same. */
#include "diagram_fixture.h"
#include "layout/layout.h"
#include "model/chart_spec.h"
#include "scene/cuts.h"
#include "svg_labels.h"

#include <math.h>

enum { MANY = 2758, TOO_MANY = 10000 };

static ChartSpec *add_chart(Fixture *f, ChartShape shape)
{
    Diagram *diagram = fixture_add_diagram(f, DIAGRAM_CHART, "chart");
    diagram->chart = arena_new0(f->arena, ChartSpec, 1);
    diagram->chart->shape = shape;
    if (shape == CHART_SCATTER || shape == CHART_BARS)
        diagram->chart->x = (ChartAxis){.slot = "die_area"};
    if (shape == CHART_SCATTER)
        diagram->chart->y = (ChartAxis){.slot = "total_bandwidth"};
    return diagram->chart;
}

static Entry *add_chip(Fixture *f, const char *id, const char *area, const char *bandwidth)
{
    Entry *entry = fixture_add_entry(f, &f->chip, id, arena_strdup(f->arena, id), id);
    fixture_set_quantity(f, entry, &f->die_area, area);
    if (bandwidth != NULL)
        fixture_set_quantity(f, entry, &f->total_bandwidth, bandwidth);
    return entry;
}

static const SceneBox *find_mark(const Scene *scene, Role role, const char *id)
{
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role == role && box->shape != SHAPE_NONE && box->entry != NULL &&
            strcmp(box->entry->id, id) == 0)
            return box;
    g_error("there is no mark of %s", id);
}

static Point middle(const SceneBox *box)
{
    return (Point){box->x + box->width / 2, box->y + box->height / 2};
}

static unsigned count_rows(const Picture *picture)
{
    unsigned count = 0;
    const View *rows = view_get(picture->table, "rows");
    for (const View *row = rows->first; row != NULL; row = row->next)
        count++;
    return count;
}

/* In whatever units they are written, twice as much stands twice as far; what counts on a log scale
 * is how many times as much. */
static void test_values_in_place(void)
{
    for (unsigned is_log = 0; is_log < 2; is_log++) {
        g_autoptr(Fixture) f = fixture_new();
        add_chip(f, "a", "200 mm2", "1 TB/s");
        add_chip(f, "b", "400 mm2", "2000 GB/s");
        add_chip(f, "c", "8 cm2", "4 TB/s");
        add_chip(f, "d", "300 W", "4 TB/s"); /* has no place along the axis */
        ChartSpec *spec = add_chart(f, CHART_SCATTER);
        spec->x.is_logarithmic = spec->y.is_logarithmic = is_log == 1;
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        const Point a = middle(find_mark(scene, ROLE_MARK, "a"));
        const Point b = middle(find_mark(scene, ROLE_MARK, "b"));
        const Point c = middle(find_mark(scene, ROLE_MARK, "c"));
        const double ratio = is_log == 1 ? 1 : 2;
        g_assert_cmpfloat_with_epsilon(c.x - b.x, ratio * (b.x - a.x), 0.1);
        g_assert_cmpfloat_with_epsilon(b.y - c.y, ratio * (a.y - b.y), 0.1);
        g_assert_cmpuint(fixture_count(scene, ROLE_MARK), ==, 3);
        g_assert_cmpuint(count_rows(pictures->items[0]), ==, 3);
    }
}

/* Ranges have a line from end to end, bounds one with a tip that leads to where they are open. */
static void test_ranges_and_bounds(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_chip(f, "a", "200..600 mm2", "1 TB/s");
    add_chip(f, "b", ">= 300 mm2", "2 TB/s");
    add_chip(f, "c", "<= 400 mm2", "3 TB/s");
    add_chip(f, "d", "500 mm2", "3 TB/s");
    add_chart(f, CHART_SCATTER);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    unsigned whiskers = 0;
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next) {
        if (wire->role != ROLE_WHISKER)
            continue;
        const double length = wire->points[3].x - wire->points[0].x;
        whiskers++;
        g_assert_true(wire->has_tip == (whiskers > 1));
        if (whiskers == 1) /* from 200 to 600 is four times as far as from 400 to 500 */
            g_assert_cmpfloat_with_epsilon(length,
                                           4 * (middle(find_mark(scene, ROLE_MARK, "d")).x -
                                                middle(find_mark(scene, ROLE_MARK, "c")).x),
                                           0.1);
        else
            g_assert_true((length > 0) == (whiskers == 2));
    }
    g_assert_cmpuint(whiskers, ==, 3);
}

/* A claim for a condition is drawn where that is asked for, and nowhere else. */
static void test_conditions_apart(void)
{
    g_autoptr(Fixture) f = fixture_new();
    const Condition sparse = {.key = "sparse", .text = fixture_new_text(f, "sparse", "稀疏")};
    const ClaimDetails details = {.condition = &sparse};
    add_chip(f, "a", "200 mm2", "1 TB/s");
    Entry *b = add_chip(f, "b", "300 mm2", "8 TB/s");
    b->object.slots[1].items[0].details = &details;
    add_chart(f, CHART_SCATTER);
    add_chart(f, CHART_SCATTER)->y.condition = &sparse;
    f->kb.diagrams[1]->name = "sparse";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpuint(count_rows(pictures->items[0]), ==, 1);
    g_assert_nonnull(find_mark(fixture_scene(pictures->items[0]), ROLE_MARK, "a"));
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    g_assert_nonnull(strstr(svg, ">known only for certain conditions: 1<"));
    g_assert_cmpuint(count_rows(pictures->items[2]), ==, 1);
    g_assert_nonnull(find_mark(fixture_scene(pictures->items[2]), ROLE_MARK, "b"));
    g_autofree char *sparse_svg = fixture_svg(pictures->items[2], true);
    g_assert_null(strstr(sparse_svg, "known only"));
}

/* Where all holds for conditions, it is not said that nothing is known. */
static void test_conditions_only(void)
{
    g_autoptr(Fixture) f = fixture_new();
    const Condition boost = {.key = "boost", .text = fixture_new_text(f, "boost", "加速")};
    const ClaimDetails details = {.condition = &boost};
    add_chip(f, "a", "200 mm2", "1 TB/s")->object.slots[0].items[0].details = &details;
    add_chart(f, CHART_BARS);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    g_assert_nonnull(strstr(svg, ">known only for certain conditions: 1<"));
}

/* What contradicts a value is a mark of its own, joined to it. */
static void test_disputes_joined(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *a = add_chip(f, "a", "200 mm2", "1 TB/s");
    fixture_set_quantity(f, a, &f->total_bandwidth, "2 TB/s");
    fixture_set_quantity(f, a, &f->total_bandwidth, "2000 GB/s"); /* the same */
    fixture_set_quantity(f, a, &f->die_area, "300 mm2");
    add_chart(f, CHART_SCATTER);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(fixture_count(scene, ROLE_MARK), ==, 1);
    g_assert_cmpuint(fixture_count(scene, ROLE_OLD_MARK), ==, 2);
    g_assert_cmpuint(fixture_count(scene, ROLE_SLIP), ==, 2);
    g_assert_cmpuint(count_rows(pictures->items[0]), ==, 3);
}

/* Planned and estimated values look like no actual ones. */
static void test_status_shown(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_chip(f, "a", "200 mm2", "1 TB/s");
    Entry *b = add_chip(f, "b", "300 mm2", "2 TB/s");
    b->object.slots[1].items[0].status = STATUS_PLANNED;
    add_chart(f, CHART_SCATTER);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_false(find_mark(scene, ROLE_MARK, "a")->hollow);
    g_assert_true(find_mark(scene, ROLE_MARK, "b")->hollow);
    g_assert_nonnull(strstr(find_mark(scene, ROLE_MARK, "b")->title, "(planned)"));
}

/* The longest bar first, and all as long as their values. */
static void test_bars_ranked(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_chip(f, "a", "200 mm2", NULL);
    add_chip(f, "b", "600 mm2", NULL);
    add_chip(f, "c", "4 cm2", NULL);
    add_chart(f, CHART_BARS);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    const SceneBox *a = find_mark(scene, ROLE_MARK, "a");
    const SceneBox *b = find_mark(scene, ROLE_MARK, "b");
    const SceneBox *c = find_mark(scene, ROLE_MARK, "c");
    g_assert_true(b->y < c->y && c->y < a->y);
    g_assert_cmpfloat_with_epsilon(b->width, 3 * a->width, 0.1);
    g_assert_cmpfloat_with_epsilon(c->width, 2 * a->width, 0.1);
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    svg_labels_assert_clear(svg);
}

/* What was said of a date, by when it was: to the right, and up as it slipped. */
static void test_steps(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *entry = fixture_add_entry(f, &f->chip, "a", "A", "甲");
    Milestone *milestone = fixture_add_milestone(f, entry, EVENT_LAUNCH, "2023", STATUS_PLANNED);
    milestone->dates[0] = fixture_new_date(f, "2023", STATUS_PLANNED, "2022-01-01");
    fixture_add_date(f, milestone, "2024", STATUS_PLANNED, "2023-01-01");
    fixture_add_date(f, milestone, "2025-03-01", STATUS_ACTUAL, "2025-04-01");
    Entry *source = fixture_add_entry(f, &f->memory, "source", "S", "源");
    Citation citation = {.id = source->id, .source = source};
    Claim cited = *milestone->dates[1];
    cited.citations = &citation;
    cited.citation_count = 1;
    milestone->dates[1] = &cited;
    ChartSpec *spec = add_chart(f, CHART_STEPS);
    const EnumValue *const launch[] = {&f->events.values[EVENT_LAUNCH]};
    spec->y = (ChartAxis){.events = (const EnumValue **)launch, .event_count = 1, .is_date = true};
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(pictures->items[0]->sources->count, ==, 1);
    g_assert_cmpuint(fixture_count(scene, ROLE_MARK), ==, 3);
    g_assert_cmpuint(fixture_count(scene, ROLE_SERIES), ==, 2);
    const SceneBox *last = NULL;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (box->role != ROLE_MARK)
            continue;
        g_assert_true(last == NULL || (last->x < box->x && last->y > box->y));
        last = box;
    }
}

static double area_of(const SceneBox *mark)
{
    return mark->entry->object.slots[0].items[0].value.quantity->min;
}

/* What is more stands further to the right. */
static void assert_in_order(const Scene *scene)
{
    const SceneBox *last = NULL;
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next) {
        if (box->role != ROLE_MARK)
            continue;
        if (last != NULL && area_of(last) != area_of(box))
            g_assert_true((area_of(last) < area_of(box)) == (last->x < box->x));
        last = box;
    }
}

static void add_dated(Fixture *f, const char *id, const char *area, const char *date, Status status)
{
    fixture_add_milestone(f, add_chip(f, id, area, NULL), EVENT_LAUNCH, date, status);
}

static ChartSpec *add_records(Fixture *f)
{
    static const EnumValue *launch[1];
    ChartSpec *spec = add_chart(f, CHART_RECORDS);
    launch[0] = &f->events.values[EVENT_LAUNCH];
    spec->x = (ChartAxis){.events = launch, .event_count = 1, .is_date = true};
    spec->y = (ChartAxis){.slot = "die_area"};
    return spec;
}

/* The ids of what has a mark, in the order of the table. */
static const char *marked_ids(Fixture *f, const Picture *picture)
{
    const char *ids = "";
    for (const SceneBox *box = fixture_scene(picture)->boxes; box != NULL; box = box->next)
        if (box->role == ROLE_MARK && box->entry != NULL)
            ids = arena_concat(f->arena, ids, ids[0] != '\0' ? " " : "", box->entry->id);
    return ids;
}

/* What is no better than what came before it is none; of what came at once, the best is one. */
static void test_records(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_dated(f, "a", "200 mm2", "2020", STATUS_ACTUAL);
    add_dated(f, "b", "100 mm2", "2021", STATUS_ACTUAL);
    add_dated(f, "c", "200 mm2", "2022", STATUS_ACTUAL);
    add_dated(f, "d", "300 mm2", "2023", STATUS_ACTUAL);
    add_dated(f, "e", "400 mm2", "2023", STATUS_ACTUAL);
    add_dated(f, "f", "50 mm2", "2019", STATUS_ACTUAL);
    add_records(f);
    add_records(f)->y.is_least_best = true;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpstr(marked_ids(f, pictures->items[0]), ==, "a e f");
    g_assert_cmpstr(marked_ids(f, pictures->items[2]), ==, "f");
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(fixture_count(scene, ROLE_SERIES), ==, 2);
    g_assert_cmpuint(count_rows(pictures->items[0]), ==, 3);
}

/* A plan hides nothing that came about; what was given up is no record. */
static void test_records_planned(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_dated(f, "a", "200 mm2", "2020", STATUS_ACTUAL);
    add_dated(f, "b", "900 mm2", "2021", STATUS_PLANNED);
    add_dated(f, "c", "300 mm2", "2022", STATUS_ACTUAL);
    add_dated(f, "d", "800 mm2", "2023", STATUS_PLANNED);
    add_dated(f, "e", "950 mm2", "2024", STATUS_CANCELLED);
    add_records(f);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpstr(marked_ids(f, pictures->items[0]), ==, "a b c");
    const Scene *scene = fixture_scene(pictures->items[0]);
    const double reached = middle(find_mark(scene, ROLE_MARK, "c")).y;
    const double planned = middle(find_mark(scene, ROLE_MARK, "b")).y;
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == ROLE_SERIES) { /* both begin at what came about first */
            const double end = wire->points[wire->point_count - 1].y;
            g_assert_cmpfloat(wire->points[0].y, >, reached);
            g_assert_true(fabs(end - reached) < 0.1 || fabs(end - planned) < 0.1);
            g_assert_cmpint(wire->line, ==, fabs(end - planned) < 0.1 ? LINE_DASHED : LINE_SOLID);
        }
}

/* Each group has its own. */
static void test_records_grouped(void)
{
    g_autoptr(Fixture) f = fixture_new();
    for (unsigned i = 0; i < 6; i++) {
        char id[] = {(char)('a' + i), '\0'};
        add_dated(f, arena_strdup(f->arena, id), i % 2 == 0 ? "200 mm2" : "100 mm2",
                  arena_printf(f->arena, "%u", 2020 + i), STATUS_ACTUAL);
        fixture_set_generation(f, f->kb.entries[f->kb.entry_count - 1], i % 2);
    }
    add_records(f)->color_by = "generation";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_cmpstr(marked_ids(f, pictures->items[0]), ==, "a b");
}

/* A legend does not grow with the series: those that look like others are one item of it. */
static void test_many_series(void)
{
    enum { SERIES = 40, LOOKS = 28 };
    g_autoptr(Fixture) f = fixture_new();
    for (unsigned i = 0; i < SERIES; i++) {
        const char *name = arena_printf(f->arena, "BR%02u", i);
        Entry *chip = fixture_add_entry(f, &f->chip, name, name, name);
        Milestone *milestone = fixture_add_milestone(f, chip, EVENT_LAUNCH, "2022", STATUS_PLANNED);
        milestone->dates[0] = fixture_new_date(f, "2023", STATUS_PLANNED, "2022-01-01");
    }
    ChartSpec *spec = add_chart(f, CHART_STEPS);
    const EnumValue *const launch[] = {&f->events.values[EVENT_LAUNCH]};
    spec->y = (ChartAxis){.events = (const EnumValue **)launch, .event_count = 1, .is_date = true};
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(fixture_count(scene, ROLE_MARK), ==, SERIES);
    g_assert_cmpuint(fixture_count(scene, ROLE_SAMPLE), ==, LOOKS + 2); /* others, planned */
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    g_assert_nonnull(strstr(svg, "others: 12"));
}

/* Bars have no shapes: those of more groups than there are hues look like others, and no two groups
 * of the legend are alike. */
static void test_many_bars(void)
{
    enum { GROUPS = 12, HUES = HUE_COUNT - 1 };
    g_autoptr(Fixture) f = fixture_new();
    static Slot maker;
    maker = fixture_slot("maker", "Maker", "厂商", RANGE_REFERENCE, false, 9);
    for (unsigned i = 0; i < GROUPS; i++) {
        const char *name = arena_printf(f->arena, "BR%02u", i);
        Entry *chip = add_chip(f, name, "100 mm2", "100 GB/s");
        fixture_relate(f, chip, &maker, chip);
    }
    add_chart(f, CHART_BARS)->color_by = "maker";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    unsigned samples[HUE_COUNT] = {0};
    for (const SceneBox *box = scene->boxes; box != NULL; box = box->next)
        if (box->role == ROLE_SAMPLE)
            samples[box->hue]++;
    for (unsigned hue = 0; hue < HUES; hue++)
        g_assert_cmpuint(samples[hue], ==, 1);
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    g_assert_nonnull(strstr(svg, "others: 5"));
}

/* However high slides are: none has but a few bars, where the others are full. */
static void test_cut_bars(void)
{
    enum { BARS = 60, HEIGHT_MIN = 400, HEIGHT_MAX = 900 };
    g_autoptr(Fixture) f = fixture_new();
    for (unsigned i = 0; i < BARS; i++)
        add_chip(f, arena_printf(f->arena, "BR%02u", i), "100 mm2", "100 GB/s");
    add_chart(f, CHART_BARS);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    for (int height = HEIGHT_MIN; height < HEIGHT_MAX; height += 10) {
        g_autoptr(GPtrArray) parts = cuts_make(fixture_scene(pictures->items[0]), height, f->arena);
        size_t least = BARS;
        size_t most = 0;
        for (guint i = 0; i < parts->len; i++) {
            const size_t bars = fixture_count(parts->pdata[i], ROLE_MARK);
            least = MIN(least, bars);
            most = MAX(most, bars);
        }
        g_assert_cmpuint(parts->len, >, 1);
        g_assert_cmpuint(2 * least, >=, most);
    }
}

/* Thousands of points, most of them in one heap: no label covers another or leaves the canvas, and
 * it is said how many names are missing. */
static void test_many(void)
{
    g_autoptr(Fixture) f = fixture_new();
    g_autoptr(GRand) dice = g_rand_new_with_seed(7);
    for (unsigned i = 0; i < MANY; i++) {
        char id[32], area[32], bandwidth[32];
        const double spread = i % 8 == 0 ? 1 : 0.05;
        g_snprintf(id, sizeof id, "BR%04u", i);
        g_snprintf(area, sizeof area, "%.0f mm2", 100 + 800 * spread * g_rand_double(dice));
        g_snprintf(bandwidth, sizeof bandwidth, "%.0f GB/s",
                   100 + 9000 * spread * g_rand_double(dice));
        Entry *chip =
            add_chip(f, id, arena_strdup(f->arena, area), arena_strdup(f->arena, bandwidth));
        fixture_set_generation(f, chip, i % 3);
    }
    add_chart(f, CHART_SCATTER)->color_by = "generation";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(fixture_count(scene, ROLE_MARK), ==, MANY);
    g_assert_cmpuint(fixture_count(scene, ROLE_MARK_LABEL), >, 100);
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    svg_labels_assert_clear(svg);
    assert_in_order(scene);
    g_autofree char *missing = g_strdup_printf("in the table: %c,%03u", '2',
                                               MANY - 2000 - fixture_count(scene, ROLE_MARK_LABEL));
    g_assert_nonnull(strstr(svg, missing));
}

/* A heap is no picture; the table has them all. */
static void test_too_many(void)
{
    g_autoptr(Fixture) f = fixture_new();
    for (unsigned i = 0; i <= TOO_MANY; i++)
        add_chip(f, arena_printf(f->arena, "BR%04u", i), "200 mm2", "1 TB/s");
    add_chart(f, CHART_SCATTER);
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_assert_true(pictures->items[0]->failed);
    g_assert_cmpuint(pictures->items[0]->problem, ==, DIAG_LAYOUT_TOO_LARGE);
    g_assert_cmpuint(count_rows(pictures->items[0]), ==, TOO_MANY + 1);
}

static void add_line(Fixture *f, ChartAxis *axis, const char *at)
{
    ChartLine *lines = arena_new0(f->arena, ChartLine, axis->line_count + 1);
    for (size_t i = 0; i < axis->line_count; i++)
        lines[i] = axis->lines[i];
    axis->lines = lines;
    ChartLine *line = &axis->lines[axis->line_count++];
    Problem problem;
    line->title = fixture_new_text(f, at, at);
    g_assert_true(quantity_parse(fixture_units(f), at, NULL, &line->amount, &problem));
}

static const SceneWire *find_level(const Scene *scene, const char *title)
{
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == ROLE_LEVEL && strcmp(wire->title, title) == 0)
            return wire;
    return NULL;
}

/* Lines stand where marks of the same value do; one that has no place on the axis is counted. */
static void test_levels_in_place(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_chip(f, "a", "200 mm2", "1 TB/s");
    add_chip(f, "b", "400 mm2", "4 TB/s");
    ChartSpec *spec = add_chart(f, CHART_SCATTER);
    spec->x.is_logarithmic = true;
    add_line(f, &spec->x, "2 cm2");
    add_line(f, &spec->x, "0 mm2");
    add_line(f, &spec->y, "4000 GB/s");
    add_line(f, &spec->y, "300 W");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(fixture_count(scene, ROLE_LEVEL), ==, 2);
    g_assert_cmpfloat_with_epsilon(find_level(scene, "2 cm2")->points[0].x,
                                   middle(find_mark(scene, ROLE_MARK, "a")).x, 0.01);
    g_assert_cmpfloat_with_epsilon(find_level(scene, "4000 GB/s")->points[0].y,
                                   middle(find_mark(scene, ROLE_MARK, "b")).y, 0.01);
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    g_assert_nonnull(strstr(svg, "without a place on these axes: 2"));
}

/* What all numbers along an axis are counted in is said once, on a logarithmic one, too. */
static void test_words_of_counts(void)
{
    for (unsigned is_log = 0; is_log < 2; is_log++) {
        g_autoptr(Fixture) f = fixture_new();
        f->die_area.unit = units_find(fixture_units(f), "count");
        add_chip(f, "a", "2 billion", "1 TB/s");
        add_chip(f, "b", "80 billion", "4 TB/s");
        add_chart(f, CHART_SCATTER)->x.is_logarithmic = is_log == 1;
        g_autoptr(Pictures) pictures = fixture_draw(f);
        g_autofree char *svg = fixture_svg(pictures->items[0], true);
        g_assert_nonnull(strstr(svg, "(billion)"));
        g_assert_null(strstr(svg, ",000,000"));
    }
}

/* Titles of lines that are close to each other, and to the largest bar, do not cover anything. */
static void test_levels_apart(void)
{
    for (unsigned is_bars = 0; is_bars < 2; is_bars++) {
        g_autoptr(Fixture) f = fixture_new();
        add_chip(f, "a", "200 mm2", "1 TB/s");
        add_chip(f, "b", "400 mm2", "4 TB/s");
        ChartSpec *spec = add_chart(f, is_bars == 1 ? CHART_BARS : CHART_SCATTER);
        add_line(f, &spec->x, "370 mm2");
        add_line(f, &spec->x, "375 mm2");
        add_line(f, &spec->x, "405 mm2");
        if (is_bars == 0) {
            add_line(f, &spec->y, "2000 GB/s");
            add_line(f, &spec->y, "2050 GB/s");
        }
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        g_assert_cmpuint(fixture_count(scene, ROLE_LEVEL_LABEL), ==, is_bars == 1 ? 3 : 5);
        g_autofree char *svg = fixture_svg(pictures->items[0], true);
        svg_labels_assert_clear(svg);
    }
}

/* On a logarithmic axis what may be zero is open below, and no point in the middle of the plot. */
static void test_zero_on_log(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_chip(f, "a", "0..300 mm2", "1 TB/s");
    add_chip(f, "b", "300 mm2", "2 TB/s");
    add_chip(f, "c", "0 mm2", "2 TB/s"); /* has no place */
    ChartSpec *spec = add_chart(f, CHART_SCATTER);
    spec->x.is_logarithmic = true;
    g_autoptr(Pictures) pictures = fixture_draw(f);
    const Scene *scene = fixture_scene(pictures->items[0]);
    g_assert_cmpuint(count_rows(pictures->items[0]), ==, 2);
    g_assert_cmpfloat_with_epsilon(middle(find_mark(scene, ROLE_MARK, "a")).x,
                                   middle(find_mark(scene, ROLE_MARK, "b")).x, 0.01);
    g_assert_cmpuint(fixture_count(scene, ROLE_WHISKER), ==, 1);
}

/* Also from where the axis begins. */
static void assert_leads_down(const Scene *scene, const SceneBox *mark)
{
    const Point from = middle(mark);
    for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
        if (wire->role == ROLE_WHISKER && wire->points[0].y == from.y)
            g_assert_cmpfloat(wire->tip.y, >, from.y);
}

/* Tips stay within the axes, labels on the canvas, however large the numbers are. */
static void test_within_canvas(void)
{
    for (unsigned is_log = 0; is_log < 2; is_log++) {
        g_autoptr(Fixture) f = fixture_new();
        add_chip(f, "a", ">= 900000000000000 mm2", ">= 9 TB/s");
        add_chip(f, "b", "<= 600000000000000 mm2", "<= 7 TB/s");
        if (is_log == 0)
            add_chip(f, "c", "600000000000000 mm2", "<= 0 TB/s");
        ChartSpec *spec = add_chart(f, CHART_SCATTER);
        spec->x.is_logarithmic = spec->y.is_logarithmic = is_log == 1;
        g_autoptr(Pictures) pictures = fixture_draw(f);
        const Scene *scene = fixture_scene(pictures->items[0]);
        if (is_log == 0)
            assert_leads_down(scene, find_mark(scene, ROLE_MARK, "c"));
        double top = INFINITY, right = 0;
        for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
            if (wire->role == ROLE_GRID) {
                top = MIN(top, wire->points[3].y);
                right = MAX(right, wire->points[3].x);
            }
        for (const SceneWire *wire = scene->wires; wire != NULL; wire = wire->next)
            if (wire->role == ROLE_WHISKER)
                g_assert_true(wire->tip.y >= top && wire->tip.x <= right && wire->tip.x > 0);
        g_autofree char *svg = fixture_svg(pictures->items[0], true);
        svg_labels_assert_clear(svg);
    }
}

/* All values are known, but none of them is a power. */
static void test_nothing_has_a_place(void)
{
    g_autoptr(Fixture) f = fixture_new();
    add_chip(f, "a", "200 mm2", NULL);
    add_chart(f, CHART_BARS)->x.unit = units_find(fixture_units(f), "W");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autofree char *svg = fixture_svg(pictures->items[0], true);
    g_assert_nonnull(strstr(svg, "without a place on these axes: 1"));
}

static void test_nothing(void)
{
    for (ChartShape shape = 0; shape < CHART_SHAPE_COUNT; shape++) {
        g_autoptr(Fixture) f = fixture_new();
        fixture_add_entry(f, &f->chip, "a", "A", "甲");
        add_chart(f, shape);
        g_autoptr(Pictures) pictures = fixture_draw(f);
        g_autofree char *svg = fixture_svg(pictures->items[0], true);
        g_assert_nonnull(strstr(svg, "nothing is known of it yet"));
        g_assert_cmpuint(count_rows(pictures->items[0]), ==, 0);
    }
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/chart/values-in-place", test_values_in_place);
    g_test_add_func("/chart/ranges-and-bounds", test_ranges_and_bounds);
    g_test_add_func("/chart/conditions-apart", test_conditions_apart);
    g_test_add_func("/chart/conditions-only", test_conditions_only);
    g_test_add_func("/chart/disputes-joined", test_disputes_joined);
    g_test_add_func("/chart/status-shown", test_status_shown);
    g_test_add_func("/chart/bars-ranked", test_bars_ranked);
    g_test_add_func("/chart/steps", test_steps);
    g_test_add_func("/chart/records", test_records);
    g_test_add_func("/chart/records-planned", test_records_planned);
    g_test_add_func("/chart/records-grouped", test_records_grouped);
    g_test_add_func("/chart/many-series", test_many_series);
    g_test_add_func("/chart/many-bars", test_many_bars);
    g_test_add_func("/chart/cut-bars", test_cut_bars);
    g_test_add_func("/chart/many", test_many);
    g_test_add_func("/chart/too-many", test_too_many);
    g_test_add_func("/chart/levels-in-place", test_levels_in_place);
    g_test_add_func("/chart/words-of-counts", test_words_of_counts);
    g_test_add_func("/chart/levels-apart", test_levels_apart);
    g_test_add_func("/chart/zero-on-log", test_zero_on_log);
    g_test_add_func("/chart/within-canvas", test_within_canvas);
    g_test_add_func("/chart/nothing-has-a-place", test_nothing_has_a_place);
    g_test_add_func("/chart/nothing", test_nothing);
    return g_test_run();
}
