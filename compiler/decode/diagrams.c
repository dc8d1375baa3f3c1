/*
 * diagrams/<name>.yaml: which pictures to draw, and of what.
 */
#include "decode/diagrams.h"

#include "base/text.h"
#include "decode/keys.h"

#include <string.h>

static void key_kind(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const char *text = diagram_text(decoder, node, "timeline, lineage, package, topology or chart");
    if (text == NULL || diagram_kind_find(text, &diagram->kind))
        return;
    const char *names[DIAGRAM_KIND_COUNT];
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
        names[i] = diagram_kind_name((DiagramKind)i);
    diagram_report_name(decoder, node, "kind of diagram", names, G_N_ELEMENTS(names));
}

static void key_title(Decoder *decoder, const Node *node, Diagram *diagram)
{
    diagram->title = decode_text(decoder, node);
}

static void key_description(Decoder *decoder, const Node *node, Diagram *diagram)
{
    diagram->description = decode_text(decoder, node);
}

/* By whose values entries are told apart; NULL (reported): it is none. */
static const char *grouping_slot(Decoder *decoder, const Node *node)
{
    const char *slot = diagram_text(decoder, node, "a slot");
    return slot != NULL && diagram_check_slot(decoder, slot, node->span) ? slot : NULL;
}

static void key_lanes(Decoder *decoder, const Node *node, Diagram *diagram)
{
    diagram->lanes = grouping_slot(decoder, node);
}

static void key_cluster(Decoder *decoder, const Node *node, Diagram *diagram)
{
    diagram->cluster = grouping_slot(decoder, node);
}

static void key_ranked_by(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const char *text = diagram_text(decoder, node, "year");
    if (text == NULL)
        return;
    diagram->ranked_by_year = strcmp(text, "year") == 0;
    if (!diagram->ranked_by_year)
        diag_report(decoder->diags, DIAG_KB_CONFIG, node->span,
                    "a lineage cannot be ranked by '%s'; there is year", text);
}

static void key_axis(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const char *text = diagram_text(decoder, node, "time");
    if (text == NULL)
        return;
    diagram->on_axis = strcmp(text, "time") == 0;
    if (!diagram->on_axis)
        diag_report(decoder->diags, DIAG_KB_CONFIG, node->span,
                    "a lineage cannot stand along an axis of '%s'; there is time", text);
}

static void key_events(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const Enum *events = diagram_enum(decoder->kb->schema, CLASS_MILESTONE, SLOT_EVENT);
    if (node->kind != NODE_SEQUENCE || events == NULL)
        diagram_report(decoder, node, "a list of events");
    else
        diagram->events = diagram_choices(decoder, node, events, "event", &diagram->event_count);
}

static void key_from(Decoder *decoder, const Node *node, Diagram *diagram)
{
    if (diagram_text(decoder, node, "a date") != NULL)
        diagram->has_from = decode_date(decoder, node, &diagram->from);
}

static void key_to(Decoder *decoder, const Node *node, Diagram *diagram)
{
    if (diagram_text(decoder, node, "a date") != NULL)
        diagram->has_to = decode_date(decoder, node, &diagram->to);
}

static void key_connectors(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const char *text = diagram_text(decoder, node, "true or false");
    if (text == NULL)
        return;
    diagram->connectors = strcmp(text, "true") == 0;
    if (!diagram->connectors && strcmp(text, "false") != 0)
        diagram_report(decoder, node, "true or false");
}

static void key_variants(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const char *text = diagram_text(decoder, node, "base or all");
    if (text == NULL)
        return;
    if (strcmp(text, "base") == 0)
        diagram->variants = VARIANTS_NONE;
    else if (strcmp(text, "all") == 0)
        diagram->variants = VARIANTS_ALL;
    else
        diagram_report(decoder, node, "base or all");
}

