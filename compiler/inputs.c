#include "inputs.h"

#include "decode/decode.h"
#include "store/program.h"
#include "store/record.h"

#include <xxhash.h>

static void put_files(GString *out, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        const InputFile *file = files->pdata[i];
        record_put_text(out, file->source->relative);
        record_put(out, file->content);
    }
}

/* All of it makes up documents' base, but what is read of its own: entries, diagrams, pages, and
 * rules, which only say something. */
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
    g_string_truncate(out, 0);
    put_files(out, files->diagrams);
    fingerprints.diagrams = XXH3_64bits(out->str, out->len);
    return fingerprints;
}

Inputs *inputs_read(const char *path, unsigned workers, const Diagnostics *diags)
{
    Inputs *inputs = g_new0(Inputs, 1);
    g_atomic_ref_count_init(&inputs->references);
    g_autoptr(Diagnostics) own = diagnostics_new_like(diags);
    inputs->files = kb_files_read(path, workers, own);
    if (inputs->files != NULL) {
        inputs->decoded = decode_kb(inputs->files, workers, own);
        inputs->kb = inputs->decoded->kb;
        inputs->fingerprints = fingerprint(inputs->files);
    }
    if (inputs->kb != NULL)
        inputs->theme = theme_load(inputs->files, inputs->kb, own);
    inputs->said = diagnostics_take(own);
    return inputs;
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
    theme_free(inputs->theme);
    decoded_free(inputs->decoded);
    kb_files_free(inputs->files);
    g_clear_pointer(&inputs->said, g_ptr_array_unref);
    g_free(inputs);
}
