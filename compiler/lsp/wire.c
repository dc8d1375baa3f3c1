#include "lsp/wire.h"

#include "lsp/frame.h"

#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <unistd.h>

enum {
    READ_SIZE = 64 * 1024,
    CONGESTION = 8 * 1024 * 1024, /* bytes that wait to be written */
    FLUSH_MS = 1000,
};

struct Wire {
    WireReader reader;
    FrameReader frames;
    int in;
    int out;
    guint in_source;  /* 0: nothing more will come */
    guint out_source; /* 0: nothing waits */
    GString *waiting; /* to be written */
};

static gboolean hear(int in, GIOCondition condition, void *user);

Wire *wire_new(int in, int out, const WireReader *reader)
{
    Wire *wire = g_new0(Wire, 1);
    wire->reader = *reader;
    wire->in = in;
    wire->out = out;
    wire->waiting = g_string_new(NULL);
    frame_reader_init(&wire->frames);
    g_unix_set_fd_nonblocking(in, TRUE, NULL);
    g_unix_set_fd_nonblocking(out, TRUE, NULL);
    wire->in_source = g_unix_fd_add(in, G_IO_IN | G_IO_HUP | G_IO_ERR, hear, wire);
    return wire;
}

void wire_free(Wire *wire)
{
    if (wire->in_source != 0)
        g_source_remove(wire->in_source);
    if (wire->out_source != 0)
        g_source_remove(wire->out_source);
    g_string_free(wire->waiting, TRUE);
    frame_reader_clear(&wire->frames);
    g_free(wire);
}

/* --- reading --- */

static gboolean wire_end(Wire *wire)
{
    wire->in_source = 0;
    wire->reader.ended(wire->frames.is_broken, wire->reader.user);
    return G_SOURCE_REMOVE;
}

static gboolean hear(int in, GIOCondition condition, void *user)
{
    (void)condition;
    Wire *wire = user;
    char bytes[READ_SIZE];
    const ssize_t length = read(in, bytes, sizeof bytes);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return G_SOURCE_CONTINUE;
    if (length <= 0)
        return wire_end(wire);
    frame_reader_put(&wire->frames, bytes, (size_t)length);
    for (GBytes *body; (body = frame_reader_take(&wire->frames)) != NULL;)
        wire->reader.came(body, wire->reader.user);
    return wire->frames.is_broken ? wire_end(wire) : G_SOURCE_CONTINUE;
}

/* --- writing --- */

/* Writes what the client takes just now. False: it has gone. */
static bool wire_write(Wire *wire)
{
    while (wire->waiting->len > 0) {
        const ssize_t length = write(wire->out, wire->waiting->str, wire->waiting->len);
        if (length < 0 && errno == EINTR)
            continue;
        if (length < 0)
            return errno == EAGAIN;
        g_string_erase(wire->waiting, 0, length);
    }
    return true;
}

/* Who has gone is not written to any more; the end of what it says tells of it. */
static gboolean write_on(int out, GIOCondition condition, void *user)
{
    (void)out;
    (void)condition;
    Wire *wire = user;
    if (!wire_write(wire))
        g_string_truncate(wire->waiting, 0);
    if (wire->waiting->len > 0)
        return G_SOURCE_CONTINUE;
    wire->out_source = 0;
    wire->reader.drained(wire->reader.user);
    return G_SOURCE_REMOVE;
}

void wire_send(Wire *wire, const GString *body)
{
    g_string_append_printf(wire->waiting, "Content-Length: %zu\r\n\r\n", body->len);
    g_string_append_len(wire->waiting, body->str, (gssize)body->len);
    if (wire->out_source == 0)
        wire->out_source = g_unix_fd_add(wire->out, G_IO_OUT | G_IO_HUP | G_IO_ERR, write_on, wire);
}

bool wire_is_congested(const Wire *wire)
{
    return wire->waiting->len > CONGESTION;
}

void wire_flush(Wire *wire)
{
    const gint64 until = g_get_monotonic_time() + (gint64)FLUSH_MS * 1000;
    while (wire_write(wire) && wire->waiting->len > 0 && g_get_monotonic_time() < until) {
        struct pollfd out = {.fd = wire->out, .events = POLLOUT};
        poll(&out, 1, FLUSH_MS);
    }
}
