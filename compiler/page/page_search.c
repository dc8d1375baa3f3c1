/* What is searched for, in names, values and prose: found by a script. Without one, the lists. */
#include "page/pages.h"

void page_fill_search(PageContext *page, const void *subject)
{
    (void)subject;
    page_context_begin(page, &(PageHead){.self = "search",
                                         .is_alone = true,
                                         .heading = page_context_word(page, "search.title")});
}
