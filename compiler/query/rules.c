/*
 * A rule is one SELECT; each row that it returns is something that breaks it.
 *
 * Mistakes in the rule itself are reported at the rule's statement, once: what is wrong with one
 * row is wrong with the next ones, too.
 */
#include "query/query.h"
#include "query/script.h"

#include "base/text.h"

#include <string.h>

enum { FINDINGS_MAX = 10000 }; /* of one rule: nobody reads more */

typedef enum RuleColumn {
    RULE_ENTRY,
    RULE_SLOT,
    RULE_MESSAGE,
    RULE_SEVERITY,
    RULE_COLUMN_COUNT
} RuleColumn;

static const char *const column_names[RULE_COLUMN_COUNT] = {"entry", "slot", "message", "severity"};

/* A rule while it runs. */
typedef struct RunningRule {
    const Kb *kb;
    Script script;
    DiagRule *rule;
    int columns[RULE_COLUMN_COUNT]; /* where each is in the statement; -1: absent */
} RunningRule;

static bool report_mistake(const RunningRule *rule, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Returns false. */
static bool report_mistake(const RunningRule *rule, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    Diagnostic *d = diag_report(rule->script.diags, DIAG_QUERY_BAD_RULE, script_span(&rule->script),
                                "%s", message);
    diag_hint(d, "a rule is one SELECT of entry, slot, message and, if you like, severity");
    return false;
}

static bool find_columns(RunningRule *rule)
{
    for (unsigned i = 0; i < RULE_COLUMN_COUNT; i++)
        rule->columns[i] = -1;
    for (int i = 0; i < sqlite3_column_count(rule->script.statement); i++) {
        const char *name = sqlite3_column_name(rule->script.statement, i);
        unsigned known = 0;
        while (known < RULE_COLUMN_COUNT && g_ascii_strcasecmp(name, column_names[known]) != 0)
            known++;
        if (known == RULE_COLUMN_COUNT)
            return report_mistake(rule, "the rule returns a column '%s'", name);
        if (rule->columns[known] >= 0)
            return report_mistake(rule, "the rule returns '%s' twice", name);
        rule->columns[known] = i;
    }
    for (unsigned i = 0; i < RULE_SEVERITY; i++)
        if (rule->columns[i] < 0)
            return report_mistake(rule, "the rule returns no column '%s'", column_names[i]);
    return true;
}

/* The row's text; NULL: none. Valid until the next row. */
static const char *row_text(const RunningRule *rule, RuleColumn column)
{
    const int index = rule->columns[column];
    return index >= 0 ? (const char *)sqlite3_column_text(rule->script.statement, index) : NULL;
}

/* --- places --- */

/* One step of a path: "composed_of[2]". Returns what is behind it; NULL: not well formed. */
static const char *read_step(const char *path, char **name, size_t *item)
{
    const size_t length = strcspn(path, "[.");
    *name = g_strndup(path, length);
    *item = 0;
    path += length;
    if (*path == '[') {
        char *end;
        *item = (size_t)g_ascii_strtoull(path + 1, &end, 10);
        if (*end != ']' || *item == 0)
            return NULL;
        path = end + 1;
    }
    return *path == '.' || *path == '\0' ? path : NULL;
}

/* Where a path leads: the claim, the slot's key, or the entry if it does not state the slot. False:
 * the entry's class has no such slot. */
static bool find_place(const Entry *entry, const char *path, Span *span)
{
    const Object *object = &entry->object;
    const Class *class = object->class;
    *span = entry->span;
    while (path != NULL) {
        g_autofree char *name = NULL;
        size_t item;
        path = read_step(path, &name, &item);
        const Slot *slot = class_find_slot(class, name);
        if (path == NULL || slot == NULL)
            return false;
        const Claims *claims = object != NULL ? object_find(object, name) : NULL;
        const bool has_item = claims != NULL && item > 0 && item <= claims->count;
        if (has_item && claims->items[item - 1].value.span.file != NULL)
            *span = claim_span(&claims->items[item - 1]);
        else if (claims != NULL && claims_key(claims).file != NULL)
            *span = claims_key(claims);
        if (*path == '\0')
            return true;
        if (slot->range != RANGE_OBJECT)
            return false;
        const Value *value = has_item                               ? &claims->items[item - 1].value
                             : claims != NULL && claims->count == 1 ? &claims->items[0].value
                                                                    : NULL;
        object = value != NULL && value->kind == VALUE_OBJECT ? value->object : NULL;
        class = slot->range_class;
        path++;
    }
    return false;
}

/* --- rows --- */

static bool find_severity(const RunningRule *rule, Severity *severity)
{
    const char *text = row_text(rule, RULE_SEVERITY);
    *severity = SEVERITY_ERROR;
    if (text == NULL || strcmp(text, "error") == 0)
        return true;
    *severity = SEVERITY_WARNING;
    return strcmp(text, "warning") == 0 ||
           report_mistake(rule, "the rule returns severity '%s'; there are error and warning",
                          text);
}

static bool report_row(const RunningRule *rule)
{
    const char *id = row_text(rule, RULE_ENTRY);
    const char *slot = row_text(rule, RULE_SLOT);
    const char *message = row_text(rule, RULE_MESSAGE);
    if (id == NULL || message == NULL)
        return report_mistake(rule, "the rule returns a row without %s",
                              id == NULL ? "an entry" : "a message");
    const Entry *entry = kb_find_entry(rule->kb, id);
    if (entry == NULL)
        return report_mistake(rule, "the rule returns an unknown entry '%s'", id);
    Severity severity;
    if (!find_severity(rule, &severity))
        return false;
    Span span = entry->span;
    if (slot != NULL && !find_place(entry, slot, &span))
        return report_mistake(rule, "the rule returns '%s', which is no slot of a %s", slot,
                              entry->object.class->name);
    diag_report_rule(rule->script.diags, rule->rule, severity, span, "%s", message);
    return true;
}

static bool report_rows(RunningRule *rule)
{
    ScriptState state;
    size_t count = 0;
    while ((state = script_step(&rule->script)) == SCRIPT_READY) {
        if (++count > FINDINGS_MAX) {
            diag_report(rule->script.diags, DIAG_QUERY_LIMIT, script_span(&rule->script),
                        "the rule finds more than %d places", FINDINGS_MAX);
            return false;
        }
        if (!report_row(rule))
            return false;
    }
    return state == SCRIPT_END;
}

static void run_rule(RunningRule *rule)
{
    switch (script_prepare(&rule->script)) {
    case SCRIPT_FAILED:
        return;
    case SCRIPT_END:
        report_mistake(rule, "the rule has no statement");
        return;
    case SCRIPT_READY:
        break;
    }
    if (find_columns(rule) && report_rows(rule) && script_prepare(&rule->script) == SCRIPT_READY)
        report_mistake(rule, "the rule has a second statement");
}

static bool is_rule_name(const char *name)
{
    return name[0] != '\0' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen(name);
}

static char *rule_explanation(const SourceFile *source)
{
    GString *text = g_string_new(NULL);
    const char *line = source->bytes;
    while (g_str_has_prefix(line, "--")) {
        line += strspn(line, "- ");
        const size_t length = strcspn(line, "\r\n");
        g_string_append(text, text->len > 0 && length > 0 ? " " : "");
        g_string_append_len(text, line, (gssize)length);
        line += length;
        line += strspn(line, "\r");
        line += *line == '\n';
    }
    g_autofree char *raw = g_string_free(text, FALSE);
    return g_utf8_make_valid(raw, -1);
}

static void check_rule(const Kb *kb, Database *database, const InputFile *input, Diagnostics *diags)
{
    if (!is_rule_name(input->stem)) {
        Diagnostic *d = diag_report(diags, DIAG_QUERY_BAD_RULE, (Span){input->source, 0, 0},
                                    "a rule's file cannot be named so");
        diag_hint(d, "use small letters, digits, - and _: the message is called rule.NAME");
        return;
    }
    RunningRule rule = {.kb = kb};
    if (!script_init(&rule.script, database, input->source, query_limits.steps, diags))
        return;
    g_autofree char *slug = g_strconcat("rule.", input->stem, NULL);
    g_autofree char *explanation = rule_explanation(input->source);
    rule.rule = diagnostics_rule(diags, slug);
    diag_rule_explain(rule.rule, explanation);
    run_rule(&rule);
    script_clear(&rule.script);
}

void rules_check(const Kb *kb, Database *database, const GPtrArray *files, Diagnostics *diags)
{
    for (guint i = 0; i < files->len; i++)
        check_rule(kb, database, files->pdata[i], diags);
}

char *rules_explain(const GPtrArray *files, const char *name)
{
    for (guint i = 0; i < files->len; i++) {
        const InputFile *file = files->pdata[i];
        if (file->source->bytes != NULL && strcmp(file->stem, name) == 0)
            return rule_explanation(file->source);
    }
    return NULL;
}
