#include "compile.h"

#include "base/parallel.h"
#include "check/check.h"
#include "derive/derive.h"
#include "emit/emit.h"
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
};

/* Returns entries to write to; NULL: there are none. */
static Kb *take_kb(const Compilation *compilation)
{
    Inputs *inputs = compilation->inputs;
    if (inputs->kb == NULL)
        return NULL;
    return compilation->options.once ? inputs_give_kb(inputs)
                                     : kb_copy(inputs->kb, compilation->arena);
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
    progress_begin(compilation->options.progress, "link", 0);
    link_kb(kb, compilation->options.as_of, arena, diags);
    derive_kb(kb, arena, diags);
    kb->findings = findings_make(kb, arena);
    progress_begin(compilation->options.progress, "check", 0);
    check_kb(kb, diags);
    const PlateAnswer *answers = NULL;
    if (!compilation->options.without_rules && !diagnostics_has_errors(diags))
        answers = query_ask(kb, inputs->files->rules, arena, diags);
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
    progress_begin(options->progress, "read", 0);
    compilation->inputs = inputs_read(options->kb_path, compilation->workers, diags);
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

Compilation *compile_again(const Compilation *other, int64_t looked, Diagnostics *diags)
{
    Compilation *compilation = compilation_new(&other->options);
    g_assert(!other->options.once);
    compilation->inputs =
        inputs_update(other->inputs, other->options.kb_path, looked, compilation->workers, diags);
    return compile(compilation, diags);
}

bool compilation_stands(const Compilation *compilation, int64_t *looked)
{
    return inputs_stand(compilation->inputs, compilation->options.kb_path, looked);
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

static Pictures *draw(const Compilation *compilation, const Plates *plates, LayoutCache *cache,
                      Diagnostics *diags)
{
    progress_begin(compilation->options.progress, "draw", 0);
    const Layouter layouter = {.executable = compilation->options.program, .cache = cache};
    return pictures_draw(compilation->kb, plates, compilation_words(compilation), &layouter,
                         compilation->workers, diags);
}

static Emission *emit(const Compilation *compilation, const Pictures *pictures, Diagnostics *diags)
{
    const Inputs *inputs = compilation->inputs;
    return emission_new(&(EmitInput){compilation->kb, &compilation->plates, inputs->theme, pictures,
                                     inputs->fingerprints, compilation->options.progress},
                        diags);
}

bool compilation_write(const Compilation *compilation, const char *out_path, Diagnostics *diags,
                       OutputSummary *summary)
{
    g_autoptr(LayoutCache) cache = layout_cache_open(out_path);
    g_autoptr(Pictures) pictures = draw(compilation, &compilation->plates, cache, diags);
    if (diagnostics_has_errors(diags))
        return false;
    g_autoptr(Emission) emission = emit(compilation, pictures, diags);
    if (!emission_write(emission, out_path, compilation->workers, summary))
        return false;
    layout_cache_save(cache);
    return true;
}

bool compilation_verify(const Compilation *compilation, const char *out_path, Diagnostics *diags)
{
    g_autoptr(Pictures) pictures = draw(compilation, &compilation->plates, NULL, diags);
    g_autoptr(Emission) emission = emit(compilation, pictures, diags);
    return emission_verify(emission, out_path, compilation->workers);
}

struct Edition {
    Pictures *pictures;
    Emission *emission;
};

Edition *edition_new(const Compilation *compilation, LayoutCache *cache, Diagnostics *diags)
{
    g_autoptr(Pictures) pictures = draw(compilation, &compilation->plates, cache, diags);
    if (diagnostics_has_errors(diags))
        return NULL;
    Edition *edition = g_new0(Edition, 1);
    edition->emission = emit(compilation, pictures, diags);
    edition->pictures = g_steal_pointer(&pictures);
    return edition;
}

void edition_free(Edition *edition)
{
    if (edition == NULL)
        return;
    emission_free(edition->emission);
    pictures_free(edition->pictures);
    g_free(edition);
}

const Emission *edition_emission(const Edition *edition)
{
    return edition->emission;
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
