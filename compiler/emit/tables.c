#include "emit/tables.h"

#include "base/text.h"
#include "emit/table_builder.h"
#include "model/cell.h"

#include <string.h>

/* Cells that no slot fills. */

static void append_id(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    text_append(cell, row->entry->id);
}

static void append_class(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    text_append(cell, row->entry->object.class->name);
}

/* An inlined item is about the entry around it. */
static void append_subject(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    const Entry *subject = object_reference(row->object, SLOT_SUBJECT);
    text_append(cell, (subject != NULL ? subject : row->entry)->id);
}

static void append_milestone_id(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    text_append(cell, row->plan->milestone->id);
}

static void append_milestone_subject(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    text_append(cell, row->plan->milestone->subject->id);
}

static void append_event(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    text_append(cell, row->plan->milestone->event->name);
}

static void append_key(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    if (row->plan->milestone->key != NULL)
        text_append(cell, row->plan->milestone->key);
}

static void append_in_force(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    if (row->slot != NULL)
        text_append(cell, row->claim == row->plan->current ? "true" : "false");
}

static void append_state(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    if (row->plan->state != PLAN_NONE)
        text_append(cell, plan_state_name(row->plan->state));
}

static void append_path(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    text_append(cell, row->path);
}

static void append_item(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    text_append(cell, row->item);
}

static void append_kind(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    const ValueKind kind = row->claim->value.kind;
    text_append(cell, kind == VALUE_NONE      ? "none"
                      : kind == VALUE_UNKNOWN ? "unknown"
                      : kind == VALUE_OBJECT  ? "object"
                                              : "value");
}

/* A milestone without a date has a claim, but no value of the slot. */
static void append_value(const TableColumn *column, const TableRow *row, GString *cell)
{
    if (row->slot != NULL)
        table_append_part(cell, column->part, &row->claim->value, column->language);
}

static void append_status(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    if (row->claim != NULL)
        text_append(cell, status_name(row->claim->status));
}

static void append_rank(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    if (row->claim != NULL)
        text_append(cell, rank_name(row->claim->rank));
}

static void append_as_of(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    if (row->claim != NULL && row->claim->as_of != NULL)
        text_append(cell, row->claim->as_of->text);
}

static void append_sources(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    if (row->claim != NULL)
        cell_append_citations(cell, row->claim->citations, row->claim->citation_count);
}

static void append_by(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    if (row->claim != NULL && claim_details(row->claim)->by != NULL)
        text_append(cell, claim_details(row->claim)->by);
}

static void append_condition(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    const Condition *condition = row->claim != NULL ? claim_details(row->claim)->condition : NULL;
    if (condition != NULL)
        text_append(cell, condition->key);
}

static void append_standing(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    if (row->claim != NULL)
        text_append(cell, standing_name(row->claim->standing));
}

static void append_derived(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    const ClaimDetails *details = claim_details(row->claim);
    text_append(cell, details->from_count > 0 && !details->is_inherited ? "true" : "false");
}

static void append_inherited(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    text_append(cell, claim_is_inherited(row->claim) ? "true" : "false");
}

static void append_localised(const TableColumn *column, const Localised *text, GString *cell)
{
    if (text != NULL)
        text_append(cell, localised_get(text, column->language));
}

static void append_note(const TableColumn *column, const TableRow *row, GString *cell)
{
    append_localised(column, claim_details(row->claim)->note, cell);
}

static void append_locator(const TableColumn *column, const TableRow *row, GString *cell)
{
    append_localised(column, claim_details(row->claim)->locator, cell);
}

static void append_quote(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    if (claim_details(row->claim)->quote != NULL)
        text_append(cell, claim_details(row->claim)->quote);
}

static void append_accepted(const TableColumn *column, const TableRow *row, GString *cell)
{
    (void)column;
    cell_append_accepted(cell, row->claim);
}

/* Columns. */

static const FixedColumn class_columns[] = {
    {"id", "string", append_id, 0, false, "the entry"},
    {0},
};

