#include "command/usage.h"

#include <string.h>

static void clear_command(gpointer data)
{
    UsageCommand *command = data;
    g_array_unref(command->options);
}

void usage_init(Usage *usage)
{
    usage->commands = g_array_new(FALSE, FALSE, sizeof(UsageCommand));
    g_array_set_clear_func(usage->commands, clear_command);
}

void usage_add(Usage *usage, const Command *command, GArray *options)
{
    const UsageCommand added = {command, options};
    g_array_append_val(usage->commands, added);
}

void usage_clear(Usage *usage)
{
    g_array_unref(usage->commands);
}

size_t usage_count(const Usage *usage)
{
    return usage->commands->len;
}

const UsageCommand *usage_command(const Usage *usage, size_t index)
{
    return &g_array_index(usage->commands, UsageCommand, index);
}

const UsageCommand *usage_find(const Usage *usage, const char *name)
{
    for (size_t i = 0; i < usage_count(usage); i++)
        if (strcmp(usage_command(usage, i)->command->name, name) == 0)
            return usage_command(usage, i);
    return NULL;
}

const GOptionEntry *usage_letter(const UsageCommand *command, char letter)
{
    for (guint i = 0; letter != '\0' && i < command->options->len; i++) {
        const GOptionEntry *option = &g_array_index(command->options, GOptionEntry, i);
        if (option->short_name == letter)
            return option;
    }
    return NULL;
}

const GOptionEntry *usage_long(const UsageCommand *command, const char *name, size_t length)
{
    for (guint i = 0; i < command->options->len; i++) {
        const GOptionEntry *option = &g_array_index(command->options, GOptionEntry, i);
        if (strlen(option->long_name) == length && memcmp(option->long_name, name, length) == 0)
            return option;
    }
    return NULL;
}

bool usage_takes_value(const GOptionEntry *option)
{
    return option->arg != G_OPTION_ARG_NONE;
}

static char *without_dots(const char *name)
{
    const char *dots = strstr(name, "...");
    return g_strndup(name, dots != NULL ? (size_t)(dots - name) : strlen(name));
}

char *usage_argument(const Command *command, size_t index)
{
    g_auto(GStrv) names = g_strsplit_set(command->arguments, " []", -1);
    const char *last = NULL;
    size_t count = 0;
    for (char **name = names; *name != NULL; name++) {
        if (**name == '\0')
            continue;
        if (count++ == index)
            return without_dots(*name);
        last = *name;
    }
    return last != NULL && g_str_has_suffix(last, "...") ? without_dots(last) : NULL;
}
