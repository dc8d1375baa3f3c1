/* Half-width punctuation in Chinese and Japanese text. */
#include "value/punctuation.h"

#include <glib.h>

/* Returns all that is found, as "better" marks with their places. */
static char *find_all(const char *text, const char *language)
{
    GString *out = g_string_new(NULL);
    Punctuation found;
    for (size_t at = 0; punctuation_next(text, language, &at, &found);)
        g_string_append_printf(out, "%s%zu%s", out->len > 0 ? " " : "", found.at, found.better);
    return g_string_free(out, FALSE);
}

static void test_marks(void)
{
    static const struct {
        const char *language, *text, *want;
    } cases[] = {
        {"zh", "功耗,性能", "6，"},
        {"zh", "如下: 一; 二!", "6： 11； 16！"},
        {"zh", "支持 CUDA 12.4, 壁仞", "16，"},
        {"zh", "完成.", "6。"},
        {"zh", "性能(FP16)", "6（"},
        {"zh", "NVIDIA(英伟达)", "6（"},
        {"zh", "**注**: 见下", "7："},
        {"ja", "性能,電力.", "6、 13。"},
        {"zh", "版本 1.5，共 1,600 个，比例 3:1", ""},
        {"zh", "FP32, BF16 (dense) 和 INT8; a: b", ""},
        {"zh", "见 https://e.org/a,b:c?d。", ""},
        {"zh", "[文](a:b) `中,文` ![图](x) <a:中,b>", ""},
        {"zh", "1. 第一", ""},
        {"en", "功耗,性能", ""},
        {"zh", "```\n中,文\n```", ""},
        {"zh", "未关的 `中", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = find_all(cases[i].text, cases[i].language);
        g_assert_cmpstr(got, ==, cases[i].want);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/punctuation/marks", test_marks);
    return g_test_run();
}
