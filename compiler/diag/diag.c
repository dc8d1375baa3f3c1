#include "diag/diag.h"

#include "diag/acceptance.h"

#include <string.h>

typedef struct DiagInfo {
    const char *slug;
    Severity severity;
    const char *explanation;
} DiagInfo;

static const DiagInfo catalogue[DIAG_COUNT] = {
#define DIAG(id, slug, severity, explanation) \
    [DIAG_##id] = {slug, SEVERITY_##severity, explanation},
#include "diag/diag.def"
#undef DIAG
};

/* What users wrote can be long, and messages quote it. Longer text is cut off. */
enum { TEXT_MAX = 2000 };

struct DiagRule {
    char *slug;
    char *explanation; /* NULL: none */
    Severity severity;
    bool is_overridden; /* by -W or -E */
};

struct Diagnostics {
    GMutex lock; /* guards the list, not the diagnostics: each belongs to its reporter */
    GPtrArray *all;
    GHashTable *files; /* set of SourceFile: those with errors */
    GHashTable *rules; /* slug -> DiagRule */
    Severity severities[DIAG_COUNT];
    bool overrides_rules; /* -E all */
    bool errors_only;
    Acceptances *acceptances;
    guint settled; /* how many diagnostics there were when all were last compared with those */
};

const char *diag_slug(DiagId id)
{
    return catalogue[id].slug;
}

const char *diag_explanation(DiagId id)
{
    return catalogue[id].explanation;
}

Severity diag_default_severity(DiagId id)
{
    return catalogue[id].severity;
}

bool diag_find(const char *slug, DiagId *id)
{
    for (unsigned i = 0; i < DIAG_COUNT; i++)
        if (strcmp(catalogue[i].slug, slug) == 0) {
            *id = (DiagId)i;
            return true;
        }
    return false;
}

bool diag_is_rule_slug(const char *slug)
{
    return g_str_has_prefix(slug, "rule.") && slug[strlen("rule.")] != '\0';
}

const char *diagnostic_slug(const Diagnostic *diagnostic)
{
    return diagnostic->rule != NULL ? diagnostic->rule->slug : diag_slug(diagnostic->id);
}

const char *diagnostic_explanation(const Diagnostic *diagnostic)
{
    const DiagRule *rule = diagnostic->rule;
    return rule != NULL && rule->explanation != NULL ? rule->explanation
                                                     : diag_explanation(diagnostic->id);
}

static void rule_free(gpointer data)
{
    DiagRule *rule = data;
    g_free(rule->slug);
    g_free(rule->explanation);
    g_free(rule);
}

static void note_clear(gpointer note)
{
    g_free(((DiagNote *)note)->text);
}

static void fix_clear(gpointer fix)
{
    g_free(((DiagFix *)fix)->text);
}

static void move_clear(gpointer move)
{
    g_free(((DiagMove *)move)->relative);
}

static void diagnostic_unref(gpointer data)
{
    Diagnostic *diagnostic = data;
    if (!g_atomic_ref_count_dec(&diagnostic->references))
        return;
    g_free(diagnostic->message);
    g_clear_pointer(&diagnostic->notes, g_array_unref);
    g_clear_pointer(&diagnostic->hints, g_ptr_array_unref);
    g_free(diagnostic->accepted);
    g_clear_pointer(&diagnostic->fixes, g_array_unref);
    g_clear_pointer(&diagnostic->moves, g_array_unref);
    g_free(diagnostic);
}

Diagnostics *diagnostics_new(void)
{
    Diagnostics *diags = g_new0(Diagnostics, 1);
    g_mutex_init(&diags->lock);
    diags->all = g_ptr_array_new_with_free_func(diagnostic_unref);
    diags->files = g_hash_table_new(NULL, NULL);
    diags->rules = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, rule_free);
    for (unsigned i = 0; i < DIAG_COUNT; i++)
        diags->severities[i] = catalogue[i].severity;
    diags->acceptances = acceptances_new();
    return diags;
}

Diagnostics *diagnostics_new_like(const Diagnostics *diags)
{
    Diagnostics *like = diagnostics_new();
    memcpy(like->severities, diags->severities, sizeof like->severities);
    like->overrides_rules = diags->overrides_rules;
    like->errors_only = diags->errors_only;
    return like;
}

