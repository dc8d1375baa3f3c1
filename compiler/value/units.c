#include "value/units.h"

#include "value/unit_names.h"
#include "value/units_xml.h"

#include <errno.h>
#include <float.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <udunits2.h>
#include <unistd.h>

enum { SYMBOL_MAX = 63 /* bytes */, WRONG_NAMES_MAX = 2 };

/* What stands between the names of a product. */
#define JOINTS " ./*^-0123456789"

/* A unit is scale x (value + offset) of the product of base units that `dimension` spells out. All
 * that UDUNITS knows of it is read once, so that using a unit needs neither UDUNITS nor a lock. */
struct Unit {
    const char *symbol;
    const char *dimension; /* "B s^-1"; "" for a pure number */
    const char *parts;     /* see unit_parts() */
    double scale;
    double offset;
};

struct Units {
    ut_system *system;
    GRWLock lock;            /* of the tables */
    GHashTable *found;       /* symbol (owned) to Unit, or to NULL: there is no such unit */
    GHashTable *composed;    /* the same for products and quotients */
    GHashTable *suggestions; /* symbol (owned) to text (owned) or NULL */
    UnitNames *names;
};

/* UDUNITS keeps its parser's state, its status and its message handler in globals. */
static GMutex udunits_lock;
static GString *udunits_messages; /* while a database is read, else NULL */

static int collect_message(const char *format, va_list arguments)
{
    if (udunits_messages != NULL) {
        if (udunits_messages->len > 0)
            g_string_append(udunits_messages, "; ");
        g_string_append_vprintf(udunits_messages, format, arguments);
    }
    return 0;
}

const GArray *units_list(const Units *units)
{
    return unit_names_list(units->names);
}

/* --- loading --- */

