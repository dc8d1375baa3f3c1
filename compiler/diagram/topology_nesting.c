/*
 * Systems within systems: each box lies in the one that integrates it, or in its product line. What
 * is part of several appears in each.
 */
#include "diagram/topology.h"

#include "diagram/legend.h"
#include "diagram/parts.h"

#include <string.h>

enum {
    MARGIN = 20,
    WIDTH_MIN = 640,
    ROW_WIDTH_MAX = 920,
    INNER_WIDTH_MAX = 560,
    PADDING = 16, /* between a container and what lies in it */
    GAP = 16,
    HEAD_HEIGHT = 38,
    HEAD_GAP = 10,
    LEAF_HEIGHT = 50,
    LEAF_WIDTH_MIN = 120,
    LEAF_PADDING = 32,
    NAME_WIDTH_MAX = 300,
    HEADING_HEIGHT = 32,
    LEGEND_GAP = 18,
    DEPTH_MAX = 12,
    BOXES_MAX = 200,
    HUE_SYSTEM = 6,
};

typedef enum Within { WITHIN_NOTHING, WITHIN_WHOLE, WITHIN_LINE, WITHIN_COUNT } Within;

/* One box of the picture. */
typedef struct Nest Nest;
struct Nest {
    const Entry *entry;
    Within within; /* how it belongs to the nest around it */
    Part part;     /* valid if WITHIN_WHOLE */
    Nest *first;   /* what lies in it */
    Nest **last;
    Nest *next;
    double x; /* of its top left corner, in the nest around it */
    double y;
    double width;
    double height;
};

/* An entry that is shown, and the product line that it belongs to. */
typedef struct Member {
    const Entry *entry;
    const Entry *line;
} Member;

typedef struct Nesting {
    Drawing *drawing;
    const Entry **entries; /* all, by name */
    Member *members;       /* in that order: each nest looks through them */
    size_t member_count;
    bool *has_place; /* by entry: some nest holds it */
    unsigned count;
    const Slot *slots[WITHIN_COUNT]; /* that occur */
} Nesting;

/* --- what lies in what --- */

static bool is_shown(const Nesting *nesting, const Entry *entry)
{
    return plate_shows(nesting->drawing->plate, entry);
}

static const Entry *line_of(const Entry *entry)
{
    return object_reference(&entry->object, SLOT_PRODUCT_LINE);
}

static void nest_append(Nest *around, Nest *nest)
{
    *around->last = nest;
    around->last = &nest->next;
}

static Nest *nest_new(Nesting *nesting, const Entry *entry, Within within)
{
    Nest *nest = arena_new0(nesting->drawing->arena, Nest, 1);
    *nest = (Nest){.entry = entry, .within = within};
    nest->last = &nest->first;
    nesting->count++;
    return nest;
}

static void fill(Nesting *nesting, Nest *nest, unsigned depth);

/* Adds what belongs to the line. */
static void add_members(Nesting *nesting, Nest *line, unsigned depth)
{
    for (size_t i = 0; i < nesting->member_count && nesting->count <= BOXES_MAX; i++) {
        if (nesting->members[i].line != line->entry)
            continue;
        Nest *member = nest_new(nesting, nesting->members[i].entry, WITHIN_LINE);
        nest_append(line, member);
        fill(nesting, member, depth + 1);
    }
}

/* Adds what the nest's entry integrates. */
static void add_parts(Nesting *nesting, Nest *nest, unsigned depth)
{
    g_autoptr(GArray) parts = parts_find(object_claims(&nest->entry->object, SLOT_INTEGRATES));
    for (guint i = 0; i < parts->len && nesting->count <= BOXES_MAX; i++) {
        const Part *part = &g_array_index(parts, Part, i);
        if (!is_shown(nesting, part->entry))
            continue;
        Nest *inner = nest_new(nesting, part->entry, WITHIN_WHOLE);
        inner->part = *part;
        nest_append(nest, inner);
        fill(nesting, inner, depth + 1);
    }
}

/* All that lies in the nest, level by level. */
static void fill(Nesting *nesting, Nest *nest, unsigned depth)
{
    if (depth > DEPTH_MAX)
        return;
    add_parts(nesting, nest, depth);
    add_members(nesting, nest, depth);
}

static void find_members(Nesting *nesting)
{
    const size_t count = nesting->drawing->kb->entry_count;
    nesting->members = arena_new0(nesting->drawing->arena, Member, count);
    for (size_t i = 0; i < count; i++) {
        const Entry *entry = nesting->entries[i];
        const Entry *line = line_of(entry);
        if (line != NULL && is_shown(nesting, entry))
            nesting->members[nesting->member_count++] = (Member){entry, line};
    }
}

