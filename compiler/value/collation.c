#include "value/collation.h"

#include "base/library.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>

/* --- ICU, for Han --- */

/* What we call. Its names and the library's carry its version: those of the headers that we were
 * built with. */
#define FUNCTIONS(X)    \
    X(ucol_open)        \
    X(ucol_setStrength) \
    X(ucol_getSortKey)

static struct {
    FUNCTIONS(LIBRARY_POINTER)
} icu;

LIBRARY(library, "libicui18n.so." G_STRINGIFY(U_ICU_VERSION_MAJOR_NUM), FUNCTIONS, icu);

/* Collators live as long as the program: there are no more than languages. Keys can be made of one
 * by any number of threads, since nobody changes it. NULL: this language has no order of Han. */
static UCollator *collator_of(const char *language)
{
    static GMutex mutex;
    static GHashTable *collators; /* language -> UCollator */
    if (!g_str_has_prefix(language, "zh") && !g_str_has_prefix(language, "ja"))
        return NULL;
    if (!library_load(&library, NULL))
        return NULL;
    g_mutex_lock(&mutex);
    if (collators == NULL)
        collators = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    UCollator *collator = g_hash_table_lookup(collators, language);
    if (collator == NULL) {
        UErrorCode error = U_ZERO_ERROR;
        collator = icu.ucol_open(language, &error);
        if (collator != NULL)
            icu.ucol_setStrength(collator, UCOL_PRIMARY);
        g_hash_table_insert(collators, g_strdup(language), collator);
    }
    g_mutex_unlock(&mutex);
    return collator;
}

/* --- keys --- */

enum {
    KEY_END = '\1',   /* below all else: the shorter name comes first */
    KEY_NUMBER = '0', /* where digits stand */
    KEY_HAN = '\xf5', /* behind every other script: UTF-8 has no such byte */
    DIGITS_MAX = 250, /* of a number, of whose length one byte tells */
    HAN_KEY_MAX = 16, /* of one character; ICU's are of three bytes at most */
};

/* Appends the number at `text`: how many digits, then these. Returns how long it is. */
static size_t append_number(GString *key, const char *text)
{
    const size_t length = strspn(text, "0123456789");
    const size_t zeros = MIN(strspn(text, "0"), length - 1);
    const size_t digits = MIN(length - zeros, DIGITS_MAX);
    g_string_append_c(key, KEY_NUMBER);
    g_string_append_c(key, (char)digits);
    g_string_append_len(key, text + zeros, (gssize)digits);
    return length;
}

static void append_han(GString *key, gunichar c, const char *language)
{
    UCollator *collator = collator_of(language);
    g_string_append_c(key, (char)KEY_HAN);
    if (collator != NULL) {
        UChar units[2];
        uint8_t bytes[HAN_KEY_MAX];
        const bool pair = c > 0xffff;
        units[0] = (UChar)(pair ? 0xd800 + ((c - 0x10000) >> 10) : c);
        units[1] = (UChar)(0xdc00 + (c & 0x3ff));
        const int32_t length =
            icu.ucol_getSortKey(collator, units, pair ? 2 : 1, bytes, (int32_t)sizeof bytes);
        if (length > 0 && length <= (int32_t)sizeof bytes)
            g_string_append_len(key, (const char *)bytes, length - 1);
        g_string_append_c(key, KEY_END);
    }
    g_string_append_unichar(key, c);
}

static void append_character(GString *key, gunichar c, const char *language)
{
    if (c == ' ' || c == '-' || c == '_' || g_unichar_isspace(c))
        g_string_append_c(key, ' ');
    else if (c < 0x80)
        g_string_append_c(key, g_ascii_tolower((char)c));
    else if (g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN)
        append_han(key, c, language);
    else if (!g_unichar_ismark(c))
        g_string_append_unichar(key, g_unichar_tolower(c));
}

static void append_key(GString *key, const char *text, const char *language)
{
    while (*text != '\0') {
        if (g_ascii_isdigit(*text)) {
            text += append_number(key, text);
            continue;
        }
        append_character(key, g_utf8_get_char(text), language);
        text = g_utf8_next_char(text);
    }
}

char *collation_key(const char *text, const char *language)
{
    GString *key = g_string_sized_new(2 * strlen(text) + 8);
    g_autofree char *plain =
        g_str_is_ascii(text) ? NULL : g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    append_key(key, plain != NULL ? plain : text, language);
    g_string_append_c(key, KEY_END);
    g_string_append(key, text);
    return g_string_free(key, FALSE);
}

/* --- places --- */

typedef struct Keyed {
    char *key;
    size_t index;
} Keyed;

static int compare_keys(const void *a, const void *b)
{
    const Keyed *one = a;
    const Keyed *other = b;
    const int order = strcmp(one->key, other->key);
    return order != 0 ? order : (one->index > other->index) - (one->index < other->index);
}

uint32_t *collation_places(const char *const *texts, size_t count, const char *language)
{
    Keyed *keyed = g_new(Keyed, count);
    for (size_t i = 0; i < count; i++)
        keyed[i] = (Keyed){collation_key(texts[i], language), i};
    if (count > 1)
        qsort(keyed, count, sizeof *keyed, compare_keys);
    uint32_t *places = g_new(uint32_t, count);
    for (size_t i = 0; i < count; i++) {
        places[keyed[i].index] = (uint32_t)i;
        g_free(keyed[i].key);
    }
    g_free(keyed);
    return places;
}
