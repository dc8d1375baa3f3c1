/*
 * kb.yaml: a table of keys, each read into the Kb.
 */
#include "decode/decoder.h"

#include "base/text.h"
#include "decode/keys.h"
#include "value/uri.h"

#include <string.h>

static Diagnostic *report_config(Decoder *decoder, Span span, const char *key, const char *wanted)
{
    return diag_report(decoder->diags, DIAG_KB_CONFIG, span, "'%s' must be %s", key, wanted);
}

static const char *config_text(Decoder *decoder, const Node *node, const char *wanted)
{
    if (node->kind == NODE_SCALAR && node->length > 0)
        return node->text;
    if (node->kind != NODE_DAMAGED)
        report_config(decoder, node_whole_span(node), node->key->text, wanted);
    return NULL;
}

static void config_format(Decoder *decoder, const Node *node, Kb *kb)
{
    (void)kb;
    const char *text = config_text(decoder, node, "1");
    if (text != NULL && strcmp(text, "1") != 0)
        diag_report(decoder->diags, DIAG_KB_CONFIG, node->span,
                    "format '%s' is not known; this is dieline " DIELINE_VERSION
                    ", which reads format 1",
                    text);
}

static void config_name(Decoder *decoder, const Node *node, Kb *kb)
{
    kb->name = node->kind == NODE_SEQUENCE ? NULL : decode_text(decoder, node);
    if (node->kind == NODE_SEQUENCE)
        report_config(decoder, node->span, "name", "text");
}

static void config_as_of(Decoder *decoder, const Node *node, Kb *kb)
{
    if (config_text(decoder, node, "a date") != NULL)
        kb->has_as_of = kb->has_own_as_of = decode_date(decoder, node, &kb->as_of);
}

static void config_base_url(Decoder *decoder, const Node *node, Kb *kb)
{
    const char *wanted = "an http or https address, without ? and #";
    const char *url = config_text(decoder, node, wanted);
    if (url != NULL && !uri_is_base(url))
        report_config(decoder, node->span, node->key->text, wanted);
    else if (url != NULL)
        kb->base_url = g_str_has_suffix(url, "/") ? url : arena_printf(decoder->arena, "%s/", url);
}

/* Pages have it with a file's name in it. */
static void config_edit_url(Decoder *decoder, const Node *node, Kb *kb)
{
    const char *wanted = "an http or https address";
    const char *url = config_text(decoder, node, wanted);
    if (url == NULL)
        return;
    Problem problem;
    g_autofree char *plain = g_strdup(url);
    g_strdelimit(plain, "{}", 'x');
    if (!uri_parse(plain, &problem) || !g_str_has_prefix(url, "http"))
        report_config(decoder, node->span, "edit_url", wanted);
    else if (strstr(url, "{file}") == NULL)
        report_config(decoder, node->span, "edit_url", "an address that holds {file}");
    else
        kb->edit_url = url;
}

static void config_license(Decoder *decoder, const Node *node, Kb *kb)
{
    kb->license = config_text(decoder, node, "text");
}

/* Whether there is such a diagram is not known yet: decode_diagrams() asks. */
static void config_home_diagram(Decoder *decoder, const Node *node, Kb *kb)
{
    kb->home_diagram = config_text(decoder, node, "a diagram's name");
    kb->home_diagram_span = node->span;
}

/* A tag of BCP 47 whose primary part has two or three letters: that is what languages have, and no
 * folder of the site. */
static bool is_language_code(const char *text)
{
    const size_t length = strlen(text);
    const size_t primary = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    return (primary == 2 || primary == 3) && (text[primary] == '-' || text[primary] == '\0') &&
           length <= 11 && text[length - 1] != '-' &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789") ==
               length;
}

/* Claims' keys and a text's languages stand in one mapping: no code may be mistaken for a key. */
static void config_add_language(Decoder *decoder, const Node *node, Kb *kb)
{
    if (node->kind != NODE_SCALAR || !is_language_code(node->text)) {
        Diagnostic *d =
            diag_report(decoder->diags, DIAG_KB_CONFIG, node->span, "not a language code");
        diag_hint(d, "write codes of BCP 47, like en or zh");
    } else if (kb_find_language(kb, node->text) < kb->language_count) {
        diag_report(decoder->diags, DIAG_KB_CONFIG, node->span, "language '%s' is given twice",
                    node->text);
    } else if (kb->language_count == LANGUAGES_MAX) {
        diag_report(decoder->diags, DIAG_KB_CONFIG, node->span, "at most %d languages",
                    LANGUAGES_MAX);
    } else {
        kb->languages[kb->language_count++] = node->text;
    }
}

