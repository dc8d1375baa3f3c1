#include "scene/graph_ids.h"

#include <glib.h>

/* Of one graph. Nodes, edges and subgraphs may share a name, and with it the number. */
typedef struct Ids {
    Agraph_t *graph;
    GPtrArray *names; /* by number / 2 - 1; libcgraph's strings: it looks at what is before them */
    GHashTable *numbers; /* name -> number */
    IDTYPE nameless;     /* how many have none: their numbers are odd */
} Ids;

static void *ids_open(Agraph_t *graph, Agdisc_t *disc)
{
    (void)disc;
    Ids *ids = g_new0(Ids, 1);
    ids->graph = graph;
    ids->names = g_ptr_array_new();
    ids->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    return ids;
}

static void ids_close(void *state)
{
    Ids *ids = state;
    g_hash_table_unref(ids->numbers);
    g_ptr_array_unref(ids->names);
    g_free(ids);
}

static IDTYPE add_name(Ids *ids, char *name)
{
    char *own = agstrdup(ids->graph, name);
    g_ptr_array_add(ids->names, own);
    g_hash_table_insert(ids->numbers, own, GUINT_TO_POINTER(2 * ids->names->len));
    return 2 * ids->names->len;
}

/* Returns whether there is a number for the name; makes one if it may. */
static long ids_map(void *state, int type, char *name, IDTYPE *id, int make)
{
    (void)type;
    Ids *ids = state;
    if (name == NULL) {
        *id = make ? 2 * ids->nameless++ + 1 : 0;
        return make;
    }
    *id = GPOINTER_TO_UINT(g_hash_table_lookup(ids->numbers, name));
    if (*id == 0 && make)
        *id = add_name(ids, name);
    return *id != 0;
}

/* Nobody gives numbers of his own. */
static long ids_alloc(void *state, int type, IDTYPE id)
{
    (void)state, (void)type, (void)id;
    return FALSE;
}

static void ids_free(void *state, int type, IDTYPE id)
{
    (void)state, (void)type, (void)id;
}

static char *ids_print(void *state, int type, IDTYPE id)
{
    (void)type;
    const Ids *ids = state;
    return id % 2 == 0 ? ids->names->pdata[id / 2 - 1] : NULL;
}

static void ids_register(void *state, int type, void *object)
{
    (void)state, (void)type, (void)object;
}

static Agiddisc_t discipline = {
    ids_open, ids_map, ids_alloc, ids_free, ids_print, ids_close, ids_register,
};

Agdisc_t graph_ids = {.mem = &AgMemDisc, .id = &discipline, .io = &AgIoDisc};
