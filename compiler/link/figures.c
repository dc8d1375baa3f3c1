/*
 * A figure is known by (subject, measure, period, key). Wherever it is stated, inline or as an
 * entry of its own, each statement adds its amounts to the same Figure. A period is its days:
 * 2024-Q1 is 2024-01/2024-03, and has the name under which it was stated first.
 */
#include "link/linker.h"

#include <string.h>

typedef struct FigureGatherer {
    Kb *kb;
    Arena *arena;
    Diagnostics *diags;
    GHashTable *known;   /* find_name() -> Figure */
    GPtrArray *figures;  /* in the order of first statements */
    GHashTable *amounts; /* Figure -> GPtrArray of Claim */
} FigureGatherer;

/* Returns what two texts of one period have in common: its days. Of "2024-XX", some month of 2024,
 * and of a season of no hemisphere these are not the days that are meant. Caller frees. */
static char *write_period(const Edtf *period)
{
    const bool is_vague = period->precision == EDTF_SEASON_ANYWHERE ||
                          period->precision == EDTF_DECADE || period->precision == EDTF_CENTURY ||
                          strchr(period->text, 'X') != NULL;
    if (is_vague)
        return g_strdup(period->text);
    return g_strdup_printf("%d %d %d", period->earliest, period->latest, period->qualifiers);
}

/* Returns what is the same for all statements of a figure. Caller frees. */
static char *find_name(const Entry *subject, const EnumValue *measure, const Edtf *period,
                       const char *key)
{
    g_autofree char *days = period != NULL ? write_period(period) : NULL;
    g_autofree char *name =
        g_strjoin(" ", subject->id, measure->name, days != NULL ? days : "-", key, NULL);
    return g_ascii_strdown(name, -1);
}

static Figure *gather_figure(FigureGatherer *gatherer, Entry *subject, const EnumValue *measure,
                             const Edtf *period, const char *key)
{
    g_autofree char *name = find_name(subject, measure, period, key);
    Figure *figure = g_hash_table_lookup(gatherer->known, name);
    if (figure != NULL)
        return figure;
    const char *id = arena_printf(gatherer->arena, "%s.%s%s%s%s%s", subject->id, measure->name,
                                  period != NULL ? "." : "", period != NULL ? period->text : "",
                                  key != NULL ? "." : "", key != NULL ? key : "");
    figure = arena_new0(gatherer->arena, Figure, 1);
    *figure =
        (Figure){.id = id, .subject = subject, .measure = measure, .period = period, .key = key};
    g_hash_table_insert(gatherer->known, g_steal_pointer(&name), figure);
    g_ptr_array_add(gatherer->figures, figure);
    g_hash_table_insert(gatherer->amounts, figure, g_ptr_array_new());
    return figure;
}

static void gather(FigureGatherer *gatherer, Entry *subject, const Object *object,
                   const Claim *item, Entry *entry)
{
    const EnumValue *measure = object_choice(object, SLOT_MEASURE);
    if (measure == NULL || subject == NULL)
        return;
    Figure *figure = gather_figure(gatherer, subject, measure, object_date(object, SLOT_PERIOD),
                                   object_string(object, SLOT_KEY));
    if (figure->object == NULL) {
        figure->object = object;
        figure->item = item;
    }
    if (figure->entry == NULL)
        figure->entry = entry;
    if (!link_check_key(gatherer->diags, figure->object, object))
        return;
    const Claims *amounts = object_claims(object, SLOT_AMOUNT);
    GPtrArray *all = g_hash_table_lookup(gatherer->amounts, figure);
    for (size_t i = 0; amounts != NULL && i < amounts->count; i++)
        g_ptr_array_add(all, &amounts->items[i]);
}

static void gather_entry(FigureGatherer *gatherer, Entry *entry)
{
    const Class *class = gatherer->kb->schema->known[CLASS_FIGURE];
    if (class_is_a(entry->object.class, class) && !entry->draft) /* which nobody is to see */
        gather(gatherer, object_reference(&entry->object, SLOT_SUBJECT), &entry->object, NULL,
               entry);
    const Claims *items = object_claims(&entry->object, SLOT_FIGURES);
    for (size_t i = 0; items != NULL && i < items->count; i++) {
        const Claim *item = &items->items[i];
        if (item->value.kind == VALUE_OBJECT && class_is_a(item->value.object->class, class))
            gather(gatherer, entry, item->value.object, item, NULL);
    }
}

static void figure_finish(FigureGatherer *gatherer, Figure *figure)
{
    GPtrArray *all = g_hash_table_lookup(gatherer->amounts, figure);
    g_ptr_array_sort(all, link_compare_age); /* stable: a merge sort */
    link_correct((Claim *const *)all->pdata, all->len, gatherer->arena);
    figure->amount_count = all->len;
    figure->amounts = arena_new0(gatherer->arena, const Claim *, all->len);
    for (guint i = 0; i < all->len; i++)
        figure->amounts[i] = all->pdata[i];
    figure->subject->figure_count++;
}

/* By measure, in the enum's order, then period, what has none last. */
static int compare_figures(const void *left, const void *right)
{
    const Figure *a = *(const Figure *const *)left;
    const Figure *b = *(const Figure *const *)right;
    if (a->measure->index != b->measure->index)
        return a->measure->index < b->measure->index ? -1 : 1;
    if ((a->period != NULL) != (b->period != NULL))
        return a->period != NULL ? -1 : 1;
    const int order = a->period != NULL ? edtf_sort(a->period, b->period) : 0;
    return order != 0 ? order : strcmp(a->id, b->id);
}

static int compare_ids(const void *left, const void *right)
{
    return strcmp((*(const Figure *const *)left)->id, (*(const Figure *const *)right)->id);
}

static void distribute(Kb *kb, Arena *arena)
{
    for (size_t i = 0; i < kb->entry_count; i++) {
        Entry *entry = kb->entries[i];
        entry->figures = arena_new0(arena, Figure *, entry->figure_count);
        entry->figure_count = 0;
    }
    for (size_t i = 0; i < kb->figure_count; i++) {
        Entry *subject = kb->figures[i]->subject;
        subject->figures[subject->figure_count++] = kb->figures[i];
    }
    for (size_t i = 0; i < kb->entry_count; i++)
        if (kb->entries[i]->figure_count > 1)
            qsort(kb->entries[i]->figures, kb->entries[i]->figure_count, sizeof(Figure *),
                  compare_figures);
}

void link_figures(Kb *kb, Arena *arena, Diagnostics *diags)
{
    if (kb->schema->known[CLASS_FIGURE] == NULL)
        return;
    FigureGatherer gatherer = {.kb = kb, .arena = arena, .diags = diags};
    gatherer.known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gatherer.figures = g_ptr_array_new();
    gatherer.amounts = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (size_t i = 0; i < kb->entry_count; i++)
        gather_entry(&gatherer, kb->entries[i]);
    kb->figure_count = gatherer.figures->len;
    kb->figures = arena_new0(arena, Figure *, kb->figure_count);
    for (guint i = 0; i < gatherer.figures->len; i++) {
        kb->figures[i] = gatherer.figures->pdata[i];
        figure_finish(&gatherer, kb->figures[i]);
    }
    g_hash_table_unref(gatherer.amounts);
    g_hash_table_unref(gatherer.known);
    g_ptr_array_unref(gatherer.figures);
    if (kb->figure_count > 0)
        qsort(kb->figures, kb->figure_count, sizeof(Figure *), compare_ids);
    distribute(kb, arena);
}
