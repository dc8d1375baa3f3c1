#include "import/draft.h"

#include "import/condition.h"
#include "model/entry_id.h"

#include <string.h>

/* --- ids --- */

char *draft_make_id(const char *text)
{
    g_autofree char *ascii = g_str_to_ascii(text, "C");
    GString *id = g_string_new(NULL);
    for (const char *at = ascii; *at != '\0'; at++) {
        const bool is_part = g_ascii_isalnum(*at) || *at == '_';
        const char last = id->len > 0 ? id->str[id->len - 1] : '-';
        if (is_part)
            g_string_append_c(id, g_ascii_tolower(*at));
        else if (*at == '.' && g_ascii_isalnum(last))
            g_string_append_c(id, '.');
        else if (last != '-' && last != '.' && *at != '?')
            g_string_append_c(id, '-');
    }
    while (id->len > 0 && !g_ascii_isalnum(id->str[id->len - 1]))
        g_string_truncate(id, id->len - 1);
    const size_t junk = strspn(id->str, "-_.");
    g_string_erase(id, 0, (gssize)junk);
    if (id->len == 0)
        return g_string_free(id, TRUE);
    return g_string_free(id, FALSE);
}

static Span row_span(const CellReader *reader)
{
    return reader->place.row->span;
}

/* Sets the id; false (reported): there is none. */
static bool draft_set_id(EntryDraft *draft, CellReader *reader, const CellMap *map)
{
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(DataText));
    if (!cell_read(reader, map, NULL, texts))
        return false;
    if (texts->len == 0) {
        cell_report(reader, DIAG_IMPORT_ROW, row_span(reader), "what makes the id is empty");
        return false;
    }
    const DataText *text = &g_array_index(texts, DataText, 0);
    g_autofree char *id = draft_make_id(text->text);
    const char *mistake = id != NULL ? entry_id_mistake(id) : NULL;
    if (id != NULL && mistake == NULL) {
        draft->id = arena_strdup(reader->place.arena, id);
        return true;
    }
    if (mistake != NULL) {
        cell_report(reader, DIAG_ENTRY_BAD_ID, text->span, "id '%s' %s", id, mistake);
        return false;
    }
    Diagnostic *d =
        cell_report(reader, DIAG_IMPORT_ROW, text->span, "no id can be made of '%s'", text->text);
    diag_hint(d, "ids are ASCII letters and digits: map 'id' to a column that has some");
    return false;
}

/* --- claims --- */

static const char *first_text(const GArray *texts)
{
    return texts->len > 0 ? g_array_index(texts, DataText, 0).text : NULL;
}

static bool read_keys(CellReader *reader, const SlotMap *map, DraftClaim *claim)
{
    bool is_fine = true;
    for (size_t i = 0; i < MAPPED_KEY_COUNT; i++) {
        g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(DataText));
        if (map->keys[i] == NULL)
            continue;
        is_fine &= cell_read(reader, map->keys[i], NULL, texts);
        claim->keys[i] = i == MAPPED_FOR
                             ? condition_text(reader->mapping->kb, texts, reader->place.arena)
                             : first_text(texts);
    }
    return is_fine;
}

/* A value's name stands for it, for what is written like it, and for its title. */
static const char *find_text(const Slot *slot, const char *text)
{
    if (slot->range != RANGE_ENUM)
        return text;
    const EnumValue *value = enum_find_called(slot->range_enum, text);
    return value != NULL ? value->name : text;
}

static bool is_among(const GArray *claims, const SlotMap *map, const char *text)
{
    for (guint i = 0; i < claims->len; i++) {
        const DraftClaim *claim = &g_array_index(claims, DraftClaim, i);
        if (claim->map == map && strcmp(claim->text, text) == 0)
            return true;
    }
    return false;
}

static bool read_texts(CellReader *reader, const SlotMap *map, GArray *claims)
{
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(DataText));
    bool is_fine = cell_read(reader, map->cell, map->slot, texts);
    for (guint i = 0; i < texts->len; i++) {
        const DataText *text = &g_array_index(texts, DataText, i);
        DraftClaim claim = {.map = map, .from = text->span};
        claim.text = find_text(map->slot, text->text);
        if (is_among(claims, map, claim.text))
            continue;
        is_fine &= read_keys(reader, map, &claim);
        g_array_append_val(claims, claim);
        if (!map->slot->multivalued)
            break;
    }
    return is_fine;
}

