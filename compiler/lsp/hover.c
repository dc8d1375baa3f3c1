/* What stands at the cursor, in words. */
#include "lsp/answers.h"
#include "lsp/meant.h"
#include "lsp/units.h"
#include "schema/slot_form.h"
#include "template/escape.h"
#include "words/claim_describe.h"
#include "words/edtf_describe.h"
#include "words/quantity_describe.h"

#include <string.h>

typedef struct Hover {
    const Session *session;
    const Place *place;
    size_t language;
    const Words *words;
    Arena *arena;
    GString *out; /* Markdown */
    size_t start; /* of what it is about, in the text */
    size_t end;
} Hover;

static void begin_paragraph(Hover *hover)
{
    if (hover->out->len > 0)
        g_string_append(hover->out, "\n\n");
}

static void append_titled(Hover *hover, const char *title, const char *rest)
{
    begin_paragraph(hover);
    g_string_append(hover->out, "**");
    escape_append(hover->out, ESCAPE_MARKDOWN, title);
    g_string_append(hover->out, "**");
    if (rest != NULL) {
        g_string_append(hover->out, " · ");
        escape_append(hover->out, ESCAPE_MARKDOWN, rest);
    }
}

static void append_paragraph(Hover *hover, const char *text)
{
    if (text == NULL)
        return;
    begin_paragraph(hover);
    escape_append(hover->out, ESCAPE_MARKDOWN, text);
}

/* --- keys --- */

static void tell_slot(Hover *hover, const Slot *slot)
{
    g_autoptr(GString) form = g_string_new(NULL);
    slot_append_form(slot, form);
    append_titled(hover, localised_get(&slot->title, hover->language), form->str);
    append_paragraph(hover, description_get(&slot->description, hover->language));
}

static void tell_file_key(Hover *hover, const char *word)
{
    const Key *key = file_keys_named(&hover->place->spot.keys, word);
    if (key == NULL)
        return;
    append_titled(hover, key->name, key->takes);
    append_paragraph(hover, key->meaning);
}

static void tell_key(Hover *hover)
{
    const Spot *spot = &hover->place->spot;
    g_autofree char *word = cursor_word(&hover->place->cursor, hover->place->text);
    if (spot->kind == SPOT_FILE) {
        tell_file_key(hover, word);
        return;
    }
    const Slot *slot = spot->kind == SPOT_OBJECT ? class_find_slot(spot->class, word) : NULL;
    const ClaimKey *key = spot->kind == SPOT_SLOT || spot->is_item ? claim_key_find(word) : NULL;
    if (slot != NULL && key == NULL) {
        tell_slot(hover, slot);
    } else if (key != NULL) {
        append_titled(hover, key->name, NULL);
        append_paragraph(hover, key->meaning);
    }
}

/* --- entries --- */

static void append_slot_text(Hover *hover, const Entry *entry, KnownSlot slot)
{
    const Claim *claim = object_best(&entry->object, slot);
    if (claim == NULL || !value_is_known(&claim->value))
        return;
    const char *text = claim_describe(hover->arena, claim, hover->language, hover->words);
    if (*text != '\0')
        append_paragraph(hover, text);
}

static void tell_entry(Hover *hover, const Entry *entry)
{
    static const KnownSlot of_source[] = {SLOT_PUBLISHER, SLOT_AUTHOR, SLOT_PUBLISHED, SLOT_URL};
    const Class *class = entry->object.class;
    append_titled(hover, localised_get(entry->name, hover->language),
                  localised_get(&class->title, hover->language));
    if (entry->summary != NULL)
        append_paragraph(hover, localised_get(entry->summary, hover->language));
    if (class_is_known(class, CLASS_SOURCE)) {
        append_slot_text(hover, entry, SLOT_TITLE);
        for (size_t i = 0; i < G_N_ELEMENTS(of_source); i++)
            append_slot_text(hover, entry, of_source[i]);
    }
}

/* --- values --- */

static void tell_choice(Hover *hover, const Enum *choices, const char *word)
{
    const EnumValue *value = choices != NULL ? enum_find_value(choices, word) : NULL;
    if (value == NULL)
        return;
    append_titled(hover, localised_get(&value->title, hover->language), NULL);
    append_paragraph(hover, description_get(&value->description, hover->language));
}

