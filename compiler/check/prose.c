#include "check/checker.h"
#include "check/text_place.h"

#include "model/anchors.h"
#include "model/walk.h"
#include "value/prose.h"

#include <stdlib.h>
#include <string.h>

/* One piece of prose while it is checked. */
typedef struct ProseCheck {
    Checker *checker;
    const Entry *entry; /* whose page it is on; NULL: a free page's */
    const char *page;   /* that page's text */
    size_t language;
    Span span;       /* where the prose stands in its file */
    uint32_t cursor; /* problems come in order: the next one is searched from here */
    unsigned misses; /* searches in vain, as in text full of escapes: each goes to the end */
} ProseCheck;

enum { MISSES_MAX = 50 };

static char *resolve(const char *id, size_t length, void *user)
{
    Checker *checker = ((ProseCheck *)user)->checker;
    g_autofree char *name = g_strndup(id, length);
    const Entry *entry = kb_find_entry(checker->kb, name);
    if (entry != NULL)
        checker->is_linked[entry->index] = true;
    const bool known = entry != NULL || g_hash_table_contains(checker->kb->damaged_ids, name);
    return known ? g_strdup("#") : NULL;
}

static bool find_image(const char *path, ProseImage *found, void *user)
{
    *found = (ProseImage){.url = g_strdup("#")};
    if (kb_find_image(((ProseCheck *)user)->checker->kb, path) != NULL)
        return true;
    g_clear_pointer(&found->url, g_free);
    return false;
}

/* The parts of one page, worked out when a link first asks for them. */
static GHashTable *parts_of(const ProseCheck *check, const Entry *entry)
{
    const void *key = entry != NULL ? (const void *)entry : check->page;
    g_autofree char *name = g_strdup_printf("%p %zu", key, check->language);
    GHashTable *parts = g_hash_table_lookup(check->checker->parts, name);
    if (parts != NULL)
        return parts;
    if (entry != NULL) {
        parts = anchors_of_entry(entry, check->language);
    } else {
        parts = anchors_of_frame();
        prose_ids_read(parts, check->page);
    }
    g_hash_table_insert(check->checker->parts, g_steal_pointer(&name), parts);
    return parts;
}

/* Whose page does the link lead to? NULL: the free page at hand. */
static const Entry *link_entry(const ProseCheck *check, const char *id, size_t length)
{
    g_autofree char *name = g_strndup(id, length);
    return length > 0 ? kb_find_entry(check->checker->kb, name) : check->entry;
}

/* What could not be read has parts that nobody knows. */
static bool has_part(const char *id, size_t length, const char *fragment, void *user)
{
    const ProseCheck *check = user;
    const Entry *entry = link_entry(check, id, length);
    if (entry == NULL && (length > 0 || check->page == NULL))
        return true;
    if (entry != NULL && entry->damaged)
        return true;
    return g_hash_table_contains(parts_of(check, entry), fragment);
}

/* Where the text of a problem stands: its next occurrence behind the last one. */
static Span locate(ProseCheck *check, const char *text)
{
    const SourceFile *file = check->span.file;
    const size_t length = strlen(text);
    const char *from = file->bytes + check->cursor;
    const bool is_looked_for = length > 0 && check->misses < MISSES_MAX;
    const char *found =
        is_looked_for ? g_strstr_len(from, check->span.end - check->cursor, text) : NULL;
    if (found == NULL) {
        check->misses++; /* what a block was told of may stand before it */
        from = file->bytes + check->span.start;
        found =
            is_looked_for ? g_strstr_len(from, check->span.end - check->span.start, text) : NULL;
    }
    if (found == NULL)
        return span_first(check->span);
    const uint32_t start = (uint32_t)(found - file->bytes);
    const uint32_t end = start + (uint32_t)length;
    check->cursor = MAX(check->cursor, end);
    return (Span){file, start, end};
}

/* Same of a link's destination, which may begin another one. */
static Span locate_destination(ProseCheck *check, const char *text)
{
    g_autofree char *whole = g_strconcat("(", text, ")", NULL);
    const uint32_t cursor = check->cursor;
    const Span span = locate(check, whole);
    if (check->cursor == cursor)
        return locate(check, text);
    return (Span){span.file, span.start + 1, span.end - 1};
}

static void hint_near(const ProseCheck *check, Diagnostic *d, const char *id)
{
    const Entry *near = suggester_find(&check->checker->suggester, id, NULL);
    if (near != NULL)
        diag_hint(d, "did you mean '%s'?", near->id);
    else
        diag_hint(d, "`dieline list` prints every id");
}

