/*
 * A milestone is known by (subject, event, key). Wherever it is stated, inline or as an entry of
 * its own, each statement adds its dates to the same Milestone.
 */
#include "link/linker.h"

#include <string.h>

/* A milestone while statements are still being added. Most have one, with one date. */
typedef struct Draft {
    Milestone *milestone;
    Claim *date;            /* the first; NULL: none */
    GPtrArray *more;        /* of Claim: all of them, if there are several; else NULL */
    const Claim *statement; /* the first; NULL: none */
    bool is_told_again;     /* all its statements are in the gatherer's set */
} Draft;

/* One date of a milestone, or an item that has none. */
typedef struct Statement {
    const Milestone *milestone;
    const Claim *claim;
} Statement;

typedef struct MilestoneGatherer {
    Kb *kb;
    Arena *arena;
    Diagnostics *diags;
    GHashTable *by_id;      /* milestone id, in whatever case -> Draft */
    GHashTable *statements; /* set of Statement: those that differ in milestone, source or date, of
                               milestones that have several */
    GPtrArray *drafts;      /* in the order of first statements */
    GString *name;          /* of the milestone at hand */
    Arena *scratch;         /* of drafts and statements */
} MilestoneGatherer;

/* As g_str_hash(), of letters in lower case. */
static guint id_hash(gconstpointer id)
{
    guint hash = 5381;
    for (const char *p = id; *p != '\0'; p++)
        hash = hash * 33 + (guchar)g_ascii_tolower(*p);
    return hash;
}

static gboolean id_equal(gconstpointer a, gconstpointer b)
{
    return g_ascii_strcasecmp(a, b) == 0;
}

static Draft *gather_draft(MilestoneGatherer *gatherer, Entry *subject, const EnumValue *event,
                           const char *key)
{
    GString *name = gatherer->name;
    g_string_assign(name, subject->id);
    g_string_append_c(name, '.');
    g_string_append(name, event->name);
    if (key != NULL) {
        g_string_append_c(name, '.');
        g_string_append(name, key);
    }
    Draft *draft = g_hash_table_lookup(gatherer->by_id, name->str);
    if (draft != NULL)
        return draft;
    const char *id = arena_strndup(gatherer->arena, name->str, name->len);
    draft = arena_new0(gatherer->scratch, Draft, 1);
    draft->milestone = arena_new0(gatherer->arena, Milestone, 1);
    draft->milestone->id = id;
    draft->milestone->subject = subject;
    draft->milestone->event = event;
    draft->milestone->key = key;
    g_hash_table_insert(gatherer->by_id, (gpointer)id, draft);
    g_ptr_array_add(gatherer->drafts, draft);
    return draft;
}

static bool cites_the_same(const Claim *a, const Claim *b)
{
    if (a->citation_count != b->citation_count)
        return false;
    for (size_t i = 0; i < a->citation_count; i++) {
        bool found = false;
        for (size_t k = 0; k < b->citation_count && !found; k++)
            found = strcmp(a->citations[i].id, b->citations[k].id) == 0;
        if (!found)
            return false;
    }
    return true;
}

static bool same_as_of(const Claim *a, const Claim *b)
{
    if ((a->as_of != NULL) != (b->as_of != NULL))
        return false;
    return a->as_of == NULL || edtf_sort(a->as_of, b->as_of) == 0;
}

static guint statement_hash(gconstpointer data)
{
    const Statement *statement = data;
    const Claim *claim = statement->claim;
    guint hash = g_direct_hash(statement->milestone);
    for (size_t i = 0; i < claim->citation_count; i++)
        hash += g_direct_hash(claim->citations[i].source); /* in any order */
    return claim->as_of != NULL ? hash * 31 + (guint)claim->as_of->earliest : hash;
}

static gboolean statement_equal(gconstpointer left, gconstpointer right)
{
    const Statement *a = left;
    const Statement *b = right;
    return a->milestone == b->milestone && cites_the_same(a->claim, b->claim) &&
           same_as_of(a->claim, b->claim);
}

