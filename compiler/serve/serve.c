#include "serve/serve.h"

#include "serve/desk.h"
#include "serve/preview.h"
#include "serve/watch.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* After so much time a page that was told of a change has asked for what it needs. */
enum { REST_MS = 300 };

typedef struct House {
    const ServeOptions *options;
    GMainLoop *loop;
    Desk *desk;
    Watch *watch;
    Preview *preview;
    Overlay *nothing; /* is open in an editor */
    guint64 asked;    /* the number of what the desk was last asked for */
    guint rest;       /* the source that will ask for the rest of what is to be said; 0: none */
} House;

/* What is being compiled just now is of no use any more, and nothing has to be put in order. */
static gboolean stop(void *user)
{
    House *house = user;
    if (desk_is_busy(house->desk) || preview_is_busy(house->preview))
        _exit(0);
    g_main_loop_quit(house->loop);
    return G_SOURCE_CONTINUE;
}

static guint64 look(void *user)
{
    House *house = user;
    desk_put(house->desk, house->nothing, ++house->asked);
    return house->asked;
}

static void look_around(void *user)
{
    look(user);
}

static gboolean finish(void *user)
{
    House *house = user;
    house->rest = 0;
    desk_finish(house->desk);
    return G_SOURCE_REMOVE;
}

static void wait_to_finish(House *house)
{
    if (house->rest != 0)
        g_source_remove(house->rest);
    house->rest = g_timeout_add(REST_MS, finish, house);
}

static void say(Diagnostics *diags, void *user)
{
    const House *house = user;
    house->options->say(diags, house->options->user);
}

static void told(DeskState *state, guint64 number, void *user)
{
    House *house = user;
    if (state != NULL) {
        watch_follow(house->watch, compilation_files(state->compilation));
        if (state->is_unfinished)
            wait_to_finish(house);
    }
    preview_put(house->preview, state, number);
    desk_state_unref(state);
}

static void finished(DeskState *state, void *user)
{
    const House *house = user;
    preview_say(house->preview, state);
    desk_state_unref(state);
}

static void show_in_browser(const char *address)
{
    char *arguments[] = {(char *)"xdg-open", (char *)address, NULL};
    g_autoptr(GError) error = NULL;
    if (!g_spawn_async(NULL, arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                       NULL, NULL, NULL, &error))
        fprintf(stderr, "dieline: --open: %s\n", error->message);
}

static void announce(const House *house)
{
    const char *address = preview_address(house->preview);
    printf("%s\n", address);
    fflush(stdout);
    if (house->options->opens)
        show_in_browser(address);
}

static void run(House *house)
{
    const DeskReader reader = {NULL, told, finished, house};
    house->loop = g_main_loop_new(NULL, FALSE);
    house->nothing = overlay_new();
    house->desk = desk_new(&house->options->compile, house->options->severities, &reader);
    house->watch = watch_new(house->options->compile.kb_path, look_around, house);
    const guint signals[] = {g_unix_signal_add(SIGINT, stop, house),
                             g_unix_signal_add(SIGTERM, stop, house)};
    announce(house);
    look(house);
    g_main_loop_run(house->loop);
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        g_source_remove(signals[i]);
    if (house->rest != 0)
        g_source_remove(house->rest);
    watch_free(house->watch);
    desk_free(house->desk);
    preview_free(house->preview);
    overlay_unref(house->nothing);
    g_main_loop_unref(house->loop);
}

bool serve_run(const ServeOptions *options, char **problem)
{
    House house = {.options = options};
    const PreviewOptions preview = {.port = options->port,
                                    .severities = options->severities,
                                    .look = look,
                                    .say = say,
                                    .user = &house};
    house.preview = preview_new(&preview, problem);
    if (house.preview == NULL)
        return false;
    run(&house);
    return true;
}
