#include "serve/preview.h"

#include "serve/door.h"
#include "serve/live.h"
#include "serve/press.h"

struct Preview {
    PreviewOptions options;
    char *address;
    Door *door;
    Server *server;
    Press *press;
    DeskState *latest; /* what was compiled last; NULL: nothing yet */
    bool is_drawn;     /* the press has it */
    guint64 known;     /* the number that it is good for */
    GQueue asked;      /* of PreviewRequest, the first one first */
    DeskState *shown;  /* what pages are made of; NULL: nothing yet */
};

/* A document that waits until it is known what it is. */
typedef struct PreviewRequest {
    guint64 number;
    char *path;
    void (*answered)(PressAnswer *answer, void *data);
    void *data;
} PreviewRequest;

static void request_free(void *data)
{
    PreviewRequest *request = data;
    g_free(request->path);
    g_free(request);
}

/* --- what is drawn --- */

static void draw(Preview *preview)
{
    if (preview->latest == NULL || preview->is_drawn)
        return;
    press_put(preview->press, preview->latest);
    preview->is_drawn = true;
}

static void told(PressNews *news, void *user)
{
    Preview *preview = user;
    server_tell(preview->server, news);
    desk_state_unref(preview->shown);
    preview->shown = g_steal_pointer(&news->shown);
    press_news_free(news);
}

static void say(Diagnostics *diags, void *user)
{
    const Preview *preview = user;
    preview->options.say(diags, preview->options.user);
}

static void answer_asked(Preview *preview)
{
    for (PreviewRequest *request; (request = g_queue_peek_head(&preview->asked)) != NULL;) {
        if (request->number > preview->known)
            return;
        draw(preview);
        press_ask(preview->press, request->path, request->answered, request->data);
        request_free(g_queue_pop_head(&preview->asked));
    }
}

void preview_put(Preview *preview, DeskState *state, guint64 number)
{
    preview->known = number;
    if (state != NULL) {
        desk_state_unref(preview->latest);
        preview->latest = desk_state_ref(state);
        preview->is_drawn = false;
    }
    if (!preview->options.waits || server_is_heard(preview->server))
        draw(preview);
    answer_asked(preview);
}

void preview_say(const Preview *preview, DeskState *state)
{
    press_say(preview->press, state);
}

const DeskState *preview_shown(const Preview *preview)
{
    return preview->shown;
}

bool preview_lead(const Preview *preview, const char *page, const char *file, unsigned line)
{
    g_autofree char *event = live_show_event(page, file, line);
    server_send(preview->server, event);
    return server_is_heard(preview->server);
}

/* --- what browsers ask --- */

static void ask(const char *path, void (*answered)(PressAnswer *answer, void *data), void *data,
                void *user)
{
    Preview *preview = user;
    PreviewRequest *request = g_new(PreviewRequest, 1);
    *request = (PreviewRequest){preview->options.look(preview->options.user), g_strdup(path),
                                answered, data};
    g_queue_push_tail(&preview->asked, request);
}

static void listened(void *user)
{
    draw(user);
}

static void open_line(const char *said, ServerClick *click, void *user)
{
    const Preview *preview = user;
    preview->options.open(said, click, preview->options.user);
}

/* --- life --- */

Preview *preview_new(const PreviewOptions *options, char **problem)
{
    Door *door = soup_load(problem) ? door_open(options->port, problem) : NULL;
    if (door == NULL)
        return NULL;
    Preview *preview = g_new0(Preview, 1);
    const PressReader reader = {told, options->say != NULL ? say : NULL, preview};
    const ServerHost host = {ask, listened, options->open != NULL ? open_line : NULL, preview};
    preview->options = *options;
    preview->address = g_strdup_printf("http://127.0.0.1:%u/", door_port(door));
    preview->door = door;
    preview->press = press_new(options->severities, &reader);
    preview->server = server_new(door, &host);
    return preview;
}

void preview_free(Preview *preview)
{
    server_free(preview->server);
    press_free(preview->press);
    door_close(preview->door);
    g_queue_clear_full(&preview->asked, request_free);
    desk_state_unref(preview->latest);
    desk_state_unref(preview->shown);
    g_free(preview->address);
    g_free(preview);
}

const char *preview_address(const Preview *preview)
{
    return preview->address;
}

bool preview_is_busy(const Preview *preview)
{
    return press_is_busy(preview->press);
}