/* package: the chip; topology: what links the devices. */
static void key_subject(Decoder *decoder, const Node *node, Diagram *diagram)
{
    diagram->subject.id = diagram_text(decoder, node, "an id");
    diagram->subject.span = node->span;
}

static void topology_shape(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const char *text = diagram_text(decoder, node, "a shape");
    if (text == NULL || topology_shape_find(text, &diagram->shape))
        return;
    const char *names[TOPOLOGY_SHAPE_COUNT];
    for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
        names[i] = topology_shape_name((TopologyShape)i);
    diagram_report_name(decoder, node, "shape of a topology", names, G_N_ELEMENTS(names));
}

/* Of no known kind, it is not known either what shapes there are. */
static void key_shape(Decoder *decoder, const Node *node, Diagram *diagram)
{
    if (diagram->kind == DIAGRAM_CHART)
        chart_decode_shape(decoder, node, diagram->chart);
    else if (diagram->kind == DIAGRAM_TOPOLOGY)
        topology_shape(decoder, node, diagram);
}

static void key_x(Decoder *decoder, const Node *node, Diagram *diagram)
{
    chart_decode_axis(decoder, node, &diagram->chart->x);
}

static void key_y(Decoder *decoder, const Node *node, Diagram *diagram)
{
    chart_decode_axis(decoder, node, &diagram->chart->y);
}

/* Of no known kind, it is not known either what may colour it. */
static void key_color_by(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const char *slot = grouping_slot(decoder, node);
    if (diagram->kind == DIAGRAM_CHART)
        diagram->chart->color_by = slot;
    else if (diagram->kind == DIAGRAM_LINEAGE)
        diagram->color_by = slot;
}

static void key_split_by(Decoder *decoder, const Node *node, Diagram *diagram)
{
    diagram->split_by = grouping_slot(decoder, node);
}

static void key_shape_by(Decoder *decoder, const Node *node, Diagram *diagram)
{
    diagram->chart->shape_by = grouping_slot(decoder, node);
}

static void key_devices(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const char *text = diagram_text(decoder, node, "a number of devices");
    guint64 devices;
    if (text == NULL)
        return;
    if (g_ascii_string_to_unsigned(text, 10, DEVICES_MIN, DEVICES_MAX, &devices, NULL))
        diagram->devices = (unsigned)devices;
    else
        diag_report(decoder->diags, DIAG_KB_CONFIG, node->span,
                    "'devices' must be a number from %d to %d", DEVICES_MIN, DEVICES_MAX);
}

static void key_depth(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const char *text = diagram_text(decoder, node, "a number of steps");
    guint64 depth;
    if (text == NULL)
        return;
    if (g_ascii_string_to_unsigned(text, 10, 0, DIAGRAM_DEPTH_MAX, &depth, NULL))
        diagram->depth = (unsigned)depth;
    else
        diag_report(decoder->diags, DIAG_KB_CONFIG, node->span,
                    "'depth' must be a number from 0 to %d", DIAGRAM_DEPTH_MAX);
}

static void key_direction(Decoder *decoder, const Node *node, Diagram *diagram)
{
    const char *text = diagram_text(decoder, node, "right or down");
    if (text == NULL)
        return;
    diagram->downwards = strcmp(text, "down") == 0;
    if (!diagram->downwards && strcmp(text, "right") != 0)
        diagram_report(decoder, node, "right or down");
}

enum {
    TIMELINE = 1 << DIAGRAM_TIMELINE,
    LINEAGE = 1 << DIAGRAM_LINEAGE,
    PACKAGE = 1 << DIAGRAM_PACKAGE,
    TOPOLOGY = 1 << DIAGRAM_TOPOLOGY,
    CHART = 1 << DIAGRAM_CHART,
    ANY = TIMELINE | LINEAGE | PACKAGE | TOPOLOGY | CHART,
};

