#include "serve/server.h"

#include "serve/guard.h"
#include "serve/live.h"

#include <string.h>
#include <sys/random.h>

static const char click_path[] = "/_dieline/open";
static const char token_header[] = "X-Dieline-Token";

enum {
    TOKEN_BYTES = 16,
    LISTENERS_MAX = 64,
    BEAT_SECONDS = 15, /* a listener that is gone is noticed when something is written to it */
};

struct Server {
    Door *door;
    ServerHost host;
    char *token; /* who sends it has read one of our pages; NULL: there is no editor */
    SoupServer *soup;
    GQueue *listeners; /* of SoupServerMessage, held; the oldest first */
    char *state;       /* the last event; NULL: nothing is known yet */
    guint beat;
};

/* --- headers and bodies --- */

static void put_header(SoupServerMessage *message, const char *name, const char *value)
{
    soup.soup_message_headers_replace(soup.soup_server_message_get_response_headers(message), name,
                                      value);
}

/* What every answer says: nothing is kept, nothing is guessed, no other site may show it. */
static void begin_answer(SoupServerMessage *message, unsigned status, const char *type)
{
    soup.soup_server_message_set_status(message, status, NULL);
    put_header(message, "Content-Type", type);
    put_header(message, "Cache-Control", "no-store");
    put_header(message, "X-Content-Type-Options", "nosniff");
    put_header(message, "Cross-Origin-Resource-Policy", "same-origin");
    put_header(message, "X-Frame-Options", "SAMEORIGIN");
}

static void put_body(SoupServerMessage *message, GBytes *bytes)
{
    soup.soup_message_body_append_bytes(soup.soup_server_message_get_response_body(message), bytes);
}

static void put_text(SoupServerMessage *message, const char *text)
{
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    put_body(message, bytes);
}

static void answer_text(SoupServerMessage *message, unsigned status, const char *text)
{
    begin_answer(message, status, "text/plain; charset=utf-8");
    put_text(message, text);
}

/* --- who is refused --- */

static const char *one_header(SoupMessageHeaders *headers, const char *name)
{
    return soup.soup_message_headers_get_list(headers, name);
}

/* The address in the request's first line may name another host than its header does. */
static bool uri_is_ours(GUri *uri, unsigned port)
{
    if (uri == NULL || g_uri_get_host(uri) == NULL)
        return false;
    const int named = g_uri_get_port(uri);
    const char *bracket = strchr(g_uri_get_host(uri), ':') != NULL ? "[" : "";
    g_autofree char *host = g_strdup_printf("%s%s%s:%d", bracket, g_uri_get_host(uri),
                                            *bracket != '\0' ? "]" : "", named > 0 ? named : 80);
    return guard_host_is_ours(host, port) || (named <= 0 && port == 80);
}

static bool is_foreign(const Server *server, SoupServerMessage *message)
{
    const unsigned port = door_port(server->door);
    SoupMessageHeaders *headers = soup.soup_server_message_get_request_headers(message);
    return !guard_host_is_ours(one_header(headers, "Host"), port) ||
           !guard_origin_is_ours(one_header(headers, "Origin"), port) ||
           !uri_is_ours(soup.soup_server_message_get_uri(message), port);
}

static bool has_body(SoupServerMessage *message)
{
    SoupMessageHeaders *headers = soup.soup_server_message_get_request_headers(message);
    return one_header(headers, "Transfer-Encoding") != NULL ||
           (one_header(headers, "Content-Length") != NULL &&
            soup.soup_message_headers_get_content_length(headers) != 0);
}

