#include "query/ddl.h"

#include "model/slot_columns.h"

#include <string.h>

/* SQLite refuses a table of more than 2,000. What does not fit is in `claims` all the same. */
enum { COLUMNS_MAX = 1900 };

typedef enum Languages {
    LANGUAGE_NONE,   /* no text of ours */
    LANGUAGE_OTHERS, /* one more column for each language but the first */
    LANGUAGE_ALL,    /* one more column for each language */
} Languages;

typedef struct FixedSqlColumn {
    const char *name;
    const char *type; /* and what else SQL says about the column */
    const char *comment;
    Languages languages;
} FixedSqlColumn;

typedef struct FixedTable {
    const char *name;
    const char *comment;
    const FixedSqlColumn *columns;
    size_t column_count;
    const char *ending; /* constraints of the table; "": none */
    const char *options;
} FixedTable;

/* clang-format off: a table */
#define ID "TEXT NOT NULL PRIMARY KEY"
#define ENTRY "TEXT REFERENCES entries(id)"
#define CLAIM "INTEGER REFERENCES claims(id)"
#define AN " NOT NULL"

static const FixedSqlColumn kb_columns[] = {
    {"name", "TEXT" AN, "in the first language", LANGUAGE_OTHERS},
    {"format", "INTEGER" AN, "of these tables; also PRAGMA user_version", 0},
    {"as_of", "TEXT", "its \"today\", as written", 0},
    {"as_of_earliest", "TEXT", "first day that this may mean", 0},
    {"as_of_latest", "TEXT", "last day", 0},
    {"license", "TEXT", "of the data", 0},
};

static const FixedSqlColumn entries_columns[] = {
    {"id", ID, "", 0},
    {"class", "TEXT" AN, "also the name of the table that has its slots", 0},
    {"name", "TEXT" AN, "in the first language", LANGUAGE_ALL},
    {"file", "TEXT" AN, "inside the knowledge base", 0},
    {"line", "INTEGER" AN, "where the entry begins", 0},
    {"draft", "INTEGER" AN, "1: checked, not published", 0},
};

static const FixedSqlColumn claims_columns[] = {
    {"id", "INTEGER PRIMARY KEY", "counts them; another build may count otherwise", 0},
    {"entry", ENTRY AN, "", 0},
    {"slot", "TEXT" AN, "of the object that holds it: an entry or an inlined object", 0},
    {"path", "TEXT" AN, "the same from the entry on: composed_of[1].part; items from 1", 0},
    {"item", "INTEGER" AN, "its place among the slot's claims, from 1", 0},
    {"kind", "TEXT" AN,
     "string, text, integer, boolean, date, quantity, choice, reference, object, none, unknown", 0},
    {"value", "TEXT", "as written; a text in the first language; a reference's id",
     LANGUAGE_OTHERS},
    {"min", "REAL", "of a quantity, in `unit`; NULL: open; of an integer or boolean, itself", 0},
    {"max", "REAL", "the same", 0},
    {"low", "REAL", "min less half of the last digit written; what agrees overlaps in low..high",
     0},
    {"high", "REAL", "max and half of the last digit written", 0},
    {"unit", "TEXT", "the slot's, else the one written", 0},
    {"earliest", "TEXT", "first day that a date may mean; NULL: open", 0},
    {"latest", "TEXT", "last day", 0},
    {"status", "TEXT" AN, "actual, planned, estimated, reported, rumoured, cancelled", 0},
    {"rank", "TEXT" AN, "preferred, normal, deprecated", 0},
    {"as_of", "TEXT", "when it was true, as written", 0},
    {"as_of_earliest", "TEXT", "first day that this may mean", 0},
    {"as_of_latest", "TEXT", "last day", 0},
    {"by", "TEXT", "who says so: maker, measured, inferred, an organization's id", 0},
    {"note", "TEXT", "in the first language", LANGUAGE_OTHERS},
    {"quote", "TEXT", "the source's words", 0},
    {"locator", "TEXT", "where in the source", LANGUAGE_OTHERS},
    {"condition", "TEXT", "what it holds for; several with \"; \" between; NULL: as such", 0},
    {"standing", "TEXT" AN, "in_force, corrected (its source has said otherwise since), withdrawn",
     0},
    {"derived", "INTEGER" AN, "1: follows from other claims, nobody states it", 0},
    {"inherited", "INTEGER" AN, "1: a variant's, which states none: the claim of its base", 0},
    {"enclosing", CLAIM, "the claim whose inlined object holds this one", 0},
    {"accepted", "TEXT", "slugs of the warnings that its note lets stand, with \"; \" between", 0},
};