/* Returns the statement that says the same; NULL: there is none, and this one is kept. */
static const Statement *keep_statement(MilestoneGatherer *gatherer, const Draft *draft,
                                       const Claim *claim)
{
    const Statement key = {draft->milestone, claim};
    const Statement *first = g_hash_table_lookup(gatherer->statements, &key);
    if (first != NULL)
        return first;
    Statement *statement = arena_new0(gatherer->scratch, Statement, 1);
    *statement = key;
    g_hash_table_add(gatherer->statements, statement);
    return NULL;
}

static void add_statement(MilestoneGatherer *gatherer, Draft *draft, const Claim *claim)
{
    if (draft->statement == NULL) {
        draft->statement = claim;
        return;
    }
    if (!draft->is_told_again)
        keep_statement(gatherer, draft, draft->statement);
    draft->is_told_again = true;
    const Statement *first = keep_statement(gatherer, draft, claim);
    if (first == NULL)
        return;
    Diagnostic *d =
        diag_report(gatherer->diags, DIAG_MILESTONE_DUPLICATE, claim_span(claim),
                    "milestone '%s' is stated twice by one source", draft->milestone->id);
    diag_note(d, claim_span(first->claim), "first stated here");
    diag_hint(d, "two events of one kind need a `key` each; two words of one source on one "
                 "event differ in `as_of`");
}

static void add_date(Draft *draft, Claim *claim)
{
    if (draft->date == NULL) {
        draft->date = claim;
        return;
    }
    if (draft->more == NULL) {
        draft->more = g_ptr_array_new();
        g_ptr_array_add(draft->more, draft->date);
    }
    g_ptr_array_add(draft->more, claim);
}

static void gather(MilestoneGatherer *gatherer, Entry *subject, const Object *object,
                   const Claim *item, Entry *entry)
{
    const EnumValue *event = object_choice(object, SLOT_EVENT);
    if (event == NULL || subject == NULL)
        return;
    Draft *draft = gather_draft(gatherer, subject, event, object_string(object, SLOT_KEY));
    Milestone *milestone = draft->milestone;
    if (milestone->object == NULL) {
        milestone->object = object;
        milestone->item = item;
    }
    if (!link_check_key(gatherer->diags, milestone->object, object))
        return;
    if (milestone->entry == NULL && entry != NULL) {
        milestone->entry = entry;
        if (object_claims(object, SLOT_NAME) != NULL)
            milestone->name = entry->name;
    }
    const Claims *dates = object_claims(object, SLOT_DATE);
    for (size_t i = 0; dates != NULL && i < dates->count; i++) {
        add_date(draft, &dates->items[i]);
        add_statement(gatherer, draft, &dates->items[i]);
    }
    if (dates == NULL && item != NULL)
        add_statement(gatherer, draft, item);
}

static void gather_entry(MilestoneGatherer *gatherer, Entry *entry)
{
    const Class *class = gatherer->kb->schema->known[CLASS_MILESTONE];
    if (class_is_a(entry->object.class, class) && !entry->draft) /* which nobody is to see */
        gather(gatherer, object_reference(&entry->object, SLOT_SUBJECT), &entry->object, NULL,
               entry);
    const Claims *items = object_claims(&entry->object, SLOT_MILESTONES);
    for (size_t i = 0; items != NULL && i < items->count; i++) {
        const Claim *item = &items->items[i];
        if (item->value.kind == VALUE_OBJECT && class_is_a(item->value.object->class, class))
            gather(gatherer, entry, item->value.object, item, NULL);
    }
}

int link_compare_age(gconstpointer left, gconstpointer right)
{
    return claim_compare_age(*(const Claim *const *)left, *(const Claim *const *)right);
}

/* A forecast that moves is no mistake. */
static void correct_facts(const GPtrArray *dates, Arena *arena)
{
    g_autoptr(GPtrArray) facts = g_ptr_array_new();
    for (guint i = 0; i < dates->len; i++) {
        Claim *date = dates->pdata[i];
        if (status_is_fact(date->status) && date->value.kind == VALUE_DATE)
            g_ptr_array_add(facts, date);
    }
    link_correct((Claim *const *)facts->pdata, facts->len, arena);
}