static void tell_quantity(Hover *hover, const Slot *slot, const char *word)
{
    Quantity quantity;
    Problem problem;
    Units *units = hover->place->kb->schema->units;
    if (!quantity_read(units, word, slot->unit, &quantity, &problem))
        return;
    append_titled(hover, quantity_describe(hover->arena, hover->words, &quantity), NULL);
    g_autofree char *others = units_describe_others(units, &quantity);
    append_paragraph(hover, others);
}

static void tell_date(Hover *hover, const char *word)
{
    Edtf date;
    Problem problem;
    char first[EDTF_DAY_MAX];
    char last[EDTF_DAY_MAX];
    if (!edtf_parse(word, &date, &problem))
        return;
    append_titled(hover, edtf_describe(hover->words, &date, hover->arena), NULL);
    if (date.is_fiscal)
        return;
    const char *from = edtf_write_day(date.earliest, first);
    const char *to = edtf_write_day(date.latest, last);
    g_autofree char *days =
        g_strdup_printf("%s … %s", from != NULL ? from : "", to != NULL ? to : "");
    append_paragraph(hover, days);
}

static void tell_value(Hover *hover)
{
    const Spot *spot = &hover->place->spot;
    g_autofree char *word = cursor_word(&hover->place->cursor, hover->place->text);
    if (spot->kind == SPOT_CLAIM_KEY && spot->key->kind == CLAIM_KEY_DATE)
        tell_date(hover, word);
    if (spot->kind == SPOT_CLAIM_KEY && spot->key->kind == CLAIM_KEY_CONDITION)
        tell_choice(hover, hover->place->kb->schema->conditions, word);
    if (spot->kind != SPOT_SLOT)
        return;
    if (spot->slot->range == RANGE_ENUM)
        tell_choice(hover, spot->slot->range_enum, word);
    else if (spot->slot->range == RANGE_QUANTITY)
        tell_quantity(hover, spot->slot, word);
    else if (spot->slot->range == RANGE_EDTF)
        tell_date(hover, word);
}

/* --- what is wrong --- */

/* What messages at the place mean, if the text was compiled as it is. */
static void tell_messages(Hover *hover)
{
    const Place *place = hover->place;
    const InputFile *file = session_find_file(hover->session, place->relative);
    const SourceFile *source = file != NULL ? file->source : NULL;
    if (source == NULL || source->bytes == NULL || source->length != place->length ||
        memcmp(source->bytes, place->text, place->length) != 0)
        return;
    const GPtrArray *all = diagnostics_sorted(hover->session->state->diags);
    for (guint i = 0; i < all->len; i++) {
        const Diagnostic *d = all->pdata[i];
        if (d->severity < SEVERITY_WARNING || d->span.file != source ||
            place->offset < d->span.start || place->offset > d->span.end)
            continue;
        begin_paragraph(hover);
        g_string_append_printf(hover->out, "`%s`: ", diagnostic_slug(d));
        escape_append(hover->out, ESCAPE_MARKDOWN, diagnostic_explanation(d));
    }
}

/* --- all --- */

static void tell(Hover *hover)
{
    const TextCursor *cursor = &hover->place->cursor;
    const Meant meant = hover->place->spot.kind != SPOT_FILE ? meant_at(hover->place) : (Meant){0};
    const Entry *entry = meant.entry;
    hover->start = entry != NULL ? meant.start : cursor->start;
    hover->end = entry != NULL ? meant.end : cursor->end;
    if (cursor->role == CURSOR_KEY || (cursor->role == CURSOR_ITEM && cursor->has_colon))
        tell_key(hover);
    else if (entry != NULL)
        tell_entry(hover, entry);
    else if (cursor->role != CURSOR_NOWHERE)
        tell_value(hover);
    tell_messages(hover);
}

static void put_hover(const Hover *hover, Json *json)
{
    if (hover->out->len == 0) {
        json_null(json);
        return;
    }
    json_begin_object(json);
    json_key(json, "contents");
    json_begin_object(json);
    json_put_text(json, "kind", "markdown");
    json_put_text(json, "value", hover->out->str);
    json_end_object(json);
    json_key(json, "range");
    range_put(json, hover->place->placed, hover->start, hover->end);
    json_end_object(json);
}

bool hover_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)problem;
    Place place;
    if (!place_open(&place, session, params) && !place_open_file(&place, session, params)) {
        json_null(json);
        return true;
    }
    g_autoptr(Arena) arena = arena_new();
    g_autoptr(GString) out = g_string_new(NULL);
    Hover hover = {session, &place, session->language, session_words(session), arena, out, 0, 0};
    tell(&hover);
    put_hover(&hover, json);
    place_clear(&place);
    return true;
}
