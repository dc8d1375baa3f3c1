/*
 * Systems within systems: each box lies in the one that integrates it, or in its product line. What
 * is part of several appears in each, and how many there are in all is said where numbers multiply.
 * In a system lies the software that it runs, too.
 */
#include "diagram/topology.h"

#include "diagram/graph.h"
#include "diagram/legend.h"
#include "diagram/parts.h"
#include "diagram/status_look.h"

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
    FOOT_HEIGHT = 24,
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

typedef enum Within {
    WITHIN_NOTHING,
    WITHIN_WHOLE,
    WITHIN_LINE,
    WITHIN_RUNNING, /* software, in what runs it */
    WITHIN_COUNT
} Within;

/* How often an entry is in a nest, at all levels together. */
typedef struct Total {
    const Entry *entry;
    int64_t count;
    int64_t stated;  /* the number that its box says; 0: there is none */
    unsigned places; /* boxes */
    bool is_known;   /* every number on the way to it is stated */
    Status status;   /* the weakest on the way to it */
} Total;

/* One box of the picture. */
typedef struct Nest Nest;
struct Nest {
    const Entry *entry;
    Within within;      /* how it belongs to the nest around it */
    Part part;          /* valid if WITHIN_WHOLE */
    const Claim *claim; /* the reference that puts it there; NULL: it lies in nothing */
    Nest *first;        /* what lies in it */
    Nest **last;
    Nest *next;
    bool is_cut;   /* there is more in it than the picture shows: nothing is counted up */
    Total *totals; /* what it says at its foot */
    size_t total_count;
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

static const Claims *parts_of(const Entry *entry)
{
    return object_claims(&entry->object, SLOT_INTEGRATES);
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
        member->claim = object_best(&member->entry->object, SLOT_PRODUCT_LINE);
        nest_append(line, member);
        fill(nesting, member, depth + 1);
    }
}

/* Adds what the nest's entry integrates. */
static void add_parts(Nesting *nesting, Nest *nest, unsigned depth)
{
    g_autoptr(GArray) parts = parts_find(parts_of(nest->entry));
    for (guint i = 0; i < parts->len && nesting->count <= BOXES_MAX; i++) {
        const Part *part = &g_array_index(parts, Part, i);
        if (!is_shown(nesting, part->entry)) {
            nest->is_cut |= parts_of(part->entry) != NULL;
            continue;
        }
        Nest *inner = nest_new(nesting, part->entry, WITHIN_WHOLE);
        inner->part = *part;
        inner->claim = part->reference;
        nest_append(nest, inner);
        fill(nesting, inner, depth + 1);
        nest->is_cut |= inner->is_cut;
    }
    nest->is_cut |= nesting->count > BOXES_MAX;
}

/* The software that the claim names; NULL: none that is shown. */
static const Entry *software_of(const Claim *claim)
{
    const Entry *entry = claim->value.kind == VALUE_REFERENCE ? claim->value.entry : NULL;
    return entry != NULL && !entry->draft && claim_is_in_force(claim) ? entry : NULL;
}

/* Returns what of the entry lies in the nest already; NULL: nothing. */
static Nest *find_inner(const Nest *nest, const Entry *entry)
{
    Nest *inner = nest->first;
    while (inner != NULL && inner->entry != entry)
        inner = inner->next;
    return inner;
}

/* As firm as the firmest of several sources says. */
static void add_running(Nesting *nesting, Nest *nest, const Entry *software, const Claim *claim)
{
    Nest *known = find_inner(nest, software);
    if (known == NULL) {
        Nest *inner = nest_new(nesting, software, WITHIN_RUNNING);
        inner->claim = claim;
        nest_append(nest, inner);
    } else if (known->within == WITHIN_RUNNING && claim_is_firmer(claim, known->claim)) {
        known->claim = claim;
    }
}

/* Adds the software that the nest's entry runs, whether it is selected or not. */
static void add_software(Nesting *nesting, Nest *nest)
{
    const Claims *claims = object_claims(&nest->entry->object, SLOT_RUNS);
    for (size_t i = 0; claims != NULL && i < claims->count && nesting->count <= BOXES_MAX; i++) {
        const Entry *software = software_of(&claims->items[i]);
        if (software == NULL)
            continue;
        add_running(nesting, nest, software, &claims->items[i]);
        nesting->slots[WITHIN_RUNNING] = claims->slot;
    }
}

