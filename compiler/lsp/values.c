/* What a place takes as a value: of enums, ids, units, dates, and a claim's own words. */
#include "lsp/proposals.h"
#include "words/edtf_describe.h"

#include <string.h>

/* --- words --- */

static void offer_enum(Proposals *proposals, const Enum *choices)
{
    for (size_t i = 0; choices != NULL && i < choices->value_count; i++) {
        const EnumValue *value = &choices->values[i];
        const Proposal proposal = {.kind = PROPOSE_ENUM,
                                   .label = value->name,
                                   .detail = localised_get(&value->title, proposals->language),
                                   .meaning =
                                       description_get(&value->description, proposals->language)};
        proposals_offer(proposals, &proposal, &value->title, value->aliases);
    }
}

static void offer_word(Proposals *proposals, const char *word, const char *detail)
{
    const Proposal proposal = {.kind = PROPOSE_VALUE, .label = word, .detail = detail};
    proposals_offer(proposals, &proposal, NULL, NULL);
}

static void offer_statuses(Proposals *proposals)
{
    for (Status i = 0; i < STATUS_COUNT; i++)
        offer_word(proposals, status_name(i), NULL);
}

static void offer_ranks(Proposals *proposals)
{
    for (Rank i = 0; i < RANK_COUNT; i++)
        offer_word(proposals, rank_name(i), NULL);
}

/* Warnings only can be accepted. */
static void offer_slugs(Proposals *proposals)
{
    for (unsigned i = 0; i < DIAG_COUNT; i++)
        if (diag_default_severity((DiagId)i) == SEVERITY_WARNING)
            offer_word(proposals, diag_slug((DiagId)i), diag_explanation((DiagId)i));
}

/* --- ids --- */

/* Returns what tells an entry from others: a source's date, else its class. */
static char *entry_detail(const Proposals *proposals, const Entry *entry)
{
    const char *name = localised_get(entry->label, proposals->language);
    const Edtf *published = class_is_known(entry->object.class, CLASS_SOURCE)
                                ? object_date(&entry->object, SLOT_PUBLISHED)
                                : NULL;
    return g_strdup_printf("%s (%s)", name,
                           published != NULL ? published->text : entry->object.class->name);
}

static void offer_entries(Proposals *proposals, const Class *class)
{
    const Kb *kb = proposals->place->kb;
    for (size_t i = 0; class != NULL && i < kb->entry_count; i++)
        if (class_is_a(kb->entries[i]->object.class, class)) {
            g_autofree char *detail = entry_detail(proposals, kb->entries[i]);
            proposals_offer_entry(proposals, kb->entries[i], detail);
        }
}

static void offer_speakers(Proposals *proposals)
{
    offer_word(proposals, "maker", NULL);
    offer_word(proposals, "measured", NULL);
    offer_word(proposals, "inferred", NULL);
    offer_entries(proposals, proposals->place->kb->schema->known[CLASS_ORGANIZATION]);
}

/* --- units --- */

/* Returns where the unit begins behind a number; 0: no number stands there. */
static size_t find_unit(const Place *place)
{
    size_t at = place->cursor.start;
    at += strspn(place->text + at, "~<>=. ");
    const size_t digits = strspn(place->text + at, "0123456789.,");
    at += digits;
    const size_t blanks = strspn(place->text + at, " ");
    return digits > 0 && at + blanks <= place->offset ? at + blanks : 0;
}

static void offer_units(Proposals *proposals, const Slot *slot)
{
    const Place *place = proposals->place;
    Units *units = place->kb->schema->units;
    const size_t start = find_unit(place);
    if (start == 0)
        return;
    proposals_set_start(proposals, start);
    if (slot->unit != NULL)
        offer_word(proposals, unit_symbol(slot->unit), localised_get(&slot->title, 0));
    const GArray *all = units_list(units);
    for (guint i = 0; i < all->len; i++) {
        const UnitListing *listing = &g_array_index(all, UnitListing, i);
        const Unit *unit =
            strcmp(listing->kind, "prefix") != 0 ? units_find(units, listing->symbol) : NULL;
        if (unit != NULL && unit != slot->unit &&
            (slot->unit == NULL || unit_same_dimension(unit, slot->unit)))
            offer_word(proposals, listing->symbol, listing->definition);
    }
}

