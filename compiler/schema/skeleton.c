/*
 * A slot is one line, of which the author takes off the `# ` in front and keeps the comment behind,
 * or does not:
 *
 *     # stage: # list: one of Stage. How far the work on it has come; several when steps overlap.
 *     #   # on_roadmap, feasibility, ...
 */
#include "schema/skeleton.h"

#include "schema/slot_form.h"

#include <string.h>

enum { COMMENT_WIDTH = 100 };

/* Where a slot's lines stand. */
typedef struct Skeleton {
    const Class *class;
    GString *out;
    bool *is_written; /* by the slot's place in the class */
} Skeleton;

/* Names of values, as many on a line as there is room. */
static void append_values(const Enum *choice, const char *margin, GString *out)
{
    size_t line = 0;
    for (size_t i = 0; i < choice->value_count; i++) {
        const char *name = choice->values[i].name;
        const char *comma = i + 1 < choice->value_count ? "," : "\n";
        if (i > 0 && line + strlen(name) + 2 < COMMENT_WIDTH) {
            g_string_append_printf(out, " %s%s", name, comma);
            line += strlen(name) + 2;
            continue;
        }
        g_string_append_printf(out, "%s%s# %s%s", i > 0 ? "\n" : "", margin, name, comma);
        line = strlen(margin) + strlen(name) + 3;
    }
}

/* A comment ends with its line, wherever the schema's texts are broken. */
static void append_on_line(GString *out, const char *text)
{
    g_autofree char *line = g_strdelimit(g_strdup(text), "\n\r", ' ');
    g_string_append(out, g_strchomp(line));
}

static void append_meaning(const Slot *slot, GString *out)
{
    const char *description = description_text(&slot->description);
    slot_append_form(slot, out);
    if (description != NULL) {
        g_string_append(out, ". ");
        append_on_line(out, description);
    }
    g_string_append_c(out, '\n');
}

static void append_slot_line(const Slot *slot, const char *margin, GString *out)
{
    g_string_append_printf(out, "%s%s: # ", margin, slot->name);
    if (margin[0] != '\0' && slot->required)
        g_string_append(out, "required, ");
    append_meaning(slot, out);
    if (slot->range != RANGE_ENUM)
        return;
    g_autofree char *deeper = g_strconcat(margin, "  ", NULL);
    g_strdelimit(deeper, "-", ' ');
    append_values(slot->range_enum, deeper, out);
}

/* What an inlined object has of its own, not of every entry: what the entry around it is one of,
 * too, says that. Its subject is that entry. */
static bool is_of_item(const Class *around, const Class *item, const Slot *slot)
{
    for (const Class *class = item->parent; class != NULL; class = class->parent)
        if (class_is_a(around, class) && class_find_slot(class, slot->name) != NULL)
            return false;
    return slot->known != SLOT_SUBJECT;
}

static void append_item_slots(const Skeleton *skeleton, const Class *item, bool required,
                              bool *is_first)
{
    for (size_t i = 0; i < item->slot_count; i++) {
        const Slot *slot = item->slots[i];
        if (slot->required != required || !is_of_item(skeleton->class, item, slot))
            continue;
        append_slot_line(slot, *is_first ? "#   - " : "#     ", skeleton->out);
        *is_first = false;
    }
}

/* The beginning of a list of objects. A variant may say whatever its product says. */
static void append_item(const Skeleton *skeleton, const Slot *slot)
{
    bool is_first = true;
    if (slot->known == SLOT_VARIANTS) {
        g_string_append(skeleton->out,
                        "#   - key: # what its id ends with; below it, what differs\n");
        return;
    }
    append_item_slots(skeleton, slot->range_class, true, &is_first);
    append_item_slots(skeleton, slot->range_class, false, &is_first);
}

static void append_slot(Skeleton *skeleton, size_t index, const char *margin)
{
    const Slot *slot = skeleton->class->slots[index];
    skeleton->is_written[index] = true;
    append_slot_line(slot, margin, skeleton->out);
    if (slot->range == RANGE_OBJECT)
        append_item(skeleton, slot);
}

static void append_required(Skeleton *skeleton, const char *id)
{
    for (size_t i = 0; i < skeleton->class->slot_count; i++) {
        const Slot *slot = skeleton->class->slots[i];
        skeleton->is_written[i] = slot->identifier; /* the file's name is one */
        if (!slot->required || slot->identifier)
            continue;
        if (slot->known != SLOT_NAME) {
            append_slot(skeleton, i, "");
            continue;
        }
        skeleton->is_written[i] = true;
        g_string_append_printf(skeleton->out, "%s: %s # ", slot->name, id);
        append_meaning(slot, skeleton->out);
    }
}

/* Sources are wanted of every claim. */
static void append_recommended(Skeleton *skeleton)
{
    bool is_first = true;
    for (size_t i = 0; i < skeleton->class->slot_count; i++) {
        const Slot *slot = skeleton->class->slots[i];
        const bool is_source = slot->known == SLOT_CITED && skeleton->class->sourced;
        if (skeleton->is_written[i] || !(slot->recommended || is_source))
            continue;
        if (is_first)
            g_string_append(skeleton->out, "\n# --- Recommended ---\n");
        is_first = false;
        append_slot(skeleton, i, "# ");
    }
}

/* All that are of the group of slot `first`. */
static void append_group(Skeleton *skeleton, size_t first)
{
    const Slot *head = skeleton->class->slots[first];
    const char *title = head->group != NULL ? localised_get(&head->group_title, 0) : "Other";
    g_string_append(skeleton->out, "\n# --- ");
    append_on_line(skeleton->out, title);
    g_string_append(skeleton->out, " ---\n");
    for (size_t i = first; i < skeleton->class->slot_count; i++)
        if (!skeleton->is_written[i] &&
            g_strcmp0(skeleton->class->slots[i]->group, head->group) == 0)
            append_slot(skeleton, i, "# ");
}

static void append_introduction(const Class *class, const char *const *languages, GString *out)
{
    const char *description = description_text(&class->description);
    g_string_append_printf(out, "# %s", class->name);
    if (description != NULL) {
        g_string_append(out, ": ");
        append_on_line(out, description);
    }
    g_string_append(out,
                    "\n#\n"
                    "# Take the `# ` off what is known, and throw the rest away. A value is bare, "
                    "or says more:\n"
                    "#   {value: 300 W, source: ID, as_of: 2025-03, status: planned, note: ...}\n");
    if (languages[0] == NULL || languages[1] == NULL)
        return;
    g_string_append(out, "# A text is bare, or in each language: {");
    for (size_t i = 0; languages[i] != NULL; i++)
        g_string_append_printf(out, "%s%s: ...", i > 0 ? ", " : "", languages[i]);
    g_string_append(out, "}\n");
}

void skeleton_append(const Class *class, const char *id, const char *const *languages, GString *out)
{
    bool *is_written = g_new0(bool, class->slot_count);
    Skeleton skeleton = {class, out, is_written};
    append_introduction(class, languages, out);
    append_required(&skeleton, id);
    append_recommended(&skeleton);
    for (size_t i = 0; i < class->slot_count; i++)
        if (!is_written[i])
            append_group(&skeleton, i);
    g_free(is_written);
}
