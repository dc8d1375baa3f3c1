#include "model/entry_id.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum { ID_LENGTH_MAX = 128 };

static const char *const windows_names[] = {"con", "prn", "aux", "nul"};

static bool is_id_letter(char c)
{
    return g_ascii_islower(c) || g_ascii_isdigit(c);
}

/* Windows takes "con" and "con.anything" for a device. */
static bool is_windows_name(const char *id)
{
    const size_t length = strcspn(id, ".");
    for (size_t i = 0; i < G_N_ELEMENTS(windows_names); i++)
        if (length == 3 && strncmp(id, windows_names[i], 3) == 0)
            return true;
    return length == 4 && (strncmp(id, "com", 3) == 0 || strncmp(id, "lpt", 3) == 0) &&
           g_ascii_isdigit(id[3]) && id[3] != '0';
}

const char *entry_id_mistake(const char *id)
{
    const size_t length = strlen(id);
    if (length > ID_LENGTH_MAX)
        return "is longer than 128 characters";
    for (size_t i = 0; i < length; i++)
        if (g_ascii_isupper(id[i]))
            return "has upper case letters";
        else if (!is_id_letter(id[i]) && strchr("._-", id[i]) == NULL)
            return "has a character other than a-z 0-9 . _ -";
    if (length == 0 || !is_id_letter(id[0]) || !is_id_letter(id[length - 1]))
        return "must begin and end with a letter or digit";
    if (strstr(id, "..") != NULL)
        return "has two dots in a row";
    if (strcmp(id, "index") == 0)
        return "is the name of an overview page";
    return is_windows_name(id) ? "is a name that Windows reserves" : NULL;
}
