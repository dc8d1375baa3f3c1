#include "serve/serve.h"

#include "serve/door.h"
#include "serve/press.h"
#include "serve/server.h"
#include "serve/watch.h"

#include <glib-unix.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

typedef struct House {
    const ServeOptions *options;
    GMainLoop *loop;
    Press *press;
    Server *server;
    Watch *watch;
} House;

/* What is being compiled just now is of no use any more, and nothing has to be put in order. */
static gboolean stop(void *user)
{
    House *house = user;
    if (press_is_busy(house->press))
        _exit(0);
    g_main_loop_quit(house->loop);
    return G_SOURCE_CONTINUE;
}

static void look(void *user)
{
    press_look(((House *)user)->press);
}

static void told(PressNews *news, void *user)
{
    House *house = user;
    watch_set_folders(house->watch, (const char *const *)news->folders, news->files);
    server_tell(house->server, news);
    press_news_free(news);
}

static void show_in_browser(const char *address)
{
    char *arguments[] = {(char *)"xdg-open", (char *)address, NULL};
    g_autoptr(GError) error = NULL;
    if (!g_spawn_async(NULL, arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                       NULL, NULL, NULL, &error))
        fprintf(stderr, "dieline: --open: %s\n", error->message);
}

static void announce(const ServeOptions *options, unsigned port)
{
    g_autofree char *address = g_strdup_printf("http://127.0.0.1:%u/", port);
    printf("%s\n", address);
    fflush(stdout);
    if (options->opens)
        show_in_browser(address);
}

static void run(House *house, Door *door)
{
    const PressReader reader = {told, house};
    house->loop = g_main_loop_new(NULL, FALSE);
    house->press = press_new(house->options, &reader);
    house->server = server_new(door, house->press);
    house->watch = watch_new(house->options->compile.kb_path, look, house);
    const guint signals[] = {g_unix_signal_add(SIGINT, stop, house),
                             g_unix_signal_add(SIGTERM, stop, house)};
    announce(house->options, door_port(door));
    press_look(house->press);
    g_main_loop_run(house->loop);
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        g_source_remove(signals[i]);
    watch_free(house->watch);
    server_free(house->server);
    press_free(house->press);
    g_main_loop_unref(house->loop);
}

bool serve_run(const ServeOptions *options, char **problem)
{
    House house = {.options = options};
    if (!soup_load(problem))
        return false;
    Door *door = door_open(options->port, problem);
    if (door == NULL)
        return false;
    run(&house, door);
    door_close(door);
    return true;
}
