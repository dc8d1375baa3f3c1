/*
 * What an editor says is read one message a turn. A change of a text is made at once, and compiled
 * when nothing more has come; a question about what is compiled waits for that. What is answered is
 * sent when all is changed.
 */
#include "lsp/lsp.h"

#include "lsp/answers.h"
#include "lsp/follow.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* JSON-RPC 2.0, 5.1, and LSP 3.17, "Response Message". */
enum {
    ERROR_PARSE = -32700,
    ERROR_REQUEST = -32600,
    ERROR_METHOD = -32601,
    ERROR_NOT_INITIALIZED = -32002,
    ERROR_FAILED = -32803,
    ERROR_MODIFIED = -32801,
    ERROR_CANCELLED = -32800,
};

typedef enum Stage { STAGE_NEW, STAGE_RUNNING, STAGE_SHUT } Stage;

/* A conversation with an editor. */
typedef struct Talk {
    Session session;
    GMainLoop *loop;
    Stage stage;
    bool is_polite; /* it said `shutdown` before `exit` */
    GQueue inbox;   /* of JsonInput: messages that have come */
    guint turn;     /* the source that reads the next one; 0: none */
    GQueue waiting; /* of PendingRequest */
} Talk;

/* A request that waits until what it asks about is compiled. */
typedef struct PendingRequest {
    JsonInput *message;
    AnswerFunction *answer;
    guint64 asked; /* the number of that */
    guint64 edits; /* the texts that it speaks of */
} PendingRequest;

/* --- replies --- */

static void put_id(Json *json, const JsonItem *id)
{
    int64_t number;
    json_key(json, "id");
    if (json_item_text(id) != NULL)
        json_text(json, json_item_text(id));
    else if (json_item_integer(id, &number))
        json_integer(json, number);
    else
        json_null(json);
}

static void reply_begin(Json *json, GString *body, const JsonItem *id)
{
    json_init(json, body, false);
    json_begin_object(json);
    json_put_text(json, "jsonrpc", "2.0");
    put_id(json, id);
}

static void reply_result(const Talk *talk, const JsonItem *id, const GString *result)
{
    g_autoptr(GString) body = g_string_new(NULL);
    Json json;
    reply_begin(&json, body, id);
    json_key(&json, "result");
    json_raw(&json, result->str);
    json_end_object(&json);
    wire_send(talk->session.wire, body);
}

static void reply_error(const Talk *talk, const JsonItem *id, int code, const char *message)
{
    g_autoptr(GString) body = g_string_new(NULL);
    g_autofree char *valid = g_utf8_make_valid(message, -1);
    Json json;
    reply_begin(&json, body, id);
    json_key(&json, "error");
    json_begin_object(&json);
    json_put_integer(&json, "code", code);
    json_put_text(&json, "message", valid);
    json_end_object(&json);
    json_end_object(&json);
    wire_send(talk->session.wire, body);
}

static void reply(Talk *talk, const JsonItem *message, AnswerFunction *answer)
{
    const JsonItem *id = json_item_find(message, "id");
    g_autoptr(GString) result = g_string_new(NULL);
    g_autofree char *problem = NULL;
    Json json;
    json_init(&json, result, false);
    if (answer(&talk->session, json_item_find(message, "params"), &json, &problem))
        reply_result(talk, id, result);
    else
        reply_error(talk, id, ERROR_FAILED, problem);
}

/* --- questions that wait --- */

static void pending_free(PendingRequest *pending)
{
    json_input_free(pending->message);
    g_free(pending);
}

static void ask(Talk *talk, JsonInput *message, AnswerFunction *answer)
{
    session_settle(&talk->session);
    PendingRequest *pending = g_new(PendingRequest, 1);
    *pending = (PendingRequest){message, answer, session_look(&talk->session), talk->session.edits};
    g_queue_push_tail(&talk->waiting, pending);
}

static void answer_pending(Talk *talk, const PendingRequest *pending)
{
    const JsonItem *message = json_input_root(pending->message);
    if (pending->edits != talk->session.edits)
        reply_error(talk, json_item_find(message, "id"), ERROR_MODIFIED,
                    "the text has changed meanwhile");
    else
        reply(talk, message, pending->answer);
}

/* Answers what can be answered now, if the editor reads it: without a knowledge base, everything.
 */
static void answer_waiting(void *user)
{
    Talk *talk = user;
    const Session *session = &talk->session;
    for (PendingRequest *pending; (pending = g_queue_peek_head(&talk->waiting)) != NULL;) {
        if (wire_is_congested(session->wire) ||
            (session->desk != NULL && session->known < pending->asked &&
             pending->edits == session->edits))
            return;
        answer_pending(talk, g_queue_pop_head(&talk->waiting));
        pending_free(pending);
    }
}