static const struct {
    Key key;
    unsigned kinds;    /* that take it */
    unsigned required; /* kinds that need it */
    void (*read)(Decoder *decoder, const Node *node, Diagram *diagram);
} diagram_keys[] = {
    {{"kind", "`timeline`, `lineage`, `package`, `topology` or `chart`", "What it is.", false},
     ANY,
     ANY,
     key_kind},
    {{"title", "text", "Its heading.", false}, ANY, ANY, key_title},
    {{"description", "text", "A sentence or two below the heading.", false},
     ANY,
     0,
     key_description},
    {{"select", "a mapping, see below", "Which entries it shows; without it all that fit.", false},
     TIMELINE | LINEAGE | TOPOLOGY | CHART,
     0,
     selection_decode},
    {{"variants", "`base` or `all`",
      "No variants beside the product that they are of, or all of them; without it those that have "
      "something of their own to draw.",
      false},
     TIMELINE | LINEAGE | TOPOLOGY | CHART,
     0,
     key_variants},
    {{"lanes", "a slot", "Rows with the same value stand together, under it.", false},
     TIMELINE,
     0,
     key_lanes},
    {{"cluster", "a slot", "Entries with the same value stand in one box.", false},
     LINEAGE,
     0,
     key_cluster},
    {{"ranked_by", "`year`", "Entries of one year stand in one column, under a scale.", false},
     LINEAGE,
     0,
     key_ranked_by},
    {{"axis", "`time`",
      "Entries are bars from beginning to end, to scale; takes no `ranked_by`, `cluster` or "
      "`direction`.",
      false},
     LINEAGE,
     0,
     key_axis},
    {{"depth", "a number from 0 to 20",
      "How many relations away from what is selected entries may be; without it 0.", false},
     LINEAGE,
     0,
     key_depth},
    {{"direction", "`right` or `down`", "Where it runs; without it to the right.", false},
     LINEAGE,
     0,
     key_direction},
    {{"events", "a list of events",
      "Of a timeline: only these; without it those with the annotation `timeline`. Of a lineage "
      "`ranked_by: year` or `axis: time`: which dates it begins with, the first that an entry has.",
      false},
     TIMELINE | LINEAGE,
     0,
     key_events},
    {{"from", "a date", "Where the scale of time begins.", false}, TIMELINE, 0, key_from},
    {{"to", "a date", "Where it ends.", false}, TIMELINE, 0, key_to},
    {{"connectors", "`true` or `false`", "Draws the relations between rows, too.", false},
     TIMELINE,
     0,
     key_connectors},
    {{"chip", "an id", "Whose dies, memory and other parts it shows.", false},
     PACKAGE,
     PACKAGE,
     key_subject},
    {{"of", "an id", "The interconnect whose devices are shown. For all shapes but `nesting`.",
      false},
     TOPOLOGY,
     0,
     key_subject},
    {{"shape",
      "of a topology `ring`, `mesh`, `full_mesh`, `switch` or `nesting`; of a chart `scatter`, "
      "`bars`, `lines`, `steps` or `records`",
      "What it looks like. `nesting`: systems within systems. `bars`: ranked by length. `lines`: "
      "figures by period. `steps`: what was said of a date, over when it was said. `records`: "
      "values "
      "that were the best when they came.",
      false},
     TOPOLOGY | CHART,
     TOPOLOGY | CHART,
     key_shape},
    {{"devices", "a number from 2 to 16", "How many there are on it. For all shapes but `nesting`.",
      false},
     TOPOLOGY,
     0,
     key_devices},
    {{"x", "a slot, or a mapping, see below", "What is measured along the page.", false},
     CHART,
     0,
     key_x},
    {{"y", "a slot, or a mapping, see below", "What is measured up the page.", false},
     CHART,
     0,
     key_y},
    {{"color_by", "a slot", "Equal values have one colour.", false},
     LINEAGE | CHART,
     0,
     key_color_by},
    {{"split_by", "a slot", "By which a large lineage is cut into parts.", false},
     LINEAGE,
     0,
     key_split_by},
    {{"shape_by", "a slot", "Equal values have marks of one shape.", false},
     CHART,
     0,
     key_shape_by},
};