static const FixedSqlColumn claim_sources_columns[] = {
    {"claim", CLAIM AN, "", 0},
    {"source", ENTRY AN, "", 0},
};

static const FixedSqlColumn derivations_columns[] = {
    {"claim", CLAIM AN, "that is derived or inherited", 0},
    {"position", "INTEGER" AN, "in its formula, from 1", 0},
    {"from_claim", CLAIM AN, "", 0},
};

static const FixedSqlColumn refs_columns[] = {
    {"claim", "INTEGER PRIMARY KEY REFERENCES claims(id)", "that refers", 0},
    {"from_entry", ENTRY AN, "", 0},
    {"slot", "TEXT" AN, "of from_entry: composed_of, although it is the item's `part` that refers",
     0},
    {"to_entry", ENTRY AN, "", 0},
    {"count", "INTEGER", "of the inlined object that refers; NULL: it says none", 0},
};

static const FixedSqlColumn milestones_columns[] = {
    {"id", ID, "subject.event or subject.event.key", 0},
    {"subject", ENTRY AN, "", 0},
    {"event", "TEXT" AN, "", 0},
    {"key", "TEXT", "tells several events of one kind apart", 0},
    {"date", "TEXT", "the one that counts, as written; NULL: none is known", 0},
    {"earliest", "TEXT", "first day that it may mean; NULL: open", 0},
    {"latest", "TEXT", "last day", 0},
    {"status", "TEXT", "of that date", 0},
    {"as_of", "TEXT", "of that date", 0},
    {"state", "TEXT" AN,
     "what became of the plan: none, open, confirmed, slipped, pulled_in, overdue, cancelled, "
     "passed",
     0},
    {"settled_by", "TEXT", "the event that has cancelled or passed the plan; NULL: none", 0},
    {"sources", "TEXT", "of that date: ids, with \"; \" between them", 0},
    {"claim", CLAIM, "that date's", 0},
    {"entry", ENTRY, "the milestone's own, if it has one", 0},
};

static const FixedSqlColumn milestone_dates_columns[] = {
    {"milestone", "TEXT NOT NULL REFERENCES milestones(id)", "", 0},
    {"position", "INTEGER" AN, "from 1, the oldest word first", 0},
    {"claim", CLAIM AN, "", 0},
    {"date", "TEXT", "as written; NULL: stated to be unknown", 0},
    {"earliest", "TEXT", "first day that it may mean; NULL: open", 0},
    {"latest", "TEXT", "last day", 0},
    {"status", "TEXT" AN, "", 0},
    {"rank", "TEXT" AN, "", 0},
    {"standing", "TEXT" AN, "in_force, corrected, withdrawn", 0},
    {"as_of", "TEXT", "", 0},
    {"sources", "TEXT", "ids, with \"; \" between them", 0},
};

static const FixedSqlColumn slips_columns[] = {
    {"milestone", "TEXT NOT NULL REFERENCES milestones(id)", "", 0},
    {"position", "INTEGER" AN, "from 1, the oldest first", 0},
    {"from_date", "TEXT" AN, "as written", 0},
    {"to_date", "TEXT" AN, "as written", 0},
    {"days_min", "INTEGER", "at least so much later; negative: earlier; NULL: open", 0},
    {"days_max", "INTEGER", "at most so much later", 0},
    {"from_as_of", "TEXT", "", 0},
    {"to_as_of", "TEXT", "", 0},
    {"from_claim", CLAIM AN, "", 0},
    {"to_claim", CLAIM AN, "", 0},
};