GPtrArray *diagnostics_take(Diagnostics *diags)
{
    if (diags->all->len == 0)
        return NULL;
    GPtrArray *taken = diags->all;
    diags->all = g_ptr_array_new_with_free_func(diagnostic_unref);
    diags->settled = 0;
    g_hash_table_remove_all(diags->files);
    return taken;
}

static void keep(Diagnostics *diags, Diagnostic *diagnostic)
{
    g_mutex_lock(&diags->lock);
    g_ptr_array_add(diags->all, diagnostic);
    if (diagnostic->severity >= SEVERITY_ERROR && !diagnostic->is_warning)
        g_hash_table_add(diags->files, (gpointer)diagnostic->span.file);
    g_mutex_unlock(&diags->lock);
}

void diagnostics_add(Diagnostics *diags, const GPtrArray *taken)
{
    for (guint i = 0; taken != NULL && i < taken->len; i++) {
        Diagnostic *diagnostic = taken->pdata[i];
        g_atomic_ref_count_inc(&diagnostic->references);
        keep(diags, diagnostic);
    }
}

void diagnostics_free(Diagnostics *diags)
{
    if (diags == NULL)
        return;
    g_ptr_array_unref(diags->all);
    g_hash_table_unref(diags->files);
    g_hash_table_unref(diags->rules);
    acceptances_free(diags->acceptances);
    g_mutex_clear(&diags->lock);
    g_free(diags);
}

void diagnostics_set_severity(Diagnostics *diags, DiagId id, Severity severity)
{
    diags->severities[id] = severity;
    diags->overrides_rules |= id == DIAG_RULE;
}

Severity diagnostics_severity(const Diagnostics *diags, DiagId id)
{
    return diags->severities[id];
}

static bool is_ignored(const Diagnostics *diags, Severity severity)
{
    return severity == SEVERITY_IGNORED || (diags->errors_only && severity < SEVERITY_ERROR);
}

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

static char *format_text(const char *format, va_list arguments)
{
    GString *text = g_string_new(NULL);
    g_string_vprintf(text, format, arguments);
    if (text->len > TEXT_MAX) {
        size_t end = TEXT_MAX;
        while (end > 0 && is_continuation(text->str[end]))
            end--;
        g_string_truncate(text, end);
        g_string_append(text, "…");
    }
    return g_string_free(text, FALSE);
}

static Diagnostic *report(Diagnostics *diags, DiagId id, Severity severity, bool is_warning,
                          Span span, const char *format, va_list arguments)
{
    Diagnostic *diagnostic = g_new0(Diagnostic, 1);
    g_atomic_ref_count_init(&diagnostic->references);
    diagnostic->id = id;
    diagnostic->severity = severity;
    diagnostic->is_warning = is_warning;
    diagnostic->span = span;
    diagnostic->message = format_text(format, arguments);
    keep(diags, diagnostic);
    return diagnostic;
}

Diagnostic *diag_report(Diagnostics *diags, DiagId id, Span span, const char *format, ...)
{
    if (is_ignored(diags, diags->severities[id]))
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    Diagnostic *diagnostic =
        report(diags, id, diags->severities[id], catalogue[id].severity == SEVERITY_WARNING, span,
               format, arguments);
    va_end(arguments);
    return diagnostic;
}

DiagRule *diagnostics_rule(Diagnostics *diags, const char *slug)
{
    DiagRule *rule = g_hash_table_lookup(diags->rules, slug);
    if (rule != NULL)
        return rule;
    rule = g_new0(DiagRule, 1);
    rule->slug = g_strdup(slug);
    g_hash_table_insert(diags->rules, rule->slug, rule);
    return rule;
}

void diag_rule_set_severity(DiagRule *rule, Severity severity)
{
    rule->severity = severity;
    rule->is_overridden = true;
}

void diag_rule_explain(DiagRule *rule, const char *explanation)
{
    g_free(rule->explanation);
    rule->explanation = explanation[0] != '\0' ? g_strdup(explanation) : NULL;
}

Diagnostic *diag_report_rule(Diagnostics *diags, const DiagRule *rule, Severity severity, Span span,
                             const char *format, ...)
{
    const bool is_warning = severity == SEVERITY_WARNING;
    if (rule->is_overridden)
        severity = rule->severity;
    else if (diags->overrides_rules)
        severity = diags->severities[DIAG_RULE];
    if (is_ignored(diags, severity))
        return NULL;
    va_list arguments;
    va_start(arguments, format);
    Diagnostic *diagnostic =
        report(diags, DIAG_RULE, severity, is_warning, span, format, arguments);
    va_end(arguments);
    diagnostic->rule = rule;
    return diagnostic;
}