static bool id_equal(const JsonItem *a, const JsonItem *b)
{
    int64_t left;
    int64_t right;
    if (json_item_integer(a, &left) && json_item_integer(b, &right))
        return left == right;
    return json_item_text(a) != NULL && g_strcmp0(json_item_text(a), json_item_text(b)) == 0;
}

static bool has_id(const JsonInput *message, const JsonItem *id)
{
    return id_equal(json_item_find(json_input_root(message), "id"), id);
}

/* Nobody wants the answer any more. */
static void cancel(Talk *talk, const JsonItem *id)
{
    for (GList *item = talk->waiting.head; item != NULL; item = item->next)
        if (has_id(((PendingRequest *)item->data)->message, id)) {
            pending_free(item->data);
            g_queue_delete_link(&talk->waiting, item);
            reply_error(talk, id, ERROR_CANCELLED, "cancelled");
            return;
        }
    for (GList *item = talk->inbox.head; item != NULL; item = item->next)
        if (has_id(item->data, id)) {
            json_input_free(item->data);
            g_queue_delete_link(&talk->inbox, item);
            reply_error(talk, id, ERROR_CANCELLED, "cancelled");
            return;
        }
}

/* --- beginning and end --- */

static bool has_text(const JsonItem *list, const char *text)
{
    for (size_t i = 0; i < json_item_count(list); i++)
        if (g_strcmp0(json_item_text(json_item_at(list, i)), text) == 0)
            return true;
    return false;
}

/* What the editor can do. */
static void read_capabilities(Session *session, const JsonItem *can)
{
    const JsonItem *units = json_item_find_within(can, "general", "positionEncodings");
    const JsonItem *edit = json_item_find_within(can, "workspace", "workspaceEdit");
    session->shows_documents = json_item_is_true(
        json_item_find(json_item_find_within(can, "window", "showDocument"), "support"));
    session->unit = has_text(units, "utf-8") ? POSITION_UTF8 : POSITION_UTF16;
    session->takes_documents = json_item_is_true(json_item_find(edit, "documentChanges"));
    session->renames_files =
        session->takes_documents && has_text(json_item_find(edit, "resourceOperations"), "rename");
}

static bool find_root_at(Session *session, const char *uri)
{
    g_autofree char *path = uri != NULL ? file_uri_path(uri) : NULL;
    return path != NULL && session_find_root(session, path);
}

static void find_root(Session *session, const JsonItem *params)
{
    const JsonItem *folders = json_item_find(params, "workspaceFolders");
    for (size_t i = 0; i < json_item_count(folders); i++)
        if (find_root_at(session, json_item_text(json_item_find(json_item_at(folders, i), "uri"))))
            return;
    if (!find_root_at(session, json_item_text(json_item_find(params, "rootUri"))) &&
        session->options->kb_path != NULL)
        session_find_root(session, session->options->kb_path);
}

/* Also where no word has begun: behind a colon, a bracket, a hyphen. */
static void put_completion(Json *json)
{
    static const char *const marks[] = {":", " ", "{", "[", ",", "-", NULL};
    json_key(json, "completionProvider");
    json_begin_object(json);
    json_key(json, "triggerCharacters");
    json_begin_array(json);
    for (size_t i = 0; marks[i] != NULL; i++)
        json_text(json, marks[i]);
    json_end_array(json);
    json_end_object(json);
}

static void put_actions(Json *json)
{
    json_key(json, "codeActionProvider");
    json_begin_object(json);
    json_key(json, "codeActionKinds");
    json_begin_array(json);
    json_text(json, "quickfix");
    json_text(json, "source.fixAll.dieline");
    json_end_array(json);
    json_end_object(json);
    json_key(json, "renameProvider");
    json_begin_object(json);
    json_put_bool(json, "prepareProvider", true);
    json_end_object(json);
}

static void put_commands(Json *json)
{
    json_key(json, "executeCommandProvider");
    json_begin_object(json);
    json_key(json, "commands");
    json_begin_array(json);
    json_text(json, FOLLOW_COMMAND);
    json_end_array(json);
    json_end_object(json);
}

