#include "value/units_xml.h"

#include <glib.h>
#include <string.h>

/* What an element is to the unit or prefix that it is in. */
typedef enum ElementRole {
    ELEMENT_OTHER,
    ELEMENT_SUBJECT, /* a unit or prefix itself */
    ELEMENT_MEANING, /* what the subject stands for: there is one, and before what it is called */
    ELEMENT_CALLED,
} ElementRole;

typedef struct ElementRule {
    const char *name;
    const char *parents; /* with a space around each; NULL: the document */
    ElementRole role;
} ElementRule;

/* Others, UDUNITS would pass over in silence. */
static const ElementRule element_rules[] = {
    {"unit-system", NULL, ELEMENT_OTHER},
    {"prefix", " unit-system ", ELEMENT_SUBJECT},
    {"unit", " unit-system ", ELEMENT_SUBJECT},
    {"value", " prefix ", ELEMENT_MEANING},
    {"base", " unit ", ELEMENT_MEANING},
    {"dimensionless", " unit ", ELEMENT_MEANING},
    {"def", " unit ", ELEMENT_MEANING},
    {"name", " prefix unit aliases ", ELEMENT_CALLED},
    {"symbol", " prefix unit aliases ", ELEMENT_CALLED},
    {"aliases", " unit ", ELEMENT_CALLED},
    {"singular", " name ", ELEMENT_OTHER},
    {"plural", " name ", ELEMENT_OTHER},
    {"noplural", " name aliases unit ", ELEMENT_OTHER},
    {"comment", " unit-system prefix unit aliases ", ELEMENT_OTHER},
    {"definition", " unit-system prefix unit aliases ", ELEMENT_OTHER},
};

typedef struct ElementScan {
    GString *text;    /* since the last tag */
    bool has_meaning; /* the subject at hand */
    UnitsDefined *defined;
} ElementScan;

