#include "decode/decode.h"

#include "base/resource.h"
#include "decode/decoder.h"
#include "schema/load.h"

static Units *load_units(const KbFiles *files, Diagnostics *diags)
{
    const InputFile *own = files->units;
    g_autoptr(GBytes) bytes = own != NULL && own->source->bytes != NULL
                                  ? g_bytes_new_static(own->source->bytes, own->source->length)
                                  : resource_find("schema/units.xml");
    g_assert(bytes != NULL); /* it is embedded */
    char *error = NULL;
    Units *units = units_new(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), &error);
    if (units == NULL) {
        g_assert(own != NULL);
        diag_report(diags, DIAG_SCHEMA_BAD_UNIT, (Span){own->source, 0, 0},
                    "the units cannot be loaded: %s", error);
        g_free(error);
    }
    return units;
}

/* i18n/<language>.yaml for each of the knowledge base's languages. */
static void find_labels(const KbFiles *files, const Kb *kb, const Tree **labels, Diagnostics *diags)
{
    for (guint i = 0; i < files->labels->len; i++) {
        const InputFile *file = files->labels->pdata[i];
        const size_t language = kb_find_language(kb, file->stem);
        if (language < kb->language_count)
            labels[language] = file->tree;
        else
            diag_report(diags, DIAG_FS_UNKNOWN_FILE, (Span){file->source, 0, 0},
                        "'%s' is none of the knowledge base's languages", file->stem);
    }
}

static bool any_has_errors(const GPtrArray *files, Diagnostics *diags)
{
    for (guint i = 0; i < files->len; i++)
        if (diagnostics_file_has_errors(diags, ((const InputFile *)files->pdata[i])->source))
            return true;
    return false;
}

static bool load_schema(Decoded *decoded, const KbFiles *files, Diagnostics *diags)
{
    const Tree **trees = arena_new0(decoded->arena, const Tree *, files->schema->len);
    size_t count = 0;
    for (guint i = 0; i < files->schema->len; i++) {
        const InputFile *file = files->schema->pdata[i];
        if (file->tree != NULL)
            trees[count++] = file->tree;
    }
    const Tree *labels[LANGUAGES_MAX] = {NULL};
    find_labels(files, decoded->kb, labels, diags);
    const SchemaInput input = {
        .files = trees,
        .file_count = count,
        .labels = labels,
        .languages = decoded->kb->languages,
        .language_count = decoded->kb->language_count,
        .units = load_units(files, diags),
    };
    if (input.units == NULL)
        return false;
    decoded->schema = schema_load(&input, diags);
    decoded->kb->schema = decoded->schema;
    return !any_has_errors(files->schema, diags);
}

/* A schema that is wrong would make every entry look wrong: entries wait until it is right. */
static bool decode_all(Decoded *decoded, const KbFiles *files, unsigned workers, Diagnostics *diags)
{
    const InputFile *config = files->config;
    Kb *kb = decoded->kb;
    if (config != NULL && config->tree == NULL)
        return false;
    if (!decode_config(config != NULL ? config->tree : NULL, files->path, kb, decoded->arena,
                       diags) ||
        !load_schema(decoded, files, diags))
        return false;
    decode_entries(files, kb, decoded->arena, workers, diags);
    decode_diagrams(files->diagrams, kb, decoded->arena, diags);
    decode_pages(files->pages, kb, decoded->arena, diags);
    return true;
}

Decoded *decode_kb(const KbFiles *files, unsigned workers, Diagnostics *diags)
{
    Decoded *decoded = g_new0(Decoded, 1);
    decoded->arena = arena_new();
    decoded->kb = kb_new(decoded->arena);
    if (decode_all(decoded, files, workers, diags))
        return decoded;
    decode_no_entries(files, workers, diags);
    kb_clear(decoded->kb);
    decoded->kb = NULL;
    return decoded;
}

void decoded_free(Decoded *decoded)
{
    if (decoded == NULL)
        return;
    if (decoded->kb != NULL)
        kb_clear(decoded->kb);
    schema_free(decoded->schema);
    arena_free(decoded->arena);
    g_free(decoded);
}