/* Who says so, and how sure it is: in every long table. */
#define PROVENANCE                                                                                \
    {"status", "string", append_status,                                                           \
     0,        false,    "actual, planned, estimated, reported, rumoured or cancelled"},          \
        {"rank", "string", append_rank, 0, false, "preferred, normal or deprecated"},             \
        {"as_of", "string", append_as_of, 0, false, "when it was known (EDTF)"},                  \
        {"sources", "string", append_sources, 0, false, "ids of the sources, joined by '; '"},    \
        {"by", "string", append_by, 0, false, "who states it, if that is not the source"},        \
        {"condition", "string", append_condition, 0, false, "what it holds for, joined by '; '"}, \
    {                                                                                             \
        "standing", "string", append_standing, 0, false, "in_force, corrected or withdrawn"       \
    }

static const FixedColumn object_columns[] = {
    {"entry", "string", append_id, 0, false, "the entry around it"},
    {"path", "string", append_path, 0, false, "where in that: 'composed_of[1]', items from 1"},
    PROVENANCE,
    {"inherited", "boolean", append_inherited, 0, false,
     "is it the claim of what this is a variant of?"},
    {0},
};

static const FixedColumn milestone_columns[] = {
    {"id", "string", append_milestone_id, 0, false, "the milestone; a row a claimed date"},
    {"subject", "string", append_milestone_subject, 0, false, "the entry it is about"},
    {"event", "string", append_event, 0, false, "what happened"},
    {"key", "string", append_key, 0, false, "tells several of one kind apart"},
    {"date", "string", append_value, PART_WRITTEN, false, "the date as written (EDTF)"},
    {"date_earliest", "date", append_value, PART_EARLIEST, false, "its first day"},
    {"date_latest", "date", append_value, PART_LATEST, false, "its last day"},
    {"in_force", "boolean", append_in_force, 0, false, "is this the date that counts?"},
    {"state", "string", append_state, 0, false, "what became of the plan"},
    PROVENANCE,
    {0},
};

static const FixedColumn figure_columns[] = {
    {"entry", "string", append_id, 0, false, "the entry that states it; a row an amount"},
    {"subject", "string", append_subject, 0, false, "the entry it is about"},
    PROVENANCE,
    {0},
};

static const FixedColumn claim_columns[] = {
    {"entry", "string", append_id, 0, false, "the entry"},
    {"class", "string", append_class, 0, false, "its class"},
    {"slot", "string", append_path, 0, false, "the slot; within objects all of them, 'a.b'"},
    {"item", "string", append_item, 0, false, "which of the objects, counted from 1: '2', '2.1'"},
    {"kind", "string", append_kind, 0, false,
     "value, none, unknown or object (with rows of its own)"},
    {"value", "string", append_value, PART_WRITTEN, false, "as written; an id for a reference"},
    {"text", "string", append_value, PART_TEXT, true, "the text in this language"},
    {"min", "number", append_value, PART_MIN, false, "lower bound; empty: open"},
    {"max", "number", append_value, PART_MAX, false, "upper bound; empty: open"},
    {"unit", "string", append_value, PART_UNIT, false, "unit of min and max"},
    {"earliest", "date", append_value, PART_EARLIEST, false, "a date's first day; empty: open"},
    {"latest", "date", append_value, PART_LATEST, false, "a date's last day; empty: open"},
    PROVENANCE,
    {"derived", "boolean", append_derived, 0, false, "does it follow from other claims?"},
    {"inherited", "boolean", append_inherited, 0, false,
     "is it the claim of what this is a variant of?"},
    {"note", "string", append_note, 0, true, "a remark"},
    {"quote", "string", append_quote, 0, false, "the source's own words"},
    {"locator", "string", append_locator, 0, true, "where in the source"},
    {"accepted", "string", append_accepted, 0, false,
     "slugs of the warnings that its note lets stand, joined by '; '"},
    {0},
};

static void add_fixed(TableBuilder *builder, const FixedColumn *fixed, size_t language)
{
    const char *name = fixed->name;
    if (fixed->is_localised)
        name = arena_printf(builder->arena, "%s_%s", name, builder->kb->languages[language]);
    const TableColumn column = {
        .name = name,
        .append = fixed->append,
        .part = fixed->part,
        .type = fixed->type,
        .title = name,
        .description = fixed->description,
        .language = language,
    };
    g_array_append_val(builder->columns, column);
}

