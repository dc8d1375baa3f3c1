/*
 * Relations between the rows of a timeline: thin connectors in tracks between the names and the
 * axis, where they cross neither marks nor labels.
 */
#include "diagram/graph.h"
#include "diagram/status_look.h"
#include "diagram/timeline.h"

#include "find/told.h"
#include "select/relation.h"

#include <string.h>

enum {
    TRACK_STEP = 9,
    TRACKS_MAX = 12, /* more connectors share the last */
    NAME_CLEARANCE = 5,
    TIP_LENGTH = 6,
    STUB = 14, /* of a connector, beside the tracks */
    PORT_STEP = 6,
    PORTS_HEIGHT = 20,
};

typedef struct ConnectorFinder {
    GHashTable *rows; /* const Entry -> its row's number + 1 */
    GPtrArray *kinds; /* of const Slot: one a name */
    GArray *found;    /* of Connector */
    const Entry *from;
} ConnectorFinder;

/* Returns what another source says of the same; NULL: none does. */
static Connector *find_connector(const ConnectorFinder *finder, const Entry *to, size_t kind)
{
    for (guint i = finder->found->len; i > 0; i--) {
        Connector *connector = &g_array_index(finder->found, Connector, i - 1);
        if (connector->from != finder->from)
            return NULL; /* connectors come row by row */
        if (connector->to == to && connector->kind == kind)
            return connector;
    }
    return NULL;
}

/* Another source says the same. */
static void weigh(Connector *connector, const Claim *claim)
{
    const Day known = claim_known_since(claim);
    if (claim->status == connector->claim->status)
        connector->known = MIN(connector->known, known);
    else if (claim_is_firmer(claim, connector->claim))
        connector->known = known;
    if (claim_is_firmer(claim, connector->claim))
        connector->claim = claim;
}

static void add_connector(const Entry *to, const Slot *slot, int64_t count, const Claim *claim,
                          void *user)
{
    (void)count;
    ConnectorFinder *finder = user;
    const void *number = g_hash_table_lookup(finder->rows, to);
    if (number == NULL || to == finder->from)
        return;
    const size_t kind = graph_find_kind(finder->kinds, slot);
    Connector *known = find_connector(finder, to, kind);
    if (known != NULL) {
        weigh(known, claim);
        return;
    }
    const Connector connector = {
        .from = finder->from,
        .to = to,
        .slot = slot,
        .from_row = GPOINTER_TO_UINT(g_hash_table_lookup(finder->rows, finder->from)) - 1,
        .to_row = GPOINTER_TO_UINT(number) - 1,
        .kind = kind,
        .claim = claim,
        .known = claim_known_since(claim),
    };
    g_array_append_val(finder->found, connector);
}

static unsigned upper_row(const Connector *connector)
{
    return MIN(connector->from_row, connector->to_row);
}

static unsigned lower_row(const Connector *connector)
{
    return MAX(connector->from_row, connector->to_row);
}

/* Short ones first: they get the tracks next to the names. */
static int compare_spans(const void *a, const void *b)
{
    const Connector *one = a;
    const Connector *other = b;
    const unsigned span = lower_row(one) - upper_row(one);
    const unsigned other_span = lower_row(other) - upper_row(other);
    if (span != other_span)
        return span < other_span ? -1 : 1;
    if (upper_row(one) != upper_row(other))
        return upper_row(one) < upper_row(other) ? -1 : 1;
    return (one->kind > other->kind) - (one->kind < other->kind);
}

/* Each takes the first track that is free along its rows. */
static unsigned place_tracks(Arena *arena, Connector *connectors, size_t count, unsigned row_count)
{
    bool *taken = arena_new0(arena, bool, (size_t)TRACKS_MAX *row_count);
    unsigned tracks = 0;
    for (size_t i = 0; i < count; i++) {
        Connector *connector = &connectors[i];
        unsigned track = 0;
        for (; track + 1 < TRACKS_MAX; track++) {
            unsigned row = upper_row(connector);
            while (row <= lower_row(connector) && !taken[track * row_count + row])
                row++;
            if (row > lower_row(connector))
                break;
        }
        for (unsigned row = upper_row(connector); row <= lower_row(connector); row++)
            taken[track * row_count + row] = true;
        connector->track = track;
        tracks = MAX(tracks, track + 1);
    }
    return tracks;
}

/* One end of a connector, at a name. */
typedef struct ConnectorEnd {
    unsigned row;
    bool down; /* that is where the other end is */
    unsigned track;
    double *port;
} ConnectorEnd;

/* By row; within one, so that no connector crosses another beside the name. */
static int compare_ends(const void *a, const void *b)
{
    const ConnectorEnd *one = a;
    const ConnectorEnd *other = b;
    if (one->row != other->row)
        return one->row < other->row ? -1 : 1;
    if (one->down != other->down)
        return other->down ? -1 : 1;
    if (one->track != other->track)
        return (one->track < other->track) != one->down ? -1 : 1;
    return (one->port > other->port) - (one->port < other->port); /* all in one array */
}

