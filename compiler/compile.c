#include "compile.h"

#include "base/parallel.h"
#include "check/check.h"
#include "derive/derive.h"
#include "find/findings.h"
#include "inputs.h"
#include "link/link.h"
#include "model/copy.h"
#include "query/query.h"

struct Compilation {
    CompileOptions options;
    unsigned workers;
    Inputs *inputs;
    Arena *arena;
    Kb *kb; /* NULL: there is none */
    Plates plates;
    Checker *checker; /* NULL: it is done */
};

/* Returns entries to write to; NULL: there are none. */
static Kb *take_kb(const Compilation *compilation)
{
    Inputs *inputs = compilation->inputs;
    if (inputs->kb == NULL)
        return NULL;
    return compilation->options.once
               ? inputs_give_kb(inputs)
               : kb_copy(inputs->kb, compilation->workers, compilation->arena);
}

static bool asks_rules(const Compilation *compilation)
{
    return !compilation->options.without_rules;
}

/* Rules, and what diagrams select by SQL, are asked after all checks, and may find errors. */
static bool can_wait(const Compilation *compilation, Diagnostics *diags)
{
    return compilation->options.warns_later &&
           !query_is_asked(compilation->kb, compilation->inputs->files->rules) &&
           diagnostics_severity(diags, DIAG_ACCEPT_UNUSED) < SEVERITY_ERROR &&
           !diagnostics_has_errors(diags);
}

/* Which warnings are not needed is known when all was said. */
void compilation_finish(Compilation *compilation, Diagnostics *diags)
{
    if (compilation->checker != NULL)
        check_finish(g_steal_pointer(&compilation->checker));
    if (!diagnostics_has_errors(diags) && !compilation->kb->is_past)
        diagnostics_report_unused(diags, asks_rules(compilation));
}

static void check(Compilation *compilation, Diagnostics *diags)
{
    progress_begin(compilation->options.progress, "check", 0);
    compilation->checker = check_begin(compilation->kb, compilation->workers, diags);
    if (!can_wait(compilation, diags))
        check_finish(g_steal_pointer(&compilation->checker));
}

/* All stages over what was read; nothing of that is written to, unless it is given away. */
static Compilation *compile(Compilation *compilation, Diagnostics *diags)
{
    const Inputs *inputs = compilation->inputs;
    diagnostics_add(diags, inputs->said);
    Kb *kb = compilation->kb = take_kb(compilation);
    if (kb == NULL)
        return compilation;
    Arena *arena = compilation->arena;
    if (compilation->options.base_url != NULL)
        kb->base_url = arena_strdup(arena, compilation->options.base_url);
    progress_begin(compilation->options.progress, "link", 0);
    link_kb(kb, compilation->options.as_of, compilation->workers, arena, diags);
    check_accept(kb, diags);
    derive_kb(kb, arena, diags);
    kb->findings = findings_make(kb, compilation->workers, arena);
    check(compilation, diags);
    const PlateAnswer *answers = NULL;
    if (asks_rules(compilation) && !diagnostics_has_errors(diags))
        answers = query_ask(kb, inputs->files->rules, arena, diags);
    if (!diagnostics_has_errors(diags))
        compilation->plates = plates_make(kb, answers, inputs->theme->words, arena, diags);
    if (compilation->checker == NULL || diagnostics_has_errors(diags))
        compilation_finish(compilation, diags);
    return compilation;
}

bool compilation_is_unfinished(const Compilation *compilation)
{
    return compilation->checker != NULL;
}

static Compilation *compilation_new(const CompileOptions *options)
{
    Compilation *compilation = g_new0(Compilation, 1);
    compilation->options = *options;
    compilation->options.overlay = NULL; /* the files have it */
    compilation->options.program = g_strdup(options->program);
    compilation->options.base_url = g_strdup(options->base_url);
    compilation->workers = parallel_workers(options->jobs);
    compilation->arena = arena_new();
    return compilation;
}

Compilation *compile_kb(const CompileOptions *options, Diagnostics *diags)
{
    Compilation *compilation = compilation_new(options);
    progress_begin(options->progress, "read", 0);
    compilation->inputs =
        inputs_read(options->kb_path, options->overlay, compilation->workers, diags);
    return compile(compilation, diags);
}

Compilation *compile_as_of(const Compilation *other, const Edtf *as_of, Diagnostics *diags)
{
    Compilation *compilation = compilation_new(&other->options);
    g_assert(!other->options.once);
    compilation->options.as_of = as_of;
    compilation->inputs = inputs_ref(other->inputs);
    return compile(compilation, diags);
}

Compilation *compile_again(const Compilation *other, Overlay *overlay, int64_t looked,
                           Diagnostics *diags)
{
    Compilation *compilation = compilation_new(&other->options);
    g_assert(!other->options.once);
    compilation->inputs = inputs_update(other->inputs, other->options.kb_path, overlay, looked,
                                        compilation->workers, diags);
    return compile(compilation, diags);
}

bool compilation_stands(const Compilation *compilation, const Overlay *overlay, int64_t *looked)
{
    return inputs_stand(compilation->inputs, compilation->options.kb_path, overlay, looked);
}

void compilation_free(Compilation *compilation)
{
    if (compilation == NULL)
        return;
    checker_free(compilation->checker);
    if (compilation->kb != NULL)
        kb_clear(compilation->kb);
    inputs_unref(compilation->inputs);
    arena_free(compilation->arena);
    g_free((char *)compilation->options.program);
    g_free((char *)compilation->options.base_url);
    g_free(compilation);
}

const KbFiles *compilation_files(const Compilation *compilation)
{
    return compilation->inputs->files;
}

const Kb *compilation_kb(const Compilation *compilation)
{
    return compilation->kb;
}

const Plates *compilation_plates(const Compilation *compilation)
{
    return &compilation->plates;
}

const Words *const *compilation_words(const Compilation *compilation)
{
    return compilation->inputs->theme->words;
}

const CompileOptions *compilation_options(const Compilation *compilation)
{
    return &compilation->options;
}

const Inputs *compilation_inputs(const Compilation *compilation)
{
    return compilation->inputs;
}
