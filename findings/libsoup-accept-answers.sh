#!/bin/sh
# soup_server_accept_iostream() of libsoup 3.2 (Debian 12) may call handlers before it returns.
#
# A connection whose request has come by then is read at once: the handler runs inside the call, not
# in the main loop. Whoever lists a connection only after it was taken finds handlers asking for one
# that is not listed yet. Without a request there, nothing is called until the main loop runs.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
version=$(pkg-config --modversion libsoup-3.0)
echo "libsoup $version"
cat >show.c <<'END'
#include <libsoup/soup.h>
#include <string.h>

static int called;

static void handle(SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query,
                   gpointer user)
{
    (void)server, (void)path, (void)query, (void)user;
    called++;
    soup_server_message_set_status(message, 200, NULL);
}

/* Returns how often the handler was called before soup_server_accept_iostream() had returned. */
static int let_in(SoupServer *server, GSocket *door, const char *request)
{
    GSocketAddress *address = g_socket_get_local_address(door, NULL);
    GSocket *client = g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
    g_socket_connect(client, address, NULL, NULL);
    g_socket_send(client, request, strlen(request), NULL, NULL);
    GSocket *visitor = g_socket_accept(door, NULL, NULL);
    g_usleep(G_USEC_PER_SEC / 10);
    GSocketConnection *connection = g_socket_connection_factory_create_connection(visitor);
    called = 0;
    soup_server_accept_iostream(server, G_IO_STREAM(connection),
                                g_socket_connection_get_local_address(connection, NULL),
                                g_socket_connection_get_remote_address(connection, NULL), NULL);
    return called;
}

int main(void)
{
    SoupServer *server = soup_server_new(NULL, NULL);
    soup_server_add_handler(server, NULL, handle, NULL, NULL);
    GSocket *door = g_socket_new(G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
    GInetAddress *loopback = g_inet_address_new_loopback(G_SOCKET_FAMILY_IPV4);
    g_socket_bind(door, g_inet_socket_address_new(loopback, 0), TRUE, NULL);
    g_socket_listen(door, NULL);
    g_print("no request yet: %d\n", let_in(server, door, ""));
    g_print("a request: %d\n", let_in(server, door, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    return 0;
}
END
# shellcheck disable=SC2046 # several words
cc -o show show.c $(pkg-config --cflags --libs libsoup-3.0)
printf 'no request yet: 0\na request: 1\n' >want
./show | tee got
cmp want got