static const FixedSqlColumn figures_columns[] = {
    {"claim", "INTEGER PRIMARY KEY REFERENCES claims(id)",
     "of the amount: several sources, several rows", 0},
    {"subject", ENTRY AN, "", 0},
    {"measure", "TEXT" AN, "", 0},
    {"market", ENTRY, "that a share is of", 0},
    {"key", "TEXT", "tells several of one kind apart", 0},
    {"period", "TEXT", "as written", 0},
    {"earliest", "TEXT", "the period's first day; NULL: open", 0},
    {"latest", "TEXT", "its last day", 0},
    {"amount", "TEXT", "as written", 0},
    {"min", "REAL", "in `unit`; NULL: open", 0},
    {"max", "REAL", "the same", 0},
    {"low", "REAL", "min less half of the last digit written; what agrees overlaps in low..high",
     0},
    {"high", "REAL", "max and half of the last digit written", 0},
    {"unit", "TEXT", "one for all amounts of a measure and currency: CNY, not million CNY", 0},
    {"status", "TEXT" AN, "", 0},
    {"rank", "TEXT" AN, "", 0},
    {"condition", "TEXT", "what it holds for; NULL: as such", 0},
    {"standing", "TEXT" AN, "in_force, corrected, withdrawn", 0},
    {"as_of", "TEXT", "", 0},
    {"sources", "TEXT", "ids, with \"; \" between them", 0},
    {"derived", "INTEGER" AN, "1: follows from other claims, nobody states it", 0},
};

#undef ID
#undef ENTRY
#undef CLAIM
#undef AN

#define COLUMNS(name) name##_columns, G_N_ELEMENTS(name##_columns)
static const FixedTable tables[TABLE_COUNT] = {
    [TABLE_KB] = {"kb", "The knowledge base: one row.", COLUMNS(kb), "", "STRICT"},
    [TABLE_ENTRIES] = {"entries", "Everything that has an id.", COLUMNS(entries), "",
                       "STRICT, WITHOUT ROWID"},
    [TABLE_CLAIMS] = {"claims", "Every statement: an entry, a slot, a value.", COLUMNS(claims), "",
                      "STRICT"},
    [TABLE_CLAIM_SOURCES] = {"claim_sources", "Which sources a claim cites.",
                             COLUMNS(claim_sources), "PRIMARY KEY (claim, source)",
                             "STRICT, WITHOUT ROWID"},
    [TABLE_DERIVATIONS] = {"derivations",
                           "What a derived claim follows from, and an inherited one was.",
                           COLUMNS(derivations), "PRIMARY KEY (claim, position)",
                           "STRICT, WITHOUT ROWID"},
    [TABLE_REFS] = {"refs", "Which entries a claim leads to. How sure it is stands in the claim.",
                    COLUMNS(refs), "", "STRICT"},
    [TABLE_MILESTONES] = {"milestones", "Dated events, whoever states them.", COLUMNS(milestones),
                          "", "STRICT, WITHOUT ROWID"},
    [TABLE_MILESTONE_DATES] = {"milestone_dates", "Every date that was claimed for a milestone.",
                               COLUMNS(milestone_dates), "PRIMARY KEY (milestone, position)",
                               "STRICT, WITHOUT ROWID"},
    [TABLE_SLIPS] = {"slips", "How a milestone's date moved.", COLUMNS(slips),
                     "PRIMARY KEY (milestone, position)", "STRICT, WITHOUT ROWID"},
    [TABLE_FIGURES] = {"figures", "Numbers by period.", COLUMNS(figures), "", "STRICT"},
};
#undef COLUMNS
/* clang-format on */

static const char *const indexes[] = {
    "CREATE INDEX claims_by_entry ON claims(entry, slot);\n",
    "CREATE INDEX claim_sources_by_source ON claim_sources(source);\n",
    "CREATE INDEX refs_by_from ON refs(from_entry, slot);\n",
    "CREATE INDEX refs_by_to ON refs(to_entry, slot);\n",
    "CREATE INDEX milestones_by_subject ON milestones(subject, event);\n",
    "CREATE INDEX figures_by_subject ON figures(subject, measure);\n",
};

