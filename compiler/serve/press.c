#include "serve/press.h"

#include "check/check.h"
#include "diag/render.h"
#include "publish.h"

/* What was drawn of a state. */
typedef struct Generation {
    DeskState *state;
    Diagnostics *diags; /* what is wrong with its pictures */
    Edition *edition;   /* NULL: there are mistakes */
    guint64 number;
} Generation;

struct Press {
    const Diagnostics *severities;
    PressReader reader;
    GThreadPool *pool; /* of one thread */
    int waiting;       /* jobs; atomic */
    int closing;       /* atomic */
    GMutex lock;       /* of what follows */
    DeskState *wanted; /* what it was given last; NULL: that is drawn */

    /* The thread's own. */
    LayoutCache *layouts;
    Generation *last; /* NULL: not yet */
    Generation *good; /* the last without mistakes; NULL: none yet */
    char *problem;    /* of the last one */
};

typedef enum JobKind { JOB_DRAW, JOB_SAY, JOB_RENDER } JobKind;

typedef struct PressJob {
    JobKind kind;
    DeskState *state; /* JOB_SAY */
    char *path;       /* JOB_RENDER */
    void (*answered)(PressAnswer *answer, void *user);
    void *user;
} PressJob;

/* --- what the main loop gets --- */

void press_news_free(PressNews *news)
{
    g_free(news->problem);
    desk_state_unref(news->shown);
    g_free(news);
}

void press_answer_free(PressAnswer *answer)
{
    g_clear_pointer(&answer->bytes, g_bytes_unref);
    g_free(answer->failure);
    g_free(answer);
}

typedef struct Delivery {
    const PressReader *reader;
    PressNews *news;
} Delivery;

static gboolean deliver_news(gpointer data)
{
    Delivery *delivery = data;
    delivery->reader->told(delivery->news, delivery->reader->user);
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
    diagnostics_free(generation->diags);
    desk_state_unref(generation->state);
    g_free(generation);
}

static void generation_draw(Generation *generation, LayoutCache *layouts)
{
    const Compilation *compilation = generation->state->compilation;
    check_accept(compilation_kb(compilation), generation->diags);
    generation->edition = edition_new(compilation, layouts, generation->diags);
    if (generation->edition != NULL)
        layout_cache_forget_unused(layouts);
}

/* Takes the reference to `state`. */
static Generation *generation_new(const Press *press, DeskState *state)
{
    Generation *generation = g_new0(Generation, 1);
    generation->state = state;
    generation->diags = diagnostics_new_like(press->severities);
    generation->number = press->last != NULL ? press->last->number + 1 : (guint64)g_get_real_time();
    if (state->problem == NULL)
        generation_draw(generation, press->layouts);
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
        const char *problem = generation->state->problem;
        press->problem = problem != NULL ? g_strdup(problem) : render_messages(generation->diags);
        return NULL;
    }
    Generation *old = press->good;
    press->good = generation;
    return old;
}

static void press_tell(Press *press)
{
    PressNews *news = g_new0(PressNews, 1);
    news->problem = g_strdup(press->problem);
    if (press->good != NULL) {
        news->site = press->good->number;
        news->shown = desk_state_ref(press->good->state);
    }
    Delivery *delivery = g_new(Delivery, 1);
    *delivery = (Delivery){&press->reader, news};
    g_idle_add_full(G_PRIORITY_DEFAULT, deliver_news, delivery, NULL);
}

/* --- what the thread does --- */

static DeskState *press_take_wanted(Press *press)
{
    g_mutex_lock(&press->lock);
    DeskState *state = g_steal_pointer(&press->wanted);
    g_mutex_unlock(&press->lock);
    return state;
}

/* What is wrong with pictures is said with all else, by whoever says it. */
static void say_drawn(const Press *press, const Generation *generation)
{
    if (press->reader.say == NULL)
        return;
    GPtrArray *said = diagnostics_take(generation->diags);
    diagnostics_add(generation->state->diags, said);
    diagnostics_add(generation->diags, said);
    g_clear_pointer(&said, g_ptr_array_unref);
    if (!generation->state->is_unfinished)
        press->reader.say(generation->state->diags, press->reader.user);
}

static void press_draw(Press *press)
{
    DeskState *state = press_take_wanted(press);
    if (state == NULL)
        return;
    Generation *old = press_take(press, generation_new(press, state));
    say_drawn(press, press->last);
    press_tell(press);
    generation_free(old);
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

static void press_do(Press *press, const PressJob *job)
{
    if (job->kind == JOB_DRAW) {
        press_draw(press);
    } else if (job->kind == JOB_SAY) {
        press->reader.say(job->state->diags, press->reader.user);
    } else {
        AnswerDelivery *delivery = g_new(AnswerDelivery, 1);
        *delivery = (AnswerDelivery){press_render(press, job->path), job->answered, job->user};
        g_idle_add_full(G_PRIORITY_DEFAULT, deliver_answer, delivery, NULL);
    }
}

static void press_work(void *data, void *user)
{
    PressJob *job = data;
    Press *press = user;
    if (g_atomic_int_get(&press->closing) == 0)
        press_do(press, job);
    desk_state_unref(job->state);
    g_free(job->path);
    g_free(job);
    g_atomic_int_add(&press->waiting, -1);
}

/* --- from the main loop --- */

Press *press_new(const Diagnostics *severities, const PressReader *reader)
{
    Press *press = g_new0(Press, 1);
    press->severities = severities;
    press->reader = *reader;
    g_mutex_init(&press->lock);
    press->layouts = layout_cache_open(NULL);
    press->pool = g_thread_pool_new(press_work, press, 1, TRUE, NULL);
    return press;
}

void press_free(Press *press)
{
    g_atomic_int_set(&press->closing, 1);
    g_thread_pool_free(press->pool, FALSE, TRUE);
    if (press->last != press->good)
        generation_free(press->last);
    generation_free(press->good);
    desk_state_unref(press->wanted);
    layout_cache_free(press->layouts);
    g_free(press->problem);
    g_mutex_clear(&press->lock);
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
    g_atomic_int_inc(&press->waiting);
    g_thread_pool_push(press->pool, job, NULL);
}

void press_put(Press *press, DeskState *state)
{
    g_mutex_lock(&press->lock);
    desk_state_unref(press->wanted);
    press->wanted = desk_state_ref(state);
    g_mutex_unlock(&press->lock);
    press_push(press, &(PressJob){.kind = JOB_DRAW});
}

void press_say(Press *press, DeskState *state)
{
    press_push(press, &(PressJob){.kind = JOB_SAY, .state = desk_state_ref(state)});
}

void press_ask(Press *press, const char *path, void (*answered)(PressAnswer *answer, void *user),
               void *user)
{
    press_push(press,
               &(PressJob){
                   .kind = JOB_RENDER, .path = g_strdup(path), .answered = answered, .user = user});
}