/* `class` NULL: no slots. */
static void fill_columns(Table *table, const Kb *kb, const FixedColumn *fixed, const Class *class,
                         const Class *parent, Arena *arena)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(TableColumn));
    TableBuilder builder = {kb, arena, fixed, columns};
    for (const FixedColumn *column = fixed; column->name != NULL; column++)
        for (size_t i = 0; i < (column->is_localised ? kb->language_count : 1); i++)
            add_fixed(&builder, column, i);
    if (class != NULL)
        table_builder_add_slots(&builder, class, parent);
    table->column_count = columns->len;
    table->columns = arena_new0(arena, TableColumn, columns->len);
    memcpy(table->columns, columns->data, columns->len * sizeof(TableColumn));
}

/* Rows. */

static void visit_entries(const Table *table, const Kb *kb, const TableVisitor *visitor)
{
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        const TableRow row = {.kb = kb, .entry = entry, .object = &entry->object};
        if (entry->draft || entry->object.class != table->class ||
            !visitor->begin(entry, visitor->user))
            continue;
        visitor->row(table, &row, visitor->user);
        visitor->end(entry, visitor->user);
    }
}

static void visit_milestones(const Table *table, const Kb *kb, const TableVisitor *visitor)
{
    const Slot *date = class_find_known(kb->schema->known[CLASS_MILESTONE], SLOT_DATE);
    const Plans *plans = &kb->findings->plans;
    for (size_t i = 0; i < plans->count; i++) {
        const Milestone *milestone = plans->items[i].milestone;
        if (milestone->subject->draft)
            continue;
        TableRow row = {.kb = kb,
                        .entry = milestone->subject,
                        .object = milestone->object,
                        .claim = milestone->item,
                        .plan = &plans->items[i]};
        for (size_t k = 0; k < milestone->date_count; k++) {
            row.slot = date;
            row.claim = milestone->dates[k];
            visitor->row(table, &row, visitor->user);
        }
        if (milestone->date_count == 0)
            visitor->row(table, &row, visitor->user);
    }
}

static void visit_figures(const Table *table, const Kb *kb, const TableVisitor *visitor)
{
    const Slot *slot = class_find_known(kb->schema->known[CLASS_FIGURE], SLOT_AMOUNT);
    const FigureAmounts *amounts = &kb->findings->amounts;
    for (size_t i = 0; i < amounts->count; i++) {
        const FigureAmount *amount = &amounts->items[i];
        if (amount->entry->draft || amount->figure->subject->draft)
            continue;
        visitor->row(table,
                     &(TableRow){.kb = kb,
                                 .entry = amount->entry,
                                 .object = amount->object,
                                 .slot = slot,
                                 .claim = amount->claim},
                     visitor->user);
    }
}

/* Where in an entry a claim stands. */
typedef struct ClaimWalk {
    const Table *table;
    const TableVisitor *visitor;
    TableRow row;
    GString *path;
    GString *item;
} ClaimWalk;

static void append_step(GString *path, const char *step)
{
    if (path->len > 0)
        g_string_append_c(path, '.');
    g_string_append(path, step);
}

static void walk_claim(ClaimWalk *walk, const Claim *claim, size_t number);

/* As deep as YAML nests, which has its limit. */
static void walk_object(ClaimWalk *walk, const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        const gsize length = walk->path->len;
        append_step(walk->path, claims->slot->name);
        for (size_t k = 0; k < claims->count; k++) {
            walk->row.slot = claims->slot;
            walk_claim(walk, &claims->items[k], k + 1);
        }
        g_string_truncate(walk->path, length);
    }
}

static void walk_claim(ClaimWalk *walk, const Claim *claim, size_t number)
{
    const gsize length = walk->item->len;
    if (claim->value.kind == VALUE_OBJECT) {
        char digits[24];
        g_snprintf(digits, sizeof digits, "%zu", number);
        append_step(walk->item, digits);
    }
    walk->row.claim = claim;
    walk->row.path = walk->path->str;
    walk->row.item = walk->item->str;
    walk->visitor->row(walk->table, &walk->row, walk->visitor->user);
    if (claim->value.kind == VALUE_OBJECT)
        walk_object(walk, claim->value.object);
    g_string_truncate(walk->item, length);
}

