#include "value/unit_names.h"

#include "base/text.h"

#include <string.h>

typedef enum PrefixRule { PREFIX_ANY, PREFIX_LARGE, PREFIX_NONE } PrefixRule;

/* What the file says of a unit beside what it measures. */
typedef struct UnitTraits {
    PrefixRule prefixes;
    bool is_count;
    bool is_money;
} UnitTraits;

/* One name or symbol of a unit. */
typedef struct UnitName {
    UnitTraits traits;
    char *singular; /* in lower case */
} UnitName;

typedef struct Prefix {
    char *text;
    bool is_symbol;
    bool is_small; /* below one */
} Prefix;

/* What may be written for a unit: a name, or a symbol with or without a prefix. */
typedef struct Spelling {
    char *text;
    size_t prefix; /* its length */
} Spelling;

struct UnitNames {
    GHashTable *names;   /* in lower case -> UnitName; owned, as all texts here */
    GHashTable *symbols; /* as they are -> UnitName */
    GArray *prefixes;    /* of Prefix */
    GArray *spellings;   /* of Spelling */
    GArray *listed;      /* of UnitListing */
};

static void listing_clear(gpointer data)
{
    UnitListing *listing = data;
    g_free(listing->symbol);
    g_free(listing->others);
    g_free(listing->definition);
}

static void prefix_clear(gpointer prefix)
{
    g_free(((Prefix *)prefix)->text);
}

static void spelling_clear(gpointer spelling)
{
    g_free(((Spelling *)spelling)->text);
}

static void unit_name_free(gpointer name)
{
    g_free(((UnitName *)name)->singular);
    g_free(name);
}

static void add_spelling(UnitNames *names, const char *prefix, const char *text)
{
    const Spelling spelling = {g_strconcat(prefix, text, NULL), strlen(prefix)};
    g_array_append_val(names->spellings, spelling);
}

/* --- reading --- */

/* The file has been checked (units_xml.h). */
typedef struct NameScan {
    UnitNames *names;
    GString *text;
    UnitTraits traits; /* of the unit that is read */
    char *singular;    /* the last that was read */
    bool is_small;     /* is the prefix that is read? */
    GString *symbols;  /* of what is read, with ", " between */
    GString *words;    /* its names, likewise */
    GString *meaning;  /* what defines it */
} NameScan;

static void put_in_list(GString *list, const char *text)
{
    g_string_append_printf(list, "%s%s", list->len > 0 ? ", " : "", text);
}

/* Notes a piece of what is read: UDUNITS's plurals say nothing new. */
static void note_piece(NameScan *scan, const char *element, const char *text)
{
    if (strcmp(element, "symbol") == 0)
        put_in_list(scan->symbols, text);
    else if (strcmp(element, "singular") == 0 || strcmp(element, "name") == 0)
        put_in_list(scan->words, text);
    else if (strcmp(element, "def") == 0 || strcmp(element, "value") == 0)
        g_string_assign(scan->meaning, text);
}

static const char *listing_kind(const NameScan *scan, bool is_prefix)
{
    if (is_prefix)
        return "prefix";
    return scan->traits.is_money ? "money" : scan->traits.is_count ? "count" : "unit";
}

/* Lists what was read, and is ready for the next one. */
static void finish_listing(NameScan *scan, bool is_prefix)
{
    if (scan->symbols->len > 0 && scan->words->len > 0)
        g_string_append(scan->symbols, ", ");
    g_string_append(scan->symbols, scan->words->str);
    g_auto(GStrv) parts = g_strsplit(scan->symbols->str, ", ", 2);
    const UnitListing listing = {
        .symbol = g_strdup(parts[0] != NULL ? parts[0] : ""),
        .others = g_strdup(parts[0] != NULL && parts[1] != NULL ? parts[1] : ""),
        .definition = g_strdup(scan->meaning->str),
        .kind = listing_kind(scan, is_prefix),
    };
    g_array_append_val(scan->names->listed, listing);
    g_string_truncate(scan->symbols, 0);
    g_string_truncate(scan->words, 0);
    g_string_truncate(scan->meaning, 0);
}