/* --- text of definitions --- */

const char *table_name(TableId id)
{
    return tables[id].name;
}

void ddl_append_identifier(GString *sql, const char *name)
{
    g_string_append_c(sql, '"');
    for (; *name != '\0'; name++) {
        if (*name == '"')
            g_string_append_c(sql, '"');
        g_string_append_c(sql, *name);
    }
    g_string_append_c(sql, '"');
}

/* Text of the schema's author: what would end the line would end the comment. */
static void append_comment_text(GString *sql, const char *text)
{
    for (; *text != '\0'; text++)
        g_string_append_c(sql, (unsigned char)*text < ' ' || *text == 0x7F ? ' ' : *text);
}

static void begin_table(GString *sql, const char *name, const char *comment)
{
    g_string_append(sql, "CREATE TABLE ");
    ddl_append_identifier(sql, name);
    g_string_append(sql, "( -- ");
    append_comment_text(sql, comment);
}

/* Each column begins a line, and ends the one before it: a comma stands before the comment. */
typedef struct SqlLines {
    GString *sql;
    GString *comment; /* of the line that is still open */
} SqlLines;

static void lines_flush(SqlLines *lines, const char *comma)
{
    g_string_append(lines->sql, comma);
    if (lines->comment->len > 0) {
        g_string_append(lines->sql, " -- ");
        append_comment_text(lines->sql, lines->comment->str);
        g_string_truncate(lines->comment, 0);
    }
    g_string_append_c(lines->sql, '\n');
}

static void lines_add(SqlLines *lines, bool is_first, const char *name, const char *type)
{
    lines_flush(lines, is_first ? "" : ",");
    g_string_append(lines->sql, "    ");
    ddl_append_identifier(lines->sql, name);
    g_string_append_printf(lines->sql, " %s", type);
}

static void append_language_columns(SqlLines *lines, const FixedSqlColumn *column, const Kb *kb)
{
    if (column->languages == LANGUAGE_NONE)
        return;
    for (size_t i = column->languages == LANGUAGE_OTHERS ? 1 : 0; i < kb->language_count; i++) {
        g_autofree char *name = g_strconcat(column->name, "_", kb->languages[i], NULL);
        lines_add(lines, false, name, "TEXT");
    }
}

void ddl_append_indexes(GString *sql)
{
    for (size_t i = 0; i < G_N_ELEMENTS(indexes); i++)
        g_string_append(sql, indexes[i]);
}

/* --- classes --- */

/* Returns `wanted`, with as many "_" behind it as it takes to differ from what is taken; takes it.
 */
static char *take_name(GHashTable *taken, const char *wanted)
{
    g_autoptr(GString) name = g_string_new(wanted);
    for (;;) {
        char *key = g_ascii_strdown(name->str, -1);
        if (!g_hash_table_contains(taken, key)) {
            g_hash_table_add(taken, key);
            return g_strdup(name->str);
        }
        g_free(key);
        g_string_append_c(name, '_');
    }
}

static void clear_column(gpointer column)
{
    g_free(((SqlColumn *)column)->name);
}

void class_table_free(ClassTable *table)
{
    if (table == NULL)
        return;
    g_free(table->name);
    g_array_unref(table->columns);
    g_free(table);
}

static void add_column(ClassTable *table, SqlColumn column)
{
    g_array_append_val(table->columns, column);
}

/* Milestones and figures have columns for what the program knows of them, and are no entries. */
static bool is_told(const ClassTable *table, const Slot *slot)
{
    const FixedTable *fixed = table->ends;
    const Class *parent = table->class->parent;
    for (size_t i = 0; slot->known != SLOT_UNKNOWN && i < fixed->column_count; i++)
        if (strcmp(fixed->columns[i].name, slot->name) == 0)
            return true;
    return parent != NULL && class_find_slot(parent, slot->name) != NULL;
}

