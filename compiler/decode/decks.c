/*
 * slides/<name>.yaml: which diagrams make a presentation, and in which languages.
 */
#include "base/text.h"
#include "decode/diagrams.h"
#include "decode/keys.h"
#include "model/deck_spec.h"

#include <string.h>

typedef struct DeckReader {
    Decoder decoder;
    GHashTable *diagrams; /* name -> the diagram's file, be it damaged or not */
    DeckSpec *deck;       /* at work */
} DeckReader;

static void key_title(DeckReader *reader, const Node *node)
{
    reader->deck->title = decode_text(&reader->decoder, node);
}

/* --- diagrams --- */

static void report_no_diagram(DeckReader *reader, const Node *item)
{
    Diagnostic *d = diag_report(reader->decoder.diags, DIAG_KB_CONFIG, item->span,
                                "there is no diagram '%s'", item->text);
    Nearest nearest;
    nearest_init_within(&nearest, item->text, &reader->decoder.near_budget);
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, reader->diagrams);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        nearest_offer(&nearest, name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

static void add_diagram(DeckReader *reader, const Node *item, GHashTable *seen)
{
    Decoder *decoder = &reader->decoder;
    if (item->kind != NODE_SCALAR) {
        if (item->kind != NODE_DAMAGED)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node_whole_span(item),
                        "'diagrams' must be a list of names");
    } else if (!g_hash_table_contains(reader->diagrams, item->text)) {
        report_no_diagram(reader, item);
    } else if (!g_hash_table_add(seen, (gpointer)item->text)) {
        diag_report(decoder->diags, DIAG_KB_CONFIG, item->span, "diagram '%s' is given twice",
                    item->text);
    } else {
        reader->deck->diagrams[reader->deck->diagram_count++] = item->text;
    }
}

static void key_diagrams(DeckReader *reader, const Node *node)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    if (node->kind != NODE_SEQUENCE || node->count == 0) {
        diagram_report(&reader->decoder, node, "a list of diagrams' names");
        return;
    }
    reader->deck->diagrams = arena_new0(reader->decoder.arena, const char *, node->count + 1);
    for (const Node *item = node->first; item != NULL; item = item->next)
        add_diagram(reader, item, seen);
}

/* --- languages --- */

static bool has_language(const DeckSpec *deck, size_t language)
{
    for (size_t i = 0; i < deck->language_count; i++)
        if (deck->languages[i] == language)
            return true;
    return false;
}

static void add_language(DeckReader *reader, const Node *item)
{
    Decoder *decoder = &reader->decoder;
    const Kb *kb = decoder->kb;
    DeckSpec *deck = reader->deck;
    if (item->kind != NODE_SCALAR) {
        if (item->kind != NODE_DAMAGED)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node_whole_span(item),
                        "'languages' must be a list like [en, zh]");
        return;
    }
    const size_t language = kb_find_language(kb, item->text);
    if (language == kb->language_count)
        diagram_report_name(decoder, item, "language of this knowledge base", kb->languages,
                            kb->language_count);
    else if (has_language(deck, language))
        diag_report(decoder->diags, DIAG_KB_CONFIG, item->span, "language '%s' is given twice",
                    item->text);
    else
        deck->languages[deck->language_count++] = language;
}

static void key_languages(DeckReader *reader, const Node *node)
{
    if (node->kind != NODE_SEQUENCE || node->count == 0) {
        diagram_report(&reader->decoder, node, "a list like [en, zh]");
        return;
    }
    for (const Node *item = node->first; item != NULL; item = item->next)
        add_language(reader, item);
}

/* --- files --- */

static const struct {
    Key key;
    void (*read)(DeckReader *reader, const Node *node);
} deck_keys[] = {
    {{"title", "text", "What the presentation is called.", true}, key_title},
    {{"diagrams", "a list of diagrams' names", "What its slides show, in this order.", true},
     key_diagrams},
    {{"languages", "a list of languages",
      "It is written once in each; without it in the knowledge base's first.", false},
     key_languages},
};