static bool read_languages(CellReader *reader, const SlotMap *map, GArray *claims)
{
    DraftClaim claim = {.map = map, .from = row_span(reader)};
    bool is_fine = true;
    bool is_said = false;
    for (size_t i = 0; i < LANGUAGES_MAX; i++) {
        g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(DataText));
        if (map->languages[i] == NULL)
            continue;
        is_fine &= cell_read(reader, map->languages[i], map->slot, texts);
        claim.languages[i] = first_text(texts);
        is_said |= texts->len > 0;
    }
    is_fine &= read_keys(reader, map, &claim);
    if (is_said)
        g_array_append_val(claims, claim);
    return is_fine;
}

static bool read_map(CellReader *reader, const SlotMap *map, GArray *claims);

/* Is there anything in it that the row says? */
static bool says_anything(const GArray *claims)
{
    for (guint i = 0; i < claims->len; i++) {
        const DraftClaim *claim = &g_array_index(claims, DraftClaim, i);
        if (claim->map->cell == NULL || cell_is_of_row(claim->map->cell))
            return true;
    }
    return false;
}

/* An object of nothing but what the mapping says is none. */
static bool read_object(CellReader *reader, const SlotMap *map, GArray *claims)
{
    g_autoptr(GArray) inner = g_array_new(FALSE, FALSE, sizeof(DraftClaim));
    DraftClaim claim = {.map = map, .from = row_span(reader)};
    bool is_fine = true;
    for (size_t i = 0; i < map->slot_count; i++)
        is_fine &= read_map(reader, &map->slots[i], inner);
    if (!says_anything(inner))
        return is_fine;
    is_fine &= read_keys(reader, map, &claim);
    claim.inner_count = inner->len;
    claim.inner = arena_new0(reader->place.arena, DraftClaim, inner->len);
    memcpy(claim.inner, inner->data, inner->len * sizeof *claim.inner);
    for (guint i = 0; i < inner->len; i++)
        if (claim.inner[i].map->cell == NULL || cell_is_of_row(claim.inner[i].map->cell))
            claim.from = claim.inner[i].from;
    g_array_append_val(claims, claim);
    return is_fine;
}

/* Appends what a slot's map makes of the row; false: it is lost by that. */
static bool read_map(CellReader *reader, const SlotMap *map, GArray *claims)
{
    if (map->slot->range == RANGE_OBJECT)
        return read_object(reader, map, claims);
    return map->cell != NULL ? read_texts(reader, map, claims)
                             : read_languages(reader, map, claims);
}

EntryDraft *draft_new(CellReader *reader, const Class *class, const CellMap *id,
                      const SlotMap *maps, size_t count)
{
    EntryDraft *draft = g_new0(EntryDraft, 1);
    draft->row = reader->place.row;
    draft->class = class;
    draft->claims = g_array_new(FALSE, FALSE, sizeof(DraftClaim));
    draft->has_failed = !draft_set_id(draft, reader, id);
    for (size_t i = 0; i < count; i++)
        draft->has_failed |= !read_map(reader, &maps[i], draft->claims);
    return draft;
}

void draft_free(EntryDraft *draft)
{
    g_array_unref(draft->claims);
    g_free(draft);
}

/* --- references --- */

/* Reports that nobody, or more than one, is called so. Returns whether the row is lost by it. */
static bool report_lost(const DraftClaim *claim, const CellReader *reader, const Lookup *lookup,
                        const char *other, size_t *near_budget)
{
    const CellMap *map = claim->map->cell;
    const Class *class = claim->map->slot->range_class;
    const DiagId id = map->is_optional ? DIAG_IMPORT_LEFT_OUT : DIAG_REF_UNKNOWN;
    if (other != NULL) {
        cell_report(reader, id, claim->from, "more than one %s is called '%s': '%s' is one of them",
                    class->name, claim->text, other);
        return !map->is_optional;
    }
    Diagnostic *d =
        cell_report(reader, id, claim->from, "no %s is called '%s'", class->name, claim->text);
    const char *near = lookup_nearest(lookup, claim->text, class, near_budget);
    if (near != NULL)
        diag_hint(d, "did you mean '%s'?", near);
    else
        diag_hint(d, "`dieline new %s` begins one; 'values' in the mapping says which one is meant",
                  class->name);
    return !map->is_optional;
}