/* Variants within a file are entries of their own; drafts see entries.draft; what an object cites,
 * its claim says. */
static bool has_column(const ClassTable *table, const Slot *slot)
{
    if (slot->identifier || slot->known == SLOT_VARIANTS ||
        (table->ends != NULL && is_told(table, slot)))
        return false;
    return table->is_inlined ? slot->known != SLOT_CITED : slot->known != SLOT_DRAFT;
}

static ColumnKind column_kind(const Slot *slot, ValuePart part)
{
    static const ColumnKind kinds[] = {
        [PART_WRITTEN] = COLUMN_TEXT,  [PART_TEXT] = COLUMN_TEXT, [PART_MIN] = COLUMN_MIN,
        [PART_MAX] = COLUMN_MAX,       [PART_UNIT] = COLUMN_UNIT, [PART_EARLIEST] = COLUMN_EARLIEST,
        [PART_LATEST] = COLUMN_LATEST, [PART_LIST] = COLUMN_LIST, [PART_OBJECTS] = COLUMN_OBJECTS,
        [PART_CITED] = COLUMN_CITED,
    };
    if (part != PART_WRITTEN)
        return kinds[part];
    return slot->range == RANGE_INTEGER || slot->range == RANGE_BOOLEAN ? COLUMN_INTEGER
           : slot->range == RANGE_REFERENCE                             ? COLUMN_ENTRY
                                                                        : COLUMN_TEXT;
}

/* `name`: that of the column which is called like the slot; NULL: the table does without. */
static void add_slot(ClassTable *table, GHashTable *taken, const Slot *slot, const char *name,
                     const Kb *kb)
{
    SlotColumn columns[SLOT_COLUMNS_MAX];
    const size_t count = slot_columns(kb, slot, columns);
    for (size_t i = 0; i < count; i++) {
        SqlColumn column = {.kind = column_kind(slot, columns[i].part),
                            .slot = slot,
                            .language = columns[i].language};
        if (columns[i].suffix != NULL) {
            g_autofree char *wanted = g_strconcat(slot->name, "_", columns[i].suffix, NULL);
            column.name = take_name(taken, wanted);
        } else {
            column.name = g_strdup(name);
        }
        if (column.name != NULL)
            add_column(table, column);
    }
}

static void add_own(ClassTable *table, GHashTable *taken, const char *name, ColumnKind kind)
{
    add_column(table, (SqlColumn){.name = take_name(taken, name), .kind = kind});
}

/* Is a column called like it? Of entries, `name` is a column of its own. */
static bool has_own_name(const ClassTable *table, const Slot *slot, const Kb *kb)
{
    SlotColumn columns[SLOT_COLUMNS_MAX];
    return has_column(table, slot) && slot_columns(kb, slot, columns) > 0 &&
           columns[0].suffix == NULL && (table->is_inlined || slot->known != SLOT_NAME);
}

/* Slots' own names first: a slot is called what its author called it. */
static void add_slots(ClassTable *table, GHashTable *taken, const Kb *kb)
{
    const Class *class = table->class;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < class->slot_count; i++) {
        const Slot *slot = class->slots[i];
        g_ptr_array_add(names, has_own_name(table, slot, kb) ? take_name(taken, slot->name) : NULL);
    }
    for (size_t i = 0; i < class->slot_count; i++)
        if (has_column(table, class->slots[i]) && table->columns->len < COLUMNS_MAX)
            add_slot(table, taken, class->slots[i], names->pdata[i], kb);
}

