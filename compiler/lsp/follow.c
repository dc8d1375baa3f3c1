#include "lsp/follow.h"

#include "lsp/answers.h"
#include "lsp/likeness.h"

#include <stdlib.h>
#include <string.h>

/* LSP 3.17, MessageType. */
enum { MESSAGE_ERROR = 1, MESSAGE_INFO = 3 };

enum { ROUTE_MAX = 8 };

/* --- what is said at a place --- */

/* What pages say of a place in a text. */
typedef struct Target {
    char *page;             /* "chips/br106" */
    const SourceFile *file; /* where the value was said; NULL: there is none */
    unsigned line;
} Target;

/* Which of an entry's values stands at a place: the way to it, from slot to slot. */
typedef struct Route {
    const Entry *entry; /* NULL: none */
    const Claims *slots[ROUTE_MAX];
    uint32_t indices[ROUTE_MAX]; /* of the claims */
    size_t length;
} Route;

/* Returns the slot whose key is the last one before the place, if the file itself states it. */
static const Claims *slot_at(const Object *object, const SourceFile *file, size_t offset)
{
    const Claims *found = NULL;
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        const Span key = claims_key(claims);
        if (key.file != file || key.end == key.start || key.start > offset ||
            claim_details(&claims->items[0])->from_count > 0)
            continue;
        if (found == NULL || key.start > claims_key(found).start)
            found = claims;
    }
    return found;
}

/* Of several values the last one that begins before the place, or the first one; of an object what
 * is said in it. */
static void find_claim(Route *route, const SourceFile *file, size_t offset)
{
    const Object *object = &route->entry->object;
    while (object != NULL && route->length < ROUTE_MAX) {
        const Claims *claims = slot_at(object, file, offset);
        if (claims == NULL)
            return;
        uint32_t index = 0;
        for (uint32_t i = 1; i < claims->count; i++)
            if (claim_span(&claims->items[i]).start <= offset)
                index = i;
        route->slots[route->length] = claims;
        route->indices[route->length++] = index;
        const Value *value = &claims->items[index].value;
        object = value->kind == VALUE_OBJECT ? value->object : NULL;
    }
}

/* Where an entry that has no key before the place still begins before it. */
static size_t nearness(const Entry *entry, const SourceFile *file, size_t offset)
{
    const Claims *claims = slot_at(&entry->object, file, offset);
    if (claims != NULL)
        return claims_key(claims).start + 1;
    return entry->span.start <= offset ? entry->span.start + 1 : 0;
}

/* Returns the entry of the file with the last key before the place, a variant or not; the first one
 * if there is none. */
static const Entry *entry_at(const Kb *kb, const SourceFile *file, size_t offset)
{
    const Entry *found = NULL;
    size_t nearest = 0;
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (entry->file != file || entry->draft || entry->folder == NULL)
            continue;
        const size_t near = nearness(entry, file, offset);
        if (found == NULL || near > nearest) {
            found = entry;
            nearest = near;
        }
    }
    return found;
}

/* A line's indentation stands for what it says first. */
static size_t first_word(const SourceFile *file, size_t offset)
{
    size_t start = offset;
    while (start > 0 && file->bytes[start - 1] != '\n')
        start--;
    while (start < file->length && strchr(" -", file->bytes[start]) != NULL &&
           file->bytes[start] != '\0')
        start++;
    return MAX(start, offset);
}

/* Where the open text's place is in the text that was compiled. */
static size_t place_in_file(const Session *session, const Buffer *buffer, TextPlace at,
                            const SourceFile *file)
{
    gsize length;
    const char *bytes = g_bytes_get_data(buffer->text, &length);
    g_autoptr(PlacedText) placed = placed_text_new(bytes, length, session->unit);
    const Likeness same = likeness_find(bytes, length, file->bytes, file->length);
    return first_word(file, likeness_offset(&same, placed_text_offset(placed, at)));
}

/* Looks in what was compiled. */
static Route find_route(const Session *session, const DeskState *state, const Buffer *buffer,
                        TextPlace at)
{
    Route route = {0};
    const InputFile *file = state_find_file(state, session_relative(session, buffer));
    const Kb *kb = state != NULL ? compilation_kb(state->compilation) : NULL;
    if (file == NULL || file->source->bytes == NULL || kb == NULL)
        return route;
    const size_t offset = place_in_file(session, buffer, at, file->source);
    route.entry = entry_at(kb, file->source, offset);
    if (route.entry != NULL)
        find_claim(&route, file->source, offset);
    return route;
}

