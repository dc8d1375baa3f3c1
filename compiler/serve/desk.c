#include "serve/desk.h"

#include "base/parallel.h"
#include "diag/render.h"

/* What the thread can be told to do. */
typedef enum DeskJob { JOB_COMPILE, JOB_FINISH } DeskJob;

static const DeskJob jobs[] = {[JOB_COMPILE] = JOB_COMPILE, [JOB_FINISH] = JOB_FINISH};

struct Desk {
    const CompileOptions *options;
    const Diagnostics *severities;
    DeskReader reader;
    GThreadPool *pool; /* of one thread */
    GMutex lock;       /* of what follows */
    Overlay *wanted;   /* NULL: nothing is */
    guint64 number;    /* of what is wanted */
    bool is_closing;
    bool is_working;

    DeskState *made;     /* and not delivered yet; NULL: nothing is */
    guint64 made_number; /* which it is good for; 0: nothing was made yet */
    DeskState *finished; /* likewise; NULL: none is */
    Inputs *ground;      /* likewise */
    guint delivery;      /* the source that will deliver; 0: none */

    /* The thread's own. */
    DeskState *last; /* NULL: none yet */
    int64_t stood;   /* when it was last found to stand */
};

DeskState *desk_state_ref(DeskState *state)
{
    g_atomic_ref_count_inc(&state->references);
    return state;
}

void desk_state_unref(DeskState *state)
{
    if (state == NULL || !g_atomic_ref_count_dec(&state->references))
        return;
    compilation_free(state->compilation);
    diagnostics_free(state->diags);
    g_free(state->problem);
    g_free(state);
}

/* --- telling --- */

static gboolean deliver(gpointer user)
{
    Desk *desk = user;
    g_mutex_lock(&desk->lock);
    DeskState *state = g_steal_pointer(&desk->made);
    DeskState *finished = g_steal_pointer(&desk->finished);
    Inputs *ground = g_steal_pointer(&desk->ground);
    const guint64 number = desk->made_number;
    desk->delivery = 0;
    g_mutex_unlock(&desk->lock);
    if (ground != NULL)
        desk->reader.grounded(ground, desk->reader.user);
    if (finished != NULL)
        desk->reader.finished(finished, desk->reader.user);
    if (number > 0)
        desk->reader.told(state, number, desk->reader.user);
    return G_SOURCE_REMOVE;
}

/* With the lock held. */
static void desk_deliver(Desk *desk)
{
    if (desk->delivery == 0)
        desk->delivery = g_idle_add_full(G_PRIORITY_DEFAULT, deliver, desk, NULL);
}

/* What nobody has fetched yet is not wanted any more, once there is something newer. */
static void desk_tell(Desk *desk, DeskState *state, guint64 number)
{
    g_mutex_lock(&desk->lock);
    if (state != NULL) {
        desk_state_unref(desk->made);
        desk->made = desk_state_ref(state);
    }
    desk->made_number = number;
    desk->is_working = false;
    desk_deliver(desk);
    g_mutex_unlock(&desk->lock);
}

/* --- the thread --- */

static void desk_read_ground(Desk *desk, Overlay *overlay)
{
    const unsigned workers = parallel_workers(desk->options->jobs);
    Inputs *ground = inputs_read_ground(desk->options->kb_path, overlay, workers, desk->severities);
    g_mutex_lock(&desk->lock);
    desk->ground = ground;
    desk_deliver(desk);
    g_mutex_unlock(&desk->lock);
}

static char *render_messages(Diagnostics *diags)
{
    GString *text = g_string_new(NULL);
    diag_render(diags, (DiagRendering){.format = DIAG_TEXT}, text);
    return g_string_free(text, FALSE);
}

static DeskState *desk_compile(const Desk *desk, Overlay *overlay, guint64 number)
{
    DeskState *state = g_new0(DeskState, 1);
    g_atomic_ref_count_init(&state->references);
    state->number = number;
    state->diags = diagnostics_new_like(desk->severities);
    CompileOptions options = *desk->options;
    options.overlay = overlay;
    state->compilation = desk->last != NULL ? compile_again(desk->last->compilation, overlay,
                                                            desk->stood, state->diags)
                                            : compile_kb(&options, state->diags);
    state->is_unfinished = compilation_is_unfinished(state->compilation);
    if (diagnostics_has_errors(state->diags))
        state->problem = render_messages(state->diags);
    return state;
}

