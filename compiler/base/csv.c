#include "base/csv.h"

#include "base/text.h"

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

/* What quotes are needed for; and the text's end. */
static const bool STOPS[256] = {[0] = 1, [','] = 1, ['"'] = 1, ['\r'] = 1, ['\n'] = 1};

void csv_put(Csv *csv, const char *text)
{
    if (csv->in_row)
        g_string_append_c(csv->out, ',');
    csv->in_row = true;
    if (text == NULL || *text == '\0')
        return;
    size_t length = 0;
    while (!STOPS[(unsigned char)text[length]])
        length++;
    if (text[length] != '\0')
        append_quoted(csv->out, text);
    else
        text_append_bytes(csv->out, text, length);
}

void csv_end_row(Csv *csv)
{
    g_assert(csv->in_row);
    text_append(csv->out, "\r\n");
    csv->in_row = false;
}
