#include "publish.h"

#include "base/parallel.h"

static unsigned workers_of(const Compilation *compilation)
{
    return parallel_workers(compilation_options(compilation)->jobs);
}

static Pictures *draw(const Compilation *compilation, const Plates *plates, LayoutCache *cache,
                      Diagnostics *diags)
{
    progress_begin(compilation_options(compilation)->progress, "draw", 0);
    const Layouter layouter = {.executable = compilation_options(compilation)->program,
                               .cache = cache};
    return pictures_draw(compilation_kb(compilation), plates, compilation_words(compilation),
                         &layouter, workers_of(compilation), diags);
}

static Emission *emit(const Compilation *compilation, const Pictures *pictures, Diagnostics *diags)
{
    const Inputs *inputs = compilation_inputs(compilation);
    const CompileOptions *options = compilation_options(compilation);
    EmitInput input = {
        .kb = compilation_kb(compilation),
        .plates = compilation_plates(compilation),
        .theme = inputs->theme,
        .pictures = pictures,
        .sources = inputs->fingerprints,
        .for_hugo = options->for_hugo,
        .shows_places = options->shows_places,
        .progress = options->progress,
    };
    input.sources.base ^= options->for_hugo; /* as a template would */
    return emission_new(&input, diags);
}

/* Could pictures be drawn that were not, if one tried again? */
static bool may_come(const Pictures *pictures)
{
    for (size_t i = 0; i < pictures->count; i++)
        if (pictures->items[i]->failed && pictures->items[i]->problem != DIAG_LAYOUT_TOO_LARGE)
            return true;
    return false;
}

bool publish_write(const Compilation *compilation, const char *out_path, Diagnostics *diags,
                   OutputSummary *summary)
{
    g_assert(!compilation_options(compilation)->shows_places); /* no fingerprint has them */
    g_autoptr(LayoutCache) cache = layout_cache_open(out_path);
    g_autoptr(Pictures) pictures = draw(compilation, compilation_plates(compilation), cache, diags);
    if (diagnostics_has_errors(diags))
        return false;
    g_autoptr(Emission) emission = emit(compilation, pictures, diags);
    if (!emission_write(emission, out_path, workers_of(compilation), summary))
        return false;
    if (may_come(pictures))
        summary->history = 0;
    layout_cache_save(cache);
    return true;
}

bool publish_verify(const Compilation *compilation, const char *out_path, Diagnostics *diags)
{
    g_autoptr(Pictures) pictures = draw(compilation, compilation_plates(compilation), NULL, diags);
    g_autoptr(Emission) emission = emit(compilation, pictures, diags);
    return emission_verify(emission, out_path, workers_of(compilation));
}

struct Edition {
    const Compilation *compilation;
    Diagnostics *diags;
    Pictures *pictures;
    Emission *emission; /* NULL: nobody has asked for a document yet */
};

Edition *edition_new(const Compilation *compilation, LayoutCache *cache, Diagnostics *diags)
{
    g_autoptr(Pictures) pictures = draw(compilation, compilation_plates(compilation), cache, diags);
    if (diagnostics_has_errors(diags))
        return NULL;
    Edition *edition = g_new0(Edition, 1);
    edition->compilation = compilation;
    edition->diags = diags;
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

const Emission *edition_emission(Edition *edition)
{
    if (edition->emission == NULL)
        edition->emission = emit(edition->compilation, edition->pictures, edition->diags);
    return edition->emission;
}

bool publish_slides(const Compilation *compilation, const SlideOptions *options, const char *folder,
                    Diagnostics *diags, SlidesDone *done)
{
    g_autoptr(Arena) arena = arena_new();
    Plates wanted = {arena_new0(arena, Plate *, compilation_plates(compilation)->count + 1), 0};
    for (size_t i = 0; i < compilation_plates(compilation)->count; i++)
        if (slides_wants(options, compilation_plates(compilation)->items[i]))
            wanted.items[wanted.count++] = compilation_plates(compilation)->items[i];
    g_autoptr(Pictures) pictures = draw(compilation, &wanted, NULL, diags);
    return slides_write(compilation_kb(compilation), compilation_words(compilation), pictures,
                        options, folder, diags, done);
}

bool publish_deck(const Compilation *compilation, const DeckOptions *options, Diagnostics *diags)
{
    g_autoptr(Arena) arena = arena_new();
    const Plates chosen = slides_choose(options, compilation_plates(compilation), arena);
    g_autoptr(Pictures) pictures = draw(compilation, &chosen, NULL, diags);
    return slides_write_deck(compilation_kb(compilation), compilation_words(compilation), pictures,
                             options, diags);
}
