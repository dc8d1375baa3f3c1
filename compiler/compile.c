#include "compile.h"

#include "base/parallel.h"
#include "base/resource.h"
#include "check/check.h"
#include "decode/decode.h"
#include "derive/derive.h"
#include "diagram/picture.h"
#include "emit/context.h"
#include "emit/output.h"
#include "link/link.h"
#include "query/query.h"
#include "read/read.h"
#include "scene/raster.h"
#include "schema/load.h"
#include "select/reach.h"
#include "select/split.h"

#include <errno.h>
#include <glib/gstdio.h>
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
        else
            diag_report(compilation->diags, DIAG_FS_UNKNOWN_FILE, (Span){file->source, 0, 0},
                        "'%s' is none of the knowledge base's languages", file->stem);
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

static void check_rules(Compilation *compilation, Database *database)
{
    const GPtrArray *files = compilation->files->rules;
    RuleInput *rules = arena_new0(compilation->arena, RuleInput, files->len);
    for (guint i = 0; i < files->len; i++) {
        const InputFile *file = files->pdata[i];
        rules[i] = (RuleInput){file->source, file->stem};
    }
    rules_check(compilation->kb, database, rules, files->len, compilation->diags);
}

/* Diagrams that select by SQL and the knowledge base's own rules ask about what is known to be
 * right: not after an error. Who asks questions of his own gets an answer whatever they say. */
static void ask_database(Compilation *compilation)
{
    Kb *kb = compilation->kb;
    const bool any = selections_any(kb) || compilation->files->rules->len > 0;
    if (!any || compilation->options.without_rules || diagnostics_has_errors(compilation->diags))
        return;
    g_autoptr(Database) database = database_new(kb, true);
    selections_ask(kb, database, compilation->arena, compilation->diags);
    check_rules(compilation, database);
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
    link_kb(compilation->kb, options->as_of, compilation->arena, diags);
    derive_kb(compilation->kb, compilation->arena, diags);
    check_kb(compilation->kb, diags);
    ask_database(compilation);
    return true;
}

Compilation *compile_kb(const CompileOptions *options, Diagnostics *diags)
{
    Compilation *compilation = g_new0(Compilation, 1);
    compilation->options = *options;
    compilation->options.kb_path = g_strdup(options->kb_path);
    compilation->options.program = g_strdup(options->program);
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
    g_free((char *)compilation->options.kb_path);
    g_free((char *)compilation->options.program);
    g_free(compilation);
}

const Kb *compilation_kb(const Compilation *compilation)
{
    return compilation->is_complete ? compilation->kb : NULL;
}

char *compilation_explain_rule(const Compilation *compilation, const char *name)
{
    const GPtrArray *files = compilation->files != NULL ? compilation->files->rules : NULL;
    for (guint i = 0; files != NULL && i < files->len; i++) {
        const InputFile *file = files->pdata[i];
        if (file->source->bytes != NULL && strcmp(file->stem, name) == 0)
            return rule_explanation(file->source);
    }
    return NULL;
}

static Pictures *draw(const Compilation *compilation, LayoutCache *cache)
{
    diagrams_reach(compilation->kb, compilation->arena);
    diagrams_split(compilation->kb, compilation->arena, compilation->diags);
    const Layouter layouter = {.executable = compilation->options.program, .cache = cache};
    return pictures_draw(compilation->kb, &layouter, compilation->workers, compilation->diags);
}

/* Lists what every emitter wants to write. */
static void list_documents(const EmitContext *context, Documents *documents)
{
    static void (*const emitters[])(const EmitContext *context, Documents *documents) = {
        emit_markdown, emit_html, emit_json, emit_csv, emit_schema, emit_database, emit_diagrams,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(emitters); i++)
        emitters[i](context, documents);
}

bool compilation_write(Compilation *compilation, const char *out_path, OutputSummary *summary)
{
    Diagnostics *diags = compilation->diags;
    g_autoptr(LayoutCache) cache = layout_cache_open(out_path);
    g_autoptr(Pictures) pictures = draw(compilation, cache);
    g_autoptr(EmitContext) context =
        emit_context_load(compilation->kb, compilation->options.kb_path, pictures->items,
                          pictures->count, compilation->arena, diags);
    if (context == NULL || diagnostics_has_errors(diags))
        return false;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    Documents documents = {compilation->arena, all};
    list_documents(context, &documents);
    if (!output_write(out_path, context, &documents, compilation->workers, diags, summary))
        return false;
    layout_cache_save(cache);
    return true;
}