static void draft_finish(MilestoneGatherer *gatherer, Draft *draft)
{
    Milestone *milestone = draft->milestone;
    milestone->date_count = draft->more != NULL ? draft->more->len : draft->date != NULL;
    milestone->dates = arena_new0(gatherer->arena, const Claim *, milestone->date_count);
    if (draft->more == NULL) {
        if (draft->date != NULL)
            milestone->dates[0] = draft->date;
        return;
    }
    g_ptr_array_sort(draft->more, link_compare_age); /* stable: a merge sort */
    correct_facts(draft->more, gatherer->arena);
    for (guint i = 0; i < draft->more->len; i++)
        milestone->dates[i] = draft->more->pdata[i];
    g_ptr_array_unref(draft->more);
}

static const Edtf *milestone_date(const Milestone *milestone)
{
    const Claim *claim = milestone_current(milestone);
    return claim != NULL && claim->value.kind == VALUE_DATE ? claim->value.date : NULL;
}

/* By date, what has none last; then in the order of events. */
static int compare_milestones(const void *left, const void *right)
{
    const Milestone *a = *(const Milestone *const *)left;
    const Milestone *b = *(const Milestone *const *)right;
    const Edtf *x = milestone_date(a);
    const Edtf *y = milestone_date(b);
    if ((x != NULL) != (y != NULL))
        return x != NULL ? -1 : 1;
    int order = 0;
    if (x != NULL)
        order = (x->earliest > y->earliest) - (x->earliest < y->earliest);
    if (order == 0 && x != NULL)
        order = (x->latest > y->latest) - (x->latest < y->latest);
    if (order == 0)
        order = (a->event->index > b->event->index) - (a->event->index < b->event->index);
    return order != 0 ? order : strcmp(a->id, b->id);
}

static int compare_ids(const void *left, const void *right)
{
    return strcmp((*(const Milestone *const *)left)->id, (*(const Milestone *const *)right)->id);
}

static void distribute(Kb *kb, Arena *arena)
{
    for (size_t i = 0; i < kb->milestone_count; i++)
        kb->milestones[i]->subject->milestone_count++;
    for (size_t i = 0; i < kb->entry_count; i++) {
        Entry *entry = kb->entries[i];
        entry->milestones = arena_new0(arena, Milestone *, entry->milestone_count);
        entry->milestone_count = 0;
    }
    for (size_t i = 0; i < kb->milestone_count; i++) {
        Entry *subject = kb->milestones[i]->subject;
        subject->milestones[subject->milestone_count++] = kb->milestones[i];
    }
    for (size_t i = 0; i < kb->entry_count; i++)
        if (kb->entries[i]->milestone_count > 1)
            qsort(kb->entries[i]->milestones, kb->entries[i]->milestone_count, sizeof(Milestone *),
                  compare_milestones);
}

void link_milestones(Kb *kb, Arena *arena, Diagnostics *diags)
{
    if (kb->schema->known[CLASS_MILESTONE] == NULL)
        return;
    MilestoneGatherer gatherer = {.kb = kb, .arena = arena, .diags = diags};
    gatherer.by_id = g_hash_table_new(id_hash, id_equal);
    gatherer.statements = g_hash_table_new(statement_hash, statement_equal);
    gatherer.drafts = g_ptr_array_new();
    gatherer.name = g_string_new(NULL);
    gatherer.scratch = arena_new();
    for (size_t i = 0; i < kb->entry_count; i++)
        gather_entry(&gatherer, kb->entries[i]);
    kb->milestone_count = gatherer.drafts->len;
    kb->milestones = arena_new0(arena, Milestone *, kb->milestone_count);
    for (guint i = 0; i < gatherer.drafts->len; i++) {
        kb->milestones[i] = ((const Draft *)gatherer.drafts->pdata[i])->milestone;
        draft_finish(&gatherer, gatherer.drafts->pdata[i]);
    }
    g_string_free(gatherer.name, TRUE);
    g_hash_table_unref(gatherer.by_id);
    g_hash_table_unref(gatherer.statements);
    g_ptr_array_unref(gatherer.drafts);
    arena_free(gatherer.scratch);
    if (kb->milestone_count > 0)
        qsort(kb->milestones, kb->milestone_count, sizeof(Milestone *), compare_ids);
    for (size_t i = 0; i < kb->milestone_count; i++)
        kb->milestones[i]->index = i;
    distribute(kb, arena);
}
