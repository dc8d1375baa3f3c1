#include "import/update.h"

#include "import/places.h"
#include "import/writing.h"

#include <string.h>

/* An entry at work. */
typedef struct Update {
    PlannedFile *file;
    EntryDraft *draft;
    const Kb *kb;
    const char *source;
    bool is_default;      /* claims that name no source have that one */
    const Node *document; /* NULL: nobody has needed it yet */
    const char *problem;  /* why something cannot be done; NULL: nothing so far */
} Update;

static const Slot *slot_of(const DraftClaim *claim)
{
    return claim->map->slot;
}

/* How many values a claim has: an object as many as are in it. */
static size_t count_values(const DraftClaim *claim)
{
    size_t count = slot_of(claim)->range == RANGE_OBJECT ? 0 : 1;
    for (size_t i = 0; i < claim->inner_count; i++)
        count += count_values(&claim->inner[i]);
    return count;
}

static PlannedEdit *edit(Update *update, const DraftClaim *claim, size_t start, size_t end,
                         const char *text)
{
    return planned_file_edit(update->file, update->draft, claim->from, start, end, text);
}

/* --- a new entry --- */

/* Can the values of a slot stand in one line, as in [training, inference]? */
static bool is_short_list(const DraftClaim *claims, size_t count, const GString *line)
{
    enum { LINE_MAX_BYTES = 90 };
    const Slot *slot = slot_of(claims);
    bool has_keys = false;
    for (size_t i = 0; i < count; i++)
        has_keys |= writing_has_keys(&claims[i]) || claims[i].text == NULL;
    return slot->multivalued && slot->range != RANGE_OBJECT && !has_keys &&
           line->len <= LINE_MAX_BYTES;
}

static bool is_list(const DraftClaim *claims, size_t count)
{
    return count > 1 || (slot_of(claims)->range == RANGE_OBJECT && slot_of(claims)->multivalued);
}

/* What stands around a claim of a new slot, which is the one at `i`. */
static const char *before_claim(size_t i, bool is_block, bool is_flow)
{
    if (is_flow)
        return i == 0 ? " [" : ", ";
    return is_block ? (i == 0 ? "\n  - " : "  - ") : " ";
}

static void append_new(GString *out, const DraftClaim *claim, bool is_item, const Kb *kb)
{
    if (is_item)
        writing_append_item(out, claim, NULL, kb);
    else
        writing_append_claim(out, claim, NULL, kb);
}

/* Writes the claims of one slot, each as an edit of its own. */
static void begin_slot(Update *update, const DraftClaim *claims, size_t count)
{
    const Slot *slot = slot_of(claims);
    const bool is_block = is_list(claims, count);
    g_autoptr(GString) line = g_string_new(slot->name);
    for (size_t i = 0; i < count; i++)
        append_new(line, &claims[i], is_block, update->kb);
    const bool is_flow = is_block && is_short_list(claims, count, line);
    for (size_t i = 0; i < count; i++) {
        const char *end = is_flow ? (i + 1 == count ? "]\n" : "") : "\n";
        g_string_truncate(line, 0);
        if (i == 0)
            g_string_append_printf(line, "%s:", slot->name);
        g_string_append(line, before_claim(i, is_block, is_flow));
        append_new(line, &claims[i], is_block, update->kb);
        g_string_append(line, end);
        edit(update, &claims[i], 0, 0, line->str);
        update->draft->new_values += count_values(&claims[i]);
    }
}

void update_begin(PlannedFile *file, EntryDraft *draft, const char *source, const Kb *kb)
{
    Update update = {.file = file, .draft = draft, .kb = kb, .source = source};
    const DraftClaim *claims = (const DraftClaim *)(const void *)draft->claims->data;
    for (guint i = 0; i < draft->claims->len;) {
        guint end = i + 1;
        while (end < draft->claims->len && slot_of(&claims[end]) == slot_of(&claims[i]))
            end++;
        begin_slot(&update, &claims[i], end - i);
        i = end;
    }
    if (source == NULL)
        return;
    g_autofree char *line = g_strdup_printf("source: %s\n", source);
    planned_file_edit(file, draft, draft->row->span, 0, 0, line);
}