const char *diagram_format_name(DiagramFormat format)
{
    static const char *const names[DIAGRAM_FORMAT_COUNT] = {
        [DIAGRAM_SVG] = "svg",
        [DIAGRAM_DOT] = "dot",
        [DIAGRAM_PNG] = "png",
        [DIAGRAM_PDF] = "pdf",
    };
    return names[format];
}

/* A picture on its own, as a slide needs it: its links lead to the published site if there is one,
 * else to the output folder beside. */
static void append_svg(const Kb *kb, const Picture *picture, SvgTheme theme, GString *out)
{
    g_autofree char *prefix = g_strconcat(kb->base_url != NULL ? kb->base_url : "../site/",
                                          kb->languages[picture->language], "/", NULL);
    const SvgTarget target = {
        .prefix = prefix, .extension = ".html", .standalone = true, .theme = theme};
    picture_append_svg(picture, &target, out);
}

/* Programs that make pixels know no style sheets: the theme is the light one if none is asked for.
 */
static bool append_raster(const Kb *kb, const Picture *picture, const DiagramOptions *options,
                          RasterFormat format, GString *out, char **problem)
{
    g_autoptr(GString) svg = g_string_new(NULL);
    append_svg(kb, picture, options->theme == SVG_THEME_READER ? SVG_THEME_LIGHT : options->theme,
               svg);
    g_autofree char *day = kb->has_as_of ? edtf_format_day(kb->as_of.latest) : NULL;
    g_autofree char *date = day != NULL ? g_strconcat(day, "T00:00:00Z", NULL) : NULL;
    const Raster raster = {
        .format = format,
        .width = options->width,
        .scale = options->scale > 0     ? options->scale
                 : format == RASTER_PNG ? 2
                                        : 1,
        .title = localised_get(picture->diagram->title, picture->language),
        .date = date,
    };
    return raster_append(&raster, svg, out, problem);
}

static bool append_picture(const Kb *kb, const Picture *picture, const DiagramOptions *options,
                           DiagramFormat format, GString *out, char **problem)
{
    switch (format) {
    case DIAGRAM_DOT:
        picture_append_dot(picture, out);
        return true;
    case DIAGRAM_PNG:
        return append_raster(kb, picture, options, RASTER_PNG, out, problem);
    case DIAGRAM_PDF:
        return append_raster(kb, picture, options, RASTER_PDF, out, problem);
    default:
        append_svg(kb, picture, options->theme, out);
        return true;
    }
}

static bool write_picture(const Compilation *compilation, const Picture *picture,
                          const DiagramOptions *options, DiagramFormat format, const char *folder)
{
    const Kb *kb = compilation->kb;
    g_autofree char *name =
        g_strdup_printf("%s.%s.%s", picture->diagram->name, kb->languages[picture->language],
                        diagram_format_name(format));
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autofree char *problem = NULL;
    g_autoptr(GError) error = NULL;
    const bool drawn = append_picture(kb, picture, options, format, bytes, &problem);
    if (drawn && g_file_set_contents(path, bytes->str, (gssize)bytes->len, &error))
        return true;
    if (drawn)
        diag_report(compilation->diags, DIAG_FS_UNWRITABLE, (Span){0}, "%s", error->message);
    else
        diag_report(compilation->diags, DIAG_FS_UNWRITABLE, (Span){0}, "cannot draw '%s': %s", path,
                    problem);
    return false;
}

/* A diagram's parts go with it. */
static bool is_wanted(const Compilation *compilation, const Picture *picture,
                      const DiagramOptions *options)
{
    const Diagram *diagram = picture->diagram;
    const Diagram *whole = diagram->whole != NULL ? diagram->whole : diagram;
    return !picture->failed && (options->name == NULL || strcmp(whole->name, options->name) == 0) &&
           (options->language == compilation->kb->language_count ||
            options->language == picture->language);
}

bool compilation_write_diagrams(Compilation *compilation, const DiagramOptions *options,
                                const char *folder, size_t *written)
{
    g_autoptr(Pictures) pictures = draw(compilation, NULL);
    *written = 0;
    if (g_mkdir_with_parents(folder, 0777) != 0) {
        diag_report(compilation->diags, DIAG_FS_UNWRITABLE, (Span){0},
                    "cannot make the folder '%s': %s", folder, g_strerror(errno));
        return false;
    }
    for (size_t i = 0; i < pictures->count; i++)
        for (unsigned format = 0; format < DIAGRAM_FORMAT_COUNT; format++) {
            if (!options->formats[format] || !is_wanted(compilation, pictures->items[i], options))
                continue;
            if (!write_picture(compilation, pictures->items[i], options, (DiagramFormat)format,
                               folder))
                return false;
            ++*written;
        }
    return true;
}
