#include "base/csv.h"

#include <string.h>

void csv_init(Csv *csv, GString *out)
{
    *csv = (Csv){.out = out};
}

static void append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

void csv_put(Csv *csv, const char *text)
{
    if (csv->in_row)
        g_string_append_c(csv->out, ',');
    csv->in_row = true;
    if (text == NULL || *text == '\0')
        return;
    if (strpbrk(text, ",\"\r\n") != NULL)
        append_quoted(csv->out, text);
    else
        g_string_append(csv->out, text);
}

void csv_end_row(Csv *csv)
{
    g_assert(csv->in_row);
    g_string_append(csv->out, "\r\n");
    csv->in_row = false;
}
