#include "decode/decode.h"

#include "base/resource.h"
#include "decode/decoder.h"
#include "model/copy.h"
#include "schema/load.h"
#include "value/units_merge.h"

static Units *load_units(const KbFiles *files, Diagnostics *diags)
{
    const InputFile *own = files->units;
    g_autoptr(GBytes) bytes = resource_find("schema/units.xml");
    g_assert(bytes != NULL); /* it is embedded */
    const char *ours = g_bytes_get_data(bytes, NULL);
    const size_t length = g_bytes_get_size(bytes);
    char *error = NULL;
    Units *units = own != NULL && own->source->bytes != NULL
                       ? units_merge(ours, length, own->source->bytes, own->source->length, &error)
                       : units_new(ours, length, &error);
    if (units == NULL) { /* ours are good, but may find no place where the library can read them */
        diag_report(diags, own != NULL ? DIAG_SCHEMA_BAD_UNIT : DIAG_FS_UNWRITABLE,
                    (Span){own != NULL ? own->source : NULL, 0, 0},
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

/* What all entries stand on. It does not change any more. */
typedef struct DecodedGround {
    gatomicrefcount references;
    Arena *arena;
    Schema *schema;
    Kb *kb;          /* the settings, and nothing else */
    GPtrArray *said; /* of const Diagnostic: what is wrong with it; NULL: nothing */
} DecodedGround;

static void ground_unref(DecodedGround *ground)
{
    if (ground == NULL || !g_atomic_ref_count_dec(&ground->references))
        return;
    g_clear_pointer(&ground->said, g_ptr_array_unref);
    schema_free(ground->schema);
    kb_clear(ground->kb);
    arena_free(ground->arena);
    g_free(ground);
}

static bool load_schema(DecodedGround *ground, const KbFiles *files, Diagnostics *diags)
{
    const Tree **trees = arena_new0(ground->arena, const Tree *, files->schema->len);
    size_t count = 0;
    for (guint i = 0; i < files->schema->len; i++) {
        const InputFile *file = files->schema->pdata[i];
        if (file->tree != NULL)
            trees[count++] = file->tree;
    }
    const Tree *labels[LANGUAGES_MAX] = {NULL};
    find_labels(files, ground->kb, labels, diags);
    const SchemaInput input = {
        .files = trees,
        .file_count = count,
        .labels = labels,
        .languages = ground->kb->languages,
        .language_count = ground->kb->language_count,
        .units = load_units(files, diags),
    };
    if (input.units == NULL)
        return false;
    ground->schema = schema_load(&input, diags);
    ground->kb->schema = ground->schema;
    return true;
}

static bool ground_fill(DecodedGround *ground, const KbFiles *files, Diagnostics *diags)
{
    const InputFile *config = files->config;
    if (config != NULL && config->tree == NULL)
        return false;
    return decode_config(config != NULL ? config->tree : NULL, files->path, ground->kb,
                         ground->arena, diags) &&
           load_schema(ground, files, diags);
}

/* Never NULL; `is_right` tells whether entries can stand on it: a schema that is wrong would make
 * every entry look wrong, so they wait until it is right. */
static DecodedGround *ground_new(const KbFiles *files, Diagnostics *diags, bool *is_right)
{
    DecodedGround *ground = g_new0(DecodedGround, 1);
    g_atomic_ref_count_init(&ground->references);
    ground->arena = arena_new();
    ground->kb = kb_new(ground->arena);
    g_autoptr(Diagnostics) own = diagnostics_new_like(diags);
    *is_right = ground_fill(ground, files, own);
    ground->said = diagnostics_take(own);
    diagnostics_add(diags, ground->said);
    *is_right = *is_right && !any_has_errors(files->schema, diags);
    return ground;
}

static Decoded *decoded_new(DecodedGround *ground)
{
    Decoded *decoded = g_new0(Decoded, 1);
    decoded->arena = arena_new();
    decoded->ground = ground;
    return decoded;
}

static void decode_all(Decoded *decoded, const KbFiles *files, unsigned workers, Diagnostics *diags)
{
    Kb *kb = decoded->kb = kb_copy(decoded->ground->kb, 1, decoded->arena);
    decode_entries(files, kb, decoded->arena, workers, diags);
    decode_diagrams(files->diagrams, kb, decoded->arena, diags);
    decode_decks(files, kb, decoded->arena, diags);
    decode_pages(files->pages, kb, decoded->arena, diags);
    decode_images(files->images, kb, decoded->arena, diags);
}

Decoded *decode_kb(const KbFiles *files, unsigned workers, Diagnostics *diags)
{
    bool is_right;
    Decoded *decoded = decoded_new(ground_new(files, diags, &is_right));
    if (is_right)
        decode_all(decoded, files, workers, diags);
    else
        decode_no_entries(files, workers, diags);
    return decoded;
}

Decoded *decode_kb_again(const Decoded *before, const KbFiles *files, unsigned workers,
                         Diagnostics *diags)
{
    g_assert(before->kb != NULL);
    g_atomic_ref_count_inc(&before->ground->references);
    Decoded *decoded = decoded_new(before->ground);
    diagnostics_add(diags, decoded->ground->said);
    decode_all(decoded, files, workers, diags);
    return decoded;
}

void decoded_free(Decoded *decoded)
{
    if (decoded == NULL)
        return;
    if (decoded->kb != NULL)
        kb_clear(decoded->kb);
    ground_unref(decoded->ground);
    arena_free(decoded->arena);
    g_free(decoded);
}
