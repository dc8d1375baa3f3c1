/* Pictures judged by their SVG alone: no label covers another or leaves the canvas, in the
 * repository's own diagrams and in crowded timelines. */
#include "compile.h"
#include "diagram_fixture.h"
#include "svg_labels.h"

enum { KB_PICTURE_MAX = 150 * 1024 };

static const char *dense_date(Fixture *f, size_t i)
{
    return arena_printf(f->arena, "%zu-%02zu", 2019 + i % 10, 1 + i / 10 % 12);
}

static const char *same_day(Fixture *f, size_t i)
{
    (void)f, (void)i;
    return "2024-03-15";
}

static const char *same_month(Fixture *f, size_t i)
{
    return arena_printf(f->arena, "2024-03-%02zu", 1 + i % 31);
}

static const struct {
    const char *(*date)(Fixture *f, size_t i);
    const char *name; /* %zu: which */
} crowds[] = {
    {dense_date, "Chip %zu"},
    {same_day, "Chip %zu"},
    {same_month, "Chip %zu"},
    {dense_date, "面向大规模人工智能训练与推理的通用图形处理器第%zu号超长中文名称产品"},
};

static Fixture *new_crowd(size_t crowd, size_t count)
{
    Fixture *f = fixture_new();
    for (size_t i = 0; i < count; i++) {
        g_autofree char *id = g_strdup_printf("chip-%05zu", i);
        g_autofree char *number = g_strdup_printf("%zu", i);
        g_auto(GStrv) pieces = g_strsplit(crowds[crowd].name, "%zu", 2);
        g_autofree char *name = g_strjoinv(number, pieces);
        Entry *chip = fixture_add_entry(f, &f->chip, id, name, name);
        fixture_set_generation(f, chip, i % 3);
        fixture_add_milestone(f, chip, i % 5, crowds[crowd].date(f, i),
                              i % 2 ? STATUS_PLANNED : STATUS_ACTUAL);
    }
    fixture_add_diagram(f, DIAGRAM_TIMELINE, "crowd")->lanes = "generation";
    return f;
}

static void test_crowds(void)
{
    static const size_t counts[] = {10, 100, 1000, 5000};
    for (size_t crowd = 0; crowd < G_N_ELEMENTS(crowds); crowd++) {
        for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
            g_autoptr(Fixture) f = new_crowd(crowd, counts[i]);
            g_autoptr(Pictures) pictures = fixture_draw(f);
            for (size_t k = 0; k < pictures->count; k++) {
                g_autofree char *svg = fixture_svg(pictures->items[k], true);
                svg_labels_assert_clear(svg);
            }
        }
    }
}

/* Titles that are wider than their pictures: several lines, and of the last what there is room for.
 */
static void test_long_titles(void)
{
    static const char *const titles[][2] = {
        {"Distributions: Mandrake Community Edition 111 – Devuan Education 93, 28",
         "面向大规模人工智能训练与推理的通用图形处理器及其系统的谱系：第一部分至第二部分，共二十八"
         "项"},
        {"OneTitleThatCannotBeBrokenAnywhereSinceItHasNoSpacesAndIsMuchWiderThanItsPicture",
         "面向大规模人工智能训练与推理的通用图形处理器及其系统的谱系：第一部分至第二部分，共二十八"
         "项"
         "面向大规模人工智能训练与推理的通用图形处理器及其系统的谱系：第一部分至第二部分，共二十八"
         "项"
         "面向大规模人工智能训练与推理的通用图形处理器及其系统的谱系：第一部分至第二部分，共二十八"
         "项"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
        g_autoptr(Fixture) f = fixture_new();
        fixture_add_entry(f, &f->chip, "chip", "Chip", "芯片");
        fixture_add_diagram(f, DIAGRAM_LINEAGE, "small")->title =
            fixture_new_text(f, titles[i][0], titles[i][1]);
        g_autoptr(Pictures) pictures = fixture_draw(f);
        for (size_t k = 0; k < pictures->count; k++) {
            g_autofree char *svg = fixture_svg(pictures->items[k], true);
            svg_labels_assert_clear(svg);
        }
    }
}

/* The diagrams of kb/, in each language: readable and small. */
static void test_own_diagrams(void)
{
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    g_autoptr(Diagnostics) diags = diagnostics_new();
    const CompileOptions options = {.kb_path = "kb", .program = self};
    g_autoptr(Compilation) compilation = compile_kb(&options, diags);
    g_assert_nonnull(compilation_kb(compilation));
    const Layouter layouter = {.executable = self, .seconds = 120}; /* on any machine */
    g_autoptr(Pictures) pictures =
        pictures_draw(compilation_kb(compilation), compilation_plates(compilation),
                      compilation_words(compilation), &layouter, 2, diags);
    g_assert_cmpuint(pictures->count, >, 0);
    for (size_t i = 0; i < pictures->count; i++) {
        const Picture *picture = pictures->items[i];
        g_test_message("%s, language %zu", picture->plate->name, picture->language);
        g_assert_false(picture->failed);
        for (unsigned standalone = 0; standalone < 2; standalone++) {
            g_autofree char *svg = fixture_svg(picture, standalone);
            svg_labels_assert_clear(svg);
            g_assert_cmpuint(strlen(svg), <, KB_PICTURE_MAX);
        }
    }
}

int main(int argc, char **argv)
{
    FIXTURE_BE_WORKER(argc, argv);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/svg/crowds", test_crowds);
    g_test_add_func("/svg/long-titles", test_long_titles);
    g_test_add_func("/svg/own-diagrams", test_own_diagrams);
    return g_test_run();
}
