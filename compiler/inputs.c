#include "inputs.h"

#include "decode/decode.h"

Inputs *inputs_read(const char *path, unsigned workers, const Diagnostics *diags)
{
    Inputs *inputs = g_new0(Inputs, 1);
    g_atomic_ref_count_init(&inputs->references);
    g_autoptr(Diagnostics) own = diagnostics_new_like(diags);
    inputs->files = kb_files_read(path, workers, own);
    if (inputs->files != NULL) {
        inputs->decoded = decode_kb(inputs->files, workers, own);
        inputs->kb = inputs->decoded->kb;
    }
    if (inputs->kb != NULL)
        inputs->theme = theme_load(inputs->files, inputs->kb, own);
    inputs->said = diagnostics_take(own);
    return inputs;
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
