/*
 * pages/<lang>/<name>.md: prose of the knowledge base's own.
 */
#include "decode/decoder.h"

#include "value/prose.h"
#include "yaml/bytes.h"

#include <string.h>

/* "pages/en/about.md" gives en; NULL: it lies elsewhere. Not NUL-terminated: until the slash. */
static const char *page_language(const char *relative)
{
    const char *code = relative + strlen("pages/");
    const char *slash = strchr(code, '/');
    return slash != NULL && strchr(slash + 1, '/') == NULL ? code : NULL;
}

/* A page begins with "# Title". */
static bool split_title(const SourceFile *file, Page *page, Arena *arena)
{
    const char *text = file->bytes;
    if (g_str_has_prefix(text, "\xEF\xBB\xBF"))
        text += 3;
    text += strspn(text, "\r\n");
    if (!g_str_has_prefix(text, "# "))
        return false;
    text += 2;
    const size_t length = strcspn(text, "\r\n");
    char *title = arena_strndup(arena, text, length);
    page->title = g_strstrip(title);
    page->markdown = text + length;
    return page->title[0] != '\0';
}

static bool report(Diagnostics *diags, const SourceFile *file, const char *message)
{
    diag_report(diags, DIAG_KB_CONFIG, (Span){file, 0, file->length > 0}, "%s", message);
    return false;
}

static bool decode_page(const InputFile *input, const Kb *kb, Page *page, Arena *arena,
                        Diagnostics *diags)
{
    const SourceFile *file = input->source;
    if (file->bytes == NULL)
        return false;
    page->name = input->stem;
    page->span = (Span){file, 0, (uint32_t)file->length};
    const char *code = page_language(file->relative);
    g_autofree char *language = code != NULL ? g_strndup(code, strcspn(code, "/")) : NULL;
    page->language = code != NULL ? kb_find_language(kb, language) : kb->language_count;
    if (page->language == kb->language_count)
        return report(diags, file, "a page lies in pages/<language>/, with a language of kb.yaml");
    if (strspn(page->name, "abcdefghijklmnopqrstuvwxyz0123456789-_") != strlen(page->name) ||
        page->name[0] == '\0')
        return report(diags, file,
                      "a page's file name has lower case letters, digits, '-' and '_' only");
    if (file->length > PROSE_LENGTH_MAX)
        return report(diags, file, "a page has at most 64 KiB");
    bool ascii;
    if (!bytes_check(file, &ascii, diags))
        return false;
    if (!split_title(file, page, arena))
        return report(diags, file, "a page begins with its title: '# About'");
    return true;
}

static int compare_pages(const void *left, const void *right)
{
    const Page *a = *(const Page *const *)left;
    const Page *b = *(const Page *const *)right;
    const int order = strcmp(a->name, b->name);
    return order != 0 ? order : (a->language > b->language) - (a->language < b->language);
}

void decode_pages(const GPtrArray *files, Kb *kb, Arena *arena, Diagnostics *diags)
{
    kb->pages = arena_new0(arena, Page *, files->len);
    for (guint i = 0; i < files->len; i++) {
        const InputFile *input = files->pdata[i];
        Page *page = arena_new0(input->arena, Page, 1);
        if (decode_page(input, kb, page, input->arena, diags))
            kb->pages[kb->page_count++] = page;
    }
    if (kb->page_count > 0)
        qsort(kb->pages, kb->page_count, sizeof(Page *), compare_pages);
}