static void visit_claims(const Table *table, const Kb *kb, const TableVisitor *visitor)
{
    g_autoptr(GString) path = g_string_new(NULL);
    g_autoptr(GString) item = g_string_new(NULL);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        ClaimWalk walk = {table, visitor, {.kb = kb, .entry = entry}, path, item};
        if (entry->draft || !visitor->begin(entry, visitor->user))
            continue;
        walk_object(&walk, &entry->object);
        visitor->end(entry, visitor->user);
    }
}

/* Where in an entry an inlined object stands. */
typedef struct ObjectWalk {
    const Table *table;
    const TableVisitor *visitor;
    TableRow row;
    GString *path;
} ObjectWalk;

static void visit_inner(ObjectWalk *walk, const Object *object);

static void visit_object(ObjectWalk *walk, const Claim *claim)
{
    const Object *object = claim->value.object;
    if (object->class == walk->table->class) {
        walk->row.object = object;
        walk->row.claim = claim;
        walk->row.path = walk->path->str;
        walk->visitor->row(walk->table, &walk->row, walk->visitor->user);
    }
    visit_inner(walk, object);
}

/* As deep as YAML nests, which has its limit. */
static void visit_inner(ObjectWalk *walk, const Object *object)
{
    for (size_t i = 0; i < object->slot_count; i++) {
        const Claims *claims = &object->slots[i];
        const gsize length = walk->path->len;
        if (claims->slot->range != RANGE_OBJECT)
            continue;
        append_step(walk->path, claims->slot->name);
        for (size_t k = 0; k < claims->count; k++) {
            const gsize inner = walk->path->len;
            if (claims->slot->multivalued || claims->count > 1)
                g_string_append_printf(walk->path, "[%zu]", k + 1);
            if (claims->items[k].value.kind == VALUE_OBJECT)
                visit_object(walk, &claims->items[k]);
            g_string_truncate(walk->path, inner);
        }
        g_string_truncate(walk->path, length);
    }
}

static void visit_objects(const Table *table, const Kb *kb, const TableVisitor *visitor)
{
    g_autoptr(GString) path = g_string_new(NULL);
    for (size_t i = 0; i < kb->entry_count; i++) {
        const Entry *entry = kb->entries[i];
        ObjectWalk walk = {table, visitor, {.kb = kb, .entry = entry}, path};
        if (entry->draft || !visitor->begin(entry, visitor->user))
            continue;
        visit_inner(&walk, &entry->object);
        visitor->end(entry, visitor->user);
    }
}

/* Tables. */

/* A class without a folder has no entries, only objects in them. */
static Table class_table(const Kb *kb, const Class *class, Arena *arena)
{
    Table table = {.name = class->name,
                   .title = localised_get(&class->title, 0),
                   .description = description_text(&class->description),
                   .class = class,
                   .visit = class->folder != NULL ? visit_entries : visit_objects};
    fill_columns(&table, kb, class->folder != NULL ? class_columns : object_columns, class, NULL,
                 arena);
    return table;
}

/* The slots of milestones and figures that not every entry has. */
static Table item_table(const Kb *kb, const char *name, const char *title,
                        const FixedColumn *columns, const Class *class, Arena *arena)
{
    Table table = {.name = name, .title = title};
    fill_columns(&table, kb, columns, class, class->parent, arena);
    return table;
}

Tables tables_of_kb(const Kb *kb, Arena *arena)
{
    const Schema *schema = kb->schema;
    Tables tables = {arena_new0(arena, Table, schema->class_count + 3), 0};
    for (size_t i = 0; i < schema->class_count; i++)
        if (!schema->classes[i]->abstract)
            tables.items[tables.count++] = class_table(kb, schema->classes[i], arena);
    if (schema->known[CLASS_MILESTONE] != NULL) {
        Table *table = &tables.items[tables.count++];
        *table = item_table(kb, "milestones", "All dates of all milestones", milestone_columns,
                            schema->known[CLASS_MILESTONE], arena);
        table->visit = visit_milestones;
    }
    if (schema->known[CLASS_FIGURE] != NULL) {
        Table *table = &tables.items[tables.count++];
        *table = item_table(kb, "figures", "All figures", figure_columns,
                            schema->known[CLASS_FIGURE], arena);
        table->visit = visit_figures;
    }
    Table *claims = &tables.items[tables.count++];
    *claims = (Table){.name = "claims", .title = "All claims", .visit = visit_claims};
    fill_columns(claims, kb, claim_columns, NULL, NULL, arena);
    return tables;
}