/* --- dates --- */

/* What is typed of a year, else the knowledge base's own. */
static int year_meant(const Proposals *proposals)
{
    int year = 2026;
    int month;
    int day;
    if (strspn(proposals->typed, "0123456789") >= 4)
        return (int)g_ascii_strtoull(proposals->typed, NULL, 10) % 10000;
    if (proposals->place->kb->has_as_of)
        edtf_split_day(proposals->place->kb->as_of.latest, &year, &month, &day);
    return year;
}

static void offer_date(Proposals *proposals, const char *date, Arena *arena)
{
    Edtf parsed;
    Problem problem;
    if (edtf_parse(date, &parsed, &problem))
        offer_word(proposals, date, edtf_describe(proposals->words, &parsed, arena));
}

/* As vague as one may know it. */
static void offer_dates(Proposals *proposals)
{
    static const struct {
        const char *before;
        const char *after;
    } forms[] = {{"", ""},    {"", "-Q1"}, {"", "-Q2"}, {"", "-Q3"}, {"", "-Q4"}, {"", "-H1"},
                 {"", "-H2"}, {"", "~"},   {"", "?"},   {"../", ""}, {"", "/.."}};
    const int year = year_meant(proposals);
    g_autoptr(Arena) arena = arena_new();
    char date[32];
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
        g_snprintf(date, sizeof date, "%s%04d%s", forms[i].before, year, forms[i].after);
        offer_date(proposals, date, arena);
    }
    for (int month = 1; month <= 12; month++) {
        g_snprintf(date, sizeof date, "%04d-%02d", year, month);
        offer_date(proposals, date, arena);
    }
}

/* --- all --- */

static void propose_of_slot(Proposals *proposals, const Slot *slot)
{
    switch (slot->range) {
    case RANGE_ENUM:
        offer_enum(proposals, slot->range_enum);
        break;
    case RANGE_REFERENCE:
        offer_entries(proposals, slot->range_class);
        break;
    case RANGE_QUANTITY:
        offer_units(proposals, slot);
        break;
    case RANGE_EDTF:
        offer_dates(proposals);
        break;
    case RANGE_BOOLEAN:
        offer_word(proposals, "true", NULL);
        offer_word(proposals, "false", NULL);
        break;
    default:
        break;
    }
}

static void propose_of_key(Proposals *proposals, const ClaimKey *key)
{
    const Schema *schema = proposals->place->kb->schema;
    switch (key->kind) {
    case CLAIM_KEY_TRUE:
        offer_word(proposals, "true", NULL);
        break;
    case CLAIM_KEY_SOURCE:
        offer_entries(proposals, schema->known[CLASS_SOURCE]);
        break;
    case CLAIM_KEY_DATE:
        offer_dates(proposals);
        break;
    case CLAIM_KEY_STATUS:
        offer_statuses(proposals);
        break;
    case CLAIM_KEY_RANK:
        offer_ranks(proposals);
        break;
    case CLAIM_KEY_CONDITION:
        offer_enum(proposals, schema->conditions);
        break;
    case CLAIM_KEY_BY:
        offer_speakers(proposals);
        break;
    case CLAIM_KEY_SLUG:
        offer_slugs(proposals);
        break;
    default:
        break;
    }
}

void propose_values(Proposals *proposals)
{
    const Spot *spot = &proposals->place->spot;
    if (spot->kind == SPOT_SLOT)
        propose_of_slot(proposals, spot->slot);
    else if (spot->kind == SPOT_CLAIM_KEY)
        propose_of_key(proposals, spot->key);
}
