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

void status_look_set_wire(SceneWire *wire, Status status)
{
    wire->hollow = status_looks[status].hollow;
    wire->line = status_looks[status].line;
    wire->struck = status_looks[status].struck;
}

const char *status_look_word(const Words *words, Status status)
{
    const char *word = claim_describe_status(words, status);
    return word != NULL ? word : words_get(words, "legend.actual");
}

const char *status_look_say(const Words *words, Arena *arena, const char *text, Status status)
{
    const char *word = claim_describe_status(words, status);
    return word == NULL
               ? text
               : arena_concat(arena, text, words_fill(words, "title.bracketed", word, arena));
}

const char *status_look_say_claim(const Drawing *drawing, const Claim *claim)
{
    const char *text = drawing_claim(drawing, claim);
    return claim == NULL ? text
                         : status_look_say(drawing->words, drawing->arena, text, claim->status);
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
            status_look_set(
                status_look_add_bar(legend, status_look_word(drawing->words, (Status)i)),
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

void status_look_add_lines(const Words *words, Legend *legend, const bool occurring[STATUS_COUNT],
                           const bool told[STATUS_COUNT])
{
    bool wanted[STATUS_COUNT];
    bool any = false;
    for (size_t i = 0; i < STATUS_COUNT; i++) {
        wanted[i] = occurring[i] && (told == NULL || !told[i]);
        any |= wanted[i] && i != STATUS_ACTUAL;
    }
    for (size_t i = 0; any && i < STATUS_COUNT; i++) {
        if (!wanted[i])
            continue;
        SceneWire *sample = legend_add_line(legend, status_look_word(words, (Status)i));
        sample->hue = HUE_COUNT - 1; /* slate: no kind's */
        status_look_set_wire(sample, (Status)i);
    }
}
