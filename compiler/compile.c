#include "compile.h"

#include "base/parallel.h"
#include "base/resource.h"
#include "check/check.h"
#include "decode/decode.h"
#include "link/link.h"
#include "read/read.h"
#include "schema/load.h"

#include <string.h>

struct Compilation {
    CompileOptions options;
    Diagnostics *diags;
    unsigned workers;
    Arena *arena;
    KbFiles *files;
    Schema *schema;
    Kb *kb;
    bool is_complete; /* all stages have run */
};

static const DecodeInput *decode_inputs(Compilation *compilation, const GPtrArray *files)
{
    DecodeInput *inputs = arena_new0(compilation->arena, DecodeInput, files->len);
    for (guint i = 0; i < files->len; i++) {
        const InputFile *file = files->pdata[i];
        inputs[i] = (DecodeInput){file->tree, file->source, file->folder, file->stem};
    }
    return inputs;
}

static Units *load_units(Compilation *compilation)
{
    const InputFile *own = compilation->files->units;
    g_autoptr(GBytes) bytes = own != NULL && own->source->bytes != NULL
                                  ? g_bytes_new_static(own->source->bytes, own->source->length)
                                  : resource_find("schema/units.xml");
    g_assert(bytes != NULL); /* it is embedded */
    char *error = NULL;
    Units *units = units_new(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), &error);
    if (units == NULL) {
        g_assert(own != NULL);
        diag_report(compilation->diags, DIAG_SCHEMA_BAD_UNIT, (Span){own->source, 0, 0},
                    "the units cannot be loaded: %s", error);
        g_free(error);
    }
    return units;
}

/* i18n/<language>.yaml for each of the knowledge base's languages. */
static void find_labels(const Compilation *compilation, const Tree **labels)
{
    const GPtrArray *files = compilation->files->labels;
    for (guint i = 0; i < files->len; i++) {
        const InputFile *file = files->pdata[i];
        const size_t language = kb_find_language(compilation->kb, file->stem);
        if (language < compilation->kb->language_count)
            labels[language] = file->tree;
    }
}

static bool load_schema(Compilation *compilation)
{
    const GPtrArray *files = compilation->files->schema;
    const Tree **trees = arena_new0(compilation->arena, const Tree *, files->len);
    size_t count = 0;
    for (guint i = 0; i < files->len; i++) {
        const InputFile *file = files->pdata[i];
        if (file->tree != NULL)
            trees[count++] = file->tree;
    }
    const Tree *labels[LANGUAGES_MAX] = {NULL};
    find_labels(compilation, labels);
    const SchemaInput input = {
        .files = trees,
        .file_count = count,
        .labels = labels,
        .languages = compilation->kb->languages,
        .language_count = compilation->kb->language_count,
        .units = load_units(compilation),
    };
    if (input.units == NULL)
        return false;
    compilation->schema = schema_load(&input, compilation->diags);
    compilation->kb->schema = compilation->schema;
    for (guint i = 0; i < files->len; i++)
        if (diagnostics_file_has_errors(compilation->diags,
                                        ((const InputFile *)files->pdata[i])->source))
            return false;
    return true;
}

static void decode_kb(Compilation *compilation)
{
    const KbFiles *files = compilation->files;
    Kb *kb = compilation->kb;
    decode_entries(decode_inputs(compilation, files->entries), files->entries->len, kb,
                   files->arenas, compilation->workers, compilation->diags);
    decode_diagrams(decode_inputs(compilation, files->diagrams), files->diagrams->len, kb,
                    compilation->arena, compilation->diags);
    decode_pages(decode_inputs(compilation, files->pages), files->pages->len, kb,
                 compilation->arena, compilation->diags);
}

/* A schema that is wrong would make every entry look wrong: entries wait until it is right. */
static bool compile_stages(Compilation *compilation)
{
    const CompileOptions *options = &compilation->options;
    Diagnostics *diags = compilation->diags;
    compilation->files = kb_files_read(options->kb_path, compilation->workers, diags);
    if (compilation->files == NULL)
        return false;
    const InputFile *config = compilation->files->config;
    if (config != NULL && config->tree == NULL)
        return false;
    if (!decode_config(config != NULL ? config->tree : NULL, options->kb_path, compilation->kb,
                       compilation->arena, diags))
        return false;
    if (!load_schema(compilation))
        return false;
    decode_kb(compilation);
    link_kb(compilation->kb, compilation->arena, diags);
    check_kb(compilation->kb, diags);
    return true;
}

Compilation *compile_kb(const CompileOptions *options, Diagnostics *diags)
{
    Compilation *compilation = g_new0(Compilation, 1);
    compilation->options = *options;
    compilation->diags = diags;
    compilation->workers = parallel_workers(options->jobs);
    compilation->arena = arena_new();
    compilation->kb = kb_new(compilation->arena);
    compilation->is_complete = compile_stages(compilation);
    return compilation;
}

void compilation_free(Compilation *compilation)
{
    if (compilation == NULL)
        return;
    kb_clear(compilation->kb);
    schema_free(compilation->schema);
    kb_files_free(compilation->files);
    arena_free(compilation->arena);
    g_free(compilation);
}

const Kb *compilation_kb(const Compilation *compilation)
{
    return compilation->is_complete ? compilation->kb : NULL;
}