/* --- what is there --- */

/* Does the claim stand in the entry's file, and name the source? A source itself has no sources. */
static bool is_ours(const Update *update, const Claim *claim)
{
    if (claim_details(claim)->from_count > 0)
        return false;
    if (update->draft->is_source)
        return true;
    for (size_t i = 0; i < claim->citation_count; i++)
        if (strcmp(citation_id(&claim->citations[i]), update->source) == 0)
            return true;
    return false;
}

static bool localised_equal(const Localised *text, const DraftClaim *claim)
{
    if (claim->text != NULL) /* what others have translated stays */
        return g_strcmp0(text->texts[0], claim->text) == 0;
    for (size_t i = 0; i < LANGUAGES_MAX; i++)
        if (claim->languages[i] != NULL && g_strcmp0(text->texts[i], claim->languages[i]) != 0)
            return false;
    return true;
}

static bool value_equal(const Value *value, const DraftClaim *claim)
{
    switch (value->kind) {
    case VALUE_TEXT:
        return localised_equal(value->localised, claim);
    case VALUE_REFERENCE:
        return g_strcmp0(value->entry != NULL ? value->entry->id : value->text, claim->text) == 0;
    case VALUE_NONE:
    case VALUE_UNKNOWN:
    case VALUE_OBJECT:
        return false;
    default:
        return g_strcmp0(value->text, claim->text) == 0;
    }
}

static const char *text_of(const Localised *text)
{
    return text != NULL ? text->texts[0] : NULL;
}

/* What the claim has at a key, as far as one text can say it; NULL: nothing. */
static const char *key_text(const Claim *claim, MappedKey key)
{
    const ClaimDetails *details = claim_details(claim);
    switch (key) {
    case MAPPED_AS_OF:
        return claim->has_own_as_of ? claim->as_of->text : NULL;
    case MAPPED_STATUS:
        return status_name(claim->status);
    case MAPPED_RANK:
        return rank_name(claim->rank);
    case MAPPED_FOR:
        return details->condition != NULL ? details->condition->key : NULL;
    case MAPPED_BY:
        return details->by;
    case MAPPED_NOTE:
        return text_of(details->note);
    case MAPPED_QUOTE:
        return details->quote;
    case MAPPED_LOCATOR:
        return text_of(details->locator);
    case MAPPED_KEY_COUNT:
    default:
        g_assert_not_reached();
    }
}

/* Claims for different conditions, or of different people, say different things. */
static bool is_about_same(const Claim *there, const DraftClaim *claim)
{
    return g_strcmp0(key_text(there, MAPPED_FOR), claim->keys[MAPPED_FOR]) == 0 &&
           g_strcmp0(key_text(there, MAPPED_BY), claim->keys[MAPPED_BY]) == 0;
}

/* What tells items of a list apart; without any of these all of an item does. */
static bool is_identity(const Slot *slot)
{
    static const char *const names[] = {"event", "measure", "period", "key",
                                        "part",  "of",      "subject"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(slot->name, names[i]) == 0)
            return true;
    return false;
}

static bool has_value(const Object *object, const DraftClaim *claim)
{
    const Claims *claims = object_find(object, slot_of(claim)->name);
    for (size_t i = 0; claims != NULL && i < claims->count; i++)
        if (value_equal(&claims->items[i].value, claim))
            return true;
    return false;
}

static bool is_same_object(const Claim *there, const DraftClaim *claim)
{
    bool has_identity = false;
    if (there->value.kind != VALUE_OBJECT)
        return false;
    for (size_t i = 0; i < claim->inner_count; i++)
        has_identity |= is_identity(slot_of(&claim->inner[i]));
    for (size_t i = 0; i < claim->inner_count; i++) {
        const DraftClaim *inner = &claim->inner[i];
        if ((!has_identity || is_identity(slot_of(inner))) &&
            !has_value(there->value.object, inner))
            return false;
    }
    return true;
}

/* --- changes --- */

