/*
 * subscription.h - what calendars and news say alike: of which base they are, and what was told of
 * a milestone, in one language's words. For emit_calendars.c and emit_news.c only.
 */
#pragma once

#include "base/uuid.h"
#include "emit/document.h"
#include "find/findings.h"

typedef struct Subscription {
    const EmitContext *context;
    const Site *site;
    size_t language;
    const Words *words; /* of that language */
    Arena *arena;
    GString *out;
} Subscription;

Subscription subscription_begin(const EmitContext *context, const Document *document,
                                Arena *scratch, GString *out);

/* Returns what the base is known by to those who subscribe, wherever it is published: that follows
 * from its name in its first language. */
Uuid subscription_base_id(const Kb *kb);

/* Returns a claim's date in words, or that it is not known. */
const char *subscription_date(const Subscription *subscription, const Claim *claim);

/* Returns how certain a plan's last word is, what became of it, or how it was settled; NULL: it is
 * a fact. */
const char *subscription_state(const Subscription *subscription, const Plan *plan);

/* Append lines, each with a line break before it but the first: as of when it was said, by whom. */
void subscription_append_line(GString *lines, const char *line);
void subscription_append_as_of(const Subscription *subscription, GString *lines,
                               const Claim *claim);
void subscription_append_sources(const Subscription *subscription, GString *lines,
                                 const Claim *claim);

/* Returns where an entry's page is in the language, below the site's folder; NULL: it has none. */
const char *subscription_page(const Subscription *subscription, const Entry *entry,
                              const char *fragment);