static ClassTable *class_table_new(const Class *class, GHashTable *table_names, const Kb *kb)
{
    ClassTable *table = g_new0(ClassTable, 1);
    /* SQLite keeps names that begin so to itself. */
    const bool is_reserved = g_ascii_strncasecmp(class->name, "sqlite_", strlen("sqlite_")) == 0;
    g_autofree char *wanted = g_strconcat(is_reserved ? "class_" : "", class->name, NULL);
    table->class = class;
    table->name = take_name(table_names, wanted);
    table->is_inlined = class->folder == NULL;
    table->columns = g_array_new(FALSE, FALSE, sizeof(SqlColumn));
    g_array_set_clear_func(table->columns, clear_column);

    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (table->is_inlined) {
        add_own(table, taken, "claim", COLUMN_CLAIM);
        add_own(table, taken, "entry", COLUMN_OWNER);
        add_own(table, taken, "path", COLUMN_PATH);
    } else {
        add_own(table, taken, "id", COLUMN_ID);
        add_own(table, taken, "name", COLUMN_NAME);
    }
    add_slots(table, taken, kb);
    return table;
}

GPtrArray *class_tables_new(const Kb *kb)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)class_table_free);
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = 0; i < TABLE_COUNT; i++)
        g_free(take_name(taken, tables[i].name));
    g_free(take_name(taken, "sources"));
    for (size_t i = 0; i < G_N_ELEMENTS(indexes); i++) {
        g_auto(GStrv) words = g_strsplit(indexes[i], " ", 4); /* CREATE INDEX name ON ... */
        g_free(take_name(taken, words[2]));
    }
    for (size_t i = 0; i < kb->schema->class_count; i++)
        if (!kb->schema->classes[i]->abstract)
            g_ptr_array_add(all, class_table_new(kb->schema->classes[i], taken, kb));
    return all;
}

/* Which class a table speaks of, besides those that are named like one. */
static const Class *class_of_table(TableId id, const Schema *schema)
{
    return id == TABLE_MILESTONES ? schema->known[CLASS_MILESTONE]
           : id == TABLE_FIGURES  ? schema->known[CLASS_FIGURE]
                                  : NULL;
}

/* Takes the names of the table's own columns. */
static void take_columns(GHashTable *taken, const FixedTable *fixed, const Kb *kb)
{
    for (size_t i = 0; i < fixed->column_count; i++) {
        const FixedSqlColumn *column = &fixed->columns[i];
        g_free(take_name(taken, column->name));
        for (size_t k = 0; column->languages != LANGUAGE_NONE && k < kb->language_count; k++) {
            g_autofree char *name = g_strconcat(column->name, "_", kb->languages[k], NULL);
            g_free(take_name(taken, name));
        }
    }
}

ClassTable *class_table_ending(TableId id, const Kb *kb)
{
    const Class *class = class_of_table(id, kb->schema);
    if (class == NULL)
        return NULL;
    ClassTable *table = g_new0(ClassTable, 1);
    table->class = class;
    table->is_inlined = true;
    table->ends = &tables[id];
    table->columns = g_array_new(FALSE, FALSE, sizeof(SqlColumn));
    g_array_set_clear_func(table->columns, clear_column);
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    take_columns(taken, &tables[id], kb);
    add_slots(table, taken, kb);
    return table;
}

static const char *column_type(ColumnKind kind)
{
    switch (kind) {
    case COLUMN_ID:
        return "TEXT NOT NULL PRIMARY KEY REFERENCES entries(id)";
    case COLUMN_CLAIM:
        return "INTEGER PRIMARY KEY REFERENCES claims(id)";
    case COLUMN_OWNER:
        return "TEXT NOT NULL REFERENCES entries(id)";
    case COLUMN_NAME:
    case COLUMN_PATH:
        return "TEXT NOT NULL";
    case COLUMN_INTEGER:
        return "INTEGER";
    case COLUMN_ENTRY:
        return "TEXT REFERENCES entries(id)";
    case COLUMN_MIN:
    case COLUMN_MAX:
        return "REAL";
    case COLUMN_TEXT:
    case COLUMN_OBJECTS:
    case COLUMN_LIST:
    case COLUMN_CITED:
    case COLUMN_UNIT:
    case COLUMN_EARLIEST:
    case COLUMN_LATEST:
        break;
    }
    return "TEXT";
}

