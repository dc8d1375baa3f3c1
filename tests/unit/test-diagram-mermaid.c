/* Mermaid: gantt charts and flowcharts of scenes, within its limits, whatever names say. What its
 * own parser makes of them, tests/browser/mermaid.test.js looks at. */
#include "diagram_fixture.h"

#include "scene/mermaid.h"
#include "scene/mermaid_text.h"

static GString *write_mermaid(const Picture *picture, GString *lacks)
{
    GString *out = g_string_new(NULL);
    picture_append_mermaid(picture, out, lacks);
    return out;
}

static char *label(const char *text)
{
    GString *out = g_string_new(NULL);
    mermaid_append_label(out, text);
    return g_string_free(out, FALSE);
}

static void test_labels(void)
{
    static const struct {
        const char *text;
        const char *label;
    } cases[] = {
        {"BR100, first (2.5D) - A/B + C", "BR100, first (2.5D) - A/B + C"},
        {"A: \"b\"; #c", "A#58; #34;b#34;#59; #35;c"},
        {"<b>%%{init}&amp;", "#60;b#62;#37;#37;#123;init#125;#38;amp#59;"},
        {"title of it", "#116;itle of it"},
        {"Section", "#83;ection"},
        {"click m1", "#99;lick m1"},
        {"2021-05-06", "#50;021-05-06"},
        {"- one", "#45; one"},
        {"_a_*b*`c`", "#95;a#95;#42;b#42;#96;c#96;"},
        {"\\n", "#92;\u2060n"},
        {"fa:fa-car: x", "fa#58;\u2060fa-car#58; x"},
        {"$$x$$", "#36;\u2060#36;\u2060x#36;\u2060#36;\u2060"},
        {"壁仞科技：é", "壁仞科技：é"},
        {"ﬂ°°60¶ß", "#64258;\u2060#176;#176;60#182;\u2060#223;"},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = label(cases[i].text);
        g_assert_cmpstr(got, ==, cases[i].label);
    }
    g_autofree char *many = g_strnfill(1000, 'a');
    g_autofree char *cut = label(many);
    g_assert_cmpuint(strlen(cut), ==, MERMAID_LABEL_MAX + strlen("…"));
}

