/* Runs the files named on the command line through a fuzz target. */
#include "fuzz.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        g_autofree char *bytes = NULL;
        gsize size;
        g_autoptr(GError) error = NULL;
        if (!g_file_get_contents(argv[i], &bytes, &size, &error)) {
            fprintf(stderr, "%s\n", error->message);
            return 2;
        }
        LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
    }
    printf("%d inputs\n", argc - 1);
    return argc > 1 ? 0 : 2;
}