static void put_capabilities(Json *json, PositionUnit unit)
{
    static const char *const providers[] = {"hoverProvider",          "definitionProvider",
                                            "referencesProvider",     "documentHighlightProvider",
                                            "documentSymbolProvider", "workspaceSymbolProvider"};
    json_key(json, "capabilities");
    json_begin_object(json);
    json_put_text(json, "positionEncoding", unit == POSITION_UTF8 ? "utf-8" : "utf-16");
    json_key(json, "textDocumentSync");
    json_begin_object(json);
    json_put_bool(json, "openClose", true);
    json_put_integer(json, "change", 2); /* incremental */
    json_end_object(json);
    put_completion(json);
    put_actions(json);
    put_commands(json);
    for (size_t i = 0; i < G_N_ELEMENTS(providers); i++)
        json_put_bool(json, providers[i], true);
    json_end_object(json);
}

static bool initialize(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)problem;
    read_capabilities(session, json_item_find(params, "capabilities"));
    const char *locale = json_item_text(json_item_find(params, "locale"));
    if (locale != NULL)
        session->locale = g_strndup(locale, strcspn(locale, "-_"));
    find_root(session, params);
    json_begin_object(json);
    put_capabilities(json, session->unit);
    json_key(json, "serverInfo");
    json_begin_object(json);
    json_put_text(json, "name", "dieline");
    json_put_text(json, "version", DIELINE_VERSION);
    json_end_object(json);
    json_end_object(json);
    return true;
}

static bool shut_down(Session *session, const JsonItem *params, Json *json, char **problem)
{
    (void)session;
    (void)params;
    (void)problem;
    json_null(json);
    return true;
}

/* --- messages --- */

typedef struct Request {
    const char *method;
    AnswerFunction *answer;
    bool wants_current; /* what is open has to be compiled before */
} Request;

static const Request requests[] = {
    {"initialize", initialize, false},
    {"shutdown", shut_down, false},
    {"textDocument/completion", completion_answer, false},
    {"textDocument/hover", hover_answer, false},
    {"textDocument/definition", definition_answer, true},
    {"textDocument/references", references_answer, true},
    {"textDocument/documentHighlight", document_highlight_answer, true},
    {"textDocument/codeAction", code_action_answer, true},
    {"textDocument/prepareRename", prepare_rename_answer, true},
    {"textDocument/rename", rename_answer, true},
    {"textDocument/documentSymbol", document_symbol_answer, true},
    {"workspace/symbol", workspace_symbol_answer, true},
    {"workspace/executeCommand", execute_command_answer, true},
};

typedef struct Notification {
    const char *method;
    void (*note)(Session *session, const JsonItem *params);
} Notification;

static void initialized(Session *session, const JsonItem *params)
{
    (void)params;
    if (session->is_initialized)
        return;
    session->is_initialized = true;
    follow_announce(session);
}

static void change(Session *session, const JsonItem *params)
{
    session_change(session, params);
    follow_change(session, params);
}

static const Notification notifications[] = {
    {"initialized", initialized},
    {"textDocument/didOpen", session_open},
    {"textDocument/didChange", change},
    {"textDocument/didClose", session_close},
    {"textDocument/documentHighlight", follow_cursor}, /* answered later, but heard at once */
};

static void take_note(Talk *talk, const char *method, const JsonItem *params)
{
    for (size_t i = 0; talk->stage == STAGE_RUNNING && i < G_N_ELEMENTS(notifications); i++)
        if (strcmp(method, notifications[i].method) == 0)
            notifications[i].note(&talk->session, params);
}

static void leave(Talk *talk, bool is_polite)
{
    talk->is_polite = is_polite;
    g_main_loop_quit(talk->loop);
}

static void take_notification(Talk *talk, const char *method, const JsonItem *params)
{
    if (strcmp(method, "exit") == 0)
        leave(talk, talk->stage == STAGE_SHUT);
    take_note(talk, method, params);
}

static const Request *find_request(const char *method)
{
    for (size_t i = 0; i < G_N_ELEMENTS(requests); i++)
        if (strcmp(method, requests[i].method) == 0)
            return &requests[i];
    return NULL;
}

/* May it be asked now? Says so if not. */
static bool request_fits(const Talk *talk, const JsonItem *id, const char *method)
{
    const bool is_first = strcmp(method, "initialize") == 0;
    if (talk->stage == STAGE_NEW && !is_first)
        reply_error(talk, id, ERROR_NOT_INITIALIZED, "`initialize` comes first");
    else if (talk->stage == STAGE_RUNNING && is_first)
        reply_error(talk, id, ERROR_REQUEST, "`initialize` comes once");
    else if (talk->stage == STAGE_SHUT)
        reply_error(talk, id, ERROR_REQUEST, "only `exit` comes after `shutdown`");
    else if (find_request(method) == NULL)
        reply_error(talk, id, ERROR_METHOD, method);
    else
        return true;
    return false;
}

