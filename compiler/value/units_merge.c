#include "value/units_merge.h"

#include "value/units_xml.h"

#include <string.h>

/* The elements of a database, as they are written. */
typedef struct ElementTexts {
    GPtrArray *units; /* of char *, owned */
    GPtrArray *prefixes;
} ElementTexts;

static void element_texts_clear(ElementTexts *texts)
{
    g_ptr_array_unref(texts->units);
    g_ptr_array_unref(texts->prefixes);
}

static bool begins_element(const char *at, const char *name)
{
    const size_t length = strlen(name);
    return *at == '<' && strncmp(at + 1, name, length) == 0 &&
           (at[1 + length] == '>' || g_ascii_isspace(at[1 + length]));
}

/* Takes the element `name` that begins at `at`; returns what follows it. The database has been
 * checked: units and prefixes hold none of their kind, and what begins also ends. */
static const char *take_element(const char *at, const char *name, GPtrArray *texts)
{
    g_autofree char *end = g_strdup_printf("</%s>", name);
    const char *close = strstr(at, end);
    if (close == NULL)
        return at + 1;
    g_ptr_array_add(texts, g_strndup(at, (gsize)(close - at) + strlen(end)));
    return close + strlen(end);
}

static void split(const char *xml, size_t length, ElementTexts *texts)
{
    g_autofree char *text = g_strndup(xml, length);
    texts->units = g_ptr_array_new_with_free_func(g_free);
    texts->prefixes = g_ptr_array_new_with_free_func(g_free);
    for (const char *at = text; (at = strchr(at, '<')) != NULL;) {
        const char *comment = strncmp(at, "<!--", 4) == 0 ? strstr(at, "-->") : NULL;
        if (comment != NULL)
            at = comment;
        else if (begins_element(at, "unit"))
            at = take_element(at, "unit", texts->units);
        else if (begins_element(at, "prefix"))
            at = take_element(at, "prefix", texts->prefixes);
        else
            at++;
    }
}

/* What stands in the first element `name` of [at, end), or NULL. */
static char *find_content(const char *at, const char *end, const char *name)
{
    g_autofree char *open = g_strdup_printf("<%s>", name);
    const char *start = g_strstr_len(at, end - at, open);
    if (start == NULL)
        return NULL;
    start += strlen(open);
    return g_strstrip(g_strndup(start, strcspn(start, "<")));
}

static bool is_taken(const UnitsDefined *own, const char *text)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);
    return g_hash_table_contains(own->names, lower) || g_hash_table_contains(own->texts, text);
}

/* Does [at, end) call something what the knowledge base calls otherwise? */
static bool calls_taken(const char *at, const char *end, const UnitsDefined *own)
{
    static const char *const called[] = {"singular", "plural", "symbol", "name"};
    for (size_t i = 0; i < G_N_ELEMENTS(called); i++) {
        g_autofree char *text = find_content(at, end, called[i]);
        if (text != NULL && *text != '\0' && is_taken(own, text))
            return true;
    }
    return false;
}

/* Cuts the aliases that are taken out of a unit of ours. */
static void cut_aliases(GString *unit, const UnitsDefined *own)
{
    static const char *const names[] = {"name", "symbol"};
    const char *aliases = strstr(unit->str, "<aliases>");
    if (aliases == NULL)
        return;
    gsize at = (gsize)(aliases - unit->str) + strlen("<aliases>");
    while (at < unit->len) {
        gsize end = at + 1;
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
            g_autofree char *close = g_strdup_printf("</%s>", names[i]);
            const char *found =
                begins_element(unit->str + at, names[i]) ? strstr(unit->str + at, close) : NULL;
            if (found != NULL)
                end = (gsize)(found - unit->str) + strlen(close);
        }
        if (end > at + 1 && calls_taken(unit->str + at, unit->str + end, own))
            g_string_erase(unit, (gssize)at, (gssize)(end - at));
        else
            at = end;
    }
}

/* UDUNITS wants no two names for one unit but as aliases, and two counts are one unit: names of
 * what is defined by others all become aliases. */
static char *alias_names(const char *unit)
{
    const char *names = strstr(unit, "</def>");
    const char *end = g_strrstr(unit, "</unit>");
    if (names == NULL)
        return g_strdup(unit);
    names += strlen("</def>");
    g_autoptr(GString) aliases = g_string_new_len(names, end - names);
    g_string_replace(aliases, "<aliases>", "", 0);
    g_string_replace(aliases, "</aliases>", "", 0);
    return g_strdup_printf("%.*s<aliases>%s</aliases></unit>", (int)(names - unit), unit,
                           aliases->str);
}

static void append_own(GString *out, const GPtrArray *units)
{
    for (guint i = 0; i < units->len; i++) {
        g_autofree char *unit = alias_names(units->pdata[i]);
        g_string_append(out, unit);
    }
}

static void append_all(GString *out, const GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++)
        g_string_append(out, texts->pdata[i]);
}

/* Appends what the knowledge base's own file leaves of ours. */
static void append_ours(GString *out, const GPtrArray *units, const UnitsDefined *own)
{
    for (guint i = 0; i < units->len; i++) {
        g_autoptr(GString) unit = g_string_new(units->pdata[i]);
        const char *aliases = strstr(unit->str, "<aliases>");
        const char *end = aliases != NULL ? aliases : unit->str + unit->len;
        if (calls_taken(unit->str, end, own))
            continue;
        cut_aliases(unit, own);
        g_string_append(out, unit->str);
    }
}

/* Units come before prefixes, since UDUNITS complains about units that resemble these. */
static GString *join(const ElementTexts *ours, const ElementTexts *own, const UnitsDefined *defined,
                     bool own_first)
{
    GString *out = g_string_new("<unit-system>");
    if (own_first)
        append_own(out, own->units);
    append_ours(out, ours->units, defined);
    if (!own_first)
        append_own(out, own->units);
    append_all(out, own->prefixes);
    append_ours(out, ours->prefixes, defined);
    return g_string_append(out, "</unit-system>");
}

static Units *load(const ElementTexts *ours, const ElementTexts *own, const UnitsDefined *defined,
                   bool own_first, char **error)
{
    g_autoptr(GString) xml = join(ours, own, defined, own_first);
    return units_new(xml->str, xml->len, error);
}

Units *units_merge(const char *ours, size_t length, const char *own, size_t own_length,
                   char **error)
{
    const char *body = own;
    if (own_length >= 3 && memcmp(own, "\xEF\xBB\xBF", 3) == 0) { /* a byte order mark */
        body += 3;
        own_length -= 3;
    }
    g_autoptr(UnitsDefined) defined = units_xml_defined(body, own_length, error);
    if (defined == NULL)
        return NULL;
    ElementTexts our_texts, own_texts;
    split(ours, length, &our_texts);
    split(body, own_length, &own_texts);
    /* A definition stands behind what it uses: theirs mostly use ours, but a whole database of
     * their own is used by what is left of ours. */
    g_autofree char *second = NULL;
    Units *units = load(&our_texts, &own_texts, defined, false, error);
    Units *other = units == NULL ? load(&our_texts, &own_texts, defined, true, &second) : NULL;
    if (other != NULL)
        g_clear_pointer(error, g_free);
    element_texts_clear(&our_texts);
    element_texts_clear(&own_texts);
    return units != NULL ? units : other;
}