/* Goes the same way where pages come from. */
static void walk_route(const Route *route, const Kb *kb, Target *target)
{
    const Entry *entry = kb_find_entry(kb, route->entry->id);
    if (entry == NULL || entry->draft || entry->folder == NULL)
        return;
    target->page = g_strconcat(entry->folder, "/", entry->id, NULL);
    const Object *object = &entry->object;
    for (size_t i = 0; object != NULL && i < route->length; i++) {
        const Claims *claims = object_find(object, route->slots[i]->slot->name);
        if (claims == NULL)
            return;
        const Claim *claim = &claims->items[MIN(route->indices[i], claims->count - 1)];
        const Span span = claim_span(claim);
        target->file = span.file;
        target->line = span.file != NULL ? span_start(span).line : 0;
        object = claim->value.kind == VALUE_OBJECT ? claim->value.object : NULL;
    }
}

/* What has a page of its own besides entries. */
static char *page_of_file(const InputFile *file)
{
    const bool has_page =
        strcmp(file->folder, "diagrams") == 0 || strcmp(file->folder, "pages") == 0;
    return has_page ? g_strconcat(file->folder, "/", file->stem, NULL) : NULL;
}

/* Browsers are led where their pages are; while nobody looks, there are none yet. */
static const DeskState *state_of_pages(const Session *session)
{
    const DeskState *shown = preview_shown(session->preview);
    return shown != NULL ? shown : session->state;
}

/* Looks for what pages say of a place; false: nothing. The caller frees `page`. Pages may be of
 * another state than what was compiled last, in which much can have been typed since; but if that
 * is no YAML, they are the only one to ask. */
static bool find_target(const Session *session, const Buffer *buffer, TextPlace at, Target *target)
{
    *target = (Target){0};
    const DeskState *pages = session->preview != NULL ? state_of_pages(session) : NULL;
    const char *relative = session_relative(session, buffer);
    const Kb *kb = pages != NULL ? compilation_kb(pages->compilation) : NULL;
    const InputFile *file = relative != NULL ? state_find_file(pages, relative) : NULL;
    if (kb == NULL || file == NULL)
        return false;
    target->page = page_of_file(file);
    if (target->page != NULL)
        return true;
    Route route = find_route(session, session->state, buffer, at);
    if (route.entry == NULL)
        route = find_route(session, pages, buffer, at);
    if (route.entry != NULL)
        walk_route(&route, kb, target);
    return target->page != NULL;
}

/* --- leading browsers --- */

static bool lead(const Session *session, const Target *target)
{
    return preview_lead(session->preview, target->page,
                        target->file != NULL ? target->file->relative : NULL, target->line);
}

static void follow(Session *session, const Buffer *buffer, TextPlace at)
{
    Target target;
    if (!find_target(session, buffer, at, &target))
        return;
    char *where = g_strdup_printf("%s %u", target.page, target.line);
    if (g_strcmp0(where, session->lead) != 0)
        lead(session, &target);
    g_free(session->lead);
    session->lead = where;
    g_free(target.page);
}

void follow_cursor(Session *session, const JsonItem *params)
{
    TextPlace at;
    const Buffer *buffer = session_buffer_of(session, params);
    if (session->preview != NULL && buffer != NULL &&
        place_read(json_item_find(params, "position"), &at))
        follow(session, buffer, at);
}

void follow_change(Session *session, const JsonItem *params)
{
    const JsonItem *changes = json_item_find(params, "contentChanges");
    const size_t count = json_item_count(changes);
    const Buffer *buffer = session_buffer_of(session, params);
    TextPlace at;
    if (session->preview != NULL && buffer != NULL && count > 0 &&
        place_read(json_item_find_within(json_item_at(changes, count - 1), "range", "start"), &at))
        follow(session, buffer, at);
}

/* --- what the editor shows --- */

static void show_document(Session *session, const char *uri, const GString *range,
                          void (*done)(const JsonItem *result, void *data), void *data)
{
    g_autoptr(GString) params = g_string_new(NULL);
    Json json;
    json_init(&json, params, false);
    json_begin_object(&json);
    json_put_text(&json, "uri", uri);
    json_put_bool(&json, range == NULL ? "external" : "takeFocus", true);
    if (range != NULL) {
        json_key(&json, "selection");
        json_raw(&json, range->str);
    }
    json_end_object(&json);
    session_ask(session, "window/showDocument", params, done, data);
}

static void say(Session *session, const char *method, int type, const char *text)
{
    g_autoptr(GString) params = g_string_new(NULL);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    Json json;
    json_init(&json, params, false);
    json_begin_object(&json);
    json_put_integer(&json, "type", type);
    json_put_text(&json, "message", valid);
    json_end_object(&json);
    session_notify(session, method, params);
}

static void forget(const JsonItem *result, void *data)
{
    (void)result;
    (void)data;
}

void follow_announce(Session *session)
{
    if (session->preview == NULL || !session->is_initialized)
        return;
    const char *address = preview_address(session->preview);
    g_autofree char *text = g_strdup_printf("The site is at %s", address);
    say(session, "window/logMessage", MESSAGE_INFO, text);
    if (session->shows_documents)
        show_document(session, address, NULL, forget, NULL);
}

