/*
 * checker.h - the checks. Only check/ includes this.
 */
#pragma once

#include "check/check.h"
#include "model/suggest.h"

struct Checker {
    Kb *kb;
    Diagnostics *diags;
    bool *is_linked;   /* by entry: prose links to it; filled by check_prose() */
    GHashTable *parts; /* what pages can be led to, while check_prose() runs */
    Suggester suggester;
    size_t near_budget; /* of nearest_init_within(): for pictures */
    unsigned workers;
    bool is_late;      /* in the second turn */
    bool has_mistakes; /* of stages before, or of what may be an error */
};

/* claims.c */
void check_sources(Checker *checker);          /* claim.no-source */
void check_actual_in_future(Checker *checker); /* claim.actual-in-future */
void check_told_before(Checker *checker);      /* claim.told-before */

/* conflicts.c */
void check_conflicts(Checker *checker); /* claim.conflict */

/* milestones.c */
void check_milestone_order(Checker *checker); /* milestone.order */
void check_stale_plans(Checker *checker);     /* claim.stale-plan */

/* figures.c */
void check_figure_units(Checker *checker); /* value.unit, value.dimension */

/* outliers.c */
void check_outliers(Checker *checker); /* value.outlier */

/* relations.c */
void check_relations(Checker *checker); /* value.relation */

/* names.c */
void check_same_names(Checker *checker); /* entry.same-name */

/* cycles.c */
void check_self_references(Checker *checker); /* ref.self */
void check_cycles(Checker *checker);          /* ref.cycle */

/* prose.c */
void check_prose(Checker *checker); /* markdown.* */

/* variants.c */
void check_variation(Checker *checker); /* entry.unknown-slot, in `varies_by` */

/* punctuation.c */
void check_punctuation(Checker *checker); /* text.punctuation */

/* whole.c */
void check_unique_keys(Checker *checker);  /* entry.unique-key */
void check_recommended(Checker *checker);  /* entry.recommended-slot */
void check_orphans(Checker *checker);      /* kb.orphan, kb.unused-source */
void check_images(Checker *checker);       /* kb.unused-image */
void check_translations(Checker *checker); /* kb.missing-translation */
