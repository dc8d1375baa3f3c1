#include "diagram/status_look.h"

#include "words/claim_describe.h"

static const struct StatusLook {
    bool hollow;
    Line line;
    bool struck;
} status_looks[STATUS_COUNT] = {
    [STATUS_ACTUAL] = {false, LINE_SOLID, false},
    [STATUS_PLANNED] = {true, LINE_DASHED, false},
    [STATUS_ESTIMATED] = {true, LINE_DOTTED, false},
    [STATUS_REPORTED] = {true, LINE_SOLID, false},
    [STATUS_RUMOURED] = {true, LINE_DASH_DOTTED, false},
    [STATUS_CANCELLED] = {true, LINE_SOLID, true},
};

void status_look_set(SceneBox *box, Status status)
{
    box->hollow = status_looks[status].hollow;
    box->line = status_looks[status].line;
    box->struck = status_looks[status].struck;
}

Line status_look_line(Status status)
{
    return status_looks[status].line;
}

const char *status_look_word(const Drawing *drawing, Status status)
{
    const char *word = claim_describe_status(drawing->words, status);
    return word != NULL ? word : drawing_word(drawing, "legend.actual");
}

const char *status_look_say(const Drawing *drawing, const char *text, Status status)
{
    const char *word = claim_describe_status(drawing->words, status);
    return word == NULL
               ? text
               : arena_concat(drawing->arena, text, drawing_fill(drawing, "title.bracketed", word));
}

const char *status_look_say_claim(const Drawing *drawing, const Claim *claim)
{
    const char *text = drawing_claim(drawing, claim);
    return claim == NULL ? text : status_look_say(drawing, text, claim->status);
}

SceneBox *status_look_add_bar(Legend *legend, const char *text)
{
    SceneBox *sample = legend_add_mark(legend, SHAPE_BAR, text);
    sample->hue = HUE_COUNT - 1; /* slate: no group's meaning */
    return sample;
}

void status_look_add_samples(const Drawing *drawing, Legend *legend,
                             const bool occurring[STATUS_COUNT])
{
    for (size_t i = 0; i < STATUS_COUNT; i++)
        if (occurring[i])
            status_look_set(status_look_add_bar(legend, status_look_word(drawing, (Status)i)),
                            (Status)i);
}

void status_look_add_qualifiers(const Drawing *drawing, Legend *legend, unsigned occurring)
{
    if (occurring & EDTF_APPROXIMATE)
        status_look_add_bar(legend, drawing_word(drawing, "picture.approximate"))->qualifiers =
            EDTF_APPROXIMATE;
    if (occurring & EDTF_UNCERTAIN)
        status_look_add_bar(legend, drawing_word(drawing, "picture.uncertain"))->qualifiers =
            EDTF_UNCERTAIN;
}