static void config_languages(Decoder *decoder, const Node *node, Kb *kb)
{
    if (node->kind != NODE_SEQUENCE || node->count == 0) {
        report_config(decoder, node_whole_span(node), "languages", "a list like [en, zh]");
        return;
    }
    for (const Node *item = node->first; item != NULL; item = item->next)
        config_add_language(decoder, item, kb);
}

static const struct {
    Key key;
    void (*read)(Decoder *decoder, const Node *node, Kb *kb);
} config_keys[] = {
    /* first: texts need them */
    {{"languages", "a list of codes of BCP 47: `[en, zh]`",
      "In which it is published; without it `[en]`. Texts without a language are in the first one, "
      "which stands for what others lack. The program has words in `en`, `zh`, `de` and `ja`; "
      "`templates/i18n/CODE.yaml` brings those of others.",
      false},
     config_languages},
    {{"format", "`1`", "The version of the format that all files are in.", false}, config_format},
    {{"name", "text", "What the knowledge base is called.", true}, config_name},
    {{"as_of", "a date",
      "As of when it is. Without it: the date of its youngest source, as vague as that is.", false},
     config_as_of},
    {{"base_url", "an http or https address",
      "Where the site will be; `build --base-url` says so for one build. With it there are "
      "canonical links, previews, `sitemap.xml` and `robots.txt`, and `404.html` leads back.",
      false},
     config_base_url},
    {{"edit_url", "an address with `{file}` in it",
      "Where a page's file can be edited: pages link there.", false},
     config_edit_url},
    {{"license", "text", "That of the data: on every page, in the data package, in citations.",
      false},
     config_license},
    {{"home_diagram", "a diagram's name",
      "Which picture home shows; without it the first timeline that is small enough.", false},
     config_home_diagram},
    {{"accept", "a list of `{slug, in, note}`",
      "Warnings that were judged, for all of a kind, or for those in a folder or file.", false},
     decode_kb_accepts},
};

const Key *config_key_at(size_t index)
{
    return index < G_N_ELEMENTS(config_keys) ? &config_keys[index].key : NULL;
}

static void check_keys(Decoder *decoder, const Node *document)
{
    for (const Node *node = document->first; node != NULL; node = node->next) {
        bool known = false;
        Nearest nearest;
        nearest_init(&nearest, node->key->text);
        for (size_t i = 0; i < G_N_ELEMENTS(config_keys); i++) {
            known |= strcmp(config_keys[i].key.name, node->key->text) == 0;
            nearest_offer(&nearest, config_keys[i].key.name);
        }
        if (known)
            continue;
        Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, node->key->span,
                                    "'%s' is no setting of kb.yaml", node->key->text);
        if (nearest.best != NULL)
            diag_hint(d, "did you mean '%s'?", nearest.best);
    }
}

bool decode_config(const Tree *config, const char *path, Kb *kb, Arena *arena, Diagnostics *diags)
{
    Decoder decoder = {.kb = kb, .arena = arena, .diags = diags, .near_budget = NEAREST_BUDGET};
    if (config == NULL) {
        Diagnostic *d = diag_report(diags, DIAG_KB_CONFIG, (Span){0}, "'%s' has no kb.yaml", path);
        diag_hint(
            d,
            "a knowledge base is a folder with a kb.yaml: `-C DIR` names it, `dieline init` makes "
            "one");
        return false;
    }
    const Node *document = config->first;
    if (document == NULL || document->kind != NODE_MAPPING) {
        if (!config->broken)
            diag_report(diags, DIAG_KB_CONFIG, (Span){config->file, 0, 0},
                        "kb.yaml must be a mapping of settings");
        return false;
    }
    if (document->next != NULL)
        diag_report(diags, DIAG_KB_CONFIG, span_first(document->next->span),
                    "a second document in kb.yaml");
    check_keys(&decoder, document);
    for (size_t i = 0; i < G_N_ELEMENTS(config_keys); i++) {
        const Node *node = node_find(document, config_keys[i].key.name);
        if (node != NULL && node->kind != NODE_DAMAGED)
            config_keys[i].read(&decoder, node, kb);
        if (i == 0 && node == NULL)
            kb->languages[kb->language_count++] = "en";
    }
    if (kb->name == NULL) {
        if (node_find(document, "name") == NULL)
            diag_report(diags, DIAG_KB_CONFIG, span_first(document->span), "kb.yaml needs 'name'");
        return false;
    }
    return kb->language_count > 0;
}