void diag_note(Diagnostic *diagnostic, Span span, const char *format, ...)
{
    if (diagnostic == NULL)
        return;
    if (diagnostic->notes == NULL) {
        diagnostic->notes = g_array_new(FALSE, FALSE, sizeof(DiagNote));
        g_array_set_clear_func(diagnostic->notes, note_clear);
    }
    DiagNote note = {.span = span};
    va_list arguments;
    va_start(arguments, format);
    note.text = format_text(format, arguments);
    va_end(arguments);
    g_array_append_val(diagnostic->notes, note);
}

void diag_hint(Diagnostic *diagnostic, const char *format, ...)
{
    if (diagnostic == NULL)
        return;
    if (diagnostic->hints == NULL)
        diagnostic->hints = g_ptr_array_new_with_free_func(g_free);
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(diagnostic->hints, format_text(format, arguments));
    va_end(arguments);
}

/* --- what is accepted --- */

void diagnostics_accept(Diagnostics *diags, const Acceptance *acceptance)
{
    acceptances_add(diags->acceptances, acceptance);
    diags->settled = 0;
}

void diagnostic_set_accepted(Diagnostic *diagnostic, const char *note, bool in_source)
{
    if (diagnostic == NULL)
        return;
    diagnostic->severity = SEVERITY_ACCEPTED;
    diagnostic->accepted = g_strdup(note);
    diagnostic->is_accepted_in_source = in_source;
}

/* Diagnostics of a file are kept with it, and others may hold them: they get no other severity. */
static Diagnostic *own_copy(Diagnostic *diagnostic)
{
    Diagnostic *copy = g_new0(Diagnostic, 1);
    *copy = *diagnostic;
    g_atomic_ref_count_init(&copy->references);
    copy->message = g_strdup(diagnostic->message);
    copy->notes = NULL;
    copy->hints = NULL;
    for (guint i = 0; diagnostic->notes != NULL && i < diagnostic->notes->len; i++) {
        const DiagNote *note = &g_array_index(diagnostic->notes, DiagNote, i);
        diag_note(copy, note->span, "%s", note->text);
    }
    for (guint i = 0; diagnostic->hints != NULL && i < diagnostic->hints->len; i++)
        diag_hint(copy, "%s", (const char *)diagnostic->hints->pdata[i]);
    copy->fixes = NULL;
    for (guint i = 0; diagnostic->fixes != NULL && i < diagnostic->fixes->len; i++) {
        const DiagFix *fix = &g_array_index(diagnostic->fixes, DiagFix, i);
        diag_fix(copy, fix->span, fix->text);
    }
    copy->moves = NULL;
    for (guint i = 0; diagnostic->moves != NULL && i < diagnostic->moves->len; i++) {
        const DiagMove *move = &g_array_index(diagnostic->moves, DiagMove, i);
        diag_move(copy, move->file, move->relative);
    }
    return copy;
}

/* What is reported gets its notes afterwards, so it is compared when it is read. */
static void settle(Diagnostics *diags)
{
    if (diags->settled == diags->all->len || acceptances_are_none(diags->acceptances))
        return;
    for (guint i = 0; i < diags->all->len; i++) {
        Diagnostic *diagnostic = diags->all->pdata[i];
        if (!diagnostic->is_warning || diagnostic->severity == SEVERITY_ACCEPTED)
            continue;
        const Acceptance *acceptance = acceptances_find(diags->acceptances, diagnostic);
        if (acceptance == NULL)
            continue;
        diags->all->pdata[i] = own_copy(diagnostic);
        diagnostic_set_accepted(diags->all->pdata[i], acceptance->note,
                                acceptance->within.file != NULL);
        diagnostic_unref(diagnostic);
    }
    diags->settled = diags->all->len;
}

typedef struct UnusedReport {
    Diagnostics *diags;
    bool with_rules;
} UnusedReport;

static bool could_be_used(const UnusedReport *report, const char *slug)
{
    DiagId id;
    if (diag_is_rule_slug(slug)) {
        const DiagRule *rule = g_hash_table_lookup(report->diags->rules, slug);
        const bool is_off =
            rule != NULL && rule->is_overridden && rule->severity == SEVERITY_IGNORED;
        return report->with_rules && !is_off;
    }
    return diag_find(slug, &id) && !is_ignored(report->diags, report->diags->severities[id]) &&
           !g_str_has_prefix(slug, "layout.");
}

