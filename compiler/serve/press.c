#include "serve/press.h"

#include "diag/render.h"
#include "publish.h"

#include <string.h>

/* After so much time a page that was told of a change has asked for what it needs. */
enum { REST_MS = 300 };

/* What was made of the folder at one moment. */
typedef struct Generation {
    Diagnostics *diags;
    Compilation *compilation;
    Edition *edition; /* NULL: there are mistakes */
    guint64 number;
} Generation;

struct Press {
    const ServeOptions *options;
    PressReader reader;
    LayoutCache *layouts;
    GThreadPool *pool; /* of one thread, whose all below is */
    Generation *last;  /* NULL: not yet */
    Generation *good;  /* the last without mistakes; NULL: none yet */
    char *problem;     /* of the last one */
    int64_t stood;     /* when the folder was last known to be like that */
    gint64 looked;     /* when it was last looked at, as g_get_monotonic_time() */
    int waiting;       /* jobs; atomic */
    int closing;       /* atomic */
    guint rest;        /* the source that will ask for the rest of what is to be said; 0: none.
                          The main loop's */
};

typedef struct PressJob {
    char *path;  /* NULL: only look */
    bool finish; /* say the rest of what there is to say, and do nothing else */
    gint64 asked;
    void (*answered)(PressAnswer *answer, void *user);
    void *user;
} PressJob;

/* --- what the main loop gets --- */

void press_news_free(PressNews *news)
{
    g_free(news->problem);
    g_strfreev(news->folders);
    g_free(news);
}

void press_answer_free(PressAnswer *answer)
{
    g_clear_pointer(&answer->bytes, g_bytes_unref);
    g_free(answer->failure);
    g_free(answer);
}

typedef struct Delivery {
    Press *press;
    PressNews *news;
    bool is_unfinished; /* there is more to say: it has time until pages were asked for */
} Delivery;

static void press_wait_to_finish(Press *press);

static gboolean deliver_news(gpointer data)
{
    Delivery *delivery = data;
    const PressReader *reader = &delivery->press->reader;
    if (delivery->is_unfinished)
        press_wait_to_finish(delivery->press);
    reader->told(delivery->news, reader->user);
    g_free(delivery);
    return G_SOURCE_REMOVE;
}

typedef struct AnswerDelivery {
    PressAnswer *answer;
    void (*answered)(PressAnswer *answer, void *user);
    void *user;
} AnswerDelivery;

static gboolean deliver_answer(gpointer data)
{
    AnswerDelivery *delivery = data;
    delivery->answered(delivery->answer, delivery->user);
    g_free(delivery);
    return G_SOURCE_REMOVE;
}

/* --- generations --- */

static void generation_free(Generation *generation)
{
    if (generation == NULL)
        return;
    edition_free(generation->edition);
    compilation_free(generation->compilation);
    diagnostics_free(generation->diags);
    g_free(generation);
}

static Generation *generation_new(const Press *press)
{
    const Generation *before = press->last;
    Generation *generation = g_new0(Generation, 1);
    Diagnostics *diags = generation->diags = diagnostics_new_like(press->options->severities);
    generation->number = before != NULL ? before->number + 1 : (guint64)g_get_real_time();
    generation->compilation = before != NULL
                                  ? compile_again(before->compilation, NULL, press->stood, diags)
                                  : compile_kb(&press->options->compile, diags);
    if (!diagnostics_has_errors(diags))
        generation->edition = edition_new(generation->compilation, press->layouts, diags);
    if (generation->edition != NULL)
        layout_cache_forget_unused(press->layouts);
    else if (compilation_is_unfinished(generation->compilation))
        compilation_finish(generation->compilation, diags);
    return generation;
}

static char *render_messages(Diagnostics *diags)
{
    GString *text = g_string_new(NULL);
    diag_render(diags, (DiagRendering){.format = DIAG_TEXT}, text);
    return g_string_free(text, FALSE);
}

/* The next generation takes the place of the last one, which stays if it is the last good one.
 * Returns one that is of no use any more, or NULL: to be freed when nobody waits. */
static Generation *press_take(Press *press, Generation *generation)
{
    if (press->last != press->good)
        generation_free(press->last);
    press->last = generation;
    g_clear_pointer(&press->problem, g_free);
    if (generation->edition == NULL) {
        press->problem = render_messages(generation->diags);
        return NULL;
    }
    Generation *old = press->good;
    press->good = generation;
    return old;
}

static void list_inputs(const KbFiles *files, PressNews *news)
{
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();
    for (guint i = 0; files != NULL && i < files->folders->len; i++)
        g_strv_builder_add(names, g_array_index(files->folders, InputFolder, i).relative);
    news->folders = g_strv_builder_end(names);
    g_autoptr(GPtrArray) read = files != NULL ? kb_files_list_read(files) : g_ptr_array_new();
    news->files = read->len;
}