const Key *diagram_key_at(size_t index, unsigned *kinds, unsigned *required)
{
    if (index >= G_N_ELEMENTS(diagram_keys))
        return NULL;
    *kinds = diagram_keys[index].kinds;
    *required = diagram_keys[index].required;
    return &diagram_keys[index].key;
}

static void report_unknown_key(Decoder *decoder, const Node *node)
{
    Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, node->key->span,
                                "'%s' is no key of a diagram", node->key->text);
    Nearest nearest;
    nearest_init(&nearest, node->key->text);
    for (size_t i = 0; i < G_N_ELEMENTS(diagram_keys); i++)
        nearest_offer(&nearest, diagram_keys[i].key.name);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

static void check_keys(Decoder *decoder, const Node *document)
{
    for (const Node *node = document->first; node != NULL; node = node->next) {
        bool known = false;
        for (size_t i = 0; i < G_N_ELEMENTS(diagram_keys); i++)
            known |= strcmp(diagram_keys[i].key.name, node->key->text) == 0;
        if (!known)
            report_unknown_key(decoder, node);
    }
}

static void check_range(Decoder *decoder, const Diagram *diagram)
{
    if (diagram->has_from && diagram->has_to && diagram->from.earliest >= diagram->to.latest)
        diag_report(decoder->diags, DIAG_KB_CONFIG, diagram->span, "'from' is not before 'to'");
}

static void check_ranks(Decoder *decoder, const Node *document, const Diagram *diagram)
{
    const Node *events = node_find(document, "events");
    if (diagram->kind != DIAGRAM_LINEAGE || events == NULL ||
        node_find(document, "ranked_by") != NULL || node_find(document, "axis") != NULL)
        return;
    Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, events->key->span,
                                "'events' of a lineage say which date its columns go by");
    diag_hint(d, "add 'ranked_by: year', or 'axis: time'");
}

/* Where its place follows from time, nothing else says it. */
static void check_axis(Decoder *decoder, const Node *document, const Diagram *diagram)
{
    static const char *const others[] = {"ranked_by", "cluster", "direction"};
    for (size_t i = 0; i < G_N_ELEMENTS(others) && diagram->on_axis; i++) {
        const Node *node = node_find(document, others[i]);
        if (node != NULL)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node->key->span,
                        "a lineage along an axis takes no '%s'", others[i]);
    }
}

static bool may_select(const Diagram *diagram, const Class *class)
{
    for (size_t i = 0; i < diagram->class_count; i++)
        if (class_is_a(class, diagram->classes[i]))
            return true;
    return diagram->class_count == 0;
}

/* Can entries have it in common? Numbers and prose hardly are the same, objects never. */
static bool is_groupable(const Slot *slot)
{
    return slot->range != RANGE_OBJECT && slot->range != RANGE_QUANTITY &&
           slot->range != RANGE_MARKDOWN && slot->range != RANGE_URI;
}

/* A slot that no selected entry can have, or that holds nothing to tell them apart by, is a
 * mistake; `key` names the slot. */
static void check_grouping(Decoder *decoder, const Node *document, const Diagram *diagram,
                           const char *key, const char *slot_name)
{
    const Schema *schema = decoder->kb->schema;
    const Slot *found = NULL;
    for (size_t i = 0; i < schema->class_count; i++) {
        const Class *class = schema->classes[i];
        const Slot *slot = may_select(diagram, class) ? class_find_slot(class, slot_name) : NULL;
        if (slot != NULL && is_groupable(slot))
            return;
        found = slot != NULL ? slot : found;
    }
    const Span span = node_find(document, key)->span;
    if (found == NULL) {
        diag_report(decoder->diags, DIAG_KB_CONFIG, span,
                    "none of the selected classes has a slot '%s'", slot_name);
        return;
    }
    Diagnostic *d = diag_report(decoder->diags, DIAG_KB_CONFIG, span,
                                "'%s': values of '%s' do not tell entries apart", key, slot_name);
    diag_hint(d, "name a slot that holds a reference, an enum's value or text");
}