static bool is_asking(SoupServerMessage *message)
{
    const char *method = soup.soup_server_message_get_method(message);
    return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

/* Not all of this machine's pages are ours: only a page's own script says where it is from. */
static bool is_click(const Server *server, SoupServerMessage *message, const char *path)
{
    return server->token != NULL && strcmp(path, click_path) == 0 &&
           strcmp(soup.soup_server_message_get_method(message), "POST") == 0;
}

static bool is_ours(const Server *server, SoupServerMessage *message)
{
    SoupMessageHeaders *headers = soup.soup_server_message_get_request_headers(message);
    return one_header(headers, "Origin") != NULL &&
           g_strcmp0(one_header(headers, token_header), server->token) == 0;
}

/* Before anything of a body is read. */
static void refuse(SoupServer *soup_server, SoupServerMessage *message, const char *path,
                   GHashTable *query, void *user)
{
    (void)soup_server;
    (void)query;
    const Server *server = user;
    const bool clicks = is_click(server, message, path);
    if (is_foreign(server, message) || (clicks && !is_ours(server, message))) {
        answer_text(message, 403, "Only this machine's own pages may ask.\n");
    } else if (!clicks && !is_asking(message)) {
        answer_text(message, 405, "There is GET and HEAD.\n");
        put_header(message, "Allow", "GET, HEAD");
    } else if (has_body(message)) {
        soup.soup_message_body_set_accumulate(soup.soup_server_message_get_request_body(message),
                                              FALSE);
        answer_text(message, 413, "There is nothing to send here.\n");
    } else {
        return;
    }
    put_header(message, "Connection", "close");
}

/* --- documents --- */

static void answer_page(const Server *server, SoupServerMessage *message, unsigned status,
                        const char *text, guint64 site)
{
    g_autoptr(GString) page = g_string_new(NULL);
    live_append_own_page(text, &(LiveMark){site, server->token}, page);
    begin_answer(message, status, "text/html; charset=utf-8");
    put_text(message, page->str);
}

static void answer_document(const Server *server, SoupServerMessage *message, const char *path,
                            GBytes *bytes, guint64 site)
{
    const char *type = guard_media_type(path);
    begin_answer(message, 200, type);
    if (!g_str_has_prefix(type, "text/html")) {
        put_body(message, bytes);
        return;
    }
    GString *page = g_string_new(NULL);
    live_append_page(bytes, &(LiveMark){site, server->token}, page);
    g_autoptr(GBytes) served = g_string_free_to_bytes(page);
    put_body(message, served);
}

typedef struct PageWait {
    const Server *server;
    SoupServerMessage *message; /* held */
    char *path;                 /* of the document */
} PageWait;

static void answer(PressAnswer *found, void *user)
{
    PageWait *wait = user;
    SoupServerMessage *message = wait->message;
    if (found->bytes != NULL)
        answer_document(wait->server, message, wait->path, found->bytes, found->site);
    else if (found->failure != NULL)
        answer_page(wait->server, message, 500, found->failure, found->site);
    else if (found->site == 0)
        answer_page(wait->server, message, 503,
                    "There is nothing to show before the mistakes are mended.", 0);
    else
        answer_page(wait->server, message, 404, "There is no such page.", found->site);
    soup.soup_server_message_unpause(message);
    g_object_unref(message);
    g_free(wait->path);
    g_free(wait);
    press_answer_free(found);
}

static void ask_document(const Server *server, SoupServerMessage *message, const char *path)
{
    PageWait *wait = g_new0(PageWait, 1);
    wait->server = server;
    wait->message = g_object_ref(message);
    wait->path = guard_document_path(path);
    soup.soup_server_message_pause(message);
    server->host.ask(wait->path, answer, wait, server->host.user);
}

/* --- events --- */

static void send_event(SoupServerMessage *message, const char *event)
{
    put_text(message, event);
    soup.soup_server_message_unpause(message);
}

void server_send(const Server *server, const char *event)
{
    for (const GList *item = server->listeners->head; item != NULL; item = item->next)
        send_event(item->data, event);
}

static void stop_listening(Server *server, SoupServerMessage *message)
{
    if (g_queue_remove(server->listeners, message))
        g_object_unref(message);
}

static void end_events(SoupServerMessage *message)
{
    soup.soup_message_body_complete(soup.soup_server_message_get_response_body(message));
    soup.soup_server_message_unpause(message);
}

static void begin_events(Server *server, SoupServerMessage *message)
{
    begin_answer(message, 200, "text/event-stream");
    if (strcmp(soup.soup_server_message_get_method(message), "HEAD") == 0)
        return;
    soup.soup_message_headers_set_encoding(soup.soup_server_message_get_response_headers(message),
                                           SOUP_ENCODING_CHUNKED);
    soup.soup_message_body_set_accumulate(soup.soup_server_message_get_response_body(message),
                                          FALSE);
    if (g_queue_get_length(server->listeners) >= LISTENERS_MAX)
        end_events(g_queue_peek_head(server->listeners));
    g_queue_push_tail(server->listeners, g_object_ref(message));
    door_note(server->door, message, DOOR_LISTENING);
    put_text(message, server->state != NULL ? server->state : ": nothing yet\n\n");
    server->host.listened(server->host.user);
}

bool server_is_heard(const Server *server)
{
    return !g_queue_is_empty(server->listeners);
}

static gboolean beat(void *user)
{
    server_send(user, ": \n\n");
    return G_SOURCE_CONTINUE;
}

void server_tell(Server *server, const PressNews *news)
{
    g_free(server->state);
    server->state = live_event(news->site, news->problem);
    server_send(server, server->state);
}

/* --- clicks --- */

struct ServerClick {
    SoupServerMessage *message; /* held */
};

void server_click_answer(ServerClick *click, const char *problem)
{
    if (problem == NULL)
        begin_answer(click->message, 204, "text/plain; charset=utf-8");
    else
        answer_text(click->message, 501, problem);
    soup.soup_server_message_unpause(click->message);
    g_object_unref(click->message);
    g_free(click);
}

static void take_click(const Server *server, SoupServerMessage *message, GHashTable *query)
{
    const char *said = query != NULL ? g_hash_table_lookup(query, "said") : NULL;
    ServerClick *click = g_new(ServerClick, 1);
    click->message = g_object_ref(message);
    soup.soup_server_message_pause(message);
    server->host.open(said != NULL ? said : "", click, server->host.user);
}

/* --- requests --- */

static void finished(SoupServerMessage *message, void *user)
{
    Server *server = user;
    door_note(server->door, message, DOOR_IDLE);
    stop_listening(server, message);
}

static void handle(SoupServer *soup_server, SoupServerMessage *message, const char *path,
                   GHashTable *query, void *user)
{
    (void)soup_server;
    Server *server = user;
    door_note(server->door, message, DOOR_ANSWERED);
    g_signal_connect(message, "finished", G_CALLBACK(finished), server);
    if (strcmp(path, "/") == 0) {
        answer_text(message, 302, "The site is at /site/index.html.\n");
        put_header(message, "Location", "/site/index.html");
    } else if (strcmp(path, "/_dieline/events") == 0) {
        begin_events(server, message);
    } else if (is_click(server, message, path)) {
        take_click(server, message, query);
    } else {
        ask_document(server, message, path);
    }
}

/* What nobody can guess. */
static char *new_token(void)
{
    guint8 bytes[TOKEN_BYTES];
    g_autoptr(GString) token = g_string_new(NULL);
    g_assert(getrandom(bytes, sizeof bytes, 0) == sizeof bytes); /* so few come at once */
    for (size_t i = 0; i < sizeof bytes; i++)
        g_string_append_printf(token, "%02x", bytes[i]);
    return g_strdup(token->str);
}

Server *server_new(Door *door, const ServerHost *host)
{
    Server *server = g_new0(Server, 1);
    server->door = door;
    server->host = *host;
    server->token = host->open != NULL ? new_token() : NULL;
    server->listeners = g_queue_new();
    server->soup = soup.soup_server_new(NULL, NULL);
    soup.soup_server_add_early_handler(server->soup, NULL, refuse, server, NULL);
    soup.soup_server_add_handler(server->soup, NULL, handle, server, NULL);
    server->beat = g_timeout_add_seconds(BEAT_SECONDS, beat, server);
    door_lead_to(door, server->soup);
    return server;
}

void server_free(Server *server)
{
    g_source_remove(server->beat);
    soup.soup_server_disconnect(server->soup);
    g_object_unref(server->soup);
    g_queue_free_full(server->listeners, g_object_unref);
    g_free(server->state);
    g_free(server->token);
    g_free(server);
}
