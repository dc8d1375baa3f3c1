/* Ids in diagram descriptions become pointers. */
#include "link/linker.h"

static void report_unknown(Suggester *suggester, const EntryName *name, const Class *class,
                           Diagnostics *diags)
{
    Diagnostic *d =
        diag_report(diags, DIAG_KB_CONFIG, name->span, "there is no entry '%s'", name->id);
    const Entry *near = suggester_find(suggester, name->id, class);
    if (near != NULL)
        diag_hint(d, "did you mean '%s'?", near->id);
}

/* Finds the entry, which must be of the class (NULL: any). An entry that could not be read is
 * trouble enough. */
static void link_name(Suggester *suggester, EntryName *name, const Class *class, Diagnostics *diags)
{
    const Kb *kb = suggester->kb;
    Entry *entry = kb_find_entry(kb, name->id);
    if (entry == NULL) {
        if (!g_hash_table_contains(kb->damaged_ids, name->id))
            report_unknown(suggester, name, class, diags);
    } else if (class != NULL && !class_is_a(entry->object.class, class)) {
        Diagnostic *d =
            diag_report(diags, DIAG_KB_CONFIG, name->span, "'%s' is of the class %s, not %s",
                        name->id, entry->object.class->name, class->name);
        diag_note(d, entry->span, "'%s' is defined here", name->id);
    } else {
        name->entry = entry;
    }
}

static void link_ids(Suggester *suggester, Diagram *diagram, Diagnostics *diags)
{
    size_t found = 0;
    for (size_t i = 0; i < diagram->id_count; i++) {
        link_name(suggester, &diagram->ids[i], NULL, diags);
        if (diagram->ids[i].entry != NULL)
            diagram->ids[found++] = diagram->ids[i];
    }
    diagram->id_count = found;
}

/* What a diagram of this kind is about. */
static KnownClass subject_class(DiagramKind kind)
{
    return kind == DIAGRAM_PACKAGE    ? CLASS_CHIP
           : kind == DIAGRAM_TOPOLOGY ? CLASS_INTERCONNECT
                                      : CLASS_UNKNOWN;
}

void link_diagrams(Kb *kb, Suggester *suggester, Diagnostics *diags)
{
    for (size_t i = 0; i < kb->diagram_count; i++) {
        Diagram *diagram = kb->diagrams[i];
        const KnownClass class = subject_class(diagram->kind);
        link_ids(suggester, diagram, diags);
        if (diagram->subject.id != NULL && class != CLASS_UNKNOWN)
            link_name(suggester, &diagram->subject, kb->schema->known[class], diags);
    }
}