/* Notes which entries have a place within another, and the relations' slots for their titles. */
static void find_places(Nesting *nesting)
{
    const Kb *kb = nesting->drawing->kb;
    nesting->has_place = arena_new0(nesting->drawing->arena, bool, kb->entry_count);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        if (!is_shown(nesting, entry))
            continue;
        g_autoptr(GArray) parts = parts_find(object_claims(&entry->object, SLOT_INTEGRATES));
        for (guint j = 0; j < parts->len; j++) {
            const Entry *part = g_array_index(parts, Part, j).entry;
            nesting->has_place[part->index] |= part != entry;
            if (is_shown(nesting, part))
                nesting->slots[WITHIN_WHOLE] = object_claims(&entry->object, SLOT_INTEGRATES)->slot;
        }
        const Entry *line = line_of(entry);
        if (line != NULL && is_shown(nesting, line)) {
            nesting->has_place[i] |= line != entry;
            nesting->slots[WITHIN_LINE] = object_claims(&entry->object, SLOT_PRODUCT_LINE)->slot;
        }
    }
}

static const EnumValue *kind_of(const Entry *entry)
{
    return object_choice(&entry->object, SLOT_KIND);
}

/* Those that hold others first, then from the largest kind to the smallest. */
static int compare_roots(const void *a, const void *b)
{
    const Nest *one = *(Nest *const *)a;
    const Nest *other = *(Nest *const *)b;
    if ((one->first != NULL) != (other->first != NULL))
        return one->first != NULL ? -1 : 1;
    const EnumValue *kind = kind_of(one->entry);
    const EnumValue *other_kind = kind_of(other->entry);
    const unsigned rank = kind != NULL ? kind->index + 1 : 0;
    const unsigned other_rank = other_kind != NULL ? other_kind->index + 1 : 0;
    if (rank != other_rank)
        return rank > other_rank ? -1 : 1;
    return 0; /* as they came, by name: the sort is stable */
}

/* Returns what lies in nothing else, with all that lies in it. Of Nest. */
static GPtrArray *find_roots(Nesting *nesting)
{
    GPtrArray *roots = g_ptr_array_new();
    const Kb *kb = nesting->drawing->kb;
    nesting->entries = arena_new0(nesting->drawing->arena, const Entry *, kb->entry_count);
    memcpy(nesting->entries, kb->entries, kb->entry_count * sizeof(Entry *));
    kb_sort_by_name(kb, nesting->entries, kb->entry_count, nesting->drawing->language);
    find_members(nesting);
    find_places(nesting);
    for (size_t i = 0; i < kb->entry_count && nesting->count <= BOXES_MAX; i++) {
        const Entry *entry = nesting->entries[i];
        if (nesting->has_place[entry->index] || !is_shown(nesting, entry))
            continue;
        Nest *nest = nest_new(nesting, entry, WITHIN_NOTHING);
        fill(nesting, nest, 1);
        g_ptr_array_add(roots, nest);
    }
    g_ptr_array_sort(roots, compare_roots);
    return roots;
}

/* --- sizes --- */

static const char *nest_name(const Nesting *nesting, const Nest *nest)
{
    const Drawing *drawing = nesting->drawing;
    return scene_clean(drawing->arena, drawing_text(drawing, nest->entry->label));
}

/* The kind, and how many. */
static const char *nest_caption(const Nesting *nesting, const Nest *nest)
{
    const Drawing *drawing = nesting->drawing;
    const EnumValue *kind = kind_of(nest->entry);
    const char *title =
        drawing_text(drawing, kind != NULL ? &kind->title : &nest->entry->object.class->title);
    const char *count = nest->within == WITHIN_WHOLE ? parts_count(drawing, &nest->part) : NULL;
    return scene_clean(drawing->arena, count != NULL
                                           ? arena_printf(drawing->arena, "%s · %s", title, count)
                                           : title);
}

static double name_width(const Nesting *nesting, const Nest *nest, Role role)
{
    return MIN(scene_text_width(role, nest_name(nesting, nest)), NAME_WIDTH_MAX);
}

static void size_leaf(const Nesting *nesting, Nest *nest)
{
    const double caption = scene_text_width(ROLE_CAPTION, nest_caption(nesting, nest));
    const double text = MAX(name_width(nesting, nest, ROLE_NODE), MIN(caption, NAME_WIDTH_MAX));
    nest->width = MAX(LEAF_WIDTH_MIN, text + LEAF_PADDING);
    nest->height = LEAF_HEIGHT;
}

/* Where the next box of a row goes, and how large all of them are together. */
typedef struct Flow {
    double room;
    double x;
    double y;
    double row_height;
    double width;
    double height;
} Flow;