/* --- clicks --- */

static void answer_click(const JsonItem *result, void *data)
{
    const bool is_done = json_item_is_true(json_item_find(result, "success"));
    server_click_answer(data, is_done ? NULL : "The editor did not open it.\n");
}

/* Writes the range at which a line of a compiled file begins in the text as it is now. */
static void put_line(const Session *session, const InputFile *file, unsigned line, GString *range)
{
    const SourceFile *source = file->source;
    g_autofree char *path = g_build_filename(session->root, source->relative, NULL);
    const Buffer *buffer = buffers_find_path(session->buffers, path);
    gsize length = source->length;
    const char *bytes = buffer != NULL ? g_bytes_get_data(buffer->text, &length) : source->bytes;
    g_autoptr(PlacedText) old = placed_text_new(source->bytes, source->length, session->unit);
    g_autoptr(PlacedText) now = placed_text_new(bytes, length, session->unit);
    const size_t start = placed_text_offset(old, (TextPlace){line - 1, 0});
    const Likeness same = likeness_find(source->bytes, source->length, bytes, length);
    const size_t offset = likeness_offset(&same, first_word(source, start));
    Json json;
    json_init(&json, range, false);
    range_put(&json, now, offset, offset);
}

/* Splits "chips/br106.yaml:12"; NULL: there is no such place. */
static const InputFile *read_place(const Session *session, const char *said, unsigned *line)
{
    const char *colon = strrchr(said, ':');
    guint64 number;
    if (colon == NULL || !g_ascii_string_to_unsigned(colon + 1, 10, 1, INT32_MAX, &number, NULL))
        return NULL;
    g_autofree char *relative = g_strndup(said, (gsize)(colon - said));
    const InputFile *file = state_find_file(preview_shown(session->preview), relative);
    *line = (unsigned)number;
    return file != NULL && file->source->bytes != NULL ? file : NULL;
}

static void open_line(const char *said, ServerClick *click, void *user)
{
    Session *session = user;
    unsigned line;
    const InputFile *file = read_place(session, said, &line);
    if (file == NULL) {
        server_click_answer(click, "There is no such place.\n");
    } else if (!session->shows_documents) {
        server_click_answer(click, "The editor cannot be told to open it.\n");
    } else {
        g_autoptr(GString) range = g_string_new(NULL);
        g_autofree char *uri = session_uri(session, file->source->relative);
        put_line(session, file, line, range);
        show_document(session, uri, range, answer_click, click);
    }
}

/* --- commands --- */

/* Where nobody looks yet, a page is opened. */
static void show_page(Session *session, const Target *target)
{
    if (lead(session, target) || !session->shows_documents)
        return;
    const Kb *kb = session_kb(session);
    g_autofree char *address =
        g_strdup_printf("%ssite/%s/%s.html", preview_address(session->preview),
                        kb->languages[session->language], target->page);
    show_document(session, address, NULL, forget, NULL);
}

bool execute_command_answer(Session *session, const JsonItem *params, Json *json, char **problem)
{
    const JsonItem *arguments = json_item_find(params, "arguments");
    const JsonItem *where = json_item_count(arguments) > 0 ? json_item_at(arguments, 0) : NULL;
    const Buffer *buffer = session_buffer_of(session, where);
    TextPlace at;
    Target target;
    if (g_strcmp0(json_item_text(json_item_find(params, "command")), FOLLOW_COMMAND) != 0) {
        *problem = g_strdup("there is no such command");
    } else if (session->preview == NULL) {
        *problem = g_strdup("no site is served: start the server as `dieline lsp --serve`");
    } else if (buffer == NULL || !place_read(json_item_find(where, "position"), &at) ||
               !find_target(session, buffer, at, &target)) {
        *problem = g_strdup("there is no page of this");
    } else {
        show_page(session, &target);
        g_free(target.page);
        json_null(json);
        return true;
    }
    return false;
}

/* --- its beginning --- */

static guint64 look(void *user)
{
    return session_look(user);
}

/* Another editor may have the port: editors tell their sites' addresses. */
void follow_begin(Session *session)
{
    PreviewOptions options = {.port = session->options->port,
                              .severities = session->options->severities,
                              .waits = true,
                              .look = look,
                              .open = open_line,
                              .user = session};
    g_autofree char *taken = NULL;
    g_autofree char *problem = NULL;
    session->preview = preview_new(&options, &taken);
    options.port = 0;
    if (session->preview == NULL)
        session->preview = preview_new(&options, &problem);
    if (session->preview == NULL) {
        g_autofree char *text = g_strdup_printf("No site is served: %s", problem);
        say(session, "window/showMessage", MESSAGE_ERROR, text);
    }
    follow_announce(session);
}
