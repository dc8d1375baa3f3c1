#include "serve/door.h"

#include <gio/gio.h>

enum {
    VISITORS_MAX = 256,
    BACKLOG = 128,
    SWEEP_SECONDS = 2,
    IDLE_SECONDS = 20,
    ANSWER_SECONDS = 300,
};

typedef struct Visitor {
    GSocketConnection *connection;
    DoorTask task;
    gint64 since; /* of the task */
} Visitor;

struct Door {
    GSocket *sockets[2]; /* IPv4, IPv6; NULL: not there */
    GSource *sources[2];
    unsigned port;
    SoupServer *server;
    GHashTable *visitors; /* their address as text -> Visitor */
    guint sweeper;
};

static void visitor_free(void *data)
{
    Visitor *visitor = data;
    g_object_unref(visitor->connection);
    g_free(visitor);
}

/* Whoever reads from it finds its end. */
static void visitor_dismiss(const Visitor *visitor)
{
    g_socket_shutdown(g_socket_connection_get_socket(visitor->connection), TRUE, TRUE, NULL);
}

/* --- listening --- */

static GSocket *listen_at(GSocketFamily family, unsigned port, GError **error)
{
    g_autoptr(GSocket) socket =
        g_socket_new(family, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);
    g_autoptr(GInetAddress) host = g_inet_address_new_loopback(family);
    g_autoptr(GSocketAddress) address = g_inet_socket_address_new(host, (guint16)port);
    if (socket == NULL)
        return NULL;
    g_socket_set_blocking(socket, FALSE);
    g_socket_set_listen_backlog(socket, BACKLOG);
    if (!g_socket_bind(socket, address, TRUE, error) || !g_socket_listen(socket, error))
        return NULL;
    return g_steal_pointer(&socket);
}

static unsigned port_of(GSocket *socket)
{
    g_autoptr(GSocketAddress) address = g_socket_get_local_address(socket, NULL);
    return g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(address));
}

Door *door_open(unsigned port, char **problem)
{
    g_autoptr(GError) error = NULL;
    GSocket *socket = listen_at(G_SOCKET_FAMILY_IPV4, port, &error);
    if (socket == NULL) {
        *problem = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE)
                       ? g_strdup_printf("port %u is taken; name another one with --port, or 0 for "
                                         "any that is free",
                                         port)
                       : g_strdup_printf("cannot listen at port %u: %s", port, error->message);
        return NULL;
    }
    Door *door = g_new0(Door, 1);
    door->sockets[0] = socket;
    door->port = port_of(socket);
    door->sockets[1] = listen_at(G_SOCKET_FAMILY_IPV6, door->port, NULL);
    door->visitors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, visitor_free);
    return door;
}

unsigned door_port(const Door *door)
{
    return door->port;
}

/* --- visitors --- */

static gboolean is_gone(void *name, void *data, void *user)
{
    (void)name;
    (void)user;
    const Visitor *visitor = data;
    return g_io_stream_is_closed(G_IO_STREAM(visitor->connection)) != 0;
}

static bool is_overdue(const Visitor *visitor, gint64 now)
{
    const gint64 seconds = (now - visitor->since) / G_USEC_PER_SEC;
    return (visitor->task == DOOR_IDLE && seconds >= IDLE_SECONDS) ||
           (visitor->task == DOOR_ANSWERED && seconds >= ANSWER_SECONDS);
}

static gboolean sweep(void *user)
{
    Door *door = user;
    const gint64 now = g_get_monotonic_time();
    g_hash_table_foreach_remove(door->visitors, is_gone, NULL);
    GHashTableIter iter;
    void *visitor;
    g_hash_table_iter_init(&iter, door->visitors);
    while (g_hash_table_iter_next(&iter, NULL, &visitor))
        if (is_overdue(visitor, now))
            visitor_dismiss(visitor);
    return G_SOURCE_CONTINUE;
}

/* The one that has been idle longest goes. Returns false if none is idle. */
static bool make_room(Door *door)
{
    const Visitor *oldest = NULL;
    const char *oldest_name = NULL;
    GHashTableIter iter;
    void *name, *data;
    g_hash_table_iter_init(&iter, door->visitors);
    while (g_hash_table_iter_next(&iter, &name, &data)) {
        const Visitor *visitor = data;
        if (visitor->task == DOOR_IDLE && (oldest == NULL || visitor->since < oldest->since)) {
            oldest = visitor;
            oldest_name = name;
        }
    }
    if (oldest == NULL)
        return false;
    visitor_dismiss(oldest);
    g_hash_table_remove(door->visitors, oldest_name);
    return true;
}

static char *name_of(GSocketAddress *address)
{
    return g_socket_connectable_to_string(G_SOCKET_CONNECTABLE(address));
}

/* A request that is there already is handled at once: by then the visitor is known. */
static void let_in(Door *door, GSocket *socket)
{
    g_autoptr(GSocketConnection) connection = g_socket_connection_factory_create_connection(socket);
    g_autoptr(GSocketAddress) remote = g_socket_connection_get_remote_address(connection, NULL);
    g_autoptr(GSocketAddress) local = g_socket_connection_get_local_address(connection, NULL);
    if (remote == NULL || local == NULL)
        return;
    Visitor *visitor = g_new0(Visitor, 1);
    visitor->connection = g_object_ref(connection);
    visitor->since = g_get_monotonic_time();
    g_autofree char *name = name_of(remote);
    g_hash_table_replace(door->visitors, g_strdup(name), visitor);
    if (!soup.soup_server_accept_iostream(door->server, G_IO_STREAM(connection), local, remote,
                                          NULL))
        g_hash_table_remove(door->visitors, name);
}

static gboolean accept_one(GSocket *socket, GIOCondition condition, void *user)
{
    (void)condition;
    Door *door = user;
    g_autoptr(GSocket) visitor = g_socket_accept(socket, NULL, NULL);
    if (visitor == NULL)
        return G_SOURCE_CONTINUE;
    if (g_hash_table_size(door->visitors) >= VISITORS_MAX)
        g_hash_table_foreach_remove(door->visitors, is_gone, NULL);
    if (g_hash_table_size(door->visitors) < VISITORS_MAX || make_room(door))
        let_in(door, visitor);
    return G_SOURCE_CONTINUE;
}

void door_lead_to(Door *door, SoupServer *server)
{
    door->server = server;
    for (size_t i = 0; i < G_N_ELEMENTS(door->sockets); i++) {
        if (door->sockets[i] == NULL)
            continue;
        door->sources[i] = g_socket_create_source(door->sockets[i], G_IO_IN, NULL);
        g_source_set_callback(door->sources[i], G_SOURCE_FUNC(accept_one), door, NULL);
        g_source_attach(door->sources[i], NULL);
    }
    door->sweeper = g_timeout_add_seconds(SWEEP_SECONDS, sweep, door);
}

void door_note(Door *door, SoupServerMessage *message, DoorTask task)
{
    g_autofree char *name = name_of(soup.soup_server_message_get_remote_address(message));
    Visitor *visitor = g_hash_table_lookup(door->visitors, name);
    if (visitor == NULL)
        return;
    visitor->task = task;
    visitor->since = g_get_monotonic_time();
}

void door_close(Door *door)
{
    if (door->sweeper != 0)
        g_source_remove(door->sweeper);
    for (size_t i = 0; i < G_N_ELEMENTS(door->sockets); i++) {
        if (door->sources[i] != NULL) {
            g_source_destroy(door->sources[i]);
            g_source_unref(door->sources[i]);
        }
        g_clear_object(&door->sockets[i]);
    }
    g_hash_table_unref(door->visitors);
    g_free(door);
}