/* Charts may colour by numbers: a mark's colour says which one. */
static void check_groupings(Decoder *decoder, const Node *document, const Diagram *diagram)
{
    const struct {
        const char *key;
        const char *slot;
    } groupings[] = {{"cluster", diagram->cluster},
                     {"color_by", diagram->color_by},
                     {"split_by", diagram->split_by}};
    for (size_t i = 0; i < G_N_ELEMENTS(groupings); i++)
        if (groupings[i].slot != NULL)
            check_grouping(decoder, document, diagram, groupings[i].key, groupings[i].slot);
}

/* Only a nesting goes by a selection; the others show one interconnect. */
static void check_topology(Decoder *decoder, const Node *document, const Diagram *diagram)
{
    static const struct {
        const char *name;
        bool nesting; /* takes it; else the others need it */
    } keys[] = {{"select", true}, {"variants", true}, {"of", false}, {"devices", false}};
    const bool nesting = diagram->shape == TOPOLOGY_NESTING;
    if (diagram->kind != DIAGRAM_TOPOLOGY || node_find(document, "shape") == NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const Node *node = node_find(document, keys[i].name);
        if (node != NULL && keys[i].nesting != nesting)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node->key->span,
                        "a topology of the shape '%s' takes no '%s'",
                        topology_shape_name(diagram->shape), keys[i].name);
        else if (node == NULL && !keys[i].nesting && !nesting)
            diag_report(decoder->diags, DIAG_KB_CONFIG, diagram->span,
                        "a topology of the shape '%s' needs '%s'",
                        topology_shape_name(diagram->shape), keys[i].name);
    }
}

/* The kind as a bit; all of them if it is not known: what is wrong with it has been said. */
static unsigned kind_bits(const Node *document)
{
    DiagramKind kind;
    const Node *node = node_find(document, "kind");
    const bool known =
        node != NULL && node->kind == NODE_SCALAR && diagram_kind_find(node->text, &kind);
    return known ? 1U << kind : ANY;
}

static Diagram *decode_diagram(Decoder *decoder, const Node *document, const char *name)
{
    Diagram *diagram = arena_new0(decoder->arena, Diagram, 1);
    diagram->name = name;
    diagram->span = document->first != NULL ? document->first->key->span : document->span;
    check_keys(decoder, document);
    const unsigned kind = kind_bits(document);
    diagram->chart = (kind & CHART) != 0 ? arena_new0(decoder->arena, ChartSpec, 1) : NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(diagram_keys); i++) { /* `kind` is the first */
        const Node *node = node_find(document, diagram_keys[i].key.name);
        if (node != NULL && (diagram_keys[i].kinds & kind) == 0)
            diag_report(decoder->diags, DIAG_KB_CONFIG, node->key->span,
                        "a diagram of the kind '%s' takes no '%s'",
                        diagram_kind_name(diagram->kind), diagram_keys[i].key.name);
        else if (node != NULL && node->kind != NODE_DAMAGED)
            diagram_keys[i].read(decoder, node, diagram);
        else if (node == NULL && (diagram_keys[i].required & kind) == kind)
            diag_report(decoder->diags, DIAG_KB_CONFIG, diagram->span, "a diagram needs '%s'",
                        diagram_keys[i].key.name);
    }
    check_ranks(decoder, document, diagram);
    check_axis(decoder, document, diagram);
    check_groupings(decoder, document, diagram);
    check_topology(decoder, document, diagram);
    if (diagram->kind == DIAGRAM_CHART)
        chart_check(decoder, document, diagram->chart);
    check_range(decoder, diagram);
    return diagram;
}