/* All that lies in the nest, level by level. */
static void fill(Nesting *nesting, Nest *nest, unsigned depth)
{
    if (depth > DEPTH_MAX) {
        nest->is_cut = parts_of(nest->entry) != NULL;
        return;
    }
    add_parts(nesting, nest, depth);
    add_members(nesting, nest, depth);
    add_software(nesting, nest);
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
        g_autoptr(GArray) parts = parts_find(parts_of(entry));
        for (guint j = 0; j < parts->len; j++) {
            const Entry *part = g_array_index(parts, Part, j).entry;
            nesting->has_place[part->index] |= part != entry;
            if (is_shown(nesting, part))
                nesting->slots[WITHIN_WHOLE] = parts_of(entry)->slot;
        }
        const Claims *runs = object_claims(&entry->object, SLOT_RUNS);
        for (size_t j = 0; runs != NULL && j < runs->count; j++) {
            const Entry *software = software_of(&runs->items[j]);
            if (software != NULL)
                nesting->has_place[software->index] |= software != entry;
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

/* Is it anything to be shown? Of all that there is, where nothing was selected, only what holds
 * something, or could. */
static bool fits(const Nesting *nesting, const Nest *nest)
{
    const Diagram *diagram = nesting->drawing->diagram;
    const bool is_selected =
        diagram->class_count > 0 || diagram->where_count > 0 || diagram->has_ids || diagram->sql;
    return is_selected || nest->first != NULL ||
           class_find_known(nest->entry->object.class, SLOT_INTEGRATES) != NULL;
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
        if (fits(nesting, nest))
            g_ptr_array_add(roots, nest);
        else
            nesting->count--;
    }
    g_ptr_array_sort(roots, compare_roots);
    return roots;
}

/* Of its being where it is. */
static Status nest_status(const Nest *nest)
{
    return nest->claim != NULL ? nest->claim->status : STATUS_ACTUAL;
}

/* --- totals --- */

static Total *total_of(GArray *totals, const Nest *nest)
{
    for (guint i = 0; i < totals->len; i++)
        if (g_array_index(totals, Total, i).entry == nest->entry)
            return &g_array_index(totals, Total, i);
    const Total total = {.entry = nest->entry, .stated = nest->part.count, .is_known = true};
    g_array_append_val(totals, total);
    return &g_array_index(totals, Total, totals->len - 1);
}

/* 0 if a number is not known, or none of ours holds the product. */
static int64_t multiply(int64_t times, int64_t count)
{
    int64_t product;
    return count > 0 && !__builtin_mul_overflow(times, count, &product) ? product : 0;
}

/* What was given up is shown, and in nothing. */
static bool is_counted(const Nest *nest)
{
    return nest->within == WITHIN_WHOLE && nest_status(nest) != STATUS_CANCELLED;
}

/* How many of the entry are in so many of the nest, as far as numbers are known. */
static int64_t count_within(const Nest *nest, const Entry *entry, int64_t times)
{
    int64_t sum = 0;
    for (const Nest *inner = nest->first; inner != NULL; inner = inner->next) {
        if (!is_counted(inner))
            continue;
        const int64_t count = multiply(times, inner->part.count);
        const int64_t more =
            count_within(inner, entry, count) + (inner->entry == entry ? count : 0);
        if (__builtin_add_overflow(sum, more, &sum))
            return 0;
    }
    return sum;
}

/* Servers with cards, and cards: these are more of them, or all of them together? Fewer than the
 * servers have they cannot be; else nobody knows. */
static bool may_be_sum(const Nest *around, const Nest *part)
{
    const int64_t elsewhere = count_within(around, part->entry, 1) - part->part.count;
    return elsewhere > 0 && part->part.count >= elsewhere;
}

static Status weaker(Status status, Status other)
{
    return status_weakness(status) > status_weakness(other) ? status : other;
}

/* Adds what is in the nest, of which there are so many (0: not known), that firmly. */
static void add_totals(const Nest *nest, int64_t times, Status status, GArray *totals)
{
    for (const Nest *inner = nest->first; inner != NULL; inner = inner->next) {
        if (!is_counted(inner))
            continue;
        const int64_t count = multiply(times, inner->part.count);
        const Status firmness = weaker(status, nest_status(inner));
        Total *total = total_of(totals, inner);
        total->places++;
        total->status = weaker(total->status, firmness);
        total->is_known &= count > 0 && !may_be_sum(nest, inner) &&
                           !__builtin_add_overflow(total->count, count, &total->count);
        add_totals(inner, count, firmness, totals);
    }
}

/* Has everybody who sees the boxes seen the number, too? */
static bool is_plain(const Total *total)
{
    return total->places == 1 && total->count == total->stated;
}

/* Finds what is said at the foot of the nest, or of those in it: totals of all say enough. */
static void find_totals(Nesting *nesting, Nest *nest)
{
    g_autoptr(GArray) totals = g_array_new(FALSE, FALSE, sizeof(Total));
    if (!nest->is_cut)
        add_totals(nest, 1, STATUS_ACTUAL, totals);
    nest->totals = arena_new0(nesting->drawing->arena, Total, totals->len);
    for (guint i = 0; i < totals->len; i++) {
        const Total *total = &g_array_index(totals, Total, i);
        if (total->is_known && !is_plain(total))
            nest->totals[nest->total_count++] = *total;
    }
    for (Nest *inner = nest->first; nest->total_count == 0 && inner != NULL; inner = inner->next)
        find_totals(nesting, inner);
}

/* "In all: Card × 130"; NULL: there is nothing to say. */
static const char *nest_foot(const Nesting *nesting, const Nest *nest)
{
    const Drawing *drawing = nesting->drawing;
    const char *all = NULL;
    for (size_t i = 0; i < nest->total_count; i++) {
        const Total *total = &nest->totals[i];
        const char *text =
            arena_printf(drawing->arena, "%s %s", drawing_text(drawing, total->entry->label),
                         parts_count(drawing, &(Part){.count = total->count}));
        text = status_look_say(drawing->words, drawing->arena, text, total->status);
        all = all != NULL ? drawing_join(drawing, "title.comma", all, text) : text;
    }
    return all != NULL ? scene_clean(drawing->arena,
                                     drawing_join(drawing, "title.colon",
                                                  drawing_word(drawing, "picture.in_all"), all))
                       : NULL;
}

/* --- sizes --- */

static const char *nest_name(const Nesting *nesting, const Nest *nest)
{
    const Drawing *drawing = nesting->drawing;
    return scene_clean(drawing->arena, drawing_text(drawing, nest->entry->label));
}

static const char *kind_title(const Drawing *drawing, const Entry *entry)
{
    const EnumValue *kind = kind_of(entry);
    return drawing_text(drawing, kind != NULL ? &kind->title : &entry->object.class->title);
}

/* The kind, how many, and how firm that is. */
static const char *nest_caption(const Nesting *nesting, const Nest *nest)
{
    const Drawing *drawing = nesting->drawing;
    const char *title = kind_title(drawing, nest->entry);
    const char *count = nest->within == WITHIN_WHOLE ? parts_count(drawing, &nest->part) : NULL;
    const char *text =
        count != NULL ? arena_printf(drawing->arena, "%s · %s", title, count) : title;
    return scene_clean(drawing->arena,
                       status_look_say(drawing->words, drawing->arena, text, nest_status(nest)));
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

/* Boxes that have their places, and how large all of them are together. */
typedef struct Packing {
    GPtrArray *placed; /* of const Nest */
    double room;       /* as wide as they may be together */
    double width;
    double height;
} Packing;

static void packing_init(Packing *packing, double room)
{
    *packing = (Packing){.placed = g_ptr_array_new(), .room = room};
}

static void packing_clear(Packing *packing)
{
    g_ptr_array_unref(packing->placed);
}

/* Where a box that begins at `x` comes to lie below all that stand in its way. */
static double find_rest(const Packing *packing, double x, double width)
{
    double y = 0;
    for (guint i = 0; i < packing->placed->len; i++) {
        const Nest *other = packing->placed->pdata[i];
        if (x < other->x + other->width + GAP && other->x < x + width + GAP)
            y = MAX(y, other->y + other->height + GAP);
    }
    return y;
}

/* Puts the box as far up as it fits beside the others, and there as far to the left. */
static void packing_add(Packing *packing, Nest *nest)
{
    nest->x = 0;
    nest->y = find_rest(packing, 0, nest->width);
    for (guint i = 0; i < packing->placed->len; i++) {
        const Nest *other = packing->placed->pdata[i];
        const double x = other->x + other->width + GAP;
        const double y = find_rest(packing, x, nest->width);
        if (x + nest->width > packing->room || y > nest->y || (y == nest->y && x >= nest->x))
            continue;
        nest->x = x;
        nest->y = y;
    }
    g_ptr_array_add(packing->placed, nest);
    packing->width = MAX(packing->width, nest->x + nest->width);
    packing->height = MAX(packing->height, nest->y + nest->height);
}

/* Nesting is at most DEPTH_MAX deep. */
static void size_nest(const Nesting *nesting, Nest *nest)
{
    if (nest->first == NULL) {
        size_leaf(nesting, nest);
        return;
    }
    Packing packing;
    packing_init(&packing, INNER_WIDTH_MAX);
    for (Nest *inner = nest->first; inner != NULL; inner = inner->next) {
        size_nest(nesting, inner);
        packing_add(&packing, inner);
    }
    for (Nest *inner = nest->first; inner != NULL; inner = inner->next) {
        inner->x += PADDING;
        inner->y += HEAD_HEIGHT;
    }
    const double head = name_width(nesting, nest, ROLE_NAME) + HEAD_GAP +
                        scene_text_width(ROLE_KIND, nest_caption(nesting, nest));
    const char *foot = nest_foot(nesting, nest);
    const double texts = MAX(head, foot != NULL ? scene_text_width(ROLE_HEADING, foot) : 0);
    nest->width = MAX(packing.width, MIN(texts + 1, INNER_WIDTH_MAX)) + 2.0 * PADDING;
    if (nest->first->next == NULL) /* alone, it takes all there is */
        nest->first->width = nest->width - 2.0 * PADDING;
    nest->height = HEAD_HEIGHT + packing.height + PADDING + (foot != NULL ? FOOT_HEIGHT : 0);
    packing_clear(&packing);
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
    Shape shape;
    int hue;
    graph_class_look(nest->entry->object.class, &shape, &hue);
    SceneBox *box = scene_add_box(scene, ROLE_NODE, shape, x, y, nest->width, nest->height);
    box->hue = hue;
    box->entry = nest->entry;
    box->brief = nest_name(nesting, nest);
    box->text = scene_fit(scene, ROLE_NODE, nest_name(nesting, nest), room);
    box->caption = scene_fit(scene, ROLE_CAPTION, nest_caption(nesting, nest), room);
    box->title = nest_title(nesting, nest);
    box->line = status_look_line(nest_status(nest));
    box->struck = nest_status(nest) == STATUS_CANCELLED;
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

/* At the nest's lower edge. */
static void paint_foot(const Nesting *nesting, const Nest *nest, double x, double y)
{
    const char *foot = nest_foot(nesting, nest);
    if (foot != NULL)
        scene_add_text(&nesting->drawing->scene, ROLE_HEADING, x + PADDING,
                       y + nest->height - PADDING - scene_text_height(ROLE_HEADING),
                       nest->width - 2.0 * PADDING, foot);
}

static bool is_line(const Nest *nest)
{
    for (const Nest *inner = nest->first; inner != NULL; inner = inner->next)
        if (inner->within == WITHIN_LINE)
            return true;
    return false;
}

/* What each relation looks like; software is as everywhere. */
static const struct WithinLook {
    Shape shape;
    int hue;
} within_looks[WITHIN_COUNT] = {
    [WITHIN_WHOLE] = {SHAPE_ROUNDED, HUE_SYSTEM},
    [WITHIN_LINE] = {SHAPE_OCTAGON, HUE_COUNT - 1},
};

static void paint_nest(const Nesting *nesting, const Nest *nest, double left, double top,
                       unsigned depth)
{
    const double x = left + nest->x;
    const double y = top + nest->y;
    if (nest->first == NULL) {
        paint_leaf(nesting, nest, x, y);
        return;
    }
    const bool line = is_line(nest);
    const struct WithinLook *look = &within_looks[line ? WITHIN_LINE : WITHIN_WHOLE];
    SceneBox *box = scene_add_box(&nesting->drawing->scene, ROLE_CONTAINER, look->shape, x, y,
                                  nest->width, nest->height);
    box->hue = look->hue;
    box->line = status_look_line(nest_status(nest));
    box->hollow = depth % 2 == 1 || line;
    box->title = nest_title(nesting, nest);
    paint_head(nesting, nest, x, y);
    paint_foot(nesting, nest, x, y);
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
        struct WithinLook look = within_looks[within];
        if (within == WITHIN_RUNNING)
            graph_class_look(nesting->slots[within]->range_class, &look.shape, &look.hue);
        SceneBox *sample = legend_add_mark(&legend, look.shape,
                                           drawing_text(drawing, &nesting->slots[within]->title));
        sample->hue = look.hue;
        sample->hollow = true;
    }
    return legend_bottom(&legend);
}

/* Those of the roots that hold something, or those that do not. Returns how far down they go. */
static double paint_roots(const Nesting *nesting, const GPtrArray *roots, bool holding, double top)
{
    Scene *scene = &nesting->drawing->scene;
    Packing packing;
    packing_init(&packing, ROW_WIDTH_MAX);
    for (guint i = 0; i < roots->len; i++) {
        Nest *nest = roots->pdata[i];
        if ((nest->first != NULL) != holding)
            continue;
        size_nest(nesting, nest);
        packing_add(&packing, nest);
        paint_nest(nesting, nest, MARGIN, top, 0);
    }
    packing_clear(&packing);
    scene->width = MAX(scene->width, packing.width + 2.0 * MARGIN);
    return top + packing.height;
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

/* Adds a row: what, within what, how it belongs there and how often (0: not stated). */
static void add_row(const Nesting *nesting, const Entry *entry, const Entry *around,
                    const char *relation, int64_t count)
{
    Drawing *drawing = nesting->drawing;
    View *cells = drawing_add_row(drawing);
    drawing_add_cell(drawing, cells, drawing_text(drawing, entry->label), entry);
    drawing_add_cell(drawing, cells, kind_title(drawing, entry), NULL);
    drawing_add_cell(drawing, cells, around != NULL ? drawing_text(drawing, around->label) : "",
                     around);
    drawing_add_cell(drawing, cells, relation, NULL);
    drawing_add_cell(drawing, cells,
                     count > 0 ? arena_printf(drawing->arena, "%" G_GINT64_FORMAT, count) : "",
                     NULL);
}

/* The nest's row, those of what lies in it, and what they come to. */
static void add_rows(const Nesting *nesting, const Nest *nest, const Nest *around)
{
    Drawing *drawing = nesting->drawing;
    const Slot *slot = nesting->slots[nest->within];
    const char *relation = slot != NULL ? drawing_text(drawing, &slot->title) : "";
    add_row(nesting, nest->entry, around != NULL ? around->entry : NULL,
            status_look_say(drawing->words, drawing->arena, relation, nest_status(nest)),
            nest->part.count);
    drawing_cite(drawing, nest->claim);
    if (around != NULL)
        drawing_cite_relation(drawing, nest->entry, slot, around->entry);
    for (const Nest *inner = nest->first; inner != NULL; inner = inner->next)
        add_rows(nesting, inner, nest);
    for (size_t i = 0; i < nest->total_count; i++)
        add_row(nesting, nest->totals[i].entry, nest->entry,
                status_look_say(drawing->words, drawing->arena,
                                drawing_word(drawing, "picture.in_all"), nest->totals[i].status),
                nest->totals[i].count);
}

void topology_draw_nesting(Drawing *drawing)
{
    static const char *const columns[] = {"column.entry", "column.kind", "column.within",
                                          "column.relation", "column.count"};
    Nesting nesting = {.drawing = drawing};
    g_autoptr(GPtrArray) roots = find_roots(&nesting);
    drawing_add_columns(drawing, columns, G_N_ELEMENTS(columns));
    for (guint i = 0; i < roots->len; i++)
        find_totals(&nesting, roots->pdata[i]);
    for (guint i = 0; i < roots->len; i++)
        add_rows(&nesting, roots->pdata[i], NULL);
    drawing->scene.description =
        drawing_fill(drawing, "picture.nesting", arena_printf(drawing->arena, "%u", nesting.count));
    if (nesting.count > BOXES_MAX)
        drawing_fail(drawing, DIAG_LAYOUT_TOO_LARGE,
                     "diagram '%s' has more than %d boxes; select fewer entries",
                     drawing->diagram->name, BOXES_MAX);
    else if (roots->len == 0)
        drawing_show_nothing(drawing);
    else
        paint(&nesting, roots);
}