/* UDUNITS reads from a path only: gives the bytes one. Returns a file descriptor or -1. */
static int open_memory(const char *bytes, size_t length)
{
    int fd = memfd_create("units.xml", MFD_CLOEXEC);
    while (fd >= 0 && length > 0) {
        ssize_t written = write(fd, bytes, length);
        if (written <= 0) {
            close(fd);
            return -1;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return fd;
}

/* UDUNITS crashes on an XML declaration that names no encoding: ours takes its place. */
static GString *declare_encoding(const char *xml, size_t length)
{
    GString *text = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    const char *end = xml + length;
    if (end - xml >= 5 && memcmp(xml, "<?xml", 5) == 0) {
        const char *close = g_strstr_len(xml, end - xml, "?>");
        if (close != NULL)
            xml = close + 2;
    }
    return g_string_append_len(text, xml, end - xml);
}

static ut_system *read_system(const char *xml, size_t length, char **error)
{
    g_autoptr(GString) text = declare_encoding(xml, length);
    int fd = open_memory(text->str, text->len);
    if (fd < 0) {
        *error = g_strdup_printf("cannot hold the units in memory: %s", g_strerror(errno));
        return NULL;
    }
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
    g_autoptr(GString) messages = g_string_new(NULL);
    g_mutex_lock(&udunits_lock);
    udunits_messages = messages;
    ut_set_error_message_handler(collect_message);
    ut_system *system = ut_read_xml(path);
    udunits_messages = NULL;
    g_mutex_unlock(&udunits_lock);
    close(fd);
    if (system == NULL) {
        g_string_replace(messages, path, "units.xml", 0);
        *error = g_strdelimit(g_strdup(messages->str), "\n", ' ');
    }
    return system;
}

Units *units_new(const char *xml, size_t length, char **error)
{
    if (length >= 3 && memcmp(xml, "\xEF\xBB\xBF", 3) == 0) { /* a byte order mark */
        xml += 3;
        length -= 3;
    }
    if (!units_xml_check(xml, length, error))
        return NULL;
    g_autoptr(UnitNames) names = unit_names_read(xml, length, error);
    ut_system *system = names != NULL ? read_system(xml, length, error) : NULL;
    if (system == NULL)
        return NULL;
    Units *units = g_new0(Units, 1);
    g_rw_lock_init(&units->lock);
    units->system = system;
    units->names = g_steal_pointer(&names);
    units->found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    units->composed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    units->suggestions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return units;
}

void units_free(Units *units)
{
    if (units == NULL)
        return;
    g_mutex_lock(&udunits_lock);
    ut_free_system(units->system);
    g_mutex_unlock(&udunits_lock);
    g_hash_table_destroy(units->found);
    g_hash_table_destroy(units->composed);
    g_hash_table_destroy(units->suggestions);
    unit_names_free(units->names);
    g_rw_lock_clear(&units->lock);
    g_free(units);
}

/* --- from a ut_unit to a Unit --- */

/* What a visit of a ut_unit has found. `dimension` NULL: it is no unit that measures. */
typedef struct UnitVisit {
    GString *dimension;
    double scale;
    double offset;
} UnitVisit;

static void append_power(GString *dimension, const ut_unit *base, int power)
{
    if (ut_is_dimensionless(base))
        return;
    g_string_append_printf(dimension, "%s%s", dimension->len > 0 ? " " : "",
                           ut_get_symbol(base, UT_UTF8));
    if (power != 1)
        g_string_append_printf(dimension, "^%d", power);
}

static ut_status visit_basic(const ut_unit *unit, void *user)
{
    append_power(((UnitVisit *)user)->dimension, unit, 1);
    return UT_SUCCESS;
}

static ut_status visit_product(const ut_unit *unit, int count, const ut_unit *const *bases,
                               const int *powers, void *user)
{
    (void)unit;
    for (int i = 0; i < count; i++)
        append_power(((UnitVisit *)user)->dimension, bases[i], powers[i]);
    return UT_SUCCESS;
}

static const ut_visitor visitor;

static ut_status visit_galilean(const ut_unit *unit, double scale, const ut_unit *underlying,
                                double origin, void *user)
{
    (void)unit;
    UnitVisit *visit = user;
    visit->scale = scale;
    visit->offset = origin;
    return ut_accept_visitor(underlying, &visitor, visit);
}

static ut_status visit_timestamp(const ut_unit *unit, const ut_unit *time_unit, double origin,
                                 void *user)
{
    (void)unit, (void)time_unit, (void)origin, (void)user;
    return UT_VISIT_ERROR;
}

static ut_status visit_logarithmic(const ut_unit *unit, double base, const ut_unit *reference,
                                   void *user)
{
    (void)unit, (void)base, (void)reference, (void)user;
    return UT_VISIT_ERROR;
}

static const ut_visitor visitor = {
    .visit_basic = visit_basic,
    .visit_product = visit_product,
    .visit_galilean = visit_galilean,
    .visit_timestamp = visit_timestamp,
    .visit_logarithmic = visit_logarithmic,
};

/* UDUNITS also reads "5 GB", "s since 2020", "lg(re 1 mW)" and "x10" (as x to the tenth). Here a
 * unit is names, each with at most an exponent of one digit, joined by single joints; or "1", or
 * "1/...". */
enum { START = 1, NAME = 2, DIGIT = 4, MINUS = 8, CARET = 16, JOINT = 32 };

static const char joints[] = " ./*";

static unsigned class_of(char c)
{
    if (g_ascii_isalpha(c) || c == '%' || c == '_' || (c & 0x80) != 0)
        return NAME;
    if (g_ascii_isdigit(c))
        return DIGIT;
    if (c != '\0' && strchr(joints, c) != NULL)
        return JOINT;
    return c == '-' ? MINUS : c == '^' ? CARET : 0;
}

static unsigned may_follow(unsigned class)
{
    switch (class) {
    case NAME:
        return NAME | DIGIT | MINUS | CARET | JOINT;
    case CARET:
        return DIGIT | MINUS;
    case MINUS:
        return DIGIT;
    case DIGIT:
        return JOINT;
    default:
        return NAME;
    }
}

static bool has_plain_form(const char *symbol)
{
    unsigned previous = START;
    const char *at = symbol;
    if (*at == '1' && (at[1] == '\0' || at[1] == '/')) {
        previous = DIGIT;
        at++;
    }
    for (; *at != '\0' && at - symbol < SYMBOL_MAX; at++) {
        unsigned class = class_of(*at);
        if ((may_follow(previous) & class) == 0)
            return false;
        previous = class;
    }
    return *at == '\0' && (previous == NAME || previous == DIGIT);
}

/* One block: freeing the Unit frees its texts. */
static Unit *unit_new(const UnitVisit *visit, const char *parts)
{
    const size_t length = visit->dimension->len + 1;
    Unit *unit = g_malloc0(sizeof *unit + length + (parts != NULL ? strlen(parts) + 1 : 0));
    char *texts = (char *)(unit + 1);
    memcpy(texts, visit->dimension->str, length);
    *unit = (Unit){.dimension = texts, .scale = visit->scale, .offset = visit->offset};
    if (parts != NULL)
        unit->parts = memcpy(texts + length, parts, strlen(parts) + 1);
    return unit;
}

/* Returns a new Unit whose symbol is still to be set, or NULL. */
static Unit *parse_unit(ut_system *system, const char *symbol, const char *parts)
{
    g_autoptr(GString) dimension = g_string_new(NULL);
    UnitVisit visit = {.dimension = dimension, .scale = 1};
    g_mutex_lock(&udunits_lock);
    ut_unit *parsed = ut_parse(system, symbol, UT_UTF8);
    bool measures = parsed != NULL && ut_accept_visitor(parsed, &visitor, &visit) == UT_SUCCESS;
    ut_free(parsed);
    g_mutex_unlock(&udunits_lock);
    return measures ? unit_new(&visit, parts) : NULL;
}

/* --- parts --- */

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Is the name that ends before `rest` below a fraction's line? An exponent stands behind it, a
 * slash somewhere before it with no other slash between: people write USD/million tokens. */
static bool is_below(bool behind_slash, const char *rest)
{
    rest += *rest == '^';
    return *rest == '-' ? !behind_slash : behind_slash;
}

/* UDUNITS reads the word as a slash: MB per core. */
static bool is_per(const char *name)
{
    return g_ascii_strcasecmp(name, "per") == 0;
}

/* Returns what a number in the unit is told of, each: "core" of MB/core. */
static char *find_parts(const Units *units, const char *symbol)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    bool behind_slash = false;
    for (const char *at = symbol; *at != '\0';) {
        const size_t length = strcspn(at, JOINTS);
        g_autofree char *name = g_strndup(at, length);
        const char *counted = length > 0 ? unit_names_counted(units->names, name) : NULL;
        at += length;
        if (counted != NULL && is_below(behind_slash, at))
            g_ptr_array_add(parts, (gpointer)counted);
        behind_slash |= is_per(name);
        for (; *at != '\0' && strchr(JOINTS, *at) != NULL; at++)
            behind_slash = *at == '/' || (behind_slash && *at != '*' && *at != '.');
    }
    if (parts->len > 1)
        qsort(parts->pdata, parts->len, sizeof(char *), compare_texts);
    g_ptr_array_add(parts, NULL);
    return g_strjoinv(" ", (char **)parts->pdata);
}

/* Looks up `symbol` in a table of units; the first time it is parsed, if it `may_be` one. */
static const Unit *find_or_parse(Units *units, GHashTable *table, const char *symbol,
                                 bool (*may_be)(const Units *units, const char *symbol),
                                 char *(*find)(const Units *units, const char *symbol))
{
    void *key, *unit = NULL;
    g_rw_lock_reader_lock(&units->lock);
    bool known = g_hash_table_lookup_extended(table, symbol, &key, &unit);
    g_rw_lock_reader_unlock(&units->lock);
    if (known)
        return unit;

    g_rw_lock_writer_lock(&units->lock);
    if (!g_hash_table_lookup_extended(table, symbol, &key, &unit)) {
        char *owned = g_strdup(symbol);
        g_autofree char *parts = find != NULL ? find(units, symbol) : NULL;
        Unit *parsed = may_be(units, symbol) ? parse_unit(units->system, symbol, parts) : NULL;
        if (parsed != NULL)
            parsed->symbol = owned;
        g_hash_table_insert(table, owned, parsed);
        unit = parsed;
    }
    g_rw_lock_writer_unlock(&units->lock);
    return unit;
}

/* A pure number has no use for a power above the line: the 8 of "x8" is a second number. */
static bool is_multiplied(const Units *units, const char *name, const char *rest)
{
    rest += *rest == '^';
    return g_ascii_isdigit(*rest) &&
           (strcmp(name, "%") == 0 || unit_names_counted(units->names, name) != NULL);
}

/* UDUNITS takes the byte 0xff for the end. */
static bool is_written_well(const Units *units, const char *symbol)
{
    if (!has_plain_form(symbol) || !g_utf8_validate(symbol, -1, NULL))
        return false;
    for (const char *at = symbol; *at != '\0'; at += strspn(at, JOINTS)) {
        g_autofree char *name = g_strndup(at, strcspn(at, JOINTS));
        at += strlen(name);
        if (!unit_names_allow(units->names, name) || is_multiplied(units, name, at))
            return false;
    }
    return true;
}

const Unit *units_find(Units *units, const char *symbol)
{
    return find_or_parse(units, units->found, symbol, is_written_well, find_parts);
}

/* --- products and quotients --- */

enum { COMPOSED_MAX = 2000 }; /* bytes: UDUNITS' parser has a stack of its own */

static bool is_composed(const Units *units, const char *symbol)
{
    (void)units;
    return strlen(symbol) <= COMPOSED_MAX;
}

static char *no_parts(const Units *units, const char *symbol)
{
    (void)units, (void)symbol;
    return g_strdup("");
}

static const Unit *compose(Units *units, const Unit *a, char joint, const Unit *b)
{
    if (a->offset != 0 || b->offset != 0)
        return NULL;
    g_autofree char *symbol = g_strdup_printf("(%s)%c(%s)", a->symbol, joint, b->symbol);
    const bool is_of_none =
        a->parts != NULL && *a->parts == '\0' && b->parts != NULL && *b->parts == '\0';
    return find_or_parse(units, units->composed, symbol, is_composed, is_of_none ? no_parts : NULL);
}

const Unit *units_one(Units *units)
{
    return units_find(units, "1");
}

const Unit *units_multiply(Units *units, const Unit *a, const Unit *b)
{
    if (a == NULL || b == NULL)
        return a != NULL ? a : b != NULL ? b : units_one(units);
    return compose(units, a, '*', b);
}

const Unit *units_divide(Units *units, const Unit *a, const Unit *b)
{
    if (b == NULL)
        return a != NULL ? a : units_one(units);
    return compose(units, a != NULL ? a : units_one(units), '/', b);
}

/* --- using a Unit --- */

const char *unit_symbol(const Unit *unit)
{
    return unit->symbol;
}

bool unit_same_dimension(const Unit *a, const Unit *b)
{
    return strcmp(a->dimension, b->dimension) == 0 &&
           (a->parts == NULL || b->parts == NULL || strcmp(a->parts, b->parts) == 0);
}

bool unit_differs_in_parts(const Unit *a, const Unit *b)
{
    return strcmp(a->dimension, b->dimension) == 0 && !unit_same_dimension(a, b);
}

const char *unit_parts(const Unit *unit)
{
    return unit->parts;
}

bool unit_is_dimensionless(const Unit *unit)
{
    return unit->dimension[0] == '\0' && (unit->parts == NULL || unit->parts[0] == '\0');
}

const Unit *units_find_currency(Units *units, const Unit *unit)
{
    const bool is_total = unit->parts == NULL || unit->parts[0] == '\0';
    if (!is_total || !unit_names_is_money(units->names, unit->dimension))
        return NULL;
    return units_find(units, unit->dimension);
}

/* Scales are wrong in their last places, and so are their quotients; no two units are this near
 * by intention. */
static bool is_near(double a, double b)
{
    return fabs(a - b) <= 16 * DBL_EPSILON * fabs(b);
}

/* Between prefixes the ratio is a whole number: then no error is left. */
static double whole_if_near(double ratio)
{
    return is_near(round(ratio), ratio) ? round(ratio) : ratio;
}

double unit_convert(const Unit *from, const Unit *to, double value)
{
    if (from->scale == to->scale && from->offset == to->offset)
        return value;
    if (from->offset != 0 || to->offset != 0)
        return from->scale * (value + from->offset) / to->scale - to->offset;
    if (from->scale >= to->scale)
        return value * whole_if_near(from->scale / to->scale);
    return value / whole_if_near(to->scale / from->scale);
}

bool unit_is_power_of_ten(const Unit *from, const Unit *to, int *power)
{
    bool up = from->scale >= to->scale;
    double ratio = up ? from->scale / to->scale : to->scale / from->scale;
    double ten_to = 1;
    for (*power = 0; ten_to < ratio && !is_near(ten_to, ratio); ++*power)
        ten_to *= 10;
    if (from->offset != to->offset || !is_near(ten_to, ratio))
        return false;
    *power = up ? *power : -*power;
    return true;
}

/* --- suggestions --- */

char *units_join_prefix(Units *units, const char *symbol)
{
    const size_t blanks = symbol[0] != '\0' ? strspn(symbol + 1, " ") : 0;
    if (blanks == 0 || strchr("kMGTPEmunp", symbol[0]) == NULL)
        return NULL;
    g_autofree char *joined = g_strdup_printf("%c%s", symbol[0], symbol + 1 + blanks);
    return units_find(units, joined) != NULL ? g_steal_pointer(&joined) : NULL;
}

/* Corrects each name of a product or quotient on its own: "Gb/secnd" to "Gb/second". One that is
 * wrong in more names than people mistype at once is something else. */
static char *correct(Units *units, const char *symbol)
{
    char *joined = units_join_prefix(units, symbol);
    if (joined != NULL)
        return joined;
    g_autoptr(GString) out = g_string_new(NULL);
    unsigned wrong = 0;
    for (const char *at = symbol; *at != '\0';) {
        size_t length = strcspn(at, JOINTS);
        g_autofree char *name = g_strndup(at, length);
        const char *right = name;
        if (!is_per(name) && units_find(units, name) == NULL)
            right = ++wrong <= WRONG_NAMES_MAX ? unit_names_nearest(units->names, name) : NULL;
        if (length == 0 || right == NULL)
            return NULL;
        g_string_append(out, right);
        at += length;
        length = strspn(at, JOINTS);
        g_string_append_len(out, at, (gssize)length);
        at += length;
    }
    if (strcmp(out->str, symbol) == 0 || units_find(units, out->str) == NULL)
        return NULL;
    return g_string_free(g_steal_pointer(&out), FALSE);
}

const char *units_suggest(Units *units, const char *symbol)
{
    if (strlen(symbol) > SYMBOL_MAX)
        return NULL;
    void *suggestion = NULL;
    g_rw_lock_reader_lock(&units->lock);
    bool known = g_hash_table_lookup_extended(units->suggestions, symbol, NULL, &suggestion);
    g_rw_lock_reader_unlock(&units->lock);
    if (known)
        return suggestion;

    g_autofree char *corrected = correct(units, symbol);
    g_rw_lock_writer_lock(&units->lock);
    if (!g_hash_table_lookup_extended(units->suggestions, symbol, NULL, &suggestion)) {
        suggestion = corrected;
        g_hash_table_insert(units->suggestions, g_strdup(symbol), g_steal_pointer(&corrected));
    }
    g_rw_lock_writer_unlock(&units->lock);
    return suggestion;
}