/* Every date has an id, a first day and the day after its last. */
static void test_dates(void)
{
    static const struct {
        const char *date;
        Status status;
        const char *task;
    } cases[] = {
        {"2021", STATUS_ACTUAL, "launch 2021 :done, m2, 2021-01-01, 2022-01-01\n"},
        {"2022~", STATUS_ACTUAL, "launch about 2022 :done, m2, 2022-01-01, 2023-01-01\n"},
        {"2021-Q4", STATUS_ACTUAL, "launch Q4 2021 :done, m2, 2021-10-01, 2022-01-01\n"},
        {"2024-02-29", STATUS_ACTUAL,
         "launch 29 Feb 2024 :done, milestone, m2, 2024-02-29, 2024-03-01\n"},
        {"2027", STATUS_PLANNED, "launch 2027 (planned) :active, m2, 2027-01-01, 2028-01-01\n"},
        {"2025/..", STATUS_ACTUAL, "launch 2025 or later :done, m2, 2025-01-01, 2031-01-01\n"},
        {"../2021", STATUS_ACTUAL, "launch 2021 or earlier :done, m2, 2020-01-01, 2022-01-01\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *chip = fixture_add_entry(f, &f->chip, "br20x", "BR20X", "BR20X");
        fixture_add_milestone(f, chip, EVENT_LAUNCH, cases[i].date, cases[i].status);
        f->kb.has_as_of = true; /* 2026-01-04 */
        Diagram *diagram = fixture_add_diagram(f, DIAGRAM_TIMELINE, "roadmap");
        diagram->from = fixture_date(f, "2020");
        diagram->to = fixture_date(f, "2030");
        diagram->has_from = diagram->has_to = true;
        g_autoptr(Pictures) pictures = fixture_draw(f);
        g_autoptr(GString) lacks = g_string_new(NULL);
        g_autoptr(GString) text = write_mermaid(pictures->items[0], lacks);
        g_assert_true(g_str_has_prefix(text->str, "---\ntitle: \"Biren roadmap\"\nconfig:\n"));
        g_assert_nonnull(strstr(text->str, "\ngantt\n    dateFormat YYYY-MM-DD\n"));
        g_assert_nonnull(strstr(text->str, "\n    todayMarker off\n"));
        g_assert_nonnull(strstr(text->str, " :crit, milestone, m1, 2026-01-04, 2026-01-05\n"));
        g_assert_nonnull(strstr(text->str, "\n    section BR20X\n"));
        if (strstr(text->str, cases[i].task) == NULL)
            g_error("'%s' makes:\n%s", cases[i].date, text->str);
        g_assert_cmpint(strstr(text->str, "open end") != NULL, ==,
                        strchr(cases[i].date, '.') != NULL);
        g_assert_nonnull(strstr(lacks->str, "Mermaid does not show: links"));
    }
}

/* A date that a chart cannot write leaves those beside it in their row. */
static void test_early_date(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *first = fixture_add_entry(f, &f->chip, "a", "First", "First");
    Entry *second = fixture_add_entry(f, &f->chip, "b", "Second", "Second");
    fixture_add_milestone(f, first, EVENT_LAUNCH, "2021", STATUS_ACTUAL);
    fixture_add_milestone(f, second, EVENT_TAPE_OUT, "0950", STATUS_ACTUAL);
    fixture_add_milestone(f, second, EVENT_LAUNCH, "2022", STATUS_ACTUAL);
    fixture_add_diagram(f, DIAGRAM_TIMELINE, "roadmap");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autoptr(GString) lacks = g_string_new(NULL);
    g_autoptr(GString) text = write_mermaid(pictures->items[0], lacks);
    const char *section = strstr(text->str, "\n    section Second\n");
    g_assert_nonnull(section);
    g_assert_nonnull(strstr(section, "launch 2022"));
    g_assert_nonnull(strstr(lacks->str, "1 dates are left out: years must have four digits"));
}

static void test_flowchart(void)
{
    g_autoptr(Fixture) f = fixture_new();
    Entry *br106 = fixture_add_entry(f, &f->chip, "br106", "BR106", "BR106");
    Entry *br166 = fixture_add_entry(f, &f->chip, "br166", "BR166", "BR166");
    fixture_compose(f, br166, br106, 2);
    fixture_relate(f, br166, &f->successor_of, br106)->status = STATUS_PLANNED;
    fixture_set_generation(f, br106, 0);
    fixture_set_generation(f, br166, 0);
    fixture_add_diagram(f, DIAGRAM_LINEAGE, "lineage")->cluster = "generation";
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autoptr(GString) lacks = g_string_new(NULL);
    g_autoptr(GString) text = write_mermaid(pictures->items[0], lacks);
    g_assert_nonnull(strstr(text->str, "---\nflowchart RL\n")); /* as it is drawn */
    g_assert_nonnull(strstr(text->str, "[\"First generation\"]\n"));
    g_assert_nonnull(strstr(text->str, "(\"BR106<br/>Chip\")"));
    g_assert_nonnull(strstr(text->str, " -->|\"Composed of × 2\"| n"));
    g_assert_nonnull(strstr(text->str, " -.->|\"Successor of (planned)\"| n"));
    g_assert_nonnull(strstr(text->str, "    end\n"));
}

static const char *const hostile[] = {
    "\"] --> x[\"",
    "x\"; click n1 call alert()",
    "<script>alert(1)</script>",
    "%%{init: {\"securityLevel\": \"loose\"}}%%",
    "section x\n    y :m9, 2020-01-01, 2021-01-01",
    "a:crit, m1, 2021-01-01, 2022-01-01",
    "```\n",
    "---",
    "\"\n---\ngantt",
    "end",
    "click m1 href \"javascript:1\"",
    "\\",
    "#quot;",
    "",
    " ",
};

/* No name adds a line, or makes one that is not as ours are. */
static void test_hostile(void)
{
    static const char ours[] =
        "^(---|title: \"([^\"\\\\\\n<>&]|\\\\.)*\"|config:|  gantt:|    leftPadding: [0-9]+|gantt|"
        "flowchart (LR|RL|TB|BT)|    classDef planned stroke-dasharray: 5 3|"
        "    (dateFormat YYYY-MM-DD|axisFormat %Y(-%m)?|tickInterval (3|12)month|todayMarker off)|"
        "    section [^\"<>&%:`]*|"
        "        [^\"<>&%:`]* :((crit|active|done|milestone), )*m[0-9]+(, "
        "[0-9]{4}-[0-9]{2}-[0-9]{2}){2}|"
        "    n[0-9]+[\\[({/]+\"[^\"<>&%`]*(<br/>[^\"<>&%`]*)?\"[\\])}/]+(:::planned)?|"
        "    n[0-9]+ --[->](\\|\"[^\"<>&%`]*\"\\|)? n[0-9]+|%% [A-Z][A-Za-z,:; -]*)$";
    g_autoptr(GRegex) line = g_regex_new(ours, 0, 0, NULL);
    g_assert_nonnull(line);
    for (size_t i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autoptr(Fixture) f = fixture_new();
        Entry *a = fixture_add_entry(f, &f->chip, "a", hostile[i], hostile[i]);
        Entry *b = fixture_add_entry(f, &f->chip, "b", hostile[i], hostile[i]);
        fixture_relate(f, b, &f->successor_of, a);
        f->successor_of.title = *a->name;
        f->events.values[EVENT_LAUNCH].title = *a->name;
        fixture_add_milestone(f, a, EVENT_LAUNCH, "2021~", STATUS_ACTUAL);
        for (int kind = 0; kind < 2; kind++)
            fixture_add_diagram(f, kind ? DIAGRAM_TIMELINE : DIAGRAM_LINEAGE, kind ? "t" : "l")
                ->title = a->name;
        g_autoptr(Pictures) pictures = fixture_draw(f);
        for (size_t k = 0; k < pictures->count; k++) {
            g_autoptr(GString) lacks = g_string_new(NULL);
            g_autoptr(GString) text = write_mermaid(pictures->items[k], lacks);
            g_autoptr(GString) again = write_mermaid(pictures->items[k], lacks);
            g_assert_cmpstr(text->str, ==, again->str);
            g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
            for (char **at = lines; at[1] != NULL; at++)
                if (!g_regex_match(line, *at, 0, NULL))
                    g_error("'%s' makes a line of its own: %s", hostile[i], *at);
        }
    }
}

/* Appends scene's Mermaid and its end, as a reader counts them. */
static GString *write_scene(const Scene *scene, GString *lacks)
{
    GString *out = g_string_new(NULL);
    mermaid_write(scene, out, lacks);
    g_assert_cmpint(g_utf8_strlen(out->str, -1), <=, MERMAID_TEXT_MAX);
    return out;
}

static unsigned count_lines(const char *text, const char *pattern)
{
    g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_MULTILINE, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    unsigned count = 0;
    for (g_regex_match(regex, text, 0, &match); g_match_info_matches(match);
         g_match_info_next(match, NULL))
        count++;
    return count;
}

/* Boxes with a node in each, whose names are long: what there is no room for is counted, and what
 * was opened is closed. */
static void test_frames(void)
{
    enum { FRAMES = 1200 };
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *name = g_strnfill(50, 'a');
    for (unsigned is_long = 0; is_long < 2; is_long++) {
        Scene scene;
        scene_init(&scene, arena);
        scene.title = "Frames";
        for (unsigned i = 0; i < FRAMES; i++) {
            scene_add_box(&scene, ROLE_CLUSTER, SHAPE_ROUNDED, 0, i * 100, 100, 80)->brief =
                is_long ? name : "";
            scene_add_box(&scene, ROLE_NODE, SHAPE_BOX, 10, i * 100 + 10, 20, 20)->text = "b";
        }
        g_autoptr(GString) lacks = g_string_new(NULL);
        g_autoptr(GString) text = write_scene(&scene, lacks);
        const unsigned frames = count_lines(text->str, "^ +subgraph ");
        const unsigned nodes = count_lines(text->str, "^ +n[0-9]+\\[");
        g_assert_cmpuint(frames, ==, count_lines(text->str, "^    end$"));
        g_assert_cmpuint(frames, >, 0);
        g_autofree char *said =
            g_strdup_printf("\n%u nodes, boxes around them and relations are left out: ",
                            2 * FRAMES - frames - nodes);
        g_assert_cmpuint(frames, <, FRAMES);
        g_assert_nonnull(strstr(lacks->str, said));
    }
}

/* One relation more, and Mermaid draws nothing. */
static void test_edges(void)
{
    enum { MORE = 7 };
    static const Point line[] = {{0, 0}, {0, 0}, {9, 0}, {9, 0}};
    g_autoptr(Arena) arena = arena_new();
    Scene scene;
    scene_init(&scene, arena);
    scene.title = "Edges";
    SceneBox *a = scene_add_box(&scene, ROLE_NODE, SHAPE_BOX, 0, 0, 20, 20);
    SceneBox *b = scene_add_box(&scene, ROLE_NODE, SHAPE_BOX, 100, 0, 20, 20);
    a->text = b->text = "a";
    for (unsigned i = 0; i < MERMAID_EDGES_MAX + MORE; i++)
        scene_add_wire(&scene, ROLE_EDGE, a, b, line, G_N_ELEMENTS(line));
    g_autoptr(GString) lacks = g_string_new(NULL);
    g_autoptr(GString) text = write_scene(&scene, lacks);
    g_assert_cmpuint(count_lines(text->str, "^ +n1 --- n2$"), ==, MERMAID_EDGES_MAX);
    g_assert_nonnull(strstr(lacks->str, "\n7 nodes, boxes around them and relations are left out"));
}

/* A chart's marks are neither dates on an axis nor nodes: an empty picture says so. */
static void test_nothing_shown(void)
{
    g_autoptr(Arena) arena = arena_new();
    Scene scene;
    scene_init(&scene, arena);
    scene.title = "Chart";
    scene_add_box(&scene, ROLE_MARK, SHAPE_CIRCLE, 0, 0, 9, 9)->title = "mark";
    g_autoptr(GString) lacks = g_string_new(NULL);
    g_autoptr(GString) text = write_scene(&scene, lacks);
    g_assert_nonnull(strstr(lacks->str, "Nothing of this picture is shown: "));
    g_assert_nonnull(strstr(text->str, "%% Nothing of this picture is shown: "));
}

/* What is cut says so, in titles, too. */
static void test_long_title(void)
{
    g_autoptr(Arena) arena = arena_new();
    g_autofree char *title = g_strnfill(1000, 'a');
    Scene scene;
    scene_init(&scene, arena);
    scene.title = title;
    g_autoptr(GString) lacks = g_string_new(NULL);
    g_autoptr(GString) text = write_scene(&scene, lacks);
    g_assert_cmpuint(count_lines(text->str, "^title: \"a{120}…\"$"), ==, 1);
}

/* More than Mermaid takes is left out, and said. */
static void test_limits(void)
{
    enum { CHIPS = 120 }; /* one picture */
    g_autoptr(Fixture) f = fixture_new();
    for (int i = 0; i < CHIPS; i++) {
        g_autofree char *id = g_strdup_printf("c%04d", i);
        g_autofree char *many = g_strnfill(100, '<');
        g_autofree char *name = g_strdup_printf("%d%s", i, many);
        Entry *chip = fixture_add_entry(f, &f->chip, id, arena_strdup(f->arena, name), "芯片");
        fixture_add_milestone(f, chip, EVENT_LAUNCH, "2021", STATUS_ACTUAL);
    }
    fixture_add_diagram(f, DIAGRAM_TIMELINE, "all");
    g_autoptr(Pictures) pictures = fixture_draw(f);
    g_autoptr(GString) lacks = g_string_new(NULL);
    g_autoptr(GString) text = write_mermaid(pictures->items[0], lacks);
    g_assert_cmpuint(text->len, <=, MERMAID_TEXT_MAX);
    g_assert_nonnull(strstr(lacks->str, " dates are left out: Mermaid takes 50000 characters"));
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diagram/mermaid/labels", test_labels);
    g_test_add_func("/diagram/mermaid/dates", test_dates);
    g_test_add_func("/diagram/mermaid/early-date", test_early_date);
    g_test_add_func("/diagram/mermaid/flowchart", test_flowchart);
    g_test_add_func("/diagram/mermaid/hostile", test_hostile);
    g_test_add_func("/diagram/mermaid/limits", test_limits);
    g_test_add_func("/diagram/mermaid/frames", test_frames);
    g_test_add_func("/diagram/mermaid/edges", test_edges);
    g_test_add_func("/diagram/mermaid/nothing-shown", test_nothing_shown);
    g_test_add_func("/diagram/mermaid/long-title", test_long_title);
    return g_test_run();
}