static void append_slot_words(GString *out, const SqlColumn *column)
{
    const Slot *slot = column->slot;
    const bool is_first = column->kind != COLUMN_LIST || !slot->usually_one;
    if (column->language == 0 && is_first)
        g_string_append_printf(out, "%s. %s", localised_get(&slot->title, 0),
                               localised_get(&slot->description, 0));
}

static void append_column_comment(GString *out, const SqlColumn *column)
{
    const Slot *slot = column->slot;
    switch (column->kind) {
    case COLUMN_NAME:
        g_string_append(out, "in the first language");
        break;
    case COLUMN_CLAIM:
        g_string_append(out, "the one that holds the object");
        break;
    case COLUMN_OWNER:
        g_string_append(out, "around it");
        break;
    case COLUMN_PATH:
        g_string_append(out, "as in claims");
        break;
    case COLUMN_MIN:
    case COLUMN_MAX:
        if (slot->unit != NULL)
            g_string_append_printf(out, "in %s; ", unit_symbol(slot->unit));
        g_string_append(out, "NULL: open");
        break;
    case COLUMN_TEXT:
    case COLUMN_INTEGER:
    case COLUMN_ENTRY:
        append_slot_words(out, column);
        break;
    case COLUMN_LIST:
    case COLUMN_CITED:
        append_slot_words(out, column);
        g_string_append(out,
                        slot->usually_one ? "all, with \"; \" between" : " With \"; \" between");
        break;
    case COLUMN_OBJECTS:
        append_slot_words(out, column);
        g_string_append(out, " JSON");
        break;
    default:
        break;
    }
}

static void append_columns(SqlLines *lines, const ClassTable *table, bool are_first)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const SqlColumn *column = &g_array_index(table->columns, SqlColumn, i);
        lines_add(lines, are_first && i == 0, column->name, column_type(column->kind));
        append_column_comment(lines->comment, column);
    }
}

static void append_ending(SqlLines *lines, TableId id, const Kb *kb)
{
    ClassTable *ending = class_table_ending(id, kb);
    if (ending == NULL)
        return;
    append_columns(lines, ending, false);
    class_table_free(ending);
}

void ddl_append_table(GString *sql, TableId id, const Kb *kb)
{
    const FixedTable *table = &tables[id];
    g_autoptr(GString) comment = g_string_new(NULL);
    SqlLines lines = {sql, comment};
    begin_table(sql, table->name, table->comment);
    for (size_t i = 0; i < table->column_count; i++) {
        lines_add(&lines, i == 0, table->columns[i].name, table->columns[i].type);
        g_string_assign(comment, table->columns[i].comment);
        append_language_columns(&lines, &table->columns[i], kb);
    }
    append_ending(&lines, id, kb);
    lines_flush(&lines, table->ending[0] != '\0' ? "," : "");
    if (table->ending[0] != '\0')
        g_string_append_printf(sql, "    %s\n", table->ending);
    g_string_append_printf(sql, ") %s;\n", table->options);
}

void ddl_append_class_table(GString *sql, const ClassTable *table)
{
    g_autoptr(GString) comment = g_string_new(localised_get(&table->class->description, 0));
    SqlLines lines = {sql, comment};
    begin_table(sql, table->name, comment->str);
    g_string_truncate(comment, 0);
    append_columns(&lines, table, true);
    lines_flush(&lines, "");
    g_string_append_printf(sql, ") STRICT%s;\n", table->is_inlined ? "" : ", WITHOUT ROWID");
}

/* `sources` is what the class of sources is called, whatever that class is called. */
void ddl_append_views(GString *sql, const GPtrArray *class_tables, const Kb *kb)
{
    for (guint i = 0; i < class_tables->len; i++) {
        const ClassTable *table = class_tables->pdata[i];
        if (table->class != kb->schema->known[CLASS_SOURCE])
            continue;
        g_string_append(sql, "CREATE VIEW sources AS "
                             "SELECT *, (SELECT count(*) FROM claim_sources AS c "
                             "WHERE c.source = s.id) AS claims FROM ");
        ddl_append_identifier(sql, table->name);
        g_string_append(sql, " AS s;\n");
    }
}