G_GNUC_PRINTF(2, 3) static void fail(GError **error, const char *format, ...)
{
    if (*error != NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    *error = g_error_new_valist(G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, format, arguments);
    va_end(arguments);
}

/* The element around the one at hand; NULL: none. */
static const char *parent_of(GMarkupParseContext *context)
{
    const GSList *ancestors = g_markup_parse_context_get_element_stack(context)->next;
    return ancestors != NULL ? ancestors->data : NULL;
}

/* --- elements --- */

static const ElementRule *find_rule(const char *element, GError **error)
{
    for (size_t i = 0; i < G_N_ELEMENTS(element_rules); i++)
        if (strcmp(element_rules[i].name, element) == 0)
            return &element_rules[i];
    if (strcmp(element, "import") == 0)
        fail(error, "<import> is not supported: put all units into one file");
    else
        fail(error, "<%s> is no element of a units database", element);
    return NULL;
}

static void check_parent(const ElementRule *rule, const char *parent, GError **error)
{
    if (rule->parents == NULL || parent == NULL) {
        if (rule->parents != NULL || parent != NULL)
            fail(error, "<unit-system> holds everything else");
        return;
    }
    g_autofree char *word = g_strdup_printf(" %s ", parent);
    if (strstr(rule->parents, word) == NULL)
        fail(error, "<%s> does not belong in <%s>", rule->name, parent);
}

static void check_order(ElementScan *scan, const ElementRule *rule, const char *parent,
                        GError **error)
{
    if (rule->role == ELEMENT_SUBJECT)
        scan->has_meaning = false;
    else if (rule->role == ELEMENT_MEANING && scan->has_meaning)
        fail(error, "<%s> has two definitions", parent);
    else if (rule->role == ELEMENT_MEANING)
        scan->has_meaning = true;
    else if (rule->role == ELEMENT_CALLED && !scan->has_meaning)
        fail(error, "<%s> stands before what it names: begin with %s", rule->name,
             strcmp(parent, "prefix") == 0 ? "<value>" : "<base/>, <dimensionless/> or <def>");
}

static void scan_start(GMarkupParseContext *context, const char *element, const char **names,
                       const char **values, void *user, GError **error)
{
    (void)names, (void)values;
    ElementScan *scan = user;
    const char *parent = parent_of(context);
    const ElementRule *rule = find_rule(element, error);
    if (rule != NULL)
        check_parent(rule, parent, error);
    if (rule != NULL && *error == NULL)
        check_order(scan, rule, parent, error);
    g_string_truncate(scan->text, 0);
}

static void scan_text(GMarkupParseContext *context, const char *text, size_t length, void *user,
                      GError **error)
{
    (void)context, (void)error;
    ElementScan *scan = user;
    g_string_append_len(scan->text, text, (gssize)length);
}

/* Comments and the declaration, which does not come here if it is in its place: what else there is
 * hides text from us, or has meanings of its own. */
static void scan_other(GMarkupParseContext *context, const char *text, size_t length, void *user,
                       GError **error)
{
    (void)context, (void)user;
    if (length < 4 || (memcmp(text, "<!--", 4) != 0 && memcmp(text, "<?xml", 4) != 0))
        fail(error, "only elements, text and comments may be in a units database");
}

/* --- what units are called --- */

/* UDUNITS finds a unit by its name in any case, or by its symbol. */
static bool define(ElementScan *scan, const char *text, bool is_symbol)
{
    char *lower = g_ascii_strdown(text, -1);
    bool is_new = !g_hash_table_contains(scan->defined->names, lower) &&
                  g_hash_table_add(scan->defined->texts, g_strdup(text));
    if (is_symbol)
        g_free(lower);
    else
        g_hash_table_add(scan->defined->names, lower);
    return is_new;
}

static void scan_called(ElementScan *scan, const char *element, const char *parent,
                        const char *text, GError **error)
{
    const bool of_prefix = strcmp(parent, "prefix") == 0;
    const bool is_symbol = strcmp(element, "symbol") == 0;
    if (!of_prefix && !define(scan, text, is_symbol))
        fail(error, "'%s' is defined already", text);
}

static void scan_end(GMarkupParseContext *context, const char *element, void *user, GError **error)
{
    static const char *const called[] = {"symbol", "singular", "plural", NULL};
    static const char *const filled[] = {"symbol", "singular", "plural", "value", "def", NULL};
    ElementScan *scan = user;
    const char *text = g_strstrip(scan->text->str);
    if (*text == '\0' && g_strv_contains(filled, element))
        fail(error, "<%s> is empty", element);
    else if (g_strv_contains(called, element))
        scan_called(scan, element, parent_of(context), text, error);
    g_string_truncate(scan->text, 0);
}

UnitsDefined *units_xml_defined(const char *xml, size_t length, char **error)
{
    static const GMarkupParser parser = {.start_element = scan_start,
                                         .end_element = scan_end,
                                         .text = scan_text,
                                         .passthrough = scan_other};
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GError) failure = NULL;
    g_autoptr(UnitsDefined) defined = g_new0(UnitsDefined, 1);
    defined->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    defined->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    ElementScan scan = {text, false, defined};
    g_autoptr(GMarkupParseContext) context =
        g_markup_parse_context_new(&parser, G_MARKUP_DEFAULT_FLAGS, &scan, NULL);
    if (g_markup_parse_context_parse(context, xml, (gssize)length, &failure) &&
        g_markup_parse_context_end_parse(context, &failure))
        return g_steal_pointer(&defined);
    *error = g_strdelimit(g_strdup(failure->message), "\n", ' ');
    return NULL;
}

bool units_xml_check(const char *xml, size_t length, char **error)
{
    g_autoptr(UnitsDefined) defined = units_xml_defined(xml, length, error);
    return defined != NULL;
}

void units_defined_free(UnitsDefined *defined)
{
    if (defined == NULL)
        return;
    g_hash_table_unref(defined->names);
    g_hash_table_unref(defined->texts);
    g_free(defined);
}