/* Takes the message. */
static void take_request(Talk *talk, JsonInput *message, const char *method)
{
    const JsonItem *root = json_input_root(message);
    const Request *request = find_request(method);
    if (request_fits(talk, json_item_find(root, "id"), method)) {
        take_note(talk, method, json_item_find(root, "params"));
        const bool knows_nothing = talk->session.desk != NULL && talk->session.state == NULL;
        if (request->wants_current || (knows_nothing && request->answer != shut_down)) {
            ask(talk, message, request->answer);
            return;
        }
        talk->stage = request->answer == shut_down ? STAGE_SHUT : STAGE_RUNNING;
        reply(talk, root, request->answer);
    }
    json_input_free(message);
}

static void take_message(Talk *talk, JsonInput *message)
{
    const JsonItem *root = json_input_root(message);
    const char *method = json_item_text(json_item_find(root, "method"));
    if (method != NULL && json_item_find(root, "id") != NULL) {
        take_request(talk, message, method);
        return;
    }
    if (method == NULL && talk->stage == STAGE_RUNNING && json_item_is_object(root))
        session_take_answer(&talk->session, root);
    if (method != NULL)
        take_notification(talk, method, json_item_find(root, "params"));
    else if (!json_item_is_object(root))
        reply_error(talk, NULL, ERROR_REQUEST, "a message is an object");
    json_input_free(message);
}

/* Reads one message, unless the editor had better read first; when there is none left, what they
 * said is compiled. */
static gboolean take_turn(void *user)
{
    Talk *talk = user;
    if (wire_is_congested(talk->session.wire)) {
        talk->turn = 0;
        return G_SOURCE_REMOVE;
    }
    JsonInput *message = g_queue_pop_head(&talk->inbox);
    if (message != NULL)
        take_message(talk, message);
    answer_waiting(talk);
    if (!g_queue_is_empty(&talk->inbox))
        return G_SOURCE_CONTINUE;
    session_settle(&talk->session);
    talk->turn = 0;
    return G_SOURCE_REMOVE;
}

static void begin_turns(void *user)
{
    Talk *talk = user;
    if (talk->turn == 0)
        talk->turn = g_idle_add(take_turn, talk);
}

static void come(GBytes *body, void *user)
{
    Talk *talk = user;
    gsize length;
    const char *bytes = g_bytes_get_data(body, &length);
    g_autofree char *problem = NULL;
    JsonInput *message = json_input_read(bytes, length, &problem);
    g_bytes_unref(body);
    if (message == NULL) {
        reply_error(talk, NULL, ERROR_PARSE, problem);
        return;
    }
    const JsonItem *root = json_input_root(message);
    if (g_strcmp0(json_item_text(json_item_find(root, "method")), "$/cancelRequest") == 0) {
        cancel(talk, json_item_find_within(root, "params", "id"));
        json_input_free(message);
        return;
    }
    g_queue_push_tail(&talk->inbox, message);
    begin_turns(talk);
}

static void end(bool is_broken, void *user)
{
    Talk *talk = user;
    if (is_broken)
        fprintf(stderr, "dieline: lsp: what came on standard input is no message with a "
                        "Content-Length\n");
    while (!is_broken && !g_queue_is_empty(&talk->inbox))
        take_message(talk, g_queue_pop_head(&talk->inbox));
    leave(talk, talk->is_polite);
}

static void talk_clear(Talk *talk)
{
    if (talk->turn != 0)
        g_source_remove(talk->turn);
    session_clear(&talk->session);
    for (JsonInput *message; (message = g_queue_pop_head(&talk->inbox)) != NULL;)
        json_input_free(message);
    for (PendingRequest *pending; (pending = g_queue_pop_head(&talk->waiting)) != NULL;)
        pending_free(pending);
    g_main_loop_unref(talk->loop);
}

static bool is_busy(const Session *session)
{
    return (session->desk != NULL && desk_is_busy(session->desk)) ||
           (session->preview != NULL && preview_is_busy(session->preview));
}

bool lsp_run(const LspOptions *options)
{
    Talk talk = {.inbox = G_QUEUE_INIT, .waiting = G_QUEUE_INIT};
    const WireReader reader = {come, end, begin_turns, &talk};
    Wire *wire = wire_new(STDIN_FILENO, STDOUT_FILENO, &reader);
    session_init(&talk.session, options, wire);
    talk.session.told = answer_waiting;
    talk.session.user = &talk;
    talk.loop = g_main_loop_new(NULL, FALSE);
    g_main_loop_run(talk.loop);
    wire_flush(wire);
    if (is_busy(&talk.session))
        _exit(talk.is_polite ? 0 : 1); /* what is being compiled is of no use any more */
    talk_clear(&talk);
    wire_free(wire);
    return talk.is_polite;
}
