#include "inputs.h"

#include "decode/decode.h"
#include "store/folder.h"
#include "store/program.h"
#include "store/record.h"

#include <unistd.h>
#include <xxhash.h>

static void put_files(GString *out, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const InputFile *file = files->pdata[i];
        record_put_text(out, file->source->relative);
        record_put(out, file->content);
    }
}

static uint64_t files_fingerprint(GString *out, const GPtrArray *files)
{
    g_string_truncate(out, 0);
    put_files(out, files);
    return XXH3_64bits(out->str, out->len);
}

/* All of it makes up documents' base, but what is read of its own: entries, diagrams, pages,
 * images; and rules, which only say something, and presentations, which no build writes. */
static SourceFingerprints fingerprint(const KbFiles *files)
{
    const GPtrArray *base[] = {files->schema, files->labels, files->templates};
    g_autoptr(GString) out = g_string_new(NULL);
    record_put(out, program_fingerprint());
    record_put(out, files->config != NULL ? files->config->content : 0);
    record_put(out, files->units != NULL ? files->units->content : 0);
    for (size_t i = 0; i < G_N_ELEMENTS(base); i++)
        put_files(out, base[i]);
    SourceFingerprints fingerprints = {.base = XXH3_64bits(out->str, out->len)};
    fingerprints.diagrams = files_fingerprint(out, files->diagrams);
    fingerprints.images = files_fingerprint(out, files->images);
    return fingerprints;
}

/* Templates and words, which change seldom. */
typedef struct SharedTheme {
    gatomicrefcount references;
    Theme *theme;
    GPtrArray *said; /* of const Diagnostic: what is wrong with it; NULL: nothing */
} SharedTheme;

static SharedTheme *shared_theme_new(const Inputs *inputs, const Diagnostics *diags)
{
    SharedTheme *shared = g_new0(SharedTheme, 1);
    g_autoptr(Diagnostics) own = diagnostics_new_like(diags);
    g_atomic_ref_count_init(&shared->references);
    shared->theme = theme_load(inputs->files, inputs->kb, own);
    shared->said = diagnostics_take(own);
    return shared;
}

static void shared_theme_unref(SharedTheme *shared)
{
    if (shared == NULL || !g_atomic_ref_count_dec(&shared->references))
        return;
    g_clear_pointer(&shared->said, g_ptr_array_unref);
    theme_free(shared->theme);
    g_free(shared);
}

/* That of `old` if it has the same files, else a new one. */
static SharedTheme *find_theme(const Inputs *inputs, const Inputs *old, const Diagnostics *diags)
{
    if (old == NULL || old->shared == NULL || !kb_files_share_ground(inputs->files, old->files) ||
        !input_files_equal(inputs->files->templates, old->files->templates))
        return shared_theme_new(inputs, diags);
    g_atomic_ref_count_inc(&old->shared->references);
    return old->shared;
}

static Inputs *inputs_new(KbFiles *files)
{
    Inputs *inputs = g_new0(Inputs, 1);
    g_atomic_ref_count_init(&inputs->references);
    inputs->files = files;
    return inputs;
}

/* What is read is decoded; `old` has what may be shared, or is NULL. */
static Inputs *inputs_finish(Inputs *inputs, const Inputs *old, Decoded *decoded, Diagnostics *own)
{
    inputs->decoded = decoded;
    if (decoded != NULL) {
        inputs->kb = decoded->kb;
        inputs->fingerprints = fingerprint(inputs->files);
    }
    if (inputs->kb != NULL) {
        inputs->shared = find_theme(inputs, old, own);
        inputs->theme = inputs->shared->theme;
        diagnostics_add(own, inputs->shared->said);
    }
    inputs->said = diagnostics_take(own);
    return inputs;
}

Inputs *inputs_read(const char *path, Overlay *overlay, unsigned workers, const Diagnostics *diags)
{
    g_autoptr(Diagnostics) own = diagnostics_new_like(diags);
    Inputs *inputs = inputs_new(path != NULL ? kb_files_read(path, overlay, workers, own)
                                             : kb_files_of_none(own));
    Decoded *decoded = inputs->files != NULL ? decode_kb(inputs->files, workers, own) : NULL;
    return inputs_finish(inputs, NULL, decoded, own);
}

Inputs *inputs_read_ground(const char *path, Overlay *overlay, unsigned workers,
                           const Diagnostics *diags)
{
    g_autoptr(Diagnostics) own = diagnostics_new_like(diags);
    Inputs *inputs = inputs_new(kb_files_read(path, overlay, workers, own));
    if (inputs->files != NULL)
        g_ptr_array_set_size(inputs->files->entries, 0);
    inputs->decoded = inputs->files != NULL ? decode_kb(inputs->files, workers, own) : NULL;
    inputs->kb = inputs->decoded != NULL ? inputs->decoded->kb : NULL;
    return inputs;
}

Inputs *inputs_update(const Inputs *old, const char *path, Overlay *overlay, int64_t looked,
                      unsigned workers, const Diagnostics *diags)
{
    if (old->kb == NULL)
        return inputs_read(path, overlay, workers, diags);
    g_autoptr(Diagnostics) own = diagnostics_new_like(diags);
    g_autoptr(KbFiles) files = kb_files_read_again(old->files, overlay, looked, workers, own);
    if (files == NULL || !kb_files_share_ground(files, old->files))
        return inputs_read(path, overlay, workers, diags);
    Decoded *decoded = decode_kb_again(old->decoded, files, workers, own);
    return inputs_finish(inputs_new(g_steal_pointer(&files)), old, decoded, own);
}

/* A folder that could not be read stays so until it can be opened. */
static bool stays_unreadable(const char *path)
{
    const int folder = folder_open(path);
    if (folder >= 0)
        close(folder);
    return folder < 0;
}

bool inputs_stand(const Inputs *inputs, const char *path, const Overlay *overlay, int64_t *looked)
{
    return inputs->files != NULL ? kb_files_stand(inputs->files, overlay, looked)
                                 : stays_unreadable(path);
}

Kb *inputs_give_kb(Inputs *inputs)
{
    Kb *kb = g_steal_pointer(&inputs->decoded->kb);
    inputs->kb = NULL;
    return kb;
}

Inputs *inputs_ref(Inputs *inputs)
{
    g_atomic_ref_count_inc(&inputs->references);
    return inputs;
}

void inputs_unref(Inputs *inputs)
{
    if (!g_atomic_ref_count_dec(&inputs->references))
        return;
    shared_theme_unref(inputs->shared);
    decoded_free(inputs->decoded);
    kb_files_free(inputs->files);
    g_clear_pointer(&inputs->said, g_ptr_array_unref);
    g_free(inputs);
}