/* Resolves a claim, and what is in it. Returns whether it stays. */
static bool resolve(EntryDraft *draft, DraftClaim *claim, const CellReader *reader,
                    const Lookup *lookup, size_t *near_budget)
{
    size_t kept = 0;
    for (size_t i = 0; i < claim->inner_count; i++)
        if (resolve(draft, &claim->inner[i], reader, lookup, near_budget))
            claim->inner[kept++] = claim->inner[i];
    const bool is_whole = kept == claim->inner_count;
    claim->inner_count = kept;
    if (claim->map->slot->range != RANGE_REFERENCE)
        return is_whole;
    const char *other;
    const char *id = lookup_find(lookup, claim->text, claim->map->slot->range_class, &other);
    if (id != NULL)
        claim->text = id;
    else
        draft->has_failed |= report_lost(claim, reader, lookup, other, near_budget);
    return id != NULL;
}

void draft_resolve(EntryDraft *draft, CellReader *reader, const Lookup *lookup, size_t *near_budget)
{
    guint kept = 0;
    reader->place.row = draft->row;
    for (guint i = 0; i < draft->claims->len; i++) {
        DraftClaim *claim = &g_array_index(draft->claims, DraftClaim, i);
        if (resolve(draft, claim, reader, lookup, near_budget))
            g_array_index(draft->claims, DraftClaim, kept++) = *claim;
    }
    g_array_set_size(draft->claims, kept);
}

/* --- comparing --- */

static bool claims_equal(const DraftClaim *a, const DraftClaim *b)
{
    if (a->map != b->map || g_strcmp0(a->text, b->text) != 0 || a->inner_count != b->inner_count)
        return false;
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (g_strcmp0(a->languages[i], b->languages[i]) != 0)
            return false;
    for (size_t i = 0; i < MAPPED_KEY_COUNT; i++)
        if (g_strcmp0(a->keys[i], b->keys[i]) != 0)
            return false;
    for (size_t i = 0; i < a->inner_count; i++)
        if (!claims_equal(&a->inner[i], &b->inner[i]))
            return false;
    return true;
}

bool draft_equal(const EntryDraft *a, const EntryDraft *b)
{
    if (a->claims->len != b->claims->len)
        return false;
    for (guint i = 0; i < a->claims->len; i++)
        if (!claims_equal(&g_array_index(a->claims, DraftClaim, i),
                          &g_array_index(b->claims, DraftClaim, i)))
            return false;
    return true;
}

static const char *any_language(const char *const *texts)
{
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (texts[i] != NULL)
            return texts[i];
    return NULL;
}

static const char *find_key_text(const EntryDraft *draft, const Slot *slot)
{
    for (guint i = 0; i < draft->claims->len; i++) {
        const DraftClaim *claim = &g_array_index(draft->claims, DraftClaim, i);
        if (claim->map->slot == slot)
            return claim->text != NULL ? claim->text : any_language(claim->languages);
    }
    return NULL;
}

char *draft_key(const EntryDraft *draft, const Slot *const *slots, size_t count)
{
    g_autoptr(GString) key = g_string_new(NULL);
    for (size_t i = 0; i < count; i++) {
        const char *text = find_key_text(draft, slots[i]);
        if (text == NULL)
            return NULL;
        g_string_append_printf(key, "%s\n", text);
    }
    return g_strdup(key->str);
}

static const char *entry_key_text(const Entry *entry, const Slot *slot)
{
    const Claims *claims = object_find(&entry->object, slot->name);
    const Value *value = claims != NULL && claims->count > 0 ? &claims->items[0].value : NULL;
    if (value == NULL)
        return NULL;
    if (value->kind == VALUE_TEXT)
        return any_language(value->localised->texts);
    if (value->kind == VALUE_REFERENCE && value->entry != NULL)
        return value->entry->id;
    return value->text;
}

char *draft_key_of_entry(const Entry *entry, const Slot *const *slots, size_t count)
{
    g_autoptr(GString) key = g_string_new(NULL);
    for (size_t i = 0; i < count; i++) {
        const char *text = entry_key_text(entry, slots[i]);
        if (text == NULL)
            return NULL;
        g_string_append_printf(key, "%s\n", text);
    }
    return g_strdup(key->str);
}
