#include "command/complete.h"

#include "command/complete_offer.h"

#include <string.h>

/* The options that may stand here: in front of the command those that every command takes, which
 * are all that `help` takes. */
static const UsageCommand *options_here(const Typed *typed)
{
    return typed->command != NULL ? typed->command : usage_find(typed->usage, "help");
}

static void read_value(Typed *typed, const GOptionEntry *option, const char *value)
{
    typed->option = NULL;
    if (strcmp(option->long_name, "kb") != 0)
        return;
    g_free(typed->kb);
    typed->kb = g_str_has_prefix(value, "~/") ? g_build_filename(g_get_home_dir(), value + 2, NULL)
                                              : g_strdup(value);
}

/* "--out=there", "--out" */
static void read_long(Typed *typed, const char *name)
{
    const size_t length = strcspn(name, "=");
    const GOptionEntry *option = usage_long(options_here(typed), name, length);
    if (option == NULL || !usage_takes_value(option))
        return;
    if (name[length] == '=')
        read_value(typed, option, name + length + 1);
    else
        typed->option = option;
}

/* "-qv", "-othere", "-o". Returns what follows the first letter that takes a value, which becomes
 * the option; NULL: none does. */
static const char *read_letters(Typed *typed, const char *letters)
{
    for (; *letters != '\0'; letters++) {
        typed->option = usage_letter(options_here(typed), *letters);
        if (typed->option != NULL && usage_takes_value(typed->option))
            return letters + 1;
    }
    typed->option = NULL;
    return NULL;
}

static void read_option(Typed *typed, const char *word)
{
    if (strcmp(word, "--") == 0) {
        typed->options_end = true;
        return;
    }
    if (g_str_has_prefix(word, "--")) {
        read_long(typed, word + 2);
        return;
    }
    const char *value = read_letters(typed, word + 1);
    if (value != NULL && *value != '\0')
        read_value(typed, typed->option, value);
}

static bool is_option(const Typed *typed, const char *word)
{
    return !typed->options_end && word[0] == '-' && word[1] != '\0';
}

/* Reads a word in front of the cursor. False: there is no such command, and nothing to offer. */
static bool read_word(Typed *typed, const char *word)
{
    if (typed->option != NULL) {
        read_value(typed, typed->option, word);
    } else if (is_option(typed, word)) {
        read_option(typed, word);
    } else if (typed->command == NULL) {
        typed->command = usage_find(typed->usage, word);
        return typed->command != NULL;
    } else {
        typed->argument_count++;
    }
    return true;
}

static void offer_options(const Typed *typed, Offers *offers)
{
    const GArray *options = options_here(typed)->options;
    for (guint i = 0; i < options->len; i++) {
        const GOptionEntry *option = &g_array_index(options, GOptionEntry, i);
        g_autofree char *name = g_strconcat("--", option->long_name, NULL);
        offers_add(offers, name, option->description);
    }
    offers_add(offers, "--help", "Say what may be typed");
}

static void offer_value(const Typed *typed, Offers *offers)
{
    offers_add_values(offers, typed, typed->option->arg_description);
}

static void offer_argument(const Typed *typed, Offers *offers)
{
    g_autofree char *name = usage_argument(typed->command->command, typed->argument_count);
    if (name != NULL)
        offers_add_values(offers, typed, name);
}

/* Finds where the value begins in "--format=sv" or "-fsv", and of which option it is. NULL: there
 * is none yet. */
static const char *find_joined(Typed *typed, const char *word)
{
    if (!g_str_has_prefix(word, "--")) {
        const char *value = read_letters(typed, word + 1);
        return value != NULL && *value != '\0' ? value : NULL;
    }
    const char *equals = strchr(word, '=');
    if (equals == NULL)
        return NULL;
    typed->option = usage_long(options_here(typed), word + 2, (size_t)(equals - word) - 2);
    return equals + 1;
}

static void offer_joined(Typed *typed, const char *word, const char *value, Offers *offers)
{
    g_autofree char *before = g_strndup(word, (size_t)(value - word));
    offers->before = before;
    offers->begun = value;
    if (typed->option != NULL && usage_takes_value(typed->option))
        offer_value(typed, offers);
    offers->before = "";
}

static void offer_at_cursor(Typed *typed, const char *word, Offers *offers)
{
    const bool is_optional = word[0] == '-' && !typed->options_end;
    const char *joined;
    if (typed->option != NULL)
        offer_value(typed, offers);
    else if (is_optional && (joined = find_joined(typed, word)) != NULL)
        offer_joined(typed, word, joined, offers);
    else if (is_optional)
        offer_options(typed, offers);
    else if (typed->command == NULL)
        offers_add_values(offers, typed, "COMMAND");
    else
        offer_argument(typed, offers);
}

int complete_words(const Usage *usage, const char *const *words)
{
    g_autoptr(GString) out = g_string_new(NULL);
    Typed typed = {.usage = usage};
    bool is_known = words[0] != NULL;
    for (; is_known && words[1] != NULL; words++)
        is_known = read_word(&typed, words[0]);
    if (is_known) {
        Offers offers = {.out = out, .before = "", .begun = words[0]};
        offer_at_cursor(&typed, words[0], &offers);
    }
    g_free(typed.kb);
    return command_print(out, EXIT_FINE);
}