/* Those that meet one name share its height. */
static void place_ports(Connector *connectors, size_t count)
{
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(ConnectorEnd));
    for (size_t i = 0; i < count; i++) {
        Connector *connector = &connectors[i];
        const bool down = connector->to_row > connector->from_row;
        const ConnectorEnd both[] = {
            {connector->from_row, down, connector->track, &connector->from_port},
            {connector->to_row, !down, connector->track, &connector->to_port},
        };
        g_array_append_vals(ends, both, G_N_ELEMENTS(both));
    }
    g_array_sort(ends, compare_ends);
    const ConnectorEnd *all = (const ConnectorEnd *)(void *)ends->data;
    for (guint first = 0, next = 0; first < ends->len; first = next) {
        while (next < ends->len && all[next].row == all[first].row)
            next++;
        const guint last = next - 1 - first;
        const double step = last > 0 ? MIN(PORT_STEP, PORTS_HEIGHT / (double)last) : 0;
        for (guint i = first; i < next; i++)
            *all[i].port = (i - first - last / 2.0) * step;
    }
}

bool timeline_passes_title(const Timeline *timeline, unsigned row)
{
    for (size_t i = 0; i < timeline->connector_count; i++)
        if (upper_row(&timeline->connectors[i]) < row && row <= lower_row(&timeline->connectors[i]))
            return true;
    return false;
}

/* Notes each entry's row; of an entry in several lanes, the one that tells of it. */
static unsigned number_rows(const Timeline *timeline, GHashTable *rows)
{
    unsigned count = 0;
    for (size_t i = 0; i < timeline->lane_count; i++)
        for (size_t j = 0; j < timeline->lanes[i].row_count; j++) {
            const TimelineRow *row = &timeline->lanes[i].rows[j];
            count++;
            if (!row->is_repeated)
                g_hash_table_insert(rows, (gpointer)row->entry, GUINT_TO_POINTER(count));
        }
    return count;
}

void timeline_find_connectors(const Drawing *drawing, Timeline *timeline)
{
    g_autoptr(GHashTable) rows = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Connector));
    ConnectorFinder finder = {rows, kinds, found, NULL};
    const unsigned row_count = number_rows(timeline, rows);
    for (size_t i = 0; i < timeline->lane_count; i++)
        for (size_t j = 0; j < timeline->lanes[i].row_count; j++)
            if (!timeline->lanes[i].rows[j].is_repeated) {
                finder.from = timeline->lanes[i].rows[j].entry;
                relations_visit(finder.from, add_connector, &finder);
            }
    if (found->len == 0)
        return;
    g_array_sort(found, compare_spans);
    timeline->connector_count = found->len;
    timeline->connectors = arena_new0(drawing->arena, Connector, found->len);
    memcpy(timeline->connectors, found->data, found->len * sizeof(Connector));
    timeline->kind_count = kinds->len;
    timeline->kinds = arena_new0(drawing->arena, const Slot *, kinds->len);
    memcpy(timeline->kinds, kinds->pdata, kinds->len * sizeof(gpointer));
    const unsigned tracks =
        place_tracks(drawing->arena, timeline->connectors, timeline->connector_count, row_count);
    place_ports(timeline->connectors, timeline->connector_count);
    timeline->gutter = STUB + tracks * (double)TRACK_STEP;
}

/* Out of one name, along the track, and with its tip at the other. */
static void paint_connector(const Drawing *drawing, Scene *scene, const Connector *connector,
                            const SceneBox *from, const SceneBox *to, double left)
{
    const double x = left + STUB + connector->track * (double)TRACK_STEP;
    const Point start = {from->x + from->width + NAME_CLEARANCE,
                         from->y + from->height / 2 + connector->from_port};
    const Point tip = {to->x + to->width + NAME_CLEARANCE,
                       to->y + to->height / 2 + connector->to_port};
    const Point end = {tip.x + TIP_LENGTH, tip.y};
    const Point corners[] = {start, {x, start.y}, {x, end.y}, end};
    SceneWire *wire =
        scene_add_path(scene, ROLE_CONNECTOR, from, to, corners, G_N_ELEMENTS(corners));
    wire->has_tip = true;
    wire->tip = tip;
    wire->known = told_day_text(drawing->arena, connector->known);
    graph_style_wire(wire, connector->kind);
    status_look_set_wire(wire, connector->claim->status);
    wire->title = graph_wire_title(
        scene, drawing->words, drawing_text(drawing, connector->from->label),
        status_look_say(drawing->words, drawing->arena,
                        drawing_text(drawing, &connector->slot->title), connector->claim->status),
        drawing_text(drawing, connector->to->label), 0);
}

void timeline_paint_connectors(Drawing *drawing, const Timeline *timeline, double left)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new(); /* of const SceneBox, by row */
    for (size_t i = 0; i < timeline->lane_count; i++)
        for (size_t j = 0; j < timeline->lanes[i].row_count; j++)
            g_ptr_array_add(names, (gpointer)timeline->lanes[i].rows[j].name);
    for (size_t i = 0; i < timeline->connector_count; i++) {
        const Connector *connector = &timeline->connectors[i];
        paint_connector(drawing, &drawing->scene, connector, names->pdata[connector->from_row],
                        names->pdata[connector->to_row], left);
        drawing_cite_relation(drawing, connector->from, connector->slot, connector->to);
        timeline_add_value_row(drawing, connector->from, connector->slot,
                               drawing_text(drawing, connector->to->label), connector->to,
                               connector->claim, connector->known);
    }
}