static bool read_prefixes(const char *text, UnitTraits *traits)
{
    traits->prefixes = strcmp(text, "none") == 0 ? PREFIX_NONE : PREFIX_LARGE;
    return traits->prefixes == PREFIX_NONE || strcmp(text, "large") == 0;
}

static bool read_family(const char *text, UnitTraits *traits)
{
    traits->is_count = strcmp(text, "count") == 0;
    traits->is_money = strcmp(text, "money") == 0;
    return traits->is_count || traits->is_money;
}

static void start_unit(NameScan *scan, const char **attributes, const char **values, GError **error)
{
    scan->traits = (UnitTraits){0};
    for (size_t i = 0; attributes[i] != NULL; i++)
        if (strcmp(attributes[i], "prefixes") == 0 && !read_prefixes(values[i], &scan->traits))
            g_set_error(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                        "prefixes are \"large\" or \"none\", not \"%s\"", values[i]);
        else if (strcmp(attributes[i], "of") == 0 && !read_family(values[i], &scan->traits))
            g_set_error(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                        "a unit is one of \"count\" or \"money\", not of \"%s\"", values[i]);
}

static void scan_start(GMarkupParseContext *context, const char *element, const char **attributes,
                       const char **values, void *user, GError **error)
{
    (void)context;
    NameScan *scan = user;
    if (strcmp(element, "unit") == 0)
        start_unit(scan, attributes, values, error);
    g_string_truncate(scan->text, 0);
}

static void scan_text(GMarkupParseContext *context, const char *text, size_t length, void *user,
                      GError **error)
{
    (void)context, (void)error;
    NameScan *scan = user;
    g_string_append_len(scan->text, text, (gssize)length);
}

/* UDUNITS finds a unit by its name in any case, or by its symbol. */
static void define(NameScan *scan, const char *element, const char *text)
{
    UnitNames *names = scan->names;
    UnitName *name = g_new0(UnitName, 1);
    name->traits = scan->traits;
    if (strcmp(element, "plural") != 0 || scan->singular == NULL) {
        g_free(scan->singular);
        scan->singular = g_ascii_strdown(text, -1);
    }
    name->singular = g_strdup(scan->singular);
    if (strcmp(element, "symbol") == 0) {
        g_hash_table_insert(names->symbols, g_strdup(text), name);
        return;
    }
    g_hash_table_insert(names->names, g_ascii_strdown(text, -1), name);
    add_spelling(names, "", text);
}

static void scan_end(GMarkupParseContext *context, const char *element, void *user, GError **error)
{
    (void)error;
    NameScan *scan = user;
    const GSList *ancestors = g_markup_parse_context_get_element_stack(context)->next;
    const bool of_prefix = ancestors != NULL && strcmp(ancestors->data, "prefix") == 0;
    const bool is_symbol = strcmp(element, "symbol") == 0;
    const bool is_name = strcmp(element, "singular") == 0 || strcmp(element, "plural") == 0 ||
                         (of_prefix && strcmp(element, "name") == 0);
    const bool is_value = strcmp(element, "value") == 0;
    const char *text = g_strstrip(scan->text->str);
    const bool is_prefix = strcmp(element, "prefix") == 0;
    if (is_prefix || strcmp(element, "unit") == 0)
        finish_listing(scan, is_prefix);
    else if (*text != '\0')
        note_piece(scan, element, text);
    if (is_value)
        scan->is_small = g_ascii_strtod(text, NULL) < 1;
    else if (of_prefix && *text != '\0' && (is_symbol || is_name)) {
        const Prefix prefix = {g_strdup(text), is_symbol, scan->is_small};
        g_array_append_val(scan->names->prefixes, prefix);
    } else if (!of_prefix && (is_symbol || is_name))
        define(scan, element, text);
    g_string_truncate(scan->text, 0);
}