const Key *deck_key_at(size_t index)
{
    return index < G_N_ELEMENTS(deck_keys) ? &deck_keys[index].key : NULL;
}

static void check_key(Decoder *decoder, const Node *node)
{
    for (size_t i = 0; i < G_N_ELEMENTS(deck_keys); i++)
        if (strcmp(deck_keys[i].key.name, node->key->text) == 0)
            return;
    diag_report(decoder->diags, DIAG_KB_CONFIG, node->key->span,
                "'%s' is no key of a deck; there are title, diagrams and languages",
                node->key->text);
}

static void read_keys(DeckReader *reader, const Node *document)
{
    for (const Node *node = document->first; node != NULL; node = node->next)
        check_key(&reader->decoder, node);
    for (size_t i = 0; i < G_N_ELEMENTS(deck_keys); i++) {
        const Node *node = node_find(document, deck_keys[i].key.name);
        if (node != NULL && node->kind != NODE_DAMAGED)
            deck_keys[i].read(reader, node);
        else if (node == NULL && deck_keys[i].key.required)
            diag_report(reader->decoder.diags, DIAG_KB_CONFIG, reader->deck->span,
                        "a deck needs '%s'", deck_keys[i].key.name);
    }
}

/* `dieline slides` takes names of diagrams and of decks alike. */
static bool name_is_free(const DeckReader *reader)
{
    const DeckSpec *deck = reader->deck;
    const DeckSpec *other = deck_spec_find(reader->decoder.kb, deck->name);
    const InputFile *diagram = g_hash_table_lookup(reader->diagrams, deck->name);
    if (other == NULL && diagram == NULL)
        return true;
    Diagnostic *d = diag_report(reader->decoder.diags, DIAG_KB_CONFIG, deck->span,
                                other != NULL ? "there is another deck '%s'"
                                              : "a deck and a diagram are both called '%s'",
                                deck->name);
    diag_note(d, other != NULL ? other->span : (Span){diagram->source, 0, 0}, "here");
    return false;
}

/* Returns the deck; NULL (reported) if it cannot be used. */
static DeckSpec *read_deck(DeckReader *reader, const InputFile *input)
{
    Decoder *decoder = &reader->decoder;
    const Node *document = diagram_file_document(decoder, input, "deck", "title and diagrams");
    if (document == NULL)
        return NULL;
    DeckSpec *deck = arena_new0(decoder->arena, DeckSpec, 1);
    deck->name = input->stem;
    deck->span = document->first != NULL ? document->first->key->span : document->span;
    reader->deck = deck;
    read_keys(reader, document);
    if (deck->language_count == 0) /* it has the knowledge base's first one */
        deck->language_count = 1;
    return name_is_free(reader) && !diagnostics_file_has_errors(decoder->diags, input->source)
               ? deck
               : NULL;
}

static GHashTable *index_diagrams(const GPtrArray *files)
{
    GHashTable *names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < files->len; i++) {
        InputFile *input = files->pdata[i];
        g_hash_table_insert(names, (gpointer)input->stem, input);
    }
    return names;
}

void decode_decks(const KbFiles *files, Kb *kb, Arena *arena, Diagnostics *diags)
{
    g_autoptr(GHashTable) diagrams = index_diagrams(files->diagrams);
    kb->decks = arena_new0(arena, DeckSpec *, files->decks->len);
    for (guint i = 0; i < files->decks->len; i++) {
        const InputFile *input = files->decks->pdata[i];
        DeckReader reader = {
            .decoder = {.kb = kb,
                        .arena = input->arena,
                        .diags = diags,
                        .near_budget = NEAREST_BUDGET},
            .diagrams = diagrams,
        };
        if (input->tree == NULL || input->tree->broken)
            continue;
        DeckSpec *deck = read_deck(&reader, input);
        if (deck != NULL)
            kb->decks[kb->deck_count++] = deck;
    }
}