static const Node *find_document(Update *update)
{
    const Entry *entry = update->draft->entry;
    if (update->document == NULL)
        update->document = planned_file_document(update->file, entry->span.start);
    g_assert(update->document != NULL);
    return update->document;
}

static void say_change(Update *update, PlannedEdit *made, const DraftClaim *claim)
{
    const char *bytes = update->file->source->bytes;
    g_autofree char *old = g_strndup(bytes + made->start, made->end - made->start);
    const Position at =
        span_start((Span){update->file->source, (uint32_t)made->start, (uint32_t)made->end});
    g_autofree char *new = g_strdup(made->text);
    made->said = g_strdup_printf("%s:%u: %s: %s became %s", update->file->source->path, at.line,
                                 slot_of(claim)->name, g_strstrip(old), g_strstrip(new));
}

/* Puts a text in the place of a node's. */
static void replace(Update *update, const DraftClaim *claim, const Node *node, const char *text)
{
    const char *bytes = update->file->source->bytes;
    const bool has_break = node->span.end > node->span.start && bytes[node->span.end - 1] == '\n';
    g_autofree char *line = g_strconcat(text, has_break ? "\n" : "", NULL);
    say_change(update, edit(update, claim, node->span.start, node->span.end, line), claim);
}

/* Sets a key of a mapping to a text that is YAML; false: it is that already. */
static void set_key(Update *update, const DraftClaim *claim, const Node *mapping, const char *key,
                    const char *text)
{
    const Node *node = node_find(mapping, key);
    if (node != NULL) {
        replace(update, claim, node, text);
        return;
    }
    size_t at;
    g_autofree char *line = g_strdup_printf("%s: %s", key, text);
    g_autofree char *whole = place_in_mapping(mapping, line, &at);
    edit(update, claim, at, at, whole);
}

static void set_languages(Update *update, const DraftClaim *claim, const Value *value,
                          const Node *node)
{
    for (size_t i = 0; i < update->kb->language_count; i++) {
        const char *text =
            claim->text != NULL ? (i == 0 ? claim->text : NULL) : claim->languages[i];
        if (text == NULL ||
            (value->kind == VALUE_TEXT && g_strcmp0(value->localised->texts[i], text) == 0))
            continue;
        DraftClaim one = {.map = claim->map, .text = text, .from = claim->from};
        g_autoptr(GString) written = g_string_new(NULL);
        writing_append_value(written, &one, update->kb);
        set_key(update, claim, node, update->kb->languages[i], written->str);
    }
}

static void set_keys(Update *update, const Claim *there, const DraftClaim *claim, const Node *item)
{
    for (size_t i = 0; i < MAPPED_KEY_COUNT; i++) {
        const char *text = claim->keys[i];
        if (text == NULL || g_strcmp0(key_text(there, (MappedKey)i), text) == 0)
            continue;
        g_autoptr(GString) written = g_string_new(NULL);
        writing_append_mapped(written, (MappedKey)i, text, update->kb);
        set_key(update, claim, item, mapped_key_name((MappedKey)i), written->str);
    }
}

static bool keys_equal(const Claim *there, const DraftClaim *claim)
{
    for (size_t i = 0; i < MAPPED_KEY_COUNT; i++)
        if (claim->keys[i] != NULL && g_strcmp0(key_text(there, (MappedKey)i), claim->keys[i]) != 0)
            return false;
    return true;
}

/* A value without keys that gets some becomes a claim with both. */
static void rewrite_bare(Update *update, const DraftClaim *claim, const Node *item)
{
    g_autoptr(GString) text = g_string_new(NULL);
    writing_append_claim(text, claim, NULL, update->kb);
    replace(update, claim, item, text->str);
}

static void set_value(Update *update, const Claim *there, const DraftClaim *claim, const Node *node)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (value_equal(&there->value, claim))
        return;
    if (node->kind == NODE_MAPPING) {
        set_languages(update, claim, &there->value, node);
        return;
    }
    writing_append_value(text, claim, update->kb);
    replace(update, claim, node, text->str);
}

