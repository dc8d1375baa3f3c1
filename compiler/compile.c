#include "compile.h"

#include "base/parallel.h"
#include "check/check.h"
#include "derive/derive.h"
#include "emit/emit.h"
#include "find/findings.h"
#include "inputs.h"
#include "link/link.h"
#include "query/query.h"

struct Compilation {
    CompileOptions options;
    unsigned workers;
    Inputs *inputs;
    Arena *arena;
    Kb *kb; /* NULL: there is none */
    Plates plates;
};

/* Diagrams that select by SQL and the knowledge base's own rules ask about what is known to be
 * right: not after an error. Who asks questions of his own gets an answer whatever they say. */
static const PlateAnswer *ask_database(Compilation *compilation, Diagnostics *diags)
{
    const Kb *kb = compilation->kb;
    const GPtrArray *rules = compilation->inputs->files->rules;
    const bool any = selections_any(kb) || rules->len > 0;
    if (!any || compilation->options.without_rules || diagnostics_has_errors(diags))
        return NULL;
    g_autoptr(Database) database = database_new(kb, true);
    const PlateAnswer *answers = selections_ask(kb, database, compilation->arena, diags);
    rules_check(kb, database, rules, diags);
    return answers;
}

/* All stages over what was read; nothing of that is written to. */
static Compilation *compile(Compilation *compilation, Diagnostics *diags)
{
    const Inputs *inputs = compilation->inputs;
    diagnostics_add(diags, inputs->said);
    if (inputs->kb == NULL)
        return compilation;
    Arena *arena = compilation->arena;
    Kb *kb = link_kb(inputs->kb, compilation->options.as_of, arena, diags);
    compilation->kb = kb;
    derive_kb(kb, arena, diags);
    kb->findings = findings_make(kb, arena);
    check_kb(kb, diags);
    const PlateAnswer *answers = ask_database(compilation, diags);
    if (!diagnostics_has_errors(diags))
        compilation->plates = plates_make(kb, answers, inputs->theme->words, arena, diags);
    return compilation;
}

static Compilation *compilation_new(const CompileOptions *options)
{
    Compilation *compilation = g_new0(Compilation, 1);
    compilation->options = *options;
    compilation->options.program = g_strdup(options->program);
    compilation->workers = parallel_workers(options->jobs);
    compilation->arena = arena_new();
    return compilation;
}

Compilation *compile_kb(const CompileOptions *options, Diagnostics *diags)
{
    Compilation *compilation = compilation_new(options);
    compilation->inputs = inputs_read(options->kb_path, compilation->workers, diags);
    return compile(compilation, diags);
}

Compilation *compile_as_of(const Compilation *other, const Edtf *as_of, Diagnostics *diags)
{
    Compilation *compilation = compilation_new(&other->options);
    compilation->options.as_of = as_of;
    compilation->inputs = inputs_ref(other->inputs);
    return compile(compilation, diags);
}

void compilation_free(Compilation *compilation)
{
    if (compilation == NULL)
        return;
    if (compilation->kb != NULL)
        kb_clear(compilation->kb);
    inputs_unref(compilation->inputs);
    arena_free(compilation->arena);
    g_free((char *)compilation->options.program);
    g_free(compilation);
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

char *compilation_explain_rule(const Compilation *compilation, const char *name)
{
    const KbFiles *files = compilation->inputs->files;
    return files != NULL ? rules_explain(files->rules, name) : NULL;
}

static Pictures *draw(const Compilation *compilation, const Plates *plates, LayoutCache *cache,
                      Diagnostics *diags)
{
    const Layouter layouter = {.executable = compilation->options.program, .cache = cache};
    return pictures_draw(compilation->kb, plates, compilation_words(compilation), &layouter,
                         compilation->workers, diags);
}

bool compilation_write(const Compilation *compilation, const char *out_path, Diagnostics *diags,
                       OutputSummary *summary)
{
    const Plates *plates = &compilation->plates;
    g_autoptr(LayoutCache) cache = layout_cache_open(out_path);
    g_autoptr(Pictures) pictures = draw(compilation, plates, cache, diags);
    const EmitInput input = {compilation->kb, plates, compilation->inputs->theme, pictures};
    if (diagnostics_has_errors(diags))
        return false;
    g_autoptr(Emission) emission = emission_new(&input, diags);
    if (!emission_write(emission, out_path, compilation->workers, summary))
        return false;
    layout_cache_save(cache);
    return true;
}

bool compilation_write_slides(const Compilation *compilation, const SlideOptions *options,
                              const char *folder, Diagnostics *diags, size_t *written)
{
    g_autoptr(Arena) arena = arena_new();
    Plates wanted = {arena_new0(arena, Plate *, compilation->plates.count + 1), 0};
    for (size_t i = 0; i < compilation->plates.count; i++)
        if (slides_wants(options, compilation->plates.items[i]))
            wanted.items[wanted.count++] = compilation->plates.items[i];
    g_autoptr(Pictures) pictures = draw(compilation, &wanted, NULL, diags);
    return slides_write(compilation->kb, pictures, options, folder, diags, written);
}
