/*
 * deriver.h - what the parts of derive/ share. Only derive/ includes this.
 */
#pragma once

#include "derive/derive.h"
#include "value/amount.h"

/* A number, and the claims that it follows from. */
typedef struct Derivation {
    Amount amount;
    GArray *origins;            /* of Origin */
    const Condition *condition; /* within which it holds; NULL: as such */
    GPtrArray *names;           /* of the origins, for messages; NULL: their slots' and entries' */
    const Expression *formula;  /* NULL: none */
} Derivation;

/* A slot of an object that may follow from others. */
typedef struct DerivedSlot {
    Entry *entry;
    Object *object;         /* the entry's own, or one inlined in it */
    const Claim *enclosing; /* the claim that holds it; NULL: the entry's own */
    size_t slot;            /* in object->class->slots */
} DerivedSlot;

/* rules.c */

/* One way in which a slot's value follows from others. */
typedef struct DerivingRule {
    bool (*derive)(const struct DerivingRule *rule, Units *units, Derivation *derivation);
    DerivedSlot cell;
    Claims relation;   /* what it goes by; without a slot: the slot's expression */
    const Claim *item; /* of the relation; NULL: all of it */
} DerivingRule;

const Slot *cell_slot(const DerivedSlot *cell);

/* Does the object say what it is composed of, or a multiple of? Most do not. */
bool rules_has_relation(const Object *object);

/* Appends a cell's rules (of DerivingRule), those that count more first. */
void rules_list(const DerivedSlot *cell, GArray *rules);

/* Appends the cells (of DerivedSlot) whose values the rule needs. */
void rule_list_operands(const DerivingRule *rule, GArray *cells);

/* inherit.c: gives variants their bases' claims where they state none. Reports yaml.size where that
 * would be too much. */
void derive_inherit(Kb *kb, Arena *arena, Diagnostics *diags);

/* provenance.c */

/* Does the entry take part in derivations at all? */
bool derive_takes_part(const Entry *entry);

/* Does it follow from anything that the entry states itself? Of a variant, all of it may be its
 * base's. */
bool derivation_is_own(const Derivation *derivation, const Entry *entry);

/* The number that a claim states; false if it states none. */
bool claim_amount(const Claim *claim, Amount *amount);

/* Returns a derived claim of the entry with this value, as well founded as the weakest of what it
 * follows from. */
Claim claim_derive(Arena *arena, const Derivation *derivation, const Entry *entry,
                   const Quantity *quantity, const Claim *enclosing);

/* Reports a stated claim that is another number than the one derived, unless one of them is a plan
 * and the other a fact. `what` names the slot or figure. */
void claim_compare(Diagnostics *diags, const char *what, const Claim *stated,
                   const Derivation *derivation, const Quantity *derived);