static void press_tell(Press *press)
{
    PressNews *news = g_new0(PressNews, 1);
    news->site = press->good != NULL ? press->good->number : 0;
    news->problem = g_strdup(press->problem);
    list_inputs(compilation_files(press->last->compilation), news);
    Delivery *delivery = g_new(Delivery, 1);
    *delivery = (Delivery){press, news, compilation_is_unfinished(press->last->compilation)};
    g_idle_add_full(G_PRIORITY_DEFAULT, deliver_news, delivery, NULL);
}

/* A look counts for all that was asked before it began. */
static void press_do_look(Press *press, gint64 asked)
{
    if (press->last != NULL && press->looked > asked)
        return;
    press->looked = g_get_monotonic_time();
    if (press->last != NULL && compilation_stands(press->last->compilation, NULL, &press->stood))
        return;
    Generation *old = press_take(press, generation_new(press));
    press->stood = 0;
    if (!compilation_is_unfinished(press->last->compilation))
        press->options->say(press->last->diags, press->options->user);
    press_tell(press);
    generation_free(old);
}

/* Of a generation that another has followed, nothing is said any more. */
static void press_do_finish(const Press *press)
{
    const Generation *last = press->last;
    if (!compilation_is_unfinished(last->compilation))
        return;
    compilation_finish(last->compilation, last->diags);
    press->options->say(last->diags, press->options->user);
}

static PressAnswer *press_render(const Press *press, const char *path)
{
    PressAnswer *answer = g_new0(PressAnswer, 1);
    if (press->good == NULL)
        return answer;
    answer->site = press->good->number;
    const Emission *emission = edition_emission(press->good->edition);
    const Document *document = emission_find(emission, path);
    if (document == NULL)
        return answer;
    GString *bytes = g_string_new(NULL);
    g_autoptr(Arena) scratch = arena_new();
    if (emission_render(emission, document, scratch, bytes)) {
        answer->bytes = g_string_free_to_bytes(bytes);
        return answer;
    }
    g_string_free(bytes, TRUE);
    answer->failure = render_messages(press->good->diags);
    return answer;
}

static void job_free(void *data)
{
    PressJob *job = data;
    g_free(job->path);
    g_free(job);
}

static void press_work(void *data, void *user)
{
    PressJob *job = data;
    Press *press = user;
    if (g_atomic_int_get(&press->closing) == 0 && job->finish) {
        press_do_finish(press);
    } else if (g_atomic_int_get(&press->closing) == 0) {
        press_do_look(press, job->asked);
        if (job->path != NULL) {
            AnswerDelivery *delivery = g_new(AnswerDelivery, 1);
            *delivery = (AnswerDelivery){press_render(press, job->path), job->answered, job->user};
            g_idle_add_full(G_PRIORITY_DEFAULT, deliver_answer, delivery, NULL);
        }
    }
    job_free(job);
    g_atomic_int_add(&press->waiting, -1);
}

/* --- from the main loop --- */

Press *press_new(const ServeOptions *options, const PressReader *reader)
{
    Press *press = g_new0(Press, 1);
    press->options = options;
    press->reader = *reader;
    press->layouts = layout_cache_open(NULL);
    press->pool = g_thread_pool_new(press_work, press, 1, TRUE, NULL);
    return press;
}

void press_free(Press *press)
{
    if (press->rest != 0)
        g_source_remove(press->rest);
    g_atomic_int_set(&press->closing, 1);
    g_thread_pool_free(press->pool, FALSE, TRUE);
    if (press->last != press->good)
        generation_free(press->last);
    generation_free(press->good);
    layout_cache_free(press->layouts);
    g_free(press->problem);
    g_free(press);
}

bool press_is_busy(Press *press)
{
    return g_atomic_int_get(&press->waiting) > 0;
}

static void press_push(Press *press, const PressJob *wanted)
{
    PressJob *job = g_new(PressJob, 1);
    *job = *wanted;
    job->asked = g_get_monotonic_time();
    g_atomic_int_inc(&press->waiting);
    g_thread_pool_push(press->pool, job, NULL);
}

static gboolean finish(void *user)
{
    Press *press = user;
    press->rest = 0;
    press_push(press, &(PressJob){.finish = true});
    return G_SOURCE_REMOVE;
}

static void press_wait_to_finish(Press *press)
{
    if (press->rest != 0)
        g_source_remove(press->rest);
    press->rest = g_timeout_add(REST_MS, finish, press);
}

void press_look(Press *press)
{
    press_push(press, &(PressJob){0});
}

void press_ask(Press *press, const char *path, void (*answered)(PressAnswer *answer, void *user),
               void *user)
{
    press_push(press, &(PressJob){.path = g_strdup(path), .answered = answered, .user = user});
}