static void flow_add(Flow *flow, Nest *nest)
{
    if (flow->x > 0 && flow->x + nest->width > flow->room) {
        flow->x = 0;
        flow->y += flow->row_height + GAP;
        flow->row_height = 0;
    }
    nest->x = flow->x;
    nest->y = flow->y;
    flow->x += nest->width + GAP;
    flow->row_height = MAX(flow->row_height, nest->height);
    flow->width = MAX(flow->width, nest->x + nest->width);
    flow->height = flow->y + flow->row_height;
}

/* Nesting is at most DEPTH_MAX deep. */
static void size_nest(const Nesting *nesting, Nest *nest)
{
    if (nest->first == NULL) {
        size_leaf(nesting, nest);
        return;
    }
    Flow flow = {.room = INNER_WIDTH_MAX};
    for (Nest *inner = nest->first; inner != NULL; inner = inner->next) {
        size_nest(nesting, inner);
        flow_add(&flow, inner);
        inner->x += PADDING;
        inner->y += HEAD_HEIGHT;
    }
    const double head = name_width(nesting, nest, ROLE_NAME) + HEAD_GAP +
                        scene_text_width(ROLE_KIND, nest_caption(nesting, nest));
    nest->width = MAX(flow.width, MIN(head + 1, INNER_WIDTH_MAX)) + 2.0 * PADDING;
    if (nest->first->next == NULL) /* alone, it takes all there is */
        nest->first->width = nest->width - 2.0 * PADDING;
    nest->height = HEAD_HEIGHT + flow.height + PADDING;
}

/* --- drawing --- */

static const char *nest_title(const Nesting *nesting, const Nest *nest)
{
    return arena_printf(nesting->drawing->arena, "%s – %s", nest_name(nesting, nest),
                        nest_caption(nesting, nest));
}

static void paint_leaf(const Nesting *nesting, const Nest *nest, double x, double y)
{
    Scene *scene = &nesting->drawing->scene;
    const double room = nest->width - LEAF_PADDING / 2.0;
    SceneBox *box = scene_add_box(scene, ROLE_NODE, SHAPE_BOX, x, y, nest->width, nest->height);
    box->hue = HUE_SYSTEM;
    box->entry = nest->entry;
    box->brief = nest_name(nesting, nest);
    box->text = scene_fit(scene, ROLE_NODE, nest_name(nesting, nest), room);
    box->caption = scene_fit(scene, ROLE_CAPTION, nest_caption(nesting, nest), room);
    box->title = nest_title(nesting, nest);
}

static void paint_head(const Nesting *nesting, const Nest *nest, double x, double y)
{
    Scene *scene = &nesting->drawing->scene;
    const double middle = y + HEAD_HEIGHT / 2.0;
    const double right = x + nest->width - PADDING;
    SceneBox *name =
        scene_add_text(scene, ROLE_NAME, x + PADDING, middle - scene_text_height(ROLE_NAME) / 2,
                       MIN(NAME_WIDTH_MAX, nest->width - 2.0 * PADDING), nest_name(nesting, nest));
    name->entry = nest->entry;
    const double left = name->x + name->width + HEAD_GAP;
    if (left < right)
        scene_add_text(scene, ROLE_KIND, right, middle - scene_text_height(ROLE_KIND) / 2,
                       right - left, nest_caption(nesting, nest));
}

static bool is_line(const Nest *nest)
{
    for (const Nest *inner = nest->first; inner != NULL; inner = inner->next)
        if (inner->within == WITHIN_LINE)
            return true;
    return false;
}

static void paint_nest(const Nesting *nesting, const Nest *nest, double left, double top,
                       unsigned depth)
{
    const double x = left + nest->x;
    const double y = top + nest->y;
    if (nest->first == NULL) {
        paint_leaf(nesting, nest, x, y);
        return;
    }
    SceneBox *box = scene_add_box(&nesting->drawing->scene, ROLE_CONTAINER, SHAPE_ROUNDED, x, y,
                                  nest->width, nest->height);
    const bool line = is_line(nest);
    box->hue = line ? HUE_COUNT - 1 : HUE_SYSTEM;
    box->line = line ? LINE_DASHED : LINE_SOLID;
    box->hollow = depth % 2 == 1 || line;
    box->title = nest_title(nesting, nest);
    paint_head(nesting, nest, x, y);
    for (const Nest *inner = nest->first; inner != NULL; inner = inner->next)
        paint_nest(nesting, inner, x, y, depth + 1);
}