static void report_unused(const Acceptance *acceptance, void *user)
{
    const UnusedReport *report = user;
    if (could_be_used(report, acceptance->slug))
        diag_report(report->diags, DIAG_ACCEPT_UNUSED, acceptance->span,
                    "there is no %s to accept here", acceptance->slug);
}

void diagnostics_report_unused(Diagnostics *diags, bool with_rules)
{
    settle(diags);
    UnusedReport report = {diags, with_rules};
    acceptances_visit_unused(diags->acceptances, report_unused, &report);
}

void diag_fix(Diagnostic *diagnostic, Span span, const char *text)
{
    if (diagnostic == NULL)
        return;
    if (diagnostic->fixes == NULL) {
        diagnostic->fixes = g_array_new(FALSE, FALSE, sizeof(DiagFix));
        g_array_set_clear_func(diagnostic->fixes, fix_clear);
    }
    const DiagFix fix = {.span = span, .text = g_strdup(text)};
    g_array_append_val(diagnostic->fixes, fix);
}

void diag_move(Diagnostic *diagnostic, const SourceFile *file, const char *relative)
{
    if (diagnostic == NULL)
        return;
    if (diagnostic->moves == NULL) {
        diagnostic->moves = g_array_new(FALSE, FALSE, sizeof(DiagMove));
        g_array_set_clear_func(diagnostic->moves, move_clear);
    }
    const DiagMove move = {file, g_strdup(relative)};
    g_array_append_val(diagnostic->moves, move);
}

char *diag_move_path(const DiagMove *move)
{
    const SourceFile *file = move->file;
    const size_t folder = strlen(file->path) - strlen(file->relative);
    return g_strdup_printf("%.*s%s", (int)folder, file->path, move->relative);
}

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static int compare_diagnostics(gconstpointer left, gconstpointer right)
{
    const Diagnostic *a = *(const Diagnostic *const *)left;
    const Diagnostic *b = *(const Diagnostic *const *)right;
    int order = g_strcmp0(a->span.file ? a->span.file->path : NULL,
                          b->span.file ? b->span.file->path : NULL);
    if (order == 0)
        order = compare_numbers(a->span.start, b->span.start);
    if (order == 0)
        order = compare_numbers(a->span.end, b->span.end);
    if (order == 0)
        order = strcmp(diagnostic_slug(a), diagnostic_slug(b));
    return order != 0 ? order : strcmp(a->message, b->message);
}

const GPtrArray *diagnostics_sorted(Diagnostics *diags)
{
    settle(diags);
    g_ptr_array_sort(diags->all, compare_diagnostics);
    return diags->all;
}

void diagnostics_drop_warnings(Diagnostics *diags)
{
    diags->errors_only = true;
    settle(diags);
    g_autoptr(GPtrArray) all = diags->all;
    diags->all = g_ptr_array_new_with_free_func(diagnostic_unref);
    for (guint i = 0; i < all->len; i++) {
        Diagnostic *diagnostic = all->pdata[i];
        if (diagnostic->severity < SEVERITY_ERROR)
            continue;
        g_atomic_ref_count_inc(&diagnostic->references);
        g_ptr_array_add(diags->all, diagnostic);
    }
    diags->settled = diags->all->len;
}

size_t diagnostics_count(Diagnostics *diags, Severity severity)
{
    settle(diags);
    size_t count = 0;
    for (guint i = 0; i < diags->all->len; i++)
        count += ((const Diagnostic *)diags->all->pdata[i])->severity == severity;
    return count;
}

bool diagnostics_file_has_errors(Diagnostics *diags, const SourceFile *file)
{
    g_mutex_lock(&diags->lock);
    const bool has = g_hash_table_contains(diags->files, file);
    g_mutex_unlock(&diags->lock);
    return has;
}

bool diagnostics_has_mistakes(Diagnostics *diags)
{
    g_mutex_lock(&diags->lock);
    const bool has = g_hash_table_size(diags->files) > 0;
    g_mutex_unlock(&diags->lock);
    return has;
}

bool diagnostics_has_errors(Diagnostics *diags)
{
    return diagnostics_exit_status(diags) != 0;
}

int diagnostics_exit_status(Diagnostics *diags)
{
    if (diagnostics_count(diags, SEVERITY_ENVIRONMENT) > 0)
        return 3;
    return diagnostics_count(diags, SEVERITY_ERROR) > 0 ? 1 : 0;
}
