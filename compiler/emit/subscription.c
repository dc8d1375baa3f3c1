#include "emit/subscription.h"

#include "find/plan_words.h"
#include "words/claim_describe.h"
#include "words/edtf_describe.h"

/* Chosen once, by chance: names of bases are told apart from all other names by it. */
static const Uuid BASES = {{0x5b, 0x1c, 0x8e, 0x0d, 0x7a, 0x42, 0x4f, 0x63, 0x9d, 0x27, 0x31, 0xe6,
                            0xc4, 0x90, 0xb8, 0x1f}};

Subscription subscription_begin(const EmitContext *context, const Document *document,
                                Arena *scratch, GString *out)
{
    reads_note_whole(context->reads, READ_BASE);
    return (Subscription){.context = context,
                          .site = context->site,
                          .language = document->language,
                          .words = context->site->words[document->language],
                          .arena = scratch,
                          .out = out};
}

Uuid subscription_base_id(const Kb *kb)
{
    return uuid_from_name(&BASES, localised_get(kb->name, 0));
}

const char *subscription_date(const Subscription *subscription, const Claim *claim)
{
    return claim->value.kind == VALUE_DATE
               ? edtf_describe(subscription->words, claim->value.date, subscription->arena)
               : words_get(subscription->words, "value.no_date");
}

const char *subscription_state(const Subscription *subscription, const Plan *plan)
{
    const Words *words = subscription->words;
    if (plan_is_dropped(plan))
        return plan_settled_words(words, subscription->language, plan, subscription->arena);
    if (plan->state == PLAN_OVERDUE)
        return words_get(words, "plan.overdue");
    return claim_describe_status(words, plan->word->status);
}

void subscription_append_line(GString *lines, const char *line)
{
    if (lines->len > 0)
        g_string_append_c(lines, '\n');
    g_string_append(lines, line);
}

void subscription_append_as_of(const Subscription *subscription, GString *lines, const Claim *claim)
{
    if (claim->as_of == NULL)
        return;
    const char *date = edtf_describe(subscription->words, claim->as_of, subscription->arena);
    const char *as_of = words_get(subscription->words, "entry.as_of_date");
    subscription_append_line(lines, as_of);
    g_string_append(lines, date);
}

void subscription_append_sources(const Subscription *subscription, GString *lines,
                                 const Claim *claim)
{
    const char *between = words_get(subscription->words, "list.colon");
    bool any = false;
    for (size_t i = 0; i < claim->citation_count; i++) {
        const Entry *source = claim->citations[i].source;
        if (source == NULL)
            continue;
        if (!any)
            subscription_append_line(lines, words_get(subscription->words, "entry.sources"));
        g_string_append(lines, between);
        g_string_append(lines, site_title(subscription->site, source, subscription->language));
        between = words_get(subscription->words, "list.break");
        any = true;
    }
}

const char *subscription_page(const Subscription *subscription, const Entry *entry,
                              const char *fragment)
{
    const Kb *kb = subscription->context->kb;
    const char *path = site_path(subscription->site, entry);
    const char *language = kb->languages[subscription->language];
    if (path == NULL)
        return NULL;
    return fragment != NULL
               ? arena_printf(subscription->arena, "%s/%s.html#%s", language, path, fragment)
               : arena_printf(subscription->arena, "%s/%s.html", language, path);
}