static bool may_precede(const Prefix *prefix, PrefixRule rule)
{
    return rule == PREFIX_ANY || (rule == PREFIX_LARGE && !prefix->is_small);
}

static void spell_symbols(UnitNames *names)
{
    GHashTableIter iter;
    void *symbol, *name;
    for (g_hash_table_iter_init(&iter, names->symbols);
         g_hash_table_iter_next(&iter, &symbol, &name);) {
        add_spelling(names, "", symbol);
        for (guint i = 0; i < names->prefixes->len; i++) {
            const Prefix *prefix = &g_array_index(names->prefixes, Prefix, i);
            if (prefix->is_symbol && may_precede(prefix, ((const UnitName *)name)->traits.prefixes))
                add_spelling(names, prefix->text, symbol);
        }
    }
}

static UnitNames *unit_names_new(void)
{
    UnitNames *names = g_new0(UnitNames, 1);
    names->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unit_name_free);
    names->symbols = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, unit_name_free);
    names->prefixes = g_array_new(FALSE, FALSE, sizeof(Prefix));
    names->spellings = g_array_new(FALSE, FALSE, sizeof(Spelling));
    g_array_set_clear_func(names->prefixes, prefix_clear);
    g_array_set_clear_func(names->spellings, spelling_clear);
    names->listed = g_array_new(FALSE, FALSE, sizeof(UnitListing));
    g_array_set_clear_func(names->listed, listing_clear);
    return names;
}

UnitNames *unit_names_read(const char *xml, size_t length, char **error)
{
    static const GMarkupParser parser = {
        .start_element = scan_start, .end_element = scan_end, .text = scan_text};
    g_autoptr(UnitNames) names = unit_names_new();
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) failure = NULL;
    g_autoptr(GString) symbols = g_string_new(NULL);
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GString) meaning = g_string_new(NULL);
    NameScan scan = {
        .names = names, .text = text, .symbols = symbols, .words = words, .meaning = meaning};
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, G_MARKUP_DEFAULT_FLAGS, &scan, NULL);
    const bool is_read = g_markup_parse_context_parse(context, xml, (gssize)length, &failure) &&
                         g_markup_parse_context_end_parse(context, &failure);
    g_free(scan.singular);
    if (is_read) {
        spell_symbols(names);
        return g_steal_pointer(&names);
    }
    *error = g_strdelimit(g_strdup(failure->message), "\n", ' ');
    return NULL;
}

void unit_names_free(UnitNames *names)
{
    if (names == NULL)
        return;
    g_hash_table_destroy(names->names);
    g_hash_table_destroy(names->symbols);
    g_array_unref(names->prefixes);
    g_array_unref(names->spellings);
    g_array_unref(names->listed);
    g_free(names);
}

const GArray *unit_names_list(const UnitNames *names)
{
    return names->listed;
}

/* --- prefixes --- */

/* Finds a unit that is written without a prefix; UDUNITS makes plurals of names with an s. */
static const UnitName *find_name(const UnitNames *names, const char *text)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);
    const UnitName *found = g_hash_table_lookup(names->symbols, text);
    if (found == NULL)
        found = g_hash_table_lookup(names->names, lower);
    const size_t length = strlen(lower);
    if (found == NULL && length > 1 && lower[length - 1] == 's') {
        lower[length - 1] = '\0';
        found = g_hash_table_lookup(names->names, lower);
    }
    return found;
}

static bool begins_with(const char *text, const Prefix *prefix)
{
    const size_t length = strlen(prefix->text);
    return (prefix->is_symbol ? strncmp : g_ascii_strncasecmp)(text, prefix->text, length) == 0;
}

