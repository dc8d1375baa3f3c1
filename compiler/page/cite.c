#include "page/cite.h"

#include "base/json.h"
#include "words/edtf_describe.h"

#include <stdlib.h>
#include <string.h>

/* What is cited. */
typedef struct Citable {
    const char *id;
    const char *title;
    const char *site;
    const char *license; /* NULL: none */
    const char *url;     /* NULL: none */
    const Edtf *as_of;   /* NULL: none */
    const char *language;
} Citable;

/* Year, month and day of a date, as many as it has. */
typedef struct DayParts {
    int parts[3];
    size_t count;
} DayParts;

/* What its first and its last day have in common: no more than was stated. Years of five digits or
 * before 0, which neither format knows, have no parts. */
static DayParts day_parts(const Edtf *date)
{
    DayParts day = {{0}, 0};
    char first[EDTF_DAY_MAX];
    char last[EDTF_DAY_MAX];
    if (date == NULL || edtf_write_day(date->earliest, first) == NULL ||
        edtf_write_day(date->latest, last) == NULL || !g_ascii_isdigit(*first))
        return day;
    for (char *a = first, *b = last; day.count < G_N_ELEMENTS(day.parts); a++, b++) {
        const int part = (int)strtol(a, &a, 10);
        if (part != (int)strtol(b, &b, 10))
            break;
        day.parts[day.count++] = part;
    }
    return day;
}

/* --- in words --- */

static const char *cite_words(const PageContext *page, const Citable *cited)
{
    const WordPart parts[] = {
        {"title", cited->title},
        {"site", cited->site},
        {"date", cited->as_of != NULL ? edtf_describe(page->words, cited->as_of, page->arena) : ""},
    };
    return words_fill_parts(page->words, cited->as_of != NULL ? "cite.text" : "cite.undated", parts,
                            G_N_ELEMENTS(parts), page->arena);
}

/* --- BibTeX --- */

/* What TeX reads as a sign of its own; NULL: it is no sign. A brace is a word, for BibTeX counts
 * braces and does not see the backslash before one. */
static const char *tex_word(char c)
{
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '{':
        return "\\textbraceleft{}";
    case '}':
        return "\\textbraceright{}";
    case '~':
        return "\\textasciitilde{}";
    case '^':
        return "\\textasciicircum{}";
    case '\n':
        return " ";
    default:
        return NULL;
    }
}

/* Appends text as TeX reads it: its own signs escaped, on one line; of two hyphens or quotation
 * marks it would make one sign. */
static void append_tex(GString *out, const char *text)
{
    for (; *text != '\0'; text++) {
        const char *word = tex_word(*text);
        if (strchr("&%$#_", *text) != NULL)
            g_string_append_c(out, '\\');
        if (word != NULL)
            g_string_append(out, word);
        else
            g_string_append_c(out, *text);
        if (strchr("-`'", *text) != NULL && text[1] == *text)
            g_string_append(out, "{}");
    }
}

/* In two pairs of braces, so that styles leave capitals as they are. */
static void append_field(GString *out, const char *name, const char *text)
{
    g_string_append_printf(out, ",\n  %s = {{", name);
    append_tex(out, text);
    g_string_append(out, "}}");
}

static void append_bibtex_date(GString *out, const Edtf *as_of)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    const DayParts day = day_parts(as_of);
    if (day.count > 0)
        g_string_append_printf(out, ",\n  year = {%d}", day.parts[0]);
    if (day.count > 1)
        g_string_append_printf(out, ",\n  month = %s", months[(day.parts[1] - 1) % 12]);
}

static void append_bibtex_note(GString *out, const Citable *cited)
{
    g_autofree char *as_of =
        cited->as_of != NULL ? g_strconcat("As of ", cited->as_of->text, NULL) : g_strdup("");
    g_autofree char *note =
        g_strconcat(as_of, *as_of != '\0' && cited->license != NULL ? "; " : "",
                    cited->license != NULL ? "data: " : "", cited->license, NULL);
    if (*note != '\0')
        append_field(out, "note", note);
}

static void append_bibtex(GString *out, const Citable *cited)
{
    g_string_append_printf(out, "@misc{%s", cited->id);
    append_field(out, "title", cited->title);
    append_field(out, "howpublished", cited->site);
    append_bibtex_date(out, cited->as_of);
    append_bibtex_note(out, cited);
    if (cited->url != NULL)
        g_string_append_printf(out, ",\n  url = {%s}", cited->url);
    g_string_append(out, "\n}");
}

/* --- CSL-JSON --- */

static void put_issued(Json *json, const Edtf *as_of)
{
    const DayParts day = day_parts(as_of);
    if (day.count == 0)
        return;
    json_key(json, "issued");
    json->pretty = false;
    json_begin_object(json);
    json_key(json, "date-parts");
    json_begin_array(json);
    json_begin_array(json);
    for (size_t i = 0; i < day.count; i++)
        json_integer(json, day.parts[i]);
    json_end_array(json);
    json_end_array(json);
    json_end_object(json);
    json->pretty = true;
}

static void append_csl(GString *out, const Citable *cited)
{
    Json json;
    json_init(&json, out, true);
    json_begin_array(&json);
    json_begin_object(&json);
    json_put_text(&json, "id", cited->id);
    json_put_text(&json, "type", "entry");
    json_put_text(&json, "title", cited->title);
    json_put_text(&json, "container-title", cited->site);
    put_issued(&json, cited->as_of);
    if (cited->url != NULL)
        json_put_text(&json, "URL", cited->url);
    if (cited->license != NULL)
        json_put_text(&json, "license", cited->license);
    json_put_text(&json, "language", cited->language);
    json_end_object(&json);
    json_end_array(&json);
}

/* --- all --- */

static const char *page_url(const PageContext *page, const Entry *entry)
{
    const Kb *kb = page->site->kb;
    return kb->base_url != NULL
               ? page_context_url(page, arena_printf(page->arena, "%s%s/%s.html", kb->base_url,
                                                     kb->languages[page->language],
                                                     site_path(page->site, entry)))
               : NULL;
}

void cite_put(PageContext *page, const Entry *entry)
{
    const Kb *kb = page->site->kb;
    const Citable cited = {
        .id = entry->id,
        .title = site_title(page->site, entry, page->language),
        .site = page_context_get(page, kb->name),
        .license = kb->license,
        .url = page_url(page, entry),
        .as_of = kb->has_as_of ? &kb->as_of : NULL,
        .language = kb->languages[page->language],
    };
    g_autoptr(GString) out = g_string_new(NULL);
    View *cite = view_put_map(page->arena, page->root, "cite");
    view_put_text(page->arena, cite, "text", cite_words(page, &cited));
    view_put_text(page->arena, cite, "url", cited.url);
    append_bibtex(out, &cited);
    view_put_text(page->arena, cite, "bibtex", arena_strndup(page->arena, out->str, out->len));
    g_string_truncate(out, 0);
    append_csl(out, &cited);
    view_put_text(page->arena, cite, "csl", arena_strndup(page->arena, out->str, out->len));
}
