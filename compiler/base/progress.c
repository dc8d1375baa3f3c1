#include "base/progress.h"

#include "base/json.h"

enum {
    LINE_AFTER = 500 * 1000, /* microseconds */
    LINE_EVERY = 100 * 1000,
};

/* Takes away a line that was written before. */
static const char CLEAR_LINE[] = "\r\033[K";

typedef struct ProgressSpan {
    char *name;
    unsigned worker; /* from 1; 0: the phases */
    int64_t began;
    int64_t ended;
} ProgressSpan;

struct Progress {
    ProgressOptions options;
    int64_t began;     /* g_get_monotonic_time() of the run */
    const char *phase; /* NULL: none yet */
    int64_t phase_began;
    size_t turns;
    gsize done;      /* atomic */
    gsize last_line; /* atomic: when it was written */
    bool has_line;
    GMutex lock;   /* guards what follows, and what is written */
    GArray *spans; /* of ProgressSpan: phases, and what workers did */
};

static void span_clear(gpointer span)
{
    g_free(((ProgressSpan *)span)->name);
}

Progress *progress_new(const ProgressOptions *options)
{
    Progress *progress = g_new0(Progress, 1);
    progress->options = *options;
    progress->began = g_get_monotonic_time();
    g_mutex_init(&progress->lock);
    progress->spans = g_array_new(FALSE, FALSE, sizeof(ProgressSpan));
    g_array_set_clear_func(progress->spans, span_clear);
    return progress;
}

static int64_t now(const Progress *progress)
{
    return g_get_monotonic_time() - progress->began;
}

int64_t progress_time(const Progress *progress)
{
    return progress != NULL && progress->options.traces ? now(progress) : 0;
}

static void add_span(Progress *progress, unsigned worker, const char *name, int64_t began)
{
    const ProgressSpan span = {g_strdup(name), worker, began, now(progress)};
    g_mutex_lock(&progress->lock);
    g_array_append_val(progress->spans, span);
    g_mutex_unlock(&progress->lock);
}

void progress_span(Progress *progress, unsigned worker, const char *name, int64_t began)
{
    if (progress != NULL && progress->options.traces)
        add_span(progress, worker + 1, name, began);
}

static void write_text(const Progress *progress, const GString *text)
{
    progress->options.write(text->str, text->len, progress->options.user);
}

static void end_phase(Progress *progress)
{
    if (progress->phase != NULL)
        add_span(progress, 0, progress->phase, progress->phase_began);
}

void progress_begin(Progress *progress, const char *name, size_t turns)
{
    if (progress == NULL)
        return;
    end_phase(progress);
    progress->phase = name;
    progress->phase_began = now(progress);
    progress->turns = turns;
    g_atomic_pointer_set(&progress->done, 0);
}

/* "render 1200 of 42000, 5100 a second" */
static void show_line(Progress *progress, gsize done)
{
    g_autoptr(GString) line = g_string_new(CLEAR_LINE);
    const int64_t took = MAX(now(progress) - progress->phase_began, 1);
    const double rate = (double)done * 1e6 / (double)took;
    g_string_append_printf(line, "%s %" G_GSIZE_FORMAT, progress->phase, done);
    if (progress->turns > 0)
        g_string_append_printf(line, " of %zu", progress->turns);
    g_string_append_printf(line, ", %.0f a second", rate);
    g_mutex_lock(&progress->lock);
    progress->has_line = true;
    write_text(progress, line);
    g_mutex_unlock(&progress->lock);
}

void progress_step(Progress *progress)
{
    if (progress == NULL)
        return;
    const gsize done = (gsize)g_atomic_pointer_add(&progress->done, 1) + 1;
    if (!progress->options.shows_line)
        return;
    const gsize time = (gsize)now(progress);
    const gsize last = (gsize)g_atomic_pointer_get(&progress->last_line);
    if (time < LINE_AFTER || time < last + LINE_EVERY)
        return;
    if (g_atomic_pointer_compare_and_exchange(&progress->last_line, last, time))
        show_line(progress, done);
}

static void clear_line(Progress *progress, GString *text)
{
    if (progress->has_line)
        g_string_append(text, CLEAR_LINE);
    progress->has_line = false;
}

void progress_say(Progress *progress, const char *format, ...)
{
    if (progress == NULL)
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    clear_line(progress, text);
    va_list arguments;
    va_start(arguments, format);
    g_string_append_vprintf(text, format, arguments);
    va_end(arguments);
    g_string_append_c(text, '\n');
    write_text(progress, text);
}

static void append_times(const Progress *progress, GString *text)
{
    for (guint i = 0; i < progress->spans->len; i++) {
        const ProgressSpan *span = &g_array_index(progress->spans, ProgressSpan, i);
        if (span->worker == 0)
            g_string_append_printf(text, "%-8s %8.3f s\n", span->name,
                                   (double)(span->ended - span->began) / 1e6);
    }
}

void progress_free(Progress *progress)
{
    if (progress == NULL)
        return;
    end_phase(progress);
    g_autoptr(GString) text = g_string_new(NULL);
    clear_line(progress, text);
    if (progress->options.says_times)
        append_times(progress, text);
    if (text->len > 0)
        write_text(progress, text);
    g_mutex_clear(&progress->lock);
    g_array_unref(progress->spans);
    g_free(progress);
}

static void put_event(Json *json, const ProgressSpan *span)
{
    json_begin_object(json);
    json_put_text(json, "name", span->name);
    json_put_text(json, "ph", "X");
    json_put_integer(json, "pid", 1);
    json_put_integer(json, "tid", span->worker);
    json_put_integer(json, "ts", span->began);
    json_put_integer(json, "dur", span->ended - span->began);
    json_end_object(json);
}

GString *progress_trace(Progress *progress)
{
    end_phase(progress);
    progress->phase = NULL;
    GString *out = g_string_new(NULL);
    Json json;
    json_init(&json, out, false);
    json_begin_object(&json);
    json_key(&json, "traceEvents");
    json_begin_array(&json);
    for (guint i = 0; i < progress->spans->len; i++)
        put_event(&json, &g_array_index(progress->spans, ProgressSpan, i));
    json_end_array(&json);
    json_end_object(&json);
    g_string_append_c(out, '\n');
    return out;
}