/* Takes what is wanted; NULL: nothing is. */
static Overlay *desk_take(Desk *desk, guint64 *number)
{
    g_mutex_lock(&desk->lock);
    Overlay *overlay = desk->is_closing ? NULL : g_steal_pointer(&desk->wanted);
    desk->is_working = overlay != NULL;
    *number = desk->number;
    g_mutex_unlock(&desk->lock);
    return overlay;
}

static void desk_do_finish(Desk *desk)
{
    DeskState *last = desk->last;
    g_mutex_lock(&desk->lock);
    const bool is_wanted = desk->wanted == NULL && !desk->is_closing;
    g_mutex_unlock(&desk->lock);
    if (!is_wanted || last == NULL || !compilation_is_unfinished(last->compilation))
        return;
    compilation_finish(last->compilation, last->diags);
    g_mutex_lock(&desk->lock);
    desk_state_unref(desk->finished);
    desk->finished = desk_state_ref(last);
    desk_deliver(desk);
    g_mutex_unlock(&desk->lock);
}

static void desk_do_compile(Desk *desk)
{
    guint64 number;
    Overlay *overlay = desk_take(desk, &number);
    if (overlay == NULL)
        return;
    if (desk->last != NULL && compilation_stands(desk->last->compilation, overlay, &desk->stood)) {
        overlay_unref(overlay);
        desk_tell(desk, NULL, number);
        return;
    }
    if (desk->last == NULL && desk->reader.grounded != NULL)
        desk_read_ground(desk, overlay);
    DeskState *state = desk_compile(desk, overlay, number);
    desk_tell(desk, state, number);
    desk_state_unref(desk->last);
    overlay_unref(overlay);
    desk->last = state;
    desk->stood = 0;
}

static void desk_work(gpointer data, gpointer user)
{
    const DeskJob *job = data;
    if (*job == JOB_FINISH)
        desk_do_finish(user);
    else
        desk_do_compile(user);
}

/* --- from the main loop --- */

Desk *desk_new(const CompileOptions *options, const Diagnostics *severities,
               const DeskReader *reader)
{
    Desk *desk = g_new0(Desk, 1);
    desk->options = options;
    desk->severities = severities;
    desk->reader = *reader;
    g_mutex_init(&desk->lock);
    desk->pool = g_thread_pool_new(desk_work, desk, 1, TRUE, NULL);
    return desk;
}

void desk_free(Desk *desk)
{
    g_mutex_lock(&desk->lock);
    desk->is_closing = true;
    g_mutex_unlock(&desk->lock);
    g_thread_pool_free(desk->pool, FALSE, TRUE);
    if (desk->delivery != 0)
        g_source_remove(desk->delivery);
    desk_state_unref(desk->made);
    desk_state_unref(desk->finished);
    g_clear_pointer(&desk->ground, inputs_unref);
    desk_state_unref(desk->last);
    overlay_unref(desk->wanted);
    g_mutex_clear(&desk->lock);
    g_free(desk);
}

bool desk_is_busy(Desk *desk)
{
    g_mutex_lock(&desk->lock);
    const bool is_busy = desk->is_working || desk->wanted != NULL;
    g_mutex_unlock(&desk->lock);
    return is_busy;
}

static void desk_push(Desk *desk, DeskJob job)
{
    g_thread_pool_push(desk->pool, (gpointer)&jobs[job], NULL);
}

void desk_put(Desk *desk, Overlay *overlay, guint64 number)
{
    g_mutex_lock(&desk->lock);
    overlay_unref(desk->wanted);
    desk->wanted = overlay_ref(overlay);
    desk->number = number;
    g_mutex_unlock(&desk->lock);
    desk_push(desk, JOB_COMPILE);
}

void desk_finish(Desk *desk)
{
    desk_push(desk, JOB_FINISH);
}