bool unit_names_allow(const UnitNames *names, const char *name)
{
    if (find_name(names, name) != NULL)
        return true; /* what stands in the file under its whole name wins over prefix and rest */
    for (guint i = 0; i < names->prefixes->len; i++) {
        const Prefix *prefix = &g_array_index(names->prefixes, Prefix, i);
        const UnitName *rest =
            begins_with(name, prefix) ? find_name(names, name + strlen(prefix->text)) : NULL;
        if (rest != NULL)
            return may_precede(prefix, rest->traits.prefixes);
    }
    return true;
}

/* --- families --- */

const char *unit_names_counted(const UnitNames *names, const char *name)
{
    const UnitName *found = find_name(names, name);
    return found != NULL && found->traits.is_count ? found->singular : NULL;
}

bool unit_names_is_money(const UnitNames *names, const char *symbol)
{
    const UnitName *found = g_hash_table_lookup(names->symbols, symbol);
    return found != NULL && found->traits.is_money;
}

/* --- what was meant --- */

/* How many letters are small for large, or the other way round: b is no B, and m no M. */
static unsigned count_slips(const Spelling *spelling, const char *name)
{
    unsigned slips = 0;
    for (size_t i = 0; spelling->text[i] != '\0' && name[i] != '\0'; i++)
        slips += spelling->text[i] != name[i];
    return slips;
}

static bool is_small(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return strcmp(lower, name) == 0;
}

/* Milli is not mega, nor pico peta: whoever wrote one, and not all in small letters, may not have
 * meant the other. */
static bool is_other_size(const Spelling *spelling, const char *name)
{
    return spelling->prefix > 0 && spelling->text[0] != name[0] &&
           strchr("mMpPyYzZuU", name[0]) != NULL && !is_small(name);
}

enum { SHORT_LENGTH = 3, LETTERS_A_SLIP = 4 };

/* Of a short symbol, and of a currency's code, every letter tells: GBX is no GB, UDS no UZS. */
static bool tells_by_letter(const UnitNames *names, const Spelling *spelling, const char *name)
{
    const UnitName *symbol = g_hash_table_lookup(names->symbols, spelling->text);
    return strlen(name) <= SHORT_LENGTH || (symbol != NULL && symbol->traits.is_money);
}

/* A word of which more than one letter in four differs is another one, unless it only goes on:
 * Monate are no minutes. */
static bool is_other_word(const UnitNames *names, const Spelling *spelling, const char *name,
                          unsigned distance)
{
    return spelling->prefix == 0 && distance > MAX(1, strlen(name) / LETTERS_A_SLIP) &&
           g_ascii_strncasecmp(name, spelling->text, strlen(spelling->text)) != 0 &&
           g_hash_table_lookup(names->symbols, spelling->text) == NULL;
}

static bool is_better(const Spelling *a, const Spelling *b, const char *name)
{
    const unsigned a_slips = count_slips(a, name);
    const unsigned b_slips = count_slips(b, name);
    return a_slips != b_slips ? a_slips < b_slips : strcmp(a->text, b->text) < 0;
}

const char *unit_names_nearest(const UnitNames *names, const char *name)
{
    const Spelling *best = NULL;
    if (name[0] == 'K' && (name[1] == 'B' || name[1] == 'b'))
        return NULL;                               /* kB or KiB? */
    unsigned least = (unsigned)(strlen(name) / 3); /* further away is nothing like it */
    for (guint i = 0; i < names->spellings->len; i++) {
        const Spelling *spelling = &g_array_index(names->spellings, Spelling, i);
        if (g_ascii_strncasecmp(spelling->text, name, MAX(spelling->prefix, 1)) != 0 ||
            is_other_size(spelling, name))
            continue;
        const unsigned distance = text_distance(name, spelling->text, least);
        if (distance > least || is_other_word(names, spelling, name, distance) ||
            (distance > 0 && tells_by_letter(names, spelling, name)) ||
            (best != NULL && distance == least && !is_better(spelling, best, name)))
            continue;
        best = spelling;
        least = distance;
    }
    return best != NULL ? best->text : NULL;
}
