#include "cli.h"
#include "layout/layout.h"

#include <signal.h>
#include <string.h>

int main(int argc, char **argv)
{
    /* Who writes is told that a reader went away. */
    signal(SIGPIPE, SIG_IGN);
    if (argc == 2 && strcmp(argv[1], "layout-worker") == 0)
        layout_worker_main();
    return cli_run(argc, argv);
}