static double paint_legend(const Nesting *nesting, double top)
{
    const Drawing *drawing = nesting->drawing;
    Legend legend;
    legend_init(&legend, &nesting->drawing->scene, MARGIN, drawing->scene.width - MARGIN,
                top + LEGEND_GAP);
    for (int within = WITHIN_WHOLE; within < WITHIN_COUNT; within++) {
        if (nesting->slots[within] == NULL)
            continue;
        SceneBox *sample = legend_add_mark(&legend, SHAPE_ROUNDED,
                                           drawing_text(drawing, &nesting->slots[within]->title));
        sample->hue = within == WITHIN_LINE ? HUE_COUNT - 1 : HUE_SYSTEM;
        sample->line = within == WITHIN_LINE ? LINE_DASHED : LINE_SOLID;
        sample->hollow = true;
    }
    return legend_bottom(&legend);
}

/* Those of the roots that hold something, or those that do not. Returns how far down they go. */
static double paint_roots(const Nesting *nesting, const GPtrArray *roots, bool holding, double top)
{
    Scene *scene = &nesting->drawing->scene;
    Flow flow = {.room = ROW_WIDTH_MAX};
    for (guint i = 0; i < roots->len; i++) {
        Nest *nest = roots->pdata[i];
        if ((nest->first != NULL) != holding)
            continue;
        size_nest(nesting, nest);
        flow_add(&flow, nest);
        paint_nest(nesting, nest, MARGIN, top, 0);
    }
    scene->width = MAX(scene->width, flow.width + 2.0 * MARGIN);
    return top + flow.height;
}

static void paint(const Nesting *nesting, const GPtrArray *roots)
{
    Drawing *drawing = nesting->drawing;
    Scene *scene = &drawing->scene;
    const Nest *last = roots->len > 0 ? roots->pdata[roots->len - 1] : NULL;
    scene->width = WIDTH_MIN;
    double y = paint_roots(nesting, roots, true, MARGIN);
    if (last != NULL && last->first == NULL) {
        if (y > MARGIN) {
            y += GAP;
            scene_add_text(scene, ROLE_HEADING, MARGIN,
                           y + (HEADING_HEIGHT - scene_text_height(ROLE_HEADING)) / 2,
                           WIDTH_MIN - 2.0 * MARGIN, drawing_word(drawing, "picture.unrelated"));
            y += HEADING_HEIGHT;
        }
        y = paint_roots(nesting, roots, false, y);
    }
    scene->height = paint_legend(nesting, y) + MARGIN;
}

/* --- the table --- */

static void add_rows(const Nesting *nesting, const Nest *nest, const Nest *around)
{
    Drawing *drawing = nesting->drawing;
    const Slot *slot = nesting->slots[nest->within];
    const int64_t count = nest->within == WITHIN_WHOLE ? nest->part.count : 0;
    const EnumValue *kind = kind_of(nest->entry);
    View *cells = drawing_add_row(drawing);
    drawing_cite(drawing, nest->part.claim);
    if (around != NULL)
        drawing_cite_relation(drawing, nest->entry, slot, around->entry);
    drawing_add_cell(drawing, cells, drawing_text(drawing, nest->entry->label), nest->entry);
    drawing_add_cell(
        drawing, cells,
        drawing_text(drawing, kind != NULL ? &kind->title : &nest->entry->object.class->title),
        NULL);
    drawing_add_cell(drawing, cells,
                     around != NULL ? drawing_text(drawing, around->entry->label) : "",
                     around != NULL ? around->entry : NULL);
    drawing_add_cell(drawing, cells, slot != NULL ? drawing_text(drawing, &slot->title) : "", NULL);
    drawing_add_cell(drawing, cells,
                     count > 0 ? arena_printf(drawing->arena, "%" G_GINT64_FORMAT, count) : "",
                     NULL);
    for (const Nest *inner = nest->first; inner != NULL; inner = inner->next)
        add_rows(nesting, inner, nest);
}

void topology_draw_nesting(Drawing *drawing)
{
    static const char *const columns[] = {"column.entry", "column.kind", "column.within",
                                          "column.relation", "column.count"};
    Nesting nesting = {.drawing = drawing};
    g_autoptr(GPtrArray) roots = find_roots(&nesting);
    drawing_add_columns(drawing, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < roots->len; i++)
        add_rows(&nesting, roots->pdata[i], NULL);
    drawing->scene.description =
        drawing_fill(drawing, "picture.nesting", arena_printf(drawing->arena, "%u", nesting.count));
    if (nesting.count > BOXES_MAX)
        drawing_fail(drawing, DIAG_LAYOUT_TOO_LARGE,
                     "diagram '%s' has more than %d boxes; select fewer entries",
                     drawing->diagram->name, BOXES_MAX);
    else
        paint(&nesting, roots);
}