/* Brings a claim of ours to what the row says: `slot_node` is what stands at its slot. */
static void change_claim(Update *update, const Claim *there, const DraftClaim *claim,
                         const Node *slot_node)
{
    const Node *item = slot_node != NULL ? place_of_claim(slot_node, there) : NULL;
    if (item == NULL) {
        update->problem = "is written in a way that import cannot change";
        return;
    }
    update->draft->changed_values++;
    const Node *value = item->kind == NODE_MAPPING ? node_find(item, "value") : NULL;
    if (value == NULL && !keys_equal(there, claim)) {
        rewrite_bare(update, claim, item);
        return;
    }
    set_value(update, there, claim, value != NULL ? value : item);
    if (value != NULL)
        set_keys(update, there, claim, item);
}

/* --- what is new --- */

/* Adds a slot that an inlined object does not have. */
static void add_to_object(Update *update, const DraftClaim *claim, const Node *mapping,
                          const Node *slot_node)
{
    if (slot_node != NULL) {
        update->problem = "has a value of another source there";
        return;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    writing_append_claim(text, claim, NULL, update->kb);
    set_key(update, claim, mapping, slot_of(claim)->name, text->str);
    update->draft->new_values += count_values(claim);
}

/* Adds a claim to an entry, behind those that are there. */
static void add_to_entry(Update *update, const DraftClaim *claim, const Node *slot_node,
                         NewClaim *place)
{
    const Slot *slot = slot_of(claim);
    const Node *document = find_document(update);
    g_autoptr(GString) text = g_string_new(NULL);
    const bool needs_source = !update->is_default && !update->draft->is_source;
    const char *source = needs_source ? update->source : NULL;
    if (slot_node != NULL || place->is_list)
        writing_append_item(text, claim, source, update->kb);
    else
        writing_append_claim(text, claim, source, update->kb);
    place->slot = slot;
    place->class = update->draft->class;
    place->text = text->str;
    place->is_flow = document->style == STYLE_FLOW;
    g_autoptr(GArray) edits = g_array_new(FALSE, FALSE, sizeof(PlaceEdit));
    if (slot_node == NULL)
        place_new_slot(document, place, edits);
    else
        place_new_claim(slot_node, place, edits);
    for (guint i = 0; i < edits->len; i++) {
        const PlaceEdit *one = &g_array_index(edits, PlaceEdit, i);
        edit(update, claim, one->start, one->end, one->text);
        g_free(one->text);
    }
    update->draft->new_values += count_values(claim);
}

/* --- slots --- */

static void update_slot(Update *update, const Object *object, const Node *mapping,
                        const DraftClaim **claims, size_t count);

/* Calls update_slot() for all claims of each slot together: they stand beside each other. */
static void update_slots(Update *update, const Object *object, const Node *mapping,
                         const DraftClaim *claims, size_t count)
{
    g_autoptr(GPtrArray) same = g_ptr_array_new();
    for (size_t i = 0; i < count && update->problem == NULL; i++) {
        g_ptr_array_add(same, (gpointer)&claims[i]);
        if (i + 1 < count && slot_of(&claims[i + 1]) == slot_of(&claims[i]))
            continue;
        update_slot(update, object, mapping, (const DraftClaim **)same->pdata, same->len);
        g_ptr_array_set_size(same, 0);
    }
}

static void keep_object(Update *update, const Claim *there, const DraftClaim *claim,
                        const Node *slot_node)
{
    const Node *item = slot_node != NULL ? place_of_claim(slot_node, there) : NULL;
    if (item == NULL) {
        update->problem = "is written in a way that import cannot change";
        return;
    }
    if (!keys_equal(there, claim)) {
        set_keys(update, there, claim, item);
        update->draft->changed_values++;
    }
    update_slots(update, there->value.object, item, claim->inner, claim->inner_count);
}

/* Can the claim be another one? Not if others say it, too. */
static bool is_only_ours(const Update *update, const Claim *claim)
{
    return claim->citation_count == 1 || update->draft->is_source;
}

/* Which of the claims that are there a draft's is: the one that says the same, or (unless
 * `must_equal`) any about the same; NULL: none. */
static const Claim *find_match(const Update *update, const Claims *there, GHashTable *taken,
                               const DraftClaim *claim, bool must_equal)
{
    for (size_t i = 0; there != NULL && i < there->count; i++) {
        const Claim *one = &there->items[i];
        if (g_hash_table_contains(taken, one) || !is_ours(update, one) ||
            (claim_is_inherited(one) && !(must_equal && keys_equal(one, claim))))
            continue;
        if (slot_of(claim)->range == RANGE_OBJECT
                ? is_same_object(one, claim) && !claim_is_inherited(one)
            : must_equal ? is_about_same(one, claim) && value_equal(&one->value, claim)
                         : is_about_same(one, claim) && is_only_ours(update, one))
            return one;
    }
    return NULL;
}

/* A source's own text is its readers': only what follows from the file is brought to date. */
static bool may_change(const Update *update, const Slot *slot)
{
    static const char *const names[] = {"published", "accessed", "sha256"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(names[i], slot->name) == 0)
            return true;
    return !update->draft->is_source;
}

static const Node *find_slot_node(Update *update, const Object *object, const Node *mapping,
                                  const Slot *slot)
{
    const bool is_entry = object == &update->draft->entry->object;
    if (is_entry)
        mapping = find_document(update);
    return mapping != NULL ? node_find(mapping, slot->name) : NULL;
}

/* What is there and what the row says, one to one: `claims` lose those that are dealt with. */
static void match_claims(Update *update, const Object *object, const Node *mapping,
                         const Claims *there, const DraftClaim **claims, size_t count,
                         GHashTable *taken, bool must_equal)
{
    for (size_t i = 0; i < count; i++) {
        const Slot *slot = claims[i] != NULL ? slot_of(claims[i]) : NULL;
        const Claim *match =
            slot != NULL ? find_match(update, there, taken, claims[i], must_equal) : NULL;
        if (match == NULL)
            continue;
        g_hash_table_add(taken, (gpointer)match);
        if (slot->range == RANGE_OBJECT)
            keep_object(update, match, claims[i], find_slot_node(update, object, mapping, slot));
        else if (may_change(update, slot) &&
                 !(value_equal(&match->value, claims[i]) && keys_equal(match, claims[i])))
            change_claim(update, match, claims[i], find_slot_node(update, object, mapping, slot));
        else
            update->draft->equal_values++;
        claims[i] = NULL;
    }
}

static void update_slot(Update *update, const Object *object, const Node *mapping,
                        const DraftClaim **claims, size_t count)
{
    const Slot *slot = slot_of(claims[0]);
    const Claims *there = object_find(object, slot->name);
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL); /* claims that are somebody's */
    match_claims(update, object, mapping, there, claims, count, taken, true);
    match_claims(update, object, mapping, there, claims, count, taken, false);
    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        left += claims[i] != NULL;
    NewClaim place = {.is_list = left > 1 || (slot->range == RANGE_OBJECT && slot->multivalued),
                      .is_first = true};
    for (size_t i = 0; i < count && update->problem == NULL; i++) {
        if (claims[i] == NULL || (there != NULL && !slot->sourced))
            continue; /* what needs no source, as a name, is its author's */
        place.is_last = --left == 0;
        const Node *node = find_slot_node(update, object, mapping, slot);
        if (object == &update->draft->entry->object)
            add_to_entry(update, claims[i], node, &place);
        else
            add_to_object(update, claims[i], mapping, node);
        place.is_first = false;
    }
}

static bool is_default_source(const Entry *entry, const char *source)
{
    return entry->citation_count == 1 && strcmp(citation_id(&entry->citations[0]), source) == 0;
}

const char *update_entry(PlannedFile *file, EntryDraft *draft, const char *source, const Kb *kb)
{
    Update update = {.file = file, .draft = draft, .kb = kb, .source = source};
    update.is_default = source != NULL && is_default_source(draft->entry, source);
    update_slots(&update, &draft->entry->object, NULL,
                 (const DraftClaim *)(const void *)draft->claims->data, draft->claims->len);
    return update.problem;
}