/* The nearest picture; else where they lie. */
static void hint_image(const ProseCheck *check, Diagnostic *d, Span span, const char *path)
{
    const Kb *kb = check->checker->kb;
    Nearest nearest;
    nearest_init_within(&nearest, path, &check->checker->near_budget);
    for (size_t i = 0; i < kb->image_count; i++)
        nearest_offer(&nearest, kb->images[i]->path);
    if (nearest.best == NULL) {
        diag_hint(d, "put it there, as PNG, JPEG, WebP or GIF, beside kb.yaml");
        return;
    }
    diag_hint(d, "did you mean '%s'?", nearest.best);
    if (span.end - span.start == strlen(path))
        diag_fix(d, span, nearest.best);
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The nearest part, or else the first headings that there are. */
static void hint_parts(const ProseCheck *check, Diagnostic *d, const char *destination)
{
    enum { NAMED_MAX = 6 };
    const size_t length = strcspn(destination, "#");
    const Entry *entry = link_entry(check, destination, length);
    GHashTable *parts = parts_of(check, entry);
    g_autoptr(GHashTable) own = entry != NULL ? anchors_of_page(entry) : anchors_of_frame();
    guint count;
    g_autofree char **names = (char **)g_hash_table_get_keys_as_array(parts, &count);
    qsort(names, count, sizeof *names, compare_texts);
    Nearest nearest;
    nearest_init(&nearest, destination + length + 1);
    g_autoptr(GString) list = g_string_new(NULL);
    guint named = 0;
    for (guint i = 0; i < count; i++) {
        nearest_offer(&nearest, names[i]);
        if (!g_hash_table_contains(own, names[i]) && named++ < NAMED_MAX)
            g_string_append_printf(list, "%s#%s", list->len > 0 ? ", " : "", names[i]);
    }
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '#%s'?", nearest.best);
    else if (list->len > 0)
        diag_hint(d, "its headings are %s%s", list->str, named > NAMED_MAX ? ", ..." : "");
    else
        diag_hint(d, "its text has no headings");
}

/* What is written how, and what to write instead. */
static const struct Extension {
    const char *begin;
    const char *name;
    const char *hint;
} extensions[] = {
    {"~~", "strikethrough", "say in words what no longer holds"},
    {"~", "a subscript", "write the character itself, as in H₂O"},
    {"^", "a superscript", "write the character itself, as in mm²"},
    {"__", "what stands between underscores", "write ** for bold, or put it in `code`"},
    {"[^", "a footnote", "put it in parentheses, or give the claim a note"},
    {"[!", "an alert", "begin the quote with a bold word"},
    {"[", "a box to tick", "say in words what is done"},
    {"$", "a formula", "say it in words, or put it in `code`"},
    {":", "the name of an emoji", "write the character itself"},
};

static const struct Extension table = {
    "", "a table of pipes", "write a list, or one slot for each number: pages make tables of them"};

static const struct Extension *find_extension(const char *text)
{
    const bool is_rule = text[strspn(text, "|:- \t")] == '\0'; /* ":-:|:-:" is no emoji */
    for (size_t i = 0; i < G_N_ELEMENTS(extensions) && !is_rule; i++)
        if (g_str_has_prefix(text, extensions[i].begin))
            return &extensions[i];
    return &table;
}

static void report(const ProseProblem *problem, void *user)
{
    ProseCheck *check = user;
    Diagnostics *diags = check->checker->diags;
    const bool is_destination = problem->kind == PROSE_BROKEN_PART ||
                                problem->kind == PROSE_BROKEN_IMAGE ||
                                problem->kind == PROSE_IMAGE_TEXT;
    const Span span =
        is_destination ? locate_destination(check, problem->text) : locate(check, problem->text);
    Diagnostic *d;
    switch (problem->kind) {
    case PROSE_BROKEN_LINK:
        d = diag_report(diags, DIAG_MARKDOWN_BROKEN_LINK, span, "link to an unknown entry '%s'",
                        problem->text);
        if (d != NULL)
            hint_near(check, d, problem->text);
        break;
    case PROSE_BROKEN_PART:
        d = diag_report(diags, DIAG_MARKDOWN_BROKEN_LINK, span, "no heading is called '%s'",
                        strchr(problem->text, '#') + 1);
        if (d != NULL)
            hint_parts(check, d, problem->text);
        break;
    case PROSE_BROKEN_IMAGE:
        d = diag_report(diags, DIAG_MARKDOWN_BROKEN_IMAGE, span, "there is no picture '%s'",
                        problem->text);
        if (d != NULL)
            hint_image(check, d, span, problem->text);
        break;
    case PROSE_IMAGE_TEXT:
        d = diag_report(diags, DIAG_MARKDOWN_IMAGE_TEXT, span, "'%s' is shown without a text",
                        problem->text);
        diag_hint(d, "say in the brackets what the picture shows, for who cannot see it");
        break;
    case PROSE_EXTENSION:
        d = diag_report(diags, DIAG_MARKDOWN_EXTENSION, span, "%s is shown as text",
                        find_extension(problem->text)->name);
        if (d != NULL)
            diag_hint(d, "%s", find_extension(problem->text)->hint);
        break;
    case PROSE_UNSAFE_LINK:
        d = diag_report(diags, DIAG_MARKDOWN_UNSAFE_LINK, span, "link to '%s'", problem->text);
        diag_hint(d, "links lead to ids, #fragments and http, https or mailto addresses");
        break;
    case PROSE_RAW_HTML:
        if (g_str_has_prefix(problem->text, "</"))
            break; /* the tag that it closes was reported */
        d = diag_report(diags, DIAG_MARKDOWN_RAW_HTML, span, "raw HTML is shown as text");
        diag_hint(d, "use Markdown, or write &lt; for '<'");
        break;
    case PROSE_TOO_DEEP:
        diag_report(diags, DIAG_YAML_DEPTH, span_first(check->span),
                    "prose is nested deeper than %d levels", PROSE_DEPTH_MAX);
        break;
    case PROSE_LIST_TOO_LONG:
        diag_report(diags, DIAG_YAML_SIZE, span_first(check->span),
                    "a numbered list with more than %d items", PROSE_NUMBERED_MAX);
        break;
    }
}

static bool leads_somewhere(ProseCheck *check, const ProseLink *link)
{
    const size_t length = strlen(link->id);
    if (link->fragment != NULL)
        return has_part(link->id, length, link->fragment, check);
    g_autofree char *page = resolve(link->id, length, check);
    return page != NULL;
}

/* Is there nothing to say, by what is known of the text (NULL: nothing) since it was read? */
static bool is_fine(ProseCheck *check, const ProseOutline *outline)
{
    if (outline == NULL || !outline->is_sound)
        return false;
    for (size_t i = 0; i < outline->link_count; i++)
        if (!leads_somewhere(check, &outline->links[i]))
            return false;
    return true;
}

static void check_text(ProseCheck *check, const char *markdown, const ProseOutline *outline,
                       Span span)
{
    if (is_fine(check, outline))
        return;
    check->span =
        check->page == NULL ? text_place(check->checker->kb, span, check->language) : span;
    check->cursor = check->span.start;
    check->misses = 0;
    const ProseTargets targets = {.resolve = resolve, .find_image = find_image, .user = check};
    prose_check(markdown, &targets, has_part, report, check);
}

static void check_claim(Entry *entry, const Slot *slot, Claim *claim, void *user)
{
    if (slot->range != RANGE_MARKDOWN || claim->value.kind != VALUE_TEXT ||
        claim_is_inherited(claim))
        return;
    const Localised *text = claim->value.localised;
    ProseCheck check = {.checker = user, .entry = entry};
    for (size_t i = 0; i < LANGUAGES_MAX; i++) {
        const bool same = i > 0 && text->texts[i] == text->texts[0];
        check.language = i;
        if (text->texts[i] != NULL && !same)
            check_text(&check, text->texts[i], text->outlines != NULL ? &text->outlines[i] : NULL,
                       claim->value.span);
    }
}

static void check_page(Checker *checker, const Page *page)
{
    ProseCheck check = {.checker = checker, .page = page->markdown, .language = page->language};
    check_text(&check, page->markdown, NULL, page->span);
}

void check_prose(Checker *checker)
{
    checker->parts =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_hash_table_unref);
    for (size_t i = 0; i < checker->kb->entry_count; i++)
        entry_visit_claims(checker->kb->entries[i], check_claim, checker);
    for (size_t i = 0; i < checker->kb->page_count; i++)
        check_page(checker, checker->kb->pages[i]);
    g_clear_pointer(&checker->parts, g_hash_table_unref);
}