/* A diagram's name becomes a file's. */
static bool name_is_wellformed(const char *name)
{
    return g_ascii_isalnum(name[0]) &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen(name);
}

/* Is it a name that pages and files can have (else reported)? */
static bool check_name(Decoder *decoder, const char *name, Span file, const char *what)
{
    if (!name_is_wellformed(name))
        diag_report(decoder->diags, DIAG_KB_CONFIG, file,
                    "a %s's file name has lower case letters, digits, '-' and '_' only", what);
    else if (strcmp(name, "index") == 0)
        diag_report(decoder->diags, DIAG_KB_CONFIG, file,
                    "a %s cannot be called 'index': an overview page is", what);
    else
        return true;
    return false;
}

/* Names of diagrams are names of files, whatever folder they lie in. */
static bool is_new(const Kb *kb, const Diagram *diagram, Diagnostics *diags)
{
    for (size_t i = 0; i < kb->diagram_count; i++) {
        if (strcmp(kb->diagrams[i]->name, diagram->name) != 0)
            continue;
        Diagnostic *d = diag_report(diags, DIAG_KB_CONFIG, diagram->span,
                                    "there is another diagram '%s'", diagram->name);
        diag_note(d, kb->diagrams[i]->span, "here");
        return false;
    }
    return true;
}

const Node *diagram_file_document(Decoder *decoder, const InputFile *input, const char *what,
                                  const char *keys)
{
    const Span file = {input->source, 0, 0};
    if (!check_name(decoder, input->stem, file, what))
        return NULL;
    const Node *document = input->tree->first;
    if (document == NULL || document->kind != NODE_MAPPING) {
        diag_report(decoder->diags, DIAG_KB_CONFIG, file, "a %s is a mapping with %s", what, keys);
        return NULL;
    }
    if (document->next != NULL)
        diag_report(decoder->diags, DIAG_KB_CONFIG, span_first(document->next->span),
                    "a second %s in one file", what);
    return document;
}

static Diagram *decode_diagram_file(Decoder *decoder, const InputFile *input)
{
    const Node *document = diagram_file_document(decoder, input, "diagram", "kind and title");
    if (document == NULL)
        return NULL;
    Diagram *diagram = decode_diagram(decoder, document, input->stem);
    return diagnostics_file_has_errors(decoder->diags, input->source) ? NULL : diagram;
}

/* A file that is no good is trouble enough. */
static void check_home(const GPtrArray *files, const Kb *kb, Diagnostics *diags)
{
    Nearest nearest;
    nearest_init(&nearest, kb->home_diagram);
    for (guint i = 0; i < files->len; i++) {
        const InputFile *input = files->pdata[i];
        if (strcmp(input->stem, kb->home_diagram) == 0)
            return;
        nearest_offer(&nearest, input->stem);
    }
    Diagnostic *d = diag_report(diags, DIAG_KB_CONFIG, kb->home_diagram_span,
                                "there is no diagram '%s'", kb->home_diagram);
    if (nearest.best != NULL)
        diag_hint(d, "did you mean '%s'?", nearest.best);
}

void decode_diagrams(const GPtrArray *files, Kb *kb, Arena *arena, Diagnostics *diags)
{
    kb->diagrams = arena_new0(arena, Diagram *, files->len);
    for (guint i = 0; i < files->len; i++) {
        const InputFile *input = files->pdata[i];
        Decoder decoder = {
            .kb = kb, .arena = input->arena, .diags = diags, .near_budget = NEAREST_BUDGET};
        if (input->tree == NULL || input->tree->broken)
            continue;
        Diagram *diagram = decode_diagram_file(&decoder, input);
        if (diagram != NULL && is_new(kb, diagram, diags))
            kb->diagrams[kb->diagram_count++] = diagram;
    }
    if (kb->home_diagram != NULL)
        check_home(files, kb, diags);
}
